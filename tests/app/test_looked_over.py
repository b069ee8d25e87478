"""When the program starts, the data is looked over once a day: how many decisions wait, and how healthy it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from crm_desktop.store.database import Database
from crm_desktop.store.queries.quality import latest_health
from crm_desktop.store.queries.steps import undo_label
from crm_desktop.ui.window.frame import Window
from tests.app.visit import Visit
from tests.ui.office import demo_file


def test_the_first_start_of_a_day_keeps_how_healthy_the_data_is(visit: Visit, tmp_path: Path) -> None:
    firm = Path(shutil.copyfile(demo_file(), tmp_path / "firm.crm"))
    database = Database.open(firm)
    with database.reader() as reader:
        assert latest_health(reader) is None
        before = undo_label(reader)
    assert visit.entrance.enter(firm)
    with visit.qtbot.waitSignal(visit.seen(Window).painted, timeout=20_000):
        pass  # what waits for the first picture has been begun now

    def kept() -> bool:
        with database.reader() as reader:
            return latest_health(reader) is not None

    visit.qtbot.waitUntil(kept, timeout=20_000)
    visit.settle()
    with database.reader() as reader:
        found = latest_health(reader)
        assert found is not None
        assert found.waiting > 0
        assert undo_label(reader) == before, "a figure is nothing to undo"
