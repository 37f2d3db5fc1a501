"""Facts about the links of a page: which are told, and what a worker must not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import Frame, ProtocolError
from counterpoint.documents.client.links import PageLinks, is_allowed
from counterpoint.documents.client.replies import decode
from tests.documents.pdfs import Target, Text, linked, pdf
from tests.documents.reader import Reader

ALLOWED = [
    "https://example.org/a?b=c#d",
    "HTTP://example.org",
    "mailto:ada@example.org",
    "mailto:ada@example.org?Subject=A%20b&cc=bo@example.org&body=a%0Ab&to=cy@example.org",
]
REFUSED = [
    "javascript:alert(1)",
    "file:///etc/passwd",
    "//example.org/a",
    "\\\\server\\share",
    "smb://server/share",
    "data:text/html,a",
    "https://",
    "mailto:",
    "https://example.org/a b",
    "https://exam\u202eple.org",
    "https://example.org/" + "a" * 2000,
    "https://[",
    "counterpoint://claim/a/b",
    "http://good.example:80@evil.example/",
    "https://@evil.example/",
    "https://good.example%2f@evil.example/",
    "https://evil%2eexample/",
    "mailto:ada@example.org?attach=/etc/passwd",
    "mailto:ada@example.org?subject=a&%61ttachment=/etc/passwd",
    "mailto:ada@example.org?subject=a&amp;attach=/etc/passwd",
    "mailto:ada@example.org?attach",
    "mailto:ada@example.org?bcc=eve@example.org",
    "mailto:ada@example.org?subject=a%0D%0ABcc:eve@example.org",
    "mailto:ada@example.org%0aeve@example.org",
    "mailto:ada@example.org#?attach=a",
    "mailto://ada@example.org",
]


@pytest.mark.parametrize("address", ALLOWED)
def test_web_and_mail_are_allowed(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize("address", REFUSED)
def test_nothing_else_is(address: str) -> None:
    assert not is_allowed(address)


def test_a_page_tells_the_links_that_may_be_followed(
    opened: Callable[[str, bytes], Reader],
) -> None:
    places: list[Target] = [ALLOWED[0], (2, 300.0), "javascript:alert(1)", "file:///etc/passwd"]
    content = linked(pdf([Text(60, 90, "One")], [], []), places)
    found = opened("links.pdf", content).worker.ask(jobs.Links(0))
    assert isinstance(found, PageLinks)
    assert [(link.address, link.page, link.y) for link in found.links] == [
        (ALLOWED[0], 0, 0.0),
        ("", 2, 300.0),
    ]
    assert found.links[1].area == (60, 120, 160, 140)


@pytest.mark.parametrize(
    "link",
    [
        {"address": "javascript:alert(1)"},
        {"address": "file:///etc/passwd"},
        {"y": float("inf")},
        {"x0": "1"},
        {"page": -1},
    ],
)
def test_a_worker_that_says_what_it_must_not_is_found(link: dict[str, object]) -> None:
    sound = {"x0": 0, "y0": 0, "x1": 9, "y1": 9, "address": "", "page": 0, "y": 0.0}
    frame = Frame({"job": 1, "links": [{**sound, **link}]})
    with pytest.raises(ProtocolError):
        decode(jobs.Links(0), frame, lambda _: b"")
