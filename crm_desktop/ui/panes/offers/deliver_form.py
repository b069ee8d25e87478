"""What comes along with a delivery of an order: how much of each line, and what becomes of the note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import day as day_words
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.operations.offers import deliveries
from crm_desktop.operations.offers.order_sheet import the_order
from crm_desktop.store.queries import deliveries as queries
from crm_desktop.store.queries import offers
from crm_desktop.store.queries.deliveries import DeliveredLine, DeliveryRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text, note

#: Heights of the list at most and of what stands around it, widths of the form and of a quantity.
_TALLEST, _AROUND, _WIDTH, _NOW = 420, 330, 680, 92


class OrderInHand(NamedTuple):
    """The goods of an order with what was delivered of them, and the deliveries there were."""

    lines: tuple[DeliveredLine, ...]
    deliveries: tuple[DeliveryRow, ...]


@dataclass(frozen=True)
class Parcel:
    """What comes along now, by line of the order; `then` is "print", "mail", "file" or "" for nothing."""

    quantities: dict[int, Decimal]
    day: date
    then: str


def order_in_hand(reader: Reader, *, offer_id: int) -> OrderInHand:
    """Return the order an offer became. Raises Refused where it became none."""
    with reader.snapshot():
        order = the_order(reader, offers.the_offer(reader, offer_id=offer_id))
        lines = deliveries.still_open(reader, offer_id=offer_id)
        return OrderInHand(tuple(lines), tuple(queries.deliveries(reader, sale_id=order.id)))


class DeliverForm(Form):
    """Asks what comes along. Signal: `filled(Parcel)`; `again(delivery id)` calls for a note there was before."""

    filled = Signal(object)

    def __init__(
        self, order: OrderInHand, today: date, *, again: Callable[[int], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Deliver: what comes along?"), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.quantities: dict[int, NumberField] = {}
        self.body.addWidget(self._list(order.lines))
        if order.deliveries:
            self.body.addWidget(note(_("Delivered so far:")))
        for one in order.deliveries:
            words = _("{number} of {day}").format(number=one.number, day=day_words(one.day))
            link = Button(_("Note again"), "link", on=partial(again, one.id))
            link.setAccessibleName(_("Note {number} again").format(number=one.number))
            self.body.addLayout(row(None, Text(words, 13, 400, "text2"), None, link))
        self.day = DateField(_("Delivered on"), value=today)
        self.then = ComboField(
            _("Delivery note"),
            [
                Choice("print", _("Print it")), Choice("mail", _("Write it as an e-mail")),
                Choice("file", _("Save it as PDF")), Choice("", _("Nothing yet")),
            ],
            "print",
        )  # fmt: skip
        self.fields = {"day": self.day}
        self.line(self.day, self.then)
        self.buttons(_("Deliver"))
        self.accept_button.setEnabled(any(line.open for line in order.lines))

    def submit(self) -> None:
        """Hand over what comes along."""
        day = self.day.value()
        if day is None:
            self.fail(BadInput(_("Say on which day it was delivered."), field="day"))
        elif any(not field.is_good() for field in self.quantities.values()):
            self.fail(BadInput(_("One of the quantities is no number.")))
        else:
            now = {ref: field.value() or Decimal(0) for ref, field in self.quantities.items()}
            self.filled.emit(Parcel(now, day, self.then.value()))

    def _list(self, lines: Sequence[DeliveredLine]) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for place, head in enumerate((_("Item"), _("Ordered"), _("Delivered"), _("Open"), _("Now"))):
            grid.addWidget(Text(head, 12, 500, "text3", elide=False, right=place > 0), 0, place)
        for at, line in enumerate(lines, 1):
            grid.addWidget(Text(line.name, 13, 500), at, 0)
            figures = (line.ordered, line.delivered, line.open)
            for place, figure in enumerate(figures, 1):
                words = f"{number(figure)} {line.unit}".strip() if place == 1 else number(figure)
                strong = place == 3 and bool(line.open)
                grid.addWidget(
                    Text(words, 13, 600 if strong else 400, "text" if strong else "text2", tabular=True, elide=False,
                         right=True), at, place,
                )  # fmt: skip
            field = NumberField("", line.open)
            field.line.setAccessibleName(_("Delivered now of {title}").format(title=line.name))
            field.setFixedWidth(look().px(_NOW))
            field.setEnabled(bool(line.open))
            self.quantities[line.sale_line_id] = field
            grid.addWidget(field, at, 4)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        room = self.screen().availableGeometry().height() - look().px(_AROUND)
        area.setFixedHeight(max(min(inner.sizeHint().height() + 4, look().px(_TALLEST), room), look().px(90)))
        return area
