"""Sums over years that reports rest on, kept by TEMP triggers as orders, deals and contacts change.

Each sum says which rows one record contributes; what a change of any table touches is taken out before it and put in
again after it. Derived data like the sums of the board: not journalled, recounted by the check of the database.
A key that nothing is counted under any more stays with zero cases: to look for it would cost more than to keep it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crm_desktop.store import driver
    from crm_desktop.store.reading import Reader


class Source(NamedTuple):
    """A table whose changes move a sum: which records of the sum they concern, and the columns that matter."""

    table: str
    #: A condition with `{row}`, the changed row.
    which: str
    columns: tuple[str, ...]
    #: A condition on the row, where only some matter.
    when: str = ""
    #: The table's rows are parts of the record that is counted, and may change over to another one.
    part: bool = False
    #: Records outlive this row and lose its values: what to replace in the rows for what they are without it.
    without: tuple[str, str] = ("", "")


class KeptSum(NamedTuple):
    """A table of sums: its keys and sums by name, each with its SQL, and the rows that are counted."""

    table: str
    keys: dict[str, str]
    sums: dict[str, str]
    #: From where, with a condition `{which}` on the records meant.
    rows: str
    sources: tuple[Source, ...]


#: The classes deals are put into: by the least amount of the class in whole units.
DEAL_SIZE = (
    "case when d.amount_cents < 100000 then 0 when d.amount_cents < 500000 then 1000"
    " when d.amount_cents < 2000000 then 5000 else 20000 end"
)
#: Whole days from the inquiry to an instant.
DAYS = "max(0, cast(julianday({end}) - julianday(opened_at) as integer))"

_DEAL = Source(
    "deal",
    "d.id = {row}.id",
    ("currency", "deleted_at", "status", "closed_at", "opened_at", "amount_cents", "pipeline_id", "channel",
     "account_id", "lost_reason", "won_argument"),
)  # fmt: skip
_CLOSED = "d.deleted_at is null and d.status in ('won', 'lost') and d.closed_at is not null"
_CENTS = {"cases": "1", "cents": "d.amount_cents"}
_STAGES = """coalesce((select group_concat(stage_id) from (select distinct t.stage_id from deal_state t
    where t.deal_id = d.id order by t.stage_id)), '')"""
_POINT = "exists (select 1 from contact_point p where p.contact_id = c.id and p.kind in ({kinds}))"
#: What is known of a contact, by its letter.
KNOWN = {
    "s": "c.source <> ''",
    "c": "c.category <> ''",
    "z": "c.employees is not null",
    "f": "c.founded is not null",
    "e": _POINT.format(kinds="'email'"),
    "p": _POINT.format(kinds="'phone', 'mobile'"),
    "a": "exists (select 1 from address a where a.contact_id = c.id and a.city <> '')",
}

SUMS = (
    KeptSum(
        "line_sum",
        {
            "currency": "s.currency",
            "month": "substr(s.day, 1, 7)",
            "product": "coalesce(l.product_name, '')",
            "category": "coalesce(l.category, '')",
        },
        {"cases": "1", "cents": "coalesce(l.net_cents, s.net_cents)"},
        "sale s left join sale_line l on l.sale_id = s.id where {which} and s.deleted_at is null",
        (
            Source("sale", "s.id = {row}.id", ("currency", "day", "net_cents", "deleted_at")),
            Source("sale_line", "s.id = {row}.sale_id", ("sale_id", "product_name", "category", "net_cents"),
                   part=True),
        ),
    ),
    KeptSum(
        "closed_sum",
        {
            "currency": "d.currency",
            "month": "substr(d.closed_at, 1, 7)",
            "status": "d.status",
            "pipeline_id": "d.pipeline_id",
            "channel": "coalesce(d.channel, '')",
            "category": "coalesce(k.category, '')",
            "size": DEAL_SIZE,
            "word": "coalesce(case d.status when 'won' then d.won_argument else d.lost_reason end, '')",
        },
        _CENTS,
        f"deal d left join contact k on k.id = d.account_id where {{which}} and {_CLOSED}",
        (
            _DEAL,
            Source("contact", "d.account_id = {row}.id", ("category",), without=("k.id = d.account_id", "0")),
        ),
    ),
    KeptSum(
        "opened_sum",
        {
            "currency": "d.currency",
            "month": "substr(d.opened_at, 1, 7)",
            "pipeline_id": "d.pipeline_id",
            "status": "d.status",
            "stages": _STAGES,
        },
        _CENTS,
        "deal d where {which} and d.deleted_at is null",
        (_DEAL, Source("deal_state", "d.id = {row}.deal_id", ("deal_id", "stage_id"), part=True)),
    ),
    KeptSum(
        "course_sum",
        {
            "currency": "d.currency",
            "month": "substr(d.opened_at, 1, 7)",
            "status": "d.status",
            "days": DAYS.format(end="closed_at"),
        },
        {"cases": "1"},
        f"deal d where {{which}} and {_CLOSED}",
        (_DEAL,),
    ),
    KeptSum(
        "known_sum",
        {"kind": "c.kind", "known": " || ".join(f"iif({what}, '{letter}', '')" for letter, what in KNOWN.items())},
        {"cases": "1"},
        "contact c where {which} and c.deleted_at is null",
        (
            Source("contact", "c.id = {row}.id", ("kind", "source", "category", "employees", "founded", "deleted_at")),
            Source("contact_point", "c.id = {row}.contact_id", ("contact_id", "kind"),
                   "{row}.kind in ('email', 'phone', 'mobile')", part=True),
            Source("address", "c.id = {row}.contact_id", ("contact_id", "city"), part=True),
        ),
    ),
)  # fmt: skip

#: The names of the tables.
TABLES = frozenset(each.table for each in SUMS)


def install(connection: driver.Connection) -> None:
    """Make the connection keep the sums from now on."""
    for statement in statements():
        connection.execute(statement)


def statements() -> tuple[str, ...]:
    """Return the triggers of all sums."""
    return tuple(trigger for each in SUMS for source in each.sources for trigger in _triggers(each, source))


def recounted(reader: Reader, each: KeptSum) -> list[tuple[driver.Value, ...]]:
    """Return a sum as the records themselves say."""
    return reader.rows(_row, f"{_counted(each, '1')} order by {', '.join(each.keys)}")


def kept(reader: Reader, each: KeptSum) -> list[tuple[driver.Value, ...]]:
    """Return a sum as it is kept."""
    sql = f"select {_columns(each)} from {each.table} where cases <> 0 order by {', '.join(each.keys)}"
    return reader.rows(_row, sql)


def are_right(reader: Reader) -> bool:
    """Whether every sum is what the records say."""
    return all(kept(reader, each) == recounted(reader, each) for each in SUMS)


def rebuild(connection: driver.Connection) -> None:
    """Write the sums anew from the records, inside an open transaction."""
    for each in SUMS:
        for statement in rebuilding(each):
            connection.execute(statement)


def rebuilding(each: KeptSum) -> tuple[str, str]:
    """Return the statements that write a sum anew from the records."""
    return f"delete from {each.table}", f"insert into {each.table} ({_columns(each)}) {_counted(each, '1')}"


def _row(*values: driver.Value) -> tuple[driver.Value, ...]:
    return values


def _columns(each: KeptSum) -> str:
    return ", ".join((*each.keys, *each.sums))


def _counted(each: KeptSum, which: str, sign: str = "", without: tuple[str, str] = ("", "")) -> str:
    """Return the query of what some records contribute, rows of the same keys together."""
    named = ", ".join(f"{sql} as {name}" for name, sql in (each.keys | each.sums).items())
    rows = each.rows.format(which=which)
    if without[0]:
        rows = rows.replace(*without)
    sums = ", ".join(f"{sign}sum({name})" for name in each.sums)
    keys = ", ".join(each.keys)
    return f"select {keys}, {sums} from (select {named} from {rows}) where 1 group by {keys}"


def _triggers(each: KeptSum, source: Source) -> list[str]:
    """Return the triggers of one source: a record is not there before its own insert and after its own delete."""
    new, old = source.which.format(row="new"), source.which.format(row="old")
    changed = f"update of {', '.join(source.columns)}"
    if source.without[0]:
        leaves = _moved(each, old, "-") + _moved(each, old, without=source.without)
        pieces = [("before", changed, _moved(each, old, "-")), ("after", changed, _moved(each, new)),
                  ("before", "delete", leaves)]  # fmt: skip
    elif source.part:
        both = (old, f"{new} and not ({old})")
        pieces = [
            ("before", "insert", _moved(each, new, "-")), ("after", "insert", _moved(each, new)),
            ("before", changed, "".join(_moved(each, which, "-") for which in both)),
            ("after", changed, "".join(_moved(each, which) for which in both)),
            ("before", "delete", _moved(each, old, "-")), ("after", "delete", _moved(each, old)),
        ]  # fmt: skip
    else:
        pieces = [("after", "insert", _moved(each, new)), ("before", "delete", _moved(each, old, "-")),
                  ("before", changed, _moved(each, old, "-")), ("after", changed, _moved(each, new))]  # fmt: skip
    return [_trigger(each, source, time, event, does) for time, event, does in pieces]


def _trigger(each: KeptSum, source: Source, time: str, event: str, does: str) -> str:
    """Return one trigger; where only some rows matter, the others cost a comparison."""
    rows = {"insert": ("new",), "delete": ("old",)}.get(event, ("old", "new"))
    when = " or ".join(source.when.format(row=row) for row in rows)
    name = f"{each.table}_{source.table}_{event.split(maxsplit=1)[0]}_{time}"
    meant = f"when {when}" if source.when else ""
    return f"create temp trigger {name} {time} {event} on main.{source.table} {meant} begin {does} end"


def _moved(each: KeptSum, which: str, sign: str = "", without: tuple[str, str] = ("", "")) -> str:
    """Return the statement that adds what some records contribute, or takes it out."""
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in each.sums)
    return (
        f"insert into {each.table} ({_columns(each)}) {_counted(each, which, sign, without)}"
        f" on conflict ({', '.join(each.keys)}) do update set {added};"
    )
