"""One key figure on top of the dashboard: name, value, its small figure, and how it changed in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.reports.findings import KeyFigure
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.theme.palette import Tone
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.figure import Figure
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text

_TONES: dict[str, Tone] = {"good": "success", "bad": "warning"}
_ROLES: dict[str, Role] = {"good": "success", "bad": "warning"}
#: Height of the card and size of the small figure at 100 % text.
_TALL, _TREND, _NARROW = 118, QSize(112, 62), 84

#: Draws the small figure: `(figure, size, ratio, then)`.
DrawTrend = Callable[[KeyFigure, QSize, float, Callable[[QImage, str], None]], None]


class KeyCard(Card):
    """`card.show_figure(figure)`. Signal: `opened(name of a report)`."""

    opened = Signal(str)

    def __init__(self, draw: DrawTrend, parent: QWidget | None = None) -> None:
        super().__init__(radius=12, edge="line", padding=14, parent=parent)
        self._draw_trend = draw
        self._figure: KeyFigure | None = None
        self._label = Text(_("Being worked out …"), 12, 500, "text2", elide=False)
        self._of = Text("", 12, 400, "text3")
        self._value = Figure(26, on=self._open, flush=True)
        self._trend = ChartView("", least=QSize(40, 40))
        self._trend.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._trend.setFixedHeight(look().px(_TREND.height()))
        # The value is never cut; beside a long one the small figure gives way.
        self._trend.setMinimumWidth(look().px(_NARROW))
        self._trend.setMaximumWidth(look().px(_TREND.width()))
        self._trend.wanted.connect(self._wanted)
        self._line = row(None, gap=6)
        names = row(None, self._label, self._of, None, gap=8)
        value = row(None, self._value, None)
        left = column(None, names, value, None, gap=2)
        top = row(None, left, gap=8)
        top.setStretch(0, 1)
        top.addWidget(self._trend, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addStretch(1)
        self.body.addLayout(self._line)
        self.setMinimumHeight(look().px(_TALL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._trend.hide()

    def show_figure(self, figure: KeyFigure) -> None:
        """Show another figure."""
        self._figure = figure
        self._label.setText(figure.label)
        # Beside the name there is little room: where the lower corner is free, it stands there.
        beside, below = (figure.of, figure.aside) if figure.aside else ("", figure.of)
        self._of.setText(beside)
        self._of.setVisible(bool(beside))
        words = f"{figure.label}: {figure.value}"
        self._value.show_figure(figure.value, ", ".join(part for part in (words, figure.of, figure.change) if part))
        self._value.setAccessibleDescription(figure.tip)
        self.setAccessibleName(figure.label)
        self.setToolTip(figure.tip)
        clear(self._line)
        if figure.change:
            if figure.icon:
                self._line.addWidget(Glyph(figure.icon, 14, tone=_ROLES.get(figure.tone, "text2")))
            self._line.addWidget(Text(figure.change, 12, 500 if figure.tone else 400, _TONES.get(figure.tone, "text2")))
        self._line.addStretch(1)
        if below:
            self._line.addWidget(Text(below, 11, 400, "text3"))
        self._trend.setVisible(figure.trend is not None)
        self._trend.setAccessibleName(_("{name}, course").format(name=figure.label))
        if figure.trend is not None:
            self._trend.ask()

    def _wanted(self, size: QSize, ratio: float) -> None:
        if self._figure is not None and self._figure.trend is not None:
            self._draw_trend(self._figure, size, ratio, self._trend.set_image)

    def _open(self) -> None:
        if self._figure is not None and self._figure.opens:
            self.opened.emit(self._figure.opens)
