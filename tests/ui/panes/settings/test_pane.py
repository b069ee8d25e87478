"""Settings: what belongs to the firm is a step that can be undone, what belongs to the machine applies at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.operations.deals.pipelines import delete_stage
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.data_page import DataPage
from crm_desktop.ui.panes.settings.firm_page import FirmPage
from crm_desktop.ui.panes.settings.index import ENTRIES, Entry
from crm_desktop.ui.panes.settings.look_page import LookPage
from crm_desktop.ui.panes.settings.numbers_page import NumbersPage
from crm_desktop.ui.panes.settings.pane import SettingsPane
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.panes.settings.stages_page import StagesPage
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.radio_card import RadioCard
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text
from tests.ui.office import Stage, opened


def shown(stage: Stage, page: str) -> SettingsPane:
    """Bring a page of the settings into view and return the pane."""
    stage.window.show()
    stage.window.go(Place("settings", intent=page))
    pane = stage.window.current_pane()
    assert isinstance(pane, SettingsPane)
    stage.settle()
    return pane


def test_a_field_of_the_firm_is_kept_when_it_is_left_and_can_be_undone(stage: Stage) -> None:
    page = shown(stage, "firm")._pages["firm"]
    assert isinstance(page, FirmPage)
    field = page.fields["trade"]
    assert isinstance(field, LineField)
    assert field.value() == "Tischlerei & Innenausbau"
    field.line.setText("Möbel & Innenausbau")
    field.line.editingFinished.emit()
    stage.until(lambda: stage.reader.scalar("select trade from firm") == "Möbel & Innenausbau")
    stage.settle()
    assert stage.window.rail._about.text() == "Möbel & Innenausbau"
    stage.desk.undo()
    stage.until(lambda: field.value() == "Tischlerei & Innenausbau")


def test_an_iban_with_a_slip_is_refused_at_its_field(stage: Stage) -> None:
    page = shown(stage, "firm")._pages["firm"]
    assert isinstance(page, FirmPage)
    field = page.fields["iban"]
    assert isinstance(field, LineField)
    field.line.setText("DE89 3704 0044 0532 0130 01")
    field.line.editingFinished.emit()
    stage.settle()
    assert "IBAN" in field.error()
    assert stage.reader.scalar("select iban from firm") == "DE89 3704 0044 0532 0130 00"


def test_dark_applies_at_once(stage: Stage) -> None:
    page = shown(stage, "look")._pages["look"]
    assert isinstance(page, LookPage)
    assert not look().dark
    next(card for card in page.findChildren(RadioCard) if card.text() == "Dark").click()
    assert look().dark
    assert stage.settings.scheme == "dark"


def test_larger_text_rebuilds_the_window_at_the_same_place(stage: Stage) -> None:
    pane = shown(stage, "look")
    page = pane._pages["look"]
    assert isinstance(page, LookPage)
    page.change(text_size=150)
    again = stage.window.current_pane()
    assert isinstance(again, SettingsPane)
    assert again is not pane
    assert again._here == "look"
    assert look().scale == 1.5


def test_a_stage_is_renamed_where_it_stands(stage: Stage) -> None:
    page = shown(stage, "stages")._pages["stages"]
    assert isinstance(page, StagesPage)
    name = next(field for field in page.findChildren(LineField) if field.value() == "Anfrage")
    name.line.setText("Erstkontakt")
    name.line.editingFinished.emit()
    stage.until(lambda: stage.reader.scalar("select count(*) from stage where name = 'Erstkontakt'") == 1)
    stage.settle()


def test_a_stage_that_holds_deals_is_not_deleted_and_the_reason_is_said(stage: Stage) -> None:
    page = shown(stage, "stages")._pages["stages"]
    assert isinstance(page, StagesPage)
    held = stage.reader.scalar("select id from stage where name = 'Anfrage'")
    page._do(delete_stage, stage_id=held)
    stage.until(lambda: bool(page._problem.text()))
    assert stage.reader.scalar("select deleted_at from stage where id = ?", (held,)) is None


def test_a_logo_that_cannot_be_read_is_told(stage: Stage, tmp_path: Path) -> None:
    page = shown(stage, "firm")._pages["firm"]
    assert isinstance(page, FirmPage)
    before = stage.reader.scalar("select logo_sha256 from firm")
    page.take_logo(tmp_path / "gone.png")
    stage.settle()
    assert "gone.png" in "".join(text.text() for text in stage.window.findChildren(Text))
    assert stage.reader.scalar("select logo_sha256 from firm") == before


def test_the_currency_and_the_numbers_of_offers_can_be_set(stage: Stage) -> None:
    page = shown(stage, "numbers")._pages["numbers"]
    assert isinstance(page, NumbersPage)
    offers = page.ranges["offer"]
    offers.next.set_value(Decimal(400))
    offers.next.left.emit()
    stage.settle()
    assert stage.reader.scalar("select next_number from number_range where document = 'offer'") == 400
    offers.pattern.set_value("Angebot")
    offers.pattern.left.emit()
    stage.settle()
    assert "{n}" in offers.pattern.error()
    currency = page.fields["currency"]
    assert isinstance(currency, ComboField)
    currency.set_value("CHF")
    currency.left.emit()
    stage.until(lambda: stage.reader.scalar("select currency from firm") == "CHF")


def test_the_search_finds_a_setting_and_goes_there(stage: Stage) -> None:
    pane = shown(stage, "firm")
    pane.search.setText("kontra")
    assert not pane._hits.isVisible()
    pane.search.setText("contrst")
    hits = [button.text() for button in pane._hits.findChildren(Button)]
    assert hits == ["High contrast"]
    pane.search.returnPressed.emit()
    assert pane._here == "look"
    focused = pane.focusWidget()
    assert isinstance(focused, Switch)
    assert focused.accessibleName() == "High contrast"
    assert pane.escape()
    assert pane.search.text() == ""


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.words())
def test_every_setting_of_the_index_is_on_its_page(entry: Entry, stage: Stage) -> None:
    pane = shown(stage, entry.page)
    page = pane._pages[entry.page]
    words = entry.words()
    assert isinstance(page, Page)
    assert page.seek(words) or words == page.accessibleName(), words


def test_a_new_backup_stands_in_the_list_at_once(stage: Stage, tmp_path: Path) -> None:
    page = shown(stage, "data")._pages["data"]
    assert isinstance(page, DataPage)
    asked: list[int] = []
    page.read = lambda: asked.append(1)  # type: ignore[method-assign]
    stage.window.show_backup()
    assert asked


def test_a_file_in_a_folder_that_is_kept_in_step_is_warned_about(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / "firm (conflicted copy of my laptop).crm").write_bytes(b"")
    with opened(qtbot, theme, folder) as stage:
        page = shown(stage, "data")._pages["data"]
        stage.until(lambda: len(page.findChildren(Banner)) == 2)
        told = " ".join(banner.accessibleName() for banner in page.findChildren(Banner))
    assert "Dropbox" in told
    assert "conflicted copy of my laptop" in told


def test_single_keys_can_be_switched_off_and_on_at_once(stage: Stage) -> None:
    page = shown(stage, "keys")._pages["keys"]
    stage.window.go(Place("contacts"))
    switch = page.findChild(Switch)
    assert isinstance(switch, Switch)
    single = [action for action in stage.window.current_pane().actions() if action.shortcut().toString() == "N"]  # type: ignore[union-attr]
    switch.click()
    assert not any(action.isEnabled() for action in single)
    switch.click()
    assert single
    assert all(action.isEnabled() for action in single)
