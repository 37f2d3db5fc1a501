"""Ways to damage a file, the same in every run: bytes, chunks, tokens of PDF and of XML."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Draw = random.Random
Mutation = Callable[[bytes, Draw], bytes]

NUMBERS = (b"0", b"-1", b"1e38", b"2147483648", b"99999999999", b"nan", b"65536", b".00001")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z]+\d*")
_REFERENCE = re.compile(rb"\d+ 0 R")
_TAG = re.compile(rb"</?[A-Za-z:]+[^<>]*>")
_WORD = re.compile(rb"\w+")
_MARKS = (b"> ", b"- ", b"[", b"](", b"*", b"`", b"\n\n", b"|", b"#", b"<", b"&", b"\0", b"\xff")


def flip(content: bytes, draw: Draw) -> bytes:
    """A few bytes become others."""
    changed = bytearray(content)
    for _ in range(draw.choice((1, 3, 20, 200))):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def cut(content: bytes, draw: Draw) -> bytes:
    """The end, the beginning or a part in the middle is gone."""
    first, last = sorted(draw.randrange(len(content)) for _ in range(2))
    return draw.choice((content[:last], content[first:], content[:first] + content[last:]))


def splice(content: bytes, draw: Draw) -> bytes:
    """A chunk from one place stands in another."""
    first, at = draw.randrange(len(content)), draw.randrange(len(content))
    chunk = content[first : first + draw.choice((4, 40, 400))]
    return content[:at] + chunk + content[at + draw.choice((0, len(chunk))) :]


def repeat(content: bytes, draw: Draw) -> bytes:
    """A chunk stands there many times."""
    at = draw.randrange(len(content))
    chunk = content[at : at + draw.choice((1, 9, 90))]
    return content[:at] + chunk * draw.choice((9, 900, 20_000)) + content[at:]


def of_pattern(pattern: re.Pattern[bytes], others: tuple[bytes, ...] = ()) -> Mutation:
    """Some tokens become other tokens of the file, or of these."""

    def mutate(content: bytes, draw: Draw) -> bytes:
        found = list(pattern.finditer(content))
        if not found:
            return flip(content, draw)
        tokens = [token[0] for token in found]
        changed = content
        picked = draw.sample(found, min(len(found), draw.choice((1, 2, 9))))
        for token in sorted(picked, key=lambda one: one.start(), reverse=True):
            other = draw.choice(others or tokens)
            changed = changed[: token.start()] + other + changed[token.end() :]
        return changed

    return mutate


def nest(content: bytes, draw: Draw) -> bytes:
    """An element stands in itself thousands of times."""
    found = list(_TAG.finditer(content))
    if not found:
        return repeat(content, draw)
    tag = draw.choice(found)
    return content[: tag.start()] + tag[0] * draw.choice((50, 5_000)) + content[tag.start() :]


def mark(content: bytes, draw: Draw) -> bytes:
    """Marks of a format of text stand where none did."""
    changed = content
    for _ in range(draw.choice((1, 5, 50))):
        at = draw.randrange(len(changed))
        changed = changed[:at] + draw.choice(_MARKS) * draw.choice((1, 3, 300)) + changed[at:]
    return changed


PLAIN: tuple[Mutation, ...] = (flip, cut, splice, repeat)
TEXTUAL: tuple[Mutation, ...] = (*PLAIN, mark, of_pattern(_WORD))
MARKUP: tuple[Mutation, ...] = (*PLAIN, nest, mark, of_pattern(_TAG), of_pattern(_NUMBER, NUMBERS))
PORTABLE: tuple[Mutation, ...] = (
    *PLAIN,
    of_pattern(_NUMBER, NUMBERS),
    of_pattern(_NUMBER),
    of_pattern(_NAME),
    of_pattern(_REFERENCE),
    of_pattern(_REFERENCE, (b"null", b"[1 0 R 2 0 R]", b"<<>>", b"()", b"1 0 R")),
)


def in_archive(content: bytes, draw: Draw) -> bytes:
    """One part of an archive is damaged; its packing stays sound, unless it was damaged before."""
    try:
        with ZipFile(BytesIO(content)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except (BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError):
        return flip(content, draw)
    broken = draw.choice([name for name, held in parts.items() if held] or [""])
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name, held in parts.items():
            new.writestr(name, draw.choice(MARKUP)(held, draw) if name == broken else held)
    return packed.getvalue()


ARCHIVED: tuple[Mutation, ...] = (*PLAIN, in_archive, in_archive, in_archive, in_archive)
