"""What must hold for every offer, whatever its mix of rates, modes, discounts, surcharges and kinds of lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.offers import LineKind, PriceMode, SurchargeOf, TaxMode
from crm_desktop.engine.offer_nets import line_nets
from crm_desktop.engine.pricing import CHOOSABLE, COUNTED, LineFact, OfferFact, choices, choose, price

D = Decimal
#: Thousands of offers more are reckoned in tests of `offer totals`.
some = settings(max_examples=40)

quantities = st.decimals(D(-50), D(500), places=3)
prices = st.decimals(D(-10), D(3000), places=4)
percents = st.decimals(D(0), D(60), places=1)
rates = st.sampled_from([D(0), D(7), D(19), D("8.1"), D("2.6")])
cents = st.integers(-5000, 50000)
lines = st.builds(
    LineFact,
    kind=st.sampled_from(LineKind),
    quantity=quantities,
    unit_price=prices,
    discount_percent=percents,
    vat_percent=rates,
    discount_cents=st.one_of(st.just(0), cents),
    surcharge_percent=st.one_of(st.none(), st.decimals(D(-30), D(30), places=2)),
    surcharge_of=st.sampled_from(SurchargeOf),
    level=st.integers(1, 3),
)
offers = st.builds(
    OfferFact,
    lines=st.lists(lines, max_size=9).map(tuple),
    price_mode=st.sampled_from(PriceMode),
    tax_mode=st.sampled_from(TaxMode),
    discount_percent=percents,
    skonto_percent=percents,
    cash_rounding_cents=st.sampled_from([0, 5]),
    discount_cents=st.one_of(st.just(0), cents),
)


def negated(offer: OfferFact) -> OfferFact:
    """Return the same offer taken back: every quantity and every fixed amount with the other sign."""
    return replace(
        offer,
        lines=tuple(
            replace(line, quantity=-line.quantity, discount_cents=-line.discount_cents) for line in offer.lines
        ),
        discount_cents=-offer.discount_cents,
    )


@some
@given(offers)
def test_the_printed_figures_always_add_up(offer: OfferFact) -> None:
    priced = price(offer)
    counted = sum(cents for line, cents in zip(offer.lines, priced.lines_cents, strict=True) if line.kind in COUNTED)
    assert counted == priced.sum_cents
    assert (priced.running_cents or (0,))[-1] == priced.sum_cents
    assert priced.net_cents + priced.vat_cents == priced.gross_cents
    if priced.vat:
        assert sum(row.base_cents for row in priced.vat) == priced.net_cents
    shown = priced.net_cents if offer.price_mode is PriceMode.NET else priced.gross_cents
    assert shown == priced.sum_cents - priced.discount_cents
    if not offer.cash_rounding_cents:
        assert priced.payable_cents == priced.gross_cents - priced.skonto_cents
    else:
        assert priced.payable_cents % 5 == 0
        assert abs(priced.rounding_cents) <= 2


@some
@given(offers)
def test_sections_hold_what_stands_below_their_heading_and_those_within_add_to_those_around(offer: OfferFact) -> None:
    priced = price(offer)
    outermost = [section for section in priced.sections if section.span.parent is None]
    first = min((section.span.heading for section in outermost), default=len(offer.lines))
    before = priced.running_cents[first - 1] if first else 0
    assert before + sum(section.sum_cents for section in outermost) == priced.sum_cents
    for section in priced.sections:
        within = range(section.span.heading + 1, section.span.last + 1)
        assert all(offer.lines[i].level > section.span.level for i in within if offer.lines[i].kind is LineKind.HEADING)
        assert priced.groups_cents[section.span.heading] == section.sum_cents


@some
@given(offers, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(offer: OfferFact, chance: Random) -> None:
    """A surcharge in per cent counts what stands before it: lines are mixed between two of these or headings."""
    mixed: list[LineFact] = []
    run: list[LineFact] = []
    for line in (*offer.lines, LineFact(LineKind.HEADING)):
        if line.is_share or line.kind is LineKind.HEADING:
            chance.shuffle(run)
            mixed += [*run, line]
            run = []
        else:
            run.append(line)
    one, other = price(offer), price(replace(offer, lines=tuple(mixed[:-1])))
    assert (one.net_cents, one.vat, one.gross_cents) == (other.net_cents, other.vat, other.gross_cents)


@some
@given(offers)
def test_the_same_offer_taken_back_is_its_exact_negative(offer: OfferFact) -> None:
    one, other = price(offer), price(negated(offer))
    assert [-cents for cents in one.lines_cents] == list(other.lines_cents)
    assert (-one.net_cents, -one.gross_cents, -one.payable_cents) == (
        other.net_cents,
        other.gross_cents,
        other.payable_cents,
    )
    assert [-cents for cents in line_nets(offer)] == line_nets(negated(offer))


@some
@given(offers)
def test_options_alternatives_and_gifts_change_nothing(offer: OfferFact) -> None:
    bare = replace(offer, lines=tuple(line for line in offer.lines if line.kind not in CHOOSABLE | {LineKind.FREE}))
    assert price(offer).gross_cents == price(bare).gross_cents
    assert price(offer).vat == price(bare).vat


@some
@given(offers)
def test_what_a_choice_promises_is_what_the_chosen_offer_costs(offer: OfferFact) -> None:
    now = price(offer)
    for choice in choices(offer):
        then = price(choose(offer, [choice.line]))
        assert (choice.net_cents, choice.gross_cents, choice.payable_cents) == (
            then.net_cents,
            then.gross_cents,
            then.payable_cents,
        )
        assert choice.net_change_cents == then.net_cents - now.net_cents


@some
@given(offers)
def test_the_nets_of_the_lines_add_up_to_the_net_of_the_offer(offer: OfferFact) -> None:
    nets, priced = line_nets(offer), price(offer)
    assert sum(nets) == priced.net_cents
    for line, net in zip(offer.lines, nets, strict=True):
        if line.kind not in COUNTED:
            assert net == 0
