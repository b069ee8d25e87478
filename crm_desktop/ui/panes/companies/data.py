"""What is known of a company, edited where it stands: ways to reach it, its fields, its tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.contacts import contacts
from crm_desktop.store.queries.company_card import CompanyCard
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_details import FIELDS, field_facts, note_fact, own_facts, words_in_use
from crm_desktop.ui.models.contact_reach import Hands, reach_facts
from crm_desktop.ui.panes.companies.part import Part
from crm_desktop.ui.widgets.inline import Fact, InlineRows
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.tag_row import TagRow

if TYPE_CHECKING:
    from crm_desktop.domain.contacts import PointKind

#: Fields shown also while nothing stands in them: what evaluations count by, and what offers need.
_ALWAYS = frozenset({"industry", "employees", "founded", "vat_id", "payment_terms"})


class DataPart(Part):
    """The rows stay while the company is read again, and with them what is being typed."""

    def __init__(
        self, desk: Desk, *, ask_label: Callable[[str, Callable[[str], None]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Company data"), "", _("All fields"), on=self._show_all, parent=parent)
        self._desk, self._ask_label = desk, ask_label
        self._card: CompanyCard | None = None
        self._every = False
        self.reach = InlineRows(_("Ways to reach the company"))
        self.fields = InlineRows(_("Company data"))
        self.own = InlineRows(_("Own fields"))
        self.note = InlineRows(_("Note"))
        self._own_title = SectionTitle(_("Own fields"))
        self.tags = TagRow(words_in_use(desk, "tag"))
        self.tags.added.connect(lambda name: self._change_tags(add=(name,)))
        self.tags.removed.connect(lambda name: self._change_tags(remove=(name,)))
        column(self.inside, self.reach, self.fields, self.note, self._own_title, self.own, self.tags, gap=5)

    def show_card(self, card: CompanyCard) -> None:
        """Show a company; fields in which somebody types keep what is typed."""
        other = self._card is None or self._card.facts.id != card.facts.id
        self._card = card
        if other:
            self._every = False
            for rows in (self.reach, self.fields, self.note, self.own):
                rows.show_facts([])
        contact = card.contact
        self.reach.show_facts([fact for fact in reach_facts(contact, self._hands(card)) if not is_address(fact)])
        filled = {fact.key for fact in field_facts(contact, self._desk, FIELDS)}
        names = ["name", *(name for name in FIELDS if self._every or name in _ALWAYS or name in filled)]
        self.fields.show_facts(field_facts(contact, self._desk, names, empty=True))
        self.note.show_facts([note_fact(contact, self._desk)])
        own = own_facts(contact, self._desk)
        self.own.show_facts(own)
        self._own_title.setVisible(bool(own))
        self.tags.show_tags(contact.tags)
        if self.link is not None:
            self.link.setVisible(not self._every)
        self.fill()

    def _show_all(self) -> None:
        self._every = True
        if self._card is not None:
            self.show_card(self._card)

    def _hands(self, card: CompanyCard) -> Hands:
        return Hands(self._desk, card.facts.id, self._ask_label, _nothing)

    def _change_tags(self, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
        if self._card is not None:
            self._desk.do(contacts.change_tags, contact_ids=[self._card.facts.id], add=add, remove=remove)


def is_address(fact: Fact) -> bool:
    """Whether a fact is an address, which stands among the places."""
    return fact.key == "add address" or fact.key.startswith("address ")


def _nothing(_kind: PointKind, _text: str) -> None:
    """Say nothing of who else has this number: duplicates are looked for when a company is added."""
