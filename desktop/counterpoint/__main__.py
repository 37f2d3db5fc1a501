"""``python -m counterpoint``."""

import sys

from counterpoint.main import main

if __name__ == "__main__":
    sys.exit(main())
