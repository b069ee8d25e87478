"""The rules for consents as settings: shown by country, changed one by one, and put back to what is suggested."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from crm_desktop.domain.consents import ConsentStatus
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.consents_page import ConsentsPage
from tests.ui.office import Stage


def box(page: ConsentsPage, name: str) -> QCheckBox:
    return next(one for one in page.findChildren(QCheckBox) if one.accessibleName() == name and one.isVisibleTo(page))


def test_a_rule_for_consents_is_changed_and_put_back(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("settings", intent="consents"))
    found = stage.window.findChild(ConsentsPage)
    assert isinstance(found, ConsentsPage)
    page: ConsentsPage = found
    stage.until(lambda: bool(page.rules()))
    stage.settle()
    before = page.rules()[0]
    assert not before.own
    name = box_name(page)
    was = box(page, name).isChecked()
    box(page, name).click()
    stage.until(lambda: page.rules()[0].own)
    assert (ConsentStatus.OPT_IN in page.rules()[0].rule.grounds) is not was
    stage.settle()
    stage.desk.undo()
    stage.until(lambda: not page.rules()[0].own)
    assert page.rules()[0] == before
    stage.settle()


def box_name(page: ConsentsPage) -> str:
    """Return the name of the box of the first rule that lets consent be enough."""
    from crm_desktop.operations.privacy.consent_words import audience_word, channel_word, status_word  # noqa: PLC0415

    rule = page.rules()[0].rule
    return f"{audience_word(rule.audience)}, {channel_word(rule.channel)}: {status_word(ConsentStatus.OPT_IN)}"
