"""The list of offers: counted, filtered, sorted, opened by keys, and what stands there while it is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.operations.firm import setup
from crm_desktop.store.database import Database
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.offers import ID_ROLE, Column
from crm_desktop.ui.panes.offers.pane import OffersPane
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.empty import EmptyState
from tests.builders import standing_clock
from tests.ui.office import Stage, opened


def shown(stage: Stage) -> OffersPane:
    """Bring the list into view and return the pane."""
    stage.window.show()
    stage.window.windowHandle().requestActivate()
    stage.until(stage.window.isActiveWindow)
    stage.window.go(Place("offers"))
    pane = stage.window.current_pane()
    assert isinstance(pane, OffersPane)
    stage.settle()
    return pane


def count(stage: Stage, where: str) -> int:
    sql = f"select count(*) from offer where deleted_at is null and status <> 'superseded' and ({where})"
    return int(stage.reader.scalar(sql))


@pytest.mark.parametrize(
    ("chip", "where"),
    [
        ("all", "1"),
        ("drafts", "status = 'draft'"),
        ("waiting", "status = 'sent' and coalesce(valid_until, '9') >= '2026-11-24'"),
        ("accepted", "status in ('accepted', 'partly_accepted')"),
        ("over", "status in ('rejected', 'expired', 'withdrawn') or status = 'sent' and valid_until < '2026-11-24'"),
    ],
)
def test_each_chip_shows_what_it_counts(stage: Stage, chip: str, where: str) -> None:
    pane = shown(stage)
    pane.list.choose_chip(chip)
    assert pane.list.model.rowCount() == count(stage, where) == pane.list.model.counts()[chip]


def test_the_filter_finds_number_subject_and_customer_by_the_beginnings_of_words(stage: Stage) -> None:
    pane = shown(stage)
    field = pane.list.field
    number = str(stage.reader.scalar("select number from offer where subject = 'Lobby-Umbau'"))
    for typed in ("lobby", number, "seebl hotel lob"):
        field.set_value(typed)
        stage.until(lambda: pane.list.model.rowCount() == 1)
        assert pane.list.model.index(0, Column.SUBJECT).data() == "Lobby-Umbau"
    field.set_value("gibt es nicht")
    stage.until(lambda: pane.list.findChild(EmptyState) is not None)
    QTest.keyClick(pane.list, Qt.Key.Key_Escape)
    assert pane.list.model.rowCount() == count(stage, "1")


def test_enter_opens_and_alt_left_comes_back_to_the_same_row(stage: Stage) -> None:
    pane = shown(stage)
    stage.until(pane.list.view.hasFocus)
    for _row in range(3):
        QTest.keyClick(pane.list.view, Qt.Key.Key_J)
    wanted = pane.list.picked_id()
    QTest.keyClick(pane.list.view, Qt.Key.Key_Return)
    stage.until(lambda: pane.subject() is not None)
    stage.window.step_back(-1)
    stage.settle()
    assert pane.list.isVisible()
    assert pane.list.picked_id() == wanted
    assert pane.list.view.currentIndex().row() == 3


def test_brackets_go_through_the_offers_of_the_list(stage: Stage) -> None:
    pane = shown(stage)
    first, second = (int(pane.list.model.index(row, 0).data(ID_ROLE)) for row in (0, 1))
    pane.open_offer(first)
    stage.until(lambda: pane.subject() is not None)
    pane.step(1)
    stage.until(lambda: (found := pane.subject()) is not None and found.ref == second)
    pane.step(-1)
    stage.until(lambda: (found := pane.subject()) is not None and found.ref == first)


def test_columns_sort_by_what_they_mean(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.view.sortByColumn(Column.VALUE, Qt.SortOrder.DescendingOrder)
    most = stage.reader.scalar("select max(net_cents) from offer where deleted_at is null and status <> 'superseded'")
    offer_id = pane.list.model.index(0, 0).data(ID_ROLE)
    assert stage.reader.scalar("select net_cents from offer where id = ?", (offer_id,)) == most


def test_n_begins_an_offer(stage: Stage) -> None:
    pane = shown(stage)
    stage.until(pane.list.view.hasFocus)
    QTest.keyClick(pane.list.view, Qt.Key.Key_N)
    stage.until(lambda: pane.editor is not None and pane.editor.found is not None)
    assert not pane.editor.found.frozen  # type: ignore[union-attr]


def test_the_list_follows_what_happens_while_it_is_out_of_sight(stage: Stage) -> None:
    pane = shown(stage)
    before = pane.list.model.rowCount()
    pane.add()
    stage.until(lambda: pane.editor is not None and pane.editor.found is not None)
    editor = pane.editor
    assert editor is not None
    editor.saving.save(subject="Fensterbank")
    stage.settle()
    stage.window.go(Place("offers"))
    stage.settle()
    assert pane.list.model.rowCount() == before + 1
    assert pane.list.model.index(pane.list.view.currentIndex().row(), Column.SUBJECT).data() == "Fensterbank"
    stage.desk.undo()
    stage.until(lambda: pane.list.model.index(0, Column.SUBJECT).data() != "Fensterbank")


def test_an_empty_list_says_what_offers_are_good_for(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    empty = tmp_path / "empty.crm"
    with Database.create(empty).writer(standing_clock) as writer:
        setup.start_firm(writer, language="en", name="Holzwerk Brandt")
    folder = tmp_path / "copy"
    folder.mkdir()
    with opened(qtbot, theme, folder, source=empty) as stage:
        pane = shown(stage)
        found = pane.list.findChild(EmptyState)
        assert found is not None
        assert [button.text() for button in found.findChildren(QPushButton)] == ["New offer"]
