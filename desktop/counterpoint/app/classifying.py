"""Making claims, changing and removing them, and walking from one to the next."""

from bisect import bisect_left
from dataclasses import replace

from counterpoint.app import regions
from counterpoint.app.commands import Command
from counterpoint.app.desk import Selected, selected_in
from counterpoint.app.marks import Mark, order_of
from counterpoint.app.session import Session, place_of
from counterpoint.domain.anchors import Region
from counterpoint.domain.claims import Claim
from counterpoint.domain.records import new_id
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.scheme import Kind, Scheme


def classify(session: Session, kind: Kind) -> None:
    """Make the selection a claim of that kind; where it equals a claim of mine, change its kind."""
    twin = _twin(session)
    if twin is None:
        add_claim(session, kind)
    elif twin.kind != kind.id:
        session.project.put(f"Change to {kind.name.lower()}", replace(twin, kind=kind.id))


def add_claim(session: Session, kind: Kind) -> None:
    """Make the selection a claim of that kind, even where there is one already."""
    anchor, selected = session.anchor_of_selection(), selected_in(session.desk)
    claim = Claim(
        id=new_id(),
        document=session.desk.pane.document or "",
        kind=kind.id,
        anchor=anchor,
        reader=session.project.reader,
    )
    session.project.put(f"Classify as {kind.name.lower()}", claim)
    session.desk.select(selected, claim=claim.id)


def remove(session: Session) -> None:
    """Remove the claim under the cursor, with my ties to it."""
    claim = session.own_claim_under_cursor()
    project = session.project
    ties = [tie for tie in project.relations_of(claim.id) if tie.reader == project.reader]
    project.remove("Remove claim", claim, *ties)


def star(session: Session) -> None:
    """Put the claim under the cursor into the summary, or take it out."""
    claim = session.own_claim_under_cursor()
    label = "Take star away" if claim.star else "Star claim"
    session.project.put(label, replace(claim, star=not claim.star))


def next_claim(session: Session) -> None:
    """Go to the next claim of this document."""
    _step(session, 1)


def previous_claim(session: Session) -> None:
    """Go to the previous claim of this document."""
    _step(session, -1)


def kind_commands(scheme: Scheme) -> tuple[Command[Session], ...]:
    """The two commands of each kind that can be given; one without a key is found by its name."""
    return tuple(command for kind in scheme.active_kinds() for command in _commands_of(kind))


def _commands_of(kind: Kind) -> tuple[Command[Session], Command[Session]]:
    return (
        Command(
            f"claim.kind.{kind.id}",
            kind.name,
            lambda session: classify(session, kind),
            (kind.key,) if kind.key else (),
            "Claim",
            help=kind.meaning,
            hint=kind.short_name,
            also=f"classify mark {kind.short_name}",
        ),
        Command(
            f"claim.add.{kind.id}",
            f"Add another claim: {kind.name.lower()}",
            lambda session: add_claim(session, kind),
            (f"+ {kind.key}",) if kind.key else (),
            help="Adds a claim even where this passage has one.",
            also=f"second more {kind.short_name}",
        ),
    )


def _twin(session: Session) -> Claim | None:
    """My claim on exactly what is selected: the one gone to, if there are several."""
    selected, gone_to = selected_in(session.desk), session.mark_under_cursor()
    marks = session.marks_at_hand()
    for mark in [gone_to, *marks] if gone_to else marks:
        if _is_same(mark.target, selected) and mark.claim.reader == session.project.reader:
            return mark.claim
    return None


def _step(session: Session, step: int) -> None:
    marks = session.marks.of(session.desk.pane.document or "")
    if not marks:
        raise Refusal("This document has no claims yet; the keys 1 to 9 make one.")
    here = _place_among(session, marks)
    index = here + step if isinstance(here, int) else int(here + step / 2)
    mark = marks[min(max(index, 0), len(marks) - 1)]
    session.desk.select(mark.target, claim=mark.claim.id)


def _place_among(session: Session, marks: tuple[Mark, ...]) -> int | float:
    """The index of the claim that is selected, or a half between the two the cursor is between."""
    selected, current = selected_in(session.desk), session.mark_under_cursor()
    if current is not None and current.target == selected:
        return bisect_left(marks, current.order, key=lambda mark: mark.order)
    region = selected if isinstance(selected, Region) else None
    text = session.desk.texts.get(session.desk.pane.document or "")
    here = order_of(place_of(text, selected), region)
    return bisect_left(marks, here, key=lambda mark: mark.order) - 0.5


def _is_same(one: Selected, other: Selected) -> bool:
    """Whether two selections are the same words, or the same rectangle of the same page."""
    if isinstance(one, Region) and isinstance(other, Region):
        return one.overlaps(other) and regions.sides(one) == regions.sides(other)
    return one == other


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "claim.next",
        "Next claim",
        next_claim,
        (".",),
        "Go",
        help="Goes to the next claim of this document.",
        also="forward",
    ),
    Command(
        "claim.previous",
        "Previous claim",
        previous_claim,
        (",",),
        "Go",
        help="Goes to the previous claim of this document.",
        also="back backward",
    ),
    Command(
        "claim.star",
        "Star the claim",
        star,
        ("*",),
        "Claim",
        help="Puts the claim into the summary of the note, or takes it out again.",
        icon="star",
        also="important favourite summary mark key",
    ),
    Command(
        "claim.remove",
        "Remove claim",
        remove,
        ("Delete", "Backspace"),
        "Claim",
        help="Removes the claim with your relations to and from it; undo brings all of it back.",
        also="delete erase unmark",
    ),
)
