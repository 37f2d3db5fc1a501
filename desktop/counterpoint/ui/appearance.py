"""How pages look: the commands that set it, and what they act on."""

from collections.abc import Callable

from counterpoint.app.appearance import chosen, stepped, told
from counterpoint.app.commands import ALWAYS, Command
from counterpoint.app.settings import Settings
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow


class Appearance:
    """Sets what the reader chooses, for all documents; ``keep`` writes it down."""

    def __init__(
        self, window: MainWindow, around: Surroundings, keep: Callable[[Settings], None]
    ) -> None:
        self._window = window
        self._around = around
        self._keep = keep

    def show(self) -> None:
        """Lay the card with all of it over the desk."""
        from counterpoint.ui.appearance_card import AppearanceCard  # a start does not need it

        card = AppearanceCard(self._around.look, self._window)
        card.chosen.connect(self._take)
        self._window.cover(card, card.lines[0])

    def choose(self, field: str, value: str | int) -> None:
        """Set a field of the settings, and say so."""
        self._change(chosen(self._around.look.settings, field, value), field)

    def step(self, field: str, by: int) -> None:
        """Set the value that stands so far on in its row, and say so."""
        self._change(stepped(self._around.look.settings, field, by), field)

    def _change(self, settings: Settings, field: str) -> None:
        self._take(settings)
        self._window.strip.say(told(settings, field))

    def _take(self, settings: Settings) -> None:
        if settings != self._around.look.settings:
            self._around.look.take(settings)
            self._keep(settings)


COMMANDS: tuple[Command[Appearance], ...] = (
    Command(
        "view.appearance",
        "Appearance …",
        Appearance.show,
        ("Ctrl+,",),
        "View",
        ALWAYS,
        "Sets the paper of pages, and the type of text that has no pages of its own.",
        icon="type",
        also="preferences options font letters size theme sepia dark column typography",
    ),
    Command(
        "view.pages.window",
        "Colour of pages: as the window",
        lambda look: look.choose("pages", "window"),
        (),
        "View",
        ALWAYS,
        "Shows pages light in a light window and dark in a dark one; pictures stay as they are.",
        also="automatic theme",
    ),
    Command(
        "view.pages.light",
        "Colour of pages: light",
        lambda look: look.choose("pages", "light"),
        (),
        "View",
        ALWAYS,
        "Shows pages as they are, on white.",
        also="white paper original day",
    ),
    Command(
        "view.pages.sepia",
        "Colour of pages: sepia",
        lambda look: look.choose("pages", "sepia"),
        (),
        "View",
        ALWAYS,
        "Shows pages on warm paper.",
        also="warm paper yellow",
    ),
    Command(
        "view.pages.dark",
        "Colour of pages: dark",
        lambda look: look.choose("pages", "dark"),
        (),
        "View",
        ALWAYS,
        "Shows pages light on dark; pictures stay as they are.",
        also="night invert black",
    ),
    Command(
        "view.type.larger",
        "Larger type",
        lambda look: look.step("type_size", 1),
        (),
        "View",
        ALWAYS,
        "Sets the text of all documents that have no pages of their own larger.",
        also="font text size bigger increase",
    ),
    Command(
        "view.type.smaller",
        "Smaller type",
        lambda look: look.step("type_size", -1),
        (),
        "View",
        ALWAYS,
        "Sets the text of all documents that have no pages of their own smaller.",
        also="font text size decrease reduce",
    ),
    Command(
        "view.column.narrower",
        "Narrower column",
        lambda look: look.step("column", -1),
        when=ALWAYS,
        help="Makes the lines of text that flows shorter.",
        also="measure width text",
    ),
    Command(
        "view.column.wider",
        "Wider column",
        lambda look: look.step("column", 1),
        when=ALWAYS,
        help="Makes the lines of text that flows longer.",
        also="measure width text",
    ),
    Command(
        "view.face.serif",
        "Serif letters",
        lambda look: look.choose("face", "serif"),
        when=ALWAYS,
        help="Sets text that flows in letters with serifs.",
        also="font type face",
    ),
    Command(
        "view.face.sans",
        "Sans letters",
        lambda look: look.choose("face", "sans"),
        when=ALWAYS,
        help="Sets text that flows in letters without serifs.",
        also="font type face",
    ),
    Command(
        "view.leading.closer",
        "Lines closer together",
        lambda look: look.step("leading", -1),
        when=ALWAYS,
        help="Takes room from between the lines of text that flows.",
        also="line spacing leading",
    ),
    Command(
        "view.leading.wider",
        "Lines farther apart",
        lambda look: look.step("leading", 1),
        when=ALWAYS,
        help="Gives the lines of text that flows more room.",
        also="line spacing leading",
    ),
)
