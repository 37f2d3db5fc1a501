"""counterpoint new: a project made from files, or nothing at all."""

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from counterpoint.app.catalogue import document_of, next_order, with_edition
from counterpoint.app.describing import counted
from counterpoint.app.ports import Reader, Store
from counterpoint.cli.services import Context
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.documents import Edition
from counterpoint.domain.project import Project, utc_now
from counterpoint.domain.refusal import Refusal


@dataclass(frozen=True)
class Source:
    """A file that was opened and can be read."""

    path: Path
    described: Opened


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``new``."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is new or empty")
    parser.add_argument("files", metavar="FILE", nargs="+", help="a document to copy into it")


def run(arguments: Namespace, context: Context) -> int:
    """Make a project; if any file is refused, none is made."""
    sources = [source_at(Path(file), context) for file in arguments.files]
    folder, library = Path(arguments.folder).resolve(), context.services.open_library()
    with _all_or_nothing(folder):
        store = library.create_at(folder)
        try:
            number = _add(sources, store, library.reader)
        finally:
            is_saved = store.close()
        if not is_saved:
            raise Refusal(
                f"“{folder}” could not be saved, so none was made; check the disk and try again."
            )
    context.output.line(f"Made “{folder}” with {counted(number, 'document')}.")
    return 0


def source_at(path: Path, context: Context) -> Source:
    """Open a file to see whether it can be read; Refusal, naming it, where it cannot."""
    require_file(path)
    try:
        with context.services.start_worker() as worker:
            return Source(path, worker.open(str(path.absolute())))
    except Refusal as refusal:
        raise naming(path.name, refusal) from None


def require_file(path: Path) -> None:
    """Refusal where there is no file."""
    if path.is_dir():
        raise Refusal(f"“{path}” is a folder; name a document in it.")
    if not path.exists():
        raise Refusal(f"“{path}” does not exist; check its name.")


def naming(name: str, refusal: Refusal) -> Refusal:
    """A refusal that says which document it is about."""
    sentence = str(refusal)
    return refusal if name in sentence else Refusal(f"“{name}”: {sentence}")


def _add(sources: Sequence[Source], store: Store, reader: Reader) -> int:
    """Copy the files into the project and enter them; how many documents there are."""
    project = Project(reader.installation, reader.id)
    for source in sources:
        file, sha256 = store.add_document(source.path)
        if with_edition(project, sha256) is None:
            edition = Edition(sha256, file, utc_now())
            document = document_of(source.described, edition, next_order(project))
            store.save(project.put(f"Add “{document.title}”", document).records)
    return len(project.documents())


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[None]:
    """Where making a project fails, take away what was made of it and nothing else."""
    before = set(folder.iterdir()) if folder.is_dir() else None
    try:
        yield
    except BaseException:
        _take_away(folder, before)
        raise


def _take_away(folder: Path, before: set[Path] | None) -> None:
    if before is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for made in set(folder.iterdir()) - before:
        if made.is_dir() and not made.is_symlink():
            shutil.rmtree(made, ignore_errors=True)
        else:
            made.unlink(missing_ok=True)
