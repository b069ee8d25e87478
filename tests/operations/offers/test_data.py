"""The totals of an offer given as JSON: exact, and every mistake named."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.operations.offers.data import totals_from_json, totals_of
from tests.operations.trade import GOLDEN, Golden


def line(quantity: object, price: object, **more: object) -> dict[str, object]:
    return {"kind": "article", "quantity": quantity, "unit_price": price, "vat_percent": "19", **more}


def test_the_shape_is_the_one_that_was_promised() -> None:
    data = {
        "currency": "EUR",
        "country": "DE",
        "price_mode": "net",
        "tax_mode": "standard",
        "discount_percent": "0",
        "skonto_percent": "2",
        "cash_rounding_cents": 0,
        "lines": [
            {"kind": "heading"},
            line("3", "1249.00", discount_percent="5"),
            line("12.5", "89.90"),
            {"kind": "alternative", "quantity": "1", "unit_price": "450.00", "vat_percent": "19"},
            {"kind": "subtotal"},
            line("40", "7.35", discount_percent="12.5", vat_percent="7"),
            line("7", "0.335", vat_percent="7"),
            {"kind": "optional", "quantity": "1", "unit_price": "199.00", "vat_percent": "19"},
        ],
    }
    assert totals_of(data) == {
        "currency": "EUR",
        "lines_cents": [0, 355965, 112375, 45000, 468340, 25725, 235, 19900],
        "net_cents": 494300,
        "vat": [
            {"percent": "19", "base_cents": 468340, "vat_cents": 88985},
            {"percent": "7", "base_cents": 25960, "vat_cents": 1817},
        ],
        "gross_cents": 585102,
        "skonto_cents": 11702,
        "payable_cents": 573400,
        "optional_cents": 19900,
        "rounding_cents": 0,
        "discount_cents": 0,
        "free_cents": 0,
    }


def test_swiss_cash_is_rounded_to_five() -> None:
    data = {"currency": "CHF", "cash_rounding_cents": 5, "lines": [line("1", "1788.39", vat_percent="0")]}
    assert (totals_of(data)["payable_cents"], totals_of(data)["rounding_cents"]) == (178840, 1)


def test_whole_numbers_may_stand_without_quotation_marks() -> None:
    assert totals_of({"lines": [line(2, 50)]})["net_cents"] == 10000


def test_an_offer_of_nothing_comes_to_nothing() -> None:
    assert totals_of({})["gross_cents"] == 0


def test_json_is_read_without_rounding_its_numbers() -> None:
    found = totals_from_json('{"lines": [{"quantity": 1, "unit_price": 1.005, "vat_percent": 0}]}')
    assert found["net_cents"] == 101


@pytest.mark.parametrize("text", ["", "{", "[1, 2", '{"lines": [}', "\x00", b"\xff\xfe\x00", "[" * 100_000])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(BadInput):
        totals_from_json(text)


@pytest.mark.parametrize("text", ['{"lines": [{"unit_price": NaN}]}', '{"lines": [{"unit_price": 1e400}]}', "Infinity"])
def test_numbers_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        totals_from_json(text)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ([], ""),
        ("offer", ""),
        ({"lines": {}}, "lines"),
        ({"lines": ["x"]}, "lines"),
        ({"lines": [line(0.1, "1")]}, "quantity"),
        ({"lines": [line("NaN", "1")]}, "quantity"),
        ({"lines": [line("1", "Infinity")]}, "unit_price"),
        ({"lines": [line("1,5", "1")]}, "quantity"),
        ({"lines": [line(True, "1")]}, "quantity"),
        ({"lines": [line("1", "1", vat_percent="200")]}, "vat_percent"),
        ({"lines": [line("1", "1", kind="gift")]}, "kind"),
        ({"lines": [line("1e999999999", "1")]}, "quantity"),
        ({"price_mode": "brutto"}, "price_mode"),
        ({"discount_percent": "abc"}, "discount_percent"),
        ({"cash_rounding_cents": "5"}, "cash_rounding_cents"),
        ({"lines": [{}] * 10_001}, "lines"),
    ],
)
def test_mistakes_are_named(data: Any, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        totals_of(data)
    assert refusal.value.field == field


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_golden_offers_given_as_json_come_out_to_the_cent(golden: Golden) -> None:
    lines = [
        {
            "kind": line.kind.value,
            "quantity": str(line.quantity),
            "unit_price": str(line.unit_price),
            "discount_percent": str(line.discount_percent),
            "vat_percent": str(line.vat_percent),
        }
        for line in golden.lines
    ]
    terms = {
        name: value if isinstance(value, int) else str(value)
        for name, value in golden.fields.items()
        if name in {"price_mode", "tax_mode", "discount_percent", "skonto_percent", "cash_rounding_cents"}
    }
    found = totals_of({"lines": lines, **terms})
    assert (found["net_cents"], found["gross_cents"]) == (golden.net, golden.gross)
    assert {row["percent"]: row["vat_cents"] for row in found["vat"]} == golden.vat


def test_lines_without_a_price_may_carry_anything() -> None:
    heading = {"kind": "heading", "quantity": "", "unit_price": None, "vat_percent": "-"}
    assert totals_of({"lines": [heading, line("1", "5")]})["net_cents"] == 500
