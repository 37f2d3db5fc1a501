"""Files, classes and functions fit a glance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.architecture import sizes
from tests.architecture.source import Module, everything, parse

Rule = Callable[[Module], list[str]]
RULES: tuple[Rule, ...] = (
    sizes.long_files,
    sizes.large_classes,
    sizes.long_functions,
    sizes.many_parameters,
    sizes.deep_functions,
)


def class_with(methods: int, lines_each: int) -> str:
    """A class as source text."""
    method = "    def m(self):\n" + "        pass\n" * (lines_each - 1)
    return "class Page:\n" + method * methods


def nested(levels: int) -> str:
    """A function with `levels` blocks inside one another."""
    blocks = "".join(f"{'    ' * level}if x:\n" for level in range(1, levels + 1))
    return f"def f(x):\n{blocks}{'    ' * (levels + 1)}pass\n"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps(rule: Rule) -> None:
    assert [finding for module in everything() for finding in rule(module)] == []


@pytest.mark.parametrize(
    ("rule", "at_the_limit", "beyond"),
    [
        (sizes.long_files, "x = 1\n" * 400, "x = 1\n" * 401),
        (sizes.large_classes, class_with(15, 2), class_with(16, 2)),
        (sizes.large_classes, class_with(1, 199), class_with(1, 200)),
        (sizes.long_functions, "def f():\n" + "    g()\n" * 39, "def f():\n" + "    g()\n" * 40),
        (sizes.many_parameters, "def f(a, b, *, c, d): ...", "def f(a, b, *, c, d, e): ..."),
        (sizes.many_parameters, "def f(a, b, *c, **d): ...", "def f(a, b, c, *d, **e): ..."),
        (sizes.deep_functions, nested(3), nested(4)),
    ],
)
def test_a_limit_holds(rule: Rule, at_the_limit: str, beyond: str) -> None:
    assert rule(parse("counterpoint.domain.x", at_the_limit)) == []
    assert len(rule(parse("counterpoint.domain.x", beyond))) == 1


def test_self_and_constructors_do_not_count() -> None:
    text = "class P:\n def __init__(self, a, b, c, d, e): ...\n def f(self, a, b, c, d): ...\n"
    assert sizes.many_parameters(parse("counterpoint.ui.x", text)) == []


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("if a:\n b\nelif c:\n d\nelse:\n e\n", 1),
        ("if a:\n b\nelse:\n if c:\n  d\n e\n", 2),
        ("try:\n a\nexcept E:\n for b in c:\n  d\nfinally:\n e\n", 2),
        ("match a:\n case 1:\n  with b:\n   c\n", 3),
        ("def inner():\n if a:\n  b\n", 0),
    ],
)
def test_indentation_is_counted_as_it_reads(text: str, levels: int) -> None:
    assert sizes.deepest(parse("x", text).tree.body) == levels
