"""Text of several lines: a field, or a composer that is part of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.fields import Field

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

_LINE = 20


class TextEdit(QPlainTextEdit):
    """The editor: Tab leaves it, Ctrl+Enter emits `submitted`, focus with a changed text lost emits `left`.

    `framed=False` draws no frame: for an editor inside a card that shows the ring itself.
    """

    submitted = Signal()
    left = Signal()
    focused = Signal(bool)

    def __init__(
        self, hint: str = "", *, lines: int = 3, name: str = "", framed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines, self._framed, self._before = lines, framed, ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel if framed else QFrame.Shape.NoFrame)
        # The frame draws the ground, round corners included; a filled viewport would cover it.
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(6, 5, 2, 5) if framed else self.setViewportMargins(0, 0, 0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_words(self, words: str) -> None:
        """Show a text that comes from the program; nothing is reported."""
        self._before = words
        if words != self.toPlainText():
            self.setPlainText(words)

    def sizeHint(self) -> QSize:
        """Ask for the room of the lines wished for."""
        return QSize(look().px(240), look().px(_LINE) * self._lines + (16 if self._framed else 4))

    def minimumSizeHint(self) -> QSize:
        """Need at least one line."""
        return QSize(look().px(80), look().px(_LINE) + (16 if self._framed else 4))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where there is nothing typed to be taken back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            page = self.document()
            if (undo and not page.isUndoAvailable()) or (redo and not page.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit by Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring, which lies outside the viewport."""
        super().focusInEvent(event)
        self.update()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away and report a change."""
        super().focusOutEvent(event)
        self.update()
        self.focused.emit(False)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.left.emit()


class TextArea(Field):
    """`TextArea(_("Introduction"), value=text, lines=4)`; `value()` is the text."""

    def __init__(
        self,
        label: str = "",
        value: str = "",
        *,
        hint: str = "",
        lines: int = 3,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.text = TextEdit(hint, lines=lines, name=label or hint)
        super().__init__(label, self.text, note=note, grows=True, parent=parent)
        self._quiet = False
        self.set_value(value)
        self.text.textChanged.connect(self._edited)
        self.text.left.connect(self.left)

    def value(self) -> str:
        """Return the text."""
        return self.text.toPlainText()

    def set_value(self, value: str) -> None:
        """Show a text from the program, without a signal."""
        self._quiet = True
        self.text.set_words(value)
        self._quiet = False
        self.set_error("")

    def _edited(self) -> None:
        if not self._quiet:
            self.edited.emit()
