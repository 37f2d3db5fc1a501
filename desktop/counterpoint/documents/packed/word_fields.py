"""Which parts of a Word document are shown: fields show results, alternatives one of them."""


class Fields:
    """Holds the open fields: whether each is still telling what to compute, or its result."""

    def __init__(self) -> None:
        self._in_result: list[bool] = []
        self._telling = 0

    @property
    def are_shown(self) -> bool:
        """Whether text here is shown."""
        return not self._telling

    def mark(self, kind: str) -> None:
        """A field begins, comes to its result (``separate``) or ends."""
        if kind == "begin":
            self._in_result.append(False)
            self._telling += 1
        elif kind == "separate" and self._in_result and not self._in_result[-1]:
            self._in_result[-1] = True
            self._telling -= 1
        elif kind == "end" and self._in_result:
            self._telling -= not self._in_result.pop()

    def end_paragraph(self) -> None:
        """Forget fields that have no result yet: what they tell never goes beyond a paragraph."""
        if self._telling:
            self._in_result = [shown for shown in self._in_result if shown]
            self._telling = 0


class Choices:
    """Holds whether one of each open set of alternatives was taken, and what a form awaits."""

    def __init__(self) -> None:
        self._taken: list[bool] = []
        self._awaits_placeholder = False

    def begin(self) -> None:
        """A set of alternatives begins."""
        self._taken.append(False)

    def end(self) -> None:
        """The innermost set ends."""
        if self._taken:
            self._taken.pop()

    def take(self) -> bool:
        """Whether the next alternative is to be read: the first is, and no other."""
        if not self._taken or self._taken[-1]:
            return False
        self._taken[-1] = True
        return True

    def expect_placeholder(self) -> None:
        """The next content of a form is only what stands there until someone fills it in."""
        self._awaits_placeholder = True

    def is_placeholder(self) -> bool:
        """Whether the content of a form that begins now is that."""
        awaited, self._awaits_placeholder = self._awaits_placeholder, False
        return awaited
