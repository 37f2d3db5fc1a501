"""A reading text as a worker tells it: in parts, so that taking one is never long work.

Each part is checked as it comes, and against the parts before it.
"""

from array import array
from dataclasses import dataclass
from itertools import chain
from math import ceil
from operator import add, le

from counterpoint.documents.client.checks import Body, Fields
from counterpoint.documents.client.frames import Frame, ProtocolError
from counterpoint.domain.reading import ReadingText, Role
from counterpoint.domain.spans import Spans

PART = 1 << 17
"""Characters of a part."""

TEXT_LIMIT = 128 << 20
"""Bytes of the longest reading text."""

PARTS_LIMIT = TEXT_LIMIT // PART + 1
"""Parts of the longest reading text."""

LABELS_LIMIT = 200_000
"""Page labels of the longest document."""


@dataclass(frozen=True)
class TextPart:
    """Some of a reading text: ``number`` counts from 0, ``count`` is how many parts there are.

    ``paragraphs``, ``sentences``, ``roles`` and ``spans`` (four numbers each) are the part's share
    of those of the whole text, and may be of characters of other parts.
    """

    number: int
    count: int
    text: str
    paragraphs: "array[int]"
    sentences: "array[int]"
    spans: "array[int]"
    roles: "array[int]"
    labels: tuple[str, ...]
    extractor: str


def parts_in(text: str) -> int:
    """How many parts a text is told in."""
    return max(1, ceil(len(text) / PART))


def text_part(number: int, frame: Frame) -> TextPart:
    """Body: UTF-8 text; ranges of paragraphs, of sentences; spans, four numbers each; roles."""
    fields = Fields(frame.head)
    count = fields.count("parts", PARTS_LIMIT)
    if number >= count:
        raise ProtocolError("There is no such part.")
    body = Body(frame)
    text = _utf8(body.take(fields.count("bytes", 4 * PART)))
    paragraphs = body.array("i", 2 * fields.count("paragraphs"))
    sentences = body.array("i", 2 * fields.count("sentences"))
    spans = body.array("i", 4 * fields.count("spans"))
    roles = body.array("B", len(paragraphs) // 2)
    body.finish()
    if len(text) > PART or (not text and count > 1):
        raise ProtocolError("A part is not as long as it must be.")
    if roles and max(roles) > max(Role):
        raise ProtocolError("A paragraph has no role.")
    labels, extractor = fields.texts("labels", LABELS_LIMIT), fields.text("extractor", 40)
    return TextPart(number, count, text, paragraphs, sentences, spans, roles, labels, extractor)


class TextParts:
    """Holds the parts of a text that have come, in order."""

    def __init__(self) -> None:
        self._first: TextPart | None = None
        self._begin()

    def add(self, part: TextPart) -> ReadingText | None:
        """Take the next part; the whole text once it is the last.

        The first part begins anew. Raises ProtocolError where parts do not fit one another.
        """
        if part.number == 0:
            self._begin()
            self._first = part
        first = self._first
        if first is None or (part.number, part.count) != (len(self._texts), first.count):
            raise ProtocolError("This is not the part that follows.")
        _check_ranges(self._paragraphs[-1:], part.paragraphs, "Paragraphs")
        _check_ranges(self._sentences[-1:], part.sentences, "Sentences")
        _check_spans(self._spans[-4:], part.spans)
        self._texts.append(part.text)
        self._paragraphs += part.paragraphs
        self._sentences += part.sentences
        self._spans += part.spans
        self._roles += part.roles
        return self._whole(first) if len(self._texts) == first.count else None

    def _begin(self) -> None:
        self._first = None
        self._texts: list[str] = []
        self._paragraphs, self._sentences = array("i"), array("i")
        self._spans, self._roles = array("i"), array("B")

    def _whole(self, first: TextPart) -> ReadingText:
        text = "".join(self._texts)
        ends = (self._paragraphs[-1:], self._sentences[-1:], array("i", _ends(self._spans[-4:])))
        if any(end > len(text) for end in chain(*ends)):
            raise ProtocolError("Something reaches past the text.")
        whole = ReadingText(
            text=text,
            paragraphs=self._paragraphs,
            roles=self._roles,
            sentences=self._sentences,
            spans=Spans.flat(self._spans),
            labels=first.labels,
            extractor=first.extractor,
        )
        self._begin()
        return whole


def _check_ranges(before: "array[int]", ranges: "array[int]", what: str) -> None:
    """In C: a long document has a million of them."""
    held = [*(before or (0,)), *ranges]
    if not all(map(le, held, held[1:])):
        raise ProtocolError(f"{what} are not in order.")


def _check_spans(before: "array[int]", numbers: "array[int]") -> None:
    if numbers and min(numbers) < 0:
        raise ProtocolError("A span starts before its text.")
    if 0 in numbers[1::4]:
        raise ProtocolError("A span is empty.")
    held = before + numbers
    if not all(map(le, _ends(held), held[4::4])):
        raise ProtocolError("Spans are not in order.")


def _ends(spans: "array[int]") -> list[int]:
    return list(map(add, spans[0::4], spans[1::4]))


def _utf8(encoded: memoryview) -> str:
    try:
        return str(encoded, "utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError("A text is not UTF-8.") from error
