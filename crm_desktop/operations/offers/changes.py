"""What the undo menu calls a change of an offer: the line and the figure that changed, as the user would say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.offers import LineKind
from crm_desktop.store.queries.offers import Line, OfferDetail

_MOST_LETTERS = 40


def label(before: OfferDetail, lines: Sequence[Line] | None, fields: Mapping[str, object]) -> str:
    """Return the name of a change, made of what differs; "" where only the whole offer names it."""
    said = "" if lines is None else _of_lines(before.lines, lines)
    changed = [name for name, value in fields.items() if getattr(before, name, value) != value]
    if said and not changed:
        return said
    return _of_field(changed[0]) if len(changed) == 1 and not said else ""


def _of_lines(before: Sequence[Line], after: Sequence[Line]) -> str:
    known = {line.id: line for line in before}
    added = [line for line in after if line.id is None or line.id not in known]
    kept = [line for line in after if line.id is not None and line.id in known]
    left = {line.id for line in kept}
    gone = [line for line in before if line.id not in left]
    if added and not gone:
        return _one_or_many(_("Add {line}"), added, plural("Add {n} line", "Add {n} lines", len(added)))
    if gone and not added:
        return _one_or_many(_("Remove {line}"), gone, plural("Remove {n} line", "Remove {n} lines", len(gone)))
    if added or gone:
        return ""
    changed = [line for line in kept if _bare(line) != _bare(known[line.id])]
    if not changed:
        return _moved(before, after)
    return _of_line(known[changed[0].id], changed[0]) if len(changed) == 1 else ""


def _of_line(before: Line, after: Line) -> str:
    """Return the name of a change of one line."""
    fields = [name for name in Line._fields if getattr(before, name) != getattr(after, name)]
    if "product_id" in fields:
        return _("Take {line} as the product").format(line=_name(after))
    if "kind" in fields:
        return _("Change the kind of {line}").format(line=_name(after))
    words = {
        "title": _("Change the title of {line}"),
        "text": _("Change the text of {line}"),
        "quantity": _("Change the quantity of {line}"),
        "unit": _("Change the unit of {line}"),
        "unit_price": _("Change the price of {line}"),
        "cost": _("Change the cost of {line}"),
        "discount_percent": _("Change the discount of {line}"),
        "discount_cents": _("Change the discount of {line}"),
        "vat_percent": _("Change the VAT of {line}"),
        "surcharge_percent": _("Change the surcharge of {line}"),
        "surcharge_of": _("Change the surcharge of {line}"),
        "level": _("Change the level of {line}"),
        "replaces": _("Change what {line} stands for"),
    }
    said = {words[name] for name in fields if name in words}
    return said.pop().format(line=_name(before)) if len(said) == 1 else _("Change {line}").format(line=_name(after))


def _of_field(name: str) -> str:
    return {
        "account_id": _("Change the customer of the offer"),
        "person_id": _("Change the contact person of the offer"),
        "subject": _("Change the subject of the offer"),
        "issued_on": _("Change the day of the offer"),
        "valid_until": _("Change how long the offer holds"),
        "delivery_on": _("Change the day of delivery of the offer"),
        "language": _("Change the language of the offer"),
        "currency": _("Change the currency of the offer"),
        "rate": _("Change the exchange rate of the offer"),
        "price_mode": _("Change between net and gross prices"),
        "tax_mode": _("Change the VAT of the offer"),
        "discount_percent": _("Change the discount of the offer"),
        "discount_cents": _("Change the discount of the offer"),
        "skonto_percent": _("Change the discount for early payment"),
        "skonto_days": _("Change the discount for early payment"),
        "intro": _("Change the introduction of the offer"),
        "closing": _("Change the closing of the offer"),
        "delivery_terms": _("Change the delivery terms of the offer"),
        "payment_terms": _("Change the payment terms of the offer"),
    }.get(name, "")


def _moved(before: Sequence[Line], after: Sequence[Line]) -> str:
    """Return the name of a new order of lines: the one that left its neighbours, or the first of a block."""
    old, new = [line.id for line in before], [line.id for line in after]
    if old == new:
        return ""
    first = next(place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    last = next(place for place in range(len(old) - 1, -1, -1) if old[place] != new[place])
    # Of two parts that changed places the shorter one is what the user had in hand; a heading goes before a line.
    turn = old.index(new[first]) - first
    held = after[first] if turn > (last - first + 1) // 2 else before[first]
    if after[first].kind is LineKind.HEADING and before[first].kind is not LineKind.HEADING:
        held = after[first]
    return _("Move {line}").format(line=_name(held))


def _one_or_many(one: str, lines: Sequence[Line], many: str) -> str:
    return one.format(line=_name(lines[0])) if len(lines) == 1 else many.format(n=len(lines))


def _bare(line: Line) -> Line:
    """Return a line without what follows from the order of all of them."""
    return line._replace(replaces=None)


def _name(line: Line) -> str:
    """Return what a line is called, in quotes where it has words of its own."""
    words = " ".join((line.title or line.text).split())
    if not words:
        return _("page break") if line.kind is LineKind.PAGE_BREAK else _("a line")
    return _("“{words}”").format(words=words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()} …")
