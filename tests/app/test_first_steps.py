"""First steps: each goes away once it has been done."""

import pytest

from counterpoint.app.first_steps import STEPS, FirstSteps, done_from


def left_after(*commands: str) -> list[str]:
    """The steps that are left once commands have been carried out."""
    steps = FirstSteps((), lambda: None)
    for command in commands:
        steps.follow(command)
    return [step.id for step in steps.left]


def test_at_first_all_are_left() -> None:
    assert left_after() == ["move", "classify", "relate", "export"]


def test_only_what_does_it_counts() -> None:
    assert left_after("go.sentence.next", "select.end.later") == ["classify", "relate", "export"]
    assert "relate" in left_after("relate.begin", "relate.choose")
    assert "relate" not in left_after("relate.as.supports")
    assert "classify" not in left_after("claim.kind.forecast")


def test_each_new_one_is_told_once() -> None:
    told: list[tuple[str, ...]] = []
    steps = FirstSteps((), lambda: told.append(steps.done))
    for command in ("go.first", "go.last", "file.export", "view.theme"):
        steps.follow(command)
    assert told == [("move",), ("move", "export")]


def test_skipping_ends_them_all() -> None:
    steps = FirstSteps(["move"], lambda: None)
    steps.skip()
    assert steps.left == ()
    assert steps.done == tuple(step.id for step in STEPS)


@pytest.mark.parametrize("what", [{}, {"done": 3}, {"done": "move"}, {"done": [1, None]}])
def test_a_memory_that_makes_no_sense_has_nothing_done(what: dict[str, object]) -> None:
    assert done_from(what) == ()
