"""Below the steps: what it costs, what may come of it, and from how many orders on it pays."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.campaign_faces import SumsFace
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.text import Text


class Sums(QWidget):
    """`sums.show_sums(face)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SumsFace | None = None
        self._lines = column(None, gap=6)
        self._basis = Text("", 12, 400, "text3", wrap=True)
        column(self, Line(), 12, Text(_("The sum behind it"), 12, 600, "text2"), self._lines, self._basis, gap=8)

    def show_sums(self, face: SumsFace) -> None:
        """Show other figures."""
        if face == self._shown:
            return
        self._shown = face
        clear(self._lines)
        for words, figure in face.lines:
            line = row(None, Text(words, 12, 400, "text2"), Text(figure, 12, 600, tabular=True, elide=False), gap=8)
            line.setStretch(0, 1)
            self._lines.addLayout(line)
        self._basis.setText(face.basis)
        self._basis.setVisible(bool(face.basis))

    def face(self) -> SumsFace | None:
        """Return what is shown."""
        return self._shown
