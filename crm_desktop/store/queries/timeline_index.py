"""The order of a whole timeline, of whatever length: what stands where, to be fetched as it is painted.

Three sources meet here by their time: entries of the history, the states a deal went through (stage, amount, expected
close), and fields of a contact that were changed. The last two are facts kept elsewhere; nobody writes them down twice.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.store import driver
from crm_desktop.store.queries.field_history import ADDED_AT, KINDS, PARTS, SHOWN
from crm_desktop.store.queries.timeline import EVERYTHING, GROUPS, Group, Scope, happened, tables_of
from crm_desktop.store.reading import Reader
from crm_desktop.store.search_ranks import band
from crm_desktop.store.search_words import expression, readings

#: Rows of a timeline at most; what is older is found by a period.
MOST = 30_000


class Source(IntEnum):
    """Where a row of a timeline comes from."""

    ENTRY = 0
    STATE = 1
    FIELDS = 2


@dataclass(frozen=True)
class Wanted:
    """What a timeline is narrowed to."""

    group: Group = Group.ALL
    since: date | None = None
    until: date | None = None
    text: str = ""
    deal_id: int | None = None
    campaign_id: int | None = None
    #: Entries about the contacts of a segment, as it is on a day.
    segment_id: int | None = None
    as_of: date = field(default=date.max, compare=False)
    #: Whether what the program knows by itself is shown: stages, amounts, fields.
    automatic: bool = True
    #: Whether pinned entries stand on top instead of in their place.
    pins_apart: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is left out on purpose."""
        return self != Wanted(automatic=self.automatic, pins_apart=self.pins_apart)


class TimelineIndex(NamedTuple):
    """The rows of a timeline, newest first. `refs` are ids and sources in one number: see `ref_of`."""

    refs: array[int]
    #: The local day of each row, as its ordinal.
    days: array[int]
    #: 1 for each row that nobody wrote.
    automatic: bytes


ALL_WANTED = Wanted()


def ref_of(source: Source, record_id: int) -> int:
    """Return the number of a row."""
    return record_id * 4 + source


def parted(ref: int) -> tuple[Source, int]:
    """Return source and id of a row."""
    return Source(ref % 4), ref // 4


def index(
    reader: Reader, *, scope: Scope = EVERYTHING, wanted: Wanted = ALL_WANTED, limit: int = MOST
) -> TimelineIndex:
    """Return what stands in a timeline, newest first; a small limit is answered at once whatever its length."""
    tables, values = tables_of(scope)
    values = {**values, "limit": limit, "since": _start(wanted.since), "until": _end(wanted.until)}
    inside = _segment(reader, wanted, values)
    arms = [_entries(scope, wanted, values, inside)]
    if wanted.automatic and wanted.group in (Group.ALL, Group.SYSTEM) and not wanted.text.strip():
        arms += _automatic(scope, wanted, values, inside)
    union = " union all ".join(f"select * from ({arm} order by 1 desc, 2 desc limit :limit)" for arm in arms)
    # The day is looked up by its hour: a timeline has few of them, and one conversion takes a microsecond.
    sql = (
        f"{tables} select at, ref, automatic, date(at, 'localtime') from ({union}) order by 1 desc, 2 desc limit :limit"
    )
    refs, days, automatic, known = array("q"), array("i"), bytearray(), dict[str, int]()
    for _at, ref, by_itself, day in reader.rows(lambda *row: row, sql, values):
        if day not in known:
            known[day] = date.fromisoformat(day).toordinal()
        refs.append(ref)
        days.append(known[day])
        automatic.append(by_itself)
    return TimelineIndex(refs, days, bytes(automatic))


def _segment(reader: Reader, wanted: Wanted, values: dict[str, driver.Value]) -> str:
    """Return the question for the contacts of the segment wanted, "" for all."""
    if wanted.segment_id is None:
        return ""
    from crm_desktop.store.queries.segment_sql import segment_where  # noqa: PLC0415 - timelines rarely ask for one

    found = segment_where(reader, segment_id=wanted.segment_id, as_of=wanted.as_of)
    values |= found.values
    return f"select c.id from contact c where c.deleted_at is null and {found.sql}"


def _entries(scope: Scope, wanted: Wanted, values: dict[str, driver.Value], inside: str) -> str:
    """Return the statement for entries of the history: time, number, whether nobody wrote it."""
    source = "activity a" if scope == EVERYTHING else "found f cross join activity a on a.id = f.id"
    conditions = [happened(scope), GROUPS[wanted.group], *_period("a.at", wanted)]
    # Old files have a stage change written down beside the state that says the same.
    conditions.append(
        "not (a.kind = 'system' and a.deal_id is not null and exists"
        " (select 1 from deal_state t where t.deal_id = a.deal_id and t.entered = a.at))"
    )
    if not wanted.automatic:
        conditions.append("a.kind <> 'system'")
    if wanted.pins_apart:
        conditions.append("not a.pinned")
    for column, ref in (("deal_id", wanted.deal_id), ("campaign_id", wanted.campaign_id)):
        if ref is not None:
            values[f"wanted_{column}"] = ref
            conditions.append(f"a.{column} = :wanted_{column}")
    if inside:
        conditions.append(f"a.id in (select activity_id from activity_contact where contact_id in ({inside}))")
    if wanted.text.strip():
        conditions.append(_matching(wanted.text, values))
    return f"select a.at as at, a.id * 4 as ref, a.kind = 'system' as automatic from {source} where {_all(conditions)}"


def _matching(text: str, values: dict[str, driver.Value]) -> str:
    """Return the condition that an entry, or the name of one of its files, has the words looked for."""
    questions = readings(text)
    if not questions:
        return "true"
    first, last = band("activity")
    file_first, file_last = band("attachment")
    values |= {"match": expression(questions[-1]), "first": first, "last": last}
    values |= {"file_first": file_first, "file_last": file_last}
    found = "select d.ref from search s join search_doc d on d.rank = s.rowid where s.search match :match and s.rowid"
    return (
        f"(a.id in ({found} between :first and :last) or a.id in (select activity_id from attachment"
        f" where id in ({found} between :file_first and :file_last)))"
    )


def _automatic(scope: Scope, wanted: Wanted, values: dict[str, driver.Value], inside: str) -> list[str]:
    """Return the statements for states of deals and fields of contacts."""
    if wanted.campaign_id is not None:
        return []
    conditions = _period("t.entered", wanted)
    source = "deal_state t" if scope == EVERYTHING else "deals cross join deal_state t on t.deal_id = deals.id"
    if wanted.deal_id is not None:
        conditions.append("t.deal_id = :wanted_deal_id")
    if inside:
        conditions.append(
            f"t.deal_id in (select id from deal where account_id in ({inside}) or person_id in ({inside}))"
        )
    states = f"select t.entered as at, t.id * 4 + 1 as ref, 1 as automatic from {source} where {_all(conditions)}"
    if scope.contact_id is None or wanted.deal_id is not None:
        return [states]
    arms = [states]
    for place, (kind, owner) in enumerate(KINDS.items()):
        values[f"kind{place}"] = kind
        shown = ", ".join(f"'{column}'" for column in SHOWN[kind])
        own = "who.id" if owner == "id" else f"(select id from {kind} where {owner} = who.id)"
        of_whom = f"c.row_id = {own}" if owner == "id" else f"c.row_id in {own}"
        arms.append(
            f"select s.at as at, s.id * 4 + 2 as ref, 1 as automatic from who cross join change c"
            f" on c.kind = :kind{place} and {of_whom} and c.op <> 1 and c.op = 2"
            " join step s on s.first_seq = (select max(first_seq) from step where first_seq <= c.seq)"
            f" where not s.undone and exists (select 1 from json_each(c.old_values) j where j.key in ({shown}))"
            f" and {_all(_period('s.at', wanted))} group by s.id"
        )
    arms += [arm for kind in PARTS for arm in _parts(kind, wanted)]
    fields = " union ".join(f"select at, ref, automatic from ({arm})" for arm in arms[1:])
    return [states, f"select at, ref, automatic from ({fields})"]


def _parts(kind: str, wanted: Wanted) -> list[str]:
    """Return the statements for steps in which phones or addresses came and went, but not with their contact."""
    step = "join step s on s.first_seq = (select max(first_seq) from step where first_seq <= c.seq)"
    begin = "select s.at as at, s.id * 4 + 2 as ref, 1 as automatic from"
    end = f"and not s.undone and {_all(_period('s.at', wanted))} group by s.id"
    made = ADDED_AT.format(kind="contact", id="who.id")
    added = (
        f"{begin} who cross join {kind} p on p.contact_id = who.id cross join change c on c.seq ="
        f" {ADDED_AT.format(kind=kind, id='p.id')} and c.until_id >= p.id {step}"
        f" where coalesce({made}, 0) not between s.first_seq and s.last_seq {end}"
    )
    removed = (
        f"{begin} change c {step} where c.kind = '{kind}' and c.op <> 1 and c.op = 3"
        f" and c.old_values ->> '$.contact_id' in (select id from who) {end}"
    )
    return [added, removed]


def _period(column: str, wanted: Wanted) -> list[str]:
    since = [f"{column} >= :since"] if wanted.since else []
    return since + ([f"{column} < :until"] if wanted.until else [])


def _all(conditions: list[str]) -> str:
    return " and ".join(conditions) or "true"


def _start(day: date | None) -> str | None:
    return None if day is None else to_text(start_of_day(day))


def _end(day: date | None) -> str | None:
    """Return the instant after a day; the last one there can be is taken as it is."""
    return None if day is None or day == date.max else to_text(start_of_day(date.fromordinal(day.toordinal() + 1)))
