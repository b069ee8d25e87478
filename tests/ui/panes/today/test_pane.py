"""Today by keyboard and mouse: done, put off, planned, opened by one key, undone by another, the cursor never lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from crm_desktop.base.natural_days import Moment
from crm_desktop.base.times import to_text
from crm_desktop.operations.planning import tasks
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.task_form import TaskForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.today import HintFace, TodoFace
from crm_desktop.ui.panes.today.lines import DayList
from crm_desktop.ui.panes.today.pane import TodayPane
from crm_desktop.ui.panes.today.putting_off import MomentForm
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button
from tests.builders import NOW
from tests.ui.office import Stage

TODAY = NOW.date()


def shown(stage: Stage) -> TodayPane:
    """Bring the day into view, with all that is beside it."""
    stage.window.show()
    stage.window.activateWindow()
    stage.window.go(Place("today"))
    pane = stage.window.current_pane()
    assert isinstance(pane, TodayPane)
    stage.until(lambda: pane._beside is not None)
    stage.settle()
    return pane


def write(stage: Stage, sql: str, *values: object) -> None:
    """Change the file as somebody else would have, in a step of its own."""

    def step(writer: Writer) -> object:
        with writer.step("Change") as work:
            work.execute(sql, values)  # type: ignore[arg-type]  # values of a test
        return work.outcome(None)

    stage.desk.do(step)  # type: ignore[arg-type]  # an operation in all but its annotation
    stage.settle()


def texts(view: DayList) -> list[str]:
    return [view.lines.index(row).data() for row in range(view.lines.rowCount())]


def put_cursor(view: DayList, row: int) -> str:
    """Put the cursor on a row and return what it says."""
    view.setFocus()
    view.setCurrentIndex(view.lines.index(row))
    return str(view.lines.index(row).data())


def due_of(stage: Stage, activity_id: int) -> tuple[str | None, str, str | None]:
    found = stage.reader.row(
        lambda *row: row, "select due_on, due_time, done_at from activity where id = ?", (activity_id,)
    )
    assert found is not None
    return found


def task_at(view: DayList, row: int) -> int:
    line = view.line_at(row)
    assert line is not None
    return line.key[1]


def test_what_to_do_stands_in_the_order_of_the_money_with_its_formula(stage: Stage) -> None:
    pane = shown(stage)
    faces = [line.face for line in lines_of(pane.sections.todo)]
    assert all(isinstance(face, TodoFace) for face in faces)
    worth = [int(face.value.strip("€").replace(",", "")) for face in faces if face.value]
    assert len(worth) > 3
    assert worth == sorted(worth, reverse=True)
    assert all(" × " in face.formula for face in faces if face.value)
    card = pane.sections.next_card
    assert card._title.text() == "Angebot besprechen: Lobby-Umbau"
    assert card._when.text() == "today, 14:30"
    assert "last: “" in card._detail.text()
    assert card.act.text().startswith("Call 0")


def test_the_order_can_be_turned_to_time(stage: Stage) -> None:
    pane = shown(stage)
    QTest.keyClick(pane, Qt.Key.Key_T)
    stage.settle()
    due = [line.of.row.due_on for line in lines_of(pane.sections.todo)]
    assert due == sorted(due)
    assert pane.sections.order.text() == "ordered by time"
    QTest.keyClick(pane, Qt.Key.Key_T)
    stage.settle()
    assert pane.sections.order.text() == "ordered by what is at stake"


def test_space_does_a_thing_at_once_the_neighbour_gets_the_cursor_and_undo_brings_it_back(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.todo
    before = texts(view)
    put_cursor(view, 1)
    done = task_at(view, 1)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert texts(view) == [before[0], *before[2:]], "seen at once, before the step is done"
    assert view.hasFocus()
    assert view.currentIndex().data() == before[2]
    stage.settle()
    assert due_of(stage, done)[2] is not None
    assert texts(view) == [before[0], *before[2:]]
    assert view.currentIndex().data() == before[2]
    stage.window.undo()
    stage.until(lambda: texts(view) == before)
    assert due_of(stage, done)[2] is None


def test_the_last_line_done_gives_the_cursor_to_the_one_above(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.todo
    last = view.lines.rowCount() - 1
    put_cursor(view, last)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.currentIndex().row() == last - 1
    stage.settle()
    assert view.hasFocus()


def test_arrows_lead_from_the_card_through_all_lists_and_back(stage: Stage) -> None:
    pane = shown(stage)
    sections = pane.sections
    sections.focus()
    assert sections.next_card.done.hasFocus(), "Space says that what comes next is done"
    QTest.keyClick(sections.next_card.done, Qt.Key.Key_Down)
    assert sections.todo.hasFocus()
    for _row in range(sections.todo.lines.rowCount()):
        QTest.keyClick(sections.todo, Qt.Key.Key_J)
    assert sections.hints.hasFocus()
    assert sections.hints.currentIndex().row() == 0
    QTest.keyClick(sections.hints, Qt.Key.Key_Up)
    assert sections.todo.currentIndex().row() == sections.todo.lines.rowCount() - 1
    for _row in range(sections.todo.lines.rowCount()):
        QTest.keyClick(sections.todo, Qt.Key.Key_Up)
    assert sections.next_card.done.hasFocus()


def test_d_offers_days_and_puts_off_to_the_one_chosen(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.todo
    put_cursor(view, 0)
    task = task_at(view, 0)
    pane.doing.put_off(pane.doing.current(), TODAY + timedelta(days=1))  # type: ignore[arg-type]  # there is one
    assert view.lines.row_of(("task", task)) is None
    stage.settle()
    assert due_of(stage, task)[0] == "2026-11-25"
    assert any(str(task) == str(line.key[1]) for line in lines_of(pane.sections.coming))
    stage.window.undo()
    stage.until(lambda: view.lines.row_of(("task", task)) == 0)


def lines_of(view: DayList) -> list[Any]:
    return [line for row in range(view.lines.rowCount()) if (line := view.line_at(row)) is not None]


def test_the_menu_of_days_names_each_day_once(stage: Stage) -> None:
    from crm_desktop.ui.panes.today.putting_off import later_days, put_off_menu  # noqa: PLC0415 - of this test

    assert [day.isoformat() for _words, day in later_days(TODAY)] == ["2026-11-25", "2026-11-30", "2026-12-01"]
    sunday = date(2026, 11, 29)
    assert [day.isoformat() for _words, day in later_days(sunday)] == ["2026-11-30", "2026-12-06"]
    chosen: list[date] = []
    asked: list[bool] = []
    menu = put_off_menu(stage.window, TODAY, chosen.append, lambda: asked.append(True))
    actions = [action for action in menu.actions() if action.text()]
    assert actions[0].text() == "Tomorrow\tWed 25.11."
    actions[0].trigger()
    actions[-1].trigger()
    assert (chosen, asked) == ([date(2026, 11, 25)], [True])
    menu.deleteLater()


def test_p_gives_a_day_and_a_time_said_as_people_say_it(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.todo
    put_cursor(view, 0)
    task = task_at(view, 0)
    QTest.keyClick(view, Qt.Key.Key_P)
    (form,) = pane.findChildren(MomentForm)
    form.when.line.setText("nonsense")
    form.submit()
    assert form.when.error()
    form.when.line.setText("Fr 9:15")
    form.submit()
    stage.settle()
    assert due_of(stage, task)[:2] == ("2026-11-27", "09:15")


def test_what_nobody_planned_is_planned_from_its_line_for_its_deal(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.hints
    row = next(row for row in range(view.lines.rowCount()) if "Ladenbau Filiale Ulm" in texts(view)[row])
    put_cursor(view, row)
    QTest.keyClick(view, Qt.Key.Key_Space)
    (form,) = pane.findChildren(TaskForm)
    assert form.record.record().name == "Ladenbau Filiale Ulm"
    form.subject.set_value("Anrufen")
    form.when.line.setText("in 2 weeks")
    form.submit()
    stage.until(lambda: not any("Ladenbau Filiale Ulm" in words for words in texts(view)))
    found = stage.reader.row(
        lambda *values: values,
        "select d.title, a.due_on, (select count(*) from activity_contact where activity_id = a.id)"
        " from activity a join deal d on d.id = a.deal_id where a.subject = 'Anrufen'",
    )
    assert found == ("Ladenbau Filiale Ulm", "2026-12-08", 2), "it concerns person and company of the deal"


def test_an_offer_that_expires_is_extended_by_its_action_and_undone(stage: Stage) -> None:
    pane = shown(stage)
    offer = stage.reader.scalar("select id from offer where status = 'sent' limit 1")
    write(stage, "update offer set valid_until = '2026-11-27' where id = ?", offer)
    view = pane.sections.hints
    row = next(row for row in range(view.lines.rowCount()) if "expires on Friday" in texts(view)[row])
    face = view.lines.index(row).data(Qt.ItemDataRole.UserRole + 1)
    assert isinstance(face, HintFace)
    before = texts(view)
    places = view._places(view.lines.index(row))
    assert places is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=places.action.center().toPoint())
    stage.until(lambda: len(texts(view)) == len(before) - 1)
    stage.window.undo()
    stage.until(lambda: texts(view) == before)


def test_the_circle_is_pressed_by_mouse_and_the_money_opens_the_deal(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.todo
    task = task_at(view, 2)
    places = view._places(view.lines.index(2))
    assert places is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=places.mark.center().toPoint())
    stage.settle()
    assert due_of(stage, task)[2] is not None
    places = view._places(view.lines.index(0))
    assert places is not None
    went: list[Place] = []
    object.__setattr__(pane.workplace, "go", went.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=(places.value.center() + QPointF(40, 0)).toPoint())
    line = view.line_at(0)
    assert line is not None
    assert went == [Place("board", "deal", line.of.row.deal_id)]  # type: ignore[union-attr,arg-type]  # something planned


def test_a_calls_and_begins_to_write_the_call_down(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = shown(stage)
    called: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", called.append)
    went: list[Place] = []
    object.__setattr__(pane.workplace, "go", went.append)
    QTest.keyClick(pane.sections.next_card.done, Qt.Key.Key_A)
    stage.settle()
    assert called[0].toString().startswith("tel:0")
    assert (went[0].pane, went[0].kind, went[0].intent) == ("contacts", "contact", "call")


def test_enter_opens_whom_a_line_is_about(stage: Stage) -> None:
    pane = shown(stage)
    went: list[Place] = []
    object.__setattr__(pane.workplace, "go", went.append)
    view = pane.sections.todo
    put_cursor(view, 0)
    QTest.keyClick(view, Qt.Key.Key_Return)
    line = view.line_at(0)
    assert line is not None
    assert went == [Place("contacts", "contact", line.of.row.person_id)]  # type: ignore[union-attr,arg-type]


def test_e_changes_a_task_in_its_form(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.todo
    put_cursor(view, 0)
    task = task_at(view, 0)
    QTest.keyClick(view, Qt.Key.Key_E)
    stage.settle()
    (form,) = pane.findChildren(TaskForm)
    form.subject.set_value("Ganz anders")
    form.again.set_value("FREQ=WEEKLY")
    form.submit()
    stage.settle()
    row = view.lines.row_of(("task", task))
    assert row is not None
    assert "Ganz anders" in texts(view)[row]
    assert view.lines.index(row).data(Qt.ItemDataRole.UserRole + 1).again


def test_everything_done_says_so_with_the_next_dated_step(stage: Stage) -> None:
    pane = shown(stage)
    write(stage, "update activity set done_at = at where due_on <= ? and done_at is null", TODAY.isoformat())
    card = pane.sections.next_card
    assert card._caption.text() == "All done for today. Up next:"
    assert pane.sections.todo.isHidden()
    assert card._when.text().startswith("Tomorrow")


def test_first_days_have_no_money_and_one_thing_to_begin_with(stage: Stage) -> None:
    pane = shown(stage)
    for table in ("activity", "sale", "offer", "lead", "deal", "service_case"):
        write(stage, f"delete from {table}")
    write(stage, "update contact set birthday = null")
    assert pane.sections._empty is not None
    assert not pane.sections._empty.isHidden()
    assert pane.sections.next_card.isHidden()
    (begin,) = pane.sections._empty.findChildren(Button)
    begin.click()
    (form,) = pane.findChildren(TaskForm)
    form.subject.set_value("Erste Aufgabe")
    form.when.set_moment(Moment(TODAY))
    form.submit()
    stage.settle()
    assert pane.sections._empty.isHidden()
    assert pane.sections.next_card._title.text() == "Erste Aufgabe"
    assert pane.sections.next_card.value.isHidden()


def test_more_than_forty_are_put_off_together_in_one_step(stage: Stage) -> None:
    pane = shown(stage)
    late, now = (stage.reader.scalar(
        f"select count(*) from activity where due_on {sign} '2026-11-24' and done_at is null"
    ) for sign in "<=")  # fmt: skip
    write(
        stage,
        "insert into activity (uuid, kind, at, subject, due_on) with recursive n(i) as"
        " (select 1 union all select i + 1 from n where i < 45) select 'x' || i, 'task', ?, 'Old ' || i, ? from n",
        to_text(NOW), (TODAY - timedelta(days=4)).isoformat(),
    )  # fmt: skip
    (banner,) = pane.sections.findChildren(Banner)
    assert banner.accessibleName().startswith(f"{45 + late} older things are waiting")
    assert pane.sections.todo.lines.rowCount() == now - 1
    pane.doing.defer_overdue(TODAY + timedelta(days=6))
    stage.until(lambda: not [one for one in pane.sections.findChildren(Banner) if not one.isHidden()])
    assert (
        stage.reader.scalar("select count(*) from activity where due_on = '2026-11-30' and subject like 'Old %'") == 45
    )
    stage.window.undo()
    stage.until(lambda: pane.sections.todo.lines.rowCount() == now - 1)
    pane.show_all_older()
    stage.until(lambda: pane.sections.todo.lines.rowCount() == 44 + late + now)


def test_after_a_holiday_it_is_asked_once_whether_to_plan_anew(stage: Stage) -> None:
    pane = shown(stage)
    QSettings().remove("today/asked")
    write(stage, "update step set at = ?", to_text(NOW - timedelta(days=14)))
    pane.ask()
    stage.settle()
    (banner,) = [one for one in pane.sections.findChildren(Banner) if not one.isHidden()]
    assert "14 days" in banner.accessibleName()
    leave, spread = banner.findChildren(Button)
    assert {leave.text(), spread.text()} == {"Leave it as it is", "Spread over the next days"}
    next(button for button in (leave, spread) if button.text() == "Leave it as it is").click()
    pane.ask()
    stage.settle()
    assert not [one for one in pane.sections.findChildren(Banner) if not one.isHidden()], "asked once"
    QSettings().remove("today/asked")


def test_figures_come_after_the_list_and_lead_to_what_they_count(stage: Stage) -> None:
    pane = shown(stage)
    assert pane._beside is not None
    forecast, week = pane._beside.forecast, pane._beside.week
    stage.until(lambda: not forecast._shown.isHidden())
    assert forecast.title.text() == "Expected in Q1 2027"
    assert forecast._ranges.accessibleName().startswith("With 80 % between €")
    assert forecast._chance.text().endswith("%")
    assert week._pairs[0][0].text() == "1"
    assert all(usual.text().startswith("Ø") for _value, usual in week._pairs)
    went: list[Place] = []
    object.__setattr__(pane.workplace, "go", went.append)
    week._pairs[1][0].click()
    assert went == [Place("offers")]


def test_the_strip_chooses_a_day_by_arrow_and_the_plan_follows(stage: Stage) -> None:
    pane = shown(stage)
    assert pane._beside is not None
    day = pane._beside.day
    assert "14:30 Angebot besprechen" in day.hours.accessibleName()
    QTest.keyClick(day.strip, Qt.Key.Key_Right)
    QTest.keyClick(day.strip, Qt.Key.Key_Right)
    stage.settle()
    assert "09:30 Aufmaß" in day.hours.accessibleName()
    many = stage.reader.scalar("select count(*) from activity where due_on = '2026-11-26' and done_at is null")
    assert day.strip.accessibleName() == f"Week, Thursday, 26 November 2026: {many} entries"
    QTest.mouseClick(day.strip, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    assert day.strip.day == date(2026, 11, 23)


def test_a_follow_up_is_planned_from_any_pane_for_the_record_in_view(stage: Stage) -> None:
    stage.window.show()
    stage.window.activateWindow()
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    offer = stage.found("offer", "Lobby")
    stage.window.go(Place("offers", "offer", offer))
    stage.settle()
    pane = stage.window.current_pane()
    assert pane is not None
    QTest.keyClick(pane, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (form,) = pane.findChildren(TaskForm)
    assert (form.record.record().kind, form.record.record().ref) == ("offer", offer)
    form.subject.set_value("Nachfassen per Telefon")
    form.submit()
    stage.settle()
    assert stage.reader.scalar("select offer_id from activity where subject = 'Nachfassen per Telefon'") == offer


def test_a_task_deferred_elsewhere_leaves_the_list(stage: Stage) -> None:
    pane = shown(stage)
    view = pane.sections.todo
    task = task_at(view, 0)
    stage.desk.do(tasks.defer_tasks, activity_ids=[task], until=TODAY + timedelta(days=40))
    stage.settle()
    assert view.lines.row_of(("task", task)) is None


def test_order_and_place_survive_a_rebuild(stage: Stage) -> None:
    pane = shown(stage)
    pane.turn_order()
    stage.settle()
    stage.window.rebuild()
    stage.settle()
    again = stage.window.current_pane()
    assert isinstance(again, TodayPane)
    assert again is not pane
    stage.until(lambda: again.sections.order.text() == "ordered by time")
