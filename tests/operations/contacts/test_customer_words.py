"""What is said of a customer's rhythm, risk and future, in one unit and without figures nobody knows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.engine.customer_value import CustomerValue
from crm_desktop.engine.next_best import Suggestion
from crm_desktop.engine.rhythms import Silence
from crm_desktop.operations.contacts import customer_words as words

TODAY = date(2026, 11, 24)


def customer(gap: float, silent: int, *, orders: int = 5, alive: float | None = None) -> CustomerValue:
    last = TODAY - timedelta(days=silent)
    return CustomerValue(1, "A", orders, 100_000, last, last, gap, silent, alive, 1.0, 521_234, 0, 2_330_512)


@pytest.mark.parametrize(
    ("gap", "silent", "said"),
    [
        (7, 3, "Usually orders every 7 days, silent for 3 days."),
        (42, 105, "Usually orders every 6 weeks, silent for 15 weeks."),
        (120, 30, "Usually orders every 4 months, silent for 1 month."),
        (800, 400, "Usually orders every 2 years, silent for 1 year."),
    ],
)
def test_rhythm_and_silence_are_told_in_the_same_unit(gap: float, silent: int, said: str) -> None:
    assert words.rhythm_sentence(customer(gap, silent)) == said


def test_one_order_is_no_rhythm() -> None:
    once = customer(100, 50, orders=1)
    assert words.rhythm_sentence(once) == "One order so far. It was 7 weeks ago."
    assert words.risk(once) is None
    assert words.risk_word(once) == ""


def test_the_risk_has_a_percentage_only_where_a_model_tells_it() -> None:
    assert words.risk_word(customer(40, 20)) == "low"
    assert words.risk_word(customer(40, 70)) == "middling"
    assert words.risk_word(customer(40, 200)) == "high"
    assert words.risk_word(customer(40, 200, alive=0.92)) == "low, 8%"


def test_others_are_told_from_five_on_and_only_of_somebody_who_is_late() -> None:
    late = customer(40, 100)
    assert words.others_sentence(late._replace(silence=Silence(12, 3))) == (
        "Of 12 others who were silent for as long, 9 came back."
    )
    assert words.others_sentence(late._replace(silence=Silence(4, 3))) == ""
    assert words.others_sentence(customer(40, 20)._replace(silence=Silence(12, 3))) == ""


def test_what_is_expected_has_two_figures_that_count() -> None:
    assert [words.about(cents) for cents in (521_234, 2_330_512, 9_900, 0)] == [520_000, 2_300_000, 9_900, 0]
    assert words.range_words(customer(40, 20), "EUR") == "in 8 of 10 cases at most €23,000"


def test_a_suggestion_is_told_with_its_counts() -> None:
    found = Suggestion("wood", ("stove",), 18, 25, 0.09, 40, 92)
    assert words.suggestion_sentence(found) == "18 of 25 customers within 3 months; of all 9%"
    assert words.suggestion_sentence(found._replace(within=None)).startswith("18 of 25 customers with it")
