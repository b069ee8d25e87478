"""When to ask after an offer: on the firm's own orders, on working days, before it is too late."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.engine.follow_up import Delay, Reason, delay, plan

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_without_orders_what_was_set_holds() -> None:
    assert delay([]) == Delay(7, 0)
    assert delay([], usual=10) == Delay(10, 0)
    assert delay([], usual=1) == Delay(1, 0)
    assert delay([], usual=45) == Delay(45, 0)


def test_a_few_orders_do_not_decide_and_many_do() -> None:
    assert delay([20, 21, 25]) == Delay(7, 3)
    assert delay([14] * 30) == Delay(14, 30)
    assert delay([3, 3, 4, 4, 4, 5, 5, 6, 9, 12, 15, 18]) == Delay(7, 12)
    assert delay([3] * 40) == Delay(3, 40)


def test_nobody_is_pressed_and_nobody_forgotten() -> None:
    assert delay([0] * 50).days == 2
    assert delay([200] * 50).days == 30


@given(st.lists(st.integers(-5, 400), max_size=60), st.integers(1, 60))
def test_the_delay_lies_between_the_data_and_what_was_set(answered: list[int], usual: int) -> None:
    found = delay(answered, usual=usual)
    assert min([usual, 2, *answered]) <= found.days <= max([usual, 30])
    assert found == delay(answered[::-1], usual=usual)


def test_an_offer_is_asked_after_then_before_its_end_then_when_it_is_over() -> None:
    assert plan(date(2026, 11, 24), date(2026, 12, 24), 7) == (
        (date(2026, 12, 1), Reason.ASK),
        (date(2026, 12, 21), Reason.ENDS_SOON),
        (date(2026, 12, 25), Reason.EXPIRED),
    )


def test_an_offer_that_ends_soon_is_asked_after_once() -> None:
    assert plan(date(2026, 11, 24), date(2026, 12, 3), 7) == (
        (date(2026, 11, 30), Reason.ENDS_SOON),
        (date(2026, 12, 4), Reason.EXPIRED),
    )
    assert plan(date(2026, 11, 24), date(2026, 11, 25), 7) == ((date(2026, 11, 26), Reason.EXPIRED),)
    assert plan(date(2026, 11, 24), None, 7) == ((date(2026, 12, 1), Reason.ASK),)


@given(DAYS, st.integers(0, 120), st.integers(1, 60))
def test_every_day_is_a_working_day_to_come_and_none_comes_twice(sent: date, valid: int, wait: int) -> None:
    found = plan(sent, sent + timedelta(days=valid), wait)
    days = [one.on for one in found]
    assert all(day.weekday() < 5 and day > sent for day in days)
    assert days == sorted(set(days))
    assert found[-1].reason is Reason.EXPIRED
    assert found[-1].on > sent + timedelta(days=valid)
