"""When the program starts, what has lain in the bin for thirty days goes for good, as a step that can be undone."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.operations import trash
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.database import Database
from crm_desktop.store.queries import bin as queries
from crm_desktop.store.queries.steps import undo_label
from crm_desktop.ui.window.frame import Window
from tests.app.visit import Visit
from tests.builders import NOW
from tests.ui.office import demo_file


@pytest.mark.parametrize(("days", "left"), [(31, {}), (29, {"contact": 1})])
def test_the_bin_is_emptied_of_what_is_old_and_of_nothing_else(
    visit: Visit, tmp_path: Path, days: int, left: dict[str, int]
) -> None:
    firm = Path(shutil.copyfile(demo_file(), tmp_path / "firm.crm"))
    database = Database.open(firm)
    with database.writer(lambda: NOW - timedelta(days=days)) as writer:
        probst = contacts.add_person(writer, new=NewContact(family_name="Probst")).value
        trash.delete_contacts(writer, contact_ids=[probst])
    assert visit.entrance.enter(firm)
    with visit.qtbot.waitSignal(visit.seen(Window).painted, timeout=20_000):
        pass  # what waits for the first picture has been begun now
    visit.settle()
    with database.reader() as reader:
        assert queries.counts(reader) == left
        assert (undo_label(reader) or "").startswith("Empty the bin") is not bool(left)
