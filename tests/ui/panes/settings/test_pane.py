"""Settings: what belongs to the firm is a step that can be undone, what belongs to the machine applies at once."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.operations.pipelines import delete_stage
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.firm_page import FirmPage
from crm_desktop.ui.panes.settings.look_page import LookPage
from crm_desktop.ui.panes.settings.pane import SettingsPane
from crm_desktop.ui.panes.settings.stages_page import StagesPage
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.radio_card import RadioCard
from crm_desktop.ui.widgets.text import Text
from tests.ui.office import Stage


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
    field = page._fields["trade"]
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
    field = page._fields["iban"]
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
    page._change(text_size=150)
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
