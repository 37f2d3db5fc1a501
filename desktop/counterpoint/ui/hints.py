"""Which keys the strip shows: kinds while reading, the next steps while tying."""

from counterpoint.app.commands import Mode
from counterpoint.app.session import Session
from counterpoint.domain.claims import Claim
from counterpoint.ui.kind_strip import Hint

_CHOOSING = (
    Hint("relate.next", ".", "next claim"),
    Hint("relate.previous", ",", "previous"),
    Hint("relate.filter", "/", "filter all"),
    Hint("relate.choose", "Enter", "choose"),
    Hint("relate.cancel", "Esc", "cancel"),
)


def hints_of(session: Session) -> tuple[str, list[Hint]]:
    """A few words that say what the keys are for, and the keys."""
    scheme = session.project.scheme
    match session.desk.mode:
        case Mode.CHOOSING:
            return "Relate to …", list(_CHOOSING)
        case Mode.TYING:
            kinds = [kind for kind in scheme.active_relation_kinds() if kind.key]
            ties = [Hint(f"relate.{kind.id}", kind.key, kind.name) for kind in kinds]
            return _source_words(session), [*ties, Hint("relate.cancel", "Esc", "cancel")]
        case Mode.READING | Mode.EMPTY:
            kinds_with_keys = [kind for kind in scheme.active_kinds() if kind.key]
            return "", [
                Hint(f"claim.kind.{kind.id}", kind.key, kind.short_name, (kind.light, kind.dark))
                for kind in kinds_with_keys
            ]


def _source_words(session: Session) -> str:
    relating = session.desk.relating
    claim = session.project.get(Claim, relating.source) if relating else None
    name = session.project.scheme.kind(claim.kind).short_name.lower() if claim else "claim"
    return f"This {name} …"
