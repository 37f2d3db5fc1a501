"""Web pages: an address is typed, a page comes from a server of the test, its article is kept."""

from __future__ import annotations

import errno
import gzip
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtNetwork import QHostAddress, QHostInfo

from counterpoint.app.web_pages import WENT_ASTRAY
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.page_folder import CLOSED, PageFolder, file_name, sentence_for
from counterpoint.ui.web_fetch import AGENT, PageFetch
from counterpoint.ui.web_page import KEPT, AddressCard
from tests.documents.pdfs import Text, pdf
from tests.documents.test_articles import KOREAN, NEWS
from tests.story.desk import ReaderAtDesk


@dataclass
class Page:
    """What is answered: the bytes, what is said of them, and how."""

    content: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    is_chunked: bool = False
    pause: threading.Event | None = None


class Site:
    """Owns a server on this machine, its pages by path, and what was asked of it."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[dict[str, str]] = []
        site = self

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append({"path": self.path, **dict(self.headers.items())})
                _answer(self, site.pages.get(self.path, Page(status=404)))

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """End it."""
        for page in self.pages.values():
            if page.pause is not None:
                page.pause.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _answer(request: BaseHTTPRequestHandler, page: Page) -> None:
    request.send_response(page.status)
    request.send_header("Content-Type", page.media_type)
    request.send_header("Set-Cookie", "who=you")
    for name, value in page.headers.items():
        request.send_header(name, value)
    if page.is_chunked:
        request.send_header("Transfer-Encoding", "chunked")
    else:
        request.send_header("Content-Length", str(len(page.content)))
    request.end_headers()
    if page.pause is not None:
        page.pause.wait(20)
    try:
        if page.is_chunked:
            for at in range(0, len(page.content), 100):
                part = page.content[at : at + 100]
                request.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            request.wfile.write(b"0\r\n\r\n")
        else:
            request.wfile.write(page.content)
    except OSError:
        request.close_connection = True


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine."""
    one = Site()
    yield one
    one.close()


def ask_for(desk: ReaderAtDesk, address: str) -> AddressCard:
    """Open the card if need be, type an address and go."""
    pages = desk.program.web_pages
    if pages.card is None:
        desk.press("Ctrl+l")
    assert pages.card is not None
    pages.card.field.clear()
    desk.type(address)
    desk.press("Enter")
    return pages.card


def added(desk: ReaderAtDesk, number: int = 1) -> Document:
    """The last document, once so many are there."""
    bench = desk.program.workbench
    desk.wait(lambda: desk.program.workbench is not None and desk.bench.document_count == number)
    desk.wait(lambda: not desk.bench.opening.left)
    assert bench is None or bench is desk.program.workbench
    return desk.bench.session.project.documents()[-1]


def refused(desk: ReaderAtDesk, address: str, words: str) -> None:
    """An address is typed, and the card says why not."""
    card = ask_for(desk, address)
    desk.wait(lambda: not card.field.isReadOnly() and card.note.text() != KEPT)
    assert words in card.note.text()
    assert desk.program.web_pages.card is card
    assert not card.field.isReadOnly()


def test_an_article_is_kept_from_its_address(desk: ReaderAtDesk, site: Site) -> None:
    site.pages["/fund"] = Page(NEWS.encode())
    ask_for(desk, f"{site.address}/fund#top")
    document = added(desk)
    assert (document.title, document.author) == ("Fund agreed", "Ada Reed")
    assert (document.publisher, document.date) == ("The Harbour Post", "2025-06-22")
    assert document.address == f"{site.address}/fund"
    assert document.format == "html"
    desk.wait(lambda: document.id in desk.bench.session.desk.texts)
    text = desk.bench.session.desk.texts[document.id].text
    assert text.startswith("Fund agreed\nThe ministers agreed")
    assert "Buy a boat" not in text
    assert desk.program.web_pages.card is None
    (asked,) = site.asked
    assert asked["User-Agent"] == AGENT
    assert "Cookie" not in asked
    assert "Referer" not in asked


def test_the_same_page_is_one_document_and_a_changed_one_another(
    desk: ReaderAtDesk, site: Site
) -> None:
    site.pages["/fund"] = Page(NEWS.encode())
    ask_for(desk, f"{site.address}/fund")
    added(desk)
    ask_for(desk, f"{site.address}/fund")
    desk.wait(lambda: len(site.asked) == 2 and desk.program.web_pages.card is None)
    added(desk)
    site.pages["/fund"] = Page(NEWS.replace("two billion", "three billion").encode())
    ask_for(desk, f"{site.address}/fund")
    added(desk, 2)
    assert all("Cookie" not in asked for asked in site.asked)


def test_nothing_runs_or_loads_in_what_is_kept(desk: ReaderAtDesk, site: Site) -> None:
    site.pages["/fund"] = Page(NEWS.encode())
    ask_for(desk, f"{site.address}/fund")
    document = added(desk)
    kept = desk.bench.store.document_path(document).read_text(encoding="utf-8").lower()
    assert [
        sign for sign in ("<script", "javascript:", "onclick", "<img", "tracker") if sign in kept
    ] == []


@pytest.mark.parametrize("packing", ["chunked", "gzip"])
def test_a_page_may_come_in_parts_or_packed(desk: ReaderAtDesk, site: Site, packing: str) -> None:
    site.pages["/a"] = Page(NEWS.encode(), is_chunked=True)
    if packing == "gzip":
        site.pages["/a"] = Page(gzip.compress(NEWS.encode()), headers={"Content-Encoding": "gzip"})
    ask_for(desk, f"{site.address}/a")
    assert added(desk).title == "Fund agreed"


def test_the_site_s_encoding_counts(desk: ReaderAtDesk, site: Site) -> None:
    page = KOREAN.replace('<meta charset="euc-kr">', "")
    site.pages["/a"] = Page(page.encode("cp949"), "text/html; charset=EUC-KR")
    ask_for(desk, f"{site.address}/a")
    document = added(desk)
    assert (document.title, document.publisher) == ("기금 합의", "항구일보")


def test_five_redirects_are_followed_and_six_are_not(desk: ReaderAtDesk, site: Site) -> None:
    for number in range(6):
        target = {"Location": f"/{number + 1}"}
        site.pages[f"/{number}"] = Page(status=302, headers=target)
    site.pages["/6"] = Page(NEWS.encode())
    refused(desk, f"{site.address}/0", "from address to address")
    ask_for(desk, f"{site.address}/1")
    assert added(desk).address == f"{site.address}/6"
    assert all("Cookie" not in asked for asked in site.asked)


def test_a_redirect_to_a_file_is_not_followed(desk: ReaderAtDesk, site: Site) -> None:
    for path, target in (("/f", "file:///etc/passwd"), ("/j", "javascript:x()")):
        site.pages[path] = Page(status=302, headers={"Location": target})
        refused(desk, f"{site.address}{path}", "not followed for your safety")


def test_what_is_no_page_is_refused_with_a_sentence(desk: ReaderAtDesk, site: Site) -> None:
    site.pages["/film"] = Page(b"....", "video/mp4")
    site.pages["/closed"] = Page(b"no", status=403)
    site.pages["/broken"] = Page(b"no", status=500)
    site.pages["/empty"] = Page(b"")
    site.pages["/list"] = Page(b"<html><body><ul><li><a href=/>a</a></ul></body></html>")
    for path, words in (
        ("/film", "a file of another kind"),
        ("/closed", "does not let"),
        ("/none", "no page at this address"),
        ("/broken", "error 500"),
        ("/empty", "without any content"),
        ("/list", "No article was found"),
    ):
        refused(desk, site.address + path, words)
    refused(desk, "file:///etc/passwd", "http or https")
    refused(desk, "http://127.0.0.1:1/", "does not answer")
    assert desk.program.workbench is None


def test_a_page_that_is_too_large_is_given_up(desk: ReaderAtDesk, site: Site) -> None:
    site.pages["/a"] = Page(gzip.compress(bytes(21 << 20)), headers={"Content-Encoding": "gzip"})
    site.pages["/b"] = Page(b"<p>" + b"a" * (21 << 20))
    refused(desk, f"{site.address}/b", "larger than 20 MB")
    site.pages["/c"] = Page(gzip.compress(NEWS.encode())[:-9], headers={"Content-Encoding": "gzip"})
    refused(desk, f"{site.address}/a", "larger than 20 MB when unpacked")
    refused(desk, f"{site.address}/c", "broke off")


def test_a_slow_site_can_be_left(desk: ReaderAtDesk, site: Site) -> None:
    pause = threading.Event()
    site.pages["/slow"] = Page(NEWS.encode(), pause=pause)
    card = ask_for(desk, f"{site.address}/slow")
    desk.wait(lambda: bool(site.asked))
    assert "Fetching from 127.0.0.1" in card.note.text()
    desk.press("Esc")
    desk.wait(lambda: desk.program.web_pages.card is None)
    pause.set()
    site.pages["/fund"] = Page(NEWS.encode())
    ask_for(desk, f"{site.address}/fund")
    assert added(desk).address.endswith("/fund")


def test_a_pdf_at_an_address_is_added_as_it_is(desk: ReaderAtDesk, site: Site) -> None:
    site.pages["/a"] = Page(pdf([Text(60, 100, "It rained.")]), "application/pdf")
    ask_for(desk, f"{site.address}/a")
    assert added(desk).format == "pdf"


def test_a_saved_page_gives_its_article(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_text(NEWS, encoding="utf-8")
    desk.press("Ctrl+l")
    desk.program.web_pages.take_saved(path)
    assert added(desk).publisher == "The Harbour Post"


def test_nothing_is_left_behind(desk: ReaderAtDesk, site: Site) -> None:
    site.pages["/fund"] = Page(NEWS.encode())
    ask_for(desk, f"{site.address}/fund")
    added(desk)
    folder = desk.program.web_pages.folder.path
    assert folder is not None
    assert folder.is_dir()
    desk.leave()
    assert not folder.exists()


def test_a_title_of_any_script_is_a_name_that_a_file_can_have(
    desk: ReaderAtDesk, site: Site
) -> None:
    title = "\U00020000" * 79
    site.pages["/fund"] = Page(NEWS.replace("Fund agreed", title).encode())
    ask_for(desk, f"{site.address}/fund")
    assert added(desk).title == title
    assert file_name(title) == "\U00020000" * 30


def test_a_page_that_lands_after_the_end_leaves_nothing() -> None:
    folder = PageFolder()
    path = folder.put("page", b"It rained.")
    folder.close()
    assert not path.exists()
    with pytest.raises(Refusal, match=CLOSED):
        folder.put("page", b"It rained.")
    assert folder.path is not None
    assert not folder.path.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room on the disk"),
        (errno.EACCES, "may be written"),
        (errno.ENAMETOOLONG, "File name too long"),
    ],
)
def test_what_keeps_a_page_from_the_disk_is_told(number: int, words: str) -> None:
    assert words in sentence_for(OSError(number, os.strerror(number)))


def test_a_name_that_no_file_can_have_is_refused_in_a_sentence() -> None:
    folder = PageFolder()
    with pytest.raises(Refusal, match="File name too long"):
        folder.put("a" * 300, b"It rained.")
    folder.close()


def test_a_page_given_up_while_the_disk_is_busy_is_not_added(
    desk: ReaderAtDesk, site: Site
) -> None:
    site.pages["/a"] = Page(pdf([Text(60, 100, "It rained.")]), "application/pdf")
    site.pages["/b"] = Page(NEWS.encode())
    disk_is_free = threading.Event()
    desk.program.around.disk.run(disk_is_free.wait, lambda _: None)
    card = ask_for(desk, f"{site.address}/a")
    desk.wait(lambda: card.note.text().startswith("Reading what"))
    desk.press("Esc")
    desk.press("Ctrl+l")
    second = desk.program.web_pages.card
    disk_is_free.set()
    ended = threading.Event()
    desk.program.around.disk.run(ended.set, lambda _: None)
    desk.wait(ended.is_set)
    ask_for(desk, f"{site.address}/b")
    assert desk.program.web_pages.card is second
    assert added(desk).title == "Fund agreed"


def test_plain_text_is_added_as_it_is(desk: ReaderAtDesk, site: Site) -> None:
    page = Page("Café rain.".encode("latin-1"), "text/plain; charset=iso-8859-1")
    site.pages["/notes.txt"] = page
    ask_for(desk, f"{site.address}/notes.txt")
    document = added(desk)
    assert document.format == "text"
    desk.wait(lambda: document.id in desk.bench.session.desk.texts)
    assert "Café rain." in desk.bench.session.desk.texts[document.id].text


def test_a_site_without_encryption_is_asked_in_plain_form(desk: ReaderAtDesk, site: Site) -> None:
    site.pages["/fund"] = Page(NEWS.encode())
    ask_for(desk, f"{site.address.removeprefix('http://')}/fund")
    assert added(desk).address == f"{site.address}/fund"


def test_a_saved_page_is_asked_for_by_key(desk: ReaderAtDesk) -> None:
    desk.press("Ctrl+l")
    card = desk.program.web_pages.card
    assert card is not None
    wanted: list[bool] = []
    card.saved_wanted.disconnect()
    card.saved_wanted.connect(lambda: wanted.append(True))
    desk.press("Ctrl+o")
    assert wanted == [True]


def test_a_name_that_leads_into_the_own_network_is_given_up(desk: ReaderAtDesk) -> None:
    fetch, said = PageFetch(desk.window, "http://example.org/"), list[str]()
    fetch.failed.connect(said.append)
    found = QHostInfo()
    found.setAddresses([QHostAddress("93.184.216.34"), QHostAddress("127.0.0.1")])
    fetch.resolve(found)
    assert said == [WENT_ASTRAY]
