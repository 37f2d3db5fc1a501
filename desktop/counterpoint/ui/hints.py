"""Which keys the strip shows: kinds while reading, the next steps while tying or writing."""

from collections.abc import Sequence

from counterpoint.app.commands import Mode, Row
from counterpoint.app.session import Session
from counterpoint.domain.claims import Claim
from counterpoint.ui.kind_strip import Hint


def hints_of(session: Session, rows: Sequence[Row]) -> tuple[str, list[Hint]]:
    """A few words that say what the keys are for, and the keys."""
    mode = session.desk.mode
    shown = [row for row in rows if mode in row.when and row.hint and row.keys]
    colours = {
        f"claim.kind.{kind.id}": (kind.light, kind.dark)
        for kind in session.project.scheme.active_kinds()
    }
    shown.sort(key=lambda row: row.keys[0] == "/")  # the common way first
    hints = [Hint(row.id, row.keys[0], row.hint, colours.get(row.id)) for row in shown]
    match mode:
        case Mode.CHOOSING:
            return "Tie to …", hints
        case Mode.TYING:
            return _source_words(session), hints
        case Mode.OUTLINING:
            own = [hint for hint in hints if hint.command.startswith("select.region")]
            return "A region", [*own, Hint("", "1", "to 9: say what it is")]
        case Mode.READING | Mode.EMPTY:
            return "", hints


def writing_hints(takes_lines: bool) -> tuple[str, list[Hint]]:
    """What the keys do while the reader writes, in a field of several lines or of one."""
    back = Hint("", "Esc", "back to the page")
    if takes_lines:
        keys = [back, Hint("", "Ctrl+Enter", "the same"), Hint("", "Enter", "new line")]
    else:
        keys = [back, Hint("", "Enter", "the same")]
    return "What you write is kept.", [*keys, Hint("", "Tab", "next field")]


def _source_words(session: Session) -> str:
    relating = session.desk.relating
    claim = session.project.get(Claim, relating.source) if relating else None
    name = session.project.scheme.kind(claim.kind).short_name.lower() if claim else "claim"
    return f"This {name} …"
