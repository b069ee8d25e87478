"""Everything about the contact in view: heading, tabs, and below them card and history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.store.queries.contact_card import ContactCard
from crm_desktop.ui.commands.case_keeper import CaseKeeper, Cases
from crm_desktop.ui.commands.customer_value import FiguresAsker
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.contacts import card_parts
from crm_desktop.ui.panes.contacts.consents import ConsentKeeper
from crm_desktop.ui.panes.contacts.details import Details
from crm_desktop.ui.panes.contacts.heading import Heading
from crm_desktop.ui.panes.contacts.related import Related
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.part import TimelinePart
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.splitter import Splitter
from crm_desktop.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.ui.background.desk import Told
    from crm_desktop.ui.timeline.files_part import FilesPart

#: Below this width (pixels at 100 % text) card and history share one place.
_TWO_COLUMNS = 780


class PersonPart(Pane):
    """Heading, tabs, card and timeline of one contact."""

    def __init__(
        self, workplace: Workplace, *, call: Callable[[], None], mail: Callable[[], None], offer: Callable[[], None],
        menu: Callable[[], Menu], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("surface", parent)
        self._workplace = workplace
        self._narrow = self._has_next = False
        self.heading = Heading(call=call, mail=mail, offer=offer, menu=menu)
        self.tabs = Tabs(name=_("Parts of the card"))
        self.tabs.chosen.connect(self._choose)
        self.consents = ConsentKeeper(workplace, self)
        self.privacy = self.consents.privacy
        self.cases = CaseKeeper(workplace, self)
        self.details = Details(workplace.desk, keeper=self.consents, cases=self.cases)
        self._figures = FiguresAsker(workplace.desk)
        self.timeline = TimelinePart(workplace)
        self.related = Related(workplace, offer=offer)
        self.files: FilesPart | None = None
        self._contact_id = 0
        self._both = Splitter("contact card")
        self._both.put(self.details, least=look().px(280), most=look().px(440), stretch=0)
        # Where the card is a tab of its own, what is next stays in sight above the history.
        self._next = Holder()
        self._next.setContentsMargins(20, 12, 20, 0)
        history = Pane("sunken")
        column(history, self._next, self.timeline, gap=0).setStretch(1, 1)
        self._next.hide()
        self._history = history
        self._both.put(history, stretch=1)
        self._both.setSizes([look().px(336), 10_000])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both)
        self._stack.addWidget(self.related)
        self.tabs.add("overview", _("Overview"))
        self.tabs.add("card", _("Overview"))
        self.tabs.leave_out("card", True)
        self.tabs.add("deals", _("Deals"))
        self.tabs.add("offers", _("Offers"))
        self.tabs.add("products", meant("bought by a customer", "Products"))
        self.tabs.add("files", _("Files"))
        strip = row(None, self.tabs, margins=(20, 0, 20, 0))
        column(self, self.heading, strip, Line(), self._stack, gap=0).setStretch(3, 1)

    def show_card(self, card: ContactCard) -> None:
        """Show somebody."""
        self._contact_id = card.facts.id
        self.heading.show(card)
        today = self._workplace.today()
        self.details.show_card(card, today)
        self._figures.ask(card.facts.id, today, partial(self.details.show_figures, card.facts.id))
        self.consents.ask(card.facts.id, self.details.show_consents)
        self.cases.ask(card.facts.id, self._show_cases)
        step = card.next_step
        self._next.show_part((step, today), lambda: card_parts.next_step(step, today, self.details.done_asked.emit))
        self._has_next = step is not None
        self._choose(self.tabs.value())
        for key in ("deals", "offers", "products", "files"):
            count = int(getattr(card.counts, key))
            self.tabs.set_count(key, number(count) if count else "")
        self.related.show_contact(card.facts.id)

    def refresh(self, told: Told) -> None:
        """Bring history and files up to date after a step."""
        self.timeline.refresh(told)
        if self._contact_id and told.outcome.changes.touch("consent", "consent_rule", "data_protection"):
            self.consents.ask(self._contact_id, self.details.show_consents)
        if self._contact_id and told.outcome.changes.touch("service_case", "survey", "survey_reply"):
            self.cases.ask(self._contact_id, self._show_cases)
        if self.files is not None and self.tabs.value() == "files":
            self.files.refresh(told)

    def leave(self) -> None:
        """Drop all open questions."""
        self._figures.leave()
        self.consents.leave()
        self.cases.leave()
        self.timeline.leave()
        if self.files is not None:
            self.files.leave()

    def show_history(self) -> None:
        """Make sure the history is in sight."""
        self.tabs.choose("overview")
        self._choose("overview")

    def follow_width(self, pane_width: int) -> None:
        """Decide whether card and history fit beside each other; otherwise the history comes first."""
        room = (pane_width - look().px(336)) / look().scale
        self.heading.set_compact(room < _TWO_COLUMNS)
        narrow = room < _TWO_COLUMNS * 0.86
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.tabs.leave_out("card", not narrow)
        self.tabs.rename("overview", _("History") if narrow else _("Overview"))
        if not narrow and self.tabs.value() == "card":
            self.tabs.choose("overview")
        self._choose(self.tabs.value())

    def _show_cases(self, found: Cases) -> None:
        self.details.show_cases(found, self._workplace.today())

    def _choose(self, key: str) -> None:
        if key == "files":
            self._show_files()
            return
        if key in ("deals", "offers", "products"):
            self.related.choose(key)
            self._stack.setCurrentWidget(self.related)
            return
        self._stack.setCurrentWidget(self._both)
        self.details.setVisible(not self._narrow or key == "card")
        self._history.setVisible(not self._narrow or key != "card")
        self._next.setVisible(self._narrow and self._has_next)

    def _show_files(self) -> None:
        if self.files is None:
            from crm_desktop.ui.timeline.files_part import FilesPart  # rarely needed

            self.files = FilesPart(self._workplace)
            self._stack.addWidget(self.files)
        self._stack.setCurrentWidget(self.files)
        if self._contact_id:
            self.files.show_contact(self._contact_id)
