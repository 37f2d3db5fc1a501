"""In which line of a file each record stands, all at once."""

import re

_ID = re.compile(rb'"id"\s*:\s*"([^"\\]{1,200})"')


def lines_by_id(data: bytes) -> dict[str, int]:
    """The line (from 1) of each id that stands in a file of JSON or a journal, whole or damaged.

    Of several lines with one id the last counts: a journal's later line is the one that holds.
    """
    found: dict[str, int] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        for identity in _ID.findall(line):
            found[identity.decode("utf-8", "replace")] = number
    return found
