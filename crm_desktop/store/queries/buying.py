"""What one customer has bought, and whether anything about orders has changed."""

from __future__ import annotations

from datetime import date

from crm_desktop.store.queries.values import day
from crm_desktop.store.reading import Reader


def state_of_orders(reader: Reader) -> tuple[int, int, int, str]:
    """Return what differs as soon as an order differs: how many there are, the newest, and all changes together."""
    sql = """select (select count(*) from sale where deleted_at is null), (select coalesce(max(id), 0) from sale_line),
        (select coalesce(sum(version), 0) from sale), (select coalesce(max(currency), '') from firm)"""
    return reader.row(_state, sql) or (0, 0, 0, "")


def account_of(reader: Reader, *, contact_id: int) -> int:
    """Return the account of a contact: the company a person works for, else the contact itself."""
    found = reader.scalar(
        "select coalesce(company_id, id) from contact where id = ? and kind = 'person'", (contact_id,)
    )
    return int(found or contact_id)


def first_bought(reader: Reader, *, account_id: int) -> dict[str, date]:
    """Return what an account bought and the day of the first time; returns are no purchases."""
    sql = """select l.product_name, min(s.day) from sale s join sale_line l on l.sale_id = s.id
        where s.account_id = ? and s.deleted_at is null and l.net_cents > 0 and l.product_name <> '' group by 1"""
    return dict(reader.rows(lambda name, first: (str(name), day(first)), sql, (account_id,)))


def currency(reader: Reader) -> str:
    """Return the firm's own currency."""
    return str(reader.scalar("select currency from firm order by id limit 1") or "EUR")


def _state(orders: int, newest: int, changes: int, money: str) -> tuple[int, int, int, str]:
    return orders, newest, changes, money
