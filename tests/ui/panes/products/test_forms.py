"""Tiers, sets, groups, pictures and many prices at once, by the forms and fields of the products pane."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from crm_desktop.domain.products import SetForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.products import Column
from crm_desktop.ui.panes.products.group_form import GroupForm
from crm_desktop.ui.panes.products.pane import ProductsPane
from crm_desktop.ui.panes.products.parts_form import PartsForm
from crm_desktop.ui.panes.products.prices_form import PricesForm
from crm_desktop.ui.panes.products.tiers_form import TiersForm
from tests.ui.office import Stage


def shown(stage: Stage, number: str = "") -> ProductsPane:
    """Show the catalogue, or a product of it with everything about it."""
    stage.window.show()
    ref = one(stage, "select id from product where number = ?", number) if number else 0
    stage.window.go(Place("products", "product", ref) if ref else Place("products"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ProductsPane)
    stage.until(pane.is_filled)
    if ref:
        stage.until(lambda: pane.picked_id() == ref)
        stage.until(lambda: pane.card._details is not None and pane.card._details.product_id == ref)
    return pane


def one(stage: Stage, sql: str, *values: Any) -> Any:
    return stage.reader.scalar(sql, values)


def test_tiers_are_written_in_a_form_and_listed_on_the_card(stage: Stage) -> None:
    pane = shown(stage, "P-221")
    pane.card.change_tiers()
    form = stage.window.findChild(TiersForm)
    assert form is not None
    (line,) = form._lines
    line.quantity.set_value(Decimal(4))
    form.submit()
    assert line.price.error()
    line.price.set_value(Decimal("2190.50"))
    form.add()
    form._lines[1].quantity.set_value(Decimal(1))
    form._lines[1].group.set_value("Architektur")
    form._lines[1].price.set_value(Decimal(2100))
    form.submit()
    stage.until(lambda: len(pane.card.sections.tiers.list.rows()) == 2)
    assert [row.right for row in pane.card.sections.tiers.list.rows()] == ["2,190.50", "2,100.00"]
    stage.until(lambda: pane.model._faces[pane.picked_id()].tiered)
    stage.desk.undo()
    stage.until(lambda: not pane.card.sections.tiers.list.rows())


def test_a_set_is_put_together_and_counted(stage: Stage) -> None:
    pane = shown(stage, "P-211")
    pane.card.change_parts()
    form = stage.window.findChild(PartsForm)
    assert form is not None
    (line,) = form._lines
    line.product.set_value("Nirgends")
    form.submit()
    assert line.product.error()
    line.product.show_contact(one(stage, "select id from product where number = 'P-251'"), "Stuhl Eiche gepolstert")
    line.quantity.set_value(Decimal(3))
    form.form.set_value(SetForm.LINES.value)
    form.submit()
    stage.until(lambda: len(pane.card.sections.parts.list.rows()) == 1)
    assert "1,167.00" in pane.card.sections.parts.note.text()


def test_many_prices_are_seen_before_they_are_changed_and_taken_back_at_once(stage: Stage) -> None:
    pane = shown(stage)
    pane.bar.groups.setCurrentIndex(pane.bar.groups.findData("Leistungen"))
    pane._narrow()
    listed = {str(pane.model.index(row, Column.GROUP).data()) for row in range(pane.model.rowCount())}
    assert listed == {"Leistungen", "Leistungen › Planung", "Leistungen › Wartung"}
    before = one(stage, "select price from product where number = 'P-310'")
    pane.change_prices()
    form = pane.findChild(PricesForm)
    assert form is not None
    QTest.keyClicks(form.percent.line, "3.5")
    form.rounding.set_value("0.10")
    form.preview()
    stage.until(lambda: "get another price" in form._sum.text())
    assert form.table.model().rowCount() > pane.model.rowCount()
    assert one(stage, "select price from product where number = 'P-310'") == before
    form.submit()
    stage.until(lambda: one(stage, "select price from product where number = 'P-310'") == "70.40")
    assert one(stage, "select price from product where number = 'P-221'") == "2290"
    stage.desk.undo()
    stage.until(lambda: one(stage, "select price from product where number = 'P-310'") == before)
    assert pane.bar.group() == "Leistungen"
    assert pane.escape()
    assert pane.bar.group() == ""


def test_a_group_is_renamed_and_dissolved(stage: Stage) -> None:
    pane = shown(stage)
    pane.rename_group()
    form = pane.findChild(GroupForm)
    assert form is not None
    form.group.set_value(str(one(stage, "select id from product_category where name = 'Wartung'")))
    form._follow()
    assert form.name.value() == "Leistungen › Wartung"
    form.name.set_value("Service")
    form.submit()
    stage.until(lambda: pane.bar.groups.findData("Service") > 0)
    assert pane.bar.groups.findData("Leistungen › Wartung") < 0


def test_a_picture_is_pasted_shown_and_taken_away(stage: Stage) -> None:
    pane = shown(stage, "P-300")
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    data = QGuiApplication.clipboard().mimeData()
    pane.card.picture._take(data)
    stage.until(pane.card.picture.has_picture)
    assert one(stage, "select picture_sha256 from product where number = 'P-300'")
    pane.card.picture._give(None)
    stage.until(lambda: not pane.card.picture.has_picture())


def test_a_product_far_down_is_scrolled_to_also_where_its_number_is_left_out(stage: Stage) -> None:
    stage.window.resize(900, 500)
    pane = shown(stage, "P-321")
    pane.table.setColumnHidden(Column.NUMBER, True)
    pane._pick(one(stage, "select id from product where number = 'P-231'"))
    assert pane.table.verticalScrollBar().value() == 0
    pane._pick(one(stage, "select id from product where number = 'P-321'"))
    assert pane.table.verticalScrollBar().value() > 0
