"""The steps that follow in a campaign: what, after how many days, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import StepBranch, StepKind
from crm_desktop.store.queries.campaigns import StepRow
from crm_desktop.ui.models.campaign_words import STEP_ICONS, branch_word, step_word
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import IconButton, Link
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, note

_WIDTH, _MOST = 880, 8


class Wanted(NamedTuple):
    """One step as it was filled in; `id` is that of the step it was before, None for a new one."""

    id: int | None
    name: str
    kind: StepKind
    wait_days: int
    branch: StepBranch


class StepLine(QWidget):
    """One step. Signal: `removed()`."""

    removed = Signal()

    def __init__(self, step: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = step.id
        self.days = NumberField("", Decimal(step.wait_days), hint=_("Days"))
        self.days.setFixedWidth(look().px(64))
        self.branch = ComboBox(name=_("For whom"))
        self.branch.fill([Choice(one.value, branch_word(one)) for one in StepBranch], step.branch.value)
        self.kind = ComboBox(name=_("What"))
        self.kind.fill([Choice(one.value, step_word(one), STEP_ICONS[one]) for one in StepKind], step.kind.value)
        self.words = LineEdit(step.name, hint=_("What is to be done"), name=_("What is to be done"))
        remove = IconButton("x", _("Remove this step"), on=self.removed.emit, small=True)
        line = row(
            self, Text(_("after"), 13, 400, "text2", elide=False), self.days,
            Text(_("days"), 13, 400, "text2", elide=False), self.branch, self.kind, self.words, remove, gap=8,
        )  # fmt: skip
        line.setStretch(5, 1)

    def step(self) -> Wanted:
        """Return what is filled in."""
        return Wanted(
            self._id, self.words.text().strip(), StepKind(self.kind.currentData()), int(self.days.value() or 0),
            StepBranch(self.branch.currentData()),
        )  # fmt: skip


class StepsForm(Form):
    """`StepsForm(steps)`; signal `filled(list of Wanted)`."""

    filled = Signal(object)

    def __init__(self, steps: Sequence[StepRow], parent: QWidget | None = None) -> None:
        super().__init__(_("What follows"), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.body.addWidget(note(_("Days count from the sending; weekends are not skipped."), "text3"))
        self._lines = column(None, gap=8)
        self.body.addLayout(self._lines)
        self.add = Link(_("Add a step"), icon="plus", on=self._add)
        self.body.addLayout(row(None, self.add, None))
        self.buttons(_("Keep the steps"))
        for step in steps:
            self._put(Wanted(step.id, step.name, step.kind, step.wait_days, step.branch))

    def lines(self) -> list[StepLine]:
        """Return the lines in their order."""
        items = (self._lines.itemAt(place) for place in range(self._lines.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, StepLine)]

    def submit(self) -> None:
        """Hand over the steps."""
        self.filled.emit([line.step() for line in self.lines()])

    def _add(self) -> None:
        self._put(Wanted(None, "", StepKind.CALL, 7, StepBranch.NO_ANSWER)).words.setFocus()

    def _put(self, step: Wanted) -> StepLine:
        line = StepLine(step)
        line.removed.connect(lambda: self._take(line))
        self._lines.addWidget(line)
        self.add.setVisible(self._lines.count() < _MOST)
        return line

    def _take(self, line: StepLine) -> None:
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add.show()
        self.add.setFocus()
