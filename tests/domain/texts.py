"""Reading texts made by hand."""

from counterpoint.domain.reading import ReadingText, Role
from counterpoint.domain.spans import Span


def text_of(*paragraphs: str) -> ReadingText:
    """A reading text of one section that stands in its raw text as it is; ``|`` parts sentences."""
    whole, ranges, sentences = "", [], []
    for paragraph in paragraphs:
        start = len(whole)
        for sentence in paragraph.split("|"):
            sentences += [len(whole), len(whole) + len(sentence)]
            whole += sentence + " "
        whole = whole.rstrip()
        ranges += [start, len(whole)]
        whole += "\n"
    whole = whole.rstrip("\n")
    spans = (Span(0, len(whole), 0, 0),) if whole else ()
    return ReadingText(whole, ranges, [Role.BODY] * len(paragraphs), sentences, spans)


TWO_PAGES = ReadingText(
    text="The memory-mapped file grows across pages. It ends.",
    paragraphs=[0, 51],
    roles=[Role.BODY],
    sentences=[0, 42, 43, 51],
    # Page 0 holds "The memory-mapped file gro-\nRUNNING HEAD", page 1 "HEAD\nws across …".
    spans=(Span(0, 26, 0, 0), Span(26, 25, 1, 5)),
    labels=("iv", "1"),
)
"""A word broken over a page end; a running head stands between its halves."""
