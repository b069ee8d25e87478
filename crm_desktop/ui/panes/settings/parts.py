"""What pages of settings are made of: a title, rows with words at the left and the control at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.fields import Field
from crm_desktop.ui.widgets.focus import focus_by_key
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text, note, title

#: Pages are never wider than this, or the eye loses the way from words to control (pixels at 100 % text).
WIDEST = 680
#: Room the settings themselves need before something may stand beside them, and the margins round that.
_NEEDED, _AROUND = 560, 120


class Page(QScrollArea):
    """A page of settings: `page.line(_("Density"), _("Height of rows"), control)`, `page.put(widget)`."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(words)
        self._beside: list[QWidget] = []
        ground = Pane("canvas")
        inner = QWidget()
        inner.setMaximumWidth(look().px(WIDEST))
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 24)
        self.body.setSpacing(14)
        self.body.addWidget(title(words))
        self._lines: list[tuple[str, QWidget]] = []
        self._aside = QVBoxLayout()
        self._aside.setSpacing(10)
        outer = row(ground, inner, gap=40, margins=(40, 28, 40, 0))
        outer.addLayout(self._aside)
        outer.addStretch(1)
        outer.setStretch(0, 20)
        self.setWidget(ground)

    def aside(self, words: str, part: QWidget) -> None:
        """Show something beside the settings, where the window is wide enough for it."""
        self._aside.addSpacing(look().px(44))
        self._beside = [Text(words, 12, 500, "text3"), part]
        for one in self._beside:
            self._aside.addWidget(one)
        self._aside.addStretch(1)
        self._fit_aside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what stands beside the settings where there is no room for it."""
        super().resizeEvent(event)
        self._fit_aside()

    def _fit_aside(self) -> None:
        room = self.viewport().width() - look().px(_NEEDED)
        for part in self._beside:
            part.setVisible(room > part.sizeHint().width() + _AROUND)

    def seek(self, words: str) -> bool:
        """Bring a setting into sight by its words and give its control the focus; False where there is none such."""
        found = next((control for name, control in self._lines if name == words), None)
        if found is None:
            return False
        stops = [one for one in (found, *found.findChildren(QWidget)) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        self.ensureWidgetVisible(found, 0, 120)
        if stops:
            focus_by_key(stops[0])
        return True

    def section(self, words: str) -> None:
        """Begin a group of settings."""
        heading = Text(words, 13, 600)
        self.body.addSpacing(6)
        self.body.addWidget(heading)
        self._lines.append((words, heading))

    def line(self, words: str, about: str, control: QWidget) -> None:
        """Add a setting: what it is, what it does, and its control."""
        left = column(None, Text(words, 13, 600), note(about, "text3"), gap=1)
        both = row(None, left, control, gap=24)
        both.setStretch(0, 1)
        self._lines.append((words, control))
        self.body.addLayout(both)
        self.body.addWidget(Line())

    def beside(self, *parts: QWidget) -> None:
        """Add fields beside each other."""
        self._lines += [(part.label.text(), part) for part in parts if isinstance(part, Field)]
        both = row(None, *parts, gap=12)
        for place in range(len(parts)):
            both.setStretch(place, 1)
        self.body.addLayout(both)

    def put(self, part: QWidget) -> None:
        """Add something of its own kind."""
        self.body.addWidget(part)

    def end(self) -> None:
        """Leave the rest of the page empty."""
        self.body.addStretch(1)
