"""The record: past forecasts beside what came, and whether the chances said came true."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _
from crm_desktop.engine.backtest import PROGRAM, Backtest
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.chart_image import Draw, chart_image
from crm_desktop.ui.panes.forecast.calibration import Calibration
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.panes import Line
from crm_desktop.ui.widgets.text import Text, note

#: Fewer past periods prove nothing.
_LEAST = 4


class RecordCard(Card):
    """How good the forecasts of the last periods would have been."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Track record"), radius=12, edge="line", parent=parent)
        self._desk = desk
        self._data: object = None
        self._words: Callable[[], str] = str
        self._chart = ChartView(_("Past forecasts"), least=QSize(160, 80))
        self._chart.wanted.connect(self._draw)
        self._inside = Text("", 13, 600)
        self._error = note("")
        self.body.addWidget(self._chart, 1)
        self._line, self._calibration = Line(), Calibration()
        self._key = note(_("Bar: the 80 % range, line: expected, dot: what came"), "text3")
        self.body.addWidget(self._inside)
        self.body.addWidget(self._error)
        self.body.addWidget(self._line)
        self.body.addWidget(self._calibration)
        self.body.addWidget(self._key)
        self._show_parts(shown=False)
        self._inside.setText(_("Being worked out …"))

    def show_record(self, found: Backtest, names: list[str], currency: str) -> None:
        """Show past forecasts; too few of them are said to be too few."""
        if len(found.windows) < _LEAST:
            self._show_parts(shown=False)
            self._inside.setText(_("Not enough past yet"))
            self._error.setText(
                _("From {n} finished periods on, this card shows how right the forecast was.").format(n=_LEAST)
            )
            return
        from crm_desktop.charts.record import PastForecast, RecordData, record_in_words  # matplotlib

        periods = [
            PastForecast(name, window.p10_cents, window.expected_cents, window.p90_cents, window.actual_cents)
            for name, window in zip(names, found.windows, strict=False)
        ]
        self._data = RecordData(periods, currency)
        self._words = partial(record_in_words, self._data)
        inside = sum(each.inside for each in periods)
        self._inside.setText(_("{inside} of {n} results lay inside the range").format(inside=inside, n=len(periods)))
        self._error.setText(errors_in_words(found))
        self._calibration.show_classes(found.deals.classes)
        self._show_parts(shown=True)
        self._chart.ask()

    def _show_parts(self, *, shown: bool) -> None:
        for part in (self._chart, self._line, self._calibration, self._key):
            part.setVisible(shown)

    def _draw(self, size: QSize, ratio: float) -> None:
        if self._data is not None:
            now = look()
            self._desk.compute(
                chart_image, draw=_record_bars, data=self._data, tokens=now.tokens, scale=now.scale, size=size,
                ratio=ratio, then=self._show, asker=self, topic="record", lane="charts",
            )  # fmt: skip

    def _show(self, image: QImage) -> None:
        self._chart.set_image(image, self._words())


def errors_in_words(found: Backtest) -> str:
    """Return how far off the forecast was on average, beside the simple ones, as a sentence."""
    own, static, rate = (found.scores[name].wape for name in (PROGRAM, "static", "run_rate"))
    if own is None or static is None or rate is None:
        return ""
    words = _("± {own} off on average; fixed percentages ± {ladder}, going on as lately ± {rate}").format(
        own=percent(own), ladder=percent(static), rate=percent(rate)
    )
    year = found.scores["last_year"].wape
    if year is None or year >= 1:
        return words
    return words + _(", as a year before ± {year}").format(year=percent(year))


def _record_bars() -> Draw:
    from crm_desktop.charts.record import record_bars  # matplotlib, in the lane

    return record_bars
