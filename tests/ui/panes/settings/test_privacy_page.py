"""Data protection in the window: what waits is answered, and somebody is looked through, handed over and erased."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from crm_desktop.domain.privacy import Origin, RequestKind
from crm_desktop.operations.privacy import origins as privacy_origins
from crm_desktop.operations.privacy import requests as privacy_requests
from crm_desktop.ui.commands.letter_form import LetterForm
from crm_desktop.ui.commands.privacy_access_form import AccessForm
from crm_desktop.ui.commands.privacy_erase_form import EraseForm
from crm_desktop.ui.commands.privacy_forms import OriginForm, TermForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.settings.privacy_page import PrivacyPage
from crm_desktop.ui.widgets.buttons import Link
from tests.builders import NOW
from tests.ui.office import Stage

F = TypeVar("F", bound=QDialog)


def form(stage: Stage, kind: type[F]) -> F:
    """Wait for a form of this kind and return it."""

    def there() -> list[F]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    stage.until(lambda: bool(there()))
    return there()[0]


def links(page: PrivacyPage) -> dict[str, Link]:
    """Return what can be clicked on the page, by its name."""
    return {one.accessibleName() or one.text(): one for one in page.findChildren(Link)}


def test_what_waits_is_answered_and_terms_are_changed(stage: Stage) -> None:
    stage.desk.do(
        privacy_requests.add_request, contact_id=2, kind=RequestKind.ACCESS, received_on=NOW.date()
    )  # fmt: skip
    stage.desk.do(privacy_origins.record_origin, contact_ids=[4], origin=Origin.PUBLIC, detail="Handelsregister")
    stage.settle()
    stage.window.show()
    stage.window.go(Place("settings", intent="privacy"))
    page = stage.window.findChild(PrivacyPage)
    assert isinstance(page, PrivacyPage)
    answered = "Request D-2026-001 is answered"
    stage.until(lambda: answered in links(page))
    stage.settle()
    told = next(name for name in links(page) if name.endswith("was informed"))
    links(page)[told].click()
    stage.until(lambda: told not in links(page))
    links(page)[answered].click()
    stage.until(lambda: answered not in links(page))
    stage.settle()
    stage.desk.undo()
    stage.until(lambda: answered in links(page))

    links(page)["Change how long is kept: People who never bought"].click()
    term = form(stage, TermForm)
    term.months.set_value(Decimal(12))
    term.accept_button.click()
    stage.until(lambda: "As suggested" in links(page))
    stage.settle()
    page.texts.areas["officer"].set_value("Dr. Rat")
    page.texts.areas["officer"].left.emit()
    stage.until(lambda: stage.reader.scalar("select text from privacy_text where key = 'officer'") == "Dr. Rat")
    # Nobody is ticked: nothing is asked, and a sentence says why.
    page._erase_ticked()
    page.due.all.setChecked(True)
    assert page.due.ticked()
    stage.settle()


@pytest.mark.slow
def test_somebody_is_handed_over_and_erased_from_the_card(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = stage.found("contact", "Kessler Miriam")
    stage.window.show()
    stage.window.go(Place("contacts", "contact", who))
    pane = stage.window.findChild(ContactsPane)
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None and pane.person.details.body is not None)
    stage.settle()
    assert pane.person is not None
    keeper = pane.person.privacy
    target = tmp_path / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    keeper.access(who)
    access = form(stage, AccessForm)
    access.accept_button.click()
    stage.until(target.exists)
    stage.settle()
    with zipfile.ZipFile(target) as package:
        assert "data.json" in package.namelist()

    # A letter about data says where they come from: that is asked first where it is not recorded.
    keeper.inform(who)
    asked = form(stage, OriginForm)
    asked.accept_button.click()
    letter = form(stage, LetterForm)
    assert "Your right to object" in letter.text.value() or "Widerspruchsrecht" in letter.text.value()
    letter.reject()
    stage.settle()

    commands = {one.id: one for one in pane.commands()}
    commands["contacts.privacy_erase"].run(keeper.workplace)
    erase = form(stage, EraseForm)
    assert not erase.accept_button.isEnabled(), "it asks before, as nothing brings it back"
    erase.submit()
    assert erase.isVisible()
    erase.sure.setChecked(True)
    erase.accept_button.click()
    stage.until(lambda: stage.reader.scalar("select count(*) from erasure") == 1)
    stage.settle()
    held = stage.reader.rows(
        lambda *row: row, "select restricted_on is not null, birthday from contact where id = ?", (who,)
    )
    assert held in ([], [(1, None)])
