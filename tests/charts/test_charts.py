"""Figures hold what they should: everything inside the page, nothing on top of each other, the same bytes each time."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

import crm_desktop.charts
from crm_desktop.base.i18n import speak
from crm_desktop.base.period import Period
from crm_desktop.base.tokens import DARK, LIGHT
from crm_desktop.charts.bars import CountData, RevenueData, count_bars, revenue_bars, revenue_in_words
from crm_desktop.charts.fan import FanData, MonthAmount, MonthRange, fan_in_words, fan_of, forecast_fan
from crm_desktop.charts.plate import figure_pixels, figure_png
from crm_desktop.charts.ranked import (
    PipelineData,
    RankedBar,
    RankedData,
    StageBar,
    pipeline_bars,
    pipeline_in_words,
    ranked_bars,
)
from crm_desktop.charts.record import PastForecast, RecordData, record_bars, record_in_words
from crm_desktop.charts.style import ChartStyle, print_style, screen_style, width_of
from crm_desktop.engine.forecast import forecast
from tests.engine.firms import World, drawn, on

K = 100_000
STYLES = {
    "light": screen_style(LIGHT),
    "dark": screen_style(DARK),
    "large": screen_style(LIGHT, 1.5),
    "print": print_style(),
}


def fan(**changes: object) -> FanData:
    history = [(4, 36), (5, 38), (6, 37), (7, 29), (8, 24), (9, 38), (10, 43)]
    ahead = [
        (date(2026, 11, 1), 39, 36, 38, 41, 42),
        (date(2026, 12, 1), 34, 26, 30, 38, 43),
        (date(2027, 1, 1), 33, 23, 28, 39, 45),
        (date(2027, 2, 1), 31, 20, 26, 38, 46),
    ]
    given: dict[str, object] = {
        "today": date(2026, 11, 24),
        "history": [MonthAmount(date(2026, month, 1), k * K) for month, k in history],
        "ahead": [MonthRange(month, *(k * K for k in amounts)) for month, *amounts in ahead],
        "period": Period(date(2027, 1, 1), date(2027, 3, 31)),
        "period_name": "Q1 2027",
        "year_before": [MonthAmount(date(2027, 1, 1), 31 * K)],
        "what_if": [39 * K, 33 * K, 28 * K, 26 * K],
    }
    return FanData(**(given | changes))  # type: ignore[arg-type]  # the table above has the right types


REVENUE = RevenueData(
    [date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 12))],
    {
        "Interiors": [k * K for k in (14, 9, 12, 17, 19, 22, 18, 15, 13, 21, 24, 20)],
        "Furniture": [k * K for k in (8, 6, 7, 9, 12, 9, 11, 8, 6, 10, 13, 11)],
        "Repairs": [k * K for k in (4, 5, 3, 6, 5, 7, 8, 6, 5, 7, 6, 8)],
    },
    year_before=[20 * K] * 12,
)
STAGES = PipelineData(
    [
        StageBar("Inquiry", 5_780_000, 694_000, 0.12, 4),
        StageBar("Qualified", 7_120_000, 1_990_000, 0.28, 4),
        StageBar("Agreed by word of mouth, the contract is still to follow", 1_500_000, 1_380_000, 0.92, 1),
    ]
)
GROUPS = RankedData([RankedBar("Referral", 16_400_000, "51 %"), RankedBar("Website", 8_600_000, "34 %")], "Win rate")
WEEKS = CountData([f"Week {n}" for n in range(1, 9)], [1, 5, 9, 11, 12, 8, 6, 4], 4, "Median 31 days")
RECORD = RecordData(
    [
        PastForecast(name, low * K, middle * K, high * K, came * K)
        for name, low, middle, high, came in (
            ("4/24", 62, 78, 96, 83),
            ("1/25", 55, 71, 90, 64),
            ("2/25", 70, 88, 108, 113),
        )
    ]
)
DRAW: dict[str, Callable[[ChartStyle], Figure]] = {
    "fan": lambda style: forecast_fan(fan(), style, 760, 300),
    "fan without a period": lambda style: forecast_fan(
        fan(period=None, what_if=(), year_before=(), legend=False), style, 420, 260
    ),
    "revenue": lambda style: revenue_bars(REVENUE, style, 640, 280),
    "one group": lambda style: revenue_bars(RevenueData(REVENUE.months, {"All": [K] * 12}), style, 640, 280),
    "pipeline": lambda style: pipeline_bars(STAGES, style, 640, 200),
    "ranked": lambda style: ranked_bars(GROUPS, style, 480, 160),
    "count": lambda style: count_bars(WEEKS, style, 560, 240),
    "record": lambda style: record_bars(RECORD, style, 340, 200),
}


def texts(figure: Figure) -> list[Text]:
    return [each for each in figure.findobj(Text) if isinstance(each, Text) and each.get_text()]


def picture(figure: Figure, ground: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    image = Image.open(io.BytesIO(figure_png(figure, scale=1.0)))
    on_ground = Image.new("RGBA", image.size, ground)
    on_ground.alpha_composite(image)
    return np.asarray(on_ground)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW.keys())
def test_every_text_lies_inside_the_figure_and_touches_no_other(
    draw: Callable[[ChartStyle], Figure], style: ChartStyle
) -> None:
    figure = draw(style)
    FigureCanvasAgg(figure)
    boxes = {each.get_text() + str(n): each.get_window_extent() for n, each in enumerate(texts(figure))}
    for name, box in boxes.items():
        assert box.x0 >= -1, name
        assert box.y0 >= -2, name
        assert box.x1 <= figure.bbox.width + 1, name
        assert box.y1 <= figure.bbox.height + 2, name
    for (one, box), (other, second) in itertools.combinations(boxes.items(), 2):
        apart = box.x1 <= second.x0 or second.x1 <= box.x0
        overlap = min(box.y1, second.y1) - max(box.y0, second.y0)
        assert apart or overlap <= 0.35 * style.label, (one, other)


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW.keys())
def test_the_same_data_give_the_same_bytes(draw: Callable[[ChartStyle], Figure]) -> None:
    style = print_style()
    assert figure_png(draw(style)) == figure_png(draw(style))


def test_a_figure_is_transparent_and_of_the_size_asked_for() -> None:
    image = Image.open(io.BytesIO(figure_png(DRAW["fan"](STYLES["light"]), scale=2.0)))
    assert image.size == (1520, 600)
    assert image.getpixel((1, 1)) == (255, 255, 255, 0)
    width, height, pixels = figure_pixels(DRAW["fan"](STYLES["light"]), scale=1.5)
    assert (width, height, len(pixels)) == (1140, 450, 1140 * 450 * 4)


def test_months_and_numbers_follow_the_language() -> None:
    found = {}
    for language in ("en", "de"):
        speak(language)
        figure = forecast_fan(fan(), STYLES["light"], 760, 300)
        found[language] = {each.get_text() for each in texts(figure)}
    assert "Oct" in found["en"]
    assert "Okt" in found["de"]
    assert {"80%"} <= found["en"]
    assert any(text.startswith("80") and text != "80%" for text in found["de"])


def test_ranges_are_drawn_in_their_colours_on_both_grounds() -> None:
    for name in ("light", "dark"):
        style = STYLES[name]
        pixels = picture(DRAW["fan"](style), style.ground).reshape(-1, 4)
        for colour in (style.band_80, style.band_50, style.expected, style.history, style.period):
            wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
            assert (np.abs(pixels[:, :3].astype(int) - wanted).max(axis=1) <= 1).sum() > 20, (name, colour)


def test_history_ends_with_the_last_whole_month_whatever_the_day_and_the_fan_begins_there() -> None:
    style, ends = STYLES["light"], set()
    for day in (1, 10, 24, 30):
        figure = forecast_fan(fan(today=date(2026, 11, day), year_before=()), style, 760, 300)
        pixels = picture(figure, style.ground)[70:250, :640]  # without legend, names and labels at the edges
        band, line = (
            [int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (style.band_80, style.history)
        )
        columns = {
            name: np.flatnonzero((np.abs(pixels[:, :, :3].astype(int) - wanted).max(axis=2) <= 2).any(axis=0))
            for name, wanted in (("band", band), ("line", line))
        }
        assert abs(int(columns["band"].min()) - int(columns["line"].max())) < 25
        ends.add(int(columns["line"].max()))
    assert max(ends) - min(ends) <= 1, "what is expected of the running month is no history"


def test_figures_can_be_drawn_of_nothing() -> None:
    style = STYLES["light"]
    for figure in (
        forecast_fan(FanData(date(2026, 11, 24), [], []), style, 300, 200),
        forecast_fan(fan(ahead=[], what_if=(), year_before=()), style, 300, 200),
        forecast_fan(fan(history=[], year_before=()), style, 300, 200),
        revenue_bars(RevenueData([], {}), style, 300, 200),
        revenue_bars(RevenueData([date(2026, 1, 1)], {"A": [-500]}), style, 300, 200),
        pipeline_bars(PipelineData([]), style, 300, 200),
        pipeline_bars(PipelineData([StageBar("Inquiry", 0, 0, 0.2, 0)]), style, 300, 200),
        ranked_bars(RankedData([]), style, 300, 200),
        count_bars(CountData([], []), style, 300, 200),
        record_bars(RecordData([]), style, 300, 200),
    ):
        assert figure_png(figure)


def test_a_forecast_becomes_a_fan_with_history_and_the_year_before() -> None:
    facts = drawn(World(), 700, seed=1)
    found = forecast(facts, on(650), Period(date(2027, 1, 1), date(2027, 1, 31)))
    data = fan_of(found, months_back=6, what_if=found)
    assert len(data.history) == 6
    assert data.history[-1].month == date(2026, 9, 1)
    assert data.ahead[0].month == date(2026, 10, 1)
    assert [each.month for each in data.year_before] == [date(2027, 1, 1)]
    assert len(data.what_if) == len(data.ahead)
    assert figure_png(forecast_fan(data, STYLES["light"], 600, 260))


def test_every_figure_can_be_told_in_words() -> None:
    speak("en")
    assert "October 2026: €43,000 came in" in fan_in_words(fan())
    assert "between €26,000 and €43,000" in fan_in_words(fan())
    assert "October 2026: €43,000" in revenue_in_words(REVENUE)
    assert "Inquiry: €57,800 open in 4 deals, chance 12%" in pipeline_in_words(STAGES)
    assert "2/25: €113,000 came in, foreseen between €70,000 and €108,000" in record_in_words(RECORD)


def test_widths_are_those_of_the_shipped_face() -> None:
    assert width_of("00000", 10) == pytest.approx(5 * width_of("0", 10), abs=0.2)
    assert width_of("11111", 10) == pytest.approx(width_of("00000", 10), abs=0.2)
    assert width_of("40 k €", 22) == pytest.approx(2 * width_of("40 k €", 11), rel=0.01)


def test_no_colour_is_written_down_in_the_charts() -> None:
    package = Path(crm_desktop.charts.__file__).parent
    for path in package.glob("*.py"):
        assert not re.search(r"[\"']#[0-9A-Fa-f]{3,8}[\"']", path.read_text(encoding="utf-8")), path.name
