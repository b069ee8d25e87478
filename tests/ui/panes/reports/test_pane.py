"""The reports pane: figures and cards, a report in full, the records behind it, own reports, arranging."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from crm_desktop.domain.evaluations import Drawn, Measure, Subject
from crm_desktop.operations.report_findings import Behind
from crm_desktop.ui.commands.workplace import Place
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
