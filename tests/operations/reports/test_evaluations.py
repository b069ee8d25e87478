"""Every evaluation of the demo firm: figures that agree with one another, the records behind them, and their files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.period import Period, quarter_of
from crm_desktop.charts.drawing import draw_any, in_words
from crm_desktop.charts.style import print_style
from crm_desktop.domain.evaluations import Drawn, Filter, Measure, Question, Subject, Unit, from_data, to_data
from crm_desktop.domain.firm import SavedView
from crm_desktop.engine.forecast import ReasonCode, sentence
from crm_desktop.engine.forecast.spread import Method
from crm_desktop.operations.demo.build import build_demo
from crm_desktop.operations.forecasts import forecasts
from crm_desktop.operations.reports import catalogue, dashboard, opening, periods, reports
from crm_desktop.operations.reports.asking import LEAST_RATED, Asked, answer
from crm_desktop.operations.reports.findings import Behind, Finding
from crm_desktop.operations.reports.key_figures import key_figures
from crm_desktop.operations.reports.month import last_month
from crm_desktop.operations.reports.month_figures import revenue_parts
from crm_desktop.operations.reports.names import fields_of, measures_of
from crm_desktop.operations.reports.reports import exported
from crm_desktop.operations.reports.words import pen
from crm_desktop.store.queries import report_customers as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import fresh_database, standing_clock
from tests.documents.reading import read

TODAY = date(2026, 11, 24)
YEAR = periods.period_of(periods.YEAR, TODAY)
ASKED = Asked(YEAR, "EUR")
#: Worked out by the forecast, which has tests of its own and takes a second.
SLOW = {"expected"}
NAMES = [each.name for each in catalogue.evaluations() if each.name not in SLOW]


@pytest.fixture(scope="module")
def demo() -> Iterator[Reader]:
    """Return a reader of the demo firm, made once."""
    with TemporaryDirectory() as folder:
        database = fresh_database(Path(folder) / "demo.crm")
        with database.writer(standing_clock) as writer:
            build_demo(writer)
        with database.reader() as reader:
            yield reader


@pytest.mark.parametrize("name", NAMES)
def test_an_evaluation_has_words_and_a_chart_or_says_what_is_missing(demo: Reader, name: str) -> None:
    found = catalogue.find(demo, name, ASKED, TODAY)
    assert found.name == name
    assert found.title
    assert found.subtitle
    assert (found.chart is None) == bool(found.missing) or not found.lines
    if found.chart is not None:
        assert in_words(found.chart)
        figure = draw_any(found.chart, print_style(), 460, 220)
        assert figure.get_axes()[0].texts, "a chart says something"
    for line in found.lines:
        assert line.name
        assert all(len(extra.values) == len(found.lines) for extra in found.extras)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_opens_its_records(demo: Reader, name: str) -> None:
    found = catalogue.find(demo, name, ASKED, TODAY)
    for line in found.lines[:6]:
        if line.behind is None or not line.cases:
            continue
        behind = opening.records(demo, found, line.behind)
        if name == "outcomes":
            sql = """select count(*) from deal where status = 'won' and deleted_at is null and opened_at between ? and ?
                and cast(julianday(closed_at) - julianday(opened_at) as integer) <= ?"""
            days = line.behind.keys[0]
            bounds = (found.period.first.isoformat(), f"{found.period.last.isoformat()}Z")
            assert abs(len(behind) - demo.scalar(sql, (*bounds, days))) <= 1, "the zone may shift the first day"
        elif name == "quality":
            assert len(behind) == round(line.cases * (1 - line.value)) or len(behind) == 2000
        elif line.value or line.cases:
            assert behind, f"{name}: nothing behind {line.name}"
        if name in ("loss-reasons", "won-arguments", "time-to-order", "activities", "offers", "movement"):
            assert len(behind) == line.cases
        if name.startswith("revenue-") and found.question is not None:
            assert sum(record.cents for record in behind) == line.value


def test_a_month_of_the_forecast_opens_the_deals_due_in_it_and_the_first_one_what_is_overdue(demo: Reader) -> None:
    found = catalogue.find(demo, "expected", ASKED, TODAY)
    opened = [opening.records(demo, found, line.behind) for line in found.lines if line.behind is not None]
    assert len(opened) == len(found.lines) >= 2
    ids = [record.id for records in opened for record in records]
    assert len(ids) == len(set(ids)), "each deal is due in one month"
    last = found.lines[-1].behind
    assert last is not None
    sql = "select count(*) from deal where status = 'open' and deleted_at is null and expected_close <= ?"
    assert len(ids) == demo.scalar(sql, (last.keys[1],)) > 0
    overdue = "select id from deal where status = 'open' and deleted_at is null and expected_close < ?"
    assert set(demo.ids(overdue, (TODAY.isoformat(),))) <= {record.id for record in opened[0]}


def test_revenue_is_the_same_however_it_is_parted(demo: Reader) -> None:
    totals = {
        round(sum(line.value for line in catalogue.find(demo, name, ASKED, TODAY).lines))
        for name in NAMES
        if name.startswith("revenue-")
    }
    assert len(totals) == 1
    bound = {"first": YEAR.first.isoformat(), "last": YEAR.last.isoformat()}
    sql = "select sum(net_cents) from sale where deleted_at is null and day between :first and :last"
    assert totals == {demo.scalar(sql, bound)}


def test_an_order_with_lines_in_several_groups_counts_once_in_the_total(demo: Reader) -> None:
    by_group = answer(demo, Question(Subject.REVENUE, Measure.COUNT, "group"), ASKED)
    by_channel = answer(demo, Question(Subject.REVENUE, Measure.COUNT, "channel"), ASKED)
    assert by_group.total is not None
    assert by_channel.total is not None
    assert by_group.total.cases == by_channel.total.cases < sum(line.cases for line in by_group.lines)


@pytest.mark.parametrize("subject", list(Subject))
def test_anything_can_be_counted_by_anything_and_parted_and_narrowed(demo: Reader, subject: Subject) -> None:
    for field in fields_of(subject):
        for measure in measures_of(subject):
            asked = answer(demo, Question(subject, measure, field), ASKED)
            assert asked.title
            assert all(line.behind is not None for line in asked.lines)
        parted = answer(demo, Question(subject, measures_of(subject)[0], "month", field, drawn=Drawn.COLUMNS), ASKED)
        if parted.parts and measures_of(subject)[0] is not Measure.RATE:
            for line in parted.lines:
                assert sum(line.parts) == pytest.approx(line.value)
        whole = answer(demo, Question(subject, Measure.COUNT, field), ASKED)
        chosen = next((line for line in whole.lines if line.behind and line.behind.keys[0] not in (None, "")), None)
        if chosen is not None and chosen.behind is not None:
            keys = tuple(str(key) for key in chosen.behind.keys)
            narrowed = Question(subject, Measure.COUNT, "month", filters=(Filter(field, keys),))
            found = answer(demo, narrowed, ASKED)
            assert sum(line.value for line in found.lines) == chosen.value


def test_a_rate_of_too_few_cases_says_how_many_are_missing(demo: Reader) -> None:
    month = Asked(periods.period_of(periods.MONTH, TODAY), "EUR")
    found = answer(demo, Question(Subject.CLOSED, Measure.RATE, "channel"), month)
    assert found.chart is None
    assert found.missing == f"From {LEAST_RATED} closed deals on; so far 1."
    rated = answer(demo, Question(Subject.CLOSED, Measure.RATE, "channel"), ASKED)
    for line in rated.lines:
        assert line.low is not None
        assert line.high is not None
        assert line.low <= line.value <= line.high


def test_what_is_compared_is_as_much_of_the_period_before() -> None:
    assert periods.period_of(periods.YEAR, TODAY) == Period(date(2025, 12, 1), TODAY)
    assert periods.before(YEAR) == Period(date(2024, 12, 1), date(2025, 11, 24))
    quarter = periods.period_of(periods.QUARTER, TODAY)
    assert periods.before(quarter) == Period(date(2026, 7, 1), date(2026, 8, 24))
    month = periods.period_of(periods.MONTH, TODAY)
    assert periods.before(month) == Period(date(2026, 10, 1), date(2026, 10, 24))
    assert [periods.before_words(one) for one in (YEAR, quarter, month)] == [
        "year before",
        "quarter before",
        "month before",
    ]
    assert last_month(TODAY) == last_month(date(2026, 10, 31)) == Period(date(2026, 10, 1), date(2026, 10, 31))


def test_the_movement_of_the_pipeline_adds_up_in_every_period_also_in_the_past(demo: Reader) -> None:
    spans = [periods.period_of(kind, TODAY) for kind in periods.KINDS]
    for span in (*spans, last_month(TODAY), Period(date(2026, 1, 1), date(2026, 6, 30))):
        found = catalogue.find(demo, "movement", Asked(span, "EUR"), TODAY)
        values = [line.value for line in found.lines if "slipped" not in line.name]
        assert sum(values[:-1]) == values[-1]
    ends = catalogue.find(demo, "movement", Asked(last_month(TODAY), "EUR"), TODAY).lines[-1].value
    begins = catalogue.find(demo, "movement", Asked(spans[0], "EUR"), TODAY).lines[0].value
    assert ends == begins, "the end of one month is the beginning of the next"


def test_reports_narrow_to_a_process_and_to_customers(demo: Reader) -> None:
    everything = catalogue.find(demo, "time-to-order", ASKED, TODAY)
    pipelines = demo.rows(str, "select distinct pipeline_id from deal")
    parts = [
        catalogue.find(demo, "time-to-order", ASKED._replace(filters=(Filter("pipeline", (one,)),)), TODAY)
        for one in pipelines
    ]
    assert sum(line.cases for part in parts for line in part.lines) == sum(line.cases for line in everything.lines)
    nobody = catalogue.find(demo, "revenue-channel", ASKED._replace(accounts=()), TODAY)
    assert not nobody.lines
    assert nobody.missing


def test_key_figures_compare_and_say_what_can_be_chance(demo: Reader) -> None:
    revenue, rate, time = key_figures(demo, ASKED)
    total = catalogue.find(demo, "revenue-channel", ASKED, TODAY).total
    assert total is not None
    assert revenue.value == f"€{round(total.value / 100):,}"
    assert rate.of == "31 of 60"
    assert rate.change.endswith("can be chance")
    assert not rate.tone, "what can be chance is neither good nor bad news"
    assert time.aside == "n = 31"


def test_a_question_survives_being_kept() -> None:
    question = Question(
        Subject.CLOSED, Measure.RATE, "channel", "month", (Filter("pipeline", ("1", "2")),), Drawn.TABLE
    )
    assert from_data(to_data(question)) == question
    assert from_data({**to_data(question), "subject": "weather"}) is None
    assert from_data({}) is None


def test_own_reports_are_kept_changed_arranged_and_taken_back(writer: Writer, reader: Reader) -> None:
    question = Question(Subject.OFFERS, Measure.COUNT, "month", drawn=Drawn.LINE)
    made = dashboard.keep_report(writer, title=" My offers ", question=question, on_board=True).value
    own = dashboard.own_reports(reader)
    assert [(one.id, one.title, one.question) for one in own] == [(made, "My offers", question)]
    assert dashboard.cards(reader)[-1].name == f"own-{made}"
    assert dashboard.find(reader, f"own-{made}", ASKED, TODAY).title == "My offers"
    with pytest.raises(BadInput, match="called “my offers” already"):
        dashboard.keep_report(writer, title="my offers", question=question)
    changed = replace(question, measure=Measure.AMOUNT)
    dashboard.keep_report(writer, title="Offers", question=changed, own_id=made)
    assert dashboard.own_reports(reader)[0].question == changed
    dashboard.arrange(writer, places=[dashboard.CardPlace("abc", 12)])
    assert dashboard.cards(reader) == [("abc", 12)]
    writer.undo()
    assert len(dashboard.cards(reader)) == len(dashboard.USUAL) + 1
    dashboard.delete_report(writer, own_id=made)
    assert dashboard.cards(reader) == list(dashboard.USUAL), "a card without its report is gone"
    with pytest.raises(NotFound):
        dashboard.find(reader, f"own-{made}", ASKED, TODAY)


def test_a_report_by_something_unknown_is_neither_kept_nor_shown(writer: Writer, reader: Reader) -> None:
    question = Question(Subject.OFFERS, Measure.COUNT, "month")
    unknown = (replace(question, by="weather"), replace(question, split="weather"))
    for number, wrong in enumerate((*unknown, replace(question, filters=(Filter("weather", ("fair",)),)))):
        with pytest.raises(BadInput):
            dashboard.keep_report(writer, title="Weather", question=wrong)
        with writer.step("Another program") as work:
            work.add(SavedView(pane=dashboard.OWN, name=f"Weather {number}", view=to_data(wrong), position=0))
    assert dashboard.own_reports(reader) == []


@pytest.mark.parametrize("name", ["revenue-month", "win-channel", "conversion", "movement"])
def test_a_report_is_written_as_each_kind_of_file(demo: Reader, name: str) -> None:
    files = {ending: exported(demo, name, period=YEAR, today=TODAY, ending=ending) for ending in ("pdf", "png", "csv")}
    assert files["pdf"].startswith(b"%PDF")
    assert files["png"].startswith(b"\x89PNG")
    assert files["csv"].count(b"\n") > 3


def test_a_workbook_holds_numbers_and_no_formulas(demo: Reader) -> None:
    made = exported(demo, "revenue-channel", period=YEAR, today=TODAY, ending="xlsx", language="en")
    assert made == exported(demo, "revenue-channel", period=YEAR, today=TODAY, ending="xlsx", language="en")
    rows = list(openpyxl.load_workbook(io.BytesIO(made)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[0][:3] == ("Channel", "Revenue", "Share")
    assert rows[-1][0] == "Total"
    amounts = [row[1] for row in rows[1:]]
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1])
    assert all(isinstance(amount, int | float) for amount in amounts)


def test_an_empty_database_gives_reports_that_say_so(reader: Reader) -> None:
    for name in NAMES:
        found = catalogue.find(reader, name, ASKED, TODAY)
        assert found.missing or not found.lines, name
        assert found.chart is None, name
    assert opening.records(reader, _nothing(), Behind()) == []


def test_the_table_of_groups_ends_on_the_first_page_of_the_monthly_report(demo: Reader) -> None:
    month = Period(date(2026, 10, 1), date(2026, 10, 31))
    _parts, table, _figure = revenue_parts(demo, month, pen(demo, as_of=month.last, language="en"))
    assert len(table.rows) <= 7
    assert [str(row[0]) for row in table.rows][-1] == "Others"
    for place in (1, 2, 3):
        cents = [row[place].cents for row in (*table.rows, table.total)]  # type: ignore[union-attr]
        assert sum(cents[:-1]) == cents[-1]


def test_shares_and_positions_of_groups_add_up(demo: Reader) -> None:
    found = answer(demo, Question(Subject.REVENUE, Measure.AMOUNT, "group"), ASKED)
    share, positions = found.extras
    assert share.total == 1.0
    assert positions.total == sum(value or 0.0 for value in positions.values)


@pytest.mark.slow
def test_the_monthly_report_has_three_to_five_pages_in_both_languages(demo: Reader) -> None:
    for language, words in (("en", "Whom to call"), ("de", "Wen Sie anrufen sollten")):
        made = reports.ready_report("month").make(demo, as_of=TODAY, language=language)
        assert words in str(made.sheet.chapters)
        assert 3 <= len(read(reports.pdf_of(made))) <= 5


def _nothing() -> Finding:
    """Return a finding of nothing."""
    return Finding(
        name="", title="", subtitle="", period=YEAR, unit=Unit.MONEY, by="", measure="", lines=(), currency="EUR",
        question=Question(Subject.REVENUE, Measure.AMOUNT, "channel"),
    )  # fmt: skip


def test_every_gap_counted_in_one_pass_is_what_its_records_say(demo: Reader) -> None:
    found = queries.gaps(demo)
    assert set(found) == set(queries.CHECKS)
    for check, (table, meant, filled) in queries.CHECKS.items():
        sql = f"select count(*), coalesce(sum({filled}), 0) from {table} where {meant}"
        assert found[check] == demo.row(queries.Gap, sql), check
        assert len(queries.gap_ids(demo, check, limit=10**9)) == found[check].records - found[check].filled


def test_a_method_chosen_by_hand_counts_alone_and_says_what_it_costs(demo: Reader) -> None:
    today, period = TODAY, quarter_of(date(2027, 1, 1))
    weighed = forecasts.forecaster(demo)
    automatic = weighed.forecast(today, period)
    assert automatic.record.chosen is None
    assert automatic.record.weighed is not None
    seen = set()
    for method in Method:
        found = forecasts.forecaster(demo, before=weighed, method=method).forecast(today, period)
        assert found.record.chosen is method
        assert found.spread.weight_of(method) == pytest.approx(1, abs=1e-6)
        assert found.verdict.code is ReasonCode.METHOD_CHOSEN
        assert found.verdict.figures["error"] == automatic.record.errors[method]
        assert found.verdict.figures["weighed"] == automatic.record.weighed
        assert "You chose this method: over the last" in sentence(found.verdict)
        seen.add(found.expected_cents)
    assert len(seen) == len(Method)
    assert forecasts.forecaster(demo, before=weighed).forecast(today, period) == automatic
