"""The form of a task: days as people say them, reminders before, repetitions, and the record it belongs to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.natural_days import Moment
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.ui.commands.planning import belongs_to
from crm_desktop.ui.commands.task_form import TaskAnswer, TaskForm, reminder_at, repetition_words, repetitions
from crm_desktop.ui.models.record_field import Record
from tests.builders import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.office import Stage

TODAY = NOW.date()


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Return a window over a copy of the demo firm."""
    from tests.ui.office import opened  # noqa: PLC0415 - needs Qt

    given = (request.getfixturevalue(name) for name in ("qtbot", "theme", "tmp_path"))
    with opened(*given) as found:
        yield found


def form_of(stage: Stage, known: Plan | None = None, record: Record | None = None) -> tuple[TaskForm, list[TaskAnswer]]:
    form = TaskForm(stage.desk, lambda: TODAY, known=known, record=record)
    stage.qtbot.addWidget(form)
    given: list[TaskAnswer] = []
    form.filled.connect(given.append)
    return form, given


def test_what_was_understood_stands_below_while_one_types(stage: Stage) -> None:
    form, given = form_of(stage)
    form.subject.set_value("Anrufen")
    form.when.line.setText("Fr 14:00")
    assert form.when._reason.text() == "Friday, 27 November 2026, 14:00"
    form.submit()
    assert given[0].plan == Plan("Anrufen", date(2026, 11, 27), due_time="14:00")
    assert given[0].record == Record()


def test_what_cannot_be_is_said_at_its_field_and_nothing_is_handed_over(stage: Stage) -> None:
    form, given = form_of(stage)
    form.when.line.setText("irgendwann")
    form.record.line.setText("Nobody called this")
    form.submit()
    assert form.subject.error()
    assert form.when.error()
    assert form.record.error()
    assert given == []
    form.when.line.setText("morgen")
    assert not form.when.error()


def test_a_reminder_is_so_long_before_or_in_the_morning(stage: Stage) -> None:
    form, given = form_of(stage)
    form.subject.set_value("Anrufen")
    form.when.line.setText("morgen 14:30")
    form.reminder.set_value("10")
    form.priority.set_value(Priority.HIGH)
    form.again.set_value("FREQ=WEEKLY")
    form.kind.set_value(ActivityKind.CALL)
    form.submit()
    plan = given[0].plan
    assert plan.reminder_at is not None
    assert plan.reminder_at.astimezone().strftime("%Y-%m-%d %H:%M") == "2026-11-25 14:20"
    assert (plan.priority, plan.recurrence, plan.kind) == (Priority.HIGH, "FREQ=WEEKLY", ActivityKind.CALL)
    assert reminder_at(Moment(TODAY), 0).astimezone().hour == 9


def test_a_known_task_comes_back_as_it_was(stage: Stage) -> None:
    known = Plan(
        "Wochenplanung", TODAY + timedelta(days=1), ActivityKind.MEETING, "08:00", "Werkstatt", Priority.LOW,
        NOW + timedelta(minutes=7), "FREQ=WEEKLY;INTERVAL=3",
    )  # fmt: skip
    form, given = form_of(stage, known, Record("contact", 7, "Graf"))
    assert form.reminder.value() == "as it is"
    assert form.again.combo.currentText() == "Every 3 weeks"
    form.submit()
    assert given == [TaskAnswer(known, Record("contact", 7, "Graf"))]


def test_a_record_is_found_by_its_words_and_named_as_operations_want_it(stage: Stage) -> None:
    form, _given = form_of(stage)
    form.record.line.setFocus()
    form.record.line.textEdited.emit("Lobby-Umbau")
    form.record.line.setText("Lobby-Umbau")
    stage.until(lambda: form.record.record().ref != 0)
    assert form.record.record().kind == "deal"
    assert belongs_to(form.record.record()) == {"deal_id": form.record.record().ref}
    assert belongs_to(Record("contact", 3, "x")) == {"contacts": [3]}
    assert belongs_to(Record()) == {}


def test_a_repetition_nobody_can_read_stands_for_itself() -> None:
    assert repetition_words("FREQ=HOURLY") == "FREQ=HOURLY"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "Every week: Mon, Thu"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "Every month: last Fri"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "Every month: on day 31"),
        ("FREQ=YEARLY;COUNT=3", "Every year, 3 more times"),
    ],
)
def test_a_repetition_from_elsewhere_is_said_in_words_and_kept(rule: str, words: str) -> None:
    assert repetition_words(rule) == words
    assert repetitions(rule)[-1].key == rule
    assert [choice.key for choice in repetitions("FREQ=WEEKLY")].count("FREQ=WEEKLY") == 1
