"""How pages look: the commands that set it, and what they act on."""

from collections.abc import Callable, Iterator
from functools import partial

from counterpoint.app.appearance import chosen, stepped, told
from counterpoint.app.commands import ALWAYS, Command
from counterpoint.app.settings import SETTINGS, Deed, Setting, Settings
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


def _choosing(setting: Setting) -> Iterator[Command[Appearance]]:
    """A command for each choice that has one."""
    for choice in setting.choices:
        if choice.deed is not None:
            run = partial(Appearance.choose, field=setting.field, value=choice.value)
            yield _command(choice.deed, run)


def _stepping(setting: Setting) -> Iterator[Command[Appearance]]:
    """The commands that go one choice along."""
    for deed, by in ((setting.on, 1), (setting.back, -1)):
        if deed is not None:
            yield _command(deed, partial(Appearance.step, field=setting.field, by=by))


def _command(deed: Deed, run: Callable[[Appearance], None]) -> Command[Appearance]:
    return Command(deed.id, deed.title, run, (), deed.menu, ALWAYS, deed.help, also=deed.also)


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
    *(command for setting in SETTINGS for command in (*_choosing(setting), *_stepping(setting))),
)
