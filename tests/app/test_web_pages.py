"""Facts about addresses: what a reader means, what is followed, what is said."""

from __future__ import annotations

import pytest

from counterpoint.app.web_pages import (
    MOST_REDIRECTS,
    Fetched,
    address_of,
    check_answer,
    check_resolved,
    follow,
    is_bare,
    is_private,
    must_resolve,
    parsed_type,
    site_of,
    unencrypted,
)
from counterpoint.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.org/page", "https://example.org/page"),
        ("  HTTP://example.org \n", "http://example.org/"),
        ("<https://example.org/a?b=c#d>", "https://example.org/a?b=c"),
        ("https://exa\nmple.org/a", "https://example.org/a"),
        ("localhost:8080/a", "https://localhost:8080/a"),
        ("http://10.0.0.1/wiki", "http://10.0.0.1/wiki"),
        ("[::1]:80/a", "https://[::1]:80/a"),
        ("https://ada:secret@example.org/", "https://example.org/"),
        ("한국.example/기사", "https://한국.example/기사"),
        ("en.wikipedia.org/wiki/Help:Contents", "https://en.wikipedia.org/wiki/Help:Contents"),
        ("example.org/?u=http://x.org/a", "https://example.org/?u=http://x.org/a"),
        ("example.org?at=10:30", "https://example.org/?at=10:30"),
        ("example.org:80#a:b", "https://example.org:80/"),
        (
            "web.archive.org/web/2020/https://example.org/",
            "https://web.archive.org/web/2020/https://example.org/",
        ),
    ],
)
def test_an_address_is_what_the_reader_means(typed: str, meant: str) -> None:
    assert address_of(typed) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "not the address"),
        ("   ", "not the address"),
        ("hello", "not the address"),
        ("https://", "not the address"),
        ("https://exa%00mple.org/", "not the address"),
        ("https://example.org:99999/", "not the address"),
        ("https://[::1/", "not the address"),
        ("https://a..b/", "not the address"),
        ("https://example.org/" + "a" * 3000, "not the address"),
        ("ftp://example.org/a", "http or https"),
        ("file:///etc/passwd", "http or https"),
        ("javascript:alert(1)", "http or https"),
        ("mailto:ada@example.org", "http or https"),
        ("data:text/html,x", "http or https"),
        ("view-source:https://example.org", "http or https"),
        ("example.org:80a/", "http or https"),
    ],
)
def test_what_is_no_address_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        address_of(typed)


PUBLIC, PUBLIC_S = "http://example.org/", "https://example.org/"


def test_redirects_go_on_within_the_web() -> None:
    assert follow(PUBLIC, "https://other.example/a#b", 0) == "https://other.example/a"
    assert follow("http://10.0.0.1/", "http://wiki.local/a", 0) == "http://wiki.local/a"
    assert follow("http://intranet:80/", "https://example.org/", 4) == "https://example.org/"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (PUBLIC_S, "http://example.org/"),
        (PUBLIC, "file:///etc/passwd"),
        (PUBLIC, "javascript:x()"),
        (PUBLIC, "data:text/html,x"),
        (PUBLIC, "http://127.0.0.1/"),
        (PUBLIC, "http://192.168.1.1/"),
        (PUBLIC, "http://169.254.169.254/latest"),
        (PUBLIC, "http://[::1]/"),
        (PUBLIC, "http://localhost/"),
        (PUBLIC, "http://printer.local/"),
        (PUBLIC, "http://2130706433/"),
        (PUBLIC, "http://0x7f.1/"),
        (PUBLIC, "http://127.1/"),
        (PUBLIC, "http://[fec0::1]/"),
        (PUBLIC, "http://[::127.0.0.1]/"),
        (PUBLIC, "http://[::ffff:10.0.0.1]/"),
        (PUBLIC, "http://[64:ff9b::7f00:1]/"),
        (PUBLIC, "http://[64:ff9b:1::7f00:1]/"),
        (PUBLIC, "http://[2002:7f00:1::]/"),
        (PUBLIC, "http://localhost.localdomain/"),
        (PUBLIC, "http://foo.home/"),
        (PUBLIC, "https://[bad"),
    ],
)
def test_a_redirect_that_is_less_safe_is_not_followed(address: str, target: str) -> None:
    with pytest.raises(Refusal, match="for your safety"):
        follow(address, target, 0)


def test_redirects_end() -> None:
    with pytest.raises(Refusal, match="without end"):
        follow(PUBLIC, PUBLIC, MOST_REDIRECTS)


def test_private_places_are_known_by_their_names() -> None:
    assert not any(map(is_private, ("example.org", "8.8.8.8", "2606:4700::1111", "한국.example")))
    assert all(map(is_private, ("localhost", "LOCALHOST.", "10.1.2.3", "fd00::1", "nas", "a.lan")))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 451, 500, 503])
def test_every_failure_has_a_sentence(status: int) -> None:
    with pytest.raises(Refusal) as refused:
        check_answer(status, "text/html")
    assert str(refused.value).endswith(".")


def test_only_pages_and_pdfs_are_taken() -> None:
    for media_type in ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", ""):
        check_answer(200, media_type)
    for media_type in ("video/mp4", "application/zip", "application/json"):
        with pytest.raises(Refusal, match="another kind"):
            check_answer(200, media_type)


def test_a_content_type_is_taken_apart() -> None:
    assert parsed_type('Text/HTML; a=b; Charset="EUC-KR"') == ("text/html", "EUC-KR")
    assert parsed_type("") == ("", "")
    assert site_of("https://www.example.org:80/a") == "example.org"


@pytest.mark.parametrize(
    ("address", "following", "name"),
    [
        (PUBLIC, "http://127.0.0.1.nip.example/", "127.0.0.1.nip.example"),
        (PUBLIC, "http://example.org/b", ""),
        (PUBLIC, "http://8.8.8.8/", ""),
        (PUBLIC, "http://[2606:4700::1111]/", ""),
        ("http://wiki.lan/", "http://example.org/", ""),
    ],
)
def test_names_that_a_site_has_chosen_are_looked_up(
    address: str, following: str, name: str
) -> None:
    assert must_resolve(address, following) == name


def test_a_name_that_stands_for_a_private_place_is_not_followed() -> None:
    check_resolved(["93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
    for private in ("127.0.0.1", "10.0.0.1", "fe80::1%eth0", "::1", "::ffff:192.168.0.1"):
        with pytest.raises(Refusal, match="for your safety"):
            check_resolved(["93.184.216.34", private])


def test_what_was_left_out_may_be_asked_for_in_plain_form() -> None:
    assert [is_bare(one) for one in ("a.org/b", " localhost:80", "HTTPS://a.org")] == [1, 1, 0]
    assert unencrypted("https://a.org:80/b?c=d") == "http://a.org:80/b?c=d"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://a.org/b/read%20me.md", "read me.md"),
        ("http://a.org/b/notes.TXT", "notes.txt"),
        ("http://a.org/b/log.7", "log.7.txt"),
        ("http://www.a.org/", "a.org.txt"),
    ],
)
def test_plain_text_is_a_document_of_its_own(address: str, name: str) -> None:
    page = Fetched(address, "text/plain", "iso-8859-1", b"caf\xe9")
    assert (page.is_text, page.text()) == (True, (name, "café".encode()))
    assert Fetched(address, "text/plain", "punycode", b"caf\xe9").text() == (name, b"caf\xe9")
    assert not Fetched(address, "text/plain", "", b" <!DOCTYPE html>").is_text


def test_a_part_of_a_page_is_refused() -> None:
    with pytest.raises(Refusal, match="only a part"):
        check_answer(206, "text/html")
