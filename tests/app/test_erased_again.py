"""A restore brings back whom an erasure took out: it leads to the page where they are erased once more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crm_desktop.operations.firm.places import keeper
from crm_desktop.operations.privacy import erasing as privacy_erasing
from crm_desktop.store import driver, encryption
from crm_desktop.store.backup import Reason
from crm_desktop.store.database import Database
from crm_desktop.store.keys import Keys
from crm_desktop.ui.panes.settings.privacy_page import PrivacyPage
from crm_desktop.ui.widgets.banner import Banner
from tests.app.visit import Visit
from tests.builders import NOW, standing_clock
from tests.store.encrypting import made_up_key
from tests.ui.office import demo_file


@pytest.mark.slow
@pytest.mark.skipif(not driver.can_encrypt(), reason="this SQLite cannot encrypt")
def test_a_restore_leads_to_the_page_where_the_erased_are_erased_again(visit: Visit, tmp_path: Path) -> None:
    firm = Path(shutil.copyfile(demo_file(), tmp_path / "firm.crm"))
    key = made_up_key(7)
    encryption.convert(firm, Keys(), key)
    keys = Keys((key,))
    copies = keeper(visit.folders, firm, keys=keys)
    backup = copies.save(now=NOW, reason=Reason.USER).backup
    opened = Database.open(firm, keys=keys)
    with opened.reader() as reader:
        who = int(reader.scalar("select min(c.id) from contact c where c.company_id is not null and not exists ("
                                "select 1 from activity_contact a where a.contact_id = c.id)"))  # fmt: skip
    with opened.writer(standing_clock) as writer:
        assert privacy_erasing.erase(writer, contact_ids=[who]).value.clean

    visit.entrance._keys = keys
    assert visit.entrance.enter(firm)
    visit.settle()
    before = visit.session
    visit.entrance._ask_back(backup)
    visit.until(lambda: visit.entrance.session is not before and visit.entrance.session is not None)
    visit.until(lambda: visit.session.window.findChild(PrivacyPage) is not None)
    page = visit.session.window.findChild(PrivacyPage)
    assert isinstance(page, PrivacyPage)
    visit.until(lambda: bool(page.findChildren(Banner)))
    visit.settle()
