"""What comes out of spreadsheets: German and English numbers, headings, sections, sums, options."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.offers import LineKind
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import offer_clipboard, offer_paste

VAT = Decimal(19)

GERMAN = """Pos.\tBezeichnung\tMenge\tEinheit\tEinzelpreis (EUR)\tRabatt\tGesamtpreis
1\tTresen
1.1\tRückbau vorhandener Tresen\t1\tpsch\t1.480,00 €\t\t1.480,00 €
1.2\tEmpfangstheke Eiche massiv\t1\tStk\t38.650,00\t5 %\t36.717,50
1.3\tGriffleisten\t2,5\tm\t12,3456\t\t30,86
\tZwischensumme\t\t\t\t\t38.228,36
2\tMontage
2.1\tMontage vor Ort\t64\tStd\t68,00\t\t4.352,00
2.2\tAlternativ: Montage am Wochenende\t64\tStd\t82,00\t\t(5.248,00)
\tSumme netto\t\t\t\t\t42.580,36
\tzzgl. 19 % USt.\t\t\t\t\t8.090,27
"""

ENGLISH = """Supply of oak panels\t28\tm2\t312.50\t8,750.00
Fitting\t64\thrs\t68.00\t4,352.00
Delivery\t1\tlump\t1,250.00\t1,250.00
"""


def read(text: str) -> list[Line]:
    return offer_paste.lines_of(offer_paste.rows_of(text), VAT)


def test_a_german_table_with_headings_becomes_sections_positions_and_subtotals() -> None:
    lines = read(GERMAN)
    assert [line.kind.value for line in lines] == [
        "heading", "article", "article", "article", "subtotal", "heading", "article", "alternative",
    ]  # fmt: skip
    theke = lines[2]
    assert (theke.title, theke.unit) == ("Empfangstheke Eiche massiv", "Stk")
    assert [theke.quantity, theke.unit_price, theke.discount_percent] == [1, 38650, 5]
    assert lines[3].quantity == Decimal("2.5")
    assert lines[3].unit_price == Decimal("12.3456")
    assert {line.vat_percent for line in lines} == {VAT}


def test_an_english_table_without_headings_is_known_by_what_stands_in_it() -> None:
    assert [(line.title, line.quantity, line.unit, line.unit_price) for line in read(ENGLISH)] == [
        ("Supply of oak panels", Decimal(28), "m2", Decimal("312.5")),
        ("Fitting", Decimal(64), "hrs", Decimal(68)),
        ("Delivery", Decimal(1), "lump", Decimal(1250)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3\tStk\tTür aus Eiche\t120,50\n2\tStk\tZarge aus Eiche\t80,00\n", [(3, "Stk", "120.5"), (2, "Stk", "80")]),
        ("Tür aus Eiche\t120,50\nZarge aus Eiche\t80,00\n", [(1, "", "120.5"), (1, "", "80")]),
        ("Item\tQty\tTotal\nDoor made of oak\t4\t100.00\n", [(4, "", "25")]),
        ("- Tür aus Eiche\n- Zarge aus Eiche\n", [(1, "", "0"), (1, "", "0")]),
    ],
)
def test_fewer_columns_do_as_well(text: str, expected: list[tuple[int, str, str]]) -> None:
    lines = read(text)
    assert [(line.quantity, line.unit, line.unit_price) for line in lines] == [
        (Decimal(quantity), unit, Decimal(price)) for quantity, unit, price in expected
    ]
    assert not any(line.title.startswith("-") for line in lines)


def test_rows_in_the_depth_of_their_numbers_become_sections_in_sections() -> None:
    rows = ("Pos\tLeistung\tMenge\tPreis", "1\tHaus", "1.1\tDach", "1.1.1\tZiegel legen\t3\t4,00", "1.2\tKeller")
    lines = read("\n".join([*rows, "1.2.1\tGraben\t1\t9,00"]))
    assert [(line.title, line.level) for line in lines if line.kind is LineKind.HEADING] == [
        ("Haus", 1), ("Dach", 2), ("Keller", 2),
    ]  # fmt: skip


def test_figures_alone_are_a_block_for_cells() -> None:
    assert offer_paste.is_block(offer_paste.rows_of("1,5\t20\n2\t30,00 €\n"))
    assert not offer_paste.is_block(offer_paste.rows_of("1,5\tStk\n"))
    assert not offer_paste.is_block([])


def test_what_goes_out_as_a_table_comes_back_the_same() -> None:
    lines = [
        Line(kind=LineKind.HEADING, title="Tresen"),
        Line(title="Theke", text="geölt\n4,80 m", quantity=Decimal("2.5"), unit="Stk", unit_price=Decimal("1480.1234")),
        Line(title="Montage", unit_price=Decimal(68), discount_percent=Decimal(5), vat_percent=Decimal(7)),
    ]
    table = offer_clipboard.as_table(lines, ["1", "1.1", "1.2"], [376491, 370031, 6460])
    again = read(table)
    assert [line._replace(vat_percent=VAT) if line.kind is LineKind.HEADING else line for line in again] == lines
