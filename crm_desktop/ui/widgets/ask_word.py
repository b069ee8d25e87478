"""A small form that asks for one word: a label, a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form


class AskWord(Form):
    """`AskWord(title, label, value)`; signal `given(word)` when it was accepted, which closes the form."""

    given = Signal(str)

    def __init__(self, title: str, label: str, value: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.word = LineField(label, value)
        self.fields["word"] = self.word
        self.line(self.word)
        self.buttons(_("Take over"))
        self.word.line.selectAll()

    def submit(self) -> None:
        """Hand the word over."""
        self.given.emit(self.word.value().strip())
        self.accept()
