"""One report in full: its question, filters, chart, the finding in a sentence, and the table; Enter opens cases."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.reports.findings import Behind, Finding, Line, customers_of
from crm_desktop.ui.models.report_table import ReportTable, lines_table
from crm_desktop.ui.panes.reports.filter_bar import FilterBar
from crm_desktop.ui.panes.reports.tables import ReportTableView
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text

DrawChart = Callable[[Finding, QSize, float, Callable[[QImage, str], None]], None]
_CHART, _TABLE = 300, 240


class ReportPage(QScrollArea):
    """`page.show_finding(finding, about)`. Signals: `behind(Behind, name)`, `pinned()`, `edited()`.

    `listed(title, ids)`: the customers of the report are wanted as a list of contacts.
    """

    behind = Signal(object, str)
    pinned = Signal()
    edited = Signal()
    listed = Signal(str, object)

    def __init__(self, draw: DrawChart, filters: FilterBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw_chart = draw
        self._finding: Finding | None = None
        self.filters = filters
        self._title = Text("", 16, 600)
        self._about = Text("", 13, 400, "text2", wrap=True)
        self._pin = Button(_("Onto the dashboard"), "secondary", icon="pin", on=self.pinned.emit)
        self._edit = Button(_("Change"), "secondary", icon="pencil", on=self.edited.emit)
        self.to_contacts = Button(_("Show in Contacts"), "secondary", icon="users", on=self._list)
        self._chart = ChartView("", least=QSize(200, 160))
        self._chart.wanted.connect(self._wanted)
        self._chart.opened.connect(self._open_all)
        self._chart.setMinimumHeight(look().px(_CHART))
        self._missing = Text("", 13, 400, "text2", wrap=True)
        self._none = QWidget()
        row(self._none, None, Glyph("info", 16, tone="text3"), self._missing, None, gap=8, margins=(0, 40, 0, 40))
        self._sentence = Text("", 13, 500, wrap=True)
        self._note = Text("", 12, 400, "text3", wrap=True)
        self.model = ReportTable(self)
        self.table = ReportTableView(self.model, name=_("Table"))
        self.table.chosen.connect(self._chosen)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._build()

    def show_finding(self, finding: Finding, about: str, *, own: bool, on_board: bool) -> None:
        """Show what was found."""
        self._finding = finding
        self._title.setText(f"{finding.title}")
        self._about.setText(f"{about} {finding.subtitle}".strip() if about else finding.subtitle)
        self.filters.allow(finding.narrows)
        self._pin.setVisible(not on_board)
        self._edit.setVisible(own)
        self.to_contacts.setVisible(bool(customers_of(finding)))
        self._sentence.setText("" if finding.missing else finding.sentence)
        self._sentence.setVisible(not finding.missing and bool(finding.sentence))
        self._note.setText(finding.note)
        self._note.setVisible(bool(finding.note))
        self._missing.setText(finding.missing)
        self._none.setVisible(bool(finding.missing))
        drawn = finding.chart is not None and not finding.missing
        self._chart.setVisible(drawn)
        self._chart.setAccessibleName(finding.title)
        heads, rows = lines_table(finding)
        self.model.show(heads, rows)
        self.table.setAccessibleName(finding.title)
        self.table.setVisible(bool(rows))
        wanted = look().table_row * (len(rows) + 1) + look().px(22)
        self.table.setMinimumHeight(min(max(wanted, look().px(80)), look().px(_TABLE) * 3))
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        if drawn:
            self._chart.ask()

    def is_drawn(self) -> bool:
        """Whether the chart is there, or the reason why there is none."""
        found = self._finding
        return found is not None and (found.chart is None or bool(found.missing) or self._chart.has_image())

    def _build(self) -> None:
        head = row(None, self._title, None, self.to_contacts, self._edit, self._pin, gap=8)
        head.setStretch(0, 1)
        card = Card(radius=12, edge="line")
        for part in (self._chart, self._none, self._sentence, self._note):
            card.body.addWidget(part)
        below = Card(radius=12, edge="line", padding=10)
        below.body.addWidget(self.table, 1)
        ground = Pane("canvas")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(24, 16, 24, 20)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(self._about)
        outer.addWidget(self.filters)
        outer.addWidget(card)
        outer.addWidget(below, 1)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(ground)

    def _wanted(self, size: QSize, ratio: float) -> None:
        if self._finding is not None and self._finding.chart is not None:
            self._draw_chart(self._finding, size, ratio, self._chart.set_image)

    def _chosen(self, about: object) -> None:
        if isinstance(about, Line) and about.behind is not None:
            self.behind.emit(about.behind, about.name)

    def _list(self) -> None:
        if self._finding is not None:
            self.listed.emit(self._finding.title, customers_of(self._finding))

    def _open_all(self) -> None:
        if self._finding is not None:
            self.behind.emit(Behind(), self._finding.title)
