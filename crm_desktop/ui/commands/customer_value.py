"""What is worked out about a customer, below what is summed up: the year ahead, the risk, and what to offer next.

It comes from all orders of the firm, so it is computed on a lane of its own and appears when it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.text import Text

# What computes is imported on the lane: the card is painted before.
if TYPE_CHECKING:
    from crm_desktop.engine.customer_value import CustomerValue
    from crm_desktop.engine.next_best import Suggestion
    from crm_desktop.operations.contacts.buying import CustomerFigures, Habits

_RISKS: dict[str, tuple[str, Literal["success", "warning", "danger"]]] = {
    "low": ("shield-check", "success"),
    "middling": ("shield-alert", "warning"),
    "high": ("shield-x", "danger"),
}


class FiguresAsker:
    """Asks for the figures of the contact in view on a lane of their own; a newer contact's supersede them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        #: What all orders tell; belongs to the lane.
        self._habits: Habits | None = None

    def ask(self, contact_id: int, today: date, then: Callable[[CustomerFigures], None]) -> None:
        """Have `then` called with the figures of a contact."""
        self._desk.ask(
            self._read, contact_id=contact_id, today=today, then=then, asker=self, topic="figures", lane="habits"
        )

    def leave(self) -> None:
        """Drop the open question."""
        self._desk.forget(self)

    def _read(self, reader: Reader, *, contact_id: int, today: date) -> CustomerFigures:
        from crm_desktop.operations.contacts.buying import Habits, customer_figures  # numpy

        if self._habits is None:
            self._habits = Habits()
        return customer_figures(reader, contact_id=contact_id, today=today, habits=self._habits)


def add_ahead(body: QVBoxLayout, figures: CustomerFigures | None) -> None:
    """Add the year ahead and the risk to the card of a customer's value."""
    if figures is None or figures.value is None:
        return
    from crm_desktop.operations.contacts import customer_words as words  # there by now

    value = figures.value
    said = column(None, Text(_("Next 12 months"), 11, 500, "text3"), gap=1)
    about = _("about {amount}").format(amount=amount(words.about(value.expected_cents), figures.currency, whole=True))
    expected = Text(about, 16, 600, tabular=True)
    said.addWidget(expected)
    said.addWidget(Text(words.range_words(value, figures.currency), 12, 400, "text3", wrap=True))
    body.addLayout(said)
    expected.setToolTip(_method(figures))
    margin = _margin(value, figures.currency)
    if margin:
        body.addWidget(Text(margin, 12, 400, "text3", wrap=True))
    body.addWidget(Line())
    body.addWidget(_risk(value))


def next_product(found: tuple[Suggestion, ...]) -> QWidget:
    """Return what to offer next, each with the counts it rests on."""
    from crm_desktop.operations.contacts import customer_words as words  # there by now

    holder = QWidget()
    lines = column(holder, gap=8)
    for one in found:
        card = Card(padding=14)
        told = column(None, gap=2)
        told.addWidget(Text(f"{' + '.join(one.because)} → {one.product}", 13, 600, wrap=True))
        told.addWidget(Text(words.suggestion_sentence(one), 12, 400, "text2", wrap=True))
        icon = column(None, Glyph("sparkles", tone="info"), None, gap=0, margins=(0, 2, 0, 0))
        line = row(None, icon, told, gap=8)
        line.setStretch(1, 1)
        card.body.addLayout(line)
        card.setAccessibleName(_("Offer next: {product}").format(product=one.product))
        card.setAccessibleDescription(words.suggestion_sentence(one))
        lines.addWidget(card)
    return holder


def _risk(value: CustomerValue) -> QWidget:
    from crm_desktop.operations.contacts import customer_words as words  # there by now

    holder = QWidget()
    lines = column(holder, gap=4)
    level, word = words.risk(value), words.risk_word(value)
    if level is not None:
        icon, tone = _RISKS[level.value]
        lines.addLayout(row(None, Glyph(icon, tone=tone), Text(_("Risk of losing"), 13, 400, "text2"), None,
                            Text(word, 13, 600, tone), gap=8))  # fmt: skip
    late = value.is_slipping
    lines.addWidget(Text(words.rhythm_sentence(value), 12, 400, "danger" if late else "text2", wrap=True))
    complaints = words.complaints_sentence(value)
    if complaints:
        lines.addWidget(Text(complaints, 12, 400, "danger", wrap=True))
    others = words.others_sentence(value)
    if others:
        lines.addWidget(Text(others, 12, 400, "text3", wrap=True))
    return holder


def _margin(value: CustomerValue, currency: str) -> str:
    known = sum(year.known_cents for year in value.years)
    if known <= 0:
        return ""
    left = amount(value.margin_cents, currency, whole=True)
    if known >= value.revenue_cents:
        return _("Margin so far {amount}").format(amount=left)
    return _("Margin so far {amount}, of the {known} whose costs are known").format(
        amount=left, known=amount(known, currency, whole=True)
    )


def _method(figures: CustomerFigures) -> str:
    if figures.method == "model":
        return _("By a model of who buys again, learned from all customers.")
    return _("By the firm’s average, moved towards each customer’s own: it takes 100 who came back for more.")
