"""Three installations of one project, and how they exchange their files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from counterpoint.storage.folder import create, open_folder
from counterpoint.storage.identity import Identity
from tests.storage.faults.courier import Courier
from tests.storage.faults.installation import Installation, Lost
from tests.storage.faults.oracle import Rank, versions
from tests.storage.samples import ANA, BEN

CARA = Identity("cara", "Cara", "tablet")
ANAS_PHONE = Identity("ana", "Ana", "phone")
PLACES = range(3)
ROUNDS = 3
"""In which three installations tell each other everything, what they made of it included."""


class World:
    """Owns three installations of one project and what carries files between them."""

    def __init__(self, root: Path, is_one_reader: bool) -> None:
        identities = (ANA, BEN, ANAS_PHONE if is_one_reader else CARA)
        paths = [root / str(place) / "Summit" for place in PLACES]
        create(paths[0], "Summit")
        self.courier = Courier(paths)
        self.places = [
            Installation(open_folder(path), identity)
            for path, identity in zip(paths, identities, strict=True)
        ]

    def forget_what_is_gone(self) -> None:
        """What lay only in files that were taken away while nobody had them open is gone."""
        for place in self.places:
            if not place.is_open:
                place.forget_what_is_gone()

    def meet(self) -> None:
        """Exchange everything while all have the project open; then all must show the same."""
        for place in self.places:
            place.open()
        for _ in range(ROUNDS):
            self._exchange_all()
            for place in self.places:
                place.look()
        expected = self.courier.said(0)
        for place in self.places:
            self._compare(place, expected)

    def settle(self) -> None:
        """Exchange everything that anybody holds; then all must show it, and rest."""
        for place in self.places:
            place.close()
        self._exchange_all()
        expected = self.courier.said(0)
        assert all(self.courier.said(place) == expected for place in PLACES)
        for place in self.places:
            place.open()
            self._compare(place, expected)
            place.close()
        self._rest()

    def give_up(self) -> None:
        """Close what is open, whatever is in it."""
        for place in self.places:
            place.give_up()

    def _compare(self, place: Installation, expected: Mapping[str, Rank]) -> None:
        shown = place.shown()
        if shown != expected:
            wrong = [one for one in expected if shown.get(one) != expected[one]]
            raise Lost(f"{place.identity.installation} shows {wrong or 'too much'} otherwise")

    def _rest(self) -> None:
        """Once everybody has read everything, opening and closing changes no file any more."""
        self._exchange_all()
        self._open_and_close()
        before = [self.courier.contents(place) for place in PLACES]
        self._open_and_close()
        assert before == [self.courier.contents(place) for place in PLACES], "endless rewriting"

    def _open_and_close(self) -> None:
        for place in self.places:
            place.open()
            place.close()

    def _exchange_all(self) -> None:
        """Every file goes everywhere as its owner has it; what others hold besides, as a copy."""
        for name in sorted({name for place in PLACES for name in self.courier.names(place)}):
            self._exchange(name)

    def _exchange(self, name: str) -> None:
        held = self.courier.held(name)
        owner = next((place for place in PLACES if self.places[place].owns(name)), -1)
        chosen = held.get(owner, next(iter(held.values())))
        for data in held.values():
            if not versions(data) <= versions(chosen):
                for place in PLACES:
                    self.courier.conflict(place, name, data)
        for place in PLACES:
            if held.get(place) != chosen:
                self.courier.put(place, name, chosen)
