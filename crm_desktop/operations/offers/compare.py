"""What differs between two versions of an offer: line beside line, sum beside sum, and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.money import ZERO
from crm_desktop.base.text import fold
from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import PricedOffer
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader

#: From this likeness on (0 to 1) a line counts as the same one with other words.
_ALIKE = 0.6
#: Fields of a line that are looked at.
_LINE_FIELDS = (
    "kind", "title", "text", "quantity", "unit", "unit_price", "discount_percent", "discount_cents",
    "surcharge_percent", "vat_percent",
)  # fmt: skip
#: Fields of the offer around its lines.
_OFFER_FIELDS = (
    "subject", "valid_until", "intro", "closing", "delivery_terms", "payment_terms", "discount_percent",
    "discount_cents", "skonto_percent", "skonto_days", "price_mode", "tax_mode", "currency", "language",
)  # fmt: skip


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Side(NamedTuple):
    """A line as it stands in one of the two: with its number and what it comes to."""

    line: Line
    position: str
    cents: int


class Pair(NamedTuple):
    """One line of both versions beside each other; None where it is not there."""

    change: Change
    before: Side | None
    after: Side | None
    #: Names of the fields that differ; "total" where only what it comes to does.
    fields: frozenset[str] = frozenset()


class SumPair(NamedTuple):
    """One sum beside the other, in cents: "sum", "discount", "net", "vat" with its rate, "gross", "optional"."""

    name: str
    before: int
    after: int
    percent: str = ""

    @property
    def difference(self) -> int:
        """What the second version is dearer."""
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Two versions beside each other."""

    before: OfferDetail
    after: OfferDetail
    pairs: tuple[Pair, ...]
    sums: tuple[SumPair, ...]
    #: Names of the fields around the lines that differ.
    fields: tuple[str, ...]

    def count(self, change: Change) -> int:
        """Return how many lines fared so."""
        return sum(pair.change is change for pair in self.pairs)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs at all."""
        return not self.fields and all(pair.change is Change.SAME for pair in self.pairs)


def compared_versions(reader: Reader, *, before_id: int, after_id: int) -> Comparison:
    """Return two stored versions beside each other. Raises NotFound."""
    with reader.snapshot():
        before = queries.the_offer(reader, offer_id=before_id)
        after = queries.the_offer(reader, offer_id=after_id)
    return compare(before, after)


def compare(before: OfferDetail, after: OfferDetail) -> Comparison:
    """Return two versions of an offer beside each other."""
    old, new = offer_drafts.priced(before), offer_drafts.priced(after)
    fields = tuple(name for name in _OFFER_FIELDS if getattr(before, name) != getattr(after, name))
    return Comparison(before, after, tuple(_pairs(_sides(before, old), _sides(after, new))), _sums(old, new), fields)


def _sides(offer: OfferDetail, totals: PricedOffer) -> list[Side]:
    numbers = positions(offer.lines)
    cents = [totals.groups_cents.get(place, own) for place, own in enumerate(totals.lines_cents)]
    return [Side(*each) for each in zip(offer.lines, numbers, cents, strict=True)]


def _pairs(old: Sequence[Side], new: Sequence[Side]) -> list[Pair]:
    """Lay the lines beside each other: by what they are, then by how alike their words are, then by having moved."""
    matcher = SequenceMatcher(
        None, [_key(side.line) for side in old], [_key(side.line) for side in new], autojunk=False
    )
    found: list[Pair] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            found += [_paired(*both) for both in zip(old[first:last], new[start:end], strict=True)]
        else:
            found += _alike(old[first:last], new[start:end])
    return _moved(found)


def _alike(old: Sequence[Side], new: Sequence[Side]) -> list[Pair]:
    """Pair the lines of two stretches that differ: what is alike is the same line, in the order of both."""
    found: list[Pair] = []
    start = 0
    for side in old:
        likeness = [(_likeness(side.line, other.line), -place) for place, other in enumerate(new[start:])]
        best, place = max(likeness, default=(0.0, 0))
        if best >= _ALIKE:
            at = start - place
            found += [Pair(Change.ADDED, None, other) for other in new[start:at]]
            found.append(_paired(side, new[at]))
            start = at + 1
        else:
            found.append(Pair(Change.REMOVED, side, None))
    return [*found, *(Pair(Change.ADDED, None, other) for other in new[start:])]


def _moved(pairs: Sequence[Pair]) -> list[Pair]:
    """Say of a line that went at one place and came at another that it moved; it stands where it is now."""
    gone = {_key(pair.before.line): pair for pair in pairs if pair.after is None and pair.before is not None}
    found = []
    moved: set[int] = set()
    for pair in pairs:
        origin = gone.get(_key(pair.after.line)) if pair.before is None and pair.after is not None else None
        if origin is None or id(origin) in moved or origin.before is None or pair.after is None:
            found.append(pair)
            continue
        moved.add(id(origin))
        whole = _paired(origin.before, pair.after)
        found.append(whole._replace(change=Change.MOVED))
    return [pair for pair in found if id(pair) not in moved]


def _paired(old: Side, new: Side) -> Pair:
    names = {name for name in _LINE_FIELDS if getattr(old.line, name) != getattr(new.line, name)}
    if old.line.kind not in _SUMMING and old.cents != new.cents:
        names.add("total")
    return Pair(Change.CHANGED if names else Change.SAME, old, new, frozenset(names))


#: What they come to follows from other lines: that it differs is no change of theirs.
_SUMMING = frozenset({LineKind.HEADING, LineKind.SUBTOTAL})


def _key(line: Line) -> tuple[object, ...]:
    """Return what makes a line the same line in two versions."""
    words = fold(line.title or line.text.partition("\n")[0])
    return (_SORTS.get(line.kind, "line"), line.product_id if line.product_id is not None else words, words)


_SORTS = {kind: kind.value for kind in (LineKind.HEADING, LineKind.TEXT, LineKind.SUBTOTAL, LineKind.PAGE_BREAK)}


def _likeness(old: Line, new: Line) -> float:
    """Return how much two lines are the same one, from 0 to 1."""
    if _SORTS.get(old.kind, "line") != _SORTS.get(new.kind, "line"):
        return 0.0
    if old.product_id is not None and old.product_id == new.product_id:
        return 1.0
    return SequenceMatcher(None, fold(old.title or old.text), fold(new.title or new.text), autojunk=False).ratio()


def _sums(old: PricedOffer, new: PricedOffer) -> tuple[SumPair, ...]:
    rates = sorted({row.percent for row in (*old.vat, *new.vat)}, reverse=True)
    before, after = ({row.percent: row.vat_cents for row in totals.vat} for totals in (old, new))
    rows = [
        SumPair("sum", old.sum_cents, new.sum_cents),
        SumPair("discount", -old.discount_cents, -new.discount_cents),
        SumPair("net", old.net_cents, new.net_cents),
        *(SumPair("vat", before.get(rate, 0), after.get(rate, 0), f"{rate.normalize():f}") for rate in rates),
        SumPair("gross", old.total_cents, new.total_cents),
        SumPair("optional", old.optional_cents, new.optional_cents),
    ]
    discounts = bool(old.discount_cents or new.discount_cents)
    return tuple(
        row
        for row in rows
        if row.name in {"net", "gross"}
        or (row.name in {"sum", "discount"} and discounts)
        or (row.name == "vat" and row.percent != f"{ZERO:f}")
        or (row.name == "optional" and (row.before or row.after))
    )
