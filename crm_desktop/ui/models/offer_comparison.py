"""Two versions of an offer as the compare view shows them: each line with its words and figures ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.base.formats import amount, number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.offers.compare import Change, Comparison, Pair, Side, SumPair
from crm_desktop.store.queries.offers import Line

#: Fields of a line that its second row of words shows.
_DETAIL = frozenset(
    {"quantity", "unit", "unit_price", "discount_percent", "discount_cents", "surcharge_percent", "vat_percent", "text"}
)


class SideFace(NamedTuple):
    """One line on one side; `bold` names the parts that differ: "title", "detail", "money"."""

    number: str
    title: str
    detail: str
    money: str
    strong: bool
    bold: frozenset[str] = frozenset()


class PairFace(NamedTuple):
    """One line beside the other, and by how much it got dearer."""

    change: Change
    before: SideFace | None
    after: SideFace | None
    difference: str = ""
    spoken: str = ""
    is_sum: bool = False


def pair_faces(found: Comparison, *, only_changes: bool = False) -> list[PairFace]:
    """Return the lines ready to be drawn; headings stay where something below them differs."""
    currency = found.after.currency
    shown = _with_headings(found.pairs) if only_changes else found.pairs
    return [_pair_face(pair, currency) for pair in shown]


def sum_faces(found: Comparison) -> list[PairFace]:
    """Return the sums ready to be drawn, the one that is paid standing out."""
    return [_sum_face(row, found.before.currency, found.after.currency) for row in found.sums]


def said(found: Comparison) -> str:
    """Return in one sentence what differs."""
    if found.is_same:
        return _("Both versions say the same.")
    parts = [
        plural("{n} changed", "{n} changed", found.count(Change.CHANGED)) if found.count(Change.CHANGED) else "",
        plural("{n} new", "{n} new", found.count(Change.ADDED)) if found.count(Change.ADDED) else "",
        plural("{n} left out", "{n} left out", found.count(Change.REMOVED)) if found.count(Change.REMOVED) else "",
        plural("{n} moved", "{n} moved", found.count(Change.MOVED)) if found.count(Change.MOVED) else "",
    ]
    lines = " · ".join(part for part in parts if part)
    around = ", ".join(dict.fromkeys(_field_words(name) for name in found.fields))
    if not around:
        return lines
    beside = _("also different: {fields}").format(fields=around)
    return f"{lines} · {beside}" if lines else beside


def change_word(change: Change) -> str:
    """Return what became of a line."""
    return {
        Change.SAME: _("unchanged"),
        Change.CHANGED: _("changed"),
        Change.ADDED: meant("line of an offer", "new"),
        Change.REMOVED: _("left out"),
        Change.MOVED: _("moved"),
    }[change]


def signed(cents: int, currency: str) -> str:
    """Return a difference with its sign; nothing for none."""
    if not cents:
        return ""
    return f"+{amount(cents, currency)}" if cents > 0 else amount(cents, currency)


def _with_headings(pairs: Sequence[Pair]) -> list[Pair]:
    """Return what differs, each with the headings it stands under."""
    found: list[Pair] = []
    waiting: list[Pair] = []
    for pair in pairs:
        side = pair.after or pair.before
        is_heading = side is not None and side.line.kind is LineKind.HEADING
        if is_heading and side is not None:
            waiting = [one for one in waiting if (one.after or one.before or side).line.level < side.line.level]
        if pair.change is not Change.SAME:
            found += [*waiting, pair]
            waiting = []
        elif is_heading:
            waiting.append(pair)
    return found


def _pair_face(pair: Pair, currency: str) -> PairFace:
    bold = frozenset(
        part
        for part, names in (("title", {"title", "kind"}), ("detail", _DETAIL), ("money", {"total"}))
        if pair.fields & names
    )
    before = _side_face(pair.before, currency, frozenset()) if pair.before else None
    after = _side_face(pair.after, currency, bold) if pair.after else None
    difference = ""
    if pair.before is not None and pair.after is not None and "total" in pair.fields:
        difference = signed(pair.after.cents - pair.before.cents, currency)
    face = PairFace(pair.change, before, after, difference)
    return face._replace(spoken=_spoken(face))


def _side_face(side: Side, currency: str, bold: frozenset[str]) -> SideFace:
    line = side.line
    title = line.title or line.text.partition("\n")[0]
    if line.kind is LineKind.SUBTOTAL:
        title = title or _("Subtotal")
    if line.kind is LineKind.PAGE_BREAK:
        title = _("Page break")
    money = "" if line.kind in {LineKind.TEXT, LineKind.PAGE_BREAK} else amount(side.cents, currency)
    if line.kind in {LineKind.OPTIONAL, LineKind.ALTERNATIVE}:
        money = f"({money})"
    strong = line.kind in {LineKind.HEADING, LineKind.SUBTOTAL}
    return SideFace(side.position, title, "" if strong else _detail(line, currency), money, strong, bold)


def _detail(line: Line, currency: str) -> str:
    if line.kind in {LineKind.TEXT, LineKind.PAGE_BREAK}:
        return ""
    kinds = {
        LineKind.OPTIONAL: _("Optional"), LineKind.ALTERNATIVE: _("Alternative"),
        LineKind.FREE: _("Free of charge"), LineKind.SURCHARGE: _("Surcharge"),
    }  # fmt: skip
    quantity = f"{number(line.quantity)} {line.unit}".strip()
    price = number(line.unit_price, form="#,##0.00##")
    figures = f"{quantity} × {price}"
    if line.surcharge_percent is not None and line.kind is LineKind.SURCHARGE:
        figures = f"{number(line.surcharge_percent)} %"
    if line.discount_percent:
        figures += f" − {number(line.discount_percent)} %"
    if line.discount_cents:
        figures += f" − {amount(line.discount_cents, currency)}"
    vat = _("{percent} % VAT").format(percent=number(line.vat_percent))
    return " · ".join(part for part in (kinds.get(line.kind, ""), figures, vat) if part)


def _sum_face(row: SumPair, before: str, after: str) -> PairFace:
    words = {
        "sum": _("Sum of the positions"), "discount": _("Discount"), "net": _("Net total"),
        "vat": _("{percent} % VAT").format(percent=number(float(row.percent or 0))), "gross": _("Total"),
        "optional": _("Optional positions, not included"),
    }[row.name]  # fmt: skip
    strong = row.name in {"net", "gross"}
    bold = frozenset({"money"}) if row.difference else frozenset[str]()
    face = PairFace(
        Change.CHANGED if row.difference else Change.SAME,
        SideFace("", words, "", amount(row.before, before), strong),
        SideFace("", words, "", amount(row.after, after), strong, bold),
        signed(row.difference, after) if before == after else "",
        is_sum=True,
    )
    return face._replace(spoken=_spoken(face))


def _spoken(face: PairFace) -> str:
    def side(one: SideFace) -> str:
        return ", ".join(part for part in (one.title, one.detail, one.money) if part)

    if face.before is None or face.after is None:
        only = face.after or face.before
        return f"{change_word(face.change)}: {side(only)}" if only else ""
    if face.change is Change.SAME:
        return side(face.after)
    return _("{change}: {before}; now {after}").format(
        change=change_word(face.change), before=side(face.before), after=side(face.after)
    )


def _field_words(name: str) -> str:
    return {
        "subject": _("Subject"), "valid_until": _("Valid until"), "intro": _("Opening words"),
        "closing": _("Closing words"), "delivery_terms": _("Delivery"), "payment_terms": _("Terms of payment"),
        "discount_percent": _("Discount"), "discount_cents": _("Discount"), "skonto_percent": _("Skonto"),
        "skonto_days": _("Skonto"), "price_mode": _("Net or gross prices"), "tax_mode": _("VAT"),
        "currency": _("Currency"), "language": _("Language"),
    }[name]  # fmt: skip
