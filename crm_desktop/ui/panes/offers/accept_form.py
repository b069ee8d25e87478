"""What is ordered of an offer: which positions, which options and alternatives, how much of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind
from crm_desktop.engine import pricing
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import orders
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text

#: Heights of the list at most and of what stands around it, widths of the form and of a quantity.
_TALLEST, _AROUND, _WIDTH, _QUANTITY = 420, 330, 660, 84


@dataclass(frozen=True)
class Acceptance:
    """What the customer ordered: ids of options that come along, of articles that are left out, smaller quantities."""

    chosen: tuple[int, ...]
    without: tuple[int, ...]
    day: date
    argument: str
    quantities: Mapping[int, Decimal] = field(default_factory=dict)
    #: Whether the order confirmation is to go out at once.
    confirm: bool = False


class AcceptForm(Form):
    """What is ordered of an offer, with the sum of it. Signal: `filled(Acceptance)`."""

    filled = Signal(object)

    def __init__(self, offer: OfferDetail, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Offer accepted: what is ordered?"), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self._offer = offer
        self._facts = offer_drafts.fact(offer).lines
        self._places = {line.id or 0: place for place, line in enumerate(offer.lines)}
        self.boxes: dict[int, QCheckBox] = {}
        self.quantities: dict[int, NumberField] = {}
        self._money: dict[int, Text] = {}
        self.body.addWidget(self._list())
        self._sum = Text("", 16, 600, tabular=True, right=True)
        self._offered = Text("", 12, 400, "text3", tabular=True, right=True)
        self.body.addLayout(row(None, Text(_("Order, net"), 13, 600), None, self._offered, self._sum, gap=12))
        self.day = DateField(_("Ordered on"), value=today)
        self.argument = LineField(_("What decided it"), hint=_("optional"))
        self.fields = {"day": self.day, "argument": self.argument}
        self.line(self.day, self.argument)
        self.confirm = QCheckBox(_("Write the order confirmation as an e-mail at once"))
        self.body.addWidget(self.confirm)
        self.buttons(_("Take the order"))
        self._count()

    def submit(self) -> None:
        """Hand over what is ordered."""
        day = self.day.value()
        if day is None:
            self.fail(BadInput(_("Say on which day it was ordered."), field="day"))
            return
        if any(one.value() is None for one in self.quantities.values()):
            self.fail(BadInput(_("One of the quantities is no number.")))
            return
        chosen, without = self._choice()
        fewer = self._fewer(without)
        self.filled.emit(Acceptance(chosen, without, day, self.argument.value(), fewer, self.confirm.isChecked()))

    def sum(self) -> str:
        """Return what the order comes to, as shown."""
        return self._sum.text()

    # Inside

    def _list(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        numbers = positions(self._offer.lines)
        for place, line in enumerate(self._offer.lines):
            if line.kind is LineKind.HEADING and line.title:
                grid.addWidget(Text(f"{numbers[place]}  {line.title}", 13, 600), place, 0, 1, 5)
            elif line.kind in pricing.PRICED and line.id is not None:
                self._add_line(grid, place, line, numbers[place])
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        room = self.screen().availableGeometry().height() - look().px(_AROUND)
        area.setFixedHeight(max(min(inner.sizeHint().height() + 4, look().px(_TALLEST), room), look().px(90)))
        return area

    def _add_line(self, grid: QGridLayout, place: int, line: Line, position: str) -> None:
        ref = line.id or 0
        box = WordsBox(f"{position}  {line.title}".strip())
        box.setChecked(line.kind in pricing.ORDERED)
        box.toggled.connect(lambda on, ref=ref: self._toggled(ref, on=on))
        self.boxes[ref] = box
        grid.addWidget(box, place, 0)
        kind = {
            LineKind.OPTIONAL: _("Optional"), LineKind.ALTERNATIVE: _("Alternative"),
            LineKind.FREE: _("Free of charge"), LineKind.SURCHARGE: _("Surcharge"),
        }.get(line.kind, "")  # fmt: skip
        grid.addWidget(Text(kind, 12, 400, "text3", elide=False), place, 1)
        if not self._facts[place].is_share:
            entry = NumberField("", line.quantity)
            entry.line.setAccessibleName(_("Ordered quantity of {title}").format(title=line.title or position))
            entry.setFixedWidth(look().px(_QUANTITY))
            entry.edited.connect(self._count)
            self.quantities[ref] = entry
            grid.addWidget(entry, place, 2)
            grid.addWidget(Text(line.unit, 12, 400, "text2", elide=False), place, 3)
        self._money[ref] = Text("", 13, 400, "text2", tabular=True, elide=False, right=True)
        grid.addWidget(self._money[ref], place, 4)

    def _toggled(self, ref: int, *, on: bool) -> None:
        """Let of one line and its alternatives only one be ordered."""
        group = self._rivals(ref)
        if on:
            for other in group - {ref}:
                self.boxes[other].setChecked(False)
        self._count()

    def _rivals(self, ref: int) -> set[int]:
        """Return a line with those of which only one can be ordered: its alternatives, or what it stands for."""
        place = self._places[ref]
        main = pricing.replaced_line(self._facts, place)
        main = place if main is None else main
        rivals = [other for other in range(len(self._facts)) if pricing.replaced_line(self._facts, other) == main]
        if not rivals:
            return {ref}
        return {self._offer.lines[one].id or 0 for one in (main, *rivals)}

    def _choice(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        kinds = {line.id: line.kind for line in self._offer.lines}
        ticked = {line_id: box.isChecked() for line_id, box in self.boxes.items()}
        chosen = tuple(ref for ref, on in ticked.items() if on and kinds[ref] in pricing.CHOOSABLE)
        # What an alternative stands for goes by itself: nothing of the offer is left out by that.
        replaced = {pricing.replaced_line(self._facts, self._places[ref]) for ref in chosen}
        without = tuple(
            ref
            for ref, on in ticked.items()
            if not on and kinds[ref] in pricing.ORDERED and self._places[ref] not in replaced
        )
        return chosen, without

    def _fewer(self, without: tuple[int, ...]) -> dict[int, Decimal]:
        """Return the quantities that are ordered and differ from those offered."""
        found = {}
        for ref, entry in self.quantities.items():
            quantity = entry.value()
            offered = self._offer.lines[self._places[ref]].quantity
            if quantity is not None and quantity != offered and self.boxes[ref].isChecked() and ref not in without:
                found[ref] = quantity
        return found

    def _count(self) -> None:
        chosen, without = self._choice()
        for ref, entry in self.quantities.items():
            entry.setEnabled(self.boxes[ref].isChecked())
        try:
            fact = orders.ordered(self._offer, chosen=chosen, without=without, quantities=self._fewer(without))
            totals = pricing.price(fact)
        except BadInput as bad:
            self._sum.setText("–")
            self._offered.setText(str(bad.message))
            return
        self._sum.setText(amount(totals.net_cents, self._offer.currency))
        for ref, label in self._money.items():
            place = self._places[ref]
            cents = totals.lines_cents[place] if self.boxes[ref].isChecked() else None
            label.setText("–" if cents is None else amount(cents, self._offer.currency))
        offered = self._offer.net_cents
        told = _("of {amount} offered").format(amount=amount(offered, self._offer.currency))
        self._offered.setText(told if totals.net_cents != offered else "")


class WordsBox(QCheckBox):
    """A tick box whose words give way in a narrow form and are told whole as a tip."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:
        """Ask for the box and some letters."""
        return QSize(look().px(160), super().minimumSizeHint().height())
