"""The program with a fault: once its window works, a slot of it raises what nobody foresaw."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QCoreApplication, QTimer

from counterpoint.main import main


def stumble() -> None:
    """Do what must not be done."""
    raise ZeroDivisionError("in a slot")


def lie_in_wait() -> None:
    """Have the slot called in the window's thread once there is one."""
    again = threading.Event()
    while not again.wait(0.05):
        application = QCoreApplication.instance()
        if application is not None and not application.startingUp():
            QTimer.singleShot(0, application, stumble)
            return


if __name__ == "__main__":
    threading.Thread(target=lie_in_wait, daemon=True).start()
    sys.exit(main(sys.argv[1:]))
