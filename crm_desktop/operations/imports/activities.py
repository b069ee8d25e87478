"""Importing the history: calls, meetings, mails and notes of the past, and tasks that are still to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.base.times import local_day, to_text
from crm_desktop.domain.records import ActivityRecord, RecordKind
from crm_desktop.exchange.own_guess import OwnGuess
from crm_desktop.operations.imports.asking_any import Treated, only_empty
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.own_columns import OwnColumns, custom_of
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.report import Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.bulk.drafts import Draft, last_id, new_uuids
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_READ = ("subject", "body", "direction", "minutes", "version", "custom")


class ActivityImport:
    """Takes entries of the history batch by batch into an open step."""

    def __init__(
        self, work: Work, tally: Tally, wishes: Wishes | None = None, kept: Mapping[str, OwnGuess] | None = None
    ) -> None:
        self._work = work
        self._tally = tally
        last = last_id(work, "activity")
        self._treated = Treated(work, tally, wishes or Wishes(), RecordKind.ACTIVITIES, last)
        self._own = OwnColumns(work.read, tally, kept, "activity")
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._now = to_text(work.now)
        self._deals: dict[str, int] = {}
        for row in reversed(import_keys.record_keys(work.read, "deal")):
            for key in (fold(row.name), row.uuid, row.external_id):
                if key and not row.is_in_bin:
                    self._deals[key] = row.id
        self._known: dict[str, int] = {}
        for row in import_keys.record_keys(work.read, "activity"):
            for key in (row.external_id, row.uuid):
                if key:
                    self._known.setdefault(key, row.id)
        prints = list(reversed(import_keys.activity_prints(work.read)))
        self._alike = {row[1:]: row[0] for row in prints}
        self._subjects = {(row[1], fold(row[3])): row[0] for row in prints}
        self._latest: dict[int, datetime] = {}

    def take(self, items: Sequence[Item]) -> None:
        """Add or bring up to date the entries of a batch."""
        first_new = self._draft.coming_id("activity")
        known: list[tuple[int, Item]] = []
        for item in items:
            record = cast("ActivityRecord", item.record)
            found = self._find(record)
            wished = Treatment.CORRECT if found is None else self._treated.of(item.row, found)
            if found is None or wished is Treatment.ADD:
                self._add(item, record)
            elif found >= first_new or wished is Treatment.SKIP:
                self._tally.count(Fate.SKIPPED)
            elif wished is Treatment.ASK:
                self._treated.ask(item, found, names=("subject", "text", "direction", "minutes"))
            else:
                known.append((found, item))
        self._draft.flush()
        self._bring_up_to_date(known)

    def finish(self) -> None:
        """Let the contacts know when they were last in touch."""
        bulk.raise_last_activities(self._work, self._latest)

    def _find(self, record: ActivityRecord) -> int | None:
        """Return the entry a row is about: by the field somebody chose, by its id, or by all it says."""
        chosen: int | None = None
        if self._treated.update_by == "at_subject":
            chosen = self._subjects.get((to_text(cast("datetime", record.at)), fold(record.subject)))
        if chosen is not None:
            return chosen
        return self._known.get(record.external_id) if record.external_id else self._alike.get(_likeness(record))

    def _add(self, item: Item, record: ActivityRecord) -> None:
        at = cast("datetime", record.at)
        deal_id = self._deals.get(record.deal) or self._deals.get(fold(record.deal)) if record.deal else None
        company = self._partners.account(record.company, company=True)
        person = self._partners.person(record.contact, company)
        if deal_id is None and company is None and person is None:
            self._tally.refuse(item, "contact", record.deal, _("The entry names no contact and no deal that is there."))
            return
        external_id = None if record.external_id in self._known else record.external_id or None
        uuid = external_id if external_id and looks_like_uuid(external_id) else new_uuids(1)[0]
        planned = at > self._work.now
        activity_id = self._draft.add(
            "activity",
            uuid,
            external_id,
            self._now,
            self._now,
            record.kind,
            to_text(at),
            record.subject,
            record.text,
            record.direction,
            record.minutes,
            deal_id,
            local_day(at).isoformat() if planned else None,
            None,
        )
        self._draft.change("activity", activity_id, custom_of(self._own.values(item.row, record)))
        for contact_id in dict.fromkeys(filter(None, (person, company))):
            self._draft.add("activity_contact", activity_id, contact_id, to_text(at))
            if not planned and record.kind != "system":
                self._latest[contact_id] = max(at, self._latest.get(contact_id, at))
        if external_id:
            self._known[external_id] = activity_id
        self._alike.setdefault(_likeness(record), activity_id)
        self._tally.count(Fate.ADDED)

    def _bring_up_to_date(self, known: Sequence[tuple[int, Item]]) -> None:
        """Correct the words of entries that are known; when and whom they concern stays."""
        fields = import_keys.fields_of(self._work.read, "activity", _READ, {found for found, _item in known})
        for activity_id, item in known:
            now, record = fields[activity_id], cast("ActivityRecord", item.record)
            fills = self._treated.fills(item.row, activity_id)
            said: dict[str, Any] = {
                "subject": record.subject,
                "body": record.text,
                "direction": record.direction,
                "minutes": record.minutes,
            }
            changes = {name: value for name, value in said.items() if value not in ("", None) and value != now[name]}
            if fills:
                changes = only_empty(changes, now)
            changes |= custom_of(self._own.values(item.row, record), now["custom"], only_empty=fills)
            if changes:
                changes |= {"edited_at": self._now, "updated_at": self._now, "version": now["version"] + 1}
                self._draft.change("activity", activity_id, changes)
                now |= changes
            self._tally.count(Fate.UPDATED if changes else Fate.SKIPPED)
        self._draft.flush()


def _likeness(record: ActivityRecord) -> tuple[str, str, str, str]:
    """Return what an entry without an id elsewhere is recognised by."""
    return to_text(cast("datetime", record.at)), record.kind, record.subject, record.text[:200]
