"""counterpoint search: words in the documents of a project."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from counterpoint.app.searching import indexed_rows
from counterpoint.cli.making import naming
from counterpoint.cli.projects import OpenProject, opened
from counterpoint.cli.services import Context, Index
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal

SURROUNDINGS = 60
"""Code points shown before and after a match, at most."""


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``search``."""
    parser.add_argument("project", metavar="DIR", help="the project's folder")
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help="what to find: words of one paragraph, a “phrase”"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: Namespace, context: Context) -> int:
    """Show where the words stand; 1 where a document could not be searched."""
    words = " ".join(arguments.words)
    if not re.search(r"\w", words):
        raise Refusal("There is nothing to search for; name a word.")
    with (
        opened(context, arguments.project) as project,
        closing(context.services.open_index(project.store.id)) as index,
    ):
        refusals = _complete(index, project, context)
        found = [
            match
            for document in project.holdings.documents()
            if document.id not in refusals
            for match in matches(words, document, index)
        ]
    if arguments.json:
        context.output.json(found)
    else:
        _show(found, context)
    for each in refusals.values():
        context.output.error(str(each))
    return 1 if refusals else 0


def matches(words: str, document: Document, index: Index) -> Iterator[dict[str, Any]]:
    """Each match as ``search --json`` promises."""
    for one in index.occurrences(document.edition.sha256, words):
        yield {
            "document": document.id,
            "title": document.title,
            "page": one.page,
            "paragraph": one.paragraph + 1,
            "before": before(one.before),
            "match": " ".join(one.match.split()),
            "after": after(one.after),
        }


def before(text: str) -> str:
    """The last whole words of a text, on one line, with the space that follows them."""
    start = max(0, len(text) - SURROUNDINGS)
    taken = re.sub(r"\s", " ", text[start:])
    return taken[taken.find(" ") + 1 :] if start and not text[start - 1].isspace() else taken


def after(text: str) -> str:
    """The first whole words of a text, on one line, with the space before them."""
    taken = re.sub(r"\s", " ", text[:SURROUNDINGS])
    cuts_word = len(text) > SURROUNDINGS and not text[SURROUNDINGS].isspace() and " " in taken
    return taken[: taken.rfind(" ")] if cuts_word else taken


def _complete(index: Index, project: OpenProject, context: Context) -> dict[str, Refusal]:
    """Let the index have all texts; why it does not have some, by the document's id."""
    documents = project.holdings.documents()
    there = index.has([document.edition.sha256 for document in documents])
    refusals: dict[str, Refusal] = {}
    for document, is_there in zip(documents, there, strict=True):
        try:
            if not is_there:
                _read(document, index, project, context)
        except Refusal as refusal:
            refusals[document.id] = naming(document.title, refusal)
    return refusals


def _read(document: Document, index: Index, project: OpenProject, context: Context) -> None:
    """Let the index have a document's text."""
    path, sha256 = project.store.document_path(document), document.edition.sha256
    with context.services.start_worker() as worker:
        worker.open(str(path), sha256, document.format)
        rows = list(indexed_rows(worker.read()))
        index.take(sha256, rows, is_private=worker.has_password)


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
