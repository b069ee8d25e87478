"""Rows of a person's file in the words of a reader: what columns are called, and how their values are written."""

from __future__ import annotations

from datetime import date
from typing import Any

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import amount, clock_time, day
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import from_text, local_day
from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.privacy import Origin, RequestKind
from crm_desktop.operations import contact_words
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.history import case_words
from crm_desktop.operations.history.words import kind_word
from crm_desktop.operations.privacy import consent_words
from crm_desktop.operations.privacy.words import origin_word, request_word

#: Columns no reader needs: they repeat another or mean nothing outside.
HIDDEN = frozenset({"id", "version_no", "currency", "letter_salutation", "kind_code"})
_CODED = frozenset({"kind", "status", "standing", "channel", "purpose", "response"})
_LENGTH_OF_A_DAY = len("2026-11-24")
_DAYS = frozenset({"birthday", "created_at", "confirmed_on", "restricted_on", "day"})


def label(column: str) -> str:
    """Return what a column is called."""
    return _labels().get(column) or contact_fields.labels().get(column, column)


def said(part: str, column: str, row: dict[str, Any]) -> str:
    """Return a value as it is read: money with its currency, days and times, words for codes."""
    value = row[column]
    if value in (None, ""):
        return ""
    if column.endswith("_cents"):
        return amount(int(value), str(row.get("currency") or "EUR"))
    if column.endswith(("_at", "_on", "_until")) or column in {*_DAYS, "at", "started", "ended", "expected_close"}:
        return _time(str(value), column)
    return _word(part, column, str(value))


def _time(text: str, column: str) -> str:
    if len(text) == _LENGTH_OF_A_DAY:
        return day(date.fromisoformat(text))
    at = from_text(text)
    return day(local_day(at)) if column in _DAYS else f"{day(local_day(at))}, {clock_time(at)}"


def _word(part: str, column: str, value: str) -> str:
    """Return the word for a code; what is none stays as it is."""
    words = {
        ("master", "language"): lambda: {"de": _("German"), "en": _("English")}.get(value, value),
        ("ways", "kind"): lambda: contact_words.point_word(PointKind(value)),
        ("addresses", "kind"): lambda: contact_words.address_word(AddressKind(value)),
        ("consents", "channel"): lambda: consent_words.channel_word(Channel(value)),
        ("consents", "status"): lambda: consent_words.status_word(ConsentStatus(value)),
        ("origin", "origin"): lambda: origin_word(Origin(value)),
        ("cases", "kind"): lambda: case_words.kind_word(CaseKind(value)),
        ("cases", "status"): lambda: case_words.status_word(CaseStatus(value)),
        ("requests", "kind"): lambda: request_word(RequestKind(value)),
    }
    try:
        if (part, column) in words:
            return words[part, column]()
    except (ValueError, KeyError, CrmError):  # a code of a later version is still better told than left out
        return value
    return _codes().get(value, value) if column in _CODED else value


def entry_title(row: dict[str, Any]) -> str:
    """Return the heading of an entry of the history: when, what, about what."""
    try:
        kind = kind_word(ActivityKind(row["kind"]), Direction(row["direction"]))
    except ValueError:
        kind = str(row["kind"])
    subject = str(row["subject"]) if str(row["subject"]) != kind else ""
    return " · ".join(part for part in (_time(str(row["at"]), "at"), kind, subject) if part)


def _codes() -> dict[str, str]:
    return {
        "person": _("Person"), "company": _("Company"),
        "open": meant("state", "open"), "won": meant("state", "won"), "lost": meant("state", "lost"),
        "parked": meant("state", "parked"), "draft": meant("state", "draft"), "sent": meant("state", "sent"),
        "accepted": meant("state", "accepted"), "partly_accepted": meant("state", "partly accepted"),
        "rejected": meant("state", "rejected"), "expired": meant("state", "expired"),
        "withdrawn": meant("state", "withdrawn"), "superseded": meant("state", "superseded"),
        "new": meant("state", "new"), "contacted": meant("state", "contacted"),
        "qualified": meant("state", "qualified"), "converted": meant("state", "converted"),
        "disqualified": meant("state", "not taken up"),
        "prospect": _("Prospect"), "customer": _("Customer"), "regular": _("Regular customer"),
        "former": _("Former customer"), "partner": _("Partner"), "supplier": _("Supplier"),
        "marketing": _("Advertising"), "interested": meant("answer", "interested"),
        "ordered": meant("answer", "ordered"), "recommended": meant("answer", "recommended us"),
        "not_now": meant("answer", "not now"), "no_interest": meant("answer", "no interest"),
        "objection": meant("answer", "objected"), "undeliverable": meant("answer", "undeliverable"),
        "post": meant("channel", "Post"), "email": _("E-mail"), "phone": _("Phone"), "event": _("Event"),
    }  # fmt: skip


def _labels() -> dict[str, str]:
    return {
        "kind": meant("column", "Kind"), "label": meant("column", "Label"), "value": meant("column", "Value"),
        "street": _("Street"), "extra": _("Address line 2"), "postal_code": _("Postal code"), "city": _("Town"),
        "region": _("Region"), "country": _("Country"), "started": meant("column", "From"),
        "ended": meant("column", "Until"), "channel": meant("column", "Channel"), "status": meant("column", "Status"),
        "purpose": meant("column", "Purpose"), "given_at": meant("column", "Stated on"),
        "wording": meant("column", "Wording"), "valid_until": _("valid until"), "last_used_at": _("last used"),
        "stage": _("Stage"), "amount_cents": _("Amount"), "opened_at": meant("column", "Begun"),
        "closed_at": meant("column", "Closed"), "expected_close": _("Expected close"),
        "lost_reason": _("Reason for losing"), "won_argument": _("What won it"), "number": _("Number"),
        "subject": _("Subject"), "issued_on": meant("column", "Date"), "net_cents": _("Net"),
        "order_number": _("Order"), "day": meant("column", "Date"), "product_name": _("Product"),
        "quantity": _("Quantity"), "title": _("Title"), "text": _("Text"), "solved_at": _("Solved on"),
        "solution": _("Solution"), "arrived_at": _("Arrived"), "raw_text": _("Text"), "campaign": _("Campaign"),
        "sent_at": _("Sent"), "argument": _("Argument"), "variant": _("Version"), "responded_at": _("Answered"),
        "response": _("Answer"), "answer": _("Answer"), "survey": _("Survey"), "at": meant("column", "Time"),
        "question": _("Question"), "mark": _("Mark"), "words": _("Words"), "rule": _("Rule"),
        "did": _("What it did"), "received_on": _("Received"), "due_on": _("Due"), "answered_on": _("Answered"),
        "company": _("Company"), "origin": _("Origin"), "origin_detail": _("Source in detail"),
        "obtained_on": _("Obtained on"), "informed_on": _("Informed on"), "informed_by": _("Informed by"),
        "created_at": _("Recorded on"), "restricted_on": _("Restricted since"), "referred_by": _("Recommended by"),
        "name": _("Name"),
    }  # fmt: skip
