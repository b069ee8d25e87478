"""Rates of VAT in the settings: those that hold, one of the firm's own set and taken away, the notes without VAT."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from crm_desktop.store.queries.vat import own_rates
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.numbers_page import NumbersPage
from crm_desktop.ui.widgets.buttons import IconButton
from tests.ui.office import Stage


def test_a_rate_of_ones_own_is_set_and_taken_away(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("settings", intent="numbers"))
    stage.settle()
    pane = stage.window.current_pane()
    assert pane is not None
    page = pane.findChild(NumbersPage)
    assert page is not None
    rates = page.rates
    stage.until(lambda: "19 %" in rates.today.text())
    assert "7 %" in rates.today.text()
    assert "reverse charge" in rates.notes.text().lower()
    rates.set.click()
    assert rates.percent.error()
    rates.percent.set_value(Decimal(120))
    rates.set.click()
    stage.until(lambda: "between 0 and 100" in rates.percent.error())
    rates.percent.set_value(Decimal(21))
    rates.since.set_value(date(2027, 1, 1))
    rates.set.click()
    stage.until(lambda: [own.rate.percent for own in own_rates(stage.reader)] == [21])

    def bins() -> list[IconButton]:
        return [one for one in page.findChildren(IconButton) if "21 %" in one.accessibleName()]

    stage.until(lambda: bool(bins()))
    bins()[0].click()
    stage.until(lambda: not own_rates(stage.reader))
    stage.until(lambda: not bins())
