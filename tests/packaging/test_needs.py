"""What is missing is said in one sentence with the line that mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import needs
import system
from tests.packaging.hosts import host


def test_the_install_line_is_exact() -> None:
    bare = host(lacking={"libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0", ""})
    lacking = needs.missing(bare, needs.demanded(bare, "drawing"))
    assert needs.refusal(bare, lacking) == (
        "Counterpoint needs system packages; install them with "
        "sudo apt-get install -y libglib2.0-0 libegl1 fonts-dejavu-core"
    )


def test_root_needs_no_sudo() -> None:
    bare = host(lacking={"libxcb-cursor.so.0"}, root=True)
    lacking = needs.missing(bare, needs.demanded(bare, "x11"))
    assert needs.remedy(bare, lacking) == "apt-get install -y libxcb-cursor0"


def test_other_systems_are_told_the_names() -> None:
    other = host(lacking={"libGL.so.1", "ensurepip", ""}, debian=False)
    wanted = (*needs.to_install(other, "python3-venv"), *needs.demanded(other, "drawing"))
    assert needs.remedy(other, needs.missing(other, wanted)) == (
        "the system's package manager: Python's module ensurepip, libGL.so.1, a font"
    )


def test_nothing_is_demanded_of_systems_whose_qt_brings_everything() -> None:
    mac = replace(host(), platform="darwin")
    assert needs.demanded(mac, "x11") == ()
    assert needs.stories(mac) == ()


@pytest.mark.parametrize(
    ("demand", "wanted"),
    [
        ("nothing", set[str]()),
        ("drawing", {"libgl1"}),
        ("x11", {"libgl1", "libxcb-cursor0"}),
        ("wayland", {"libgl1", "libwayland-client0"}),
    ],
)
def test_only_what_is_demanded_is_looked_for(demand: str, wanted: set[str]) -> None:
    telling = {"libgl1", "libxcb-cursor0", "libwayland-client0"}
    packages = needs.packages(needs.demanded(host(), demand))
    assert telling & set(packages) == wanted


def test_an_ensurepip_left_out_by_debian_is_named() -> None:
    bare = host(lacking={"ensurepip", "/etc/ssl/certs/ca-certificates.crt"})
    lacking = needs.missing(bare, needs.to_install(bare, "python3-venv"))
    assert needs.packages(lacking) == ("python3-venv", "ca-certificates")


def test_what_is_lacking_stops_the_start() -> None:
    bare = host(lacking={"libGL.so.1"})
    drawing = needs.demanded(bare, "drawing")
    with pytest.raises(needs.Stop, match="libgl1"):
        system.require(bare, drawing, may_install=False)


def test_stories_that_cannot_run_are_announced() -> None:
    bare = host(lacking={"xdotool", "ko"}, root=True)
    lacking = needs.missing(bare, needs.stories(bare))
    assert needs.without_extras(bare, "test", lacking) == (
        "Some stories will be skipped; to run them: apt-get install -y xdotool fonts-nanum"
    )


def test_an_unknown_file_type_is_announced() -> None:
    bare = host(lacking={"update-mime-database"})
    lacking = needs.missing(bare, needs.extras(bare, "install-desktop"))
    assert needs.without_extras(bare, "install-desktop", lacking) == (
        "Desktops will not know the file type before there is more: "
        "sudo apt-get install -y shared-mime-info; then run install-desktop again."
    )
    assert needs.extras(bare, "app") == ()


def test_a_library_is_recognised_by_loading_it() -> None:
    assert not system.is_met(needs.library("libno-such-thing.so.7", "none"))
    assert system.is_met(needs.Need(needs.Kind.MODULE, "venv", "python3-venv"))
