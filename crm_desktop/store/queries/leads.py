"""Inquiries as the inbox shows them: those still open, taken on or declined, one with everything known of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.domain.leads import OPEN, LeadStatus
from crm_desktop.store.queries.values import day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import not_restricted

#: Rows looked through by a search.
_SEARCHED = 5_000
_OPEN = "('new', 'contacted', 'qualified')"


class LeadTab(StrEnum):
    """What the inbox is narrowed to."""

    OPEN = "open"
    CONVERTED = "converted"
    DISQUALIFIED = "disqualified"
    ALL = "all"


_TABS = {
    LeadTab.OPEN: f"l.status in {_OPEN}",
    LeadTab.CONVERTED: "l.status = 'converted'",
    LeadTab.DISQUALIFIED: "l.status = 'disqualified'",
    LeadTab.ALL: "1",
}


class LeadRow(NamedTuple):
    """One line of the inbox. `person` and `company` are the names it gives, or those of the contacts it belongs to."""

    id: int
    version: int
    title: str
    person: str
    company: str
    email: str
    phone: str
    source: str
    channel: str
    campaign: str
    status: LeadStatus
    arrived_at: datetime
    answer_by: date | None
    answered_at: datetime | None
    later_until: date | None
    closed_at: datetime | None
    disqualify_reason: str
    contact_id: int | None
    company_id: int | None
    deal_id: int | None
    #: The first words of the text as it arrived.
    begins: str

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.status in OPEN and self.answered_at is None


_ROW = """
select l.id, l.version, l.title,
  coalesce(nullif(trim(l.given_name || ' ' || l.family_name), ''), p.name, ''),
  coalesce(nullif(l.company, ''), f.name, ''), l.email, coalesce(nullif(l.phone, ''), l.mobile), l.source, l.channel,
  coalesce(k.name, ''), l.status, l.arrived_at, l.answer_by, l.answered_at, l.later_until, l.closed_at,
  l.disqualify_reason, l.contact_id, l.company_id, l.deal_id, substr(l.raw_text, 1, 160)
from lead l left join contact p on p.id = l.contact_id left join contact f on f.id = l.company_id
  left join campaign k on k.id = l.campaign_id"""
#: What somebody asked whose data may only be kept stands in no list.
_USABLE = not_restricted("coalesce(l.contact_id, l.company_id, 0)")


def leads(
    reader: Reader, *, tab: LeadTab = LeadTab.OPEN, today: date, words: str = "", limit: int = 2_000
) -> list[LeadRow]:
    """Return the inquiries of a tab, those that came last first; what was put off stands behind the others."""
    sql = f"""{_ROW} where l.deleted_at is null and {_USABLE} and {_TABS[tab]}
        order by (l.later_until is not null and l.later_until > :today and l.closed_at is null),
          coalesce(l.closed_at, l.arrived_at) desc, l.id desc limit :limit"""
    looked_for = fold(words).split()
    found = reader.rows(_row, sql, {"today": today.isoformat(), "limit": _SEARCHED if looked_for else limit})
    if not looked_for:
        return found
    hits = (row for row in found if all(word in _said(row) for word in looked_for))
    return list(islice(hits, limit))


def lead_row(reader: Reader, *, lead_id: int) -> LeadRow | None:
    """Return one inquiry as the list shows it, also one in the bin."""
    return reader.row(_row, f"{_ROW} where l.id = ?", (lead_id,))


class LeadCounts(NamedTuple):
    """How many inquiries there are; `due` are unanswered past or on their day."""

    new: int
    open: int
    converted: int
    disqualified: int
    due: int


def lead_counts(reader: Reader, *, today: date) -> LeadCounts:
    """Return how many inquiries lie in each tab."""
    sql = f"""select count(*) filter (where status = 'new' and {_AWAKE}), count(*) filter (where status in {_OPEN}),
          count(*) filter (where status = 'converted'), count(*) filter (where status = 'disqualified'),
          count(*) filter (where {_DUE})
        from lead where deleted_at is null"""
    return reader.row(LeadCounts, sql, {"today": today.isoformat()}) or LeadCounts(0, 0, 0, 0, 0)


_AWAKE = "(later_until is null or later_until <= :today)"
_DUE = f"status in {_OPEN} and answered_at is null and answer_by <= :today and {_AWAKE}"


def waiting(reader: Reader, *, today: date) -> int:
    """Return how many new inquiries wait: what the rail counts."""
    sql = f"select count(*) from lead where status = 'new' and deleted_at is null and {_AWAKE}"
    return int(reader.scalar(sql, {"today": today.isoformat()}) or 0)


def due_answers(reader: Reader, *, today: date, limit: int = 20) -> list[LeadRow]:
    """Return the inquiries nobody has answered although their day is here, the longest overdue first."""
    sql = f"""{_ROW} where l.deleted_at is null and {_USABLE} and l.id in (select id from lead where {_DUE})
        order by l.answer_by, l.arrived_at limit :limit"""
    return reader.rows(_row, sql, {"today": today.isoformat(), "limit": limit})


class LeadDetail(NamedTuple):
    """Everything known of an inquiry; see `domain.leads.Lead` for the fields."""

    id: int
    version: int
    title: str
    raw_text: str
    arrived_at: datetime
    source: str
    channel: str
    campaign_id: int | None
    first_source: str
    first_channel: str
    first_campaign_id: int | None
    status: LeadStatus
    answer_by: date | None
    answered_at: datetime | None
    later_until: date | None
    qualified_at: datetime | None
    closed_at: datetime | None
    disqualify_reason: str
    disqualify_note: str
    salutation: str
    given_name: str
    family_name: str
    job_title: str
    company: str
    email: str
    phone: str
    mobile: str
    website: str
    street: str
    postal_code: str
    city: str
    country: str
    referred_by: str
    quantity: int | None
    budget_cents: int
    currency: str
    wanted_on: date | None
    note: str
    product_id: int | None
    was_known: bool
    contact_id: int | None
    company_id: int | None
    deal_id: int | None
    deleted_at: datetime | None
    #: Names of what it refers to, "" where nothing is referred to.
    campaign: str
    product: str
    contact_name: str
    company_name: str
    deal_title: str

    @property
    def person(self) -> str:
        """The name it gives, given name first."""
        return f"{self.given_name} {self.family_name}".strip()


_OWN = LeadDetail._fields[: LeadDetail._fields.index("deleted_at") + 1]
_INSTANTS = ("answered_at", "qualified_at", "closed_at", "deleted_at")
_DAYS = ("answer_by", "later_until", "wanted_on")


def lead(reader: Reader, *, lead_id: int) -> LeadDetail | None:
    """Return an inquiry with everything known of it, also one in the bin; None where it is not there."""
    sql = f"""select {", ".join(f"l.{name}" for name in _OWN)}, coalesce(k.name, ''), coalesce(g.name, ''),
          coalesce(p.name, ''), coalesce(f.name, ''), coalesce(d.title, '')
        from lead l left join campaign k on k.id = l.campaign_id left join product g on g.id = l.product_id
          left join contact p on p.id = l.contact_id left join contact f on f.id = l.company_id
          left join deal d on d.id = l.deal_id where l.id = ?"""
    return reader.row(_detail, sql, (lead_id,))


class LeadFile(NamedTuple):
    """A file that came with an inquiry."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


def lead_files(reader: Reader, *, lead_id: int) -> list[LeadFile]:
    """Return the files of the entries of an inquiry, in the order they came."""
    sql = """select f.id, f.name, f.media_type, f.size, f.sha256
        from activity a join attachment f on f.activity_id = a.id
        where a.lead_id = ? and a.deleted_at is null order by f.id"""
    return reader.rows(LeadFile, sql, (lead_id,))


class LeadEntry(NamedTuple):
    """One entry of the history of an inquiry, or a planned one."""

    id: int
    kind: str
    direction: str
    at: datetime
    subject: str
    body: str
    due_on: date | None
    done_at: datetime | None


def lead_history(reader: Reader, *, lead_id: int) -> list[LeadEntry]:
    """Return what happened with an inquiry and what is planned, newest first."""
    sql = """select id, kind, direction, at, subject, body, due_on, done_at from activity
        where lead_id = ? and deleted_at is null order by at desc, id desc"""
    return reader.rows(_entry, sql, (lead_id,))


def same_text(reader: Reader, *, raw_text: str, but: int = 0) -> int | None:
    """Return the first inquiry that arrived with the very same text; None where there is none."""
    sql = "select id from lead where raw_text = ? and id <> ? and deleted_at is null order by id limit 1"
    found: int | None = reader.scalar(sql, (raw_text, but)) if raw_text else None
    return found


def used_words(reader: Reader, *, field: str, limit: int = 50) -> list[str]:
    """Return the sources or channels in use (`field`: "source", "channel", "disqualify_reason"), the usual first."""
    if field not in {"source", "channel", "disqualify_reason"}:
        raise ValueError(field)
    sql = f"""select {field} from lead where {field} <> '' and deleted_at is null
        group by {field} order by count(*) desc, {field} limit ?"""
    return reader.rows(str, sql, (limit,))


def _said(row: LeadRow) -> str:
    return fold(f"{row.title} {row.person} {row.company} {row.email} {row.source} {row.channel} {row.begins}")


def _row(*values: Any) -> LeadRow:
    row = LeadRow._make(values)
    return row._replace(
        status=LeadStatus(row.status),
        arrived_at=instant(values[11]),
        answer_by=day_or_none(values[12]),
        answered_at=instant_or_none(values[13]),
        later_until=day_or_none(values[14]),
        closed_at=instant_or_none(values[15]),
        begins=" ".join(row.begins.split()),
    )


def _detail(*values: Any) -> LeadDetail:
    row = LeadDetail._make(values)
    known = {name: instant_or_none(getattr(row, name)) for name in _INSTANTS}
    days = {name: day_or_none(getattr(row, name)) for name in _DAYS}
    return row._replace(
        status=LeadStatus(row.status),
        arrived_at=instant(values[4]),
        was_known=bool(row.was_known),
        **known,  # type: ignore[arg-type]
        **days,  # type: ignore[arg-type]
    )


def _entry(entry_id: int, kind: str, direction: str, at: str, *rest: Any) -> LeadEntry:
    subject, body, due_on, done_at = rest
    due, done = day_or_none(due_on), instant_or_none(done_at)
    return LeadEntry(entry_id, kind, direction, instant(at), subject, body, due, done)
