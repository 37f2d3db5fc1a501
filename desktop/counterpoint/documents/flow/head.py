"""What a page says of itself: its title, its language and the names in its metadata."""

from collections.abc import Mapping

from counterpoint.documents.flow.blocks import Source

_META = {
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "citation_author": "author",
    "date": "date",
    "dc.date": "date",
    "article:published_time": "date",
    "citation_publication_date": "date",
    "datepublished": "date",
    "dc.publisher": "publisher",
    "publisher": "publisher",
    "og:site_name": "publisher",
    "citation_publisher": "publisher",
    "og:title": "title",
    "citation_title": "title",
    "counterpoint:address": "address",
}


class Head:
    """Holds what was found, and whether the title is open."""

    def __init__(self) -> None:
        self.in_title = False
        self._named: dict[str, str] = {}
        self._title: list[str] = []

    def start(self, tag: str, attrs: Mapping[str, str | None], is_shown: bool) -> None:
        """An element begins; only the first title of the page itself counts."""
        if tag == "title":
            self.in_title = is_shown and not self._title
        elif tag == "html":
            self._named["language"] = attrs.get("lang") or attrs.get("xml:lang") or ""
        elif tag == "meta":
            name = attrs.get("name") or attrs.get("property") or attrs.get("itemprop") or ""
            if name.lower() in _META:
                content = " ".join((attrs.get("content") or "").split())
                self._named.setdefault(_META[name.lower()], content)

    def write(self, text: str) -> None:
        """Add to the open title."""
        self._title.append(text)

    def source(self) -> Source:
        """All that was found."""
        title = self._named.get("title") or " ".join("".join(self._title).split())
        names = ("author", "date", "publisher", "language")
        author, date, publisher, language = (self._named.get(name, "") for name in names)
        address = self._named.get("address", "")[:2000]
        return Source(title, author, date, publisher, language, address=address)
