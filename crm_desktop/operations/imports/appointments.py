"""Taking a calendar in: what is to come becomes planned, what is over becomes history, what is known is moved along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

from crm_desktop.base.errors import Problem
from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.domain import recurrence
from crm_desktop.domain.history import Activity, ActivityKind
from crm_desktop.domain.records import AppointmentRecord
from crm_desktop.operations import stamps
from crm_desktop.operations.history import history
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.report import MOST_REMARKS, Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.operations.planning.tasks import Plan, plan
from crm_desktop.store.bulk.drafts import last_id
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_USUAL_MINUTES = 60


class AppointmentImport:
    """Takes entries of a calendar file batch by batch into an open step."""

    def __init__(self, work: Work, tally: Tally, wishes: Wishes | None = None) -> None:
        self._work, self._tally, self._wishes = work, tally, wishes or Wishes()
        self._last_id = last_id(work, "activity")
        self._known: dict[str, int] = {}
        for row in import_keys.record_keys(work.read, "activity"):
            for key in (row.external_id, row.uuid):
                if key:
                    self._known.setdefault(key, row.id)
        self._people = queries.people(work.read)
        #: By the id of a series the days on which something else takes its place.
        self._moved: dict[str, set[date]] = {}

    def take(self, items: Sequence[Item]) -> None:
        """Add or bring up to date the entries of a batch."""
        for item in items:
            moved = cast("AppointmentRecord", item.record)
            if moved.series and moved.instead_of:
                self._moved.setdefault(moved.series, set()).add(moved.instead_of)
        for item in items:
            record = self._without_moved(cast("AppointmentRecord", item.record))
            found = self._known.get(record.uid) if record.uid else None
            if record.cancelled and found is None and record.series:
                self._tally.count(Fate.SKIPPED)
            elif record.cancelled and found is None:
                self._say(item, _("It was called off and is not taken in."))
                self._tally.count(Fate.SKIPPED)
            elif found is None:
                self._add(record)
            elif found <= self._last_id and self._wishes.of(item.row) in {Treatment.SKIP, Treatment.FILL}:
                self._tally.count(Fate.SKIPPED)
            else:
                self._bring_up_to_date(item, record, self._work.get(Activity, found))

    def finish(self) -> None:
        """Leave out of series what was moved in a later part of the file than the series stands in."""
        for series, days in self._moved.items():
            entry = self._work.get(Activity, self._known[series]) if series in self._known else None
            if entry is None or not entry.recurrence or entry.due_on is None or entry.done_at is not None:
                continue
            due, rule = _settled(entry.due_on, recurrence.parse(entry.recurrence).leaving_out(days), entry.due_on)
            if (due, rule.text()) != (entry.due_on, entry.recurrence):
                entry.due_on, entry.recurrence = due, rule.text()
                stamps.changed(self._work, entry)

    def _without_moved(self, record: AppointmentRecord) -> AppointmentRecord:
        """Return a series without the days on which something else takes its place."""
        days = self._moved.get(record.uid)
        if not record.rule or not days:
            return record
        return record._replace(rule=recurrence.parse(record.rule).leaving_out(days).text())

    def _add(self, record: AppointmentRecord) -> None:
        start, over = self._when(record)
        concerned = self._concerned(record)
        if over:
            entry = history.record(
                self._work, kind=ActivityKind(record.kind), subject=_subject(record), body=record.text,
                contacts=concerned, at=start, minutes=record.minutes,
            )  # fmt: skip
        else:
            entry = plan(self._work, _plan(record, self._work.today), contacts=concerned)
            if record.done:
                entry.done_at = self._work.now
        if record.uid and looks_like_uuid(record.uid):
            entry.uuid = record.uid
        elif record.uid:
            entry.external_id = record.uid
        self._work.flush()
        if record.uid:
            self._known[record.uid] = entry.id
        self._tally.count(Fate.ADDED)

    def _bring_up_to_date(self, item: Item, record: AppointmentRecord, entry: Activity) -> None:
        """Move what is planned to where the file has it; what is done, and whom it concerns, stays."""
        if entry.due_on is None or entry.done_at is not None or entry.deleted_at is not None:
            self._tally.count(Fate.SKIPPED)
            return
        if record.cancelled:
            stamps.binned(self._work, entry)
            self._say(item, _("It was called off; the entry lies in the bin now."))
            self._tally.count(Fate.UPDATED)
            return
        new = _plan(record, self._work.today)
        before = entry.version
        entry.subject, entry.due_on, entry.due_time = new.subject, new.due_on, new.due_time
        entry.minutes = entry.minutes if record.minutes is None else record.minutes
        entry.recurrence = new.recurrence
        if record.done:
            entry.done_at = self._work.now
        stamps.changed(self._work, entry)
        self._work.flush()
        self._tally.count(Fate.UPDATED if entry.version != before else Fate.SKIPPED)

    def _when(self, record: AppointmentRecord) -> tuple[datetime, bool]:
        """Return when it begins, and whether it is over: tasks are not over before they are done."""
        hour, _colon, minute = (record.time or "00:00").partition(":")
        on = record.on
        start = datetime(on.year, on.month, on.day, int(hour), int(minute)).astimezone(UTC)
        end = start + timedelta(minutes=record.minutes or (_USUAL_MINUTES if record.time else 24 * 60))
        again = bool(record.rule) and (
            record.on >= self._work.today
            or recurrence.following(recurrence.parse(record.rule), record.on, self._work.today) is not None
        )
        return start, end <= self._work.now and not again and record.kind != ActivityKind.TASK

    def _concerned(self, record: AppointmentRecord) -> list[int]:
        """Return the contacts who take part, known by their e-mail address or, if only one has it, by their name."""
        keys = [key for name, email in record.attendees for key in (email.strip().casefold(), fold(name)) if key]
        found = (self._people.get(key) for key in keys)
        return list(dict.fromkeys(ref for ref in found if ref))

    def _say(self, item: Item, words: str) -> None:
        if len(self._tally.remarks) < MOST_REMARKS:
            self._tally.remarks.append(Problem(item.row, "", "", words))


def _subject(record: AppointmentRecord) -> str:
    return record.subject or _("Without a title")


def _plan(record: AppointmentRecord, today: date) -> Plan:
    """Return an entry as something planned; what comes again stands at its next time."""
    due, rule = record.on, record.rule
    if rule:
        due, settled = _settled(due, recurrence.parse(rule), today)
        rule = settled.text()
    return Plan(
        subject=_subject(record), due_on=due, kind=ActivityKind(record.kind), due_time=record.time, body=record.text,
        recurrence=rule, minutes=record.minutes,
    )  # fmt: skip


def _settled(due: date, rule: recurrence.Rule, today: date) -> tuple[date, recurrence.Rule]:
    """Return when something comes next that is not left out, and the rule from then on."""
    if due >= today and due not in rule.without:
        return due, replace(rule, without=tuple(day for day in rule.without if day > due))
    return recurrence.following(rule, due, max(today, due + timedelta(days=1) if due in rule.without else due)) or (
        due,
        rule,
    )
