"""The steps of a campaign below each other: what is done, where one is, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.models.campaign_faces import StepFace
from crm_desktop.ui.theme.drawing import CENTRE, box, focus_ring, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import one_stop
from crm_desktop.ui.widgets.painted_button import PaintedButton
from crm_desktop.ui.widgets.panes import column

_TALL, _DISC, _INSET, _WIDE = 62, 24, 10, 190


class StepButton(PaintedButton):
    """One step: its mark, what it is called and how it stands; `show_face(face)`."""

    def __init__(self, *, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = StepFace("", 0, "", "", done=False)
        self._last = last
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_face(self, face: StepFace) -> None:
        """Show another state of the step."""
        self._face = face
        self.setText(face.title)
        self.setAccessibleName(", ".join(part for part in (face.title, face.detail, face.state()) if part))
        self.setToolTip(face.detail)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for two lines and the way to the next step."""
        return QSize(look().px(_WIDE), look().px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Give way and elide."""
        return QSize(look().px(80), look().px(_TALL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Up and Down; Left and Right page through the recipients."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        """Draw the button."""
        now, face = look(), self._face
        side = now.px(_DISC)
        card = QRectF(self.rect()).adjusted(0, 3, 0, -(now.px(_TALL) - now.px(54) - 3))
        disc = QRectF(card.x() + _INSET, card.center().y() - side / 2, side, side)
        if not self._last:
            line = QRectF(disc.center().x() - 0.75, disc.bottom() + 3, 1.5, self.height() - disc.bottom() - 3)
            painter.fillRect(line, now.colour("line_strong"))
        if self.isChecked():
            box(painter, card, 9, now.colour("surface"), now.colour("line_strong"))
        elif self.underMouse():
            box(painter, card, 9, now.colour("hover"))
        self._draw_disc(painter, disc)
        left = disc.right() + 10
        room = QRectF(left, 0, card.right() - left - 6, 0)
        quiet = not face.done and not self.isChecked()
        high, low = now.px(19), now.px(17)
        top = card.center().y() - (high + low) / 2
        text(painter, QRectF(room.x(), top, room.width(), high), face.title, font(13, 600),
             now.colour("text2" if quiet else "text"))  # fmt: skip
        text(painter, QRectF(room.x(), top + high, room.width(), low), face.detail, font(12), now.colour("text3"))
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, card, 9)

    def _draw_disc(self, painter: QPainter, disc: QRectF) -> None:
        now = look()
        if self._face.done and not self.isChecked():
            box(painter, disc, disc.height() / 2, now.colour("text2"))
            draw_icon(painter, "check", disc.adjusted(5, 5, -5, -5), now.colour("surface"))
            return
        painter.setPen(QPen(now.colour("text" if self.isChecked() else "control"), 1.5))
        painter.setBrush(now.colour("surface"))
        painter.drawEllipse(disc.adjusted(0.75, 0.75, -0.75, -0.75))
        ink = now.colour("text" if self.isChecked() else "text2")
        text(painter, disc, str(self._face.number), font(12, 600), ink, align=CENTRE)


class StepList(QWidget):
    """`steps.show_steps(faces)`; signal `chosen(key)` by the user's hand. One stop of the Tab key, arrows move."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, StepButton] = {}
        for key in keys:
            button = StepButton(last=key == keys[-1])
            button.clicked.connect(partial(self._tell, key))
            self.buttons[key] = button
        column(self, *self.buttons.values(), gap=0)
        one_stop(list(self.buttons.values()))
        self.choose(keys[0])

    def show_steps(self, faces: Sequence[StepFace]) -> None:
        """Show how the steps stand."""
        for face in faces:
            self.buttons[face.key].show_face(face)

    def choose(self, key: str) -> None:
        """Make a step the one in view, without a signal."""
        self.buttons[key].setChecked(True)

    def value(self) -> str:
        """Return the step in view."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def _tell(self, key: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt hands over
        self.chosen.emit(key)
