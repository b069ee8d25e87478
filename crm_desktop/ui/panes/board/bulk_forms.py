"""What is asked when several deals get a day, a next step, or another process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form


class DayForm(Form):
    """When deals are expected to be closed. Signal: `filled(date or None)`."""

    filled = Signal(object)

    def __init__(self, words: str, value: date | None, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.day = DateField(_("Expected close"), value=value)
        self.fields = {"expected_close": self.day}
        self.line(self.day)
        self.buttons(_("Set date"))

    def submit(self) -> None:
        """Hand over the day."""
        if self.day.check():
            self.filled.emit(self.day.value())


class PlanForm(Form):
    """The next step of several deals. Signal: `filled(Plan)`."""

    filled = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Next step for all selected deals"), parent)
        self.subject = LineField(_("What is to be done"))
        self.due = DateField(_("Due"), value=today + timedelta(days=1))
        self.fields = {"subject": self.subject, "due_on": self.due}
        self.line(self.subject, self.due)
        self.buttons(_("Plan it"))
        self._today = today

    def submit(self) -> None:
        """Hand over the step."""
        if not self.subject.value().strip():
            self.subject.set_error(_("Say what is to be done."))
            self.subject.setFocus()
        elif self.due.check():
            self.filled.emit(Plan(self.subject.value(), self.due.value() or self._today))


class ProcessForm(Form):
    """The stage of another process deals go to. Signal: `filled(StageRow)`."""

    filled = Signal(object)

    def __init__(
        self, pipelines: Sequence[PipelineRow], stages: Sequence[StageRow], but: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Move to another process"), parent)
        names = {process.id: process.name for process in pipelines if process.id != but}
        self._stages = {str(stage.id): stage for stage in stages if stage.pipeline_id in names}
        choices = [Choice(key, f"{names[one.pipeline_id]} – {one.name}") for key, one in self._stages.items()]
        self.stage = ComboField(_("Stage"), choices, value=choices[0].key if choices else "")
        self.fields = {"stage_id": self.stage}
        self.line(self.stage)
        self.buttons(_("Move"))

    def submit(self) -> None:
        """Hand over the stage."""
        found = self._stages.get(self.stage.value())
        if found is not None:
            self.filled.emit(found)
