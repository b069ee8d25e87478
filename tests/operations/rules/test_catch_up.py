"""Rules that go by the days are looked after for all days the program was closed, once for each occasion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from crm_desktop.base.errors import Cancelled
from crm_desktop.domain.firm import FieldKind
from crm_desktop.engine.workflow import matching
from crm_desktop.operations.contacts import contacts, custom_fields, segments
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.planning import tasks as task_operations
from crm_desktop.operations.rules import catch_up as rule_catch_up
from crm_desktop.operations.rules.effects import Follower
from crm_desktop.store.database import Database
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.ruled import TASK, log, outcomes, rule, tasks
from tests.operations.trade import add_company, add_person, article, complete_firm
from tests.store.acting import digest


class Days:
    """A clock that goes by days when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def writer(database: Database, days: Days) -> Iterator[Writer]:
    with database.writer(days, follow=Follower()) as opened:
        setup.start_firm(opened, language="en")
        complete_firm(opened)
        yield opened


def sent(writer: Writer, account: int) -> int:
    offer = offers.new_offer(writer, account_id=account, lines=[article("1", "3000")]).value
    offer_life.send_offer(writer, offer_id=offer)
    with writer.step("no follow-ups of the program's own") as work:
        work.execute("delete from activity where due_on is not null")
    return offer


def test_an_offer_without_an_answer_is_asked_after_once_also_after_a_holiday(
    writer: Writer, reader: Reader, days: Days
) -> None:
    hotel = add_company(writer)
    rule(writer, "offer_unanswered", {**TASK, "text": "Ask after {number}"}, days=7, name="No answer")
    answered = sent(writer, hotel)
    sent(writer, hotel)
    assert rule_catch_up.due(reader, today=days.now.date())
    assert rule_catch_up.catch_up(writer).value.acted == 0
    assert not rule_catch_up.due(reader, today=days.now.date())
    days.pass_by(5)
    offer_life.accept_offer(writer, offer_id=answered)
    assert rule_catch_up.catch_up(writer).step is None
    days.pass_by(20)
    before = digest(reader)
    outcome = rule_catch_up.catch_up(writer)
    assert (outcome.value, outcome.label) == ((1, 0, 0, 1, outcome.step), "Rule “No answer”")
    assert tasks(reader) == ["Ask after Q-2026-002"]
    assert log(reader)[0].reason == "Without an answer for 7 days; it was sent on 24/11/2026."
    assert outcome.changes.touch("activity", "rule_run")
    days.pass_by(1)
    assert rule_catch_up.catch_up(writer).value.acted == 0
    writer.undo()
    assert digest(reader) == before
    days.pass_by(1)
    assert rule_catch_up.catch_up(writer).value.acted == 0, "what was taken back stays taken back"


def test_a_rule_that_concerns_more_than_one_step_may_goes_on_in_further_steps(
    writer: Writer, reader: Reader, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (rule_catch_up, matching):
        monkeypatch.setattr(module, "MOST_A_STEP", 2)
    hotel = add_company(writer)
    rule(writer, "offer_unanswered", {**TASK, "text": "Ask after {number}"}, days=7, name="No answer")
    for _each in range(5):
        sent(writer, hotel)
    days.pass_by(8)
    asked = iter((False, False, True))
    with pytest.raises(Cancelled):
        rule_catch_up.catch_up(writer, cancelled=lambda: next(asked))
    assert len(tasks(reader)) == 2, "what was done before it was stopped stays"
    found = rule_catch_up.catch_up(writer).value
    assert (found.acted, found.stopped, found.rules) == (3, 0, 1)
    assert len(tasks(reader)) == 5
    assert set(outcomes(reader)) == {"done"}
    assert not rule_catch_up.due(reader, today=days.now.date())


def test_what_was_due_before_a_rule_was_switched_on_is_left_alone(writer: Writer, reader: Reader, days: Days) -> None:
    hotel = add_company(writer)
    sent(writer, hotel)
    days.pass_by(7)
    sent(writer, hotel)
    days.pass_by(7)
    rule(writer, "offer_unanswered", {**TASK, "text": "Ask after {number}"}, days=7)
    rule_catch_up.catch_up(writer)
    assert tasks(reader) == ["Ask after Q-2026-002"]


def test_every_trigger_that_goes_by_the_days(writer: Writer, reader: Reader, days: Days) -> None:
    hotel = add_company(writer)
    miriam = add_person(writer)
    deals.add_deal(writer, title="Lobby", account_id=hotel)
    key = custom_fields.add_field(writer, label="Contract end", kind=FieldKind.DATE)
    field = reader.scalar("select key from custom_field")
    assert key.value
    custom_fields.set_value(writer, contact_id=hotel, key=field, text="2026-12-31")
    contacts.change_contact(
        writer, contact_id=miriam, fields={"birthday": NOW.date().replace(year=1980, month=12, day=4)}
    )
    old = sent(writer, hotel)
    accepted = sent(writer, hotel)
    offer_life.accept_offer(writer, offer_id=accepted)
    task_operations.add_task(writer, new=task_operations.Plan("Ring", NOW.date()), contacts=[hotel])
    with writer.step("seen") as work:
        work.execute("update contact set last_activity_at = iif(id = ?, '2026-11-20T08:00:00Z', null)", (miriam,))
        work.execute("update offer set valid_until = '2026-12-10' where id = ?", (old,))
    for on, more in (
        ("deal_stays", {"days": 10}), ("offer_expiring", {"days": 3}), ("no_contact", {"days": 14}),
        ("date_near", {"days": 1, "field": "birthday"}), ("date_near", {"days": 20, "field": f"own.{field}"}),
        ("task_overdue", {"days": 2}), ("order_past", {"days": 15}),
    ):  # fmt: skip
        rule(writer, on, {"do": "note", "text": f"{on} {more['days']}"}, **more)
    happened: list[int] = []
    for _day in range(20):
        rule_catch_up.catch_up(writer)
        happened += [(days.now - NOW).days for _new in range(len(log(reader)) - len(happened))]
        days.pass_by(1)
    told = {run.did.split("“")[1].split("”")[0]: day for run, day in zip(log(reader), happened, strict=True)}
    assert told == {
        "task_overdue 2": 2, "date_near 1": 9, "no_contact 14": 10, "deal_stays 10": 10, "offer_expiring 3": 13,
        "order_past 15": 15, "date_near 20": 17,
    }  # fmt: skip


def test_a_contact_enters_a_segment_because_days_have_passed(writer: Writer, reader: Reader, days: Days) -> None:
    hotel = add_company(writer)
    with writer.step("seen") as work:
        work.execute("update contact set last_activity_at = '2026-11-20T08:00:00Z' where id = ?", (hotel,))
    quiet = {"field": "last_contact", "is": "at_least", "value": 10}
    segment = segments.add_segment(writer, name="Quiet", criteria=quiet).value
    rule(writer, "segment_entered", {**TASK, "text": "Ring"}, segment_id=segment)
    rule_catch_up.catch_up(writer)
    days.pass_by(3)
    rule_catch_up.catch_up(writer)
    assert tasks(reader) == []
    days.pass_by(10)
    rule_catch_up.catch_up(writer)
    rule_catch_up.catch_up(writer)
    assert tasks(reader) == ["Ring"]
    assert log(reader)[0].reason == "The contact entered “Quiet”."


def test_a_rule_does_not_ask_after_its_own_tasks(writer: Writer, reader: Reader, days: Days) -> None:
    hotel = add_company(writer)
    rule(writer, "task_overdue", {**TASK, "text": "Late: {title}"}, days=1, name="Late")
    task_operations.add_task(writer, new=task_operations.Plan("Ring", NOW.date()), contacts=[hotel])
    for _day in range(6):
        days.pass_by(1)
        rule_catch_up.catch_up(writer)
    assert tasks(reader) == ["Ring", "Late: Ring"]


def test_a_look_can_be_cancelled_and_is_taken_up_again(writer: Writer, reader: Reader, days: Days) -> None:
    hotel = add_company(writer)
    for name in ("One", "Two"):
        rule(writer, "offer_unanswered", {**TASK, "text": name}, days=7, name=name)
    sent(writer, hotel)
    days.pass_by(8)
    heard: list[tuple[int, int]] = []
    with pytest.raises(Cancelled, match="so far stays"):
        rule_catch_up.catch_up(
            writer, progress=lambda done, of: heard.append((done, of)), cancelled=lambda: heard[-1:] == [(3, 4)]
        )
    assert tasks(reader) == ["One"]
    rule_catch_up.catch_up(writer)
    assert tasks(reader) == ["One", "Two"]
    assert outcomes(reader) == ["done", "done"]
    assert queries.checked_days(reader)
