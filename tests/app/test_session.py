"""A session: where it was left it is taken up again, broken settings or not, and a backup is made at its end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from crm_desktop.base.settings import FILE_NAME, load
from crm_desktop.operations.firm.places import keeper
from crm_desktop.store import lock
from crm_desktop.store.database import Database
from crm_desktop.store.queries.quality import latest_health
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.window.frame import Window
from tests.app.visit import Visit
from tests.ui.office import demo_file


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(demo_file(), tmp_path / "firm.crm"))


def enter(visit: Visit, firm: Path) -> Window:
    assert visit.entrance.enter(firm)
    visit.settle()
    return visit.seen(Window)


def test_shape_and_pane_are_those_of_last_time(visit: Visit, firm: Path) -> None:
    window = enter(visit, firm)
    window.resize(1030, 710)
    window.go(Place("board"))
    visit.settle()
    window.close()
    again = enter(visit, firm)
    assert again.height() == 710, "fitted into the screen of a test, which is narrower than any window"
    assert again.rail.selected() == "board"


@pytest.mark.parametrize("content", [b"", b"[[[[\xff\x00", b"[window]\ngeometry=@ByteArray(nonsense)\n"])
def test_a_broken_shape_is_forgotten(content: bytes, visit: Visit, firm: Path) -> None:
    path = Path(QSettings().fileName())
    assert path.is_relative_to(visit.folders.state)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    QSettings().sync()
    window = enter(visit, firm)
    assert window.width() == max(window.minimumWidth(), window.minimumSizeHint().width(), 792), "the screen of a test"


def test_a_pane_that_is_no_more_is_forgotten(visit: Visit, firm: Path) -> None:
    visit.folders.config.joinpath(FILE_NAME).write_text('last_pane = "shoes"\n', encoding="utf-8")
    assert visit.entrance.enter(firm, Place("shoes"))
    visit.settle()
    assert visit.seen(Window).rail.selected()


def test_settings_that_cannot_be_kept_hold_for_the_session(visit: Visit, firm: Path) -> None:
    visit.folders.config.rmdir()
    visit.folders.config.touch()
    window = enter(visit, firm)
    window.close()
    assert visit.folders.config.read_bytes() == b""


def test_a_window_closed_at_once_lets_go_of_the_file(visit: Visit, firm: Path) -> None:
    assert visit.entrance.enter(firm)
    visit.seen(Window).close()
    assert lock.holder(firm) is None


def test_the_file_is_held_from_the_first_to_the_last_moment(visit: Visit, firm: Path) -> None:
    window = enter(visit, firm)
    assert lock.holder(firm) is not None
    window.close()
    assert lock.holder(firm) is None
    assert load(visit.folders.config).last_file == str(firm)


def test_a_backup_of_the_day_is_made_at_the_end_once(visit: Visit, firm: Path) -> None:
    window = enter(visit, firm)

    def day_begun() -> bool:
        with Database.open(firm).reader() as reader:
            return latest_health(reader) is not None

    # What the first start of a day looks after is a change; it begins with the first picture.
    visit.until(day_begun)
    visit.settle()
    window.close()
    assert len(keeper(visit.folders, firm).all()) == 1
    enter(visit, firm).close()
    assert len(keeper(visit.folders, firm).all()) == 1, "nothing was changed since"


def test_a_backup_that_cannot_be_made_does_not_keep_the_window_from_closing(visit: Visit, firm: Path) -> None:
    (visit.folders.data / "backups").touch()
    enter(visit, firm).close()
    assert lock.holder(firm) is None
    with Database.open(firm).reader() as reader:
        assert reader.scalar("pragma quick_check") == "ok"


def test_a_backup_is_made_before_a_file_is_taken_in(visit: Visit, firm: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("kind,family_name\nperson,Zwölfling\n", encoding="utf-8")
    window = enter(visit, firm)
    window.import_file(file)
    visit.settle()
    with Database.open(firm).reader() as reader:
        assert reader.scalar("select count(*) from contact where family_name = 'Zwölfling'") == 1
        known = int(reader.scalar("select count(*) from contact"))
    reasons = {one.manifest.reason: one.counts["contact"] for one in keeper(visit.folders, firm).all() if one.manifest}
    assert reasons["import"] == known - 1


def test_nothing_is_taken_in_where_no_backup_can_be_made(visit: Visit, firm: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("kind,family_name\nperson,Zwölfling\n", encoding="utf-8")
    window = enter(visit, firm)
    folder = keeper(visit.folders, firm).folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.touch()
    window.import_file(file)
    visit.settle()
    with Database.open(firm).reader() as reader:
        assert reader.scalar("select count(*) from contact where family_name = 'Zwölfling'") == 0
