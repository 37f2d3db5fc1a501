"""The manual: its tables, links and keys are those of the program."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from itertools import chain

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import make_manual
from counterpoint.app.key_tables import written
from counterpoint.cli.command_line import SUBCOMMANDS, Subcommand
from counterpoint.documents.client.formats import SUFFIXES
from counterpoint.ui.rows import declared_rows

RUN_IT_AGAIN = "packaging/make_manual.py makes them anew"

MARKER = re.compile(r"<!-- (?:keys: [^>\n]+|settings|end) -->")
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:[^\s\w]|[A-Za-z]|F\d+|[A-Z][a-z]+|PgUp|PgDown)")
IN_FIELDS = {"Enter", "Esc", "Tab", "Ctrl+Enter", "Shift+Enter", "Alt+C", "Alt+W"}
"""Keys that belong to no command."""


def pages() -> dict[str, str]:
    """Every page by its name."""
    found = sorted(make_manual.MANUAL.glob("*.md"))
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def tokens(page: str) -> Iterator[Token]:
    """A page's blocks and what stands in them."""
    for token in MarkdownIt("commonmark").enable("table").parse(page):
        yield token
        yield from token.children or ()


def headings(page: str) -> set[str]:
    """The addresses of a page's headings, as web sites make them of their words."""
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def links(page: str) -> list[str]:
    """Where a page leads."""
    hrefs = (token.attrGet("href") for token in tokens(page) if token.type == "link_open")
    return [str(href) for href in hrefs]


def dead_ends(manual: Mapping[str, str]) -> list[str]:
    """Links within the manual that lead to no page or heading."""
    dead = []
    for name, link in ((name, link) for name, page in manual.items() for link in links(page)):
        target, _, heading = link.partition("#")
        there = manual.get(target or name)
        if "://" not in link and (there is None or (heading and heading not in headings(there))):
            dead.append(f"{name}: {link}")
    return dead


def reached(manual: Mapping[str, str], start: str) -> set[str]:
    """The pages one comes to by links."""
    found, ahead = set[str](), [start]
    while ahead:
        name = ahead.pop()
        if name in manual and name not in found:
            found.add(name)
            ahead += [link.partition("#")[0] for link in links(manual[name])]
    return found


def keys_named(page: str) -> set[str]:
    """The strokes that a page names, in running text and in tables."""
    spans = (token.content.split() for token in tokens(page) if token.type == "code_inline")
    return {part for span in spans if all(map(KEY.fullmatch, span)) for part in span}


def test_the_tables_are_those_of_the_commands() -> None:
    on_disk = {path: path.read_text(encoding="utf-8") for path in make_manual.pages()}
    assert on_disk == make_manual.pages(), RUN_IT_AGAIN


def test_every_command_with_a_key_stands_in_keys() -> None:
    page = pages()["keys.md"]
    missing = [
        (row.id, keys)
        for row in declared_rows()
        for keys in row.keys
        if not row.id.startswith("claim.add.") and f"{written(keys)} " not in page
    ]
    assert missing == []


def test_every_key_that_is_named_does_something() -> None:
    known = set(chain.from_iterable(keys.split() for row in declared_rows() for keys in row.keys))
    named = {name: keys_named(page) - known - IN_FIELDS for name, page in pages().items()}
    assert {name: keys for name, keys in named.items() if keys} == {}


def test_every_link_leads_somewhere() -> None:
    assert dead_ends(pages()) == []


def test_every_page_is_reached_from_the_first() -> None:
    assert reached(pages(), "index.md") == set(pages())


def test_the_pages_are_short_and_plain() -> None:
    for name, page in pages().items():
        assert page.startswith("# "), name
        assert sum(not line.startswith("|") for line in page.splitlines()) < 120, name
        html = "".join(t.content for t in tokens(page) if t.type in ("html_block", "html_inline"))
        assert MARKER.sub("", html).strip() == "", name
        assert not any(token.type == "image" for token in tokens(page)), name


@pytest.mark.parametrize("command", SUBCOMMANDS, ids=lambda command: command.name)
def test_every_option_is_told(command: Subcommand) -> None:
    page = pages()["command-line.md"]
    assert f"counterpoint {command.name}" in page
    parser = ArgumentParser(prog="counterpoint", add_help=False)
    command.declare(parser)
    options = set(re.findall(r"(?<!\S)--?[a-z]+", parser.format_help()))
    told = options - {"--template"}
    assert {option for option in told if option not in page} == set()


def test_every_format_is_told() -> None:
    page = pages()["documents.md"].lower()
    names = {".txt": "text", ".text": "text", ".md": "markdown", ".htm": "html", ".xhtml": "html"}
    assert [suffix for suffix in SUFFIXES if names.get(suffix, suffix[1:]) not in page] == []


def test_a_dead_end_is_found() -> None:
    manual = {"a.md": "# A\n\n[b](b.md#bee) [c](c.md) [d](b.md#no)", "b.md": "# Bee"}
    assert dead_ends(manual) == ["a.md: c.md", "a.md: b.md#no"]
    assert reached(manual, "b.md") == {"b.md"}


def test_a_key_is_told_from_other_code() -> None:
    page = "Press `g g`, `Ctrl++`, `,` or `Shift+F1`; write `claims`, `--json` or `-o`."
    assert keys_named(page) == {"g", "Ctrl++", ",", "Shift+F1"}
