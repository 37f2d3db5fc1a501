"""From the arguments of run.py to the program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import checks
import current
import elsewhere
import environment
import launch
import needs
from run import SUPPORTED
from tests.packaging.hosts import host

SCRIPTS = Path(launch.__file__).parent
PROGRAM = "import sys; print(sys.argv[1:], sys.flags.safe_path); sys.exit(len(sys.argv) - 1)"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A source folder with a program of one line, whose environment is made by hand."""
    root = tmp_path / "a folder"
    program = root / "desktop/counterpoint/__main__.py"
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM, encoding="utf-8")
    (root / "packaging").mkdir()
    for script in SCRIPTS.glob("*.py"):
        (root / "packaging" / script.name).write_bytes(script.read_bytes())
    (root / "packaging/requirements.txt").write_text("", encoding="utf-8")
    make_environment(root)
    return root


def make_environment(root: Path) -> None:
    """What a first start leaves behind, without what it installs."""
    place = environment.Environment(root)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place.folder], check=True)
    environment.write_launcher(place)
    for listed in environment.lists_for(root, with_tools=False):
        environment.stamp(place, listed).write_bytes(environment.installed_form(place, listed))


def started(root: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """run.py as a user starts it, from some other folder."""
    command = [sys.executable, str(root / "packaging/run.py"), *arguments]
    return subprocess.run(command, cwd=root.parent, capture_output=True, text=True, check=False)


def test_arguments_and_exit_code_pass_through(checkout: Path) -> None:
    for _ in ("with every check", "from the note of the first"):
        done = started(checkout, ["claims", "a b", "--json"])
        assert done.stdout == "['claims', 'a b', '--json'] True\n"
        assert (done.returncode, done.stderr) == (3, "")


def test_the_launcher_runs_the_program(checkout: Path) -> None:
    launcher = environment.Environment(checkout).python.parent / "counterpoint"
    done = subprocess.run([launcher, "claims"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("['claims'] True\n", 1)


def test_a_changed_list_makes_the_environment_stale(checkout: Path) -> None:
    place = environment.Environment(checkout)
    lists = environment.lists_for(checkout, with_tools=False)
    assert environment.is_ready(place, lists)
    lists[0].path.write_text("# another\n", encoding="utf-8")
    assert not environment.is_ready(place, lists)


def test_an_interrupted_preparation_is_not_ready(checkout: Path) -> None:
    place = environment.Environment(checkout)
    current.remember(str(checkout), "nothing")
    assert current.is_current(str(checkout), ["claims"], {})
    (place.folder / current.UNFINISHED).touch()
    assert not current.is_current(str(checkout), ["claims"], {})
    assert not environment.is_ready(place, environment.lists_for(checkout, with_tools=False))


def test_a_note_holds_only_for_what_it_checked(checkout: Path) -> None:
    current.remember(str(checkout), "nothing")
    assert not current.is_current(str(checkout), ["notes.pdf"], {"DISPLAY": ":0"})


@pytest.mark.parametrize(
    ("arguments", "environ", "demand"),
    [
        (["claims", "x"], {"DISPLAY": ":0"}, "nothing"),
        (["--help"], {}, "nothing"),
        (["shot", "x"], {"DISPLAY": ":0"}, "drawing"),
        (["a.pdf"], {}, "drawing"),
        ([], {"DISPLAY": ":0"}, "x11"),
        ([], {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "x11"),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ([], {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "drawing"),
    ],
)
def test_a_start_demands_what_it_uses(
    arguments: list[str], environ: dict[str, str], demand: str
) -> None:
    assert current.demand(arguments, environ) == demand


def test_only_a_first_install_system_is_ours() -> None:
    root = host(root=True)
    assert launch.parse(["--install-system", "x"], root) == launch.Start("app", ("x",), True)
    assert launch.parse(["x", "--install-system"], root).arguments == ("x", "--install-system")
    assert not launch.parse(["--install-system"], host()).may_install
    assert launch.parse(["test", "-k", "x"], host(root=True, CI="true")) == launch.Start(
        "test", ("-k", "x"), True
    )


@pytest.mark.parametrize(("task", "module"), launch.BESIDE.items())
def test_what_stands_outside_the_package_is_found(task: str, module: str) -> None:
    root = SCRIPTS.parent
    start = launch.parse([task, "--long"], host())
    assert start == launch.Start(task, ("--long",), False)
    assert not current.is_current(str(root), [task], {})
    place = Path(launch.module_path(root, start)["PYTHONPATH"], *module.split("."))
    assert (place / "__main__.py").is_file()
    assert launch.module_path(root, launch.parse(["claims"], host())) == {}


def test_adding_to_the_desktop_demands_what_its_window_will() -> None:
    start = launch.parse(["install-desktop"], host())
    assert start == launch.Start("install-desktop", (), False)
    assert launch.demanded(start, host()) == "x11"
    assert launch.demanded(start, host(WAYLAND_DISPLAY="wayland-0")) == "wayland"
    assert launch.demanded(launch.parse(["test"], host()), host(DISPLAY=":0")) == "drawing"


@pytest.mark.parametrize(
    ("arguments", "on", "said"),
    [
        (["install-desktop"], replace(host(HOME="/x"), platform="darwin"), "is for Linux"),
        (["uninstall-desktop"], replace(host(HOME="/x"), platform="win32"), "is for Linux"),
        (["install-desktop", "x"], host(HOME="/x"), "no arguments; leave out 'x'"),
        (["install-desktop"], host(), "HOME"),
        (["uninstall-desktop"], host(HOME="tests"), "HOME"),
        (["install-desktop"], host(HOME="/no/such/home"), "HOME"),
    ],
)
def test_where_there_is_no_desktop_one_sentence_says_so(
    arguments: list[str], on: needs.Host, said: str
) -> None:
    with pytest.raises(needs.Stop, match=said):
        launch.perform(Path("/no/such/folder"), launch.parse(arguments, on), on)


def test_a_wrong_python_is_told_which_ones_do() -> None:
    assert elsewhere.wrong_python(SUPPORTED, (3, 9)) == (
        "Counterpoint runs on Python 3.11, 3.12 or 3.13, and this is 3.9: "
        "install one of them and start again with it."
    )


def test_a_python_that_does_not_start_is_passed_over() -> None:
    version = (sys.version_info.major, sys.version_info.minor)
    assert elsewhere.starts_as(sys.executable, version)
    assert not elsewhere.starts_as(sys.executable, (3, 2))
    assert not elsewhere.starts_as("/no/such/python", version)


def test_one_failed_check_fails_all_and_stops_none(capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[str] = []

    def begin(command: Sequence[str], _: Path) -> Callable[[], int]:
        ran.append(command[2])
        return lambda: int(command[2] == "mypy")

    assert checks.run_all(Path("python"), Path(), ["-k", "x"], begin) == 1
    assert ran == ["mypy", "compileall", "ruff", "ruff", "pytest"]
    assert "tests   passed\ntypes   failed (exit code 1)" in capsys.readouterr().out


def test_what_was_begun_quietly_speaks_when_it_is_waited_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = "import os, sys; print(os.getcwd()); sys.exit('wrong')"
    end = checks.begun_quietly([sys.executable, "-c", words], tmp_path)
    assert capfd.readouterr().out == ""
    assert end() == 1
    assert sorted(capfd.readouterr().out.split()) == sorted([str(tmp_path), "wrong"])


def test_everything_passes_when_every_check_does() -> None:
    assert checks.run_all(Path("python"), Path(), (), lambda _, __: lambda: 0) == 0
