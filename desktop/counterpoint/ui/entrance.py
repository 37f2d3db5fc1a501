"""What is opened on the window: projects, files, the sample, and what another start asks for."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from counterpoint.app import showing
from counterpoint.app.adopting import adopt
from counterpoint.app.links import parse_link
from counterpoint.app.ports import Call, Library, Store
from counterpoint.domain.claims import Claim
from counterpoint.domain.project_file import folder_named
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.beginning import Beginning
from counterpoint.ui.feeds import Feed
from counterpoint.ui.stage import Stage
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.workbench import Workbench

Deed = Callable[[], None]


@dataclass(frozen=True)
class Sources:
    """Where projects come from: the library, and the folder of the sample.

    ``leave`` does something that takes the open project from the window: at once, or when the disk
    has all of it, or the reader gives it up.
    """

    library: Library
    sample: Path
    leave: Callable[[Deed], None]


class Entrance:
    """Owns the files that a new project is being made from.

    While it ``is_fresh``, desks are laid as if nothing were remembered.
    """

    def __init__(self, stage: Stage, around: Surroundings, sources: Sources) -> None:
        self._stage = stage
        self._guard = around.guard
        self._library = sources.library
        self._sample = sources.sample
        self._leave = sources.leave
        self._beginning = Beginning(around.workers, self._begin, stage.say)
        self.is_fresh = False

    def takes(self, call: Call) -> bool:
        """Whether a call is for this window: nothing is open here, or just what it asks for.

        Files of no known project go to whatever is open; so does a link that leads nowhere.
        """
        bench = self._stage.workbench
        if bench is None:
            return not (self._beginning.is_under_way and (call.link or call.project))
        if call.link:
            wanted = parse_link(call.link).project
            return wanted == bench.store.id or self._library.find(wanted) is None
        if call.project is not None:
            return bench.store.path == folder_of(call.project)
        known = self._library.holding(call.files) if call.files else None
        return known is None or known == bench.store.path

    def serve(self, call: Call) -> None:
        """Open what a call names."""
        if call.link:
            self.follow(call.link)
        elif call.project is None:
            self.open_files(list(call.files))
        elif not call.files:
            self.open_project(call.project)
        elif self._shows(call.project):
            self.open_files(list(call.files))
        else:
            opened = partial(self._library.open_or_create, call.project)
            self._show(opened, lambda _: self.open_files(list(call.files)))

    def open_project(self, path: Path, then: Deed = lambda: None) -> None:
        """Open a project with its desk as it was left, or with its first documents.

        ``then`` is done once it shows.
        """
        if self._shows(path):
            then()
            return
        is_fresh = self.is_fresh

        def lay(bench: Workbench) -> None:
            if is_fresh or not self._stage.keeping.lay_desk(bench):
                bench.opening.show_first()
            then()

        self._show(partial(self._library.open, path), lay)

    def new_project(self, path: Path) -> None:
        """Begin a project in a folder."""
        self._show(partial(self._library.create_at, path), lambda _: None)

    def open_files(self, files: list[Path]) -> None:
        """Add files to the open project, or to the one made from them, or to a new one."""
        if not files:
            return
        bench = self._stage.workbench
        is_free = bench is None and not self._beginning.is_under_way
        known = self._library.holding(files) if is_free else None
        if bench is not None:
            bench.opening.add_all(files, {})
        elif known is None:
            self._beginning.add(files)
        else:
            is_fresh = self.is_fresh

            def lay(bench: Workbench) -> None:
                if is_fresh or not self._stage.keeping.lay_desk(bench, whole=True):
                    bench.opening.add_all(files, {})

            self._show(partial(self._library.open, known), lay)

    def open_sample(self) -> None:
        """Open the copy of the sample that was made before, or a new one."""
        files = sorted((self._sample / "documents").iterdir())
        known = self._library.holding(files)
        if known is not None:
            self.open_project(known)
            return

        def fill(bench: Workbench) -> None:
            adopt(bench.session.project, self._library.records_of(self._sample))
            self._library.remember(bench.store.path, files)
            bench.opening.show_first()

        self._show(partial(self._library.copy_of, self._sample), fill)

    def follow(self, link: str) -> None:
        """Go to the claim that a link names, and do nothing else."""
        wanted = parse_link(link)
        bench = self._stage.workbench
        if bench is not None and bench.store.id == wanted.project:
            self._show_claim(wanted.claim)
            return
        path = self._library.find(wanted.project)
        if path is None:
            raise Refusal("The project of this link is not known here; open it here once.")
        self.open_project(path, partial(self._show_claim, wanted.claim))

    def drop(self) -> None:
        """Give up what is being begun."""
        self._beginning.drop()

    def _begin(self, title: str, paths: Sequence[Path], feeds: Mapping[Path, Feed]) -> None:
        """A new project for files that are open in workers already."""

        def begin() -> None:
            self._show(partial(self._library.create, title), fill)

        def fill(bench: Workbench) -> None:
            remember = partial(self._library.remember, bench.store.path, paths)
            bench.opening.settled.connect(lambda: self._guard(remember))
            bench.opening.add_all(paths, feeds)

        self._guard(begin)

    def _show(self, open_store: Callable[[], Store], then: Callable[[Workbench], None]) -> None:
        """Open a project, once the one that is open may be left; ``then`` follows."""

        def show() -> None:
            store = open_store()
            self._beginning.drop()
            then(self._stage.show(store))

        self._leave(show)

    def _show_claim(self, claim: str) -> None:
        bench = self._stage.workbench
        if bench is None or bench.session.project.get(Claim, claim) is None:
            raise Refusal("The claim of this link is not in the project any more.")
        showing.claim(bench.session, claim)

    def _shows(self, path: Path) -> bool:
        bench = self._stage.workbench
        return bench is not None and bench.store.path == folder_of(path)


def folder_of(project: Path) -> Path:
    """The folder of a project, without links, when the folder or its project file is named."""
    return Path(os.path.realpath(folder_named(project)))
