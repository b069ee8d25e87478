"""Facts: what the engine computes on, read in one go for all deals or sales, nothing judged and nothing left out.

Stages that are no longer in use are facts too: deals went through them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import DealFact, PipelineFacts, SaleFact, StageFact, StateFact
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.segments import accounts
from crm_desktop.store.queries.values import day, day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class Among(NamedTuple):
    """The customers of one segment, as of a day."""

    segment_id: int
    as_of: date


def pipeline_facts(
    reader: Reader, *, pipeline_id: int | None = None, currency: str | None = None, among: Among | None = None
) -> PipelineFacts:
    """Return stages, deals and their states, of one sales process or of all, in one currency (by default the firm's).

    Deals in the bin are left out. All three parts show the same moment. `among` narrows them to a segment.
    """
    with reader.snapshot():
        money = currency or str(reader.scalar("select currency from firm order by id limit 1") or "EUR")
        chosen: dict[str, Value] = {"pipeline": pipeline_id, "currency": money}
        if among is not None:
            return _narrowed(reader, among, chosen)
        return PipelineFacts(
            stages=tuple(stage_facts(reader, pipeline_id=pipeline_id)),
            deals=tuple(reader.rows(_deal, _DEALS, chosen)),
            states=tuple(reader.rows(_state, _STATES, chosen)),
        )


def stage_facts(reader: Reader, *, pipeline_id: int | None = None) -> list[StageFact]:
    """Return the stages of one process or of all, process by process, first to last.

    Those no longer in use are among them, each behind the stages whose chance is not higher than its own: deals went
    through them, and the ladder of chances stays one.
    """
    found: list[StageFact] = []
    rows = reader.rows(
        lambda *row: row,
        """select id, pipeline_id, position, name, probability, kind, deleted_at is not null from stage
           where :pipeline is null or pipeline_id = :pipeline
           order by pipeline_id, deleted_at is not null, position, probability, id""",
        {"pipeline": pipeline_id},
    )
    for *values, put_away in rows:
        stage = _stage(*values)
        own = [place for place, other in enumerate(found) if other.pipeline_id == stage.pipeline_id]
        below = [place for place in own if found[place].probability <= stage.probability]
        place = len(found) if not put_away or not own else max(below, default=own[0] - 1) + 1
        found.insert(place, stage)
    return [stage._replace(position=place) for place, stage in enumerate(found, 1)]


def sale_facts(
    reader: Reader, *, first: date | None = None, last: date | None = None, among: Among | None = None
) -> list[SaleFact]:
    """Return every line of the sales of some days (or all days) in the firm's currency, in the order of their days.

    A sale without lines counts as one line of its whole value. `among` narrows them to the customers of a segment.
    """
    bounds = {"first": (first or date.min).isoformat(), "last": (last or date.max).isoformat()}
    found = reader.rows(_sale, _SALES, bounds)
    if among is None:
        return found
    inside = accounts(reader, segment_id=among.segment_id, as_of=among.as_of)
    return [fact for fact in found if fact.account_id in inside]


def _narrowed(reader: Reader, among: Among, chosen: dict[str, Value]) -> PipelineFacts:
    """Return the deals of the customers of a segment."""
    inside = accounts(reader, segment_id=among.segment_id, as_of=among.as_of)
    deals = tuple(deal for deal in reader.rows(_deal, _DEALS, chosen) if deal.account_id in inside)
    known = {deal.id for deal in deals}
    pipeline = chosen["pipeline"]
    return PipelineFacts(
        stages=tuple(stage_facts(reader, pipeline_id=None if pipeline is None else int(str(pipeline)))),
        deals=deals,
        states=tuple(state for state in reader.rows(_state, _STATES, chosen) if state.deal_id in known),
    )


#: Looking a word up is many times quicker than making it, and there are many.
_STATUS = {status.value: status for status in DealStatus}

_OF = """d.deleted_at is null and d.currency = :currency and (:pipeline is null or d.pipeline_id = :pipeline)"""

#: Who is restricted counts and is not named.
_WHO = ("d.account_id", "d.person_id")

_DEALS = f"""
    select d.id, coalesce(d.external_id, ''), {withheld("d.title", *_WHO)}, d.pipeline_id, d.stage_id, d.amount_cents,
        d.opened_at, d.status, d.closed_at, d.expected_close, {withheld("coalesce(a.name, '')", *_WHO, reason=True)},
        d.account_id, d.channel,
        coalesce(c.name, ''), coalesce(a.category, ''), d.lost_reason
    from deal d
        left join contact a on a.id = d.account_id
        left join campaign c on c.id = d.campaign_id
    where {_OF} order by d.id"""

_STATES = f"""
    select t.deal_id, t.stage_id, t.entered, t."left", t.amount_cents, t.status, t.expected_close, t.recorded_at
    from deal_state t join deal d on d.id = t.deal_id
    where {_OF} order by t.deal_id, t.entered, t.id"""

_SALES = f"""
    select s.id, s.day, coalesce(l.net_cents, s.net_cents), coalesce(l.quantity, '1'), s.account_id,
        {withheld("coalesce(a.name, '')", "s.account_id")}, l.product_id, coalesce(l.product_name, ''),
        coalesce(l.category, ''), s.channel,
        coalesce(c.name, ''), s.customer_category, s.customer_employees, s.customer_age,
        coalesce(h.region, ''), coalesce(h.postal_code, '')
    from sale s
        left join sale_line l on l.sale_id = s.id
        left join contact a on a.id = s.account_id
        left join campaign c on c.id = s.campaign_id
        left join address h on h.id = (
            select id from address where contact_id = s.account_id order by is_primary desc, id limit 1)
    where s.deleted_at is null and s.day between :first and :last
        and s.currency = coalesce((select currency from firm order by id limit 1), s.currency)
    order by s.day, s.id, l.position, l.id"""


def _stage(*values: Any) -> StageFact:
    row = StageFact._make(values)
    return row._replace(probability=row.probability / 100, kind=StageKind(row.kind))


def _deal(*row: Any) -> DealFact:
    opened, status, closed, expected_close = row[6:10]
    dated = (instant(opened), _STATUS[status], instant_or_none(closed), day_or_none(expected_close))
    return DealFact._make((*row[:6], *dated, *row[10:]))


def _state(*row: Any) -> StateFact:
    deal_id, stage_id, entered, left, cents, status, expected_close, recorded = row
    dated = (instant(entered), instant_or_none(left), cents, _STATUS[status], day_or_none(expected_close))
    return StateFact(deal_id, stage_id, *dated, instant(recorded))


def _sale(*values: Any) -> SaleFact:
    row = SaleFact._make(values)
    return row._replace(day=day(values[1]), quantity=Decimal(values[3]))
