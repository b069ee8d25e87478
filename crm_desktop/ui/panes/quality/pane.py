"""The pane in which the data is looked after: one decision at a time, what there is most money in first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.quality import Care, Flaw
from crm_desktop.operations import merge, quality, quality_mends
from crm_desktop.operations.quality import Decision, Inbox
from crm_desktop.store.queries.firm import currency
from crm_desktop.store.queries.merging import SideBySide, side_by_side
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models.quality import QueueModel, care_words, minutes
from crm_desktop.ui.panes.quality.commands import commands
from crm_desktop.ui.panes.quality.double_page import DoublePage
from crm_desktop.ui.panes.quality.mend_page import MendPage
from crm_desktop.ui.panes.quality.stock import StockBars
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Ground
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.text import Text, title
from crm_desktop.ui.widgets.two_line import TwoLineDelegate

#: Pixels at 100 % text: of the queue, and of the pane from which on its head has room for all words.
_QUEUE, _NARROW = 292, 1080
_LANE = "quality"


class Found(NamedTuple):
    """What waits, and the firm's currency."""

    inbox: Inbox
    currency: str


class QualityPane(Pane):
    """Decisions at the left, the one in view at the right."""

    name = "quality"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._found: Found | None = None
        self._stale = True
        self._care = Care.DOUBLE
        self.model = QueueModel(self)
        self.queue = LongListView(self.model, TwoLineDelegate(height=52), name=_("Decisions"), row=look().px(52))
        self.queue.moved.connect(lambda _index: self._show_current())
        self.queue.opened.connect(self._visit)
        self.double = DoublePage(merge=self.merge, different=self.call_different, later=self.later)
        self.mend = MendPage(mend=self._mend, confirm=self.confirm, visit=self._visit, later=self.later)
        self.stock = StockBars()
        self._build()

    # The pane

    def enter(self, place: Place) -> None:
        """Look what waits; the intent may name a kind."""
        if place.intent in list(Care):
            self._care = Care(place.intent)
            self.kinds.choose(self._care)
        if self._stale:
            self._ask()
        self.queue.setFocus()

    def refresh(self, told: Told) -> None:
        """Look again after steps of others; own decisions have left the queue already."""
        if told.initiator is self or not told.outcome.changes.touch(
            "contact", "contact_point", "address", "different_pair", "deal", "sale"
        ):
            return
        self._stale = True
        if self.isVisible():
            self._ask()

    def first_sight(self) -> QWidget:
        """Return the queue."""
        return self.queue.viewport()

    def is_filled(self) -> bool:
        """Whether it is known what waits."""
        return self._found is not None

    def subject(self) -> Subject | None:
        """Return the contact in view."""
        one = self.current()
        return Subject("contact", one.contact_ids[0], one.title) if one else None

    def keep(self) -> dict[str, Any]:
        """Keep the kind that is looked at."""
        return {"care": self._care.value}

    def restore(self, kept: dict[str, Any]) -> None:
        """Look at the same kind."""
        if kept.get("care") in list(Care):
            self._care = Care(kept["care"])
            self.kinds.choose(self._care)

    def commands(self) -> list[Command]:
        """Return what can be decided."""
        return commands(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where the head has no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < look().px(_NARROW)
        self._sure.set_compact(narrow)
        self._about.setVisible(not narrow)

    # What waits

    def current(self) -> Decision | None:
        """Return the decision in view."""
        return self.model.decision(self.queue.currentIndex().row())

    def has_pair(self) -> bool:
        """Whether a pair is in view."""
        one = self.current()
        return one is not None and one.pair is not None

    def has_flaws(self) -> bool:
        """Whether a contact with flaws is in view."""
        return self.current() is not None and not self.has_pair()

    def _ask(self) -> None:
        self._stale = False
        self._spinner.start(_("Looking through the contacts …"))
        self.workplace.desk.ask(
            _waiting, today=self.workplace.today(), then=self._show, asker=self, topic="inbox", lane=_LANE
        )

    def _show(self, found: Found) -> None:
        self._spinner.stop()
        self._found = found
        self.stock.show_shares(found.inbox.shares)
        self._show_counts()
        self._show_queue()

    def _show_counts(self) -> None:
        if self._found is None:
            return
        counts = self._found.inbox.counts
        whole = sum(counts.values())
        words = plural("{n} decision", "{n} decisions", whole)
        time = plural("about {n} minute", "about {n} minutes", minutes(counts))
        self._about.setText(f"{words}, {time}" if whole else _("Nothing to decide"))
        for care in Care:
            self.kinds.button(care).set_count(number(counts.get(care, 0)) if counts.get(care) else "")
        self._sure.setEnabled(bool(quality.sure_pairs(self._found.inbox.decisions[Care.DOUBLE])))

    def _show_queue(self) -> None:
        if self._found is None:
            return
        rows = self._found.inbox.decisions.get(self._care, [])
        self.model.show(rows, self._found.currency)
        if rows:
            self.queue.setCurrentIndex(self.model.index(0))
        self._show_current()

    def _show_current(self) -> None:
        one = self.current()
        if one is None:
            self._pages.setCurrentIndex(0)
        elif one.pair is not None:
            self.workplace.desk.ask(
                side_by_side, contact_ids=list(one.contact_ids), then=partial(self._show_pair, one), asker=self,
                topic="pair", lane="card",
            )  # fmt: skip
        else:
            self.mend.show_decision(one, self._found.currency if self._found else "EUR")
            self._pages.setCurrentIndex(2)

    def _show_pair(self, one: Decision, found: SideBySide) -> None:
        if one is self.current():
            self.double.show_pair(one, found)
            self._pages.setCurrentIndex(1)

    def _choose(self, key: str) -> None:
        self._care = Care(key)
        self._show_queue()
        self.queue.setFocus()

    # What is decided

    def merge(self) -> None:
        """Merge the pair in view as it is chosen."""
        one, choice = self.current(), self.double.choice()
        if one is not None and choice is not None:
            self._do(
                merge.merge_contacts, one, keep_id=choice.keep, other_ids=choice.other_ids(), choices=choice.choices()
            )

    def call_different(self) -> None:
        """Say that the pair in view are two."""
        one = self.current()
        if one is not None and one.pair is not None:
            self._do(quality.call_different, one, contact_id=one.contact_ids[0], other_id=one.contact_ids[1])

    def later(self) -> None:
        """Let the decision in view wait behind the others."""
        here = self.queue.currentIndex().row()
        self.model.put_last(here)
        self.queue.setCurrentIndex(self.model.index(min(max(here, 0), self.model.rowCount() - 1)))
        self._show_current()

    def confirm(self) -> None:
        """Note that what is known of the contact in view is still right."""
        one = self.current()
        if one is not None and one.pair is None:
            self._do(quality.confirm, one, contact_ids=list(one.contact_ids))

    def take_mend(self) -> None:
        """Take the mend that is proposed."""
        if self.has_flaws():
            self.mend.mend_first()

    def keep_place(self, place: int) -> None:
        """Let the first or the second of the two stay."""
        if self.double.grid is not None:
            self.double.grid.keep_at(place)

    def merge_sure(self) -> None:
        """Merge all pairs nobody doubts, in one step."""
        if self._found is None:
            return
        pairs = quality.sure_pairs(self._found.inbox.decisions[Care.DOUBLE])
        if pairs:
            self.workplace.desk.do(quality.merge_sure, pairs=pairs, then=self._tell)

    def next_care(self) -> None:
        """Show the next kind of decisions."""
        order = list(Care)
        self._care = order[(order.index(self._care) + 1) % len(order)]
        self.kinds.choose(self._care)
        self._show_queue()

    def _mend(self, flaw: Flaw, value: str) -> None:
        one = self.current()
        if one is None:
            return
        rest = tuple(other for other in one.flaws if other.field != flaw.field)
        # A phone or an e-mail address is enough to be reached.
        if flaw.care is Care.INCOMPLETE and flaw.field in ("phone", "email"):
            rest = tuple(other for other in rest if other.field not in ("phone", "email"))
        left = one._replace(flaws=rest) if rest else None

        def fail(error: CrmError) -> None:
            self.mend.fail(flaw.field, error)

        self._do(
            quality_mends.mend, one, left, failed=fail, contact_id=one.contact_ids[0], field=flaw.field, value=value,
            record=flaw.record,
        )  # fmt: skip

    def _do(
        self,
        operation: Callable[..., Outcome[Any]],
        one: Decision,
        left: Decision | None = None,
        *,
        failed: Callable[[CrmError], None] | None = None,
        **arguments: Any,
    ) -> None:
        def done(outcome: Outcome[Any]) -> None:
            self._settle(one, left)
            self._tell(outcome)

        self.workplace.desk.do(operation, then=done, failed=failed, initiator=self, **arguments)

    def _settle(self, one: Decision, left: Decision | None) -> None:
        """Take a decision out of the queue, or leave what remains of it, and go to the next."""
        if self._found is None:
            return
        waiting = self._found.inbox.decisions[one.care]
        place = next((at for at, other in enumerate(waiting) if other is one), None)
        if place is not None:
            waiting[place : place + 1] = [left] if left is not None else []
            if left is None:
                self._found.inbox.counts[one.care] -= 1
        if left is not None:
            here = self.queue.currentIndex().row()
            self.model.show(waiting, self._found.currency)
            self.queue.setCurrentIndex(self.model.index(here))
        else:
            row_ = self.model.take(one)
            self.queue.setCurrentIndex(self.model.index(min(max(row_, 0), self.model.rowCount() - 1)))
        self._show_counts()
        self._show_current()

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=outcome.step is not None))

    def _visit(self, _index: QModelIndex | None = None) -> None:
        one = self.current()
        if one is not None:
            self.workplace.go(Place("contacts", "contact", one.contact_ids[0]))

    # Building

    def _build(self) -> None:
        self._about = Text("", 13, 400, "text3")
        self._spinner = Spinner()
        self.kinds = Segmented([Choice(care, care_words(care)) for care in Care], name=_("What is decided"))
        self.kinds.chosen.connect(self._choose)
        self._sure = Button(_("Merge all sure ones"), "secondary", icon="list-checks", on=self.merge_sure)
        self._sure.setEnabled(False)
        head = Ground("surface")
        row(
            head, title(_("Data care")), self._about, self._spinner, None, self.kinds, self._sure, gap=10,
            margins=(24, 12, 20, 12),
        )  # fmt: skip
        left = Ground("surface")
        left.setFixedWidth(look().px(_QUEUE))
        below = QWidget()
        column(below, Text(_("Stock"), 12, 500, "text3"), self.stock, gap=8, margins=(20, 10, 20, 14))
        by_money = Text(_("By the money in it"), 12, 500, "text3")
        by_money.setContentsMargins(20, 12, 0, 4)
        column(left, by_money, self.queue, Line(), below, gap=0).setStretch(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(
            EmptyState("shield-check", _("Nothing to decide"), _("Every contact has what it needs. Well kept."))
        )
        for page in (self.double, self.mend):
            self._pages.addWidget(_scrolled(page))
        body = QWidget()
        row(body, left, Line(upright=True), self._pages, gap=0).setStretch(2, 1)
        column(self, head, Line(), body, gap=0).setStretch(2, 1)


def _scrolled(page: QWidget) -> QScrollArea:
    area, ground = QScrollArea(), Ground("canvas")
    column(ground, page, gap=0)
    area.setWidget(ground)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    return area


def _waiting(reader: Reader, *, today: date) -> Found:
    return Found(quality.inbox(reader, today=today), currency(reader))
