"""Text that comes from documents and projects, made safe to show."""

from html import escape

from counterpoint.exchange.escaping import one_line

LONGEST_TIP = 300
"""Code points of a tooltip."""


def shown(text: str) -> str:
    """A text in one line, without control characters and marks that turn its direction."""
    return one_line(text)


def tip(text: str) -> str:
    """A tooltip of plain text.

    Qt takes whatever looks like markup for markup, and would open the files it names.
    """
    plain = one_line(text)
    plain = plain if len(plain) <= LONGEST_TIP else plain[: LONGEST_TIP - 1] + "…"
    return f"<qt>{escape(plain)}</qt>" if plain else ""
