"""Importing past sales: lines with the same order become one order, with its customer as on that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, cast

from crm_desktop.base.money import round_cents
from crm_desktop.base.times import to_text
from crm_desktop.domain.records import SaleRecord
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.report import Fate, Item, Tally
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.store.bulk import standings
from crm_desktop.store.bulk.drafts import Draft, delete_rows, new_uuids
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_LINE = COLUMNS["sale_line"][2:]
#: Columns by which a line is the same as before; which product row it belongs to may have changed since.
_SAME = ("product_number", "product_name", "quantity", "unit_price", "net_cents")
_CUSTOMER = ("kind", "category", "employees", "founded", "birthday")


@dataclass
class _Order:
    """The lines of one order."""

    number: str
    day: date
    account_id: int | None
    items: list[Item] = field(default_factory=list)

    @property
    def records(self) -> list[SaleRecord]:
        """The lines as records."""
        return [cast("SaleRecord", item.record) for item in self.items]


class SaleImport:
    """Takes lines of sales into an open step; all at once, since an order's lines may stand anywhere in the file."""

    def __init__(self, work: Work, tally: Tally) -> None:
        self._work = work
        self._tally = tally
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._now = to_text(work.now)
        self._orders: dict[tuple[object, ...], _Order] = {}
        self._known: dict[tuple[object, ...], dict[str, Any]] = {}
        for row in import_keys.sale_prints(work.read):
            self._known.setdefault(_key(row["number"], row["external_id"], row["day"], row["account_id"]), row)

    def take(self, items: Sequence[Item]) -> None:
        """Gather a batch by order."""
        for item in items:
            record = cast("SaleRecord", item.record)
            day = cast("date", record.date)
            account = self._partners.customer(record.customer, record.customer_number)
            key = _key(record.order, record.external_id, day.isoformat(), account)
            order = self._orders.setdefault(key, _Order(record.order, day, account))
            order.day = min(order.day, day)
            order.items.append(item)

    def finish(self) -> None:
        """Write the orders that are new or have other lines than before."""
        self._draft.flush()
        accounts = {order.account_id for order in self._orders.values() if order.account_id is not None}
        customers = import_keys.fields_of(self._work.read, "contact", _CUSTOMER, accounts)
        found = {key: self._find(order) for key, order in self._orders.items()}
        ids = [row["id"] for row in found.values() if row is not None]
        lines = import_keys.parts_of(self._work.read, "sale_line", "sale_id", _SAME, ids)
        for key, order in self._orders.items():
            row = found[key]
            if row is None:
                self._add(order, customers.get(order.account_id or 0))
            else:
                self._compare(row["id"], order, lines.get(row["id"], []))
        self._draft.flush()
        standings.have_bought(self._work, accounts)

    def _find(self, order: _Order) -> dict[str, Any] | None:
        first = order.records[0]
        return self._known.get(_key(order.number, first.external_id, order.day.isoformat(), order.account_id))

    def _add(self, order: _Order, customer: Mapping[str, Any] | None) -> None:
        first = order.records[0]
        external_id = first.external_id or None
        uuid = external_id if external_id and looks_like_uuid(external_id) else new_uuids(1)[0]
        lines = self._lines(order)
        about = customer or {}
        sale_id = self._draft.add(
            "sale",
            uuid,
            external_id,
            self._now,
            self._now,
            order.number or None,
            order.day.isoformat(),
            order.account_id,
            first.currency or self._partners.currency,
            sum(line[-1] for line in lines),
            next((one.channel for one in order.records if one.channel), ""),
            self._partners.named("campaign", next((one.campaign for one in order.records if one.campaign), "")),
            about.get("category", ""),
            about.get("employees"),
            _age(about, order.day),
        )
        for line in lines:
            self._draft.add("sale_line", sale_id, *line)
        self._tally.count(Fate.ADDED, len(order.items))

    def _compare(self, sale_id: int, order: _Order, known: Sequence[Mapping[str, Any]]) -> None:
        """Replace the lines of an order that is known, where they differ."""
        lines = self._lines(order)
        before = sorted(tuple(row[name] for name in _SAME) for row in known)
        if before == sorted(tuple(dict(zip(_LINE, line, strict=True))[name] for name in _SAME) for line in lines):
            self._tally.count(Fate.SKIPPED, len(order.items))
            return
        delete_rows(self._work, "sale_line", [row["id"] for row in known])
        for line in lines:
            self._draft.add("sale_line", sale_id, *line)
        self._draft.change("sale", sale_id, {"net_cents": sum(line[-1] for line in lines), "updated_at": self._now})
        self._tally.count(Fate.UPDATED, len(order.items))

    def _lines(self, order: _Order) -> list[tuple[Any, ...]]:
        """Return the lines of an order in the order of the columns behind the sale's id."""
        return [self._line(position, record) for position, record in enumerate(order.records, 1)]

    def _line(self, position: int, record: SaleRecord) -> tuple[Any, ...]:
        quantity = Decimal(1) if record.quantity is None else record.quantity
        amount = record.amount if record.amount is not None else quantity * (record.unit_price or Decimal(0))
        price = record.unit_price
        if price is None:
            price = (amount / quantity).quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize() if quantity else amount
        product_id = self._partners.product(record.product, record.product_name, record.category, price)
        number = record.product if record.product_name else ""
        name = record.product_name or record.product
        cents = round_cents(amount)
        return (position, product_id, number, name, record.category, f"{quantity:f}", f"{price:f}", cents)


def _key(number: str | None, external_id: str | None, day: str, account_id: int | None) -> tuple[object, ...]:
    """Return what an order is recognised by: number and customer, or its id, or day and customer."""
    if number:
        return (number, account_id)
    if external_id:
        return ("id", external_id)
    return ("day", day, account_id)


def _age(customer: Mapping[str, Any], day: date) -> int | None:
    """Return the customer's age on a day, in years: since founding, or since birth."""
    if customer.get("founded"):
        return max(0, day.year - int(customer["founded"]))
    if customer.get("birthday"):
        born = date.fromisoformat(customer["birthday"])
        return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
    return None
