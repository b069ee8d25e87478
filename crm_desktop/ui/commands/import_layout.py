"""How the parts of an import's window stand: the head, the table with what is below it, and the cards beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Pane, column, row

#: Pixels at 100 % text: of the cards beside the table.
_SIDE = 330


def lay_out(
    window: QWidget, head: QLayout, above: QLayout, table: Sequence[QWidget | QLayout], cards: Sequence[Card]
) -> None:
    """Put the parts into a window; the table takes what room there is."""
    card = Card(padding=2)
    for part in table:
        if isinstance(part, QLayout):
            card.body.addLayout(part)
        else:
            card.body.addWidget(part)
    side, scroll, ground = Pane("canvas"), QScrollArea(), Pane("canvas")
    column(side, *cards, None, gap=14, margins=(4, 0, 8, 0))
    scroll.setWidget(side)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setFixedWidth(look().px(_SIDE))
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    left = column(None, above, card, gap=10)
    left.setStretch(1, 1)
    both = row(None, left, scroll, gap=14)
    both.setStretch(0, 1)
    outer = column(ground, head, both, gap=12, margins=(22, 16, 18, 18))
    outer.setStretch(1, 1)
    column(window, ground, gap=0)
