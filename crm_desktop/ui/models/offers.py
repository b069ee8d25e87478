"""The list of offers: filtered, sorted, and each with its state as icon and word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import amount, day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import words
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.sales_words import offer_status_word
from crm_desktop.store.queries.offers import OfferRow
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.pill import PillTone
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

#: The role of the offer's id.
ID_ROLE = ROW_ROLE + 1
#: Days before its end from which on an offer that waits is marked.
_SOON = 7

_OFFER = OfferStatus
#: What each chip shows, by where an offer stands today.
FILTERS: dict[str, frozenset[OfferStatus]] = {
    "all": frozenset(OfferStatus) - {_OFFER.SUPERSEDED},
    "drafts": frozenset({_OFFER.DRAFT}),
    "waiting": frozenset({_OFFER.SENT}),
    "accepted": frozenset({_OFFER.ACCEPTED, _OFFER.PARTLY_ACCEPTED}),
    "over": frozenset({_OFFER.REJECTED, _OFFER.EXPIRED, _OFFER.WITHDRAWN}),
}


class Column(IntEnum):
    """Columns of the list."""

    NUMBER = 0
    SUBJECT = 1
    CUSTOMER = 2
    STATUS = 3
    VALUE = 4
    DAY = 5
    UNTIL = 6


class Mark(NamedTuple):
    """A state as a pill shows it."""

    word: str
    icon: str
    tone: PillTone


_MARKS: dict[OfferStatus, tuple[str, PillTone]] = {
    _OFFER.DRAFT: ("pencil", "warning"),
    _OFFER.SENT: ("send", "info"),
    _OFFER.ACCEPTED: ("circle-check", "success"),
    _OFFER.PARTLY_ACCEPTED: ("circle-check", "success"),
    _OFFER.REJECTED: ("circle-x", "danger"),
    _OFFER.EXPIRED: ("hourglass", "warning"),
    _OFFER.WITHDRAWN: ("undo-2", "neutral"),
    _OFFER.SUPERSEDED: ("history", "neutral"),
}


class OfferFace(NamedTuple):
    """One offer ready to be drawn."""

    number: str
    subject: str
    customer: str
    mark: Mark
    value: str
    day: str
    until: str
    #: What stands before the last day: an icon, and the tone of both.
    until_icon: str
    until_tone: Role
    draft: bool


def mark_of(status: OfferStatus) -> Mark:
    """Return the pill of a state."""
    icon, tone = _MARKS[status]
    return Mark(offer_status_word(status), icon, tone)


def number_of(number: str | None, version_no: int) -> str:
    """Return what an offer is called: its number, with the version from the second on, or that it is a draft."""
    if number is None:
        return _("Draft")
    return number if version_no == 1 else f"{number}-{version_no}"


def face_of(row: OfferRow, today: date) -> OfferFace:
    """Return an offer as the list shows it."""
    state = row.standing(today)
    soon = state is OfferStatus.SENT and row.valid_until is not None and (row.valid_until - today).days <= _SOON
    late = state is OfferStatus.EXPIRED
    return OfferFace(
        number=number_of(row.number, row.version_no),
        subject=row.subject or _("Without a subject"),
        customer=row.account,
        mark=mark_of(state),
        value=amount(row.net_cents, row.currency),
        day=day(row.issued_on),
        until=day(row.valid_until) if row.valid_until else "",
        until_icon="clock-alert" if soon else "",
        until_tone="warning" if soon else "text3" if late else "text2",
        draft=row.number is None,
    )


def spoken(row: OfferRow, today: date) -> str:
    """Return an offer as a screen reader says it."""
    face = face_of(row, today)
    until = ""
    if row.valid_until is not None and row.standing(today) is OfferStatus.SENT:
        left = (row.valid_until - today).days
        until = plural("valid for {n} more day", "valid for {n} more days", left) if left else _("valid until today")
    return ", ".join(
        part for part in (face.number, face.subject, face.customer, face.mark.word, face.value, until) if part
    )


class OffersModel(QAbstractTableModel):
    """All offers that fit chip and words, in the order of a column; the newest come first until one is chosen."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._all: Sequence[OfferRow] = ()
        self._rows: list[OfferRow] = []
        self._faces: dict[int, OfferFace] = {}
        self._chip, self._words = "all", ""
        self._accounts: frozenset[int] | None = None
        self._order: tuple[int, Qt.SortOrder] | None = None

    # What is shown

    def show(self, offers: Sequence[OfferRow]) -> None:
        """Show these offers, the newest first."""
        self._all = offers
        self._faces.clear()
        self._fit()

    def narrow(self, chip: str, text: str) -> None:
        """Show only offers in one of the states of a chip, with every word typed."""
        if (chip, text) != (self._chip, self._words):
            self._chip, self._words = chip, text
            self._fit()

    def narrow_to(self, accounts: frozenset[int] | None) -> None:
        """Show only offers to these customers; None shows those to all."""
        if accounts != self._accounts:
            self._accounts = accounts
            self._fit()

    def ids_to(self, accounts: frozenset[int]) -> frozenset[int]:
        """Return the offers to some customers."""
        return frozenset(row.id for row in self._all if row.account_id in accounts)

    def has_any(self) -> bool:
        """Whether there is an offer at all."""
        return bool(self._all)

    def counts(self) -> dict[str, int]:
        """Return how many offers each chip stands for."""
        today = self._today()
        states = [row.standing(today) for row in self._among()]
        return {chip: sum(state in wanted for state in states) for chip, wanted in FILTERS.items()}

    def row_of(self, offer_id: int) -> int:
        """Return where an offer stands in the list, -1 where it is not in it."""
        return next((place for place, row in enumerate(self._rows) if row.id == offer_id), -1)

    def neighbour(self, offer_id: int, by: int) -> int:
        """Return the offer some places below another one in the list, 0 beyond its ends."""
        place = self.row_of(offer_id)
        wanted = place + by
        return self._rows[wanted].id if place >= 0 and 0 <= wanted < len(self._rows) else 0

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of offers shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above a column and the side they stand at."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heads = (_("Number"), _("Subject"), _("Customer"), _("Status"), _("Net value"), _("Date"), _("Valid until"))
            return heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (Column.VALUE, Column.DAY, Column.UNTIL) else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the face of an offer, its id, the words of a cell, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return self._face(row)
        if role == ID_ROLE:
            return row.id
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.NUMBER:
            return spoken(row, self._today())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(row)[index.column()]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the offers in the order of a column; -1 is the newest first."""
        self._order = None if column < 0 else (column, order)
        self._fit()

    def _cells(self, row: OfferRow) -> tuple[str, ...]:
        face = self._face(row)
        return (face.number, face.subject, face.customer, face.mark.word, face.value, face.day, face.until)

    def _face(self, row: OfferRow) -> OfferFace:
        if row.id not in self._faces:
            self._faces[row.id] = face_of(row, self._today())
        return self._faces[row.id]

    def _among(self) -> Sequence[OfferRow]:
        return self._all if self._accounts is None else [row for row in self._all if row.account_id in self._accounts]

    def _fit(self) -> None:
        today, typed = self._today(), words(self._words)
        wanted = FILTERS[self._chip]
        found = [row for row in self._among() if row.standing(today) in wanted and _has(row, typed)]
        if self._order is not None:
            column, order = self._order
            found.sort(key=lambda row: _sort_key(row, column), reverse=order == Qt.SortOrder.DescendingOrder)
        if [row.id for row in found] == [row.id for row in self._rows]:
            self._rows = found
            if found:
                self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._rows = found
        self.endResetModel()


def _has(row: OfferRow, typed: Sequence[str]) -> bool:
    """Whether every word typed begins a word of number, subject or customer."""
    if not typed:
        return True
    own = words(f"{number_of(row.number, row.version_no)} {row.subject} {row.account}")
    return all(any(word.startswith(start) for word in own) for start in typed)


def _sort_key(row: OfferRow, column: int) -> tuple[Any, ...]:
    last = row.valid_until or date.max
    keys: dict[int, Any] = {
        Column.NUMBER: (row.number or "", row.version_no),
        Column.SUBJECT: words(row.subject),
        Column.CUSTOMER: words(row.account),
        Column.STATUS: list(OfferStatus).index(row.status),
        Column.VALUE: row.net_cents,
        Column.DAY: row.issued_on,
        Column.UNTIL: last,
    }
    return (keys[column], row.id)
