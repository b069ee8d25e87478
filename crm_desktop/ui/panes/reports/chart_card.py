"""One report as a card of the dashboard: title, chart, what to do with it, or why there is nothing to draw yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.reports.findings import Finding
from crm_desktop.ui.models.report_table import ReportTable, lines_table
from crm_desktop.ui.panes.reports.tables import ReportTableView
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.title_button import TitleButton

_LEAST = 250
_MOVES = {
    Qt.Key.Key_Left: "back", Qt.Key.Key_Up: "back", Qt.Key.Key_Right: "forth", Qt.Key.Key_Down: "forth",
}  # fmt: skip

#: Draws a chart: `(finding, size, ratio, then)`.
DrawChart = Callable[[Finding, QSize, float, Callable[[QImage, str], None]], None]


class ChartCard(Card):
    """`card.show_finding(finding)`. Signals: `opened(name)`, `wished(name, what)` for what its menu offers."""

    opened = Signal(str)
    wished = Signal(str, str)
    #: Taken by its head: where the pointer is, on the screen; and whether it was let go there.
    dragged = Signal(str, QPoint, bool)

    def __init__(self, name: str, draw: DrawChart, parent: QWidget | None = None) -> None:
        super().__init__(radius=12, edge="line", parent=parent)
        self.name = name
        self._draw_chart = draw
        self._taken: QPoint | None = None
        self._moving = False
        self.finding: Finding | None = None
        self._title = TitleButton(on=self._open)
        self._subtitle = Text("", 12, 400, "text3")
        self._more = IconButton("ellipsis", _("What to do with this card"), small=True)
        self._more.set_menu(self._menu())
        head = row(None, column(None, row(None, self._title, None), self._subtitle, gap=1), self._more, gap=8)
        head.setStretch(0, 1)
        head.setAlignment(self._more, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._chart = ChartView("", least=QSize(160, 120))
        self._chart.wanted.connect(self._wanted)
        self._chart.opened.connect(self._open)
        self._chart.clicked.connect(lambda _x, _y: self._open())
        self._model = ReportTable(self)
        self._table = ReportTableView(self._model, name=_("Table"))
        self._table.chosen.connect(lambda _line: self._open())
        self._missing = Text("", 13, 400, "text2", wrap=True)
        self._missing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._chart)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._message())
        self.body.addWidget(self._stack, 1)
        self.setMinimumHeight(look().px(_LEAST))
        self._missing.setText(_("Being worked out …"))
        self._stack.setCurrentIndex(2)

    def show_finding(self, finding: Finding) -> None:
        """Show what was found."""
        self.finding = finding
        self._title.setText(finding.title)
        self._subtitle.setText(finding.subtitle)
        self.setAccessibleName(finding.title)
        self._chart.setAccessibleName(finding.title)
        heads, rows = lines_table(finding)
        self._model.show(heads, rows)
        self._table.setAccessibleName(finding.title)
        self._missing.setText(finding.missing)
        as_table = self._stack.currentIndex() == 1 and not finding.missing
        self._stack.setCurrentIndex(2 if finding.missing else 1 if as_table or finding.chart is None else 0)
        if self._stack.currentIndex() == 0:
            self._chart.ask()

    def has_drawn(self) -> bool:
        """Whether it shows what it should: the chart, the table, or the reason for neither."""
        return self.finding is not None and (self._stack.currentIndex() != 0 or self._chart.has_image())

    def turn(self) -> None:
        """Show the table in place of the chart, or the chart again."""
        if self.finding is None or self.finding.missing or self.finding.chart is None:
            return
        self._stack.setCurrentIndex(0 if self._stack.currentIndex() == 1 else 1)
        if self._stack.currentIndex() == 0 and not self._chart.has_image():
            self._chart.ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the card by its head."""
        if event.button() is Qt.MouseButton.LeftButton and event.position().y() < self._stack.y():
            self._taken = event.globalPosition().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it about; a small slip is a click."""
        at = event.globalPosition().toPoint()
        if self._taken is not None:
            far = (at - self._taken).manhattanLength() >= QApplication.startDragDistance()
            self._moving = self._moving or far
        if self._moving:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.name, at, False)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        moving, self._taken, self._moving = self._moving, None, False
        self.unsetCursor()
        if moving:
            self.dragged.emit(self.name, event.globalPosition().toPoint(), True)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the card with Shift and an arrow, where the keyboard is inside it."""
        wish = _MOVES.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else None
        if wish is None:
            super().keyPressEvent(event)
        else:
            self._wish(wish)

    def _message(self) -> QWidget:
        held = QWidget()
        middle = row(None, None, Glyph("info", 16, tone="text3"), self._missing, None, gap=8)
        column(held, None, middle, None)
        return held

    def _menu(self) -> Menu:
        menu = Menu(self._more)
        menu.entry(_("Open the report"), "maximize", on=self._open, key="Enter")
        menu.entry(_("Chart or table"), "table", on=self.turn, key="T")
        menu.entry(_("Show what is behind it"), "list", on=partial(self._wish, "behind"))
        menu.addSeparator()
        for key, words, icon in (
            ("pdf", _("Save as PDF …"), "printer"), ("png", _("Save as picture …"), "image"),
            ("csv", _("Save as CSV …"), "file-text"), ("xlsx", _("Save for Excel …"), "file-spreadsheet"),
            ("copy", _("Copy the table"), "copy"),
        ):  # fmt: skip
            menu.entry(words, icon, on=partial(self._wish, key))
        menu.addSeparator()
        back, forth = (_("Shift+{key}").format(key=arrow) for arrow in "←→")
        for key, words, icon, keys in (
            ("back", _("Move forward"), "arrow-up", back), ("forth", _("Move back"), "arrow-down", forth),
            ("wider", _("Wider or narrower"), "arrow-left-right", ""), ("away", _("Take off the dashboard"), "x", ""),
        ):  # fmt: skip
            menu.entry(words, icon, on=partial(self._wish, key), key=keys)
        return menu

    def _wanted(self, size: QSize, ratio: float) -> None:
        if self.finding is not None and self.finding.chart is not None:
            self._draw_chart(self.finding, size, ratio, self._chart.set_image)

    def _wish(self, what: str) -> None:
        self.wished.emit(self.name, what)

    def _open(self) -> None:
        self.opened.emit(self.name)
