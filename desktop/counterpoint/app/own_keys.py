"""The reader's own keys: one small TOML file that gives commands other keys, by their ids."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from counterpoint.app.commands import Row
from counterpoint.app.keymap import Sequence, parse_keys
from counterpoint.domain.refusal import Refusal

DEEPEST = 8
"""Parts of an id, where it is written as tables in tables."""

OF_A_SCHEME = ("claim.kind.", "claim.add.", "relate.as.")
"""Ids that another project may know."""

_HEAD = """\
# Your own keys for Counterpoint. They hold from its next start.
#
# Take the first “#” of a line away and change what stands at the right:
#   "claim.star" = "Ctrl+B"             one key
#   "claim.star" = ["Ctrl+B", "y"]      several keys that do the same
#   "go.first" = "g h"                  one key after the other
#   "claim.star" = ""                   no key at all
#
# Below stands every command with the keys it has by default. Press ? in the program for those
# that hold now, and for what could not be read here.
"""


LARGEST = 1 << 18
"""Bytes of a file of keys; one that names every command has a few thousand."""

MOST_FINDINGS = 40
"""Sentences on one file: a file that is wrong all over needs no more."""


@dataclass(frozen=True)
class OwnKeys:
    """Keys by command id, in the order of the file; ``findings`` say what could not be read.

    ``place`` is the file, empty where there is none to speak of.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    place: str = ""


def load_own_keys(path: Path, read: Callable[[Path, int], bytes]) -> OwnKeys:
    """The keys in a file; none where it is missing.

    ``read`` gives a regular file's bytes, up to a limit, and raises OSError or Refusal.
    """
    try:
        found = parse_own_keys(read(path, LARGEST).decode("utf-8-sig"))
    except FileNotFoundError:
        return OwnKeys()
    except Refusal as refusal:
        found = OwnKeys(findings=(str(refusal),))
    except (OSError, UnicodeDecodeError):
        found = OwnKeys(findings=("keys.toml cannot be read; save it as plain text in UTF-8.",))
    return replace(found, place=str(path))


def parse_own_keys(text: str) -> OwnKeys:
    """Keys from TOML; of a broken file, the lines that can be read by themselves."""
    findings: list[str] = []
    try:
        found = _flat(_toml(text))
    except (ValueError, RecursionError):
        found = _salvaged(text, findings)
    keys: dict[str, tuple[str, ...]] = {}
    for identity, value in found:
        if identity in keys:
            findings.append(f"“{identity}” stands twice in keys.toml; the first counts.")
            continue
        good, bad = _keys_of(identity, value)
        findings += bad
        if good or not bad:
            keys[identity] = good
    return OwnKeys(keys, tuple(findings[:MOST_FINDINGS]))


def rebind(
    rows: Iterable[Row], own: OwnKeys, elsewhere: Iterable[Row] = ()
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows with the reader's own keys, no two of which clash, and what is to be said of them.

    ``elsewhere`` has the rows of areas that are not on the screen: they are judged by, too.
    """
    here = list(rows)
    if not own.keys:
        return here, own.findings
    ids = {row.id for row in here}
    binding = _Binding([*here, *(row for row in elsewhere if row.id not in ids)], own)
    return binding.rows[: len(here)], tuple(binding.findings)


def template(rows: Iterable[Row]) -> str:
    """A keys.toml in which all is a comment: every id with its title and its keys."""
    parts = [_HEAD]
    for name, members in groupby(sorted(rows, key=_area), key=_area):
        parts.append(f"\n# {name}\n")
        parts += (f"{_as_comment(row)}\n" for row in members)
    return "".join(parts)


class _Binding:
    """Owns the rows while the reader's keys are given to them, one after the other."""

    def __init__(self, rows: list[Row], own: OwnKeys) -> None:
        self._own = {row.id: own.keys[row.id] for row in rows if row.id in own.keys}
        self._titles = {row.id: row.title for row in rows}
        self._holders: dict[Sequence, list[Row]] = {}
        self.findings = [*own.findings, *_unknown(own, self._titles)]
        order = {identity: place for place, identity in enumerate(own.keys)}
        chosen = [row for row in rows if row.id in self._own]
        for row in sorted(chosen, key=lambda row: order[row.id]):
            self._give(row)
        self.rows = [self._rebound(row) for row in rows]
        self._name_hidden()

    def _give(self, row: Row) -> None:
        """Give a row its own keys, save those that an earlier line has given away."""
        kept = []
        for keys in self._own[row.id]:
            holder = self._holder(row, keys)
            if holder is None:
                kept.append(keys)
                self._holders.setdefault(parse_keys(keys), []).append(row)
            elif holder.id != row.id:
                self.findings.append(
                    f"“{keys}” is given to “{holder.title}” and to “{row.title}”; "
                    f"it does the first."
                )
        self._own[row.id] = tuple(kept)

    def _rebound(self, row: Row) -> Row:
        if row.id in self._own:
            return replace(row, keys=self._own[row.id])
        kept = []
        for keys in row.keys:
            holder = self._holder(row, keys)
            if holder is None:
                kept.append(keys)
            else:
                self.findings.append(
                    f"“{keys}” now means “{holder.title}”; “{row.title}” has lost it."
                )
        return replace(row, keys=tuple(kept))

    def _holder(self, row: Row, keys: str) -> Row | None:
        """The row that was given these keys by the reader, for a mode the other works in, too."""
        holders = self._holders.get(parse_keys(keys), ())
        return next((one for one in holders if one.when & row.when), None)

    def _name_hidden(self) -> None:
        """Say which sequences can no longer be typed, for a shorter one ends them."""
        bound = [(parse_keys(keys), keys, row) for row in self.rows for keys in row.keys]
        for short, keys, row in bound:
            hidden = [
                (other_keys, other)
                for long, other_keys, other in bound
                if len(short) < len(long) and long[: len(short)] == short
                if row.when & other.when and self._own.keys() & {row.id, other.id}
            ]
            if hidden:
                more = f" and {len(hidden) - 1} more" if len(hidden) > 1 else ""
                first, other = hidden[0]
                self.findings.append(
                    f"“{keys}” (“{row.title}”) hides “{first}” (“{other.title}”){more}."
                )


def _unknown(own: OwnKeys, known: Iterable[str]) -> Iterator[str]:
    known = list(known)
    strange = (one for one in own.keys if one not in known and not one.startswith(OF_A_SCHEME))
    for identity in islice(strange, MOST_FINDINGS):
        near = get_close_matches(identity, known, 1)
        hint = f"; did you mean “{near[0]}”?" if near else "; “Change keys …” names them all."
        yield f"There is no command “{identity}”{hint}"


def _toml(text: str) -> dict[str, Any]:
    import tomllib  # most readers have no keys of their own

    return tomllib.loads(text)


def _flat(table: Mapping[str, Any], lead: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Ids with what they are set to; ``claim.star`` without quotes is a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict) and depth < DEEPEST:
            yield from _flat(value, f"{lead}{name}.", depth + 1)
        else:
            yield f"{lead}{name}", value


def _salvaged(text: str, findings: list[str]) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        try:
            found = list(_flat(_toml(line)))
        except (ValueError, RecursionError):
            findings.append(
                f"Line {number} of keys.toml cannot be read; correct it. The other lines hold."
            )
        else:
            yield from found


def _keys_of(identity: str, value: Any) -> tuple[tuple[str, ...], list[str]]:
    """What of a value are keys, and a sentence for each part that is none."""
    good: list[str] = []
    bad: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str):
            bad.append(f'“{identity}”: a key stands in quotation marks, as in "Ctrl+B".')
        elif (fault := _fault(one)) != "":
            bad.append(f"“{identity}”: {fault}")
        elif one.strip():
            good.append(" ".join(stroke.written for stroke in parse_keys(one)))
    return tuple(dict.fromkeys(good)), bad


def _fault(keys: str) -> str:
    """Why this is no key, in a sentence; empty where it is one, or empty itself."""
    try:
        strokes = parse_keys(keys)
    except ValueError:
        return f"“{keys}” is not a key; write it as in “Ctrl+B”, “Shift+J”, “F5” or “g h”."
    parts = zip(keys.lower().split(), strokes, strict=True)
    if any("shift+" in part and len(one.key) == 1 and not one.shift for part, one in parts):
        return f"“{keys}”: write the sign that Shift gives, such as “!”, without “Shift+”."
    return "" if len(strokes) <= 3 else f"“{keys}” is too long; three keys in a row are the most."


def _as_comment(row: Row) -> str:
    keys = [_quoted(one) for one in row.keys]
    value = f"[{', '.join(keys)}]" if len(keys) > 1 else keys[0] if keys else '""'
    return f"# {f'{_quoted(row.id)} = {value}':<58}  # {row.title}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _area(row: Row) -> str:
    return row.id.partition(".")[0]
