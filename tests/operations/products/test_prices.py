"""Tiers, sets, pictures and prices changed at once: kept, refused, and taken back as one step."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.prices import ROUNDINGS, PriceRule, Tier
from crm_desktop.domain.products import SetForm
from crm_desktop.operations.firm import setup
from crm_desktop.operations.products import categories as product_categories
from crm_desktop.operations.products import pictures as product_pictures
from crm_desktop.operations.products import prices as product_prices
from crm_desktop.operations.products import products
from crm_desktop.operations.products import sets as product_sets
from crm_desktop.operations.products.sets import Portion
from crm_desktop.store.queries import prices as queries
from crm_desktop.store.queries import product_images
from crm_desktop.store.queries import products as rows
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")


def tier(quantity: str, price: str, group: str = "") -> Tier:
    return Tier(Decimal(quantity), Decimal(price), group)


def test_tiers_are_kept_in_order_and_taken_back_as_one_step(writer: Writer, reader: Reader) -> None:
    ref = products.add_product(writer, name="Leiste", price=Decimal(10)).value
    product_prices.set_tiers(
        writer, product_id=ref, tiers=[tier("100", "7"), tier("1", "8", " Handel "), tier("10", "9")]
    )
    kept = (tier("10", "9"), tier("100", "7"), tier("1", "8", "Handel"))
    assert queries.tiers(reader, ids=[ref])[ref] == kept
    assert product_prices.set_tiers(writer, product_id=ref, tiers=kept).step is None
    product_prices.set_tiers(writer, product_id=ref, tiers=[])
    assert queries.tiers(reader, ids=[ref]) == {}
    writer.undo()
    assert queries.tiers(reader, ids=[ref])[ref] == kept
    assert "Handel" in queries.known_groups(reader)


@pytest.mark.parametrize(
    "wrong", [[tier("0", "1")], [tier("-1", "1")], [tier("1", "1.00001")], [tier("5", "1"), tier("5.0", "2")]]
)
def test_tiers_that_cannot_be_are_refused(writer: Writer, wrong: list[Tier]) -> None:
    ref = products.add_product(writer, name="Leiste").value
    with pytest.raises(BadInput):
        product_prices.set_tiers(writer, product_id=ref, tiers=wrong)


def test_many_prices_rise_with_their_tiers_as_one_step(writer: Writer, reader: Reader) -> None:
    refs = [
        products.add_product(writer, name=name, price=Decimal(price)).value
        for name, price in (("Brett", "10.00"), ("Axt", "35.20"), ("Muster", "0"))
    ]
    product_prices.set_tiers(writer, product_id=refs[0], tiers=[tier("10", "9"), tier("10", "8", "Handel")])
    rule = PriceRule(Decimal("3.5"), Decimal(0), *ROUNDINGS["0.05"])
    seen = product_prices.price_changes(reader, product_ids=refs, rule=rule)
    assert [(one.name, one.after, one.tier and one.tier.group) for one in seen] == [
        ("Axt", Decimal("36.45"), None), ("Brett", Decimal("10.35"), None), ("Brett", Decimal("9.30"), ""),
        ("Brett", Decimal("8.30"), "Handel"), ("Muster", Decimal(0), None),
    ]  # fmt: skip
    done = product_prices.change_prices(writer, product_ids=refs, rule=rule)
    assert done.value == 2
    assert [row.price for row in rows.products(reader)] == [Decimal("36.45"), Decimal("10.35"), Decimal(0)]
    assert queries.tiers(reader, ids=refs)[refs[0]] == (tier("10", "9.30"), tier("10", "8.30", "Handel"))
    writer.undo()
    assert [row.price for row in rows.products(reader)] == [Decimal("35.20"), Decimal("10.00"), Decimal(0)]
    assert queries.tiers(reader, ids=refs)[refs[0]] == (tier("10", "9"), tier("10", "8", "Handel"))


@pytest.mark.parametrize(
    "rule", [PriceRule(Decimal(-100)), PriceRule(Decimal("NaN")), PriceRule(amount=Decimal("1e20"))]
)
def test_a_rule_that_must_be_a_mistake_is_refused(writer: Writer, rule: PriceRule) -> None:
    ref = products.add_product(writer, name="Brett", price=Decimal(1)).value
    with pytest.raises(BadInput):
        product_prices.change_prices(writer, product_ids=[ref], rule=rule)


def test_a_set_is_made_of_single_products(writer: Writer, reader: Reader) -> None:
    whole, table, chair = (products.add_product(writer, name=name).value for name in ("Essplatz", "Tisch", "Stuhl"))
    parts = [Portion(table), Portion(chair, Decimal(4))]
    product_sets.set_parts(writer, product_id=whole, parts=parts, form=SetForm.ONE)
    found = rows.product(reader, product_id=whole)
    assert found is not None
    assert (found.is_set, found.set_form) == (True, SetForm.ONE)
    assert [(part.name, part.quantity) for part in queries.parts(reader, ids=[whole])[whole]] == [
        ("Tisch", Decimal(1)), ("Stuhl", Decimal(4)),
    ]  # fmt: skip
    assert queries.sets_with(reader, product_id=chair) == [(whole, "Essplatz")]
    for wrong in ([Portion(whole)], [Portion(chair, Decimal(0))]):
        with pytest.raises(BadInput):
            product_sets.set_parts(writer, product_id=whole, parts=wrong)
    with pytest.raises(BadInput):
        product_sets.set_parts(writer, product_id=chair, parts=[Portion(table)])
    with pytest.raises(BadInput):
        product_sets.set_parts(
            writer, product_id=products.add_product(writer, name="Alles").value, parts=[Portion(whole)]
        )
    products.delete_products(writer, product_ids=[chair])
    assert [part.name for part in queries.parts(reader, ids=[whole])[whole]] == ["Tisch"]
    writer.undo()
    product_sets.set_parts(writer, product_id=whole, parts=[])
    assert not rows.named(reader, ids=[whole])[whole].is_set


def test_groups_lie_in_groups_and_are_found_by_their_words(writer: Writer, reader: Reader) -> None:
    ref = products.add_product(writer, name="Aufmaß", category="Leistungen > Planung").value
    other = products.add_product(writer, name="Ölen", category="planung").value
    found = rows.named(reader, ids=[ref, other])
    assert {row.path for row in found.values()} == {"Leistungen › Planung"}
    assert [row.path for row in rows.categories(reader)] == ["Leistungen", "Leistungen › Planung"]
    assert [row.id for row in rows.matching(reader, text="leist auf")] == [ref]
    top, below = (row.id for row in rows.categories(reader))
    product_categories.place_category(writer, category_id=top, path="Arbeit")
    assert [row.id for row in rows.matching(reader, text="arbeit auf")] == [ref]
    with pytest.raises(BadInput):
        product_categories.place_category(writer, category_id=top, path="Arbeit › Planung › Arbeit")
    product_categories.delete_category(writer, category_id=below)
    assert rows.named(reader, ids=[ref])[ref].path == "Arbeit"
    writer.undo()
    assert rows.named(reader, ids=[ref])[ref].path == "Arbeit › Planung"
    product_categories.place_category(writer, category_id=below, path="Planung")
    assert rows.named(reader, ids=[ref])[ref].path == "Planung"


def test_a_picture_is_kept_flat_and_small(writer: Writer, reader: Reader) -> None:
    ref = products.add_product(writer, name="Tisch").value
    drawn = io.BytesIO()
    Image.new("RGBA", (4000, 1000), (255, 0, 0, 0)).save(drawn, "PNG")
    product_pictures.set_picture(writer, product_id=ref, content=drawn.getvalue())
    kept = Image.open(io.BytesIO(product_images.product_pictures(reader, {ref})[ref]))
    assert (kept.format, kept.mode, kept.size, kept.getpixel((5, 5))) == ("JPEG", "RGB", (1600, 400), (255, 255, 255))
    product_pictures.set_picture(writer, product_id=ref, content=None)
    assert product_images.product_pictures(reader, {ref}) == {}
    writer.undo()
    assert product_images.product_pictures(reader, {ref})
    with pytest.raises(Refused):
        product_pictures.set_picture(writer, product_id=ref, content=b"<svg/>")
