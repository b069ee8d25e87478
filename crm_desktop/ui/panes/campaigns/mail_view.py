"""An e-mail as its reader gets it: subject and text on a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Line, column
from crm_desktop.ui.widgets.text import Text


class MailView(QWidget):
    """`view.show_mail(subject, text)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(radius=10, edge="line", padding=20)
        self.subject = Text("", 14, 600, wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(_("Preview of the e-mail"))
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setTabChangesFocus(True)
        self.text.viewport().setAutoFillBackground(False)
        card.body.addWidget(self.subject)
        card.body.addWidget(Line())
        card.body.addWidget(self.text, 1)
        column(self, card, margins=(16, 12, 16, 12))

    def show_mail(self, subject: str, text: str) -> None:
        """Show another e-mail."""
        self.subject.setText(subject)
        self.text.setPlainText(text)
