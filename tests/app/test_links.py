"""Addresses lead to one claim and to nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.app.links import Link, link_to, parse_link
from counterpoint.domain.records import new_id
from counterpoint.domain.refusal import Refusal

PROJECT = "0b5c8c1e-project_1.a"
CLAIM = "3f2b8a5e-9d41-4c6b-8f0e-2a7d5c1b9e64"
SOUND = f"counterpoint://claim/{PROJECT}/{CLAIM}"


@given(st.from_regex(r"[\w.-]{1,200}", fullmatch=True), st.uuids().map(str))
def test_a_link_leads_where_it_was_made(project: str, claim: str) -> None:
    assert parse_link(link_to(project, claim)) == Link(project, claim)


@given(st.text())
def test_no_other_text_is_a_link(text: str) -> None:
    for doubtful in (text, f"counterpoint://claim/{text}", SOUND + text, text + SOUND):
        try:
            link = parse_link(doubtful)
        except Refusal:
            continue
        assert doubtful == link_to(link.project, link.claim)


def test_the_scheme_may_be_in_capitals() -> None:
    assert parse_link(SOUND.replace("counterpoint", "COUNTERPOINT")) == Link(PROJECT, CLAIM)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "counterpoint:",
        "file:///etc/passwd",
        f"counterpoint://open/{PROJECT}/{CLAIM}",
        f"counterpoint://CLAIM/{PROJECT}/{CLAIM}",
        f"counterpoint://claim:80/{PROJECT}/{CLAIM}",
        f"counterpoint://me@claim/{PROJECT}/{CLAIM}",
        f"counterpoint:///claim/{PROJECT}/{CLAIM}",
        f"counterpoint:claim/{PROJECT}/{CLAIM}",
        f"http://claim/{PROJECT}/{CLAIM}",
        f"{SOUND}/",
        f"{SOUND}/more",
        f"{SOUND}?project=/tmp",
        f"{SOUND}#end",
        f"{SOUND}\n",
        f" {SOUND}",
        f"counterpoint://claim/{PROJECT}/{CLAIM[:-1]}\0",
        f"counterpoint://claim/%2e%2e/{CLAIM}",
        f"counterpoint://claim/../{PROJECT}/{CLAIM}",
        f"counterpoint://claim/{'a' * 201}/{CLAIM}",
        f"counterpoint://claim/{PROJECT}/{CLAIM.upper()}",
        f"counterpoint://claim/{PROJECT}/{CLAIM.replace('-', '')}",
        f"counterpoint://claim/{PROJECT}\\{CLAIM}",
        f"counterpoint://claim//{CLAIM}",
        f"{SOUND}{SOUND}",
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refusal, match=r"does not lead to a claim; copy it again .*\.$"):
        parse_link(text)


def test_a_very_long_link_is_refused() -> None:
    with pytest.raises(Refusal):
        parse_link(f"counterpoint://claim/{'a' * 1_000_000}/{CLAIM}")


@pytest.mark.parametrize(("project", "claim"), [("a/b", CLAIM), (PROJECT, "claim-1"), ("", CLAIM)])
def test_an_odd_id_has_no_link(project: str, claim: str) -> None:
    with pytest.raises(Refusal, match="no link can hold"):
        link_to(project, claim)


def test_every_new_record_has_a_link() -> None:
    project, claim = new_id(), new_id()
    assert parse_link(link_to(project, claim)) == Link(project, claim)
