"""Who said what in a project of several readers."""

from collections.abc import Mapping

from counterpoint.domain.claims import Claim
from counterpoint.domain.holdings import Holdings
from counterpoint.domain.relations import Relation


def reader_names(holdings: Holdings, writers: Mapping[str, str]) -> dict[str, str]:
    """The readers' names by id, as far as an installation that wrote for them has one.

    ``writers`` has the names by installation. Of two names for one reader the one in the latest
    record counts.
    """
    said: list[Claim | Relation] = [*holdings.all(Claim), *holdings.all(Relation)]
    said.sort(key=lambda record: record.version)
    return {one.reader: writers[one.writer] for one in said if writers.get(one.writer)}
