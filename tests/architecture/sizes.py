"""How large things may be, so that each fits a glance.

Lines are counted as they stand in the file, docstrings and comments included. Constructors are
exempt from the limit on parameters: what a thing needs stands there, and nowhere else.
"""

from __future__ import annotations

import ast

from tests.architecture.source import FunctionNode, Module, at, classes, functions

FILE_LINES = 400
CLASS_LINES = 200
METHODS = 15
FUNCTION_LINES = 40
PARAMETERS = 4
DEPTH = 3

BLOCKS = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.TryStar,
    ast.Match,
)


def lines_of(node: FunctionNode | ast.ClassDef) -> int:
    """The lines from the `def` or `class` to the last one of the body."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def long_files(module: Module) -> list[str]:
    """The file, if it is too long."""
    lines = len(module.text.splitlines())
    return [f"{module.name}: {lines} lines"] if lines > FILE_LINES else []


def large_classes(module: Module) -> list[str]:
    """Classes with too many lines or methods."""
    return [
        at(module, node, f"class {node.name} has {lines_of(node)} lines, {methods(node)} methods")
        for node in classes(module)
        if lines_of(node) > CLASS_LINES or methods(node) > METHODS
    ]


def methods(node: ast.ClassDef) -> int:
    """How many functions stand in the class itself."""
    return sum(isinstance(part, FunctionNode) for part in node.body)


def long_functions(module: Module) -> list[str]:
    """Functions with too many lines."""
    return [
        at(module, node, f"{node.name} has {lines_of(node)} lines")
        for node in functions(module)
        if lines_of(node) > FUNCTION_LINES
    ]


def many_parameters(module: Module) -> list[str]:
    """Functions with too many parameters, `self`, `cls` and constructors aside."""
    return [
        at(module, node, f"{node.name} has {count} parameters")
        for node in functions(module)
        if node.name != "__init__" and (count := parameters(node)) > PARAMETERS
    ]


def parameters(node: FunctionNode) -> int:
    """How many parameters a caller must know; keyword-only ones count too."""
    named = [*node.args.posonlyargs, *node.args.args]
    bound = bool(named) and named[0].arg in {"self", "cls"}
    starred = (node.args.vararg, node.args.kwarg)
    return len(named) - bound + len(node.args.kwonlyargs) + sum(arg is not None for arg in starred)


def deep_functions(module: Module) -> list[str]:
    """Functions with too many blocks inside one another."""
    return [
        at(module, node, f"{node.name} is {levels} levels deep")
        for node in functions(module)
        if (levels := deepest(node.body)) > DEPTH
    ]


def deepest(body: list[ast.stmt]) -> int:
    """The deepest nesting in `body`; a nested function is measured on its own."""
    return max((depth(statement) for statement in body), default=0)


def depth(statement: ast.stmt) -> int:
    """How many levels of indentation `statement` adds; an `elif` adds none to its `if`."""
    if not isinstance(statement, BLOCKS):
        return 0
    if isinstance(statement, ast.Match):
        return 2 + max(deepest(case.body) for case in statement.cases)
    alternative = getattr(statement, "orelse", [])
    if isinstance(statement, ast.If) and [type(part) for part in alternative] == [ast.If]:
        return max(1 + deepest(statement.body), depth(alternative[0]))
    handlers = [handler.body for handler in getattr(statement, "handlers", [])]
    bodies = [statement.body, alternative, getattr(statement, "finalbody", []), *handlers]
    return 1 + max(map(deepest, bodies))
