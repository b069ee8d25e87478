"""A word of a sentence that can be chosen: strong, with an icon, and an edge below that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import LEFT, box, focus_ring, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent

    from crm_desktop.ui.theme.look import Look

#: The height of such a word (pixels at 100 % text): of plain words beside it as well.
WORD_HEIGHT = 34
_PAD, _GAP, _SIZE = 10, 7, 14
#: The widest a word becomes before it is cut (pixels at 100 % text); the whole of it is in its tip.
_WIDEST = 460


class WordButton(QAbstractButton):
    """`WordButton(_("7 days"), icon="clock", name=_("After how many days"))`; acts by click, Enter and Space.

    `lacking` marks a word that is still to be chosen.
    """

    def __init__(
        self, words: str, *, icon: str = "", name: str = "", lacking: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._name, self._lacking = icon, name, lacking
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_word(words, icon=icon, lacking=lacking)

    def show_word(self, words: str, *, icon: str = "", lacking: bool = False) -> None:
        """Show another word in the same place."""
        self._icon, self._lacking = "circle-alert" if lacking else icon, lacking
        self.setText(words)
        said = _("{word}, still to be chosen").format(word=words) if lacking else words
        self.setAccessibleName(f"{self._name}: {said}" if self._name else said)
        self.setToolTip(words if self._wanted() > look().px(_WIDEST) else "")
        self.updateGeometry()
        self.update()

    def lacks(self) -> bool:
        """Whether the word is still to be chosen."""
        return self._lacking

    def sizeHint(self) -> QSize:
        """Return the room of icon and word."""
        return QSize(min(self._wanted(), look().px(_WIDEST)), look().px(WORD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(min(self._wanted(), look().px(80)), look().px(WORD_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act by Enter as well as by Space; Ctrl+Enter belongs to the pane."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, icon and word."""
        now, area = look(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_frame(painter, area, now)
            x = area.x() + now.px(_PAD)
            if self._icon:
                side = now.px(metrics.ICON)
                ink = now.colour("warning" if self._lacking else "text2")
                draw_icon(painter, self._icon, QRectF(x, area.center().y() - side / 2, side, side), ink)
                x += side + now.px(_GAP)
            room = QRectF(x, area.y(), area.right() - now.px(_PAD) - x + 1, area.height())
            text(painter, room, self.text(), _type(), now.colour("warning" if self._lacking else "text"), align=LEFT)

    def _draw_frame(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw light edges on three sides, and below one strong enough to be found (3:1)."""
        radius = metrics.RADIUS_FIELD
        ground = now.colour("hover" if self.underMouse() or self.isDown() else "field")
        box(painter, area, radius, ground, now.colour("line_strong"))
        painter.save()
        painter.setClipRect(QRectF(area.x() - 1, area.bottom() - radius, area.width() + 2, radius + 2))
        box(painter, area, radius, None, now.colour("warning" if self._lacking else "control"), width=1.4)
        painter.restore()
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, QRectF(self.rect()), radius)

    def _wanted(self) -> int:
        now = look()
        icon = now.px(metrics.ICON) + now.px(_GAP) if self._icon else 0
        return round(text_width(self.text(), _type())) + icon + 2 * now.px(_PAD) + 4


def _type() -> QFont:
    return font(_SIZE, 600)
