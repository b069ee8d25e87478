"""The lines of an offer as a table: sound for Qt, figures at once, and taking over what is stored row by row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.offers import LineKind
from crm_desktop.engine import pricing
from crm_desktop.engine.pricing import LineFact, OfferFact, PricedOffer
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_rows import MIME
from crm_desktop.ui.models.offer_table import TEXT_ROLE

MOVE = Qt.DropAction.MoveAction


def price(lines: Sequence[Line]) -> PricedOffer:
    facts = (
        LineFact(
            line.kind, line.quantity, line.unit_price, line.discount_percent, line.vat_percent,
            None if line.replaces is None else line.replaces - 1, line.discount_cents, line.surcharge_percent,
            line.surcharge_of, line.level,
        )
        for line in lines
    )  # fmt: skip
    return pricing.price(OfferFact(tuple(facts)))


def article(title: str, amount: int = 10, **more: Any) -> Line:
    return Line(title=title, unit_price=Decimal(amount))._replace(**more)


def heading(title: str, **more: Any) -> Line:
    return Line(kind=LineKind.HEADING, title=title)._replace(**more)


class Told:
    """Counts what the model says."""

    def __init__(self, model: OfferLinesModel) -> None:
        self.edited = 0
        self.groups: list[str] = []
        self.resets = 0
        self.refused: list[tuple[int, int, str]] = []
        model.edited.connect(self._edit)
        model.modelReset.connect(self._reset)
        model.refused.connect(lambda row, column, why: self.refused.append((row, column, why)))

    def _edit(self, group: str) -> None:
        self.edited += 1
        self.groups.append(group)

    def _reset(self) -> None:
        self.resets += 1


@pytest.fixture
def lines(qtmodeltester: ModelTester) -> OfferLinesModel:
    """Return a model that is checked after each change, with a section of two articles and one alone."""
    model = OfferLinesModel(price)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    stored = [
        heading("Teil", id=1),
        article("Theke", 100, id=2),
        article("Montage", 50, id=3),
        article("Rest", 1, id=4),
    ]
    model.show(stored, usual_vat=Decimal(19), frozen=False)
    return model


def titles(model: OfferLinesModel) -> list[str]:
    return [line.title for line in model.lines()]


def test_cells_show_words_and_figures(lines: OfferLinesModel) -> None:
    def shown(row: int, column: int) -> object:
        return lines.index(row, column).data()

    assert [shown(row, Column.HANDLE) for row in range(4)] == ["1", "1.1", "1.2", "1.3"]
    assert [shown(1, column) for column in range(1, 9)] == ["Theke", "1", "", "100.00", "", "19 %", "", "100.00"]
    assert [shown(0, column) for column in range(1, 9)] == ["Teil", "", "", "", "", "", "", "151.00"]
    spoken = lines.index(1, Column.TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1.1, Theke, 1, at 100.00, 100.00"


def test_what_is_typed_is_taken_and_told_once(lines: OfferLinesModel) -> None:
    told = Told(lines)
    assert lines.setData(lines.index(1, Column.QUANTITY), "2")
    assert lines.line_at(1).quantity == 2
    assert told.edited == 1
    assert lines.setData(lines.index(1, Column.QUANTITY), "2.0")
    assert told.edited == 1, "the same value is no change"


def test_what_cannot_be_leaves_the_old_value_and_says_why(lines: OfferLinesModel) -> None:
    told = Told(lines)
    for typed in ("two", "9" * 30):
        assert not lines.setData(lines.index(1, Column.QUANTITY), typed)
    assert lines.line_at(1).quantity == 1
    assert [(row, column) for row, column, _why in told.refused] == [(1, Column.QUANTITY)] * 2
    assert told.edited == 0


def test_half_typed_figures_are_shown_and_forgotten(lines: OfferLinesModel) -> None:
    told = Told(lines)
    lines.type_over(lines.index(1, Column.PRICE), "120")
    assert lines.index(1, Column.TOTAL).data() == "120.00"
    assert lines.lines_as_typed()[1].unit_price == 120
    assert lines.lines()[1].unit_price == 100
    lines.type_over(lines.index(1, Column.PRICE), "12x")
    assert lines.lines_as_typed()[1].unit_price == 120, "what makes no sense yet changes nothing"
    lines.type_over(lines.index(1, Column.TITLE), "so lang", TEXT_ROLE)
    assert lines.lines_as_typed()[1].text == "so lang"
    lines.forget_typing()
    assert lines.index(1, Column.TOTAL).data() == "100.00"
    assert told.edited == 0


def test_a_frozen_offer_takes_nothing(lines: OfferLinesModel) -> None:
    lines.freeze(frozen=True)
    assert not lines.setData(lines.index(1, Column.QUANTITY), "2")
    everywhere = [lines.index(row, column) for row in range(4) for column in Column]
    changing = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
    assert not any(lines.flags(index) & changing for index in everywhere)
    assert not lines.canDropMimeData(lines.mimeData([lines.index(1, 0)]), MOVE, 0, 0, QModelIndex())


def test_taking_over_what_is_stored_touches_only_what_differs(lines: OfferLinesModel) -> None:
    told = Told(lines)
    held = QPersistentModelIndex(lines.index(2, Column.TITLE))
    stored = [article("Neu", 5, id=9), heading("Teil", id=1), article("Montage", 60, id=3), article("Theke", 100, id=2)]
    lines.adopt(stored)
    assert list(lines.lines()) == stored
    assert held.row() == 2
    assert lines.index(2, Column.PRICE).data() == "60.00"
    assert (told.resets, told.edited) == (0, 0)


def test_lines_begun_meanwhile_stay_where_they_were_begun(lines: OfferLinesModel) -> None:
    assert lines.insert(2) == 2
    assert lines.is_fresh(2)
    lines.adopt([line for line in lines.lines() if line.title != "Theke"])
    assert [lines.is_fresh(row) for row in range(4)] == [False, True, False, False]
    assert lines.row_of_stored(1) == 2
    assert lines.stored_place(2) == 1
    assert lines.stored_place(1) == -1


def test_a_line_gets_the_id_it_was_stored_under_and_keeps_its_row(lines: OfferLinesModel) -> None:
    row = lines.insert(1)
    lines.setData(lines.index(row, Column.TITLE), "Abbruch")
    held = QPersistentModelIndex(lines.index(row, Column.QUANTITY))
    sent = lines.lines()
    lines.setData(lines.index(row, Column.QUANTITY), "3")
    lines.adopt([line._replace(id=line.id or 77) for line in sent])
    assert held.row() == row
    assert lines.line_at(row).id == 77


def test_sections_subtotals_and_options_show_their_sums(lines: OfferLinesModel) -> None:
    option = article("Extra", 5, kind=LineKind.OPTIONAL)
    lines.adopt([*lines.lines(), option, Line(kind=LineKind.SUBTOTAL)])
    assert lines.index(4, Column.TOTAL).data() == "(5.00)"
    assert lines.index(5, Column.TOTAL).data() == "151.00"
    assert lines.index(5, Column.TITLE).data() == "Subtotal"


def test_a_product_fills_a_line_and_leaves_quantity_and_discount(lines: OfferLinesModel) -> None:
    lines.setData(lines.index(1, Column.QUANTITY), "4")
    product = article("Wandpaneel", 312, unit="m²", product_id=5, cost=Decimal(188), vat_percent=Decimal(7), text="B1")
    lines.fill(1, product)
    line = lines.line_at(1)
    assert (line.title, line.unit, line.product_id, line.id) == ("Wandpaneel", "m²", 5, 2)
    assert line.quantity == 4


def test_lines_are_moved_copied_and_removed(lines: OfferLinesModel) -> None:
    told = Told(lines)
    assert lines.step(range(3, 4), -1) == range(2, 3)
    assert titles(lines) == ["Teil", "Theke", "Rest", "Montage"]
    assert lines.duplicate(range(1, 2)) == range(2, 3)
    assert lines.remove(range(1)) == 0
    assert titles(lines) == ["Theke", "Theke", "Rest", "Montage"]
    assert lines.step(range(1), -1) == range(1), "nothing is above the first"
    assert told.edited == 3
    for _row in range(4):
        lines.remove(range(1))
    assert lines.rowCount() == 0


def test_a_line_that_holds_nothing_goes_without_being_stored(lines: OfferLinesModel) -> None:
    told = Told(lines)
    at = lines.insert(1)
    lines.remove(range(at, at + 1))
    assert told.edited == 0
    lines.insert(1, LineKind.PAGE_BREAK)
    assert told.edited == 1, "a page break says something by itself"


def test_a_foreign_thing_dropped_is_ignored(lines: OfferLinesModel) -> None:
    data = QMimeData()
    data.setText("hello")
    assert not lines.dropMimeData(data, MOVE, 0, 0, QModelIndex())
    data.setData(MIME, b"[12345]")
    assert not lines.dropMimeData(data, MOVE, 0, 0, QModelIndex())
    assert titles(lines) == ["Teil", "Theke", "Montage", "Rest"]


def test_a_dropped_line_lands_before_the_row(lines: OfferLinesModel) -> None:
    assert not lines.dropMimeData(lines.mimeData([lines.index(3, 0)]), MOVE, 1, 0, QModelIndex())
    assert titles(lines) == ["Teil", "Rest", "Theke", "Montage"]


def test_vat_is_shown_only_where_lines_differ_in_it(lines: OfferLinesModel) -> None:
    assert {face.vat for face in lines.faces()} == {""}
    lines.change(1, vat_percent=Decimal(7))
    assert [face.vat for face in lines.faces()] == ["", "7 % VAT", "19 % VAT", "19 % VAT"]


def test_the_cells_of_a_line_that_is_being_entered_belong_together(lines: OfferLinesModel) -> None:
    told = Told(lines)
    row = lines.insert(4)
    for column, words in ((Column.TITLE, "Sockel"), (Column.QUANTITY, "3"), (Column.PRICE, "5")):
        lines.setData(lines.index(row, column), words)
    assert len(set(told.groups)) == 1
    assert told.groups[0]
    lines.leave()
    lines.setData(lines.index(row, Column.PRICE), "6")
    lines.setData(lines.index(1, Column.PRICE), "7")
    assert told.groups[3:] == ["", ""]


def test_what_should_be_looked_at_is_told_by_rows(lines: OfferLinesModel) -> None:
    assert lines.doubtful_rows() == []
    lines.change(2, text="sonst wie Position 1.1")
    lines.change(3, unit_price=Decimal(0))
    assert lines.doubtful_rows() == [3]
    lines.remove(range(1, 2))
    assert lines.doubtful_rows() == [1, 2]
    assert lines.line_at(1).text == "sonst wie Position ?"
    assert [face.tag for face in lines.faces()][1:] == ["Position is gone", "No price yet"]


def test_a_block_of_words_is_written_over_the_cells_or_not_at_all(lines: OfferLinesModel) -> None:
    told = Told(lines)
    assert lines.write_block(1, Column.QUANTITY, [["2", "Stk", "9,000.50"], ["", "m", "7"], ["4"], ["9"]]) == 3
    assert [line.quantity for line in lines.lines()[1:]] == [2, 1, 4]
    assert [line.unit for line in lines.lines()[1:]] == ["Stk", "m", ""]
    assert [line.unit_price for line in lines.lines()[1:]] == [Decimal("9000.5"), 7, 1]
    before = lines.lines()
    with pytest.raises(BadInput):
        lines.write_block(1, Column.QUANTITY, [["5"], ["five"]])
    assert lines.lines() == before
    assert told.edited == 1


def test_shares_gifts_and_amounts_off_are_shown_as_such(lines: OfferLinesModel) -> None:
    lines.retype(3, LineKind.FREE)
    lines.change(1, discount_cents=500)
    at = lines.insert(3, LineKind.SURCHARGE)
    lines.setData(lines.index(at, Column.TITLE), "Eilzuschlag")
    lines.setData(lines.index(at, Column.PRICE), "10 %")
    shown = [
        [str(lines.index(row, column).data()) for column in (Column.PRICE, Column.DISCOUNT, Column.TOTAL)]
        for row in (1, 3, 4)
    ]
    assert shown == [["100.00", "−5.00", "95.00"], ["10 %", "", "14.50"], ["1.00", "", "free"]]
    assert lines.index(0, Column.TOTAL).data() == "159.50"
    assert [face.tag for face in lines.faces()][3:] == ["Surcharge", "Free of charge"]


def test_several_lines_are_dragged_together(lines: OfferLinesModel) -> None:
    data = lines.mimeData([lines.index(1, 0), lines.index(2, 0)])
    lines.dropMimeData(data, MOVE, 4, 0, QModelIndex())
    assert titles(lines) == ["Teil", "Rest", "Theke", "Montage"]
