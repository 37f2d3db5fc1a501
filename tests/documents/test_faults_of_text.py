"""Facts about quotations, titles and running heads that were once misread."""

from __future__ import annotations

import pytest

from counterpoint.documents.flow import plain
from counterpoint.documents.flow.blocks import Shape
from counterpoint.documents.text.front_matter import front_of, with_title
from counterpoint.documents.text.sentences import sentence_ranges
from tests.documents.conftest import Opening
from tests.documents.pdfs import Text, column, pdf


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", ['장관은 "협력을 강화하겠다."라고 강조했다.', "회의는 끝났다."]),
        ("ko", ["그는 “비가 온다.”고 말했다.", "“갈까?”라며 물었다."]),
        ("ko", ['"갔다."며 웃었다.', "'간다.'는 말이었다."]),
        ("ja", ["大臣は「協力する。」と述べた。", "会議は終わった。"]),
        ("ja", ["「行く？」って聞いた。", "『はい！』など答えた。"]),
        ("ja", ["「はい。」", "「いいえ。」", "彼は笑った。"]),
        ("ja", ["「協力する。」", "会議は終わった。"]),
        ("zh", ["他说：“下雨了。”然后走了。", "会议结束。"]),
        ("zh", ["部长说：“下雨了。”", "但是，会议没有结束。"]),
        ("zh", ["“来吧！”部长说。", "会议结束。"]),
    ],
)
def test_a_quotation_is_not_cut_from_what_says_who_spoke(
    language: str, expected: list[str]
) -> None:
    text = (" " if language == "ko" else "").join(expected)
    assert [text[start:end] for start, end in sentence_ranges(text, language)] == expected


def test_a_particle_joins_after_white_space_too() -> None:
    text = "장관은 “시간이 없다.” 라고 말했다. 회의는 끝났다."
    found = [text[start:end] for start, end in sentence_ranges(text, "ko")]
    assert found == ["장관은 “시간이 없다.” 라고 말했다.", "회의는 끝났다."]


@pytest.mark.parametrize(
    "expected",
    [
        ["The quay rose by 0.6 m.", "Her report came late."],
        ["It was closed in May.", "Nobody objected.", "It met on 9 Oct. 2024."],
        ["Nobody knew…", "See vol. 3 and paras. 17 to 20."],
        ["Sales rose to 1.2 bn. crowns.", "Ms. Ana Torres left."],
    ],
)
def test_short_forms_and_units_are_told_from_sentence_ends(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentence_ranges(text, "en")] == expected


def test_white_space_still_parts_a_quotation_from_the_next_sentence() -> None:
    text = "“비가 온다.” 그는 웃었다."
    assert len(sentence_ranges(text, "ko")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "会議は六月に開かれました。次の会議は来年の春に開かれます。",
        "会议于六月举行。下一次会议将在明年春天举行",
        "日本はどうする？",
        "정상회의는 유월에 열렸다. 다음 회의는 봄에 열린다",
        "장관은 “협력을 강화하겠다.”",
        "Is it so? Yes it is! Or not",
    ],
)
def test_a_line_of_sentences_is_no_title(line: str) -> None:
    flow = plain.parse(f"{line}\n\n{line}\n")
    front = front_of(flow, "notes.txt")
    assert front.title == "Notes"
    assert {block.shape for block in with_title(flow, front).blocks} == {Shape.PARAGRAPH}


@pytest.mark.parametrize(
    "line",
    [
        "Will it rain? A forecast",
        "Will it rain? What Dr. Kim said",
        "Rain in the U.S. and St. Louis",
        "六月の首脳会議",
        "장관, 협력을 강화하겠다고 밝혀",
    ],
)
def test_a_line_that_ends_no_sentence_is_a_title(line: str) -> None:
    flow = plain.parse(f"{line}\n\nIt rained for a week. Nobody in town minded that at all.\n")
    assert front_of(flow, "notes.txt").title == line


def test_large_headings_that_repeat_but_for_a_number_are_read(opened: Opening) -> None:
    pages = [
        [
            Text(60, 60, f"Evaluation, part {number}", 18),
            Text(60, 810, f"Yearbook of Piers {number}", 9),
            *column(60, 200, [f"It rained on day {number} and the pier held."] * 6),
        ]
        for number in range(1, 5)
    ]
    paragraphs = opened("parts.pdf", pdf(*pages)).paragraphs
    headings = [sentences[0] for role, sentences in paragraphs if role == "heading"]
    assert headings == [f"Evaluation, part {number}" for number in range(1, 5)]
    assert not any("Yearbook" in sentence for _, found in paragraphs for sentence in found)
