"""Follow-up sets in the settings: tasks that belong together under a name, written where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.deals import follow_up_sets as operations
from crm_desktop.operations.deals.stage_tasks import StageTask
from crm_desktop.operations.history.words import kind_word
from crm_desktop.operations.planning.tasks import PLANNABLE
from crm_desktop.store.queries.follow_up_sets import FollowUpSetRow
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.text import note

#: Has an operation done: `do(operation, **arguments)`.
Do: TypeAlias = Callable[..., None]
_DAYS, _KIND = 10, 18


class FollowUpPart(QWidget):
    """Every set with its tasks; a field is kept when it is left."""

    def __init__(self, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._do = do
        self._shown: list[FollowUpSetRow] | None = None
        self._holder = QWidget()
        self._list: QVBoxLayout = column(self._holder, gap=8)
        self.add = Button(_("Add a follow-up set"), "secondary", icon="plus", on=self._add)
        line = QWidget()
        row(line, self.add, None)
        column(self, self._holder, line, gap=10)
        self.boxes: list[SetBox] = []

    def show_sets(self, found: Sequence[FollowUpSetRow]) -> None:
        """Show these sets; the same ones leave the fields alone."""
        if list(found) == self._shown:
            return
        self._shown = list(found)
        clear(self._list)
        self.boxes = [SetBox(one, self._do) for one in found]
        for box in self.boxes:
            self._list.addWidget(box)
        if not found:
            self._list.addWidget(note(_("No follow-ups are kept yet."), "text3"))

    def forget(self) -> None:
        """Show the fields anew next time: something in them could not be kept."""
        self._shown = None

    def _add(self) -> None:
        known = {one.name for one in self._shown or []}
        name, number = _("New follow-up"), 1
        while name in known:
            number += 1
            name = f"{_('New follow-up')} {number}"
        self._do(operations.add_set, name=name, tasks=[StageTask(3, ActivityKind.CALL, _("Ask after it"))])


class SetBox(QWidget):
    """One set: its name, where it is used, its tasks."""

    def __init__(self, one: FollowUpSetRow, do: Do) -> None:
        super().__init__()
        self.set_id = one.id
        self._do = do
        self.name = LineField(value=one.name, name=_("Name of the follow-up set"))
        self.name.left.connect(lambda: do(operations.change_set, set_id=one.id, name=self.name.value()))
        self.remove = IconButton(
            "trash-2", _("Delete {name}").format(name=one.name), small=True,
            on=partial(do, operations.delete_set, set_id=one.id),
        )  # fmt: skip
        top = row(None, self.name, self.remove, gap=6)
        top.setStretch(0, 1)
        self.tasks = [self._task_row(task) for task in one.tasks]
        self.add = Button(_("Add a task"), "ghost", icon="plus", on=self._add_task)
        foot = QWidget()
        used = _("Set by {stages}").format(stages=", ".join(one.stages)) if one.stages else _("No stage sets it.")
        row(foot, self.add, note(used, "text3", wrap=False), None)
        column(self, top, *self.tasks, foot, Line(), gap=4)

    def _task_row(self, task: dict[str, Any]) -> TaskRow:
        line = TaskRow(task)
        line.subject.left.connect(self._keep)
        line.days.left.connect(self._keep)
        line.kind.left.connect(self._keep)
        line.remove.clicked.connect(partial(self._drop, line))
        return line

    def _add_task(self) -> None:
        self._save([*self._tasks(), StageTask(7, ActivityKind.TASK, _("Ask after it"))])

    def _drop(self, line: TaskRow) -> None:
        self._save([one.task() for one in self.tasks if one is not line])

    def _keep(self) -> None:
        self._save(self._tasks())

    def _tasks(self) -> list[StageTask]:
        return [line.task() for line in self.tasks]

    def _save(self, tasks: list[StageTask]) -> None:
        self._do(operations.change_set, set_id=self.set_id, tasks=tasks)


class TaskRow(QWidget):
    """Days, kind and subject of one task."""

    def __init__(self, task: dict[str, Any]) -> None:
        super().__init__()
        subject = str(task["subject"])
        self.days = NumberField(unit=_("d"))
        self.days.editor.setAccessibleName(_("Days until “{subject}”").format(subject=subject))
        self.days.setToolTip(_("Working days are looked for after so many days."))
        self.days.set_value(Decimal(int(task["days"])))
        self.kind = ComboField("", [Choice(kind.value, kind_word(kind)) for kind in _kinds()], str(task["kind"]))
        self.kind.combo.setAccessibleName(_("Kind of “{subject}”").format(subject=subject))
        self.subject = LineField(value=subject, name=_("What is to be done"))
        self.remove = IconButton("x", _("Remove “{name}”").format(name=subject), small=True)
        letter = self.fontMetrics().averageCharWidth()
        self.days.setFixedWidth(letter * _DAYS)
        self.kind.setFixedWidth(letter * _KIND)
        line = row(self, self.days, self.kind, self.subject, self.remove, gap=6, margins=(20, 0, 0, 0))
        line.setStretch(2, 1)

    def task(self) -> StageTask:
        """Return the task as the fields have it."""
        return StageTask(int(self.days.value() or 0), ActivityKind(self.kind.value()), self.subject.value())


def _kinds() -> list[ActivityKind]:
    return [kind for kind in ActivityKind if kind in PLANNABLE]
