"""The card at the right: what is expected, its range with the goal, where it comes from, and how sure the goal is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _
from crm_desktop.operations.forecasts import Outlook
from crm_desktop.ui.theme.drawing import CENTRE, box, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.theme.palette import Tone
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import Line, row
from crm_desktop.ui.widgets.text import Text


class RangeBar(Painted):
    """Expected, the 50 and 80 % ranges and the goal on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Outlook | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_outlook(self, found: Outlook) -> None:
        """Show another forecast."""
        self._found = found
        forecast = found.forecast
        low, high = (amount(cents, found.currency, whole=True) for cents in (forecast.p10_cents, forecast.p90_cents))
        self.setAccessibleName(_("With 80 % between {low} and {high}").format(low=low, high=high))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of bar and labels."""
        return QSize(look().px(240), look().px(64))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw ranges, marks and labels."""
        if self._found is None:
            return
        forecast = self._found.forecast
        target = self._found.target_cents
        ends = [forecast.p10_cents, forecast.p90_cents, *([target] if target else [])]
        low, high = min(ends), max(*ends, min(ends) + 1)
        margin = (high - low) * 0.16
        scale = area.width() / (high - low + 2 * margin)

        def x(cents: float) -> float:
            return (cents - low + margin) * scale

        middle, half = now.px(30), now.px(8)
        painter.fillRect(QRectF(0, middle - 1, area.width(), 2), now.colour("line"))
        wide = QRectF(x(forecast.p10_cents), middle - half, x(forecast.p90_cents) - x(forecast.p10_cents), 2 * half)
        box(painter, wide, 3, now.faded("accent", 0.18))
        narrow = QRectF(x(forecast.p25_cents), middle - half, x(forecast.p75_cents) - x(forecast.p25_cents), 2 * half)
        box(painter, narrow, 0, now.faded("accent", 0.30))
        at = x(forecast.expected_cents)
        painter.fillRect(QRectF(at - 1.5, middle - half - 2, 3, 2 * half + 4), now.colour("accent"))
        for cents, strong in (
            (forecast.p10_cents, False),
            (forecast.p90_cents, False),
            (forecast.expected_cents, True),
        ):
            self._label(painter, now, QPointF(x(cents), middle + half + now.px(11)), _thousands(cents), strong=strong)
        if target:
            pen = QPen(now.colour("text"), 1.4)
            pen.setDashPattern([2.0, 2.0])
            painter.setPen(pen)
            painter.drawLine(round(x(target)), round(middle - half - 4), round(x(target)), round(middle + half + 4))
            words = _("Goal {amount}").format(amount=_thousands(target))
            self._label(painter, now, QPointF(x(target), now.px(9)), words, strong=False)

    def _label(self, painter: QPainter, now: Look, at: QPointF, words: str, *, strong: bool) -> None:
        type_ = font(12, 600 if strong else 400, tabular=True)
        width = text_width(words, type_) + 4
        left = min(max(0.0, at.x() - width / 2), self.width() - width)
        place = QRectF(left, at.y() - 8, width, 16)
        text(painter, place, words, type_, now.colour("text" if strong else "text2"), align=CENTRE)


class Summary(Card):
    """What to expect of a period; during a what-if both figures stay in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Expected"), radius=12, edge="line", parent=parent)
        self._value = Text("", 26, 600, tabular=True, elide=False)
        self.body.addLayout(row(None, self._value, None))
        self._range = RangeBar()
        self.body.addWidget(self._range)
        self._what_if = _Pair(_("without them"), "warning")
        self._booked = _Pair(_("already won in this period"))
        self._known = _Pair(_("from known deals"))
        self._new = _Pair(_("new business, not known yet"))
        self._pace = _Pair(_("going on as lately"))
        self._goal = _Pair("", "text")
        self.body.addLayout(self._what_if)
        self.body.addWidget(Line())
        for pair in (self._booked, self._known, self._new, self._pace):
            self.body.addLayout(pair)
        self._line = Line()
        self.body.addWidget(self._line)
        self.body.addLayout(self._goal)

    def show_outlook(self, name: str, base: Outlook, what_if: Outlook | None) -> None:
        """Show a forecast, and beside it the one without the deals left out."""
        forecast, currency = base.forecast, base.currency
        self.title.setText(_("Expected in {period}").format(period=name))
        self._value.setText(amount(forecast.expected_cents, currency, whole=True))
        self._range.show_outlook(what_if or base)
        if what_if is not None:
            other = what_if.forecast.expected_cents
            change = amount(other - forecast.expected_cents, currency, whole=True)
            self._what_if.show_value(f"{amount(other, currency, whole=True)} ({change})")
        self._what_if.set_shown(what_if is not None)
        for pair, cents in (
            (self._booked, forecast.booked_cents), (self._known, forecast.known_cents),
            (self._new, forecast.new_business_cents), (self._pace, forecast.adjustment_cents),
        ):  # fmt: skip
            pair.show_value(amount(cents, currency, whole=True))
            pair.set_shown(bool(round(cents, -2)))
        self._show_goal(base, what_if)

    def _show_goal(self, base: Outlook, what_if: Outlook | None) -> None:
        has_goal = base.target_cents is not None and base.target_chance is not None
        self._line.setVisible(has_goal)
        self._goal.set_shown(has_goal)
        if base.target_cents is None or base.target_chance is None:
            return
        goal = amount(base.target_cents, base.currency, whole=True)
        self._goal.show_name(_("{goal} will be reached").format(goal=goal))
        chance = percent(base.target_chance)
        if what_if is not None and what_if.target_chance is not None:
            chance += f" → {percent(what_if.target_chance)}"
        self._goal.show_value(chance)


class _Pair(QHBoxLayout):
    """A name at the left and a figure at the right."""

    def __init__(self, name: str, tone: Tone = "text") -> None:
        super().__init__()
        self._name = Text(name, 13, 400, "text2")
        self._value = Text("", 13, 600, tone, tabular=True, elide=False)
        self.addWidget(self._name, 1)
        self.addWidget(self._value)

    def show_name(self, name: str) -> None:
        """Show another name."""
        self._name.setText(name)

    def show_value(self, value: str) -> None:
        """Show another figure."""
        self._value.setText(value)

    def set_shown(self, shown: bool) -> None:
        """Show the pair, or hide it."""
        self._name.setVisible(shown)
        self._value.setVisible(shown)


def _thousands(cents: int) -> str:
    """Return an amount in thousands, as labels of the bar show it."""
    return f"{cents / 100_000:,.0f}"
