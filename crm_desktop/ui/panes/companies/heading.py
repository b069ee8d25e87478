"""The head of a company's card: who it is, what class it is in, to whom it belongs, and what can be done at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.contacts import Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.store.queries.company_card import CompanyCard
from crm_desktop.ui.models.companies import age_sentence, class_intents, size_sentence
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.pill import Pill, PillTone
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, styled

_TONES: dict[Standing, tuple[str, PillTone]] = {
    Standing.REGULAR: ("badge-check", "success"),
    Standing.CUSTOMER: ("circle-check", "success"),
    Standing.PROSPECT: ("circle-dot", "info"),
    Standing.FORMER: ("history", "neutral"),
}


class Heading(Pane):
    """Avatar, name, facts and actions.

    Signals: `class_asked(intent)` such as “size 1”, `company_asked(id)`, `contact_asked(id)`, `group_asked(bool)`.
    """

    class_asked = Signal(str)
    company_asked = Signal(int)
    contact_asked = Signal(int)
    group_asked = Signal(bool)

    def __init__(
        self, *, back: Callable[[], None], step: Callable[[int], None], person: Callable[[], None],
        note: Callable[[], None], offer: Callable[[], None], menu: Callable[[], Menu], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("surface", parent)
        self._parent_id = self._referrer_id = 0
        self._intents: dict[str, str] = {}
        self.back = IconButton("arrow-left", _("All companies"), on=back)
        self._avatar = Avatar("", "company", size=56)
        self._name = styled("", "person")
        self._pill = Pill("", "")
        self._build_facts()
        self.previous = IconButton("chevron-up", _("Previous company"), on=lambda: step(-1))
        self.next = IconButton("chevron-down", _("Next company"), on=lambda: step(1))
        self.buttons = (
            Button(_("Person"), "secondary", icon="user-plus", key="P", on=person),
            Button(_("Note"), "secondary", icon="sticky-note", key="E", on=note),
            Button(_("Offer"), "primary", icon="file-plus-corner", on=offer),
        )
        self.more = IconButton("ellipsis", _("More"))
        self.more.set_menu(menu())
        names = column(None, row(None, self._name, self._pill, None, gap=12), self._facts, self._group, gap=2)
        line = row(
            self, self.back, self._avatar, names, self.previous, self.next, *self.buttons, self.more, gap=8,
            margins=(14, 16, 18, 12),
        )  # fmt: skip
        line.setStretch(2, 1)
        line.insertSpacing(2, 8)

    def _build_facts(self) -> None:
        self._facts, self._group = QWidget(), QWidget()
        flow = FlowLayout(self._facts, gap=12, row_gap=0)
        self._links = {key: Link("", on=partial(self._ask_class, key)) for key in ("industry", "size", "age")}
        self._number = Text("", 12, 400, "text2", elide=False)
        self._number.setFixedHeight(self._links["size"].sizeHint().height())
        for widget in (*self._links.values(), self._number):
            flow.addWidget(widget)
        self._belongs = Text(_("belongs to"), 12, 400, "text3", elide=False)
        self._parent = Link("", on=lambda: self.company_asked.emit(self._parent_id))
        self._referred = Text(_("recommended by"), 12, 400, "text3", elide=False)
        self._referrer = Link("", on=lambda: self.contact_asked.emit(self._referrer_id))
        self.switch = Switch(_("Count the companies that belong to it"))
        self.switch.toggled.connect(self.group_asked)
        self._with = Text("", 12, 400, "text2", elide=False)
        self._with.setBuddy(self.switch)
        tied = FlowLayout(self._group, gap=12, row_gap=0)
        self._pairs = (
            _pair(self._belongs, self._parent),
            _pair(self._referred, self._referrer),
            _pair(self.switch, self._with),
        )
        for pair in self._pairs:
            tied.addWidget(pair)

    def show_card(self, card: CompanyCard, today: date) -> None:
        """Show a company."""
        facts = card.facts
        self._avatar.show_name(facts.name, "company")
        self._name.setText(facts.name)
        self._pill.show_state(standing_word(facts.standing), *_TONES.get(facts.standing, ("circle-dot", "neutral")))
        self._show_classes(card, today)
        number = facts.customer_number
        self._number.setText(_("customer no. {number}").format(number=number) if number else "")
        self._number.setVisible(bool(number))
        self._parent_id, self._referrer_id = facts.company_id or 0, facts.referred_by_id or 0
        self._parent.setText(facts.company)
        self._referrer.setText(facts.referred_by)
        below = len(card.daughters)
        self._with.setText(plural("with {n} daughter", "with {n} daughters", below))
        shown = (bool(facts.company), bool(facts.referred_by), below > 0)
        for pair, visible in zip(self._pairs, shown, strict=True):
            pair.setVisible(visible)
        self._group.setVisible(any(shown))
        if self.switch.isChecked() != card.with_daughters:
            self.switch.blockSignals(True)
            self.switch.setChecked(card.with_daughters)
            self.switch.blockSignals(False)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the words of the secondary buttons away where room is short."""
        for button in self.buttons[:-1]:
            button.set_compact(compact)
        self.previous.setVisible(not compact)
        self.next.setVisible(not compact)

    def _show_classes(self, card: CompanyCard, today: date) -> None:
        facts = card.facts
        words = {
            "industry": facts.industry,
            "size": size_sentence(facts.employees),
            "age": age_sentence(facts.founded, today.year),
        }
        self._intents = class_intents(facts.industry, facts.employees, facts.founded, today.year)
        for key, link in self._links.items():
            link.setText(words[key])
            link.setVisible(bool(words[key]))
            link.setToolTip(_("Show the companies of this class"))
        self._facts.setVisible(any(words.values()) or bool(facts.customer_number))

    def _ask_class(self, key: str) -> None:
        self.class_asked.emit(self._intents[key])


def _pair(left: QWidget, right: QWidget) -> QWidget:
    """Return two widgets that stay beside each other."""
    both = QWidget()
    line: QHBoxLayout = row(both, left, right, gap=6)
    line.setContentsMargins(0, 0, 0, 0)
    return both
