#!/usr/bin/env python3
"""Start Counterpoint from its source folder.

    python3 packaging/run.py [ARGUMENT ...]              the program, arguments as documented
    python3 packaging/run.py test [PYTEST ARGUMENT ...]  style, types and tests
    python3 packaging/run.py bench [NAME ...] [--json PATH]
    python3 packaging/run.py faults [NAME ...] [--long] [--json PATH]
    python3 packaging/run.py install-desktop             menu entry, icons, file type (Linux)
    python3 packaging/run.py uninstall-desktop           all of that taken away again

The first start makes `.venv` beside this folder; later ones only look whether it is current.
With `--install-system` in front, missing Debian packages are installed (as root only).
Needs the standard library alone; this file and elsewhere.py must be readable by Pythons that
Counterpoint does not run on. Imports are late because every start pays for them.
"""

from __future__ import annotations

import os
import sys

SUPPORTED = ((3, 11), (3, 12), (3, 13))
SCRIPTS = os.path.dirname(os.path.realpath(__file__))


def main(arguments: list[str]) -> int:
    """Run `arguments` and return the exit code; does not return where the system can exec."""
    if sys.version_info[:2] not in SUPPORTED:
        import elsewhere

        return elsewhere.main(os.path.realpath(__file__), SUPPORTED, arguments)
    import current

    root = os.path.dirname(SCRIPTS)
    if current.is_current(root, arguments, os.environ):
        return current.hand_over(root, "counterpoint", arguments, os.environ)
    import launch

    return launch.main(root, arguments)


if __name__ == "__main__":
    sys.path.insert(0, SCRIPTS)
    sys.exit(main(sys.argv[1:]))
