"""Correcting an entry, and looking at what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import clock_time, day
from crm_desktop.base.i18n import _
from crm_desktop.base.past import parse_past
from crm_desktop.base.times import local_day
from crm_desktop.domain.history import ActivityKind
from crm_desktop.store.queries.timeline import EarlierText, TimelineEntry
from crm_desktop.ui.models.timeline import kind_word
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.text_area import TextArea

_TALLEST = 420


@dataclass(frozen=True)
class Correction:
    """What an entry is to say; None is what stays, 0 minutes take its length away."""

    subject: str
    body: str
    minutes: int | None
    at: datetime | None


class EditForm(Form):
    """The text of an entry, and when it was. Signal: `filled(Correction)`."""

    filled = Signal(object)

    def __init__(self, entry: TimelineEntry, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(_("Edit: {kind}").format(kind=kind_word(entry.kind, entry.direction)), parent)
        self._now = now
        self._shown_at = f"{day(local_day(entry.at))} {clock_time(entry.at)}"
        self.subject = LineField(_("Subject"), value=entry.subject)
        self.text = TextArea(_("Text"), value=entry.body, lines=8)
        self.when = LineField(_("When"), value=self._shown_at)
        self.minutes = NumberField(_("Minutes"), value=Decimal(entry.minutes) if entry.minutes else None)
        self.fields = {"subject": self.subject, "body": self.text, "at": self.when, "minutes": self.minutes}
        self.line(self.subject)
        self.body.addWidget(self.text)
        self.line(self.when, self.minutes)
        self.minutes.setVisible(entry.kind in (ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.VISIT))
        self.body.addWidget(Text(_("What it said before stays readable."), 12, 400, "text3"))
        self.text.text.submitted.connect(self.submit)
        self.buttons(_("Save"))
        self.text.setFocus()

    def submit(self) -> None:
        """Hand over what was changed."""
        try:
            at = None if self.when.value() == self._shown_at else parse_past(self.when.value(), self._now)
        except BadInput as bad:
            self.fail(bad)
            return
        if not self.minutes.check():
            return
        minutes = None if self.minutes.isHidden() else int(self.minutes.value() or 0)
        self.filled.emit(Correction(self.subject.value(), self.text.value(), minutes, at))


class VersionsForm(Form):
    """What an entry said before it was corrected, the latest first."""

    def __init__(self, entry: TimelineEntry, earlier: Sequence[EarlierText], parent: QWidget | None = None) -> None:
        super().__init__(_("Earlier texts"), parent)
        inner = QWidget()
        layout = column(inner, gap=10)
        self.texts = [Text(_("Now"), 12, 600, "text2"), *_said(entry.subject, entry.body)]
        for one in earlier:
            until = f"{day(local_day(one.until))} {clock_time(one.until)}"
            self.texts.append(Text(_("Until {moment}").format(moment=until), 12, 600, "text2"))
            self.texts += _said(one.subject, one.body)
        for text in self.texts:
            layout.addWidget(text)
        layout.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(min(inner.sizeHint().height() + 8, look().px(_TALLEST)))
        area.setAccessibleName(_("Earlier texts"))
        self.body.addWidget(area)
        self.buttons(_("Close"))

    def submit(self) -> None:
        """Nothing was to be filled in."""
        self.accept()


def _said(subject: str, body: str) -> list[Text]:
    return [Text(words, 13, 600 if words is subject else 400, wrap=True) for words in (subject, body) if words]


class JumpForm(Form):
    """Asks for a day. Signal: `filled(date)`."""

    filled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Jump to a day"), parent)
        self.day = DateField(_("Day"))
        self.fields = {"day": self.day}
        self.line(self.day)
        self.buttons(_("Jump"), icon="calendar")
        self.day.setFocus()

    def submit(self) -> None:
        """Hand over the day."""
        chosen = self.day.value()
        if chosen is None:
            self.fail(BadInput(_("Say which day."), field="day"))
            return
        self.accept()
        self.filled.emit(chosen)


class PeriodForm(Form):
    """Asks for the days from and to. Signal: `filled((date or None, date or None))`."""

    filled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Show a period"), parent)
        self.since, self.until = DateField(_("From")), DateField(_("To"))
        self.fields = {"since": self.since, "until": self.until}
        self.line(self.since, self.until)
        self.buttons(_("Show"))

    def submit(self) -> None:
        """Hand over the days."""
        if not (self.since.check() and self.until.check()):
            return
        since, until = self.since.value(), self.until.value()
        if since and until and since > until:
            self.fail(BadInput(_("This day lies before the first one."), field="until"))
            return
        self.accept()
        self.filled.emit((since, until))
