"""Putting down what somebody answered: by hand, found by its code, or read from an e-mail."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import Response
from crm_desktop.operations.campaigns.replies import response_words
from crm_desktop.ui.models.campaign_words import RESPONSE_ICONS
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextArea


@dataclass(frozen=True)
class Reply:
    """What was answered; `object_to_all` also ends every other way of advertising."""

    response: Response
    text: str = ""
    object_to_all: bool = False


class ReplyForm(Form):
    """`ReplyForm(name, campaign)`; signal `filled(Reply)`."""

    filled = Signal(object)

    def __init__(
        self, name: str, about: str = "", *, response: Response | None = None, text: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Answer of {name}").format(name=name), parent)
        if about:
            self.body.addWidget(note(about))
        self.response = Chips(
            [Choice(one.value, response_words(one), RESPONSE_ICONS[one]) for one in Response], "choice",
            name=_("What was answered"),
        )  # fmt: skip
        self.response.choose((response or Response.INTERESTED).value)
        self.response.chosen.connect(lambda _key: self._follow())
        self.text = TextArea(_("In words"), text, lines=4)
        self.everywhere = QCheckBox(_("Wants no advertising by any way"))
        self.fields = {"text": self.text}
        self.body.addWidget(self.response)
        self.body.addWidget(self.text)
        self.body.addWidget(self.everywhere)
        self.buttons(_("Put down"), icon="check")
        self._follow()

    def submit(self) -> None:
        """Hand over what was answered."""
        response = Response(self.response.value())
        everywhere = response is Response.OBJECTION and self.everywhere.isChecked()
        self.filled.emit(Reply(response, self.text.value().strip(), everywhere))

    def _follow(self) -> None:
        self.everywhere.setVisible(self.response.value() == Response.OBJECTION)
