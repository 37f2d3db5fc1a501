"""Fixed pages turned clockwise, by 90, 180 or 270 degrees: sizes, drawing, lines."""

from array import array
from dataclasses import replace

from pymupdf import mupdf

from counterpoint.documents.client.pages import Line

Size = tuple[float, float]
"""Width and height of a page as it stands in the file, in points."""


def turned_size(size: Size, turn: int) -> Size:
    """Width and height of the turned page."""
    return (size[1], size[0]) if turn % 180 else size


def turning(size: Size, turn: int) -> mupdf.FzMatrix:
    """What brings the page into place, its turned top left corner to the origin."""
    width, height = size
    match turn % 360:
        case 90:
            return mupdf.FzMatrix(0, 1, -1, 0, height, 0)
        case 180:
            return mupdf.FzMatrix(-1, 0, 0, -1, width, height)
        case 270:
            return mupdf.FzMatrix(0, -1, 1, 0, 0, width)
    return mupdf.FzMatrix()


def turned_line(line: Line, size: Size, turn: int) -> Line:
    """A line of the page where it stands on the turned one; its characters keep their order."""
    for _ in range(turn % 360 // 90):
        line, size = _turned_once(line, size[1]), (size[1], size[0])
    return line


def _turned_once(line: Line, height: float) -> Line:
    """Clockwise: what was the distance from the bottom is now that from the left."""
    if line.vertical:
        edges = array("f", (height - edge for edge in line.edges))
        return replace(line, vertical=False, edges=edges)
    return replace(
        line,
        vertical=True,
        top=height - line.bottom,
        bottom=height - line.top,
        baseline=height - line.baseline,
    )
