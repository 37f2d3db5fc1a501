"""What a scripted reader does: gestures from a seed, and what a person does between them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from hashlib import sha256

from counterpoint.domain.claims import Claim
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from tests.storage.samples import ANA, claim, document, relation

Gesture = tuple[Record, ...]

TEXTS = (
    "",
    "Er kam nicht: “nie”.",
    "일본과 한국은 함께 간다.",
    "a\tb\\c\"d'\r\n\u2028e\u00ad",
    "👩‍👧 e\u0301 \u202eanders\u202c",
    "Nobody knows who pays. " * 200,
)


class Do(Enum):
    """What is done between gestures."""

    COMPACT = "ask for a new snapshot"
    REOPEN = "close and open again"
    BACKUP = "make a backup"


Step = Gesture | Do


def text_of(file: str) -> bytes:
    """What stands in a document that the scripted reader adds."""
    return f"{file} says that it rained.".encode()


class Script:
    """Owns what the scripted reader knows of the project: the latest version of every record.

    The same seed over the same records gives the same steps.
    """

    def __init__(self, seed: int, known: Mapping[str, Record]) -> None:
        self._chance = random.Random(seed)
        self._seed = seed
        self._known = dict(sorted(known.items()))
        self._made = 0
        self._makers = (
            *(self._add, self._add, self._add_several, self._change),
            *(self._remove, self._relate, self._add_document),
        )

    def steps(self, count: int) -> Iterator[Step]:
        """So many steps, of which most are gestures."""
        for _ in range(count):
            if self._chance.random() < 0.15:
                yield self._chance.choice(list(Do))
            else:
                yield self._gesture()

    def _gesture(self) -> Gesture:
        gesture = self._chance.choice(self._makers)()
        self._known |= {record.id: record for record in gesture}
        return gesture

    def _add(self) -> Gesture:
        self._made += 1
        number = self._seed * 100_000 + self._made
        return (claim(number, note=self._chance.choice(TEXTS)),)

    def _add_several(self) -> Gesture:
        return tuple(record for _ in range(self._chance.randint(2, 6)) for record in self._add())

    def _change(self) -> Gesture:
        return tuple(
            replace(held, rev=held.rev + 1, note=self._chance.choice(TEXTS))
            for held in self._some()
        )

    def _remove(self) -> Gesture:
        return tuple(replace(held, rev=held.rev + 1, removed=True) for held in self._some())

    def _relate(self) -> Gesture:
        ends = self._some()
        tie: Relation = relation(ends[0].id, ends[-1].id)
        before = self._known.get(tie.id)
        rev = before.rev + 1 if before else 1
        return (*self._add(), replace(tie, rev=rev, writer=ANA.installation))

    def _add_document(self) -> Gesture:
        self._made += 1
        file = f"brief-{self._seed}-{self._made}.txt"
        return (document(file, sha256(text_of(file)).hexdigest()),)

    def _some(self) -> list[Claim]:
        claims = [held for held in self._known.values() if isinstance(held, Claim)]
        if not claims:
            return [one for one in self._add() if isinstance(one, Claim)]
        return self._chance.sample(claims, min(len(claims), self._chance.randint(1, 3)))
