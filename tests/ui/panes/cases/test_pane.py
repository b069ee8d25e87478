"""The pane of service cases: listed by what is due, narrowed, opened, solved, begun for a chosen customer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.operations.history.cases import solve_case
from crm_desktop.store.queries import cases as queries
from crm_desktop.store.queries.cases import CaseTab
from crm_desktop.ui.commands.case_form import CaseForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.cases import Column
from crm_desktop.ui.panes.cases.pane import CasesPane
from tests.ui.office import Stage


def shown(pane: CasesPane) -> list[str]:
    return [str(pane.model.index(place, Column.TITLE).data()) for place in range(pane.model.rowCount())]


def form_of(stage: Stage) -> CaseForm:
    """Return the form that is open."""
    stage.until(lambda: any(one.isVisible() for one in stage.window.findChildren(CaseForm)))
    return next(one for one in stage.window.findChildren(CaseForm) if one.isVisible())


def test_cases_are_listed_opened_solved_and_begun(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("cases"))
    pane = stage.window.current_pane()
    assert isinstance(pane, CasesPane)
    stage.until(lambda: pane.is_filled() and pane.model.rowCount() == 3)
    first, second, third = shown(pane)
    assert "3 open" in pane.count.text()
    assert "overdue" in str(pane.model.index(0, Column.DUE).data())

    pane.field.set_value(second.split()[0].upper())
    stage.until(lambda: shown(pane) == [second])
    assert pane.escape()
    stage.until(lambda: pane.model.rowCount() == 3)

    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    form = form_of(stage)
    assert form.answer().title == second  # the one found keeps the cursor
    form.reject()

    gone = pane.model.at(0)
    assert gone is not None
    stage.desk.do(solve_case, case_id=gone.id, solution="Neu eingestellt")
    stage.until(lambda: shown(pane) == [second, third])
    stage.until(lambda: pane.picked() is not None)
    pane.show_tab(CaseTab.SOLVED)
    stage.until(lambda: first in shown(pane))

    pane.add()
    new = form_of(stage)
    assert new.contact is not None
    new.submit()
    assert new.contact.error()
    whom = stage.found("contact", "Kessler")
    new.contact.show_contact(whom, "Miriam Kessler")
    new.title.set_value("Griff fehlt")
    new.submit()
    stage.until(lambda: queries.counts(stage.reader)[CaseTab.OPEN] == 3)
    kept = next(one for one in queries.open_cases(stage.reader) if one.title == "Griff fehlt")
    assert kept.contact_id == whom
