"""The dashboard: key figures, and the cards the user chose, each asked for and drawn on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.reports.dashboard import CardPlace
from crm_desktop.operations.reports.findings import Finding, KeyFigure
from crm_desktop.ui.panes.reports.chart_card import ChartCard
from crm_desktop.ui.panes.reports.drawing import Drawer
from crm_desktop.ui.panes.reports.grid import CardGrid
from crm_desktop.ui.panes.reports.key_card import KeyCard
from crm_desktop.ui.widgets.panes import Pane
from crm_desktop.ui.widgets.text import Text

#: Near an edge of the view a card that is carried makes it scroll.
_EDGE = 24
_MARGINS = (24, 20, 24, 24)
#: The order of the key figures.
KEYS = ("revenue", "expected", "rate", "time")


class Overview(QScrollArea):
    """`show_places(places)`, `show_key(figure)`, `show_finding(finding)`.

    Signals: `opened(name of a report)`, `wished(name, what)`: something of a card's menu;
    `moved(name, before which card)`: a card was carried elsewhere.
    """

    opened = Signal(str)
    wished = Signal(str, str)
    moved = Signal(str, int)

    def __init__(self, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawer = drawer
        self.cards: dict[str, ChartCard] = {}
        self._places: list[CardPlace] = []
        ground = Pane("canvas")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(*_MARGINS)
        self._grid = CardGrid()
        # Nothing has its place before it is known which cards there are.
        self._grid.hide()
        self._waiting = Text(_("Being worked out …"), 13, 400, "text3")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        outer.addWidget(self._waiting, 1)
        self.keys = {name: KeyCard(self._draw_key, self._grid) for name in KEYS}
        outer.addWidget(self._grid, 1)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(ground)
        for key in self.keys.values():
            key.opened.connect(self.opened)

    def show_places(self, places: Sequence[CardPlace]) -> None:
        """Let these cards stand there; cards that stay keep what they show."""
        for name in [name for name in self.cards if name not in {place.name for place in places}]:
            gone = self.cards.pop(name)
            gone.hide()
            gone.deleteLater()
        for place in places:
            if place.name not in self.cards:
                card = ChartCard(place.name, self._draw_chart, self._grid)
                card.opened.connect(self.opened)
                card.wished.connect(self.wished)
                card.dragged.connect(self._carry)
                self.cards[place.name] = card
        self._places = list(places)
        spans = [place.span for place in places]
        self._waiting.hide()
        self._grid.show()
        self._grid.show_cards(list(self.keys.values()), [self.cards[place.name] for place in places], spans)
        self._fill()

    def show_key(self, figure: KeyFigure) -> None:
        """Show a key figure."""
        self.keys[figure.name].show_figure(figure)

    def show_finding(self, finding: Finding) -> None:
        """Show a report on its card."""
        card = self.cards.get(finding.name)
        if card is not None:
            card.show_finding(finding)

    def _carry(self, name: str, at: QPoint, let_go: bool) -> None:
        """Show where a card would stand, or let it stand there."""
        edge = self.viewport().mapFromGlobal(at).y()
        bar = self.verticalScrollBar()
        if edge < _EDGE or edge > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + (_EDGE if edge > _EDGE else -_EDGE))
        place = self._grid.place_at(self._grid.mapFromGlobal(at))
        self._grid.mark(-1 if let_go else place)
        if let_go:
            self.moved.emit(name, place)

    def is_drawn(self) -> bool:
        """Whether every card shows what it should."""
        return bool(self.cards) and all(card.has_drawn() for card in self.cards.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the height anew."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        self._grid.give_height(self.viewport().height() - _MARGINS[1] - _MARGINS[3])

    def _draw_key(self, figure: KeyFigure, size: QSize, ratio: float, then: Callable[[QImage, str], None]) -> None:
        self._drawer.draw(f"key {figure.name}", figure.trend, size, ratio, then)

    def _draw_chart(self, finding: Finding, size: QSize, ratio: float, then: Callable[[QImage, str], None]) -> None:
        self._drawer.draw(f"card {finding.name}", finding.chart, size, ratio, partial(_sure, then))


def _sure(then: Callable[[QImage, str], None], image: QImage, words: str) -> None:
    then(image, words)
