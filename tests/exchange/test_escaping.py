"""Text of documents stays text, whatever it looks like."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.exchange.escaping import (
    blockquote,
    escaped,
    escaped_start,
    lines_of,
    metadata,
    paragraphs,
    shortened,
)
from tests.exchange.samples import parsed, quotes, text_of

SIGNS = "\\`*_{}[]()#+-.!|<>&$~^=%@:;\"'/ \t\n"
SNIPPETS = (
    *("  ", "---", "***", "1.", "a)", "(i)", "```", "===", "~~", "%%", "$x$", "| - |"),
    *("![x](y)", "[[z]]", "[^1]", "&amp;", "&#35;", "<b>", "<!--", "<http://x.y>", "http://a.b_c"),
    *("{{ x }}", "{% x %}", "\u00a0", "\u3000", "word", "語", "é", "5"),
)
PIECES = st.sampled_from([*SIGNS, *SNIPPETS])
NASTY = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40)
PLAIN_TOKENS = {"paragraph_open", "inline", "paragraph_close"}

MARKUP = (
    *("# heading", "- item", "+ item", "* item", "1. item", "2) item", "> quote", "---", "***"),
    *("===", "```", "~~~", "    code", "| a | b |", "*em*", "__strong__", "~~gone~~", "`code`"),
    *("[text](target)", "![alt](image)", "<b>html</b>", "<!-- hidden -->", "<https://a.example>"),
    *("&copy; &#42; &#x2a;", "[ref]: /target", "a\\", "C:\\new\\*", "*a**b*", "snake_case _x_"),
)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_text_is_shown_and_not_obeyed(text: str) -> None:
    tokens = parsed("\n\n".join(paragraphs(text)))
    assert {token.type for token in tokens} == PLAIN_TOKENS
    assert text_of(tokens) == text.strip()


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("[[note]] and ![[file]]", r"\[\[note\]\] and !\[\[file\]\]"),
        ("#tag, ^[inline] and [^1]", r"\#tag, \^\[inline\] and \[\^1\]"),
        ("$5 or ==6== or %%7%%", r"\$5 or \=\=6\=\= or \%\%7\%\%"),
        ("see @doe2020, write to s.kim@example.org", r"see \@doe2020, write to s.kim\@example.org"),
        ("{{ site }} {% raw %}", r"\{\{ site }} \{\% raw %}"),
        ("a -- b --- c", r"a \-\- b \-\-\- c"),
        (": a definition", r"\: a definition"),
        ("(a) first", r"(a\) first"),
        ("iv. fourth", r"iv\. fourth"),
        ("#. next", r"\#. next"),
    ],
)
def test_dialects_are_kept_off_too(text: str, markdown: str) -> None:
    assert escaped_start(text) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "In 2025, 5% of GDP (R&D included); a well-known low-cost plan: “done” – or not?",
        "https://example.org/a_b?c=d&e=f",
        "대한민국 — عربي‎ हिन्दी 👩‍🚀",
        "It fell (by 3.5) since 1. January",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert escaped_start(text) == text


def test_control_and_direction_characters_are_left_out() -> None:
    assert lines_of("a\x00\x1b[0m\u202eb\u2066c\x7f\ufffe") == ["a[0mbc"]
    assert lines_of("a \x00\tb") == ["a b"]


def test_a_lone_surrogate_can_be_written_to_a_file() -> None:
    assert escaped("a\udc80b").encode() == "a\ufffdb".encode()


def test_a_quote_of_several_paragraphs_is_one_blockquote() -> None:
    assert blockquote("One.\n\n2. Two.\u2028- Three.") == "> One.\n>\n> 2\\. Two.\n>\n> \\- Three."


@given(NASTY)
def test_a_blockquote_gives_back_the_quotes_words(text: str) -> None:
    expected = "\n".join(lines_of(text))
    assert quotes(blockquote(text)) == ([expected] if expected else [])


@given(NASTY)
def test_a_text_is_never_more_than_paragraphs(text: str) -> None:
    tokens = parsed("before\n\n" + "\n\n".join(paragraphs(text)) + "\n\nafter")
    assert {token.type for token in tokens} == PLAIN_TOKENS
    children = {child.type for token in tokens for child in token.children or []}
    assert children <= {"text", "text_special"}
    assert text_of(tokens).split("\n") == ["before", *lines_of(text), "after"]


@given(NASTY)
def test_metadata_stays_on_its_line_and_in_its_quotes(text: str) -> None:
    written = metadata(text)
    assert len(written.splitlines()) == 1
    assert re.fullmatch(r'"(?:[^"\\]|\\[\\"])*"', written)


def test_metadata_that_pandoc_could_run_is_disarmed() -> None:
    assert metadata('<script> "x" \\input{y}') == r'"\\<script> \"x\" \\\\input{y}"'
    assert metadata("Costs: $5 & more #1") == '"Costs: $5 & more #1"'


@pytest.mark.parametrize(
    ("text", "short"),
    [("One two three", "One two…"), ("One two", "One two"), ("Onetwothree", "Onetwothr…")],
)
def test_a_text_is_shortened_after_a_word(text: str, short: str) -> None:
    assert shortened(text, 10) == short
