"""The areas of commands, each named once: for a project, for none, and as they are declared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from counterpoint.app import classifying, editing, reattaching, relating, walking
from counterpoint.app.commands import Command, Row, bound
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
    restore,
    search_deeds,
    sources,
    unsaved,
    web_page,
)
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

Commands = Iterable[Command[Any]]


@dataclass(frozen=True)
class OnProject:
    """What the commands of one open project act on."""

    workbench: Workbench
    outgoing: outgoing.Outgoing
    sources: sources.SourceDesk
    new_edition: new_edition.NewEdition
    highlights: highlights.HighlightImport
    unsaved: unsaved.Unsaved
    outliner: regions.Outliner
    restorer: restore.Restorer

    @classmethod
    def made(cls, window: MainWindow, around: Surroundings, workbench: Workbench) -> "OnProject":
        """All of it, for a project that has come onto the window."""
        session = workbench.session
        return cls(
            workbench,
            outgoing.Outgoing(window, around, workbench),
            sources.SourceDesk(window, around.look, session),
            new_edition.NewEdition(window, around, workbench),
            highlights.HighlightImport(window, around.look, workbench),
            unsaved.Unsaved(window, around, workbench),
            regions.Outliner(session, workbench.desk),
            restore.Restorer(window, around, workbench),
        )


@dataclass(frozen=True)
class OnWindow:
    """What the commands act on that are there with and without a project."""

    house: house.House
    bench: deeds.Bench
    web_pages: web_page.WebPages
    guides: guides.Guides
    appearance: appearance.Appearance
    searching: search_deeds.Searching


@dataclass(frozen=True)
class Area:
    """Commands that belong together, and how what they act on is had.

    ``commands`` may depend on the scheme. ``instead`` stand there while no project is open.
    """

    commands: Commands | Callable[[Scheme], Commands]
    of_window: Callable[[OnWindow], Any] | None = None
    of_project: Callable[[OnProject], Any] | None = None
    needs_project: bool = False
    is_followed: bool = False
    """Whether the trail notes where its commands lead away from."""
    instead: Iterable[Command[None]] = ()

    def of(self, scheme: Scheme) -> Commands:
        """Its commands under a scheme."""
        return self.commands(scheme) if callable(self.commands) else self.commands


AREAS: tuple[Area, ...] = (
    Area(deeds.COMMANDS, lambda window: window.bench),
    Area(house.COMMANDS, lambda window: window.house),
    Area(
        unsaved.COMMANDS,
        of_project=lambda project: project.unsaved,
        instead=unsaved.NOTHING_YET,
    ),
    Area(web_page.COMMANDS, lambda window: window.web_pages),
    Area(
        outgoing.COMMANDS,
        of_project=lambda project: project.outgoing,
        instead=outgoing.NOTHING_YET,
    ),
    Area(sources.COMMANDS, of_project=lambda project: project.sources),
    Area(new_edition.COMMANDS, of_project=lambda project: project.new_edition),
    Area(highlights.COMMANDS, of_project=lambda project: project.highlights),
    Area(restore.COMMANDS, of_project=lambda project: project.restorer),
    Area(editing.COMMANDS, of_project=lambda project: project.workbench.session),
    Area(
        walking.COMMANDS,
        of_project=lambda project: project.workbench.session.desk,
        is_followed=True,
    ),
    Area(walking.RETURNS, of_project=lambda project: project.workbench.session),
    Area(regions.COMMANDS, of_project=lambda project: project.outliner),
    Area(finding.COMMANDS, of_project=lambda project: project.workbench.finder),
    Area(go_to.COMMANDS, of_project=lambda project: project.workbench.go_to),
    Area(links.COMMANDS, of_project=lambda project: project.workbench.links),
    Area(
        classifying.COMMANDS,
        of_project=lambda project: project.workbench.session,
        is_followed=True,
    ),
    Area(classifying.kind_commands, of_project=lambda project: project.workbench.session),
    Area(relating.relation_commands, of_project=lambda project: project.workbench.session),
    Area(relating.COMMANDS, of_project=lambda project: project.workbench.session),
    Area(reattaching.COMMANDS, of_project=lambda project: project.workbench.session),
    Area(search_deeds.COMMANDS, lambda window: window.searching, needs_project=True),
    Area(guides.COMMANDS, lambda window: window.guides),
    Area(appearance.COMMANDS, lambda window: window.appearance),
    Area(deeds.LAST, lambda window: window.bench),
    Area(house.LAST, lambda window: window.house),
)
"""In the order in which they are shown."""


def rows_for(window: OnWindow, project: OnProject | None) -> list[Row]:
    """The rows of all areas, ready to run, for the project that is open."""
    return [row for area in AREAS for row in _rows_of(area, window, project)]


def declared_rows() -> list[Row]:
    """Every command with the default scheme's kinds and relations, to be shown and not run."""
    scheme = Scheme()
    return [row for area in AREAS for row in bound(area.of(scheme), None)]


def _rows_of(area: Area, window: OnWindow, project: OnProject | None) -> Iterator[Row]:
    if project is None:
        if area.of_window is not None and not area.needs_project:
            yield from bound(area.of(Scheme()), area.of_window(window))
        yield from bound(area.instead, None)
        return
    session = project.workbench.session
    owner = area.of_project(project) if area.of_project else None
    if area.of_window is not None:
        owner = area.of_window(window)
    rows = bound(area.of(session.project.scheme), owner)
    yield from following(rows, session.trail, session.desk) if area.is_followed else rows
