"""The text of a letter or e-mail: subject and body with fields in braces, and which fields there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextArea

_WIDTH = 720


@dataclass(frozen=True)
class Written:
    """A text: what it is called, its subject, and its body."""

    name: str
    subject: str
    body: str


class TextForm(Form):
    """`TextForm(text, fields)`; signal `filled(Written)`. `fields` are (name in the text, what it stands for)."""

    filled = Signal(object)

    def __init__(
        self, words: str, text: Written, fields: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.name = LineField(_("Name"), text.name)
        self.subject = LineField(_("Subject"), text.subject)
        self.text = TextArea(_("Text"), text.body, lines=12)
        self.fields = {"name": self.name, "subject": self.subject, "body": self.text}
        self.line(self.name, self.subject)
        self.body.addWidget(self.text)
        self.body.addWidget(note(_("Fields that are filled in for each recipient; a click puts one into the text:")))
        chips = QWidget()
        flow = FlowLayout(chips)
        for key, about in fields:
            button = Button("{" + key + "}", "chip", on=partial(self._put, key))
            button.setToolTip(about)
            button.setAccessibleName(about)
            flow.addWidget(button)
        self.body.addWidget(chips)
        self.buttons(_("Keep the text"))

    def submit(self) -> None:
        """Hand over the text."""
        self.filled.emit(Written(self.name.value().strip(), self.subject.value().strip(), self.text.value()))

    def _put(self, key: str) -> None:
        self.text.text.insertPlainText("{" + key + "}")
        self.text.text.setFocus()
