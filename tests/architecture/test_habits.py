"""The habits of STYLE are kept, and breaking one is noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.architecture import habits
from tests.architecture.source import Module, everything, parse, program

Rule = Callable[[Module], list[str]]
RULES: tuple[Rule, ...] = (
    habits.broad_excepts,
    habits.vague_names,
    habits.forbidden_names,
    habits.unsafe_imports,
    habits.global_statements,
    habits.raw_tips,
    habits.system_words,
    habits.unsteady_tests,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps(rule: Rule) -> None:
    assert [finding for module in everything() for finding in rule(module)] == []


def test_there_is_one_event_loop() -> None:
    calls = [finding for module in program() for finding in habits.event_loops(module)]
    assert len(calls) <= 1, calls


@pytest.mark.parametrize("rule", [habits.undone, habits.elsewhere], ids=lambda rule: rule.__name__)
def test_no_file_holds(rule: Callable[[str, str], list[str]]) -> None:
    assert [finding for name, text in habits.texts() for finding in rule(name, text)] == []


def test_texts_are_really_read() -> None:
    names = {name for name, _ in habits.texts()}
    assert {"pyproject.toml", "LICENSE", ".ci/run", "packaging/run.py"} <= names
    assert not any(".venv" in name for name in names)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (habits.broad_excepts, "try:\n x()\nexcept Exception:\n pass"),
        (habits.broad_excepts, "try:\n x()\nexcept (OSError, BaseException):\n pass"),
        (habits.broad_excepts, "try:\n x()\nexcept:\n pass"),
        (habits.vague_names, "class ClaimManager: ..."),
        (habits.vague_names, "class FileUtils: ..."),
        (habits.vague_names, "class PageInfo: ..."),
        (habits.forbidden_names, "class Loader(QThread): ..."),
        (habits.forbidden_names, "QtWidgets.QApplication.processEvents()"),
        (habits.forbidden_names, "def f():\n raise NotImplementedError"),
        (habits.forbidden_names, "eval('1')"),
        (habits.unsafe_imports, "import pickle"),
        (habits.unsafe_imports, "from marshal import loads"),
        (habits.global_statements, "def f():\n global count\n count = 1"),
        (habits.raw_tips, "label.setToolTip(title)"),
        (habits.raw_tips, "QToolTip.showText(point, tip(a) if b else c, self)"),
        (habits.event_loops, "dialog.exec()"),
        (habits.event_loops, "exec('x = 1')"),
    ],
)
def test_a_bad_habit_is_found(rule: Rule, text: str) -> None:
    assert len(rule(parse("counterpoint.ui.x", text))) == 1


def test_the_systems_own_words_are_found() -> None:
    text = "def f(error):\n return f'It failed ({error.strerror}).'"
    assert len(habits.system_words(parse("counterpoint.storage.x", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "time.sleep(1)",
        "from unittest.mock import patch",
        "monkeypatch.setattr('counterpoint.main.run', None)",
    ],
)
def test_an_unsteady_test_is_found(text: str) -> None:
    assert len(habits.unsteady_tests(parse("tests.ui.test_x", text))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("counterpoint.ui.x", "try:\n x()\nexcept (OSError, ValueError):\n pass"),
        ("counterpoint.storage.x", "try:\n x()\nexcept BaseException:\n y()\n raise"),
        ("counterpoint.index.__main__", "try:\n x()\nexcept Exception:\n pass"),
        ("counterpoint.ui.x", "class Database: ..."),
        ("counterpoint.storage.x", "raise OSError(5, os.strerror(5))"),
        ("counterpoint.storage.x", "cursor.execute('select 1')"),
        ("tests.story.screen", "time.sleep(0.01)"),
    ],
)
def test_what_is_allowed_passes(name: str, text: str) -> None:
    module = parse(name, text)
    assert [finding for rule in (*RULES, habits.event_loops) for finding in rule(module)] == []


def test_vague_file_names_are_found() -> None:
    assert habits.vague_names(parse("counterpoint.ui.page_utils", "")) != []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (habits.undone, "# TO" + "DO: later"),
        (habits.undone, "FIX" + "ME"),
        (habits.elsewhere, "--index-url https://py" + "pi.org/simple"),
        (habits.elsewhere, "https://files.python" + "hosted.org/x.whl"),
        (habits.elsewhere, "open('/wo" + "rk/main/x')"),
    ],
)
def test_a_line_that_does_not_belong_is_found(
    rule: Callable[[str, str], list[str]], line: str
) -> None:
    assert rule("x.py", line) == [f"x.py: {line}"]
