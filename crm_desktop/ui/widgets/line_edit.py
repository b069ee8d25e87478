"""The line edit all fields are made of: with an icon, or bare for editing in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import square
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent


#: Where the icon begins; a bare field has no frame it must keep away from.
_LEFT, _BARE_LEFT = 12, 3


class LineEdit(QLineEdit):
    """A line of text. `bare` shows no frame until it is used; `icon` stands before the text; `small` is for tool bars.

    Signals: `left` when the user leaves it with a changed text (focus lost or Enter); Esc puts the old text back.
    """

    left = Signal()

    def __init__(
        self,
        words: str = "",
        *,
        icon: str = "",
        hint: str = "",
        name: str = "",
        bare: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.setProperty("bare", bare)
        self.setProperty("small", small)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self._icon = icon
        self._before = words
        if icon:
            self.setTextMargins(look().px(metrics.ICON) + 8, 0, 0, 0)
        self.setCursorPosition(0)
        self.editingFinished.connect(self._finish)

    def set_words(self, words: str) -> None:
        """Show a text that comes from the program: nothing is reported, and its beginning is in sight."""
        self._before = words
        if words != self.text():
            self.setText(words)
        if not self.hasFocus():
            self.setCursorPosition(0)
        self.set_invalid(False)

    def set_invalid(self, invalid: bool) -> None:
        """Mark the text as one that cannot be taken, or as good again."""
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            self.update()

    def revert(self) -> None:
        """Put back the text from before the user came."""
        self.setText(self._before)
        self.set_invalid(False)

    def _finish(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where there is nothing typed to be taken back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc put the old text back first; a second Esc is the window's."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.revert()
            self.selectAll()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of the text again."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room for the icon when the type grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._icon:
            self.setTextMargins(look().px(metrics.ICON) + 8, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text as Qt does, and the icon before it."""
        super().paintEvent(event)
        if self._icon:
            now = look()
            side = now.px(metrics.ICON)
            left = _BARE_LEFT if self.property("bare") else _LEFT
            with QPainter(self) as painter:
                ink = now.colour("text3" if self.isEnabled() else "disabled")
                draw_icon(painter, self._icon, square(left, self.height() / 2, side), ink)
