"""What has come due for rules with the days that passed, and still holds: for the nightly look.

Each answer is asked once for all rules that want the same, so that two hundred rules read the file as often as ten.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.times import from_text, local_day, start_of_day, to_text
from crm_desktop.domain.criteria import from_plain, listed
from crm_desktop.domain.recipes import Trigger
from crm_desktop.domain.rule_facts import Due
from crm_desktop.domain.rules import On
from crm_desktop.store.driver import Value
from crm_desktop.store.queries import segments
from crm_desktop.store.queries.custom_fields import expression
from crm_desktop.store.queries.rule_records import conditions_of
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import FieldKind
from crm_desktop.store.reading import Reader

#: The date field every contact has; it comes each year.
BIRTHDAY = "birthday"
OWN = "own."
#: Fields of segments that change with the days, beside those that count days.
_DRIFTING_FIELDS = frozenset({"birth_month", "company_age", "overdue_step", "segment"})

_DAYS = {
    On.OFFER_UNANSWERED: """select id, sent_at from offer
        where status = 'sent' and deleted_at is null and sent_at >= :from_at and sent_at < :until_at""",
    On.NO_CONTACT: """select id, last_activity_at from contact
        where deleted_at is null and last_activity_at >= :from_at and last_activity_at < :until_at""",
    On.TASK_OVERDUE: """select a.id, a.due_on from activity a where a.due_on >= :from_day and a.due_on <= :until_day
        and a.done_at is null and a.due_on is not null and a.deleted_at is null""",
    On.ORDER_PAST: """select id, day from sale where deleted_at is null and day >= :from_day and day <= :until_day""",
}
_STAYS = """select d.id, d.stage_since, coalesce(:days, s.stale_days) from deal d join stage s on s.id = d.stage_id
    where d.status = 'open' and d.deleted_at is null and (:stage is null or d.stage_id = :stage)
      and coalesce(:days, s.stale_days) is not null"""
_EXPIRING = """select id, valid_until from offer
    where status = 'sent' and deleted_at is null and valid_until >= :from_day and valid_until <= :until_day"""


class DueLook:
    """Looks for what came due; remembers what several rules ask alike."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._dates: dict[str, dict[date, list[int]]] = {}
        self._members: dict[tuple[int, date], frozenset[int]] = {}

    def due(self, trigger: Trigger, *, after: date, until: date) -> list[Due]:
        """Return what came due after a day until another one and still holds on the latter, the earliest first."""
        found = _LOOKS[trigger.on](self, trigger, after, until)
        return sorted((one for one in found if after < one.on <= until), key=lambda one: (one.on, one.ref))

    def crossed(self, segment_id: int, *, after: date, until: date) -> tuple[frozenset[int], frozenset[int]]:
        """Return who entered and who left a segment only because days have passed."""
        if not self._drifts(segment_id):
            return frozenset(), frozenset()
        before, now = self._in(segment_id, after), self._in(segment_id, until)
        return now - before, before - now

    def counted(self, trigger: Trigger, after: date, until: date) -> list[Due]:
        """Return what is so many days after something."""
        days = timedelta(days=trigger.days or 0)
        first, last = after - days + timedelta(days=1), until - days
        values: dict[str, Value] = {
            "from_at": to_text(start_of_day(first)), "until_at": to_text(start_of_day(last + timedelta(days=1))),
            "from_day": first.isoformat(), "until_day": last.isoformat(),
        }  # fmt: skip
        sql = _DAYS[trigger.on]
        held = {name: value for name, value in values.items() if f":{name}" in sql}
        return [Due(ref, _day(since) + days, _day(since)) for ref, since in self._rows(sql, held)]

    def staying(self, trigger: Trigger, _after: date, _until: date) -> list[Due]:
        """Return the open deals that are in their stage for so long."""
        rows = self._rows(_STAYS, {"days": trigger.days, "stage": trigger.stage_id})
        return [Due(ref, _day(since) + timedelta(days=days), _day(since)) for ref, since, days in rows]

    def expiring(self, trigger: Trigger, after: date, until: date) -> list[Due]:
        """Return the offers whose last day is so near."""
        days = timedelta(days=trigger.days or 0)
        first = max(after + days + timedelta(days=1), until)  # one that has expired meanwhile is not about to
        values: dict[str, Value] = {"from_day": first.isoformat(), "until_day": (until + days).isoformat()}
        return [Due(ref, _day(last) - days, _day(last)) for ref, last in self._rows(_EXPIRING, values)]

    def near(self, trigger: Trigger, after: date, until: date) -> list[Due]:
        """Return the contacts with a date so near that has not passed."""
        days = timedelta(days=trigger.days or 0)
        found = []
        for ahead in range((until - after).days):
            day = after + timedelta(days=ahead + 1) + days
            if day >= until:
                found += [Due(ref, day - days, day) for ref in self.on_day(trigger.field, day)]
        return found

    def on_day(self, field: str, day: date) -> list[int]:
        """Return the contacts a date field of whom falls on a day; birthdays come each year."""
        if field not in self._dates:
            self._dates[field] = self._birthdays() if field == BIRTHDAY else self._own_dates(field)
        held = self._dates[field]
        if field != BIRTHDAY:
            return held.get(day, [])
        found = held.get(date(2000, day.month, day.day), [])
        if (day.month, day.day) == (2, 28) and not _is_leap(day.year):
            found = found + held.get(date(2000, 2, 29), [])
        return found

    def _birthdays(self) -> dict[date, list[int]]:
        sql = "select id, birthday from contact where birthday is not null and deleted_at is null"
        found: dict[date, list[int]] = {}
        for ref, born in self._rows(sql, {}):
            day = _day(born)
            found.setdefault(date(2000, day.month, day.day), []).append(ref)
        return found

    def _own_dates(self, field: str) -> dict[date, list[int]]:
        held = expression(field.removeprefix(OWN))
        sql = f"select id, {held} from contact c where custom <> '{{}}' and {held} is not null and deleted_at is null"
        found: dict[date, list[int]] = {}
        for ref, written in self._rows(sql, {}):
            day = _written_day(written)
            if day is not None:
                found.setdefault(day, []).append(ref)
        return found

    def _in(self, segment_id: int, day: date) -> frozenset[int]:
        key = (segment_id, day)
        if key not in self._members:
            self._members[key] = frozenset(segments.members(self._reader, segment_id=segment_id, as_of=day))
        return self._members[key]

    def _drifts(self, segment_id: int) -> bool:
        """Whether anything a segment asks for changes with the days alone."""
        sql = "select criteria from segment where id = ? and deleted_at is null"
        held = self._reader.scalar(sql, (segment_id,))
        plain = json.loads(held) if held else {}
        if listed(plain) is not None:
            return False
        try:
            tree = from_plain(plain)
        except BadInput:  # nobody fulfils what cannot be read
            return False
        return any(
            condition.days is not None
            or condition.field in _DRIFTING_FIELDS
            or (condition.field in FIELDS and FIELDS[condition.field].kind is FieldKind.SINCE)
            for condition in conditions_of(tree)
        )

    def _rows(self, sql: str, values: Mapping[str, Value]) -> list[tuple[Any, ...]]:
        return self._reader.rows(lambda *row: row, sql, values)


_LOOKS: Mapping[On, Callable[[DueLook, Trigger, date, date], list[Due]]] = MappingProxyType(
    {
        On.DEAL_STAYS: DueLook.staying,
        On.OFFER_UNANSWERED: DueLook.counted,
        On.OFFER_EXPIRING: DueLook.expiring,
        On.NO_CONTACT: DueLook.counted,
        On.DATE_NEAR: DueLook.near,
        On.TASK_OVERDUE: DueLook.counted,
        On.ORDER_PAST: DueLook.counted,
    }
)


def _day(text: str) -> date:
    """Return the user's own day of a stored day or instant."""
    return date.fromisoformat(text) if len(text) == 10 else local_day(from_text(text))


def _written_day(text: object) -> date | None:
    """Return a date as own fields hold it; what another program wrote in another form is none."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
