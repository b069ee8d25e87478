"""Importing products: price lists that add articles and bring known ones up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.base.times import to_text
from crm_desktop.domain.prices import Tier
from crm_desktop.domain.products import SetForm, TaxClass
from crm_desktop.domain.records import PartRecord, ProductRecord, RecordKind
from crm_desktop.exchange.own_guess import OwnGuess
from crm_desktop.operations.imports.asking_any import Treated, only_empty
from crm_desktop.operations.imports.known_contacts import looks_like_uuid
from crm_desktop.operations.imports.own_columns import OwnColumns, custom_of
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.report import Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.operations.imports.treatment import KEYS, Wishes
from crm_desktop.store.bulk import products as bulk
from crm_desktop.store.bulk.drafts import Draft, last_id, new_uuids
from crm_desktop.store.queries import import_keys, prices
from crm_desktop.store.unit_of_work import Work

_READ = (
    "external_id", "number", "name", "category_id", "unit", "price", "cost", "tax_class", "version", "text", "active",
    "custom",
)  # fmt: skip


class ProductImport:
    """Takes products batch by batch into an open step."""

    def __init__(
        self, work: Work, tally: Tally, wishes: Wishes | None = None, kept: Mapping[str, OwnGuess] | None = None
    ) -> None:
        self._work = work
        self._tally = tally
        last = last_id(work, "product")
        self._treated = Treated(work, tally, wishes or Wishes(), RecordKind.PRODUCTS, last)
        self._own = OwnColumns(work.read, tally, kept, "product")
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._now = to_text(work.now)
        self._known: dict[str, int] = {}
        self._by: dict[str, dict[str, int]] = {key: {} for key in KEYS[RecordKind.PRODUCTS]}
        #: What sets are made of, looked up when every product is there.
        self._parts: list[tuple[Item, int, tuple[PartRecord, ...]]] = []
        for row in import_keys.record_keys(work.read, "product"):
            self._learn(row.id, row.external_id, row.uuid, row.number, fold(row.name))
            for key, value in zip(self._by, (row.external_id, row.number, fold(row.name)), strict=True):
                if value:
                    self._by[key].setdefault(value, row.id)

    def take(self, items: Sequence[Item]) -> None:
        """Add or bring up to date the products of a batch."""
        first_new = self._draft.coming_id("product")
        known: list[tuple[int, Item]] = []
        again: list[tuple[int, Item]] = []
        for item in items:
            record = cast("ProductRecord", item.record)
            found = self._find(record)
            wished = Treatment.CORRECT if found is None else self._treated.of(item.row, found)
            if found is None or wished is Treatment.ADD:
                found = self._add(item)
            elif wished is Treatment.SKIP:
                self._tally.count(Fate.SKIPPED)
                continue
            elif wished is Treatment.ASK:
                self._treated.ask(item, found, said=self._comparable(found, record))
                continue
            else:
                (again if found >= first_new else known).append((found, item))
            if record.parts:
                self._parts.append((item, found, record.parts))
        self._draft.flush()
        for part in (known, again):
            self._bring_up_to_date(part)

    def finish(self) -> None:
        """Put sets together, now that every product is there."""
        before = prices.parts(self._work.read, ids=[found for _item, found, _parts in self._parts])
        for item, set_id, parts in self._parts:
            wanted = [(self._known.get(one.product) or self._known.get(fold(one.product)), one) for one in parts]
            for found, one in wanted:
                if found is None or found == set_id:
                    self._tally.remark(item.row, "parts", one.product, _("There is no product of this number or name."))
            kept = [(found, one.quantity) for found, one in wanted if found is not None and found != set_id]
            if kept != [(part.product_id, part.quantity) for part in before.get(set_id, ())]:
                bulk.clear_parts(self._work, [set_id])
                for position, (found, quantity) in enumerate(kept, 1):
                    self._draft.add("product_part", set_id, position, found, f"{quantity:f}")
        self._draft.flush()

    def _find(self, record: ProductRecord) -> int | None:
        """Return the product of the record's id, number or, where it has neither, name; of the field chosen, first."""
        if chosen := self._treated.update_by:
            said = {"external_id": record.external_id, "number": record.number, "name": fold(record.name)}[chosen]
            if said in self._by[chosen]:
                return self._by[chosen][said]
        if record.external_id and record.external_id in self._known:
            return self._known[record.external_id]
        if record.number:
            return self._known.get(record.number)
        return None if record.external_id else self._known.get(fold(record.name))

    def _comparable(self, product_id: int, record: ProductRecord) -> ProductRecord:
        """Return a row with its rate of VAT as products know it: standard is 19 percent, whatever the country."""
        if record.vat is None:
            return record
        now = import_keys.fields_of(self._work.read, "product", ("tax_class",), [product_id])[product_id]
        return record._replace(vat=None) if tax_class(record.vat).value == now["tax_class"] else record

    def _add(self, item: Item) -> int:
        record = cast("ProductRecord", item.record)
        external_id = record.external_id if record.external_id not in self._known else None
        external_id = external_id or None
        uuid = external_id if external_id and looks_like_uuid(external_id) else new_uuids(1)[0]
        product_id = self._draft.add(
            "product",
            uuid,
            external_id,
            self._now,
            self._now,
            record.number or None,
            record.name or record.number,
            self._partners.group(record.category),
            record.unit,
            f"{record.price or Decimal(0):f}",
            None if record.cost is None else f"{record.cost:f}",
            self._partners.currency,
            tax_class(record.vat).value,
        )
        more: dict[str, Any] = {"text": record.text} if record.text else {}
        if record.active is False:
            more["active"] = 0
        if record.parts and record.price:
            # A set with a price of its own comes as one line.
            more["set_form"] = SetForm.ONE.value
        more |= custom_of(self._own.values(item.row, record))
        self._draft.change("product", product_id, more)
        self._add_tiers(product_id, record.tiers)
        self._learn(product_id, external_id, record.number, fold(record.name))
        self._tally.count(Fate.ADDED)
        return product_id

    def _add_tiers(self, product_id: int, tiers: Sequence[Tier]) -> None:
        for tier in tiers:
            self._draft.add("price_tier", product_id, f"{tier.from_quantity:f}", f"{tier.price:f}", tier.group)

    def _bring_up_to_date(self, known: Sequence[tuple[int, Item]]) -> None:
        fields = import_keys.fields_of(self._work.read, "product", _READ, {product_id for product_id, _item in known})
        tiers = prices.tiers(self._work.read, ids=[product_id for product_id, _item in known])
        for product_id, item in known:
            now, record = fields[product_id], cast("ProductRecord", item.record)
            fills = self._treated.fills(item.row, product_id)
            changes = {name: value for name, value in self._said(record, now).items() if now[name] != value}
            if fills:
                changes = only_empty({name: value for name, value in changes.items() if name != "active"}, now)
            changes |= custom_of(self._own.values(item.row, record), now["custom"], only_empty=fills)
            if changes:
                changes |= {"updated_at": self._now, "version": now["version"] + 1}
                self._draft.change("product", product_id, changes)
                now |= changes
            there = set(tiers.get(product_id, ()))
            retiered = bool(record.tiers) and set(record.tiers) != there and not (fills and there)
            if retiered:
                bulk.clear_tiers(self._work, [product_id])
                self._add_tiers(product_id, record.tiers)
            self._tally.count(Fate.UPDATED if changes or retiered else Fate.SKIPPED)
        self._draft.flush()

    def _said(self, record: ProductRecord, now: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns the record says something about; equal numbers keep the form they are stored in."""
        said: dict[str, Any] = {
            "number": record.number, "name": record.name, "unit": record.unit, "text": record.text,
        }  # fmt: skip
        said["category_id"] = self._partners.group(record.category)
        if record.active is not None:
            said["active"] = int(record.active)
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
    if percent in _LOWEST:
        return TaxClass.LOWEST
    if percent in _SPECIAL:
        return TaxClass.SPECIAL
    return TaxClass.REDUCED if percent < 16 else TaxClass.STANDARD


_STANDARD = frozenset(map(Decimal, ("19", "20", "8.1", "7.7", "16")))
#: Rates between the standard and the reduced one: Austria's wine and culture, Swiss hotels.
_LOWEST = frozenset((Decimal("4.9"),))
_SPECIAL = frozenset(map(Decimal, ("13", "3.8", "3.7")))
