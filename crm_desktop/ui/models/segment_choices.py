"""What a row of a segment's conditions offers: its fields, what can be asked of each, and how values are typed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import number, plain_amount
from crm_desktop.base.i18n import _, plural, spoken
from crm_desktop.base.money import Separators, parse_cents, parse_decimal
from crm_desktop.domain.criteria import Check, Condition
from crm_desktop.domain.firm import FieldKind as OwnKind
from crm_desktop.domain.kinds import ContactKind, Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.operations.contacts.segment_words import check_word, field_groups, field_word
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import TESTS, FieldKind
from crm_desktop.store.queries.segment_names import SegmentChoices
from crm_desktop.store.queries.segment_sql import OWN
from crm_desktop.ui.widgets.chips import Choice

_SPANS = (30, 90, 180, 365, 730)
_OWN = {OwnKind.MONEY: FieldKind.MONEY, OwnKind.NUMBER: FieldKind.NUMBER, OwnKind.CHECK: FieldKind.YES_NO}
#: Kinds whose values are chosen, not typed.
CHOSEN = (FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.PRODUCT, FieldKind.SEGMENT, FieldKind.CAMPAIGN)


def field_choices(found: SegmentChoices) -> list[list[Choice]]:
    """Return the fields in groups: those of every firm, then the firm's own."""
    groups = [[Choice(name, field_word(name)) for name in names] for _word, names in field_groups()]
    own = [Choice(f"{OWN}{field.key}", field.label) for field in found.own]
    return [*groups, *([own] if own else [])]


def kind_of(name: str, found: SegmentChoices) -> FieldKind:
    """Return what a field holds."""
    if name == "segment":
        return FieldKind.SEGMENT
    if name in FIELDS:
        return FIELDS[name].kind
    own = {f"{OWN}{field.key}": field.kind for field in found.own}
    return _OWN.get(own.get(name, OwnKind.TEXT), FieldKind.TEXT)


def is_timed(name: str) -> bool:
    """Whether only what happened within some days can be meant."""
    return name in FIELDS and FIELDS[name].timed


def check_choices(kind: FieldKind) -> list[Choice]:
    """Return what can be asked of a field; yes or no needs nothing more."""
    return [Choice(check.value, check_word(check, kind)) for check in TESTS[kind]]


def span_choices(days: int | None) -> list[Choice]:
    """Return the times a figure can be about, with one that is set otherwise."""
    spans = sorted({*_SPANS, *([days] if days else [])})
    return [Choice("", _("at any time")), *(Choice(str(span), span_word(span)) for span in spans)]


def span_word(days: int) -> str:
    """Return a time until today in words."""
    if days % 365 == 0:
        return plural("in the last {n} month", "in the last {n} months", days // 365 * 12)
    return plural("in the last {n} day", "in the last {n} days", days)


def value_choices(name: str, kind: FieldKind, check: Check, found: SegmentChoices) -> Sequence[Choice] | None:
    """Return the values to choose from; None where one is typed."""
    fixed = _fixed_values(name, kind)
    if fixed is not None:
        return fixed
    if kind in (FieldKind.PRODUCT, FieldKind.SEGMENT):
        records = found.products if kind is FieldKind.PRODUCT else found.segments
        return [Choice(str(one.id), one.name) for one in records]
    if check in (Check.IS, Check.IS_NOT) and (kind in CHOSEN or kind is FieldKind.TEXT):
        own = {f"{OWN}{field.key}": field.choices for field in found.own}
        words = found.words.get(name) or tuple(own.get(name, ()))
        return [Choice(word, word) for word in words] if words else None
    return None


def _fixed_values(name: str, kind: FieldKind) -> Sequence[Choice] | None:
    """Return the values that are the same in every firm."""
    if name == "kind":
        return [Choice(ContactKind.PERSON.value, _("Person")), Choice(ContactKind.COMPANY.value, _("Company"))]
    if name == "standing":
        return [Choice(one.value, standing_word(one)) for one in Standing]
    return [Choice("1", _("Yes")), Choice("0", _("No"))] if kind is FieldKind.YES_NO else None


def value_text(condition: Condition, kind: FieldKind) -> str:
    """Return a value as it is shown in its field."""
    value = condition.value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    if kind is FieldKind.MONEY:
        return plain_amount(round(float(value)))
    if kind in (FieldKind.NUMBER, FieldKind.SINCE):
        return number(Decimal(str(value)).normalize()) if float(value) % 1 else number(int(float(value)))
    return str(value)


def value_from(text: str, kind: FieldKind, check: Check) -> str | int | float | tuple[str, ...] | None:
    """Return the value that is typed; None where it is none of its kind."""
    words = text.strip()
    signs = Separators("," if spoken() == "de" else ".")
    if check is Check.ANY_OF:
        return tuple(word for part in words.split(",") if (word := part.strip())) or None
    if not words:
        return None
    try:
        if kind is FieldKind.MONEY:
            return parse_cents(words, signs)
        if kind in (FieldKind.NUMBER, FieldKind.SINCE):
            typed = parse_decimal(words, signs)
            return int(typed) if typed == int(typed) else float(typed)
    except BadInput:
        return None
    return words
