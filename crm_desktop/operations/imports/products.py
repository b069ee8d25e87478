"""Importing products: price lists that add articles and bring known ones up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from crm_desktop.base.text import fold
from crm_desktop.base.times import to_text
from crm_desktop.domain.products import TaxClass
from crm_desktop.domain.records import ProductRecord
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.report import Fate, Item, Tally
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.store.bulk.drafts import Draft, new_uuids
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_READ = ("external_id", "number", "name", "category_id", "unit", "price", "cost", "tax_class", "version")


class ProductImport:
    """Takes products batch by batch into an open step."""

    def __init__(self, work: Work, tally: Tally) -> None:
        self._work = work
        self._tally = tally
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._now = to_text(work.now)
        self._known: dict[str, int] = {}
        for row in import_keys.record_keys(work.read, "product"):
            self._learn(row.id, row.external_id, row.uuid, row.number, fold(row.name))

    def take(self, items: Sequence[Item]) -> None:
        """Add or bring up to date the products of a batch."""
        first_new = self._draft.coming_id("product")
        known: list[tuple[int, ProductRecord]] = []
        again: list[tuple[int, ProductRecord]] = []
        for item in items:
            record = cast("ProductRecord", item.record)
            found = self._find(record)
            if found is None:
                self._add(record)
            else:
                (again if found >= first_new else known).append((found, record))
        self._draft.flush()
        for part in (known, again):
            self._bring_up_to_date(part)

    def finish(self) -> None:
        """Nothing is left to do."""

    def _find(self, record: ProductRecord) -> int | None:
        """Return the product of the record's id, number or, where it has neither, name."""
        if record.external_id and record.external_id in self._known:
            return self._known[record.external_id]
        if record.number:
            return self._known.get(record.number)
        return None if record.external_id else self._known.get(fold(record.name))

    def _add(self, record: ProductRecord) -> None:
        external_id = record.external_id or None
        uuid = external_id if external_id and looks_like_uuid(external_id) else new_uuids(1)[0]
        product_id = self._draft.add(
            "product",
            uuid,
            external_id,
            self._now,
            self._now,
            record.number or None,
            record.name or record.number,
            self._partners.named("product_category", record.category),
            record.unit,
            f"{record.price or Decimal(0):f}",
            None if record.cost is None else f"{record.cost:f}",
            self._partners.currency,
            tax_class(record.vat).value,
        )
        self._learn(product_id, external_id, record.number, fold(record.name))
        self._tally.count(Fate.ADDED)

    def _bring_up_to_date(self, known: Sequence[tuple[int, ProductRecord]]) -> None:
        fields = import_keys.fields_of(self._work.read, "product", _READ, {product_id for product_id, _record in known})
        for product_id, record in known:
            now = fields[product_id]
            changes = {name: value for name, value in self._said(record, now).items() if now[name] != value}
            if changes:
                changes |= {"updated_at": self._now, "version": now["version"] + 1}
                self._draft.change("product", product_id, changes)
                now |= changes
            self._tally.count(Fate.UPDATED if changes else Fate.SKIPPED)
        self._draft.flush()

    def _said(self, record: ProductRecord, now: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns the record says something about; equal numbers keep the form they are stored in."""
        said: dict[str, Any] = {"number": record.number, "name": record.name, "unit": record.unit}
        said["category_id"] = self._partners.named("product_category", record.category)
        for name in ("price", "cost"):
            value: Decimal | None = getattr(record, name)
            if value is not None:
                said[name] = now[name] if now[name] and Decimal(now[name]) == value else f"{value:f}"
        if record.vat is not None:
            said["tax_class"] = tax_class(record.vat).value
        if record.external_id and not now["external_id"]:
            said["external_id"] = record.external_id
        return {name: value for name, value in said.items() if value not in ("", None)}

    def _learn(self, product_id: int, *keys: str | None) -> None:
        for key in keys:
            if key:
                self._known.setdefault(key, product_id)


def tax_class(percent: Decimal | None) -> TaxClass:
    """Return the class of a rate of VAT in percent, by the rates of Germany, Austria and Switzerland."""
    if percent is None or percent in _STANDARD:
        return TaxClass.STANDARD
    if percent == 0:
        return TaxClass.ZERO
    if percent in _SPECIAL:
        return TaxClass.SPECIAL
    return TaxClass.REDUCED if percent < 16 else TaxClass.STANDARD


_STANDARD = frozenset(map(Decimal, ("19", "20", "8.1", "7.7", "16")))
#: Rates between the standard and the reduced one: Austria's wine and culture, Swiss hotels.
_SPECIAL = frozenset(map(Decimal, ("13", "3.8", "3.7")))
