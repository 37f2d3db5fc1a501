"""What was told of each file of a project, so that the same is not told again and again."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

MOST_TOLD = 200
"""Findings of one file that are remembered, unless it has more at once."""

MOST_TIMES = 5
"""How often the same is told of a file that is sound in between, or gone."""

MOST_COUNTED = 1_000
"""Sentences on files that are counted; of more the one told longest ago is forgotten."""

_NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")
_LINES = re.compile(r"lines? #((, #)* and #( more lines)?)?", re.IGNORECASE)


class ToldFindings:
    """Owns what was found wrong with each file by its bare name, as it was told last.

    Where a file is may change from look to look, and what is wrong with it stays: findings that
    differ only in their numbers are one. One thread changes it; any may ask for ``sentences``.
    """

    def __init__(self) -> None:
        self._told: dict[str, dict[str, list[str]]] = {}
        self._times: dict[tuple[str, str], int] = {}

    def sentences(self) -> Iterator[str]:
        """Everything that was told and still holds."""
        for told in list(self._told.values()):
            yield from chain.from_iterable(told.values())

    def news(self, name: str, findings: Sequence[str], is_all: bool = True) -> list[str]:
        """Remember what is wrong with a file now; what of that was not told of it before.

        Where ``findings`` are all that there is to tell and there are none, the file is sound.
        """
        if is_all and not findings:
            self.forget(name)
        told, now = self._told.get(name, {}), _by_meaning(findings)
        if now:
            both = {**told, **now}
            surplus = len(both) - max(MOST_TOLD, len(now))
            self._told[name] = dict(islice(both.items(), max(0, surplus), None))
        fresh = {one for one in now if one not in told and self.may_tell(name, one)}
        return [one for one in findings if _meaning(one) in fresh]

    def may_tell(self, name: str, meaning: str) -> bool:
        """Count what is told of a file, by a sentence's meaning; whether it may be told again."""
        key = (name, meaning)
        times = self._times.pop(key, 0) + 1
        self._times[key] = times
        if len(self._times) > MOST_COUNTED:
            del self._times[next(iter(self._times))]
        return times <= MOST_TIMES

    def forget(self, name: str) -> None:
        """Tell again what may once be wrong with a file: it is sound, or gone."""
        self._told.pop(name, None)


def _by_meaning(findings: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in findings:
        found.setdefault(_meaning(one), []).append(one)
    return found


def _meaning(finding: str) -> str:
    """A finding without numbers, be they one or several; those in names and ids stay."""
    plain = _LINES.sub("line #", _NUMBER.sub("#", finding))
    return plain.replace(" are ", " is ").replace(" were ", " was ")
