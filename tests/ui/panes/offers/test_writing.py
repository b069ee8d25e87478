"""Writing an offer: from the keyboard alone, cell by cell, and every step can be taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.offers import LineKind
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.panes.offers.proposals import Proposals
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.text_area import TextEdit
from tests.ui.panes.offers.writing import CTRL, KEY, SHIFT, Writing, article, with_lines


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
