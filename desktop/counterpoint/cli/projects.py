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
    """The project in a folder, closed in the end; what of it cannot be read is said first."""
    store = context.services.open_library().open(Path(folder).absolute())
    try:
        if store.findings:
            context.output.error(
                f"Part of “{store.name}” could not be read; counterpoint check tells what."
            )
        holdings = Holdings()
        holdings.load(store.records())
        yield OpenProject(store, holdings)
    finally:
        store.close()
