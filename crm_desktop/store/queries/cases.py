"""Questions about service cases: what is open, what is due, what a customer had, how long things usually take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from statistics import median
from typing import Any, NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.kinds import Priority
from crm_desktop.store.queries.values import day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class CaseTab(StrEnum):
    """Which cases a list shows."""

    OPEN = "open"
    SOLVED = "solved"
    ALL = "all"


class CaseRow(NamedTuple):
    """One case with whom and what it is about."""

    id: int
    version: int
    kind: CaseKind
    title: str
    text: str
    status: CaseStatus
    priority: Priority
    contact_id: int | None
    contact: str
    company_id: int | None
    company: str
    product_id: int | None
    product: str
    due_on: date | None
    opened_at: datetime
    answered_at: datetime | None
    solved_at: datetime | None
    solution: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status is not CaseStatus.SOLVED

    def is_late(self, today: date) -> bool:
        """Whether its day has gone by."""
        return self.is_open and self.due_on is not None and self.due_on < today


class CaseEntry(NamedTuple):
    """One entry of the history of a case."""

    id: int
    kind: str
    at: datetime
    subject: str
    body: str


class UsualTime(NamedTuple):
    """How long cases of a kind took from coming in to being solved: the middle one of some, in days."""

    days: float
    cases: int


_ROWS = """
select s.id, s.version, s.kind, {title}, {text}, s.status, s.priority, s.contact_id, {contact},
  c.company_id, {company}, s.product_id, coalesce(p.name, ''), s.due_on, s.opened_at, s.answered_at,
  s.solved_at, s.solution
from service_case s left join contact c on c.id = s.contact_id left join contact e on e.id = c.company_id
  left join product p on p.id = s.product_id
where s.deleted_at is null"""
_NAMES = {
    "title": "s.title", "text": "s.text", "contact": "coalesce(c.name, '')", "company": "coalesce(e.name, '')",
}  # fmt: skip
_PLAIN = _ROWS.format(**_NAMES)
#: Lists do not name whoever is restricted; the record itself and what stands on the own card do.
_LISTED = _ROWS.format(**{key: withheld(text, "c.id", "e.id") for key, text in _NAMES.items()})
_OPEN = "s.status <> 'solved'"
_URGENT = "s.due_on is null, s.due_on, s.priority <> 'high', s.opened_at, s.id"
#: A case belongs to an account: the company of a person, or whoever it is.
_ACCOUNT = "coalesce(c.company_id, c.id)"


def case(reader: Reader, *, case_id: int) -> CaseRow | None:
    """Return one case; None where there is none, or it is in the bin."""
    return reader.row(_row, f"{_PLAIN} and s.id = ?", (case_id,))


def cases_of(reader: Reader, *, contact_id: int, limit: int = 50) -> list[CaseRow]:
    """Return the cases of a contact, of a company those of its people too: open ones first, then the newest."""
    order = f"{_OPEN} desc, s.opened_at desc, s.id"
    sql = f"{_PLAIN} and (s.contact_id = :id or c.company_id = :id) order by {order} limit :n"
    return reader.rows(_row, sql, {"id": contact_id, "n": limit})


def open_cases(reader: Reader, *, limit: int = 200) -> list[CaseRow]:
    """Return the open cases, what is due first."""
    return reader.rows(_row, f"{_LISTED} and {_OPEN} order by {_URGENT} limit ?", (limit,))


def listed_cases(reader: Reader, *, tab: CaseTab = CaseTab.OPEN, words: str = "", limit: int = 5_000) -> list[CaseRow]:
    """Return the cases of a tab in which all words stand: open ones by what is due first, solved ones newest first."""
    where = {CaseTab.OPEN: f"and {_OPEN}", CaseTab.SOLVED: "and s.status = 'solved'", CaseTab.ALL: ""}[tab]
    order = _URGENT if tab is CaseTab.OPEN else f"{_OPEN} desc, coalesce(s.solved_at, s.opened_at) desc, s.id"
    rows = reader.rows(_row, f"{_LISTED} {where} order by {order} limit ?", (limit,))
    wanted = fold(words).split()
    return [row for row in rows if all(word in _told(row) for word in wanted)] if wanted else rows


def _told(row: CaseRow) -> str:
    return fold(f"{row.title} {row.contact} {row.company} {row.product} {row.text}")


def counts(reader: Reader) -> dict[CaseTab, int]:
    """Return how many cases there are by tab."""
    sql = f"select count(*) filter (where {_OPEN}), count(*) from service_case s where s.deleted_at is null"
    found = reader.row(lambda opened, every: (int(opened), int(every)), sql) or (0, 0)
    return {CaseTab.OPEN: found[0], CaseTab.SOLVED: found[1] - found[0], CaseTab.ALL: found[1]}


def waiting(reader: Reader, *, today: date) -> int:
    """Return how many open cases are due today or were before."""
    sql = f"select count(*) from service_case s where s.deleted_at is null and {_OPEN} and s.due_on <= ?"
    return int(reader.scalar(sql, (today.isoformat(),)) or 0)


def due_cases(reader: Reader, *, until: date, limit: int = 50) -> list[CaseRow]:
    """Return the open cases due on a day or before it, the longest overdue first."""
    sql = f"{_LISTED} and {_OPEN} and s.due_on <= ? order by {_URGENT} limit ?"
    return reader.rows(_row, sql, (until.isoformat(), limit))


def open_complaints(reader: Reader, *, account_id: int) -> list[CaseRow]:
    """Return the open complaints of an account and its people, the oldest first."""
    sql = f"{_PLAIN} and {_OPEN} and s.kind = 'complaint' and {_ACCOUNT} = ? order by s.opened_at, s.id"
    return reader.rows(_row, sql, (account_id,))


def complaints_by_account(reader: Reader) -> Mapping[int, int]:
    """Return how many complaints are open, by account."""
    sql = (
        f"select {_ACCOUNT}, count(*) from service_case s join contact c on c.id = s.contact_id"
        f" where s.deleted_at is null and {_OPEN} and s.kind = 'complaint' group by 1"
    )
    return dict(reader.rows(lambda account, number: (int(account), int(number)), sql))


def entries(reader: Reader, *, case_id: int) -> list[CaseEntry]:
    """Return what was written down about a case, oldest first."""
    sql = "select id, kind, at, subject, body from activity where case_id = ? and deleted_at is null order by at, id"
    return reader.rows(_entry, sql, (case_id,))


def usual_time(reader: Reader, *, kind: CaseKind) -> UsualTime | None:
    """Return how long cases of a kind took; None while none was solved."""
    sql = (
        "select julianday(solved_at) - julianday(opened_at) from service_case"
        " where kind = ? and status = 'solved' and solved_at is not null and deleted_at is null"
    )
    took = reader.rows(float, sql, (kind.value,))
    return UsualTime(median(took), len(took)) if took else None


def known_people(reader: Reader, *, limit: int) -> list[tuple[int, int]]:
    """Return one person of each of the best customers, with the company."""
    sql = """
        select min(p.id), p.company_id from contact p join (
          select account_id, sum(net_cents) as cents from sale where deleted_at is null group by account_id) s
          on s.account_id = p.company_id
        where p.deleted_at is null and p.kind = 'person' group by p.company_id order by max(s.cents) desc, 1 limit ?"""
    return reader.rows(lambda person, company: (int(person), int(company)), sql, (limit,))


def _row(*values: Any) -> CaseRow:
    row = CaseRow._make(values)
    return row._replace(
        kind=CaseKind(row.kind),
        status=CaseStatus(row.status),
        priority=Priority(row.priority),
        due_on=day_or_none(values[13]),
        opened_at=instant(values[14]),
        answered_at=instant_or_none(values[15]),
        solved_at=instant_or_none(values[16]),
    )


def _entry(entry_id: int, kind: str, at: str, subject: str, body: str) -> CaseEntry:
    return CaseEntry(entry_id, kind, instant(at), subject, body)
