"""Calls that would let what a file says run, or start a shell."""

from __future__ import annotations

import ast

from tests.architecture.source import Module, at

CODE = frozenset({"eval", "exec", "compile", "__import__"})
"""Built-in functions that turn text into code."""

SHELLS = frozenset({"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"})
LOADERS = frozenset({"yaml.load", "yaml.unsafe_load", "yaml.full_load", "shelve.open"})


def dangerous_calls(module: Module) -> list[str]:
    """Calls of these, and of anything else with a shell."""
    return [
        at(module, node, f"calls {name}")
        for node in module.nodes
        if isinstance(node, ast.Call) and (name := danger_of(node))
    ]


def danger_of(call: ast.Call) -> str:
    """What is dangerous in a call; empty where nothing is."""
    name = ast.unparse(call.func)
    if name in CODE | SHELLS | LOADERS:
        return name
    return f"{name} with a shell" if any(map(_is_shell, call.keywords)) else ""


def _is_shell(keyword: ast.keyword) -> bool:
    is_off = isinstance(keyword.value, ast.Constant) and not keyword.value.value
    return keyword.arg == "shell" and not is_off
