"""Small parts of a lane's head: the bar of its share of the board, and amounts said in thousands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.stage_glyph import stage_colour

_THOUSAND = 100_000


class ShareBar(Painted):
    """`bar.show_share(0.31, place, number)`: how much of the board lies in a lane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._place, self._number = 0.0, 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, place: int, number_: int) -> None:
        """Show another share, 0 to 1, in the colour of the lane's place."""
        self._share, self._place, self._number = share, place, number_
        words = _("{share} of the board").format(share=percent(share))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin bar with air above and below."""
        return QSize(look().px(30), look().px(12))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the whole as a trough and the share in it."""
        bar = QRectF(area.x(), area.center().y() - 1.5, area.width(), 3)
        box(painter, bar, 1.5, now.colour("line_strong"))
        if self._share > 0:
            bar.setWidth(max(3.0, bar.width() * min(1.0, self._share)))
            box(painter, bar, 1.5, stage_colour(self._place, self._number))


def thousands(low: int, high: int, currency: str) -> str:
    """Return a range of cents briefly: €71–124k; small ones in whole units."""
    if high < 10 * _THOUSAND:
        if low == high:
            return amount(high, currency, whole=True)
        return f"{number(round(low / 100))}–{amount(round(high, -2), currency, whole=True)}"
    sign = {"EUR": "€", "USD": "$", "GBP": "£"}.get(currency, currency)
    ends = list(dict.fromkeys(number(round(cents / _THOUSAND)) for cents in (low, high)))
    return _("{currency}{amount}k").format(amount="–".join(ends), currency=sign)
