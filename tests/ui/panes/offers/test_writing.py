"""Writing an offer: from the keyboard alone, cell by cell, and every step can be taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.offers import LineKind
from crm_desktop.operations import firm, offers
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.panes.offers.line_menu import line_menu
from crm_desktop.ui.panes.offers.proposals import Proposals
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.text_area import TextEdit
from tests.ui.office import Stage
from tests.ui.panes.offers.writing import ALT, CTRL, KEY, SHIFT, Writing, article, with_lines


def test_an_offer_is_typed_from_the_keyboard_alone(writing: Writing) -> None:
    editor = writing.editor
    editor.positions.add.setFocus()
    writing.press(KEY.Key_Space)
    for words in ("Theke", "2.5", "Stk", "1,480.00", "Montage", "", "", "68"):
        writing.type(words)
        if words != "68":
            writing.press(KEY.Key_Tab)
    writing.press(KEY.Key_Return)
    stored = writing.stored()
    assert [(line.title, line.quantity, line.unit, line.unit_price) for line in stored.lines] == [
        ("Theke", Decimal("2.5"), "Stk", Decimal(1480)),
        ("Montage", Decimal(1), "", Decimal(68)),
    ]
    assert stored.net_cents == 370_000 + 6_800
    assert stored.gross_cents == round(376_800 * 1.19)
    assert [row.amount for row in editor.totals.rows()][:3] == ["€3,768.00", "€715.92", "€4,483.92"]


def test_each_cell_is_one_step_and_ctrl_z_takes_back_the_last_one(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"), article("Montage", "50"))
    writing.open(0, Column.QUANTITY)
    writing.type("3")
    writing.press(KEY.Key_Tab)
    writing.type("Stk")
    writing.press(KEY.Key_Return)
    writing.stage.settle()
    assert writing.editor.grid.hasFocus()
    writing.press(KEY.Key_Z, chord=CTRL)
    writing.stage.until(lambda: writing.editor.lines.line_at(0).unit == "")
    assert writing.stored().lines[0].quantity == 3
    writing.press(KEY.Key_Z, chord=CTRL)
    writing.stage.until(lambda: writing.editor.lines.line_at(0).quantity == 1)
    assert writing.stored().net_cents == 15_000
    writing.press(KEY.Key_Z, chord=CTRL | SHIFT)
    writing.stage.until(lambda: writing.editor.lines.line_at(0).quantity == 3)


def test_what_is_half_typed_survives_what_happens_elsewhere(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"), article("Montage", "50"))
    first, second = (writing.editor.lines.line_at(row) for row in (0, 1))
    field = writing.open(1, Column.TITLE)
    assert isinstance(field, LineEdit)
    writing.type("Montage vor")
    with_lines(writing, article("Abbruch", "20"), first, second)
    assert writing.grid.cells.editor() is field
    assert field.text() == "Montage vor"
    writing.type(" Ort")
    writing.press(KEY.Key_Return)
    assert [line.title for line in writing.stored().lines] == ["Abbruch", "Theke", "Montage vor Ort"]


def test_quick_work_in_many_cells_does_not_conflict_with_itself(writing: Writing) -> None:
    with_lines(writing, *(article(f"Posten {n}") for n in range(8)))
    writing.open(0, Column.QUANTITY)
    for _n in range(8):
        writing.type("7")
        writing.press(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab)
    writing.press(KEY.Key_Escape)
    stored = writing.stored()
    assert [line.quantity for line in stored.lines] == [7] * 8
    assert len({line.id for line in stored.lines}) == 8


def test_a_line_that_was_left_empty_goes_again(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    writing.grid.choose(0)
    writing.grid.setFocus()
    writing.grid.begin()
    assert writing.editor.lines.rowCount() == 2
    writing.press(KEY.Key_Escape)
    assert writing.editor.lines.rowCount() == 1
    assert writing.grid.row() == 0
    assert len(writing.stored().lines) == 1


def test_tab_past_an_empty_line_leaves_the_grid(writing: Writing) -> None:
    writing.grid.begin()
    writing.press(*[KEY.Key_Tab] * 4)
    assert writing.editor.lines.rowCount() == 0
    assert writing.focused() is writing.editor.positions.add


def test_backtab_walks_back_and_over_headings(writing: Writing) -> None:
    heading = Line(kind=LineKind.HEADING, title="Teil")
    with_lines(writing, article("Theke"), Line(kind=LineKind.PAGE_BREAK), heading, article("Montage"))
    writing.open(3, Column.TITLE)
    writing.press(KEY.Key_Backtab)
    assert (writing.grid.row(), writing.grid.currentIndex().column()) == (2, Column.TITLE)
    writing.press(KEY.Key_Backtab)
    assert (writing.grid.row(), writing.grid.currentIndex().column()) == (0, Column.PRICE)
    assert writing.grid.cells.editor() is not None


@pytest.mark.parametrize(
    ("column", "typed", "reason"),
    [
        (Column.QUANTITY, "two", "“two” is not a number"),
        (Column.PRICE, "1.23456", "more than four decimals"),
        (Column.PRICE, "9" * 40, "is larger than any"),
        (Column.DISCOUNT, "101", "cannot be"),
    ],
)
def test_a_bad_number_is_refused_with_a_reason(writing: Writing, column: Column, typed: str, reason: str) -> None:
    with_lines(writing, article("Theke", "100"))
    writing.grid.show_columns({Column.DISCOUNT})
    before = writing.stored().lines
    writing.open(0, column)
    writing.type(typed)
    writing.press(KEY.Key_Return)
    assert reason in writing.editor.positions.reason()
    writing.press(KEY.Key_Escape)
    assert writing.stored().lines == before


def test_a_bad_number_keeps_its_field_open_until_it_is_mended(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"))
    field = writing.open(0, Column.QUANTITY)
    writing.type("zwei")
    writing.press(KEY.Key_Tab)
    assert writing.grid.cells.editor() is field
    assert field.property("invalid")
    writing.type("4")
    assert not writing.editor.positions.reason()
    writing.press(KEY.Key_Tab)
    assert writing.stored().lines[0].quantity == 4


def test_leaving_the_grid_with_a_bad_number_keeps_the_old_one_and_says_why(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"))
    writing.open(0, Column.QUANTITY)
    writing.type("zwei")
    writing.editor.address.subject.line.setFocus()
    assert writing.grid.cells.editor() is None
    assert "not a number" in writing.editor.positions.reason()
    assert writing.stored().lines[0].quantity == 1


def test_a_product_fills_the_line_and_the_cursor_goes_on_to_the_quantity(writing: Writing) -> None:
    writing.grid.begin()
    writing.type("wandpan")
    proposals = writing.stage.window.findChild(Proposals)
    writing.stage.until(lambda: writing.stage.window.findChild(Proposals) is not None)
    proposals = writing.stage.window.findChild(Proposals)
    assert proposals is not None
    writing.stage.until(proposals.isVisible)
    writing.press(KEY.Key_Down, KEY.Key_Return)
    assert not proposals.isVisible()
    assert writing.grid.currentIndex().column() == Column.QUANTITY
    writing.type("28")
    writing.press(KEY.Key_Return)
    line = writing.stored().lines[0]
    assert (line.title, line.unit) == ("Wandpaneele Eiche furniert", "m²")
    assert line.quantity == 28
    assert line.unit_price == Decimal(298), "the price of so many"
    assert line.product_id is not None
    assert line.cost is not None
    assert line.vat_percent == 19


def test_free_text_stays_free_text_when_nothing_is_chosen(writing: Writing) -> None:
    writing.grid.begin()
    writing.type("wandpan")
    writing.stage.settle()
    writing.press(KEY.Key_Tab)
    assert writing.stored().lines[0].title == "wandpan"
    assert not any(found.isVisible() for found in writing.stage.window.findChildren(Proposals))


def test_a_heading_moves_its_section_over_whole_sections(writing: Writing) -> None:
    def heading(title: str) -> Line:
        return Line(kind=LineKind.HEADING, title=title)

    with_lines(writing, heading("A"), article("a1"), article("a2"), heading("B"), article("b1"), heading("C"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["B", "b1", "A", "a1", "a2", "C"]
    assert writing.grid.row() == 2
    writing.press(KEY.Key_Down, chord=ALT)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["B", "b1", "C", "A", "a1", "a2"]
    writing.press(KEY.Key_Up, chord=ALT)
    assert [line.title for line in writing.stored().lines] == ["B", "b1", "A", "a1", "a2", "C"]


def test_a_line_is_moved_copied_and_removed_by_keys(writing: Writing) -> None:
    with_lines(writing, article("a"), article("b"), article("c"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["b", "a", "c"]
    writing.press(KEY.Key_D, chord=CTRL)
    assert writing.titles() == ["b", "a", "a", "c"]
    assert writing.grid.row() == 2
    writing.press(KEY.Key_Delete)
    writing.press(KEY.Key_Delete)
    assert [line.title for line in writing.stored().lines] == ["b", "a"]


def test_a_line_dropped_between_others_is_moved_there(writing: Writing) -> None:
    with_lines(writing, article("a"), article("b"), article("c"))
    grid = writing.grid
    data = grid.lines.mimeData([grid.lines.index(0, 0)])
    low = grid.visualRect(grid.lines.index(2, 0)).bottom() - 2
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at, move = QPointF(20, low), Qt.DropAction.MoveAction
    QApplication.sendEvent(grid.viewport(), QDragEnterEvent(at.toPoint(), move, data, buttons, keys))
    QApplication.sendEvent(grid.viewport(), QDragMoveEvent(at.toPoint(), move, data, buttons, keys))
    QApplication.sendEvent(grid.viewport(), QDropEvent(at, move, data, buttons, keys))
    assert [line.title for line in writing.stored().lines] == ["b", "c", "a"]


def test_letters_are_text_in_the_grid_and_not_commands(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    offer_id = writing.editor.saving.offer_id
    writing.type("N")
    assert isinstance(writing.grid.cells.editor(), LineEdit)
    writing.type("eu")
    writing.press(KEY.Key_Return)
    assert writing.stored().lines[0].title == "Neu"
    assert writing.editor.saving.offer_id == offer_id


def test_the_text_below_a_title_is_written_in_an_area_of_its_own(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    writing.open(0, Column.TITLE)
    writing.press(KEY.Key_Return, chord=SHIFT)
    assert isinstance(writing.grid.cells.editor(), TextEdit)
    writing.type("geölt")
    writing.press(KEY.Key_Return)
    writing.type("4,80 m")
    writing.press(KEY.Key_Tab)
    assert writing.stored().lines[0].text == "geölt\n4,80 m"
    assert writing.grid.currentIndex().column() == Column.QUANTITY


def test_every_kind_of_line_can_be_added(writing: Writing) -> None:
    for kind in LineKind:
        writing.grid.begin(kind, writing.editor.lines.rowCount())
        if writing.grid.cells.editor() is not None:
            writing.type("Wort")
            writing.grid.settle()
    stored = writing.stored()
    assert [line.kind for line in stored.lines] == list(LineKind)
    assert stored.lines[list(LineKind).index(LineKind.TEXT)].text == "Wort"


def test_a_discount_shows_its_column_only_where_one_is_wanted(writing: Writing) -> None:
    with_lines(writing, article("Theke", "200"))
    assert writing.grid.isColumnHidden(Column.DISCOUNT)
    writing.grid.choose(0)
    writing.editor.positions.discount()
    assert not writing.grid.isColumnHidden(Column.DISCOUNT)
    writing.type("5")
    writing.press(KEY.Key_Return)
    assert writing.stored().net_cents == 19_000


def test_figures_follow_every_keystroke(writing: Writing) -> None:
    with_lines(writing, article("Theke", "10"))
    writing.open(0, Column.PRICE)
    writing.type("12")
    assert writing.editor.totals.rows()[0].amount == "€12.00"
    writing.type("0")
    assert writing.editor.totals.rows()[0].amount == "€120.00"
    assert writing.editor.lines.index(0, Column.TOTAL).data() == "120.00"
    writing.press(KEY.Key_Escape)
    assert writing.editor.totals.rows()[0].amount == "€10.00"


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


def test_enter_goes_on_like_in_a_spreadsheet(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"), article("Montage", "50"))
    writing.open(0, Column.PRICE)
    writing.type("120")
    writing.press(KEY.Key_Return)
    assert (writing.grid.row(), writing.grid.currentIndex().column()) == (1, Column.PRICE)
    writing.type("60")
    writing.press(KEY.Key_Return)
    writing.type("Abbau")
    for words in ("2", "Std", "45"):
        writing.press(KEY.Key_Return)
        writing.type(words)
    writing.press(KEY.Key_Return)
    assert writing.editor.lines.rowCount() == 4, "Enter in the last cell of the last line begins another one"
    writing.press(KEY.Key_Return)
    assert writing.editor.lines.rowCount() == 3, "and an empty one goes again"
    stored = writing.stored()
    assert [(line.title, line.quantity, line.unit, line.unit_price) for line in stored.lines] == [
        ("Theke", Decimal(1), "", Decimal(120)),
        ("Montage", Decimal(1), "", Decimal(60)),
        ("Abbau", Decimal(2), "Std", Decimal(45)),
    ]
    writing.press(KEY.Key_Z, chord=CTRL)
    writing.stage.until(lambda: writing.editor.lines.rowCount() == 2)
    assert writing.editor.lines.line_at(1).unit_price == 60, "the line that was entered went as one step"


def test_arrows_take_what_is_typed_and_go_up_and_down(writing: Writing) -> None:
    with_lines(writing, article("a"), Line(kind=LineKind.HEADING, title="T"), article("b"))
    writing.open(0, Column.QUANTITY)
    writing.type("3*4")
    writing.press(KEY.Key_Down)
    assert (writing.grid.row(), writing.grid.currentIndex().column()) == (2, Column.QUANTITY)
    assert writing.stored().lines[0].quantity == 12


def test_lines_go_through_the_clipboard_and_tables_come_in(writing: Writing) -> None:
    theke = article("Theke", "100", text="geölt", cost=Decimal(60), discount_cents=500)
    with_lines(writing, Line(kind=LineKind.HEADING, title="Tresen"), theke, article("Rest", "1"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_C, chord=CTRL)
    table = QApplication.clipboard().text().splitlines()
    assert table[1].split("\t")[:2] == ["1", "Tresen"]
    assert table[2].split("\t") == ["1.1", "Theke", "geölt", "1", "", "100.00", "−5.00", "19 %", "95.00"]
    writing.grid.choose(2)
    writing.press(KEY.Key_V, chord=CTRL)
    stored = writing.stored().lines
    assert [line.title for line in stored] == ["Tresen", "Theke", "Rest"] * 2
    assert stored[4]._replace(id=None) == theke
    QApplication.clipboard().setText("Pos\tLeistung\tMenge\tEinzelpreis\n1\tEiche geölt\t2,5\t1.480,00\n")
    writing.press(KEY.Key_V, chord=CTRL)
    last = writing.stored().lines[-1]
    assert (last.title, last.quantity, last.unit_price) == ("Eiche geölt", Decimal("2.5"), Decimal(1480))
    writing.grid.begin()
    writing.press(KEY.Key_V, chord=CTRL)
    assert writing.stored().lines[-1].title == "Eiche geölt", "a table does not go into the cell that is open"
    assert len(writing.stored().lines) == 8
    QApplication.clipboard().setText("7\t1.10\n8\t1.20\n")
    writing.grid.choose(1, Column.QUANTITY)
    writing.press(KEY.Key_V, chord=CTRL)
    assert [line.quantity for line in writing.stored().lines[1:3]] == [7, 8]


def test_several_lines_are_moved_copied_and_removed_together(writing: Writing) -> None:
    with_lines(writing, *(article(title) for title in "abcd"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_Down, chord=SHIFT)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["c", "a", "b", "d"]
    assert writing.grid.rows() == range(1, 3)
    writing.press(KEY.Key_D, chord=CTRL)
    assert writing.titles() == ["c", "a", "b", "a", "b", "d"]
    writing.press(KEY.Key_Delete)
    assert [line.title for line in writing.stored().lines] == ["c", "a", "b", "d"]


def test_a_section_is_put_into_another_by_keys(writing: Writing) -> None:
    heading = Line(kind=LineKind.HEADING)
    with_lines(writing, heading._replace(title="Haus"), article("a"), heading._replace(title="Dach"), article("b"))
    writing.grid.setFocus()
    writing.grid.choose(2)
    writing.press(KEY.Key_Right, chord=ALT | SHIFT)
    assert [line.level for line in writing.stored().lines if line.kind is LineKind.HEADING] == [1, 2]
    assert [face.number for face in writing.editor.lines.faces()] == ["1", "1.1", "1.2", "1.2.1"]
    assert writing.editor.lines.index(0, Column.TOTAL).data() == "20.00"
    writing.press(KEY.Key_Left, chord=ALT | SHIFT)
    assert writing.stored().lines[2].level == 1


def test_what_is_doubtful_is_said_below_the_lines_and_led_to(writing: Writing) -> None:
    with_lines(writing, article("Theke"), article("Sockel", "0"), article("Rest", text="wie Position 1"))
    doubts = writing.editor.positions.doubts
    assert "1 line" in doubts.text()
    writing.grid.choose(0)
    writing.grid.setFocus()
    writing.press(KEY.Key_Delete)
    assert "2 lines" in doubts.text()
    doubts.click()
    assert writing.grid.row() == 1
    assert writing.stored().lines[1].text == "wie Position ?"


def test_costs_and_margins_are_shown_where_they_are_wanted_and_too_little_is_said(writing: Writing) -> None:
    writing.stage.desk.do(firm.change_firm, least_margin_percent=Decimal(30))
    with_lines(writing, article("Theke", "100", cost=Decimal(80)), article("Montage", "100", cost=Decimal(70)))
    editor = writing.editor
    assert editor.internal.warns()
    assert writing.grid.isColumnHidden(Column.COST)
    editor.positions.inside.click()
    assert not writing.grid.isColumnHidden(Column.COST)
    assert [(face.margin, face.thin) for face in editor.lines.faces()] == [("20%", True), ("30%", False)]
    writing.open(0, Column.COST)
    writing.type("50")
    writing.press(KEY.Key_Return)
    assert writing.stored().lines[0].cost == 50
    assert not editor.internal.warns()
    editor.positions.inside.click()


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


def test_the_menu_of_a_line_says_what_it_stands_for_and_what_it_is_taken_of(writing: Writing) -> None:
    share = Line(kind=LineKind.SURCHARGE, title="Eile", surcharge_percent=Decimal(10))
    with_lines(
        writing, article("Theke", "100"), Line(kind=LineKind.HEADING, title="T"), article("Tresen", "50"),
        article("Nussbaum", kind=LineKind.ALTERNATIVE), share,
    )  # fmt: skip

    def entries(row: int, title: str) -> dict[str, QAction]:
        menu = line_menu(writing.grid, row, [Decimal(19)], writing.editor.positions.open_column)
        below = next(found for found in menu.findChildren(Menu) if found.title() == title)
        return {action.text(): action for action in below.actions()}

    instead = entries(3, "Instead of")
    assert [words for words, action in instead.items() if action.isChecked()] == ["2.1  Tresen"]
    instead["1  Theke"].trigger()
    assert writing.stored().lines[3].replaces == 1
    assert writing.editor.lines.faces()[3].tag == "Alternative to 1"
    assert writing.stored().net_cents == 15_500
    entries(4, "Per cent of")["Everything before"].trigger()
    assert writing.stored().net_cents == 16_500
    writing.grid.choose(0)
    writing.press(KEY.Key_Home)
    assert writing.grid.currentIndex().column() == Column.TITLE
