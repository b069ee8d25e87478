"""Importing deals: with their process and stage, customer and person, and the states that follow from their dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from crm_desktop.base.i18n import _
from crm_desktop.base.money import MOST_CENTS, round_cents
from crm_desktop.base.text import fold
from crm_desktop.base.times import to_text
from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.records import DealRecord, RecordKind
from crm_desktop.exchange.own_guess import OwnGuess
from crm_desktop.operations.imports.asking_any import Treated, only_empty
from crm_desktop.operations.imports.deal_states import Standing, first_states
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.own_columns import OwnColumns, custom_of
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.processes import Processes, StageRef
from crm_desktop.operations.imports.report import Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.store.bulk import standings
from crm_desktop.store.bulk.drafts import Draft, last_id, new_uuids
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_DEAL = COLUMNS["deal"][5:]
_STATE = COLUMNS["deal_state"][2:]


class _Known(NamedTuple):
    """A deal that is there already, and what the file says of it."""

    deal_id: int
    item: Item


class DealImport:
    """Takes deals into an open step; all at once, since their stages are put in order together."""

    def __init__(
        self, work: Work, tally: Tally, file_name: str = "", wishes: Wishes | None = None,
        kept: Mapping[str, OwnGuess] | None = None,
    ) -> None:  # fmt: skip
        self._work = work
        self._tally = tally
        self._treated = Treated(work, tally, wishes or Wishes(), RecordKind.DEALS, last_id(work, "deal"))
        self._own = OwnColumns(work.read, tally, kept, "deal")
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._processes = Processes(work, self._draft, tally.created, file_name)
        self._now = to_text(work.now)
        self._items: list[Item] = []
        self._known: dict[str, int] = {}
        self._won: set[int] = set()
        for row in import_keys.record_keys(work.read, "deal"):
            for key in (row.external_id, row.uuid):
                if key:
                    self._known.setdefault(key, row.id)

    def take(self, items: Sequence[Item]) -> None:
        """Gather a batch."""
        self._items += items

    def finish(self) -> None:
        """Add or bring up to date everything that was gathered."""
        records = [cast("DealRecord", item.record) for item in self._items]
        self._processes.prepare((record.pipeline, record.stage) for record in records)
        first_new = self._draft.coming_id("deal")
        known: list[_Known] = []
        again: list[_Known] = []
        alike = DealsAlike(self._work)
        for item, record in zip(self._items, records, strict=True):
            found = self._find(record, alike)
            wished = Treatment.CORRECT if found is None else self._treated.of(item.row, found)
            if found is None or wished is Treatment.ADD:
                values = self._values(item, record)
                deal_id = self._add(item, record, values)
                alike.learn(deal_id, values)
            elif wished is Treatment.SKIP:
                self._tally.count(Fate.SKIPPED)
            elif wished is Treatment.ASK:
                self._ask(item, found, record)
            else:
                (again if found >= first_new else known).append(_Known(found, item))
        self._draft.flush()
        for part in (known, again):
            self._bring_up_to_date(part)
        standings.have_bought(self._work, self._won)

    def _find(self, record: DealRecord, alike: DealsAlike) -> int | None:
        """Return the deal a row is about, None where it is new; nobody is made for that."""
        title, account = _title(record), self._partners.peek(record.company) or self._partners.peek(record.person)
        if (chosen := self._treated.update_by) and (found := alike.by(chosen, record, title, account)) is not None:
            return found
        if record.external_id:
            return self._known.get(record.external_id)
        if account is None and (record.company or record.person):
            return None
        status = _status(record, self._processes.stage(record.pipeline, record.stage))
        return alike.find(title, account, to_text(self._opened(record, status)))

    def _ask(self, item: Item, found: int, record: DealRecord) -> None:
        """Ask about a row, with whom it names by a number called by name."""
        said = record._replace(
            company=self._partners.name_of(record.company), person=self._partners.name_of(record.person)
        )
        self._treated.ask(item, found, said=said)

    def _values(self, item: Item, record: DealRecord) -> dict[str, Any]:
        """Return the columns of a deal as the record says; what it does not say is None or ""."""
        stage = self._processes.stage(record.pipeline, record.stage)
        status = _status(record, stage)
        account = self._partners.account(record.company, company=True)
        person = self._partners.person(record.person, account)
        opened, closed = self._dates(item, record, status)
        cents = 0 if record.amount is None else round_cents(record.amount)
        if abs(cents) > MOST_CENTS:
            self._tally.remark(item.row, "amount", str(record.amount), _("This amount is too large to be true."))
            cents = 0
        if status == DealStatus.WON:
            self._won.update(filter(None, (account, person)))
        return {
            "title": _title(record),
            "pipeline_id": stage.pipeline_id,
            "stage_id": stage.id,
            "account_id": account if account is not None else person,
            "person_id": person,
            "status": status,
            "amount_cents": cents,
            "currency": record.currency or self._partners.currency,
            "expected_close": None if record.expected_close is None else record.expected_close.isoformat(),
            "opened_at": to_text(opened),
            "closed_at": None if closed is None else to_text(closed),
            "stage_since": to_text(opened if closed is None else closed),
            "lost_reason": record.lost_reason,
            "channel": record.channel,
            "campaign_id": self._partners.named("campaign", record.campaign),
            "product_id": self._partners.product(record.product),
            "quantity": None if record.quantity is None else round(record.quantity),
        }

    def _dates(self, item: Item, record: DealRecord, status: str) -> tuple[datetime, datetime | None]:
        """Return when the deal was opened and, where it is not open, closed; what is missing is assumed and told."""
        closed = record.closed if status != DealStatus.OPEN else None
        opened = self._opened(record, status)
        if status in (DealStatus.WON, DealStatus.LOST) and closed is None:
            closed = opened
            self._tally.remark(item.row, "closed", "", _("The deal has no closing day; its opening day was taken."))
        if status == DealStatus.PARKED:
            closed = closed or self._work.now
        if closed is not None and closed < opened:
            self._tally.remark(
                item.row,
                "closed",
                closed.date().isoformat(),
                _("The deal closes before it opens; both days are now equal."),
            )
            opened = closed
        return opened, closed

    def _opened(self, record: DealRecord, status: str) -> datetime:
        closed, now = record.closed if status != DealStatus.OPEN else None, self._work.now
        return record.opened or min(closed or now, now)

    def _add(self, item: Item, record: DealRecord, values: dict[str, Any]) -> int:
        external_id = None if record.external_id in self._known else record.external_id or None
        uuid = external_id if external_id and looks_like_uuid(external_id) else new_uuids(1)[0]
        deal_id = self._draft.add(
            "deal", uuid, external_id, self._now, self._now, *(values[column] for column in _DEAL)
        )
        if external_id:
            self._known[external_id] = deal_id
        self._draft.change("deal", deal_id, custom_of(self._own.values(item.row, record)))
        was_in = self._processes.before(self._processes.stage(record.pipeline, record.stage))
        for state in first_states(_standing(values), open_stage_id=was_in.id, now=self._now):
            self._draft.add("deal_state", deal_id, *state)
        self._tally.count(Fate.ADDED)
        return deal_id

    def _bring_up_to_date(self, known: Sequence[_Known]) -> None:
        """Change what the file says differently; a new stage, amount or end begins a new state."""
        ids = {one.deal_id for one in known}
        fields = import_keys.fields_of(self._work.read, "deal", (*_DEAL, "version", "deleted_at", "custom"), ids)
        states = import_keys.parts_of(self._work.read, "deal_state", "deal_id", _STATE, ids)
        for one in known:
            now = fields[one.deal_id]
            if now["deleted_at"]:
                self._tally.remark(one.item.row, "", now["title"], _("This deal lies in the bin; it was left there."))
                self._tally.count(Fate.SKIPPED)
                continue
            fills = self._treated.fills(one.item.row, one.deal_id)
            changes = self._changes(one.item, now)
            if fills:
                changes = only_empty({name: value for name, value in changes.items() if name != "closed_at"}, now)
            record = cast("DealRecord", one.item.record)
            changes |= custom_of(self._own.values(one.item.row, record), now["custom"], only_empty=fills)
            if changes:
                self._draft.change(
                    "deal", one.deal_id, changes | {"updated_at": self._now, "version": now["version"] + 1}
                )
                now |= changes | {"version": now["version"] + 1}
                self._settle(one.deal_id, now, states.setdefault(one.deal_id, []))
            self._tally.count(Fate.UPDATED if changes else Fate.SKIPPED)
        self._draft.flush()

    def _changes(self, item: Item, now: dict[str, Any]) -> dict[str, Any]:
        record = cast("DealRecord", item.record)
        values = self._values(item, record)
        unsaid = {name for name in ("title", "amount", "currency") if getattr(record, name) in ("", None)}
        unsaid |= set() if record.opened else {"opened"}
        silent = {"amount": "amount_cents", "opened": "opened_at"}
        drop = {silent.get(name, name) for name in unsaid} | {"stage_since"}
        if not record.stage and not record.pipeline:
            drop |= {"stage_id", "pipeline_id"}
        if not record.status and not record.stage:
            drop |= {"status", "closed_at"}
        elif record.closed is None and values["status"] == now["status"]:
            drop.add("closed_at")
        changes = {
            name: value
            for name, value in values.items()
            if name not in drop and (value not in ("", None) or name == "closed_at") and now[name] != value
        }
        if changes.keys() & {"stage_id", "status"}:
            changes["stage_since"] = changes.get("closed_at") or self._now
        return changes

    def _settle(self, deal_id: int, now: dict[str, Any], states: list[dict[str, Any]]) -> None:
        """Begin a new state where the deal stands otherwise than its last state says."""
        held = ("stage_id", "status", "amount_cents", "currency", "expected_close")
        last = states[-1] if states else None
        if last is not None and all(last[name] == now[name] for name in held):
            return
        since = now["closed_at"] if now["closed_at"] and last and last["status"] == "open" else self._now
        if last is not None:
            since = max(since, last["entered"])
            self._draft.change("deal_state", last["id"], {"left": since})
        values = {name: now[name] for name in held} | {"entered": since, "left": None, "recorded_at": since}
        state_id = self._draft.add("deal_state", deal_id, *(values[column] for column in _STATE))
        states.append(values | {"id": state_id})


class DealsAlike:
    """Recognises deals without an id elsewhere: by title, customer and the day they were opened."""

    def __init__(self, work: Work) -> None:
        rows = list(reversed(import_keys.deal_prints(work.read)))
        self._known = {_likeness(row): row["id"] for row in rows}
        self._titles = {fold(row["title"]): row["id"] for row in rows}
        self._customers = {(fold(row["title"]), row["account_id"]): row["id"] for row in rows}
        self._ids = {row["external_id"]: row["id"] for row in rows if row["external_id"]}

    def find(self, title: str, account_id: int | None, opened_at: str) -> int | None:
        """Return the deal that is alike."""
        return self._known.get((fold(title), account_id, opened_at))

    def by(self, key: str, record: DealRecord, title: str, account_id: int | None) -> int | None:
        """Return the deal that has the same in the field somebody chose; of several, the oldest."""
        match key:
            case "title":
                return self._titles.get(fold(title))
            case "title_customer":
                return self._customers.get((fold(title), account_id))
        return self._ids.get(record.external_id)

    def learn(self, deal_id: int, values: dict[str, Any]) -> None:
        """Recognise a deal from now on."""
        self._known.setdefault(_likeness(values), deal_id)
        self._titles.setdefault(fold(values["title"]), deal_id)
        self._customers.setdefault((fold(values["title"]), values["account_id"]), deal_id)


def _likeness(values: dict[str, Any]) -> tuple[object, ...]:
    return fold(values["title"]), values["account_id"], values["opened_at"]


def _title(record: DealRecord) -> str:
    """Return what a deal is called."""
    return record.title or record.product or record.company or _("Deal {id}").format(id=record.external_id)


def _status(record: DealRecord, stage: StageRef) -> str:
    """Return the state of a deal: what the file says of it, else what its stage says."""
    if record.status:
        return DealStatus(record.status).value
    return {StageKind.OPEN: "open", StageKind.WON: "won", StageKind.LOST: "lost"}[stage.kind]


def _standing(values: dict[str, Any]) -> Standing:
    return Standing(
        values["stage_id"],
        values["status"],
        values["amount_cents"],
        values["currency"],
        values["expected_close"],
        values["opened_at"],
        values["closed_at"],
    )
