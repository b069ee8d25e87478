"""Offers are worked out to the cent: the golden offers of the field, and what must hold for every offer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.offers import LineKind, PriceMode, SurchargeOf, TaxMode
from crm_desktop.engine.offer_margin import Margin, offer_margin
from crm_desktop.engine.pricing import LineFact, OfferFact, VatRow, choices, choose, in_home, price

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


def share(percent: str, of: SurchargeOf = SurchargeOf.SECTION) -> LineFact:
    return LineFact(LineKind.SURCHARGE, surcharge_percent=D(percent), surcharge_of=of)


def heading(level: int = 1) -> LineFact:
    return LineFact(LineKind.HEADING, level=level)


def test_a_surcharge_in_per_cent_is_taxed_as_what_it_is_taken_of() -> None:
    offer = OfferFact((article("1", "100"), article("1", "50", "7"), share("10"), article("1", "10", "0")))
    priced = price(offer)
    assert priced.lines_cents == (10000, 5000, 1500, 1000)
    assert priced.vat == (VatRow(D(19), 11000, 2090), VatRow(D(7), 5500, 385), VatRow(D(0), 1000, 0))
    assert priced.running_cents == (10000, 15000, 16500, 17500)


def test_a_reduction_of_a_section_leaves_the_other_sections_alone() -> None:
    lines = (heading(), article("1", "100"), heading(), article("1", "200"), share("-5"), article("1", "1"))
    priced = price(OfferFact(lines))
    assert priced.lines_cents[4] == -1000
    assert priced.groups_cents == {0: 10000, 2: 19100}
    before = (*lines[:4], share("-5", SurchargeOf.BEFORE), lines[5])
    assert price(OfferFact(before)).lines_cents[4] == -1500


def test_a_later_surcharge_counts_the_earlier_one() -> None:
    assert price(OfferFact((article("1", "100"), share("10"), share("10")))).lines_cents == (10000, 1000, 1100)


def test_a_surcharge_of_a_fixed_amount_has_a_rate_of_its_own() -> None:
    freight = LineFact(LineKind.SURCHARGE, D(1), D("45"), vat_percent=D(19))
    assert price(OfferFact((article("1", "100", "7"), freight))).vat == (
        VatRow(D(19), 4500, 855),
        VatRow(D(7), 10000, 700),
    )


def test_what_is_free_shows_its_worth_and_counts_nothing() -> None:
    priced = price(OfferFact((article("1", "100"), article("2", "30", "7", kind=LineKind.FREE))))
    assert (priced.lines_cents, priced.worth_cents, priced.free_cents) == ((10000, 0), (10000, 6000), 6000)
    assert priced.vat == (VatRow(D(19), 10000, 1900),)


def test_sections_in_sections_add_up_to_the_ones_around_them() -> None:
    lines = (
        heading(), article("1", "1"), heading(2), article("1", "2"), heading(3), article("1", "4"), heading(2),
        article("1", "8"), article("1", "9", kind=LineKind.OPTIONAL), heading(), article("1", "16"),
    )  # fmt: skip
    priced = price(OfferFact(lines))
    assert priced.groups_cents == {0: 1500, 2: 600, 4: 400, 6: 800, 9: 1600}
    assert [(section.span.parent, section.span.last, section.optional_cents) for section in priced.sections] == [
        (None, 8, 900), (0, 5, 0), (2, 5, 0), (0, 8, 900), (None, 10, 0),
    ]  # fmt: skip


def test_a_section_whose_outer_level_was_left_out_is_a_section_all_the_same() -> None:
    assert price(OfferFact((heading(3), article("1", "1"), heading(2), article("1", "2")))).groups_cents == {
        0: 100,
        2: 200,
    }


def test_discounts_as_amounts_come_off_after_those_in_per_cent() -> None:
    line = replace(article("2", "100", discount="10"), discount_cents=1500)
    priced = price(OfferFact((line, article("1", "35", "7")), discount_percent=D(10), discount_cents=2000))
    assert priced.lines_cents == (16500, 3500)
    assert (priced.percent_cents, priced.amount_cents, priced.discount_cents) == (2000, 2000, 4000)
    assert priced.vat == (VatRow(D(19), 13200, 2508), VatRow(D(7), 2800, 196))


def test_an_amount_is_shared_also_where_the_lines_cancel_each_other_out() -> None:
    priced = price(OfferFact((article("1", "100"), article("-1", "100", "7")), discount_cents=1001))
    assert [row.base_cents for row in priced.vat] == [10000 - 501, -10000 - 500]
    assert price(OfferFact((heading(),), discount_cents=1001)).gross_cents == 0


@pytest.mark.parametrize("mode", [TaxMode.INTRA_COMMUNITY, TaxMode.EXPORT, TaxMode.MARGIN])
def test_sales_without_vat_cost_their_net_price(mode: TaxMode) -> None:
    priced = price(OfferFact((article("1", "100"), article("1", "100", "7")), tax_mode=mode))
    assert (priced.net_cents, priced.vat_cents, priced.gross_cents) == (20000, 0, 20000)
    assert priced.vat == (() if mode is TaxMode.MARGIN else (VatRow(D(0), 20000, 0),))


def test_an_order_can_leave_lines_out_and_take_less_of_others() -> None:
    offer = OfferFact((article("10", "5"), article("1", "100"), article("2", "7", kind=LineKind.OPTIONAL), share("10")))
    taken = price(choose(offer, [2], without={1}, quantities={0: D(4), 2: D(1)}))
    assert taken.lines_cents == (2000, 0, 700, 270)
    for wrong in ({0: D(0)}, {0: D(-1)}, {0: D("NaN")}, {3: D(2)}, {9: D(1)}):
        with pytest.raises(BadInput):
            choose(offer, [], quantities=wrong)


def test_of_two_alternatives_to_a_line_only_one_can_be_chosen() -> None:
    alternatives = [article("1", price, kind=LineKind.ALTERNATIVE) for price in ("80", "90")]
    offer = OfferFact((article("1", "100"), *alternatives))
    assert price(choose(offer, [2])).net_cents == 9000
    with pytest.raises(BadInput):
        choose(offer, [1, 2])


def test_an_amount_in_another_currency_is_worth_what_was_fixed() -> None:
    assert in_home(10050, D("1.0637")) == 10690
    assert in_home(-10050, D("1.0637")) == -10690


def test_a_margin_counts_gifts_and_reductions_and_says_for_how_much_it_is_known() -> None:
    lines = (
        heading(), article("2", "100"), article("1", "10", kind=LineKind.FREE), share("-10"), heading(),
        article("1", "50"), article("1", "70", kind=LineKind.OPTIONAL),
    )  # fmt: skip
    costs = (None, D("60"), D("4"), None, None, None, D("1"))
    found = offer_margin(OfferFact(lines), costs)
    assert found.lines[1] == Margin(8000, 20000, 20000)
    assert found.lines[2] == Margin(-400, 0, 0)
    assert found.lines[5:] == (None, None)
    assert found.sections == {0: Margin(5600, 18000, 18000), 4: None}
    assert found.total == Margin(5600, 18000, 23000)
    assert found.total.share == pytest.approx(0.3111, abs=1e-4)
    assert (found.total.is_below(D(31)), found.total.is_below(D(32))) == (False, True)
    assert offer_margin(OfferFact(lines), (None,) * 7).total is None


def test_a_margin_of_gross_prices_leaves_the_tax_out() -> None:
    offer = OfferFact((article("1", "119"),), price_mode=PriceMode.GROSS, discount_percent=D(10))
    assert offer_margin(offer, [D(50)]).total == Margin(4000, 9000, 9000)


def test_the_full_price_is_without_discounts_and_reductions() -> None:
    lines = (article("2", "50", discount="10"), share("-5"), share("10"), article("1", "9", kind=LineKind.OPTIONAL))
    priced = price(OfferFact(lines, discount_percent=D(20)))
    assert priced.full_cents == 10000 + 855
    assert (priced.sum_cents, priced.net_cents) == (9000 - 450 + 855, 7524)
