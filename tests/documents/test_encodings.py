"""Facts about decoding."""

from __future__ import annotations

import pytest

from counterpoint.documents.decoding import declared_encoding, decode
from counterpoint.domain.refusal import Refusal

JAPANESE = "会議は六月に開かれました。次の会議は来年の春に開かれます。\n" * 3
KOREAN = "정상회의는 유월에 열렸다. 다음 회의는 내년 봄에 열린다.\n" * 3
CHINESE = "会议于六月举行。下一次会议将在明年春天举行。\n" * 3
TAIWANESE = "會議於六月舉行。下一次會議將在明年春天舉行。\n" * 3
RUSSIAN = "Встреча прошла в июне. Следующая встреча будет весной.\n" * 3
FRENCH = "La réunion a été tenue à Genève. Où êtes-vous allé après ?\n" * 3
POLISH = "W czerwcu odbyło się spotkanie. Następne będzie za rok, mówią źródła.\n" * 3


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE * 4),
        ("euc_kr", KOREAN),
        ("gbk", CHINESE),
        ("big5", TAIWANESE),
        ("cp1251", RUSSIAN),
        ("cp1252", FRENCH),
        ("cp1250", POLISH),
    ],
)
def test_a_legacy_encoding_is_recognised_undeclared(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_recognised_with_a_mark_or_by_its_zeros(encoding: str) -> None:
    assert decode(("It rained. " * 20 + "Ünd").encode(encoding)) == "It rained. " * 20 + "Ünd"


def test_a_declared_encoding_is_believed_where_utf_8_is_impossible() -> None:
    content = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Мир'
    encoded = content.encode("cp1251")
    assert decode(encoded, declared_encoding(encoded)) == content


def test_a_declaration_that_lies_is_overruled_by_valid_utf_8() -> None:
    assert decode("naïve".encode(), "iso-8859-1") == "naïve"


def test_a_codec_that_is_no_encoding_of_text_is_not_believed() -> None:
    assert (
        decode(rb"a\new " + b"\xe9t\xe9 et l'\xe9cole", "unicode_escape") == r"a\new été et l'école"
    )


def test_line_ends_become_line_feeds_and_what_shows_nothing_goes() -> None:
    assert decode(b"a\r\nb\rc\x0cd\x07e\xc2\xadf") == "a\nb\nc\ndef"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refusal, match="not text"):
        decode(bytes(range(256)) * 8)


def test_a_declaration_that_fails_is_replaced_by_a_guess() -> None:
    content = f"<meta charset=utf-8><p>{JAPANESE}"
    assert decode(content.encode("shift_jis"), "utf-8") == content


@pytest.mark.parametrize("declared", ["", "utf-8"])
def test_a_broken_character_does_not_cost_the_others(declared: str) -> None:
    content = (KOREAN * 4).encode()
    assert decode(content[:200] + b"\xff" + content[200:], declared).count("\ufffd") <= 3


@pytest.mark.parametrize("declared", ["utf-16", "utf-16le", "utf-32"])
def test_wide_unicode_declared_in_narrow_text_means_utf_8(declared: str) -> None:
    content = f'<meta charset="{declared}"><p>naïve'.encode()
    assert decode(content, declared_encoding(content)) == content.decode()
    legacy = "<p>La réunion a été tenue à Genève.".encode("cp1252")
    assert decode(legacy, declared) == legacy.decode("cp1252")


@pytest.mark.parametrize("declared", ["", "utf-8", "shift_jis"])
def test_japanese_with_escapes_is_recognised(declared: str) -> None:
    content = JAPANESE.encode("iso2022_jp")
    assert decode(content, declared) == JAPANESE
    assert decode(content.replace(b"\x1b$B", b"\x1b$@"), declared) == JAPANESE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [JAPANESE, KOREAN, CHINESE, TAIWANESE, RUSSIAN])
def test_wide_unicode_without_a_mark_is_recognised_by_its_script(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_japanese_without_a_single_zero_is_recognised(encoding: str) -> None:
    line = JAPANESE.split("\n", maxsplit=1)[0]
    assert decode(line.encode(encoding)) == line


def test_a_few_zeros_in_utf_8_are_dropped() -> None:
    content = (KOREAN * 200).encode()
    assert decode(content[:300] + b"\0" + content[300:]) == KOREAN * 200
    assert decode(b"\0" + content + b"\0\0") == KOREAN * 200


@pytest.mark.parametrize("zeros", [1, 40])
def test_many_zeros_in_utf_8_are_refused(zeros: int) -> None:
    with pytest.raises(Refusal, match="not text"):
        decode(b"It rained all day in town.\0" * zeros + b" Nobody minded.")
