"""The list of offers: what is in writing, what waits for an answer, what became of the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import OfferRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.segment_box import SegmentBox
from crm_desktop.ui.commands.shown import ShownList, columns_in_view
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.offer_follow_up import FollowUpModel
from crm_desktop.ui.models.offers import ID_ROLE, Column, OffersModel
from crm_desktop.ui.panes.offers.follow_up import FollowUpTable
from crm_desktop.ui.panes.offers.table import OfferTable
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.text import Text, title

if TYPE_CHECKING:
    from crm_desktop.operations.offers.waiting import WaitingOffer

_PAUSE = 60
_KINDS = ("offer", "contact", "activity", "deal")
#: The chip of the offers that should be asked after; it has a table of its own.
FOLLOW_UP = "follow_up"


class OfferList(Pane):
    """Title, filters, table. Signal: `opened(id)`."""

    opened = Signal(int)

    def __init__(self, workplace: Workplace, *, new: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace, self._new = workplace, new
        self._stale = True
        self._read = False
        self._wanted = 0
        self.model = OffersModel(workplace.today, self)
        self.view = OfferTable(self.model)
        self.view.opened.connect(lambda index: self.opened.emit(int(index.data(ID_ROLE))))
        self.waiting = FollowUpModel(workplace.today, self)
        self.waiting_view = FollowUpTable(self.waiting)
        self.waiting_view.opened.connect(lambda index: self.opened.emit(int(index.data(ID_ROLE))))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._narrow)
        self._empty: QWidget | None = None
        self._build()

    # Use

    def ask(self) -> None:
        """Read the list."""
        self._stale = False
        self._workplace.desk.ask(queries.offers, then=self._show, asker=self, topic="offers")
        self._ask_members()
        self.segment.ask()
        self._workplace.desk.ask(
            _waiting, today=self._workplace.today(), then=self._show_waiting, asker=self, topic="waiting",
            lane="figures",
        )  # fmt: skip

    def is_read(self) -> bool:
        """Whether the list has come."""
        return self._read

    def refresh(self, told: Told) -> None:
        """Read the list again when something in it changed, at once or when it is next in sight."""
        if told.outcome.changes.touch(*_KINDS):
            self._stale = True
            if self.isVisible():
                self.ask()
        self.segment.refresh(told)

    def enter(self) -> None:
        """Come into sight."""
        if self._stale:
            self.ask()
        self.table().setFocus()

    def table(self) -> RowTableView:
        """Return the table in view."""
        return self.waiting_view if self.chip() == FOLLOW_UP else self.view

    def neighbour(self, offer_id: int, by: int) -> int:
        """Return the offer some places below another one in the table in view, 0 beyond its ends."""
        if self.chip() != FOLLOW_UP:
            return self.model.neighbour(offer_id, by)
        place, rows = self.waiting.row_of(offer_id), self.waiting.rows()
        return rows[place + by].row.id if place >= 0 and 0 <= place + by < len(rows) else 0

    def pick(self, offer_id: int) -> None:
        """Put an offer under the cursor, now or when the list has come."""
        self._wanted = offer_id
        place = self.model.row_of(offer_id)
        if place >= 0:
            index = self.model.index(place, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def picked_id(self) -> int:
        """Return the offer under the cursor, 0 for none."""
        return int(self.table().currentIndex().data(ID_ROLE) or 0)

    def filter_now(self) -> None:
        """Put the cursor into the filter."""
        self.field.setFocus()

    def print_list(self) -> None:
        """Print the offers that are listed, with the columns of the table."""
        from crm_desktop.ui.commands.printing import print_list  # rarely needed
        from crm_desktop.ui.models import printed  # rarely needed

        words = printed.subtitle(self._words(), printed.entries(self.model.rowCount()))
        found = printed.table_printed(
            self.model, title=_("Offers"), words=words, strong=(Column.SUBJECT, Column.VALUE),
        )  # fmt: skip
        print_list(self._workplace, self, _("Offers"), lambda _reader: found)

    def in_view(self) -> ShownList:
        """Return the list as it can be taken along."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        model = self.table().model()
        keys = [column.name.lower() for column in Column]
        return ShownList(
            kind=ListKind.OFFERS, title=_("Offers"), words=self._words(),
            ids=[int(model.index(place, 0).data(ID_ROLE)) for place in range(model.rowCount())],
            columns=() if self.chip() == FOLLOW_UP else columns_in_view(self.view, keys),
        )  # fmt: skip

    def _words(self) -> tuple[str, ...]:
        """Return in words what is listed."""
        typed = self.field.value().strip()
        segment = self.segment.currentText() if self.segment.segment() else ""
        narrowed = _("with “{text}”").format(text=typed) if typed else ""
        return (self.chips.button(self.chips.value()).text(), segment, narrowed)

    def chip(self) -> str:
        """Return the key of the chip that is chosen."""
        return self.chips.value()

    def choose_chip(self, key: str) -> None:
        """Choose a chip."""
        self.chips.choose(key)
        self._narrow()

    # Inside

    def _build(self) -> None:
        self._count = Text("", 13, 400, "text3", tabular=True)
        self.add = Button(_("New offer"), "primary", icon="plus", key="N", on=self._new)
        self.chips = Chips(
            [
                Choice("all", _("All")),
                Choice(FOLLOW_UP, meant("offers", "Follow up")),
                Choice("drafts", _("Drafts")),
                Choice("waiting", _("Waiting for an answer")),
                Choice("accepted", _("Accepted")),
                Choice("over", _("Declined or expired")),
            ],
            name=_("Show"),
        )
        self.chips.chosen.connect(lambda _key: self._narrow())
        self.field = SearchField(_("Number, subject, customer …"), small=True)
        self.field.setMinimumWidth(look().px(140))
        self.field.setMaximumWidth(look().px(260))
        self.field.changed.connect(lambda _text: self._pause.start())
        self.field.moved_down.connect(self._to_table)
        self.field.entered.connect(self._to_table)
        head = row(
            None, title(_("Offers")), self._count, None, self.field, self.add, gap=10, margins=(24, 13, 20, 12)
        )  # fmt: skip
        head.setStretch(3, 1)
        self.segment = SegmentBox(self._workplace.desk)
        self.segment.narrowed.connect(lambda _id: self._ask_members())
        bar = row(None, self.chips, None, self.segment, gap=12, margins=(24, 0, 20, 12))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.waiting_view)
        self._stack.setContentsMargins(15, 0, 11, 0)
        column(self, head, bar, Line(), self._stack, gap=0).setStretch(3, 1)

    def _show(self, found: Sequence[OfferRow]) -> None:
        held = self._wanted or self.picked_id()
        self._read = True
        self.model.show(found)
        self._show_counts()
        self._show_empty(bool(found))
        self._hold(held)

    def _show_counts(self) -> None:
        counts = self.model.counts()
        self._count.setText(number(counts["all"]))
        for key, count in counts.items():
            if key != "all":
                self.chips.button(key).set_count(number(count) if count else "")

    def _ask_members(self) -> None:
        """Narrow to the customers of the segment chosen; a segment follows what changes."""
        chosen = self.segment.segment()
        if chosen:
            self._workplace.desk.ask(
                _members, segment_id=chosen, today=self._workplace.today(), then=self._show_members, asker=self,
                topic="members", lane="figures",
            )  # fmt: skip
        else:
            self._show_members(None)

    def _show_members(self, found: frozenset[int] | None) -> None:
        if bool(found is not None) is not bool(self.segment.segment()):
            return
        held = self.picked_id()
        self.model.narrow_to(found)
        self.waiting.narrow_to(None if found is None else self.model.ids_to(found))
        self._show_counts()
        self._show_empty(any_at_all=self.model.has_any())
        self._hold(held)

    def _show_waiting(self, found: Sequence[WaitingOffer]) -> None:
        held = self.picked_id() if self.chip() == FOLLOW_UP else 0
        self.waiting.show(found)
        due = self.waiting.due()
        self.chips.button(FOLLOW_UP).set_count(number(due) if due else "")
        if self.chip() == FOLLOW_UP:
            self._show_empty(any_at_all=self.model.has_any())
            self._hold(held)

    def _narrow(self) -> None:
        if self.chip() == FOLLOW_UP:
            self.waiting.narrow(self.field.value())
            self._show_empty(any_at_all=self.model.has_any())
            self._hold(0)
            return
        held = self.picked_id()
        self.model.narrow(self.chips.value(), self.field.value())
        self._show_empty(any_at_all=self.model.has_any())
        self._hold(held)

    def _hold(self, offer_id: int) -> None:
        view, model = (self.waiting_view, self.waiting) if self.chip() == FOLLOW_UP else (self.view, self.model)
        place = model.row_of(offer_id) if offer_id else -1
        if place < 0 and model.rowCount():
            place = 0
        if place >= 0:
            view.setCurrentIndex(model.index(place, 0))
            self._wanted = 0

    def _show_empty(self, any_at_all: bool) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        view = self.table()
        if view.model().rowCount():
            self._stack.setCurrentWidget(view)
            return
        self._empty = self._no_hits() if any_at_all else self._nothing_yet()
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _no_hits(self) -> EmptyState:
        typed = self.field.value().strip()
        words = _("No offer fits “{text}”.").format(text=typed) if typed else _("No offers here.")
        if self.chip() == FOLLOW_UP and not typed:
            words = _("No offer waits for an answer.")
        return no_hits(words, _("Release the filter"), self.release)

    def _nothing_yet(self) -> EmptyState:
        return EmptyState(
            "file-text",
            _("Offers that write themselves"),
            _("Type the positions; the finished page stands beside them, and what became of it stays here."),
            action=Button(_("New offer"), "primary", icon="plus", key="N", on=self._new),
        )

    def release(self) -> None:
        """Show all offers again."""
        self.chips.choose("all")
        self.field.set_value("")
        self.segment.choose(0)
        self._narrow()
        self.view.setFocus()

    def _to_table(self) -> None:
        self._narrow()
        self.table().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc releases the filter."""
        if event.key() == Qt.Key.Key_Escape and (
            self.field.value() or self.chips.value() != "all" or self.segment.segment()
        ):
            self.release()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that do not fit."""
        super().resizeEvent(event)
        room = self.width() / look().scale
        self.view.follow_width(room)
        self.waiting_view.follow_width(room)


def _members(reader: Reader, *, segment_id: int, today: date) -> frozenset[int]:
    from crm_desktop.store.queries.segments import accounts  # the list is painted without it

    return frozenset(accounts(reader, segment_id=segment_id, as_of=today))


def _waiting(reader: Reader, *, today: date) -> list[WaitingOffer]:
    from crm_desktop.operations.offers.waiting import waiting_offers  # brings numpy along, on a lane

    return waiting_offers(reader, today=today)
