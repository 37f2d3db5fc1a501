"""What an office file says of itself, the same in all its formats (ISO/IEC 29500-2, 8.3)."""

from contextlib import suppress

from counterpoint.documents.flow.blocks import Source
from counterpoint.documents.packed.events import Attributes, read_loosely
from counterpoint.domain.refusal import Refusal

_NOT_NAMES = frozenset(
    {
        "",
        "admin",
        "administrator",
        "author",
        "hp",
        "microsoft office user",
        "owner",
        "python-docx",
        "un-named",
        "unknown",
        "user",
        "windows user",
    }
)
"""What programs write for a person they do not know."""


def source_of(content: bytes | None) -> Source:
    """What the part of core properties says; nothing where there is none."""
    found: dict[str, str] = {}
    opened: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        opened.append(name)

    def end(name: str) -> None:
        opened.pop()

    def text(words: str) -> None:
        if opened:
            found[opened[-1]] = found.get(opened[-1], "") + words

    with suppress(Refusal):  # a document can be read without
        read_loosely(content or b"", start, end, text)
    said = {name: " ".join(words.split()) for name, words in found.items()}
    authors = (author.strip() for author in said.get("creator", "").split(";"))
    return Source(
        title=said.get("title", ""),
        author="; ".join(author for author in authors if author.lower() not in _NOT_NAMES),
        language=said.get("language", ""),
        made=said.get("created") or said.get("modified", ""),
    )
