"""Make resources/sample anew: two briefs, what a reader says of them, as an ordinary project.

    .venv/bin/python packaging/make_sample.py [FOLDER]

The briefs are in resources/sample/documents and are only copied; everything else is made from the
lists below through the program's own code, with fixed ids and times, so that two runs give the
same bytes. Run it after a change of the briefs, of the lists, or of the version of the code that
extracts text; a test says when. Without FOLDER the result takes the place of resources/sample.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from counterpoint.app.catalogue import document_of, next_order
from counterpoint.app.ports import Reader
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.project_file import PROJECT_FILE
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.relations import Relation
from counterpoint.storage.folder import create
from counterpoint.storage.identity import Identity
from counterpoint.storage.library import OpenProject, Shelf
from counterpoint.storage.places import HOME_VARIABLE

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"
NAME = "The Hague, June 2025"
READER = "Counterpoint’s sample"
READ_ON = "2025-07-03T09:00:00Z"
"""When all of it was made: the day after the second brief."""

BEFORE, AFTER = "before-the-summit.md", "after-the-summit.html"


@dataclass(frozen=True)
class Said:
    """A claim: its name here, its brief, its kind, the passage word for word, and what is written.

    Tags are parted by commas.
    """

    name: str
    brief: str
    kind: str
    quote: str
    restatement: str = ""
    note: str = ""
    tags: str = ""
    star: bool = False


@dataclass(frozen=True)
class Tied:
    """A relation from one claim to another, by their names here."""

    source: str
    kind: str
    target: str
    note: str = ""


CLAIMS = (
    Said(
        "five per cent to come",
        BEFORE,
        "forecast",
        "The allies will adopt the five per cent, and they will make it bearable by cutting it in "
        "two: a larger share for armies, a smaller one for the roads, ports and networks that "
        "armies lean on.",
        restatement="The allies will adopt the five per cent target and split it in two.",
        tags="defence spending",
        star=True,
    ),
    Said(
        "worry",
        BEFORE,
        "cause",
        "They will do so less out of conviction than out of worry, because a government that "
        "cannot be sure of American help will promise a great deal to keep the Americans in the "
        "room.",
        tags="defence spending, United States",
    ),
    Said(
        "declaration to come",
        BEFORE,
        "forecast",
        "The declaration will be the shortest in years, and it will still find a sentence for the "
        "partners in the Pacific.",
        restatement="The declaration will be short, and will mention the partners in the Pacific.",
        note="Two forecasts in one sentence; each has to be checked by itself.",
        tags="partners",
    ),
    Said(
        "Lee to come",
        BEFORE,
        "forecast",
        "President Lee will fly to The Hague, because the talk that was missed in Canada can still "
        "be had there.",
        restatement="President Lee will attend, to make up for the talk missed in Canada.",
        tags="Lee Jae-myung",
        star=True,
    ),
    Said(
        "dear",
        BEFORE,
        "value",
        "Staying away would be the dearer choice.",
        restatement="It would cost South Korea more to stay away than to attend.",
        note="The reason follows: nobody asks an adviser for a promise.",
        tags="Lee Jae-myung",
    ),
    Said(
        "production lines",
        BEFORE,
        "cause",
        "Those makers win orders in Europe because their production lines never stopped: they can "
        "deliver while others are still hiring.",
        tags="arms industry",
    ),
    Said(
        "standing group",
        BEFORE,
        "recommendation",
        "Seoul should ask the alliance for one dull thing, a standing group on the arms industry "
        "with a chairman, a calendar and a list of names.",
        restatement="South Korea should ask NATO for a standing group on the arms industry.",
        tags="arms industry",
        star=True,
    ),
    Said(
        "number to travel",
        BEFORE,
        "forecast",
        "Before the year is out, Washington will ask its Asian allies, South Korea among them, to "
        "spend on the same scale.",
        restatement="By the end of 2025 the United States will ask South Korea for five per cent.",
        note="Look again in January 2026.",
        tags="defence spending, United States",
        star=True,
    ),
    Said(
        "war",
        BEFORE,
        "assumption",
        "All of this supposes that the war between Israel and Iran, not yet a week old, does not "
        "swallow the meeting.",
        tags="Middle East",
    ),
    Said(
        "five per cent agreed",
        AFTER,
        "fact",
        "On 25 June the allies committed themselves to spend five per cent of gross domestic "
        "product a year by 2035. That figure is a sum of two parts: at least 3.5 per cent for "
        "core defence, and up to 1.5 per cent for infrastructure, networks, civil readiness and "
        "the arms industry.",
        restatement="The allies committed themselves to five per cent by 2035, in two parts.",
        tags="defence spending",
    ),
    Said(
        "Spain",
        AFTER,
        "attribution",
        "Spain’s prime minister, Pedro Sánchez, signed and said that his country could do its "
        "share with about 2.1 per cent.",
        restatement="Spain signed, and says that about 2.1 per cent will do.",
        tags="defence spending",
    ),
    Said(
        "silence",
        AFTER,
        "fact",
        "The declaration has five paragraphs. It names Russia as a threat and repeats the promise "
        "that an attack on one is an attack on all. It says nothing of the Indo-Pacific, and "
        "nothing of the four partners who had been invited from there.",
        restatement="The declaration has five paragraphs and is silent on the Indo-Pacific.",
        tags="partners",
    ),
    Said(
        "Lee at home",
        AFTER,
        "fact",
        "President Lee Jae-myung did not travel. His office had announced on 22 June that work at "
        "home and the uncertainty in the Middle East would keep him in Seoul; Wi Sung-lac, his "
        "National Security Adviser, went instead.",
        restatement="President Lee stayed in Seoul; his National Security Adviser went instead.",
        tags="Lee Jae-myung, Middle East",
    ),
    Said(
        "little lost",
        AFTER,
        "value",
        "Little was lost by it. Nothing on the table in The Hague needed a president’s signature, "
        "and a first meeting with Mr Trump caught between two other appointments could have gone "
        "badly.",
        restatement="South Korea lost little by the president’s absence.",
        tags="Lee Jae-myung",
    ),
    Said(
        "channel",
        AFTER,
        "attribution",
        "By his account, South Korea and NATO want a regular channel between officials for "
        "cooperation on the arms industry.",
        restatement="South Korea and NATO want a regular channel on arms, says Wi Sung-lac.",
        tags="arms industry",
    ),
    Said(
        "Pentagon",
        AFTER,
        "attribution",
        "In the days before the summit a spokesman of the Pentagon called it a standard for allies "
        "in Asia too.",
        restatement="The Pentagon has called five per cent a standard for allies in Asia too.",
        tags="defence spending, United States",
    ),
    Said(
        "what counts",
        AFTER,
        "question",
        "How much of what it pays already, for ports, for networks, for the shelter of its "
        "civilians, would count towards the second part?",
        restatement="How much of South Korea’s present spending would count as the 1.5 per cent?",
        note="A table of the budget by purpose would answer this.",
        tags="defence spending",
        star=True,
    ),
)

TIES = (
    Tied("five per cent agreed", "bears-out", "five per cent to come"),
    Tied(
        "Spain",
        "qualifies",
        "five per cent to come",
        "All signed, but not all mean to spend the whole of it.",
    ),
    Tied(
        "silence",
        "bears-out-in-part",
        "declaration to come",
        "Short it is. The sentence for the partners is missing.",
    ),
    Tied("Lee at home", "refutes", "Lee to come"),
    Tied(
        "little lost",
        "contradicts",
        "dear",
        "The two weigh differently: the first counts what a president may be asked for, the second "
        "what had to be signed.",
    ),
    Tied(
        "channel",
        "supports",
        "standing group",
        "Less than a standing group, but the same thought; no chairman or calendar is named.",
    ),
    Tied(
        "Pentagon",
        "supports",
        "number to travel",
        "A standard is not yet a request, so the forecast stays open.",
    ),
)


def identity_of(name: str) -> str:
    """The same id for the same name, in every run."""
    return str(uuid5(NAMESPACE_URL, f"counterpoint-sample/{name}"))


def make(folder: Path) -> None:
    """Make the sample in a folder that is absent or empty.

    COUNTERPOINT_HOME must name a folder that may be thrown away.
    """
    create(folder, NAME)
    _settle_identity(folder / PROJECT_FILE)
    installation = identity_of("installation").replace("-", "")
    reader = Reader(identity_of("reader").replace("-", ""), READER, installation)
    shelf = Shelf(Identity(reader.id, reader.name, reader.installation), reader)
    store = shelf.open(folder)
    # All in one gesture: how often the file is rewritten, and so its generation, is then certain.
    store.save(project_of(store, reader))
    if not store.close():
        raise SystemExit(f"“{folder}” could not be saved.")
    shutil.rmtree(folder / "backups")  # the reader's own begin with their copy
    (folder / "exports").rmdir()  # version control keeps no empty folder


def project_of(store: OpenProject, reader: Reader) -> list[Document | Claim | Relation]:
    """Everything in the sample, in the order in which it is said above."""
    project = Project(reader.installation, reader.id, now=lambda: READ_ON)
    texts = {name: _added(name, store, project) for name in (BEFORE, AFTER)}
    for said in CLAIMS:
        document, text = texts[said.brief]
        project.put("Say", claim_of(said, document, text, reader))
    for tied in TIES:
        project.put("Tie", relation_of(tied, reader))
    return [*project.documents(), *_in_order(project.claims()), *project.relations()]


def claim_of(said: Said, document: Document, text: ReadingText, reader: Reader) -> Claim:
    """The claim on the one passage with these words."""
    if text.text.count(said.quote) != 1:
        raise SystemExit(f"“{said.quote}” must stand exactly once in {said.brief}.")
    start = text.text.index(said.quote)
    return Claim(
        id=identity_of(said.name),
        document=document.id,
        kind=said.kind,
        anchor=anchor_of(text, document.edition.sha256, Passage(start, start + len(said.quote))),
        reader=reader.id,
        restatement=said.restatement,
        note=said.note,
        tags=tuple(tag.strip() for tag in said.tags.split(",") if tag.strip()),
        star=said.star,
    )


def relation_of(tied: Tied, reader: Reader) -> Relation:
    """The relation between the claims of these names."""
    return Relation(
        id=identity_of(f"{tied.source} {tied.kind} {tied.target}"),
        source=identity_of(tied.source),
        target=identity_of(tied.target),
        kind=tied.kind,
        reader=reader.id,
        note=tied.note,
    )


def _added(name: str, store: OpenProject, project: Project) -> tuple[Document, ReadingText]:
    """A brief, entered in the catalogue, and its reading text."""
    file, sha256 = store.add_document(SAMPLE / "documents" / name)
    with BlockingWorker() as worker:
        described = worker.open(str(store.folder.documents / file), sha256)
        text = worker.read()
    document = document_of(described, Edition(sha256, file, READ_ON), next_order(project))
    project.put("Add", document)
    return document, text


def _in_order(claims: tuple[Claim, ...]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.rev)


def _settle_identity(marker: Path) -> None:
    """Give the project an id that is the same in every run."""
    fields: Mapping[str, object] = json.loads(marker.read_text(encoding="utf-8"))
    settled = json.dumps({**fields, "id": identity_of("project")}, ensure_ascii=False, indent=2)
    marker.write_text(f"{settled}\n", encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> None:
    """Make the sample at the folder that is named, or in place."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[HOME_VARIABLE] = str(Path(scratch, "home"))
        if arguments:
            make(Path(arguments[0]))
            return
        made = Path(scratch, "sample")
        make(made)
        shutil.rmtree(SAMPLE / "readers", ignore_errors=True)
        shutil.copytree(made, SAMPLE, dirs_exist_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
