"""What stands on a board without deals: what it is good for, one thing to do, three sources."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, shadow
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.empty import IconDisc
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.text import Text

_WIDE, _SHADOW = 620, 24


class EmptyCard(Painted):
    """A card in the middle of the lanes. `add`, `take_in`, `contact` and `stages` are what its buttons do."""

    def __init__(
        self, host: QWidget, *, add: Callable[[], object], take_in: Callable[[], object],
        contact: Callable[[], object], stages: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._host = host
        words = Text(_("Every chance of an order, in one place"), 20, 600, wrap=True)
        detail = Text(
            _("A deal goes from the first question to the promise. So you see what is to be done next, and what you "
              "can count on."), 13, 400, "text2", wrap=True,
        )  # fmt: skip
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (words, detail):
            label.setAlignment(middle | Qt.AlignmentFlag.AlignTop)
        first = Button(_("Add the first deal"), "primary", icon="plus", key="N", on=add)
        sources = [
            _source("user", _("From a contact"), _("whoever asked"), contact),
            _source("download", _("From a table"), _("Excel or CSV"), take_in),
            _source("workflow", _("Set up the stages"), _("your own way of selling"), stages),
        ]
        below = row(None, *sources, gap=18)
        inner = _SHADOW + 28
        top = column(None, gap=10, margins=(inner, _SHADOW + 26, inner, 20))
        top.addWidget(IconDisc("square-kanban"), 0, middle)
        top.addSpacing(6)
        top.addWidget(words)
        top.addWidget(detail)
        top.addSpacing(6)
        top.addWidget(first, 0, middle)
        top.addSpacing(8)
        top.addWidget(Line())
        top.addSpacing(6)
        top.addLayout(below)
        note = row(
            None, Glyph("info"),
            Text(_("The percentages are starting values. From 20 closed deals on, your own are counted with."), 12, 400,
                 "text2", wrap=True),
            gap=10, margins=(inner, 12, inner, 14 + _SHADOW),
        )  # fmt: skip
        note.setStretch(1, 1)
        line = Line()
        column(self, top, row(None, line, margins=(_SHADOW, 0, _SHADOW, 0)), note)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        host.installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Stand in the middle of the host."""
        width = min(look().px(_WIDE) + 2 * _SHADOW, self._host.width())
        layout = self.layout()
        tall = layout.totalHeightForWidth(width) if layout is not None else self.sizeHint().height()
        height = min(max(tall, 120), max(120, self._host.height()))
        x, y = (self._host.width() - width) // 2, max(0, round((self._host.height() - height) * 0.46))
        self.setGeometry(x, y, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the raised card."""
        inner = area.adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        shadow(painter, inner, metrics.RADIUS_OVERLAY, 2)
        box(painter, inner, metrics.RADIUS_OVERLAY, now.colour("raised"), now.colour("line_strong"))


def _source(icon: str, words: str, detail: str, on: Callable[[], object]) -> QWidget:
    holder = QWidget()
    beside = column(None, Link(words, on=on), Text(detail, 12, 400, "text3"), gap=2)
    row(holder, Glyph(icon, 18), beside, gap=8)
    return holder
