"""Importing past sales: lines with the same order become one order, with its customer as on that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, cast

from crm_desktop.base.i18n import _
from crm_desktop.base.money import round_cents, to_decimal
from crm_desktop.base.times import to_text
from crm_desktop.domain.records import RecordKind, SaleRecord
from crm_desktop.exchange.own_guess import OwnGuess
from crm_desktop.operations.imports.asking import Difference
from crm_desktop.operations.imports.asking_any import Treated
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.own_columns import OwnColumns, custom_of
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.report import Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.store.bulk import standings
from crm_desktop.store.bulk.drafts import Draft, delete_rows, last_id, new_uuids
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

    def __init__(
        self, work: Work, tally: Tally, wishes: Wishes | None = None, kept: Mapping[str, OwnGuess] | None = None
    ) -> None:
        self._work = work
        self._tally = tally
        self._treated = Treated(work, tally, wishes or Wishes(), RecordKind.SALES, last_id(work, "sale"))
        self._wishes = wishes or Wishes()
        self._own = OwnColumns(work.read, tally, kept, "sale")
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._now = to_text(work.now)
        self._orders: dict[tuple[object, ...], _Order] = {}
        self._known: dict[tuple[object, ...], dict[str, Any]] = {}
        self._by: dict[tuple[object, ...], dict[str, Any]] = {}
        for row in import_keys.sale_prints(work.read):
            self._known.setdefault(_key(row["number"], row["external_id"], row["day"], row["account_id"]), row)
            key = _chosen(self._treated.update_by, row["number"], row["external_id"], row["day"], row["account_id"])
            if key is not None:
                self._by.setdefault(key, row)

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
            wished = Treatment.CORRECT if row is None else self._wished(order, row["id"])
            if row is None or wished is Treatment.ADD:
                self._add(order, customers.get(order.account_id or 0), again=row is not None)
            elif wished in {Treatment.SKIP, Treatment.FILL}:
                self._fill(order, row["id"], only_empty=wished is Treatment.FILL)
            elif wished is Treatment.ASK:
                self._ask(order, row, lines.get(row["id"], []))
            else:
                self._compare(row["id"], order, lines.get(row["id"], []))
        self._draft.flush()
        standings.have_bought(self._work, accounts)

    def _wished(self, order: _Order, sale_id: int) -> Treatment:
        """Return what is done about an order that is known: decided by whichever of its rows somebody decided on."""
        decided = (self._wishes.decisions[item.row] for item in order.items if item.row in self._wishes.decisions)
        return next(decided, self._treated.of(order.items[0].row, sale_id))

    def _fill(self, order: _Order, sale_id: int, *, only_empty: bool) -> None:
        """Leave an order as it is; with `only_empty`, what it does not say is said."""
        changes: dict[str, Any] = {}
        if only_empty:
            names = ("channel", "account_id", "custom")
            now = import_keys.fields_of(self._work.read, "sale", names, [sale_id])[sale_id]
            channel = next((one.channel for one in order.records if one.channel), "")
            said = {"channel": channel, "account_id": order.account_id}
            changes = {name: value for name, value in said.items() if value and not now[name]}
            changes |= custom_of(self._values(order), now["custom"], only_empty=True)
            self._draft.change("sale", sale_id, changes | ({"updated_at": self._now} if changes else {}))
        self._tally.count(Fate.UPDATED if changes else Fate.SKIPPED, len(order.items))

    def _ask(self, order: _Order, row: Mapping[str, Any], known: Sequence[Mapping[str, Any]]) -> None:
        """Ask about an order whose lines are others than those that are there; all its rows wait for the answer."""
        lines = [dict(zip(_LINE, line, strict=True)) for line in self._lines(order)]
        first, *others = order.items
        if _same(known) == _same(lines):
            self._tally.count(Fate.SKIPPED, len(order.items))
            return
        money = tuple(f"{to_decimal(sum(one['net_cents'] for one in part)):.2f}" for part in (known, lines))
        found = [Difference("product_name", _told(known), _told(lines)), Difference("amount", *money)]
        differences = tuple(one for one in found if one.now != one.said)
        self._treated.put(first, row["id"], row["number"] or row["external_id"] or row["day"], differences)
        for item in others:
            self._tally.refuse(item, "", "", _("This order is known and says something else; nobody has decided."))

    def _values(self, order: _Order) -> dict[str, Any]:
        """Return what the lines of an order say in own fields; the first one that says something holds."""
        said: dict[str, Any] = {}
        for item in order.items:
            said = self._own.values(item.row, cast("SaleRecord", item.record)) | said
        return said

    def _find(self, order: _Order) -> dict[str, Any] | None:
        first = order.records[0]
        key = _chosen(
            self._treated.update_by, order.number, first.external_id, order.day.isoformat(), order.account_id
        )  # fmt: skip
        if key is not None and key in self._by:
            return self._by[key]
        return self._known.get(_key(order.number, first.external_id, order.day.isoformat(), order.account_id))

    def _add(self, order: _Order, customer: Mapping[str, Any] | None, *, again: bool = False) -> None:
        first = order.records[0]
        external_id = None if again else first.external_id or None
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
        self._draft.change("sale", sale_id, custom_of(self._values(order)))
        for line in lines:
            self._draft.add("sale_line", sale_id, *line)
        self._tally.count(Fate.ADDED, len(order.items))

    def _compare(self, sale_id: int, order: _Order, known: Sequence[Mapping[str, Any]]) -> None:
        """Replace the lines of an order that is known, where they differ."""
        lines = self._lines(order)
        own = self._values(order)
        if own:
            now = import_keys.fields_of(self._work.read, "sale", ("custom",), [sale_id])[sale_id]
            own = custom_of(own, now["custom"])
            self._draft.change("sale", sale_id, own)
        if _same(known) == _same([dict(zip(_LINE, line, strict=True)) for line in lines]):
            self._tally.count(Fate.UPDATED if own else Fate.SKIPPED, len(order.items))
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


def _same(lines: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Return what lines are compared by, in an order of their own."""
    return sorted(tuple(line[name] for name in _SAME) for line in lines)


def _told(lines: Sequence[Mapping[str, Any]]) -> str:
    """Return lines of an order for reading."""
    return "; ".join(f"{line['quantity']} × {line['product_name'] or line['product_number']}" for line in lines)


def _chosen(
    update_by: str, number: str | None, external_id: str | None, day: str, account_id: int | None
) -> tuple[object, ...] | None:
    """Return what an order is recognised by in the field somebody chose, None where it says nothing there."""
    match update_by:
        case "external_id":
            return (external_id,) if external_id else None
        case "order":
            return (number,) if number else None
        case "order_customer":
            return (number, account_id) if number else None
        case "date_customer":
            return (day, account_id) if account_id is not None else None
    return None


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
