"""Offers on paper: layout and letter form are kept at once and can be undone, and the sample follows."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.store.queries import enclosures
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.offers_page import OffersPage
from crm_desktop.ui.panes.settings.pane import SettingsPane
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from tests.documents.papers import paper
from tests.documents.test_offer import png
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


def test_own_paper_hand_and_enclosures_are_taken_shown_and_removed(stage: Stage, tmp_path: Path) -> None:
    page = page_of(stage)
    sheet, hand = tmp_path / "AGB.pdf", tmp_path / "hand.png"
    sheet.write_bytes(paper("Briefbogen"))
    hand.write_bytes(png((40, 20)))
    page.files.take("letterhead", sheet)
    page.files.take("signature", hand)
    page.files.take("enclosure", sheet)
    page.files.take("enclosure", sheet)
    stage.until(lambda: not page.files.drops["signature"].isHidden() and not page.files.drops["letterhead"].isHidden())
    stage.until(lambda: len(page.files._list.findChildren(LineField)) == 2)
    assert [row.title for row in enclosures.of_firm(stage.reader)] == ["AGB", "AGB"]
    page.files._remove(enclosures.of_firm(stage.reader)[0])
    page.files._drop("letterhead")
    stage.until(page.files.drops["letterhead"].isHidden)
    stage.until(lambda: len(page.files._list.findChildren(LineField)) == 1)
    page.files.take("letterhead", hand)
    stage.settle()
    assert stage.reader.scalar("select letterhead_sha256 from firm") is None
