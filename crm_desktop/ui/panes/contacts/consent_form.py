"""Recording a consent: by which way, on what ground, in which words, since when, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.times import start_of_day
from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.operations.privacy.consent_words import channel_word, condition_words, status_word
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.text_area import TextArea

_GROUNDS = (
    ConsentStatus.OPT_IN, ConsentStatus.DOUBLE_OPT_IN, ConsentStatus.EXISTING_CUSTOMER, ConsentStatus.PRESUMED,
    ConsentStatus.PENDING, ConsentStatus.WITHDRAWN,
)  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """What was stated, and what proves it."""

    channel: Channel
    status: ConsentStatus
    source: str
    wording: str
    given_at: datetime | None
    valid_until: date | None
    proof: Path | None
    conditions: tuple[str, ...]


class ConsentForm(Form):
    """Signal: `filled(Stated)`."""

    filled = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Record a consent"), parent)
        self._today = today
        self._proof: Path | None = None
        self.channel = ComboField(_("Way"), [Choice(one.value, channel_word(one)) for one in Channel])
        self.channel.set_value(Channel.EMAIL.value)
        self.status = ComboField(_("Ground"), [Choice(one.value, status_word(one)) for one in _GROUNDS])
        self.status.set_value(ConsentStatus.OPT_IN.value)
        self.status.edited.connect(self._follow)
        self.day = DateField(_("Since"), value=today)
        self.until = DateField(_("Valid until"), hint=_("until withdrawn"))
        self.source = LineField(_("Where from"), hint=_("Form on the website, fair, talk on the phone"))
        self.wording = TextArea(_("The words that were shown"), lines=3)
        self.conditions = {key: QCheckBox(words) for key, words in condition_words().items()}
        self._about = QWidget()
        column(self._about, note(_("Writing to existing customers needs all three:"), "text2"),
               *self.conditions.values(), gap=4)  # fmt: skip
        self._name = Text(_("No file chosen"), 12, 400, "text3")
        choose = Button(_("Proof as a file …"), "secondary", icon="paperclip", on=self._choose)
        self.fields = {
            "channel": self.channel, "status": self.status, "given_at": self.day, "valid_until": self.until,
            "source": self.source, "wording": self.wording,
        }  # fmt: skip
        self.line(self.channel, self.status)
        self.line(self.day, self.until)
        self.line(self.source)
        self.body.addWidget(self.wording)
        self.body.addWidget(self._about)
        self.body.addLayout(row(None, choose, self._name, None, gap=10))
        self.buttons(_("Record"), icon="check")
        self._follow()

    def submit(self) -> None:
        """Hand over what was stated."""
        if not (self.day.check() and self.until.check()):
            return
        day = self.day.value()
        if day is None:
            self.fail(BadInput(_("Fill this in."), field="given_at"))
            return
        # Today means now: what was recorded before on this day stays older.
        given = None if day == self._today else start_of_day(day)
        status = ConsentStatus(self.status.value())
        existing = status is ConsentStatus.EXISTING_CUSTOMER
        met = tuple(key for key, box in self.conditions.items() if existing and box.isChecked())
        self.filled.emit(
            Stated(Channel(self.channel.value()), status, self.source.value().strip(), self.wording.value().strip(),
                   given, self.until.value(), self._proof, met)
        )  # fmt: skip

    def use_proof(self, path: Path) -> None:
        """Keep a file as the proof."""
        self._proof = path
        self._name.setText(path.name)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Proof as a file"))
        if chosen:
            self.use_proof(Path(chosen))

    def _follow(self) -> None:
        self._about.setVisible(self.status.value() == ConsentStatus.EXISTING_CUSTOMER)
