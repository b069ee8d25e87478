"""Price lists: tiers in cells, in headed columns and in pairs of columns; sets; what was written is read again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.prices import Tier
from crm_desktop.domain.records import PartRecord, ProductRecord, RecordKind
from crm_desktop.exchange.csv_out import FOR_EXCEL, CsvStyle, write_records
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.price_lists import parts, tier_heading, tiers, yes


def tier(quantity: str, price: str, group: str = "") -> Tier:
    return Tier(Decimal(quantity), Decimal(price), group)


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("ab 10", ("10", "")),
        ("VK ab 100 Stk", ("100", "")),
        ("VK-Preis ab 50 EUR netto", ("50", "")),
        ("25+", ("25", "")),
        ("from 1.5 kg", ("1.5", "")),
        ("Handel ab 5", ("5", "Handel")),
        ("ab 1.000 Stk", ("1000", "")),
    ],
)
def test_a_heading_says_from_which_quantity_on_a_price_holds(heading: str, found: tuple[str, str]) -> None:
    assert tier_heading(heading) == (Decimal(found[0]), found[1])


@pytest.mark.parametrize(
    "heading", ["Preis", "ab Lager", "Gültig ab 2026", "Lieferbar ab 01.02.2026", "Staffelpreis 1"]
)
def test_other_headings_say_nothing_of_quantities(heading: str) -> None:
    assert tier_heading(heading) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ab 10: 9,50; ab 100: 8,90", (tier("10", "9.50"), tier("100", "8.90"))),
        ("from 10: 9.5 | Trade from 5: 1,234.50", (tier("10", "9.5"), tier("5", "1234.50", "Trade"))),
        ("10 Stk → 9,50 €\n1.000 Stk = 7,20", (tier("10", "9.50"), tier("1000", "7.20"))),
        ("Klasse 2 ab 10: 9", (tier("10", "9", "Klasse 2"),)),
        ("", ()),
    ],
)
def test_tiers_are_read_from_one_cell(text: str, found: tuple[Tier, ...]) -> None:
    assert tiers(text) == found


@pytest.mark.parametrize("text", ["viel", "ab 10", "ab x: 3", "10: billig"])
def test_what_is_no_tier_is_said(text: str) -> None:
    with pytest.raises(BadInput):
        tiers(text)


def test_parts_and_yes_are_read() -> None:
    assert parts("6 x P-251; P-221; 1,5 × Öl") == (
        PartRecord("P-251", Decimal(6)), PartRecord("P-221", Decimal(1)), PartRecord("Öl", Decimal("1.5")),
    )  # fmt: skip
    assert (yes("Ja"), yes("inaktiv")) == (True, False)
    with pytest.raises(BadInput):
        yes("vielleicht")


def taken(text: str) -> list[ProductRecord]:
    """Return the products of a table."""
    found = look(text.encode(), name="preisliste.csv")
    assert found.kind is RecordKind.PRODUCTS
    return [one.record for one in read(found) if isinstance(one.record, ProductRecord)]


def test_a_german_price_list_with_all_its_columns_is_understood() -> None:
    (found,) = taken(
        "Artikelnummer;Bezeichnung;Beschreibung;Einheit;VK;EK;Warengruppe;ab 10;Handel ab 1;Aktiv;MwSt\n"
        "L-1;Leiste;Eiche, **geölt**;m;12,50;7,20;Holz > Leisten;11,90;10,00;nein;19\n"
    )
    assert found == ProductRecord(
        number="L-1", name="Leiste", text="Eiche, **geölt**", unit="m", price=Decimal("12.50"), cost=Decimal("7.20"),
        category="Holz > Leisten", tiers=(tier("10", "11.90"), tier("1", "10.00", "Handel")), active=False,
        vat=Decimal(19),
    )  # fmt: skip


def test_quantities_and_prices_of_tiers_may_stand_in_columns_of_their_own() -> None:
    (found,) = taken(
        "Item number,Item name,Unit price,Tier quantity 1,Tier price 1,Tier quantity 2,Tier price 2\n"
        "L-1,Strip,12.50,10,11.90,50,10.40\n"
    )
    assert found.tiers == (tier("10", "11.90"), tier("50", "10.40"))


_PRICES = st.decimals("0.01", "99999", places=2)
_WORDS = st.sampled_from(["Handel", "Bau", "Klasse A", "Großkunden"])


@given(
    st.lists(
        st.builds(
            ProductRecord,
            number=st.integers(1, 9999).map(lambda n: f"P-{n}"),
            name=st.sampled_from(["Leiste", "Tür, groß", "=Tisch"]),
            price=_PRICES,
            text=st.sampled_from(["", "**Eiche**\n- geölt", "- 4 * 6 cm"]),
            tiers=st.lists(st.builds(Tier, st.integers(2, 500).map(Decimal), _PRICES, _WORDS), max_size=3).map(tuple),
            parts=st.lists(st.builds(PartRecord, st.sampled_from(["P-1", "Öl 5 l"]), st.integers(1, 9).map(Decimal)),
                           max_size=2).map(tuple),
            active=st.booleans(),
        ),
        min_size=1, max_size=4,
    ),
    st.sampled_from([CsvStyle(), FOR_EXCEL]),
)  # fmt: skip
def test_what_was_written_is_read_again(records: list[ProductRecord], style: CsvStyle) -> None:
    data = b"".join(write_records(RecordKind.PRODUCTS, records, style))
    assert [one.record for one in read(look(data, name="products.csv", kind=RecordKind.PRODUCTS))] == records
