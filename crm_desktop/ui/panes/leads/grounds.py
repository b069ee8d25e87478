"""What speaks for an inquiry: by when it wants an answer, its chance with the reasons, similar deals of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.ui.models.lead_in_hand import Beside, LeadInHand
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.short_list import ShortList, ShortRow
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from crm_desktop.operations.leads.hints import SimilarDeal, SimilarDeals
    from crm_desktop.operations.leads.scores import LeadScore


class Grounds(QWidget):
    """Signals: `deal_asked(id)`, `report_asked()`."""

    deal_asked = Signal(int)
    report_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead_id = 0
        self.answer = Text("", 12, 400, "text2", wrap=True)
        self._answer_mark = Glyph("clock", 14)
        answer = row(None, self._answer_mark, self.answer, gap=6)
        answer.setStretch(1, 1)
        self._chance = QWidget()
        self._chance_title = SectionTitle(_("Chance to become a deal"))
        self._chance_words = Text("", 12, 600, "text", tabular=True, elide=False)
        self._chance_title.tail.addWidget(self._chance_words)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(2)
        report = Link(_("Inquiries by source"), on=self.report_asked.emit)
        column(self._chance, Line(), self._chance_title, self._reasons, row(None, report, None), gap=6)
        self._similar = QWidget()
        self._similar_title = SectionTitle(_("Similar deals"))
        self._similar_words = Text("", 12, 400, "text2", tabular=True)
        self._similar_title.tail.addWidget(self._similar_words)
        self.deals = ShortList(_("Similar deals"))
        self.deals.opened.connect(self.deal_asked)
        column(self._similar, Line(), self._similar_title, self.deals, gap=6)
        column(self, answer, self._chance, self._similar, gap=12)
        self._chance.hide()
        self._similar.hide()

    def show_lead(self, found: LeadInHand) -> None:
        """Say how it ended, where it has; what is worked out about it follows."""
        lead, words = found.lead, ""
        if lead.status is LeadStatus.DISQUALIFIED:
            words = _("Declined: {reason}").format(reason=lead.disqualify_reason)
            words = ". ".join(filter(None, (words, lead.disqualify_note)))
        if not words and lead.id == self._lead_id:
            return
        self._lead_id = lead.id
        self._say(words)

    def show_beside(self, beside: Beside | None, *, open_: bool) -> None:
        """Show chance and similar deals."""
        if beside is not None and open_:
            self._say(beside.answer)
        score = beside.score if beside is not None and open_ else None
        self._chance.setVisible(score is not None)
        if score is not None:
            self._show_score(score)
        self._similar.setVisible(beside is not None and bool(beside.similar.rows))
        if beside is not None and beside.similar.rows:
            self._show_similar(beside.similar)

    def _say(self, words: str) -> None:
        self.answer.setText(words)
        for part in (self.answer, self._answer_mark):
            part.setVisible(bool(words))

    def _show_score(self, score: LeadScore) -> None:
        self._chance_words.setText(percent(score.probability))
        clear(self._reasons)
        sure = _("With 80% certainty between {low} and {high}.").format(
            low=percent(score.low), high=percent(score.high)
        )
        self._reasons.addWidget(Text(sure, 12, 400, "text2", wrap=True))
        for reason in score.reasons:
            self._reasons.addWidget(Text(reason, 12, 400, "text2", wrap=True))

    def _show_similar(self, found: SimilarDeals) -> None:
        self._similar_words.setText(_("{n}, {won} of them won").format(n=found.count, won=found.won))
        self.deals.show_rows([_deal(one) for one in found.rows])


def _deal(one: SimilarDeal) -> ShortRow:
    said = one.lost_reason if not one.won else ""
    days = plural("{n} day", "{n} days", one.days) if one.days is not None else ""
    return ShortRow(
        one.id, ", ".join(filter(None, (one.title, one.account))), said or days,
        amount(one.amount_cents, one.currency, whole=True), icon="trophy" if one.won else "circle-x",
        icon_tone="success" if one.won else "text2",
        sentence=", ".join(filter(None, (
            one.title, one.account, amount(one.amount_cents, one.currency, whole=True),
            _("won") if one.won else _("lost"), said or days,
        ))),
    )  # fmt: skip
