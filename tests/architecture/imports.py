"""Who may import what: the order of the packages, and one home for each library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.source import PACKAGE, Module, at

BELOW_APP = frozenset({"storage", "documents", "index", "exchange", "compare"})

# main > ui | cli > app > storage | documents | index | exchange | compare > domain.
# app sees storage, documents and index through Protocols of its own, so ui and cli do too.
MAY_IMPORT = {
    "main": frozenset({"ui", "cli", "app", "domain"}) | BELOW_APP,
    "__main__": frozenset({"main"}),
    "ui": frozenset({"app", "exchange", "compare", "domain"}),
    "cli": frozenset({"app", "exchange", "compare", "domain"}),
    "app": frozenset({"exchange", "compare", "domain"}),
    "storage": frozenset({"domain"}),
    "documents": frozenset({"domain"}),
    "index": frozenset({"compare", "domain"}),  # related passages are searched in the index
    "exchange": frozenset({"domain"}),
    "compare": frozenset({"domain"}),
    "domain": frozenset[str](),
    "": frozenset[str](),  # counterpoint/__init__.py
}

# module or package: what it may import beyond the order, each with its reason.
EXCEPTIONS = {
    "counterpoint.ui": ("counterpoint.documents.client",),  # drives workers from its event loop
    "counterpoint.cli": ("counterpoint.documents.client",),  # drives them from plain subprocess
    # Entry points of processes are composition roots of their own.
    "counterpoint.index.__main__": ("counterpoint.documents", "counterpoint.storage"),
    "counterpoint.documents.worker.__main__": ("counterpoint.compare",),
}

# library: the only packages that may import it. Records cross borders, its objects do not.
HOMES = {
    "PySide6": "counterpoint.ui",
    "shiboken6": "counterpoint.ui",
    "pymupdf": "counterpoint.documents.worker",
    "fitz": "counterpoint.documents.worker",
    "tinydb": "counterpoint.storage",
    "sqlite3": "counterpoint.index",
}

# Text libraries are called behind one function, so one module imports each.
IN_ONE_MODULE = ("sentencex", "rapidfuzz")


@dataclass(frozen=True)
class Import:
    """One imported name; `name` is the longest dotted path written, `is_late` inside a function."""

    node: ast.Import | ast.ImportFrom
    name: str
    is_late: bool


def imports(module: Module) -> Iterator[Import]:
    """Every import in `module`, wherever it stands."""
    late = {
        id(inner)
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_types(node)
        for inner in ast.walk(node)
    }
    for node in module.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in names(node):
                yield Import(node, name, id(node) in late)


def is_for_types(node: ast.AST) -> bool:
    """Whether this is ``if TYPE_CHECKING:``, which is never run."""
    if not isinstance(node, ast.If) or node.orelse:
        return False
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def names(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The dotted names that `node` imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module or ''}.{alias.name}" for alias in node.names]


def is_within(name: str, package: str) -> bool:
    """Whether the dotted `name` is `package` or lies in it."""
    return name == package or name.startswith(f"{package}.")


def against_order(module: Module) -> list[str]:
    """Imports that point up or sideways."""
    return [
        at(module, found.node, f"imports {found.name} against the order")
        for found in imports(module)
        if is_within(found.name, PACKAGE) and not is_allowed(module, found.name)
    ]


def is_allowed(module: Module, name: str) -> bool:
    """Whether `module` may import `name`, a path in the program."""
    target = name.split(".")[1] if "." in name else ""
    if target in {module.area, "__version__"} | MAY_IMPORT.get(module.area, frozenset()):
        return True
    allowed = [
        path
        for importer, paths in EXCEPTIONS.items()
        if is_within(module.name, importer)
        for path in paths
    ]
    return any(is_within(name, path) for path in allowed)


def away_from_home(module: Module) -> list[str]:
    """Libraries imported outside their home."""
    return [
        at(module, found.node, f"imports {library}, at home in {home}")
        for found in imports(module)
        for library, home in HOMES.items()
        if is_within(found.name, library) and not is_within(module.name, home)
    ]


def reaching_into_checking(module: Module) -> list[str]:
    """What opens, saves and backs up projects stands without what only checks and repairs them."""
    checking = f"{PACKAGE}.storage.checking"
    if module.area != "storage" or is_within(module.name, checking):
        return []
    return [
        at(module, found.node, f"imports {found.name}, which only checks")
        for found in imports(module)
        if is_within(found.name, checking)
    ]


def reaching_into_worker(module: Module) -> list[str]:
    """Imports of the untrusted worker's code by another process."""
    worker = "counterpoint.documents.worker"
    return [
        at(module, found.node, "imports the worker's code")
        for found in imports(module)
        if is_within(found.name, worker) and not is_within(module.name, worker)
    ]


def heavy_at_start(module: Module) -> list[str]:
    """Imports that would load the window's library before it is known to be needed."""
    if module.area not in {"main", "__main__"}:
        return []
    return [
        at(module, found.node, f"imports {found.name} at the start")
        for found in imports(module)
        if not found.is_late and is_within(found.name, "counterpoint.ui")
    ]


def importers(modules: tuple[Module, ...], library: str) -> list[str]:
    """The names of the modules that import `library`."""
    return [
        module.name
        for module in modules
        if any(is_within(found.name, library) for found in imports(module))
    ]
