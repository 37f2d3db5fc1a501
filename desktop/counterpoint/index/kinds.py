"""What the index process is asked: each kind of request, and what it is answered."""

from collections.abc import Iterator, Mapping
from functools import partial

from counterpoint.index.cache import Key, Piece, Row
from counterpoint.index.finder import Finder
from counterpoint.index.serving import Answer, Request, Work


def kinds_of(finder: Finder, extractor: str) -> Mapping[str, Work]:
    """Everything that is done with caches, by kind.

    ``extractor`` is the version of the code that reads texts, which are named by the SHA-256 of
    their files; passages are ``[start, paragraph, page, text]``.
    """
    search = partial(_search, finder, extractor)
    return {
        "have": Work(partial(_have, finder, extractor), urgency=3),
        "add": Work(partial(_add, finder, extractor), urgency=7),
        "search": Work(search, urgency=0, only_newest=True),
        "more": Work(search, urgency=1, only_newest=True),
    }


def _have(finder: Finder, extractor: str, request: Request) -> Iterator[Answer]:
    """How much of each of ``texts`` of ``project`` is there: passages, and whether it is all."""
    found = finder.standing(request["project"], _keys(extractor, request))
    yield {"standing": [[one.rows, one.is_complete] for one in found]}


def _add(finder: Finder, extractor: str, request: Request) -> Iterator[Answer]:
    """Take ``rows`` of ``text`` from number ``first`` on; how many are there now.

    One that is ``private`` is written to no file.
    """
    rows = [Row(*row) for row in request["rows"]]
    piece = Piece(request["first"], rows, bool(request["last"]))
    key, is_private = Key(request["text"], extractor), bool(request.get("private"))
    after = finder.add(request["project"], key, piece, is_private=is_private)
    yield {"rows": after.rows, "complete": after.is_complete}


def _search(finder: Finder, extractor: str, request: Request) -> Iterator[Answer]:
    """Find ``query`` in ``texts``, at most ``most`` passages of each; a text at a time.

    Each answer has the text's place among those that were named; the last one says how many of
    them are not there whole.
    """
    keys = _keys(extractor, request)
    places = {key: place for place, key in enumerate(keys)}
    for one in finder.search(request["project"], request["query"], keys, request["most"]):
        yield {"place": places[one.key], "count": one.count, "hits": one.hits}
    standing = finder.standing(request["project"], keys)
    yield {"lacking": sum(not one.is_complete for one in standing)}


def _keys(extractor: str, request: Request) -> list[Key]:
    return [Key(sha256, extractor) for sha256 in request["texts"]]
