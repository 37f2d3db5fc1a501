"""The user's choice of programs changes by our lines only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mime_defaults

OURS = "counterpoint.desktop"
TYPE = "application/x-project"
CHOSEN = f"[Default Applications]\n{TYPE}={OURS};\n"
LINES = st.sampled_from(
    [
        "[Default Applications]",
        "[Added Associations]",
        "text/plain=editor.desktop;",
        f"{TYPE}=other.desktop",
        "# a remark",
        "",
    ]
)


def chosen(text: str) -> str:
    """The text once our program is chosen for our type."""
    return mime_defaults.with_defaults(text, {TYPE: OURS})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", CHOSEN),
        ("# mine", f"# mine\n{CHOSEN}"),
        (
            "[Added Associations]\na/b=c.desktop\n",
            f"[Added Associations]\na/b=c.desktop\n{CHOSEN}",
        ),
        (
            f"[Default Applications]\na/b=c.desktop\n\n[Added Associations]\n{TYPE}=d.desktop\n",
            f"{CHOSEN}a/b=c.desktop\n\n[Added Associations]\n{TYPE}=d.desktop\n",
        ),
        (
            f"[Default Applications]\n{TYPE}=other.desktop",
            f"[Default Applications]\n{TYPE}={OURS};other.desktop;\n",
        ),
        (
            f"[Default Applications]\n{TYPE}=other.desktop;{OURS};\n",
            f"[Default Applications]\n{TYPE}={OURS};other.desktop;\n",
        ),
    ],
)
def test_our_program_comes_first_and_the_rest_stays(before: str, after: str) -> None:
    assert chosen(before) == after
    assert mime_defaults.named_for(after, TYPE)[0] == OURS


@given(st.lists(LINES).map("\n".join))
def test_choosing_twice_is_choosing_once(text: str) -> None:
    assert chosen(chosen(text)) == chosen(text)


@given(st.lists(LINES).map("\n".join))
def test_lines_that_do_not_name_us_are_never_touched(text: str) -> None:
    assert mime_defaults.without(text, OURS, {}) == text


def test_what_is_taken_out_is_ours_wherever_it_stands() -> None:
    text = (
        f"# {TYPE}={OURS};\n[Default Applications]\n{TYPE}={OURS};\na/b={OURS};other.desktop\n"
        "c/d=viewer.desktop;\ne/f=viewer.desktop\n[Added Associations]\n"
        f"a/b={OURS};\nc/d=viewer.desktop;\n"
    )
    written = {"c/d": "viewer.desktop", "e/f": "another.desktop"}
    assert mime_defaults.without(text, OURS, written) == (
        f"# {TYPE}={OURS};\n[Default Applications]\na/b=other.desktop;\n"
        "e/f=viewer.desktop\n[Added Associations]\nc/d=viewer.desktop;\n"
    )


def test_only_lists_of_programs_that_open_are_read() -> None:
    text = f"[Removed Associations]\n{TYPE}=no.desktop\n[MIME Cache]\n{TYPE}=a.desktop;b.desktop;\n"
    assert mime_defaults.named_for(text, TYPE) == ["a.desktop", "b.desktop"]
    assert mime_defaults.named_for(text, "text/plain") == []
