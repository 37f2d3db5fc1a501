"""From the bytes of a file to an open document, in two steps with the loss of rights between."""

from collections.abc import Callable

from counterpoint.documents.client.formats import Kind
from counterpoint.documents.client.jobs import Open
from counterpoint.documents.decoding import declared_encoding, decode, load_codecs
from counterpoint.documents.flow.blocks import Flow
from counterpoint.documents.text.front_matter import front_of, with_title
from counterpoint.documents.worker.files import SourceFile
from counterpoint.documents.worker.flowing import FlowDocument
from counterpoint.documents.worker.source import OpenDocument

ARTICLE = "article"
"""What a page is opened as when only its article is wanted."""

Finish = Callable[[], OpenDocument]
"""Parses what was prepared; needs no rights."""


def prepare(source: SourceFile, job: Open) -> Finish:
    """Do all that needs the file system: Python's codecs and parsers are files themselves."""
    if job.format == ARTICLE:
        from counterpoint.documents.worker import articles

        return articles.prepare(source, job)
    if source.kind.value.is_fixed:
        from counterpoint.documents.worker.fixed import FixedDocument

        return lambda: FixedDocument(source, job.password)
    if source.kind.value.is_packed:
        unpack = _unpacker(source.kind)
        return lambda: _flow_document(unpack(source.content), source)
    parse = _parser(source.kind)
    declared = declared_encoding(source.content) if source.kind is Kind.HTML else ""
    text = decode(source.content, declared)
    return lambda: _flow_document(parse(text), source)


def _unpacker(kind: Kind) -> Callable[[bytes], Flow]:
    """Parts are unpacked and decoded without rights, so all codecs are loaded before."""
    load_codecs()
    if kind is Kind.EPUB:
        from counterpoint.documents.packed import epub

        return epub.parse
    if kind is Kind.FB2:
        from counterpoint.documents.packed import fiction_book

        return fiction_book.parse
    if kind is Kind.PPTX:
        from counterpoint.documents.packed import pptx

        return pptx.parse
    from counterpoint.documents.packed import docx

    return docx.parse


def _parser(kind: Kind) -> Callable[[str], Flow]:
    if kind is Kind.HTML:
        from counterpoint.documents.flow import web

        return web.parse
    if kind is Kind.MARKDOWN:
        from counterpoint.documents.flow import markdown

        markdown.parse("*Parsed* once, so that the parser has loaded all it loads late.")
        return markdown.parse
    from counterpoint.documents.flow import plain

    return plain.parse


def _flow_document(flow: Flow, source: SourceFile) -> OpenDocument:
    front = front_of(flow, source.name)
    return FlowDocument(with_title(flow, front), front, source.kind.value.name)
