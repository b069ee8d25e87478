"""The companies pane: the list, and the card of the one that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.models.companies import class_of
from crm_desktop.ui.panes.companies.commands import Abilities, commands
from crm_desktop.ui.panes.companies.deeds import Deeds
from crm_desktop.ui.panes.companies.listing import CompanyList
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import column

# Card, forms and work on them are imported where they are first used: the list is painted before.
if TYPE_CHECKING:
    from crm_desktop.store.queries.company_card import CompanyCard
    from crm_desktop.ui.panes.companies.page import CompanyPage

#: Kinds whose change can change the card in view.
_CARD = (
    "contact", "address", "contact_point", "employment", "tag", "activity", "activity_contact", "deal", "offer", "sale",
    "attachment",
)  # fmt: skip


class CompaniesPane(Pane):
    """Where companies are found and seen whole."""

    name = "companies"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._card: CompanyCard | None = None
        self._wanted = 0
        self._with_daughters = False
        self._drafts: dict[int, str] = {}
        self._away = False
        #: Whether the chances of the stages are to be worked out: once, and again after deals have changed.
        self._chances_stale = True
        #: The tab to show with the next card, after a rebuild.
        self._tab = ""
        self.deeds = Deeds(workplace, self)
        self.list = CompanyList(workplace, new=self.add)
        self.list.opened.connect(self.open_company)
        self.list_in_view = self.list.in_view
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self.page: CompanyPage | None = None
        column(self, self._stack, gap=0)
        self.list.ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Show a company, the list, or the companies of a class; who comes back finds what was open."""
        away, self._away = self._away, False
        if place.ref:
            self._ask(place.ref)
        elif place.intent == "new":
            self.add()
        elif place.intent:
            self._show_class(place.intent)
        elif not (away and self._is_open()):
            self._show_list()
        if place.ref and place.intent == "note":
            self.write_note()

    def refresh(self, told: Told) -> None:
        """Read what changed again."""
        self.list.refresh(told)
        self._chances_stale = self._chances_stale or told.outcome.changes.touch("deal_state", "stage")
        if self.page is not None:
            self.page.refresh(told)
            if told.outcome.changes.touch("service_case"):
                self.page.ask_cases()
        if self._card is not None and self._is_open() and told.outcome.changes.touch(*_CARD):
            self._ask(self._card.facts.id)

    def first_sight(self) -> QWidget:
        """Return the part that holds the rows of the list."""
        return self.list.view.viewport()

    def is_filled(self) -> bool:
        """Whether the list has come."""
        return self.list.answered

    def print_view(self) -> None:
        """Print the list, or the file of the company that is open."""
        if self.page is not None and self._is_open():
            self.page.print_file()
        else:
            self.list.print_list()

    def subject(self) -> Subject | None:
        """Return the company in view."""
        if self._card is None or not self._is_open():
            return None
        return Subject("contact", self._card.facts.id, self._card.facts.name)

    def escape(self) -> bool:
        """Close the card, or release the filter of the list."""
        if self._is_open():
            self.back()
            return True
        return self.list.release_filter()

    def keep(self) -> dict[str, Any]:
        """Keep what is in view and what is half typed."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self._put_draft_by()
        return {
            "open": self._card.facts.id if self._card is not None and self._is_open() else 0,
            "picked": self.list.picked_id(),
            "drafts": self._drafts,
            "tab": self.page.tabs.value() if self.page is not None else "overview",
            "daughters": self._with_daughters,
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up where `keep` left off."""
        self._drafts = {int(ref): text for ref, text in kept.get("drafts", {}).items()}
        self._with_daughters = kept.get("daughters", False)
        self.list.pick(kept.get("picked", 0))
        if kept.get("open"):
            self._tab = kept.get("tab", "")
            self._ask(kept["open"])

    def leave(self) -> None:
        """Drop all open questions."""
        self.workplace.desk.forget(self)
        self.list.leave()
        if self.page is not None:
            self.page.leave()

    def commands(self) -> list[Command]:
        """Return what can be done with companies here."""
        return commands(
            Abilities(
                deeds=self.deeds, new=self.add, note=self.write_note, offer=self.new_offer, deal=self.new_deal,
                roll_up=self.roll_up, filter=self.filter, step=self.step, tab=self.show_tab, back=self.back,
                has_card=self._is_open, is_binned=self._is_binned,
                has_group=lambda: self._is_open() and self._card is not None and self._card.has_group,
            )
        )  # fmt: skip

    # What the user does

    def add(self) -> None:
        """Open the form for a new company."""
        self.deeds.add()

    def open_person(self, contact_id: int) -> None:
        """Go to a person, who has a place among the contacts."""
        self.workplace.go(Place("contacts", "contact", contact_id))

    def open_company(self, company_id: int) -> None:
        """Go to a company, so that Alt+Left leads back to the list."""
        self.workplace.go(Place("companies", "contact", company_id))

    def back(self) -> None:
        """Go back to the list."""
        self.workplace.go(Place("companies"))

    def step(self, by: int) -> None:
        """Go to the next or previous company: of the list, also while a card is open."""
        if not self._is_open() or self._card is None:
            self.list.step(by)
            return
        other = self.list.neighbour(self._card.facts.id, by)
        if other:
            self.list.pick(other)
            self.open_company(other)

    def show_tab(self, number: int) -> None:
        """Show a tab by its number from 0."""
        if self.page is not None and self._is_open():
            self.page.choose_number(number)

    def filter(self) -> None:
        """Put the cursor into the filter of the list."""
        if self._is_open():
            self.back()
        self.list.filter_now()

    def roll_up(self) -> None:
        """Count what belongs to the daughters too, or no longer."""
        self._count_daughters(not self._with_daughters)

    def write_note(self) -> None:
        """Put the cursor where what happened is written down."""
        if self.page is not None and self._is_open():
            self.page.write_note()

    def new_offer(self) -> None:
        """Begin an offer for the company."""
        if self._card is not None:
            self.workplace.go(Place("offers", intent="new", about=self._card.facts.id))

    def add_case(self) -> None:
        """Open a question, complaint or repair of the company."""
        if self._card is not None and self.page is not None:
            self.page.cases.add(self._card.facts.id, self._card.facts.name)

    def new_deal(self) -> None:
        """Begin a deal with the company."""
        if self._card is not None:
            self.workplace.go(Place("board", intent="new", about=self._card.facts.id))

    # Inside

    def _show_class(self, intent: str) -> None:
        where, words = class_of(intent, self.workplace.today().year)
        self.list.show_only(where, words)
        self._show_list()

    def _show_list(self) -> None:
        self._put_draft_by()
        self._wanted = 0
        if self._card is not None:
            self.list.pick(self._card.facts.id)
        self._stack.setCurrentWidget(self.list)
        self.list.view.setFocus()

    def _ask(self, company_id: int) -> None:
        from crm_desktop.store.queries.company_card import card  # after the list

        self._wanted = company_id
        self.workplace.desk.ask(
            card, company_id=company_id, today=self.workplace.today(), with_daughters=self._with_daughters,
            then=self._show, asker=self, topic="card", lane="card",
        )  # fmt: skip

    def _show(self, found: CompanyCard | None) -> None:
        if found is None:
            self._not_here()
            return
        other = self._card is None or self._card.facts.id != found.facts.id
        if other:
            self._put_draft_by()
        self._card = found
        page = self._make_page()
        page.show_card(found, self.workplace.today())
        if self._wanted == found.facts.id and self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            if self.isVisible():
                page.overview.setFocus()
        if other:
            page.overview.recent.composer.edit.setPlainText(self._drafts.pop(found.facts.id, ""))
        if found.open and self._chances_stale:
            self._ask_chances()
        tab, self._tab = self._tab, ""
        if tab:
            page.choose(tab)

    def _not_here(self) -> None:
        """Show a person where people are shown; whoever is gone is left."""
        wanted, self._wanted = self._wanted, 0
        gone = self._card is not None and self._card.facts.id == wanted
        self._card = None if gone else self._card
        if gone:
            self._show_list()
        elif wanted and self.isVisible():
            self.workplace.go(Place("contacts", "contact", wanted))

    def _ask_chances(self) -> None:
        """Weigh open deals as the board does, with the chances the firm's own deals show.

        In a large firm they take a second to be worked out; until they are there, the start values stand.
        """
        self._chances_stale = False
        from crm_desktop.operations.contacts.companies import stage_chances  # after the card

        self.workplace.desk.ask(
            stage_chances, today=self.workplace.today(), then=self._show_chances, asker=self, topic="chances",
            lane="board",
        )  # fmt: skip

    def _show_chances(self, found: dict[int, float]) -> None:
        if self.page is not None:
            self.page.show_chances(lambda stage_id, percent: found.get(stage_id, percent / 100))

    def _make_page(self) -> CompanyPage:
        if self.page is not None:
            return self.page
        from crm_desktop.ui.panes.companies.overview import Doings  # after the list
        from crm_desktop.ui.panes.companies.page import CompanyPage

        deeds = self.deeds
        doings = Doings(
            person=deeds.add_person, place=deeds.add_place, deal=self.new_deal, offer=self.new_offer,
            case=self.add_case, label=deeds.ask_label,
        )  # fmt: skip
        page = self.page = CompanyPage(self.workplace, doings, back=self.back, step=self.step, menu=self._menu)
        page.record_asked.connect(self._open_record)
        page.heading.class_asked.connect(self._ask_class)
        page.heading.company_asked.connect(self.open_company)
        page.heading.contact_asked.connect(lambda ref: self.workplace.go(Place("contacts", "contact", ref)))
        page.heading.group_asked.connect(self._count_daughters)
        page.overview.hero.plan_asked.connect(deeds.plan)
        page.overview.hero.done_asked.connect(deeds.complete)
        page.overview.recent.written.connect(deeds.write)
        self._stack.addWidget(page)
        page.follow_width(self.width())
        return page

    def _menu(self) -> Menu:
        menu = Menu(self)
        menu.entry(_("New deal"), "square-kanban", on=self.new_deal)
        menu.entry(_("Plan a follow-up"), "calendar-plus", on=self.deeds.plan)
        menu.entry(_("New place"), "map-pin", on=self.deeds.add_place)
        menu.entry(_("Belongs to …"), "network", on=self.deeds.choose_parent)
        standings = Menu(menu, _("Standing"))
        for standing in Standing:
            standings.entry(standing_word(standing), on=partial(self.deeds.set_standing, standing))
        menu.addMenu(standings)
        menu.addSeparator()
        menu.entry(_("Show among the contacts"), "users", on=self._show_history)
        bin_ = menu.entry(_("Move to the bin"), "trash-2", on=self.deeds.bin)
        out = menu.entry(_("Restore"), "archive-restore", on=self.deeds.take_out)

        def fit() -> None:
            binned = self._is_binned()
            bin_.setVisible(not binned)
            out.setVisible(binned)

        menu.aboutToShow.connect(fit)
        return menu

    def _open_record(self, kind: str, ref: int) -> None:
        """Go to what a row names: each kind has its own pane; an order opens its offer or deal."""
        if kind == "case" and self.page is not None:
            self.page.cases.open(ref)
            return
        if kind == "order" and self.page is not None:
            self.page.open_order(ref)
            return
        pane, record = {
            "person": ("contacts", "contact"), "company": ("companies", "contact"), "deal": ("board", "deal"),
            "offer": ("offers", "offer"),
        }[kind]  # fmt: skip
        self.workplace.go(Place(pane, record, ref))

    def _show_history(self) -> None:
        if self._card is not None:
            self.workplace.go(Place("contacts", "contact", self._card.facts.id))

    def _ask_class(self, intent: str) -> None:
        self.workplace.go(Place("companies", intent=intent))

    def _count_daughters(self, wanted: bool) -> None:
        self._with_daughters = wanted
        if self._card is not None:
            self._ask(self._card.facts.id)

    def _put_draft_by(self) -> None:
        """Remember what is half typed about the company in view."""
        if self.page is None or self._card is None:
            return
        text = self.page.overview.recent.composer.edit.toPlainText()
        self._drafts.pop(self._card.facts.id, None)
        if text.strip():
            self._drafts[self._card.facts.id] = text

    def _is_open(self) -> bool:
        return self.page is not None and self._stack.currentWidget() is self.page

    def card(self) -> CompanyCard | None:
        """Return the company whose card is open."""
        return self._card if self._is_open() else None

    def chosen(self) -> list[int]:
        """Return the company whose card is open, or those selected in the list."""
        return [self._card.facts.id] if self._card is not None and self._is_open() else self.list.selected_ids()

    def put_back(self, company_id: int, text: str) -> None:
        """Put a note that could not be kept before what was typed since."""
        if self.page is not None and self._card is not None and self._card.facts.id == company_id:
            edit = self.page.overview.recent.composer.edit
            edit.setPlainText("\n".join(part for part in (text, edit.toPlainText()) if part))
        else:
            self._drafts[company_id] = text

    def _is_binned(self) -> bool:
        if self._is_open():
            return self._card is not None and self._card.facts.deleted_at is not None
        return self.list.shows_bin()

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Note that the user went elsewhere; a window that is put away is still here."""
        super().hideEvent(event)
        self._away = self._away or not event.spontaneous()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the heading follow the width."""
        super().resizeEvent(event)
        if self.page is not None:
            self.page.follow_width(self.width())
