"""Rows under mapped columns become records, or problems that say which row, which field, which value, and why.

What rejects a row and what costs only a field is decided in `fields`; beyond single cells, a row is rejected when it
lacks what its kind of record cannot be without.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base.errors import Problem
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.records import RECORD_TYPES, Record, RecordKind, columns_of
from crm_desktop.exchange import wording
from crm_desktop.exchange.contact_rows import contact_columns, kept_further
from crm_desktop.exchange.sale_rows import settle_sales
from crm_desktop.exchange.sheet import Plan, Sheet
from crm_desktop.exchange.tier_columns import tier_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crm_desktop.exchange.csv_in import Block, Broken


class Read(NamedTuple):
    """One row or card of a file: the record made of it, None where it was rejected, and what is wrong with it.

    The problems of a row that was rejected are the reasons; those of a record are fields that were left out. `cells`
    holds the row as it came (of a card, its lines), for the file of rejected rows.
    """

    row: int
    record: Record | None
    problems: tuple[Problem, ...] = ()
    cells: tuple[str, ...] = ()


def read_blocks(plan: Plan, blocks: Iterable[Block]) -> Iterator[Read]:
    """Make records of all rows, in their order."""
    for block in blocks:
        reads = _read(plan, block)
        if block.broken:
            reads = sorted([*reads, *map(_unread, block.broken)], key=lambda read: read.row)
        yield from reads


def _read(plan: Plan, block: Block) -> Iterable[Read]:
    sheet = Sheet.of(plan, block.numbers, block.rows)
    columns = _RULES[plan.kind](sheet)
    make: Callable[[Iterable[Any]], Record] = RECORD_TYPES[plan.kind]._make
    records = map(make, zip(*columns, strict=True))
    rows: Iterable[tuple[str, ...]] = map(tuple, block.rows)
    if 0 < plan.width < len(plan.columns):
        rows = [tuple(row[: plan.width]) for row in block.rows]
    if not sheet.problems:
        return map(Read, block.numbers, records, repeat(()), rows)
    return [
        Read(number, None if place in sheet.rejected else record, tuple(sheet.problems.get(place, ())), row)
        for place, (number, record, row) in enumerate(zip(block.numbers, records, rows, strict=True))
    ]


def _unread(broken: Broken) -> Read:
    return Read(broken.row, None, (Problem(broken.row, "", "", broken.message),), tuple(broken.cells))


def _plain_columns(sheet: Sheet) -> dict[str, list[Any]]:
    """Return the values of every field of the record, in order."""
    return {name: sheet.converted(name) for name in columns_of(sheet.plan.kind)}


def _products(sheet: Sheet) -> list[Iterable[Any]]:
    columns = _plain_columns(sheet)
    columns["tiers"] = tier_columns(sheet, columns)
    _need_one(sheet, columns, ("name", "number"), _("The product has neither a name nor a number."))
    return [*columns.values(), kept_further(sheet)]


def _deals(sheet: Sheet) -> list[Iterable[Any]]:
    columns = _plain_columns(sheet)
    fields = sheet.plan.fields
    if "status" not in fields:
        columns["status"] = [wording.status_of_stage(stage) for stage in columns["stage"]]
    if "expected_close" not in fields and "closed" in fields:
        _expect_closing(columns, told=bool({"status", "stage"} & fields))
    named = ("title", "external_id", "company", "person", "product")
    _need_one(sheet, columns, named, _("The deal has no title, number, customer or product."))
    return [*columns.values(), kept_further(sheet)]


def _expect_closing(columns: dict[str, list[Any]], *, told: bool) -> None:
    """Take the closing day of a deal that is neither won nor lost as the day it is expected to close."""
    if not told:
        return
    for place, (status, closed) in enumerate(zip(columns["status"], columns["closed"], strict=True)):
        if closed is not None and status not in {"won", "lost"}:
            columns["expected_close"][place] = local_day(closed)
            columns["closed"][place] = None


def _stages(sheet: Sheet) -> list[list[Any]]:
    columns = _plain_columns(sheet)
    _need_one(sheet, columns, ("deal",), _("The row does not say which deal it belongs to."))
    _need_one(sheet, columns, ("stage",), _("The row names no stage."))
    _need_one(sheet, columns, ("entered",), _("The row does not say when the stage was entered."))
    return list(columns.values())


def _sales(sheet: Sheet) -> list[Iterable[Any]]:
    columns = _plain_columns(sheet)
    numbers = settle_sales(sheet, columns)
    _need_one(sheet, columns, ("date",), _("The sale has no date."))
    _need_one(sheet, columns, ("amount", "unit_price"), _("The sale has neither an amount nor a price."))
    return [*columns.values(), numbers, kept_further(sheet)]


def _activities(sheet: Sheet) -> list[Iterable[Any]]:
    columns = _plain_columns(sheet)
    columns["kind"] = [kind or "note" for kind in columns["kind"]]
    _need_one(sheet, columns, ("at",), _("The entry has no date."))
    _need_one(sheet, columns, ("subject", "text"), _("The entry has neither a subject nor a text."))
    return [*columns.values(), kept_further(sheet)]


def _leads(sheet: Sheet) -> list[Iterable[Any]]:
    columns = _plain_columns(sheet)
    told = ("wish", "text", "name", "family_name", "given_name", "company", "email", "phone", "mobile")
    _need_one(sheet, columns, told, _("The inquiry says neither who asks nor what for."))
    return [*columns.values(), kept_further(sheet)]


def _need_one(sheet: Sheet, columns: dict[str, list[Any]], names: tuple[str, ...], message: str) -> None:
    """Reject the rows in which none of some fields is filled, unless a bad cell of these fields already did."""
    for place, values in enumerate(zip(*(columns[name] for name in names), strict=True)):
        if all(value is None or value == "" for value in values):
            told = any(problem.field in names for problem in sheet.problems.get(place, ()))
            if not (told and place in sheet.rejected):
                sheet.complain(place, names[0], "", message, reject=True)


_RULES: dict[RecordKind, Callable[[Sheet], Sequence[Iterable[Any]]]] = {
    RecordKind.CONTACTS: contact_columns,
    RecordKind.PRODUCTS: _products,
    RecordKind.DEALS: _deals,
    RecordKind.STAGES: _stages,
    RecordKind.SALES: _sales,
    RecordKind.ACTIVITIES: _activities,
    RecordKind.LEADS: _leads,
}
