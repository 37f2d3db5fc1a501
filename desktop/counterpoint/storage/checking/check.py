"""Whether a project is sound: everything its files tell. Never writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from counterpoint.domain.documents import Document
from counterpoint.domain.fault import Fault
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.storage.checking.backup_faults import backup_faults, has_backups, ids_anywhere
from counterpoint.storage.checking.file_faults import file_faults
from counterpoint.storage.checking.sense import Sense
from counterpoint.storage.checking.source_faults import EditionFault, Sources, edition_sentence
from counterpoint.storage.checking.survey import Survey, marker_of, survey
from counterpoint.storage.checking.volumes import Volumes, path_of
from counterpoint.storage.folder import DOCUMENTS, FORMAT, READERS, Marker
from counterpoint.storage.identity import Identity
from counterpoint.storage.wording import REPAIR, named, said


@dataclass(frozen=True)
class LostEnd:
    """A relation that ties a claim which no file knows; ``stray`` where one may still hold it."""

    relation: Relation
    end: str
    is_stray: bool


class Checkup:
    """Owns what was read of a project to see whether it is sound.

    ``own`` is who asks, if anybody: only that installation's own file can be repaired. What a
    window writes meanwhile may or may not be seen. Refusal where there is no project.
    """

    def __init__(self, path: Path, own: Identity | None = None) -> None:
        self.survey: Survey = survey(path)
        self.folder = self.survey.folder
        self.volumes = Volumes(self.folder, own)
        self.records = self.volumes.records
        self.sources = Sources(self.folder)
        self.sources.look(
            one for one in self.records if isinstance(one, Document) and not one.removed
        )
        self._own = own
        self._sense = Sense(self.records)

    @property
    def files(self) -> Mapping[str, Path]:
        """The file of each edition that is as it was added, by SHA-256."""
        return self.sources.files

    def fault(self, record: Record, complaint: str) -> Fault:
        """A fault of a record with its place; ``complaint`` ends the sentence its name begins."""
        return self.volumes.fault(record, complaint)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong, files first."""
        return (
            *self._of_project(),
            *self._of_files(),
            *self._of_records(),
            *map(self._of_end, self.lost_ends()),
            *map(self._of_edition, self.sources.faults),
            *backup_faults(self.folder),
        )

    def marker(self) -> Marker | None:
        """What a lost project.counterpoint said; None where it is not lost, or nothing tells."""
        told = self.volumes.projects
        return marker_of(self.folder.path, told) if self.survey.lacks_marker else None

    def lost_ends(self) -> Iterator[LostEnd]:
        """Every end of a relation that no file knows."""
        for relation in self.records:
            if isinstance(relation, Relation) and not relation.removed:
                for end in self._sense.missing_ends(relation):
                    yield LostEnd(relation, end, self._is_stray(end))

    def is_ours(self, record: Record) -> bool:
        """Whether the version that wins was written by whoever asks."""
        return self._own is not None and record.writer == self._own.installation

    def _of_project(self) -> Iterator[Fault]:
        mark = self.survey.faults[:1] if self.survey.lacks_marker else ()
        for fault in mark:
            yield self._of_marker(fault)
        yield from self.survey.faults[len(mark) :]
        if self.folder.is_newer:
            yield Fault(
                f"The project was made by a newer Counterpoint (format {self.folder.format}, this"
                f" one writes {FORMAT}); update Counterpoint to have it checked.",
                "project.counterpoint",
            )

    def _of_marker(self, fault: Fault) -> Fault:
        if self._own is None or self.marker() is None:
            return fault
        return replace(fault, what=f"{fault.what} {REPAIR} makes it anew.", repairable=True)

    def _of_files(self) -> Iterator[Fault]:
        for volume in self.volumes.volumes:
            yield from file_faults(volume, self.folder.id)
        for name, sentence in self.volumes.overruled():
            yield Fault(sentence, path_of(name))

        own = self._own.file_name if self._own else ""
        is_there = any(volume.original == own for volume in self.volumes.volumes)
        if own and not is_there and has_backups(self.folder, own):
            what = (
                "Your file in this project is gone, but there are backups of it; open the project"
            )
            yield Fault(f"{what} and choose “Restore …” in the menu.", f"{READERS}/{said(own)}")

    def _of_records(self) -> Iterator[Fault]:
        for record in self.records:
            for complaint in self._sense.complaints(record):
                yield self.fault(record, complaint)

    def _of_end(self, lost: LostEnd) -> Fault:
        complaint = f"ties a claim that is not there, {named(lost.end)}; "
        if lost.is_stray:
            complaint += "a damaged file or a backup may still have that claim: restore it"
            return self.volumes.fault(lost.relation, complaint)
        if self.is_ours(lost.relation):
            complaint += f"{REPAIR} removes the relation"
            return self.volumes.fault(lost.relation, complaint, is_repairable=True)
        complaint += "whoever made the relation can remove it"
        return self.volumes.fault(lost.relation, complaint)

    def _of_edition(self, fault: EditionFault) -> Fault:
        file = f"{DOCUMENTS}/{said(fault.edition.file)}"
        is_repairable = bool(fault.stands_as) and self._own is not None
        what = edition_sentence(fault)
        return Fault(what, file, record=fault.document.id, repairable=is_repairable)

    def _is_stray(self, identity: str) -> bool:
        """Whether something that cannot be read whole may still hold a record."""
        return not self.volumes.is_whole() or identity in self._ids

    @cached_property
    def _ids(self) -> set[str]:
        return ids_anywhere(self.folder)


def check(path: Path) -> tuple[str, ...]:
    """What is wrong with a project, in sentences; empty where it is sound."""
    return tuple(fault.what for fault in Checkup(path).faults)
