"""What the index process is asked: each kind of request, and what it is answered."""

from collections.abc import Iterator, Mapping

from counterpoint.index.cache import Key, Row
from counterpoint.index.finder import Finder
from counterpoint.index.serving import Answer, Request, Work


def kinds_of(finder: Finder) -> Mapping[str, Work]:
    """Everything that is done with caches, by kind.

    Texts are named by ``[sha256, extractor]``, and passages are ``[start, paragraph, page, text]``.
    """
    return {
        "have": Work(lambda request: _have(finder, request), urgency=3),
        "add": Work(lambda request: _add(finder, request), urgency=7),
        "search": Work(lambda request: _search(finder, request), urgency=0, only_newest=True),
        "more": Work(lambda request: _search(finder, request), urgency=1, only_newest=True),
    }


def _have(finder: Finder, request: Request) -> Iterator[Answer]:
    """How much of each of ``texts`` of ``project`` is there: passages, and whether it is all."""
    found = finder.standing(request["project"], _keys(request))
    yield {"standing": [[one.rows, one.is_complete] for one in found]}


def _add(finder: Finder, request: Request) -> Iterator[Answer]:
    """Take ``rows`` of ``text`` from number ``first`` on; how many are there now."""
    rows = [Row(*row) for row in request["rows"]]
    key = Key(*request["text"])
    after = finder.add(
        request["project"], key, request["first"], rows, is_last=bool(request["last"])
    )
    yield {"rows": after.rows, "complete": after.is_complete}


def _search(finder: Finder, request: Request) -> Iterator[Answer]:
    """Find ``query`` in ``texts``, at most ``most`` passages of each; a text at a time.

    Each answer has the text's place among those that were named.
    """
    keys = _keys(request)
    places = {key: place for place, key in enumerate(keys)}
    for one in finder.search(request["project"], request["query"], keys, request["most"]):
        yield {"place": places[one.key], "count": one.count, "hits": one.hits}


def _keys(request: Request) -> list[Key]:
    return [Key(sha256, extractor) for sha256, extractor in request["texts"]]
