"""Questions about campaigns: the list of them, one of them, who gets something, who does not and why."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base.reply_codes import code_of
from crm_desktop.domain.campaigns import (
    CampaignChannel,
    CampaignKind,
    CampaignStatus,
    LeftOut,
    StepBranch,
    StepKind,
    Variant,
    variants_from,
)
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class CampaignRow(NamedTuple):
    """A campaign in the list of them."""

    id: int
    version: int
    name: str
    channel: CampaignChannel
    status: CampaignStatus
    kind: CampaignKind
    starts_on: date | None
    ends_on: date | None
    cost_cents: int
    goal: str
    segment_id: int | None
    segment: str
    frozen_at: datetime | None
    recipients: int
    sent: int
    answered: int
    orders: int
    revenue_cents: int


class CampaignDetail(NamedTuple):
    """One campaign with everything that is set for it."""

    id: int
    version: int
    uuid: str
    name: str
    channel: CampaignChannel
    status: CampaignStatus
    kind: CampaignKind
    starts_on: date | None
    ends_on: date | None
    cost_cents: int
    goal: str
    segment_id: int | None
    segment: str
    purpose: str
    message: str
    variants: tuple[Variant, ...]
    template_id: int | None
    hold_out_percent: int
    quiet_days: int
    open_deal_cents: int | None
    one_per_household: bool
    window_days: int
    frozen_at: datetime | None


class Counts(NamedTuple):
    """How many of a campaign are where."""

    recipients: int = 0
    unsent: int = 0
    sent: int = 0
    answered: int = 0
    held_out: int = 0
    left_out: int = 0


class ReasonCount(NamedTuple):
    """How many were left out for a reason, with what is told of most of them."""

    reason: LeftOut
    cases: int
    detail: str


class LeftOutRow(NamedTuple):
    """Somebody who was left out."""

    contact_id: int
    name: str
    company: str
    reason: LeftOut
    detail: str


class RecipientRow(NamedTuple):
    """Somebody who gets something, or is held out to compare with."""

    member_id: int
    contact_id: int
    name: str
    company: str
    city: str
    variant: str
    argument: str
    template_id: int | None
    held_out: bool
    sent_at: datetime | None
    responded_at: datetime | None
    response: str
    answer: str

    @property
    def code(self) -> str:
        """The code printed on what the recipient gets."""
        return code_of(self.member_id)


class StepRow(NamedTuple):
    """What follows in a campaign."""

    id: int
    position: int
    name: str
    kind: StepKind
    after_id: int | None
    wait_days: int
    branch: StepBranch
    template_id: int | None


_FIRM_CURRENCY = "coalesce((select currency from firm order by id limit 1), s.currency)"

_ROWS = f"""
select k.id, k.version, k.name, k.channel, k.status, k.kind, k.starts_on, k.ends_on, k.cost_cents, k.goal, k.segment_id,
  coalesce(g.name, ''), k.frozen_at, coalesce(m.recipients, 0), coalesce(m.sent, 0), coalesce(m.answered, 0),
  coalesce(o.orders, 0), coalesce(o.cents, 0)
from campaign k left join segment g on g.id = k.segment_id
  left join (select campaign_id, sum(not held_out) as recipients, count(sent_at) as sent,
    count(responded_at) as answered from campaign_member group by 1) m on m.campaign_id = k.id
  left join (select s.campaign_id, count(*) as orders,
    sum(case when s.currency = {_FIRM_CURRENCY} then s.net_cents else 0 end) as cents
    from sale s where s.deleted_at is null and s.campaign_id is not null group by 1) o on o.campaign_id = k.id
where k.deleted_at is null
order by k.status = 'closed', coalesce(k.starts_on, k.created_at, '') desc, k.id desc"""

_DETAIL = """
select k.id, k.version, k.uuid, k.name, k.channel, k.status, k.kind, k.starts_on, k.ends_on, k.cost_cents, k.goal,
  k.segment_id, coalesce(g.name, ''), k.purpose, k.message, k.variants, k.template_id, k.hold_out_percent, k.quiet_days,
  k.open_deal_cents, k.one_per_household, k.window_days, k.frozen_at
from campaign k left join segment g on g.id = k.segment_id where k.id = ? and k.deleted_at is null"""

_COUNTS = """
select coalesce(sum(not held_out), 0), coalesce(sum(not held_out and sent_at is null), 0), count(sent_at),
  count(responded_at), coalesce(sum(held_out), 0),
  (select count(*) from campaign_left_out where campaign_id = :id)
from campaign_member where campaign_id = :id"""

_OUT = """
(select contact_id, reason, detail from campaign_left_out where campaign_id = :id
  union all select contact_id, 'hold_out', '' from campaign_member where campaign_id = :id and held_out)"""

_REASONS = f"""
select reason, sum(n), detail, max(n) from (select reason, detail, count(*) as n from {_OUT} group by 1, 2)
group by reason"""

_LEFT_OUT = f"""
select l.contact_id, c.name, coalesce(f.name, ''), l.reason, l.detail
from {_OUT} l join contact c on c.id = l.contact_id left join contact f on f.id = c.company_id
where :reason = '' or l.reason = :reason order by c.sort_key, c.id limit :limit"""

_MEMBERS = f"""
select m.id, m.contact_id, {withheld("c.name", "c.id")}, coalesce(f.name, ''),
  coalesce((select city from address where contact_id in (c.id, c.company_id)
    order by contact_id = c.id desc, is_primary desc, id limit 1), ''),
  m.variant, m.argument, coalesce(
    (select j.value ->> 'template_id' from json_each(k.variants) j where j.value ->> 'key' = m.variant limit 1),
    k.template_id),
  m.held_out, m.sent_at, m.responded_at, m.response, m.answer
from campaign_member m join campaign k on k.id = m.campaign_id join contact c on c.id = m.contact_id
  left join contact f on f.id = c.company_id"""

_AMONG = """
m.campaign_id = :id and not m.held_out and (:variant = '' or m.variant = :variant)
and (:unsent = 0 or (m.sent_at is null and c.deleted_at is null))"""


def campaign_rows(reader: Reader) -> list[CampaignRow]:
    """Return all campaigns that are not in the bin: running and planned ones first, then the newest."""
    return reader.rows(_row, _ROWS)


def campaign(reader: Reader, *, campaign_id: int) -> CampaignDetail | None:
    """Return one campaign; None where there is none, or it is in the bin."""
    return reader.row(_detail, _DETAIL, (campaign_id,))


def campaign_named(reader: Reader, name: str) -> int | None:
    """Return the campaign of a name, in any case, the newest of several."""
    there = reader.rows(
        lambda campaign_id, called: (campaign_id, called),
        "select id, name from campaign where deleted_at is null order by id desc",
    )
    return next((campaign_id for campaign_id, called in there if called.casefold() == name.casefold()), None)


def counts(reader: Reader, *, campaign_id: int) -> Counts:
    """Return how many of a campaign are where."""
    return reader.row(Counts, _COUNTS, {"id": campaign_id}) or Counts()


def reasons(reader: Reader, *, campaign_id: int) -> list[ReasonCount]:
    """Return why how many were left out when the recipients were frozen, the commonest reason first."""
    found = reader.rows(
        lambda reason, cases, detail, _most: ReasonCount(LeftOut(reason), cases, detail), _REASONS, {"id": campaign_id}
    )
    return sorted(found, key=lambda one: (-one.cases, one.reason))


def left_out(reader: Reader, *, campaign_id: int, reason: LeftOut | None = None, limit: int = 500) -> list[LeftOutRow]:
    """Return who was left out when the recipients were frozen, by name."""
    return reader.rows(_left_out, _LEFT_OUT, {"id": campaign_id, "reason": reason or "", "limit": limit})


def recipients(
    reader: Reader, *, campaign_id: int, only_unsent: bool = False, variant: str = ""
) -> list[RecipientRow]:  # fmt: skip
    """Return the recipients of a campaign by name, without those held out."""
    sql = f"{_MEMBERS} where {_AMONG} order by c.sort_key, c.id"
    return reader.rows(_recipient, sql, {"id": campaign_id, "unsent": int(only_unsent), "variant": variant})


def recipients_of(reader: Reader, *, member_ids: Collection[int]) -> list[RecipientRow]:
    """Return some recipients, in the order of their ids as given."""
    among = f"{_MEMBERS} join json_each(?) j on j.value = m.id order by j.key"
    return reader.rows(_recipient, among, (json.dumps(list(member_ids)),))


def steps(reader: Reader, *, campaign_id: int) -> list[StepRow]:
    """Return what follows in a campaign, in its order."""
    sql = """select id, position, name, kind, after_id, wait_days, branch, template_id
        from campaign_step where campaign_id = ? order by position, id"""
    return reader.rows(_step, sql, (campaign_id,))


def _row(*values: Any) -> CampaignRow:
    row = CampaignRow._make(values)
    return row._replace(
        channel=channel_of(values[3]), status=CampaignStatus(values[4]), kind=CampaignKind(values[5]),
        starts_on=day_or_none(values[6]), ends_on=day_or_none(values[7]), frozen_at=instant_or_none(values[12]),
    )  # fmt: skip


def _detail(*values: Any) -> CampaignDetail:
    row = CampaignDetail._make(values)
    return row._replace(
        channel=channel_of(values[4]), status=CampaignStatus(values[5]), kind=CampaignKind(values[6]),
        starts_on=day_or_none(values[7]), ends_on=day_or_none(values[8]),
        variants=variants_from(json.loads(values[15])),
        one_per_household=bool(values[20]), frozen_at=instant_or_none(values[22]),
    )  # fmt: skip


def channel_of(text: str) -> CampaignChannel:
    """Return a channel as the file holds it; what is not known goes by post."""
    return CampaignChannel(text) if text in set(CampaignChannel) else CampaignChannel.POST


def _left_out(contact_id: int, name: str, company: str, reason: str, detail: str) -> LeftOutRow:
    return LeftOutRow(contact_id, name, company, LeftOut(reason), detail)


def _recipient(*values: Any) -> RecipientRow:
    row = RecipientRow._make(values)
    sent, responded = (instant_or_none(text) for text in values[9:11])
    return row._replace(held_out=bool(values[8]), sent_at=sent, responded_at=responded)


def _step(*values: Any) -> StepRow:
    row = StepRow._make(values)
    return row._replace(kind=StepKind(values[3]), branch=StepBranch(values[6]))
