"""The forecast pane: fan, deals, expected, record; a what-if leaves deals out and changes no data."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.period import Period, add_months, month_of, quarter_of, year_of
from crm_desktop.engine.backtest import Backtest
from crm_desktop.engine.forecast.result import Basis
from crm_desktop.engine.forecast.spread import Method
from crm_desktop.engine.forecast.wording import sentence
from crm_desktop.operations.forecasts import forecasts
from crm_desktop.operations.forecasts.forecasts import Outlook
from crm_desktop.operations.forecasts.thin import Thin, thin_part
from crm_desktop.store.queries.facts import Among
from crm_desktop.store.queries.pipelines import all_stages
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.exporting import save_report
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.printing import print_made
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.segment_box import SegmentBox
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.panes.forecast.arrangement import Arrangement
from crm_desktop.ui.panes.forecast.deals_card import DealsCard
from crm_desktop.ui.panes.forecast.fan_view import fan_image, period_name
from crm_desktop.ui.panes.forecast.methods import MethodButton
from crm_desktop.ui.panes.forecast.record import RecordCard
from crm_desktop.ui.panes.forecast.summary import Summary
from crm_desktop.ui.panes.forecast.thin import thin_card
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, title

_KINDS = ("deal", "deal_state", "stage", "sale", "firm", "target")
#: More deals changed at once than this are an import or the like: then everything is learned anew.
_FEW = 20
#: Below this width (pixels at 100 % text) the head has no room for words on its buttons.
_NARROW = 860
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class First(NamedTuple):
    """The first answer: the engine to ask again for a what-if, the outlook, and the places of the stages."""

    engine: Any
    outlook: Outlook
    stages: dict[int, tuple[int, int]]
    #: Where it rests on little.
    thin: Thin | None


class ForecastPane(Pane):
    """What is to come."""

    name = "forecast"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._first: First | None = None
        self._what_if: Outlook | None = None
        self._stale, self._anew = True, False
        self._by_hand: Method | None = None
        self._kind = "quarter"
        self._period = forecasts.period_to_plan(workplace.today())
        self._build()

    # The pane

    def enter(self, _place: Place) -> None:
        """Work the forecast out where something changed since the last visit."""
        if self._stale:
            self._ask()

    def refresh(self, told: Told) -> None:
        """Work it out again when deals changed; hidden, only on the next visit."""
        changes = told.outcome.changes
        if changes.touch(*_KINDS):
            ids = changes.ids("deal")
            self._anew |= ids is None or len(ids) > _FEW or changes.touch("stage", "firm")
            self._anew |= bool(self._segment.segment())
            self._stale = True
            if self.isVisible():
                self._ask()
        self._segment.refresh(told)

    def keep(self) -> dict[str, Any]:
        """Keep the period."""
        return {"kind": self._kind, "period": self._period, "by": self._deals.by, "method": self._by_hand}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same period."""
        self._kind, self._period = kept["kind"], kept["period"]
        self._kinds.choose(self._kind)
        self._deals.take_apart(kept.get("by"))
        self._by_hand = kept.get("method")
        self._show_period()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the head's buttons out where there is little room."""
        for button in (self._method, self._report, self._segment):
            button.set_compact(event.size().width() < look().px(_NARROW))
        super().resizeEvent(event)

    def leave(self) -> None:
        """Drop open questions."""
        super().leave()
        for asker in (self._record, self._deals, self._segment):
            self.workplace.desk.forget(asker)

    def commands(self) -> list[Command]:
        """Return what can be done here."""

        def reset(_workplace: Workplace) -> None:
            self._deals.count_all()

        def report(_workplace: Workplace) -> None:
            self.save_report()

        return [
            Command("forecast.reset", lambda: _("End the what-if"), reset, "", "rotate-ccw", "view", "forecast"),
            Command("forecast.report", lambda: _("Report …"), report, "", "file-text", "view", "forecast"),
        ]

    # Asking

    def _ask(self) -> None:
        before = None if self._anew or self._first is None else self._first.engine
        self._stale = self._anew = False
        today = self.workplace.today()
        self.workplace.desk.ask(
            _first_look,
            as_of=today,
            period=self._period,
            before=before,
            method=self._by_hand,
            among=self._among(),
            then=self._show,
            asker=self,
            topic="outlook",
            lane="figures",
        )
        self.workplace.desk.ask(
            forecasts.track_record, known_by=today, like=self._period, among=self._among(), then=self._show_record,
            asker=self, topic="record", lane="record",
        )  # fmt: skip

    def _among(self) -> Among | None:
        chosen = self._segment.segment()
        return Among(chosen, self.workplace.today()) if chosen else None

    def _narrow(self, _segment_id: int) -> None:
        self._anew = True
        self._ask()

    def _choose_method(self, method: Method | None) -> None:
        if method is not self._by_hand:
            self._by_hand = method
            self._ask()

    def _ask_what_if(self) -> None:
        if self._first is None:
            return
        if not self._deals.model.changes():
            self._what_if = None
            self._show_figures()
            return
        self.workplace.desk.ask(
            forecasts.outlook, as_of=self.workplace.today(), period=self._period, leave_out=self._deals.model.left_out,
            delay=self._deals.model.delays, engine=self._first.engine, then=self._show_what_if, asker=self,
            topic="what if", lane="figures",
        )  # fmt: skip

    def _show(self, first: First) -> None:
        self._first, self._what_if = first, None
        forecast = first.outlook.forecast
        self._stack.setCurrentIndex(0 if forecast.deals or forecast.closed_deals else 1)
        self._deals.show_outlook(first.outlook, first.stages, period_name(self._period, short=self._kind == "month"))
        self._show_basis()
        self._show_figures()

    def _show_what_if(self, found: Outlook) -> None:
        self._what_if = found
        self._show_figures()

    def _show_figures(self) -> None:
        if self._first is None:
            return
        self._method.show_outlook(self._first.outlook)
        self._summary.show_outlook(period_name(self._period), self._first.outlook, self._what_if)
        self._deals.show_what_if(self._what_if)
        self._chart.ask()

    def _show_basis(self) -> None:
        while (item := self._basis.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if self._first is None:
            return
        forecast, currency = self._first.outlook.forecast, self._first.outlook.currency
        if self._first.thin is not None:
            self._basis.addWidget(thin_card(self._first.thin, currency, self._open_cases))
        if forecast.basis is not Basis.LEARNED and forecast.warnings:
            words = [sentence(reason, self._first.outlook.currency) for reason in forecast.warnings]
            self._basis.addWidget(Banner("warning", _("This rests on little"), " ".join(words)))

    def _open_cases(self) -> None:
        self.workplace.go(Place("reports", intent="report", words="win-value"))

    def _show_record(self, found: Backtest) -> None:
        currency = self._first.outlook.currency if self._first else "EUR"
        firsts = (window.as_of + timedelta(days=1) for window in found.windows)
        names = [period_name(_like(self._kind, first), short=True) for first in firsts]
        self._record.show_record(found, names, currency)

    # Drawing

    def _draw(self, size: QSize, ratio: float) -> None:
        if self._first is None:
            return
        now = look()
        self.workplace.desk.compute(
            fan_image, first=self._first.outlook, what_if=self._what_if, today=self.workplace.today(),
            period_words=period_name(self._period), tokens=now.tokens, scale=now.scale, size=size, ratio=ratio,
            then=self._show_fan, asker=self, topic="fan", lane="charts",
        )  # fmt: skip

    def _show_fan(self, answer: tuple[QImage, str]) -> None:
        self._chart.set_image(*answer)

    # Choosing

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._choose(_like(kind, self._period.first) if kind != "quarter" else quarter_of(self._period.first))

    def _step(self, by: int) -> None:
        self._choose(_like(self._kind, add_months(self._period.first, by * _MONTHS[self._kind])))

    def _choose(self, period: Period) -> None:
        today = self.workplace.today()
        self._period = period if period.last >= today else _like(self._kind, today)
        self._show_period()
        self._ask()

    def _show_period(self) -> None:
        self._name.setText(period_name(self._period))
        self._back.setEnabled(self._period.first > self.workplace.today())

    def print_view(self) -> None:
        """Print the report of the forecast through the system's dialogue."""
        name = _("Forecast {day}").format(day=self.workplace.today().isoformat())
        print_made(self.workplace, self, name, partial(_report_pdf, today=self.workplace.today()))

    def save_report(self) -> None:
        """Ask for a file and write the report there."""
        name = _("Forecast {day}").format(day=self.workplace.today().isoformat()) + ".pdf"
        save_report(self.workplace, self, "forecast", name)

    # Building

    def _build(self) -> None:
        self._kinds = Segmented(
            [Choice("month", _("Month")), Choice("quarter", _("Quarter")), Choice("year", _("Year"))], name=_("Period")
        )
        self._kinds.choose(self._kind)
        self._kinds.chosen.connect(self._choose_kind)
        self._back = Button("", "icon-edged", icon="chevron-left", on=partial(self._step, -1))
        self._back.setAccessibleName(_("Earlier period"))
        later = Button("", "icon-edged", icon="chevron-right", on=partial(self._step, 1))
        later.setAccessibleName(_("Later period"))
        self._name = Text("", 13, 600, elide=False)
        as_of = Text(_("as of {day}").format(day=day(self.workplace.today())), 13, 400, "text3")
        self._report = Button(_("Report"), "secondary", icon="printer", on=self.print_view)
        self._method = MethodButton(self)
        self._method.chosen.connect(self._choose_method)
        self._segment = SegmentBox(self.workplace.desk)
        self._segment.narrowed.connect(self._narrow)
        self._segment.ask()
        head = Area("surface")
        row(
            head, title(_("Forecast")), as_of, None, self._segment, self._kinds, 8, self._back, self._name, later, 8,
            self._method, self._report, gap=8,
            margins=(24, 14, 20, 14),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._cards())
        self._stack.addWidget(
            EmptyState(
                "trending-up",
                _("A forecast needs deals"),
                _("From the first open deal on you see here what is to be expected and how sure that is."),
                action=Button(_("Go to the pipeline"), "primary", on=lambda: self.workplace.go(Place("board"))),
            )
        )
        column(self, head, Line(), self._stack, gap=0).setStretch(2, 1)
        self._show_period()

    def _cards(self) -> QWidget:
        fan = Card(_("Orders a month"), detail=_("net, by the day they were won"), radius=12, edge="line")
        self._chart = ChartView(_("Orders a month"), least=QSize(300, 180))
        self._chart.wanted.connect(self._draw)
        fan.body.addWidget(self._chart, 1)
        self._summary = Summary()
        self._record = RecordCard(self.workplace.desk)
        self._basis = QVBoxLayout()
        right = QWidget()
        column(right, self._record, self._basis, gap=12).setStretch(0, 1)
        self._deals = DealsCard(self.workplace)
        self._deals.model.changed.connect(self._ask_what_if)
        return Arrangement(fan, self._summary, self._deals, right)


def _like(kind: str, at: date) -> Period:
    return {"month": month_of, "quarter": quarter_of, "year": year_of}[kind](at)


def _report_pdf(reader: Reader, *, today: date) -> bytes:
    from crm_desktop.operations.reports.reports import report_pdf  # matplotlib and reportlab

    return report_pdf(reader, "forecast", as_of=today, language=spoken())


def _first_look(
    reader: Reader, *, as_of: date, period: Period, before: Any, method: Method | None, among: Among | None
) -> First:
    engine = forecasts.forecaster(reader, before=before, method=method, among=among)
    found = forecasts.outlook(reader, as_of=as_of, period=period, engine=engine)
    by_pipeline: dict[int, list[int]] = {}
    for stage in all_stages(reader):
        by_pipeline.setdefault(stage.pipeline_id, []).append(stage.id)
    places = {
        stage_id: (place, len(stages)) for stages in by_pipeline.values() for place, stage_id in enumerate(stages)
    }
    return First(engine, found, places, thin_part(reader, found.forecast))
