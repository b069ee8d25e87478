"""Where a company is: its own addresses, edited in place, and the companies that belong to it with what they bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.store.queries.company_card import CompanyCard, DaughterRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_reach import Hands, reach_facts
from crm_desktop.ui.panes.companies.data import is_address
from crm_desktop.ui.panes.companies.part import Part
from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.inline import InlineRows
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text


class PlacesPart(Part):
    """Signal: `company_asked(id)` when a daughter is pressed."""

    company_asked = Signal(int)

    def __init__(
        self, desk: Desk, *, add: Callable[[], None], ask_label: Callable[[str, Callable[[str], None]], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Places"), _("none yet"), _("Add"), on=add, parent=parent)
        self._desk, self._ask_label = desk, ask_label
        self._company_id = 0
        self._shown: tuple[object, ...] = ()
        self.addresses = InlineRows(_("Addresses"))
        self._own, self._others = QWidget(), QWidget()
        self._own_row, self._rows = column(self._own, gap=3), column(self._others, gap=8)
        column(self.inside, self._own, self.addresses, self._others, gap=6)

    def show_card(self, card: CompanyCard) -> None:
        """Show the places of a company; a line in which somebody types keeps what is typed."""
        if card.facts.id != self._company_id:
            self._company_id = card.facts.id
            self.addresses.show_facts([])
        own = list(card.contact.addresses)
        hands = Hands(self._desk, card.facts.id, self._ask_label, lambda _kind, _text: None)
        self.addresses.show_facts([fact for fact in reach_facts(card.contact, hands) if own and is_address(fact)])
        self._show_shares(card)
        count = len(own) + len(card.daughters)
        if count:
            self.fill(str(count) if count > 1 else "")
        else:
            self.shrink()

    def _show_shares(self, card: CompanyCard) -> None:
        """Show what comes from where, once there is more than one place that buys."""
        others, currency = card.daughters, card.worth.currency
        below = sum(one.revenue_cents for one in others)
        own_cents = card.worth.revenue_cents - (below if card.with_daughters else 0)
        shape = (card.facts.id, others, own_cents, currency)
        self._own.setVisible(bool(others))
        self._others.setVisible(bool(others))
        if shape == self._shown:
            return
        self._shown = shape
        clear(self._own_row)
        clear(self._rows)
        if others:
            whole = own_cents + below
            share = _Share(own_cents, whole, currency)
            _fill_place(self._own_row, Text(card.facts.name, 13, 600), None, share)
            for one in others:
                self._rows.addWidget(self._daughter(one, whole, currency))

    def _daughter(self, one: DaughterRow, whole: int, currency: str) -> QWidget:
        name = Link(one.name, on=lambda: self.company_asked.emit(one.id))
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        where = ", ".join(part for part in (one.street, f"{one.postal_code} {one.city}".strip()) if part)
        made = QWidget()
        share = _Share(one.revenue_cents, whole, currency)
        _fill_place(column(made, gap=3), name, Text(where, 12, 400, "text2"), share)
        return made


class ShareBar(Painted):
    """A thin bar that shows a share of a whole, between 0 and 1; the figure stands beside it in words."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a thin line."""
        return QSize(look().px(80), 4)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw trough and bar."""
        box(painter, area, 2, now.colour("line"))
        share = QRectF(area.x(), area.y(), area.width() * self._share, area.height())
        box(painter, share, 2, QColor(now.tokens.stages[1 if now.dark else 0]))


class _Share(NamedTuple):
    """What one place brought of what all of them did."""

    cents: int
    whole: int
    currency: str


def _fill_place(layout: QVBoxLayout, head: QWidget, below: QWidget | None, share: _Share) -> None:
    """Lay out a place: name and revenue, its share, and where it is."""
    figure = Text(amount(share.cents, share.currency, whole=True), 13, 600, tabular=True, elide=False)
    layout.addLayout(row(None, head, None, figure, gap=8))
    if share.whole > 0:
        layout.addWidget(ShareBar(max(0.0, min(1.0, share.cents / share.whole))))
    if below is not None:
        layout.addWidget(below)
