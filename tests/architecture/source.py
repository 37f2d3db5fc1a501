"""The project's source as the rules see it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from counterpoint.storage.gathering import uncollected

ROOT = Path(__file__).resolve().parents[2]
CODE = ("desktop", "tests", "packaging")
PACKAGE = "counterpoint"

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One parsed file; `name` is dotted, for the program's files as they are imported."""

    name: str
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree, outer ones first."""
        return tuple(ast.walk(self.tree))

    @property
    def area(self) -> str:
        """The package below `counterpoint`, or the module where it stands at the top."""
        parts = self.name.split(".")
        return parts[1] if parts[0] == PACKAGE and len(parts) > 1 else ""

    @property
    def is_test(self) -> bool:
        """Whether it stands under tests/."""
        return self.name.startswith("tests.")


def parse(name: str, text: str) -> Module:
    """A module from its dotted name and its text."""
    return Module(name, text, ast.parse(text))


def program() -> tuple[Module, ...]:
    """The modules of the program itself."""
    return tuple(module for module in everything() if module.name.split(".")[0] == PACKAGE)


@cache
def everything() -> tuple[Module, ...]:
    """Every Python file of the project."""
    with uncollected():
        return tuple(
            parse(dotted(path), path.read_text(encoding="utf-8"))
            for folder in CODE
            for path in sorted((ROOT / folder).rglob("*.py"))
        )


def dotted(path: Path) -> str:
    """The module's name: below desktop/ as imported, elsewhere from the root."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[1:] if parts[0] == "desktop" else parts).removesuffix(".__init__")


def functions(module: Module) -> Iterator[FunctionNode]:
    """Every function and method, nested ones too."""
    for node in module.nodes:
        if isinstance(node, FunctionNode):
            yield node


def classes(module: Module) -> Iterator[ast.ClassDef]:
    """Every class, nested ones too."""
    for node in module.nodes:
        if isinstance(node, ast.ClassDef):
            yield node


def at(module: Module, node: ast.stmt | ast.expr | ast.excepthandler, finding: str) -> str:
    """A finding with its place, as the tests print it."""
    return f"{module.name}:{node.lineno}: {finding}"
