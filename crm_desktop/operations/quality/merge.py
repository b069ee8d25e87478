"""Making one contact of several that turned out to be the same: nothing of either is lost, and it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Consent, ConsentStatus
from crm_desktop.domain.contacts import Contact, ContactKind, Standing
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations import stamps
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.history import history
from crm_desktop.operations.privacy import said as privacy_said
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.bulk import merging
from crm_desktop.store.bulk.drafts import delete_rows
from crm_desktop.store.queries import contact_keys, custom_fields
from crm_desktop.store.unit_of_work import Work, Writer

#: Fields a choice can be made for; the others follow or are kept of both.
CHOOSABLE = contact_fields.FIELDS - {"external_id", "custom", "note"}
#: The purposes of statements that are meant in general.
_GENERAL = ("marketing", "")


def merge_contacts(
    writer: Writer, *, keep_id: int, other_ids: Sequence[int], choices: Mapping[str, int] | None = None
) -> Outcome[None]:
    """Let one contact take the place of others in everything: history, deals, offers, orders, people, consents.

    `choices` says for a field (`CHOOSABLE`) whose value is taken, by the contact's id; otherwise it is that of the one
    that stays, or where that has none, the first of the others. Values that were not taken stand in the history.
    Raises BadInput for choices that make no sense, Refused for a person and a company.
    """
    with writer.step(_("Merge contacts")) as work:
        work.label = merge_within(work, keep_id, other_ids, choices or {})
    return work.outcome(None)


def merge_within(work: Work, keep_id: int, other_ids: Sequence[int], choices: Mapping[str, int]) -> str:
    """Merge contacts within a step that is open, as `merge_contacts` does; return what such a step is called."""
    kept = work.get(Contact, keep_id)
    others = [work.get(Contact, other_id) for other_id in dict.fromkeys(other_ids)]
    _check(kept, others, choices)
    label = _name_of_step(kept, others)
    own = {field.key: field.label for field in custom_fields.own_fields(work.read)}
    told = _lost_own_values(kept, others, own) + _merge_fields(kept, others, choices)
    names = ", ".join(f"“{other.name}”" for other in others)
    stamps.changed(work, kept)
    work.flush()
    for other in other_ids:
        told += _in_words(merging.take_place(work, "contact", keep=keep_id, gone=other))
    merging.stay_on_lists(work, keep=keep_id, gone=other_ids)
    merging.cut_loops(work, keep_id)
    merging.drop_equal_parts(work, keep_id)
    _keep_objections(work, keep_id)
    delete_rows(work, "contact", other_ids)
    bulk.recount_last_activity(work, [keep_id])
    history.record(
        work,
        kind=ActivityKind.SYSTEM,
        subject=_("Merged with {names}").format(names=names),
        body="\n".join(told),
        contacts=[keep_id],
    )
    return label


def _check(kept: Contact, others: Sequence[Contact], choices: Mapping[str, int]) -> None:
    ids = {kept.id, *(other.id for other in others)}
    if not others or len(ids) != len(others) + 1:
        raise BadInput(_("Choose at least two different contacts."), field="other_ids")
    if any(other.kind is not kept.kind for other in others):
        raise Refused(_("A person and a company cannot be merged."), _("Let the person work for the company instead."))
    for field, contact_id in choices.items():
        if field not in CHOOSABLE or contact_id not in ids:
            raise BadInput(_("There is no such choice for “{field}”.").format(field=field), field=field)


def _name_of_step(kept: Contact, others: Sequence[Contact]) -> str:
    if len(others) == 1:
        return _("Merge “{other}” into “{name}”").format(other=others[0].name, name=kept.name)
    return plural("Merge {n} contact", "Merge {n} contacts", len(others) + 1)


def _merge_fields(kept: Contact, others: Sequence[Contact], choices: Mapping[str, int]) -> list[str]:
    """Give the contact that stays the value of each field; return the values that were not taken, in words."""
    everybody = [kept, *others]
    labels = contact_fields.labels()
    told = []
    follows = {"name"} if kept.kind is ContactKind.PERSON else set[str]()
    for field in sorted(CHOOSABLE - follows, key=list(labels).index):
        values = [getattr(contact, field) for contact in everybody]
        chosen = next((getattr(one, field) for one in everybody if one.id == choices.get(field)), None)
        value = chosen if field in choices else next(filter(_says_something, values), values[0])
        setattr(kept, field, value)
        if field not in contact_fields.REFERENCES:
            lost = dict.fromkeys(_shown(one) for one in values if _says_something(one) and one != value)
            told += [f"{labels[field]}: {one}" for one in lost]
    ids = {contact.id for contact in everybody}
    for field in contact_fields.REFERENCES:
        if getattr(kept, field) in ids:  # would refer to itself
            setattr(kept, field, None)
    kept.note = "\n".join(dict.fromkeys(contact.note for contact in everybody if contact.note))
    # Whose data may only be kept stays so, whoever of the two asked for it.
    kept.restricted_on = min((one.restricted_on for one in everybody if one.restricted_on), default=None)
    kept.created_at = min((contact.created_at for contact in everybody if contact.created_at), default=None)
    _keep_identities(kept, others)
    contact_fields.set_name(kept)
    return told


def _lost_own_values(kept: Contact, others: Sequence[Contact], labels: Mapping[str, str]) -> list[str]:
    """Return in words what others say in own fields of which the one that stays says something else."""
    told: dict[str, None] = {}
    taken: dict[str, Any] = {key: value for key, value in kept.custom.items() if _says_something(value)}
    for other in others:
        for key, value in other.custom.items():
            if key != "merged_ids" and _says_something(value) and taken.setdefault(key, value) != value:
                told[f"{labels.get(key, key)}: {_shown(value)}"] = None
    return list(told)


def _in_words(lost: Sequence[merging.Lost]) -> list[str]:
    """Return what rows said that had no place beside another: where data came from, what a campaign was answered."""
    parts = {"data_protection": "origin"}
    found = [
        (
            privacy_said.label(one.column),
            privacy_said.said(parts.get(one.table, one.table), one.column, {one.column: one.value}),
        )
        for one in lost if one.value not in (0, 1)
    ]  # fmt: skip
    return [f"{label}: {value}" for label, value in dict.fromkeys(found) if value]


def _shown(value: object) -> str:
    """Return a value as it is read in the history."""
    if isinstance(value, Standing):
        return standing_word(value)
    if isinstance(value, date):
        return day(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _keep_identities(kept: Contact, others: Sequence[Contact]) -> None:
    """Recognise the contact by the ids of all, should a file bring them again; own fields complete each other."""
    ids = [one for other in others for one in (other.external_id, other.uuid) if one]
    if kept.external_id is None:
        kept.external_id = next((other.external_id for other in others if other.external_id), None)
    custom: dict[str, Any] = {}
    for contact in (*reversed(others), kept):
        ids = [*contact.custom.get("merged_ids", []), *ids]
        custom |= {key: value for key, value in contact.custom.items() if _says_something(value)}
    merged = [one for one in dict.fromkeys(ids) if one != kept.external_id]
    kept.custom = custom | {"merged_ids": merged}
    for other in others:  # numbers are unique among the living, also for the moment until the other one is gone
        other.customer_number = None


def _keep_objections(work: Work, contact_id: int) -> None:
    """Let an objection or withdrawal of either hold for the one that stays: the stricter consent always wins."""
    refusals = {ConsentStatus.OBJECTION.value, ConsentStatus.WITHDRAWN.value}
    rows = contact_keys.consents_of(work.read, contact_id)
    refused = {(row.channel, row.purpose): row for row in rows if row.status in refusals}
    for row in refused.values():
        # What is said in general decides for every purpose, and the newest word of both holds.
        beside = [one for one in rows if one.channel == row.channel
                  and (row.purpose in _GENERAL or one.purpose in (row.purpose, *_GENERAL))]  # fmt: skip
        if beside[-1].status not in refusals:
            work.add(
                Consent(
                    contact_id=contact_id,
                    channel=row.as_channel,
                    purpose=row.purpose,
                    status=ConsentStatus(row.status),
                    given_at=work.now,
                    source=_("Merged: the objection of either one holds"),
                    recorded_at=work.now,
                )
            )


def _says_something(value: object) -> bool:
    """Whether a value is worth keeping; everybody begins as a prospect."""
    return value not in (None, "", Standing.PROSPECT)
