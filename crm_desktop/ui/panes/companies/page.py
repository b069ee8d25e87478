"""One company on the full width: heading, tabs, and below them the card or a list of what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.domain.history import ActivityKind
from crm_desktop.store.queries import company_lists as queries
from crm_desktop.store.queries.company_card import CompanyCard
from crm_desktop.store.queries.company_lists import DealLine, OfferLine, OrderLine
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.case_keeper import CaseKeeper, Cases
from crm_desktop.ui.commands.customer_value import FiguresAsker
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.company_rows import deal_row, offer_row, order_row
from crm_desktop.ui.panes.companies.heading import Heading
from crm_desktop.ui.panes.companies.list_tab import ListTab
from crm_desktop.ui.panes.companies.overview import Chance, Doings, Overview
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.ui.timeline.draft import Draft
    from crm_desktop.ui.timeline.files_part import FilesPart
    from crm_desktop.ui.timeline.part import TimelinePart

TABS = ("overview", "history", "deals", "offers", "orders", "files")
#: Below this width (pixels at 100 % text) buttons leave their words away.
_COMPACT = 860


class CompanyPage(Pane):
    """Signal: `record_asked(kind, id)` when a row is opened."""

    record_asked = Signal(str, int)

    def __init__(
        self, workplace: Workplace, doings: Doings, *, back: Callable[[], None], step: Callable[[int], None],
        menu: Callable[[], Menu], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("surface", parent)
        self._workplace = workplace
        self._card: CompanyCard | None = None
        self._chance: Chance = lambda _stage, percent: percent / 100
        self._year: int | None = None
        self._orders: Sequence[OrderLine] = ()
        self.files: FilesPart | None = None
        self.history: TimelinePart | None = None
        #: What is half written in the history, by company.
        self._drafts: dict[int, Draft] = {}
        self.heading = Heading(
            back=back, step=step, person=doings.person, note=self.write_note, offer=doings.offer, menu=menu
        )
        self.tabs = Tabs(name=_("Parts of the card"))
        for key, words in (
            ("overview", _("Overview")), ("history", _("History")), ("deals", _("Deals")), ("offers", _("Offers")),
            ("orders", _("Orders")), ("files", _("Files")),
        ):  # fmt: skip
            self.tabs.add(key, words)
        self.tabs.chosen.connect(self.choose)
        self.overview = Overview(workplace.desk, doings)
        self._figures = FiguresAsker(workplace.desk)
        self.cases = CaseKeeper(workplace, self)
        self.overview.record_asked.connect(self.record_asked)
        self.overview.tab_asked.connect(self.choose)
        self.overview.hero.year_asked.connect(self.show_year)
        self.lists = {
            "deals": ListTab("square-kanban", _("Deals"), _("No deals yet"), _("Chances to sell stand here.")),
            "offers": ListTab("file-text", _("Offers"), _("No offers yet"), _("With what became of them.")),
            "orders": ListTab("shopping-cart", _("Orders"), _("No orders yet"), _("Accepted offers become orders.")),
        }
        for key, tab in self.lists.items():
            tab.opened.connect(partial(self._open, key))
            tab.released.connect(lambda: self.show_year(None))
        self._stack = QStackedWidget()
        for widget in (self.overview, *self.lists.values()):
            self._stack.addWidget(widget)
        strip = row(None, self.tabs, margins=(20, 0, 20, 0))
        column(self, self.heading, strip, Line(), self._stack, gap=0).setStretch(3, 1)

    # Use

    def show_card(self, card: CompanyCard, today: date) -> None:
        """Show a company; another one begins with its overview."""
        other = self._card is None or self._card.facts.id != card.facts.id
        if other:
            self._put_draft_by()
        self._card = card
        if other:
            self._year = None
            self.tabs.choose("overview")
            self._stack.setCurrentWidget(self.overview)
            self.overview.verticalScrollBar().setValue(0)
        self.heading.show_card(card, today)
        for key, count in (
            ("history", card.counts.entries), ("deals", card.counts.deals), ("offers", card.counts.offers),
            ("orders", card.counts.orders), ("files", card.counts.files),
        ):  # fmt: skip
            self.tabs.set_count(key, number(count) if count else "")
        self.overview.show_card(card, today, self._chance)
        company_id = card.facts.id
        self._figures.ask(company_id, today, partial(self.overview.worth.show_figures, company_id))
        self.ask_cases()
        if self.tabs.value() in self.lists:
            self._ask(self.tabs.value())
        elif self.tabs.value() == "history":
            self._show_history()
        elif self.tabs.value() == "files":
            self._show_files()

    def ask_cases(self) -> None:
        """Read the service cases of the company again."""
        if self._card is not None:
            self.cases.ask(self._card.facts.id, self._show_cases)

    def _show_cases(self, found: Cases) -> None:
        from crm_desktop.ui.models.case_rows import case_row  # after the first picture

        today = self._workplace.today()
        still_open = sum(row.is_open for row in found.rows)
        self.overview.show_cases([case_row(row, today) for row in found.rows], still_open)

    def show_chances(self, chance: Chance) -> None:
        """Weigh open deals with other chances."""
        self._chance = chance
        if self._card is not None:
            self.overview.show_card(self._card, self._workplace.today(), chance)

    def choose(self, key: str) -> None:
        """Show a tab."""
        if key == "orders" and self.tabs.value() != "orders":
            self._year = None
        self.tabs.choose(key)
        if key == "history":
            self._show_history()
        elif key == "files":
            self._show_files()
        elif key in self.lists:
            self._stack.setCurrentWidget(self.lists[key])
            self._ask(key)
        else:
            self._stack.setCurrentWidget(self.overview)

    def choose_number(self, number: int) -> None:
        """Show a tab by its number from 0."""
        self.choose(TABS[number])
        # Not into the composer of the history: the next figure would be written there.
        key = TABS[number]
        if key in self.lists:
            self.lists[key].list.setFocus()
        elif key == "history" and self.history is not None:
            self.history.view.setFocus()
        elif key == "files" and self.files is not None:
            self.files.view.setFocus()
        else:
            self.overview.setFocus()

    def show_year(self, year: int | None) -> None:
        """Show the orders of a year, or of all."""
        self.tabs.choose("orders")
        self._year = year
        self._stack.setCurrentWidget(self.lists["orders"])
        self._ask("orders")

    def open_order(self, sale_id: int) -> None:
        """Open the offer an order came from, or its deal; one from a file has neither."""
        found = next((order for order in (*self._orders, *self._shown_orders()) if order.id == sale_id), None)
        if found is not None and found.offer_id is not None:
            self.record_asked.emit("offer", found.offer_id)
        elif found is not None and found.deal_id is not None:
            self.record_asked.emit("deal", found.deal_id)

    def write_note(self) -> None:
        """Put the cursor where what happened is written down: in the history where that is open, else on the card."""
        if self.history is not None and self._stack.currentWidget() is self.history:
            self.history.composer.begin(ActivityKind.NOTE)
            return
        self.choose("overview")
        edit = self.overview.recent.composer.edit
        edit.setFocus()
        self.overview.ensureWidgetVisible(edit)

    def follow_width(self, width: int) -> None:
        """Let buttons leave their words away where room is short."""
        self.heading.set_compact(compact=width / look().scale < _COMPACT)

    def refresh(self, told: Told) -> None:
        """Bring the history up to date after a step."""
        if self.history is not None and self.tabs.value() == "history":
            self.history.refresh(told)
        if self.files is not None and self.tabs.value() == "files":
            self.files.refresh(told)

    def leave(self) -> None:
        """Drop all open questions."""
        if self.history is not None:
            self.history.leave()
        if self.files is not None:
            self.files.leave()
        self._figures.leave()
        self.cases.leave()
        self._workplace.desk.forget(self)

    # History

    def print_file(self) -> None:
        """Print the file of the company: what the history shows where that is in view, else all of it."""
        if self.history is not None and self._stack.currentWidget() is self.history:
            self.history.print_file()
        elif self._card is not None:
            from crm_desktop.store.queries.timeline import Scope  # rarely needed
            from crm_desktop.store.queries.timeline_index import ALL_WANTED  # rarely needed
            from crm_desktop.ui.timeline.printing import save_customer_file  # reportlab

            save_customer_file(self._workplace, self, Scope(contact_id=self._card.facts.id), ALL_WANTED)

    def _show_history(self) -> None:
        if self._card is None:
            return
        if self.history is None:
            # With everything it can do it is large, and the card comes first.
            from crm_desktop.ui.timeline.part import TimelinePart

            self.history = TimelinePart(self._workplace)
            self._stack.addWidget(self.history)
        self._stack.setCurrentWidget(self.history)
        facts = self._card.facts
        if self.history.scope().contact_id != facts.id:
            self.history.composer.take_up(self._drafts.pop(facts.id, None))
            self.history.show_contact(facts.id, company_id=facts.company_id, kind=facts.kind)

    def _put_draft_by(self) -> None:
        """Remember what is half written in the history of the company in view."""
        if self.history is None or self._card is None or self.history.scope().contact_id != self._card.facts.id:
            return
        draft = self.history.composer.draft()
        self._drafts.pop(self._card.facts.id, None)
        if draft.is_worth_keeping:
            self._drafts[self._card.facts.id] = draft

    # Lists

    def _show_files(self) -> None:
        if self._card is None:
            return
        if self.files is None:
            from crm_desktop.ui.timeline.files_part import FilesPart  # rarely needed

            self.files = FilesPart(self._workplace)
            self._stack.addWidget(self.files)
        self._stack.setCurrentWidget(self.files)
        self.files.show_company(self._card.facts.id, with_daughters=self._card.with_daughters)

    def _open(self, key: str, ref: int) -> None:
        self.record_asked.emit(key[:-1], ref)

    def _shown_orders(self) -> Sequence[OrderLine]:
        return self._card.orders if self._card is not None else ()

    def _ask(self, key: str) -> None:
        if self._card is None:
            return
        about: dict[str, Any] = {"company_id": self._card.facts.id, "with_daughters": self._card.with_daughters}
        desk = self._workplace.desk
        if key == "deals":
            desk.ask(queries.deals, then=self._show_deals, asker=self, topic="tab", lane="card", **about)
        elif key == "offers":
            desk.ask(queries.offers, then=self._show_offers, asker=self, topic="tab", lane="card", **about)
        else:
            desk.ask(
                queries.orders, year=self._year, then=self._show_orders, asker=self, topic="tab", lane="card", **about
            )

    def _show_deals(self, found: Sequence[DealLine]) -> None:
        self.lists["deals"].show_rows([deal_row(deal, self._chance(deal.stage_id, deal.probability)) for deal in found])

    def _show_offers(self, found: Sequence[OfferLine]) -> None:
        today = self._workplace.today()
        self.lists["offers"].show_rows([offer_row(offer, today) for offer in found])

    def _show_orders(self, found: Sequence[OrderLine]) -> None:
        self._orders = found
        words = "" if self._year is None else _("Orders of {year}").format(year=self._year)
        self.lists["orders"].show_rows([order_row(order) for order in found], words)
