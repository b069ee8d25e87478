"""Looking through the contacts: flaws and doubles are asked apart, so that the first is there before the last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.domain.quality import Care, Health
from crm_desktop.engine.duplicates import Level
from crm_desktop.operations.quality import quality
from crm_desktop.operations.quality.quality import Found, Stock
from crm_desktop.store.queries import quality as queries
from crm_desktop.store.queries.firm import currency
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.quality_waiting import Waiting

#: So many pairs are compared before anybody could read how many they are.
_FEW_PAIRS = 100_000


class Ground(NamedTuple):
    """How complete everything is, the firm's currency, and the health of the days before."""

    stock: Stock
    currency: str
    days: list[Health]


class Looking(QObject):
    """`looking.ask()` fills `waiting`. Signals: `found()` whenever more is known, `said(words)` while it goes on."""

    found = Signal()
    said = Signal(str)
    #: From the lane that looks: how many of the suspects were judged.
    moved = Signal(int, int)
    #: From the lane that compares: how many pairs were compared.
    compared = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.waiting = Waiting()
        self.currency = "EUR"
        self.days: list[Health] = []
        #: How sure doubles must be to be shown.
        self.level = Level.USUAL
        self._open: set[str] = set()
        self._halt = Event()
        #: Whether the user stopped the last look before its end.
        self.was_stopped = False
        self.moved.connect(self._tell_how_far)
        self.compared.connect(self._tell_pairs)

    def ask(self, *, doubles: bool = True) -> None:
        """Look through everything again; what was known stays until something newer is.

        Doubles come after the flaws: comparing very many contacts would hold them up. Without `doubles` the pairs known
        already stay as they are.
        """
        today = self._workplace.today()
        self._halt.set()
        self._halt, self.was_stopped = Event(), False
        self._open = {"stock", "flaws", *(("doubles",) if doubles else ())}
        self._say()
        ask = self._workplace.desk.ask
        ask(_ground, today=today, then=self._take_ground, asker=self, topic="stock", lane="quality")
        ask(
            quality.flaws_found, today=today, progress=self.moved.emit, cancelled=self._halt.is_set,
            then=self._taking("flaws"), failed=self._end_early, asker=self, topic="flaws", lane="quality",
        )  # fmt: skip

    def stop(self) -> None:
        """Look no further; what is known already stays."""
        self._halt.set()

    def is_large(self) -> bool:
        """Whether looking for doubles takes so long that it is not done again after each step of others."""
        return self.waiting.is_large() and Care.DOUBLE in self.waiting.counts

    def is_going_on(self) -> bool:
        """Whether something is still looked for."""
        return bool(self._open)

    def keep_health(self) -> None:
        """Keep how healthy the data is now, where that is known and something new."""
        found = self.waiting.health(self._workplace.today())
        if found is None or self._open or (self.days and self.days[-1] == found):
            return
        self.days = [day for day in self.days if day.day != found.day] + [found]
        self._workplace.desk.do(quality.keep_health, found=found, initiator=self)

    def _take_ground(self, ground: Ground) -> None:
        self.waiting.stock, self.currency, self.days = ground.stock, ground.currency, ground.days
        self._end("stock")

    def _ask_doubles(self) -> None:
        self._workplace.desk.ask(
            quality.doubles_found, level=self.level, progress=self.compared.emit, cancelled=self._halt.is_set,
            then=self._taking("doubles"), failed=self._end_early, asker=self, topic="doubles", lane="doubles",
        )  # fmt: skip

    def _taking(self, name: str) -> Callable[[Found], None]:
        def take(found: Found) -> None:
            self.waiting.take(name, found)
            if name == "flaws" and "doubles" in self._open:
                self._ask_doubles()
            self._end(name)

        return take

    def _end_early(self, error: CrmError) -> None:
        """Say that no more is looked for: the user stopped it, or it could not be done."""
        self._open.clear()
        self.was_stopped = isinstance(error, Cancelled)
        if not self.was_stopped:
            self._workplace.desk.failed.emit(error)
        self._say()
        self.found.emit()

    def _end(self, name: str) -> None:
        self._open.discard(name)
        self._say()
        self.keep_health()
        self.found.emit()

    def _say(self) -> None:
        if not self._open:
            self.said.emit("")
        elif "flaws" in self._open:
            self.said.emit(_("Looking through the contacts …"))
        else:
            self.said.emit(_("Looking for doubles …"))

    def _tell_how_far(self, done: int, total: int) -> None:
        if "flaws" in self._open and total > done:
            told = _("Looking through the contacts, {done} of {total} …")
            self.said.emit(told.format(done=number(done), total=number(total)))

    def _tell_pairs(self, done: int, total: int) -> None:
        if self._open == {"doubles"} and total > _FEW_PAIRS:
            told = _("Looking for doubles, {done} of {total} pairs …")
            self.said.emit(told.format(done=number(done), total=number(total)))


def _ground(reader: Reader, *, today: date) -> Ground:
    return Ground(quality.stock(reader, today=today), currency(reader), queries.health(reader))
