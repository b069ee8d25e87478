"""What a user does with sets: say which products belong to one, and how it comes into an offer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.products import Product, ProductPart, SetForm
from crm_desktop.operations import stamps
from crm_desktop.store.bulk import products as bulk
from crm_desktop.store.queries import prices as queries
from crm_desktop.store.unit_of_work import Writer

_FOUR_PLACES = Decimal("0.0001")
_MOST = Decimal(1_000_000)


class Portion(NamedTuple):
    """So much of a product."""

    product_id: int
    quantity: Decimal = Decimal(1)


def set_parts(
    writer: Writer, *, product_id: int, parts: Sequence[Portion], form: SetForm | None = None
) -> Outcome[None]:
    """Say what a set is made of; no parts make it an ordinary product again.

    Raises BadInput for a set in itself, in a set that is in a set, or with a quantity that cannot be.
    """
    with writer.step(_("Change set")) as work:
        found = work.get(Product, product_id)
        work.label = _("Change set “{name}”").format(name=found.name)
        for part in parts:
            if not _is_quantity(part.quantity):
                raise BadInput(_("Of each part of a set there is more than nothing."), field="quantity")
            work.get(Product, part.product_id)
            if part.product_id == product_id:
                raise BadInput(_("A set cannot be a part of itself."), field="parts")
        inner = [part.product_id for part in parts]
        if queries.parts(work.read, ids=inner) or (inner and queries.sets_with(work.read, product_id=product_id)):
            raise BadInput(_("A set is made of single products, not of sets."), field="parts")
        if form is not None:
            found.set_form = form
        bulk.clear_parts(work, [product_id])
        for position, part in enumerate(parts, 1):
            work.add(
                ProductPart(set_id=product_id, position=position, product_id=part.product_id, quantity=part.quantity)
            )
        stamps.changed(work, found, parts=True)
    return work.outcome(None)


def _is_quantity(quantity: Decimal) -> bool:
    return quantity.is_finite() and 0 < quantity <= _MOST and quantity == quantity.quantize(_FOUR_PLACES)
