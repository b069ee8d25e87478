"""Offers on paper: layout and letter form are kept at once and can be undone, and the sample follows."""

from __future__ import annotations

from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.offers_page import OffersPage
from crm_desktop.ui.panes.settings.pane import SettingsPane
from crm_desktop.ui.widgets.combo_field import ComboField
from tests.ui.office import Stage


def page_of(stage: Stage) -> OffersPage:
    stage.window.show()
    stage.window.go(Place("settings", intent="offers"))
    pane = stage.window.current_pane()
    assert isinstance(pane, SettingsPane)
    stage.settle()
    page = pane._pages["offers"]
    assert isinstance(page, OffersPage)
    return page


def choose(page: OffersPage, name: str, value: str) -> None:
    field = page.fields[name]
    assert isinstance(field, ComboField)
    field.set_value(value)
    field.left.emit()


def test_the_layout_is_kept_and_the_sample_follows_it(stage: Stage) -> None:
    page = page_of(stage)
    stage.until(lambda: page.page.image is not None)
    classic = page.page.image
    choose(page, "layout", "modern")
    stage.until(lambda: stage.reader.scalar("select layout from firm") == "modern")
    stage.until(lambda: page.page.image is not None and page.page.image != classic)
    stage.desk.undo()
    stage.until(lambda: page.page.image == classic)
    assert stage.reader.scalar("select layout from firm") == ""


def test_the_letter_form_is_kept(stage: Stage) -> None:
    page = page_of(stage)
    choose(page, "letter_form", "CH")
    stage.until(lambda: stage.reader.scalar("select letter_form from firm") == "CH")
    stage.settle()
