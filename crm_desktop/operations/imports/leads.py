"""Importing inquiries: what a form, a fair or another program collected, decided ones to learn from included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from crm_desktop.base.money import round_cents
from crm_desktop.base.text import clean, fold
from crm_desktop.base.times import from_text
from crm_desktop.domain.leads import Lead, LeadStatus
from crm_desktop.domain.records import LeadRecord, RecordKind
from crm_desktop.exchange.names import split_name
from crm_desktop.exchange.own_guess import OwnGuess
from crm_desktop.operations import stamps
from crm_desktop.operations.imports.asking_any import Treated
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.own_columns import OwnColumns
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.report import Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.operations.imports.treatment import KEYS, Wishes
from crm_desktop.operations.leads import fields as lead_fields
from crm_desktop.operations.leads import leads
from crm_desktop.store.bulk.drafts import Draft, last_id
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_TEXTS = (
    "salutation", "given_name", "family_name", "company", "job_title", "email", "phone", "mobile", "website",
    "street", "postal_code", "city", "source", "channel", "currency", "referred_by", "note",
)  # fmt: skip


class LeadImport:
    """Takes inquiries batch by batch into an open step."""

    def __init__(
        self, work: Work, tally: Tally, wishes: Wishes | None = None, kept: Mapping[str, OwnGuess] | None = None
    ) -> None:
        self._work = work
        self._tally = tally
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._treated = Treated(work, tally, wishes or Wishes(), RecordKind.LEADS, last_id(work, "lead"))
        self._own = OwnColumns(work.read, tally, kept, "lead")
        self._known = LeadsAlike(work)

    def take(self, items: Sequence[Item]) -> None:
        """Add the inquiries of a batch, or bring them up to date."""
        for item in items:
            record = cast("LeadRecord", item.record)
            at = min(record.arrived, self._work.now) if record.arrived else self._work.now
            found = self._known.find(record, at, self._treated.update_by)
            wished = Treatment.CORRECT if found is None else self._treated.of(item.row, found)
            if found is None or wished is Treatment.ADD:
                self._add(item, record, at, again=found is not None)
            elif wished is Treatment.SKIP:
                self._tally.count(Fate.SKIPPED)
            elif wished is Treatment.ASK:
                self._treated.ask(item, found, names=[*_TEXTS, "wish", "budget", "quantity", "wanted_on"])
            else:
                self._bring_up_to_date(item, found, record)

    def finish(self) -> None:
        """Nothing is left to be done at the end."""

    def _add(self, item: Item, record: LeadRecord, at: datetime, *, again: bool) -> None:
        lead = leads.take_in(self._work, record.text, self._fields(record), arrived_at=at)
        if record.external_id and not again:
            lead.external_id = record.external_id
        if own := self._own.values(item.row, record):
            lead.custom = own
        _decide(lead, record, at)
        self._known.learn(lead.id, record, at)
        self._tally.count(Fate.ADDED)

    def _bring_up_to_date(self, item: Item, lead_id: int, record: LeadRecord) -> None:
        """Say what the row says differently; what has become of an inquiry here is not undone by a file."""
        lead, fills = self._work.get(Lead, lead_id), self._treated.fills(item.row, lead_id)
        before = lead.version
        said = {name: value for name, value in self._fields(record).items() if value not in ("", None)}
        if fills:
            said = {name: value for name, value in said.items() if getattr(lead, name) in ("", None, 0)}
        lead_fields.put(self._work, lead, said, correcting=True)
        own = self._own.values(item.row, record)
        both = {**own, **lead.custom} if fills else {**lead.custom, **own}
        if both != lead.custom:
            lead.custom = both
        if record.external_id and not lead.external_id and not looks_like_uuid(record.external_id):
            lead.external_id = record.external_id
        if lead.status is LeadStatus.NEW:
            _decide(lead, record, lead.arrived_at)
        stamps.changed(self._work, lead)
        self._work.flush()
        self._tally.count(Fate.UPDATED if lead.version != before else Fate.SKIPPED)

    def _fields(self, record: LeadRecord) -> dict[str, Any]:
        said: dict[str, Any] = {name: getattr(record, name) for name in _TEXTS} | {"title": record.wish}
        if record.name and not (record.given_name or record.family_name):
            name = split_name(record.name)
            said |= {"given_name": name.given, "family_name": name.family or record.name}
            said["salutation"] = said["salutation"] or name.salutation
        if len(record.country) == 2:
            said["country"] = record.country
        if record.campaign:
            campaign_id = self._partners.named("campaign", record.campaign)
            self._draft.flush()
            said["campaign_id"] = campaign_id
        if record.budget is not None and record.budget >= 0:
            said["budget_cents"] = round_cents(record.budget)
        if record.quantity is not None and record.quantity >= 0:
            said["quantity"] = record.quantity
        said["wanted_on"] = record.wanted_on
        return said


class LeadsAlike:
    """Recognises inquiries: by their id, by who asked what and when, or by the field somebody chose."""

    def __init__(self, work: Work) -> None:
        self._prints: dict[tuple[str, ...], int] = {}
        self._by: dict[tuple[str, ...], int] = {}
        for row in import_keys.lead_prints(work.read):
            for one in (row.external_id, row.uuid):
                if one:
                    self._prints.setdefault((one,), row.id)
            who = (fold(row.email or row.name or row.company), fold(row.title), row.text)
            self._prints.setdefault((*who, from_text(row.at).isoformat()), row.id)
            self._prints.setdefault((*who, ""), row.id)
            self._learn_fields(row.id, row)

    def find(self, record: LeadRecord, at: datetime, update_by: str) -> int | None:
        """Return the inquiry a row is about, None where it is new."""
        if update_by == "external_id":
            return self._prints.get((record.external_id,)) if record.external_id else None
        chosen = (self._by.get((update_by, *key)) for key in _keys(update_by, record))
        found = next((one for one in chosen if one is not None), None) if update_by else None
        return found if found is not None else self._prints.get(_print(record, at))

    def learn(self, lead_id: int, record: LeadRecord, at: datetime) -> None:
        """Recognise an inquiry from now on."""
        self._prints.setdefault(_print(record, at), lead_id)
        self._learn_fields(lead_id, record)

    def _learn_fields(self, lead_id: int, said: LeadRecord | import_keys.LeadPrint) -> None:
        for name in KEYS[RecordKind.LEADS][1:]:
            for key in _keys(name, said):
                self._by.setdefault((name, *key), lead_id)


def _keys(name: str, said: LeadRecord | import_keys.LeadPrint) -> list[tuple[str, ...]]:
    """Return by what an inquiry is looked for in a field; nothing where it says nothing there."""
    if isinstance(said, LeadRecord):
        called, wish = said.name or f"{said.given_name} {said.family_name}".strip(), said.wish
    else:
        called, wish = said.name, said.title
    who = fold(called or said.company)
    match name:
        case "email":
            found = [said.email.strip().lower()]
        case "phone":
            found = ["".join(filter(str.isdigit, one)) for one in (said.phone, said.mobile)]
        case "name":
            found = [who]
        case "name_wish":
            return [(who, fold(wish))] if who else []
        case _:
            found = []
    return [(one,) for one in found if one]


def _print(record: LeadRecord, at: datetime) -> tuple[str, ...]:
    """Return by what an inquiry is recognised: its id, else who asked what and when."""
    if record.external_id:
        return (record.external_id,)
    who = record.email or record.name or f"{record.given_name} {record.family_name}".strip() or record.company
    when = at.isoformat() if record.arrived else ""
    return (fold(who), fold(record.wish), clean(record.text, lines=True), when)


def _decide(lead: Lead, record: LeadRecord, at: datetime) -> None:
    """Let an inquiry stand where the file says it stands."""
    if not record.status and not record.disqualify_reason and record.closed is None:
        return
    status = LeadStatus(record.status) if record.status else LeadStatus.NEW
    if record.disqualify_reason and status is not LeadStatus.CONVERTED:
        status = LeadStatus.DISQUALIFIED
    lead.status, lead.disqualify_reason = status, record.disqualify_reason
    if status in {LeadStatus.CONVERTED, LeadStatus.DISQUALIFIED}:
        lead.closed_at = max(record.closed, at) if record.closed else at
    elif status is not LeadStatus.NEW:
        lead.answered_at = at
    if status in {LeadStatus.QUALIFIED, LeadStatus.CONVERTED}:
        lead.qualified_at = lead.closed_at or at
