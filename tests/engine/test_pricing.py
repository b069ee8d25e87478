"""Offers are worked out to the cent: the golden offers of the field, and what must hold for every offer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode
from crm_desktop.engine.pricing import LineFact, OfferFact, VatRow, choices, choose, price

D = Decimal


def article(
    quantity: str, unit_price: str, vat: str = "19", discount: str = "0", kind: LineKind = LineKind.ARTICLE
) -> LineFact:
    return LineFact(kind, D(quantity), D(unit_price), D(discount), D(vat))


HEADING = LineFact(LineKind.HEADING)
SUBTOTAL = LineFact(LineKind.SUBTOTAL)

OFFER_A = OfferFact(
    (
        HEADING,
        article("3", "1249.00", discount="5"),
        article("12.5", "89.90"),
        article("1", "450.00", kind=LineKind.ALTERNATIVE),
        HEADING,
        article("40", "7.35", "7", "12.5"),
        article("7", "0.335", "7"),
        article("1", "199.00", kind=LineKind.OPTIONAL),
    ),
    skonto_percent=D(2),
)


def test_offer_a_with_mixed_rates_discounts_alternative_option_and_skonto() -> None:
    priced = price(OFFER_A)
    assert priced.lines_cents == (0, 355965, 112375, 45000, 0, 25725, 235, 19900)
    assert priced.groups_cents == {0: 468340, 4: 25960}
    assert priced.net_cents == 494300
    assert priced.vat == (VatRow(D(19), 468340, 88985), VatRow(D(7), 25960, 1817))
    assert priced.vat_cents == 90802
    assert priced.gross_cents == 585102
    assert (priced.skonto_cents, priced.payable_cents) == (11702, 573400)
    assert priced.optional_cents == 19900


def test_offer_b_with_rounding_traps_and_a_document_discount_over_three_rates() -> None:
    priced = price(
        OfferFact(
            (
                article("3", "0.335"),
                article("7", "1.115"),
                article("11", "2.225"),
                article("9", "3.335"),
                article("13", "4.445", "7"),
                article("17", "5.555", "7"),
                article("1", "99.99", "0"),
            ),
            discount_percent=D(3),
        )
    )
    assert priced.lines_cents == (101, 781, 2448, 3002, 5779, 9444, 9999)
    assert (priced.sum_cents, priced.discount_cents) == (31554, 947)
    assert priced.vat == (VatRow(D(19), 6142, 1167), VatRow(D(7), 14766, 1034), VatRow(D(0), 9699, 0))
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (30607, 2201, 32808)


def test_offer_c_with_swiss_rates_and_cash_rounding() -> None:
    priced = price(
        OfferFact(
            (
                article("8", "165.00", "8.1"),
                article("24", "3.45", "2.6"),
                article("2", "148.00", "3.8", "10"),
            ),
            cash_rounding_cents=5,
        )
    )
    assert [row.vat_cents for row in priced.vat] == [10692, 1012, 215]
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (166920, 11919, 178839)
    assert (priced.rounding_cents, priced.total_cents, priced.payable_cents) == (1, 178840, 178840)


def test_offer_d_with_gross_prices_to_a_consumer() -> None:
    priced = price(
        OfferFact((article("2", "49.99"), article("3", "12.90"), article("5", "4.95", "7")), price_mode=PriceMode.GROSS)
    )
    assert priced.lines_cents == (9998, 3870, 2475)
    assert priced.vat == (VatRow(D(19), 11654, 2214), VatRow(D(7), 2313, 162))
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (13967, 2376, 16343)


def test_offer_e_with_austrian_rates() -> None:
    priced = price(OfferFact((article("4", "250.00", "20"), article("6", "18.50", "10"), article("2", "33.35", "13"))))
    assert [(row.percent, row.vat_cents) for row in priced.vat] == [(D(20), 20000), (D(13), 867), (D(10), 1110)]
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (117770, 21977, 139747)


@pytest.mark.parametrize("mode", [TaxMode.SMALL_BUSINESS, TaxMode.REVERSE_CHARGE])
def test_offer_f_without_vat(mode: TaxMode) -> None:
    priced = price(OfferFact((article("16", "95.00"), article("1", "149.99")), tax_mode=mode))
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (166999, 0, 166999)
    assert priced.vat == (() if mode is TaxMode.SMALL_BUSINESS else (VatRow(D(0), 166999, 0),))


def test_offer_g_with_48_lines_to_carry_over() -> None:
    lines = tuple(article(str(i % 7 + 1), str(D((i * 137) % 900 * 10 + 5) / 100)) for i in range(1, 49))
    assert (lines[0].unit_price, lines[47].unit_price) == (D("13.75"), D("27.65"))
    priced = price(OfferFact(lines))
    assert (priced.running_cents[13], priced.running_cents[35]) == (324860, 701700)
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (899975, 170995, 1070970)


def test_offer_h_with_negative_and_odd_lines() -> None:
    priced = price(
        OfferFact((article("1", "1200"), article("-1", "150"), article("0.333", "99.95"), article("1000", "0.0123")))
    )
    assert priced.lines_cents == (120000, -15000, 3328, 1230)
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (109558, 20816, 130374)


def test_an_alternative_goes_in_for_the_article_before_it_and_an_option_is_added() -> None:
    offered = {choice.line: choice for choice in choices(OFFER_A)}
    assert list(offered) == [3, 7]
    assert offered[3].replaces == 2
    assert offered[3].net_change_cents == 45000 - 112375
    assert offered[3].gross_cents == price(choose(OFFER_A, [3])).gross_cents == 504925
    assert offered[7].replaces is None
    assert offered[7].net_change_cents == 19900
    assert offered[7].gross_cents == 585102 + 23681
    both = price(choose(OFFER_A, [3, 7]))
    assert both.net_cents == 494300 + 45000 - 112375 + 19900


def test_a_choice_shares_in_the_discount_of_the_document() -> None:
    offer = OfferFact((article("1", "100"), article("1", "10", kind=LineKind.OPTIONAL)), discount_percent=D(10))
    (choice,) = choices(offer)
    assert choice.net_change_cents == 900


def test_an_alternative_can_name_the_line_it_stands_for() -> None:
    alternative = replace(article("1", "80", kind=LineKind.ALTERNATIVE), replaces=0)
    offer = OfferFact((article("1", "100"), article("1", "50"), alternative))
    assert choices(offer)[0].net_change_cents == -2000
    assert price(choose(offer, [2])).net_cents == 13000


def test_an_alternative_without_an_article_in_its_group_is_simply_added() -> None:
    offer = OfferFact((article("1", "100"), HEADING, article("1", "50", kind=LineKind.ALTERNATIVE)))
    assert choices(offer)[0].replaces is None
    assert choices(offer)[0].net_change_cents == 5000


def test_only_what_can_be_chosen_is_chosen() -> None:
    with pytest.raises(BadInput):
        choose(OFFER_A, [1])
    with pytest.raises(BadInput):
        choose(OFFER_A, [99])


def test_a_subtotal_shows_the_articles_since_the_last_one_or_the_heading() -> None:
    lines = (article("1", "1"), SUBTOTAL, article("1", "2"), HEADING, article("1", "4"), article("1", "8"), SUBTOTAL)
    assert price(OfferFact(lines)).lines_cents == (100, 100, 200, 0, 400, 800, 1200)


def test_an_empty_offer_costs_nothing() -> None:
    priced = price(OfferFact(()))
    assert (priced.net_cents, priced.gross_cents, priced.vat, priced.payable_cents) == (0, 0, (), 0)


@pytest.mark.parametrize(
    "offer",
    [
        OfferFact((article("NaN", "1"),)),
        OfferFact((article("1", "Infinity"),)),
        OfferFact((article("1", "1E+30"),)),
        OfferFact((article("1", "1E-40"),)),
        OfferFact((article("1", "1", "-19"),)),
        OfferFact((article("1", "1", discount="101"),)),
        OfferFact((article("9999999999", "9999999999"),)),
        OfferFact((), discount_percent=D(101)),
        OfferFact((), skonto_percent=D(-1)),
        OfferFact((), cash_rounding_cents=-5),
    ],
)
def test_a_figure_no_offer_can_have_is_refused_with_a_message(offer: OfferFact) -> None:
    with pytest.raises(BadInput):
        price(offer)


def test_a_trailing_zero_does_not_make_another_rate() -> None:
    assert len(price(OfferFact((article("1", "1", "19"), article("1", "1", "19.00")))).vat) == 1
