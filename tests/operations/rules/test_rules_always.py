"""Whatever rules there are and whatever is done: rules end, cost nobody a step, and all of it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput, CrmError, Refused
from crm_desktop.base.times import to_text
from crm_desktop.domain.leads import Lead
from crm_desktop.domain.recipes import Recipe, read
from crm_desktop.domain.rules import Do, On
from crm_desktop.operations.contacts import contacts, segments
from crm_desktop.operations.deals import deals
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.rules import catch_up as rule_catch_up
from crm_desktop.operations.rules import rules
from crm_desktop.operations.rules.effects import Follower
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer
from tests.builders import NOW, fresh_database
from tests.operations import trade
from tests.store.acting import Actor, digest

#: More runs than this in one step would be a loop: rules times records times rounds.
LOOP = 20_000
TAGS = ("VIP", "Fair", "Wood")
CONDITIONS: tuple[dict[str, Any], ...] = (
    {},
    {"field": "tag", "is": "is_not", "value": "VIP"},
    {"any": [{"field": "open_deals", "is": "at_least", "value": 1}, {"field": "kind", "is": "is", "value": "person"}]},
    {"none": [{"field": "revenue", "is": "at_least", "value": 1}]},
)


class Watched(Follower):
    """Lets rules act, and keeps what went wrong in them: nothing ever may."""

    def __init__(self) -> None:
        super().__init__()
        self.lost: list[BaseException] = []

    def act(self, work: Work) -> None:
        before = int(work.read.scalar("select count(*) from rule_run"))
        try:
            super().act(work)
        except BaseException as error:
            self.lost.append(error)
            raise
        assert int(work.read.scalar("select count(*) from rule_run")) - before < LOOP


class Days:
    """A clock that goes on by some days now and then."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def some_rule(chance: Random, reader: Reader) -> Recipe:
    """Return a rule of any kind; some name what is not there."""

    def one(table: str) -> int:
        return chance.choice([*reader.ids(f"select id from {table} where deleted_at is null"), 77])

    on = chance.choice([on for on in On if chance.random() < 0.3 or not on.timed] or [On.DEAL_ENTERED])
    trigger: dict[str, Any] = {"on": on.value}
    if on.timed:
        trigger["days"] = chance.choice((1, 2, 5))
    if on in (On.DEAL_ENTERED, On.DEAL_LEFT, On.DEAL_STAYS) and chance.random() < 0.7:
        trigger["stage_id"] = one("stage")
    trigger |= {"tag": chance.choice(TAGS), "segment_id": one("segment"), "field": "birthday"}
    actions = [
        {
            "do": chance.choice(list(Do)).value, "text": chance.choice(("Ask {customer}", "{title} {nothing}")),
            "tag": chance.choice(TAGS), "stage_id": one("stage"), "set_id": one("follow_up_set"),
            "template_id": one("template"), "campaign_id": one("campaign"), "days": chance.randrange(3),
            "field": chance.choice(("category", "birthday", "deal.note", "lead.source", "own.x", "employees")),
            "value": chance.choice(("A", "", "2026-01-01", "7")), "kind": chance.choice(("task", "call")),
        }
        for _action in range(chance.randrange(1, 4))
    ]  # fmt: skip
    limits = {"once": chance.random() < 0.3, "unless_planned": chance.random() < 0.3}
    return read(trigger, chance.choice(CONDITIONS), actions, limits)


def add_rules(writer: Writer, chance: Random, reader: Reader) -> None:
    """Add some rules that set each other off with the best of chances."""
    for name, criteria in (("Tagged", {"field": "tag", "is": "is", "value": "VIP"}), ("All", {})):
        segments.add_segment(writer, name=name, criteria=criteria)
    made = 0
    while made < 12:
        try:
            rules.add_rule(writer, name=f"Rule {made}", recipe=some_rule(chance, reader), enabled=True)
        except BadInput:
            continue
        made += 1


class Owner:
    """Does what sets rules off, over and over, on few records."""

    def __init__(self, writer: Writer, reader: Reader, chance: Random) -> None:
        self.writer, self.reader, self.chance = writer, reader, chance

    def act(self) -> None:
        """Do one thing, or be refused."""
        with suppress(CrmError):
            self.chance.choice((self.deal, self.deal, self.move, self.move, self.move, self.tag, self.tag, self.task,
                                self.complete, self.close, self.lead, self.offer, self.order))()  # fmt: skip

    def deal(self) -> None:
        if not self.one("contact"):
            trade.add_company(self.writer)
        deals.add_deal(self.writer, title="Deal", account_id=self.one("contact"), stage_id=self.one("stage"))

    def move(self) -> None:
        deals.move_to_stage(self.writer, deal_id=self.one("deal") or 0, stage_id=self.one("stage") or 0)

    def tag(self) -> None:
        change = {self.chance.choice(("add", "remove")): [self.chance.choice(TAGS)]}
        contacts.change_tags(self.writer, contact_ids=[self.one("contact") or 0], **change)

    def task(self) -> None:
        plan = tasks.Plan("Ring", NOW.date())
        tasks.add_task(self.writer, new=plan, deal_id=self.one("deal"))

    def complete(self) -> None:
        tasks.complete_task(self.writer, activity_id=self.one("activity") or 0)

    def close(self) -> None:
        deals.win_deal(self.writer, deal_id=self.one("deal") or 0, argument="Price")

    def lead(self) -> None:
        with self.writer.step("inquiry") as work:
            work.add(Lead(title="Table", arrived_at=work.now, company_id=self.one("contact")))

    def offer(self) -> None:
        status = self.chance.choice(("sent", "accepted", "rejected"))
        with self.writer.step("offer") as work:
            work.execute(
                "insert into offer (uuid, issued_on, status, sent_at, deal_id, account_id) values (?, ?, ?, ?, ?, ?)",
                (str(self.chance.random()), str(NOW.date()), status, to_text(work.now), self.one("deal"),
                 self.one("contact")),
            )  # fmt: skip

    def order(self) -> None:
        with self.writer.step("order") as work:
            work.execute(
                "insert into sale (uuid, day, account_id, deal_id) values (?, ?, ?, ?)",
                (str(self.chance.random()), str(NOW.date()), self.one("contact"), self.one("deal")),
            )

    def one(self, table: str) -> int | None:
        ids = self.reader.ids(f"select id from {table} where deleted_at is null")
        return self.chance.choice(ids) if ids else None


@contextmanager
def firm(seed: int) -> Iterator[tuple[Writer, Reader, Watched, Days, Actor]]:
    """Open a new firm with rules, and somebody who does anything."""
    with TemporaryDirectory() as folder:
        database, watched, days = fresh_database(Path(folder) / "firm.crm"), Watched(), Days()
        chance = Random(seed)
        with database.writer(days, follow=watched) as writer, closing(database.reader()) as reader:
            actor = Actor(writer, chance)
            actor.begin()
            add_rules(writer, chance, reader)
            yield writer, reader, watched, days, actor


def live(seed: int, acts: int) -> None:
    """Do so many random things while rules act; go all the way back, and forth again."""
    with firm(seed) as (writer, reader, watched, days, actor):
        writer.close_horizon()
        start = digest(reader)
        owner = Owner(writer, reader, actor.random)
        for number in range(acts):
            (actor if actor.random.random() < 0.2 else owner).act()
            if number % 7 == 6:
                days.now += timedelta(days=actor.random.randrange(1, 5))
                rule_catch_up.catch_up(writer)
        assert watched.lost == []
        assert reader.scalar("select 1 from rule_run limit 1"), "no rule was ever set off"
        end, steps = digest(reader), 0
        with suppress(Refused):  # nothing is left to be undone
            while True:
                writer.undo()
                steps += 1
        assert digest(reader) == start
        for _step in range(steps):
            writer.redo()
        assert digest(reader) == end


#: A seed is not made simpler by being made smaller.
AS_IT_IS = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=2, phases=AS_IT_IS)
@given(st.integers(0, 2**32))
def test_rules_end_lose_no_step_and_are_taken_back_with_everything(seed: int) -> None:
    live(seed, 25)


@pytest.mark.slow
@settings(max_examples=3, phases=AS_IT_IS)
@given(st.integers(0, 2**32))
def test_rules_end_lose_no_step_and_are_taken_back_in_long_lives(seed: int) -> None:
    live(seed, 70)
