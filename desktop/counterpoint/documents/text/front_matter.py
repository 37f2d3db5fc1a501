"""Title, author, date and publisher, from what a file says of itself and how its text begins.

A wrong guess is worse than none: each rule asks for a plain sign.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from pathlib import PurePath

from counterpoint.documents.flow.blocks import Block, Flow, Shape, Source
from counterpoint.documents.text.sentences import holds_sentences
from counterpoint.domain.dates import date_at, date_of_line, date_of_stamp

LEADING_LINES = 10
"""How many short lines at most may stand before the text."""

LINE_LIMIT = 180
"""Characters of the longest of them."""

_BODIES = (
    r"(?:Institute|University|College|Cent(?:er|re)|School|Foundation|Council|Ministry|Department"
    r"|Society|Agency|Academy|Association|Office|Bank|Think Tank)"
)
_NAME = r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|van|von|de|der|da|bin|al-\w+)){1,4}"
_BYLINE = re.compile(r"(?:[Bb]y|BY|Authors?:|Written by|Von|Par|Por)\s+(.{3,120})")
_PERSON = re.compile(rf"{_NAME}(?:(?:,| and| &|, and) {_NAME})*")
_FULL_NAME = r"[A-Z][\w’'-]+(?: [A-Z]\.){0,2}(?: (?:van|von|de|der|da|bin|al-\w+))? [A-Z][\w’'-]+"
_LONE_NAMES = re.compile(rf"{_FULL_NAME}(?:(?:,| and| &|, and) {_FULL_NAME})*")
_AUTHOR_MARKS = re.compile(r"(?<=[^\W\d_])(?:\d(?:,\d)*|[*†‡]+)+(?=$|[\s,])")
_KOREAN_NAME = re.compile(
    "(?:글 |저자:? )?([가-힣]{2,4}) (?:선임|책임|수석|부|명예|초빙)?"
    "(?:연구위원|연구원|기자|교수|박사|특파원|위원|소장)"
)
"""A name with what its bearer is."""

_NOBODY = re.compile(
    r"(?:(?:microsoft|windows|office)? ?(?:office )?user|admin(?:istrator)?|owner|author|unknown"
    r"|default|none|anonymous|root|pc|\S+@\S+|\W*)",
    re.IGNORECASE,
)
"""What programs write where an author should stand."""

_PROPER = r"[A-Z][\w’'-]+"
_HOUSE = re.compile(
    rf"(?:The )?(?:{_BODIES} (?:of|for) {_PROPER}(?: (?:(?:and|of|the|for|&) )*{_PROPER}){{0,5}}"
    rf"|{_PROPER}(?: {_PROPER}){{0,4}} {_BODIES})(?=$|,)"
)
"""A line that begins with the name of a house."""

_ARTICLE = re.compile(r"^(?:le|el|den|vom)\s+(?=\d)")
_PLACED_DATE = re.compile(r"[^\W\d_][^,:|·•–—/]{0,40}[,:|·•–—/]\s*(?=[\d\w])")
"""What stands before a date on its line: a place, a reference."""

_PARTING = re.compile(r"\s+[·|•/]\s+")

_AFFILIATION = re.compile(
    rf"\b(?:Researcher|Fellow|Professor|Analyst|Director|Correspondent|Editor|Lecturer|{_BODIES})\b"
)
_EMPLOYER = re.compile(
    rf"\bat (?:the )?((?:[A-Z][\w’'-]+ (?:(?:of|for|and|on) )?)*{_BODIES}[^,;.]*)"
)
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]+(?:,|\()\s*")
_TITLED = re.compile(
    r"\b(?:titled|entitled|headed),?\s+"
    r"(?:“([^”]{4,200})”|\"([^\"]{4,200})\"|«([^»]{4,200})»|‘(.{4,200}?)’(?!\w))"
)
_HAS_PUBLISHED = re.compile(
    rf"(?:(?:Dr|Prof|Professor)\.? )?(?P<name>{_NAME}) (?:of|at|from) .{{0,200}}?\bhas published\b"
)
_ABOUT = re.compile(
    r"(?:The )?((?:[A-Z][\w’'-]+ (?:(?:of|for|and|on) )?){2,8})is an? [^.]{0,120}?"
    r"\b(?:think tank|research institute|institute|foundation|newspaper|magazine|university)\b"
)
_SENTENCES = re.compile(r"(?:\S+\s+){4,}\S*[^\W\d_]{3,}[.!]\W*$")
"""A line of five words or more that ends as a sentence does: text, not a title."""
_WRAPPED = re.compile(r"[a-zß-öø-ÿ]{4,}[.!?]\s+[A-ZÀ-ÖØ-Þ]")
"""The end of one sentence and the begin of the next: text that was broken into lines."""

_PRODUCT = re.compile(r"(?:Microsoft \w+|Adobe \w+|OpenOffice\S*|Word) - ", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\S+\.(?:docx?|pdf|indd|qxd|tex|dvi|rtf|odt|xlsx?|pptx?|txt|html?)$", re.IGNORECASE
)
_EMPTY_TITLE = re.compile(r"(?:untitled|document|title|slide|presentation)?\W*\d*", re.IGNORECASE)
_BLANKS = re.compile(r"[_\s]+|(?<!\d)-|-(?!\d)")


@dataclass(frozen=True)
class Front:
    """What was found; empty where nothing was. ``title_block`` is the block that is the title."""

    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    title_block: int | None = None


def front_of(flow: Flow, file_name: str) -> Front:
    """The front matter of a flow. What its source says of itself comes first."""
    lines = _leading_lines(flow.blocks)
    leading = _parted(lines)
    first = next((block.text for block in flow.blocks if block.shape is Shape.PARAGRAPH), "")
    printed = _printed_title(flow.blocks, lines)
    title = sensible_title(flow.source.title)
    if not title and printed is not None:
        title = flow.blocks[printed].text.replace("\n", " ")
    title = title or _titled(first) or title_of_name(file_name)
    others = [line for line in leading if line != title]
    return Front(
        title=title,
        author=sensible_author(flow.source.author) or _author(others, first),
        date=(
            date_of_stamp(flow.source.date)
            or _date(leading, first)
            or date_of_stamp(flow.source.made)
        ),
        publisher=flow.source.publisher or _publisher(leading, flow.blocks),
        title_block=printed,
    )


def with_title(flow: Flow, front: Front) -> Flow:
    """The flow with its title set as a heading, where a text file has one."""
    at = front.title_block
    if at is None or flow.blocks[at].shape is Shape.HEADING:
        return flow
    blocks = list(flow.blocks)
    blocks[at] = replace(blocks[at], shape=Shape.HEADING, level=1)
    return replace(flow, blocks=tuple(blocks))


def front_of_pages(source: Source, largest: str, lines: list[str], file_name: str) -> Front:
    """The front matter of fixed pages: ``largest`` is the largest text on the first of them.

    ``lines`` are its paragraphs. ``source`` is what the file says of itself.
    """
    short = _parted([line for line in lines[: 2 * LEADING_LINES] if len(line) <= LINE_LIMIT])
    title = sensible_title(source.title) or sensible_title(largest) or title_of_name(file_name)
    first = next((line for line in lines if len(line) > LINE_LIMIT), "")
    date = _date(short, first) or date_of_stamp(source.date)
    others = [line for line in short if line != title]
    author = sensible_author(source.author) or _author(others, first)
    publisher = source.publisher or _employer(short) or _house(short, title)
    return Front(title, author, date, publisher)


def sensible_title(title: str) -> str:
    """A title a person gave, without the name of the program it was made with; else empty."""
    title = _PRODUCT.sub("", " ".join(title.split()))
    if _FILE_NAME.fullmatch(title) or _EMPTY_TITLE.fullmatch(title) or len(title) > 300:
        return ""
    return title


def sensible_author(author: str) -> str:
    """The names of people, but for what programs write in their place; then empty."""
    return "" if _NOBODY.fullmatch(author.strip()) else names(author)


def title_of_name(file_name: str) -> str:
    """A file's name made readable."""
    words = _BLANKS.sub(" ", PurePath(file_name).stem).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def names(author: str) -> str:
    """People's names, parted by commas, without a leading "by"."""
    author = re.sub(r"^(?:by|authors?:)\s+", "", author.strip(), flags=re.IGNORECASE)
    return re.sub(r",?\s+(?:and|&)\s+|\s*;\s*", ", ", author)


def _leading_lines(blocks: tuple[Block, ...]) -> list[str]:
    """The short lines a document begins with."""
    short = takewhile(
        lambda block: (
            len(block.text) <= LINE_LIMIT
            and block.shape is not Shape.ITEM
            and not _SENTENCES.search(block.text)
            and not holds_sentences(block.text)
        ),
        blocks[:LEADING_LINES],
    )
    return [block.text for block in short]


def _parted(lines: list[str]) -> list[str]:
    """The lines, one such as "Mira Holt · Harbour Institute · 4 May 2023" in its parts."""
    parted: list[str] = []
    for line in lines:
        parts = [part.strip() for part in _PARTING.split(line)]
        parted += parts if any(map(date_of_line, parts)) else [line]
    return parted


def _printed_title(blocks: tuple[Block, ...], leading: list[str]) -> int | None:
    """The block that is the title: the first main heading, else the longest fitting short line.

    A kicker may stand before it. One short line before a list or nothing is no sign.
    """
    headings = [index for index, block in enumerate(blocks) if block.shape is Shape.HEADING]
    main = [index for index in headings if blocks[index].level == 1]
    if main:
        return main[0]
    fitting = [index for index, line in enumerate(leading) if _may_be_title(line)]
    if not fitting or len(leading) == len(blocks) > 4:
        return headings[0] if headings else None
    return max(fitting, key=lambda index: len(leading[index]))


def _may_be_title(line: str) -> bool:
    if _BYLINE.fullmatch(line) or date_of_line(line) or _is_affiliation(line):
        return False
    if _WRAPPED.search(line):
        return False
    return not line.endswith((".", ":", ";", ",")) and "@" not in line and "://" not in line


def _is_affiliation(line: str) -> bool:
    return bool(_AFFILIATION.search(line)) and ("," in line or bool(_EMPLOYER.search(line)))


def _titled(first: str) -> str:
    found = _TITLED.search(first[:1000])
    return (found[found.lastindex or 0]).strip(" ,.") if found else ""


def _author(leading: list[str], first: str) -> str:
    for line in leading:
        byline = _BYLINE.fullmatch(line)
        person = _PERSON.match(byline[1]) if byline else None
        if person:
            return _in_small_letters(names(person[0]))
    named = _names_above_house(leading)
    if named:
        return named
    found = _HAS_PUBLISHED.search(first[:600])
    return found["name"] if found else ""


def _names_above_house(leading: list[str]) -> str:
    """Names alone on a line: several, or one with its house on the next; or a Korean one."""
    for line, following in pairwise([*leading, ""]):
        korean = _KOREAN_NAME.fullmatch(line)
        if korean:
            return korean[1]
        bare = _AUTHOR_MARKS.sub("", line).strip()
        if not _LONE_NAMES.fullmatch(bare) or _HOUSE.match(bare) or _AFFILIATION.search(bare):
            continue
        is_list = "," in bare or " and " in bare or " & " in bare
        if is_list or bare != line or _HOUSE.match(following):
            return names(bare)
    return ""


def _in_small_letters(author: str) -> str:
    return author.title() if author.isupper() else author


def _date(leading: list[str], first: str) -> str:
    bare = [_ARTICLE.sub("", line) for line in leading]
    of_lines = (date_of_line(line) or _date_after_place(line) for line in bare)
    return next((date for date in of_lines if date), "") or _date_of_dateline(first)


def _date_after_place(line: str) -> str:
    before = _PLACED_DATE.match(line)
    return date_of_line(line[before.end() :]) if before else ""


def _date_of_dateline(first: str) -> str:
    """The date of a text that begins "CITY, month day, year –"."""
    city = _DATELINE.match(first)
    found = date_at(first, city.end()) if city else None
    return found[0] if found and first[found[1] :].lstrip(" )")[:1] in ("–", "—", "-") else ""


def _publisher(leading: list[str], blocks: tuple[Block, ...]) -> str:
    """Where a leading line names an author's house, or the last paragraph describes the house."""
    employer = _employer(leading)
    if employer:
        return employer
    about = _ABOUT.match(blocks[-1].text) if blocks else None
    return about[1].strip() if about else ""


def _employer(leading: list[str]) -> str:
    found = (_EMPLOYER.search(line) for line in leading)
    return next((employer[1].strip() for employer in found if employer), "")


def _house(leading: list[str], title: str) -> str:
    """The house that a line above the text names."""
    found = (_HOUSE.match(line) for line in leading if line != title)
    return next((house[0] for house in found if house), "")
