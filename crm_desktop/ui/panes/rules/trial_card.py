"""The dry run of a rule: what it would have done in the last ninety days, and what came of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import month
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.rules import Subject
from crm_desktop.operations.rules.dry_run import DryRun
from crm_desktop.ui.models import rule_trial as words
from crm_desktop.ui.panes.rules.rows import CaseDelegate
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.dot_line import DotLine
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.text import Text, note

_CASE = 36


class TrialCard(QWidget):
    """Heading, figures, time line, cases. Signal: `opened(DryCase)`."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: DryRun | None = None
        self._today = date.min
        self._everything = False
        self.spinner = Spinner()
        heading = Text(_("Dry run over the last 90 days"), 14, 600)
        top = row(
            None,
            heading,
            self.spinner,
            None,
            note(_("nothing is changed"), "text3", wrap=False),
        )
        self.card = Card(padding=18)
        self.card.setAccessibleName(_("Dry run over the last 90 days"))
        self.warning = Text("", 13, 500, "warning", wrap=True)
        self.times, self.times_line, self.share = Text("", 24, 600), Text("", 13, 500), note("", "text3", wrap=False)
        self.orders, self.orders_line = Text("", 24, 600), Text("", 13, 500)
        self.hint = note("", "text3", wrap=False)
        self.line = DotLine(_("When the rule would have acted"))
        self.model = words.CasesModel(self)
        self.cases = CaseList(self.model)
        self.cases.opened.connect(self._open)
        self.more = Link("", on=self._show_more)
        honest = _("Conditions are asked as things stand today. Each step of a rule can be taken back.")
        self.back = note(honest, "text3")
        self._fill(self.card)
        column(self, top, self.card, gap=8)

    def _fill(self, card: Card) -> None:
        figures = row(
            None, self.times, column(None, self.times_line, self.share, gap=0), 40, self.orders,
            column(None, self.orders_line, self.hint, gap=0), None, gap=12,
        )  # fmt: skip
        card.body.addWidget(self.warning)
        card.body.addLayout(figures)
        card.body.addWidget(self.line)
        card.body.addWidget(self.cases)
        card.body.addLayout(row(None, self.more, None))
        card.body.addWidget(self.back)

    def wait(self) -> None:
        """Say that it is being tried; the last result stays in view."""
        self.spinner.start(_("Trying the rule on the last 90 days"))

    def lack(self, reason: str) -> None:
        """Say what the rule still needs before it can be tried."""
        self.spinner.stop()
        self._run = None
        self.warning.setText(reason)
        self._show_parts(tried=False)

    def show_run(self, run: DryRun, subject: Subject, today: date) -> None:
        """Show a result."""
        self.spinner.stop()
        if self._run is None or self._run.times != run.times:
            self._everything = False
        self._run, self._today = run, today
        self._show_parts(tried=True)
        often, share = words.times_words(run, subject)
        self.times.setText(often)
        self.times_line.setText(_("the rule would have acted,"))
        self.share.setText(share)
        self.orders.setText(str(run.orders))
        self.orders_line.setText(words.orders_words(run))
        self.hint.setText(words.hint(run))
        self.warning.setText(words.warning(run))
        self.warning.setVisible(bool(self.warning.text()))
        names = {number: month(date(2024, number, 1)) for number in range(1, 13)}
        self.line.show_dots(words.dots(run), words.marks(run, names), words.spoken_line(run, today))
        self._show_cases()

    def _show_parts(self, *, tried: bool) -> None:
        run = self._run
        acted = tried and run is not None and run.times > 0
        for part in (self.times, self.times_line, self.share):
            part.setVisible(tried)
        parts: tuple[QWidget, ...] = (
            self.orders, self.orders_line, self.hint, self.line, self.cases, self.more,
        )  # fmt: skip
        for shown in parts:
            shown.setVisible(acted)
        self.back.setVisible(tried)
        self.warning.setVisible(bool(self.warning.text()))

    def _show_cases(self) -> None:
        run = self._run
        if run is None:
            return
        lines = words.case_lines(run, self._today, everything=self._everything)
        self.model.show(lines)
        self.cases.take_room(len(lines))
        left = run.left_out_times
        more = run.times > words.FEW or left > 0
        self.more.setVisible(more and run.times > 0)
        if self._everything:
            self.more.setText(_("Show only the newest"))
        elif left:
            acted = plural("Show all {n} case", "Show all {n} cases", run.times)
            alone = plural("and {n} it leaves alone", "and {n} it leaves alone", left)
            self.more.setText(f"{acted} {alone}")
        else:
            self.more.setText(plural("Show all {n} case", "Show all {n} cases", run.times))

    def _show_more(self) -> None:
        self._everything = not self._everything
        self._show_cases()

    def _open(self, index: QModelIndex) -> None:
        line = self.model.at(index.row())
        if line is not None:
            self.opened.emit(line.case)


class CaseList(RowListView):
    """As high as its rows: the page scrolls, not the list."""

    def __init__(self, model: words.CasesModel) -> None:
        super().__init__(model, CaseDelegate(), name=_("Cases of the dry run"))
        self._rows = 0
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def take_room(self, rows: int) -> None:
        """Take the room of so many rows."""
        self._rows = rows
        self.setFixedHeight(rows * look().px(_CASE) + 2)

    def sizeHint(self) -> QSize:
        """Return the room of all rows."""
        return QSize(look().px(300), self._rows * look().px(_CASE) + 2)
