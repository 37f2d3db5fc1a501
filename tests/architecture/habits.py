"""Habits the project keeps to: errors, names, threads, and what never appears in it."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, Module, at, classes

# module: why it may catch everything. Only the outermost loop of a process and the crash hook.
BROAD_EXCEPT = {
    "counterpoint.documents.worker.__main__": "one bad document must not end the worker",
    "counterpoint.index.__main__": "one bad job must not end the index",
    "counterpoint.main": "the crash hook",
}

SAY_WHY = frozenset({"counterpoint.storage.reasons", "counterpoint.storage.writer"})

VAGUE = re.compile(r"(Manager|Helper|Handler|Util|Base|Data|Info)s?$")
VAGUE_FILES = re.compile(r"(^|_)(managers?|helpers?|handlers?|utils?|base|data|info)$")
NOT_OURS = frozenset(
    {"QThread", "QThreadPool", "QRunnable", "processEvents", "eval", "NotImplementedError"}
)
UNSAFE_MODULES = frozenset({"pickle", "marshal", "shelve", "dill", "cloudpickle"})
PATCHES = frozenset({"unittest.mock", "mock", "pytest_mock"})

# Written in halves, so that the rule does not find itself.
UNDONE = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
ELSEWHERE = (
    re.compile(r"\bpy" + r"pi\.(org|python)|python" + r"hosted\.org|crates" + r"\.io|npm" + r"js"),
    re.compile(r"(?<![\w.~-])/wo" + r"rk/"),
)
OUTSIDE = frozenset({"__pycache__", "build", "dist", "node_modules"})
TEXTS = frozenset(
    {".py", ".md", ".toml", ".txt", ".json", ".yml", ".yaml", ".xml", ".desktop", ".html", ".css"}
    | {".svg", ".ts", ".spec", ".sh", ".cfg", ".in", ""}
)


def broad_excepts(module: Module) -> list[str]:
    """Handlers that keep what nobody foresaw; to clean up and raise it again is no keeping."""
    return [
        at(module, node, "catches everything")
        for node in module.nodes
        if isinstance(node, ast.ExceptHandler)
        and module.name not in BROAD_EXCEPT
        and (node.type is None or {"Exception", "BaseException"} & named_in(node.type))
        and not raises_again(node)
    ]


def raises_again(handler: ast.ExceptHandler) -> bool:
    """Whether `handler` ends with a bare `raise`."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def named_in(node: ast.AST) -> set[str]:
    """Every name and attribute in `node`."""
    plain = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return plain | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def vague_names(module: Module) -> list[str]:
    """Classes and files whose name says nothing."""
    found = [at(module, node, node.name) for node in classes(module) if VAGUE.search(node.name)]
    last = module.name.rpartition(".")[2]
    return [*found, module.name] if VAGUE_FILES.search(last) else found


def forbidden_names(module: Module) -> list[str]:
    """Threads of Qt, a spinning event loop, evaluated text, unwritten functions."""
    return [
        at(module, node, f"uses {name}")
        for node in module.nodes
        if isinstance(node, ast.Name | ast.Attribute)
        and (name := node.id if isinstance(node, ast.Name) else node.attr) in NOT_OURS
    ]


def unsafe_imports(module: Module) -> list[str]:
    """Modules that turn bytes into objects of any kind."""
    return [
        at(module, node, f"imports {name}")
        for node, name in imported(module)
        if name.partition(".")[0] in UNSAFE_MODULES
    ]


def imported(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each import with the module it names."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""


def global_statements(module: Module) -> list[str]:
    """State that belongs to a module instead of an owner."""
    return [
        at(module, node, f"global {', '.join(node.names)}")
        for node in module.nodes
        if isinstance(node, ast.Global)
    ]


def event_loops(module: Module) -> list[str]:
    """Calls of `exec`: the program has one event loop, and nothing else may start another."""
    return [
        at(module, node, "starts an event loop")
        for node in module.nodes
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in {"exec", "exec_"})
            or (isinstance(node.func, ast.Name) and node.func.id == "exec")
        )
    ]


def raw_tips(module: Module) -> list[str]:
    """Tooltips of text that is not ours: Qt takes it for markup and opens the files it names."""
    return [
        at(module, node, "shows a tooltip that is not made by tip()")
        for node in module.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"setToolTip", "showText"}
        and not any(is_plain_tip(argument) for argument in node.args)
    ]


def is_plain_tip(argument: ast.expr) -> bool:
    """Whether a tooltip's text is written in the code, or made by tip()."""
    if isinstance(argument, ast.IfExp):
        return is_plain_tip(argument.body) and is_plain_tip(argument.orelse)
    if isinstance(argument, ast.Call):
        return isinstance(argument.func, ast.Name) and argument.func.id == "tip"
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def system_words(module: Module) -> list[str]:
    """What the system says of an error, told to the reader by another than who adds a way out."""
    if not module.name.startswith("counterpoint.storage.") or module.name in SAY_WHY:
        return []
    return [
        at(module, node, "repeats the system's words; reason_of() says what to do")
        for node in module.nodes
        if isinstance(node, ast.Attribute)
        and node.attr == "strerror"
        and not (isinstance(node.value, ast.Name) and node.value.id == "os")
    ]


def unsteady_tests(module: Module) -> list[str]:
    """Tests that sleep, or that replace our own code instead of calling it."""
    if not module.name.rpartition(".")[2].startswith("test_"):
        return []
    patches = [at(module, node, f"imports {n}") for node, n in imported(module) if n in PATCHES]
    return patches + [
        at(module, node, f"calls {node.func.attr}")
        for node in module.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr == "sleep" or is_patch_of_ours(node))
    ]


def is_patch_of_ours(call: ast.Call) -> bool:
    """Whether `call` is monkeypatch.setattr on the program, by its dotted name."""
    target = call.args[0] if call.args else None
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "setattr"
        and isinstance(target, ast.Constant)
        and str(target.value).startswith("counterpoint")
    )


def undone(name: str, text: str) -> list[str]:
    """Lines that promise work instead of doing it."""
    return [f"{name}: {line.strip()}" for line in text.splitlines() if UNDONE.search(line)]


def elsewhere(name: str, text: str) -> list[str]:
    """Lines that name a package registry or a path of somebody's machine."""
    return [
        f"{name}: {line.strip()}"
        for line in text.splitlines()
        if any(pattern.search(line) for pattern in ELSEWHERE)
    ]


def texts() -> Iterator[tuple[str, str]]:
    """Every text file of the project, by its path from the root."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if is_ours(name)]
        for path in (Path(folder, name) for name in sorted(names)):
            if path.suffix in TEXTS and (path.suffix or is_plain(path)):
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def is_ours(folder: str) -> bool:
    """Whether a folder of that name belongs to the project, not to a tool."""
    return folder == ".ci" or not (folder.startswith(".") or folder in OUTSIDE)


def is_plain(path: Path) -> bool:
    """Whether a file without a suffix is text."""
    return b"\0" not in path.read_bytes()[:1024]
