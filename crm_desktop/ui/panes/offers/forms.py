"""What is asked when an offer is answered: what is ordered, why it was declined, until when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind
from crm_desktop.engine import pricing
from crm_desktop.operations import offer_drafts, orders
from crm_desktop.operations.offer_positions import positions
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text, note

_TALLEST = 320


@dataclass(frozen=True)
class Acceptance:
    """What the customer ordered: ids of options that come along, of articles that are left out."""

    chosen: tuple[int, ...]
    without: tuple[int, ...]
    day: date
    argument: str


@dataclass(frozen=True)
class Refusal:
    """Why an offer was declined, and whether its deal is lost with it."""

    reason: str
    lose_deal: bool


class AcceptForm(Form):
    """What is ordered of an offer, with the sum of it. Signal: `filled(Acceptance)`."""

    filled = Signal(object)

    def __init__(self, offer: OfferDetail, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Offer accepted: what is ordered?"), parent)
        self._offer = offer
        self.boxes: dict[int, QCheckBox] = {}
        self.body.addWidget(self._list())
        self._sum = Text("", 16, 600, tabular=True, right=True)
        self.body.addLayout(row(None, Text(_("Order, net"), 13, 600), None, self._sum))
        self.day = DateField(_("Ordered on"), value=today)
        self.argument = LineField(_("What decided it"), hint=_("optional"))
        self.fields = {"day": self.day, "argument": self.argument}
        self.line(self.day, self.argument)
        self.buttons(_("Take the order"))
        self._count()

    def submit(self) -> None:
        """Hand over what is ordered."""
        day = self.day.value()
        if day is None:
            self.fail(BadInput(_("Say on which day it was ordered."), field="day"))
            return
        chosen, without = self._choice()
        self.filled.emit(Acceptance(chosen, without, day, self.argument.value()))

    def sum(self) -> str:
        """Return what the order comes to, as shown."""
        return self._sum.text()

    def _list(self) -> QScrollArea:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        totals = offer_drafts.priced(self._offer)
        numbers = positions(self._offer.lines)
        for line, cents, number in zip(self._offer.lines, totals.lines_cents, numbers, strict=True):
            if line.kind in pricing.PRICED and line.id is not None:
                layout.addLayout(self._line(line, number, amount(cents, self._offer.currency)))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFixedHeight(min(inner.sizeHint().height() + 4, look().px(_TALLEST)))
        return area

    def _line(self, line: Line, number: str, money: str) -> QVBoxLayout:
        box = QCheckBox(f"{number}  {line.title}".strip())
        box.setChecked(line.kind is LineKind.ARTICLE)
        box.toggled.connect(self._count)
        self.boxes[line.id or 0] = box
        kind = {LineKind.OPTIONAL: _("Optional"), LineKind.ALTERNATIVE: _("Alternative")}.get(line.kind, "")
        layout = QVBoxLayout()
        price = Text(money, 13, 400, "text2", tabular=True, elide=False, right=True)
        layout.addLayout(row(None, box, None, Text(kind, 12, 400, "text3", elide=False), price, gap=12))
        return layout

    def _choice(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        kinds = {line.id: line.kind for line in self._offer.lines}
        ticked = {line_id: box.isChecked() for line_id, box in self.boxes.items()}
        chosen = tuple(ref for ref, on in ticked.items() if on and kinds[ref] is not LineKind.ARTICLE)
        without = tuple(ref for ref, on in ticked.items() if not on and kinds[ref] is LineKind.ARTICLE)
        return chosen, without

    def _count(self) -> None:
        chosen, without = self._choice()
        try:
            net = pricing.price(orders.ordered(self._offer, chosen=chosen, without=without)).net_cents
        except BadInput:
            return
        self._sum.setText(amount(net, self._offer.currency))


class DeclineForm(Form):
    """Why an offer was declined: one key from 1 to 6, or words of one's own. Signal: `filled(Refusal)`."""

    filled = Signal(object)

    def __init__(self, reasons: Sequence[str], *, with_deal: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Why was the offer declined?"), parent)
        self._reasons = reasons
        for place, reason in enumerate(reasons, 1):
            self.body.addWidget(Button(reason, "row", key=str(place), on=partial(self._take, reason)))
        self.other = LineField(_("Another reason"))
        self.fields = {"reason": self.other}
        self.line(self.other)
        self.deal = QCheckBox(_("The deal is lost with it"))
        self.body.addWidget(self.deal)
        self.deal.setVisible(with_deal)
        self.body.addWidget(note(_("What offers are declined for is what there is to learn from them.")))
        self.buttons(_("Declined"))

    def submit(self) -> None:
        """Hand over one's own words."""
        self._take(self.other.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a reason by its number."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._reasons) and not self.other.editor.hasFocus():
            self._take(self._reasons[place])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the numbers act at once."""
        super().showEvent(event)
        self.setFocus()

    def _take(self, reason: str) -> None:
        self.filled.emit(Refusal(reason, self.deal.isChecked()))


class ExtendForm(Form):
    """Until when a sent offer holds now. Signal: `filled(date)`."""

    filled = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Let the offer hold longer"), parent)
        self.until = DateField(_("Valid until"), value=today + timedelta(days=14))
        self.fields = {"valid_until": self.until}
        self.line(self.until)
        self.buttons(_("Extend"))

    def submit(self) -> None:
        """Hand over the day."""
        if self.until.value() is None:
            self.fail(BadInput(_("Say until which day."), field="valid_until"))
        else:
            self.filled.emit(self.until.value())


def usual_reasons() -> list[str]:
    """Return the reasons offered by number."""
    return [_("Price"), _("Date"), _("Competitor"), _("Project cancelled"), _("No answer"), _("Not our trade")]
