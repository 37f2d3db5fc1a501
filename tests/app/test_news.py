"""What a line says of what others did."""

from dataclasses import replace

from counterpoint.app.news import Deeds
from counterpoint.app.ports import Reader
from counterpoint.app.readers import Readers
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import RelationKind
from tests.domain.test_project import DOCUMENT, a_claim

ME = Reader("me", "Ada", "here")
NAMES = {"here": "Ada", "there": "Ada", "m": "Mina", "t": "Tom", "k": "Kim", "travels": "Ada"}
OWN = {"here", "travels"}
MINE = a_claim("a", rev=1, writer="here", reader="me")
HERS = a_claim("h", rev=1, writer="m", reader="m")
TIE = Relation(id="r", rev=2, writer="m", source="a", target="b", kind="supports", reader="mina")
MOCKS = RelationKind(id="k", rev=2, writer="m", name="mocks", inverse="mocked by")


def said(*records: Record) -> str:
    """What is said where these come into a project of one document and one claim of mine."""
    project, readers = Project(ME.installation, ME.id), Readers(ME)
    project.load([replace(DOCUMENT, rev=1, writer="here"), MINE, HERS])
    readers.meet(NAMES, OWN)
    readers.learn([*project.all(Claim), *records])
    deeds = Deeds(project, readers)
    deeds.count(project.take(records, "News"))
    return deeds.sentence


def theirs(identity: str, writer: str = "m") -> Claim:
    """A new claim of another reader."""
    return a_claim(identity, rev=2, writer=writer, reader=writer)


def test_what_a_reader_did_to_claims() -> None:
    three = [theirs(name) for name in "bcd"]
    assert said(*three) == "Mina added 3 claims."
    assert said(*three, replace(HERS, rev=2)) == "Mina added 3 claims and changed 1."


def test_what_a_reader_did_to_all_sorts_of_records() -> None:
    removed: Document = replace(DOCUMENT, rev=2, writer="m", removed=True)
    assert said(theirs("b"), TIE, removed, MOCKS) == (
        "Mina added 1 claim, 1 relation and 1 kind and removed 1 document."
    )


def test_several_readers_and_then_many() -> None:
    assert said(theirs("b"), theirs("c", "t")) == "Mina added 1 claim; Tom added 1 claim."
    many = [theirs(writer, writer) for writer in ("m", "t", "k", "nobody")]
    assert said(*many, replace(HERS, rev=5)) == "4 readers added 4 claims and changed 1."


def test_a_reader_without_a_name_and_a_namesake() -> None:
    assert said(theirs("b", "nobody")) == "Another reader added 1 claim."
    assert said(theirs("b", "there")) == "Another Ada added 1 claim."


def test_what_i_did_at_another_installation() -> None:
    mine = replace(theirs("b", "travels"), reader="me")
    assert said(mine) == "Elsewhere, you added 1 claim."
    assert said(theirs("c"), mine) == "Mina added 1 claim; elsewhere, you added 1 claim."


def test_what_another_reader_made_of_my_claim_is_not_my_own_doing() -> None:
    assert said(replace(MINE, rev=2, writer="m")) == "Mina changed 1 claim."


def test_what_another_program_wrote_into_my_file() -> None:
    assert said(replace(MINE, note="by hand")) == "Another program changed 1 claim."


def test_what_came_and_went_and_what_is_known_are_no_news() -> None:
    assert said(replace(theirs("b"), removed=True), MINE) == ""
