"""Where everything stands in the calendar, for any day anybody can have."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.ui.panes.calendar import layout
from crm_desktop.ui.panes.calendar.layout import DAY, SNAP, Slot, Span

starts = some.integers(0, DAY - 1)
spans = some.lists(some.builds(layout.within_day, starts, some.integers(5, 600)), max_size=14)
days = some.dates(date(1990, 1, 1), date(2090, 12, 31))


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


@given(spans)
def test_no_two_entries_of_one_time_share_a_column_and_all_stand_inside(given_spans: list[Span]) -> None:
    slots, clusters = layout.side_by_side(given_spans)
    for a, b in combinations(range(len(given_spans)), 2):
        if overlap(given_spans[a], given_spans[b]) and slots[a].shown and slots[b].shown:
            assert slots[a].column != slots[b].column
            assert slots[a].columns == slots[b].columns, "columns of one crowd are of one width"
    assert all(-1 <= slot.column < slot.columns <= layout.MOST_BESIDE for slot in slots)
    hidden = [at for cluster in clusters for at in cluster.hidden]
    assert sorted(hidden) == [at for at, slot in enumerate(slots) if not slot.shown], "each hidden one once"


@given(spans)
def test_nothing_hides_where_three_stand_beside_each_other(given_spans: list[Span]) -> None:
    slots, _clusters = layout.side_by_side(given_spans)
    busiest = max((sum(overlap(one, Span(at, at + 1)) for one in given_spans) for at in range(0, DAY, 1)), default=0)
    if busiest <= layout.MOST_BESIDE:
        assert all(slot.shown for slot in slots)


def test_an_entry_alone_has_the_whole_width() -> None:
    slots, clusters = layout.side_by_side([Span(0, 60), Span(60, 120), Span(90, 150)])
    assert slots == [Slot(0, 1), Slot(0, 2), Slot(1, 2)]
    assert clusters == []


def test_the_fourth_and_fifth_at_one_time_hide_behind_a_number() -> None:
    slots, clusters = layout.side_by_side([Span(540, 600)] * 5)
    assert [slot.shown for slot in slots] == [True, True, True, False, False]
    assert clusters == [layout.Cluster((3, 4), Span(540, 600))]


ranges = some.lists(some.tuples(some.integers(0, 6), some.integers(0, 6)).map(lambda two: (min(two), max(two))))


@given(ranges)
def test_no_two_of_one_day_share_a_row_of_the_strip(given_ranges: list[tuple[int, int]]) -> None:
    rows = layout.stacked(given_ranges)
    for a, b in combinations(range(len(rows)), 2):
        (first, last), (other_first, other_last) = given_ranges[a], given_ranges[b]
        if rows[a] == rows[b]:
            assert last < other_first or other_last < first
    assert not rows or set(rows) == set(range(max(rows) + 1)), "no row stays empty"


@given(days, some.floats(200, 3000))
def test_the_days_of_a_week_fill_the_width_and_every_point_lies_in_one(day: date, width: float) -> None:
    week = layout.week_of(day)
    edges = layout.day_edges(week, width, 54)
    assert edges[0] == 54
    assert edges[-1] == pytest.approx(width)
    assert edges == sorted(edges)
    for at in range(7):
        assert layout.day_at(edges, (edges[at] + edges[at + 1]) / 2) == at
    assert layout.day_at(edges, -5) == 0
    assert layout.day_at(edges, width + 5) == 6
    assert edges[6] - edges[5] < edges[1] - edges[0], "the week-end is narrow"


@given(some.floats(-100, 3000), some.floats(20, 120))
def test_a_height_is_a_quarter_of_an_hour_of_the_day(y: float, hour: float) -> None:
    minute = layout.minute_at(y, hour)
    assert 0 <= minute <= DAY - SNAP
    assert minute % SNAP == 0


@given(starts, some.integers(5, 3000))
def test_what_stands_on_a_day_ends_on_it_and_can_be_read(start: int, minutes: int) -> None:
    span = layout.within_day(start, minutes)
    assert span.start == start
    assert start < span.end <= DAY
    assert span.end - start >= min(layout.SHORTEST, DAY - start)


@given(days)
def test_a_month_is_shown_in_whole_weeks(day: date) -> None:
    shown = layout.month_days(day)
    assert len(shown) % 7 == 0
    assert shown[0].weekday() == 0
    assert next(one for one in shown if (one.year, one.month) == (day.year, day.month)).day == 1
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    assert after - timedelta(days=1) in shown
    assert shown[-7] < after, "no week without a day of the month"


@given(days, some.integers(-30, 30))
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, by: int) -> None:
    later = layout.next_month(day, by)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == by
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(spans, some.integers(0, 20 * 60), some.integers(15, 180))
def test_a_free_time_is_free_and_none_is_earlier(busy: list[Span], start: int, minutes: int) -> None:
    found = layout.next_free(busy, start, minutes)
    if found is None:
        return
    assert found >= start
    assert found + minutes <= 18 * 60
    assert not any(overlap(span, Span(found, found + minutes)) for span in busy)
    for earlier in range(-(-start // SNAP) * SNAP, found, SNAP):
        assert any(overlap(span, Span(earlier, earlier + minutes)) for span in busy)


@given(some.integers(0, DAY - 1))
def test_a_time_written_and_read_is_the_same(minute: int) -> None:
    assert layout.minute_of(layout.clock(minute)) == minute
