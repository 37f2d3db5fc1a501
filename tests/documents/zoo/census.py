"""All animals of the zoo, and which of them need long."""

from __future__ import annotations

from tests.documents.zoo.animals import Animal
from tests.documents.zoo.archived import DOCX, EPUB
from tests.documents.zoo.flowing import HTML, MARKDOWN, TEXT
from tests.documents.zoo.pdf_pages import PAGES
from tests.documents.zoo.pdf_structure import STRUCTURE

ALL: tuple[Animal, ...] = (*STRUCTURE, *PAGES, *HTML, *MARKDOWN, *TEXT, *DOCX, *EPUB)

_NEED_LONG = (
    "many bookmarks.pdf|deep tree.pdf|nested forms.pdf|a page that hangs.pdf|bomb of 8 GB.pdf"
    "|image bomb.pdf|million lines.pdf|long path.pdf|million words.pdf|tiling.pdf|shading.pdf"
    "|100,000 links.pdf|huge font.pdf|box 14,400.pdf|box a million.pdf|box 10^9.pdf"
    "|box units.pdf|predictor.pdf|staircase.md|brackets.md|brackets closed.md|pictures.md"
    "|stars.md|many stars.md|underlines.md|back ticks.md|rising back ticks.md|tables.md"
    "|wide tables.md|references.md|links.md|headings.md|one-letter paragraphs.md"
    "|one-letter lines.md|items.md|a long word.md|escapes.md|references to letters.md"
    "|underlined.md|html.md|half fences.md|angles.md|50 MB in one paragraph.txt"
    "|50 MB without an end.txt|a long word.txt"
    "|one-letter paragraphs.txt|one-letter lines.txt|full stops.txt|short sentences.txt"
    "|quotes.txt|brackets.txt|spaces.txt|blank lines.txt|indents.txt|marks on a letter.txt"
    "|numbers.txt|one-letter paragraphs.html|links.html|headings.html|cells.html|breaks.html"
    "|ids.html|a long word.html|a long word of references.html|half title.html|a long tag.html"
    "|deep lists.html|deep tables.html|deep divisions.html|deep quotations.html"
    "|deep emphasis.html|deep notes.html|deep ruby.html|deep formulas.html|deep pictures.html"
    "|deep hidden.html|stray ends.html|many attributes.html|one-letter paragraphs.docx"
    "|one-letter runs.docx|bold runs.docx|a long word.docx|items.docx|cells.docx"
    "|wide table.docx|chain of styles.docx|breaks.docx|tabs.docx|fields.docx|deep.docx"
    "|deep tables.docx|deep boxes.docx|nested.docx|one-letter paragraphs.epub"
    "|a long word.epub|20,000 chapters.epub|chapter over and over.epub|links.epub"
    "|half tags.html|half sections.html|half comments.html|half declarations.html"
    "|contents.epub|deep.epub|bomb of chapters.epub|bomb of a chapter.epub"
)

HEAVY = frozenset(_NEED_LONG.split("|"))
"""Those that take a second and more, or whose deadline has to pass."""

_LIKE_ANOTHER = (
    "cut at 3.pdf|cut at 20.pdf|cut at 80.pdf|box thin.pdf|box names.pdf|box short.pdf"
    "|box no units.pdf|box turned.pdf|box without end.pdf|box minus units.pdf|box zero.pdf"
    "|endless table.pdf|2147483648 pages.pdf|many missing pages.pdf|labels in a circle.pdf"
    "|packed catalogue.pdf|jbig2.pdf|minus image.pdf|image of 10^18 pixels.pdf|mask of itself.pdf"
    "|font of itself.pdf|broken type 1.pdf|broken cff.pdf|content from the web.pdf"
    "|cut at 200.docx|cut at 600.docx|cut at 300.epub|cut at 900.epub|half ends.html"
    "|half instructions.html|a long class.html|mixed depth.md|deep numbers.md|only a wide mark.txt"
    "|half a wider letter.txt|program.txt|picture named.txt|empty.pdf|twice a page.pdf"
    "|cut at 99.pdf|broken lock.pdf|circle of packed tables.pdf|tree with itself.pdf"
    "|minus pages.pdf|outline of two in a circle.pdf|huge labels.pdf|deep dictionary.pdf"
    "|box 10^38.pdf|box below zero.pdf|minus predictor.pdf|deep clips.pdf|deep marks.pdf"
    "|map of itself.pdf|half attributes.html|half quotes.html|only a script.html"
    "|deep quotations of lines.md|only a mark.txt|many zeros in text.txt|entity from a file.docx"
    "|entity of parameters.docx|laughs in a chapter.epub|laughs.epub|only zeros.txt"
    "|entity from a file.epub|surrogates in bytes.txt|broken font.pdf|cut at 50.pdf"
    "|length of itself.pdf|nested filters.pdf|parts outside.docx|from the web.epub"
)

ALIKE = frozenset(_LIKE_ANOTHER.split("|"))
"""Those that are quick, but much like another."""

QUICK: tuple[Animal, ...] = tuple(animal for animal in ALL if animal.name not in HEAVY | ALIKE)
