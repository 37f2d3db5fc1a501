"""Write the tables of keys and settings in resources/manual anew, from those of the program.

    .venv/bin/python packaging/make_manual.py

Only what stands between ``<!-- keys: NAME -->`` or ``<!-- settings -->`` and ``<!-- end -->`` is
touched. Run it after a change of a command's keys, title or help, of the default scheme, or of what
can be set; a test says when.
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.app.appearance import with_settings
from counterpoint.app.key_tables import filled
from counterpoint.ui.rows import declared_rows

MANUAL = Path(__file__).resolve().parents[1] / "resources" / "manual"


def pages() -> dict[Path, str]:
    """Every page of the manual as it ought to be."""
    rows = declared_rows()
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(MANUAL.glob("*.md"))}
    return {path: with_settings(filled(text, rows)) for path, text in texts.items()}


def main() -> None:
    """Write the pages in place."""
    for path, text in pages().items():
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{path.name} has new tables.")


if __name__ == "__main__":
    main()
