"""The form that changes many prices at once: by how much, rounded to what, and what will come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number, percent
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.prices import ROUNDINGS, PriceRule
from crm_desktop.operations.products.prices import PriceChange, price_changes
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.products import price_words
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDTH, _HEIGHT = 700, 300
_PAUSE = 120
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PricesForm(Form):
    """Signal: `filled(PriceRule)`; nothing is changed before."""

    filled = Signal(object)

    def __init__(self, workplace: Workplace, product_ids: Sequence[int], parent: QWidget | None = None) -> None:
        count = len(product_ids)
        super().__init__(plural("Change the price of {n} product", "Change the prices of {n} products", count), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self._workplace, self._ids = workplace, tuple(product_ids)
        self.percent = NumberField(_("By per cent"), unit="%", hint=_("for example 3.5 or −10"))
        self.amount = NumberField(_("By an amount"))
        self.rounding = ComboField(_("Rounded to"), _roundings(), value="0.01")
        self.fields = {"percent": self.percent, "amount": self.amount}
        self.line(self.percent, self.amount, self.rounding)
        self._model = ChangesModel(self)
        self.table = RowTableView(self._model, name=_("Prices before and after"), stretch=0, many=True)
        self.table.setMinimumHeight(look().px(_HEIGHT))
        for place in (1, 2, 3, 4):
            self.table.setColumnWidth(place, look().px(104))
        self._sum = Text("", 12, 400, "text2", wrap=True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._sum)
        self.buttons(_("Change prices"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.preview)
        self.percent.edited.connect(self._pause.start)
        self.amount.edited.connect(self._pause.start)
        self.rounding.edited.connect(self.preview)
        self.preview()

    def rule(self) -> PriceRule:
        """Return what is written as a rule."""
        return PriceRule(
            self.percent.value() or Decimal(0), self.amount.value() or Decimal(0), *ROUNDINGS[self.rounding.value()]
        )

    def preview(self) -> None:
        """Work out what will come of it, on a lane."""
        if not (self.percent.check() and self.amount.check()):
            return
        self._workplace.desk.ask(
            price_changes, product_ids=self._ids, rule=self.rule(), then=self._show, failed=self._failed, asker=self,
            topic="preview", lane="card",
        )  # fmt: skip

    def submit(self) -> None:
        """Hand over the rule."""
        if self.percent.check() and self.amount.check():
            self.filled.emit(self.rule())

    def leave(self) -> None:
        """Drop the open question."""
        self._workplace.desk.forget(self)

    def _show(self, found: Sequence[PriceChange]) -> None:
        self._model.show(found)
        other = [one for one in found if one.after != one.before]
        self.accept_button.setEnabled(bool(other))
        products = len({one.product_id for one in other})
        said = [plural("{n} product gets another price.", "{n} products get another price.", products)]
        below = sum(one.cost is not None and 0 < one.after < one.cost for one in other if one.tier is None)
        if below:
            said.append(plural("{n} would be sold below its cost.", "{n} would be sold below their cost.", below))
        self._sum.setText(" ".join(said))
        self._sum.set_tone("danger" if below else "text2")

    def _failed(self, error: CrmError) -> None:
        self.fail(error)


class ChangesModel(QAbstractTableModel):
    """Products, their tiers below them, with the price before, after, and what remains after the cost."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PriceChange] = ()

    def show(self, found: Sequence[PriceChange]) -> None:
        """Show these; the place one has scrolled to stays where the rows are the same."""
        if len(found) != len(self._rows):
            self.beginResetModel()
            self._rows = found
            self.endResetModel()
            return
        self._rows = found
        if found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, len(_CELLS) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many prices there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_CELLS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _CELLS[index.column()](self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # fmt: skip
        """Return the words over a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                meant("of a product", "Name"), meant("of a price", "Before"), meant("of a price", "After"),
                meant("of a price", "Change"), meant("column of a table", "Margin"),
            )[section]  # fmt: skip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return None


def _name(one: PriceChange) -> str:
    if one.tier is None:
        return one.name
    quantity = number(one.tier.from_quantity)
    if one.tier.group:
        return "    " + _("from {quantity} for “{group}”").format(quantity=quantity, group=one.tier.group)
    return "    " + _("from {quantity}").format(quantity=quantity)


def _change(one: PriceChange) -> str:
    if not one.before or one.after == one.before:
        return "–"
    share = float((one.after - one.before) / one.before)
    return ("+" if share > 0 else "") + percent(share, digits=1)


def _margin(one: PriceChange) -> str:
    return percent(float((one.after - one.cost) / one.after)) if one.cost is not None and one.after > 0 else ""


_CELLS: tuple[Callable[[PriceChange], str], ...] = (
    _name, lambda one: price_words(one.before), lambda one: price_words(one.after), _change, _margin,
)  # fmt: skip


def _roundings() -> list[Choice]:
    whole = {"0.01": _("whole cents"), "1": _("whole units"), "10": _("tens")}
    return [
        Choice(key, _("prices ending in {ending}").format(ending=price_words(ending)[1:]))
        if ending
        else Choice(key, whole.get(key) or _("steps of {step}").format(step=price_words(step)))
        for key, (step, ending) in ROUNDINGS.items()
    ]
