"""What a reader writes about a claim, and taking changes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterpoint.app import showing
from counterpoint.app.commands import AT_DESK, Command
from counterpoint.app.session import Session
from counterpoint.domain.claims import Claim
from counterpoint.domain.project import Project


@dataclass(frozen=True)
class Wording:
    """What a reader writes about a claim: the claim in their words, a note, tags."""

    restatement: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, claim: Claim) -> "Wording":
        """The wording a claim has."""
        return cls(claim.restatement, claim.note, claim.tags)


@dataclass(frozen=True)
class Merged:
    """A wording that two have written at; ``clashes`` names the fields that both have changed."""

    wording: Wording
    clashes: tuple[str, ...] = ()


def merged(base: Wording, mine: Wording, theirs: Wording) -> Merged:
    """What comes of two that went on from ``base``, field by field; mine stays where both did."""
    fields = [
        (name, getattr(base, name), getattr(mine, name), getattr(theirs, name))
        for name in ("restatement", "note", "tags")
    ]
    kept = {name: at if at != before else other for name, before, at, other in fields}
    clashes = [name for name, before, at, other in fields if at != before != other != at]
    return Merged(Wording(**kept), tuple(clashes))


def told_overtaken(clashes: Sequence[str]) -> str:
    """What a reader is told who goes on writing what was written elsewhere meanwhile."""
    if not clashes:
        return ""
    named = " and ".join(", ".join(clashes).rsplit(", ", maxsplit=1))
    return f"The {named} you are writing was changed elsewhere too; undo will bring that back."


GONE_ELSEWHERE = "The claim you write about was removed elsewhere; what you write brings it back."


def parse_tags(text: str) -> tuple[str, ...]:
    """Tags from a line parted by commas: trimmed, each once, in the order written."""
    named = (" ".join(tag.split()).lstrip("#") for tag in text.split(","))
    return tuple(dict.fromkeys(tag for tag in named if tag))


def write(project: Project, claim: Claim, wording: Wording, *, goes_on: bool = False) -> None:
    """Give a claim a wording; nothing happens where it has it already.

    One that was removed meanwhile returns with it. ``goes_on`` tells that the reader is still at
    it: what was written before and this are one step of undo.
    """
    current = project.kept(Claim, claim.id)
    if current is None or wording == Wording.of(current):
        return
    worded = replace(
        current,
        restatement=wording.restatement,
        note=wording.note,
        tags=wording.tags,
        removed=False,
    )
    if goes_on:
        project.amend("Edit claim", worded)
    else:
        project.put("Edit claim", worded)


def undo(session: Session) -> None:
    """Take the latest change back, and say which; a claim that it concerned comes into view."""
    change = session.project.undo()
    showing.place_of_change(session, change)
    again = session.notices.named("edit.redo", "Redo")
    session.notices.say(f"Took back: {change.label}. {again} brings it back.")


def redo(session: Session) -> None:
    """Bring back what was undone, likewise."""
    change = session.project.redo()
    showing.place_of_change(session, change)
    session.notices.say_undoable(f"Brought back: {change.label}.")


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "edit.undo",
        "Undo",
        undo,
        ("Ctrl+Z",),
        "Edit",
        AT_DESK,
        help="Takes your latest change back, in whichever document it was.",
        icon="undo",
        also="back revert mistake",
    ),
    Command(
        "edit.redo",
        "Redo",
        redo,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "Edit",
        AT_DESK,
        help="Brings back what was undone last.",
        icon="redo",
        also="again repeat",
    ),
)
