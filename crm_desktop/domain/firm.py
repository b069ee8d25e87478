"""The firm that uses the program: what stands on its letters and what its documents start from; own fields, numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from crm_desktop.domain.identity import Part
from crm_desktop.domain.kinds import FieldKind

__all__ = ["CustomField", "FieldKind", "Firm", "NumberRange", "SavedView"]


@dataclass(eq=False, kw_only=True)
class Firm(Part):
    """The one profile of the firm; there is exactly one row."""

    version: int = field(init=False)
    name: str = ""
    trade: str = ""
    legal_name: str = ""
    #: "sole" (unregistered), "ek", "gmbh", "ug", "gmbh_kg", "ag", "eg", "ohg", "kg", "partg", "gbr", "other": decides
    #: the duty fields.
    legal_form: str = "sole"
    #: Owner or managing directors, as the law wants them on letters.
    directors: str = ""
    #: Chair of the supervisory board, where there is one.
    supervisor: str = ""
    #: The company that is liable in a limited partnership, with its seat, register and directors.
    general_partner: str = ""
    register_court: str = ""
    register_number: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "DE"
    phone: str = ""
    email: str = ""
    website: str = ""
    vat_id: str = ""
    tax_number: str = ""
    bank: str = ""
    iban: str = ""
    bic: str = ""
    #: Who signs and advises.
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    #: PNG bytes in `blob`, None for none.
    logo_sha256: str | None = None
    #: The firm's own paper as a PDF, and the hand of who signs; in `blob` as well.
    letterhead_sha256: str | None = None
    signature_sha256: str | None = None
    accent: str = ""
    #: How documents look ("classic", "modern", "plain") and where the window of the envelope is ("A", "B", "CH"); ""
    #: leaves it to the program.
    layout: str = ""
    letter_form: str = ""
    language: str = "de"
    currency: str = "EUR"
    small_business: bool = False
    vat_percent: Decimal = Decimal(19)
    valid_days: int = 30
    follow_up_days: int = 7
    skonto_percent: Decimal = Decimal(0)
    skonto_days: int = 0
    payment_terms: str = ""
    #: An offer that leaves less than this is remarked on while it is written; 0 for none.
    least_margin_percent: Decimal = Decimal(0)
    #: Usual days from the first offer to the order, asked once; None until known.
    usual_cycle_days: int | None = None
    #: Goal for a year in cents, None for none.
    year_target_cents: int | None = None
    #: Working days an inquiry may wait for its first answer.
    answer_days: int = 1


@dataclass(eq=False, kw_only=True)
class CustomField(Part):
    """A field of the user's own on one kind of record ("contact")."""

    record: str
    #: Under which its values lie in the records: stays when the label changes.
    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: list[str] = field(default_factory=list)
    position: int = 0


@dataclass(eq=False, kw_only=True)
class NumberRange(Part):
    """The running numbers of one kind of document. {year} and {n} in the pattern are filled in."""

    document: str
    pattern: str
    next_number: int = 1
    year: int = 0


@dataclass(eq=False, kw_only=True)
class SavedView(Part):
    """A list as the user set it up: filters, columns, order."""

    pane: str
    name: str
    view: dict[str, Any] = field(default_factory=dict)
    position: int = 0
