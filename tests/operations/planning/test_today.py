"""The list of a day: ordered by the money at stake, with what nobody has planned, and never longer than a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.planning import tasks, today
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.operations.planning.today import HintKind, Knowledge
from crm_desktop.store.queries import pipelines
from crm_desktop.store.queries import today as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

#: A Tuesday, a quarter to nine in UTC.
TODAY = NOW.date()


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.fixture
def stages(writer: Writer, reader: Reader) -> list[int]:
    setup.start_firm(writer, language="de")
    return [row.id for row in pipelines.stages(reader, pipeline_id=1)]


def deal(writer: Writer, title: str, euros: int, stage_id: int) -> int:
    return deals.add_deal(writer, title=title, amount_cents=euros * 100, stage_id=stage_id).value


def subjects(found: today.Today) -> list[str]:
    return [one.row.subject for one in found.todo]


def test_what_is_due_is_ordered_by_value_times_chance_and_on_demand_by_time(
    writer: Writer, reader: Reader, stages: list[int]
) -> None:
    small, large = deal(writer, "Small", 1_000, stages[2]), deal(writer, "Large", 9_000, stages[0])
    tasks.add_task(writer, new=Plan("Small", days(-3)), deal_id=small)
    tasks.add_task(writer, new=Plan("Large", TODAY), deal_id=large)
    tasks.add_task(writer, new=Plan("Nothing at stake, urgent", TODAY, priority=Priority.HIGH))
    tasks.add_task(writer, new=Plan("Nothing at stake", TODAY))
    tasks.add_task(writer, new=Plan("Next", TODAY, due_time="23:59"))
    found = today.today_list(reader, now=NOW)
    assert subjects(found) == ["Large", "Small", "Nothing at stake, urgent", "Nothing at stake"]
    stake = found.todo[0].stake
    assert stake.chance is not None
    assert stake.at_stake == round(900_000 * stake.chance)
    assert found.next_up is not None
    assert found.next_up.todo.row.subject == "Next"
    assert subjects(today.today_list(reader, now=NOW, by_time=True))[0] == "Small"


def test_chances_learned_from_own_deals_take_the_place_of_those_set(
    writer: Writer, reader: Reader, stages: list[int]
) -> None:
    first, second = deal(writer, "A", 1_000, stages[0]), deal(writer, "B", 1_000, stages[1])
    for one, name in ((first, "A"), (second, "B")):
        tasks.add_task(writer, new=Plan(name, TODAY), deal_id=one)
    tasks.add_task(writer, new=Plan("Next", TODAY, due_time="23:59"))
    assert subjects(today.today_list(reader, now=NOW)) == ["B", "A"]
    learned = Knowledge(chances={stages[0]: 0.9, stages[1]: 0.2})
    assert subjects(today.today_list(reader, now=NOW, knowledge=learned)) == ["A", "B"]


def test_what_comes_next_has_the_last_thing_said_and_a_number_to_call(
    writer: Writer, reader: Reader, stages: list[int]
) -> None:
    from crm_desktop.operations.history import history  # noqa: PLC0415 - beside what it is for

    person = contacts.add_person(writer, new=NewContact(family_name="Kessler", phone="04131 22 87 14")).value
    lobby = deals.add_deal(writer, title="Lobby", person_id=person, stage_id=stages[0]).value
    history.log_activity(writer, kind=ActivityKind.CALL, body="Eiche statt Esche", contacts=[person], deal_id=lobby)
    tasks.add_task(writer, new=Plan("Anrufen", TODAY, ActivityKind.CALL, "23:30"), deal_id=lobby)
    found = today.today_list(reader, now=NOW).next_up
    assert found is not None
    assert (found.said, found.todo.row.person) == ("Eiche statt Esche", "Kessler")
    assert found.phone


def test_with_nothing_due_the_next_dated_step_is_still_said(writer: Writer, reader: Reader, stages: list[int]) -> None:
    assert today.today_list(reader, now=NOW).next_up is None
    tasks.add_task(writer, new=Plan("On Thursday", days(2)))
    found = today.today_list(reader, now=NOW)
    assert found.todo == ()
    assert found.next_up is not None
    assert found.next_up.todo.row.subject == "On Thursday"
    assert stages


def test_more_than_forty_show_todays_alone_and_the_rest_as_a_number(writer: Writer, reader: Reader) -> None:
    for number in range(today.MANY):
        tasks.add_task(writer, new=Plan(f"Old {number}", days(-2)))
    tasks.add_task(writer, new=Plan("A", TODAY))
    tasks.add_task(writer, new=Plan("B", TODAY))
    found = today.today_list(reader, now=NOW)
    assert (found.older, len(found.todo)) == (40, 1)
    assert today.today_list(reader, now=NOW, everything=True).older == 0
    assert len(today.today_list(reader, now=NOW, everything=True).todo) == 41
    assert tasks.defer_overdue(writer, until=days(6)).value == 40
    assert today.waiting(reader, today=TODAY) == 2
    writer.undo()
    assert today.waiting(reader, today=TODAY) == 42


def test_overdue_things_are_spread_over_working_days_the_dearest_first(
    writer: Writer, reader: Reader, stages: list[int]
) -> None:
    dear = deal(writer, "Dear", 50_000, stages[2])
    for number in range(11):
        tasks.add_task(writer, new=Plan(f"Old {number}", days(-20)))
    tasks.add_task(writer, new=Plan("Dear", days(-1)), deal_id=dear)
    outcome = tasks.spread_overdue(writer)
    assert (outcome.value, outcome.label) == (12, "Plan 12 tasks anew")
    found = queries.due(reader, last=days(30), by_time=True)
    assert [row.due_on for row in found] == [TODAY] * 5 + [days(1)] * 5 + [days(2)] * 2
    assert found[0].due_on == next(row.due_on for row in found if row.subject == "Dear") == TODAY
    writer.undo()
    assert len(queries.overdue_ids(reader, today=TODAY)) == 12


def test_weekends_get_nothing() -> None:
    friday = date(2026, 11, 27)
    spread = today.spread(range(12), friday)
    assert sorted(set(spread.values())) == [friday, date(2026, 11, 30), date(2026, 12, 1)]
    assert today.spread([], friday) == {}


def test_a_deal_without_a_next_step_is_said_and_a_plan_silences_it(
    writer: Writer, reader: Reader, stages: list[int]
) -> None:
    lobby = deal(writer, "Lobby", 5_000, stages[0])
    (hint,) = today.hints(reader, today=TODAY).shown
    assert (hint.kind, hint.ref, hint.days) == (HintKind.NO_STEP, lobby, 0)
    task = tasks.add_task(writer, new=Plan("Call", days(90)), deal_id=lobby).value
    assert today.hints(reader, today=TODAY).shown == (), "a planned step, however far away, is a step"
    tasks.complete_task(writer, activity_id=task)
    assert today.hints(reader, today=TODAY).total == 1


def test_a_deal_is_stale_after_the_days_learned_set_or_assumed(
    writer: Writer, reader: Reader, stages: list[int]
) -> None:
    lobby = deal(writer, "Lobby", 5_000, stages[0])
    with writer.step("age") as work:
        work.execute("update deal set stage_since = ?", (to_text(NOW - timedelta(days=20)),))
    assert today.hints(reader, today=TODAY).shown[0].kind is HintKind.NO_STEP
    learned = Knowledge(stale_after={stages[0]: 14})
    (hint,) = today.hints(reader, today=TODAY, knowledge=learned).shown
    assert (hint.kind, hint.ref, hint.days, hint.usual) == (HintKind.STALE, lobby, 20, 14)
    with writer.step("set") as work:
        work.execute("update stage set stale_days = 25 where id = ?", (stages[0],))
    assert today.hints(reader, today=TODAY, knowledge=learned).shown[0].kind is HintKind.NO_STEP


def sent_offer(writer: Writer, number: str, *, valid: int, sent: int = 3, net: int = 1_000) -> None:
    with writer.step("offer") as work:
        work.execute(
            """insert into offer (uuid, number, status, subject, issued_on, valid_until, sent_at, currency, net_cents)
               values (?, ?, 'sent', 'Theke', ?, ?, ?, 'EUR', ?)""",
            (number, number, days(-sent).isoformat(), days(valid).isoformat(), to_text(NOW - timedelta(days=sent)),
             net * 100),
        )  # fmt: skip


def test_offers_are_spoken_of_when_they_expire_or_nobody_answers(
    writer: Writer, reader: Reader, stages: list[int]
) -> None:
    assert stages
    for number, valid, sent in (
        ("soon", 3, 3),
        ("later", 20, 3),
        ("silent", 20, 15),
        ("gone", -5, 40),
        ("old", -60, 90),
    ):
        sent_offer(writer, number, valid=valid, sent=sent)
    found = {hint.title: hint.kind for hint in today.hints(reader, today=TODAY).shown}
    assert found == {"soon": HintKind.EXPIRING, "silent": HintKind.UNANSWERED, "gone": HintKind.EXPIRED}
    chance = today.hints(reader, today=TODAY).shown[0].stake.chance
    assert chance == pytest.approx(0.3), "assumed until the first offers are answered"


def test_birthdays_of_customers_are_said_and_those_of_strangers_are_not(writer: Writer, reader: Reader) -> None:
    for name, born, standing in (
        ("Kessler", date(1980, 11, 25), "regular"), ("Fremd", date(1980, 11, 24), "prospect"),
        ("Spät", date(1980, 12, 24), "customer"),
    ):  # fmt: skip
        person = contacts.add_person(writer, new=NewContact(family_name=name)).value
        with writer.step("born") as work:
            work.execute(
                "update contact set birthday = ?, standing = ? where id = ?", (born.isoformat(), standing, person)
            )
    (hint,) = today.hints(reader, today=TODAY).shown
    assert (hint.kind, hint.title, hint.on) == (HintKind.BIRTHDAY, "Kessler", days(1))


def test_a_birthday_is_found_over_the_turn_of_the_year(writer: Writer, reader: Reader) -> None:
    person = contacts.add_person(writer, new=NewContact(family_name="Neujahr")).value
    with writer.step("born") as work:
        work.execute("update contact set birthday = '1990-01-01', standing = 'customer' where id = ?", (person,))
    (hint,) = today.hints(reader, today=date(2026, 12, 31)).shown
    assert (hint.on, hint.days) == (date(2027, 1, 1), 37)


@pytest.mark.parametrize(
    ("on", "said"), [(date(2027, 2, 27), date(2027, 2, 28)), (date(2028, 2, 27), date(2028, 2, 29))]
)
def test_who_was_born_on_a_leap_day_has_a_birthday_each_year(
    writer: Writer, reader: Reader, on: date, said: date
) -> None:
    person = contacts.add_person(writer, new=NewContact(family_name="Schalt")).value
    with writer.step("born") as work:
        work.execute("update contact set birthday = '2000-02-29', standing = 'customer' where id = ?", (person,))
    (hint,) = today.hints(reader, today=on).shown
    assert (hint.kind, hint.on) == (HintKind.BIRTHDAY, said)


def test_a_customer_overdue_against_the_own_rhythm_is_said_with_it(writer: Writer, reader: Reader) -> None:
    hotel = contacts.add_company(writer, new=NewContact(name="Hotel Ostufer")).value
    with writer.step("orders") as work:
        for number, back in enumerate((1_000, 900, 800, 300)):
            work.execute(
                "insert into sale (uuid, account_id, day, net_cents, currency) values (?, ?, ?, 930000, 'EUR')",
                (f"s{number}", hotel, days(-back).isoformat()),
            )
    assert today.hints(reader, today=TODAY).shown == (), "300 days are not yet one and a half times 233"
    (hint,) = today.hints(reader, today=days(60)).shown
    assert (hint.kind, hint.usual, hint.days) == (HintKind.LATE_CUSTOMER, 233, 360)
    assert (hint.stake.at_stake, hint.stake.chance) == (930_000, None)


def test_amounts_in_two_currencies_are_not_averaged_and_few_orders_follow_everybody(
    writer: Writer, reader: Reader
) -> None:
    hotel, other = (contacts.add_company(writer, new=NewContact(name=name)).value for name in ("Hotel", "Café"))
    with writer.step("orders") as work:
        orders = [(hotel, back, 900_000, "CHF") for back in (460, 360, 260)] + [(hotel, 210, 10, "EUR")]
        for account, back, cents, currency in [*orders, *((other, 5 + 30 * n, 100, "EUR") for n in range(8))]:
            work.execute(
                "insert into sale (uuid, account_id, day, net_cents, currency) values (?, ?, ?, ?, ?)",
                (f"s{account}{back}", account, days(-back).isoformat(), cents, currency),
            )
    (hint,) = today.hints(reader, today=TODAY).shown
    assert (hint.stake.cents, hint.stake.currency) == (900_000, "CHF")
    # Its own 83 days are moved towards the middle of all customers.
    assert hint.usual == round((250 + 250 / 3) / 4)


def test_inquiries_that_wait_come_first(writer: Writer, reader: Reader, stages: list[int]) -> None:
    deal(writer, "Lobby", 5_000, stages[0])
    with writer.step("lead") as work:
        for number in range(3):
            work.execute(
                "insert into lead (uuid, title, arrived_at, status) values (?, 'x', ?, 'new')",
                (f"l{number}", to_text(NOW - timedelta(days=number))),
            )
    hint = today.hints(reader, today=TODAY).shown[0]
    assert (hint.kind, hint.usual, hint.days) == (HintKind.LEADS, 3, 2)


def test_after_a_holiday_the_days_away_are_known(writer: Writer, reader: Reader) -> None:
    tasks.add_task(writer, new=Plan("Old", days(-3)))
    assert today.today_list(reader, now=NOW).away_days == 0
    assert today.today_list(reader, now=NOW + timedelta(days=12)).away_days == 12
    assert today.today_list(reader, now=NOW + timedelta(days=3)).away_days == 0


@pytest.mark.parametrize(
    ("day", "until"),
    [(date(2026, 11, 23), 27), (date(2026, 11, 25), 27), (date(2026, 11, 26), 4), (date(2026, 11, 28), 4)],
)
def test_coming_days_end_with_a_friday_that_is_still_ahead(day: date, until: int) -> None:
    found = today.coming_until(day)
    assert (found.day, found.weekday()) == (until, 4)
