"""Fields with a label above and, where a value cannot be taken, the reason below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.icons import icon as make_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent


class Field(QWidget):
    """Label, editor, reason. The base of all fields; signals `edited` on each change and `left` on leaving a change.

    `set_error("…")` marks the field and says why; an empty text takes the mark away.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, label: str, editor: QWidget, *, note: str = "", grows: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._note = note
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.label = Text(label, 12, 500, "text2")
        self.label.setContentsMargins(1, 0, 0, 0)
        self.label.setBuddy(editor)
        layout.addWidget(self.label)
        # Only now: shown without a parent, it would be a window for a moment.
        self.label.setVisible(bool(label))
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        layout.addWidget(editor, int(grows))
        self._reason = _Reason()
        layout.addWidget(self._reason)
        if not grows:
            # In a row of fields the tallest decides; labels and editors still stand side by side.
            layout.addStretch(1)
        self.setFocusProxy(editor)
        self.set_error("")

    def set_error(self, reason: str) -> None:
        """Say why the value cannot be taken, or with an empty text that it can."""
        self.editor.setProperty("invalid", bool(reason))
        self.editor.setAccessibleDescription(reason)
        self.editor.update()
        self._reason.say(reason or self._note, bad=bool(reason))

    def error(self) -> str:
        """Return the reason shown, empty where the value is good."""
        return self._reason.text() if self.editor.property("invalid") else ""


class _Reason(Text):
    """The line below a field: what is wrong with it, with an icon, or a quiet note."""

    def __init__(self) -> None:
        super().__init__("", 12, 400, "text3", wrap=True)
        self._bad = False

    def say(self, words: str, *, bad: bool) -> None:
        """Show words; none hide the line."""
        self._bad = bad
        self.setText(words)
        self.set_tone("danger" if bad else "text3")
        self.setIndent(0)
        self.setContentsMargins(look().px(18) if bad else 1, 0, 0, 0)
        if words:
            self.show()
        else:
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and before a mistake its icon."""
        super().paintEvent(event)
        if self._bad:
            with QPainter(self) as painter:
                draw_icon(painter, "circle-alert", QRectF(0, 1, look().px(14), look().px(14)), look().colour("danger"))


class LineField(Field):
    """`LineField(_("Subject"), value="Roof", icon="building-2")`; `value()` is the text as typed."""

    def __init__(
        self,
        label: str = "",
        value: str = "",
        *,
        icon: str = "",
        hint: str = "",
        note: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = LineEdit(value, icon=icon, hint=hint, name=name or label)
        super().__init__(label, self.line, note=note, parent=parent)
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self.left)

    def value(self) -> str:
        """Return the text."""
        return self.line.text()

    def set_value(self, value: str) -> None:
        """Show a text from the program, without a signal."""
        self.line.set_words(value)
        self.set_error("")

    def _edited(self) -> None:
        self.edited.emit()


class SearchField(QWidget):
    """A field that finds: `SearchField(_("Find a setting"))`; signal `changed(text)` at once on each change.

    Esc empties it; Down emits `moved_down`, Enter `entered`, so that the list below can take over.
    """

    changed = Signal(str)
    moved_down = Signal()
    entered = Signal()

    def __init__(self, hint: str = "", *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _SearchLine(hint or _("Search …"), self, small=small)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.entered)

    def value(self) -> str:
        """Return what is searched for."""
        return self.line.text()

    def set_value(self, words: str) -> None:
        """Search for something else; the signal is sent."""
        self.line.setText(words)

    def sizeHint(self) -> QSize:
        """Return the size of the line."""
        return self.line.sizeHint()


class _SearchLine(LineEdit):
    """The line of a search field; a cross at its right empties it."""

    def __init__(self, hint: str, field: SearchField, *, small: bool) -> None:
        super().__init__("", icon="search", hint=hint, name=hint, small=small)
        self._field = field
        self._empty = self.addAction(make_icon("x", "text3"), LineEdit.ActionPosition.TrailingPosition)
        self._empty.setToolTip(_("Clear"))
        self._empty.setText(_("Clear"))
        self._empty.triggered.connect(self.clear)
        self._empty.setVisible(False)
        self.textChanged.connect(lambda words: self._empty.setVisible(bool(words)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty by Esc, hand over by Down."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Down:
            self._field.moved_down.emit()
        else:
            super().keyPressEvent(event)
