"""What rules can ask of the record they are about (alias r), beside the fields of its contact that segments have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.criteria import Check, Condition
from crm_desktop.store.queries.segment_fields import Asked, FieldKind, SegmentField, number_test, text_test


def _text(expression: str) -> SegmentField:
    return SegmentField(FieldKind.TEXT, lambda asked: text_test(expression, asked))


def _choice(expression: str) -> SegmentField:
    return SegmentField(FieldKind.CHOICE, lambda asked: text_test(f"cast({expression} as text)", asked))


def _money(expression: str) -> SegmentField:
    return SegmentField(FieldKind.MONEY, lambda asked: number_test(expression, asked))


def _number(expression: str) -> SegmentField:
    return SegmentField(FieldKind.NUMBER, lambda asked: number_test(expression, asked))


def _since(expression: str) -> SegmentField:
    """Return the days that have passed since an instant; what has none is longer ago than anything."""

    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        if asked.condition.check is Check.AT_MOST:
            return f"coalesce({expression}, '') >= {asked.bind(to_text(start_of_day(asked.before(asked.number))))}"
        return f"coalesce({expression}, '') < {asked.bind(to_text(start_of_day(asked.before(asked.number - 1))))}"

    return SegmentField(FieldKind.SINCE, sql)


def _flag(expression: str) -> SegmentField:
    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        wanted = str(asked.condition.value if asked.condition.value is not None else "1") not in ("0", "no", "False")
        yes = f"({expression})"
        return yes if wanted is (asked.condition.check is Check.IS) else f"not coalesce({yes}, 0)"

    return SegmentField(FieldKind.YES_NO, sql)


def _tag(table: str, link: str) -> SegmentField:
    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        check, value = asked.condition.check, asked.condition.value
        turned = {Check.IS_NOT: Check.IS, Check.EMPTY: Check.FILLED}.get(check)
        plain = asked if turned is None else asked._replace(condition=Condition("", turned, value))
        held = f"exists (select 1 from main.{table} t where t.{link} = r.id and {text_test('t.name', plain)})"
        return held if turned is None else f"not {held}"

    return SegmentField(FieldKind.TEXT, sql)


def _product(lines: str) -> SegmentField:
    def sql(asked: Asked) -> str:
        """Return the condition in SQL."""
        value = str(asked.condition.value if asked.condition.value is not None else "")
        wanted = asked.bind(int(value) if value.isdecimal() and len(value) < 18 else 0)
        held = f"exists (select 1 from main.{lines} = r.id and l.product_id = {wanted})"
        return f"not {held}" if asked.condition.check is Check.IS_NOT else held

    return SegmentField(FieldKind.PRODUCT, sql)


_OF_DEAL = "(select {column} from main.deal where id = r.deal_id)"

#: By their names in the criteria, in the order they are offered.
RECORD_FIELDS: Mapping[str, SegmentField] = MappingProxyType(
    {
        "deal.amount": _money("r.amount_cents"),
        "deal.status": _choice("r.status"),
        "deal.stage": _choice("r.stage_id"),
        "deal.pipeline": _choice("r.pipeline_id"),
        "deal.title": _text("r.title"),
        "deal.channel": _text("r.channel"),
        "deal.tag": _tag("deal_tag", "deal_id"),
        "deal.lost_reason": _text("r.lost_reason"),
        "deal.age": _since("r.opened_at"),
        "deal.in_stage": _since("r.stage_since"),
        "deal.close_set": _flag("r.expected_close is not null"),
        "offer.net": _money("r.net_cents"),
        "offer.deal_status": _choice(f"coalesce({_OF_DEAL.format(column='status')}, 'open')"),
        "offer.pipeline": _choice(_OF_DEAL.format(column="pipeline_id")),
        "offer.subject": _text("r.subject"),
        "offer.version": _number("r.version_no"),
        "offer.product": _product("offer_line l where l.offer_id"),
        "offer.decline_reason": _text("r.decline_reason"),
        "lead.source": _text("r.source"),
        "lead.channel": _text("r.channel"),
        "lead.title": _text("r.title"),
        "lead.text": _text("r.raw_text"),
        "lead.budget": _money("r.budget_cents"),
        "lead.known": _flag("r.was_known"),
        "lead.city": _text("r.city"),
        "lead.has_email": _flag("r.email <> ''"),
        "task.subject": _text("r.subject"),
        "task.kind": _choice("r.kind"),
        "task.priority": _choice("r.priority"),
        "task.result": _text("r.result"),
        "task.of_deal": _flag("r.deal_id is not null"),
        "task.of_offer": _flag("r.offer_id is not null"),
        "order.net": _money("r.net_cents"),
        "order.channel": _text("r.channel"),
        "order.product": _product("sale_line l where l.sale_id"),
        "order.first": _flag(
            "not exists (select 1 from main.sale o where o.account_id = r.account_id and o.deleted_at is null"
            " and (o.day < r.day or o.day = r.day and o.id < r.id))"
        ),
    }
)
