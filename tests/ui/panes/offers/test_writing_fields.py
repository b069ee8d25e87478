"""The fields round the lines, and what becomes of an offer that is left or come back to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.operations.offers import offers
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.menus import Menu
from tests.ui.office import Stage
from tests.ui.panes.offers.writing import CTRL, KEY, SHIFT, Writing, article, with_lines


def test_leaving_a_field_stores_it_and_undo_brings_the_old_text_back(writing: Writing) -> None:
    subject = writing.editor.address.subject
    subject.line.setFocus()
    writing.type("Lobby")
    assert writing.stored().subject == ""
    writing.press(KEY.Key_Tab)
    assert writing.stored().subject == "Lobby"
    assert isinstance(writing.focused(), LineEdit), "another field, in which nothing has been typed"
    writing.press(KEY.Key_Z, chord=CTRL)
    writing.stage.until(lambda: subject.value() == "")
    writing.press(KEY.Key_Z, chord=CTRL | SHIFT)
    writing.stage.until(lambda: subject.value() == "Lobby")


def test_a_day_before_the_first_is_said_at_its_field(writing: Writing) -> None:
    until = writing.editor.address.until
    until.line.setFocus()
    until.line.selectAll()
    writing.type("2020-01-01")
    writing.press(KEY.Key_Tab)
    writing.stage.until(lambda: bool(until.error()))
    assert "end before" in until.error()
    assert writing.stored().valid_until is not None
    until.line.setFocus()
    until.line.selectAll()
    writing.type("2027-01-31")
    writing.press(KEY.Key_Tab)
    assert str(writing.stored().valid_until) == "2027-01-31"
    assert not until.error()


def test_the_customer_is_chosen_by_a_few_letters_and_brings_the_people(writing: Writing, stage: Stage) -> None:
    account = writing.editor.address.account
    account.line.setFocus()
    writing.type("Hotel Seebl")
    popup = account.line.completer().popup()
    assert popup is not None
    stage.until(popup.isVisible)
    hotel = stage.found("contact", "Hotel Seeblick GmbH")
    rows = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    for _step in range(next(n for n, words in enumerate(rows, 1) if words.startswith("Hotel Seeblick GmbH"))):
        writing.press_on(popup, KEY.Key_Down)
    writing.press_on(popup, KEY.Key_Return)
    stage.until(lambda: writing.editor.found is not None and writing.editor.found.offer.account_id == hotel)
    assert account.value() == "Hotel Seeblick GmbH"
    assert not account.error()
    assert writing.editor.address.person.combo.count() > 1


def test_a_customer_nobody_knows_is_said_at_the_field(writing: Writing) -> None:
    account = writing.editor.address.account
    account.line.setFocus()
    writing.type("Xyzzy")
    writing.stage.settle()
    writing.press(KEY.Key_Tab)
    writing.stage.until(lambda: bool(account.error()))
    assert writing.stored().account_id is None


@pytest.mark.parametrize("pane", ["offers", "contacts"])
def test_an_empty_offer_that_was_begun_here_goes_when_it_is_left(writing: Writing, pane: str) -> None:
    offer_id = writing.editor.saving.offer_id
    writing.stage.window.go(Place(pane))
    writing.stage.settle()
    assert writing.stage.reader.scalar("select count(*) from offer where id = ?", (offer_id,)) == 0
    writing.stage.window.go(Place("offers"))
    writing.stage.settle()
    assert writing.pane.subject() is None


def test_who_leaves_before_an_offer_is_begun_leaves_none_behind(stage: Stage) -> None:
    stage.window.show()
    stage.settle()
    before = stage.reader.scalar("select count(*) from offer")
    stage.window.go(Place("offers", intent="new"))
    stage.window.go(Place("contacts"))
    stage.settle()
    assert stage.reader.scalar("select count(*) from offer") == before


def test_an_offer_with_nothing_but_a_half_typed_subject_stays(writing: Writing) -> None:
    offer_id = writing.editor.saving.offer_id
    writing.editor.address.subject.line.setFocus()
    writing.type("Lobby")
    writing.stage.window.go(Place("offers"))
    writing.stage.settle()
    row = writing.stage.reader.row(lambda *row: row, "select subject, deleted_at from offer where id = ?", (offer_id,))
    assert row == ("Lobby", None)


def test_who_comes_back_finds_the_offer_that_was_open(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    offer_id = writing.editor.saving.offer_id
    writing.stage.window.go(Place("contacts"))
    writing.stage.window.go(Place("offers"))
    found = writing.pane.subject()
    assert found is not None
    assert found.ref == offer_id
    writing.stage.window.go(Place("offers"))
    assert writing.pane.subject() is None, "asked for the list while an offer is in view, the list comes"


def test_an_opened_offer_has_the_cursor_in_its_first_line(stage: Stage) -> None:
    first = int(stage.reader.scalar("select max(id) from offer"))
    added: list[int] = []
    stage.desk.do(offers.duplicate_offer, offer_id=first, then=lambda outcome: added.append(outcome.value))
    stage.until(lambda: bool(added))
    writing = Writing(stage, added[0])
    assert writing.grid.hasFocus()
    assert writing.grid.row() == 0


def test_half_typed_text_is_stored_when_the_window_is_built_anew(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    offer_id = writing.editor.saving.offer_id
    writing.open(0, Column.TITLE)
    writing.type("Empfangstheke")
    writing.stage.window.rebuild()
    writing.stage.settle()
    title = writing.stage.reader.scalar("select title from offer_line where offer_id = ?", (offer_id,))
    assert title == "Empfangstheke"
    again = writing.stage.window.current_pane()
    assert again is not writing.pane
    writing.pane = again  # type: ignore[assignment]
    writing.stage.until(lambda: writing.editor.saving.offer_id == offer_id)


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_building_the_editor_opens_no_window_for_a_moment(stage: Stage, qapp: QApplication) -> None:
    stage.window.show()
    watch = Windows()
    qapp.installEventFilter(watch)
    try:
        Writing(stage)
    finally:
        qapp.removeEventFilter(watch)
    assert watch.shown == []


def test_texts_are_put_together_from_blocks_and_placeholders(writing: Writing) -> None:
    area = writing.editor.terms.payment
    stage = writing.stage
    area.text.setFocus()
    area.text.selectAll()
    writing.type("{Kunde} zahlt {nichts}")
    assert "{nichts}" in area.error()
    area.text.selectAll()
    area.put("{Summe} in 14 Tagen")
    assert not area.error()
    area.blocks.click()
    stage.settle()
    menu = next(menu for menu in area.blocks.findChildren(Menu) if menu.isVisible())
    menu.close()
    next(action for action in menu.actions() if "Keep" in action.text()).trigger()
    assert area.form is not None
    area.form.word.line.setText("Zwei Wochen")
    area.form.submit()
    stage.settle()
    rows = stage.reader.rows(str, "select body from template where kind = 'offer' and name = 'Zwei Wochen'")
    assert rows == ["{Summe} in 14 Tagen"]


def test_what_is_rarely_changed_is_stored_and_followed(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"))
    more, stage = writing.editor.terms.more, writing.stage
    writing.editor.terms.unfold(wanted=True)
    assert more.rate.isHidden()
    choose(writing, more.currency, "CHF")
    assert not more.rate.isHidden()
    more.rate.line.setFocus()
    more.rate.line.selectAll()
    writing.type("1.06")
    more.amount_off.line.setFocus()
    writing.type("10")
    more.inquiry.line.setFocus()
    choose(writing, more.rounding, "5")
    choose(writing, more.discounts, "hidden")
    choose(writing, more.tax, "export")
    stored = writing.stored()
    assert (stored.currency, stored.rate, stored.discount_cents) == ("CHF", Decimal("1.06"), 1000)
    assert (stored.cash_rounding_cents, stored.hides_discounts, stored.tax_mode.value) == (5, True, "export")
    assert stored.net_cents == 9_000
    assert "Net in your own currency €95" in writing.editor.internal.words()
    choose(writing, more.tax, "standard")
    more.delivery.line.setFocus()
    writing.type("1.2.2027")
    more.inquiry.line.setFocus()
    choose(writing, more.prices, "gross")
    assert writing.stored().delivery_on == date(2027, 2, 1)
    stage.until(lambda: writing.editor.lines.line_at(0).unit_price == 119)
    choose(writing, more.language, "en")
    assert writing.stored().language == "en"
    writing.editor.grid.setFocus()
    writing.press(KEY.Key_Z, chord=CTRL)
    stage.until(lambda: more.language.value() == "de")


def choose(writing: Writing, field: ComboField, value: str) -> None:
    """Choose a value as a user does, and wait until it is stored and read again."""
    place = field.combo.findData(value)
    field.combo.setCurrentIndex(place)
    field.combo.activated.emit(place)
    writing.stage.settle()
