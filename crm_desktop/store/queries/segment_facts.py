"""Everything a segment can ask of contacts: their own fields, where they are, and figures of what they bought."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.criteria import Check, Condition
from crm_desktop.store.queries.segment_fields import (
    ACCOUNT,
    EVERYBODY,
    Asked,
    FieldKind,
    SegmentField,
    number_test,
    text_test,
)
from crm_desktop.store.queries.values import PLANNED

_HOME = "coalesce((select currency from firm order by id limit 1), 'EUR')"
_NOT = (Check.IS_NOT, Check.EMPTY)
#: Digits no id has.
_LONGEST_ID = 18


def _text(column: str) -> SegmentField:
    return SegmentField(FieldKind.TEXT, lambda asked: text_test(f"c.{column}", asked))


def _choice(column: str) -> SegmentField:
    return SegmentField(FieldKind.CHOICE, lambda asked: text_test(f"c.{column}", asked))


def _number(expression: str) -> SegmentField:
    return SegmentField(FieldKind.NUMBER, lambda asked: number_test(expression, asked))


def _held(rows: str, column: str, holds: Callable[[str], str], kind: FieldKind = FieldKind.TEXT) -> SegmentField:
    """Return a field that is held elsewhere: one of several rows fulfils what is asked, or none does."""

    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        check, value = asked.condition.check, asked.condition.value
        if check in _NOT:
            turned = Condition("", Check.IS if check is Check.IS_NOT else Check.FILLED, value)
            return f"not {holds(f'{rows} and {text_test(column, asked._replace(condition=turned))}')}"
        return holds(f"{rows} and {text_test(column, asked)}")

    return SegmentField(kind, sql)


def _own(ids: str) -> str:
    return f"c.id in ({ids})"


def _or_of_company(ids: str) -> str:
    return f"(c.id in ({ids}) or coalesce(c.company_id, 0) in ({ids}))"


def _of_account(ids: str) -> str:
    """Return that accounts hold the one of a contact: found from the accounts, which are far fewer than contacts."""
    own = f"select id from contact where id in ({ids}) and company_id is null"
    return f"c.id in ({own} union all select id from contact where company_id in ({ids}))"


def _place(column: str) -> SegmentField:
    return _held("select contact_id from address where 1", column, _or_of_company)


def _since(column: str, *, instant: bool) -> SegmentField:
    """Return the days that have passed since something; what never happened is longer ago than anything."""

    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        on = asked.before(asked.number)
        if asked.condition.check is Check.AT_MOST:
            return f"c.{column} >= {asked.bind(to_text(start_of_day(on)) if instant else on.isoformat())}"
        edge = asked.bind(to_text(start_of_day(on + timedelta(days=1))) if instant else on.isoformat())
        return f"(c.{column} is null or c.{column} {'<' if instant else '<='} {edge})"

    return SegmentField(FieldKind.SINCE, sql)


def _figure(
    kind: FieldKind, rows: str, aggregate: str, *, who: str = "account_id", on: str = "", dated: bool = False
) -> SegmentField:
    """Return a figure over rows of an account; `on` is the day of a row, for what happened within some days."""

    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        where = f" and {on} <= {asked.today}" if dated else ""
        if on and asked.condition.days is not None:
            where += f" and {on} > {asked.day(asked.condition.days)}"
        groups = f"select {who} from {rows}{where} and {who} is not null group by {who} having {aggregate}"
        wanted = asked.number
        match asked.condition.check:
            case Check.AT_MOST:
                return f"{ACCOUNT} not in ({groups} > {asked.bind(wanted)})"
            case Check.IS | Check.IS_NOT if wanted == 0:
                some = f"{groups} <> 0"
                return f"{ACCOUNT} not in ({some})" if asked.condition.check is Check.IS else _of_account(some)
            case Check.IS:
                return _of_account(f"{groups} = {asked.bind(wanted)}")
            case _:
                return _of_account(f"{groups} >= {asked.bind(wanted)}") if wanted > 0 else EVERYBODY

    return SegmentField(kind, sql, timed=bool(on), dated=dated)


def _days_since(rows: str, aggregate: str) -> SegmentField:
    """Return the days since the first or last of something; who never had it fulfils nothing."""

    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        sign = ">=" if asked.condition.check is Check.AT_MOST else "<="
        groups = (
            f"select account_id from {rows} and day <= {asked.today} and account_id is not null group by account_id"
        )
        return _of_account(f"{groups} having {aggregate} {sign} {asked.day(asked.number)}")

    return SegmentField(FieldKind.SINCE, sql, dated=True)


def _bought(column: str, kind: FieldKind) -> SegmentField:
    """Return what an account bought, by the id of the product or by its name or category."""

    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        check = asked.condition.check
        positive = asked._replace(
            condition=Condition("", Check.IS if check is Check.IS_NOT else check, asked.condition.value)
        )
        within = f" and s.day > {asked.day(asked.condition.days)}" if asked.condition.days is not None else ""
        value = asked.condition.value
        named = column
        if kind is FieldKind.PRODUCT and not str(value).isdecimal():
            named = "l.product_name"
        elif kind is FieldKind.PRODUCT:
            product_id = int(str(value)) if len(str(value)) < _LONGEST_ID else 0
            positive = positive._replace(condition=Condition("", Check.IS, product_id))
            return _in(f"l.product_id = {asked.bind(product_id)}", within, asked)
        return _in(text_test(named, positive), within, asked)

    def _in(found: str, within: str, asked: Asked) -> str:
        rows = (
            "select s.account_id from sale_line l join sale s on s.id = l.sale_id"
            f" where s.deleted_at is null and s.account_id is not null and s.day <= {asked.today}{within} and {found}"
        )
        return f"{ACCOUNT} not in ({rows})" if asked.condition.check in _NOT else _of_account(rows)

    return SegmentField(kind, sql, timed=True, dated=True)


def _flag(sql: str) -> SegmentField:
    """Return something that is so or not."""

    def asked_for(asked: Asked) -> str:
        """Return the condition in SQL, as of the day asked about."""
        day = sql.replace(":today", asked.today) if ":today" in sql else sql
        wanted = str(asked.condition.value if asked.condition.value is not None else "1") not in ("0", "no", "False")
        return day if wanted is (asked.condition.check is Check.IS) else f"not ({day})"

    return SegmentField(FieldKind.YES_NO, asked_for)


def _point(*kinds: str) -> str:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    return f"c.id in (select contact_id from contact_point where kind in ({words}))"


_SALES = f"sale where deleted_at is null and currency = {_HOME}"
_OFFERS = f"offer where deleted_at is null and status = 'sent' and currency = {_HOME}"
_DEALS = f"deal where deleted_at is null and currency = {_HOME}"
_PLANS = f"select ac.contact_id from activity a join activity_contact ac on ac.activity_id = a.id where {PLANNED}"
_MEMBERS = "select m.contact_id from campaign_member m join campaign k on k.id = m.campaign_id where 1"

#: Every field by its name in the criteria.
FIELDS: Mapping[str, SegmentField] = MappingProxyType({
    "kind": _choice("kind"),
    "standing": _choice("standing"),
    **{name: _text(name) for name in (
        "name", "category", "industry", "source", "language", "legal_form", "job_title", "buying_role", "salutation",
        "customer_number", "payment_terms", "note",
    )},
    "city": _place("city"),
    "postal_code": _place("postal_code"),
    "region": _place("region"),
    "country": _place("country"),
    "tag": _held("select contact_id from tag where 1", "name", _own),
    "employees": _number("c.employees"),
    "company_age": SegmentField(
        FieldKind.NUMBER, lambda asked: number_test(f"({asked.bind(asked.as_of.year)} - c.founded)", asked)
    ),
    "birth_month": _number("cast(substr(c.birthday, 6, 2) as integer)"),
    "last_contact": _since("last_activity_at", instant=True),
    "created": _since("created_at", instant=True),
    "confirmed": _since("confirmed_on", instant=False),
    "revenue": _figure(FieldKind.MONEY, _SALES, "sum(net_cents)", on="day", dated=True),
    "orders": _figure(FieldKind.NUMBER, "sale where deleted_at is null", "count(distinct day)", on="day", dated=True),
    "order_value": _figure(FieldKind.MONEY, _SALES, "avg(net_cents)", on="day", dated=True),
    "last_order": _days_since("sale where deleted_at is null", "max(day)"),
    "first_order": _days_since("sale where deleted_at is null", "min(day)"),
    "bought": _bought("l.product_id", FieldKind.PRODUCT),
    "bought_category": _bought("l.category", FieldKind.TEXT),
    "open_offers": _figure(FieldKind.NUMBER, "offer where deleted_at is null and status = 'sent'", "count(*)"),
    "open_offer_value": _figure(FieldKind.MONEY, _OFFERS, "sum(net_cents)"),
    "open_deals": _figure(FieldKind.NUMBER, "deal where deleted_at is null and status = 'open'", "count(*)"),
    "open_deal_value": _figure(FieldKind.MONEY, f"{_DEALS} and status = 'open'", "sum(amount_cents)"),
    "won_deals": _figure(
        FieldKind.NUMBER, "deal where deleted_at is null and status = 'won'", "count(*)", on="substr(closed_at, 1, 10)"
    ),
    "lost_deals": _figure(
        FieldKind.NUMBER, "deal where deleted_at is null and status = 'lost'", "count(*)", on="substr(closed_at, 1, 10)"
    ),
    "lost_reason": _held(
        "select account_id from deal where deleted_at is null and status = 'lost' and account_id is not null",
        "lost_reason", _of_account,
    ),
    "won_argument": _held(
        "select account_id from deal where deleted_at is null and status = 'won' and account_id is not null",
        "won_argument", _of_account,
    ),
    "campaign": _held(_MEMBERS, "k.name", _own, FieldKind.CAMPAIGN),
    "answered_campaign": _held(f"{_MEMBERS} and m.responded_at is not null", "k.name", _own, FieldKind.CAMPAIGN),
    "recommended": _flag("c.referred_by_id is not null"),
    "recommends": _flag(
        "c.id in (select referred_by_id from contact where deleted_at is null and referred_by_id is not null)"
    ),
    "favourite": _flag("c.id in (select contact_id from favourite)"),
    "next_step": _flag(f"c.id in ({_PLANS})"),
    "overdue_step": _flag(f"c.id in ({_PLANS} and a.due_on < :today)"),
    "has_phone": _flag(_point("phone", "mobile")),
    "has_email": _flag(_point("email")),
    "has_address": _flag("c.id in (select contact_id from address)"),
})  # fmt: skip
