"""The forecast pane: it shows what the engine says, leaves deals out without changing data, and keeps the period."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.base.formats import amount
from crm_desktop.operations.forecasts import forecast
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.forecast.pane import ForecastPane
from crm_desktop.ui.panes.forecast.table import DealTable
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
    assert pane._deals.model.rowCount() == len(found.deals)
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


def test_another_period_asks_anew(stage: Stage) -> None:
    pane = shown(stage)
    pane._kinds.button("year").click()
    stage.settle()
    assert pane._name.text() in {"2026", "2027"}
    first = pane._summary._value.text()
    pane._step(1)
    stage.settle()
    assert pane._summary._value.text() != first
