"""Where a company is: its own addresses, edited in place, and the companies that belong to it with what they bring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.operations import points
from crm_desktop.operations.points import PostalLines
from crm_desktop.store.queries.company_card import CompanyCard, DaughterRow
from crm_desktop.store.queries.contact_card import AddressRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.panes.companies.fields import EditRow, Failed
from crm_desktop.ui.panes.companies.forms import address_word, postal_lines
from crm_desktop.ui.panes.companies.part import Part
from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text


class PlacesPart(Part):
    """Signal: `company_asked(id)` when a daughter is pressed."""

    company_asked = Signal(int)

    def __init__(self, desk: Desk, *, add: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(_("Places"), _("none yet"), _("Add"), on=add, parent=parent)
        self._desk = desk
        self._company_id = 0
        self._shown: tuple[object, ...] = ()
        self.addresses: dict[int, EditRow] = {}
        self._rows = column(self.inside, gap=8)

    def show_card(self, card: CompanyCard) -> None:
        """Show the places of a company; a line in which somebody types keeps what is typed."""
        others = card.daughters
        own = card.worth.revenue_cents - (sum(one.revenue_cents for one in others) if card.with_daughters else 0)
        shape = (card.facts.id, tuple((one.id, one.kind) for one in card.addresses), others, own, card.worth.currency)
        if shape != self._shown:
            self._shown, self._company_id = shape, card.facts.id
            self._build(card, own)
        for address in card.addresses:
            self.addresses[address.id].show_value(_one_line(address))
        if card.addresses or others:
            count = len(card.addresses) + len(others)
            self.fill(str(count) if count > 1 else "")
        else:
            self.shrink()

    def _build(self, card: CompanyCard, own_cents: int) -> None:
        clear(self._rows)
        self.addresses = {}
        whole = own_cents + sum(one.revenue_cents for one in card.daughters)
        for place, address in enumerate(card.addresses):
            words = address_word(address.kind)
            money = own_cents if card.daughters and place == 0 else None
            self._rows.addWidget(self._own(words, address, money, whole, card.worth.currency))
        for daughter in card.daughters:
            self._rows.addWidget(self._daughter(daughter, whole, card.worth.currency))

    def _own(self, words: str, address: AddressRow, cents: int | None, whole: int, currency: str) -> QWidget:
        def save(text: str, failed: Failed) -> None:
            try:
                lines = read_address(text)
            except BadInput as error:
                failed(error)
                return
            kept = lines._replace(
                id=address.id, kind=address.kind, is_primary=address.is_primary, country=address.country,
                extra=address.extra, region=address.region,
            )  # fmt: skip
            self._desk.do(
                points.set_address, contact_id=self._company_id, lines=kept if text else PostalLines(id=address.id),
                failed=failed,
            )  # fmt: skip

        edit = EditRow(words, save, icon="map-pin", labelled=False)
        self.addresses[address.id] = edit
        return _place(Text(words, 12, 400, "text3"), edit, cents, whole, currency)

    def _daughter(self, one: DaughterRow, whole: int, currency: str) -> QWidget:
        name = Link(one.name, on=lambda: self.company_asked.emit(one.id))
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        where = ", ".join(part for part in (one.street, f"{one.postal_code} {one.city}".strip()) if part)
        return _place(name, Text(where, 12, 400, "text2"), one.revenue_cents, whole, currency)


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


def read_address(text: str) -> PostalLines:
    """Read “Street 1, 12345 Town” as an address; an empty text is an empty one. Raises BadInput without a town."""
    if not text:
        return PostalLines()
    street, mark, place = text.rpartition(",")
    lines = postal_lines(street, place)
    if not mark or not lines.postal_code or not lines.city:
        raise BadInput(_("This is no address."), _("Write it like Street 1, 12345 Town."))
    return lines


def _one_line(address: AddressRow) -> str:
    return ", ".join(part for part in (address.street, f"{address.postal_code} {address.city}".strip()) if part)


def _place(head: QWidget, below: QWidget, cents: int | None, whole: int, currency: str) -> QWidget:
    """Return a place: name and revenue, the address, and its share where there are several."""
    made = QWidget()
    figure = Text("" if cents is None else amount(cents, currency, whole=True), 13, 600, tabular=True, elide=False)
    line = row(None, head, None, figure, gap=8)
    parts: list[QWidget] = [below]
    if cents is not None and whole > 0:
        parts.append(ShareBar(max(0.0, min(1.0, cents / whole))))
    layout = column(made, line, gap=3)
    for part in parts:
        layout.addWidget(part)
    return made
