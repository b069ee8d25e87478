"""How complete and how fresh the data is, and how its health went day by day: below the queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import day, percent
from crm_desktop.base.i18n import _
from crm_desktop.domain.quality import Health
from crm_desktop.ui.theme.drawing import RIGHT, box, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_ROW, _BAR = 34, 4
_LINE, _HEAD, _NOTE = 34, 20, 18


class StockBars(Painted):
    """`bars.show_shares({"reach": 0.96, …})`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: list[tuple[str, float]] = []

    def show_shares(self, shares: Mapping[str, float]) -> None:
        """Show other shares."""
        words = {
            "reach": _("Phone or e-mail"), "address": _("Address of companies"),
            "category": _("Category of companies"), "fresh": _("In touch within two years"),
        }  # fmt: skip
        self._shares = [(words[key], share) for key, share in shares.items() if key in words]
        self.setAccessibleName("; ".join(f"{name}: {percent(share)}" for name, share in self._shares))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Have room for each bar with its words."""
        return QSize(look().px(200), look().px(_ROW) * len(self._shares))

    def minimumSizeHint(self) -> QSize:
        """Never cut a bar."""
        return QSize(look().px(120), self.sizeHint().height())

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw words, share and bar of each."""
        for place, (name, share) in enumerate(self._shares):
            top = area.y() + place * now.px(_ROW)
            line = QRectF(area.x(), top, area.width(), now.px(20))
            text(painter, line, percent(share), font(12, 600, tabular=True), now.colour("text"), align=RIGHT)
            text(painter, line.adjusted(0, 0, -now.px(48), 0), name, font(12, 400), now.colour("text2"))
            trough = QRectF(area.x(), top + now.px(22), area.width(), _BAR)
            box(painter, trough, _BAR / 2, now.colour("line"))
            full = QRectF(trough.x(), trough.y(), trough.width() * min(1.0, share), _BAR)
            box(painter, full, _BAR / 2, now.colour("accent"))


class HealthLine(Painted):
    """`line.show_days([Health, …])`: the share of sound contacts today, and a small line of the days before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[Health] = ()

    def show_days(self, days: Sequence[Health]) -> None:
        """Show other days, the oldest first."""
        self._days = tuple(days)
        self.setVisible(bool(self._days))
        self.setAccessibleName(self.words())
        self.setToolTip(self.words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what the line says as a sentence."""
        if not self._days:
            return ""
        last, first = self._days[-1], self._days[0]
        said = _("{share} of the contacts need nothing.").format(share=percent(last.share))
        if len(self._days) < 2:
            return f"{said} {_not_yet()}"
        was = _("On {day} it was {share}.").format(day=day(first.day), share=percent(first.share))
        return f"{said} {was}"

    def sizeHint(self) -> QSize:
        """Have room for a line of words and for the drawn one, or for what is said in its place on the first day."""
        return QSize(look().px(200), look().px(_HEAD + (_LINE if len(self._days) > 1 else _NOTE)))

    def minimumSizeHint(self) -> QSize:
        """Never cut the line."""
        return QSize(look().px(120), self.sizeHint().height())

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw today's share and the line that led there."""
        if not self._days:
            return
        head = QRectF(area.x(), area.y(), area.width(), now.px(_HEAD))
        text(painter, head, percent(self._days[-1].share), font(12, 600, tabular=True), now.colour("text"), align=RIGHT)
        text(painter, head.adjusted(0, 0, -now.px(48), 0), _("Contacts in order"), font(12, 400), now.colour("text2"))
        if len(self._days) < 2:
            below = QRectF(area.x(), head.bottom(), area.width(), now.px(_NOTE))
            text(painter, below, _not_yet(), font(11, 400), now.colour("text3"))
        else:
            self._draw_line(painter, QRectF(area.x(), head.bottom() + 4, area.width(), now.px(_LINE) - 10), now)

    def _draw_line(self, painter: QPainter, area: QRectF, now: Look) -> None:
        points = places([(one.day.toordinal(), one.share) for one in self._days], area.adjusted(1, 2, -3, -2))
        pen = QPen(now.colour("accent"), 1.8)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))
        x, y = points[-1]
        box(painter, QRectF(x - 3, y - 3, 6, 6), 3, now.colour("accent"))


def _not_yet() -> str:
    return _("How it goes is drawn from tomorrow on.")


def places(values: Sequence[tuple[float, float]], area: QRectF) -> list[tuple[float, float]]:
    """Return where the points of a line lie within an area; a line that does not change lies in the middle."""
    first, last = values[0][0], values[-1][0]
    least, most = min(value for _at, value in values), max(value for _at, value in values)
    width, height = max(1.0, last - first), most - least
    return [
        (
            area.x() + area.width() * (at - first) / width,
            area.bottom() - area.height() * ((value - least) / height if height else 0.5),
        )
        for at, value in values
    ]
