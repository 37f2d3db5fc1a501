"""Who the readers of a project are, by their names."""

from collections.abc import Iterable, Iterator, Mapping, Set

from counterpoint.app.ports import Reader
from counterpoint.domain.claims import Claim
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.exchange.escaping import one_line

SOMEBODY = "another reader"
"""What a reader is called whose name is not known."""

LONGEST_NAME = 40
"""Code points of a name inside a sentence."""


class Readers(Mapping[str, str]):
    """Owns the readers' names by id, as far as they are known; ``own`` is who reads here.

    Of two names for one reader the one in the latest record counts.
    """

    def __init__(self, own: Reader) -> None:
        self.own = own
        self._latest: dict[str, tuple[int, str]] = {}
        self._names: Mapping[str, str] = {}
        self._mine: Set[str] = {own.installation}

    def meet(self, names: Mapping[str, str], mine: Set[str]) -> None:
        """Take all names by installation, and which installations are those of who reads here."""
        self._names, self._mine = names, mine

    def learn(self, records: Iterable[Record]) -> None:
        """Take what records say of who wrote them; an installation's name comes first."""
        names = self._names
        for record in records:
            if not isinstance(record, Claim | Relation):
                continue
            known = self._latest.get(record.reader)
            if names.get(record.writer) and (known is None or record.version > known):
                self._latest[record.reader] = record.version

    def name_of(self, said: Claim | Relation) -> str:
        """What the reader is called who said something; empty for who reads here."""
        return "" if said.reader == self.own.id else self.told(said.reader)

    def told(self, reader: str) -> str:
        """What a reader is called in a sentence."""
        return self._told(self.get(reader, ""))

    def writer_of(self, record: Record) -> str:
        """What the reader is called at whose installation a version was written; empty for mine."""
        return "" if record.writer in self._mine else self._told(self._names.get(record.writer, ""))

    def refuse_others(self, claim: Claim, instead: str) -> None:
        """Refuse where a claim is another reader's, with what can be done instead."""
        name = self.name_of(claim)
        if name:
            who = "they" if name == SOMEBODY else name
            raise Refusal(f"This claim is {name}’s; only {who} can change it. {instead}")

    def _told(self, name: str) -> str:
        """A name in a sentence; a namesake of who reads here is told apart."""
        line = one_line(name)
        if len(line) > LONGEST_NAME:
            line = line[: LONGEST_NAME - 1].rstrip() + "…"
        return f"another {line}" if line == one_line(self.own.name) else line or SOMEBODY

    def __getitem__(self, reader: str) -> str:
        if reader == self.own.id:
            return self.own.name
        return self._names[self._latest[reader][1]]

    def __iter__(self) -> Iterator[str]:
        yield from self._latest.keys() | {self.own.id}

    def __len__(self) -> int:
        return len(self._latest.keys() | {self.own.id})
