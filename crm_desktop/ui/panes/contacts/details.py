"""The card at the left of the timeline: next step, value, and everything known, edited where it stands.

The card is read again after each step; rows stay, so that neither focus nor half-typed text is lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.contacts.contacts import change_tags
from crm_desktop.store.queries.contact_card import ContactCard
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.case_keeper import CaseKeeper, Cases
from crm_desktop.ui.commands.customer_value import next_product
from crm_desktop.ui.panes.contacts import card_parts
from crm_desktop.ui.panes.contacts.card_facts import CardFacts
from crm_desktop.ui.panes.contacts.card_section import Section
from crm_desktop.ui.panes.contacts.consents import ConsentKeeper, ConsentPart, Consents
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.panes import Pane
from crm_desktop.ui.widgets.settled import settle
from crm_desktop.ui.widgets.short_list import ShortList
from crm_desktop.ui.widgets.tag_row import TagRow

if TYPE_CHECKING:
    from crm_desktop.operations.contacts.buying import CustomerFigures


class Details(QScrollArea):
    """The card of one contact. Signals: `plan_asked()`, `done_asked(task)`, `person_asked(id)`, `tag_asked(name)`."""

    plan_asked = Signal()
    done_asked = Signal(int)
    person_asked = Signal(int)
    tag_asked = Signal(str)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, keeper: ConsentKeeper | None = None,
        cases: CaseKeeper | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._keeper, self._cases = desk, keeper, cases
        self._shown: tuple[int, ContactKind] | None = None
        self.body: Body | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Contact card"))

    def show_figures(self, contact_id: int, figures: CustomerFigures) -> None:
        """Show what was worked out about somebody, if it is still the one in view."""
        if self.body is not None and self._shown is not None and self._shown[0] == contact_id:
            self.body.show_figures(figures)
            settle(self)

    def show_consents(self, found: Consents) -> None:
        """Show the consents of somebody, if it is still the one in view."""
        if self.body is not None and self._shown is not None and self._shown[0] == found.contact_id:
            self.body.show_consents(found)
            settle(self)

    def show_cases(self, found: Cases, today: date) -> None:
        """Show the service cases of somebody, if it is still the one in view."""
        if self.body is not None and self._shown is not None and self._shown[0] == found.contact_id:
            self.body.show_cases(found, today)
            settle(self)

    def show_card(self, card: ContactCard, today: date) -> None:
        """Show somebody; a field being edited is left first where it is somebody else's, which saves it."""
        who = (card.facts.id, card.facts.kind)
        if self.body is None or who != self._shown:
            focused = self.focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                focused.clearFocus()
            self._shown = who
            self.body = Body(self._desk, card, self._keeper, self._cases)
            self.body.plan_asked.connect(self.plan_asked)
            self.body.done_asked.connect(self.done_asked)
            self.body.person_asked.connect(self.person_asked)
            self.body.tag_asked.connect(self.tag_asked)
            self.setWidget(self.body)
        self.body.show_card(card, today)
        settle(self)


class Body(Pane):
    """What is in the card of one contact, from top to bottom."""

    plan_asked = Signal()
    done_asked = Signal(int)
    person_asked = Signal(int)
    tag_asked = Signal(str)

    def __init__(
        self, desk: Desk, card: ContactCard, keeper: ConsentKeeper | None = None, cases: CaseKeeper | None = None
    ) -> None:
        super().__init__("surface")
        self._desk = desk
        self._contact_id = card.facts.id
        go = self.person_asked.emit
        self.facts = CardFacts(desk, card, go=go, parent=self)
        self._next, self._value, self._people, self._relatives = Holder(), Holder(), Holder(), Holder()
        self._offer_next = Holder()
        self.consents = ConsentPart(keeper)
        self._has_consents = False
        self._name = card.facts.name
        self._case_keeper = cases
        self.cases = ShortList(_("Service cases"), two_lines=True)
        self._has_cases = self._has_marks = False
        #: What the contact said in surveys.
        self.marks = ShortList(_("Satisfaction"), two_lines=True)
        if cases is not None:
            self.cases.opened.connect(cases.open)
            self.marks.opened.connect(cases.open_survey)
        #: What was worked out about the contact, and with which card it is shown.
        self._figures: CustomerFigures | None = None
        self._shown_with: tuple[ContactCard, date] | None = None
        self.tags = TagRow(self.facts.suggest_tags())
        self.tags.added.connect(partial(self._tag, adds=True))
        self.tags.removed.connect(partial(self._tag, adds=False))
        self.tags.opened.connect(self.tag_asked)
        self._sections = self._lay_out(card)

    def show_card(self, card: ContactCard, today: date) -> None:
        """Bring every part up to date; parts without anything to say are not there."""
        go: Callable[[int], None] = self.person_asked.emit
        self._next.show_part(
            (card.next_step, today), lambda: card_parts.next_step(card.next_step, today, self.done_asked.emit)
        )
        self._shown_with = card, today
        figures = self._figures
        self._value.show_part((card.value, today, figures), lambda: card_parts.value_card(card, today, figures))
        found = figures.next_best if figures is not None else ()
        self._offer_next.show_part(found, lambda: next_product(found))
        is_company = card.facts.kind is ContactKind.COMPANY
        others = tuple(one for one in card.employments if is_company or not one.is_present)
        self._people.show_part(others, lambda: card_parts.people(others, go))
        self._relatives.show_part((card.daughters, card.referred), lambda: card_parts.relatives(card, go))
        self.facts.show_card(card)
        self.tags.show_tags(card.tags)
        seen = {
            "value": card_parts.is_worth_showing(card.value),
            "offer_next": bool(found),
            "people": bool(others),
            "relatives": bool(card.daughters or card.referred),
            "more": bool(self.facts.more.rows()),
            "own": bool(card.own),
            "relations": bool(self.facts.relations.rows()),
            "names": bool(self.facts.names.rows()) or is_company,
            "consents": self._has_consents,
            "cases": self._has_cases,
            "marks": self._has_marks,
        }
        for name, section in self._sections.items():
            section.setVisible(seen.get(name, True))

    def show_consents(self, found: Consents) -> None:
        """Show what the contact allows, and what that rests on."""
        self._has_consents = bool(found.states)
        self.consents.show_consents(found)
        self._sections["consents"].setVisible(self._has_consents)

    def show_cases(self, found: Cases, today: date) -> None:
        """Show the questions, complaints and repairs of the contact, and how satisfied it said it was."""
        from crm_desktop.ui.models.case_rows import case_row, mark_row  # after the first picture

        self._has_cases = bool(found.rows)
        self.cases.show_rows([case_row(one, today) for one in found.rows])
        self._sections["cases"].setVisible(self._has_cases)
        self._has_marks = bool(found.marks)
        self.marks.show_rows([mark_row(one) for one in found.marks])
        self._sections["marks"].setVisible(self._has_marks)

    def show_figures(self, figures: CustomerFigures) -> None:
        """Show what was worked out about the contact."""
        self._figures = figures
        if self._shown_with is not None:
            self.show_card(*self._shown_with)

    def _lay_out(self, card: ContactCard) -> dict[str, Section]:
        is_company = card.facts.kind is ContactKind.COMPANY
        facts = self.facts
        sections = {
            "next": Section(_("Next step"), self._next, tail=Link(_("Plan"), on=self.plan_asked.emit)),
            "cases": Section(_("Service cases"), self.cases, tail=Link(_("Add"), on=self._add_case)),
            "marks": Section(_("Satisfaction"), self.marks),
            "value": Section(_("Customer value"), self._value),
            "reach": Section(_("Contact details"), facts.hint, facts.reach, tail=facts.add),
            "offer_next": Section(_("What to offer next"), self._offer_next),
            "note": Section(_("Note"), facts.note),
            "relations": Section(_("Relations"), facts.relations),
            "people": Section(_("People") if is_company else _("Formerly at"), self._people),
            "relatives": Section(_("Belongs to it and came through it"), self._relatives),
            "own": Section(_("Own fields"), facts.own),
            "tags": Section(_("Tags"), self.tags),
            "more": Section(_("More"), facts.more),
            "consents": Section(
                _("Advertising and consent"),
                self.consents,
                tail=Link(meant("more on a card", "Add"), on=self.consents.add),
            ),
            "names": Section(_("Name and address in letters"), facts.names, tail=facts.edit_names),
        }
        for name in ("value", "offer_next"):
            # Words that wrap need more height in a narrow card than they ask for at first.
            sections[name].setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 20, 24)
        layout.setSpacing(20)
        for section in sections.values():
            layout.addWidget(section)
        layout.addStretch(1)
        return sections

    def _add_case(self) -> None:
        if self._case_keeper is not None:
            self._case_keeper.add(self._contact_id, self._name)

    def _tag(self, name: str, *, adds: bool) -> None:
        add, remove = ([name], []) if adds else ([], [name])
        self._desk.do(change_tags, contact_ids=[self._contact_id], add=add, remove=remove)
