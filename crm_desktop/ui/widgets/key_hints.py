"""The bar of keys below a list: caps with the word for what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.parts.buttons import key_cap, key_cap_size
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.theme.look import Look


_GAP, _BETWEEN = 6, 14


class KeyHints(Painted):
    """`KeyHints([("↑↓", _("choose")), ("N", _("new"))])`; hints that do not fit are left out from the right."""

    def __init__(self, hints: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        self.setAccessibleName(", ".join(f"{key} {words}" for key, words in hints))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of all hints."""
        return QSize(round(sum(self._width(hint) for hint in self._hints)), look().px(22))

    def _width(self, hint: tuple[str, str]) -> float:
        return key_cap_size(look(), hint[0])[0] + _GAP + text_width(hint[1], font(12)) + _BETWEEN

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the hints from left to right while there is room."""
        x = 0.0
        for hint in self._hints:
            if x + self._width(hint) - _BETWEEN > area.width():
                return
            start = x + key_cap_size(now, hint[0])[0]
            key_cap(now, painter, area, start, hint[0])
            room = area.adjusted(start + _GAP, 0, 0, 0)
            text(painter, room, hint[1], font(12), now.colour("text2"))
            x += self._width(hint)


class KeyCap(Painted):
    """One key in its cap, for beside a label: `KeyCap("Ctrl K")`."""

    def __init__(self, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the cap's size."""
        width, height = key_cap_size(look(), self._key)
        return QSize(round(width) + 1, round(height) + 1)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the cap."""
        key_cap(now, painter, area, area.right() - 0.5, self._key)
