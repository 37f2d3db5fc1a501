"""Nothing in the program turns what it reads into code or into a command."""

from __future__ import annotations

import pytest

from tests.architecture import habits, safety
from tests.architecture.source import parse, program


def test_the_program_runs_nothing_that_it_reads() -> None:
    modules = list(program())
    assert len(modules) > 200
    found = [one for module in modules for one in safety.dangerous_calls(module)]
    assert found + [one for module in modules for one in habits.unsafe_imports(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "eval(text)",
        "exec(text)",
        "compile(text, '', 'exec')",
        "__import__(name)",
        "yaml.load(text)",
        "shelve.open(path)",
        "os.system(command)",
        "os.popen(command)",
        "subprocess.run(command, shell=True)",
        "Popen(command, shell=wanted)",
    ],
)
def test_a_dangerous_call_is_found(text: str) -> None:
    assert len(safety.dangerous_calls(parse("counterpoint.storage.x", text))) == 1


@pytest.mark.parametrize("module", ["pickle", "shelve", "marshal", "dill"])
def test_a_dangerous_import_is_found(module: str) -> None:
    for text in (f"import {module}", f"from {module} import load"):
        assert len(habits.unsafe_imports(parse("counterpoint.storage.x", text))) == 1


@pytest.mark.parametrize(
    "text",
    ["re.compile(text)", "dialog.exec()", "cursor.execute(text)", "run(words, shell=False)"],
)
def test_what_is_harmless_passes(text: str) -> None:
    assert safety.dangerous_calls(parse("counterpoint.storage.x", text)) == []
