"""counterpoint text: the reading text of a file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterpoint.cli.making import naming, require_file
from counterpoint.cli.services import Context
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.reading import ReadingText, Role
from counterpoint.domain.refusal import Refusal
from counterpoint.exchange.citations import written_date

NO_TEXT = (
    "Its pages have no text: they are pictures. Have them recognised by another program, such as"
    " ocrmypdf, and read its file."
)


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``text``."""
    parser.add_argument("file", metavar="FILE", help="a document")
    parser.add_argument("--json", action="store_true", help="pages, paragraphs and sentences")


def run(arguments: Namespace, context: Context) -> int:
    """Show a file's reading text."""
    path = Path(arguments.file)
    require_file(path)
    try:
        with context.services.start_worker() as worker:
            opened, text = worker.open(str(path.absolute())), worker.read()
    except Refusal as refusal:
        raise naming(path.name, refusal) from None
    if not text.sentence_count:
        context.output.error(f"{path.name}: {NO_TEXT}")
    if arguments.json:
        context.output.json(as_json(opened, text))
    else:
        _show(opened, text, context)
    return 0


def as_json(opened: Opened, text: ReadingText) -> dict[str, Any]:
    """What ``text --json`` promises."""
    return {
        "title": opened.title,
        "author": opened.author,
        "date": opened.date,
        "publisher": opened.publisher,
        "language": opened.language,
        "format": opened.format,
        "address": opened.address,
        "pages": [{"index": index, "label": label} for index, label in enumerate(text.labels)],
        "paragraphs": list(_paragraphs(text)),
    }


def _paragraphs(text: ReadingText) -> Iterator[dict[str, Any]]:
    for index in range(text.paragraph_count):
        yield {
            "page": text.label_at(text.paragraph(index).start),
            "role": Role(text.roles[index]).name.lower(),
            "sentences": [text.quote(sentence) for sentence in text.sentences_of(index)],
        }


def _show(opened: Opened, text: ReadingText, context: Context) -> None:
    """Title and origin, then one paragraph after the other, each page announced."""
    origin = (opened.author, opened.publisher, written_date(opened.date))
    for line in (opened.title, " · ".join(part for part in origin if part)):
        if line:
            context.output.line(line)
    page = None
    for index in range(text.paragraph_count):
        passage = text.paragraph(index)
        label = text.label_at(passage.start)
        context.output.line()
        if label is not None and label != page:
            context.output.line(f"[p. {label}]")
            context.output.line()
        page = label
        context.output.line(text.quote(passage))
