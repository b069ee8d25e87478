"""What was done and the bin: looked through, gone back to, restored, and only for good when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.base import i18n
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import trash
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.queries import bin as bin_queries
from crm_desktop.store.queries.steps import Counted, Step, StepLine
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.steps import DayRow, StepRow, StepsModel, row_of, said
from crm_desktop.ui.panes.steps.asking import ForGood
from crm_desktop.ui.panes.steps.left_as_is import LeftAsIs
from crm_desktop.ui.panes.steps.pane import StepsPane
from crm_desktop.ui.widgets.toast import Toast
from crm_desktop.ui.widgets.two_line import ROW_ROLE
from tests.builders import NOW
from tests.ui.office import Stage


def do(stage: Stage, *names: str) -> None:
    """Add contacts, one step each."""
    for name in names:
        stage.desk.do(contacts.add_person, new=NewContact(family_name=name))
    stage.settle()


def throw_away(stage: Stage, *names: str) -> None:
    do(stage, *names)
    for name in names:
        ref = stage.found("contact", name)
        stage.desk.do(trash.delete_contacts, contact_ids=[ref])
    stage.settle()


def shown(stage: Stage, page: str = "steps") -> StepsPane:
    stage.window.show()
    stage.window.go(Place("steps", intent=page))
    pane = stage.window.current_pane()
    assert isinstance(pane, StepsPane)
    stage.settle()
    return pane


def titles(pane: StepsPane) -> list[str]:
    return [line.step.label for line in pane.history.model.lines()]


def choose(pane: StepsPane, label: str) -> None:
    line = next(line for line in pane.history.model.lines() if line.step.label == label)
    pane.history.list.setCurrentIndex(pane.history.model.index(pane.history.model.row_of(line.step.id) or 0))


def there(stage: Stage, name: str) -> bool:
    return bool(stage.reader.scalar("select count(*) from contact where name = ? and deleted_at is null", (name,)))


@pytest.fixture
def asked(stage: Stage) -> Iterator[Stage]:
    """Close whatever question is still open, so that nothing is left behind."""
    yield stage
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, ForGood | LeftAsIs):
            widget.reject()


def test_steps_stand_under_their_day_with_what_they_did_and_the_newest_is_chosen(stage: Stage) -> None:
    do(stage, "Probst")
    pane = shown(stage)
    rows = [pane.history.model.index(at).data(ROW_ROLE) for at in range(2)]
    assert isinstance(rows[0], DayRow)
    assert rows[0].words.startswith("Today, ")
    assert isinstance(rows[1], StepRow)
    assert rows[1].title == "Add contact “Probst”"
    assert rows[1].detail == "1 contact added"
    assert pane.history.chosen() is not None
    assert pane.history.title.text() == "Add contact “Probst”"
    assert pane.history.button.text() == "Undo 1 step"
    assert not pane.history.model.flags(pane.history.model.index(0)) & Qt.ItemFlag.ItemIsSelectable


def test_enter_goes_back_to_a_step_and_enter_again_does_it_all_again(stage: Stage) -> None:
    do(stage, "Probst", "Lang", "Vollmer")
    pane = shown(stage)
    choose(pane, "Add contact “Lang”")
    assert pane.history.button.text() == "Undo 2 steps"
    QTest.keyClick(pane.history.list, Qt.Key.Key_Return)
    stage.settle()
    assert [there(stage, name) for name in ("Probst", "Lang", "Vollmer")] == [True, False, False]
    choose(pane, "Add contact “Vollmer”")
    assert pane.history.button.text() == "Do 2 steps again"
    QTest.keyClick(pane.history.list, Qt.Key.Key_Return)
    stage.settle()
    assert all(there(stage, name) for name in ("Probst", "Lang", "Vollmer"))


def test_many_steps_show_how_far_they_are_and_the_toast_takes_them_forward_again(stage: Stage) -> None:
    names = ["Probst", "Lang", "Vollmer", "Zobel", "Yilmaz", "Xaver", "Quast"]
    do(stage, *names)
    pane = shown(stage)
    jobs: list[object] = []
    stage.desk.job.connect(jobs.append)
    choose(pane, "Add contact “Probst”")
    pane.history.button.click()
    stage.settle()
    assert not any(there(stage, name) for name in names)
    assert jobs
    assert jobs[-1] is None
    stage.window.findChildren(Toast)[-1].button.click()
    stage.settle()
    assert all(there(stage, name) for name in names)


def test_a_step_before_one_that_cannot_be_undone_says_why_and_cannot_be_chosen(stage: Stage) -> None:
    do(stage, "Probst")

    def send(writer: Writer) -> Outcome[None]:
        with writer.step("Send letter") as work:
            work.execute("update contact set name = 'Sent' where name = 'Probst'")
            work.seal()
        return work.outcome(None)

    stage.desk.do(send)
    stage.settle()
    pane = shown(stage)
    choose(pane, "Add contact “Probst”")
    assert not pane.history.button.isEnabled()
    assert "“Send letter” came later" in pane.history.reason.text()
    pane.history.go_back_to()
    stage.settle()
    assert there(stage, "Sent")


def test_the_list_follows_every_step_and_goes_on_when_scrolled(stage: Stage) -> None:
    pane = shown(stage)
    do(stage, "Probst")
    assert titles(pane)[0] == "Add contact “Probst”"
    stage.desk.undo()
    stage.settle()
    first = pane.history.model.index(1).data(ROW_ROLE)
    assert first.undone
    assert "undone" in pane.history.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


def line(step_id: int, days: int = 0, *, undone: bool = False, closed: bool = False) -> StepLine:
    step = Step(step_id, f"Step {step_id}", NOW - timedelta(days=days), undone, closed)
    return StepLine(step, (Counted("contact", 1, 0, 0),))


def test_older_steps_join_below_under_the_day_they_belong_to() -> None:
    model = StepsModel()
    model.show([line(9), line(8, 1)], NOW.date())
    model.go_on([line(7, 1), line(6, 5)])
    kinds = [type(model.index(at).data(ROW_ROLE)).__name__ for at in range(model.rowCount())]
    assert kinds == ["DayRow", "StepRow", "DayRow", "StepRow", "StepRow", "DayRow", "StepRow"]
    model.show([line(9, undone=True), line(8, 1), line(7, 1), line(6, 5)], NOW.date())
    assert model.index(1).data(ROW_ROLE).undone


def test_what_a_step_did_is_said_with_the_main_records_first() -> None:
    counted = (Counted("address", 3, 0, 0), Counted("contact", 2, 1, 0), Counted("deal", 0, 0, 0, binned=1))
    assert said(counted) == ["2 contacts added", "1 contact changed", "1 deal moved to the bin", "3 addresses added"]
    assert said((Counted("employment", 0, 2, 0),)) == ["2 details changed"]
    assert said(()) == []
    assert row_of(line(1, closed=True)).locked


# The bin


def test_the_bin_shows_what_was_deleted_and_finds_it_by_words_and_kind(stage: Stage) -> None:
    throw_away(stage, "Müllerova", "Lang")
    pane = shown(stage, "bin")
    assert pane.tabs.value() == "bin"
    assert pane.bin.total() == 2
    pane.bin.search.set_value("muellerova")
    stage.settle()
    assert pane.bin.model.rowCount() == 1
    face = pane.bin.model.index(0).data(ROW_ROLE)
    assert (face.title, face.right) == ("Müllerova", "30 days left")
    pane.bin.search.set_value("nobody")
    stage.settle()
    assert not pane.bin._no_hits.isHidden()
    pane.bin._show_all()
    stage.settle()
    assert pane.bin.model.rowCount() == 2


def test_one_step_is_taken_back_alone_and_what_was_changed_since_is_listed(asked: Stage) -> None:
    do(asked, "Probst", "Lang", "Graf")
    asked.desk.do(contacts.change_contact, contact_id=asked.found("contact", "Lang"), fields={"job_title": "Chef"})
    asked.settle()
    pane = shown(asked)
    assert pane.history.alone.isHidden(), "the newest step is undone like any other"
    choose(pane, "Add contact “Probst”")
    assert not pane.history.alone.isHidden()
    pane.history.list.setFocus()
    QTest.keyClick(pane.history.list, Qt.Key.Key_A)
    asked.until(lambda: not there(asked, "Probst"))
    assert there(asked, "Lang")
    assert there(asked, "Graf")
    asked.settle()
    choose(pane, "Add contact “Lang”")
    pane.history.alone.click()
    asked.until(lambda: any(form.isVisible() for form in pane.history.findChildren(LeftAsIs)))
    form = next(form for form in pane.history.findChildren(LeftAsIs) if form.isVisible())
    assert "Lang" in form.list.item(0).text()
    assert there(asked, "Lang")
    form.accept()
    asked.settle()
    assert titles(pane)[0].startswith("Take back: ")


def test_r_restores_what_is_chosen_and_ctrl_z_puts_it_back(stage: Stage) -> None:
    throw_away(stage, "Probst", "Lang")
    pane = shown(stage, "bin")
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for at in range(2):
        pane.bin.list.selectionModel().select(pane.bin.model.index(at), rows)
    pane.bin.list.setFocus()
    QTest.keyClick(pane.bin.list, Qt.Key.Key_R)
    stage.settle()
    assert there(stage, "Probst")
    assert there(stage, "Lang")
    assert not pane.bin._empty.isHidden()
    stage.desk.undo()
    stage.settle()
    assert pane.bin.model.rowCount() == 2


def test_for_good_is_asked_first_and_enter_keeps_them(asked: Stage) -> None:
    throw_away(asked, "Probst")
    pane = shown(asked, "bin")
    QTest.keyClick(pane.bin.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    form = next(child for child in pane.bin.findChildren(ForGood))
    assert "Probst" in form.windowTitle()
    QTest.keyClick(form, Qt.Key.Key_Return)
    asked.settle()
    assert bin_queries.counts(asked.reader) == {"contact": 1}
    pane.bin.delete_for_good()
    form = next(child for child in pane.bin.findChildren(ForGood) if child.isVisible())
    form.delete.click()
    asked.settle()
    assert bin_queries.counts(asked.reader) == {}
    asked.desk.undo()
    asked.settle()
    assert bin_queries.counts(asked.reader) == {"contact": 1}


def test_the_whole_bin_is_emptied_after_asking(asked: Stage) -> None:
    throw_away(asked, "Probst", "Lang")
    pane = shown(asked, "bin")
    pane.bin.search.set_value("Lang")
    asked.settle()
    pane.bin.empty.click()
    form = next(child for child in pane.bin.findChildren(ForGood))
    assert "2 records" in form.windowTitle(), "also what the search does not show"
    form.delete.click()
    asked.settle()
    assert pane.bin.total() == 0
    assert not pane.bin.empty.isEnabled()


def test_both_pages_are_reached_by_menu_and_keys_and_stay_through_a_change_of_language(stage: Stage) -> None:
    stage.window.show()
    assert stage.window.registry["edit.steps"].shortcut == "Ctrl+Alt+Z"
    stage.window.run(stage.window.registry["edit.bin"])
    pane = stage.window.current_pane()
    assert isinstance(pane, StepsPane)
    assert pane.tabs.value() == "bin"
    i18n.speak("de")
    stage.window.rebuild()
    pane = stage.window.current_pane()
    assert isinstance(pane, StepsPane)
    assert pane.tabs.value() == "bin"
    stage.settle()
