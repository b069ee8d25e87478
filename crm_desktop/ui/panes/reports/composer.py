"""Composing a report of one's own: what to count, by what, narrowed how, drawn how; what it shows is seen at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.evaluations import Drawn, Measure, Question, Subject
from crm_desktop.operations.reports.dashboard import OwnReport
from crm_desktop.operations.reports.findings import Finding
from crm_desktop.operations.reports.names import field_words, fields_of, measure_words, measures_of, subject_words
from crm_desktop.ui.models.report_table import ReportTable, lines_table
from crm_desktop.ui.panes.reports.filter_bar import FilterBar
from crm_desktop.ui.panes.reports.tables import ReportTableView
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text

DrawChart = Callable[[Finding, QSize, float, Callable[[QImage, str], None]], None]
_WIDE, _REST = 280, 60


class Composer(Pane):
    """`composer.begin(own or None)`, `composer.show_finding(finding)`.

    Signals: `asked(question)` whenever it changed; `kept(title, question, id, on the dashboard)`; `given_up()`;
    `deleted(id)`.
    """

    asked = Signal(object)
    kept = Signal(str, object, int, bool)
    given_up = Signal()
    deleted = Signal(int)

    def __init__(self, draw: DrawChart, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._draw_chart = draw
        self._finding: Finding | None = None
        self._own_id = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._tell)
        self.heading = Text("", 16, 600)
        self.name = LineField(_("Name"))
        self.subject = ComboField(meant("what", "Count"), [Choice(one.value, subject_words(one)) for one in Subject])
        self.measure = ComboField(_("Measured as"), [])
        self.by = ComboField(meant("grouped", "By"), [])
        self.split = ComboField(_("Parted by"), [])
        self.drawn = ComboField(
            _("Drawn as"),
            [
                Choice(Drawn.BARS, _("Lying bars")),
                Choice(Drawn.COLUMNS, meant("of a chart", "Columns")), Choice(Drawn.LINE, meant("of a chart", "Line")),
                Choice(Drawn.TABLE, _("Table alone")),
            ],
        )  # fmt: skip
        self.filters = FilterBar()
        self._chart = ChartView(_("What the report shows"), least=QSize(160, 140))
        self._chart.wanted.connect(self._wanted)
        self._missing = Text("", 13, 400, "text2", wrap=True)
        self._model = ReportTable(self)
        self._table = ReportTableView(self._model, name=_("What the report shows"))
        self._delete = Button(_("Delete"), "ghost", icon="trash-2", on=lambda: self.deleted.emit(self._own_id))
        self._build()

    def begin(self, own: OwnReport | None) -> None:
        """Begin a new report, or change one."""
        question = own.question if own else Question(Subject.REVENUE, Measure.AMOUNT, "month", drawn=Drawn.COLUMNS)
        self._own_id = own.id if own else 0
        self.heading.setText(_("Change the report") if own else _("New report"))
        self._delete.setVisible(own is not None)
        self.name.set_value(own.title if own else "")
        self.name.set_error("")
        self.subject.set_value(question.subject)
        self._fit()
        self.measure.set_value(question.measure)
        self.by.set_value(question.by)
        self._fit_split()
        self.split.set_value(question.split)
        self.drawn.set_value(question.drawn)
        self.filters.choose(question.filters)
        self._tell()

    def question(self) -> Question:
        """Return what is composed."""
        return Question(
            Subject(self.subject.value()),
            Measure(self.measure.value() or measures_of(Subject(self.subject.value()))[0]),
            self.by.value(),
            self.split.value(),
            self.filters.filters(),
            Drawn(self.drawn.value() or Drawn.BARS),
        )

    def show_finding(self, finding: Finding) -> None:
        """Show what it gives."""
        self._finding = finding
        self.filters.allow([field for field in finding.narrows if field != "segment"])
        self.name.line.setPlaceholderText(finding.title)
        self._missing.setText(finding.missing)
        self._missing.setVisible(bool(finding.missing))
        self._chart.setVisible(finding.chart is not None)
        heads, rows = lines_table(finding)
        self._model.show(heads, rows)
        if finding.chart is not None:
            self._chart.ask()

    def fail(self, error: CrmError) -> None:
        """Say why it cannot be kept."""
        self.name.set_error(error.message)
        self.name.line.setFocus()

    def _build(self) -> None:
        for field in (self.subject, self.measure, self.by, self.split, self.drawn):
            field.edited.connect(self._changed)
        self.filters.narrowed.connect(self._rest.start)
        form = Card(radius=12, edge="line")
        for part in (self.name, self.subject, self.measure, self.by, self.split, self.drawn, self.filters):
            form.body.addWidget(part)
        form.body.addStretch(1)
        form.body.addLayout(row(None, self._delete, None))
        form.setFixedWidth(look().px(_WIDE))
        seen = Card(radius=12, edge="line")
        seen.body.addWidget(self._missing)
        seen.body.addWidget(self._chart, 3)
        seen.body.addWidget(self._table, 2)
        give_up = Button(_("Cancel"), "ghost", on=self.given_up.emit)
        keep = Button(_("Save"), "secondary", icon="save", on=lambda: self._keep(on_board=False))
        board = Button(_("Save and put on the dashboard"), "primary", icon="pin", on=lambda: self._keep(on_board=True))
        head = row(None, self.heading, None, give_up, keep, board, gap=8)
        body = row(None, form, seen, gap=16)
        body.setStretch(1, 1)
        column(self, head, body, gap=12, margins=(24, 16, 24, 20)).setStretch(1, 1)

    def _changed(self) -> None:
        sender = self.sender()
        if sender is self.subject:
            self._fit()
        if sender in (self.subject, self.by):
            self._fit_split()
        self._rest.start()

    def _fit(self) -> None:
        """Offer what fits the subject."""
        subject = Subject(self.subject.value())
        self.measure.set_choices([Choice(one, measure_words(subject, one)) for one in measures_of(subject)])
        self.by.set_choices([Choice(one, field_words(one)) for one in fields_of(subject)])
        if not self.measure.value():
            self.measure.set_value(measures_of(subject)[0])
        if not self.by.value():
            self.by.set_value("month")
        self._fit_split()

    def _fit_split(self) -> None:
        """Offer what groups can be parted by: money and numbers alone, and only over time."""
        subject = Subject(self.subject.value())
        others = [one for one in fields_of(subject) if one != self.by.value()]
        self.split.set_choices([Choice("", _("nothing")), *(Choice(one, field_words(one)) for one in others)])
        if not self.split.value():
            self.split.set_value("")

    def _wanted(self, size: QSize, ratio: float) -> None:
        if self._finding is not None and self._finding.chart is not None:
            self._draw_chart(self._finding, size, ratio, self._chart.set_image)

    def _tell(self) -> None:
        self.asked.emit(self.question())

    def _keep(self, *, on_board: bool) -> None:
        title = self.name.value() or (self._finding.title if self._finding else "")
        self.kept.emit(title, self.question(), self._own_id, on_board)
