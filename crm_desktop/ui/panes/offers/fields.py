"""Whom an offer goes to, what it is about, and how long it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.panes.offers.bound import BoundFields
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField

_NOBODY = "0"


class AddressFields(QWidget):
    """Customer, person, subject, days. Signal: `addressed(account id or None)` when another customer was chosen."""

    addressed = Signal(object)

    def __init__(self, desk: Desk, bound: BoundFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account_id = 0
        self.account = ContactField(_("Customer"), desk)
        self.person = ComboField(_("Contact person"), ())
        #: Stands in for the list where there is nothing to choose any more.
        self.addressee = LineField(_("Contact person"), icon="user")
        self.addressee.line.setReadOnly(True)
        self.subject = LineField(_("Subject"))
        self.day = DateField(_("Date"))
        self.until = DateField(_("Valid until"), hint=_("subject to change"))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(12)
        layout.addWidget(self.account, 0, 0, 1, 2)
        layout.addWidget(self.person, 0, 2, 1, 2)
        layout.addWidget(self.addressee, 0, 2, 1, 2)
        layout.addWidget(self.subject, 1, 0, 1, 2)
        layout.addWidget(self.day, 1, 2)
        layout.addWidget(self.until, 1, 3)
        for place in range(4):
            layout.setColumnStretch(place, 1)
        bound.bind(
            "person_id", self.person, read=self._person_id, show=lambda ref: self.person.set_value(str(ref or 0))
        )
        bound.bind("subject", self.subject)
        bound.bind("issued_on", self.day)
        bound.bind("valid_until", self.until)
        self.account.chosen.connect(self._choose_account)
        # The list of names takes its choice after the line has been left: look once both have happened.
        self.account.left.connect(lambda: QTimer.singleShot(0, self, self._leave_account))

    def show_offer(self, found: OfferInHand, *, anew: bool) -> None:
        """Show whom an offer goes to; a name that is half typed stays."""
        ref, name = (found.account.id, found.account.name) if found.account else (0, "")
        if anew or ref != self._account_id or not self.account.line.hasFocus():
            self._account_id = ref
            self.account.show_contact(ref, name)
        self.person.set_choices(self._people(found))
        self.account.line.setReadOnly(found.frozen)

    def freeze_person(self, found: OfferInHand) -> None:
        """Let the person be chosen only where there is a company."""
        company = found.account is not None and found.account.kind is ContactKind.COMPANY
        self.person.combo.setEnabled(company)
        self.person.setVisible(not found.frozen)
        self.addressee.setVisible(found.frozen)
        self.addressee.set_value(found.person.name if found.person else "")

    def _people(self, found: OfferInHand) -> Sequence[Choice]:
        nobody = _("Nobody in particular") if found.people else _("Nobody known there")
        if found.account is None:
            nobody = _("Choose a customer.")
        elif found.account.kind is ContactKind.PERSON:
            nobody = _("Private customer")
        listed = [Choice(str(person.id), person.name, "user") for person in found.people]
        known = {choice.key for choice in listed}
        if found.person is not None and str(found.person.id) not in known:
            listed.append(Choice(str(found.person.id), found.person.name, "user"))
        return [Choice(_NOBODY, nobody, "user"), *listed]

    def _person_id(self) -> int | None:
        return int(self.person.value() or 0) or None

    def _choose_account(self, ref: int) -> None:
        self.account.set_error("")
        if ref != self._account_id:
            self._account_id = ref
            self.addressed.emit(ref or None)

    def _leave_account(self) -> None:
        """Take a name that was typed in full; one that nobody has is said at the field."""
        ref = self.account.contact_id()
        if ref or not self.account.value().strip():
            self._choose_account(ref)
        else:
            self.account.set_error(_("Nobody is called that yet. Choose somebody, or add the contact first."))


def first_values(found: OfferInHand) -> dict[str, Any]:
    """Return what the fields of an offer hold, by the names of its columns."""
    offer = found.offer
    names = (
        "person_id", "subject", "issued_on", "valid_until", "delivery_on", "delivery_terms", "payment_terms", "intro",
        "closing",
        "discount_percent", "skonto_percent", "skonto_days", "price_mode", "tax_mode", "language", "their_inquiry",
        "discount_cents", "currency", "rate", "cash_rounding_cents", "hides_discounts", "hides_option_prices",
    )  # fmt: skip
    return {name: getattr(offer, name) for name in names}
