"""Products in offers: the price of the tier, in the offer's money and language; sets; and what was asked before."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.domain.contacts import Contact, ContactKind, Tag
from crm_desktop.domain.offers import LineKind, Offer, OfferLine, OfferStatus, PriceMode
from crm_desktop.domain.prices import Tier
from crm_desktop.domain.products import SetForm
from crm_desktop.operations import stamps
from crm_desktop.operations.firm import setup
from crm_desktop.operations.products import lines as product_lines
from crm_desktop.operations.products import prices as product_prices
from crm_desktop.operations.products import products
from crm_desktop.operations.products import sets as product_sets
from crm_desktop.operations.products.lines import Setting
from crm_desktop.operations.products.sets import Portion
from crm_desktop.store.queries import prices as queries
from crm_desktop.store.queries.prices import Fate
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

TUESDAY = date(2026, 11, 24)
SETTING = Setting(day=TUESDAY)


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")


@pytest.fixture
def customer(writer: Writer) -> int:
    with writer.step("Customer") as work:
        found = stamps.added(work, Contact(kind=ContactKind.COMPANY, name="Hof", sort_key="hof", category="Handel"))
    return found.id


def offered(
    writer: Writer, customer: int, product: int, price: str, *, days: int, status: str, discount: str = "0",
    kind: LineKind = LineKind.ARTICLE,
) -> None:  # fmt: skip
    on = TUESDAY - timedelta(days=days)
    with writer.step("Offer") as work:
        offer = stamps.added(
            work,
            Offer(issued_on=on, account_id=customer, status=OfferStatus(status), valid_until=on + timedelta(days=30)),
        )
        work.flush()
        work.add(
            OfferLine(
                offer_id=offer.id, position=1, product_id=product, unit_price=Decimal(price), kind=kind,
                discount_percent=Decimal(discount),
            )
        )  # fmt: skip


def test_the_price_is_that_of_quantity_group_money_and_language(writer: Writer, reader: Reader, customer: int) -> None:
    ref = products.add_product(writer, name="Leiste", unit="Stk", price=Decimal(10)).value
    tiers = [Tier(Decimal(10), Decimal(9)), Tier(Decimal(1), Decimal(8), "Handel"), Tier(Decimal(1), Decimal(7), "Hof")]
    product_prices.set_tiers(writer, product_id=ref, tiers=tiers)

    def price(quantity: int = 1, **others: object) -> Decimal:
        setting = Setting(day=TUESDAY, **others)  # type: ignore[arg-type]
        return product_lines.line_of(reader, product_id=ref, setting=setting, quantity=Decimal(quantity)).unit_price

    assert (price(), price(10)) == (Decimal(10), Decimal(9))
    groups = queries.groups_of(reader, contact_ids=(customer, None))
    assert groups == ("Handel",)
    assert price(groups=groups) == Decimal(8)
    with writer.step("Tag") as work:
        work.add(Tag(contact_id=customer, name="Hof"))
    assert price(groups=queries.groups_of(reader, contact_ids=[customer])) == Decimal(7)
    assert price(10, price_mode=PriceMode.GROSS) == Decimal("10.71")
    assert price(currency="CHF", rate=Decimal("1.25")) == Decimal(8)
    english = product_lines.line_of(reader, product_id=ref, setting=Setting(day=TUESDAY, language="en"))
    assert english.unit == "pcs"


def test_a_set_comes_as_its_parts_or_as_one_line(writer: Writer, reader: Reader) -> None:
    table = products.add_product(writer, name="Tisch", unit="Stk", price=Decimal(2000), cost=Decimal(1200)).value
    chair = products.add_product(writer, name="Stuhl", unit="Stk", price=Decimal(300), cost=Decimal(150)).value
    whole = products.add_product(writer, name="Essplatz", unit="Satz", price=Decimal(3000)).value
    product_prices.set_tiers(writer, product_id=chair, tiers=[Tier(Decimal(6), Decimal(280))])
    parts = [Portion(table), Portion(chair, Decimal(4))]
    product_sets.set_parts(writer, product_id=whole, parts=parts)
    lines = product_lines.lines_of(reader, product_id=whole, setting=SETTING, quantity=Decimal(2))
    assert [(line.title, line.quantity, line.unit_price) for line in lines] == [
        ("Tisch", Decimal(2), Decimal(2000)), ("Stuhl", Decimal(8), Decimal(280)),
    ]  # fmt: skip
    product_sets.set_parts(writer, product_id=whole, parts=parts, form=SetForm.ONE)
    (line,) = product_lines.lines_of(reader, product_id=whole, setting=SETTING)
    assert (line.title, line.unit_price, line.cost) == ("Essplatz", Decimal(3000), Decimal(1800))
    assert line.text == "- 1 Stk Tisch\n- 4 Stk Stuhl"


@pytest.mark.parametrize(
    ("status", "days", "kind", "fate"),
    [
        ("accepted", 40, LineKind.ARTICLE, Fate.WON),
        ("accepted", 40, LineKind.OPTIONAL, Fate.LOST),
        ("rejected", 40, LineKind.ARTICLE, Fate.LOST),
        ("sent", 5, LineKind.ARTICLE, Fate.OPEN),
        ("sent", 40, LineKind.ARTICLE, Fate.LOST),
    ],
)
def test_the_last_price_of_a_customer_is_known_with_what_became_of_it(
    writer: Writer, reader: Reader, customer: int, status: str, days: int, kind: LineKind, fate: Fate
) -> None:
    ref = products.add_product(writer, name="Leiste", price=Decimal(10)).value
    offered(writer, customer, ref, "7", days=90, status="accepted")
    offered(writer, customer, ref, "9.50", days=days, status=status, discount="5", kind=kind)
    offered(writer, customer, ref, "1", days=1, status="draft")
    offered(writer, customer, ref, "2", days=2, status="superseded")
    found = queries.remembered(reader, account_id=customer, ids=[ref], today=TUESDAY)[ref]
    assert (found.unit_price, found.discount_percent, found.fate) == (Decimal("9.50"), Decimal(5), fate)
    assert found.on == TUESDAY - timedelta(days=days)
    assert queries.remembered(reader, account_id=customer + 1, ids=[ref], today=TUESDAY) == {}
    assert queries.remembered(reader, account_id=None, ids=[ref], today=TUESDAY) == {}
