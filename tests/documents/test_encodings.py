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
