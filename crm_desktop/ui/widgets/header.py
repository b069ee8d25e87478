"""The head of a table whose words elide and say the whole word as a tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.drawing import text_width
from crm_desktop.ui.theme.fonts import font

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent as _Event


class ElidingHeader(QHeaderView):
    """`table.setHorizontalHeader(ElidingHeader(table))`; `stretch` names the column that takes the room left over."""

    def __init__(self, parent: QWidget | None = None, *, stretch: int = -1, movable: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._stretch = stretch
        self.setAccessibleName(_("Columns"))
        self.setHighlightSections(False)
        self.setSectionsMovable(movable)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(32)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sectionCountChanged.connect(self._set_stretch)

    def _set_stretch(self, _before: int, count: int) -> None:
        if 0 <= self._stretch < count:
            self.setSectionResizeMode(self._stretch, QHeaderView.ResizeMode.Stretch)

    def viewportEvent(self, event: _Event) -> bool:
        """Tell the whole word of a section that cuts it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self.logicalIndexAt(event.pos())
            words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "") if section >= 0 else ""
            cut = text_width(words, font(12, 500)) > self.sectionSize(section) - 16
            QToolTip.showText(event.globalPos(), words if cut else "", self)
            return True
        return super().viewportEvent(event)
