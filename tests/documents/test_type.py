"""How text that flows is set: faces, and where lines end."""

from __future__ import annotations

from typing import get_args

import pytest

from counterpoint.documents.client import jobs
from tests.documents.conftest import Opening

KOREAN = "북대서양조약기구 정상회의에 참석하는 대통령은 방위산업 협력을 논의할 것으로 예상된다. "


@pytest.mark.parametrize("face", ["serif", "sans"])
def test_korean_lines_end_between_words(opened: Opening, face: jobs.Face) -> None:
    document = opened("a.txt", KOREAN * 8)
    lines = document.lines(layout=jobs.Layout(width=300, face=face)).lines
    text = document.text.text
    ends = [text[line.raw_start + line.count - 1 :][:2] for line in lines[:-1]]
    assert len(ends) > 8
    assert all(" " in end for end in ends)


def test_a_korean_word_too_long_for_its_column_is_broken(opened: Opening) -> None:
    document = opened("a.txt", "협력" * 40)
    layout = jobs.Layout(width=200)
    edges = [edge for line in document.lines(layout=layout).lines for edge in line.edges]
    assert max(edges) <= layout.width


@pytest.mark.parametrize("words", ["Ask twice.", "두 번 물었다.", "二度尋ねた。", "Спросил."])
def test_both_faces_show_every_script(opened: Opening, words: str) -> None:
    document = opened("a.txt", words)
    for face in get_args(jobs.Face):
        layout = jobs.Layout(face=face)
        assert document.shown(words, layout=layout).replace(" ", "") == words.replace(" ", "")
        assert any(document.picture(jobs.Render(0, 1.0, layout=layout)).pixels)


@pytest.mark.parametrize("words", ["سأل مرتين.", "הוא שאל."])
def test_both_faces_show_what_runs_from_right_to_left(opened: Opening, words: str) -> None:
    document = opened("a.txt", words)
    jobs_of_faces = [jobs.Render(0, 2.0, layout=jobs.Layout(face=f)) for f in get_args(jobs.Face)]
    serif, sans = (document.picture(job).pixels[3::4] for job in jobs_of_faces)
    letters = [len(alpha) - alpha.count(0) for alpha in (serif, sans)]
    assert min(letters) > 0.8 * max(letters) > 100


def test_the_faces_differ(opened: Opening) -> None:
    document = opened("a.txt", "Ask twice.")
    layouts = (jobs.Layout(face=face) for face in get_args(jobs.Face))
    serif, sans = (document.picture(jobs.Render(0, 1.0, layout=one)) for one in layouts)
    assert serif.pixels != sans.pixels
