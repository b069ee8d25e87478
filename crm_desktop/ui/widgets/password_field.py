"""A field for a password: what is typed is hidden, and shown as long as the eye beside it is pressed in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.fields import Field
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.panes import row

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhSensitiveData
)


class PasswordField(Field):
    """`PasswordField(_("Password"))`; `value()` is what was typed. Signal `entered` for Enter."""

    entered = Signal()

    def __init__(self, label: str, *, note: str = "", parent: QWidget | None = None) -> None:
        holder = QWidget()
        self.line = LineEdit(name=label)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(_HINTS)
        self.eye = IconButton("eye", _("Show what is typed"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        row(holder, self.line, self.eye, gap=6)
        holder.setFocusProxy(self.line)
        super().__init__(label, holder, note=note, parent=parent)
        self.label.setBuddy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self.entered)

    def value(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.set_words("")

    def set_error(self, reason: str) -> None:
        """Say why it cannot be taken, or with an empty text that it can."""
        super().set_error(reason)
        self.line.set_invalid(bool(reason))
        self.line.setAccessibleDescription(reason)

    def _typed(self) -> None:
        self.set_error("")
        self.edited.emit()

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.set_name(_("Hide what is typed") if shown else _("Show what is typed"))
