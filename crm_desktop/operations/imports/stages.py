"""Importing the way deals took through their stages, behind the deals themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.base.times import to_text
from crm_desktop.domain.records import StageRecord
from crm_desktop.operations.imports.deal_states import Entry, Standing, State, with_history
from crm_desktop.operations.imports.processes import Processes
from crm_desktop.operations.imports.report import Fate, Item, Tally
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.store.bulk.drafts import Draft, delete_rows
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_STATE = COLUMNS["deal_state"][2:]
_DEAL = (
    "pipeline_id", "stage_id", "status", "amount_cents", "currency", "expected_close", "opened_at", "closed_at",
    "stage_since", "version",
)  # fmt: skip


class StageImport:
    """Takes the entries into stages; all at once, since a deal's entries may stand anywhere in the file."""

    def __init__(self, work: Work, tally: Tally, file_name: str = "") -> None:
        self._work = work
        self._tally = tally
        self._draft = Draft(work, COLUMNS)
        self._processes = Processes(work, self._draft, tally.created, file_name)
        self._now = to_text(work.now)
        self._by_deal: dict[int, list[Item]] = {}
        self._deals: dict[str, int] = {}
        for row in reversed(import_keys.record_keys(work.read, "deal")):
            if not row.is_in_bin:
                self._deals[fold(row.name)] = row.id
        for row in import_keys.record_keys(work.read, "deal"):
            for key in (row.external_id, row.uuid):
                if key and not row.is_in_bin:
                    self._deals[key] = row.id

    def take(self, items: Sequence[Item]) -> None:
        """Gather a batch by deal; entries of deals that are not there are refused."""
        for item in items:
            record = cast("StageRecord", item.record)
            deal_id = self._deals.get(record.deal) or self._deals.get(fold(record.deal))
            if deal_id is None:
                self._tally.refuse(item, "deal", record.deal, _("There is no such deal; import the deals first."))
            else:
                self._by_deal.setdefault(deal_id, []).append(item)

    def finish(self) -> None:
        """Write the states of every deal whose way has become known."""
        ids = list(self._by_deal)
        fields = import_keys.fields_of(self._work.read, "deal", _DEAL, ids)
        states = import_keys.parts_of(self._work.read, "deal_state", "deal_id", _STATE, ids)
        replaced: list[int] = []
        for deal_id, items in self._by_deal.items():
            replaced += self._rewrite(deal_id, items, fields[deal_id], states.get(deal_id, []))
        delete_rows(self._work, "deal_state", replaced)
        self._draft.flush()

    def _rewrite(
        self, deal_id: int, items: Sequence[Item], deal: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
    ) -> list[int]:
        """Draft the states of one deal; return the ids of the rows they replace."""
        known = [State(*(row[column] for column in _STATE)) for row in rows]
        entries = [self._entry(item, deal["pipeline_id"]) for item in items]
        states = with_history(_standing(deal), known, entries)
        if [state[:-1] for state in states] == [state[:-1] for state in known]:
            self._tally.count(Fate.SKIPPED, len(items))
            return []
        for state in states:
            self._draft.add("deal_state", deal_id, *state)
        self._follow(deal_id, deal, states[-1])
        self._tally.count(Fate.ADDED, len(items))
        return [row["id"] for row in rows]

    def _entry(self, item: Item, pipeline_id: int) -> Entry:
        record = cast("StageRecord", item.record)
        stage = self._processes.stage_in(pipeline_id, record.stage)
        return Entry(to_text(cast("datetime", record.entered)), stage.id, stage.kind.value)

    def _follow(self, deal_id: int, deal: Mapping[str, Any], last: State) -> None:
        """Let the deal itself stand where its way has led it."""
        changes: dict[str, Any] = {}
        if deal["status"] == "open" or last.status == deal["status"]:
            changes["stage_id"] = last.stage_id
            changes["stage_since"] = last.entered
        if deal["status"] == "open" and last.status != "open":
            changes |= {"status": last.status, "closed_at": last.entered}
        changes = {name: value for name, value in changes.items() if deal[name] != value}
        if changes:
            changes |= {"updated_at": self._now, "version": deal["version"] + 1}
            self._draft.change("deal", deal_id, changes)


def _standing(deal: Mapping[str, Any]) -> Standing:
    return Standing(
        deal["stage_id"],
        deal["status"],
        deal["amount_cents"],
        deal["currency"],
        deal["expected_close"],
        deal["opened_at"],
        deal["closed_at"],
    )
