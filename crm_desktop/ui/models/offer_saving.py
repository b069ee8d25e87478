"""Keeps an open offer in step with the database: what the user leaves is stored, what was stored is read again.

Each change is one step on the writing lane, in the order it was made, so that Ctrl+Z takes back exactly the last one.
While own steps are on their way nothing is read; the last of them is followed by one reading. The version that was
shown is asked for only when nothing of our own is on its way: so quick work never conflicts with itself, and a change
made elsewhere is still noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Unpack

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.errors import CrmError
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.background.desk import Desk, Told
from crm_desktop.ui.models.offer_reading import OfferInHand, offer_in_hand

#: Kinds whose change can change what an open offer shows.
_KINDS = (
    "offer", "offer_line", "contact", "address", "employment", "firm", "deal", "enclosure", "vat_rate",
    "service_case",
)  # fmt: skip


class OfferSaving(QObject):
    """The way between an editor and the database.

    Signals: `read(OfferInHand or None)` when the offer was read, None where it is gone; `failed(CrmError)` when
    something could not be done, after which the offer is read again.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None, *, today: Callable[[], date] | None = None) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self._offer_id = 0
        self._version: int | None = None
        self._on_their_way = 0
        self._reading = False
        self._waiting: list[Callable[[], None]] = []

    @property
    def offer_id(self) -> int:
        """The offer that is open, 0 for none."""
        return self._offer_id

    def is_stored(self) -> bool:
        """Whether everything left by the user has been stored and read again."""
        return not self._on_their_way and not self._reading

    def open(self, offer_id: int) -> None:
        """Read an offer; what was open before is left, its changes still being stored."""
        self._offer_id, self._version, self._waiting = offer_id, None, []
        self.read_again()

    def close(self) -> None:
        """Leave the offer."""
        self._offer_id, self._waiting = 0, []
        self._desk.forget(self)

    def save(self, lines: Sequence[Line] | None = None, *, group: str = "", **fields: Unpack[OfferFields]) -> None:
        """Store changed fields, and the lines where they are given; those of one group are undone together."""
        self.do(offers.change_offer, lines=lines, group=group, **fields)

    def do(
        self,
        operation: Callable[..., Outcome[Any]],
        *,
        then: Callable[[Outcome[Any]], None] | None = None,
        failed: Callable[[CrmError], None] | None = None,
        versioned: bool = True,
        **arguments: Any,
    ) -> None:
        """Have something done with the open offer, after everything that was stored before."""
        self._on_their_way += 1
        if versioned:
            arguments["version"] = self._version if self._on_their_way == 1 else None

        def done(outcome: Outcome[Any]) -> None:
            self._arrived()
            if then is not None:
                then(outcome)

        def went_wrong(error: CrmError) -> None:
            self._arrived()
            (failed or self.failed.emit)(error)

        self._desk.do(operation, offer_id=self._offer_id, then=done, failed=went_wrong, initiator=self, **arguments)

    def when_stored(self, act: Callable[[], None]) -> None:
        """Act as soon as everything is stored and read again."""
        if self.is_stored():
            act()
        else:
            self._waiting.append(act)

    def refresh(self, told: Told) -> None:
        """Read the offer again after a step of somebody else that can concern it."""
        if self._offer_id and told.initiator is not self and told.outcome.changes.touch(*_KINDS):
            self.read_again()

    def read_again(self) -> None:
        """Read the offer, unless steps of our own are on their way: the last of them is followed by a reading."""
        if self._on_their_way or not self._offer_id:
            return
        self._reading = True
        self._desk.ask(
            offer_in_hand, offer_id=self._offer_id, then=self._show, failed=self._not_read, asker=self, topic="offer",
            lane="offer", today=self._today() if self._today else None,
        )  # fmt: skip

    def _arrived(self) -> None:
        self._on_their_way -= 1
        self.read_again()

    def _show(self, found: OfferInHand | None) -> None:
        if self._on_their_way:
            return
        self._reading = False
        self._version = found.offer.version if found is not None else None
        self.read.emit(found)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _not_read(self, error: CrmError) -> None:
        self._reading = False
        self.failed.emit(error)
