"""The words of the history: what an entry is called, what became of a deal, which field was changed to what."""

from __future__ import annotations

from typing import Any

from crm_desktop.base.formats import amount, day
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.contacts import Standing
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.store.queries.field_history import FieldChange
from crm_desktop.store.queries.timeline import TimelineEntry
from crm_desktop.store.queries.timeline_rows import StateChange

#: Letters of a value that are shown.
_LONGEST = 60


def title_of(entry: TimelineEntry) -> str:
    """Return the line that says what kind of entry it is: the subject, with how long a call or meeting took."""
    title = entry.subject or kind_word(entry.kind, entry.direction)
    return f"{title}, {plural('{n} min', '{n} min', entry.minutes)}" if entry.minutes else title


def kind_word(kind: ActivityKind, direction: Direction = Direction.NONE) -> str:
    """Return what the user calls a kind of entry."""
    if kind is ActivityKind.EMAIL and direction is not Direction.NONE:
        return _("E-mail received") if direction is Direction.IN else _("E-mail sent")
    return {
        ActivityKind.CALL: _("Call"), ActivityKind.EMAIL: _("E-mail"), ActivityKind.MEETING: _("Meeting"),
        ActivityKind.NOTE: _("Note"), ActivityKind.LETTER: _("Letter"), ActivityKind.TASK: _("Task"),
        ActivityKind.VISIT: _("Visit"), ActivityKind.DOCUMENT: _("Document"),
        ActivityKind.SYSTEM: meant("entry of the history", "Change"),
    }[kind]  # fmt: skip


def state_title(state: StateChange) -> str:
    """Return what became of a deal."""
    before, now = state.before, state.now
    if before is None:
        return _("Deal begun: {stage}").format(stage=now.stage)
    if before.status is not now.status and (now.status in _CLOSED or before.stage == now.stage):
        return _status_title(now.status)
    if before.stage != now.stage:
        return _("Stage changed: {old} → {new}").format(old=before.stage, new=now.stage)
    if before.amount_cents != now.amount_cents:
        return _("Amount changed: {old} → {new}").format(
            old=amount(before.amount_cents, state.currency, whole=True),
            new=amount(now.amount_cents, state.currency, whole=True),
        )
    return _("Expected close: {old} → {new}").format(
        old=day(before.expected_close) if before.expected_close else "–",
        new=day(now.expected_close) if now.expected_close else "–",
    )


#: States a deal comes into whatever its stage.
_CLOSED = frozenset({DealStatus.WON, DealStatus.LOST})


def _status_title(status: DealStatus) -> str:
    return {
        DealStatus.WON: _("Deal won"), DealStatus.LOST: _("Deal lost"), DealStatus.PARKED: _("Deal put aside"),
        DealStatus.OPEN: _("Deal open again"),
    }[status]  # fmt: skip


def state_note(state: StateChange) -> str:
    """Return how long the stage left had lasted, "" where none was left."""
    if state.before is None or not state.days:
        return ""
    days = plural("{n} day", "{n} days", state.days)
    return _("{days} in “{stage}”").format(days=days, stage=state.before.stage)


def change_line(change: FieldChange) -> str:
    """Return one field with its old and new value, or which phone or address came or went."""
    if change.column in ("added", "removed"):
        words = _("{field} added: {value}") if change.column == "added" else _("{field} removed: {value}")
        return words.format(field=_field(change), value=_value("", change.new or change.old))
    return _("{field}: {old} → {new}").format(
        field=_field(change), old=_value(change.column, change.old), new=_value(change.column, change.new)
    )


def _field(change: FieldChange) -> str:
    if change.kind == "contact_point":
        return {
            "phone": _("Phone"), "mobile": _("Mobile"), "fax": _("Fax"), "email": _("E-mail"), "web": _("Website"),
        }.get(change.sort, _("Contact data"))  # fmt: skip
    if change.column in ("added", "removed"):
        return _("Address")
    return _words().get(change.column, change.column)


def _words() -> dict[str, str]:
    return {
        "name": _("Name"), "standing": _("Standing"), "company_id": _("Company"), "job_title": _("Role"),
        "buying_role": _("Role in buying"), "birthday": _("Birthday"), "category": _("Category"),
        "industry": _("Industry"), "employees": _("Employees"), "founded": _("Founded"),
        "legal_form": _("Legal form"), "vat_id": _("VAT id"), "customer_number": _("Customer number"),
        "source": _("Source"), "referred_by_id": _("Referred by"), "language": _("Language"),
        "payment_terms": _("Payment terms"), "note": _("Note"), "salutation": _("Salutation"),
        "title": meant("before a name", "Title"), "letter_salutation": _("Letter salutation"), "street": _("Street"),
        "extra": _("Addition"), "postal_code": _("Postcode"), "city": _("Town"), "region": _("Region"),
        "country": _("Country"), "label": _("Label"),
    }  # fmt: skip


def _value(column: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if column == "standing" and value in [one.value for one in Standing]:
        return standing_word(Standing(value))
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
