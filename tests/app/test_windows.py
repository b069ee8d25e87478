"""Several windows over one file: each at its own place, all told of changes, nothing half typed is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.operations.firm import firm as operations
from crm_desktop.store import lock
from crm_desktop.ui.background.desk import JobState
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.window.frame import Window
from tests.app.visit import Visit
from tests.ui.office import demo_file


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(demo_file(), tmp_path / "firm.crm"))


def two_windows(visit: Visit, firm: Path) -> tuple[Window, Window]:
    assert visit.entrance.enter(firm)
    visit.settle()
    first = visit.session.windows[0]
    first.go(Place("contacts"))
    visit.session.open_window(Place("board"))
    visit.settle()
    return first, visit.session.windows[1]


def seen() -> list[Window]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()]


def test_each_window_has_a_place_of_its_own_and_all_hear_of_changes(visit: Visit, firm: Path) -> None:
    first, second = two_windows(visit, firm)
    assert (first.rail.selected(), second.rail.selected()) == ("contacts", "board")
    visit.session.desk.do(operations.change_firm, trade="Möbel")
    visit.settle()
    assert first.rail._about.text() == second.rail._about.text() == "Möbel"


def test_the_file_is_let_go_of_with_the_last_window(visit: Visit, firm: Path) -> None:
    first, second = two_windows(visit, firm)
    first.close()
    visit.until(lambda: seen() == [second])
    assert lock.holder(firm) is not None
    second.go(Place("offers"))
    visit.settle()
    second.close()
    assert lock.holder(firm) is None


def test_windows_left_together_come_back_together(visit: Visit, firm: Path) -> None:
    two_windows(visit, firm)
    visit.session.quit()
    assert not seen()
    assert visit.entrance.enter(firm)
    visit.until(lambda: len(seen()) == 2)
    visit.settle()
    assert [window.rail.selected() for window in visit.session.windows] == ["contacts", "board"]


def test_what_is_half_typed_is_there_again_after_the_window_was_closed(visit: Visit, firm: Path) -> None:
    assert visit.entrance.enter(firm)
    visit.settle()
    window = visit.session.windows[0]
    window.go(Place("contacts"))
    visit.settle()
    pane = window.current_pane()
    assert isinstance(pane, ContactsPane)
    visit.until(lambda: pane.person is not None)
    visit.settle()
    assert pane.person is not None
    pane.write_note()
    pane.person.timeline.composer.edit.setPlainText("Möchte eine Treppe aus Esche, und")
    window.close()
    assert visit.entrance.enter(firm)
    visit.settle()
    again = visit.session.windows[0].current_pane()
    assert isinstance(again, ContactsPane)
    visit.until(lambda: again.person is not None)
    visit.settle()
    assert again.person is not None
    assert again.person.timeline.composer.draft().text == "Möchte eine Treppe aus Esche, und"


def test_a_window_stays_while_a_job_runs_and_goes_when_it_is_done(visit: Visit, firm: Path) -> None:
    assert visit.entrance.enter(firm)
    visit.settle()
    window = visit.session.windows[0]
    visit.session.desk.job.emit(JobState("Import", 1, 10, lambda: None))
    window.close()
    assert window.isVisible()
    visit.session.desk.job.emit(None)
    assert not seen()
