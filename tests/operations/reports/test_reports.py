"""Ready reports: the demo firm's, those of a firm that has just begun, and what other programs are given of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crm_desktop.base import i18n
from crm_desktop.base.errors import NotFound, Refused
from crm_desktop.base.period import month_of, quarter_of, year_of
from crm_desktop.documents.report_sheet import Beside, Cents, Change, Column, Share, Table
from crm_desktop.exchange.csv_out import CsvStyle
from crm_desktop.exchange.listed_out import as_html, as_tabs
from crm_desktop.operations.deals import deals
from crm_desktop.operations.demo.build import build_demo
from crm_desktop.operations.firm import setup
from crm_desktop.operations.forecasts import forecasts
from crm_desktop.operations.reports import reports
from crm_desktop.operations.reports.forecast import forecast_report, make_forecast_report
from crm_desktop.operations.reports.pipeline import make_pipeline_report
from crm_desktop.operations.reports.revenue import make_revenue_report
from crm_desktop.operations.reports.words import Report, period_name, rounded
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW, fresh_database, standing_clock
from tests.documents.reading import read

TUESDAY = date(2026, 11, 24)
NAMES = ("forecast", "pipeline", "revenue")


@pytest.fixture(scope="module")
def demo() -> Iterator[Reader]:
    """Return a reader of the demo firm, made once."""
    with TemporaryDirectory() as folder:
        database = fresh_database(Path(folder) / "demo.crm")
        with database.writer(standing_clock) as writer:
            build_demo(writer)
        with database.reader() as reader:
            yield reader


@pytest.fixture(scope="module")
def forecast(demo: Reader) -> Report:
    """Return the demo firm's forecast in English, worked out once: looking back takes a second."""
    return make_forecast_report(demo, as_of=TUESDAY, language="en")


@pytest.fixture(scope="module")
def forecast_text(forecast: Report) -> str:
    """Return what the forecast says on paper, one blank between words."""
    return text_of(forecast)


def text_of(report: Report) -> str:
    return " ".join(each.text for page in read(reports.pdf_of(report)) for each in page.words)


def tables(report: Report) -> list[Table]:
    """Return every table of a report."""
    parts = [*report.sheet.opening, *(part for chapter in report.sheet.chapters for part in chapter.parts)]
    return [part for part in parts if isinstance(part, Table)]


@pytest.mark.parametrize("name", NAMES)
def test_every_column_of_amounts_adds_up_to_the_total_below_it(demo: Reader, name: str, forecast: Report) -> None:
    found = forecast if name == "forecast" else reports.ready_report(name).make(demo, as_of=TUESDAY, language="en")
    checked = 0
    for table in tables(found):
        for place, total in enumerate(table.total):
            column = [row[place] for row in table.rows]
            amounts = [cell.cents for cell in column if isinstance(cell, Cents)]
            if isinstance(total, Cents) and len(amounts) == len(column):
                assert round(sum(amounts) / 100) == pytest.approx(round(total.cents / 100), abs=1)
                checked += 1
    assert checked >= 2


def test_the_forecast_says_the_same_in_sentence_figure_and_table(demo: Reader, forecast: Report) -> None:
    expected = forecasts.forecast(demo, as_of=TUESDAY).expected_cents
    shown = f"€{round(expected / 100):,}"
    assert forecast.sheet.sentences[0].strong == (shown,)
    assert forecast.sheet.kpis[0].value == shown
    made_of = next(table for table in tables(forecast) if table.total and table.total[0] == "Expected")
    assert made_of.total[2] == Cents(expected)
    by_deal = next(table for table in tables(forecast) if table.columns[0].head == "Deal")
    known = next(row for row in made_of.rows if row[0] == "From deals known today")
    assert by_deal.total[5] == known[2]


def test_every_amount_in_the_sentences_of_the_forecast_stands_in_a_table_or_figure(forecast: Report) -> None:
    cells = {f"{round(cell.cents / 100):,}" for table in tables(forecast) for row in table.rows for cell in row
             if isinstance(cell, Cents)}  # fmt: skip
    cells |= {f"{round(cell.cents / 100):,}" for table in tables(forecast) for cell in table.total
              if isinstance(cell, Cents)}  # fmt: skip
    goal = {"90,000"}  # that of the demo firm for the quarter
    for sentence in forecast.sheet.sentences:
        for amount in re.findall(r"€([\d,]+\d)", sentence.text):
            assert amount in cells | goal, amount


def test_the_forecast_shows_its_record_beside_simpler_ones(forecast: Report, forecast_text: str) -> None:
    assert "How good were the forecasts?" in forecast_text
    beside = next(part for part in forecast.sheet.chapters[1].parts if isinstance(part, Beside))
    assert re.fullmatch(r"\d of \d", beside.figure)
    assert [bar.strong for bar in beside.bars] == [True, *[False] * (len(beside.bars) - 1)]
    assert len(beside.bars) > 4
    assert max(bar.share for bar in beside.bars) == pytest.approx(1.0)
    for method in ("This program", "Fixed chances by stage", "Same as last period"):
        assert method in forecast_text


def test_periods_before_the_records_began_are_no_proof(demo: Reader, forecast: Report) -> None:
    began = forecasts.forecast(demo, as_of=TUESDAY).history[0].month.first
    windows = next(table for table in tables(forecast) if table.columns[-1].head == "in the range")
    names = [row[0] for row in windows.rows]
    assert period_name(quarter_of(began - timedelta(days=1))) not in names
    assert 4 <= len(names) <= 8


def test_reasons_carry_their_numbers_of_cases(forecast_text: str) -> None:
    assert re.search(r"\d+ of \d+ won", forecast_text)


def test_the_same_facts_give_the_same_bytes_whatever_the_window_speaks(demo: Reader) -> None:
    first = reports.report_pdf(demo, "pipeline", as_of=TUESDAY, language="en")
    i18n.speak("de")
    assert reports.report_pdf(demo, "pipeline", as_of=TUESDAY, language="en") == first
    assert i18n.spoken() == "de"


def test_a_report_speaks_the_firms_language_unless_asked_otherwise(demo: Reader) -> None:
    own = read(reports.report_pdf(demo, "revenue", as_of=TUESDAY))[0].text
    assert "Beträge netto in Euro" in own
    asked = read(reports.report_pdf(demo, "revenue", as_of=TUESDAY, language="en"))[0].text
    assert "amounts net in euros" in asked
    assert i18n.spoken() == "en"


def test_forecast_report_is_the_pdf_the_tour_writes(demo: Reader, forecast: Report) -> None:
    assert forecast_report(demo, as_of=TUESDAY, language="en") == reports.pdf_of(forecast)


def test_pages_hold_their_parts_inside_the_text_area(demo: Reader, forecast: Report) -> None:
    made = [forecast, *(reports.ready_report(name).make(demo, as_of=TUESDAY) for name in NAMES[1:])]
    for report in made:
        for page in read(reports.pdf_of(report)):
            assert min(each.x0 for each in page.words) >= 24.8
            assert max(each.x1 for each in page.words) <= 190.3
            assert all(each.bottom <= 278.6 or each.top > 283 for each in page.words)


def test_the_pipeline_counts_what_the_board_counts(demo: Reader) -> None:
    report = make_pipeline_report(demo, as_of=TUESDAY, language="en")
    stages = next(table for table in tables(report) if table.columns[0].head == "Stage")
    open_deals = demo.scalar("select count(*) from deal where status = 'open' and deleted_at is null")
    assert stages.total[1] == open_deals
    assert report.sheet.kpis[0].note.replace("\u00a0", " ") == f"{open_deals} open deals"
    without = demo.scalar(
        """select count(*) from deal d where d.status = 'open' and d.deleted_at is null and not exists (
           select 1 from activity a where a.deal_id = d.id and a.done_at is null and a.due_on is not null
               and a.deleted_at is null)"""
    )
    assert report.sheet.kpis[3].value == str(without)


def test_revenue_is_that_of_the_twelve_whole_months(demo: Reader) -> None:
    report = make_revenue_report(demo, as_of=TUESDAY, language="en")
    cents = demo.scalar("select sum(net_cents) from sale where day between '2025-11-01' and '2026-10-31'")
    for table in tables(report):
        assert cents in [cell.cents for cell in table.total if isinstance(cell, Cents)]
    shares = [cell.share for row in report.table.rows for cell in row if isinstance(cell, Share)]
    assert sum(shares) == pytest.approx(1.0)
    assert any(isinstance(cell, Change) for row in report.table.rows for cell in row)


@pytest.mark.parametrize("name", NAMES)
def test_a_firm_without_data_is_told_so_in_a_sentence(writer: Writer, reader: Reader, name: str) -> None:
    setup.start_firm(writer, language="en")
    report = reports.ready_report(name).make(reader, as_of=TUESDAY)
    pages = read(reports.pdf_of(report))
    assert len(pages) == 1
    assert "was recorded" in pages[0].text.replace("\u00a0", " ")
    with pytest.raises(Refused):
        reports.png_of(report)
    assert reports.csv_of(report).count(b"\r\n") == 1


def test_a_firm_with_few_deals_is_told_how_rough_it_is_in_one_line(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    for number in range(4):
        at = NOW - timedelta(days=80 - number)
        deal = deals.add_deal(writer, title=f"D{number}", amount_cents=1_000_00, opened_at=at).value
        if number < 2:
            deals.win_deal(writer, deal_id=deal, at=at + timedelta(days=30))
    report = make_forecast_report(reader, as_of=TUESDAY)
    assert any("rest on your start values: 2 deals are closed" in line for line in report.sheet.warnings)
    text = text_of(report)
    assert "Not enough past yet: from 4 finished periods on" in text
    assert "too few deals are closed to learn from (2)" in text
    assert "no goal is set for the year" in text


def test_a_database_that_was_never_set_up_has_no_reports(reader: Reader) -> None:
    with pytest.raises(NotFound):
        reports.report_pdf(reader, "forecast", as_of=TUESDAY)


def test_an_unknown_report_is_refused_with_the_list() -> None:
    with pytest.raises(NotFound, match="forecast, pipeline, revenue"):
        reports.ready_report("weather")


def test_cells_that_a_spreadsheet_would_compute_are_guarded(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    deals.add_deal(writer, title="=2+5", amount_cents=123_45, opened_at=datetime(2026, 11, 3, 9, tzinfo=UTC))
    report = make_pipeline_report(reader, as_of=TUESDAY)
    heads, row = csv.reader(io.StringIO(reports.csv_of(report).decode()))
    assert row[0] == "'=2+5"
    assert heads[:4] == ["Deal", "", "Stage", "Value"]
    assert row[3] == "123.45"


def test_a_table_for_excel_has_decimal_commas(forecast: Report) -> None:
    data = reports.csv_of(forecast, CsvStyle(delimiter=";", mark=True)).decode("utf-8-sig")
    heads, first, *_rest = csv.reader(io.StringIO(data), delimiter=";")
    assert len(heads) == len(first) == 8
    assert re.fullmatch(r"\d+,\d\d", first[3])
    assert re.fullmatch(r"0,\d+", first[4])
    assert re.search(r"\d+ of \d+ won", first[7])


def test_the_picture_is_the_main_chart_on_white(forecast: Report) -> None:
    from PIL import Image  # noqa: PLC0415

    before = reports.pdf_of(forecast)
    picture = Image.open(io.BytesIO(reports.png_of(forecast)))
    assert reports.pdf_of(forecast) == before
    assert picture.size == (1403, 678)
    assert picture.convert("RGBA").getpixel((2, 2)) == (255, 255, 255, 255)


def test_periods_have_the_names_people_use() -> None:
    with i18n.speaking("en"):
        assert period_name(month_of(TUESDAY)) == "November 2026"
        assert period_name(quarter_of(TUESDAY)) == "Q4 2026"
        assert period_name(quarter_of(TUESDAY), short=True) == "4/26"
        assert period_name(year_of(TUESDAY)) == "2026"


def test_rounded_parts_add_up_to_the_rounded_sum() -> None:
    assert rounded([33_33, 33_33, 33_34]) == [33_00, 33_00, 34_00]
    assert sum(rounded([1_50, 1_50, -50])) == 3_00
    assert rounded([]) == []
    assert rounded([10_40, 10_40], 21_00) == [11_00, 10_00]


def test_the_table_of_a_report_goes_onto_the_clipboard_with_its_last_line_and_computes_nothing() -> None:
    columns = (Column("Customer", figures=False), Column("Revenue", 30.0))
    table = Table(columns, [("=1+1", Cents(123456)), ("Hotel", Cents(50))], ("Sum", Cents(123506)))
    found = reports.listed_of(table, "Customers")
    assert as_tabs(found, decimal=",") == "Customer\tRevenue\n'=1+1\t1234,56\nHotel\t0,50\nSum\t1235,06\n"
    assert "&#x27;=1+1" in as_html(found, decimal=",")
    assert as_tabs(found, decimal=",", raw=True).splitlines()[1] == "=1+1\t1234,56"
