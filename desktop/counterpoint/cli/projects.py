"""A project as the commands that only read it see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from counterpoint.app.ports import Store
from counterpoint.cli.services import Context
from counterpoint.domain.holdings import Holdings


@dataclass(frozen=True)
class OpenProject:
    """A project's records, and where they come from."""

    store: Store
    holdings: Holdings


@contextmanager
def opened(context: Context, folder: str) -> Iterator[OpenProject]:
    """The project in a folder, closed in the end; what was found wrong with it is said first."""
    store = context.services.open_library().open(Path(folder).absolute())
    try:
        for finding in store.findings:
            context.output.error(finding)
        holdings = Holdings()
        holdings.load(store.records())
        yield OpenProject(store, holdings)
    finally:
        store.close()
