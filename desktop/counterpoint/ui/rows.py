"""The commands of every area, joined: for a project, for none, and as they are declared."""

from collections.abc import Iterable
from typing import Any

from counterpoint.app import classifying, editing, reattaching, relating, walking
from counterpoint.app.commands import Command, Row, bound
from counterpoint.app.session import Session
from counterpoint.app.trail import following
from counterpoint.domain.scheme import Scheme
from counterpoint.ui import (
    appearance,
    deeds,
    finding,
    go_to,
    guides,
    highlights,
    house,
    links,
    new_edition,
    outgoing,
    regions,
    search_deeds,
    sources,
    web_page,
)


def rows_of(session: Session) -> list[Row]:
    """The rows of everything a reader does with documents and claims."""
    scheme = session.project.scheme
    return [
        *bound(editing.COMMANDS, session),
        *following(bound(walking.COMMANDS, session.desk), session.trail, session.desk),
        *bound(walking.RETURNS, session),
        *following(bound(classifying.COMMANDS, session), session.trail, session.desk),
        *bound(classifying.kind_commands(scheme), session),
        *bound(relating.relation_commands(scheme), session),
        *bound(relating.COMMANDS, session),
        *bound(reattaching.COMMANDS, session),
    ]


def declared_rows() -> list[Row]:
    """Every command with the default scheme's kinds and relations, to be shown and not run."""
    scheme = Scheme()
    declared: Iterable[Command[Any]] = (
        *deeds.COMMANDS,
        *house.COMMANDS,
        *web_page.COMMANDS,
        *outgoing.COMMANDS,
        *sources.COMMANDS,
        *new_edition.COMMANDS,
        *highlights.COMMANDS,
        *editing.COMMANDS,
        *walking.COMMANDS,
        *walking.RETURNS,
        *regions.COMMANDS,
        *finding.COMMANDS,
        *go_to.COMMANDS,
        *links.COMMANDS,
        *classifying.COMMANDS,
        *classifying.kind_commands(scheme),
        *relating.relation_commands(scheme),
        *relating.COMMANDS,
        *reattaching.COMMANDS,
        *search_deeds.COMMANDS,
        *guides.COMMANDS,
        *appearance.COMMANDS,
        *deeds.LAST,
        *house.LAST,
    )
    return list(bound(declared, None))
