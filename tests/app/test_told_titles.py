"""Documents with one title are told apart."""

from counterpoint.app.describing import told_titles
from counterpoint.domain.documents import Document, Edition


def a_document(title: str, file: str, file_format: str, date: str = "") -> Document:
    """A document whose id is the name of its file."""
    edition = Edition(file, file)
    return Document(id=file, title=title, editions=(edition,), format=file_format, date=date)


def titles(*documents: Document) -> list[str]:
    """What is said of each."""
    return list(told_titles(documents).values())


def test_a_title_of_its_own_stays() -> None:
    assert titles(a_document("A", "a.pdf", "pdf"), a_document("B", "b.pdf", "pdf")) == ["A", "B"]


def test_what_differs_is_added() -> None:
    by_kind = titles(a_document("A", "a.pdf", "pdf"), a_document("a", "a.docx", "docx"))
    assert by_kind == ["A (PDF)", "a (DOCX)"]
    dated = [a_document("A", f"{year}.pdf", "pdf", year) for year in ("2024", "2025")]
    assert titles(*dated) == ["A (2024)", "A (2025)"]
    assert titles(a_document("A", "1.pdf", "pdf"), a_document("A", "2.pdf", "pdf")) == [
        "A (1.pdf)",
        "A (2.pdf)",
    ]
