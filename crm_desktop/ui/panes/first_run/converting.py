"""What is shown instead of the window while its file is encrypted or decrypted: how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text

_WIDTH, _SIZE = 420, QSize(560, 420)


class Converting(Pane):
    """Signal `cancelled()`: nothing is changed then. It closes when its owner says so, not by its cross."""

    cancelled = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setWindowTitle("CRM Desktop")
        self._over = False
        card = Card(padding=28, radius=12, edge="line_strong")
        card.setFixedWidth(look().px(_WIDTH))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(words)
        self._percent = Text("0 %", 12, 500, "text3", tabular=True, elide=False)
        self.cancel = Button(_("Cancel"), "secondary", on=self._stop)
        card.body.setSpacing(12)
        card.body.addLayout(row(None, None, Mark(40), None))
        for part in (
            Text(words, 18, 600, wrap=True),
            Text(
                _("The old file stays until the new one is complete and compared with it. Nothing is lost on the way."),
                13, 400, "text2", wrap=True,
            ),
        ):  # fmt: skip
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            card.body.addWidget(part)
        card.body.addSpacing(6)
        card.body.addWidget(self.bar)
        card.body.addLayout(row(None, self._percent, None, self.cancel))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        outer.addLayout(row(None, None, card, None))
        outer.addStretch(1)

    def sizeHint(self) -> QSize:
        """Return a small window's size, which grows with the text."""
        return QSize(look().px(_SIZE.width()), look().px(_SIZE.height()))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        percent = 100 * done // max(total, 1)
        self.bar.setValue(percent)
        self._percent.setText(_("{n} %").format(n=percent))

    def finish(self) -> None:
        """Let it be closed."""
        self._over = True

    def show_problem(self, _words: str) -> None:
        """Say nothing: what went wrong is told in the window that follows."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask to stop instead of closing: the work must come to its end or be taken back."""
        if not self._over:
            self._stop()
            event.ignore()
            return
        super().closeEvent(event)

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.cancelled.emit()
