"""Facts about texts in encodings that they do not name, or name wrongly."""

from __future__ import annotations

import pytest

from counterpoint.documents.decoding import declared_encoding, decode

TEXTS = {
    "ja": "町の図書館は来週から改修される。工事のあいだ、本は隣の学校で借りられます。",
    "ko": "마을 도서관은 다음 주부터 고친다. 그동안 책은 옆 학교에서 빌릴 수 있다.",
    "zh": "镇上的图书馆下周开始整修。在这段时间里，书可以到隔壁的学校去借。",
    "tw": "鎮上的圖書館下週開始整修。在這段時間裡，書可以到隔壁的學校去借。",
    "ru": "Городскую библиотеку начнут чинить со вторника. Книги пока выдаёт соседняя школа.",
    "el": "Η βιβλιοθήκη της πόλης κλείνει από Δευτέρα. Τα βιβλία θα τα δίνει το σχολείο.",
    "fr": "La bibliothèque sera rénovée dès lundi. On prêtera les livres à l’école voisine.",
    "de": "Die Bücherei wird ab Montag umgebaut. Bücher gibt solange die Schule über die Straße.",
    "es": "La biblioteca cerrará mañana por obras. ¿Dónde se prestarán los libros? En la escuela.",
    "sv": "Biblioteket stängs på måndag för ombyggnad. Böckerna lånas så länge ut i skolan.",
    "pl": "Od poniedziałku biblioteka będzie remontowana. Książki wypożycza sąsiednia szkoła.",
    "cs": "Od pondělí se knihovna opravuje. Knihy zatím půjčuje škola na náměstí, říká ředitel.",
    "hu": "Hétfőtől felújítják a könyvtárat. A könyveket addig a szomszédos iskolából kérhetjük.",
    "tr": "Kütüphane pazartesi günü onarıma alınıyor. Kitapları şimdilik komşu okul verecek.",
}
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
ENCODINGS = {
    "ja": ("shift_jis", "euc_jp", "iso2022_jp"),
    "ko": ("euc_kr",),
    "zh": ("gbk", "gb2312"),
    "tw": ("big5",),
    "ru": ("cp1251", "koi8_r", "iso8859_5", "cp866"),
    "el": ("cp1253", "iso8859_7"),
    "fr": ("cp1252",),
    "de": ("cp1252", "latin_1"),
    "es": ("latin_1",),
    "sv": ("latin_1",),
    "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"),
    "hu": ("cp1250", "iso8859_2"),
    "tr": ("cp1254",),
}
CASES = [(language, encoding) for language in TEXTS for encoding in (*ENCODINGS[language], *WIDE)]


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_two_sentences_and_a_page_are_read_whatever_they_are_in(
    language: str, encoding: str
) -> None:
    short = TEXTS[language]
    page = "\n\n".join([short] * 15)
    assert decode(short.encode(encoding)) == short
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize(
    ("declared", "language", "encoding"),
    [
        ("iso-8859-1", "fr", "utf-8"),
        ("windows-1252", "ja", "utf-8"),
        ("utf-8", "ru", "cp1251"),
        ("utf-8", "ru", "koi8_r"),
        ("utf-8", "ko", "euc_kr"),
        ("utf-8", "ja", "shift_jis"),
        ("utf-16", "de", "cp1252"),
    ],
)
def test_a_page_that_names_a_wrong_encoding_is_read(
    declared: str, language: str, encoding: str
) -> None:
    page = f"<!doctype html><meta charset={declared}><p>{TEXTS[language]}"
    content = page.encode(encoding)
    assert decode(content, declared_encoding(content)) == page


@pytest.mark.parametrize(("language", "encoding"), [("ru", "koi8_r"), ("ja", "euc_jp")])
def test_mixed_line_ends_of_an_unnamed_encoding_become_line_feeds(
    language: str, encoding: str
) -> None:
    text = TEXTS[language]
    mixed = f"{text}\r\n{text}\r{text}\n".encode(encoding)
    assert decode(mixed) == f"{text}\n" * 3
