"""Addresses that lead to one claim, and to nothing else."""

import re
from dataclasses import dataclass

from counterpoint.domain.refusal import Refusal

_PROJECT = r"[\w.-]{1,200}"
_CLAIM = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LINK = re.compile(rf"(?i:counterpoint)://claim/({_PROJECT})/({_CLAIM})")


@dataclass(frozen=True)
class Link:
    """A claim in a project, both by id."""

    project: str
    claim: str


def link_to(project_id: str, claim_id: str) -> str:
    """The address of a claim; Refusal where another program gave it an id that none can hold."""
    link = f"counterpoint://claim/{project_id}/{claim_id}"
    if not _LINK.fullmatch(link):
        raise Refusal("This claim has an id that no link can hold; copy its quote instead.")
    return link


def parse_link(text: str) -> Link:
    """The claim that an address leads to.

    Addresses come from web pages and messages: whatever is not exactly as ``link_to`` writes it
    is refused, but for the case of the scheme, which some programs change.
    """
    found = _LINK.fullmatch(text)
    if found is None:
        raise Refusal("This link does not lead to a claim; copy it again from where it was made.")
    return Link(*found.groups())
