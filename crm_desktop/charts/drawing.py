"""From any chart's data to its figure and its words: what a report holds is drawn without knowing which kind it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from crm_desktop.charts import bars, cohorts, columns, curve, fan, lines, ranked, record, trend, waterfall
from crm_desktop.charts.style import ChartStyle


class Way(NamedTuple):
    """How one kind of data is drawn, and told."""

    draw: Callable[[Any, ChartStyle, float, float], Figure]
    tell: Callable[[Any], str]


_WAYS: dict[type, Way] = {
    bars.RevenueData: Way(bars.revenue_bars, bars.revenue_in_words),
    bars.CountData: Way(bars.count_bars, bars.counts_in_words),
    columns.ColumnsData: Way(columns.columns, columns.columns_in_words),
    lines.LinesData: Way(lines.lines, lines.lines_in_words),
    ranked.RankedData: Way(ranked.ranked_bars, ranked.ranked_in_words),
    ranked.PipelineData: Way(ranked.pipeline_bars, ranked.pipeline_in_words),
    waterfall.WaterfallData: Way(waterfall.waterfall, waterfall.waterfall_in_words),
    curve.CurvesData: Way(curve.curves, curve.curves_in_words),
    cohorts.CohortsData: Way(cohorts.cohorts, cohorts.cohorts_in_words),
    fan.FanData: Way(fan.forecast_fan, fan.fan_in_words),
    record.RecordData: Way(record.record_bars, record.record_in_words),
    trend.RunningData: Way(trend.running, trend.trend_in_words),
    trend.RangeData: Way(trend.ranged, trend.trend_in_words),
    trend.RatesData: Way(trend.rates, trend.trend_in_words),
    trend.HalvesData: Way(trend.halves, trend.trend_in_words),
    trend.SparkData: Way(trend.spark, trend.trend_in_words),
}


def draw_any(data: object, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of any chart's data, of a size in units."""
    return _WAYS[type(data)].draw(data, style, width, height)


def in_words(data: object) -> str:
    """Return what any chart shows as text."""
    return _WAYS[type(data)].tell(data)
