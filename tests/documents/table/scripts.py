"""Pages in other languages and scripts."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.table.setting import (
    BODY,
    NOTE,
    Case,
    Frame,
    Made,
    Paper,
    Type,
    smaller,
    width_of,
)

WESTERN = Type(size=10.5, leading=14)
EASTERN = Type("cjk", 10.5, 17, first=10.5)

FRENCH = (
    "Le ministre a déclaré : « Nous n’avons plus le temps d’attendre. »",
    "Selon M. Fournel, cf. l’art. 3 de la loi n° 2021-17, les dépenses augmenteront de 3,5 % !",
    "Est-ce suffisant ?",
    "Les élus en doutent ; ils l’ont dit à plusieurs reprises.",
)
GERMAN = (
    "„Wir haben keine Zeit mehr“, sagte die Ministerin am 3. Oktober 2023 in Merrow.",
    "Laut Dr. Brandt kostet das Vorhaben ca. 1,7 Mio. Kronen, d. h. doppelt so viel wie geplant.",
    "Der Rat lehnte es z. B. wegen der Umwelt- und Wasserschutzauflagen ab.",
    "Die Straße am Hafen bleibt gesperrt.",
)
SPANISH = (
    "¿Cuánto costará la obra?",
    "Según la Sra. Ibarra, unos 4.500 millones, es decir, más de lo previsto.",
    "«No hay prisa», añadió el alcalde el 5 de mayo.",
    "¡Qué lástima!",
)
KOREAN = (
    "정부는 북쪽 항구를 새로 고치는 데 사백만 원을 쓰기로 하였다.",
    "장관은 “더 이상 기다릴 시간이 없다.”라고 말했다.",
    "그러나 주민들은 공사가 너무 늦게 시작되었다고 생각한다.",
    "2024년 5월 3일에 열린 회의에서는 3.5%의 예산 증가가 논의되었다.",
    "결과는 가을에 나올 예정이다.",
)
JAPANESE = (
    "政府は北の港を改修するために四百万円を支出することを決めた。",
    "大臣は「もう待つ時間はない。」と述べた。",
    "しかし、住民は工事の開始が遅すぎたと考えている。",
    "二〇二四年五月三日の会議では、予算の増額が議論された。",
    "結果は秋に発表される予定である。",
)
SIMPLIFIED = (
    "政府决定拨款四百万元，用于改造北部港口。",
    "部长说：“我们没有时间再等了。”",
    "但是，居民认为工程开始得太晚。",
    "在2024年5月3日的会议上，代表们讨论了增加3.5%预算的问题。",
    "结果将在秋天公布。",
)
TRADITIONAL = (
    "政府決定撥款四百萬元，用於改造北部港口。",
    "部長說：「我們沒有時間再等了。」",
    "但是，居民認為工程開始得太晚！",
    "會議將於秋天舉行，結果將於冬天公布。",
)
ARABIC = ("سافر وزير كبير غدا.", "نجح مشروع صغير بعد سنتين.", "رفض مجتمع قديم شروط سوق جديد.")
HEBREW = ("המועצה נפגשה באביב.", "אחר כך כולם הלכו הביתה.", "איש לא ידע מה יהיה מחיר הנמל.")


def _western(sentences: tuple[str, ...], language: str) -> Case:
    paper = Paper()
    paper.document.set_language(language)
    paper.flow([" ".join(sentences)] * 2, [Frame(0, 90, 90, 300)], replace(WESTERN, first=14))
    return paper.case(sentences, sentences)


def french() -> Case:
    """Guillemets, spaces before high marks, short forms."""
    return _western(FRENCH, "fr")


def german() -> Case:
    """Low quotation marks, dates with a full stop, a hyphen that stands for a word."""
    return _western(GERMAN, "de")


def spanish() -> Case:
    """Marks turned upside down."""
    return _western(SPANISH, "es")


def korean_in_one_column() -> Case:
    """Words and spaces, quoted speech with its particle."""
    paper = Paper()
    paper.flow([" ".join(KOREAN)] * 2, [Frame(0, 90, 90, 330)], EASTERN)
    return paper.case(KOREAN, KOREAN)


def korean_in_two_columns() -> Case:
    """Lines are broken between words, columns within a sentence."""
    paper = Paper()
    frames = [Frame(0, 60, 90, 215, 330), Frame(0, 315, 90, 215, 330)]
    paper.flow([" ".join(KOREAN)] * 4, frames, replace(EASTERN, size=9.5, leading=15))
    return paper.case(*[KOREAN] * 4)


def korean_broken_within_words() -> Case:
    """Lines broken between syllables, as many Korean programs do."""
    paper = Paper()
    lines = """
위원회는 다음 해 봄에 다시 모여 예산을 논의하기로 결
정하였다. 그때까지는 새로운 공사를 시작하지 않는다. 주
민 대표도 이에 찬성하였다.
"""
    for number, line in enumerate(lines.strip().split("\n")):
        paper.line(0, (90, 90 + 17 * number), line, EASTERN)
    return paper.case(
        "위원회는 다음 해 봄에 다시 모여 예산을 논의하기로 결정하였다.",
        "그때까지는 새로운 공사를 시작하지 않는다.",
        "주민 대표도 이에 찬성하였다.",
    )


def korean_over_two_pages_with_numbers() -> Case:
    """A sentence goes on overleaf, past page numbers and a running head."""
    paper = Paper()
    frames = [Frame(page, 90, 110, 400, 215) for page in range(3)]
    paper.flow([" ".join(KOREAN)] * 4, frames, EASTERN)
    for page in range(3):
        paper.centred(page, 60, "물길 연구 제12호", smaller(EASTERN, 8))
        paper.centred(page, 800, f"- {page + 5} -", smaller(EASTERN, 8))
    return paper.case(*[KOREAN] * 4)


def japanese_in_two_columns() -> Case:
    """No spaces; first lines moved in by one character."""
    paper = Paper()
    frames = [Frame(0, 60, 90, 210, 280), Frame(0, 320, 90, 210, 280)]
    paper.flow(["".join(JAPANESE)] * 3, frames, EASTERN)
    return paper.case(*[JAPANESE] * 3)


def japanese_upright() -> Case:
    """Vertical lines from right to left."""
    paper = Paper()
    words = "".join(JAPANESE)
    page = paper.page(0)
    for number in range(0, len(words), 30):
        x = 480 - 18 * (number // 30)
        page.insert_text((x, 100), words[number : number + 30], fontname="japan", fontsize=11)
    for xref, *_, encoding in (font[:6] for font in page.get_fonts()):
        if encoding == "UniJIS-UTF16-H":
            paper.document.xref_set_key(xref, "Encoding", "/UniJIS-UTF16-V")
    return paper.case(JAPANESE)


def chinese_simplified() -> Case:
    """Full stops within quotation marks end the sentence."""
    paper = Paper()
    paper.flow(["".join(SIMPLIFIED)] * 2, [Frame(0, 90, 90, 320)], replace(EASTERN, first=21))
    return paper.case(SIMPLIFIED, SIMPLIFIED)


def chinese_traditional_in_two_columns() -> Case:
    """Corner brackets, two columns."""
    paper = Paper()
    frames = [Frame(0, 60, 90, 210, 220), Frame(0, 320, 90, 210, 220)]
    paper.flow(["".join(TRADITIONAL)] * 3, frames, replace(EASTERN, first=21))
    return paper.case(*[TRADITIONAL] * 3)


def raised_marks_in_eastern_text() -> Case:
    """Marks of notes after full stops of full width, and the notes at the foot."""
    paper = Paper()
    x = 90.0
    for words, is_mark in (
        ("会議は六月に開かれた。", False),
        ("1", True),
        ("次回は春である", False),
    ):
        kind = smaller(EASTERN, 6) if is_mark else EASTERN
        paper.line(0, (x, 96 if is_mark else 100), words, kind)
        x += width_of(words, kind)
    paper.line(0, (x, 96), "2)", smaller(EASTERN, 6))
    paper.line(0, (x + 8, 100), "。", EASTERN)
    paper.flow(["".join(JAPANESE)], [Frame(0, 90, 140, 400)], EASTERN)
    paper.line(0, (90, 770), "1 議事録は公表されていない。", replace(NOTE, font="cjk"))
    paper.line(0, (90, 782), "2) 予定である。", replace(NOTE, font="cjk"))
    return paper.case(
        "会議は六月に開かれた。",
        "次回は春である。",
        JAPANESE,
        "議事録は公表されていない。",
        "予定である。",
    )


def arabic() -> Case:
    """From right to left."""
    paper = Paper()
    markup = f'<p dir="rtl" style="font-size:14px">{" ".join(ARABIC)}</p>'
    paper.html(0, (90, 90, 290, 400), markup)
    return paper.case(ARABIC)


def hebrew_of_two_paragraphs() -> Case:
    """From right to left, with a number and a name in Latin letters."""
    paper = Paper()
    mixed = "ב-2024 פורסם דוח של NATO על הנמל."
    for top, words in ((90, " ".join(HEBREW)), (200, f"{mixed} {HEBREW[1]}")):
        paper.html(0, (90, top, 290, top + 100), f'<p dir="rtl">{words}</p>')
    return paper.case(HEBREW, mixed, HEBREW[1])


def english_with_korean_words() -> Case:
    """Names in brackets in another script within English sentences."""
    paper = Paper()
    said = (
        "The Harbour Office (항만청) was founded in 1961.",
        "Its journal, 물길 연구 (Studies of Waterways), appears twice a year.",
        "In Japan the office (港湾局) has a partner.",
    )
    kind = Type("cjk", 10.5, 15)
    paper.flow([" ".join(said)], [Frame(0, 90, 90, 300)], kind)
    return paper.case(said)


def korean_and_english_side_by_side() -> Case:
    """A document in two languages, one in each column."""
    paper = Paper()
    english = (
        "The government will spend four million won to repair the northern harbour.",
        "Residents think that the work began too late.",
        "A result is expected in autumn, after the council has met twice more.",
    )
    kind = replace(EASTERN, first=0)
    paper.flow([" ".join(KOREAN)], [Frame(0, 60, 90, 210)], kind)
    paper.flow([" ".join(english)], [Frame(0, 320, 90, 210)], replace(BODY, leading=17))
    return paper.case(KOREAN, english)


CASES: tuple[Made, ...] = (
    french,
    german,
    spanish,
    korean_in_one_column,
    korean_in_two_columns,
    korean_broken_within_words,
    korean_over_two_pages_with_numbers,
    japanese_in_two_columns,
    japanese_upright,
    chinese_simplified,
    chinese_traditional_in_two_columns,
    raised_marks_in_eastern_text,
    arabic,
    hebrew_of_two_paragraphs,
    english_with_korean_words,
    korean_and_english_side_by_side,
)
