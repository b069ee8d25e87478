"""The first tab of a company's card: a first look on top, below it the parts in a fixed order, in columns that fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.company_card import SHOWN, CompanyCard
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.company_rows import deal_row, offer_row, order_row, person_row
from crm_desktop.ui.panes.companies.data import DataPart
from crm_desktop.ui.panes.companies.hero import Hero
from crm_desktop.ui.panes.companies.part import Part
from crm_desktop.ui.panes.companies.places import PlacesPart
from crm_desktop.ui.panes.companies.recent import RecentPart
from crm_desktop.ui.panes.companies.worth import WorthPart
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.columns import Columns
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.settled import settle
from crm_desktop.ui.widgets.short_list import ShortList, ShortRow

#: The chance of a deal in a stage, by the stage's id and its start value in percent.
Chance = Callable[[int, int], float]


@dataclass(frozen=True)
class Doings:
    """What the links of the parts do."""

    person: Callable[[], None]
    place: Callable[[], None]
    deal: Callable[[], None]
    offer: Callable[[], None]
    case: Callable[[], None]
    #: Asks for a label of one's own for a number or an address, and hands it over.
    label: Callable[[str, Callable[[str], None]], None]


class Overview(QScrollArea):
    """Signals: `record_asked(kind, id)` and `tab_asked(key)`."""

    record_asked = Signal(str, int)
    tab_asked = Signal(str)

    def __init__(self, desk: Desk, doings: Doings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Company card"))
        # Reading order and the order of Tab: the first look, then column by column.
        self.hero = Hero()
        self.people = ListPart(_("People"), _("nobody yet"), _("Add"), on=doings.person, two_lines=True)
        self.deals = ListPart(_("Deals"), _("none yet"), _("Add"), on=doings.deal)
        self.offers = ListPart(_("Offers"), _("none yet"), _("Add"), on=doings.offer)
        self.orders = ListPart(_("Orders"), _("none yet"))
        self.cases = ListPart(_("Service cases"), _("none"), _("Add"), on=doings.case, two_lines=True)
        self.worth = WorthPart()
        self.recent = RecentPart()
        self.places = PlacesPart(desk, add=doings.place, ask_label=doings.label)
        self.data = DataPart(desk, ask_label=doings.label)
        self._connect()
        body = Pane("canvas")
        columns = Columns(wide={3: 980, 2: 640}, shares={3: (10, 14, 11), 2: (1, 1)})
        for part, places in (
            (self.people, {}), (self.deals, {3: 1, 2: 1}), (self.offers, {3: 1, 2: 1}), (self.orders, {3: 1, 2: 1}),
            (self.worth, {3: 2, 2: 1}), (self.cases, {3: 2, 2: 1}),
            (self.recent, {3: 2, 2: 1}), (self.places, {3: 2}), (self.data, {}),
        ):  # fmt: skip
            columns.put(part, places)
        column(body, self.hero, columns, gap=16, margins=(24, 18, 24, 24)).setStretch(1, 1)
        self.setWidget(body)

    def show_card(self, card: CompanyCard, today: date, chance: Chance) -> None:
        """Show a company."""
        weighted = round(sum(row.cents * chance(row.stage_id, row.probability) for row in card.open))
        self.hero.show_card(card, today, weighted)
        present = sum(1 for person in card.people if person.is_present)
        self.people.show_rows(
            [person_row(person, card.facts.id) for person in card.people], str(present) if present else ""
        )
        self.places.show_card(card)
        self.data.show_card(card)
        self.deals.show_rows(
            [deal_row(deal, chance(deal.stage_id, deal.probability)) for deal in card.deals],
            _deals_words(card), card.counts.deals,
        )  # fmt: skip
        self.offers.show_rows(
            [offer_row(offer, today) for offer in card.offers], _offers_words(card), card.counts.offers
        )
        self.orders.show_rows([order_row(order) for order in card.orders], str(card.counts.orders), card.counts.orders)
        self.worth.begin(card.facts.id)
        self.recent.show_card(card, today)
        settle(self)

    def show_cases(self, rows: list[ShortRow], open_now: int) -> None:
        """Show the questions, complaints and repairs of the company and its people."""
        self.cases.show_rows(rows, plural("{n} open", "{n} open", open_now) if open_now else "")
        settle(self)

    def _connect(self) -> None:
        for kind, part in (
            ("person", self.people),
            ("deal", self.deals),
            ("offer", self.offers),
            ("order", self.orders),
            ("case", self.cases),
        ):
            part.list.opened.connect(lambda ref, kind=kind: self.record_asked.emit(kind, ref))
        for key, part in (("deals", self.deals), ("offers", self.offers), ("orders", self.orders)):
            part.more_asked.connect(lambda key=key: self.tab_asked.emit(key))
        self.places.company_asked.connect(lambda ref: self.record_asked.emit("company", ref))
        self.recent.history_asked.connect(lambda: self.tab_asked.emit("history"))
        self.hero.part_asked.connect(self.tab_asked)


class ListPart(Part):
    """A part that is a short list. Signal: `more_asked()` when there is more than it shows."""

    more_asked = Signal()

    def __init__(
        self, words: str, nothing: str, link: str = "", *, on: Callable[[], None] | None = None,
        two_lines: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, nothing, link, on=on, parent=parent)
        self.list = ShortList(words, two_lines=two_lines)
        self.all = Link("", on=self.more_asked.emit)
        column(self.inside, self.list, row(None, self.all, None), gap=4)

    def show_rows(self, rows: list[ShortRow], detail: str, in_all: int = 0) -> None:
        """Show rows, and a link to the others where there are more."""
        self.list.show_rows(rows)
        more = max(0, in_all - max(len(rows), SHOWN))
        self.all.setText(_("Show all {n}").format(n=in_all))
        self.all.setVisible(more > 0)
        if rows:
            self.fill(detail)
        else:
            self.shrink()


def _deals_words(card: CompanyCard) -> str:
    counts = card.counts
    found = [
        plural("{n} open", "{n} open", counts.open_deals) if counts.open_deals else "",
        plural("{n} won", "{n} won", counts.won_deals) if counts.won_deals else "",
        plural("{n} lost", "{n} lost", counts.lost_deals) if counts.lost_deals else "",
    ]
    return ", ".join(part for part in found if part)


def _offers_words(card: CompanyCard) -> str:
    counts = card.counts
    if not counts.accepted_offers:
        return str(counts.offers)
    return _("{all}, {accepted} of them accepted").format(all=counts.offers, accepted=counts.accepted_offers)
