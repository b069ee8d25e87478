"""What a survey gave: the score with its range, how it went by month, what was chosen, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from crm_desktop.base.formats import day as day_words
from crm_desktop.base.formats import month, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.panes.campaigns.bars import PartsBar
from crm_desktop.ui.widgets.bar_button import BarButton
from crm_desktop.ui.widgets.card import Card, value_pair
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.short_list import ShortList, ShortRow
from crm_desktop.ui.widgets.text import Text, note

if TYPE_CHECKING:
    from crm_desktop.operations.campaigns.surveys import SurveyResults
    from crm_desktop.store.queries.surveys import AnswerRow

_MONTHS, _BAR, _SAID = 12, 150, 12


class SurveyResult(QWidget):
    """`result.show_results(results, marks)`. Signal: `contact_asked(id)`."""

    contact_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score, self.course = (
            Card(_("Recommendation"), radius=12, edge="line"),
            Card(_("Mean mark by month, of 10"), radius=12, edge="line"),
        )
        self.chosen, self.said = (
            Card(_("What was chosen"), radius=12, edge="line"),
            Card(_("What was said"), radius=12, edge="line"),
        )
        self.customers = Card(_("By customer"), radius=12, edge="line")
        self.marks = ShortList(_("By customer"))
        self.marks.opened.connect(self.contact_asked)
        self.customers.body.addWidget(self.marks)
        self.empty = note("")
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(16)
        for card in (self.score, self.course):
            self._top.addWidget(card, 1)
        column(self, self.empty, self._top, self.chosen, self.customers, self.said, gap=16)

    def follow_width(self, *, narrow: bool) -> None:
        """Put score and course below each other where there is no room beside."""
        way = QBoxLayout.Direction
        self._top.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def show_results(self, found: SurveyResults, marks: Sequence[AnswerRow]) -> None:
        """Show other results."""
        self.marks.show_rows([
            ShortRow(one.contact_id or 0, one.name, day_words(one.day), _("{mark} of 10").format(mark=one.mark))
            for one in marks[:_SAID]
        ])  # fmt: skip
        self.customers.setVisible(bool(marks))
        self.empty.setText(
            _("Nobody has answered yet. Enter the first answers, read them from a file, or send the survey.")
        )
        self.empty.setVisible(not found.replies)
        self._show_score(found)
        self._show_course(found)
        self._show_chosen(found)
        clear(self.said.body)
        for one in found.words[:_SAID]:
            self.said.body.addWidget(Text(_("“{words}”").format(words=one.words), 13, 400, wrap=True))
            about = ", ".join(part for part in (one.name, day_words(one.day)) if part)
            self.said.body.addWidget(note(about, "text3"))
        self.said.setVisible(bool(found.words))

    def _show_score(self, found: SurveyResults) -> None:
        clear(self.score.body)
        score = found.score
        self.score.setVisible(score is not None)
        if score is None:
            return
        sign = "+" if score.score > 0 else ""
        told = sign + number(round(score.score)) if score.enough else "–"
        pairs = row(
            None, value_pair(_("Net promoter score"), told),
            value_pair(_("Mean"), number(round(score.mean, 1), form="0.0")), value_pair(_("Answers"), number(score.n)),
            None,
            gap=28,
        )  # fmt: skip
        self.score.body.addLayout(pairs)
        bar = PartsBar()
        parts = (
            plural("{n} recommends us", "{n} recommend us", score.promoters),
            plural("{n} is content", "{n} are content", score.passives),
            plural("{n} is not", "{n} are not", score.detractors),
        )
        words = ", ".join(parts)
        bar.show_parts([score.promoters, score.passives, score.detractors], words)
        self.score.body.addWidget(bar)
        self.score.body.addWidget(note(words))
        self.score.body.addWidget(note(" ".join(found.sentences), "text3"))
        self.score.body.addStretch(1)

    def _show_course(self, found: SurveyResults) -> None:
        clear(self.course.body)
        months = [one for one in found.months if one.score.n][-_MONTHS:]
        self.course.setVisible(len(months) > 1)
        bars = QWidget()
        bars.setMinimumHeight(_BAR)
        line = row(bars, gap=4)
        for one in months:
            label, figure = month(one.month), number(round(one.score.mean, 1), form="0.0")
            name = _("{month}: {mean} of 10, {answers}").format(
                month=label, mean=figure, answers=plural("{n} answer", "{n} answers", one.score.n)
            )
            line.addWidget(BarButton(label, figure, one.score.mean / 10, name=name, strong=one is months[-1]))
        self.course.body.addWidget(bars, 1)

    def _show_chosen(self, found: SurveyResults) -> None:
        clear(self.chosen.body)
        for question, counts in found.choices:
            self.chosen.body.addWidget(Text(question, 13, 500, wrap=True))
            for one in counts:
                line = row(None, Text(one.choice, 13), Text(number(one.cases), 13, 600, tabular=True), gap=8)
                line.setStretch(0, 1)
                self.chosen.body.addLayout(line)
        for question, score in found.marks:
            words = _("{mean} of 10").format(mean=number(round(score.mean, 1), form="0.0"))
            line = row(None, Text(question, 13, 500), Text(words, 13, 600, tabular=True), gap=8)
            line.setStretch(0, 1)
            self.chosen.body.addLayout(line)
        self.chosen.setVisible(bool(found.choices or found.marks))
