"""What a printed offer says, frozen: facts and cents already computed, so that paper never calculates prices.

A sheet carries no texts of the program: what the layout adds (headings, "carried forward", "page 2 of 3") comes from
the phrases of the document's own language. Fields that are empty are left out on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from crm_desktop.base.tokens import PAPER_ACCENT
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode

NOTHING = Decimal(0)


class Title(StrEnum):
    """What the document is, and calls itself."""

    OFFER = "offer"
    ESTIMATE = "estimate"
    CONFIRMATION = "confirmation"
    DELIVERY = "delivery"

    @property
    def is_proposal(self) -> bool:
        """Whether the customer has still to answer it."""
        return self in {Title.OFFER, Title.ESTIMATE}


class Design(StrEnum):
    """The layouts: a table with columns, large type with pictures, and as little ink and paper as possible."""

    CLASSIC = "classic"
    MODERN = "modern"
    PLAIN = "plain"


#: Kinds that are printed with a price, and those of them that count in the sum.
PRICED = frozenset({LineKind.ARTICLE, LineKind.OPTIONAL, LineKind.ALTERNATIVE, LineKind.FREE, LineKind.SURCHARGE})
COUNTED = frozenset({LineKind.ARTICLE, LineKind.FREE, LineKind.SURCHARGE})


class Form(StrEnum):
    """The two letter forms of DIN 5008: A has 27 mm of head, B has 45; and the window at the right of Swiss letters."""

    A = "A"
    B = "B"
    SWISS = "CH"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyBlock:
    """A postal address, ready to print; the country only when it lies abroad.

    `notes` stand above it in the window ("Persönlich", "Einschreiben"). Department and person may share a line.
    """

    names: tuple[str, ...]
    department: str = ""
    person: str = ""
    street: tuple[str, ...] = ()
    place: str = ""
    country: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InfoRow:
    """One more label and value of the info block, in the document's language."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviser:
    """Who answers questions and signs; `signature` is the bytes of a picture of the hand's own, if there is one."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    signature: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """How the firm shows itself: name, trade, logo (PNG or JPEG bytes), colour, and the columns of the footer."""

    name: str
    trade: str = ""
    legal_name: str = ""
    return_line: str = ""
    #: How the firm is reached, in one line.
    contact: str = ""
    logo: bytes = field(default=b"", repr=False)
    accent: str = PAPER_ACCENT
    #: Up to four columns of lines: the firm's address, duty data, ways to reach it, bank.
    footer: tuple[tuple[str, ...], ...] = ()
    #: The firm's own paper as a PDF: its first page lies under the first page, its second one, where there is one,
    #: under all others. Head and foot are then not printed a second time.
    background: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line of the offer. `total_cents` is its amount; for a subtotal the sum it shows."""

    kind: LineKind = LineKind.ARTICLE
    #: How deep a heading lies, from 1.
    level: int = 1
    #: As printed: 2, 2.1; empty for lines without a number.
    position: str = ""
    title: str = ""
    text: str = ""
    quantity: Decimal = Decimal(1)
    #: As printed: Stk, m², psch.
    unit: str = ""
    #: In currency units, two to four decimals.
    unit_price: Decimal = NOTHING
    discount_percent: Decimal = NOTHING
    #: Taken off the line beside the per cent.
    discount_cents: int = 0
    #: Per cent of a surcharge, which then has neither quantity nor price.
    surcharge_percent: Decimal | None = None
    #: Number of the section it is taken of; "" for all that stands before it.
    surcharge_section: str = ""
    vat_percent: Decimal = NOTHING
    total_cents: int = 0
    #: False for an option whose price is told on request only.
    priced: bool = True
    #: Position number an alternative stands for.
    replaces: str = ""
    #: On delivery notes what comes along; None for all of it.
    delivered: Decimal | None = None
    #: What came along with deliveries before this one.
    earlier: Decimal = NOTHING
    #: A picture of the thing (PNG or JPEG bytes), shown where the layout has room for one.
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class VatRow:
    """VAT of one rate."""

    percent: Decimal
    base_cents: int
    vat_cents: int


@dataclass(frozen=True, slots=True)
class Surcharge:
    """Something added to the sum of the lines (delivery, packing), or taken off when negative."""

    label: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The totals in the order they are printed. Discounts are positive when they lower the sum."""

    sum_cents: int
    discount_percent: Decimal = NOTHING
    discount_cents: int = 0
    #: A discount as an amount, beside the one in per cent.
    deduction_cents: int = 0
    surcharges: tuple[Surcharge, ...] = ()
    net_cents: int
    vat: tuple[VatRow, ...] = ()
    gross_cents: int
    #: What cash rounding adds; 0 prints nothing.
    rounding_cents: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What one optional or alternative line would change, worked out as a whole offer.

    `tick` is False for the rows that show several choices together; an empty title then means all of them.
    """

    title: str
    change_cents: int
    gross_cents: int
    position: str = ""
    replaces: str = ""
    tick: bool = True
    #: False where the price is not told: the row is there to be ticked.
    priced: bool = True


@dataclass(frozen=True, slots=True)
class Skonto:
    """What paying early saves."""

    days: int
    percent: Decimal
    discount_cents: int
    payable_cents: int


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A PDF whose pages follow those of the document: a data sheet, the firm's terms."""

    title: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One row of terms; label and text in the document's language."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The conditions, in the order they are printed."""

    delivery: str = ""
    payment: str = ""
    skonto: tuple[Skonto, ...] = ()
    #: Added to the sentence on how long the offer binds ("Our general terms apply.").
    binding_note: str = ""
    further: tuple[Term, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSheet:
    """A whole offer. Texts that are None take the usual phrase of the language; empty ones are left out."""

    title: Title = Title.OFFER
    design: Design = Design.CLASSIC
    #: "de" or "en"; the country (DE, AT, CH, GB ...) decides on forms of numbers and the name of the tax.
    language: str = "de"
    country: str = "DE"
    currency: str = "EUR"
    price_mode: PriceMode = PriceMode.NET
    tax_mode: TaxMode = TaxMode.STANDARD
    form: Form = Form.B
    #: A draft has no number yet and says so.
    draft: bool = False
    number: str = ""
    day: date
    #: None: the offer is subject to change.
    valid_until: date | None = None
    #: The document's own time, written into the file.
    made_at: datetime
    letterhead: Letterhead
    recipient: PartyBlock
    adviser: Adviser | None = None
    customer_number: str = ""
    inquiry: str = ""
    #: What a confirmation confirms and a delivery note belongs to.
    ordered_on: date | None = None
    offer_number: str = ""
    order_number: str = ""
    info: tuple[InfoRow, ...] = ()
    subject: str = ""
    greeting: str | None = None
    intro: str | None = None
    lines: tuple[SheetLine, ...] = ()
    #: Whether each heading's group ends with its sum where no subtotal does so already.
    group_sums: bool = True
    totals: Totals
    choices: tuple[Choice, ...] = ()
    #: Why no tax is shown, or other things to say beside the totals.
    tax_note: str | None = None
    terms: Terms = field(default_factory=Terms)
    closing: str | None = None
    acceptance: bool = True
    enclosures: tuple[Enclosure, ...] = ()
    #: The offer's own data (JSON), carried inside the file so that it can be read back; empty for none.
    data: bytes = field(default=b"", repr=False)
