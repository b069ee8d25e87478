"""Reads and changes the service cases of the contact in view, for every pane that shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries import cases as queries
from crm_desktop.store.queries import surveys
from crm_desktop.store.queries.cases import CaseEntry, CaseRow, UsualTime
from crm_desktop.store.queries.surveys import MarkRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace

#: Marks a card shows, the newest ones.
_MARKS = 5


class Cases(NamedTuple):
    """The cases of a contact, and the marks it gave in surveys."""

    contact_id: int
    rows: tuple[CaseRow, ...]
    marks: tuple[MarkRow, ...] = ()


class Opened(NamedTuple):
    """One case with its history."""

    row: CaseRow | None
    entries: tuple[CaseEntry, ...]
    usual: UsualTime | None


class CaseKeeper:
    """Lives as long as the pane; `leave` drops its questions."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        self.workplace, self._parent = workplace, parent

    def ask(self, contact_id: int, then: Callable[[Cases], None]) -> None:
        """Have `then` called with the cases of a contact."""
        self.workplace.desk.ask(_cases, contact_id=contact_id, then=then, asker=self, topic="cases", lane="card")

    def leave(self) -> None:
        """Drop the open questions."""
        self.workplace.desk.forget(self)

    def add(self, contact_id: int = 0, name: str = "") -> None:
        """Ask what it is about, and open a case; without a contact also whom."""
        from crm_desktop.operations.history.cases import NewCase, add_case  # SQLAlchemy
        from crm_desktop.ui.commands.case_form import CaseAnswer, CaseForm  # rarely needed

        desk = self.workplace.desk
        form = CaseForm(desk, name, parent=self._parent.window())

        def save(said: CaseAnswer) -> None:
            whom = form.contact.contact_id() if form.contact is not None else contact_id
            new = NewCase(said.kind, said.title, whom, said.text, said.priority, said.product_id, said.due_on)
            desk.do(add_case, new=new, then=partial(self._done, form), failed=form.fail)

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def open(self, case_id: int) -> None:
        """Show a case with its history."""
        self.workplace.desk.ask(_opened, case_id=case_id, then=self._show, asker=self, topic="case", lane="card")

    def open_survey(self, survey_id: int) -> None:
        """Show the survey in which a mark was given."""
        self.workplace.go(Place("campaigns", "survey", survey_id, "surveys"))

    def _show(self, found: Opened) -> None:
        if found.row is None:
            self.workplace.notify(Notice(_("This case is not there any more."), tone="warning"))
            return
        from crm_desktop.operations.history import cases  # SQLAlchemy
        from crm_desktop.ui.commands.case_form import CaseAnswer, CaseForm  # rarely needed

        case = found.row
        form = CaseForm(self.workplace.desk, case.contact or case.title, known=case, parent=self._parent.window())
        form.show_history(found.entries, found.usual, self.workplace.today())

        def do(operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
            self.workplace.desk.do(
                operation, case_id=case.id, then=partial(self._done, form), failed=form.fail, **arguments
            )

        def change(said: CaseAnswer) -> None:
            do(cases.change_case, version=case.version, **said._asdict())

        form.filled.connect(change)
        form.noted.connect(lambda text: do(cases.note_on_case, text=text))
        form.waited.connect(lambda waits: do(cases.set_waiting, waiting=waits))
        form.solved.connect(lambda text: do(cases.solve_case, solution=text))
        form.reopened.connect(lambda: do(cases.reopen_case))
        form.removed.connect(lambda: do(cases.delete_case))
        form.finished.connect(form.deleteLater)
        form.open()

    def _done(self, form: Any, outcome: Outcome[Any]) -> None:
        form.accept()
        self.workplace.notify(Notice(outcome.label, undo=True))


def _cases(reader: Reader, *, contact_id: int) -> Cases:
    marks = surveys.marks_of(reader, contact_id=contact_id)[:_MARKS]
    return Cases(contact_id, tuple(queries.cases_of(reader, contact_id=contact_id, limit=8)), tuple(marks))


def _opened(reader: Reader, *, case_id: int) -> Opened:
    row = queries.case(reader, case_id=case_id)
    usual = None if row is None else queries.usual_time(reader, kind=row.kind)
    return Opened(row, tuple(queries.entries(reader, case_id=case_id)), usual)
