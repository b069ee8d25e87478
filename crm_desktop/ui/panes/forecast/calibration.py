"""Whether chances came true: of deals called so likely, how many were won, as three bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.formats import number, percent
from crm_desktop.base.i18n import _
from crm_desktop.engine.backtest import ChanceClass
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, box, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.painted import Painted

#: Between these chances lie the three classes.
_BOUNDS = (0.0, 0.3, 0.6, 1.0)
_ROW = 24


class Group(NamedTuple):
    """Deals that were given about the same chance: mean chance, share that was won, how many."""

    lower: float
    upper: float
    foreseen: float
    happened: float
    deals: int


def grouped(classes: Sequence[ChanceClass]) -> list[Group]:
    """Return the fine classes of a record as three; those without deals are left out."""
    found = []
    for lower, upper in pairwise(_BOUNDS):
        inside = [one for one in classes if lower - 1e-9 <= one.lower < upper - 1e-9]
        deals = sum(one.deals for one in inside)
        if deals:
            foreseen = sum(one.foreseen * one.deals for one in inside) / deals
            happened = sum(one.happened * one.deals for one in inside) / deals
            found.append(Group(lower, upper, foreseen, happened, deals))
    return found


class Calibration(Painted):
    """A head and a row a class: the bar is what was said, the mark what happened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_classes(self, classes: Sequence[ChanceClass]) -> None:
        """Show other classes."""
        self._groups = grouped(classes)
        words = " ".join(sentence(group) for group in self._groups)
        self.setAccessibleName(_("What was said, and what happened"))
        self.setAccessibleDescription(words)
        self.setToolTip("\n".join(sentence(group) for group in self._groups))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of head and rows."""
        return QSize(look().px(220), look().px(_ROW) * (len(self._groups) + 1) if self._groups else 0)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw head and rows."""
        if not self._groups:
            return
        high = now.px(_ROW)
        cells = self._cells(area, now)
        small, ink = font(12), now.colour("text3")
        for cell, words, align in zip(
            cells, (_("said"), "", _("came true"), _("Deals")), (LEFT, LEFT, RIGHT, RIGHT), strict=True
        ):
            text(painter, QRectF(cell.x(), 0, cell.width(), high), words, small, ink, align=align)
        for place, group in enumerate(self._groups, 1):
            top = place * high
            name, bar, share, deals = (QRectF(cell.x(), top, cell.width(), high) for cell in cells)
            text(painter, name, label(group), font(12), now.colour("text2"), align=LEFT)
            self._bar(painter, bar, group, now)
            text(painter, share, percent(group.happened), font(12, 600, tabular=True), now.colour("text"), align=RIGHT)
            text(painter, deals, number(group.deals), font(12, tabular=True), ink, align=RIGHT)

    @staticmethod
    def _cells(area: QRectF, now: Look) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """Return the columns: name, bar, share, number."""
        name, share, deals, gap = now.px(84), now.px(68), now.px(56), now.px(8)
        bar = max(now.px(24), area.width() - name - share - deals - gap)
        return (
            QRectF(0, 0, name, 0), QRectF(name, 0, bar, 0), QRectF(name + bar, 0, share, 0),
            QRectF(name + bar + share + gap, 0, area.width() - name - bar - share - gap, 0),
        )  # fmt: skip

    @staticmethod
    def _bar(painter: QPainter, area: QRectF, group: Group, now: Look) -> None:
        thick, middle = now.px(4), area.center().y()
        trough = QRectF(area.x(), middle - thick / 2, area.width(), thick)
        box(painter, trough, thick / 2, now.colour("line"))
        box(
            painter,
            QRectF(trough.x(), trough.y(), trough.width() * group.foreseen, thick),
            thick / 2,
            now.colour("accent"),
        )
        mark = trough.x() + trough.width() * group.happened
        painter.fillRect(QRectF(mark - 1, middle - now.px(6), 2, 2 * now.px(6)), now.colour("text"))


def label(group: Group) -> str:
    """Return the name of a class."""
    if group.lower <= 0:
        return _("under {share}").format(share=percent(group.upper))
    if group.upper >= 1:
        return _("over {share}").format(share=percent(group.lower))
    return f"{round(group.lower * 100)}–{percent(group.upper)}"


def sentence(group: Group) -> str:
    """Return a class as a sentence."""
    return _("Of deals called {low} to {high}, {share} were won in time (n = {n}).").format(
        low=percent(group.lower), high=percent(group.upper), share=percent(group.happened), n=number(group.deals)
    )
