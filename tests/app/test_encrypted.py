"""The password of a file from the window: set, asked for, remembered, changed, forgotten and removed; the lock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.base.recovery_code import lines_of
from crm_desktop.operations.firm import system_keys
from crm_desktop.operations.firm.places import keeper
from crm_desktop.store import driver, encryption, keys
from crm_desktop.store.backup import Reason
from crm_desktop.store.keys import salt_of
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.first_run.recovery import Recovery
from crm_desktop.ui.panes.first_run.unlock import Unlock
from crm_desktop.ui.panes.settings.security_forms import PasswordForm, RemoveForm
from crm_desktop.ui.panes.settings.security_page import SecurityPage
from crm_desktop.ui.window.frame import Window
from tests.app.visit import Visit
from tests.builders import NOW
from tests.ui.office import demo_file

pytestmark = pytest.mark.skipif(not driver.can_encrypt(), reason="this SQLite cannot encrypt")


class MadeUpStore:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MadeUpStore:
    """Return the key store the system has, in which nothing is yet; making a key takes no time."""
    made = MadeUpStore()
    monkeypatch.setattr(system_keys, "system_store", lambda: made)
    monkeypatch.setattr(keys, "_ROUNDS", 500)
    return made


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(demo_file(), tmp_path / "firm.crm"))


def security_page(visit: Visit) -> SecurityPage:
    visit.settle()
    visit.session.window.go(Place("settings", intent="security"))
    page = visit.session.window.findChild(SecurityPage)
    assert isinstance(page, SecurityPage)
    visit.settle()
    return page


def come_back(visit: Visit) -> None:
    """Wait until the window is there again after the file was written anew."""
    before = visit.session
    visit.until(lambda: visit.entrance.session is not before)
    visit.settle()


def give_password(visit: Visit, password: str, *, current: str = "", remember: bool = False) -> None:
    page = security_page(visit)
    (page.change_it if current else page.encrypt).click()
    visit.until(lambda: visit.session.window.findChild(PasswordForm) is not None)
    form = visit.session.window.findChild(PasswordForm)
    assert isinstance(form, PasswordForm)
    if form.current is not None:
        form.current.line.setText(current)
    form.password.line.setText(password)
    form.again.line.setText(password)
    form.remember.setChecked(remember)
    form.accept_button.click()
    come_back(visit)


@pytest.mark.slow
def test_a_password_is_set_asked_for_changed_forgotten_and_removed(
    visit: Visit, firm: Path, store: MadeUpStore, tmp_path: Path
) -> None:
    keeper(visit.folders, firm).save(now=NOW, reason=Reason.USER)
    assert visit.entrance.enter(firm)
    give_password(visit, "correct horse")
    first = salt_of(firm)
    assert first
    assert all(salt_of(one.path) == first for one in keeper(visit.folders, firm).all())
    page = security_page(visit)
    assert page._missing is not None
    page.save_to(tmp_path / "sheet.pdf")
    visit.settle()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert not page._missing.isVisible()
    raw = visit.session._database.keys.known[-1].raw

    visit.session.quit()
    visit.entrance._keys = keys.NO_KEYS
    assert visit.entrance.enter(firm)
    asked = visit.seen(Unlock)
    asked.card.field.line.setText("wrong horse")
    asked.card.button.click()
    visit.until(lambda: bool(asked.card.field.error()))
    assert "does not open with this password" in asked.card.field.error()
    asked.card.field.line.setText("\n".join(lines_of(raw)))
    asked.card.remember.setChecked(True)
    before = visit.session
    asked.card.button.click()
    visit.until(lambda: visit.entrance.session is not before)
    assert visit.seen(Window).isVisible()
    assert list(store.kept.values()) == [raw.hex()]

    visit.settle()
    visit.session.quit()
    visit.entrance._keys = keys.NO_KEYS
    assert visit.entrance.enter(firm)  # without being asked: the system remembers
    assert visit.seen(Window).isVisible()
    give_password(visit, "another horse", current="\n".join(lines_of(raw)), remember=True)
    assert salt_of(firm) != first
    assert list(store.kept) == [("CRM Desktop", salt_of(firm).hex())]

    page = security_page(visit)
    page.remove.click()
    form = visit.session.window.findChild(RemoveForm)
    assert isinstance(form, RemoveForm)
    assert form.current is not None
    form.current.line.setText("correct horse")
    form.accept_button.click()
    visit.until(lambda: bool(form.current.error()))
    form.current.line.setText("another horse")
    form.accept_button.click()
    come_back(visit)
    assert salt_of(firm) == b""
    assert store.kept == {}


@pytest.mark.slow
def test_an_encrypted_backup_is_restored_with_its_password_when_the_file_is_lost(
    visit: Visit, firm: Path, store: MadeUpStore
) -> None:
    assert visit.entrance.enter(firm)
    give_password(visit, "correct horse")
    visit.session.back_up_now()
    visit.settle()
    visit.session.quit()
    visit.entrance._keys = keys.NO_KEYS
    firm.write_bytes(b"\x00" * 8192)
    assert visit.entrance.enter(firm)
    page = visit.seen(Recovery)
    page.backup_chosen.emit(keeper(visit.folders, firm).all()[0])
    asked = visit.seen(Unlock)
    asked.card.field.line.setText("correct horse")
    before = visit.session
    asked.card.button.click()
    visit.until(lambda: visit.entrance.session is not before)
    assert visit.seen(Window).isVisible()
    visit.settle()


def test_an_encrypted_file_asks_for_its_password_and_a_locked_window_too(
    visit: Visit, firm: Path, store: MadeUpStore
) -> None:
    encryption.convert(firm, keys.NO_KEYS, keys.new_key("correct horse"))
    assert visit.entrance.enter(firm)
    asked = visit.seen(Unlock)
    asked.card.field.line.setText("correct horse")
    asked.card.button.click()
    visit.until(lambda: visit.entrance.session is not None)
    window = visit.seen(Window)
    visit.settle()
    visit.session.locking.lock()
    screen = visit.session.locking.screen
    assert screen is not None
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [screen]
    screen.card.field.line.setText("correct horse")
    screen.card.button.click()
    visit.until(window.isVisible)
    assert visit.session.locking.screen is None
    visit.settle()
