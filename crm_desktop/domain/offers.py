"""Offers: versions, lines, the flow of their status, and what is frozen when one is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from crm_desktop.domain.identity import Part, Record


class OfferStatus(StrEnum):
    """Where an offer stands. Everything but a draft is frozen."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class LineKind(StrEnum):
    """What a line of an offer is.

    Optional and alternative lines are shown with prices and not summed, free ones are shown with what they are worth
    and count nothing; a surcharge adds a fixed amount or per cent of what stands before it.
    """

    ARTICLE = "article"
    OPTIONAL = "optional"
    ALTERNATIVE = "alternative"
    FREE = "free"
    SURCHARGE = "surcharge"
    HEADING = "heading"
    TEXT = "text"
    SUBTOTAL = "subtotal"
    PAGE_BREAK = "page_break"


class PriceMode(StrEnum):
    """Whether unit prices are net (business) or gross (consumers)."""

    NET = "net"
    GROSS = "gross"


class TaxMode(StrEnum):
    """How VAT is charged; all but the first print the reason why there is none."""

    STANDARD = "standard"
    SMALL_BUSINESS = "small_business"
    REVERSE_CHARGE = "reverse_charge"
    INTRA_COMMUNITY = "intra_community"
    EXPORT = "export"
    #: Used goods: VAT is contained and never shown.
    MARGIN = "margin"


class SurchargeOf(StrEnum):
    """Of what a surcharge takes its per cent: of the section it stands in, or of all that stands before it."""

    SECTION = "section"
    BEFORE = "before"


@dataclass(eq=False, kw_only=True)
class Offer(Record):
    """An offer to one account. The number is taken when it is sent; a draft has none."""

    number: str | None = None
    #: 1 for the first, n + 1 for its successor; only the newest one is live.
    version_no: int = 1
    previous_id: int | None = None
    status: OfferStatus = OfferStatus.DRAFT
    deal_id: int | None = None
    #: Marked as the one of several offers of a deal that the deal is worth.
    leading: bool = False
    account_id: int | None = None
    person_id: int | None = None
    subject: str = ""
    issued_on: date
    #: None means "subject to change".
    valid_until: date | None = None
    #: When it is delivered, which the rates of VAT go by; None means as soon as it is ordered.
    delivery_on: date | None = None
    language: str = "de"
    country: str = "DE"
    currency: str = "EUR"
    #: What one unit of the offer's currency is in the firm's, as on the day it was entered.
    rate: Decimal = Decimal(1)
    price_mode: PriceMode = PriceMode.NET
    tax_mode: TaxMode = TaxMode.STANDARD
    discount_percent: Decimal = Decimal(0)
    #: A discount on everything as an amount; it is taken off after the one in per cent.
    discount_cents: int = 0
    skonto_percent: Decimal = Decimal(0)
    skonto_days: int = 0
    #: 5 for Swiss cash rounding, 0 for none.
    cash_rounding_cents: int = 0
    #: What is not printed: discounts of single lines (only their prices after it), prices of optional lines.
    hides_discounts: bool = False
    hides_option_prices: bool = False
    their_inquiry: str = ""
    intro: str = ""
    closing: str = ""
    delivery_terms: str = ""
    payment_terms: str = ""
    #: "classic", "modern" or "plain"; "" for the firm's own.
    layout: str = ""
    sent_at: datetime | None = None
    decided_at: datetime | None = None
    decline_reason: str = ""
    #: Totals of the lines that count, kept with every save and frozen when sent.
    net_cents: int = 0
    gross_cents: int = 0
    optional_cents: int = 0
    #: What the lines would come to without any discount, net or gross as the prices are.
    full_cents: int = 0
    #: The printed file and the sheet it was printed from, once sent.
    pdf_sha256: str | None = None
    frozen_sheet: dict[str, Any] | None = None


@dataclass(eq=False, kw_only=True)
class Enclosure(Part):
    """A PDF whose pages follow those of an offer; without an offer it goes along with every offer of the firm."""

    offer_id: int | None = None
    position: int = 0
    title: str = ""
    pages: int = 0
    #: Its bytes in `blob`.
    sha256: str


@dataclass(eq=False, kw_only=True)
class OfferLine(Part):
    """One line of an offer. Quantities and unit prices are exact, up to four decimals."""

    offer_id: int
    position: int
    kind: LineKind = LineKind.ARTICLE
    #: How deep a heading lies: 1 for a section, 2 and 3 for sections in it.
    level: int = 1
    product_id: int | None = None
    title: str = ""
    text: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    unit_price: Decimal = Decimal(0)
    #: Never printed.
    cost: Decimal | None = None
    discount_percent: Decimal = Decimal(0)
    #: A discount on the whole line as an amount; it is taken off after the one in per cent.
    discount_cents: int = 0
    #: Per cent of a surcharge, below nought for a reduction; None for one of a fixed amount (quantity and price).
    surcharge_percent: Decimal | None = None
    surcharge_of: SurchargeOf = SurchargeOf.SECTION
    vat_percent: Decimal = Decimal(19)
    #: Position number of the line an alternative replaces.
    replaces_position: int | None = None
    #: Whether an optional or alternative line was taken on acceptance.
    chosen: bool = False
