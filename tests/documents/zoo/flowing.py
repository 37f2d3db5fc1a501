"""Text, HTML and Markdown that are deep, wide, endless or full of what shows nothing."""

from __future__ import annotations

from functools import partial

from tests.documents.zoo.animals import EITHER, SHOWN, Animal, encoded

DEEP = 200_000
PARAGRAPHS = 300_000
LETTERS = 3_000_000
LONG = 50 << 20
RAIN = "It rained. "


def page(body: str) -> str:
    """A web page."""
    return f"<!doctype html><html><head><title>Rain</title></head><body>{body}</body></html>"


def web(name: str, body: str, count: int = DEEP, ending: str = "") -> Animal:
    """A page of something so many times, a sentence, and another thing as often."""
    return Animal(
        f"{name}.html", encoded(lambda: page(body * count + f"<p>{RAIN}</p>" + ending * count))
    )


def whole_page(name: str, body: str, end: str = SHOWN) -> Animal:
    """A page with that body."""
    return Animal(f"{name}.html", encoded(partial(page, body)), end)


def mark(name: str, text: str, count: int = 1, tail: str = f"\n\n{RAIN}\n") -> Animal:
    """A Markdown file of something so many times."""
    return Animal(f"{name}.md", encoded(lambda: text * count + tail))


def text(name: str, part: str, count: int = 1, end: str = SHOWN) -> Animal:
    """A text file of something so many times."""
    return Animal(f"{name}.txt", encoded(lambda: part * count), end)


def remote() -> str:
    """A page that would fetch, run and open what it likes."""
    address = "http://127.0.0.1:9/a"
    return page(
        f"<p>{RAIN}</p><script>location='{address}'</script><img src='{address}'>"
        f"<iframe src='file:///etc/passwd'></iframe><object data='{address}'></object>"
        f"<link rel=stylesheet href='{address}'><meta http-equiv=refresh content='0;{address}'>"
        f"<p style='background:url({address})' onclick='x()'>{RAIN}</p>"
        f"<a href='javascript:x()'>a</a><svg><image href='{address}'/><script>x()</script></svg>"
        "<embed src='file:///etc/passwd'><video src='//127.0.0.1:9/a' autoplay></video>"
    )


HTML = (
    web("deep divisions", "<div>", ending="</div>"),
    web("deep quotations", "<blockquote>", ending="</blockquote>"),
    web("deep lists", "<ul><li>", ending="</li></ul>"),
    web("deep tables", "<table><tr><td>", ending="</td></tr></table>"),
    web("deep emphasis", "<b><i>", ending="</i></b>"),
    web("deep notes", '<aside role="doc-footnote">'),
    web("deep hidden", "<div hidden>", ending="</div>"),
    web("deep ruby", "<ruby><rt>", ending="</ruby>"),
    web("deep pictures", "<svg><g>", ending="</g></svg>"),
    web("deep formulas", "<math><mrow>", ending="</mrow></math>"),
    web("stray ends", "</div></p></b>"),
    web("one-letter paragraphs", "<p>a", PARAGRAPHS),
    web("links", '<a href="http://127.0.0.1:9/">a</a> ', 300_000),
    web("headings", "<h2>a</h2>", 100_000),
    web("cells", "<td>a", PARAGRAPHS),
    web("breaks", "<br>", PARAGRAPHS),
    web("ids", '<p id="a">a', 100_000),
    whole_page("a long word", "a" * LETTERS),
    whole_page("a long word of references", "&amp;" * 600_000),
    whole_page("odd references", "&#99999999999;&#xd800;&#0;&#x110000;&nosuch;&amp" * 20_000),
    whole_page("half tags", "<" * 300_000 + RAIN, EITHER),
    whole_page("half ends", "</" * 300_000 + RAIN, EITHER),
    whole_page("half declarations", "<!" * 100_000 + RAIN, EITHER),
    whole_page("half instructions", "<?" * 100_000 + RAIN, EITHER),
    whole_page("half comments", RAIN + "<!--" * 100_000),
    whole_page("half sections", RAIN + "<![CDATA[" * 50_000, EITHER),
    whole_page("half attributes", RAIN + "<a " * 100_000),
    whole_page("half quotes", RAIN + "<a b='" * 100_000),
    whole_page("half scripts", RAIN + "<script>" + "</scrip" * 100_000),
    whole_page("half title", RAIN + "<title>" + "a" * LETTERS),
    whole_page("many attributes", "<p " + "a=b " * 300_000 + f">{RAIN}"),
    whole_page("a long attribute", f"<p style='{'display:' * 300_000}'>{RAIN}"),
    whole_page("a long class", f"<p class='{'note ' * 300_000}'>{RAIN}"),
    whole_page("a long tag", f"<{'p' * LETTERS}>{RAIN}"),
    Animal("declared entities.html", lambda: (
        b"<!DOCTYPE html [<!ENTITY a 'It rained.'><!ENTITY b '&a;&a;'>]><html><p>&b;It rained.")),
    Animal("from the web.html", encoded(remote)),
    Animal("nothing.html", lambda: b"<!doctype html><html></html>", "no text"),
    Animal("only a script.html", lambda: b"<html><script>document.write('a')</script>", "no text"),
)  # fmt: skip

MARKDOWN = (
    mark("deep quotations", ">", DEEP, RAIN),
    mark("deep quotations of lines", "> " * 5_000 + RAIN + "\n", 3),
    mark("deep lists", "- ", DEEP, RAIN),
    mark("deep numbers", "1. ", DEEP, RAIN),
    mark("mixed depth", "> - ", 50_000, RAIN),
    Animal("staircase.md", encoded(lambda: "".join(" " * at + "- a\n" for at in range(1_500)))),
    mark("brackets", "[", DEEP, RAIN),
    mark("brackets closed", "[a](", 50_000, RAIN),
    mark("pictures", "![", 100_000, RAIN),
    mark("stars", "*a **a ", 50_000, RAIN),
    mark("many stars", "*", DEEP, RAIN),
    mark("underlines", "_a", 100_000, RAIN),
    mark("back ticks", "a `", DEEP, RAIN),
    Animal("rising back ticks.md", encoded(lambda: " ".join("`" * at for at in range(2_000)))),
    mark("angles", "<a ", 100_000, RAIN),
    mark("tables", "a|" * 2_000 + "\n" + "-|" * 2_000 + "\n" + ("a|" * 2_000 + "\n") * 200),
    mark("wide tables", "|" * 100_000 + "\n" + "-|" * 100_000 + "\n", 1),
    mark("references", "[a]: http://127.0.0.1/ 'b'\n", 100_000),
    mark("links", "[a](http://127.0.0.1:9/) ", 100_000),
    mark("headings", "# a\n\n", 100_000),
    mark("one-letter paragraphs", "a\n\n", PARAGRAPHS),
    mark("one-letter lines", "a\n", PARAGRAPHS),
    mark("items", "- a\n", 100_000),
    mark("a long word", "a", LETTERS),
    mark("escapes", "\\", LETTERS),
    mark("references to letters", "&amp;", 300_000),
    mark("half fences", "```\n", 100_001),
    mark("blank quotations", ">\n", 100_000),
    mark("tabs", "\t" * 3_000 + "a\n", 30),
    mark("half matter", "---\ntitle: [" + "a" * 100_000),
    mark("underlined", "a\n=\n", 100_000),
    mark("html", "<div>\n", 100_000),
)  # fmt: skip

TEXT = (
    Animal("50 MB in one paragraph.txt", lambda: RAIN.encode() * (LONG // len(RAIN))),
    Animal("50 MB without an end.txt", lambda: b"rain " * (LONG // 5)),
    text("a long word", "a", LETTERS),
    text("a long word of Han", "雨", 1_000_000),
    text("one-letter paragraphs", "a\n\n", PARAGRAPHS),
    text("one-letter lines", "a\n", PARAGRAPHS),
    text("full stops", ".", 1_000_000),
    text("short sentences", "A. ", 300_000),
    text("quotes", "“", 300_000),
    text("brackets", "(", 300_000),
    text("rules", "-" * 500_000 + "\n" + RAIN),
    text("spaces", " " * 3_000_000 + RAIN),
    text("blank lines", "\n" * 1_000_000 + RAIN),
    text("indents", " a\n  b\n", 100_000),
    text("marks on a letter", "a" + "\u0301" * 1_000_000),
    text("marks of direction", "\u202e\u2066It rained.\u2069\u202c\u200f " * 1_000),
    text("unknown letters", "It rained \U000f0000\U0001f600\ufdd0\ue000. " * 1_000),
    text("numbers", "1. " * 100_000),
    text("mixed line ends", "It rained.\r\nIt rained.\rIt rained.\n\r\n\u2028It rained.\x85" * 500),
    Animal("zeros in text.txt", lambda: b"It rained.\0" * 2 + b" It rained. " * 4_000),
    Animal("many zeros in text.txt", lambda: b"It rained.\0" * 900, "not text"),
    Animal("only zeros.txt", lambda: bytes(90_000), "not text|no text|empty"),
    Animal("only a mark.txt", lambda: b"\xef\xbb\xbf", "no text|empty"),
    Animal("only a wide mark.txt", lambda: b"\xff\xfe", "no text|empty"),
    Animal("half a wide letter.txt", lambda: "It rained.".encode("utf-16") + b"a"),
    Animal("half a wider letter.txt", lambda: "It rained.".encode("utf-32") + b"ab"),
    Animal("wide surrogates.txt", lambda: b"\xff\xfe" + b"I\0t\0\0\xd8 \0r\0\0\xdc" * 99),
    Animal("half letters.txt", lambda: "It rained; 비. ".encode() * 999 + b"\xec\x8a"),
    Animal("surrogates in bytes.txt", lambda: b"It rained. \xed\xa0\x80 " * 99, EITHER),
    Animal("escapes to nowhere.txt", lambda: b"It rained. \x1b$B" + b"a" * 999, EITHER),
    Animal("empty.txt", lambda: b"", "empty"),
    Animal("empty.pdf", lambda: b"", "empty"),
    Animal("text named.pdf", lambda: b"It rained.", "not a PDF"),
    Animal("picture named.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), EITHER),
    Animal("picture named.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), EITHER),
    Animal("program", lambda: b"\x7fELF\2\1\1" + bytes(range(256)) * 99, "not text"),
    Animal("program.txt", lambda: b"MZ\x90\0\3" + bytes(range(256)) * 99, "not text"),
    Animal("picture.svg", lambda: b"<svg><image href='file:///etc/passwd'/><text>a</text></svg>",
        EITHER),
)  # fmt: skip
