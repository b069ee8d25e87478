"""The forecast says what the facts known on a day allow, adds up, and learns from what came."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.base.i18n import speak
from crm_desktop.base.period import Period, month_of
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.facts import PipelineFacts
from crm_desktop.engine.forecast import Basis, Forecast, Forecaster, Reason, ReasonCode, forecast, sentence, word
from crm_desktop.engine.forecast.spread import Method
from crm_desktop.engine.journeys import end_of, moment
from tests.engine.firms import LADDER, Story, World, at, drawn, firm, on, stages

FIRM = drawn(World(), 500, seed=3)


def known_only(facts: PipelineFacts, day: date) -> PipelineFacts:
    """Return what a firm's file held at the end of a day: nothing of what came after."""
    end = end_of(day)
    deals = tuple(deal for deal in facts.deals if moment(deal.opened) <= end)
    states = []
    for state in facts.states:
        if moment(state.entered) <= end:
            left = None if state.left is None or moment(state.left) > end else state.left
            states.append(state._replace(left=left))
    last = {state.deal_id: state for state in states}
    return facts._replace(
        deals=tuple(
            deal._replace(
                stage_id=last[deal.id].stage_id,
                status=last[deal.id].status,
                closed=None if last[deal.id].status is DealStatus.OPEN else deal.closed,
            )
            for deal in deals
        ),
        states=tuple(states),
    )


def in_days(found: Forecast, deal_id: int) -> float:
    return next(deal.probability_in_period for deal in found.deals if deal.deal_id == deal_id)


def in_the_end(found: Forecast, deal_id: int) -> float:
    return next(deal.win_probability for deal in found.deals if deal.deal_id == deal_id)


@pytest.mark.parametrize(
    ("ladder", "fresh"),
    [
        ((0.10, 0.25, 0.50, 0.75), (0.11, 0.27, 0.51, 0.76)),
        ((0.2, 0.4, 0.6, 0.8, 0.9), (0.21, 0.41, 0.61, 0.80, 0.90)),
    ],
)
def test_without_any_history_fresh_deals_have_about_the_configured_chances(
    ladder: tuple[float, ...], fresh: tuple[float, ...]
) -> None:
    deals = [Story(n, ((n, 100),)) for n in range(1, len(ladder) + 1)]
    found = forecast(firm(*deals, ladder=ladder), on(100), Period(on(101), on(465)))
    assert [in_the_end(found, n) for n in range(1, len(ladder) + 1)] == pytest.approx(fresh, abs=0.06)
    assert found.basis is Basis.CONFIGURED
    assert found.warnings[0].code is ReasonCode.CONFIGURED_ONLY


def test_the_parts_add_up_to_what_is_expected() -> None:
    found = forecast(FIRM, on(400), Period(on(390), on(480)))
    parts = found.booked_cents + found.known_cents + found.new_business_cents + found.adjustment_cents
    assert parts == found.expected_cents
    assert found.known_cents == sum(deal.contribution_cents for deal in found.deals)
    assert found.open_cents == sum(deal.amount_cents for deal in found.deals)
    for deal in found.deals:
        assert deal.contribution_cents == pytest.approx(deal.amount_cents * deal.probability_in_period, abs=1)
        assert 0 <= deal.probability_in_period <= deal.win_probability <= 1
    assert [deal.contribution_cents for deal in found.deals] == sorted(
        (deal.contribution_cents for deal in found.deals), reverse=True
    )


def test_quantiles_are_in_order_and_chances_fall_with_the_target() -> None:
    found = forecast(FIRM, on(400), Period(on(401), on(490)))
    in_order = (found.p10_cents, found.p25_cents, found.p50_cents, found.p75_cents, found.p90_cents)
    assert list(in_order) == sorted(in_order)
    assert found.chance_of(found.p10_cents) == pytest.approx(0.9, abs=0.03)
    assert found.chance_of(found.p90_cents) == pytest.approx(0.1, abs=0.03)
    assert found.chance_of(0) == 1


@settings(max_examples=10, deadline=None)
@given(st.integers(60, 480), st.integers(0, 40), st.integers(1, 120))
def test_a_forecast_of_a_past_day_sees_nothing_of_what_came_after(day: int, begin: int, length: int) -> None:
    period = Period(on(day + begin - 20), on(day + begin - 20 + length))
    now, then = forecast(FIRM, on(day), period), forecast(known_only(FIRM, on(day)), on(day), period)
    assert now == then


def test_a_period_that_is_over_brings_what_it_brought() -> None:
    period = Period(on(300), on(360))
    found = forecast(FIRM, on(400), period)
    brought = sum(
        deal.amount_cents
        for deal in FIRM.deals
        if deal.status is DealStatus.WON and deal.closed and on(300) <= deal.closed.date() <= on(360)
    )
    assert brought > 0
    assert found.expected_cents == found.p10_cents == found.p90_cents == found.booked_cents == brought
    assert (found.known_cents, found.new_business_cents, found.adjustment_cents) == (0, 0, 0)
    assert Forecaster(FIRM).actual(period, on(400)) == brought


def test_what_is_won_already_is_certain_and_the_rest_comes_on_top() -> None:
    period = Period(on(370), on(460))
    found = forecast(FIRM, on(400), period)
    assert found.booked_cents > 0
    assert found.p10_cents >= found.booked_cents
    assert found.chance_of(found.booked_cents) == 1


def test_won_lost_and_parked_deals_are_not_counted_on() -> None:
    deals = [
        Story(n, ((2, 90),), end, 95) for n, end in enumerate((DealStatus.WON, DealStatus.LOST, DealStatus.PARKED), 1)
    ]
    found = forecast(firm(*deals, Story(4, ((2, 90),))), on(100), month_of(on(150)))
    assert [deal.deal_id for deal in found.deals] == [4]


def test_a_what_if_leaves_deals_out_and_changes_nothing_else() -> None:
    engine = Forecaster(FIRM)
    period = Period(on(401), on(490))
    whole = engine.forecast(on(400), period)
    largest = whole.deals[0]
    less = engine.forecast(on(400), period, leave_out={largest.deal_id})
    weight = whole.spread.weight_of(Method.OWN)
    assert whole.expected_cents - less.expected_cents == pytest.approx(weight * largest.contribution_cents, rel=0.03)
    assert {deal.deal_id for deal in whole.deals} - {deal.deal_id for deal in less.deals} == {largest.deal_id}
    assert less.chance_of(whole.p50_cents) < whole.chance_of(whole.p50_cents)
    assert engine.forecast(on(400), period) == whole


def test_the_record_can_be_taken_over_when_only_today_changed() -> None:
    period = Period(on(401), on(430))
    first = Forecaster(FIRM)
    first.forecast(on(400), period)
    moved = FIRM._replace(deals=(*FIRM.deals, *firm(Story(9999, ((2, 400),))).deals))
    taken_over = Forecaster(moved, before=first).forecast(on(400), period)
    anew = Forecaster(moved).forecast(on(400), period)
    assert taken_over.record == anew.record
    assert [deal.deal_id for deal in taken_over.deals] == [deal.deal_id for deal in anew.deals]
    assert taken_over.expected_cents == pytest.approx(anew.expected_cents, rel=0.02)


def test_months_ahead_add_up_to_the_period() -> None:
    found = forecast(FIRM, date(2025, 11, 12), Period(date(2025, 12, 1), date(2026, 3, 31)))
    assert [month.month.first.month for month in found.fan] == [11, 12, 1, 2, 3]
    assert sum(month.expected_cents for month in found.fan[1:]) == pytest.approx(found.expected_cents, rel=0.02)
    assert all(m.p10_cents <= m.p25_cents <= m.p75_cents <= m.p90_cents for m in found.fan)
    assert found.history[-1].month == month_of(date(2025, 10, 1))
    assert all(month.cents == Forecaster(FIRM).actual(month.month, on(500)) for month in found.history)


def test_experience_moves_the_chances_away_from_the_configured_ones() -> None:
    def chance(end: DealStatus) -> float:
        past = [Story(n, ((1, n), (2, n + 4)), end, n + 12) for n in range(1, 41)]
        return in_the_end(forecast(firm(*past, Story(99, ((2, 98),))), on(100), Period(on(101), on(190))), 99)

    assert chance(DealStatus.LOST) < 0.15
    assert chance(DealStatus.WON) > 0.8


def test_a_firm_that_skips_stages_is_understood() -> None:
    past = [Story(n, ((1, n), (2, n + 4)), DealStatus.WON, n + 12) for n in range(1, 31)]
    past += [Story(n + 50, ((1, n), (2, n + 4)), DealStatus.LOST, n + 12) for n in range(1, 31)]
    found = forecast(firm(*past, Story(199, ((2, 98),))), on(100), Period(on(101), on(190)))
    assert in_the_end(found, 199) == pytest.approx(0.5, abs=0.1)


def test_a_deal_that_waits_longer_than_usual_loses_its_chance_and_says_so() -> None:
    past = [Story(n, ((1, n), (2, n + 5), (3, n + 12)), DealStatus.WON, n + 20) for n in range(1, 61)]
    past += [Story(n + 100, ((1, n), (2, n + 5)), DealStatus.LOST, n + 40) for n in range(1, 61)]
    found = forecast(firm(*past, Story(301, ((2, 109),)), Story(302, ((2, 50),))), on(110), Period(on(111), on(200)))
    assert in_the_end(found, 302) < in_the_end(found, 301) / 2
    late = next(deal for deal in found.deals if deal.deal_id == 302)
    assert ReasonCode.LATE in [reason.code for reason in late.reasons]
    assert ReasonCode.STALE in [warning.code for warning in found.warnings]


def test_new_business_follows_the_deals_that_came_lately() -> None:
    def new(story_days: list[int]) -> int:
        deals = [Story(n, ((1, day),), DealStatus.WON, day + 10) for n, day in enumerate(story_days, 1)]
        return forecast(firm(*deals), on(200), Period(on(201), on(290))).new_business_cents

    assert new(list(range(0, 190, 4))) > 1.6 * new(list(range(0, 190, 12))) > 0
    quiet = forecast(firm(Story(1, ((1, 0),), DealStatus.WON, 9)), on(300), month_of(on(310)))
    assert ReasonCode.NO_NEW_BUSINESS in [warning.code for warning in quiet.warnings]


def test_many_deals_on_the_first_day_of_the_records_do_not_promise_many_more() -> None:
    deals = [Story(n, ((1, 0),)) for n in range(1, 101)]
    found = forecast(firm(*deals), on(1), Period(on(2), on(91)))
    assert found.new_business_cents < 0.1 * found.known_cents


def test_the_usual_cycle_moves_revenue_in_time_while_nothing_is_known_better() -> None:
    facts = firm(*(Story(n, ((2, 100),)) for n in range(1, 6)))
    soon = Period(on(101), on(114))
    quick, slow = (forecast(facts, on(100), soon, usual_cycle_days=days).known_cents for days in (10.0, 120.0))
    assert quick > 2 * slow
    expected = tuple(state._replace(expected_close=on(220)) for state in facts.states)
    assert forecast(facts._replace(states=expected), on(100), soon).known_cents == pytest.approx(slow, rel=0.05)


def test_several_processes_are_learned_apart_and_added() -> None:
    one, two = Story(1, ((1, 90),)), Story(2, ((3, 90),), pipeline_id=2, cents=50_000)
    period = Period(on(101), on(200))
    both = forecast(firm(one, two), on(100), period)
    assert {deal.deal_id for deal in both.deals} == {1, 2}
    alone = forecast(firm(one), on(100), period)
    assert in_days(both, 1) == pytest.approx(in_days(alone, 1))


def test_nothing_at_all_is_foreseen_as_nothing_with_a_word() -> None:
    empty = forecast(PipelineFacts(stages(), (), ()), on(0), month_of(on(40)))
    assert (empty.expected_cents, empty.p90_cents, empty.deals) == (0, 0, ())
    assert ReasonCode.NOTHING_OPEN in [warning.code for warning in empty.warnings]
    assert forecast(PipelineFacts((), (), ()), on(0), month_of(on(40))).expected_cents == 0


def test_deals_without_an_amount_count_for_nothing_and_break_nothing() -> None:
    facts = firm(Story(1, ((1, 0),), cents=0), Story(2, ((2, 5),), DealStatus.WON, 9, cents=0))
    found = forecast(facts, on(20), month_of(on(40)))
    assert (found.expected_cents, found.open_cents, len(found.deals)) == (0, 0, 1)


def test_the_weighted_pipeline_is_amounts_times_the_chances_of_stages() -> None:
    found = forecast(firm(Story(1, ((1, 0),)), Story(2, ((4, 5),), cents=300_000)), on(20), month_of(on(400)))
    assert found.weighted_cents == 20_000 + 240_000


def test_the_first_reason_is_the_stage_with_its_counts() -> None:
    found = forecast(FIRM, on(400), Period(on(401), on(490)))
    first = found.deals[0].reasons[0]
    assert first.code is ReasonCode.STAGE
    assert first.figures["cases"] >= first.figures["won"] > 0
    assert first.figures["configured"] in LADDER
    assert sentence(first).endswith("%.")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_has_a_whole_sentence(code: ReasonCode, language: str) -> None:
    speak(language)
    names = (
        *("won", "cases", "configured", "probability", "days", "usual", "amount_cents", "usual_cents"),
        *("share", "enough", "cents", "times", "weight", "own", "run_rate", "ladder", "windows"),
    )
    said = sentence(Reason(code, dict.fromkeys(names, 1.0)), "EUR")
    assert said.endswith(".")
    assert "{" not in said
    assert "{" not in word(Reason(code, dict.fromkeys(names, 1.0)))


def test_a_world_is_learned_and_its_range_holds() -> None:
    off, inside, windows, brought = 0.0, 0, 0, 0.0
    for seed in range(4):
        engine = Forecaster(drawn(World(arrivals=1.0), 520, seed, ladder=(0.05, 0.1, 0.2, 0.4)))
        for day in (300, 365, 430):
            period = Period(on(day + 1), on(day + 60))
            found, came = engine.forecast(on(day), period, with_fan=False), engine.actual(period, on(520))
            off += found.expected_cents - came
            brought += came
            inside += found.p10_cents <= came <= found.p90_cents
            windows += 1
    assert abs(off) / brought < 0.15
    assert inside / windows > 0.6


def test_the_same_facts_in_another_order_give_the_same_forecast() -> None:
    order = np.random.default_rng(5).permutation(len(FIRM.states))
    mixed = FIRM._replace(states=tuple(FIRM.states[place] for place in order))
    period = Period(on(401), on(430))
    assert forecast(mixed, on(400), period) == forecast(FIRM, on(400), period)


def test_a_deal_that_changed_its_amount_counts_with_what_it_is_worth_now() -> None:
    facts = firm(Story(1, ((2, 90),)))
    (state,) = facts.states
    changed = (state._replace(left=at(95)), state._replace(entered=at(95), amount_cents=40_000))
    found = forecast(facts._replace(states=changed), on(100), month_of(on(120)))
    assert found.deals[0].amount_cents == 40_000
    assert found.deals[0].days_in_stage == pytest.approx(10.5, abs=1)
