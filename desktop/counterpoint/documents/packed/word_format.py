"""What Word says of paragraphs and runs (ISO/IEC 29500-1, 17.3), and the names it says it by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from counterpoint.documents.packed.events import Attributes

_MAIN = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_COMPATIBILITY = ("http://schemas.openxmlformats.org/markup-compatibility/2006",)
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_ADDRESSES = {"w": _MAIN, "m": _MATHS, "mc": _COMPATIBILITY}

_OFF = frozenset({"0", "false", "off", "none"})

Act = TypeVar("Act")


def by_full_name(acts: Mapping[str, Act]) -> dict[str, Act]:
    """A table by "address name" from one by short names such as "w:p", in both editions."""
    return {
        f"{address} {name.partition(':')[2]}": act
        for name, act in acts.items()
        for address in _ADDRESSES[name.partition(":")[0]]
    }


def value_of(attributes: Attributes, name: str = "val") -> str:
    """An attribute of Word's own; empty where it is not there."""
    for address in _MAIN:
        found = attributes.get(f"{address} {name}")
        if found is not None:
            return found
    return ""


def relation_of(attributes: Attributes) -> str:
    """The id of the relationship that an element names; empty where it names none."""
    found = (attributes.get(f"{address} id") for address in _RELATIONSHIPS)
    return next((name for name in found if name), "")


def number_of(attributes: Attributes, name: str = "val") -> int | None:
    """A small whole number; None where there is none."""
    text = value_of(attributes, name).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def is_on(attributes: Attributes) -> bool:
    """Whether a property that is on or off is on: it is where it says nothing."""
    return value_of(attributes).lower() not in _OFF


@dataclass(frozen=True)
class Format:
    """What is said of a paragraph, a run or a style; None where nothing is.

    ``outline`` is the outline level from 0, 9 for text; ``number`` names a numbering, "0" none,
    and ``depth`` is the level in it, from 0.
    """

    style: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    outline: int | None = None
    number: str | None = None
    depth: int | None = None

    def over(self, other: "Format") -> "Format":
        """This, and what the other says where this says nothing."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(other, **{name: value for name, value in said.items() if value is not None})


NOTHING_SAID = Format()

Property = Callable[[Attributes], dict[str, Any]]

PROPERTIES: Mapping[str, Property] = by_full_name(
    {
        "w:pStyle": lambda found: {"style": value_of(found)},
        "w:rStyle": lambda found: {"style": value_of(found)},
        "w:b": lambda found: {"bold": is_on(found)},
        "w:i": lambda found: {"italic": is_on(found)},
        "w:vanish": lambda found: {"hidden": is_on(found)},
        "w:vertAlign": lambda found: {"raised": value_of(found) == "superscript"},
        "w:outlineLvl": lambda found: {"outline": number_of(found)},
        "w:numId": lambda found: {"number": value_of(found)},
        "w:ilvl": lambda found: {"depth": number_of(found)},
    }
)
"""By full name, what a property changes in a Format."""
