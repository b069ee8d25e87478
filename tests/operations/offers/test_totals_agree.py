"""`offer totals` agrees with a reckoning written here by itself, on thousands of offers with every mix there is.

The reckoning follows the rules of the field word by word on decimals (round a line, sum by rate, share a discount by
largest remainder, one tax a rate) and shares no code with the program.
"""

from __future__ import annotations

import json
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest

from crm_desktop.operations.offers.data import totals_from_json

D = Decimal
CENT = D("0.01")
#: Rates that stand together in one offer.
RATES = (("19", "7", "0"), ("20", "13", "10", "0"), ("8.1", "3.8", "2.6"), ("16", "5"))
KINDS = ("article",) * 8 + (
    "optional", "alternative", "free", "surcharge", "share", "heading", "heading", "text", "subtotal", "page_break",
)  # fmt: skip
Json = dict[str, Any]


def an_offer(chance: Random) -> Json:
    """Return an offer as a person or another program could hand it over."""
    rates = chance.choice(RATES)
    lines = [a_line(chance, rates) for _number in range(chance.choice((0, 1, 2, 5, 12, 40)))]
    return {
        "currency": chance.choice(("EUR", "CHF")),
        "price_mode": chance.choice(("net", "net", "gross")),
        "tax_mode": chance.choice(
            ("standard",) * 5 + ("small_business", "reverse_charge", "intra_community", "export", "margin")
        ),
        "discount_percent": chance.choice(("0", "0", "3", "12.5", "-2", "33.333")),
        "discount_cents": chance.choice((0, 0, 0, 1, 4999, -1500)),
        "skonto_percent": chance.choice(("0", "2", "2.5")),
        "cash_rounding_cents": chance.choice((0, 0, 5)),
        "lines": lines,
    }


def a_line(chance: Random, rates: tuple[str, ...]) -> Json:
    kind = chance.choice(KINDS)
    if kind == "share":
        return {
            "kind": "surcharge",
            "surcharge_percent": f"{D(chance.randint(-2000, 2000)) / 100}",
            "surcharge_of": chance.choice(("section", "before")),
        }
    if kind == "heading":
        return {"kind": kind, "level": chance.randint(1, 3)}
    if kind in {"text", "subtotal", "page_break"}:
        return {"kind": kind}
    quantity = chance.choice((D(chance.randint(1, 60)), D(chance.randint(1, 9999)) / 1000, -D(chance.randint(1, 5))))
    price = chance.choice((D(chance.randint(1, 300000)) / 100, D(chance.randint(1, 99999)) / 10000))
    return {
        "kind": kind,
        "quantity": str(quantity),
        "unit_price": str(price),
        "discount_percent": chance.choice(("0", "0", "5", "12.5", "-10", "100")),
        "discount_cents": chance.choice((0, 0, 0, 0, 250)),
        "vat_percent": chance.choice(rates),
    }


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def own_amount(line: Json) -> Decimal:
    full = D(line["quantity"]) * D(line["unit_price"]) * (1 - D(line["discount_percent"]) / 100)
    return cents(full) - D(line["discount_cents"]) / 100


def shared(amount: Decimal, sums: dict[Decimal, Decimal]) -> dict[Decimal, Decimal]:
    """Return an amount shared in proportion: each part cut to cents, the rest to the largest remainders."""
    whole = sum(sums.values(), D(0))
    weights = sums if whole else {rate: abs(part) for rate, part in sums.items()}
    whole = whole or sum(weights.values(), D(0))
    if not whole:
        return dict.fromkeys(sums, D(0))
    exact = {rate: amount * part / whole for rate, part in weights.items()}
    sign = 1 if amount >= 0 else -1
    # Towards minus infinity of the amount's size: a remainder is never negative.
    cut = {}
    for rate, part in exact.items():
        size = (part * sign).quantize(CENT, rounding=ROUND_DOWN)
        cut[rate] = size - CENT if size > part * sign else size
    left = int((abs(amount) - sum(cut.values(), D(0))) / CENT)
    for rate in sorted(cut, key=lambda rate: (-(exact[rate] * sign - cut[rate]), -rate))[:left]:
        cut[rate] += CENT
    return {rate: part * sign for rate, part in cut.items()}


def reckoned(offer: Json) -> Json:
    """Return the totals of an offer, worked out by the letter of the rules."""
    standard = offer["tax_mode"] == "standard"
    everything: dict[Decimal, Decimal] = {}
    section: dict[Decimal, Decimal] = {}
    shown: list[Decimal] = []
    since = optional = gifts = D(0)
    for line in offer["lines"]:
        kind = line["kind"]
        part: dict[Decimal, Decimal] = {}
        amount = D(0)
        if kind == "heading":
            section, since = {}, D(0)
        elif kind == "subtotal":
            amount, since = since, D(0)
        elif kind == "surcharge" and "surcharge_percent" in line:
            base = section if line["surcharge_of"] == "section" else everything
            amount = cents(sum(base.values(), D(0)) * D(line["surcharge_percent"]) / 100)
            part = shared(amount, base)
        elif kind in {"article", "surcharge"}:
            amount = own_amount(line)
            part = {D(line["vat_percent"]) if standard else D(0): amount}
        elif kind in {"optional", "alternative"}:
            amount = own_amount(line)
            optional += amount if kind == "optional" else 0
        elif kind == "free":
            gifts += own_amount(line)
        if part:
            since += amount
        for rate, more in part.items():
            everything[rate] = everything.get(rate, D(0)) + more
            section[rate] = section.get(rate, D(0)) + more
        shown.append(amount)
    return {"lines": shown, "optional": optional, "free": gifts} | closed(offer, everything, shown)


def closed(offer: Json, sums: dict[Decimal, Decimal], shown: list[Decimal]) -> Json:
    """Return what stands below the lines."""
    counted = any(
        amount for line, amount in zip(offer["lines"], shown, strict=True) if line["kind"] in {"article", "surcharge"}
    )
    total = sum(sums.values(), D(0))
    fixed = D(offer["discount_cents"]) / 100 if counted else D(0)
    discount = cents(total * D(offer["discount_percent"]) / 100) + fixed
    parts = shared(discount, sums)
    rows = []
    for rate in sorted(sums, reverse=True):
        left = sums[rate] - parts[rate]
        if offer["price_mode"] == "gross":
            base = cents(left / (1 + rate / 100))
            rows.append((rate, base, left - base))
        else:
            rows.append((rate, left, cents(left * rate / 100)))
    net = sum((row[1] for row in rows), D(0))
    gross = net + sum((row[2] for row in rows), D(0))
    skonto = cents(gross * D(offer["skonto_percent"]) / 100)
    step = D(offer["cash_rounding_cents"] or 1) / 100
    payable = ((gross - skonto) / step).quantize(D(1), rounding=ROUND_HALF_UP) * step
    rounding = (gross / step).quantize(D(1), rounding=ROUND_HALF_UP) * step - gross
    silent = offer["tax_mode"] in {"small_business", "margin"}
    return {
        "net": net, "gross": gross, "skonto": skonto, "payable": payable, "discount": discount, "rounding": rounding,
        "vat": [] if silent else rows,
    }  # fmt: skip


def check(offer: Json) -> None:
    found, wanted = totals_from_json(json.dumps(offer)), reckoned(offer)
    assert [D(line) / 100 for line in found["lines_cents"]] == wanted["lines"]
    for name in ("net", "gross", "skonto", "payable", "discount", "rounding", "optional", "free"):
        assert D(found[f"{name}_cents"]) / 100 == wanted[name], name
    rows = [(D(row["percent"]), D(row["base_cents"]) / 100, D(row["vat_cents"]) / 100) for row in found["vat"]]
    assert rows == wanted["vat"]
    assert found["net_cents"] + sum(row["vat_cents"] for row in found["vat"]) == found["gross_cents"]


@pytest.mark.parametrize("seed", range(4))
def test_random_offers_come_to_what_a_reckoning_of_its_own_says(seed: int) -> None:
    chance = Random(seed)
    for _number in range(100):
        check(an_offer(chance))


@pytest.mark.slow
def test_ten_thousand_random_offers_come_to_what_a_reckoning_of_its_own_says() -> None:
    chance = Random(20261124)
    for _number in range(10_000):
        check(an_offer(chance))


def test_the_reckoning_itself_knows_the_golden_offer_with_three_rates() -> None:
    lines = [
        {"kind": "article", "quantity": quantity, "unit_price": price, "discount_percent": "0", "discount_cents": 0,
         "vat_percent": rate}
        for quantity, price, rate in (
            ("3", "0.335", "19"), ("7", "1.115", "19"), ("11", "2.225", "19"), ("9", "3.335", "19"),
            ("13", "4.445", "7"), ("17", "5.555", "7"), ("1", "99.99", "0"),
        )
    ]  # fmt: skip
    offer = {
        "tax_mode": "standard", "price_mode": "net", "discount_percent": "3", "discount_cents": 0,
        "skonto_percent": "0", "cash_rounding_cents": 0, "lines": lines,
    }  # fmt: skip
    found = reckoned(offer)
    assert (found["net"], found["gross"], found["discount"]) == (D("306.07"), D("328.08"), D("9.47"))
    assert found["vat"] == [
        (D(19), D("61.42"), D("11.67")),
        (D(7), D("147.66"), D("10.34")),
        (D(0), D("96.99"), D("0.00")),
    ]
