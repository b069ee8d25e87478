"""The reports pane: figures and cards, a report in full, the records behind it, own reports, arranging."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from crm_desktop.domain.evaluations import Drawn, Measure, Subject
from crm_desktop.operations.reports.findings import Behind, customers_of
from crm_desktop.store.queries.contact_filters import Listed
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.reports import arranging
from crm_desktop.ui.panes.reports.pane import ReportsPane
from tests.ui.office import Stage


def shown(stage: Stage) -> ReportsPane:
    """Bring the reports into view and return the pane when all its cards are drawn."""
    stage.window.show()
    stage.window.go(Place("reports"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ReportsPane)
    stage.until(pane.overview.is_drawn)
    return pane


def test_figures_and_cards_are_there_and_every_number_leads_to_its_records(stage: Stage) -> None:
    pane = shown(stage)
    stage.until(lambda: bool(pane.overview.keys["expected"]._value.text()))
    assert all(key._value.text() and key._value.accessibleName() for key in pane.overview.keys.values())
    for card in pane.overview.cards.values():
        assert card._chart.accessibleDescription() or card._missing.text()
    pane.overview.cards["revenue-channel"].turn()
    assert pane.overview.cards["revenue-channel"]._model.rowCount() > 1

    QTest.mouseClick(pane.overview.cards["revenue-channel"]._title, Qt.MouseButton.LeftButton)
    stage.until(lambda: pane.finding is not None and pane.finding.name == "revenue-channel" and pane.page.is_drawn())
    assert pane.page.model.rowCount() == len(pane.finding.lines) + 1  # type: ignore[union-attr]
    line = pane.finding.lines[0]  # type: ignore[union-attr]
    QTest.keyClick(pane.page.table, Qt.Key.Key_Return)
    stage.until(lambda: pane.behind.model.rowCount() > 0)
    assert line.name in pane.behind._title.text()
    assert pane.behind.model.rowCount() == line.cases
    assert pane.escape()
    assert pane.in_view() == "revenue-channel"
    pane.show_behind(pane.finding, Behind(), "")  # type: ignore[arg-type]
    stage.until(lambda: pane._stack.currentWidget() is pane.behind)
    QTest.keyClick(pane.behind.table, Qt.Key.Key_Return)
    stage.until(lambda: stage.window.current_pane() is not pane)


def test_another_period_and_a_filter_ask_anew_and_escape_leads_back(stage: Stage) -> None:
    pane = shown(stage)
    pane.open_report("revenue-category")
    stage.until(lambda: pane.finding is not None and pane.finding.name == "revenue-category")
    whole = pane.finding.total  # type: ignore[union-attr]
    box = pane.filters._boxes["channel"]
    stage.until(lambda: box.count() > 1)
    box.setCurrentIndex(1)
    stage.until(lambda: pane.finding is not None and pane.finding.total != whole)
    assert pane.filters.is_narrowed()
    pane.filters.release()
    stage.until(lambda: pane.finding is not None and pane.finding.total == whole)
    pane.heading.periods.button("quarter").click()
    stage.until(lambda: pane.finding is not None and pane.finding.period == pane.period)
    kept = pane.keep()
    assert kept == {"kind": "quarter", "report": "revenue-category"}
    assert pane.escape()
    assert pane.in_view() == ""
    assert not pane.escape()


def test_a_report_is_composed_saved_put_on_the_dashboard_and_taken_off(stage: Stage) -> None:
    pane = shown(stage)
    pane.open_composer(0)
    composer = pane.composer
    stage.until(lambda: composer._finding is not None)
    composer.subject.set_value(Subject.CLOSED)
    composer._fit()
    composer.measure.set_value(Measure.COUNT)
    composer.by.set_value("channel")
    composer.drawn.set_value(Drawn.BARS)
    composer.name.set_value("By channel")
    composer._keep(on_board=True)
    stage.until(
        lambda: pane.chosen.startswith("own-") and pane.finding is not None and pane.finding.name == pane.chosen
    )
    own = pane.chosen
    stage.until(lambda: own in pane.overview.cards)
    assert own in pane.shelf.names()
    pane.overview.wished.emit(own, "away")
    stage.until(lambda: own not in pane.overview.cards)
    pane.overview.wished.emit("revenue-channel", "back")
    stage.until(lambda: [place.name for place in pane.setting.cards][1] == "revenue-channel")  # type: ignore[union-attr]
    pane.workplace.desk.undo()
    stage.until(lambda: [place.name for place in pane.setting.cards][1] == "expected")  # type: ignore[union-attr]


def test_a_card_is_saved_as_each_kind_of_file(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = shown(stage)
    for ending in ("pdf", "png", "csv", "xlsx"):
        target = tmp_path / f"made.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, name=str(target): (name, ""))
        arranging.fulfil(pane, pane, "revenue-channel", ending)
        stage.until(target.exists)
        assert target.stat().st_size > 100


def test_cards_are_carried_and_customers_shown_as_contacts(stage: Stage) -> None:
    pane = shown(stage)
    assert pane.setting is not None
    before = [place.name for place in pane.setting.cards]
    first, last = (pane.overview.cards[name] for name in (before[0], before[3]))
    start, end = first.mapToGlobal(QPoint(60, 8)), last.mapToGlobal(QPoint(last.width() - 10, 40))
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    QTest.mouseMove(first, first.mapFromGlobal(start + QPoint(30, 30)))
    first.dragged.emit(first.name, end, False)
    assert pane.overview._grid._mark.isVisible()
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=first.mapFromGlobal(end))
    stage.until(lambda: [place.name for place in pane.setting.cards] != before)  # type: ignore[union-attr]
    assert [place.name for place in pane.setting.cards] == [*before[1:4], before[0], *before[4:]]
    assert not pane.overview._grid._mark.isVisible()
    QTest.keyClick(pane.overview.cards[before[0]], Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    stage.until(lambda: pane.setting.cards[2].name == before[0])  # type: ignore[union-attr]

    pane.open_report("silent")
    stage.until(lambda: pane.finding is not None and pane.finding.name == "silent")
    customers = customers_of(pane.finding)  # type: ignore[arg-type]
    assert customers
    assert not pane.page.to_contacts.isHidden()
    pane.page.to_contacts.click()
    contacts = stage.window.current_pane()
    assert isinstance(contacts, ContactsPane)
    stage.until(lambda: contacts.list.model.rowCount() == len(customers))
    assert contacts.list.setup.where.ids == Listed("Customers to call", customers)


def test_targets_are_set_field_by_field_and_stand_on_the_overview(stage: Stage) -> None:
    pane = shown(stage)
    stage.window.go(Place("reports", intent="targets"))
    page = pane.targets
    stage.until(lambda: "November 2026" in page._state.text())
    page.kinds.button("calls").click()
    field = page.fields[date(2026, 11, 1)]
    assert field.value() == 25
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "41")
    QTest.keyClick(field.line, Qt.Key.Key_Tab)
    stage.until(lambda: stage.reader.scalar("select amount from target where kind = 'calls'") == 41)
    stage.until(lambda: "41" in page._state.text())
    page._same.click()
    stage.until(lambda: stage.reader.scalar("select count(*) from target where kind = 'calls'") == 12)
    page.spans.button("quarter").click()
    assert len(page.fields) == 4
    assert pane.escape()
    stage.until(lambda: "targets" in pane.overview.cards)
