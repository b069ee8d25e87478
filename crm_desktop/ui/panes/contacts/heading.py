"""The head of the card: who it is, what the firm is to them, and what can be done with them at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.store.queries.contact_card import ContactCard
from crm_desktop.ui.models.contacts import full_name
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.pill import Pill, PillTone
from crm_desktop.ui.widgets.text import Text, styled

_TONES: dict[Standing, tuple[str, PillTone]] = {
    Standing.REGULAR: ("badge-check", "success"),
    Standing.CUSTOMER: ("circle-check", "success"),
    Standing.PROSPECT: ("circle-dot", "info"),
    Standing.FORMER: ("history", "neutral"),
}


class Heading(Pane):
    """Avatar, name and actions of the contact in view. Signal: `company_asked(id)` when the company is pressed."""

    company_asked = Signal(int)

    def __init__(
        self,
        *,
        call: Callable[[], None],
        mail: Callable[[], None],
        offer: Callable[[], None],
        menu: Callable[[], Menu],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("surface", parent)
        self._company_id = 0
        self._avatar = Avatar("", size=60)
        self._name = styled("", "person")
        self._pill = Pill("", "")
        self._role = Text("", 13, 400, "text2")
        self._company = Link("", on=lambda: self.company_asked.emit(self._company_id))
        self._facts = Text("", 12, 400, "text3")
        self.buttons = (
            Button(_("Call"), "secondary", icon="phone", on=call),
            Button(_("E-mail"), "secondary", icon="mail", on=mail),
            Button(_("Offer"), "primary", icon="file-plus-corner", on=offer),
        )
        self.more = IconButton("ellipsis", _("More"))
        self.more.set_menu(menu())
        self._names = row(None, self._name, self._pill, None, gap=12)
        self._last = row(None, self._facts, gap=8)
        # The buttons share the line of the name alone: role and company may run below them.
        first = row(None, self._names, *self.buttons, self.more, gap=8)
        first.setStretch(0, 1)
        names = column(None, first, row(None, self._role, self._company, None, gap=4), self._last, gap=2)
        line = row(self, self._avatar, names, gap=16, margins=(24, 16, 18, 12))
        line.setStretch(1, 1)

    def show(self, card: ContactCard) -> None:  # type: ignore[override]  # shows a card, never itself
        """Show somebody."""
        facts = card.facts
        is_company = facts.kind is ContactKind.COMPANY
        self._avatar.show_name(facts.name, "company" if is_company else "person")
        self._name.setText(full_name(facts.title, facts.name))
        icon, tone = _TONES.get(facts.standing, ("circle-dot", "neutral"))
        self._pill.show_state(standing_word(facts.standing), icon, tone)
        self._company_id = facts.company_id or 0
        self._company.setVisible(bool(facts.company))
        self._company.setText(facts.company)
        self._role.setText(_role(card))
        self._facts.setText("  •  ".join(_about(card)))

    def set_compact(self, compact: bool) -> None:
        """Leave the words of the secondary buttons away where room is short, and the whole first line to the name."""
        for button in self.buttons[:-1]:
            button.set_compact(compact)
        self._avatar.setVisible(not compact)
        if compact:
            self._last.insertWidget(0, self._pill)
        else:
            self._names.insertWidget(1, self._pill)


def _role(card: ContactCard) -> str:
    facts = card.facts
    if facts.kind is ContactKind.COMPANY:
        return _("Company")
    if not facts.company:
        return _("Private customer")
    return _("{role} at").format(role=facts.job_title) if facts.job_title else _("at")


def _about(card: ContactCard) -> list[str]:
    facts = card.facts
    town = next((address.city for address in card.addresses if address.city), "")
    referred = _("Recommended by {name}").format(name=facts.referred_by) if facts.referred_by else ""
    employees = _("{n} employees").format(n=facts.employees) if facts.employees else ""
    founded = _("founded {year}").format(year=facts.founded) if facts.founded else ""
    return [part for part in (facts.category, town, employees, founded, referred) if part]
