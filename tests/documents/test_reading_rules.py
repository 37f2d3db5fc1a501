"""Facts about the rules that make reading text."""

from __future__ import annotations

import pytest

from counterpoint.documents.flow import plain, web
from counterpoint.documents.text.front_matter import front_of, names, sensible_title, title_of_name
from counterpoint.documents.text.hyphens import Vocabulary
from counterpoint.documents.text.labels import labels_of
from counterpoint.documents.text.sentences import language_of, sentence_ranges
from counterpoint.domain.dates import date_of_line, date_of_stamp

NOTICE = (
    "LISBON, May 4, 2023 – Dr. Ada Example of the Harbour Institute (https://example.org/) has"
    " published a new brief, titled “Tides? A Harbour’s Future”, which is long enough to be no"
    " title itself and goes on for a while about water.\n\n"
    "The brief says that water rises and that piers must rise with it sooner or later.\n\n"
    "The Harbour Institute for Tides is an independent think tank by the sea."
)


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text, language)]


def test_sentences_are_exact_ranges_whatever_the_characters() -> None:
    assert sentences("  It rained 😀. Dr. Kim said “It will.”  He left. ") == [
        "It rained 😀.",
        "Dr. Kim said “It will.”",
        "He left.",
    ]


def test_the_number_of_a_paragraph_or_figure_ends_no_sentence() -> None:
    assert sentences("12. It rained. It will.") == ["12. It rained.", "It will."]
    assert sentences("Figure 3. Rain by month.") == ["Figure 3. Rain by month."]


def test_korean_and_japanese_are_parted_into_sentences() -> None:
    assert sentences("비가 왔다. 또 올 것이다.", "ko") == ["비가 왔다.", "또 올 것이다."]
    assert sentences("雨が降った。また降る。", "ja") == ["雨が降った。", "また降る。"]


@pytest.mark.parametrize(
    ("text", "named", "language"),
    [
        ("It rained.", "", "en"),
        ("It rained.", "pt-BR", "pt"),
        ("비가 왔다. NATO.", "", "ko"),
        ("雨が降った。", "", "ja"),
        ("下雨了。", "", "zh"),
        ("Шёл дождь.", "", "ru"),
    ],
)
def test_the_language_is_the_named_one_or_guessed_by_script(
    text: str, named: str, language: str
) -> None:
    assert language_of(text, named) == language


def test_the_document_judges_hyphens_at_line_ends() -> None:
    words = Vocabulary(
        [
            "memory-mapped and co-operate",
            "overview of discussed",
            "sea water level",
            "over it they take",
        ]
    )
    assert words.keeps_hyphen("a memory-", "mapped file")
    assert not words.keeps_hyphen("was dis-", "cussed there")
    assert not words.keeps_hyphen("an over-", "view of it")
    assert not words.keeps_hyphen("to over-", "take it")
    assert not words.keeps_hyphen("an unseen exam-", "ple of it")
    assert words.keeps_hyphen("the North-", "South road")
    assert words.keeps_hyphen("a water-", "level mark")


def test_a_notice_gives_title_author_date_and_house() -> None:
    front = front_of(plain.parse(NOTICE), "notice.txt")
    assert front.title == "Tides? A Harbour’s Future"
    assert (front.author, front.date) == ("Ada Example", "2023-05-04")
    assert front.publisher == "Harbour Institute for Tides"


def test_a_text_without_any_sign_is_named_after_its_file() -> None:
    flow = plain.parse("It rained all day, and nobody in town minded. " * 6)
    assert front_of(flow, "rain_report-2024-05-01.txt").title == "Rain report 2024-05-01"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Microsoft Word - On Rain", "On Rain"),
        ("report_final.docx", ""),
        ("untitled", ""),
        ("On Rain", "On Rain"),
    ],
)
def test_titles_that_programs_gave_are_not_titles(title: str, kept: str) -> None:
    assert sensible_title(title) == kept


def test_names_are_made_readable() -> None:
    assert title_of_name("a_b-c 2024-05.pdf") == "A b c 2024-05"
    assert names("by Ada Example and Bob Sample") == "Ada Example, Bob Sample"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("June 22, 2025", "2025-06-22"),
        ("Published: 22 June 2025", "2025-06-22"),
        ("Monday, 3 Sept. 2024", "2024-09-03"),
        ("March 2024", "2024-03"),
        ("2025년 6월 22일", "2025-06-22"),
        ("2025-06-22", "2025-06-22"),
        ("In June 22, 2025 was far", ""),
        ("June 42, 2025", ""),
    ],
)
def test_a_line_that_is_a_date_is_read(line: str, date: str) -> None:
    assert date_of_line(line) == date


def test_time_stamps_are_read_as_precisely_as_they_are() -> None:
    stamps = ["D:20250622101500+02'00'", "2025-06-22T10:00:00Z", "2025", "2025-13"]
    assert [date_of_stamp(stamp) for stamp in stamps] == ["2025-06-22", "2025-06-22", "2025", ""]


def test_labels_follow_the_rules_or_count() -> None:
    rules = [{"startpage": 1, "style": "A", "prefix": "App. ", "firstpagenum": 26}]
    assert labels_of(rules, 4) == ("1", "App. Z", "App. AA", "App. BB")


def test_short_lines_of_an_unwrapped_file_stay_apart() -> None:
    flow = plain.parse("A Title\nBy Ada Example\n\n" + "It rained for days on end. " * 8)
    assert [block.text for block in flow.blocks[:2]] == ["A Title", "By Ada Example"]


def test_lines_of_an_unwrapped_file_are_paragraphs_however_long() -> None:
    lines = ["It rained for days on end. " * 8, "Then it stopped at last, they say. " * 6]
    assert len(plain.parse("\n".join(lines)).blocks) == 2


def test_unclosed_and_crossed_elements_lose_no_text() -> None:
    flow = web.parse("<p>a <b>b <i>c</b> d<ul><li>e<table><tr><td>f<td>g</table>h</i>")
    assert [block.text for block in flow.blocks] == ["a b c d", "e", "f | g", "h"]


def test_text_broken_into_lines_is_no_title() -> None:
    text = "Titel: Maß und Mitte\n\nDie Straße ist lang. Über die Brücke – 5\nMeter – geht man."
    front = front_of(plain.parse(text), "a.txt")
    assert (front.title, front.author) == ("Titel: Maß und Mitte", "")


def test_a_title_is_not_its_own_author() -> None:
    text = "Burdens Shared, Burdens Shifted\n\nIntroduction\n\n" + "It goes on and on. " * 12
    front = front_of(plain.parse(text), "a.txt")
    assert (front.title, front.author) == ("Burdens Shared, Burdens Shifted", "")
