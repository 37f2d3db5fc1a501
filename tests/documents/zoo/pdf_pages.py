"""PDFs whose pages are wrong: forms in circles, bombs, boxes of any size, fonts, actions."""

from __future__ import annotations

import random
import zlib
from functools import partial

from tests.documents.pdfs import endless
from tests.documents.zoo.animals import (
    BOX,
    EITHER,
    WORDS,
    Animal,
    Sheet,
    packed,
    stream,
    zeros,
)

_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X %d 0 R>>>>"


def content(drawn: bytes) -> bytes:
    """A page that draws this, packed."""
    return Sheet(content=packed(drawn + WORDS)).bytes()


def forms_in_a_circle() -> bytes:
    """Two forms that draw each other."""
    forms = [stream(b"/X Do", _FORM % 6), stream(b"/X Do /X Do", _FORM % 5)]
    drawn = stream(b"/X Do " + WORDS)
    return Sheet(content=drawn, resources=b"/XObject<</X 5 0 R>>", more=forms).bytes()


def nested_forms() -> bytes:
    """Forms that each draw the next ten times: 10^12 lines on the first page."""
    forms = [stream(b"/X Do " * 10, _FORM % number) for number in range(6, 18)]
    last = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    drawn = stream(b"/X Do " + WORDS)
    resources = b"/XObject<</X 5 0 R>>"
    return Sheet(content=drawn, resources=resources, more=[*forms, last]).bytes()


def deep_forms() -> bytes:
    """Forms 20,000 deep."""
    forms = [stream(b"/X Do", _FORM % number) for number in range(6, 20_006)]
    drawn = stream(b"/X Do " + WORDS)
    resources = b"/XObject<</X 5 0 R>>"
    return Sheet(content=drawn, resources=resources, more=[*forms, stream(b"")]).bytes()


def bomb(gigabytes: int) -> bytes:
    """A content stream of gigabytes in few bytes, packed twice."""
    twice = zlib.compress(zeros(gigabytes), 9)
    return Sheet(content=stream(twice, b"/Filter[/FlateDecode/FlateDecode]")).bytes()


def filters(count: int) -> bytes:
    """A stream packed so often."""
    held = b"It rained."
    for _ in range(count):
        held = held.hex().encode() + b">"
    names = b"/ASCIIHexDecode" * count
    return Sheet(content=stream(held, b"/Filter[%b]" % names)).bytes()


def filtered(entries: bytes, held: bytes = b"") -> bytes:
    """A content stream with these filters."""
    return Sheet(content=stream(held or zlib.compress(bytes(9_000)), entries)).bytes()


def image(entries: bytes, held: bytes = b"") -> bytes:
    """A page with a picture that says this of itself."""
    drawn = stream(b"q 500 0 0 500 9 9 cm /I Do Q " + WORDS)
    picture = stream(held or zlib.compress(bytes(9_000)), b"/Type/XObject/Subtype/Image" + entries)
    return Sheet(content=drawn, resources=b"/XObject<</I 5 0 R>>", more=[picture]).bytes()


def jpx() -> bytes:
    """The head of a JPEG 2000 picture of 4 billion pixels a side (ISO/IEC 15444-1, A.5.1)."""
    size = b"\0\x2f\0\0" + b"\xff\xff\xff\xff" * 2 + bytes(8) + b"\xff\xff\xff\xff" * 2 + bytes(8)
    code = b"\xff\x4f\xff\x51" + size + b"\0\3" + b"\7\1\1" * 3
    return image(b"/Width 9/Height 9/Filter/JPXDecode", code)


def jbig2() -> bytes:
    """A JBIG2 page of 4 billion pixels a side (ITU-T T.88, 7.4.8)."""
    page = b"\xff\xff\xff\xff" * 2 + bytes(11)
    segment = b"\0\0\0\0\x30\0\1\0\0\0\x13" + page
    said = b"/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode"
    return image(said, segment)


def boxed(box: bytes, page: bytes = b"") -> bytes:
    """A page of that size."""
    return Sheet(box=b"/MediaBox[%b]" % box, page=page).bytes()


def font(entries: bytes, *more: bytes) -> bytes:
    """A page whose words stand in a font that says this of itself; ``more`` from object 5 on."""
    drawn = stream(b"BT /G 12 Tf 60 600 Td (It rained.) Tj <0041004200430044> Tj ET " + WORDS)
    own = b">>>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>/G<</Type/Font%b>>>>"
    resources = b"/ExtGState<</E<<" + own % entries
    return Sheet(content=drawn, resources=resources, more=more).bytes()


def noise(size: int) -> bytes:
    """Bytes of no meaning, the same every time."""
    return random.Random(4).randbytes(size)


def font_file(kind: bytes, held: bytes) -> bytes:
    """A font with a file of that kind."""
    about = b"<</Type/FontDescriptor/FontName/X/Flags 4/%b 6 0 R>>" % kind
    entries = b"/Subtype/TrueType/BaseFont/X/FontDescriptor 5 0 R/FirstChar 0/LastChar 255"
    return font(entries, about, packed(held))


def letters_in_themselves() -> bytes:
    """A font whose letters are drawings that use the same font."""
    entries = (
        b"/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255"
        b"/Encoding<</Differences[0" + b"/a" * 256 + b"]>>/CharProcs<</a 5 0 R>>"
        b"/Resources 6 0 R/Widths[" + b"9 " * 256 + b"]"
    )
    inner = b"<</Font<</G<</Type/Font%b>>>>>>" % entries
    return font(entries, stream(b"BT /G 9 Tf (It) Tj ET"), inner)


def mapped(cmap: bytes) -> bytes:
    """A font with that table from codes to letters."""
    return font(
        b"/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</Type"
        b"/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)>>>>]",
        stream(cmap, b"/Type/CMap/CMapName/X/UseCMap 5 0 R"),
    )


def beyond_letters() -> bytes:
    """A letter with a number that no character has."""
    table = b"1 begincodespacerange <00> <ff> endcodespacerange 1 begincidrange <49> <49> %d " % (
        0x3F800000
    )
    entries = b"/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 5 0 R"
    return font(entries, stream(table + b"endcidrange"))


def many_links(count: int) -> bytes:
    """A page full of links."""
    link = b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://127.0.0.1/)>>>>"
    return Sheet(page=b"/Annots[" + link * count + b"]").bytes()


def pattern() -> bytes:
    """A tiling of a millionth of a point across the page."""
    tile = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .000001"
        b"/YStep .000001/Resources<<>>"
    )
    drawn = stream(b"/Pattern cs /P scn 0 0 595 842 re f " + WORDS)
    more = [stream(b"0 0 1 1 re f", tile)]
    return Sheet(content=drawn, resources=b"/Pattern<</P 5 0 R>>", more=more).bytes()


def shading() -> bytes:
    """A function of nested conditions, sampled over the page."""
    program = b"{" + b"dup 0 gt {1 add} {1 sub} ifelse " * 20_000 + b"}"
    function = stream(program, b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1]")
    said = b"/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function 5 0 R>>>>"
    return Sheet(content=stream(b"/S sh " + WORDS), resources=said, more=[function]).bytes()


def actions() -> bytes:
    """Everything a file may ask a program to do when it is opened."""
    script = b"<</S/JavaScript/JS(app.launchURL('http://127.0.0.1:9/');)>>"
    launch = b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>"
    held = b"/Names<</JavaScript<</Names[(a) %b]>>/EmbeddedFiles<</Names[(a)<</F(a.exe)>>]>>>>"
    send = b"<</S/SubmitForm/F(http://127.0.0.1:9/)>>"
    links = b"/Annots[<</Subtype/Link/Rect[0 0 99 99]/A %b>><</Subtype/Link/Rect[0 0 9 9]/A %b>>]"
    return Sheet(
        catalogue=b"/OpenAction %b" % script + held % script,
        page=b"/AA<</O %b/C %b>>" % (launch, send) + links % (launch, send),
    ).bytes()


def elsewhere(address: bytes) -> bytes:
    """A page whose content is said to stand in another file."""
    return Sheet(content=stream(b"", b"/F<</FS/URL/F(%b)>>" % address)).bytes()


BOXES = tuple(
    Animal(f"box {name}.pdf", partial(boxed, box, page), EITHER)
    for name, box, page in (
        ("14,400", b"0 0 14400 14400", b""),
        ("a million", b"0 0 1000000 1000000", b""),
        ("10^9", b"0 0 1000000000 1000000000", b""),
        ("10^38", b"0 0 1e38 1e38", b""),
        ("without end", b"0 0 inf 9" + b"9" * 400, b""),
        ("thin", b"0 0 0.00001 14400", b""),
        ("negative", b"595 842 0 0", b""),
        ("below zero", b"-9000 -9000 -8000 -8000", b""),
        ("zero", b"0 0 0 0", b""),
        ("nan", b"0 0 nan nan", b""),
        ("names", b"/a /b /c /d", b""),
        ("short", b"0 0", b""),
        ("units", b"0 0 595 842", b"/UserUnit 100000"),
        ("minus units", b"0 0 595 842", b"/UserUnit -3"),
        ("no units", b"0 0 595 842", b"/UserUnit 0"),
        ("turned", b"0 0 595 842", b"/Rotate 45"),
        ("cropped to nothing", b"0 0 595 842", b"/CropBox[9000 9000 9001 9001]"),
    )
)  # fmt: skip

_IMAGE = b"/Filter/FlateDecode/ColorSpace/DeviceRGB/BitsPerComponent 8"
_PREDICTOR = b"/Filter/FlateDecode/DecodeParms<</Predictor %d/Columns %d/Colors %d%b>>"
_WIDE = b"/BitsPerComponent 16"
_CMAP = b"1 begincodespacerange <0000> <ffff> endcodespacerange "

PAGES = (
    *BOXES,
    Animal("forms in a circle.pdf", forms_in_a_circle),
    Animal("deep forms.pdf", deep_forms, EITHER),
    Animal("nested forms.pdf", nested_forms, EITHER),
    Animal("a page that hangs.pdf", endless, EITHER),
    Animal("bomb of 8 GB.pdf", partial(bomb, 8), EITHER),
    Animal("1,000 filters.pdf",
        partial(filtered, b"/Filter[" + b"/FlateDecode" * 1000 + b"]"), EITHER),
    Animal("nested filters.pdf", partial(filters, 16), EITHER),
    Animal("predictor.pdf", partial(filtered, _PREDICTOR % (15, 1 << 30, 32, _WIDE)), EITHER),
    Animal("minus predictor.pdf", partial(filtered, _PREDICTOR % (2, -1, 32, _WIDE)), EITHER),
    Animal("image of 10^10 pixels.pdf",
        partial(image, b"/Width 100000/Height 100000" + _IMAGE), EITHER),
    Animal("image of 10^18 pixels.pdf",
        partial(image, b"/Width 1000000000/Height 1000000000" + _IMAGE), EITHER),
    Animal("minus image.pdf", partial(image, b"/Width -5/Height -5" + _IMAGE), EITHER),
    Animal("image bomb.pdf",
        lambda: image(b"/Width 30000/Height 30000" + _IMAGE, zeros(2)), EITHER),
    Animal("jpx.pdf", jpx, EITHER),
    Animal("jbig2.pdf", jbig2, EITHER),
    Animal("mask of itself.pdf", partial(image, b"/Width 9/Height 9/SMask 5 0 R" + _IMAGE), EITHER),
    Animal("million lines.pdf", lambda: content(b"0 0 m 500 500 l S\n" * 1_000_000)),
    Animal("long path.pdf", lambda: content(b"0 0 m " + b"9 9 l 0 5 l " * 300_000 + b"S ")),
    Animal("deep states.pdf", lambda: content(b"q " * 300_000), EITHER),
    Animal("deep clips.pdf", lambda: content(b"q 0 0 99 99 re W n " * 20_000), EITHER),
    Animal("deep marks.pdf", lambda: content(b"/S BMC " * 100_000), EITHER),
    Animal("million words.pdf", lambda: content(
        b"BT /F 1 Tf " + b"1 0 0 1 9 9 Tm (It) Tj " * 200_000 + b"ET ")),
    Animal("endless operand.pdf", lambda: content(b"[" * 100_000 + b"(a" * 100_000), EITHER),
    Animal("tiling.pdf", pattern, EITHER),
    Animal("shading.pdf", shading, EITHER),
    Animal("broken font.pdf", lambda: font_file(b"FontFile2", noise(9_000))),
    Animal("broken type 1.pdf", lambda: font_file(b"FontFile", b"%!PS" + noise(9_000))),
    Animal("broken cff.pdf", lambda: font_file(b"FontFile3", b"\1\0\4\1" + noise(9_000))),
    Animal("huge font.pdf", lambda: font_file(b"FontFile2", b"\0\1\0\0" + bytes(64 << 20))),
    Animal("letters in themselves.pdf", letters_in_themselves, EITHER),
    Animal("font of itself.pdf", lambda: font(b"/Subtype/Type0/Encoding/X/DescendantFonts 5 0 R",
        b"[5 0 R]"), EITHER),
    Animal("map of itself.pdf", lambda: mapped(_CMAP), EITHER),
    Animal("map of all.pdf", lambda: mapped(
        _CMAP + b"9 beginbfrange " + b"<0000> <ffffffff> <0000> " * 9 + b"endbfrange"), EITHER),
    Animal("letter of many.pdf", lambda: mapped(
        _CMAP + b"1 beginbfchar <0041> <" + b"0041" * 100_000 + b"> endbfchar"), EITHER),
    Animal("beyond letters.pdf", beyond_letters, "broken"),
    Animal("100,000 links.pdf", partial(many_links, 100_000)),
    Animal("actions.pdf", actions),
    Animal("content from the web.pdf", partial(elsewhere, b"http://127.0.0.1:9/a"), EITHER),
    Animal("content from a file.pdf", partial(elsewhere, b"file:///etc/passwd"), EITHER),
    Animal("no contents.pdf", lambda: Sheet(content=b"null", box=BOX).bytes(), EITHER),
)  # fmt: skip
"""All of them."""
