"""counterpoint search: words in the reading texts of a project."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from counterpoint.cli.making import naming
from counterpoint.cli.projects import OpenProject, opened
from counterpoint.cli.services import Context
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal

SURROUNDINGS = 60
"""Code points shown before and after a match, at most."""

_LOOSE = {"'": "['’‘]", "’": "['’]", '"': '["“”„]', "-": "[-‐‑–]"}
"""What a keyboard has for what is printed."""


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``search``."""
    parser.add_argument("project", metavar="DIR", help="the project's folder")
    parser.add_argument("words", metavar="WORDS", nargs="+", help="what to find, in this order")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: Namespace, context: Context) -> int:
    """Show where the words stand; 1 where a document could not be searched."""
    pattern = pattern_of(" ".join(arguments.words))
    found: list[dict[str, Any]] = []
    refusals: list[Refusal] = []
    with opened(context, arguments.project) as project:
        for document in project.holdings.documents():
            try:
                text = _text_of(document, project, context)
            except Refusal as refusal:
                refusals.append(naming(document.title, refusal))
                continue
            found += matches(pattern, document, text)
    if arguments.json:
        context.output.json(found)
    else:
        _show(found, context)
    for each in refusals:
        context.output.error(str(each))
    return 1 if refusals else 0


def pattern_of(words: str) -> re.Pattern[str]:
    """The words one after the other, in any case, whatever white space parts them."""
    if not words.split():
        raise Refusal("There is nothing to search for; name a word.")
    return re.compile(r"\s+".join(map(_word, words.split())), re.IGNORECASE)


def matches(
    pattern: re.Pattern[str], document: Document, text: ReadingText
) -> Iterator[dict[str, Any]]:
    """Each match as ``search --json`` promises."""
    for match in pattern.finditer(text.text):
        start, end = match.span()
        yield {
            "document": document.id,
            "title": document.title,
            "page": text.label_at(start),
            "paragraph": text.paragraph_at(start) + 1,
            "before": _before(text.text, start),
            "match": " ".join(match[0].split()),
            "after": _after(text.text, end),
        }


def _word(word: str) -> str:
    return "".join(_LOOSE.get(letter) or re.escape(letter) for letter in word)


def _before(text: str, end: int) -> str:
    """Whole words, on one line, with the space that parts them from the match."""
    start = max(0, end - SURROUNDINGS)
    taken = re.sub(r"\s", " ", text[start:end])
    return taken[taken.find(" ") + 1 :] if start and not text[start - 1].isspace() else taken


def _after(text: str, start: int) -> str:
    end = start + SURROUNDINGS
    taken = re.sub(r"\s", " ", text[start:end])
    cuts_word = end < len(text) and not text[end].isspace() and " " in taken
    return taken[: taken.rfind(" ")] if cuts_word else taken


def _text_of(document: Document, project: OpenProject, context: Context) -> ReadingText:
    path = project.store.document_path(document)
    with context.services.start_worker() as worker:
        worker.open(str(path), document.edition.sha256, document.format)
        return worker.read()


def _show(found: list[dict[str, Any]], context: Context) -> None:
    if not found:
        context.output.line("Nothing was found.")
    title = None
    for one in found:
        if one["document"] != title:
            context.output.line(one["title"])
        title = one["document"]
        place = f"¶ {one['paragraph']}" if one["page"] is None else f"p. {one['page']}"
        passage = f"…{one['before']}[{one['match']}]{one['after']}…"
        context.output.line(f"{place}  {passage}", indent=2)
