"""The tables that are open in a story of a Word document."""


class Tables:
    """Holds the columns of each open table, the innermost last, and how many rows are open.

    A table of one column is a frame around paragraphs: it has no rows here.
    """

    def __init__(self) -> None:
        self._columns: list[int] = []
        self._rows = 0

    @property
    def in_row(self) -> bool:
        """Whether what comes stands in a row."""
        return self._rows > 0

    @property
    def in_outer_row(self) -> bool:
        """Whether a cell that begins here is one of the outermost row."""
        return self._rows == 1 and not self._is_frame()

    def begin(self) -> None:
        """A table begins, inside another perhaps."""
        self._columns.append(0)

    def add_column(self) -> None:
        """The innermost table has one column more."""
        if self._columns:
            self._columns[-1] += 1

    def end(self) -> None:
        """The innermost table ends."""
        if self._columns:
            self._columns.pop()

    def begin_row(self) -> bool:
        """A row begins; whether it is the outermost."""
        if self._is_frame():
            return False
        self._rows += 1
        return self._rows == 1

    def end_row(self) -> bool:
        """A row ends; whether it was the outermost."""
        if self._is_frame() or not self._rows:
            return False
        self._rows -= 1
        return not self._rows

    def _is_frame(self) -> bool:
        return bool(self._columns) and self._columns[-1] == 1
