"""Finding words in all documents of a project: the commands, and what they work on."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from counterpoint.app.commands import AT_DESK, Command
from counterpoint.app.describing import counted, told_titles
from counterpoint.app.desk import Aspect
from counterpoint.app.searching import (
    CHANGED,
    MORE_HITS,
    MOST_HITS,
    ResultRow,
    Results,
    key_of,
    open_hit,
    select_hit,
)
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.search_texts import ProjectTexts
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

if TYPE_CHECKING:
    from counterpoint.ui.search_view import SearchView

TYPE = "Type words to find them in every document. Quotation marks keep words together."
NOTHING = "No document has this."
NOTHING_YET = "Nothing found so far; reading goes on."
NO_DOCUMENTS = "There are no documents yet; add some to search them."


class Searching(QObject):
    """Owns the search through one project: what was typed last, what was found, and where one is.

    All of it stays while the project is open, so that the card shows it again.
    """

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__()
        self._window = window
        self._around = around
        self._workbench: Workbench | None = None
        self._view: SearchView | None = None
        self._results = Results()
        self._job = 0
        self._is_renewing = False
        self._pending: dict[int, ResultRow] = {}
        self.texts: ProjectTexts | None = None

    def turn_to(self, workbench: Workbench | None) -> None:
        """Search this project from now on, or none."""
        if workbench is self._workbench:
            return
        self.close()
        self._workbench, self._results = workbench, Results()
        self._pending.clear()
        if workbench is not None:
            self.texts = ProjectTexts(
                workbench.session, workbench.store, self._around.index, workbench.feeds.protected
            )
            self.texts.changed.connect(self._follow_reading)
            workbench.session.desk.subscribe(partial(self._settle, workbench))

    def close(self) -> None:
        """Read no more."""
        self._around.index.cancel(self._job)
        if self.texts is not None:
            self.texts.close()
            self.texts.deleteLater()
        self.texts, self._workbench = None, None

    def show(self) -> None:
        """Lay the card over the desk, with what was found last."""
        from counterpoint.ui.search_view import SearchView  # a start does not need it

        bench = self._require_project()
        bench.claims.editor.commit()
        self._view = view = SearchView(self._around.look, self._window)
        view.field.setText(self._results.query)
        view.field.selectAll()
        view.show_results(self._results)
        view.typed.connect(self._ask)
        view.chosen.connect(self._choose)
        view.dismissed.connect(self._forget_view)
        self._window.cover(view, view.field)
        if self.texts is not None:
            self.texts.want()
        self._ask(self._results.query)

    def step(self, direction: int) -> None:
        """Go to the next passage that was found, or (-1) the one before, without the card."""
        self._require_project()
        texts = self.texts.documents if self.texts else ()
        if self._results.is_stale(_editions(texts)):
            self._is_renewing = True
            self._ask(self._results.query)
            raise Refusal(CHANGED)
        self._open(self._results.step(direction), False)

    def _require_project(self) -> Workbench:
        if self._workbench is None:
            raise Refusal("Open a project first.")
        return self._workbench

    def _ask(self, words: str) -> None:
        """Look for words; what is shown stays until the first answer."""
        bench, texts = self._workbench, self.texts
        if bench is None or texts is None:
            return
        self._around.index.cancel(self._job)
        before, documents = self._results, texts.documents
        order = list(told_titles(documents).items())
        results = Results(words, order, _editions(documents))
        results.current = before.current if words == before.query else None
        self._results = results
        request = {
            "kind": "search",
            "project": bench.store.id,
            "query": words,
            "texts": [one.edition.sha256 for one in documents],
            "most": MOST_HITS,
        }
        hear = partial(self._hear, results)
        self._job = self._around.index.ask(request, hear, first=True)

    def _hear(self, results: Results, answer: Mapping[str, Any]) -> None:
        if "place" in answer:
            results.take(int(answer["place"]), answer)
        if "lacking" in answer and self.texts is not None:
            self.texts.check(int(answer["lacking"]))
        if results is self._results and self._view is not None and "stale" not in answer:
            self._view.show_results(results)
            self._say()

    def _choose(self, row: ResultRow, beside: bool) -> None:
        if row.hit is None:
            self._ask_more(row)
        else:
            self._window.strip.clear()
            self._window.guard(lambda: self._open(row, beside))

    def _ask_more(self, row: ResultRow) -> None:
        """Show more of one document, in the place of what is shown of it."""
        bench, results, document = self._workbench, self._results, row.found.document
        texts = self.texts.documents if self.texts else ()
        found = next((one for one in texts if one.id == document), None)
        if bench is None or found is None:
            return
        place = results.place_of(document)

        def hear(answer: Mapping[str, Any]) -> None:
            if "place" in answer:
                self._hear(results, {**answer, "place": place})

        request = {
            "kind": "more",
            "project": bench.store.id,
            "query": results.query,
            "texts": [found.edition.sha256],
            "most": MORE_HITS,
        }
        self._around.index.ask(request, hear, first=True)

    def _open(self, row: ResultRow, beside: bool) -> None:
        bench = self._require_project()
        pane = open_hit(bench.session, row, beside=beside)
        self._results.current = key_of(row)
        self._pending[pane] = row
        self._settle(bench, Aspect.TEXT)

    def _settle(self, bench: Workbench, aspect: Aspect) -> None:
        """Go to the passages whose texts have arrived."""
        if aspect is not Aspect.TEXT or bench is not self._workbench:
            return
        for pane, row in list(self._pending.items()):
            if row.found.document in bench.session.desk.texts:
                del self._pending[pane]
                select_hit(bench.session, pane, row)

    def _follow_reading(self) -> None:
        """One more document can be searched."""
        if self._view is not None or self._is_renewing:
            self._ask(self._results.query)

    def _forget_view(self) -> None:
        self._view = None

    def _say(self) -> None:
        """Tell how much was found, and how far reading is."""
        texts, results = self.texts, self._results
        if self._view is None or texts is None:
            return
        there, read = len(texts.documents), texts.read
        reading = "" if read >= there else f"{read} of {counted(there, 'document')} read"
        found = ""
        if results.count:
            places = counted(results.documents, "document")
            found = f"{counted(results.count, 'passage')} in {places}"
        nothing = NO_DOCUMENTS if not there else TYPE
        if there and results.query.strip():
            nothing = NOTHING_YET if reading else NOTHING
        problem = self._around.index.problem
        titles = {one.id: one.title for one in texts.documents}
        refused = [f"“{titles[one]}”: {why}" for one, why in texts.refused.items() if one in titles]
        status = "  ·  ".join(part for part in (found, reading) if part)
        self._view.say(problem or status, nothing, refused)


def _editions(documents: Iterable[Document]) -> dict[str, str]:
    """The edition (SHA-256) of each document (id)."""
    return {one.id: one.edition.sha256 for one in documents}


COMMANDS: tuple[Command[Searching], ...] = (
    Command(
        "search.all",
        "Find in all documents …",
        Searching.show,
        ("Ctrl+Shift+F",),
        "Go",
        AT_DESK,
        "Finds words in every document of the project, also in those that no pane shows.",
        icon="search",
        also="search project everywhere words text",
    ),
    Command(
        "search.next",
        "Next passage found",
        partial(Searching.step, direction=1),
        ("F4",),
        "Go",
        AT_DESK,
        "Goes to the next passage that was found in all documents.",
        also="search result forward",
    ),
    Command(
        "search.previous",
        "Previous passage found",
        partial(Searching.step, direction=-1),
        ("Shift+F4",),
        "Go",
        AT_DESK,
        "Goes to the passage before, of those that were found in all documents.",
        also="search result back",
    ),
)
