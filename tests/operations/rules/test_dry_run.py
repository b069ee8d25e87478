"""A dry run tells from the history when a rule would have acted, on what, and why it never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.leads import Lead
from crm_desktop.engine.workflow.dry_run import working_days
from crm_desktop.operations.contacts import contacts, segments
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.planning import tasks as task_operations
from crm_desktop.operations.rules.choices import rule_choices
from crm_desktop.operations.rules.dry_run import CaseState, DryRun, clashes, dry_run
from crm_desktop.store.database import Database
from crm_desktop.store.queries import pipelines
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.ruled import log, recipe, rule
from tests.operations.trade import add_company, article, complete_firm


class Days:
    """A clock that stands at a day, counted back from today."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def ago(self, days: int) -> None:
        self.now = NOW - timedelta(days=days)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def writer(database: Database, days: Days) -> Iterator[Writer]:
    with database.writer(days) as opened:
        setup.start_firm(opened, language="en")
        complete_firm(opened)
        yield opened


def run(reader: Reader, on: str, *, over: int = 90, **given: Any) -> DryRun:
    return dry_run(reader, recipe=recipe(on, **given), now=NOW, choices=rule_choices(reader), days=over)


def ages(found: DryRun) -> list[int]:
    return [(NOW.date() - case.day).days for case in found.cases]


def test_offers_that_had_no_answer_for_a_week_and_what_became_of_them(
    writer: Writer, reader: Reader, days: Days
) -> None:
    hotel = add_company(writer)

    def offer(sent: int, answered: int | None, price: str) -> None:
        days.ago(sent)
        made = offers.new_offer(writer, account_id=hotel, lines=[article("1", price)]).value
        offer_life.send_offer(writer, offer_id=made)
        if answered is not None:
            days.ago(answered)
            offer_life.accept_offer(writer, offer_id=made)

    offer(200, None, "3000")
    offer(60, 50, "3000")
    offer(40, 37, "3000")
    offer(30, None, "100")
    offer(20, None, "3000")
    offer(5, None, "3000")
    dear = {"field": "offer.net", "is": "at_least", "value": 200_000}
    found = run(reader, "offer_unanswered", days=7, conditions=dear)
    assert (found.times, found.left_out_times, found.orders) == (2, 1, 1)
    assert found.looked_at == 4, "offers of which seven days have passed within the time"
    assert ages(found) == [13, 53]
    assert [case.state for case in found.cases] == [CaseState.OPEN, CaseState.WON]
    assert found.cases[0].number == "Q-2026-005"
    assert found.cases[0].amount_cents == 300_000
    assert found.cases[0].did == "Task “Ask again”"
    assert [state for _day, state in found.marks] == [CaseState.WON, CaseState.OPEN]
    assert not found.too_often
    never = run(reader, "offer_unanswered", days=7, conditions={
        "all": [dear, {"field": "category", "is": "is", "value": "Z"}]})  # fmt: skip
    assert (never.times, never.never) == (0, ("the category is “Z”",))


def test_how_a_deal_stood_is_asked_as_of_the_day(writer: Writer, reader: Reader, days: Days) -> None:
    hotel = add_company(writer)
    days.ago(40)
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    made = offers.new_offer(writer, deal_id=deal, lines=[article("1", "3000")]).value
    offer_life.send_offer(writer, offer_id=made)
    days.ago(20)
    offer_life.accept_offer(writer, offer_id=made)
    still = {"field": "offer.deal_status", "is": "is", "value": "open"}
    found = run(reader, "offer_unanswered", days=7, conditions=still)
    assert (found.times, found.orders) == (1, 1)
    won = {"field": "offer.deal_status", "is": "is", "value": "won"}
    assert run(reader, "offer_unanswered", days=7, conditions=won).never


def test_a_dry_run_and_the_rule_itself_say_the_same(database: Database, reader: Reader) -> None:
    """What happens under the eyes of a rule is what its dry run finds afterwards."""
    from crm_desktop.operations.rules.effects import Follower  # noqa: PLC0415 - this test alone lets rules act

    days = Days()
    days.ago(30)
    with database.writer(days, follow=Follower()) as writer:
        setup.start_firm(writer, language="en")
        complete_firm(writer)
        hotel = add_company(writer)
        stages = [row.id for row in pipelines.all_stages(reader)]
        note = {"do": "note", "text": "x"}
        said: dict[str, dict[str, Any]] = {
            "deal_entered": {"stage_id": stages[1]}, "deal_left": {"stage_id": stages[0]}, "deal_won": {},
            "deal_lost": {}, "offer_sent": {}, "offer_accepted": {}, "offer_declined": {}, "lead_came": {},
            "tag_gained": {"tag": "VIP"}, "tag_lost": {"tag": "VIP"}, "task_done": {}, "order_booked": {},
        }  # fmt: skip
        rules = {on: rule(writer, on, note, **more) for on, more in said.items()}
        for ago in (29, 20, 11):
            days.ago(ago)
            deal = deals.add_deal(writer, title=f"Deal {ago}", account_id=hotel).value
            made = offers.new_offer(writer, deal_id=deal, lines=[article("1", "100")]).value
            offer_life.send_offer(writer, offer_id=made)
            deals.move_to_stage(writer, deal_id=deal, stage_id=stages[1])
            days.ago(ago - 2)
            if ago == 20:
                offer_life.reject_offer(writer, offer_id=made, reason="Price", lose_deal=True)
            else:
                offer_life.accept_offer(writer, offer_id=made)
            contacts.change_tags(writer, contact_ids=[hotel], add=["VIP"])
            days.ago(ago - 3)
            contacts.change_tags(writer, contact_ids=[hotel], remove=["VIP"])
            task = task_operations.add_task(writer, new=task_operations.Plan("Ring", NOW.date()), contacts=[hotel])
            task_operations.complete_task(writer, activity_id=task.value)
            with writer.step("inquiry") as work:
                work.add(Lead(title="Table", arrived_at=work.now))
    for on, rule_id in rules.items():
        acted = sorted((line.at.date(), line.ref) for line in log(reader) if line.rule_id == rule_id)
        found = run(reader, on, **said[on])
        assert sorted((case.day, case.ref) for case in found.cases) == acted, on
        assert acted, on


def test_what_comes_with_the_days_is_told_from_the_history(writer: Writer, reader: Reader, days: Days) -> None:
    hotel, inn = add_company(writer), add_company(writer, "Gasthof")
    stage = [row.id for row in pipelines.all_stages(reader)]
    days.ago(60)
    deal = deals.add_deal(writer, title="Long", account_id=hotel).value
    days.ago(30)
    deals.move_to_stage(writer, deal_id=deal, stage_id=stage[1])
    days.ago(25)
    deals.move_to_stage(writer, deal_id=deal, stage_id=stage[2])
    for whom, ago in ((hotel, 80), (hotel, 50), (hotel, 44), (inn, 70), (inn, 3)):
        days.ago(ago)
        history.log_activity(writer, kind=ActivityKind.CALL, contacts=[whom], body="Rang")
    days.ago(20)
    task = task_operations.add_task(writer, new=task_operations.Plan("Ring", days.now.date()), contacts=[inn]).value
    days.ago(10)
    task_operations.complete_task(writer, activity_id=task)
    with writer.step("orders") as work:
        work.execute("insert into sale (uuid, day, account_id) values ('s', '2026-11-01', ?)", (hotel,))
        work.execute("update contact set birthday = '1980-11-20', custom = '{\"ends\": \"2026-12-01\"}'")
        work.execute("insert into custom_field (record, key, label, kind) values ('contact', 'ends', 'End', 'date')")
    assert ages(run(reader, "deal_stays", days=10)) == [15, 50]
    assert ages(run(reader, "deal_stays", days=10, stage_id=stage[0])) == [50]
    assert ages(run(reader, "deal_stays", days=40)) == []
    assert ages(run(reader, "no_contact", days=14)) == [30, 56, 66]
    assert ages(run(reader, "no_contact", days=40)) == [4, 30]
    assert ages(run(reader, "task_overdue", days=5)) == [15]
    assert ages(run(reader, "task_overdue", days=11)) == []
    assert ages(run(reader, "order_past", days=20)) == [3]
    assert ages(run(reader, "date_near", days=5, field="birthday")) == [9, 9]
    assert ages(run(reader, "date_near", days=20, field="own.ends")) == [13, 13]
    assert ages(run(reader, "no_contact", days=14, limits={"once": True})) == [56, 66]


def test_who_entered_a_segment_is_told_week_by_week(writer: Writer, reader: Reader, days: Days) -> None:
    hotel = add_company(writer)
    with writer.step("orders") as work:
        day = to_text(NOW - timedelta(days=30))[:10]
        work.execute("insert into sale (uuid, day, account_id, net_cents) values ('s', ?, ?, 100)", (day, hotel))
    bought = {"field": "orders", "is": "at_least", "value": 1, "days": 14}
    segment = segments.add_segment(writer, name="Lately", criteria=bought).value
    entered = run(reader, "segment_entered", segment_id=segment)
    left = run(reader, "segment_left", segment_id=segment)
    assert (ages(entered), ages(left), entered.by_week) == ([28], [14], True)


def test_too_often_other_rules_on_the_same_and_what_is_missing_are_said(
    writer: Writer, reader: Reader, days: Days
) -> None:
    days.ago(1)
    with writer.step("many") as work:
        for _number in range(70):
            work.add(Lead(title="Table", arrived_at=work.now))
    assert run(reader, "lead_came").too_often
    first = rule(writer, "lead_came", name="Answer")
    rule(writer, "lead_came", {"do": "note", "text": "x"}, name="Note")
    rows = queries.rules(reader, now=NOW)
    assert clashes(rows, recipe("lead_came")) == ["Answer"]
    assert clashes(rows, recipe("lead_came"), rule_id=first) == []
    with pytest.raises(BadInput, match="no field"):
        run(reader, "lead_came", conditions={"field": "offer.net", "is": "at_least", "value": 1})
    assert working_days(NOW.date() - timedelta(days=7), NOW.date()) == 5
    assert working_days(NOW.date() - timedelta(days=3), NOW.date()) == 2
