"""Make the kept project of the latest format anew: tests/storage/formats/<format>.

    .venv/bin/python -m tests.storage.formats.generate

A project of an older format is never made again: it stays as a program of its time wrote it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.domain.anchoring import anchor_of, region_anchor
from counterpoint.domain.anchors import Region
from counterpoint.domain.claims import Claim, Verdict
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind
from counterpoint.storage.checking.check import Checkup
from counterpoint.storage.codec import encode, table_of
from counterpoint.storage.folder import FOLDERS, FORMAT, Marker, write_marker
from counterpoint.storage.identity import Identity
from counterpoint.storage.journal import Binding, Gesture, Journal, Put
from counterpoint.storage.snapshot import About, write_snapshot
from tests.cli.desk import read
from tests.documents.test_xps import tiff

HERE = Path(__file__).parent
PROJECT = "5f0c9a54-6b1f-4f57-9c6e-2f6f0d8f3a11"
ADA = Identity("ada", "Ada Oduya", "laptop")
BO = Identity("bo", "보라 Kim", "desk")

TALKS = """Before the talks

서울은 회담에 참석한다. 대표단은 “평화”를 말할 것이다.

Nobody expects a treaty. The ferry will run again in May, they say.
"""
LATER = TALKS.replace("in May", "in June")


class Fixture:
    """Owns the project while it is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        for each in FOLDERS[:2]:
            (folder / each).mkdir(parents=True)
        write_marker(folder, Marker(PROJECT, FORMAT, "회담 Talks"))
        files = {"talks.txt": TALKS.encode(), "talks (2).txt": LATER.encode(), "map.tif": tiff(1)}
        self.prints = {name: self._file(name, data) for name, data in files.items()}
        self.talks = read(folder / "documents" / "talks.txt")

    def _file(self, name: str, data: bytes) -> str:
        (self.folder / "documents" / name).write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    def document(self, names: list[str], title: str, kind: str) -> Document:
        """A catalogue entry."""
        editions = tuple(Edition(self.prints[one], one, stamp(1)) for one in names)
        identity = editions[0].sha256
        one = Document(id=identity, title=title, editions=editions, format=kind, order=len(names))
        return replace(
            one, author="Oduya, Ada", date="2031-03", publisher="서울 Desk", language="en"
        )

    def claim(self, identity: str, quote: str, kind: str) -> Claim:
        """A claim on the first edition of the talks."""
        anchor = anchored(self.talks, self.prints["talks.txt"], quote)
        return Claim(id=identity, document=self.prints["talks.txt"], kind=kind, anchor=anchor)

    def region(self) -> Claim:
        """A claim on a rectangle of the map."""
        sha256 = self.prints["map.tif"]
        sheet = read(self.folder / "documents" / "map.tif")
        anchor = region_anchor(sheet, sha256, Region(0, 1.0, 2.0, 14.5, 6.0, 15.0, 7.5))
        return Claim(id="c-region", document=sha256, kind="fact", anchor=anchor)


def anchored(text: ReadingText, sha256: str, quote: str) -> Any:
    """The anchor of a quote's first place."""
    start = text.text.index(quote)
    return anchor_of(text, sha256, Passage(start, start + len(quote)))


def stamp(day: int) -> str:
    """A time."""
    return f"2031-03-{day:02}T09:30:00Z"


def signed(record: Record, by: Identity, rev: int, day: int = 1) -> Record:
    """A record as its reader's installation writes it."""
    if isinstance(record, Claim | Relation):
        record = replace(record, reader=by.reader)
    return replace(record, rev=rev, writer=by.installation, made=stamp(1), changed=stamp(day))


def raw(record: Record, **unknown: Any) -> bytes:
    """A record's JSON, with fields of a program that does not exist yet."""
    return json.dumps(encode(record) | unknown, ensure_ascii=False, separators=(",", ":")).encode()


def rows(*raws: bytes) -> dict[str, bytes]:
    """Rows by number."""
    return {str(number): text for number, text in enumerate(raws, start=1)}


def ada_tables(made: Fixture) -> dict[str, dict[str, bytes]]:
    """What Ada's snapshot holds."""
    peace = replace(
        made.claim("c-peace", "대표단은 “평화”를 말할 것이다.", "forecast"),
        restatement="They will speak of peace.",
        note="Zwei Zeilen:\n둘째 줄.",
        tags=("평화", "talks"),
        likelihood="likely",
        verdict=Verdict.IN_PART,
        star=True,
        earlier=("서울은 회담에 참석한다.",),
    )
    attends = made.claim("c-attends", "서울은 회담에 참석한다.", "fact")
    gone = replace(made.claim("c-gone", "Nobody expects a treaty.", "value"), removed=True)
    tie = Relation(id="r-1", source="c-peace", target="c-attends", kind="k-echoes", note="왜?")
    talks = made.document(["talks.txt", "talks (2).txt"], "Before the talks", "text")
    chart = made.document(["map.tif"], "The map", "tiff")
    promise = Kind(id="k-promise", name="Promise", key="", meaning="약속", order=11, short="Vow")
    echoes = RelationKind(id="k-echoes", name="echoes", inverse="echoed by", key="h", order=10)
    return {
        "claims": rows(
            raw(signed(peace, ADA, 4, 2), mood={"deep": [1, 2.5, None, "깊다"]}),
            raw(signed(attends, ADA, 2)),
            raw(signed(gone, ADA, 5, 3)),
            raw(signed(made.region(), ADA, 3)),
        ),
        "relations": rows(raw(signed(tie, ADA, 6), weight=0.25)),
        "documents": rows(raw(signed(talks, ADA, 1), shelf="B 2"), raw(signed(chart, ADA, 1))),
        "kinds": rows(raw(signed(promise, ADA, 1))),
        "relation_kinds": rows(raw(signed(echoes, ADA, 1))),
        "maps": {"7": b'{"id":"m-1","from":"a newer program"}'},
    }


def ada_journal(made: Fixture) -> list[Gesture]:
    """What Ada did since."""
    ferry = signed(made.claim("c-ferry", "The ferry will run again in May", "k-promise"), ADA, 8, 4)
    attends = signed(made.claim("c-attends", "서울은 회담에 참석한다.", "attribution"), ADA, 9, 4)
    tie = Relation(id="r-1", source="c-peace", target="c-attends", kind="k-echoes", note="그래서.")
    return [
        (Put("claims", "5", raw(ferry)),),
        (
            Put("claims", "2", raw(attends)),
            Put("relations", "1", raw(signed(tie, ADA, 9, 4), weight=0.25)),
        ),
    ]


def bo_tables(made: Fixture) -> dict[str, dict[str, bytes]]:
    """What Bo says, who has also corrected the map's title."""
    treaty = made.claim("c-treaty", "Nobody expects a treaty.", "assumption")
    tie = Relation(id="r-2", source="c-treaty", target="c-peace", kind="contradicts")
    chart = replace(made.document(["map.tif"], "The harbour", "tiff"), author="")
    return {
        "claims": rows(raw(signed(treaty, BO, 7))),
        "relations": rows(raw(signed(tie, BO, 8))),
        "documents": rows(raw(signed(chart, BO, 7))),
    }


def write(made: Fixture, by: Identity, tables: dict[str, dict[str, bytes]]) -> About:
    """A reader's snapshot."""
    about = About(3, by.reader, by.name, by.installation, project=PROJECT)
    return write_snapshot(made.folder / "readers" / by.file_name, tables, about)


def main() -> None:
    """Make the whole project."""
    made = Fixture(HERE / str(FORMAT))
    written = write(made, ADA, ada_tables(made))
    write(made, BO, bo_tables(made))
    binding = Binding(written.generation, written.checksum, written.installation)
    journal = made.folder / "readers" / f"{ADA.file_name}.journal"
    Journal.create(journal, binding, ada_journal(made)).close()
    tell(made.folder)


def tell(folder: Path) -> None:
    """Write down beside the project which records it holds, as their JSON stands in it."""
    volumes = Checkup(folder).volumes
    told: dict[str, dict[str, Any]] = {}
    for record in volumes.records:
        table = table_of(record)
        held = volumes.winners.raw(table, record.id)
        told.setdefault(table, {})[record.id] = json.loads(held or b"null")
    text = json.dumps(told, ensure_ascii=False, indent=1)
    folder.with_name(f"{folder.name}.expected.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
