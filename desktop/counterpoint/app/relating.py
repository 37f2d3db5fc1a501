"""Tying two claims: propose, choose, say how."""

from dataclasses import replace

from counterpoint.app.commands import CHOOSING, TYING, Command
from counterpoint.app.desk import Pane, Relating
from counterpoint.app.marks import Mark
from counterpoint.app.session import Session, place_of
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.records import new_id
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import RelationKind, Scheme


def begin(session: Session) -> None:
    """Relate the claim under the cursor: the other pane's nearest claim is proposed."""
    source = session.claim_under_cursor()
    candidates, index = _offered(session, source)
    panes = session.desk.panes
    before = panes[other_pane(session)] if len(panes) > 1 else None
    _propose(session, Relating(source.id, candidates, index, before=before))


def next_candidate(session: Session) -> None:
    """Propose the next claim."""
    step(session, 1)


def previous_candidate(session: Session) -> None:
    """Propose the previous claim."""
    step(session, -1)


def step(session: Session, delta: int) -> None:
    """Propose the claim so many places on; counting goes round."""
    relating = _relating(session)
    if relating.candidates:
        index = (relating.index + delta) % len(relating.candidates)
        _propose(session, replace(relating, index=index))


def filter_candidates(session: Session, query: str) -> None:
    """Offer all claims whose words, tags or document hold every word of the query."""
    relating = _relating(session)
    found = tuple(
        claim.id
        for claim in session.project.claims()
        if claim.id != relating.source and matches(session, claim, query)
    )
    kept = found.index(relating.proposal) if relating.proposal in found else 0
    narrowed = replace(relating, candidates=found, index=kept, query=query)
    if narrowed.proposal == relating.proposal:
        session.desk.set_relating(narrowed)
    else:
        _propose(session, narrowed)


def choose(session: Session) -> None:
    """Settle on the claim proposed; how the two are tied is asked next. Refusal without one."""
    relating = _relating(session)
    if relating.proposal is None:
        raise Refusal("No claim fits; type other words or press Esc.")
    session.desk.set_relating(replace(relating, chosen=True))


def cancel(session: Session) -> None:
    """Give the tie up; the panes are as they were, but for a document that is gone."""
    before = _relating(session).before
    if before is not None and session.project.get(Document, before.document or "") is None:
        before = Pane(before.id)
    session.desk.set_relating(None, before)


def follow(session: Session, change: Change) -> str:
    """Others have changed the project: what is gone is proposed no more; what to tell the reader.

    Which claim is proposed stays as it is for as long as the claim is there.
    """
    relating = session.desk.relating
    if relating is None or not change.is_foreign:
        return ""
    if not _is_there(session, relating.source):
        cancel(session)
        return "The claim you began to tie is gone from the project; nothing was tied."
    left = tuple(one for one in relating.candidates if _is_there(session, one))
    if left == relating.candidates:
        return ""
    if relating.proposal in left:
        index = left.index(relating.proposal)
        session.desk.set_relating(replace(relating, candidates=left, index=index))
        return ""
    if not left and relating.query is None:
        cancel(session)
        return "The claim that was proposed is gone from the project; nothing was tied."
    before = sum(_is_there(session, one) for one in relating.candidates[: relating.index])
    index = min(before, max(len(left) - 1, 0))
    _propose(session, replace(relating, candidates=left, index=index, chosen=False))
    return "The claim that was proposed is gone from the project; choose another one."


def propose(session: Session, identity: str) -> None:
    """Propose the claim of that id, if it is one that can be chosen."""
    relating = _relating(session)
    if identity in relating.candidates:
        index = relating.candidates.index(identity)
        _propose(session, replace(relating, index=index))
    elif identity != relating.source:
        candidates = (identity, *relating.candidates)
        _propose(session, replace(relating, candidates=candidates, index=0))


def tie(session: Session, kind: RelationKind) -> None:
    """Tie the two claims; an outcome points from what happened to the forecast.

    Refusal where they are tied so already, or one of them is gone.
    """
    source, target = _direction(session, kind)
    session.desk.set_relating(None)
    project = session.project
    if project.get(Claim, source) is None or project.get(Claim, target) is None:
        raise Refusal("One of the two claims is gone, and nothing was tied; choose another.")
    if _already_tied(session, source, target, kind):
        raise Refusal(
            f"These two claims are tied already: {kind.name}. Tie them by another relation, "
            "or leave it so."
        )
    relation = Relation(
        id=new_id(), source=source, target=target, kind=kind.id, reader=project.reader
    )
    project.put(f"Add relation: {kind.name}", relation)


def untie(session: Session) -> None:
    """Take my latest relation of the claim under the cursor away; Refusal without one."""
    claim, project = session.claim_under_cursor(), session.project
    own = [tie for tie in project.relations_of(claim.id) if tie.reader == project.reader]
    if not own:
        raise Refusal("This claim has no relation of yours that could be removed.")
    project.remove("Remove relation", own[-1])


def go_along(session: Session) -> None:
    """Show, in the other pane, the claim this one is tied to; again for the next; else Refusal."""
    claim = session.claim_under_cursor()
    project = session.project
    ends = [project.get(Claim, tie.other(claim.id)) for tie in project.relations_of(claim.id)]
    there = [end for end in ends if end is not None]
    if not there:
        key = session.notices.named("relate.begin", "Tie to another claim")
        raise Refusal(f"This claim is not tied to another yet; {key} ties it.")
    pane = other_pane(session)
    shown = session.desk.panes[pane]
    marks = [session.marks.of_claim(end.id) for end in there]
    at = [i for i, mark in enumerate(marks) if mark and mark.claim.id == shown.claim]
    session.go_to(there[(at[0] + 1) % len(there) if at else 0], pane)


def other_pane(session: Session) -> int:
    """The pane beside the active one, from 0; Refusal where there is only one."""
    desk = session.desk
    if len(desk.panes) == 1:
        raise Refusal("Add a second pane first.")
    return (desk.active + 1) % len(desk.panes)


def matches(session: Session, claim: Claim, query: str) -> bool:
    """Whether a claim holds every word of a query: in quote, restatement, note, tags or kind."""
    kind = session.project.scheme.kind(claim.kind).name
    said = (claim.anchor.words, claim.restatement, claim.note, *claim.tags, kind)
    text = " ".join(said).casefold()
    return all(word in text for word in query.casefold().split())


def relation_commands(scheme: Scheme) -> tuple[Command[Session], ...]:
    """One command for each kind of relation that has a key."""
    kinds = (kind for kind in scheme.active_relation_kinds() if kind.key)
    return tuple(_command_of(kind) for kind in kinds)


def _command_of(kind: RelationKind) -> Command[Session]:
    return Command(
        f"relate.as.{kind.id}",
        kind.name.capitalize(),
        lambda session: tie(session, kind),
        (kind.key,) if kind.key else (),
        when=TYING,
        help=_direction_of(kind),
        hint=kind.name,
        also="tie relation",
    )


def _direction_of(kind: RelationKind) -> str:
    """Which of the two claims is said to do it, in a sentence."""
    if kind.outcome:
        return "Points from what happened to the forecast, whichever you began with."
    if kind.symmetric:
        return "Holds both ways."
    return "Points from the claim you began with to the one you chose."


def _relating(session: Session) -> Relating:
    if session.desk.relating is None:
        raise Refusal("Begin to tie a claim to another first.")
    return session.desk.relating


def _propose(session: Session, relating: Relating) -> None:
    """Show the claim proposed in the other pane."""
    session.desk.set_relating(relating)
    claim = session.project.get(Claim, relating.proposal or "")
    if claim is not None and len(session.desk.panes) > 1:
        session.go_to(claim, other_pane(session))


def _offered(session: Session, source: Claim) -> tuple[tuple[str, ...], int]:
    """The claims that can be the other end, and which of them is proposed first.

    A tie is meant to lead to another document: claims of the same one are offered where the
    other pane shows it, or where no other document is on the desk.
    """
    desk = session.desk
    if len(desk.panes) > 1:
        there, index = _in_pane(session, desk.panes[other_pane(session)], source)
        if there:
            return there, index
    claims = [claim for claim in session.project.claims() if claim.document != source.document]
    if claims:
        return tuple(claim.id for claim in claims), 0
    if any(pane.document not in (None, source.document) for pane in desk.panes):
        raise Refusal("There is no claim in the other document yet; mark one there first.")
    here, index = _in_pane(session, desk.pane, source)
    if not here:
        raise Refusal("There is no other claim to tie this one to; make one first.")
    return here, index


def _in_pane(session: Session, pane: Pane, source: Claim) -> tuple[tuple[str, ...], int]:
    """The claims of a pane's document, and which of them is nearest to its cursor."""
    marks = [m for m in session.marks.of(pane.document or "") if m.claim.id != source.id]
    if not marks or pane.selected is None:
        return (), 0
    here = place_of(session.desk.texts.get(pane.document or ""), pane.selected).start
    page = pane.region.section if pane.region else 0

    def distance(mark: Mark) -> tuple[int, int]:
        pages = abs(mark.region.section - page) if mark.region else 0
        return abs(mark.passage.start - here), pages

    nearest = min(range(len(marks)), key=lambda at: distance(marks[at]))
    return tuple(mark.claim.id for mark in marks), nearest


def _direction(session: Session, kind: RelationKind) -> tuple[str, str]:
    relating = _relating(session)
    source, target = relating.source, relating.proposal or ""
    is_turned = kind.outcome and _is_forecast(session, source) and not _is_forecast(session, target)
    return (target, source) if is_turned else (source, target)


def _is_forecast(session: Session, identity: str) -> bool:
    claim = session.project.get(Claim, identity)
    return claim is not None and session.project.scheme.kind(claim.kind).id == "forecast"


def _is_there(session: Session, identity: str) -> bool:
    """Whether a claim and its document are in the project."""
    claim = session.project.get(Claim, identity)
    return claim is not None and session.project.get(Document, claim.document) is not None


def _already_tied(session: Session, source: str, target: str, kind: RelationKind) -> bool:
    ends = [(source, target), (target, source)] if kind.symmetric else [(source, target)]
    return any(
        known.kind == kind.id
        and known.reader == session.project.reader
        and (known.source, known.target) in ends
        for known in session.project.relations_of(source)
    )


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "relate.begin",
        "Tie to another claim",
        begin,
        ("r",),
        "Claim",
        help="Proposes the claim of the other pane that is nearest to the cursor there.",
        icon="relate",
        also="relate relation link connect compare",
    ),
    Command(
        "relate.undo",
        "Remove the claim’s latest relation",
        untie,
        (),
        "Claim",
        help="Takes away the relation you made last for the claim under the cursor.",
        also="delete untie tie unlink",
    ),
    Command(
        "relate.along",
        "Go to the tied claim",
        go_along,
        ("o",),
        "Go",
        help="Shows it in the other pane; once more shows the next one.",
        also="follow relation linked connected other",
    ),
    Command(
        "relate.next",
        "Next claim",
        next_candidate,
        (".", "j", "Down"),
        when=CHOOSING,
        hint="next claim",
        also="forward",
    ),
    Command(
        "relate.previous",
        "Previous claim",
        previous_candidate,
        (",", "k", "Up"),
        when=CHOOSING,
        hint="previous",
        also="back",
    ),
    Command(
        "relate.choose",
        "Choose this claim",
        choose,
        ("Enter",),
        when=CHOOSING,
        help="What the two have to do with each other is asked next.",
        hint="choose",
        also="take accept",
    ),
    Command(
        "relate.cancel",
        "Cancel",
        cancel,
        ("Esc",),
        when=CHOOSING | TYING,
        help="Nothing is tied, and the panes are as they were.",
        hint="cancel",
        also="stop escape",
    ),
)
