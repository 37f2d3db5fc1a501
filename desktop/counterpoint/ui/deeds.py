"""What a reader does with the window itself: its commands, and what they need of it."""

from typing import Protocol

from counterpoint.app.commands import ALWAYS, AT_DESK, CHOOSING, WALKING, Command


class Sizing(Protocol):
    """How a pane shows its pages."""

    def zoom_by(self, steps: int) -> None:
        """Larger, smaller, or (0) the width of the pane."""
        ...

    def fit_page(self) -> None:
        """A whole page in the pane."""
        ...

    def turn_by(self, quarters: int) -> None:
        """Pages turned by quarters, clockwise."""
        ...


class Bench(Protocol):
    """The window with a project on it."""

    def open_files(self) -> None:
        """Ask for files and show them side by side."""
        ...

    def open_project(self) -> None:
        """Ask for a project and open it."""
        ...

    def new_project(self) -> None:
        """Ask for a folder and begin a project there."""
        ...

    def scroll_page(self, direction: int) -> None:
        """A screenful down (1) or up (-1)."""
        ...

    @property
    def sizing(self) -> Sizing:
        """How large the active pane's pages are."""
        ...

    def edit_claim(self, field: str) -> None:
        """Write about the claim under the cursor."""
        ...

    def filter_candidates(self) -> None:
        """Narrow the claims that can be chosen by typing."""
        ...

    def change_theme(self) -> None:
        """Light, dark, or as the system has it."""
        ...

    def toggle_panel(self, name: str) -> None:
        """Show or hide a side panel."""
        ...

    def open_menu(self) -> None:
        """Show the menu."""
        ...

    def quit(self) -> None:
        """Save what is left and close the window."""
        ...


COMMANDS: tuple[Command[Bench], ...] = (
    Command(
        "file.open",
        "Open documents …",
        lambda b: b.open_files(),
        ("Ctrl+O", "Ctrl+T"),
        "File",
        AT_DESK,
        "Adds documents to the project, or begins one with them, and shows them side by side.",
        icon="open",
        also="add import load file pdf",
    ),
    Command(
        "file.project",
        "Open project …",
        lambda b: b.open_project(),
        ("Ctrl+Shift+O",),
        "File",
        AT_DESK,
        "Opens a project by its folder.",
        icon="project",
        also="load folder",
    ),
    Command(
        "file.new",
        "New project …",
        lambda b: b.new_project(),
        ("Ctrl+N",),
        "File",
        AT_DESK,
        "Begins a project in a folder of your choice.",
        icon="new",
        also="create begin folder",
    ),
    Command(
        "go.screen.down",
        "Scroll down",
        lambda b: b.scroll_page(1),
        ("Space", "PgDown"),
        "Go",
        help="Scrolls a screenful on and takes the sentence cursor along.",
        also="page forward",
    ),
    Command(
        "go.screen.up",
        "Scroll up",
        lambda b: b.scroll_page(-1),
        ("Shift+Space", "PgUp"),
        "Go",
        help="Scrolls a screenful back and takes the sentence cursor along.",
        also="page back",
    ),
    Command(
        "claim.edit",
        "Edit claim",
        lambda b: b.edit_claim("restatement"),
        ("Enter",),
        "Claim",
        WALKING,
        help="Lets you write the claim in your own words, a note and tags.",
        also="write restate note own words",
    ),
    Command(
        "claim.tags",
        "Edit tags",
        lambda b: b.edit_claim("tags"),
        ("t",),
        "Claim",
        help="Lets you give the claim tags, parted by commas.",
        also="label keyword topic",
    ),
    Command(
        "relate.filter",
        "Filter all claims",
        lambda b: b.filter_candidates(),
        ("/",),
        when=CHOOSING,
        help="Offers the claims of all documents that hold the words you type.",
        hint="filter all",
        also="search find narrow",
    ),
    Command(
        "view.larger",
        "Larger",
        lambda b: b.sizing.zoom_by(1),
        ("Ctrl++", "Ctrl+="),
        "View",
        help="Shows the document in the active pane larger.",
        also="bigger zoom in font text size increase",
    ),
    Command(
        "view.smaller",
        "Smaller",
        lambda b: b.sizing.zoom_by(-1),
        ("Ctrl+-",),
        "View",
        help="Shows the document in the active pane smaller.",
        also="zoom out font text size decrease reduce",
    ),
    Command(
        "view.fit",
        "Fit width",
        lambda b: b.sizing.zoom_by(0),
        ("Ctrl+0",),
        "View",
        help="Fits the page to its pane; text gets its own size.",
        also="zoom reset font text size normal page",
    ),
    Command(
        "view.page",
        "Fit page",
        lambda b: b.sizing.fit_page(),
        ("Ctrl+9",),
        "View",
        help="Shows a whole page in its pane.",
        also="zoom entire full height",
    ),
    Command(
        "view.turn.right",
        "Turn right",
        lambda b: b.sizing.turn_by(1),
        ("Ctrl+Shift+R",),
        "View",
        help="Turns the pages of the document in the active pane a quarter to the right.",
        also="rotate clockwise sideways landscape",
    ),
    Command(
        "view.turn.left",
        "Turn left",
        lambda b: b.sizing.turn_by(-1),
        ("Ctrl+Shift+L",),
        "View",
        help="Turns the pages of the document in the active pane a quarter to the left.",
        also="rotate counterclockwise sideways landscape",
    ),
    Command(
        "view.theme",
        "Light or dark",
        lambda b: b.change_theme(),
        (),
        "View",
        ALWAYS,
        "Changes between light and dark, and goes on to what the system has.",
        icon="theme",
        also="theme night day mode colours appearance",
    ),
    Command(
        "view.documents",
        "Documents panel",
        lambda b: b.toggle_panel("documents"),
        (),
        "View",
        ALWAYS,
        "Shows or hides the documents and the outline at the left.",
        icon="documents",
        also="outline contents left side list",
    ),
    Command(
        "view.claims",
        "Claims panel",
        lambda b: b.toggle_panel("claims"),
        (),
        "View",
        ALWAYS,
        "Shows or hides the list of claims at the right.",
        icon="claims",
        also="list right side",
    ),
    Command(
        "view.menu",
        "Menu",
        lambda b: b.open_menu(),
        ("F10",),
        when=ALWAYS,
        help="Opens the menu, which has every command.",
        also="commands",
    ),
)

LAST: tuple[Command[Bench], ...] = (
    Command(
        "file.quit",
        "Quit",
        lambda b: b.quit(),
        ("Ctrl+Q",),
        "File",
        ALWAYS,
        "Closes the window; what is not saved yet is named first.",
        icon="quit",
        also="exit leave end",
    ),
)
"""What stands at the end of its menu."""
