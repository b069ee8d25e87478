"""What belongs to an entry beside its text: when, in which direction, how long, with whom, and what follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.past import parse_past
from crm_desktop.base.times import Clock, local_day
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.timeline.people import PeopleField
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.segmented import Segmented

_TALKS = frozenset({ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.VISIT})
_DIRECTED = frozenset({ActivityKind.CALL, ActivityKind.EMAIL, ActivityKind.LETTER})
_MET = frozenset({ActivityKind.MEETING, ActivityKind.VISIT})


class Details(QWidget):
    """The fields below the text; which of them are shown depends on the kind. Signal: `edited`."""

    edited = Signal()

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        today = local_day(clock())
        self.when = LineField(_("When"), hint=_("Now, “yesterday 15:30”"))
        self.when.line.left.connect(self._say_when)
        self.direction = Segmented(
            [
                Choice(Direction.OUT, meant("call or letter", "Outgoing"), "phone-outgoing"),
                Choice(Direction.IN, meant("call or letter", "Incoming"), "phone-incoming"),
            ],
            name=_("Direction"),
        )
        self._directed = Field(_("Direction"), self.direction)
        self.minutes = NumberField(_("Minutes"))
        self.result = LineField(_("Result"), hint=_("reached …"))
        self.people = PeopleField(_("Participants"), desk)
        self.due = DateField(_("Due"), value=today + timedelta(days=1))
        self.follow_up = LineField(_("Then"), hint=_("Next step …"))
        self.follow_up_on = DateField(_("Until"), value=None)
        self._first = row(None, self._directed, self.minutes, self.due, self.when, gap=10)
        self._first.setStretch(1, 1)
        self._first.setStretch(2, 2)
        self._first.setStretch(3, 3)
        second = row(None, self.result, self.follow_up, self.follow_up_on, gap=10)
        for place, share in enumerate((3, 4, 3)):
            second.setStretch(place, share)
        # What came of it and what follows is asked for most often: it is the next field after the text.
        column(self, second, self._first, self.people, gap=8, margins=(4, 2, 4, 4))
        for field in (self.when, self.minutes, self.result, self.people, self.due, self.follow_up, self.follow_up_on):
            field.edited.connect(self.edited)
        self.show_kind(ActivityKind.NOTE)

    def show_kind(self, kind: ActivityKind) -> None:
        """Show the fields of a kind."""
        task = kind is ActivityKind.TASK
        self._directed.setVisible(kind in _DIRECTED)
        self.minutes.setVisible(kind in _TALKS)
        self.when.setVisible(not task)
        self.due.setVisible(task)
        self.people.setVisible(kind in _MET or task)
        self.people.label.setText(_("Participants") if not task else _("Concerns"))
        self.result.setVisible(kind is ActivityKind.CALL)
        for field in (self.follow_up, self.follow_up_on):
            field.setVisible(kind not in (ActivityKind.NOTE, ActivityKind.TASK))

    def at(self) -> datetime | None:
        """Return when it was, None for now. Raises BadInput and marks the field."""
        try:
            return parse_past(self.when.value(), self._clock()) if self.when.isVisibleTo(self) else None
        except BadInput as bad:
            self.when.set_error(str(bad))
            self.when.line.setFocus()
            raise

    def next_day(self) -> date | None:
        """Return when what follows is due: the day chosen, tomorrow where there are only words."""
        if not self.follow_up.isVisibleTo(self):
            return None
        chosen = self.follow_up_on.value()
        if chosen is None and self.follow_up.value().strip():
            return local_day(self._clock()) + timedelta(days=1)
        return chosen

    def check(self) -> bool:
        """Mark every field that holds nothing that can be taken; say whether there was none."""
        shown = [field for field in (self.minutes, self.due, self.follow_up_on) if field.isVisibleTo(self)]
        bad = [field for field in shown if not field.check()]
        if self.due.isVisibleTo(self) and self.due.value() is None:
            self.due.set_error(_("Choose a day that is still to come."))
            bad.append(self.due)
        if bad:
            bad[0].setFocus()
        return not bad

    def _say_when(self) -> None:
        try:
            self.when.set_error("")
            self.at()
        except BadInput:
            return
