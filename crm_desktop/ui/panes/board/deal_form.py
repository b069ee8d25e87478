"""The form of a deal: everything known of it, and the fields a stage asks for on entering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.deals.flow import field_names
from crm_desktop.store.queries.custom_fields import OwnValues
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.queries.pipelines import StageRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.models.own_part import OwnPart
from crm_desktop.ui.models.product_field import ProductField
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import note


@dataclass(frozen=True)
class DealAnswer:
    """What the form says of a deal; `fields` are as the operations name them."""

    title: str
    stage_id: int
    fields: dict[str, Any]
    tags: tuple[str, ...]


class DealForm(Form):
    """A deal, new or known. Signal: `filled(DealAnswer)`."""

    filled = Signal(object)

    def __init__(
        self, desk: Desk, stages: Sequence[StageRow], *, stage_id: int, deal: DealRow | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Deal “{title}”").format(title=deal.title) if deal else _("New deal"), parent)
        self.title_field = LineField(_("What it is about"), value=deal.title if deal else "")
        choices = [Choice(str(stage.id), stage.name) for stage in stages]
        self.stage = ComboField(_("Stage"), choices, value=str(stage_id))
        made = _editors(desk, deal)
        self.account, self.person, self.product = made["account_id"], made["person_id"], made["product_id"]
        self.amount, self.close_on = made["amount_cents"], made["expected_close"]
        self.tags = LineField(_("Tags, with commas"), value=", ".join(deal.tags) if deal else "", icon="tag")
        self.fields = {"title": self.title_field, "stage_id": self.stage, **made, "tags": self.tags}
        self.line(self.title_field)
        self.line(self.account, self.person)
        self.line(self.amount, self.close_on)
        self.line(self.stage, made["channel"])
        self.line(self.product, made["quantity"])
        self.line(self.tags)
        self.line(made["note"])
        self._own: OwnPart | None = None
        self._own_place = QVBoxLayout()
        self.body.addLayout(self._own_place)
        self.buttons(_("Save") if deal else _("Add deal"))

    def show_own(self, own: OwnValues, currency: str) -> None:
        """Add the user's own fields, where there are some."""
        if own.fields and self._own is None:
            self._own = OwnPart(own, currency)
            self._own_place.addWidget(self._own)

    def offer_reopening(self, on: Callable[[], object]) -> None:
        """Say that the deal is closed, and offer to open it again."""
        closed = note(_("This deal is closed."))
        again = Button(_("Reopen the deal"), "secondary", icon="archive-restore", on=on)
        self.body.insertLayout(1, row(None, closed, None, again))

    def submit(self) -> None:
        """Hand over the deal; a customer nobody knows is asked about first."""
        values = read(self.fields)
        if values is None:
            return
        if self._own is not None:
            values["custom"] = self._own.custom()
            if values["custom"] is None:
                return
        title, stage_id, tags = values.pop("title"), int(values.pop("stage_id")), values.pop("tags")
        words = tuple(word.strip() for word in tags.split(",") if word.strip())
        self.filled.emit(DealAnswer(title, stage_id, values, words))


class StageForm(Form):
    """What a stage asks for before a deal enters it. Signal: `filled(fields as the operations name them)`."""

    filled = Signal(object)

    def __init__(
        self, desk: Desk, stage: str, wanted: Sequence[str], *, deal: DealRow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Before “{stage}”").format(stage=stage), parent)
        made = _editors(desk, deal)
        self.fields = {name: made[name] for name in wanted if name in made}
        self._left_out = [field for name, field in made.items() if name not in self.fields]
        for field in self._left_out:
            field.setParent(self)
            field.hide()
        self.body.addWidget(note(_("This stage asks for a little more; it is saved together with the move.")))
        for field in self.fields.values():
            self.line(field)
        self.buttons(_("Move"))

    def submit(self) -> None:
        """Hand over the fields; one that is empty is asked for again."""
        values = read(self.fields)
        if values is None:
            return
        empty = next((name for name, value in values.items() if not value), None)
        if empty is None:
            self.filled.emit(values)
        else:
            self.fields[empty].set_error(_("This is needed here."))
            self.fields[empty].setFocus()


def read(fields: dict[str, Field]) -> dict[str, Any] | None:
    """Return what fields say; None where one cannot be read, which then says why and has the focus."""
    for field in fields.values():
        field.set_error("")
        if isinstance(field, ProductField):
            if field.value().strip() and not field.product_id():
                field.set_error(_("There is no product of that name. Choose one from the list."))
        elif isinstance(field, ContactField):
            if field.value().strip() and not field.contact_id():
                field.set_error(_("Nobody is called that yet. Choose somebody, or add the contact first."))
        elif isinstance(field, NumberField | DateField):
            field.check()
    wrong = next((field for field in fields.values() if field.error()), None)
    if wrong is not None:
        wrong.setFocus()
        return None
    return {name: _value(field) for name, field in fields.items()}


def _value(field: Field) -> Any:
    if isinstance(field, ContactField):
        return field.contact_id() or None
    if isinstance(field, MoneyField):
        return field.cents() or 0
    if isinstance(field, NumberField):
        number = field.value()
        return int(number) if number else None
    if isinstance(field, DateField | ComboField | LineField):
        return field.value()
    raise TypeError(type(field).__name__)


def _editors(desk: Desk, deal: DealRow | None) -> dict[str, Any]:
    """Return an editor for each field of a deal, by its name in the operations, filled with what is known."""
    names = field_names()
    account, person = ContactField(names["account_id"], desk), ContactField(names["person_id"], desk, icon="user")
    product, quantity = ProductField(names["product_id"], desk), NumberField(names["quantity"])
    if deal is not None:
        for field, ref, name in (
            (account, deal.account_id, deal.account), (person, deal.person_id, deal.person),
            (product, deal.product_id, deal.product),
        ):  # fmt: skip
            if ref:
                field.show_contact(ref, name)
        quantity.set_value(Decimal(deal.quantity) if deal.quantity else None)
    return {
        "account_id": account,
        "person_id": person,
        "amount_cents": MoneyField(_("Value"), cents=deal.amount_cents if deal else None),
        "expected_close": DateField(names["expected_close"], value=deal.expected_close if deal else None),
        "channel": LineField(names["channel"], value=deal.channel if deal else ""),
        "product_id": product,
        "quantity": quantity,
        "note": LineField(names["note"], value=deal.note if deal else ""),
    }
