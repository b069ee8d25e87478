"""What convinced: the figures of reference tables, and honesty where nothing can be told."""

from __future__ import annotations

import pytest

from crm_desktop.engine.campaign_effect import Response, Verdict, compare, parts, sample_size


@pytest.mark.parametrize(
    ("one", "other", "chance", "better", "gap", "low", "high", "verdict"),
    [
        ((6, 120), (2, 120), 0.28, 0.93, 0.033, -0.017, 0.089, Verdict.CANNOT_TELL),
        ((12, 120), (4, 120), 0.067, 0.98, 0.067, 0.002, 0.136, Verdict.PROBABLY_BETTER),
        ((30, 300), (18, 300), 0.097, 0.96, 0.040, -0.004, 0.085, Verdict.CANNOT_TELL),
    ],
)
def test_two_letters_are_compared_as_in_the_reference(
    one: tuple[int, int], other: tuple[int, int], chance: float, better: float, gap: float, low: float, high: float,
    verdict: Verdict,
) -> None:  # fmt: skip
    found = compare(Response("A", *one), Response("B", *other))
    assert found.chance == pytest.approx(chance, abs=0.005)
    assert found.better == pytest.approx(better, abs=0.006)
    assert found.gap == pytest.approx(gap, abs=0.001)
    assert found.interval == pytest.approx((low, high), abs=0.001)
    assert found.verdict is verdict
    back = compare(Response("B", *other), Response("A", *one))
    assert back.better == pytest.approx(1 - found.better, abs=1e-9)


def test_the_size_of_a_test_is_the_usual_one() -> None:
    assert [sample_size(*pair) for pair in ((0.05, 0.10), (0.03, 0.06), (0.10, 0.15))] == [435, 749, 686]


def test_a_clear_difference_is_called_one_and_few_letters_are_not() -> None:
    assert compare(Response("A", 40, 200), Response("B", 10, 200)).verdict is Verdict.BETTER
    assert compare(Response("A", 9, 20), Response("B", 0, 20)).verdict is Verdict.CANNOT_TELL
    assert compare(Response("A", 0, 0), Response("B", 3, 20)).verdict is Verdict.CANNOT_TELL


def test_reasons_are_told_with_intervals_and_the_first_leads_only_beyond_chance() -> None:
    close = parts({"price": (12, 100), "late": (9, 50), "": (4, 0)})
    assert [part.name for part in close.parts] == ["price", "late"]
    assert (close.parts[0].of, close.unnamed, close.leads) == (21, 4, False)
    assert close.parts[0].interval.low < 12 / 21 < close.parts[0].interval.high
    assert parts([("price", 30, 0), ("late", 8, 0)]).leads
    assert parts({}).parts == ()
