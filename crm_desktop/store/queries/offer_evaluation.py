"""Questions about what became of offers: one row an offer, all its versions together, as known at the end of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.store.queries.values import day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader


class OfferStory(NamedTuple):
    """One offer with the figures of the version that was live on the day, and what is known of its course."""

    offer_id: int
    account_id: int | None
    #: The status now; a version that was superseded later was sent on the day.
    status: OfferStatus
    valid_until: date | None
    inquired_at: datetime | None
    sent_at: datetime
    decided_at: datetime | None
    #: When its deal was lost, which answers an offer as well.
    lost_at: datetime | None
    #: In the firm's currency.
    net_cents: int
    discount: float | None
    category: str


#: The first versions sent in a period, and of each the newest one that was sent by the end of the day.
_LIVE = """
    with live(first_id, first_sent, id) as materialized (
        select f.id, f.sent_at, (
            select v.id from offer v
            where v.number = f.number and v.sent_at < :end and v.deleted_at is null
            order by v.version_no desc limit 1)
        from offer f
        where f.issued_on between :first and :last and f.version_no = 1 and f.sent_at < :end
            and f.number is not null and f.deleted_at is null)"""

_STORIES = f"""{_LIVE}
    select o.id, o.account_id, o.status, o.valid_until, d.opened_at, live.first_sent,
        case when o.decided_at < :end then o.decided_at end,
        case when d.status = 'lost' and d.closed_at < :end then d.closed_at end,
        cast(round(o.net_cents * cast(o.rate as real)) as integer),
        case when o.full_cents > 0 then
            100.0 * (o.full_cents - case o.price_mode when 'gross' then o.gross_cents else o.net_cents end)
            / o.full_cents end,
        coalesce(c.category, '')
    from live join offer o on o.id = live.id
        left join deal d on d.id = o.deal_id
        left join contact c on c.id = o.account_id
    order by o.id"""

_GROUPS = f"""{_LIVE}
    select distinct l.offer_id, g.name
    from live join offer_line l on l.offer_id = live.id
        join product p on p.id = l.product_id
        join product_category g on g.id = p.category_id
    where l.kind in ('article', 'free')
    order by l.offer_id, g.name"""


def offer_stories(reader: Reader, period: Period, *, as_of: date) -> list[OfferStory]:
    """Return the offers first issued in a period and sent by the end of a day."""
    return reader.rows(_story, _STORIES, _values(period, as_of))


def product_groups(reader: Reader, period: Period, *, as_of: date) -> dict[int, tuple[str, ...]]:
    """Return the groups of the products in each of these offers, by the offer's id."""
    found: dict[int, list[str]] = {}
    for offer_id, name in reader.rows(_pair, _GROUPS, _values(period, as_of)):
        found.setdefault(offer_id, []).append(name)
    return {offer_id: tuple(names) for offer_id, names in found.items()}


def _values(period: Period, as_of: date) -> dict[str, str]:
    end = to_text(start_of_day(as_of + timedelta(days=1)))
    return {"first": period.first.isoformat(), "last": min(period.last, as_of).isoformat(), "end": end}


def _pair(offer_id: int, name: str) -> tuple[int, str]:
    return offer_id, name


def _story(*row: Any) -> OfferStory:
    story = OfferStory._make(row)
    return story._replace(
        status=OfferStatus(story.status),
        valid_until=day_or_none(row[3]),
        inquired_at=instant_or_none(row[4]),
        sent_at=instant(row[5]),
        decided_at=instant_or_none(row[6]),
        lost_at=instant_or_none(row[7]),
    )
