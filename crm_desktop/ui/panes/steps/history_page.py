"""The steps of the last thirty days; what the chosen one did, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.formats import clock_time, long_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import steps as operations
from crm_desktop.operations import steps_later
from crm_desktop.operations.steps import Turned
from crm_desktop.operations.steps_later import TakenBack
from crm_desktop.store.queries import steps as queries
from crm_desktop.store.queries.steps import StepLine
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.steps import StepsModel, said
from crm_desktop.ui.panes.steps.left_as_is import LeftAsIs
from crm_desktop.ui.panes.steps.rows import StepDelegate
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.panes import Line, Pane, clear, column, row
from crm_desktop.ui.widgets.text import Text, h2, note

#: How far back the list goes, and how many steps are read at a time.
SHOWN_FOR = timedelta(days=30)
PAGE = 200
_CARD = 320
#: More steps than this at once show how far they are at the rail's foot.
_LONG = 5
_UNDOABLE_DAYS = 90
#: A step of more records than this shows at the rail's foot how far it is.
_MANY_RECORDS = 500


class HistoryPage(QWidget):
    """The list at the left, the chosen step at the right."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._complete = False
        self.model = StepsModel(self)
        self.list = RowListView(self.model, StepDelegate(), name=_("Steps"), uniform=False)
        self.list.moved.connect(self._show_chosen)
        self.list.opened.connect(lambda _index: self.go_back_to())
        self.list.verticalScrollBar().valueChanged.connect(self._read_on)
        self._empty = EmptyState(
            "history", _("Nothing was done in the last thirty days"),
            _("Everything you do is kept here, step by step, and can be taken back."),
        )  # fmt: skip
        side = Pane("canvas")
        self.title = h2("")
        self.title.setWordWrap(True)
        self.when = note("", "text3")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.button = Button(_("Undo to here"), "primary", icon="undo-2", on=self.go_back_to)
        self.reason = note("")
        self.alone = Button(_("Take back this step alone"), "secondary", icon="undo-2", on=self.take_back_alone)
        self.alone_note = note(_("What was done after it stays. What was changed since is left as it is and listed."))
        column(
            side, self.title, self.when, 6, self._lines, 10, self.reason, 10, row(None, self.button, None), 14,
            self.alone_note, 4, row(None, self.alone, None), None,
            gap=4, margins=(20, 22, 20, 16),
        )  # fmt: skip
        # What a large step did may be longer than the window is high.
        self._side = QScrollArea()
        self._side.setFrameShape(QScrollArea.Shape.NoFrame)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setWidgetResizable(True)
        self._side.setFixedWidth(look().px(_CARD))
        self._side.setWidget(side)
        row(self, self.list, self._empty, Line(upright=True), self._side, gap=0)
        self._show_chosen(QModelIndex())

    def read(self) -> None:
        """Read the newest steps; as many as are shown already."""
        self._ask(0, max(PAGE, len(self.model.lines())), self._show)

    def chosen(self) -> StepLine | None:
        """Return the chosen step."""
        return self.model.line(self.list.currentIndex().row())

    def can_go(self) -> bool:
        """Whether the chosen step can be undone, or done again."""
        line = self.chosen()
        return line is not None and (line.step.undone or not (line.step.closed or line.blocked_by))

    def go_back_to(self) -> None:
        """Undo the chosen step and everything after it; do an undone one again with everything before it."""
        line = self.chosen()
        if line is None or not self.can_go():
            return
        undone = line.step.undone
        operation = operations.redo_through if undone else operations.undo_through
        many = self._how_many(line)
        job = (_("Doing again") if undone else _("Undoing")) if many > _LONG else ""
        newest = self._newest_done()
        oldest = self._oldest_undone()

        def tell(outcome: Outcome[Turned]) -> None:
            back = oldest if undone else newest
            self._tell(outcome, undone=undone, back=back)

        self._workplace.desk.do(operation, step_id=line.step.id, job=job, then=tell)

    def can_go_alone(self) -> bool:
        """Whether the chosen step can be taken back by itself: it is done, and other work was done after it."""
        line = self.chosen()
        return line is not None and not line.step.undone and not line.step.closed and self._how_many(line) > 1

    def take_back_alone(self) -> None:
        """Take back the chosen step and leave what was done after it."""
        line = self.chosen()
        if line is None or not self.can_go_alone():
            return
        label = line.step.label
        many = sum(one.added + one.changed + one.deleted for one in line.counted)
        self._workplace.desk.do(
            steps_later.undo_one,
            step_id=line.step.id,
            job=_("Taking back") if many > _MANY_RECORDS else "",
            then=lambda outcome: self._tell_alone(label, outcome),
        )

    def _tell_alone(self, label: str, outcome: Outcome[TakenBack]) -> None:
        """Say that it was done; what stays because it was changed since is listed."""
        if not outcome.value.stays:
            words = _("Taken back: {step}").format(step=label)
            self._workplace.notify(Notice(words, action=_("Undo"), run=self._workplace.desk.undo))
            return
        form = LeftAsIs(label, outcome.value.stays, self)
        form.turned_back.connect(self._workplace.desk.undo)
        form.finished.connect(form.deleteLater)
        form.open()

    def _tell(self, outcome: Outcome[Turned], *, undone: bool, back: int) -> None:
        words = (_("Done again: {step}") if undone else _("Undone: {step}")).format(step=outcome.label)
        if outcome.value.problem:
            words = f"{words} – {outcome.value.problem}"

        def turn_back() -> None:
            other: Callable[..., Outcome[Any]] = operations.undo_through if undone else operations.redo_through
            self._workplace.desk.do(other, step_id=back, then=lambda _outcome: None)

        self._workplace.notify(
            Notice(
                words,
                tone="warning" if outcome.value.problem else "",
                action=_("Undo") if undone else _("Redo"),
                run=turn_back if back and not outcome.value.problem else None,
            )
        )

    def _newest_done(self) -> int:
        return next((line.step.id for line in self.model.lines() if not line.step.undone), 0)

    def _oldest_undone(self) -> int:
        return min((line.step.id for line in self.model.lines() if line.step.undone), default=0)

    def _how_many(self, chosen: StepLine) -> int:
        step = chosen.step
        if step.undone:
            return sum(line.step.undone and line.step.id <= step.id for line in self.model.lines())
        return sum(not line.step.undone and line.step.id >= step.id for line in self.model.lines())

    # Reading

    def _ask(self, before: int, limit: int, then: Callable[[Sequence[StepLine]], None]) -> None:
        since = self._workplace.clock() - SHOWN_FOR
        self._workplace.desk.ask(
            queries.recent,
            since=since,
            before=before,
            limit=limit,
            then=then,
            asker=self,
            topic=f"steps {bool(before)}",
        )

    def _show(self, lines: Sequence[StepLine]) -> None:
        held = self.chosen()
        self._complete = len(lines) < PAGE
        self.model.show(lines, self._workplace.today())
        self.list.setVisible(bool(lines))
        self._side.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        at = self.model.row_of(held.step.id) if held else None
        first = next((at for at in range(self.model.rowCount()) if self.model.line(at) is not None), None)
        wanted = first if at is None else at
        if wanted is not None:
            self.list.setCurrentIndex(self.model.index(wanted))
        self._show_chosen(self.list.currentIndex())

    def _read_on(self, value: int) -> None:
        lines = self.model.lines()
        if self._complete or not lines or value < self.list.verticalScrollBar().maximum() - self.list.height():
            return
        self._complete = True  # until the answer says otherwise
        self._ask(lines[-1].step.id, PAGE, self._go_on)

    def _go_on(self, lines: Sequence[StepLine]) -> None:
        self.model.go_on(lines)
        self._complete = len(lines) < PAGE

    # The chosen step

    def _show_chosen(self, _index: QModelIndex) -> None:
        line = self.chosen()
        clear(self._lines)
        self.button.setEnabled(self.can_go())
        for part in (self.alone, self.alone_note):
            part.setVisible(self.can_go_alone())
        self.title.setText(line.step.label if line else _("No step chosen"))
        if line is None:
            self.when.setText("")
            self.reason.setText("")
            return
        step = line.step
        self.when.setText(f"{long_day(local_day(step.at))}, {clock_time(step.at)}")
        for words in said(line.counted):
            self._lines.addWidget(Text(words, 13, 400, "text", wrap=True))
        many = self._how_many(line)
        if step.undone:
            self.button.setText(plural("Do {n} step again", "Do {n} steps again", many))
            self.button.set_icon("redo-2")
        else:
            self.button.setText(plural("Undo {n} step", "Undo {n} steps", many))
            self.button.set_icon("undo-2")
        self.reason.setText(self._why(line, many))

    def _why(self, line: StepLine, many: int) -> str:
        """Return what the button will do, or why it cannot."""
        step = line.step
        if step.undone:
            return _("It was undone. With it, everything undone before it is done again.")
        if line.blocked_by:
            return _("“{step}” came later and cannot be undone; so neither can this.").format(step=line.blocked_by)
        if step.closed:
            old = (self._workplace.today() - local_day(step.at)).days >= _UNDOABLE_DAYS
            if old:
                return _("It is older than 90 days; what it replaced is not kept any longer.")
            return _("It lies before a repair, a restored backup, or more steps than are kept; it cannot be undone.")
        if many == 1:
            return _("It is the newest step; Ctrl+Z does the same.")
        return _("Everything done after it is undone too, one step after the other. It can all be done again.")
