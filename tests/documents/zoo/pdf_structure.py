"""PDFs whose objects, tables and trees are wrong: cut, in circles, endless, or locked."""

from __future__ import annotations

from functools import partial

from tests.documents.pdfs import Text, locked, pdf
from tests.documents.zoo.animals import EITHER, WORDS, Animal, Sheet, packed, pdf_of, stream


def sound() -> bytes:
    """Three pages with nothing wrong."""
    return pdf(*([Text(60, 100, f"Page {number} of three.")] for number in (1, 2, 3)))


def cut(percent: int) -> bytes:
    """The first part of a sound file."""
    whole = sound()
    return whole[: len(whole) * percent // 100]


def with_tail(tail: bytes) -> bytes:
    """A sound page, and behind its table another that is read first."""
    whole = Sheet().bytes()
    return whole + b"\n" + tail.replace(b"HERE", b"%d" % (len(whole) + 1)) + b"\n%%EOF"


def circle_of_tables() -> bytes:
    """A table that names itself as the one before it."""
    return with_tail(
        b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 5/Root 1 0 R/Prev HERE>>\nstartxref\nHERE"
    )


def circle_of_packed_tables() -> bytes:
    """A table in a stream that names itself as the one before it."""
    table = stream(bytes(20), b"/Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/Prev HERE")
    return with_tail(b"9 0 obj\n%b\nendobj\nstartxref\nHERE" % table)


def endless_table() -> bytes:
    """A table of a billion objects, of which none is there."""
    return with_tail(b"xref\n0 1000000000\ntrailer<</Size 5/Root 1 0 R>>\nstartxref\nHERE")


def object_stream_in_itself() -> bytes:
    """Objects that are packed in a stream which is said to be packed in itself."""
    held = stream(b"1 0 2 30 <</Type/Catalog/Pages 2 0 R>> <<>>", b"/Type/ObjStm/N 2/First 9")
    rows = b"".join(bytes((2, 0, 3, index)) for index in range(4))
    table = stream(rows, b"/Type/XRef/Size 4/W[1 2 1]/Root 1 0 R")
    body = b"%%PDF-1.7\n3 0 obj\n%b\nendobj\n" % held
    return body + b"4 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF" % (table, len(body))


def deep_page_tree() -> bytes:
    """A page at the end of 20,000 branches."""
    depth = 20_000
    branches = [
        b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (number - 1, number + 1)
        for number in range(2, depth)
    ]
    branches[0] = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth - 1)
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", *branches, page])


def outline(*entries: bytes) -> bytes:
    """A page with bookmarks: the first is object 5, whose children follow."""
    return Sheet(catalogue=b"/Outlines 5 0 R", more=entries).bytes()


def many_bookmarks() -> bytes:
    """More bookmarks than anyone reads."""
    count = 200_000
    entries = (
        b"<</Title(B)/Parent 5 0 R/Next %d 0 R/Dest[3 0 R/Fit]>>" % number
        for number in range(7, count + 6)
    )
    last = b"<</Title(B)/Parent 5 0 R/Dest[3 0 R/Fit]>>"
    return outline(b"<</First 6 0 R/Last %d 0 R/Count 1>>" % (count + 6), *entries, last)


def deep_outline() -> bytes:
    """Bookmarks 5,000 levels deep."""
    entries = (
        b"<</Title(B)/Parent %d 0 R/First %d 0 R/Dest[3 0 R/Fit]>>" % (number - 1, number + 1)
        for number in range(6, 5_006)
    )
    return outline(b"<</First 6 0 R/Last 6 0 R/Count 1>>", *entries, b"<</Title(B)>>")


def labels(tree: bytes, *more: bytes) -> bytes:
    """A page with page labels."""
    return Sheet(catalogue=b"/PageLabels " + tree, more=more).bytes()


def pages(said: bytes) -> bytes:
    """One page in a tree that says this of itself."""
    return Sheet(pages=said).bytes()


def with_broken_lock() -> bytes:
    """Said to be encrypted, by a way nobody knows."""
    return Sheet(trailer=b"/Encrypt<</Filter/Standard/V 99/R 99/O()/U()/P -1>>/ID[()()]").bytes()


STRUCTURE = (
    *(Animal(f"cut at {at}.pdf", partial(cut, at), EITHER) for at in (3, 20, 50, 80, 99)),
    Animal("only a header.pdf", lambda: b"%PDF-1.7\n", "broken|no pages"),
    Animal("locked.pdf", lambda: locked(sound()), "password"),
    Animal("broken lock.pdf", with_broken_lock, EITHER),
    Animal("circle of tables.pdf", circle_of_tables, EITHER),
    Animal("circle of packed tables.pdf", circle_of_packed_tables, EITHER),
    Animal("endless table.pdf", endless_table, EITHER),
    Animal("object stream in itself.pdf", object_stream_in_itself, EITHER),
    Animal("tree in a circle.pdf", lambda: pages(b"/Count 1/Kids[2 0 R]"), EITHER),
    Animal("tree with itself.pdf", lambda: pages(b"/Count 9/Kids[3 0 R 2 0 R 3 0 R]"), EITHER),
    Animal("deep tree.pdf", deep_page_tree, EITHER),
    Animal("no pages.pdf", lambda: pages(b"/Count 0/Kids[]"), "no pages"),
    Animal("200,001 pages.pdf", lambda: pages(b"/Count 200001/Kids[3 0 R]"), EITHER),
    Animal("many missing pages.pdf", lambda: pages(b"/Count 199999/Kids[3 0 R]"), EITHER),
    Animal("2147483648 pages.pdf", lambda: pages(b"/Count 2147483648/Kids[3 0 R]"), EITHER),
    Animal("minus pages.pdf", lambda: pages(b"/Count -7/Kids[3 0 R]"), EITHER),
    Animal("twice a page.pdf", lambda: pages(b"/Count 2/Kids[3 0 R 3 0 R]")),
    Animal("outline in a circle.pdf", lambda: outline(
        b"<</First 6 0 R>>", b"<</Title(B)/Next 6 0 R/First 5 0 R/Dest[3 0 R/Fit]>>")),
    Animal("outline of two in a circle.pdf", lambda: outline(
        b"<</First 6 0 R>>", b"<</Title(B)/Next 7 0 R>>", b"<</Title(C)/Next 6 0 R>>")),
    Animal("deep outline.pdf", deep_outline),
    Animal("many bookmarks.pdf", many_bookmarks),
    Animal("labels in a circle.pdf", lambda: labels(b"5 0 R", b"<</Kids[5 0 R]>>"), EITHER),
    Animal("odd labels.pdf", lambda: labels(b"<</Nums[-5<</S/X/St -9>>0 7 1e30<</S/r/St 4e9>>]>>")),
    Animal("huge labels.pdf", lambda: labels(
        b"<</Nums[0<</S/A/St 2000000000/P(%b)>>]>>" % (b"x" * 100_000))),
    Animal("length of itself.pdf", lambda: Sheet(
        content=b"<</Length 4 0 R>>stream\n%b\nendstream" % WORDS).bytes(), EITHER),
    Animal("wrong lengths.pdf", lambda: Sheet(
        content=b"<</Length 99999999>>stream\n%b\nendstream" % WORDS).bytes(), EITHER),
    Animal("content of itself.pdf", lambda: Sheet(content=b"[4 0 R 4 0 R]").bytes(), EITHER),
    Animal("deep array.pdf", lambda: Sheet(more=[b"[" * 200_000 + b"]" * 200_000]).bytes()),
    Animal("deep dictionary.pdf", lambda: Sheet(
        catalogue=b"/X" + b"<</X" * 100_000 + b" 1" + b">>" * 100_000).bytes(), EITHER),
    Animal("metadata.pdf", lambda: Sheet(
        trailer=b"/Info<</Title<FEFF%b>/Author[1]/CreationDate(D:99999999)>>" % (b"D800" * 9000)
    ).bytes()),
    Animal("circle of links.pdf", lambda: Sheet(
        catalogue=b"/Names<</Dests 5 0 R>>/Dests 6 0 R", page=b"/Annots 6 0 R",
        more=[b"<</Kids[5 0 R]>>", b"[6 0 R]"]).bytes()),
    Animal("packed catalogue.pdf", lambda: pdf_of([packed(b"")]), EITHER),
)  # fmt: skip
"""All of them."""
