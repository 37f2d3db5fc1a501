"""Dates as sources print them, as ISO 8601, no more precise than they stand there."""

import re
from datetime import date
from functools import cache

_MONTHS = (
    ("january", "jan", "januar", "janvier", "enero"),
    ("february", "feb", "februar", "février", "febrero"),
    ("march", "mar", "märz", "mars", "marzo"),
    ("april", "apr", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "jun", "juni", "juin", "junio"),
    ("july", "jul", "juli", "juillet", "julio"),
    ("august", "aug", "août", "agosto"),
    ("september", "sep", "sept", "septembre", "septiembre"),
    ("october", "oct", "oktober", "octobre", "octubre"),
    ("november", "nov", "novembre", "noviembre"),
    ("december", "dec", "dezember", "décembre", "diciembre"),
)
_MONTH_OF = {name: month for month, names in enumerate(_MONTHS, 1) for name in names}
_NAME = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"

DATE_FORMS = (
    rf"(?P<month>{_NAME})\.?\s+{_DAY},?\s+{_YEAR}",
    rf"{_DAY}\.?\s+(?:de\s+)?(?P<month>{_NAME})\.?,?\s+(?:de\s+)?{_YEAR}",
    rf"(?P<month>{_NAME})\.?,?\s+{_YEAR}",
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?",
    rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월](?:\s?(?P<day>\d{{1,2}})\s?[日일])?",
)
_STAMP = re.compile(r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?")
_LEAD = re.compile(
    r"(?:(?:published|posted|updated|date|dated|issued|released)\b(?:\s+on)?:?\s*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?",
    re.IGNORECASE,
)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Ready to match; made only when there is a text, for that takes longer than a start may."""
    return tuple(re.compile(form, re.IGNORECASE) for form in DATE_FORMS)


def date_at(text: str, start: int = 0) -> tuple[str, int] | None:
    """The date printed at an offset and the offset after it; None where there is none."""
    for form in _forms():
        found = form.match(text, start)
        iso = _iso(found) if found else ""
        if found and iso:
            return iso, found.end()
    return None


def date_of_line(line: str) -> str:
    """The date, where the line is nothing else; empty otherwise."""
    lead = _LEAD.match(line)
    found = date_at(line, lead.end() if lead else 0)
    return found[0] if found and not line[found[1] :].strip(" .") else ""


def date_of_stamp(stamp: str) -> str:
    """The date of a time stamp (ISO 8601, or a PDF's ``D:20250622…``), or of a printed date."""
    printed = date_of_line(stamp.strip())
    found = _STAMP.match(stamp.strip())
    if printed or not found:
        return printed
    year, month, day = found.groups()
    parts = [year, *(part for part in (month, day if month else None) if part)]
    return "-".join(parts) if _is_real(*(int(part) for part in parts)) else ""


def _iso(found: re.Match[str]) -> str:
    fields = found.groupdict()
    name = fields["month"].casefold()  # letters such as the long s match a month, too
    month = _MONTH_OF.get(name) or (int(name) if name.isdecimal() else 0)
    day = int(fields.get("day") or 0)
    if not _is_real(int(fields["year"]), month, day or 1):
        return ""
    return f"{fields['year']}-{month:02}" + (f"-{day:02}" if day else "")


def _is_real(year: int, month: int = 1, day: int = 1) -> bool:
    try:
        return 1400 <= date(year, month, day).year <= 2200
    except ValueError:
        return False
