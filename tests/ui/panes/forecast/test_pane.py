"""The forecast pane: it shows what the engine says, leaves deals out without changing data, and keeps the period."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.base.formats import amount
from crm_desktop.engine.forecast.wording import sentence
from crm_desktop.operations.forecasts.forecasts import forecast
from crm_desktop.operations.forecasts.parts import By
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.forecast import Column
from crm_desktop.ui.panes.forecast.pane import ForecastPane
from crm_desktop.ui.panes.forecast.table import DealTable
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.two_line import ROW_ROLE
from tests.builders import NOW
from tests.ui.office import Stage


def shown(stage: Stage) -> ForecastPane:
    """Bring the forecast into view and return the pane."""
    stage.window.show()
    stage.window.go(Place("forecast"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ForecastPane)
    stage.until(lambda: pane._deals.model.rowCount() > 0 and pane._chart.has_image())
    stage.settle()
    return pane


def test_the_figures_are_the_engines(stage: Stage) -> None:
    pane = shown(stage)
    found = forecast(stage.reader, as_of=NOW.date())
    assert pane._summary._value.text() == amount(found.expected_cents, "EUR", whole=True)
    assert pane._deals.model.rowCount() + len(pane._deals.model.hidden()) == len(found.deals)
    assert "80" in pane._summary._range.accessibleName()
    assert pane._chart.accessibleDescription()


def test_space_leaves_a_deal_out_and_both_figures_stay_in_sight(stage: Stage) -> None:
    pane = shown(stage)
    table = pane.findChild(DealTable)
    assert table is not None
    table.setCurrentIndex(pane._deals.model.index(0, 0))
    before = pane._summary._value.text()
    QTest.keyClick(table, Qt.Key.Key_Space)
    stage.until(lambda: pane._what_if is not None)
    stage.settle()
    assert pane._summary._value.text() == before
    assert pane._deals._flask.isVisible()
    assert pane._what_if.forecast.expected_cents < pane._first.outlook.forecast.expected_cents  # type: ignore[union-attr]
    assert stage.reader.scalar("select count(*) from step where not closed") == 0, "nothing was written"
    pane._deals.count_all()
    stage.until(lambda: pane._what_if is None)
    assert not pane._deals._flask.isVisible()


def test_a_deal_is_shifted_in_time_and_back(stage: Stage) -> None:
    pane = shown(stage)
    table, model = pane.findChild(DealTable), pane._deals.model
    assert table is not None
    table.setCurrentIndex(model.index(0, 0))
    deal = model.index(0, 0).data(ROW_ROLE)
    for _month in range(12):
        QTest.keyClicks(table, "+")
    stage.until(lambda: pane._what_if is not None)
    stage.until(lambda: in_period(pane, deal.deal_id) < deal.probability_in_period)
    assert model.delays == {deal.deal_id: 360}
    assert "12" in model.index(0, Column.WHY).data()
    for _month in range(12):
        QTest.keyClicks(table, "-")
    stage.until(lambda: pane._what_if is None)
    assert model.changes() == 0


def in_period(pane: ForecastPane, deal_id: int) -> float:
    assert pane._what_if is not None
    return next(one.probability_in_period for one in pane._what_if.forecast.deals if one.deal_id == deal_id)


def test_the_sum_is_taken_apart_and_the_method_says_why(stage: Stage) -> None:
    pane = shown(stage)
    assert pane._first is not None
    found = pane._first.outlook.forecast
    for by in By:
        pane._deals.take_apart(by)
        stage.until(lambda: pane._deals._parts.rowCount() > 0)
        total = sum(part.cents for part in pane._deals._parts._parts)
        assert abs(total - found.known_cents - found.new_business_cents) <= 2 * pane._deals._parts.rowCount()
        pane._deals._parts.show([], "EUR")
    pane._deals.take_apart(None)
    assert pane._deals._tables.currentIndex() == 0
    pane._method.click()
    sheet = pane._method._sheet
    assert sheet is not None
    assert sheet.isVisible()
    said = " ".join(label.text() for label in sheet.findChildren(Text))
    assert sentence(found.verdict) in said
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_another_period_asks_anew(stage: Stage) -> None:
    pane = shown(stage)
    pane._kinds.button("year").click()
    stage.settle()
    assert pane._name.text() in {"2026", "2027"}
    first = pane._summary._value.text()
    pane._step(1)
    stage.settle()
    assert pane._summary._value.text() != first
