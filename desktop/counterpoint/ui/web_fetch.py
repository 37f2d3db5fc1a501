"""Fetching one page from the web, through Qt and within limits. Nothing of it is kept here."""

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from counterpoint import __version__
from counterpoint.app.web_pages import (
    EMPTY,
    LARGEST,
    SECONDS,
    TOO_LARGE,
    TOO_SLOW,
    Fetched,
    check_answer,
    follow,
    parsed_type,
)
from counterpoint.domain.refusal import Refusal

AGENT = f"Counterpoint/{__version__}"
ACCEPTED = b"text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"
BUFFER = 1 << 20
"""Bytes that wait to be read at most, so that a fast site cannot fill the memory."""

_ERRORS = QNetworkReply.NetworkError
_OFFLINE = "There is no way to this site; check the address and whether you are online."
_SENTENCES = {
    _ERRORS.HostNotFoundError: "There is no such site, or you are not online; check the address.",
    _ERRORS.ConnectionRefusedError: "The site does not answer; check the address.",
    _ERRORS.SslHandshakeFailedError: "The site could not prove that it is who it says (its"
    " certificate is not valid), so nothing was fetched.",
    _ERRORS.TimeoutError: TOO_SLOW,
    _ERRORS.UnknownContentError: "What the site sent cannot be unpacked; save it in a browser.",
    _ERRORS.RemoteHostClosedError: "The site broke off in the middle; try again.",
}
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

    ``fetched`` carries a Fetched, ``failed`` a sentence; ``progressed`` the bytes so far.
    """

    fetched = Signal(object)
    failed = Signal(str)
    progressed = Signal(int)

    def __init__(self, parent: QObject, address: str, seconds: float = SECONDS) -> None:
        super().__init__(parent)
        self._manager = QNetworkAccessManager(self)
        self._address = address
        self._followed = 0
        self._content = bytearray()
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
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.disconnect(self)
            reply.abort()
            reply.deleteLater()

    def _get(self, address: str) -> None:
        self._address = address
        self._content.clear()
        request = QNetworkRequest(QUrl(address))
        for attribute, value in _SETTINGS.items():
            request.setAttribute(attribute, value)
        request.setRawHeader(b"User-Agent", AGENT.encode("ascii"))
        request.setRawHeader(b"Accept", ACCEPTED)
        self._reply = reply = self._manager.get(request)
        reply.setReadBufferSize(BUFFER)
        reply.readyRead.connect(self._read)
        reply.finished.connect(self._finish)

    def _read(self) -> None:
        if self._reply is None:
            return
        self._content += self._reply.readAll().data()
        if len(self._content) > LARGEST:
            self._fail(TOO_LARGE)
        else:
            self.progressed.emit(len(self._content))

    def _finish(self) -> None:
        self._read()
        reply = self._reply
        if reply is None:
            return
        try:
            target = reply.attribute(QNetworkRequest.Attribute.RedirectionTargetAttribute)
            if isinstance(target, QUrl) and not target.isEmpty():
                self._go_on(reply.url().resolved(target))
            else:
                self._deliver(reply)
        except Refusal as refusal:
            self._fail(str(refusal))

    def _go_on(self, target: QUrl) -> None:
        """Ask at the next address, if it may be followed."""
        following = follow(self._address, target.toString(), self._followed)
        self._followed += 1
        if self._reply is not None:
            self._reply.deleteLater()
        self._get(following)

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
        if not self._content:
            raise Refusal(EMPTY)
        self.cancel()
        self.fetched.emit(Fetched(self._address, media_type, encoding, bytes(self._content)))

    def _fail(self, sentence: str) -> None:
        self.cancel()
        self.failed.emit(sentence)
