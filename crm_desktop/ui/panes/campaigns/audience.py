"""Who gets it: the conditions, who fits, who is left out and why, who remains."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.models.campaign_faces import AudienceFace
from crm_desktop.ui.panes.campaigns.bars import PartsBar
from crm_desktop.ui.panes.campaigns.reasons import ReasonList
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.figure import Figure
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text

#: The keys that open the lists of all who fit, of all left out, and of those who remain.
FITTING, OUT, IN = "fitting", "out", "in"


class AudienceCard(Card):
    """`card.show_audience(face)`. Signals: `opened(key)` with a list to be shown, `conditions_asked()`."""

    opened = Signal(str)
    conditions_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Recipients"), radius=12, edge="line", padding=18, parent=parent)
        self.change = Link(_("Change the conditions"), on=self.conditions_asked.emit)
        self.head.addWidget(self.change)
        self._conditions = QWidget()
        self._chips = FlowLayout(self._conditions)
        self._all, self._out, self._in = (Figure(20, on=self._opener(key), flush=True) for key in (FITTING, OUT, IN))
        self._in_words = Text("", 12, 400, "text2", elide=False)
        out_words = Text(meant("of a campaign", "left out"), 12, 400, "text2", elide=False)
        figures = row(
            None,
            _under(self._all, Text(_("fit"), 12, 400, "text2", elide=False)),
            Glyph("arrow-right", 16),
            _under(self._out, out_words),
            Glyph("arrow-right", 16),
            _under(self._in, self._in_words),
            None,
            gap=18,
        )
        self.bar = PartsBar()
        self.reasons = ReasonList()
        self.reasons.opened.connect(self.opened)
        self.remark = Text("", 12, 400, "text2", wrap=True)
        for part in (self._conditions,):
            self.body.addWidget(part)
        self.body.addLayout(figures)
        self.body.addSpacing(4)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.remark)

    def show_audience(self, face: AudienceFace) -> None:
        """Show other recipients."""
        clear(self._chips)
        for words in face.conditions:
            chip = Button(words, "chip", on=self.conditions_asked.emit)
            chip.setToolTip(_("Change the conditions"))
            self._chips.addWidget(chip)
        self._conditions.setVisible(bool(face.conditions))
        left_out = face.fitting - face.remaining
        self._all.show_figure(number(face.fitting), _("{n} fit, show them").format(n=face.fitting))
        self._out.show_figure("− " + number(left_out) if left_out else "0",
                              _("{n} left out, show them").format(n=left_out))  # fmt: skip
        self._in.show_figure(number(face.remaining), _("{n} remain, show them").format(n=face.remaining))
        self._in_words.setText(face.remain_words)
        self.bar.show_parts([face.remaining, *(reason.count for reason in face.reasons)], face.sentence)
        self.reasons.show_reasons(face.reasons)
        self.reasons.setVisible(bool(face.reasons))
        self.remark.setText(face.remark)
        self.remark.setVisible(bool(face.remark))
        self.change.setVisible(face.open)

    def _opener(self, key: str) -> Callable[[], None]:
        return lambda: self.opened.emit(key)


def _under(figure: Figure, words: Text) -> QWidget:
    """Return a figure with what it counts below it."""
    holder = QWidget()
    column(holder, row(None, figure, None), words, gap=0)
    return holder
