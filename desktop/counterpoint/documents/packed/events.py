"""Reading XML as a stream of events: depth costs nothing, and no entity is ever expanded."""

from collections.abc import Callable, Mapping
from html import unescape
from xml.parsers import expat

from counterpoint.documents.packed.archive import BROKEN
from counterpoint.domain.refusal import Refusal

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def read_exactly(content: bytes, start: Start, end: End, text: Text) -> None:
    """Tell of every element by "address name", address being its namespace's; raises Refusal."""
    parser = expat.ParserCreate(namespace_separator=" ")
    _read(parser, content, (start, end, text))


def read_loosely(content: bytes, start: Start, end: End, text: Text) -> None:
    """Tell of every element by its name without prefix, and of attributes; raises Refusal.

    Who writes books often forgets to declare a prefix, or uses a name for a character.
    """
    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)  # or an unknown name of a character would be an error
    parser.SkippedEntityHandler = lambda name, is_parameter: text(unescape(f"&{name};"))

    def start_local(name: str, attributes: Attributes) -> None:
        named = {_local(attribute): value for attribute, value in attributes.items()}
        start(_local(name), named)

    _read(parser, content, (start_local, lambda name: end(_local(name)), text))


def _read(parser: expat.XMLParserType, content: bytes, handlers: tuple[Start, End, Text]) -> None:
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = handlers[:2]
    parser.CharacterDataHandler = handlers[2]
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError, OSError) as error:
        raise Refusal(BROKEN) from error  # also where it names a codec that cannot be loaded


def _refuse_entity(*declared: object) -> None:
    """Entities can grow to any size, and documents of these formats need none."""
    raise Refusal(BROKEN)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
