"""What fields of a segment and what is asked of them are called, and a whole segment in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.base.formats import amount, number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.criteria import Check, Condition, Criteria, Join, from_plain, listed
from crm_desktop.domain.kinds import ContactKind, Standing
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import FieldKind
from crm_desktop.store.queries.segment_sql import OWN


def field_groups() -> list[tuple[str, Sequence[str]]]:
    """Return the fields as they are offered: what they are about, and their names in the criteria."""
    return [
        (_("Contact"), ("kind", "standing", "category", "industry", "tag", "source", "name", "job_title", "buying_role",
                        "language", "legal_form", "customer_number", "payment_terms", "note", "employees",
                        "company_age", "birth_month", "favourite")),
        (_("Place"), ("city", "postal_code", "region", "country", "has_address")),
        (_("Contact details"), ("has_phone", "has_email")),
        (_("History"), ("last_contact", "created", "confirmed", "next_step", "overdue_step", "campaign",
                        "answered_campaign", "recommended", "recommends", "segment")),
        (_("Purchases"), ("revenue", "orders", "order_value", "last_order", "first_order", "bought",
                          "bought_category")),
        (_("Deals and offers"), ("open_deals", "open_deal_value", "open_offers", "open_offer_value", "won_deals",
                                 "lost_deals", "lost_reason", "won_argument")),
    ]  # fmt: skip


def field_word(name: str, own: Mapping[str, str] | None = None) -> str:
    """Return what a field is called; `own` holds the labels of own fields by their keys."""
    if name.startswith(OWN):
        key = name.removeprefix(OWN)
        return (own or {}).get(key, key)
    return _words().get(name, name)


def check_word(check: Check, kind: FieldKind) -> str:
    """Return what is asked of a field, as it stands between its name and the value."""
    if kind is FieldKind.SINCE:
        return _("at least … days ago") if check is Check.AT_LEAST else _("at most … days ago")
    if kind is FieldKind.PRODUCT:
        return meant("segment", "was bought") if check is Check.IS else meant("segment", "was not bought")
    return {
        Check.IS: meant("segment", "is"),
        Check.IS_NOT: meant("segment", "is not"),
        Check.ANY_OF: _("is one of"),
        Check.CONTAINS: _("contains"),
        Check.BEGINS: _("begins with"),
        Check.AT_LEAST: _("is at least"),
        Check.AT_MOST: _("is at most"),
        Check.EMPTY: _("is empty"),
        Check.FILLED: _("is filled"),
    }[check]


def join_word(join: Join) -> str:
    """Return how the parts of a group belong together."""
    return {
        Join.ALL: _("All of this applies"),
        Join.ANY: _("At least one of this applies"),
        Join.NONE: _("None of this applies"),
    }[join]


def criteria_lines(
    plain: Mapping[str, Any],
    *,
    currency: str,
    own: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[str]:
    """Return criteria in words, a line a condition, groups indented. Raises BadInput for wrong ones.

    `names` holds what products and segments are called, by "product:7" and "segment:3".
    """
    ids = listed(plain)
    if ids is not None:
        return [plural("{n} contact, put on the list by hand", "{n} contacts, put on the list by hand", len(ids))]
    tree = from_plain(plain)
    if not tree.parts:
        return [_("Everybody")]
    return _lines(tree, 0, currency, own or {}, names or {})


def condition_words(
    condition: Condition, *, currency: str, own: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> str:
    """Return one condition in words."""
    kind = _kind(condition.field)
    word = field_word(condition.field, own)
    span = plural("in the last {n} day", "in the last {n} days", condition.days) if condition.days else ""
    if kind is FieldKind.SINCE:
        days = plural("{n} day", "{n} days", int(_number(condition.value)))
        least = condition.check is Check.AT_LEAST
        text = _("{field}: at least {days} ago") if least else _("{field}: at most {days} ago")
        return text.format(field=word, days=days)
    if kind is FieldKind.YES_NO:
        yes = str(condition.value if condition.value is not None else "1") not in ("0", "no", "False")
        return _("{field}: yes").format(field=word) if yes is (condition.check is Check.IS) else _(
            "{field}: no").format(field=word)  # fmt: skip
    if condition.check in (Check.EMPTY, Check.FILLED):
        return f"{word} {check_word(condition.check, kind)}"
    shown = _value(condition, kind, currency, names or {})
    middle = check_word(condition.check, kind)
    parts = [word + ":", shown, middle] if kind is FieldKind.PRODUCT else [word, middle, shown]
    return " ".join(part for part in (*parts, span) if part)


def _lines(
    criteria: Criteria, depth: int, currency: str, own: Mapping[str, str], names: Mapping[str, str]
) -> list[str]:
    margin = "  " * depth
    if isinstance(criteria, Condition):
        return [f"{margin}{condition_words(criteria, currency=currency, own=own, names=names)}"]
    lines = [f"{margin}{join_word(criteria.join)}:"]
    for part in criteria.parts:
        lines += _lines(part, depth + 1, currency, own, names)
    return lines


def _kind(name: str) -> FieldKind:
    if name == "segment":
        return FieldKind.SEGMENT
    return FIELDS[name].kind if name in FIELDS else FieldKind.TEXT


def _value(condition: Condition, kind: FieldKind, currency: str, names: Mapping[str, str]) -> str:
    value = condition.value
    if isinstance(value, tuple):
        return ", ".join(_one(condition.field, one, names) for one in value)
    if kind is FieldKind.MONEY:
        return amount(round(_number(value)), currency, whole=True)
    if kind is FieldKind.NUMBER:
        held = _number(value)
        return number(int(held) if held == int(held) else held)
    return _one(condition.field, str(value if value is not None else ""), names)


def _one(field: str, value: str, names: Mapping[str, str]) -> str:
    if field in ("bought", "segment"):
        key = f"{'product' if field == 'bought' else field}:{value}"
        return _("“{value}”").format(value=names.get(key, value))
    if field == "kind":
        return _("Company") if value == ContactKind.COMPANY else _("Person")
    if field == "standing":
        return _standings().get(value, value)
    return _("“{value}”").format(value=value)


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0


def _standings() -> dict[str, str]:
    return {
        Standing.PROSPECT.value: _("Prospect"),
        Standing.CUSTOMER.value: _("Customer"),
        Standing.REGULAR.value: _("Regular customer"),
        Standing.FORMER.value: _("Former customer"),
        Standing.PARTNER.value: _("Partner"),
        Standing.SUPPLIER.value: _("Supplier"),
        Standing.OTHER.value: _("Other"),
    }


def _words() -> dict[str, str]:
    return {
        "kind": _("Kind of contact"), "standing": _("Standing"), "name": _("Name"), "category": _("Category"),
        "industry": _("Industry"), "source": _("Source"), "language": _("Language"), "legal_form": _("Legal form"),
        "job_title": _("Position"), "buying_role": _("Role in buying"), "salutation": _("Salutation"),
        "customer_number": _("Customer number"), "payment_terms": _("Payment terms"), "note": _("Note"),
        "city": _("Town"), "postal_code": _("Postcode"), "region": _("Region"), "country": _("Country"),
        "tag": _("Tag"), "employees": _("Employees"), "company_age": _("Age of the company in years"),
        "birth_month": _("Month of birth"), "last_contact": _("Last contact"), "created": _("Recorded"),
        "confirmed": _("Last confirmed"), "revenue": _("Revenue"), "orders": _("Number of orders"),
        "order_value": _("Average order"), "last_order": _("Last order"), "first_order": _("First order"),
        "bought": _("Product"), "bought_category": _("Bought from product group"),
        "open_offers": _("Open offers"), "open_offer_value": _("Value of open offers"),
        "open_deals": _("Open deals"), "open_deal_value": _("Value of open deals"), "won_deals": _("Won deals"),
        "lost_deals": _("Lost deals"), "lost_reason": _("Reason for a loss"), "won_argument": _("Argument that won"),
        "campaign": _("Received campaign"), "answered_campaign": _("Answered campaign"),
        "recommended": _("Came by recommendation"), "recommends": _("Has recommended us"),
        "favourite": _("Favourite"), "next_step": _("Has a next step"), "overdue_step": _("Next step overdue"),
        "has_phone": _("Has a phone number"), "has_email": _("Has an e-mail address"),
        "has_address": _("Has an address"), "segment": _("Segment"),
    }  # fmt: skip
