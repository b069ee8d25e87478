"""The compare view and the list of what is to be followed up, in one window each."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.compare import Change
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import offers as queries
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.offer_follow_up import Column
from tests.builders import NOW
from tests.ui.office import Stage
from tests.ui.panes.offers.test_life import life, waiting_offer
from tests.ui.panes.offers.test_listing import shown
from tests.ui.panes.offers.writing import Writing


def test_a_version_stands_beside_the_one_before(stage: Stage) -> None:
    first = waiting_offer(stage)
    writing = Writing(stage, first)
    life(writing).renew()
    stage.until(lambda: writing.editor.saving.offer_id != first and writing.editor.found is not None)
    stage.settle()
    second = writing.stored()
    lines = list(second.lines)
    dear = next(place for place, line in enumerate(lines) if line.quantity > 1)
    lines[dear] = lines[dear]._replace(unit_price=lines[dear].unit_price + Decimal(10))
    stage.desk.do(offers.save_lines, offer_id=second.id, lines=lines[:-1])
    stage.settle()
    life(writing).compare()
    page = writing.pane.versions
    assert page is not None
    stage.until(lambda: page.rows.rowCount() == len(lines))
    kinds = [face.change for face in page.rows.rows()]
    assert (kinds[dear], kinds[-1]) == (Change.CHANGED, Change.REMOVED)
    spoken = page.rows.index(dear).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("changed: ")
    net = next(face for face in page.sums.rows() if face.before and face.before.title == "Net total")
    assert net.difference
    page.only.setChecked(True)
    assert 2 <= page.rows.rowCount() < len(lines)
    stage.desk.undo()
    stage.until(lambda: not page.rows.rowCount())
    assert page.view.isHidden()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    stage.until(lambda: (found := writing.pane.subject()) is not None and found.ref == second.id)
    assert not page.isVisible()


def test_what_waits_is_listed_by_money_and_by_age(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.choose_chip("follow_up")
    stage.until(lambda: pane.list.waiting.rowCount() > 2)
    rows = pane.list.waiting.rows()
    assert [one.at_stake for one in rows] == sorted((one.at_stake for one in rows), reverse=True)
    view = pane.list.waiting_view
    assert pane.list.table() is view
    assert view.isVisible()
    view.sortByColumn(Column.AGE, Qt.SortOrder.DescendingOrder)
    ages = [one.age for one in pane.list.waiting.rows()]
    assert ages == sorted(ages, reverse=True)
    due = pane.list.waiting.due()
    first = next(one.row.id for one in pane.list.waiting.rows() if not one.is_due)
    plan = tasks.Plan("Ask again", NOW.date())
    stage.desk.do(tasks.add_task, new=plan, offer_id=first)
    stage.until(lambda: pane.list.waiting.due() == due + 1)
    stage.desk.do(offer_life.withdraw_offer, offer_id=first)
    stage.until(lambda: pane.list.waiting.row_of(first) == -1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.until(lambda: pane.subject() is not None)
    assert queries.the_offer(stage.reader, offer_id=pane.subject().ref).id != first  # type: ignore[union-attr]
    stage.window.go(Place("offers"))
