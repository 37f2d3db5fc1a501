"""Numerals, and page labels from the rules a PDF has for them (ISO 32000-1, 12.4.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

LABEL_LIMIT = 40
"""Characters of the longest label."""


def labels_of(rules: Sequence[Mapping[str, Any]], pages: int) -> tuple[str, ...]:
    """The label of each page; its number, counted from 1, where no rule says otherwise.

    A rule has ``startpage`` (from 0), ``prefix``, ``style`` (D, r, R, a, A or none) and
    ``firstpagenum``.
    """
    labels = [str(number) for number in range(1, pages + 1)]
    ordered = sorted(rules, key=lambda rule: int(rule["startpage"]))
    ends = [*(int(rule["startpage"]) for rule in ordered[1:]), pages]
    for rule, end in zip(ordered, ends, strict=False):
        first = int(rule["startpage"])
        for page in range(max(0, first), min(end, pages)):
            number = int(rule.get("firstpagenum") or 1) + page - first
            label = str(rule.get("prefix") or "") + _numeral(number, str(rule.get("style") or ""))
            labels[page] = label[:LABEL_LIMIT] or labels[page]
    return tuple(labels)


def _numeral(number: int, style: str) -> str:
    match style:
        case "D":
            return str(number)
        case "r":
            return roman(number)
        case "R":
            return roman(number).upper()
        case "a":
            return letters(number)
        case "A":
            return letters(number).upper()
        case _:
            return ""


def roman(number: int) -> str:
    """A Roman numeral in small letters, as far as they go."""
    if not 0 < number < 4000:
        return str(number)
    numeral = ""
    for value, digits in _ROMAN:
        times, number = divmod(number, value)
        numeral += times * digits
    return numeral


def letters(number: int) -> str:
    """a to z, then aa to zz, and so on."""
    times, letter = divmod(max(number, 1) - 1, 26)
    return min(times + 1, LABEL_LIMIT) * chr(ord("a") + letter)
