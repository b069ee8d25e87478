"""The base of forms that ask for a few things at once: a title, fields, and two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.widgets.fields import Field

_WIDTH = 500


class Form(QDialog):
    """Derive, add fields with `line`, end with `buttons(words)`, and write `submit`.

    `fields` names what an error can be about: `fail` says it there, or above the buttons where it is about no field.
    A form with a signal `filled` waits after it for `accept` or `fail`: a second press adds nothing twice, and one that
    is left meanwhile comes back only where it could not be done.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words)
        self.setModal(True)
        self.setMinimumWidth(look().px(_WIDTH))
        self.fields: dict[str, Field] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        heading = title(words)
        heading.setWordWrap(True)
        self.body.addWidget(heading)
        self._reason = Text("", 12, 400, "danger", wrap=True)
        self._reason.hide()
        self._waits = self._left = False
        #: What Ctrl+Enter does; a form without the usual buttons is left by its own.
        self._press: Callable[[], object] = lambda: None

    def line(self, *parts: QWidget) -> None:
        """Add fields beside each other."""
        beside = row(None, *parts, gap=12)
        for place in range(len(parts)):
            beside.setStretch(place, 1)
        self.body.addLayout(beside)

    def buttons(self, words: str, *, icon: str = "check") -> None:
        """Add Cancel and the one that does it."""
        accept = Button(words, "primary", icon=icon, on=self.submit)
        accept.setDefault(True)
        #: The button that does it, for a form that cannot always be accepted.
        self.accept_button = accept
        self._press = accept.click
        filled = getattr(self, "filled", None)
        if isinstance(filled, SignalInstance):
            filled.connect(self._wait)
        self.body.addWidget(self._reason)
        self.body.addLayout(row(None, None, Button(_("Cancel"), "secondary", on=self.reject), accept))

    def submit(self) -> None:
        """Hand over what was filled in; to be written by each form."""
        raise NotImplementedError

    def fail(self, error: CrmError) -> None:
        """Say why it could not be done: at the field it is about, else above the buttons."""
        self._end_wait()
        if self._left:
            self._left = False
            self.open()
        field = self.fields.get(error.field) if isinstance(error, BadInput) else None
        if field is not None:
            field.set_error(str(error))
            field.setFocus()
        else:
            self._reason.setText(str(error))
            self._reason.show()

    def accept(self) -> None:
        """Go away when everything is done."""
        self._end_wait()
        super().accept()

    def reject(self) -> None:
        """Go away; while something is being done only out of sight, so that the answer finds the form."""
        if self._waits:
            self._left = True
            self.hide()
        else:
            super().reject()

    def _wait(self) -> None:
        self._waits = True
        self.accept_button.setEnabled(False)

    def _end_wait(self) -> None:
        if self._waits:
            self._waits = False
            self.accept_button.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit by Ctrl+Enter from wherever one is, as the window's own pages do."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._press()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Make room when a reason appears, also one a field found by itself."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def _make_room(self) -> None:
        """Grow where a reason needs more lines than there is room for: the least height does not count line breaks."""
        self.resize(self.width(), max(self.height(), self.body.totalHeightForWidth(self.width())))
