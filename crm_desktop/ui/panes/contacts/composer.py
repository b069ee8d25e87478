"""The composer over the timeline: what happened, written down in a moment, or what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.history import ActivityKind
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, focus_ring
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text_area import TextEdit


@dataclass(frozen=True)
class Written:
    """What was written: an entry, or with `due_on` a plan. The first line is the subject where there are several."""

    kind: ActivityKind
    subject: str
    body: str
    minutes: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Draft:
    """What is half typed: nothing, as long as there is no text."""

    text: str = ""
    kind: ActivityKind = ActivityKind.NOTE
    due: date | None = None
    minutes: Decimal | None = None


class Composer(Painted):
    """A text, what kind it is, and for tasks a day. Signal: `written(Written)` on Ctrl+Enter or the button."""

    written = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._ringed = False
        self.edit = TextEdit(
            _("What happened? Write everything down …"), lines=1, name=_("What happened?"), framed=False
        )
        self.edit.submitted.connect(self.submit)
        self.edit.focused.connect(self._show_ring)
        self.edit.textChanged.connect(self._grow)
        self.kinds = Chips(
            [
                Choice(ActivityKind.NOTE, _("Note"), "sticky-note"),
                Choice(ActivityKind.CALL, _("Call"), "phone"),
                Choice(ActivityKind.MEETING, _("Meeting"), "users"),
                Choice(ActivityKind.EMAIL, _("E-mail"), "mail"),
                Choice(ActivityKind.TASK, _("Task"), "calendar-plus"),
            ],
            "choice",
            name=_("Kind of entry"),
            gap=2,
        )
        self.kinds.chosen.connect(self._choose)
        self.due = DateField(_("Due"), value=today + timedelta(days=1))
        self.minutes = NumberField(_("Minutes"))
        self.save = Button(_("Save"), "secondary", on=self.submit)
        self.save.setToolTip(native_text("Ctrl+Return"))
        self._extra = QWidget()
        row(self._extra, self.due, self.minutes, None, gap=12, margins=(4, 0, 4, 4))
        foot = row(None, self.kinds, None, self.save, gap=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.edit)
        layout.addWidget(self._extra)
        layout.addLayout(foot)
        self._choose(ActivityKind.NOTE)
        self._grow()

    def begin(self, kind: ActivityKind, text: str = "") -> None:
        """Start an entry of a kind, with the cursor in the text."""
        self.kinds.choose(kind)
        self._choose(kind)
        if text:
            self.edit.setPlainText(text)
        self.edit.setFocus()

    def submit(self) -> None:
        """Hand over what was written; with nothing written, nothing happens."""
        text = self.edit.toPlainText().strip()
        if not text:
            self.edit.setFocus()
            return
        kind = ActivityKind(self.kinds.value())
        if kind is ActivityKind.TASK and self.due.value() is None:
            self.due.set_error(_("Choose a day that is still to come."))
            self.due.line.setFocus()
            return
        first, _mark, rest = text.partition("\n")
        several = bool(rest.strip()) or kind is ActivityKind.TASK
        minutes = self.minutes.value() if kind in (ActivityKind.CALL, ActivityKind.MEETING) else None
        self.written.emit(
            Written(
                kind,
                first if several else "",
                rest.strip() if several else text,
                int(minutes) if minutes else None,
                self.due.value() if kind is ActivityKind.TASK else None,
            )
        )

    def draft(self) -> Draft:
        """Return what is half typed."""
        return Draft(
            self.edit.toPlainText(), ActivityKind(self.kinds.value()), self.due.value(), self.minutes.value()
        )  # fmt: skip

    def take_up(self, draft: Draft | None) -> None:
        """Go on with what was half typed; None makes ready for a new entry."""
        draft = draft or Draft()
        self.edit.setPlainText(draft.text)
        self.minutes.set_value(draft.minutes)
        self.due.set_value(draft.due or self._today + timedelta(days=1))
        self.kinds.choose(draft.kind)
        self._choose(draft.kind)

    def text(self) -> str:
        """Return the text that is half typed."""
        return self.edit.toPlainText()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the card round text and kinds; it shows the ring for the text inside."""
        box(painter, area, metrics.RADIUS_CARD, now.colour("surface"), now.colour("line_strong"))
        if self._ringed:
            focus_ring(painter, area, metrics.RADIUS_CARD)

    def _show_ring(self, focused: bool) -> None:
        self._ringed = focused
        self.update()

    def _choose(self, kind: str) -> None:
        self.due.setVisible(kind == ActivityKind.TASK)
        self.minutes.setVisible(kind in (ActivityKind.CALL, ActivityKind.MEETING))
        self._extra.setVisible(kind not in (ActivityKind.NOTE, ActivityKind.EMAIL))

    def _grow(self) -> None:
        """Give the text as many lines as it has, eight at most."""
        lines = min(8, max(1, self.edit.document().blockCount()))
        self.edit.setFixedHeight(look().px(20) * lines + 14)
