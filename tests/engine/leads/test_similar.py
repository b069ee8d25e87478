"""Past deals like an inquiry are found by rare words, product and the way it came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crm_desktop.domain.lead_facts import ClosedDeal
from crm_desktop.engine.leads.similar import Sought, similar

_AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def deal(deal_id: int, title: str, cents: int = 0, days: int = 30, *, won: bool = True) -> ClosedDeal:
    return ClosedDeal(
        deal_id, title, "Kunde", "", "Website", 7 if "Regal" in title else None, cents, "EUR", won, "",
        _AT, _AT + timedelta(days=days),
    )  # fmt: skip


PAST = [
    deal(1, "Praxistheke", 13_900_00, 34),
    deal(2, "Treppe Eiche", 9_000_00),
    deal(3, "Empfangstresen, Albrecht Optik", 16_200_00, 28),
    deal(4, "Empfang, Fahrschule Nord", 8_700_00, won=False),
    deal(5, "Einbauschrank", 5_000_00),
    deal(6, "Regal", 800_00),
    *(deal(number, "Küche", 20_000_00) for number in range(10, 30)),
]


def test_rare_words_find_what_is_alike() -> None:
    found = similar(Sought("Empfangstheke mit Stauraum, ca. 5 m", source="Website"), PAST)
    assert [one.id for one in found.deals] == [1, 3, 4]
    assert (found.won, found.median_cents, found.days) == (2, 16_200_00, 34)


def test_a_word_in_every_other_title_says_little() -> None:
    assert not similar(Sought("Küche"), PAST).deals
    assert similar(Sought("Treppe und Küche"), PAST).deals[0].id == 2


def test_the_same_product_is_alike_whatever_the_title() -> None:
    assert [one.id for one in similar(Sought("Etwas Neues", product_id=7), PAST).deals] == [6]


def test_words_of_one_ending_are_alike_and_so_are_customers_of_one_kind() -> None:
    assert [one.id for one in similar(Sought("Ladentheke"), PAST).deals] == [1]
    practice = deal(50, "Türen Röntgen")._replace(category="Praxis")
    assert similar(Sought("Etwas", company="Praxis am Park"), [*PAST, practice]).deals == (practice,)


def test_nothing_is_like_nothing() -> None:
    assert similar(Sought("Angebot für eine Anfrage"), PAST).deals == ()
    assert similar(Sought(""), []).days is None
