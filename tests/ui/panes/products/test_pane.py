"""The products pane: finding, adding, changing in place, taking out of use, in and out as a file."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

from crm_desktop.operations.products import products
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.products import ID_ROLE, Column
from crm_desktop.ui.panes.products.form import NewProductForm
from crm_desktop.ui.panes.products.pane import ProductsPane
from crm_desktop.ui.widgets.inline import InlineRow
from crm_desktop.ui.widgets.inline_edit import InlineEdit
from tests.ui.office import Stage


def shown(stage: Stage) -> ProductsPane:
    """Show the catalogue and return the pane."""
    stage.window.show()
    stage.window.go(Place("products"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ProductsPane)
    stage.until(pane.is_filled)
    stage.settle()
    return pane


def one(stage: Stage, sql: str, *values: Any) -> Any:
    return stage.reader.scalar(sql, values)


def field(pane: ProductsPane, name: str) -> InlineRow:
    found = pane.card.rows.row(name)
    assert found is not None
    return found


def leave(row: InlineRow, text: str) -> None:
    assert isinstance(row.edit, InlineEdit)
    row.edit.setFocus()
    row.edit.setText(text)
    row.edit.editingFinished.emit()


def names(pane: ProductsPane) -> list[str]:
    return [str(pane.model.index(row, Column.NAME).data()) for row in range(pane.model.rowCount())]


def test_the_catalogue_is_listed_by_name_and_found_by_beginnings_of_words(stage: Stage) -> None:
    pane = shown(stage)
    assert len(names(pane)) == one(stage, "select count(*) from product where active and deleted_at is null")
    assert names(pane) == sorted(names(pane), key=str.casefold)
    pane.bar.field.set_value("esst eic")
    stage.until(lambda: names(pane) == ["Esstisch Eiche massiv"])
    pane.bar.field.set_value("p-221")
    stage.until(lambda: names(pane) == ["Esstisch Eiche massiv"])
    pane.bar.field.set_value("xyz")
    stage.until(lambda: pane._empty is not None)
    assert pane.escape()
    assert len(names(pane)) > 20
    assert not pane.escape()


def test_a_head_sorts_and_back(stage: Stage) -> None:
    pane = shown(stage)
    pane.table.sortByColumn(Column.PRICE, Qt.SortOrder.DescendingOrder)
    prices = [
        one(stage, "select price from product where id = ?", pane.model.index(row, 0).data(ID_ROLE)) for row in (0, 1)
    ]
    assert float(prices[0]) >= float(prices[1])
    assert float(prices[0]) == max(
        float(price) for price in stage.reader.rows(str, "select price from product where active")
    )


@pytest.mark.parametrize(
    ("name", "typed", "column", "stored"),
    [("price", "2,350.50", "price", "2350.50"), ("cost", "", "cost", None), ("unit", "Stück", "unit", "Stück"),
     ("tax_class", "reduced", "tax_class", "reduced"), ("number", "", "number", None),
     ("name", "Tisch", "name", "Tisch")],
)  # fmt: skip
def test_a_field_is_kept_when_it_is_left_and_can_be_undone(
    stage: Stage, name: str, typed: str, column: str, stored: Any
) -> None:
    pane = shown(stage)
    ref = pane.picked_id()
    before = one(stage, f"select {column} from product where id = ?", ref)
    leave(field(pane, name), typed)
    stage.until(lambda: one(stage, f"select {column} from product where id = ?", ref) == stored)
    stage.settle()
    assert pane.picked_id() == ref
    stage.desk.undo()
    stage.until(lambda: one(stage, f"select {column} from product where id = ?", ref) == before)


@pytest.mark.parametrize(
    ("name", "typed"), [("price", "viel"), ("name", ""), ("tax_class", "halb"), ("price", "1.23456")]
)
def test_what_cannot_be_right_is_said_at_its_field(stage: Stage, name: str, typed: str) -> None:
    pane = shown(stage)
    row = field(pane, name)
    leave(row, typed)
    stage.settle()
    assert row.reason.isVisibleTo(pane)
    assert row.edit.text() == typed


def test_a_number_in_use_is_refused(stage: Stage) -> None:
    pane = shown(stage)
    taken = one(stage, "select number from product where id <> ? and number is not null", pane.picked_id())
    leave(field(pane, "number"), taken)
    stage.settle()
    assert taken in field(pane, "number").reason.text()


def test_the_text_of_a_product_is_kept(stage: Stage) -> None:
    pane = shown(stage)
    pane.card.words.text.setFocus()
    pane.card.words.text.setPlainText("Mit Öl.\nGeschliffen.")
    pane.card.words.text.left.emit()
    stage.until(
        lambda: one(stage, "select text from product where id = ?", pane.picked_id()) == "Mit Öl.\nGeschliffen."
    )


def test_a_new_product_is_added_shown_and_offered(stage: Stage) -> None:
    pane = shown(stage)
    pane.add()
    form = pane.findChild(NewProductForm)
    assert form is not None
    form.submit()
    stage.settle()
    assert form.name.error()
    form.name.set_value("Ohrensessel")
    QTest.keyClicks(form.price.line, "1290.00")
    form.group.set_value("Sessel")
    form.submit()
    stage.until(lambda: pane.subject() is not None and pane.subject().title == "Ohrensessel")  # type: ignore[union-attr]
    stage.settle()
    assert one(stage, "select price from product where name = 'Ohrensessel'") in ("1290", "1290.00")
    assert one(stage, "select count(*) from product_category where name = 'Sessel'") == 1


def test_out_of_use_means_out_of_the_list_and_back_again(stage: Stage) -> None:
    pane = shown(stage)
    ref, before = pane.picked_id(), pane.model.rowCount()
    pane.turn()
    stage.until(lambda: pane.model.rowCount() == before - 1)
    stage.settle()
    assert pane.picked_id() != ref
    pane.bar.chips.button("inactive").click()
    stage.settle()
    assert pane.picked_id() == ref
    pane.turn()
    stage.until(lambda: one(stage, "select active from product where id = ?", ref) == 1)


def test_several_go_into_the_bin_as_one_step(stage: Stage) -> None:
    pane = shown(stage)
    before = pane.model.rowCount()
    pane.table.selectAll()
    assert len(pane.selected_ids()) == before
    pane.bin()
    stage.until(lambda: pane.model.rowCount() == 0)
    stage.settle()
    stage.desk.undo()
    stage.until(lambda: pane.model.rowCount() == before)


def test_the_list_in_view_is_what_is_exported(stage: Stage) -> None:
    pane = shown(stage)
    pane.bar.field.set_value("Esstisch")
    stage.until(lambda: 0 < pane.model.rowCount() < 10)
    taken = pane._list_in_view()
    assert list(taken.ids or ()) == pane.model.ids()
    assert taken.columns[:2] == ["number", "name"]
    assert "with “Esstisch”" in taken.words


def test_an_empty_catalogue_leads_on(stage: Stage) -> None:
    pane = shown(stage)
    ids = stage.reader.rows(int, "select id from product where deleted_at is null")
    stage.desk.do(products.delete_products, product_ids=ids)
    stage.until(lambda: pane._empty is not None)
    assert pane.card.isHidden()
    assert [button.text() for button in pane._empty.findChildren(QAbstractButton)] == ["New product"]  # type: ignore[union-attr]


def test_a_product_is_shown_from_elsewhere_with_what_it_brought(stage: Stage) -> None:
    shown(stage)
    ref = one(stage, "select product_id from sale_line group by product_id order by count(*) desc limit 1")
    stage.window.go(Place("products", "product", ref))
    pane = stage.window.current_pane()
    assert isinstance(pane, ProductsPane)
    stage.settle()
    assert pane.picked_id() == ref
    texts = pane.card.sections.figures()
    assert "Orders with it" in texts
    assert str(one(stage, "select count(distinct sale_id) from sale_line where product_id = ?", ref)) in texts


def test_every_control_has_a_name(stage: Stage) -> None:
    pane = shown(stage)
    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        for part in pane.findChildren(kind):
            if part.isVisibleTo(pane):
                assert part.accessibleName() or (isinstance(part, QAbstractButton) and part.text())
