"""Two hundred rules cost a step hardly anything, the nightly look a few readings of the contacts, a dry run likewise.

Run: pytest -m benchmark -s tests/benchmarks/test_rules.py; CRM_BENCH_RULES names a file of a firm (100,000 contacts,
300,000 entries: `crm-desktop demo --size large`) to use in place of the one that is made.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.base.times import to_text
from crm_desktop.domain.recipes import Recipe
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.rules import catch_up as rule_catch_up
from crm_desktop.operations.rules import rules
from crm_desktop.operations.rules.choices import rule_choices
from crm_desktop.operations.rules.dry_run import dry_run
from crm_desktop.operations.rules.effects import Follower
from crm_desktop.store.database import Database
from crm_desktop.store.queries import pipelines
from crm_desktop.store.unit_of_work import Work
from tests.builders import NOW
from tests.operations.ruled import recipe

pytestmark = pytest.mark.benchmark

RULES = 200
CONTACTS, ENTRIES = 20_000, 60_000
#: Times one plain reading of what is looked through.
READINGS_BY_NIGHT, READINGS_DRY = 100.0, 150.0
#: Milliseconds the issue allows for the effects of one change.
MOST_MS = 20.0


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Timed(Follower):
    """Measures how long rules take within each step."""

    def __init__(self) -> None:
        super().__init__()
        self.took: list[float] = []

    def __call__(self, work: Work) -> None:
        work.flush()
        begun = time.thread_time()
        super().__call__(work)
        self.took.append((time.thread_time() - begun) * 1_000)


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a firm with many contacts and a long history."""
    path = tmp_path_factory.mktemp("rules") / "firm.crm"
    given = os.environ.get("CRM_BENCH_RULES")
    if given:
        shutil.copyfile(given, path)
    else:
        fill(path)
    yield path
    path.unlink()


def fill(path: Path) -> None:
    chance = random.Random(5)
    with Database.create(path).writer(lambda: NOW) as writer:
        setup.start_firm(writer, language="en")
        with writer.step("fill") as work:
            work.executemany(
                "insert into contact (id, uuid, name, sort_key, kind, standing, category, birthday, last_activity_at,"
                " custom) values (?, ?, ?, ?, 'person', ?, ?, ?, ?, ?)",
                [
                    (n, f"c{n}", f"Person {n}", f"person {n}", chance.choice(("customer", "prospect")),
                     chance.choice("ABC"), f"19{chance.randrange(50, 99)}-12-{chance.randrange(1, 29):02}",
                     to_text(NOW - timedelta(days=chance.randrange(400))),
                     f'{{"ends": "2026-12-{chance.randrange(1, 29):02}"}}')
                    for n in range(1, CONTACTS + 1)
                ],
            )  # fmt: skip
            work.executemany(
                "insert into activity (id, uuid, kind, at, subject) values (?, ?, 'call', ?, 'Rang')",
                [
                    (n, f"a{n}", to_text(NOW - timedelta(minutes=chance.randrange(600_000))))
                    for n in range(1, ENTRIES + 1)
                ],
            )
            work.execute(
                "insert into activity_contact (activity_id, contact_id, at)"
                " select id, 1 + id * 7919 % ?, at from activity", (CONTACTS,)
            )  # fmt: skip
            work.executemany(
                "insert into sale (uuid, account_id, day, net_cents, currency) values (?, ?, ?, ?, 'EUR')",
                [
                    (f"s{n}", chance.randrange(1, CONTACTS),
                     f"{NOW - timedelta(days=chance.randrange(700)):%Y-%m-%d}", 50_000)
                    for n in range(5_000)
                ],
            )  # fmt: skip


def many_rules(stages: list[int]) -> Iterator[Recipe]:
    """Yield rules of every kind, each with conditions of its own."""
    note: dict[str, Any] = {"do": "note", "text": "Seen"}
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("deal_entered", {"stage_id": stages[1]}), ("deal_won", {}), ("deal_stays", {"days": 9}), ("offer_sent", {}),
        ("offer_unanswered", {"days": 7}), ("lead_came", {}), ("no_contact", {"days": 60}),
        ("task_overdue", {"days": 2}),
        ("date_near", {"days": 7, "field": "birthday"}), ("date_near", {"days": 20, "field": "own.ends"}),
        ("tag_gained", {"tag": "VIP"}), ("task_done", {}), ("order_booked", {}), ("order_past", {"days": 30}),
        ("deal_left", {"stage_id": stages[0]}), ("offer_accepted", {}), ("offer_expiring", {"days": 3}),
        ("deal_lost", {}), ("offer_declined", {}), ("tag_lost", {"tag": "VIP"}),
    ]  # fmt: skip
    for number in range(RULES):
        on, more = kinds[number % len(kinds)]
        if "days" in more:
            more = more | {"days": more["days"] + number // len(kinds)}
        dear = {"field": "revenue", "is": "at_least", "value": 10_000_000 + number}
        good = {"field": "standing", "is": "is", "value": ("customer", "regular", "former")[number % 3]}
        yield recipe(on, note, conditions={"any": [dear, good]} if number % 2 else {"all": [dear, good]}, **more)


def taken(work: Callable[[], object], times: int = 5) -> float:
    """Return the milliseconds of work, in the middle of several."""
    found = []
    for _time in range(times):
        begun = time.thread_time()
        work()
        found.append((time.thread_time() - begun) * 1_000)
    return statistics.median(found)


def test_two_hundred_rules_take_twenty_milliseconds_of_a_step_and_few_readings_by_night(firm: Path) -> None:
    clock, timed = Clock(), Timed()
    database = Database.open(firm)
    with database.writer(clock, follow=timed) as writer, database.reader() as reader:
        stages = [row.id for row in pipelines.all_stages(reader) if row.kind == "open"]
        for number, said in enumerate(many_rules(stages)):
            rules.add_rule(writer, name=f"Rule {number}", recipe=said, enabled=True)
        account = int(reader.scalar("select id from contact where category <> '' order by id limit 1"))
        found = [deals.add_deal(writer, title=f"D{n}", account_id=account, stage_id=stages[0]).value for n in range(9)]
        timed.took.clear()
        for deal in found:
            deals.move_to_stage(writer, deal_id=deal, stage_id=stages[1])
        contacts.change_tags(writer, contact_ids=[account], add=["VIP"])
        change = statistics.median(timed.took)
        print(f"\nrules in one change: {change:.1f} ms in the middle, {max(timed.took):.1f} ms at most")  # noqa: T201
        clock.now += timedelta(days=1)
        plain = taken(lambda: reader.scalar("select count(*) from contact not indexed where category = 'x'"))
        begun = time.thread_time()
        done = rule_catch_up.catch_up(writer).value
        night = (time.thread_time() - begun) * 1_000
        print(f"nightly look: {night:.0f} ms, {night / plain:.0f} readings, {done}")  # noqa: T201
        assert change <= MOST_MS
        assert night - 10 * done.acted <= READINGS_BY_NIGHT * plain + 2_000


def test_a_dry_run_takes_a_few_readings_of_the_history(firm: Path) -> None:
    with Database.open(firm).reader() as reader:
        plain = taken(lambda: reader.scalar("select count(*) from activity not indexed where subject = 'x'"))
        choices = rule_choices(reader)
        asked: tuple[tuple[str, dict[str, Any]], ...] = (
            ("no_contact", {"days": 30}), ("deal_stays", {"days": 14}), ("task_done", {})
        )  # fmt: skip
        for on, more in asked:
            said = recipe(on, conditions={"field": "revenue", "is": "at_least", "value": 100}, **more)
            spent = taken(lambda said=said: dry_run(reader, recipe=said, now=NOW, choices=choices), 3)  # type: ignore[misc]
            print(f"\ndry run of {on}: {spent:.0f} ms, {spent / plain:.1f} readings")  # noqa: T201
            assert spent <= READINGS_DRY * plain
