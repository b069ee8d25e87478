"""The score of a survey: its interval holds the truth as often as it says, and few answers say nothing."""

from __future__ import annotations

import random
from datetime import date

from crm_desktop.engine.campaigns.survey_scores import Trend, by_month, score, trend


def test_the_interval_holds_the_truth_in_about_four_of_five_surveys() -> None:
    chance = random.Random(3)
    for n, shares in ((12, (0.5, 0.3)), (40, (0.6, 0.3)), (100, (0.2, 0.4))):
        held = mean_held = 0
        for _survey in range(400):
            marks = [
                chance.choice((9, 10)) if (at := chance.random()) < shares[0] else 7 if at < sum(shares) else 4
                for _answer in range(n)
            ]
            found = score(marks)
            held += found.interval.low <= 100 * (shares[0] - (1 - sum(shares))) <= found.interval.high
            truth = 9.5 * shares[0] + 7 * shares[1] + 4 * (1 - sum(shares))
            mean_held += found.mean_interval.low <= truth <= found.mean_interval.high
        assert 0.74 <= held / 400 <= 0.9
        assert 0.74 <= mean_held / 400 <= 0.9


def test_few_answers_and_equal_ones_tell_no_trend() -> None:
    assert not score([10, 10]).enough
    assert trend(score([10] * 3), score([0] * 3)) is Trend.CANNOT_TELL
    assert trend(score([8, 9, 4, 10, 7, 9]), score([9, 8, 6, 10, 7, 8])) is Trend.CANNOT_TELL
    assert trend(score([2] * 20), score([9] * 20)) is Trend.BETTER
    assert score([]).score == 0
    months = by_month([(date(2026, 3, 9), 4), (date(2026, 1, 1), 9), (date(2026, 3, 1), 9)])
    assert [(month.month.month, month.score.n) for month in months] == [(1, 1), (3, 2)]
