"""A window on one project, in which claims are made when they are asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from counterpoint.app.ports import Progress
from counterpoint.domain.claims import Claim
from tests.benchmarks.children import tell
from tests.benchmarks.frames import Frames
from tests.benchmarks.sitting import Sitting


class Clerk:
    """Owns a sitting, walks up its document, makes claims and takes them back."""

    def __init__(self, project: Path) -> None:
        self.sitting = Sitting()
        self.sitting.open(project)
        self._journal = next((project / "readers").glob("*.json"))
        self._pressed = 0.0
        self._painted = 0.0
        self._synced = 0.0
        self.sitting.bench.store.subscribe(self._hear)
        Frames(self.sitting.window).drawn.connect(self._see)
        self.sitting.press("Shift+G")
        self._rest()

    def classify(self, key: str) -> dict[str, float]:
        """Seconds from the key until the claim is painted, and until it is synced."""
        self.sitting.press("k")
        self._rest()
        before = self._length()
        self._painted = self._synced = 0.0
        self._pressed = perf_counter()
        self.sitting.press(key)
        self.sitting.wait(lambda: self._painted > 0 and self._synced > 0)
        answer = {
            "painted": self._painted - self._pressed,
            "synced": self._synced - self._pressed,
            "bytes": self._length() - before,
        }
        self._rest()
        self.sitting.press("Ctrl+Z")
        self._rest()
        return answer

    def _rest(self) -> None:
        """Wait until all is painted and saved."""
        bench = self.sitting.bench
        self.sitting.wait(lambda: self.sitting.is_settled and bench.saving.state == "Saved")
        self.sitting.rest(0.02)

    def _length(self) -> int:
        journal = self._journal.with_name(f"{self._journal.name}.journal")
        return journal.stat().st_size if journal.exists() else 0

    def _hear(self, _progress: Progress) -> None:
        """Called from the writer's thread once a line is synced."""
        self._synced = perf_counter()

    def _see(self, began: float, ended: float) -> None:
        if not self._painted and began >= self._pressed > 0:
            self._painted = ended


def main(project: Path) -> None:
    """Say that the window is ready, then make a claim for each line that comes."""
    clerk = Clerk(project)
    bench = clerk.sitting.bench
    tell({"claims": len(bench.session.project.all(Claim))})
    for _ in sys.stdin:
        tell(clerk.classify("1"))
    clerk.sitting.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
