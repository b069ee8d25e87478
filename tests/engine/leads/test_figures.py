"""Figures about inquiries count what was decided by the day, and no month before it is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from crm_desktop.base.period import Period
from crm_desktop.domain.lead_facts import LeadFact
from crm_desktop.engine.leads import figures

TODAY = date(2026, 11, 24)
_YEAR = Period(date(2026, 1, 1), TODAY)


def lead(arrived: str, days: float | None, source: str = "Web", *, became: bool = False, cents: int = 0) -> LeadFact:
    at = datetime.fromisoformat(arrived).replace(hour=9, tzinfo=UTC)
    closed = None if days is None else at + timedelta(days=days)
    won = "won" if cents else ""
    answered = at + timedelta(hours=3)
    return LeadFact(0, at, answered, closed, became, source, deal_status=won, deal_cents=cents)


LEADS = [
    lead("2026-09-01", 5, became=True, cents=900_00),
    lead("2026-09-10", 40, "WEB", became=True),
    lead("2026-09-20", 3, "Messe"),
    lead("2026-11-20", 30, "Messe", became=True),
    lead("2026-11-23", None, ""),
    lead("2026-08-01", None, "Web"),
]


def test_sources_meet_however_they_are_spelt_and_open_ones_do_not_count() -> None:
    web, fair, unknown = figures.by_source(LEADS, _YEAR, TODAY)
    assert (web.arrived, web.rate.hits, web.rate.of, web.won, web.won_cents) == (3, 2, 2, 1, 900_00)
    assert (fair.name, fair.arrived, fair.rate.hits, fair.rate.of) == ("Messe", 2, 0, 1)
    assert (unknown.name, unknown.arrived, unknown.rate.of) == ("", 1, 0)


def test_ages_are_of_what_was_open_on_the_day() -> None:
    def counted(day: date) -> list[int]:
        return [len(ids) for ids in figures.ages(LEADS, day)]

    assert counted(TODAY) == [1, 1, 0, 0, 1]
    assert counted(date(2026, 9, 3)) == [0, 1, 0, 1, 0]
    assert figures.ages([], TODAY) == ((), (), (), (), ())


def test_days_to_the_deal_and_to_the_answer() -> None:
    assert figures.days_to_convert(LEADS, _YEAR, TODAY) == (5.0, 40.0)
    assert figures.days_to_convert(LEADS, Period(date(2026, 9, 1), date(2026, 9, 30)), TODAY) == (5.0,)
    assert figures.days_to_answer(LEADS, _YEAR, TODAY) == (0.125,) * 6


def test_a_cohort_is_told_when_it_is_old_enough() -> None:
    august, september, november = figures.cohorts(LEADS, _YEAR, TODAY)
    assert (august.of, august.shares) == (1, (0.0, 0.0, 0.0, None))
    assert (september.first, september.of) == (date(2026, 9, 1), 3)
    assert september.shares == (1 / 3, 1 / 3, None, None)
    assert november.shares == (None, None, None, None)
