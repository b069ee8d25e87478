"""What tests of deals and offers begin with: a firm that is set up, its customers, and the golden offers."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.contacts import Address, Contact, ContactKind
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode
from crm_desktop.operations.firm import firm
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.unit_of_work import Writer


class Golden(NamedTuple):
    """An offer worked out by hand: what goes in, and net, gross and VAT by rate in cents."""

    name: str
    lines: tuple[Line, ...]
    net: int
    gross: int
    vat: dict[str, int]
    fields: OfferFields = OfferFields()


def article(quantity: str, price: str, vat: str = "19", *, discount: str = "0", kind: str = "article") -> Line:
    """Return a line with exact figures."""
    return Line(
        kind=LineKind(kind),
        title=f"{quantity} at {price}",
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        vat_percent=Decimal(vat),
        discount_percent=Decimal(discount),
    )


def heading(title: str) -> Line:
    """Return the heading of a group."""
    return Line(kind=LineKind.HEADING, title=title)


GOLDEN = (
    Golden(
        "A: mixed rates, discounts, alternative, optional, Skonto",
        (
            heading("1"),
            article("3", "1249.00", discount="5"),
            article("12.5", "89.90"),
            article("1", "450.00", kind="alternative"),
            heading("2"),
            article("40", "7.35", "7", discount="12.5"),
            article("7", "0.335", "7"),
            article("1", "199.00", kind="optional"),
        ),
        494300,
        585102,
        {"19": 88985, "7": 1817},
        OfferFields(skonto_percent=Decimal(2), skonto_days=10),
    ),
    Golden(
        "B: rounding, document discount over three rates",
        (
            article("3", "0.335"),
            article("7", "1.115"),
            article("11", "2.225"),
            article("9", "3.335"),
            article("13", "4.445", "7"),
            article("17", "5.555", "7"),
            article("1", "99.99", "0"),
        ),
        30607,
        32808,
        {"19": 1167, "7": 1034, "0": 0},
        OfferFields(discount_percent=Decimal(3)),
    ),
    Golden(
        "C: Swiss rates and cash rounding",
        (article("8", "165.00", "8.1"), article("24", "3.45", "2.6"), article("2", "148.00", "3.8", discount="10")),
        166920,
        178839,
        {"8.1": 10692, "3.8": 1012, "2.6": 215},
        OfferFields(currency="CHF", country="CH", cash_rounding_cents=5),
    ),
    Golden(
        "D: gross prices",
        (article("2", "49.99"), article("3", "12.90"), article("5", "4.95", "7")),
        13967,
        16343,
        {"19": 2214, "7": 162},
        OfferFields(price_mode=PriceMode.GROSS),
    ),
    Golden(
        "E: Austrian rates",
        (article("4", "250.00", "20"), article("6", "18.50", "10"), article("2", "33.35", "13")),
        117770,
        139747,
        {"20": 20000, "13": 867, "10": 1110},
        OfferFields(country="AT"),
    ),
    Golden(
        "F: small business",
        (article("16", "95.00"), article("1", "149.99")),
        166999,
        166999,
        {},
        OfferFields(tax_mode=TaxMode.SMALL_BUSINESS),
    ),
    Golden(
        "F: reverse charge",
        (article("16", "95.00"), article("1", "149.99")),
        166999,
        166999,
        {"0": 0},
        OfferFields(tax_mode=TaxMode.REVERSE_CHARGE),
    ),
    Golden(
        "G: forty-eight lines",
        tuple(article(str(i % 7 + 1), f"{Decimal(i * 137 % 900 * 10 + 5) / 100}") for i in range(1, 49)),
        899975,
        1070970,
        {"19": 170995},
    ),
    Golden(
        "H: negative and odd lines",
        (article("1", "1200.00"), article("-1", "150.00"), article("0.333", "99.95"), article("1000", "0.0123")),
        109558,
        130374,
        {"19": 20816},
    ),
)


def add_company(
    writer: Writer, name: str = "Hotel Seeblick GmbH", *, city: str = "Lüneburg", country: str = "DE"
) -> int:
    """Add a company with an address and return its id."""
    with writer.step("Add company") as work:
        company = work.add(
            Contact(
                kind=ContactKind.COMPANY,
                name=name,
                sort_key=name.casefold(),
                category="B",
                employees=40,
                founded=1996,
                customer_number="10284",
            )
        )
        work.flush()
        work.add(Address(contact_id=company.id, street="Uferweg 12", postal_code="21335", city=city, country=country))
    return work.outcome(company.id).value


def add_person(
    writer: Writer,
    given: str = "Miriam",
    family: str = "Kessler",
    *,
    salutation: str = "Frau",
    title: str = "",
    company_id: int | None = None,
) -> int:
    """Add a person, at a company or alone, and return its id."""
    with writer.step("Add person") as work:
        person = work.add(
            Contact(
                kind=ContactKind.PERSON,
                name=f"{given} {family}",
                sort_key=f"{family} {given}".casefold(),
                given_name=given,
                family_name=family,
                salutation=salutation,
                title=title,
                company_id=company_id,
            )
        )
        work.flush()
    return work.outcome(person.id).value


def complete_firm(writer: Writer) -> None:
    """Fill in what the law wants on the letters of the firm."""
    firm.change_firm(
        writer,
        name="Holzwerk Brandt",
        trade="Tischlerei & Innenausbau",
        legal_name="Holzwerk Brandt e. K.",
        legal_form="ek",
        directors="Jan Brandt",
        register_court="Amtsgericht Lüneburg",
        register_number="HRA 00000",
        street="Lüner Straße 48",
        postal_code="21339",
        city="Lüneburg",
        phone="04131 77 10 20",
        email="post@holzwerk-brandt.example",
        contact_name="Jan Brandt",
    )
