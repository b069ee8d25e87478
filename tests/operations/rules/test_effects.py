"""Rules act in the step that sets them off, go with it, never in circles, and never cost the user the step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.leads import Lead
from crm_desktop.domain.recipes import Action
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import contacts, custom_fields, segments
from crm_desktop.operations.deals import deals, follow_up_sets
from crm_desktop.operations.deals.stage_tasks import StageTask
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.planning import tasks as task_operations
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.rules import catch_up as rule_catch_up
from crm_desktop.operations.rules import doing as rule_doing
from crm_desktop.operations.rules import rules
from crm_desktop.operations.rules.doing import Case
from crm_desktop.operations.rules.effects import Follower
from crm_desktop.store.database import Database
from crm_desktop.store.queries import pipelines
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer
from tests.builders import NOW
from tests.operations.ruled import TASK, following, log, outcomes, rule, tasks
from tests.operations.trade import add_company, add_person, article, complete_firm
from tests.store.acting import digest


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    with following(database) as opened:
        setup.start_firm(opened, language="en")
        complete_firm(opened)
        yield opened


@pytest.fixture
def hotel(writer: Writer) -> int:
    return add_company(writer)


def stages(reader: Reader) -> list[int]:
    return [row.id for row in pipelines.all_stages(reader)]


def tags(reader: Reader, contact_id: int) -> list[str]:
    return reader.rows(str, "select name from tag where contact_id = ? order by name", (contact_id,))


def test_a_rule_acts_in_the_step_that_sets_it_off_and_goes_with_it(writer: Writer, reader: Reader, hotel: int) -> None:
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    second = stages(reader)[1]
    rule(writer, "deal_entered", {**TASK, "text": "Visit {customer}"}, stage_id=second, name="Visit")
    before = digest(reader)
    moved = deals.move_to_stage(writer, deal_id=deal, stage_id=second)
    assert tasks(reader) == ["Visit Hotel Seeblick GmbH"]
    assert moved.label == "Move “Lobby” to Follow-up"
    [run] = log(reader)
    assert (run.rule, run.kind, run.ref, run.title, run.contact) == (
        "Visit",
        "deal",
        deal,
        "Lobby",
        "Hotel Seeblick GmbH",
    )
    assert run.reason == "The deal entered “Follow-up”."
    assert run.did.startswith("Task “Visit Hotel Seeblick GmbH” for")
    assert (run.step_id, run.step_label) == (moved.step, moved.label)
    writer.undo()
    assert digest(reader) == before
    counts = queries.counts(reader, now=NOW)
    assert (counts.active, counts.runs_90, counts.undone_90) == (1, 0, 1)
    writer.redo()
    assert tasks(reader) == ["Visit Hotel Seeblick GmbH"]


def test_only_what_the_rule_means_and_its_conditions_sets_it_off(writer: Writer, reader: Reader, hotel: int) -> None:
    first, second, third = stages(reader)[:3]
    dear = {"field": "deal.amount", "is": "at_least", "value": 500_000}
    good = {"field": "category", "is": "is", "value": "B"}
    large_ones = {"all": [dear, good]}
    rule(writer, "deal_entered", {**TASK, "text": "large"}, stage_id=second, conditions=large_ones)
    rule(writer, "deal_left", {**TASK, "text": "left"}, stage_id=first)
    rule(writer, "deal_won", {**TASK, "text": "won"})
    rule(writer, "deal_lost", {**TASK, "text": "lost"})
    small = deals.add_deal(writer, title="Small", account_id=hotel, amount_cents=1).value
    large = deals.add_deal(writer, title="Large", account_id=hotel, amount_cents=500_000).value
    deals.move_to_stage(writer, deal_id=small, stage_id=third)
    assert tasks(reader) == ["left"]
    deals.move_to_stage(writer, deal_id=small, stage_id=second)
    assert tasks(reader) == ["left"]
    deals.move_to_stage(writer, deal_id=large, stage_id=second)
    assert tasks(reader) == ["left", "left", "large"]
    deals.win_deal(writer, deal_id=large, argument="Price")
    deals.lose_deal(writer, deal_id=small, reason="Price")
    assert tasks(reader)[-2:] == ["won", "lost"]


def test_offers_orders_tags_tasks_and_inquiries_set_rules_off(writer: Writer, reader: Reader, hotel: int) -> None:
    for on in ("offer_sent", "offer_accepted", "offer_declined", "order_booked", "lead_came", "task_done"):
        rule(writer, on, {"do": "note", "text": f"{on} {{number}}"})
    rule(writer, "tag_gained", {"do": "note", "text": "tag on"}, tag="VIP")
    rule(writer, "tag_lost", {"do": "note", "text": "tag off"}, tag="vip")
    sent = [offers.new_offer(writer, account_id=hotel, lines=[article("1", "100")]).value for _ in range(2)]
    for offer in sent:
        offer_life.send_offer(writer, offer_id=offer)
    offer_life.accept_offer(writer, offer_id=sent[0])
    offer_life.reject_offer(writer, offer_id=sent[1], reason="Price")
    contacts.change_tags(writer, contact_ids=[hotel], add=["VIP", "Fair"])
    contacts.change_tags(writer, contact_ids=[hotel], remove=["VIP"])
    with writer.step("inquiry") as work:
        work.add(Lead(title="Table", arrived_at=work.now))
    plan = task_operations.Plan("Ring", NOW.date())
    task = task_operations.add_task(writer, new=plan, contacts=[hotel]).value
    task_operations.complete_task(writer, activity_id=task)
    notes = reader.rows(str, "select subject from activity where kind = 'system' and body like 'Set by%' order by id")
    assert notes == [
        "offer_sent Q-2026-001", "offer_sent Q-2026-002", "offer_accepted Q-2026-001", "order_booked SO-2026-001",
        "offer_declined Q-2026-002", "tag on", "tag off", "lead_came", "task_done",
    ]  # fmt: skip


def test_a_contact_enters_and_leaves_a_segment_by_what_a_step_changes(
    writer: Writer, reader: Reader, hotel: int
) -> None:
    segment = segments.add_segment(
        writer, name="Large", criteria={"field": "employees", "is": "at_least", "value": 100}
    ).value
    rule(writer, "segment_entered", {"do": "add_tag", "tag": "Large"}, segment_id=segment)
    rule(writer, "segment_left", {"do": "remove_tag", "tag": "Large"}, segment_id=segment)
    contacts.change_contact(writer, contact_id=hotel, fields={"employees": 99})
    assert tags(reader, hotel) == []
    contacts.change_contact(writer, contact_id=hotel, fields={"employees": 120})
    assert tags(reader, hotel) == ["Large"]
    contacts.change_contact(writer, contact_id=hotel, fields={"employees": 130})
    contacts.change_contact(writer, contact_id=hotel, fields={"employees": 20})
    assert tags(reader, hotel) == []
    assert [run.reason for run in log(reader)] == ["The contact entered “Large”.", "The contact left “Large”."]


def test_a_segment_that_asks_for_a_field_there_is_no_more_holds_nobody_and_costs_no_step(
    writer: Writer, reader: Reader, hotel: int
) -> None:
    field = custom_fields.add_field(writer, label="Colour").value
    asks = {"field": f"own.{reader.scalar('select key from custom_field')}", "is": "is", "value": "red"}
    segment = segments.add_segment(writer, name="Red", criteria=asks).value
    rule(writer, "segment_entered", {"do": "add_tag", "tag": "Red"}, segment_id=segment)
    rule(writer, "tag_gained", {"do": "note", "text": "x"}, conditions=asks, tag="VIP")
    custom_fields.delete_field(writer, field_id=field)
    contacts.change_tags(writer, contact_ids=[hotel], add=["VIP"])
    assert tags(reader, hotel) == ["VIP"]
    assert [(run.outcome.value, run.did) for run in log(reader)] == [
        ("failed", f"There is no field “{asks['field']}” to describe contacts by.")
    ]
    rule_catch_up.catch_up(writer)


def test_what_goes_wrong_beside_the_rules_costs_no_step_either(
    writer: Writer, reader: Reader, hotel: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Follower, _work: Work) -> None:
        raise LookupError

    rule(writer, "tag_gained", tag="VIP")
    monkeypatch.setattr(Follower, "act", broken)
    contacts.change_tags(writer, contact_ids=[hotel], add=["VIP"])
    assert tags(reader, hotel) == ["VIP"]


def test_actions_of_all_kinds(writer: Writer, reader: Reader, hotel: int) -> None:
    person = add_person(writer, company_id=hotel)
    first, second = stages(reader)[:2]
    follow_ups = follow_up_sets.add_set(
        writer,
        name="After",
        tasks=[StageTask(3, ActivityKind.CALL, "Ring"), StageTask(10, ActivityKind.VISIT, "Visit")],
    ).value
    with writer.step("prepare") as work:
        work.execute("insert into campaign (uuid, name) values ('k', 'Fair')")
        work.execute(
            "insert into template (uuid, name, kind, language, subject, body) values "
            "('t', 'Thanks', 'letter', 'en', 'Thank you, {Name}', 'Dear all')"
        )
    campaign, template = (int(reader.scalar(f"select id from {table} where uuid = ?", (uuid,)))
                          for table, uuid in (("campaign", "k"), ("template", "t")))  # fmt: skip
    actions: list[dict[str, object]] = [
        {"do": "follow_ups", "set_id": follow_ups},
        {"do": "set_field", "field": "category", "value": "A"},
        {"do": "add_tag", "tag": "Hot"},
        {"do": "letter", "template_id": template},
        {"do": "campaign", "campaign_id": campaign},
        {"do": "remind", "text": "Look at {title}"},
        {"do": "set_field", "field": "deal.channel", "value": "Fair"},
        {"do": "move_deal", "stage_id": second},
    ]
    rule(writer, "deal_entered", *actions, stage_id=first)
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel, person_id=person).value
    assert tasks(reader) == ["Ring", "Visit", "Thank you, Miriam Kessler", "Look at Lobby"]
    assert reader.scalar("select category from contact where id = ?", (hotel,)) == "A"
    assert tags(reader, hotel) == ["Hot"]
    assert reader.scalar("select contact_id from campaign_member") == person
    assert reader.rows(lambda *row: row, "select stage_id, channel from deal where id = ?", (deal,)) == [
        (second, "Fair")
    ]
    assert reader.scalar("select reminder_at from activity where subject like 'Look%'") >= to_text(NOW)
    assert outcomes(reader) == ["done"]


def test_nobody_joins_a_campaign_who_does_not_want_advertising(writer: Writer, reader: Reader, hotel: int) -> None:
    with writer.step("prepare") as work:
        work.execute("insert into campaign (uuid, name, channel) values ('k', 'Fair', 'post')")
    consents.object_to(writer, contact_id=hotel)
    rule(writer, "deal_won", {"do": "campaign", "campaign_id": int(reader.scalar("select id from campaign"))})
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    deals.win_deal(writer, deal_id=deal, argument="Price")
    assert reader.scalar("select count(*) from campaign_member") == 0
    assert log(reader)[0].did.startswith("Not added to the campaign “Fair”: ")


def test_nothing_is_prepared_for_who_objected_unless_it_is_about_their_own_matter(
    writer: Writer, reader: Reader, hotel: int
) -> None:
    with writer.step("prepare") as work:
        work.execute(
            "insert into template (uuid, name, kind, language, subject, body) values "
            "('t', 'Thanks', 'letter', 'en', 'Thank you, {Name}', 'Dear all')"
        )
    letter = {"do": "letter", "template_id": int(reader.scalar("select id from template where uuid = 't'"))}
    consents.object_to(writer, contact_id=hotel)
    rule(writer, "tag_gained", letter, tag="Hot")
    contact_bulk.add_tag(writer, contact_ids=[hotel], name="Hot")
    assert tasks(reader) == []
    assert log(reader)[0].did.startswith("Not prepared: objected on ")
    rule(writer, "deal_won", letter)
    deals.win_deal(writer, deal_id=deals.add_deal(writer, title="Lobby", account_id=hotel).value, argument="Price")
    assert tasks(reader) == ["Thank you, Hotel Seeblick GmbH"]


def test_rules_that_set_each_other_off_end_and_the_log_says_why(writer: Writer, reader: Reader, hotel: int) -> None:
    first, second = stages(reader)[:2]
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    rule(writer, "deal_entered", {"do": "move_deal", "stage_id": second}, stage_id=first, name="There")
    rule(writer, "deal_entered", {"do": "move_deal", "stage_id": first}, stage_id=second, name="Back")
    before = digest(reader)
    deals.move_to_stage(writer, deal_id=deal, stage_id=second)
    assert outcomes(reader) == ["done", "done", "stopped"]
    assert "in a circle" in log(reader)[-1].did
    writer.undo()
    assert digest(reader) == before


def test_a_long_chain_of_rules_is_stopped(writer: Writer, reader: Reader, hotel: int) -> None:
    for n in range(8):
        rule(writer, "tag_gained", {"do": "add_tag", "tag": f"T{n + 1}"}, tag=f"T{n}")
    contacts.change_tags(writer, contact_ids=[hotel], add=["T0"])
    assert tags(reader, hotel) == ["T0", "T1", "T2", "T3", "T4", "T5"]
    assert outcomes(reader) == ["done"] * 5 + ["stopped"]
    assert "5 rules in a row" in log(reader)[-1].did


def test_a_rule_that_fails_is_taken_back_alone_and_pauses_after_three_times(
    writer: Writer, reader: Reader, hotel: int
) -> None:
    wrong = rule(writer, "deal_won", {**TASK, "text": "half done"}, {"do": "follow_ups", "set_id": 77}, name="Wrong")
    rule(writer, "deal_won", {**TASK, "text": "right"}, name="Right")
    for n in range(4):
        deal = deals.add_deal(writer, title=f"Deal {n}", account_id=hotel).value
        deals.win_deal(writer, deal_id=deal, argument="Price")
    assert reader.scalar("select count(*) from deal where status = 'won'") == 4
    assert tasks(reader) == ["right"] * 4
    assert outcomes(reader) == ["failed", "done"] * 3 + ["done"]
    row = queries.rule(reader, rule_id=wrong, now=NOW)
    assert row is not None
    assert (row.enabled, row.paused, row.failures) == (True, True, 3)
    assert "not there any more" in row.failure
    rules.switch_rule(writer, rule_id=wrong, on=True)
    row = queries.rule(reader, rule_id=wrong, now=NOW)
    assert row is not None
    assert (row.paused, row.failures, row.failure) == (False, 0, "")


def test_a_mistake_of_the_program_in_a_rule_costs_nobody_the_step(
    writer: Writer, reader: Reader, hotel: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(work: Work, action: Action, case: Case) -> str:
        history.record(work, kind=ActivityKind.SYSTEM, subject=action.text, contacts=case.record.whom)
        raise LookupError(action.text)

    monkeypatch.setattr(rule_doing, "perform", half)
    rule(writer, "deal_won", {**TASK, "text": "half done"})
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    won = deals.win_deal(writer, deal_id=deal, argument="Price")
    assert reader.scalar("select status from deal where id = ?", (deal,)) == "won"
    assert reader.scalar("select count(*) from activity where subject = 'half done'") == 0
    assert [(run.outcome.value, run.did) for run in log(reader)] == [
        ("failed", "The program made a mistake; its log says more.")
    ]
    assert won.changes.touch("deal", "rule_run")


def test_limits_hold_once_for_a_record_and_not_where_something_is_planned(
    writer: Writer, reader: Reader, hotel: int
) -> None:
    first, second = stages(reader)[:2]
    rule(writer, "deal_entered", {"do": "note", "text": "once"}, stage_id=second, limits={"once": True})
    rule(writer, "deal_entered", {**TASK, "text": "none yet"}, limits={"unless_planned": True})
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    for stage in (second, first):
        deals.move_to_stage(writer, deal_id=deal, stage_id=stage)
    with writer.step("later") as work:  # at another time, not the same occasion
        work.execute("update rule_run set occasion = 'yesterday' where outcome = 'done'")
    deals.move_to_stage(writer, deal_id=deal, stage_id=second)
    assert tasks(reader) == ["none yet"]
    assert len([run for run in log(reader) if run.did.startswith("Note")]) == 1


def test_an_import_is_no_event_for_each_record_and_the_bin_and_rules_switched_off_are_left_alone(
    writer: Writer, reader: Reader, hotel: int
) -> None:
    rule(writer, "tag_gained", tag="New")
    off = rule(writer, "deal_won")
    rules.switch_rule(writer, rule_id=off, on=False)
    with writer.step("import") as work:
        work.executemany("insert into contact (uuid, name) values (?, ?)", [(f"u{n}", f"N{n}") for n in range(501)])
        work.execute("insert into tag (contact_id, name) select id, 'New' from contact where uuid like 'u%'")
    deal = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    deals.win_deal(writer, deal_id=deal, argument="Price")
    with writer.step("in the bin") as work:
        work.execute("update contact set deleted_at = '2026-11-24T08:00:00Z' where id = ?", (hotel,))
        work.execute("insert into tag (contact_id, name) values (?, 'New')", (hotel,))
    assert outcomes(reader) == []


def test_a_rule_leaves_alone_whose_data_may_only_be_kept(writer: Writer, reader: Reader, hotel: int) -> None:
    second = stages(reader)[1]
    rule(writer, "deal_entered", TASK, stage_id=second, name="Visit")
    consents.restrict(writer, contact_id=hotel, on=True)
    asleep = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    deals.move_to_stage(writer, deal_id=asleep, stage_id=second)
    assert tasks(reader) == []
    (line,) = queries.runs(reader)
    assert (line.outcome.value, line.did) == ("skipped", "The data of this contact may only be kept; nothing was done.")
    consents.restrict(writer, contact_id=hotel, on=False)
    awake = deals.add_deal(writer, title="Bar", account_id=hotel).value
    deals.move_to_stage(writer, deal_id=awake, stage_id=second)
    assert len(tasks(reader)) == 1
