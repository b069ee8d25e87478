"""The row below the lanes that is always there: won, lost, parked; while a card is dragged also other processes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import month, near_day
from crm_desktop.base.i18n import _
from crm_desktop.domain.deals import DealStatus
from crm_desktop.ui.panes.board.closed import ClosedZone
from crm_desktop.ui.panes.board.data import BoardData
from crm_desktop.ui.widgets.panes import row

#: Heights of the pane below which the row shows one line alone.
LOW = 800


class ClosedBar(QWidget):
    """Signals: `won(ids)`, `lost(ids)`, `parked(ids)`, `away(ids)` of cards let go; `opened(DealStatus)` by a click."""

    won = Signal(object)
    lost = Signal(object)
    parked = Signal(object)
    away = Signal(object)
    opened = Signal(object)

    def __init__(self, data: BoardData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self.zones = {
            DealStatus.WON: ClosedZone(
                _("Won"), key="W", icon="trophy", tone="success", tint="success_tint",
                invitation=_("drop here: order received"),
            ),
            DealStatus.LOST: ClosedZone(
                _("Lost"), key="L", icon="circle-x", tone="danger", tint="danger_tint",
                invitation=_("drop here, then the reason 1–6"),
            ),
            DealStatus.PARKED: ClosedZone(
                _("Parked"), key="Z", icon="moon", tone="text2", tint="nav", invitation=_("drop here, then the day")
            ),
        }  # fmt: skip
        self.other = ClosedZone(
            _("Other process"), key="", icon="arrow-left-right", tone="text2", tint="nav",
            invitation=_("drop here, then the stage"),
        )  # fmt: skip
        self.other.setFocusPolicy(self.other.focusPolicy().NoFocus)
        self.other.hide()
        signals = {DealStatus.WON: self.won, DealStatus.LOST: self.lost, DealStatus.PARKED: self.parked}
        for status, zone in self.zones.items():
            zone.dropped.connect(signals[status])
            zone.opened.connect(lambda status=status: self.opened.emit(status))
        self.other.dropped.connect(self.away)
        laid = row(self, *self.zones.values(), self.other, gap=12, margins=(24, 12, 24, 18))
        for place in range(4):
            laid.setStretch(place, 1)

    def wait(self, ids: list[int]) -> None:
        """Invite cards while some are being dragged."""
        for zone in (*self.zones.values(), self.other):
            zone.wait(bool(ids))
        self.other.setVisible(bool(ids) and len(self._data.pipelines) > 1)

    def show_brief(self, brief: bool) -> None:
        """Show one line alone."""
        for zone in (*self.zones.values(), self.other):
            zone.show_brief(brief)

    def show_row(self) -> None:
        """Show what is known."""
        found, today = self._data.closed_row, self._data.today
        if found is None:
            return
        now = month(today, form="LLLL")
        words = ", ".join(found.won.words)
        last = _("last: {title}").format(title=words) if words else ""
        self.zones[DealStatus.WON].show_sum(found.won, found.currency, last, now)
        reasons = ", ".join(found.lost.words)
        why = _("Reasons: {list}").format(list=reasons) if reasons else ""
        self.zones[DealStatus.LOST].show_sum(found.lost, found.currency, why, now)
        day = found.parked.next_day
        again = _("next taken up {day}").format(day=near_day(day, today)) if day else ""
        self.zones[DealStatus.PARKED].show_sum(found.parked, found.currency, again, _("waiting"))
        if self._data.is_new():
            self.zones[DealStatus.WON].show_first(_("order received"))
            self.zones[DealStatus.LOST].show_first(_("with the reason, for the win rate"))
            self.zones[DealStatus.PARKED].show_first(_("to be taken up again later"))
