"""Planning something from anywhere: the form of a task, begun for the record in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.ui.commands.task_form import TaskAnswer, TaskForm
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.record_field import Record

#: Kinds of records a task can belong to.
_KINDS = frozenset({"contact", "deal", "offer"})


def plan_task(
    workplace: Workplace, parent: QWidget, *, known: Plan | None = None, record: Record | None = None
) -> TaskForm:
    """Open the form for a new task, by default about the record in view, and return it."""
    about = record or _in_view(workplace)
    form = TaskForm(workplace.desk, workplace.today, known=known, record=about, parent=parent)

    def save(answer: TaskAnswer) -> None:
        workplace.desk.do(
            tasks.add_task, new=answer.plan, **belongs_to(answer.record), failed=form.fail, then=_saved(workplace, form)
        )

    form.filled.connect(save)
    return _opened(form)


def change_task(
    workplace: Workplace, parent: QWidget, *, activity_id: int, version: int, known: Plan, name: str = ""
) -> TaskForm:
    """Open the form for a task that is planned already, and return it."""
    form = TaskForm(
        workplace.desk, workplace.today, known=known, record=Record("contact", 0, name), changing=True, parent=parent
    )
    form.record.set_value(name)

    def save(answer: TaskAnswer) -> None:
        workplace.desk.do(
            tasks.change_task, activity_id=activity_id, new=answer.plan, version=version, failed=form.fail,
            then=_saved(workplace, form),
        )  # fmt: skip

    form.filled.connect(save)
    return _opened(form)


def belongs_to(record: Record) -> dict[str, Any]:
    """Return a record as the operations name it."""
    if record.kind == "contact" and record.ref:
        return {"contacts": [record.ref]}
    if record.kind in ("deal", "offer") and record.ref:
        return {f"{record.kind}_id": record.ref}
    return {}


def _in_view(workplace: Workplace) -> Record | None:
    found = workplace.subject()
    return Record(found.kind, found.ref, found.title) if found is not None and found.kind in _KINDS else None


def _saved(workplace: Workplace, form: TaskForm) -> Callable[[Outcome[Any]], None]:
    def tell(outcome: Outcome[Any]) -> None:
        form.accept()
        workplace.notify(Notice(outcome.label, undo=True))

    return tell


def _opened(form: TaskForm) -> TaskForm:
    form.finished.connect(form.deleteLater)
    form.open()
    form.subject.setFocus()
    return form
