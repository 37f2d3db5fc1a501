"""Arrows point down, and each library has one home."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.architecture import imports
from tests.architecture.source import Module, parse, program

Rule = Callable[[Module], list[str]]
RULES: tuple[Rule, ...] = (
    imports.against_order,
    imports.away_from_home,
    imports.reaching_into_worker,
    imports.reaching_into_checking,
    imports.heavy_at_start,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_program_keeps(rule: Rule) -> None:
    assert [finding for module in program() for finding in rule(module)] == []


@pytest.mark.parametrize("library", imports.IN_ONE_MODULE)
def test_is_imported_by_one_module(library: str) -> None:
    assert len(imports.importers(program(), library)) <= 1


def test_every_package_has_its_place_in_the_order() -> None:
    assert {module.area for module in program()} <= set(imports.MAY_IMPORT)


def test_the_command_line_starts_without_window_and_documents() -> None:
    heavy = "{'PySide6', 'pymupdf', 'tinydb', 'sqlite3'}"
    code = f"import sys, counterpoint.main; print(*sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert loaded.split() == []


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [
        (imports.against_order, "counterpoint.domain.claims", "from counterpoint import app"),
        (imports.against_order, "counterpoint.domain.claims", "import counterpoint.main"),
        (imports.against_order, "counterpoint.app.desk", "import counterpoint.storage.journal"),
        (imports.against_order, "counterpoint.app.desk", "from counterpoint.index import x"),
        (imports.against_order, "counterpoint.ui.page", "from counterpoint.cli import x"),
        (imports.against_order, "counterpoint.ui.page", "from counterpoint.documents import text"),
        (imports.against_order, "counterpoint.index.search", "import counterpoint.documents"),
        (imports.against_order, "counterpoint.storage.x", "def f():\n import counterpoint.ui"),
        (imports.away_from_home, "counterpoint.app.desk", "from PySide6 import QtCore"),
        (imports.away_from_home, "counterpoint.main", "from PySide6.QtGui import QColor"),
        (imports.away_from_home, "counterpoint.documents.client.jobs", "import pymupdf"),
        (imports.away_from_home, "counterpoint.app.desk", "from tinydb import TinyDB"),
        (imports.away_from_home, "counterpoint.storage.store", "import sqlite3"),
        (
            imports.reaching_into_checking,
            "counterpoint.storage.upgrade",
            "from counterpoint.storage.checking.check import check",
        ),
        (
            imports.reaching_into_worker,
            "counterpoint.documents.client.jobs",
            "from counterpoint.documents.worker import pages",
        ),
        (imports.heavy_at_start, "counterpoint.main", "from counterpoint.ui import window"),
    ],
)
def test_a_breach_is_found(rule: Rule, name: str, text: str) -> None:
    assert len(rule(parse(name, text))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("counterpoint.main", "def run():\n    from counterpoint.ui import window"),
        ("counterpoint.ui.page", "from counterpoint.documents.client import jobs"),
        ("counterpoint.index.search", "from counterpoint.compare import related"),
        ("counterpoint.index.__main__", "from counterpoint.documents.text import build"),
        ("counterpoint.app.desk", "from counterpoint.app import keymap"),
        ("counterpoint.documents.worker.pages", "import pymupdf"),
    ],
)
def test_what_the_order_allows_passes(name: str, text: str) -> None:
    module = parse(name, text)
    assert [finding for rule in RULES for finding in rule(module)] == []


def test_two_importers_of_a_text_library_are_found() -> None:
    modules = tuple(
        parse(f"counterpoint.{area}", "from rapidfuzz import fuzz") for area in ("a", "b")
    )
    assert imports.importers(modules, "rapidfuzz") == ["counterpoint.a", "counterpoint.b"]
