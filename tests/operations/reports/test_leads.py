"""The reports about inquiries: what sources bring, how old the open ones are, how long it takes, cohorts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.base.period import Period
from crm_desktop.domain.leads import Lead, LeadStatus
from crm_desktop.operations.firm import setup
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads.scores import lead_score, lead_scores
from crm_desktop.operations.reports import opening as report_opening
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.operations.reports.catalogue import find
from crm_desktop.operations.reports.findings import Behind
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = date(2026, 11, 24)
ASKED = Asked(Period(date(2025, 12, 1), TODAY), "EUR")
NAMES = ("leads-source", "leads-age", "leads-days", "leads-cohorts")


def decided(writer: Writer, number: int) -> None:
    """Take in inquiries over some months; every second recommendation becomes a deal, of the others one in five."""
    setup.start_firm(writer, language="de")
    with writer.step("inquiries") as work:
        for place in range(number):
            at = NOW - timedelta(days=place * 4 + 3)
            source = "Empfehlung" if place % 2 else "Website"
            lead = leads.take_in(work, f"Anfrage {place}", {"source": source}, arrived_at=at, reads=False)
            became = place % 4 == 1 or place % 10 == 0
            lead.status = LeadStatus.CONVERTED if became else LeadStatus.DISQUALIFIED
            lead.closed_at, lead.answered_at = at + timedelta(days=2), at + timedelta(hours=5)


@pytest.mark.parametrize("name", NAMES)
def test_without_inquiries_a_report_says_what_is_missing(writer: Writer, reader: Reader, name: str) -> None:
    setup.start_firm(writer, language="de")
    found = find(reader, name, ASKED, TODAY)
    assert found.missing
    assert found.chart is None


def test_reports_say_in_a_sentence_what_they_found(writer: Writer, reader: Reader) -> None:
    decided(writer, 60)
    leads.add_lead(writer, raw_text="offen", arrived_at=NOW - timedelta(days=20))
    source, age, days, cohorts = (find(reader, name, ASKED, TODAY) for name in NAMES)
    assert [(line.name, line.hits, line.cases) for line in source.lines] == [("Empfehlung", 15, 30), ("Website", 6, 30)]
    assert source.sentence.startswith("21 of 60 decided inquiries became deals.")
    assert age.sentence == "1 inquiry is open, 1 of them for more than a week."
    assert "became deals within 2 days. Half were answered within 5 hours." in days.sentence
    assert cohorts.sentence.startswith("After 30 days ")
    behind = source.lines[0].behind
    assert behind is not None
    shown = report_opening.records(reader, source, behind)
    assert len(shown) == 30
    assert {one.opens for one in shown} == {"lead"}
    assert [one.opens for one in report_opening.records(reader, age, Behind(kind="lead", ids=(61,)))] == ["lead"]
    for found in (source, age, days, cohorts):
        assert found.chart is not None
        assert not found.missing
        assert all(len(extra.values) == len(found.lines) for extra in found.extras)


def test_chances_say_their_reasons_with_counts(writer: Writer, reader: Reader) -> None:
    decided(writer, 19)
    first = leads.add_lead(writer, raw_text="neu", fields={"source": "Empfehlung"}).value
    silent = lead_scores(reader, today=TODAY)
    assert silent.silent
    assert (silent.closed, silent.by_id) == (19, {})
    assert "20" in silent.sentence
    assert lead_score(reader, lead_id=first, today=TODAY) is None


def test_the_sentence_behind_names_the_sources(writer: Writer, reader: Reader) -> None:
    decided(writer, 80)
    lead_id = leads.add_lead(writer, raw_text="neu", fields={"source": "empfehlung"}).value
    scores = lead_scores(reader, today=TODAY)
    assert scores.closed == 80
    assert "learned from 80 inquiries: Empfehlung 50%, Website 20%" in scores.sentence.replace("\u00a0", "")
    score = lead_score(reader, lead_id=lead_id, today=TODAY)
    assert score == scores.by_id[lead_id]
    assert score is not None
    assert 0.35 < score.probability < 0.6
    assert any(reason.startswith("20 of 40 inquiries with the source") for reason in score.reasons)


def test_a_lead_that_is_not_there_has_no_score(writer: Writer, reader: Reader) -> None:
    decided(writer, 20)
    assert lead_score(reader, lead_id=999, today=TODAY) is None
    with writer.step("gone") as work:
        for lead_id in work.read.ids("select id from lead"):
            work.delete(work.get(Lead, lead_id))
    assert lead_scores(reader, today=TODAY).closed == 0
