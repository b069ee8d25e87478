"""A user who does anything: random steps through the real Writer with the nastiest values, for tests of the journal."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import CrmError
from crm_desktop.domain.contacts import Contact, ContactPoint, PointKind, Tag
from crm_desktop.domain.deals import Deal, DealStatus, Stage
from crm_desktop.operations.firm import setup
from crm_desktop.store import driver
from crm_desktop.store.tables import JOURNALLED, metadata
from tests.operations.trade import complete_firm
from tests.store.deeds import Deeds
from tests.store.making import add_deal, add_pipeline, company, person, phone, state_of
from tests.store.trade_deeds import TradeDeeds

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Work, Writer

NASTY = (
    "",
    "Müller & Söhne <GmbH>",
    "O'Brien; drop table contact; --",
    'quote " and \\ back',
    "nul \x00 in the middle\x00",
    "\x01\x02\x1f\x7f",
    "line\nbreak\r\ttab",
    "🪵🪚 \u202e right to left",
    "%s :name ?1 $x @y {z}",
    "null",
    "0012",
    "1e3",
    "9223372036854775808",
    "e\u0301 é",
    "long " * 400,
)
FLOATS = (0.0, -0.0, 0.1, 1e308, 5e-324, float("inf"), float("-inf"), 1 / 3, -1.5)
WHOLES = (0, 1, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63))


class DeliberateError(Exception):
    """A step that fails on purpose."""


class _Row(tuple[object, ...]):
    """Any row, as it is."""

    __slots__ = ()
    _make = tuple


def digest(reader: Reader) -> str:
    """Return a digest of everything the journal answers for: all rows but their versions, which only ever rise."""
    found = hashlib.sha256()
    for name in sorted(JOURNALLED):
        columns = ", ".join(f'"{c.name}"' for c in metadata.tables[name].columns if c.name != "version")
        rows = reader.rows(_Row, f'select {columns} from "{name}" order by id')
        found.update(repr((name, rows)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


@dataclass
class Actor:
    """Does random things, one step each."""

    writer: Writer
    random: Random

    def begin(self) -> None:
        """Set up the firm and the sales process the deals go through."""
        setup.start_firm(self.writer, language="de")
        complete_firm(self.writer)
        with self.writer.step("Begin") as work:
            add_pipeline(work, "First", "Second", "Third")

    def act(self) -> bool:
        """Do one random thing; return whether a step came of it."""
        try:
            return (self._do_by_hand if self.random.random() < 0.4 else self._do_by_operation)() is not None
        except (DeliberateError, CrmError, driver.Error):
            return False

    def _do_by_hand(self) -> int | None:
        action = self.random.choice(self._actions())
        with self.writer.step(action.__name__) as work:
            action(work)
        return work.outcome(None).step

    def _do_by_operation(self) -> int | None:
        kind = self.random.choice((Deeds, TradeDeeds))
        deed: Callable[[], Outcome[Any]] = self.random.choice(kind(self.writer, self.random, self.text).all())
        try:
            outcome = deed()
        except driver.Error as error:
            raise AssertionError(f"{deed.__name__} lets an error of the driver through") from error
        assert outcome.label
        return outcome.step

    def _actions(self) -> list[Callable[[Work], None]]:
        return [
            *(self.add_contact, self.add_contact, self.edit_contact, self.edit_parts, self.bulk_edit, self.import_many),
            *(self.delete_contact, self.relate, self.merge, self.replace, self.upsert, self.swap, self.clear_tags),
            *(self.new_deal, self.new_deal, self.edit_deal, self.edit_deal, self.move_all, self.delete_deals),
            *(self.number, self.nothing, self.fail, self.fail_in_sql, self.come_and_go),
        ]

    def text(self) -> str:
        return self.random.choice(NASTY) + self.random.choice(("", str(self.random.random())))

    def contact_id(self, work: Work) -> int:
        return self._one(work, "contact")

    def _one(self, work: Work, table: str) -> int:
        ids = work.read.ids(f"select id from {table}")
        if not ids:
            raise DeliberateError
        return self.random.choice(ids)

    def _some(self, work: Work, table: str, n: int) -> list[int]:
        ids = work.read.ids(f"select id from {table}")
        return self.random.sample(list(ids), min(n, len(ids)))

    def add_contact(self, work: Work) -> None:
        contact = work.add(self.random.choice((person, company))(self.text()))
        work.flush()
        for _n in range(self.random.randrange(4)):
            work.add(phone(contact.id, self.text()))
        if self.random.random() < 0.5:
            work.add(Tag(contact_id=contact.id, name=self.text()))

    def edit_contact(self, work: Work) -> None:
        contact = work.get(Contact, self.contact_id(work))
        contact.note, contact.custom = self.text(), {self.text(): self.random.choice(WHOLES[:4])}
        contact.deleted_at = self.random.choice((None, work.now))
        contact.employees = self.random.choice((None, *WHOLES))
        contact.customer_number = self.random.choice((None, self.text()))

    def edit_parts(self, work: Work) -> None:
        for point_id in self._some(work, "contact_point", 3):
            point = work.get(ContactPoint, point_id)
            point.value, point.is_primary = self.text(), self.random.random() < 0.5
            point.kind = self.random.choice(list(PointKind))
            point.contact_id = self.contact_id(work)

    def bulk_edit(self, work: Work) -> None:
        work.execute("update contact set category = ?, founded = founded + 1 where id % 2 = ?", (self.text(), 1))
        work.execute("update contact set name = ? where id % 3 = 0", (self.text(),))

    def import_many(self, work: Work) -> None:
        n = self.random.randrange(1, 10)
        work.executemany(
            "insert into contact (uuid, name) values (?, ?)", [(self._uuid(), self.text()) for _ in range(n)]
        )
        last = int(work.read.scalar("select max(id) from contact"))
        work.executemany(
            "insert into contact_point (contact_id, value) values (?, ?)",
            [(contact_id, self.text()) for contact_id in range(last - n + 1, last + 1)],
        )
        if self.random.random() < 0.3:
            work.execute("delete from contact where id = ?", (last - n // 2,))

    def delete_contact(self, work: Work) -> None:
        for contact_id in self._some(work, "contact", 3):
            work.delete(work.get(Contact, contact_id))

    def relate(self, work: Work) -> None:
        contact = work.get(Contact, self.contact_id(work))
        contact.company_id, contact.referred_by_id = self.contact_id(work), self.contact_id(work)

    def merge(self, work: Work) -> None:
        kept, lost = self.contact_id(work), self.contact_id(work)
        if kept == lost:
            raise DeliberateError
        for table, column in (("contact_point", "contact_id"), ("deal", "account_id"), ("contact", "company_id")):
            work.execute(f"update {table} set {column} = ? where {column} = ?", (kept, lost))
        work.delete(work.get(Contact, lost))

    def replace(self, work: Work) -> None:
        """REPLACE deletes the old row, with all its parts, and inserts another under the same id."""
        table, values = self.random.choice((("contact", "uuid, name"), ("tag", "contact_id, name")))
        first: str | int = self._uuid() if table == "contact" else self.contact_id(work)
        record = self._one(work, table)
        work.execute(
            f"insert or replace into {table} (id, {values}) values (?, ?, ?)",
            (record, first, self.text()),
        )

    def upsert(self, work: Work) -> None:
        work.execute(
            "insert into tag (contact_id, name) values (?, 'vip') on conflict do update set name = name || '!'",
            (self.contact_id(work),),
        )

    def swap(self, work: Work) -> None:
        """Exchange a unique value of two rows."""
        one, other = self.contact_id(work), self.contact_id(work)
        first, second = (work.get(Contact, contact_id).uuid for contact_id in (one, other))
        for contact_id, value in ((one, self._uuid()), (other, first), (one, second)):
            work.execute("update contact set uuid = ? where id = ?", (value, contact_id))

    def clear_tags(self, work: Work) -> None:
        work.execute("delete from tag")

    def new_deal(self, work: Work) -> None:
        account = self.random.choice((None, self.contact_id(work)))
        deal = add_deal(work, self.text(), self._one(work, "stage"), self.random.randrange(10**8), account_id=account)
        deal.position = self.random.choice(FLOATS)
        deal.currency = self.random.choice(("EUR", "CHF"))

    def edit_deal(self, work: Work) -> None:
        deal = work.get(Deal, self._one(work, "deal"))
        stage = work.get(Stage, self._one(work, "stage"))
        deal.stage_id, deal.pipeline_id, deal.stage_since = stage.id, stage.pipeline_id, work.now
        deal.amount_cents = self.random.randrange(10**8)
        deal.currency = self.random.choice(("EUR", "CHF"))
        deal.status = self.random.choice(list(DealStatus))
        deal.deleted_at = self.random.choice((None, None, work.now))
        deal.expected_close = self.random.choice((None, work.today + timedelta(days=self.random.randrange(90))))
        work.add(state_of(deal, work))

    def move_all(self, work: Work) -> None:
        work.execute("update deal set stage_id = ? where id % 2 = 0", (self._one(work, "stage"),))

    def delete_deals(self, work: Work) -> None:
        for deal_id in self._some(work, "deal", 2):
            work.execute("delete from deal where id = ?", (deal_id,))

    def number(self, work: Work) -> None:
        work.execute(
            "insert into number_range (document, next_number) values ('offer', 1)"
            " on conflict (document) do update set next_number = next_number + 1"
        )

    def nothing(self, work: Work) -> None:
        work.execute("update contact set name = name")
        work.execute("insert or replace into setting (key, value) values ('seen', '1')")

    def fail(self, work: Work) -> None:
        self.add_contact(work)
        raise DeliberateError

    def fail_in_sql(self, work: Work) -> None:
        self.bulk_edit(work)
        work.execute("insert into contact_point (contact_id) values (-1)")
        raise DeliberateError

    def come_and_go(self, work: Work) -> None:
        """Insert and delete within one step."""
        contact = work.add(person(self.text()))
        work.flush()
        self.random.choice((lambda: work.delete(contact), lambda: None))()
        work.flush()
        self.add_contact(work)

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))
