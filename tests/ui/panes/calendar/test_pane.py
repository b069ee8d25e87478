"""The calendar with real widgets: seen, walked through, dragged, placed, changed, and each change taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.planning import calendar, tasks
from crm_desktop.operations.planning.calendar import Appointment
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.queries.calendar import CalendarRow, CalendarSpan
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.calendar import Face, as_mime, faces
from crm_desktop.ui.panes.calendar import saving
from crm_desktop.ui.panes.calendar.area import Area
from crm_desktop.ui.panes.calendar.form import AppointmentForm, read_time
from crm_desktop.ui.panes.calendar.ground import NowLine
from crm_desktop.ui.panes.calendar.pane import CalendarPane
from crm_desktop.ui.panes.calendar.tile import Tile
from crm_desktop.ui.panes.calendar.time_grid import TimeGrid
from tests.ui.office import Stage

#: A Wednesday of the week shown first, with nothing on it between nine and one in the demo firm.
WEDNESDAY = date(2026, 11, 25)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(stage: Stage) -> Iterator[CalendarPane]:
    """The calendar in view."""
    stage.window.show()
    stage.window.go(Place("calendar"))
    found = stage.window.current_pane()
    assert isinstance(found, CalendarPane)
    stage.settle()
    yield found
    for form in stage.window.findChildren(AppointmentForm):
        form.reject()


def add(stage: Stage, subject: str = "Aufmaß", time: str = "10:00", minutes: int | None = 60, **more: object) -> int:
    made: list[int] = []
    new = Appointment(subject, more.pop("on", WEDNESDAY), time, minutes, **more)  # type: ignore[arg-type]
    stage.desk.do(calendar.add_appointment, new=new, then=lambda outcome: made.append(outcome.value))
    stage.settle()
    return made[0]


def entry(stage: Stage, ref: int) -> CalendarRow:
    found = queries.entry(stage.reader, activity_id=ref)
    assert found is not None
    return found


def face_of(stage: Stage, ref: int) -> Face:
    row = entry(stage, ref)
    (found,) = faces(CalendarSpan(row.on, row.on, (row,), (), ()), row.on)
    return found


def stands(stage: Stage, ref: int) -> tuple[date, str, int | None]:
    found = entry(stage, ref)
    return found.on, found.time, found.minutes


def tile(pane: CalendarPane, ref: int) -> Tile:
    area = next(area for area in pane.pages.areas if f"activity:{ref}" in area.tiles)
    return area.tiles[f"activity:{ref}"]


def take(pane: CalendarPane, ref: int) -> Tile:
    found = tile(pane, ref)
    area = found.parentWidget()
    assert isinstance(area, Area)
    area.take(f"activity:{ref}")
    return found


def drag(what: Tile, by: QPoint, at: QPoint | None = None) -> None:
    """Drag a tile with the mouse."""
    start = at or what.rect().center()
    origin = what.mapToGlobal(start)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(what, left, none, start)
    for part in (2, 1):
        QTest.mouseMove(what, what.mapFromGlobal(origin + by / part))
    QTest.mouseRelease(what, left, none, what.mapFromGlobal(origin + by))


def drop(on: QWidget, ref: int, at: QPointF) -> None:
    data: QMimeData = as_mime(ref)
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(on, QDragEnterEvent(at.toPoint(), move, data, left, none))
    QApplication.sendEvent(on, QDropEvent(at, move, data, left, none))


# What is seen


def test_the_week_of_today_is_shown_from_seven_and_entries_stand_at_their_times(
    stage: Stage, pane: CalendarPane
) -> None:
    ref = add(stage)
    grid = pane.pages.grid
    assert grid.days[0] == date(2026, 11, 23)
    what = tile(pane, ref)
    assert what.y() == pytest.approx(grid.top_of(10 * 60), abs=2)
    assert what.height() == pytest.approx(grid.top_of(60), abs=4)
    assert grid.edges[2] < what.x() < what.geometry().right() < grid.edges[3]
    view = grid.visibleRegion().boundingRect()
    assert grid.top_of(7 * 60) >= view.top()
    assert grid.top_of(18 * 60) <= view.bottom() + grid.top_of(30)


def test_every_entry_says_day_time_title_and_whom_it_concerns(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    assert tile(pane, ref).accessibleName() == "Tomorrow, 10:00–11:00, Aufmaß"
    names = [what.accessibleName() for area in pane.pages.areas for what in area.tiles.values()]
    assert all(names)


def test_what_is_due_without_a_time_stands_in_the_strip_and_the_longest_days_span_it(
    stage: Stage, pane: CalendarPane
) -> None:
    messe = add(stage, "Messe", "", 3 * 1440)
    assert tile(pane, messe).parentWidget() is pane.pages.strip
    wide = pane.pages.strip
    assert tile(pane, messe).width() > 2 * (wide.width() - 54) / 7


def test_five_at_one_time_show_three_and_a_number(stage: Stage, pane: CalendarPane) -> None:
    refs = [add(stage, f"Termin {n}") for n in range(5)]
    shown = [tile(pane, ref) for ref in refs if not tile(pane, ref).isHidden()]
    assert len(shown) == 3
    assert [pill.text() for pill in pane.pages.grid._pills] == ["+2"]
    assert not any(a.geometry().intersects(b.geometry()) for a in shown for b in shown if a is not b)
    assert all(not pane.pages.grid._pills[0].geometry().intersects(one.geometry()) for one in shown)


@pytest.mark.parametrize(
    ("minutes", "said"), [([], ""), ([30], "1 appointment, 30 min"), ([60, 25], "2 appointments, 1.5 h")]
)
def test_the_foot_counts_half_hours_and_minutes(
    minutes: list[int], said: str, pane: CalendarPane, stage: Stage
) -> None:
    one = face_of(stage, add(stage))
    pane.side.show_sums([replace(one, minutes=length) for length in minutes])
    assert pane.side._sums.text() == said


def test_what_comes_again_is_shown_each_time_and_only_the_next_can_be_moved(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage, "Runde", "08:00", 30, on=date(2026, 11, 18), recurrence="FREQ=WEEKLY")
    again = pane.pages.grid.face(f"activity:{ref}:2026-11-25")
    assert again is not None
    assert not again.movable
    pane.show_view("month")
    stage.settle()
    keys = [key for key in pane.pages.month.tiles if key.startswith(f"activity:{ref}")]
    assert len(keys) == 3, "the eighteenth, the twenty-fifth, and the second of December"


def test_the_line_of_now_stands_at_the_clock(pane: CalendarPane) -> None:
    at = pane.workplace.clock().astimezone()
    assert pane.pages.grid.now_minute == at.hour * 60 + at.minute


def test_kinds_can_be_left_out(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    pane.side._boxes["own"].click()
    assert f"activity:{ref}" not in pane.pages.grid.tiles
    pane.side._boxes["own"].click()
    assert f"activity:{ref}" in pane.pages.grid.tiles


# By keyboard


def test_arrows_walk_the_times_and_find_what_stands_there(stage: Stage, pane: CalendarPane) -> None:
    first, second = add(stage, "A", "10:00"), add(stage, "B", "10:30", 30)
    grid = pane.pages.grid
    grid.put_cursor(2, 9 * 60)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert (grid.cursor_minute, grid.held) == (9 * 60 + 30, "")
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.held == f"activity:{first}"
    assert tile(pane, first).hasFocus(), "a screen reader says what has the focus"
    QTest.keyClick(tile(pane, first), Qt.Key.Key_Right)
    assert grid.held == f"activity:{second}"
    QTest.keyClick(tile(pane, second), Qt.Key.Key_Down)
    assert (grid.cursor_minute, grid.held) == (11 * 60, "")
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.cursor_day == 3


def test_the_cursor_goes_on_into_the_next_week(stage: Stage, pane: CalendarPane) -> None:
    grid = pane.pages.grid
    grid.put_cursor(6, 9 * 60)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    stage.settle()
    assert grid.days[0] == date(2026, 11, 30)
    assert grid.cursor_day == 0


def test_shift_and_arrows_move_an_appointment_and_undo_takes_each_back(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    take(pane, ref)
    QTest.keyClick(tile(pane, ref), Qt.Key.Key_Down, SHIFT)
    stage.settle()
    assert stands(stage, ref) == (WEDNESDAY, "10:15", 60)
    assert tile(pane, ref).hasFocus(), "the focus goes with it"
    QTest.keyClick(tile(pane, ref), Qt.Key.Key_Right, SHIFT)
    stage.settle()
    assert stands(stage, ref) == (WEDNESDAY + timedelta(days=1), "10:15", 60)
    QTest.keyClick(tile(pane, ref), Qt.Key.Key_Down, SHIFT | Qt.KeyboardModifier.AltModifier)
    stage.settle()
    assert stands(stage, ref)[2] == 75
    for expected in ((WEDNESDAY + timedelta(days=1), "10:15", 60), (WEDNESDAY, "10:15", 60), (WEDNESDAY, "10:00", 60)):
        stage.desk.undo()
        stage.settle()
        assert stands(stage, ref) == expected
    assert tile(pane, ref).y() == pytest.approx(pane.pages.grid.top_of(10 * 60), abs=2)


def test_an_appointment_moved_off_the_week_is_followed(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage, on=date(2026, 11, 29))
    take(pane, ref)
    QTest.keyClick(tile(pane, ref), Qt.Key.Key_Right, SHIFT)
    stage.settle()
    assert pane.pages.grid.days[0] == date(2026, 11, 30)
    assert pane.pages.grid.held == f"activity:{ref}"


def test_letters_change_the_view_and_go_to_today(stage: Stage, pane: CalendarPane) -> None:
    grid = pane.pages.grid
    QTest.keyClick(grid, Qt.Key.Key_1)
    stage.settle()
    assert (pane.view, len(grid.days)) == ("day", 1)
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert pane.day == date(2026, 11, 25)
    QTest.keyClick(grid, Qt.Key.Key_T)
    stage.settle()
    assert pane.day == date(2026, 11, 24)
    QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_3)
    stage.settle()
    assert pane.view == "month"
    assert pane.pages.month.hasFocus()
    QTest.keyClick(pane.pages.month, Qt.Key.Key_T)
    stage.settle()
    assert pane.pages.month.here == date(2026, 11, 24), "today in a month is a day, not a time"
    QTest.keyClick(pane.pages.month, Qt.Key.Key_2)
    stage.settle()
    assert pane.view == "week"


def test_p_places_the_chosen_task_at_the_time_shown_dashed(stage: Stage, pane: CalendarPane) -> None:
    waiting = pane.side.list
    waiting.setFocus()
    waiting.setCurrentIndex(pane.side.model.index(0))
    ref = waiting.ref()
    proposal = pane.pages.grid.proposal
    assert proposal is not None
    assert proposal.start is not None
    QTest.keyClick(waiting, Qt.Key.Key_P)
    stage.settle()
    found = entry(stage, ref)
    assert (found.on, found.time) == (proposal.on, f"{proposal.start // 60:02d}:{proposal.start % 60:02d}")
    assert pane.side.model.row_of(ref) is None, "it has its time now"
    stage.desk.undo()
    stage.settle()
    assert pane.side.model.row_of(ref) is not None


def test_p_also_places_what_is_chosen_in_the_strip(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage, "Anruf", "", None, kind=ActivityKind.CALL)
    pane.side.list.setCurrentIndex(QModelIndex())
    take(pane, ref)
    proposal = pane.pages.grid.proposal
    assert proposal is not None
    assert proposal.title == "Anruf"
    QTest.keyClick(tile(pane, ref), Qt.Key.Key_P)
    stage.settle()
    assert stands(stage, ref)[1]


def test_what_passes_midnight_goes_on_the_next_day(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage, "Nachtmontage", "22:00", 4 * 60)
    after = pane.pages.grid.face(f"activity:{ref}:+1")
    assert after is not None
    assert (after.on, after.start, after.minutes, after.movable) == (WEDNESDAY + timedelta(days=1), 0, 120, False)


def test_the_list_of_what_has_no_time_begins_with_the_most_money(pane: CalendarPane) -> None:
    values = [pane.side.model.at(at) for at in range(pane.side.model.rowCount())]
    cents = [int("".join(filter(str.isdigit, one.value)) or 0) for one in values if one is not None]
    assert cents == sorted(cents, reverse=True)
    assert cents[0] > 0


def test_space_says_that_it_is_done_and_delete_throws_it_away(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    take(pane, ref)
    QTest.keyClick(tile(pane, ref), Qt.Key.Key_Space)
    stage.settle()
    assert not entry(stage, ref).planned
    assert "done" in tile(pane, ref).accessibleName()
    stage.desk.undo()
    stage.settle()
    take(pane, ref)
    QTest.keyClick(tile(pane, ref), Qt.Key.Key_Delete)
    stage.settle()
    assert queries.entry(stage.reader, activity_id=ref) is None
    assert f"activity:{ref}" not in pane.pages.grid.tiles


def test_space_still_presses_what_has_the_focus(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    take(pane, ref)
    box = pane.side._boxes["done"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    stage.settle()
    assert not box.isChecked()
    assert entry(stage, ref).planned


# By mouse


def test_a_dragged_appointment_goes_to_another_day_and_time(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    grid = pane.pages.grid
    way = QPoint(round(grid.edges[3] - grid.edges[2]), round(grid.top_of(95)))
    drag(tile(pane, ref), way)
    stage.settle()
    assert stands(stage, ref) == (WEDNESDAY + timedelta(days=1), "11:30", 60), "in quarters of an hour"
    stage.desk.undo()
    stage.settle()
    assert stands(stage, ref) == (WEDNESDAY, "10:00", 60)


def test_a_dragged_edge_makes_it_longer_or_begin_later(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    what = tile(pane, ref)
    drag(what, QPoint(0, round(pane.pages.grid.top_of(30))), QPoint(30, what.height() - 2))
    stage.settle()
    assert stands(stage, ref) == (WEDNESDAY, "10:00", 90)
    drag(what, QPoint(0, round(pane.pages.grid.top_of(15))), QPoint(30, 2))
    stage.settle()
    assert stands(stage, ref) == (WEDNESDAY, "10:15", 75)


def test_a_press_without_a_drag_chooses_and_changes_nothing(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    QTest.mouseClick(tile(pane, ref), Qt.MouseButton.LeftButton)
    stage.settle()
    assert pane.pages.grid.held == f"activity:{ref}"
    assert entry(stage, ref).version == 1


def test_what_is_over_cannot_be_dragged(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    stage.desk.do(tasks.complete_task, activity_id=ref)
    stage.settle()
    drag(tile(pane, ref), QPoint(0, 200))
    stage.settle()
    assert stands(stage, ref)[1] == "10:00"


def test_a_task_dropped_on_the_hours_gets_a_time_and_dropped_on_the_strip_loses_it(
    stage: Stage, pane: CalendarPane
) -> None:
    ref = pane.side.model.at(0).id  # type: ignore[union-attr]
    grid = pane.pages.grid
    drop(grid, ref, QPointF(grid.edges[3] + 20, grid.top_of(11 * 60)))
    stage.settle()
    assert stands(stage, ref)[:2] == (WEDNESDAY + timedelta(days=1), "11:00")
    drop(pane.pages.strip, ref, QPointF(grid.edges[4] + 20, 10))
    stage.settle()
    assert stands(stage, ref)[:2] == (WEDNESDAY + timedelta(days=2), "")


def test_dragging_out_of_the_list_and_the_strip_carries_the_entry(stage: Stage, pane: CalendarPane) -> None:
    carried: list[int] = []

    def run(drag: object) -> None:
        carried.append(int(bytes(drag.mimeData().data("application/x-crm-activity").data())))  # type: ignore[attr-defined]

    pane.side.list.run_drag = run
    pane.side.list.setCurrentIndex(pane.side.model.index(0))
    pane.side.list.startDrag(Qt.DropAction.MoveAction)
    assert carried == [pane.side.list.ref()]
    ref = add(stage, "Messe", "", 1440)
    pane.pages.strip.run_drag = run
    drag(tile(pane, ref), QPoint(60, 60))
    assert carried[-1] == ref


def test_in_a_month_a_dragged_entry_changes_its_day_and_keeps_its_time(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    pane.show_view("month")
    stage.settle()
    what = pane.pages.month.tiles[f"activity:{ref}"]
    drag(what, QPoint(round(pane.pages.month.width() / 7), 0))
    stage.settle()
    assert stands(stage, ref)[:2] == (WEDNESDAY + timedelta(days=1), "10:00")


def test_enter_on_a_day_of_the_month_opens_that_day(stage: Stage, pane: CalendarPane) -> None:
    pane.show_view("month")
    stage.settle()
    month = pane.pages.month
    month.put_cursor(date(2026, 11, 12))
    QTest.keyClick(month, Qt.Key.Key_Right)
    QTest.keyClick(month, Qt.Key.Key_Down)
    assert month.here >= date(2026, 11, 13)
    month.put_cursor(date(2026, 11, 14))
    QTest.keyClick(month, Qt.Key.Key_Return)
    stage.settle()
    assert (pane.view, pane.day) == ("day", date(2026, 11, 14))


# The form


def form_of(pane: CalendarPane) -> AppointmentForm:
    return next(form for form in pane.findChildren(AppointmentForm) if form.isVisible())


def test_n_begins_an_appointment_at_the_cursor_and_saving_shows_it(stage: Stage, pane: CalendarPane) -> None:
    pane.pages.grid.put_cursor(3, 15 * 60)
    QTest.keyClick(pane.pages.grid, Qt.Key.Key_N)
    form = form_of(pane)
    assert (form.on.value(), form.time.value()) == (WEDNESDAY + timedelta(days=1), "15:00")
    form.submit()
    stage.settle()
    assert form.subject.error(), "an appointment without a word is none"
    form.subject.set_value("Muster zeigen")
    form.time.set_value("1530")
    form.submit()
    stage.settle()
    face = pane.pages.grid.face(pane.pages.grid.held)
    assert face is not None
    assert (face.title, face.when()) == ("Muster zeigen", "15:30–16:30")
    stage.desk.undo()
    stage.settle()
    assert face.key not in pane.pages.grid.tiles


def test_enter_opens_what_is_chosen_and_changes_are_one_step(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage, kind=ActivityKind.VISIT)
    QTest.keyClick(take(pane, ref), Qt.Key.Key_Return)
    stage.settle()
    form = form_of(pane)
    assert (form.subject.value(), form.kind.value()) == ("Aufmaß", "visit")
    form.subject.set_value("Aufmaß Teeküche")
    form.again.set_value("FREQ=WEEKLY")
    form.submit()
    stage.settle()
    found = entry(stage, ref)
    assert (found.subject, found.recurrence, found.minutes) == ("Aufmaß Teeküche", "FREQ=WEEKLY", 60)
    stage.desk.undo()
    stage.settle()
    assert entry(stage, ref).subject == "Aufmaß"


def test_an_appointment_changed_meanwhile_is_not_overwritten(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage)
    pane._editing.open_entry(ref)
    stage.settle()
    form = form_of(pane)
    stage.desk.do(calendar.place, activity_id=ref, on=WEDNESDAY, time="12:00")
    stage.settle()
    form.submit()
    stage.settle()
    assert form.isVisible()
    assert stands(stage, ref)[1] == "12:00"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", ""), ("9", "09:00"), ("930", "09:30"), ("9.30", "09:30"), ("14:05", "14:05"), ("24", None), ("x", None)],
)
def test_times_are_read_as_people_type_them(typed: str, read: str | None) -> None:
    assert read_time(typed) == read


# Out of the house, and through changes


def test_one_entry_and_all_are_written_to_a_file(
    stage: Stage, pane: CalendarPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = add(stage)
    target = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(target), ""))
    saving.save_one(pane.workplace, pane, ref, "Aufmaß")
    stage.settle()
    one = (tmp_path / "out.ics").read_text(encoding="utf-8")
    assert one.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Aufmaß" in one
    (tmp_path / "out.ics").unlink()
    saving.save_all(pane.workplace, pane)
    stage.settle()
    assert (tmp_path / "out.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") > 1


def test_days_view_and_choice_stay_through_a_rebuild(stage: Stage, pane: CalendarPane) -> None:
    ref = add(stage, on=date(2026, 12, 2))
    pane._go(date(2026, 12, 2))
    stage.settle()
    take(pane, ref)
    stage.window.rebuild()
    stage.settle()
    again = stage.window.current_pane()
    assert isinstance(again, CalendarPane)
    assert again is not pane
    assert again.pages.grid.days[0] == date(2026, 11, 30)
    assert again.pages.grid.held == f"activity:{ref}"


def test_a_task_added_elsewhere_appears_at_once(stage: Stage, pane: CalendarPane) -> None:
    made: list[int] = []
    stage.desk.do(tasks.add_task, new=Plan("Anruf", WEDNESDAY), then=lambda outcome: made.append(outcome.value))
    stage.settle()
    assert f"activity:{made[0]}" in pane.pages.strip.tiles


def test_offers_that_expire_and_birthdays_open_what_they_stand_for(stage: Stage, pane: CalendarPane) -> None:
    span = queries.span(stage.reader, first=date(2026, 11, 1), last=date(2026, 12, 31), until=WEDNESDAY)
    offer = next(face for face in faces(span, WEDNESDAY) if face.kind == "offer")
    birthday = next(face for face in faces(span, WEDNESDAY) if face.kind == "birthday")
    assert not offer.movable
    pane._editing.open(birthday)
    assert stage.window.rail.selected() == "contacts"
    stage.settle()
    pane._editing.open(offer)
    assert stage.window.rail.selected() == "offers"
    stage.settle()


def test_the_line_of_now_lies_above_what_stands_there_and_lets_the_pointer_through(
    stage: Stage, pane: CalendarPane
) -> None:
    today = pane.workplace.today()
    ref = add(stage, on=today, time="08:00", minutes=120)
    grid = pane.findChildren(TimeGrid)[0]
    grid.set_now(9 * 60)
    tile = next(tile for tile in grid.tiles.values() if tile.face is not None and tile.face.ref == ref)
    (line,) = grid.findChildren(NowLine)
    assert line.isVisible()
    assert line.geometry().intersects(tile.geometry())
    assert grid.children().index(line) > grid.children().index(tile)
    assert grid.childAt(line.geometry().center()) is tile
