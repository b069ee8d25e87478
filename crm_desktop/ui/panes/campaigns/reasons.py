"""Why somebody is left out: one line a reason, which opens the list of those it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.formats import number
from crm_desktop.ui.models.campaign_faces import ReasonFace
from crm_desktop.ui.theme.drawing import RIGHT, box, focus_ring, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted_button import PaintedButton
from crm_desktop.ui.widgets.panes import clear, column

_TALL, _ICON, _COUNT, _GAP = 34, 16, 40, 12
#: Share of the line the rule behind a reason takes at most.
_MOST_RULE = 0.42


class ReasonButton(PaintedButton):
    """One reason: its icon, how many, in words, and the rule behind it."""

    def __init__(self, face: ReasonFace, *, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face, self._last = face, last
        self.setText(face.words)
        self.setAccessibleName(" ".join(part for part in (number(face.count), face.words, face.rule) if part))
        self.setToolTip(face.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(look().px(240), look().px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Give way and elide."""
        return QSize(look().px(120), look().px(_TALL))

    def draw(self, painter: QPainter) -> None:
        """Draw the button."""
        now, area, face = look(), QRectF(self.rect()), self._face
        if self.underMouse():
            box(painter, area.adjusted(-4, 1, 4, -1), 6, now.colour("hover"))
        side = now.px(_ICON)
        draw_icon(painter, face.icon, square(area.x(), area.center().y(), side), now.colour("text2"))
        count = QRectF(area.x() + side, area.y(), now.px(_COUNT) - 8, area.height())
        text(painter, count, number(face.count), font(13, 600, tabular=True), now.colour("text"), align=RIGHT)
        left = count.right() + _GAP
        if not self._last:
            line(painter, left, area.bottom() - 1, area.right())
        wide = min(text_width(face.rule, font(12)) + 1, area.width() * _MOST_RULE) if face.rule else 0.0
        rule = QRectF(area.right() - wide, area.y(), wide, area.height())
        text(painter, rule, face.rule, font(12), now.colour("text3"), align=RIGHT)
        words = QRectF(left, area.y(), area.right() - wide - _GAP - left, area.height())
        width = text(painter, words, face.words, font(13), now.colour("text"))
        if self.underMouse():
            line(painter, left, area.center().y() + now.px(8), left + width, "line_strong")
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, area, 6)


class ReasonList(QWidget):
    """`reasons.show_reasons(faces)`; signal `opened(key)`."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces: tuple[ReasonFace, ...] = ()
        self._lines = column(self, gap=0)

    def show_reasons(self, faces: Sequence[ReasonFace]) -> None:
        """Show these reasons; the same ones leave the focus where it is."""
        if tuple(faces) == self._faces:
            return
        self._faces = tuple(faces)
        clear(self._lines)
        for place, face in enumerate(faces):
            button = ReasonButton(face, last=place == len(faces) - 1)
            button.clicked.connect(partial(self._tell, face.key))
            self._lines.addWidget(button)

    def faces(self) -> tuple[ReasonFace, ...]:
        """Return what is shown."""
        return self._faces

    def _tell(self, key: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt hands over
        self.opened.emit(key)
