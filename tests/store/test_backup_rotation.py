"""Which backups stay, and when the next is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.store.backup_rotation import PAUSE, due, to_remove

NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


class Made(NamedTuple):
    made_at: datetime
    size: int = 1
    verified: bool = True


def a_year_of_work(days: int = 400, *, thinned: bool = True) -> list[Made]:
    """Work for some hours each day, with a backup every half hour that thins out as the keeper does."""
    kept: list[Made] = []
    for day in range(days, -1, -1):
        for half_hour in range(8):
            at = NOW - timedelta(days=day, minutes=30 * (7 - half_hour))
            kept.append(Made(at))
        if thinned:
            gone = to_remove(kept, kept[-1].made_at)
            kept = [one for one in kept if one not in gone]
    return kept


def test_a_year_of_work_leaves_a_few_dozen_backups() -> None:
    kept = a_year_of_work()
    assert len([one for one in kept if one.made_at > NOW - timedelta(days=2)]) == 16
    assert len(kept) <= 16 + 14 + 8 + 12
    assert {(one.made_at.year, one.made_at.month) for one in kept} >= {(2026, month) for month in range(1, 12)}


def test_thinning_day_by_day_keeps_what_thinning_once_would_keep() -> None:
    everything = a_year_of_work(thinned=False)
    gone = to_remove(everything, everything[-1].made_at)
    assert a_year_of_work() == [one for one in everything if one not in gone]


def test_each_of_the_last_fourteen_days_keeps_its_last_backup() -> None:
    kept = a_year_of_work()
    for day in range(14):
        of_day = [one for one in kept if one.made_at.date() == (NOW - timedelta(days=day)).date()]
        assert of_day
        assert max(of_day).made_at == NOW - timedelta(days=day)


def test_what_is_too_much_goes_from_the_old_end() -> None:
    kept = [Made(NOW - timedelta(hours=hours), size=10) for hours in range(10)]
    assert to_remove(kept, NOW, cap_bytes=35) == sorted(kept[3:])


def test_the_newest_verified_backup_never_goes() -> None:
    whole = Made(NOW - timedelta(days=900), size=10)
    kept = [whole, *(Made(NOW - timedelta(hours=hours), size=10, verified=False) for hours in range(10))]
    assert whole not in to_remove(kept, NOW, cap_bytes=15)
    assert whole in to_remove([*kept, Made(NOW)], NOW, cap_bytes=15)


@given(
    st.lists(st.tuples(st.integers(0, 800 * 48), st.integers(1, 50), st.booleans()), max_size=60), st.integers(1, 500)
)
def test_the_newest_always_stays_and_what_stays_is_settled(given: list[tuple[int, int, bool]], cap: int) -> None:
    made = [Made(NOW - timedelta(minutes=30 * ago), size, verified) for ago, size, verified in set(given)]
    gone = to_remove(made, NOW, cap_bytes=cap)
    left = [one for one in made if one not in gone]
    if made:
        assert max(one.made_at for one in made) in {one.made_at for one in left}
    if any(one.verified for one in made):
        assert any(one.verified for one in left)
    assert to_remove(left, NOW, cap_bytes=cap) == []


def test_a_backup_is_due_half_an_hour_after_the_last_if_something_changed() -> None:
    assert due(NOW, None, changed=True)
    assert not due(NOW, NOW - PAUSE + timedelta(seconds=1), changed=True)
    assert due(NOW, NOW - PAUSE, changed=True)
    assert not due(NOW, NOW - timedelta(days=3), changed=False)


def test_a_clock_that_was_set_back_does_not_stop_backups() -> None:
    assert due(NOW, NOW + timedelta(days=3650), changed=True)
