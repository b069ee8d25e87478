"""Questions about what became of offers: one row an offer, all its versions together, as known at the end of a day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from crm_desktop.base.period import Period
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.evaluations import Filter, Subject
from crm_desktop.domain.offer_facts import Fate, OfferCase
from crm_desktop.store.queries.report_cube import Narrowed, narrowed_to
from crm_desktop.store.queries.report_flow import EVERYTHING
from crm_desktop.store.reading import Reader

#: The first versions sent in a period, and of each the newest one that was sent by the end of the day.
_LIVE = """
    with live(first_sent, id) as materialized (
        select f.sent_at, (
            select v.id from offer v
            where v.number = f.number and v.sent_at < :end and v.deleted_at is null
            order by v.version_no desc limit 1)
        from offer f
        where f.issued_on between :first and :last and f.version_no = 1 and f.sent_at < :end
            and f.number is not null and f.deleted_at is null)"""


def _days(later: str, earlier: str) -> str:
    """Return the days between two instants as SQL, rounded: asking the zone for each of them would take ten times."""
    return f"max(cast(round(julianday({later}) - julianday({earlier})) as integer), 0)"


#: A version that was superseded later, and one decided on later, were open on the day.
_FATE = """case
        when o.decided_at < :end and o.status in ('accepted', 'partly_accepted') then 'ordered'
        when o.decided_at < :end and o.status = 'rejected' then 'declined'
        when o.decided_at < :end and o.status = 'withdrawn' then 'withdrawn'
        when d.status = 'lost' and d.closed_at < :end then 'declined'
        when o.valid_until < :as_of then 'expired'
        else 'open' end"""

#: When it was decided; what waits for an answer has lasted until the day.
_ENDED = "case when fate in ('open', 'expired') then :noon else coalesce(decided_at, closed_at) end"

_CASES = f"""{_LIVE},
    known as (
        select o.id, o.account_id, {_FATE} as fate, live.first_sent, o.decided_at, d.opened_at, d.closed_at,
            o.net_cents, o.rate, o.full_cents,
            case o.price_mode when 'gross' then o.gross_cents else o.net_cents end as paid_cents,
            coalesce(c.category, '') as category
        from live join offer o on o.id = live.id
            left join deal d on d.id = o.deal_id
            left join contact c on c.id = o.account_id
        where {{only}})
    select id, account_id, fate,
        case when opened_at <= first_sent then {_days("first_sent", "opened_at")} end,
        {_days(_ENDED, "first_sent")},
        case rate when '1' then net_cents else cast(round(net_cents * cast(rate as real)) as integer) end,
        case when full_cents > 0 then 100.0 * (full_cents - paid_cents) / full_cents end,
        category
    from known"""

_PRODUCTS = f"""{_LIVE}
    select l.offer_id, l.product_id
    from live join offer_line l on l.offer_id = live.id
    where l.product_id is not null and l.kind in ('article', 'free')"""

_GROUP_NAMES = "select p.id, g.name from product p join product_category g on g.id = p.category_id"

_FATES = {fate.value: fate for fate in Fate}


def offer_cases(reader: Reader, period: Period, *, as_of: date, only: Narrowed = EVERYTHING) -> list[OfferCase]:
    """Return the offers first issued in a period and sent by the end of a day; `only` narrows them (alias o)."""
    noon = to_text(start_of_day(as_of) + timedelta(hours=12))
    values = _values(period, as_of) | {"as_of": as_of.isoformat(), "noon": noon}
    return reader.rows(_case, _CASES.replace("{only}", only.condition), {**values, **only.values})


def narrowed_offers(filters: Sequence[Filter], accounts: Sequence[int] | None) -> Narrowed:
    """Return the condition on offers (alias o) that filters and customers make; a product or group must be in them."""
    plain = narrowed_to(Subject.OFFERS, "o", filters, accounts)
    conditions, values = [plain.condition], dict(plain.values)
    for field, column in (("product", "p.name"), ("group", "q.name")):
        wanted = [value for one in filters if one.by == field for value in one.values]
        if wanted:
            conditions.append(
                f"""o.id in (select l.offer_id from offer_line l join product p on p.id = l.product_id
                    left join product_category q on q.id = p.category_id
                    where {column} in (select value from json_each(:of_{field})))"""
            )
            values[f"of_{field}"] = json.dumps(wanted)
    return Narrowed(" and ".join(conditions), values)


def product_groups(reader: Reader, period: Period, *, as_of: date) -> dict[int, set[str]]:
    """Return the groups of the products in each of these offers, by the offer's id."""
    names = dict(reader.rows(_pair, _GROUP_NAMES))
    found: dict[int, set[str]] = {}
    for offer_id, product_id in reader.rows(_pair, _PRODUCTS, _values(period, as_of)):
        if product_id in names:
            found.setdefault(offer_id, set()).add(names[product_id])
    return found


def _values(period: Period, as_of: date) -> dict[str, str]:
    end = to_text(start_of_day(as_of + timedelta(days=1)))
    return {"first": period.first.isoformat(), "last": min(period.last, as_of).isoformat(), "end": end}


def _pair(one: int, other: Any) -> tuple[int, Any]:
    return one, other


def _case(*row: Any) -> OfferCase:
    return OfferCase(row[0], row[1], _FATES[row[2]], *row[3:])
