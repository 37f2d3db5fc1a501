"""Fetching one page from the web, through Qt and within limits. Nothing of it is kept here."""

from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QHostInfo, QNetworkAccessManager, QNetworkReply, QNetworkRequest

from counterpoint import __version__
from counterpoint.app.unpacking import NOT_PACKED_SO, Unpacking
from counterpoint.app.web_pages import (
    EMPTY,
    LARGEST,
    SECONDS,
    TOO_LARGE,
    TOO_LARGE_UNPACKED,
    TOO_SLOW,
    Fetched,
    check_answer,
    check_resolved,
    follow,
    must_resolve,
    parsed_type,
    unencrypted,
)
from counterpoint.domain.refusal import Refusal

AGENT = f"Counterpoint/{__version__}"
ACCEPTED = b"text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"
BUFFER = 1 << 20
"""Bytes that wait to be read at most, so that a fast site cannot fill the memory."""

PIECE, STEP = 1 << 10, 2 << 20
"""Bytes that are unpacked at once, and bytes that come of it before the event loop has its turn."""

_ERRORS = QNetworkReply.NetworkError
_BROKEN_OFF = "The site broke off in the middle; try again."
_OFFLINE = "There is no way to this site; check the address and whether you are online."
_SENTENCES = {
    _ERRORS.HostNotFoundError: "There is no such site, or you are not online; check the address.",
    _ERRORS.ConnectionRefusedError: "The site does not answer; check the address.",
    _ERRORS.SslHandshakeFailedError: "The site could not prove that it is who it says (its"
    " certificate is not valid), so nothing was fetched.",
    _ERRORS.TimeoutError: TOO_SLOW,
    _ERRORS.UnknownContentError: NOT_PACKED_SO,
    _ERRORS.RemoteHostClosedError: _BROKEN_OFF,
}
_UNANSWERED = frozenset(
    {
        _ERRORS.ConnectionRefusedError,
        _ERRORS.SslHandshakeFailedError,
        _ERRORS.RemoteHostClosedError,
    }
)
"""What comes where nothing answers in encrypted form; a certificate is not there then."""

_RESOLVED: Any = SLOT("resolve(QHostInfo)")  # PySide6 takes what its stubs do not
_MANUAL = QNetworkRequest.LoadControl.Manual
_SETTINGS = {
    QNetworkRequest.Attribute.CookieLoadControlAttribute: _MANUAL.value,
    QNetworkRequest.Attribute.CookieSaveControlAttribute: _MANUAL.value,
    QNetworkRequest.Attribute.AuthenticationReuseAttribute: _MANUAL.value,
    QNetworkRequest.Attribute.RedirectPolicyAttribute: (
        QNetworkRequest.RedirectPolicy.ManualRedirectPolicy.value
    ),
}


class PageFetch(QObject):
    """Owns one request and the redirects it follows.

    ``fetched`` carries a Fetched, ``failed`` a sentence; ``progressed`` the bytes so far. Where
    ``is_bare``, a site that does not answer in encrypted form is asked in plain form instead, and
    ``bared`` says so.
    """

    fetched = Signal(object)
    failed = Signal(str)
    progressed = Signal(int)
    bared = Signal()

    def __init__(
        self, parent: QObject, address: str, is_bare: bool = False, seconds: float = SECONDS
    ) -> None:
        super().__init__(parent)
        self._manager = QNetworkAccessManager(self)
        self._address = address
        self._is_bare = is_bare
        self._followed = 0
        self._lookup, self._following = -1, ""
        self._content = bytearray()
        self._unpacking: Unpacking | None = None
        self._reply: QNetworkReply | None = None
        self._limit = QTimer(self, singleShot=True, interval=int(1000 * seconds))
        self._limit.timeout.connect(lambda: self._fail(TOO_SLOW))

    def start(self) -> None:
        """Begin."""
        self._limit.start()
        self._get(self._address)

    def cancel(self) -> None:
        """Give up; nothing more is heard."""
        self._limit.stop()
        QHostInfo.abortHostLookup(self._lookup)
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.disconnect(self)
            reply.abort()
            reply.deleteLater()

    def _get(self, address: str) -> None:
        self._address = address
        self._content.clear()
        self._unpacking = None
        request = QNetworkRequest(QUrl(address))
        for attribute, value in _SETTINGS.items():
            request.setAttribute(attribute, value)
        request.setRawHeader(b"User-Agent", AGENT.encode("ascii"))
        request.setRawHeader(b"Accept", ACCEPTED)
        request.setRawHeader(b"Accept-Encoding", b"gzip")  # Qt's own unpacking knows no limit
        self._reply = reply = self._manager.get(request)
        reply.setReadBufferSize(BUFFER)
        reply.readyRead.connect(self._read)
        reply.finished.connect(self._finish)

    def _read(self) -> None:
        """Take some of what has come; raises nothing, for whoever listens hears what is wrong."""
        reply = self._reply
        if reply is None:
            return
        try:
            self._unpack(reply)
        except Refusal as refusal:
            self._fail(str(refusal))
        else:
            self.progressed.emit(len(self._content))
            if reply.bytesAvailable() and not reply.isFinished():
                QTimer.singleShot(0, self, self._read)

    def _unpack(self, reply: QNetworkReply) -> None:
        """Unpack no more than the event loop has time for; raises Refusal."""
        if self._unpacking is None:
            header = bytes(reply.rawHeader("Content-Encoding").data()).decode("latin-1")
            self._unpacking = Unpacking(header)
        most = len(self._content) + STEP
        while reply.bytesAvailable() and len(self._content) < most:
            self._content += self._unpacking.feed(bytes(reply.read(PIECE).data()))
        if len(self._content) > LARGEST:
            raise Refusal(TOO_LARGE_UNPACKED if self._unpacking.is_packed else TOO_LARGE)

    def _finish(self) -> None:
        self._read()
        reply = self._reply
        if reply is None:
            return
        if reply.bytesAvailable():
            QTimer.singleShot(0, self, self._finish)
            return
        try:
            target = reply.attribute(QNetworkRequest.Attribute.RedirectionTargetAttribute)
            if isinstance(target, QUrl) and not target.isEmpty():
                self._go_on(reply.url().resolved(target))
            elif self._is_bare and self._is_unanswered(reply):
                self._bare()
            else:
                self._deliver(reply)
        except Refusal as refusal:
            self._fail(str(refusal))

    def _is_unanswered(self, reply: QNetworkReply) -> bool:
        """Whether nothing has answered in encrypted form, not even with a bad certificate."""
        has_certificate = not reply.sslConfiguration().peerCertificate().isNull()
        return reply.error() in _UNANSWERED and not has_certificate and not self._followed

    def _bare(self) -> None:
        """Ask for the same in plain form, once."""
        self._is_bare = False
        self._leave_reply()
        self.bared.emit()
        self._get(unencrypted(self._address))

    def _go_on(self, target: QUrl) -> None:
        """Ask at the next address, if it may be followed."""
        following = follow(self._address, target.toString(), self._followed)
        name = must_resolve(self._address, following)
        self._followed += 1
        self._leave_reply()
        if name:
            self._following = following
            self._lookup = QHostInfo.lookupHost(name, self, _RESOLVED)
        else:
            self._get(following)

    @Slot(QHostInfo)
    def resolve(self, found: QHostInfo) -> None:
        """Go on if none of a name's addresses is in the reader's own network."""
        try:
            check_resolved(one.toString() for one in found.addresses())
        except Refusal as refusal:
            self._fail(str(refusal))
        else:
            self._get(self._following)

    def _leave_reply(self) -> None:
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.deleteLater()

    def _deliver(self, reply: QNetworkReply) -> None:
        """Hand over what came; raises Refusal where it is no page."""
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0
        header = bytes(reply.rawHeader("Content-Type").data()).decode("latin-1")
        media_type, encoding = parsed_type(header)
        error = reply.error()
        if status >= 400 or error is _ERRORS.NoError:
            check_answer(int(status), media_type)
        if error is not _ERRORS.NoError:
            raise Refusal(_SENTENCES.get(error, _OFFLINE))
        if self._unpacking is not None and self._content and not self._unpacking.is_whole:
            raise Refusal(_BROKEN_OFF)
        if not self._content:
            raise Refusal(EMPTY)
        self.cancel()
        self.fetched.emit(Fetched(self._address, media_type, encoding, bytes(self._content)))

    def _fail(self, sentence: str) -> None:
        self.cancel()
        self.failed.emit(sentence)
