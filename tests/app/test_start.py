"""The ways from no window to one: first run, a file, a damaged file, a file somebody else has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from crm_desktop.app.start import open_window
from crm_desktop.base.errors import Refused
from crm_desktop.base.settings import load
from crm_desktop.base.times import utc_now
from crm_desktop.cli.main import build_parser
from crm_desktop.operations.firm.places import database_path, demo_path, keeper
from crm_desktop.store.backup import Reason
from crm_desktop.store.database import Database
from crm_desktop.ui.panes.first_run.firm_start import FirmPage
from crm_desktop.ui.panes.first_run.pane import FirstRun
from crm_desktop.ui.panes.first_run.recovery import Recovery
from crm_desktop.ui.window.frame import Window
from tests.app.visit import Visit
from tests.cli.terminal import damage, make_newer
from tests.ui.office import demo_file


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(demo_file(), tmp_path / "firm.crm"))


def test_an_empty_firm_is_begun_from_the_first_run(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "new" / "firm.crm"
    visit.entrance.welcome(path)
    visit.seen(FirstRun).empty_asked.emit()
    page = visit.seen(FirmPage)
    page.name.line.setText("Käserei Hofer")
    page.country.button("CH").click()
    picture = QPixmap(40, 20)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(tmp_path / "logo.png"))
    page.take_logo(tmp_path / "logo.png")
    page.done.emit(page.start())
    assert visit.seen(Window).isVisible()
    visit.settle()
    assert load(visit.folders.config).last_file == str(path)
    with Database.open(path).reader() as reader:
        assert reader.row(lambda *row: row, "select name, currency, country from firm") == (
            "Käserei Hofer",
            "CHF",
            "CH",
        )
        assert reader.scalar("select logo_sha256 is not null from firm") == 1


def test_the_page_before_an_empty_firm_leads_back(visit: Visit, tmp_path: Path) -> None:
    visit.entrance.welcome(tmp_path / "firm.crm")
    visit.seen(FirstRun).empty_asked.emit()
    visit.seen(FirmPage).back.emit()
    assert visit.seen(FirstRun).isVisible()
    assert not (tmp_path / "firm.crm").exists()


def test_the_demo_firm_is_put_away_in_one_step_and_kept(visit: Visit, tmp_path: Path) -> None:
    demo = demo_path(visit.folders)
    demo.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(demo_file(), demo)
    assert visit.entrance.enter(demo)
    visit.settle()
    window = visit.seen(Window)
    leave = window._office.leave_demo
    assert leave is not None
    leave()
    visit.until(lambda: any(isinstance(one, FirmPage) for one in QApplication.topLevelWidgets()))
    assert not demo.exists()
    assert (visit.folders.data / "put away" / demo.name).exists()
    page = visit.seen(FirmPage)
    page.done.emit(page.start())
    visit.settle()
    assert visit.session.path == database_path(visit.folders)


def test_only_the_demo_firm_can_be_put_away(visit: Visit, firm: Path) -> None:
    assert visit.entrance.enter(firm)
    visit.settle()
    assert visit.seen(Window)._office.leave_demo is None


def test_a_firm_that_cannot_be_made_leaves_the_first_run_in_place(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    visit.entrance.welcome(tmp_path / "file" / "firm.crm")
    visit.seen(FirstRun).empty_asked.emit()
    page = visit.seen(FirmPage)
    page.done.emit(page.start())
    assert page.isVisible()
    assert page._problem.text()
    assert visit.entrance.session is None


def test_a_demo_that_cannot_be_made_leaves_the_first_run_in_place(visit: Visit, tmp_path: Path) -> None:
    visit.folders.data.rmdir()
    visit.folders.data.touch()
    visit.entrance.welcome(tmp_path / "firm.crm")
    visit.seen(FirstRun).demo_asked.emit()
    assert visit.seen(FirstRun).isVisible()


def test_another_language_builds_the_first_run_anew_and_the_program_goes_on(
    visit: Visit, qapp: QApplication, tmp_path: Path
) -> None:
    visit.entrance.welcome(tmp_path / "firm.crm")
    visited: list[str] = []

    def change() -> None:
        visit.seen(FirstRun).language_asked.emit("de")
        QTimer.singleShot(100, look)

    def look() -> None:
        visit.seen(FirstRun)
        visited.append(load(visit.folders.config).language)
        qapp.exit(7)

    QTimer.singleShot(0, change)
    assert qapp.exec() == 7, "the program ended with the first page"
    assert visited == ["de"]


def test_a_file_opens_in_the_window(visit: Visit, firm: Path) -> None:
    assert visit.entrance.enter(firm)
    visit.settle()
    assert "firm" in visit.seen(Window).windowTitle()


def test_a_damaged_file_shows_the_ways_on_and_goes_back_to_a_backup(visit: Visit, firm: Path) -> None:
    saved = keeper(visit.folders, firm).save(now=utc_now(), reason=Reason.USER).backup
    damage(firm)
    assert visit.entrance.enter(firm)
    assert "damaged" in visit.entrance.problem
    visit.seen(Recovery).backup_chosen.emit(saved)
    visit.settle()
    assert visit.seen(Window).isVisible()
    assert list(firm.parent.glob("firm-damaged-*"))


def test_a_damaged_file_without_backups_is_left_alone(visit: Visit, firm: Path) -> None:
    damage(firm)
    before = firm.read_bytes()
    assert visit.entrance.enter(firm)
    assert visit.seen(Recovery).isVisible()
    assert firm.read_bytes() == before


def test_from_a_file_that_cannot_be_opened_to_another(visit: Visit, firm: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.crm").write_text("Dear Sir or Madam, " * 500, encoding="utf-8")
    assert visit.entrance.enter(tmp_path / "letter.crm")
    visit.seen(Recovery).file_asked.emit(firm)
    visit.settle()
    assert visit.seen(Window).isVisible()


def test_a_file_of_a_newer_version_shows_the_ways_on(visit: Visit, firm: Path) -> None:
    make_newer(firm)
    assert visit.entrance.enter(firm)
    assert "newer version" in visit.entrance.problem
    assert visit.seen(Recovery).isVisible()


def test_a_file_a_command_is_writing_to_is_said_to_be_open(visit: Visit, firm: Path) -> None:
    with Database.open(firm).claim():
        assert visit.entrance.enter(firm), "a page must be shown: nobody would know why no window came"
        assert "already open" in visit.entrance.problem
    visit.seen(Recovery).file_asked.emit(firm)
    visit.settle()
    assert visit.seen(Window).isVisible()


def test_folders_that_cannot_be_made_are_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(Refused, match="could not be created"):
        open_window(build_parser().parse_args([]))
