"""`also-bought` and `next-purchase` say what is more than chance, and that nothing is where it is so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.terminal import asked, at


@pytest.fixture
def shop(firm: Path, tmp_path: Path) -> Path:
    """Return a firm whose customers of stoves buy wood a quarter later, and others nothing alike."""
    rows, day = ["order,date,customer,product_name,amount"], date(2023, 1, 2)
    for customer in range(60):
        stove = customer % 2 == 0
        rows.append(f"{customer}a,{day + timedelta(days=customer)},Kunde {customer},{'Ofen' if stove else 'Regal'},100")
        if stove and customer % 3:
            rows.append(f"{customer}b,{day + timedelta(days=customer + 90)},Kunde {customer},Holz,50")
    file = tmp_path / "sales.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    assert at(firm, "import", file).code == 0
    return firm


def test_what_is_bought_together_is_counted(shop: Path) -> None:
    (first, *_more) = asked(shop, "also-bought")["rules"]
    assert {*first["bought"], first["then"]} == {"Ofen", "Holz"}
    assert first["cases"] == 20
    assert asked(shop, "also-bought", "--by", "order")["rules"] == []


def test_what_follows_is_counted_once_a_customer(shop: Path) -> None:
    (found,) = asked(shop, "next-purchase")["sequences"]
    assert (found["bought"], found["then"], found["cases"], found["at_risk"]) == ("Ofen", "Holz", 20, 30)
    assert found["days"] == 90
    assert found["base"] == 0
    assert "20 of 30" in at(shop, "next-purchase").out


def test_a_firm_without_orders_is_told_so(firm: Path) -> None:
    for command in ("also-bought", "next-purchase"):
        assert at(firm, command).out.startswith("Nothing is more than chance yet")


def test_the_shortest_wait_is_not_longer_than_the_longest(firm: Path) -> None:
    assert "longer" in at(firm, "next-purchase", "--from-days", "90", "--to-days", "30").refusal


def test_the_worth_of_customers_is_shown(shop: Path) -> None:
    answer = asked(shop, "value")
    assert answer["method"] == "average"
    assert len(answer["customers"]) == 60
    best = answer["customers"][0]
    assert best["orders"] == 2
    assert best["revenue_cents"] == 15_000
    assert len(asked(shop, "value", "--limit", "3")["customers"]) == 3
    assert "Kunde" in at(shop, "value").out


def test_what_was_not_known_yet_is_not_counted(shop: Path) -> None:
    assert asked(shop, "value", "--as-of", "2023-01-02")["customers"][0]["orders"] == 1
    assert asked(shop, "value", "--as-of", "2022-01-01")["customers"] == []


def test_sets_of_products_are_shown_with_their_trial_on_other_customers(shop: Path) -> None:
    answer = asked(shop, "next-purchase", "--sets", "3", "--from-days", "60", "--to-days", "120")
    (found,) = answer["patterns"]
    assert (found["before"], found["then"], found["cases"], found["at_risk"]) == (["Ofen"], "Holz", 20, 30)
    assert set(answer["hold_out"]) == {"found", "tried", "held", "promised", "came"}
    assert "Ofen" in at(shop, "next-purchase", "--sets", "2").out


def test_who_is_slipping_and_whose_segment_can_be_asked_alone(shop: Path) -> None:
    answer = asked(shop, "value", "--as-of", "2024-06-01", "--leaving")
    assert all(each["slipping"] for each in answer["customers"])
    assert len(answer["customers"]) == 20
    assert all(each["low_cents"] <= each["expected_cents"] for each in answer["customers"])
    criteria = '{"all": [{"field": "name", "is": "is", "value": "Kunde 2"}]}'
    assert at(shop, "segments", "save", "Zwei", "--criteria", criteria).code == 0
    (one,) = asked(shop, "value", "--segment", "zwei")["customers"]
    assert one["name"] == "Kunde 2"
    assert "no segment" in at(shop, "value", "--segment", "Nobody").refusal
