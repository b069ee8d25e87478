"""Deals, offers and bought products of the contact in view, as lists that open the record in its own pane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import amount, day, number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.deals import DealStatus
from crm_desktop.operations.sales_words import deal_status_word, offer_status_word
from crm_desktop.store.queries.bought import Bought, bought
from crm_desktop.store.queries.deals import DealRow, deals_of_contact
from crm_desktop.store.queries.offers import OfferRow, offers
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.panes import Pane, column
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine, TwoLineDelegate

_ICONS = {
    DealStatus.OPEN: "circle-dot",
    DealStatus.WON: "trophy",
    DealStatus.LOST: "circle-x",
    DealStatus.PARKED: "moon",
}


class Lines(QStandardItemModel):
    """A short list whose rows are all here; each row carries the id of its record."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def fill(self, rows: Sequence[tuple[int, TwoLine]]) -> None:
        """Show these rows."""
        self.clear()
        for ref, line in rows:
            item = QStandardItem()
            item.setData(line, ROW_ROLE)
            item.setData(ref, Qt.ItemDataRole.UserRole)
            item.setData(
                ", ".join(part for part in (line.title, line.detail, line.right) if part),
                Qt.ItemDataRole.AccessibleTextRole,
            )
            item.setEditable(False)
            self.appendRow(item)


class Related(Pane):
    """The tabs Deals, Offers and Products; `offer` begins an offer where nothing was bought yet."""

    def __init__(self, workplace: Workplace, *, offer: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace = workplace
        self._contact_id = 0
        self._key = "deals"
        self._models = {key: Lines(self) for key in ("deals", "offers", "products")}
        self._stack = QStackedWidget()
        self._views: dict[str, RowListView] = {}
        empties = {
            "deals": EmptyState("square-kanban", _("No deals yet"), _("Chances to sell stand here from the start.")),
            "offers": EmptyState("file-text", _("No offers yet"), _("Offers stand here with what became of them.")),
            "products": EmptyState(
                "package", _("Nothing bought yet"),
                _("What was ordered stands here: how much of it, for how much, and when last."),
                action=Button(_("New offer"), "secondary", icon="file-plus-corner", on=offer),
            ),
        }  # fmt: skip
        self._empties = empties
        names = (
            ("deals", _("Deals")),
            ("offers", _("Offers")),
            ("products", meant("bought by a customer", "Products")),
        )
        for key, words in names:
            view = RowListView(self._models[key], TwoLineDelegate(), name=words)
            view.opened.connect(self._open)
            self._views[key] = view
            self._stack.addWidget(view)
            self._stack.addWidget(empties[key])
        column(self, self._stack, margins=(12, 12, 12, 0))

    def show_contact(self, contact_id: int) -> None:
        """Read what belongs to somebody."""
        self._contact_id = contact_id
        desk = self._workplace.desk
        desk.ask(deals_of_contact, contact_id=contact_id, then=self._show_deals, asker=self, topic="deals", lane="card")
        desk.ask(bought, contact_id=contact_id, then=self._show_bought, asker=self, topic="products", lane="card")
        desk.ask(offers, contact_id=contact_id, then=self._show_offers, asker=self, topic="offers", lane="card")

    def choose(self, key: str) -> None:
        """Show deals, offers or products."""
        self._key = key
        filled = self._models[key].rowCount() > 0
        self._stack.setCurrentWidget(self._views[key] if filled else self._empties[key])

    def _show_deals(self, found: Sequence[DealRow]) -> None:
        self._models["deals"].fill(
            [
                (
                    row.id,
                    TwoLine(
                        row.title,
                        f"{row.stage} · {deal_status_word(row.status)}",
                        amount(row.amount_cents, row.currency, whole=True),
                        icon=_ICONS[row.status],
                        faint=row.status is DealStatus.LOST,
                    ),
                )
                for row in found
            ]
        )
        self.choose(self._key)

    def _show_offers(self, found: Sequence[OfferRow]) -> None:
        today = self._workplace.today()
        self._models["offers"].fill(
            [
                (
                    row.id,
                    TwoLine(
                        " · ".join(part for part in (row.number or _("Draft"), row.subject) if part),
                        f"{offer_status_word(row.standing(today))} · {day(row.issued_on)}",
                        amount(row.net_cents, row.currency, whole=True),
                        icon="file-text",
                    ),
                )
                for row in found
            ]
        )
        self.choose(self._key)

    def _show_bought(self, found: Sequence[Bought]) -> None:
        self._models["products"].fill([(row.product_id or 0, _bought_line(row)) for row in found])
        self.choose(self._key)

    def _open(self, index: QModelIndex) -> None:
        kind, pane = {"deals": ("deal", "board"), "offers": ("offer", "offers"), "products": ("product", "products")}[
            self._key
        ]
        if ref := int(index.data(Qt.ItemDataRole.UserRole)):
            self._workplace.go(Place(pane, kind, ref))


def _bought_line(row: Bought) -> TwoLine:
    """Return a product with how much of it was bought, how often, and when last."""
    much = " ".join(part for part in (number(row.quantity), row.unit) if part)
    often = plural("{n} order", "{n} orders", row.orders)
    last = _("last on {day}").format(day=day(row.last))
    return TwoLine(
        " · ".join(part for part in (row.number, row.name) if part) or _("Without a name"),
        f"{much} · {often} · {last}",
        amount(row.net_cents, row.currency, whole=True),
        icon="package",
    )
