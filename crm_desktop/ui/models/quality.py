"""Decisions about the data as rows of a queue, and what their flaws are called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, day, percent
from crm_desktop.base.i18n import _
from crm_desktop.domain.quality import Care, Flaw
from crm_desktop.engine.duplicates import Grade
from crm_desktop.operations.quality.duplicates import Pair
from crm_desktop.operations.quality.quality import Decision
from crm_desktop.store.queries.quality_known import Known
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine

#: Fields that hold days, written 2026-11-24.
DAYS = frozenset({"birthday", "deal_opened", "deal_closed"})
Index = QModelIndex | QPersistentModelIndex
#: How sure it is told to be at most.
_SUREST = 0.99
#: Seconds a decision takes, as a guess for the head of the pane.
_SECONDS = {Care.DOUBLE: 30, Care.INCOMPLETE: 40, Care.STALE: 20, Care.WRONG: 15}


class QueueModel(QAbstractListModel):
    """The decisions of one kind, what there is most money in first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Decision] = []
        self._currency = "EUR"

    def show(self, rows: Sequence[Decision], currency: str) -> None:
        """Show other decisions."""
        self.beginResetModel()
        self._rows, self._currency = list(rows), currency
        self.endResetModel()

    def decision(self, row: int) -> Decision | None:
        """Return the decision of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def take(self, decision: Decision) -> int:
        """Take a decision out, and return the row it stood in; -1 where it is gone already."""
        if decision not in self._rows:
            return -1
        row = self._rows.index(decision)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()
        return row

    def put_last(self, row: int) -> None:
        """Let a decision wait behind all others."""
        found = self.decision(row)
        if found is None or row == len(self._rows) - 1:
            return
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), len(self._rows))
        self._rows.append(self._rows.pop(row))
        self.endMoveRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many wait."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row as it is drawn, or its sentence."""
        found = self.decision(index.row()) if index.isValid() else None
        if found is None:
            return None
        line = face(found, self._currency)
        if role == ROW_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in (line.title, line.detail, line.right) if part)
        return None


def face(one: Decision, currency: str) -> TwoLine:
    """Return a decision as a row of two lines."""
    money = amount(one.money_cents, currency, whole=True) if one.money_cents else ""
    if one.pair is not None:
        detail = _("{other}, {chance}").format(other=one.detail, chance=percent(_told(one.pair.likeness.score)))
    else:
        detail = ", ".join(flaw_words(flaw) for flaw in one.flaws)
    return TwoLine(one.title, detail, money)


def care_words(care: Care) -> str:
    """Return what a kind of decision is called above the queue."""
    return {
        Care.DOUBLE: _("Doubles"),
        Care.INCOMPLETE: _("Incomplete"),
        Care.STALE: _("Out of date"),
        Care.WRONG: _("Implausible"),
    }[care]


def field_words(field: str) -> str:
    """Return what a field is called."""
    return {
        "email": _("E-mail"), "phone": _("Phone"), "address": _("Address"), "category": _("Category"),
        "birthday": _("Birthday"), "founded": _("Founded"), "vat_id": _("VAT number"), "iban": _("IBAN"),
        "postal_code": _("Postal code"), "salutation": _("Salutation"), "confirmed_on": _("Confirmed on"),
        "city": _("Town"), "street": _("Street"), "given_name": _("Given name"), "family_name": _("Family name"),
        "deal_opened": _("Deal opened on"), "deal_closed": _("Deal closed on"),
    }[field]  # fmt: skip


def flaw_words(flaw: Flaw) -> str:
    """Return what is wrong in a few words."""
    name = field_words(flaw.field)
    match flaw.care:
        case Care.INCOMPLETE:
            return _("{field} is missing").format(field=name)
        case Care.STALE:
            if not flaw.value:
                return _("nobody was ever in touch")
            return _("last in touch on {day}").format(day=day(date.fromisoformat(flaw.value)))
        case _ if flaw.proposal:
            before, after = value_words(flaw, flaw.value), value_words(flaw, flaw.proposal)
            return _("{field}: {value} → {proposal}").format(field=name, value=before, proposal=after)
        case _:
            return _("{field}: {value}").format(field=name, value=value_words(flaw, flaw.value))


def reason_words(flaw: Flaw) -> str:  # noqa: PLR0911 - one sentence a field
    """Return why a value cannot be right, in a sentence; "" where the field says it itself."""
    if flaw.care is not Care.WRONG:
        return ""
    match flaw.field:
        case "email":
            return _("Probably a slip.") if flaw.proposal else _("This is no e-mail address.")
        case "phone":
            return _("This number cannot be dialled.")
        case "postal_code" | "city":
            return _("Postal code and town do not fit together.")
        case "salutation":
            return _("The given name asks for another one.")
        case "given_name" | "family_name":
            return _("Written in one kind of letters only.")
        case "vat_id" | "iban":
            return _("The check digit is wrong: one digit is mistaken, or two have changed places.")
        case "birthday":
            return _("In the future, or more than 120 years ago.")
        case "deal_opened":
            return _("A deal was closed before it was opened.")
        case "deal_closed":
            return _("A deal was closed in the future.")
        case _:
            return _("This cannot be.")


def value_words(flaw: Flaw, value: str) -> str:
    """Return a value as it is shown: days in the language in use."""
    return day(date.fromisoformat(value)) if value and flaw.field in DAYS else value


def known_rows(known: Known, currency: str) -> list[tuple[str, str]]:
    """Return what is known of a contact as rows of a label and a value; what is not known is left out."""
    place = ", ".join(filter(None, (known.street, f"{known.postal_code} {known.city}".strip())))
    last = f"{day(known.last_on)}  {known.last_subject}" if known.last_on else ""
    rows = [
        (_("Company"), known.company),
        (_("Position"), known.job_title),
        (_("Address"), place),
        *((way.who or field_words(_kind(way.kind)), way.value) for way in known.ways),
        (_("Category"), known.category),
        (_("Last in touch"), last),
        (_("Confirmed on"), day(known.confirmed_on) if known.confirmed_on else ""),
        (_("Bought or open"), amount(known.money_cents, currency, whole=True) if known.money_cents else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _kind(kind: str) -> str:
    return "phone" if kind == "mobile" else kind


def question(pair: Pair) -> str:
    """Return the question a pair poses."""
    company = pair.a.is_company
    return _("Is this the same company?") if company else _("Is this the same person?")


def likely(pair: Pair) -> str:
    """Return how sure it is, in words."""
    chance = percent(_told(pair.likeness.score))
    match pair.likeness.grade:
        case Grade.SURE:
            return _("Yes as far as can be told, {chance}.").format(chance=chance)
        case Grade.PROBABLE:
            return _("Probably yes, {chance}.").format(chance=chance)
    return _("Perhaps, {chance}: look closely.").format(chance=chance)


def _told(chance: float) -> float:
    """Return a chance as it is told: nobody can be wholly sure."""
    return min(chance, _SUREST)


def minutes(counts: dict[Care, int]) -> int:
    """Return about how many minutes all decisions take."""
    return max(1, round(sum(_SECONDS[care] * number for care, number in counts.items()) / 60))
