"""The list of contacts: what narrows it, views that are kept, the table, many at once, and the way through it."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QWidget

from crm_desktop.domain.contacts import Standing
from crm_desktop.operations.contacts import contacts, custom_fields
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import contacts as queries
from crm_desktop.store.queries.contact_filters import ContactFilter, Lacking, NextStep
from crm_desktop.store.queries.contacts import ContactOrder
from crm_desktop.ui.commands.bulk_panel import BulkPanel
from crm_desktop.ui.commands.export_form import ExportForm
from crm_desktop.ui.commands.merge_form import MergeForm
from crm_desktop.ui.commands.name_form import NameForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.contact_setup import PEOPLE
from crm_desktop.ui.models.rows import ID_ROLE
from crm_desktop.ui.panes.contacts.filter_sheet import FilterSheet
from crm_desktop.ui.panes.contacts.list_table import ContactTableView
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.text import Text
from tests.ui.office import Stage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def shown(stage: Stage) -> ContactsPane:
    """Show the contacts and wait until everything has come."""
    stage.window.show()
    stage.window.go(Place("contacts"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.list.answered and pane.person is not None)
    settle(stage)
    return pane


def settle(stage: Stage) -> None:
    """Wait until nothing is left to be answered or painted."""
    for _time in range(3):
        QApplication.processEvents()
        stage.settle()


def one(stage: Stage, sql: str, *values: Any) -> Any:
    return stage.reader.scalar(sql, values)


def listed(pane: ContactsPane) -> list[int]:
    return list(pane.list.views.ids)


def sheet(stage: Stage, pane: ContactsPane) -> FilterSheet:
    """Open the sheet with all filters."""
    pane.list.head.open_sheet()
    settle(stage)
    found = pane.list.head._sheet
    assert found is not None
    assert found.popover.isVisible()
    return found


def choose(found: FilterSheet, name: str, value: str) -> None:
    """Choose in a field of the sheet as the user does."""
    field = found.form.field(name)
    assert isinstance(field, ComboField)
    field.combo.setCurrentIndex(field.combo.findData(value))
    field.combo.activated.emit(field.combo.currentIndex())


def select(pane: ContactsPane, count: int) -> list[int]:
    """Select the first rows with Shift; return their ids."""
    view = pane.list.views.current()
    view.setCurrentIndex(view.model().index(0, 0))
    for _time in range(count - 1):
        QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    return listed(pane)[:count]


def bulk(pane: ContactsPane) -> BulkPanel:
    found = pane.beside.bulk()
    assert found.isVisible()
    return found


def answer(stage: Stage, pane: ContactsPane, name: str) -> None:
    """Wait for the form that asks for a name and answer it."""
    stage.until(lambda: any(form.isVisible() for form in stage.window.findChildren(NameForm)))
    form = next(form for form in stage.window.findChildren(NameForm) if form.isVisible())
    form.line_field.set_value(name)
    form.submit()
    settle(stage)
    assert pane.isVisible()


# Filters


def test_conditions_stack_and_each_is_a_chip_that_takes_it_away(stage: Stage) -> None:
    pane = shown(stage)
    found = sheet(stage, pane)
    tag = one(stage, "select t.name from tag t join contact c on c.id = t.contact_id where c.kind = 'person' limit 1")
    choose(found, "tag", tag)
    settle(stage)
    sql = "select count(*) from contact c where kind = 'person' and id in (select contact_id from tag where name = ?)"
    tagged = one(stage, sql, tag)
    assert len(listed(pane)) == tagged
    found.form.box("email").click()
    settle(stage)
    assert pane.list.setup.where.lacking == {Lacking.EMAIL}
    chips = pane.list.head.filters.buttons()
    assert [chip.accessibleName() for chip in chips[:2]] == [
        f"Remove filter: Tag: {tag}",
        "Remove filter: Without e-mail",
    ]
    chips[1].click()
    settle(stage)
    assert len(listed(pane)) == tagged
    pane.list.head.filters.buttons()[0].click()
    settle(stage)
    assert pane.list.setup.where == PEOPLE
    assert not pane.list.head.filters.isVisibleTo(pane)


def test_who_is_put_off_leaves_the_list_of_those_overdue(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.narrow(ContactFilter(next_step=NextStep.OVERDUE))
    settle(stage)
    assert listed(pane)
    stage.desk.do(tasks.defer_overdue, until=pane.workplace.today() + timedelta(days=3))
    settle(stage)
    assert listed(pane) == []


def test_each_field_of_the_sheet_narrows_by_what_it_says(stage: Stage) -> None:
    pane = shown(stage)
    found = sheet(stage, pane)
    choose(found, "quiet_days", "90")
    assert pane.list.setup.where.quiet_days == 90
    choose(found, "next_step", "none")
    assert pane.list.setup.where.next_step is NextStep.NONE
    choose(found, "standing", "supplier")
    assert [one.value for one in pane.list.setup.where.standings] == ["supplier"]
    place = found.form.field("place")
    assert isinstance(place, LineField)
    place.line.setText("Lüne")
    place.line.textEdited.emit("Lüne")
    stage.until(lambda: pane.list.setup.where.place == "Lüne")
    found.form.box("favourites").click()
    assert pane.list.setup.where.favourites
    settle(stage)
    pane.list.release()
    settle(stage)
    assert pane.list.setup.where == PEOPLE
    assert found.form.field("quiet_days").value() == ""


def test_a_field_of_the_users_own_can_be_filtered_by_and_shown_as_a_column(stage: Stage) -> None:
    pane = shown(stage)
    contact = listed(pane)[0]
    stage.desk.do(custom_fields.add_field, record="contact", label="Holzart")
    settle(stage)
    key = one(stage, "select key from custom_field where label = 'Holzart'")

    def fill(writer: Any) -> Any:
        with writer.step("fill") as work:
            work.execute("update contact set custom = ? where id = ?", (json.dumps({key: "Eiche"}), contact))
        return work.outcome(None)

    stage.desk.do(fill)
    settle(stage)
    found = sheet(stage, pane)
    field = found.form.field(key)
    assert isinstance(field, LineField)
    field.line.setText("eich")
    field.line.textEdited.emit("eich")
    stage.until(lambda: pane.list.setup.where.own == ((key, "eich"),))
    settle(stage)
    assert listed(pane) == [contact]
    assert pane.list.head.filters.buttons()[0].text() == "Holzart: eich"
    pane.list.head.switch_form()
    table = pane.list.views.table
    assert table is not None
    table.switch(f"own:{key}")
    settle(stage)
    assert table.table.data(table.table.index(0, table.table.columnCount() - 1)) == "Eiche"


def test_a_filter_without_hits_says_so_and_lets_go(stage: Stage) -> None:
    pane = shown(stage)
    everybody = listed(pane)
    pane.list.filter_now()
    QTest.keyClicks(pane.list.head.field.line, "gibtesnicht")
    stage.until(lambda: not listed(pane))
    settle(stage)
    empty = pane.list.views.currentWidget()
    assert isinstance(empty, EmptyState)
    assert "No hits for “gibtesnicht”" in [label.text() for label in empty.findChildren(Text)]
    button = next(button for button in empty.findChildren(Button) if button.text() == "Clear filter")
    button.click()
    settle(stage)
    assert listed(pane) == everybody
    assert pane.list.views.currentWidget() is pane.list.view


def test_who_is_not_found_among_the_people_is_looked_for_among_all(stage: Stage) -> None:
    pane = shown(stage)
    add = NewContact(name="Quarzwerk Xanten")
    stage.desk.do(contacts.add_company, new=add)
    settle(stage)
    pane.list.filter_now()
    QTest.keyClicks(pane.list.head.field.line, "quarzw")
    stage.until(lambda: not listed(pane))
    settle(stage)
    empty = pane.list.views.currentWidget()
    assert isinstance(empty, EmptyState)
    empty.findChildren(Link)[0].click()
    settle(stage)
    assert [row.name for row in queries.rows(stage.reader, ids=listed(pane))] == ["Quarzwerk Xanten"]
    assert pane.list.head.chips.value() == "all"


def test_escape_closes_the_sheet_then_the_filter_then_the_selection(stage: Stage) -> None:
    pane = shown(stage)
    found = sheet(stage, pane)
    found.form.box("phone").click()
    settle(stage)
    QTest.keyClick(found.popover, Qt.Key.Key_Escape)
    assert not found.popover.isVisible()
    assert pane.list.setup.where.lacking
    assert pane.escape()
    settle(stage)
    assert pane.list.setup.where == PEOPLE
    select(pane, 3)
    assert bulk(pane)
    assert pane.escape()
    assert len(pane.list.views.selected_ids()) == 1
    assert not pane.beside.bulk().isVisible()
    assert not pane.escape()


def test_the_next_contact_is_the_next_of_the_filtered_list_and_back_keeps_the_filter(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.head.chips.button("prospects").click()
    settle(stage)
    ids = listed(pane)
    pane.list.pick(ids[0])
    pane.list.step(1)
    assert pane.list.picked_id() == ids[1]
    pane.list.step(-1)
    assert pane.list.picked_id() == ids[0]
    company = one(stage, "select id from contact where kind = 'company' limit 1")
    stage.window.go(Place("contacts", "contact", ids[1]))
    stage.window.go(Place("contacts", "contact", company))
    settle(stage)
    stage.window.step_back(-1)
    settle(stage)
    assert listed(pane) == ids
    assert pane.list.picked_id() == ids[1]
    assert pane.list.head.chips.value() == "prospects"


def test_a_new_filter_wins_over_the_slow_answer_to_the_old_one(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = shown(stage)
    begun, go_on = threading.Event(), threading.Event()
    read = queries.ids

    def slowly(reader: Any, *, where: ContactFilter, order: ContactOrder) -> Any:
        found = read(reader, where=where, order=order)
        if where.kind is None:
            begun.set()
            go_on.wait(10)
        return found

    monkeypatch.setattr(queries, "ids", slowly)
    pane.list.head.chips.button("all").click()
    stage.until(begun.is_set)
    taken: list[int] = []
    monkeypatch.setattr(pane.list.views, "take", lambda ids, _first=(): taken.append(len(ids)))
    pane.list.head.chips.button("prospects").click()
    go_on.set()
    settle(stage)
    prospects = one(stage, "select count(*) from contact where standing = 'prospect' and kind = 'person'")
    assert taken[-1] == prospects
    assert one(stage, "select count(*) from contact") not in taken


# Views and the table


def test_a_view_is_kept_shown_by_its_key_renamed_and_deleted_undoably(stage: Stage) -> None:
    pane = shown(stage)
    everybody = listed(pane)
    pane.list.narrow(replace(PEOPLE, next_step=NextStep.PLANNED))
    pane.list.follow(replace(pane.list.setup, order=ContactOrder.NAME))
    settle(stage)
    planned = listed(pane)
    assert planned != everybody
    pane.list.head.save_view()
    answer(stage, pane, "Geplant")
    views = pane.list.head.views
    assert views.isVisible()
    assert views.button(0).isChecked()
    pane.list.release()
    pane.list.follow(replace(pane.list.setup, order=ContactOrder.RECENT))
    settle(stage)
    assert listed(pane) == everybody
    assert not views.button(0).isChecked()
    command = stage.window.registry["contacts.view_1"]
    assert (command.text(), command.shortcut) == ("View “Geplant”", "Alt+1")
    stage.window.run(command)
    settle(stage)
    assert listed(pane) == planned
    views.rename_asked.emit(views.views[0])
    answer(stage, pane, "Geplante")
    assert views.button(0).text() == "Geplante"
    views.delete_asked.emit(views.views[0])
    settle(stage)
    assert not views.isVisible()
    stage.desk.undo()
    settle(stage)
    assert views.button(0).text() == "Geplante"


def test_the_table_shows_chosen_columns_in_the_order_and_width_the_user_gave_them(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.head.switch_form()
    settle(stage)
    table = pane.list.views.table
    assert isinstance(table, ContactTableView)
    assert table.isVisible()
    assert not pane.beside.isVisible()
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(1), 0)
    header.resizeSection(1, 333)
    table.switch("postal_code")
    table.switch("email")
    assert [key for key, _width in pane.list.setup.columns][:2] == ["company", "name"]
    assert dict(pane.list.setup.columns)["company"] == 333
    assert "postal_code" in dict(pane.list.setup.columns)
    assert "email" not in dict(pane.list.setup.columns)
    stage.window.rebuild()
    again = stage.window.current_pane()
    assert isinstance(again, ContactsPane)
    settle(stage)
    assert again.list.setup.columns == pane.list.setup.columns
    assert again.list.views.table is not None
    assert again.list.views.table.isVisible()


def test_a_click_on_a_head_orders_the_table(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.head.switch_form()
    settle(stage)
    table = pane.list.views.table
    assert table is not None
    place = [kind.key for kind in table.table.columns()].index("value")
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(place) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle(stage)
    assert pane.list.setup.order is ContactOrder.VALUE
    assert header.isSortIndicatorShown()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (place, Qt.SortOrder.DescendingOrder)
    best = one(
        stage,
        "select max(v) from (select sum(net_cents) v from sale where deleted_at is null group by account_id)",
    )
    account = one(stage, "select coalesce(company_id, id) from contact where id = ?", listed(pane)[0])
    assert one(stage, "select sum(net_cents) from sale where account_id = ?", account) == best


def test_enter_in_the_table_opens_the_card_of_the_contact(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.head.switch_form()
    settle(stage)
    wanted = listed(pane)[2]
    pane.list.pick(wanted)
    QTest.keyClick(pane.list.views.current(), Qt.Key.Key_Return)
    settle(stage)
    assert not pane.list.setup.table
    assert pane.beside.isVisible()
    assert pane.list.picked_id() == wanted
    subject = pane.subject()
    assert subject is not None
    assert subject.ref == wanted


# Many at once


def test_a_tag_is_put_on_all_selected_in_one_step_and_they_stay_selected(stage: Stage) -> None:
    pane = shown(stage)
    chosen = select(pane, 4)
    panel = bulk(pane)
    assert panel._count.text() == "4 selected"
    panel.button("tag").click()
    answer(stage, pane, "Adventspost")
    assert one(stage, "select count(*) from tag where name = 'Adventspost'") == 4
    assert pane.list.views.selected_ids() == chosen
    stage.desk.undo()
    settle(stage)
    assert one(stage, "select count(*) from tag where name = 'Adventspost'") == 0


def test_all_of_the_list_are_selected_by_key_and_taken_to_the_bin_and_back(stage: Stage) -> None:
    pane = shown(stage)
    people = listed(pane)
    QTest.keyClick(pane.list.view, Qt.Key.Key_A, CTRL)
    assert bulk(pane)._count.text() == f"{len(people)} selected"
    assert pane.list.views.selected_ids() == people
    bulk(pane).button("bin").click()
    settle(stage)
    assert listed(pane) == []
    stage.desk.undo()
    settle(stage)
    assert listed(pane) == people


def test_category_standing_and_segment_are_given_to_all_selected(stage: Stage) -> None:
    pane = shown(stage)
    chosen = select(pane, 3)
    bulk(pane).categorise()
    answer(stage, pane, "A-Kunde")
    bulk(pane)._set_standing(Standing.PARTNER)
    settle(stage)
    sql = "select count(*) from contact where category = 'A-Kunde' and standing = 'partner'"
    assert one(stage, sql) == 3
    bulk(pane).put_on_segment()
    answer(stage, pane, "Weihnachtspost")
    segment = one(stage, "select id from segment where name = 'Weihnachtspost'")
    pane.list.narrow(ContactFilter(segment_id=segment))
    settle(stage)
    assert set(listed(pane)) == set(chosen)
    assert pane.list.head.filters.buttons()[0].text() == "Segment: Weihnachtspost"


def test_only_those_selected_are_written_to_the_file(
    stage: Stage, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = shown(stage)
    chosen = select(pane, 3)
    target = tmp_path / "auswahl.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), "*.csv"))
    bulk(pane).button("export").click()
    stage.until(lambda: bool(stage.window.findChildren(ExportForm)))
    form = stage.window.findChildren(ExportForm)[0]
    form.form.choose(".csv")
    form.form.chosen.emit(".csv")
    form.submit()
    stage.until(target.exists)
    settle(stage)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    names = [one(stage, "select family_name from contact where id = ?", contact) for contact in chosen]
    assert all(any(name in line for line in lines[1:]) for name in names)


def test_contacts_are_merged_side_by_side_with_a_choice_for_each_field(stage: Stage) -> None:
    pane = shown(stage)
    chosen = select(pane, 2)
    bulk(pane).button("merge").click()
    stage.until(lambda: bool(stage.window.findChildren(MergeForm)))
    form = stage.window.findChildren(MergeForm)[0]
    keep, gone = form.choice.keep, form.choice.other_ids()[0]
    assert {keep, gone} == set(chosen)
    wanted = one(stage, "select family_name from contact where id = ?", gone)
    form.radio("family_name", gone).click()
    assert form.result_of("family_name") == wanted
    form.submit()
    settle(stage)
    assert one(stage, "select count(*) from contact where id = ?", gone) == 0
    assert one(stage, "select family_name from contact where id = ?", keep) == wanted
    assert gone not in listed(pane)
    stage.desk.undo()
    settle(stage)
    assert one(stage, "select count(*) from contact where id = ?", gone) == 1


def test_a_star_puts_a_contact_among_the_favourites(stage: Stage) -> None:
    pane = shown(stage)
    wanted = listed(pane)[3]
    pane.list.pick(wanted)
    settle(stage)
    pane.star()
    settle(stage)
    pane.list.head.toggle_favourites()
    settle(stage)
    assert listed(pane) == [wanted]
    assert pane.list.view.model().index(0, 0).data(ID_ROLE) == wanted
    row = pane.list.model.record(wanted)
    assert row is not None
    assert row.favourite
    stage.desk.undo()
    settle(stage)
    assert listed(pane) == []


def test_who_was_looked_at_comes_first_among_those_opened_last(stage: Stage) -> None:
    pane = shown(stage)
    wanted = listed(pane)[5]
    pane.list.pick(wanted)
    pane._seen._remember()
    settle(stage)
    pane.list.follow(replace(pane.list.setup, order=ContactOrder.OPENED))
    settle(stage)
    assert listed(pane)[0] == wanted


def test_everything_above_the_list_has_a_name_and_is_reached_by_tab(stage: Stage) -> None:
    pane = shown(stage)
    pane.list.narrow(replace(PEOPLE, next_step=NextStep.PLANNED, lacking=frozenset({Lacking.ADDRESS})))
    pane.list.filter_now()
    found = sheet(stage, pane)
    controls = [
        control
        for part in (pane.list.head, found.popover)
        for control in part.findChildren(QWidget)
        if isinstance(control, QAbstractButton | QLineEdit | QComboBox) and control.isVisible()
    ]
    assert len(controls) > 15
    nameless = [control for control in controls if not control.accessibleName() and not spoken(control)]
    assert nameless == []
    stops = [control for control in controls if control.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert {found.form.box("phone"), pane.list.head.filter_button, pane.list.head.view_button} <= set(stops)


def spoken(control: QWidget) -> str:
    """Return what a screen reader says of a control that was given no name of its own."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_fifty_contacts_are_compared_at_once_and_one_more_is_refused(stage: Stage) -> None:
    pane = shown(stage)
    select(pane, 51)
    assert not bulk(pane).button("merge").isEnabled()
    select(pane, 50)
    bulk(pane).button("merge").click()
    stage.until(lambda: bool(stage.window.findChildren(MergeForm)))
    form = stage.window.findChildren(MergeForm)[0]
    assert len(form.choice.other_ids()) == 49
    assert form.width() < stage.window.width()
    form.reject()


def test_stepping_with_several_selected_in_the_bin_offers_to_restore_alone(stage: Stage) -> None:
    pane = shown(stage)
    chosen = select(pane, 2)
    bulk(pane).button("bin").click()
    settle(stage)
    pane.list.narrow(replace(PEOPLE, in_bin=True))
    settle(stage)
    assert set(listed(pane)) == set(chosen)
    pane.list.views.select_all()
    assert bulk(pane).button("restore").isVisible()
    assert not bulk(pane).button("bin").isVisible()
    bulk(pane).button("restore").click()
    settle(stage)
    assert one(stage, "select count(*) from contact where deleted_at is not null") == 0
