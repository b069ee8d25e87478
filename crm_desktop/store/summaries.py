"""The sums in the heads of the board: open deals by stage and currency, kept by TEMP triggers as deals change.

Derived data: not journalled, right after every step, undo and redo because the triggers fire there too, and recounted
by the check of the database, since another program's changes pass the triggers by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crm_desktop.store import driver
    from crm_desktop.store.reading import Reader

#: A deal that counts: open, and not in the bin.
_COUNTS = "{row}.status = 'open' and {row}.deleted_at is null"

#: The columns that decide whether, where and how much it counts.
_COUNTED = "stage_id, currency, amount_cents, status, deleted_at"

_RECOUNT = """
  select stage_id, currency, count(*), sum(amount_cents) from deal
  where status = 'open' and deleted_at is null group by stage_id, currency"""


class StageSum(NamedTuple):
    """How many open deals a stage holds in one currency, and their amount in cents."""

    stage_id: int
    currency: str
    deals: int
    cents: int


def install(connection: driver.Connection) -> None:
    """Make the connection keep the sums from now on."""
    for statement in statements():
        connection.execute(statement)


def statements() -> tuple[str, str, str]:
    """Return the triggers: a deal comes, goes, or changes where and whether it counts."""
    add, take = _add(), _take()
    return (
        f"create temp trigger summary_deal_insert after insert on main.deal begin {add}; end",
        f"create temp trigger summary_deal_delete after delete on main.deal begin {take}; end",
        f"create temp trigger summary_deal_update after update of {_COUNTED} on main.deal begin {take}; {add}; end",
    )


def recounted(reader: Reader) -> list[StageSum]:
    """Return the sums as the deals themselves say."""
    return reader.rows(StageSum, _RECOUNT + " order by 1, 2")


def kept(reader: Reader) -> list[StageSum]:
    """Return the sums as they are kept."""
    return reader.rows(StageSum, "select stage_id, currency, deals, cents from deal_summary order by 1, 2")


def rebuild(connection: driver.Connection) -> None:
    """Write the sums anew from the deals, inside an open transaction."""
    connection.execute("delete from deal_summary")
    connection.execute("insert into deal_summary (stage_id, currency, deals, cents)" + _RECOUNT)


def _add() -> str:
    return f"""
  insert into deal_summary (stage_id, currency, deals, cents)
    select new.stage_id, new.currency, 1, new.amount_cents where {_COUNTS.format(row="new")}
    on conflict (stage_id, currency) do update set deals = deals + 1, cents = cents + excluded.cents"""


def _take() -> str:
    counts = _COUNTS.format(row="old")
    return f"""
  update deal_summary set deals = deals - 1, cents = cents - old.amount_cents
    where stage_id = old.stage_id and currency = old.currency and {counts};
  delete from deal_summary where stage_id = old.stage_id and currency = old.currency and deals = 0"""
