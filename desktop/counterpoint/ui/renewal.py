"""When a view shows what others did."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

RENEWAL_MILLISECONDS = 100
"""Between two renewals while much comes in: nobody reads counts that change more often."""


class Renewal(QTimer):
    """Owns when one view is renewed: soon after it is due, and once for all that comes meanwhile.

    What a view costs is then not paid for every slice of a file with thousands of claims.
    """

    def __init__(
        self, renew: Callable[[], None], parent: QObject, milliseconds: int = RENEWAL_MILLISECONDS
    ) -> None:
        super().__init__(parent, singleShot=True, interval=milliseconds)
        self._renew = renew
        self.timeout.connect(renew)

    def be_due(self) -> None:
        """Renew the view soon."""
        if not self.isActive():
            self.start()

    def catch_up(self) -> None:
        """Renew the view now, if that is due."""
        if self.isActive():
            self.stop()
            self._renew()
