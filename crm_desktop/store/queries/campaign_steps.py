"""Questions about what follows in campaigns: the steps, and what has happened with each recipient."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.times import from_text, local_day
from crm_desktop.domain.campaigns import StepBranch, StepKind
from crm_desktop.store.reading import Reader


class OpenStep(NamedTuple):
    """A step of a campaign that runs."""

    id: int
    campaign_id: int
    campaign: str
    name: str
    kind: StepKind
    after_id: int | None
    wait_days: int
    branch: StepBranch
    template_id: int | None


class MemberCourse(NamedTuple):
    """What happened with a recipient of a campaign that runs."""

    member_id: int
    campaign_id: int
    sent_on: date
    answered_on: date | None
    response: str


class Whom(NamedTuple):
    """A recipient as the worklist shows it."""

    member_id: int
    contact_id: int
    name: str
    company: str
    phone: str
    email: str
    variant: str
    argument: str
    answer: str


_STEPS = """
select s.id, s.campaign_id, k.name, s.name, s.kind, s.after_id, s.wait_days, s.branch, s.template_id
from campaign_step s join campaign k on k.id = s.campaign_id
where k.deleted_at is null and k.status = 'running' and (:id is null or k.id = :id)
order by s.campaign_id, s.position, s.id"""

_COURSES = """
select m.id, m.campaign_id, m.sent_at, m.responded_at, m.response from campaign_member m
  join contact c on c.id = m.contact_id
where m.campaign_id in (select value from json_each(:ids)) and m.sent_at is not null and not m.held_out
  and c.deleted_at is null"""

_DONE = """
select d.member_id, d.step_id, d.at from campaign_step_done d
where d.step_id in (select id from campaign_step where campaign_id in (select value from json_each(:ids)))"""

_WHOM = """
select m.id, c.id, c.name, coalesce(f.name, ''),
  coalesce((select value from contact_point where contact_id in (c.id, c.company_id) and kind in ('phone', 'mobile')
    order by contact_id = c.id desc, is_primary desc, id limit 1), ''),
  coalesce((select value from contact_point where contact_id in (c.id, c.company_id) and kind = 'email'
    order by contact_id = c.id desc, is_primary desc, id limit 1), ''),
  m.variant, m.argument, m.answer
from campaign_member m join contact c on c.id = m.contact_id left join contact f on f.id = c.company_id
where m.id in (select value from json_each(?))"""


def open_steps(reader: Reader, *, campaign_id: int | None = None) -> list[OpenStep]:
    """Return the steps of one campaign that runs, or of all."""
    return reader.rows(_step, _STEPS, {"id": campaign_id})


def courses(reader: Reader, *, campaign_ids: Collection[int]) -> list[MemberCourse]:
    """Return what happened with every recipient of some campaigns."""
    return reader.rows(_course, _COURSES, {"ids": json.dumps(list(campaign_ids))})


def done(reader: Reader, *, campaign_ids: Collection[int]) -> dict[int, dict[int, date]]:
    """Return which steps were taken on which day, by recipient."""
    found: dict[int, dict[int, date]] = {}
    for member_id, step_id, at in reader.rows(lambda *row: row, _DONE, {"ids": json.dumps(list(campaign_ids))}):
        found.setdefault(member_id, {})[step_id] = local_day(from_text(at))
    return found


def whom(reader: Reader, *, member_ids: Collection[int]) -> dict[int, Whom]:
    """Return some recipients as the worklist shows them."""
    return {one.member_id: one for one in reader.rows(Whom, _WHOM, (json.dumps(list(member_ids)),))}


def _step(*values: Any) -> OpenStep:
    row = OpenStep._make(values)
    return row._replace(kind=StepKind(values[4]), branch=StepBranch(values[7]))


def _course(member_id: int, campaign_id: int, sent: str, answered: str | None, response: str) -> MemberCourse:
    return MemberCourse(member_id, campaign_id, _day(sent), _day(answered) if answered else None, response)


def _day(text: str) -> date:
    return local_day(from_text(text))
