"""Under which heading a command's keys stand, on the key sheet and in the manual alike."""

from counterpoint.app.commands import CHOOSING, MENUS, OUTLINING, TYING, Row

KINDS, RELATIONS, WHILE_TYING, OTHER = "Kinds", "Relations", "While tying", "More"
WHILE_OUTLINING = "While selecting a region"
"""Headings beside those of the menus."""


def group_of(row: Row) -> str:
    """The heading; a command that stands in no menu goes with its area, if one is named so."""
    if row.id.startswith(("claim.kind.", "claim.add.")):
        return KINDS
    if row.id.startswith("relate.as."):
        return RELATIONS
    if row.when <= OUTLINING:
        return WHILE_OUTLINING
    if row.when <= CHOOSING | TYING:
        return WHILE_TYING
    area = row.id.partition(".")[0].capitalize()
    return row.menu or (area if area in MENUS else OTHER)
