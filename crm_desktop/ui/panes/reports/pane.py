"""The reports pane: the dashboard, all reports one by one, and the records behind any figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.evaluations import Filter, Question
from crm_desktop.operations.reports import dashboard, periods
from crm_desktop.operations.reports.dashboard import CardPlace
from crm_desktop.operations.reports.findings import Behind, Finding, KeyFigure
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.panes.reports import arranging, asking
from crm_desktop.ui.panes.reports.asking import Expected, Opened, Setting
from crm_desktop.ui.panes.reports.behind_page import BehindPage
from crm_desktop.ui.panes.reports.commands import commands_of
from crm_desktop.ui.panes.reports.composer import Composer
from crm_desktop.ui.panes.reports.drawing import Drawer
from crm_desktop.ui.panes.reports.filter_bar import FilterBar
from crm_desktop.ui.panes.reports.heading import ALL, OVERVIEW, Heading
from crm_desktop.ui.panes.reports.overview import Overview
from crm_desktop.ui.panes.reports.report_page import ReportPage
from crm_desktop.ui.panes.reports.shelf import Shelf
from crm_desktop.ui.panes.reports.targets_page import TargetsPage
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.panes import Line, column, row

#: What reports count; anything else leaves them as they are.
_KINDS = (
    "deal", "deal_state", "stage", "pipeline", "sale", "sale_line", "offer", "activity", "contact", "firm", "lead",
    "saved_view", "segment", "campaign", "target",
)  # fmt: skip
#: Cards that rest on the forecast.
_FORESEEN = ("expected", "targets")
_BOARD, _REPORT, _BEHIND, _EMPTY, _COMPOSER, _TARGETS = range(6)
#: Where records of a kind are shown.
_PANES = {"deal": "board", "offer": "offers", "contact": "contacts", "lead": "leads"}


class ReportsPane(Pane):
    """What was, told in figures."""

    name = "reports"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._stale = True
        self._kind = periods.YEAR
        self._period = periods.period_of(self._kind, workplace.today())
        self._setting: Setting | None = None
        #: What foresaw the months ahead with the deals as they are, and how often these have changed.
        self._engine: Any = None
        self._deals_at = 0
        self.chosen = ""
        self.finding: Finding | None = None
        self.drawer = Drawer(workplace.desk)
        self._from = _BOARD
        self._stack = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._build()

    # The pane

    def enter(self, place: Place) -> None:
        """Read the figures where something changed since the last visit; a name in the place opens that report."""
        if self._stale:
            self._ask()
        if place.intent == "report" and place.words:
            self.open_report(place.words)
        elif place.intent == "targets":
            self.open_targets()
        if not self.isAncestorOf(self.window().focusWidget() or self):
            # The keys of the pane hold where the keyboard is inside it.
            self.setFocus()

    def refresh(self, told: Told) -> None:
        """Read them again when something changed that is counted; hidden, only on the next visit."""
        if told.outcome.changes.touch(*_KINDS):
            self._stale = True
            if told.outcome.changes.touch("deal", "deal_state", "stage", "pipeline", "firm"):
                self._engine, self._deals_at = None, self._deals_at + 1
            if self.isVisible():
                self._ask()
                if self._stack.currentIndex() == _TARGETS:
                    self.targets.ask()

    def keep(self) -> dict[str, Any]:
        """Keep the period and the report in view."""
        return {"kind": self._kind, "report": self.chosen if self._stack.currentIndex() != _BOARD else ""}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same period and report."""
        self.choose_period(str(kept["kind"]))
        if kept["report"]:
            self.open_report(str(kept["report"]))

    def leave(self) -> None:
        """Drop open questions."""
        super().leave()
        self.drawer.leave()
        self.targets.leave()

    def escape(self) -> bool:
        """Go back from the records to the report, from there to the dashboard."""
        at = self._stack.currentIndex()
        if at == _BEHIND:
            self.show_page(self._from)
        elif at in (_REPORT, _COMPOSER, _TARGETS):
            self.choose_view(OVERVIEW)
        return at in (_BEHIND, _REPORT, _COMPOSER, _TARGETS)

    def is_filled(self) -> bool:
        """Whether the cards have their charts."""
        return self._stack.currentIndex() != _BOARD or self.overview.is_drawn()

    def print_view(self) -> None:
        """Print the report in view, on the dashboard the monthly report."""
        arranging.print_report(self, self)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return commands_of(self, self)

    # Asking

    @property
    def period(self) -> Period:
        """The days looked at."""
        return self._period

    @property
    def setting(self) -> Setting | None:
        """What the dashboard is made of, once it was read."""
        return self._setting

    def _ask(self) -> None:
        self._stale = False
        self._period = periods.period_of(self._kind, self.workplace.today())
        self.heading.show_period(self._kind, self._period)
        desk = self.workplace.desk
        desk.ask(asking.read_setting, then=self._show_setting, asker=self, topic="setting", lane="reports")
        desk.ask(asking.read_values, period=self._period, then=self._offer, asker=self, topic="values", lane="reports")

    def _offer(self, values: dict[str, list[tuple[str, str]]]) -> None:
        self.filters.offer(values)
        self.composer.filters.offer(values)

    def _show_setting(self, setting: Setting) -> None:
        self._setting = setting
        self.shelf.show_reports(setting.ready, setting.own)
        self.overview.show_places(setting.cards)
        if self._stack.currentIndex() == _EMPTY:
            self.show_page(_BOARD)
        if not setting.anything:
            self.show_page(_EMPTY)
            return
        self._ask_cards(setting)
        if self.chosen and self._stack.currentIndex() in (_REPORT, _BEHIND):
            self._ask_report()

    def _ask_cards(self, setting: Setting) -> None:
        desk, today = self.workplace.desk, self.workplace.today()
        desk.ask(
            asking.read_figures, period=self._period, then=self._show_keys, asker=self, topic="keys", lane="reports"
        )
        for place in setting.cards:
            if place.name not in _FORESEEN:
                desk.ask(
                    asking.read_finding, name=place.name, period=self._period, today=today,
                    then=self.overview.show_finding, asker=self, topic=f"card {place.name}", lane="reports",
                )  # fmt: skip
        desk.ask(
            asking.read_expected, period=self._period, today=today, before=self._engine,
            with_targets=any(place.name == "targets" for place in setting.cards),
            then=partial(self._show_expected, self._deals_at), asker=self, topic="expected", lane="figures",
        )  # fmt: skip

    def _show_keys(self, figures: list[KeyFigure]) -> None:
        for figure in figures:
            self.overview.show_key(figure)

    def _show_expected(self, deals_at: int, found: Expected) -> None:
        self.overview.show_key(found.figure)
        self.overview.show_finding(found.finding)
        if found.targets is not None:
            self.overview.show_finding(found.targets)
        self._engine = found.engine if deals_at == self._deals_at else None

    # One report

    def open_report(self, name: str) -> None:
        """Show one report in full."""
        self.chosen = name
        self.heading.views.choose(ALL)
        self.show_page(_REPORT)
        self._ask_report()

    def _ask_report(self) -> None:
        self.workplace.desk.ask(
            asking.read_finding, name=self.chosen, period=self._period, today=self.workplace.today(),
            narrowed=self.filters.filters(), segment=self.filters.segment(), then=self._show_report, asker=self,
            topic="report", lane="reports",
        )  # fmt: skip

    def _show_report(self, finding: Finding) -> None:
        self.finding = finding
        setting = self._setting
        about = next((one.about for one in setting.ready if one.name == self.chosen), "") if setting else ""
        on_board = setting is not None and any(place.name == self.chosen for place in setting.cards)
        own = self.chosen.startswith(dashboard.OWN_PREFIX)
        self.page.show_finding(finding, about, own=own, on_board=on_board)
        self.shelf.choose(self.chosen)

    def open_behind(self, behind: Behind, name: str) -> None:
        """Show the records behind a figure of the report in view."""
        if self.finding is not None:
            self.show_behind(self.finding, behind, name)

    def show_behind(self, finding: Finding, behind: Behind, name: str) -> None:
        """Show the records behind a figure."""
        title = finding.title if name in ("", finding.title) else f"{finding.title} · {name}"
        at = self._stack.currentIndex()
        self._from = at if at != _BEHIND else self._from
        self.workplace.desk.ask(
            asking.read_behind, finding=finding, behind=behind, then=partial(self._show_records, title), asker=self,
            topic="behind", lane="reports",
        )  # fmt: skip

    def _show_records(self, title: str, opened: Opened) -> None:
        if not opened.records:
            self.workplace.notify(Notice(_("There are no single records behind this figure."), tone="warning"))
            return
        self.show_page(_BEHIND)
        self.behind.show_records(title, opened.records, opened.currency)

    def _list_contacts(self, title: str, ids: tuple[int, ...]) -> None:
        self.workplace.go(Place("contacts", intent="listed", words=title, refs=ids))

    def _open_record(self, kind: str, ref: int) -> None:
        self.workplace.go(Place(_PANES.get(kind, "contacts"), kind, ref))

    # What parts of the pane ask

    def in_view(self) -> str:
        """Return the name of the report in full view, "" on the dashboard."""
        return self.chosen if self._stack.currentIndex() in (_REPORT, _BEHIND) else ""

    def narrowed(self) -> tuple[tuple[Filter, ...], int]:
        """Return the conditions and the segment chosen."""
        return self.filters.filters(), self.filters.segment()

    def finding_of(self, name: str) -> Finding | None:
        """Return what a card or the report in view shows."""
        if self.finding is not None and name == self.in_view():
            return self.finding
        card = self.overview.cards.get(name)
        return card.finding if card is not None else None

    def turn(self) -> None:
        """Show the table of the card with the focus in place of its chart."""
        card = next((one for one in self.overview.cards.values() if one.isAncestorOf(self.focusWidget() or self)), None)
        if card is not None:
            card.turn()

    def open_composer(self, own_id: int) -> None:
        """Compose a report, or change one of one's own."""
        own = next((one for one in self._setting.own if one.id == own_id), None) if self._setting else None
        self.show_page(_COMPOSER)
        self.composer.begin(own)
        self.composer.name.line.setFocus()

    def open_targets(self) -> None:
        """Set what is to be reached."""
        self.show_page(_TARGETS)
        self.targets.begin()
        self.targets.kinds.button(self.targets.kinds.value()).setFocus()

    def _ask_preview(self, question: Question) -> None:
        self.workplace.desk.ask(
            asking.read_preview, question=question, period=self._period, then=self.composer.show_finding, asker=self,
            topic="preview", lane="reports",
        )  # fmt: skip

    def _keep_report(self, title: str, question: Question, own_id: int, on_board: bool) -> None:
        def show(outcome: Outcome[int]) -> None:
            self.workplace.notify(Notice(_("Saved “{name}”.").format(name=title), undo=True))
            self.open_report(f"{dashboard.OWN_PREFIX}{outcome.value}")

        self.workplace.desk.do(
            dashboard.keep_report, title=title, question=question, own_id=own_id, on_board=on_board, then=show,
            failed=self.composer.fail, initiator=None,
        )  # fmt: skip

    def _delete_report(self, own_id: int) -> None:
        def tell(_outcome: Outcome[None]) -> None:
            self.workplace.notify(Notice(_("The report is deleted."), undo=True))
            self.chosen = ""
            self.choose_view(OVERVIEW)

        self.workplace.desk.do(dashboard.delete_report, own_id=own_id, then=tell)

    # Choosing

    def choose_period(self, kind: str) -> None:
        """Look at another period."""
        self._kind = kind if kind in periods.KINDS else periods.YEAR
        self._ask()

    def choose_view(self, key: str) -> None:
        """Show the dashboard, or the reports one by one."""
        self.heading.views.choose(key)
        if key == OVERVIEW:
            self.show_page(_BOARD)
        elif self._setting is not None:
            self.open_report(self.chosen or self._setting.ready[0].name)

    def show_page(self, number: int) -> None:
        """Bring a page to the front."""
        self._stack.setCurrentIndex(number)
        self.shelf.setVisible(number == _REPORT)

    def _wish(self, name: str, what: str) -> None:
        arranging.fulfil(self, self, name, what)

    def arrange(self, places: list[CardPlace]) -> None:
        """Let other cards stand on the dashboard, as one step."""
        self.workplace.desk.do(dashboard.arrange, places=places)

    # Building

    def _build(self) -> None:
        self.heading = Heading()
        self.heading.period_chosen.connect(self.choose_period)
        self.heading.view_chosen.connect(self.choose_view)
        self.heading.printed.connect(partial(arranging.save, self, self, "month"))
        self.heading.saved.connect(partial(arranging.save, self, self))
        self.heading.composed.connect(partial(self.open_composer, 0))
        self.filters = FilterBar()
        self.filters.narrowed.connect(self._ask_report)
        self.overview = Overview(self.drawer)
        self.overview.opened.connect(self.open_report)
        self.overview.wished.connect(self._wish)
        self.overview.moved.connect(partial(arranging.carry, self))
        self.shelf = Shelf()
        self.shelf.chosen.connect(self.open_report)
        self.shelf.composed.connect(partial(self.open_composer, 0))
        self.page = ReportPage(self._draw_report, self.filters)
        self.page.behind.connect(self.open_behind)
        self.page.pinned.connect(partial(arranging.pin, self))
        self.page.edited.connect(partial(arranging.edit, self))
        self.behind = BehindPage(self.escape)
        self.behind.opened.connect(self._open_record)
        for listing in (self.behind, self.page):
            listing.listed.connect(self._list_contacts)
        self.composer = Composer(self._draw_report)
        self.composer.asked.connect(self._ask_preview)
        self.composer.kept.connect(self._keep_report)
        self.composer.deleted.connect(self._delete_report)
        self.composer.given_up.connect(self.escape)
        self.heading.aimed.connect(self.open_targets)
        self.targets = TargetsPage(self.workplace, self.escape)
        for page in (self.overview, self.page, self.behind, self._empty(), self.composer, self.targets):
            self._stack.addWidget(page)
        body = QWidget()
        row(body, self.shelf, self._stack, gap=0).setStretch(1, 1)
        column(self, self.heading, Line(), body, gap=0).setStretch(2, 1)
        self.shelf.hide()

    def _empty(self) -> QWidget:
        return EmptyState(
            "chart-column",
            _("Reports need something to count"),
            _("From the first deal or order on you see here what came in, through whom, and how long it took."),
            action=Button(_("Go to the pipeline"), "primary", on=lambda: self.workplace.go(Place("board"))),
        )

    def _draw_report(self, finding: Finding, size: QSize, ratio: float, then: Callable[[QImage, str], None]) -> None:
        self.drawer.draw("report", finding.chart, size, ratio, then)
