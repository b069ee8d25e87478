"""What the demo firm's campaigns need written at once: consents, answers, orders that came of them, and a survey."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from crm_desktop.base.times import from_text
from crm_desktop.store.bulk.drafts import last_id
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.driver import Value
from crm_desktop.store.unit_of_work import Work

#: Customers who were sent something, with the day.
_REACHED = """
with reached(account_id, day) as materialized (
  select coalesce(c.company_id, c.id), substr(min(m.sent_at), 1, 10)
  from campaign_member m join contact c on c.id = m.contact_id
  where m.campaign_id = :id and m.sent_at is not null group by 1)"""

_ORDERS = f"""{_REACHED}
select s.id, s.deal_id from reached r cross join sale s on s.account_id = r.account_id
where s.campaign_id is null and s.day > r.day and s.day <= date(r.day, :within)
order by s.net_cents desc, s.id limit :most"""

_LOST = f"""{_REACHED}
select d.id from reached r cross join deal d on d.account_id = r.account_id
where d.campaign_id is null and d.status = 'lost' and substr(d.opened_at, 1, 10) > r.day
  and exists (select 1 from offer o where o.deal_id = d.id)
  and substr(d.opened_at, 1, 10) <= date(r.day, :within) order by d.id limit :most"""


def people(work: Work, *, most: int) -> list[tuple[int, bool, bool]]:
    """Return people with whether they work for a firm and whether they, or it, have bought."""
    sql = """select c.id, c.company_id is not null, exists (
          select 1 from sale s where s.account_id in (c.id, c.company_id))
        from contact c where c.kind = 'person' order by c.id limit ?"""
    return work.read.rows(lambda one, firm, bought: (one, bool(firm), bool(bought)), sql, (most,))


def add_consents(work: Work, rows: Sequence[Sequence[Any]]) -> None:
    """Write consents: contact, channel, status, when, source, wording, conditions."""
    first = last_id(work, "consent") + 1
    insert_rows(
        work, "consent",
        ("id", "contact_id", "channel", "status", "given_at", "source", "wording", "conditions", "purpose",
         "recorded_at"),
        [(number, *row, "marketing", row[3]) for number, row in enumerate(rows, first)],
    )  # fmt: skip


def sent(work: Work, campaign_id: int) -> list[tuple[int, str, datetime]]:
    """Return who was sent something, in which version and when."""
    sql = "select id, variant, sent_at from campaign_member where campaign_id = ? and sent_at is not null order by id"
    return work.read.rows(lambda one, variant, at: (one, variant, from_text(at)), sql, (campaign_id,))


def answer(work: Work, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Note answers: membership, when, what kind, and the words."""
    work.executemany(
        "update campaign_member set responded_at = ?, response = ?, answer = ?, answered_by = 'hand' where id = ?",
        [(at, response, words, member_id) for member_id, at, response, words in rows],
    )


def link_orders(work: Work, campaign_id: int, *, within: int, most: int) -> None:
    """Let the largest orders of recipients within so many days have come of a campaign, and some lost deals."""
    values: dict[str, Value] = {"id": campaign_id, "within": f"+{within} days", "most": most}
    for deal_id in work.read.ids(_LOST, values):
        work.execute("update deal set campaign_id = ? where id = ?", (campaign_id, deal_id))
    for sale_id, deal_id in work.read.rows(lambda *row: row, _ORDERS, values):
        work.execute("update sale set campaign_id = ? where id = ?", (campaign_id, sale_id))
        work.execute("update deal set campaign_id = ? where id = ?", (campaign_id, deal_id))


def buyers(work: Work, *, most: int) -> list[int]:
    """Return people of customers that have bought."""
    sql = """select min(c.id) from contact c where c.kind = 'person'
        and exists (select 1 from sale s where s.account_id in (c.id, c.company_id))
        group by coalesce(c.company_id, c.id) order by 1 limit ?"""
    return list(work.read.ids(sql, (most,)))


def add_replies(
    work: Work, survey_id: int, questions: Sequence[int], replies: Sequence[tuple[int, str, int, str, str]]
) -> None:
    """Write answers to a survey: contact, when, a mark, a choice and words."""
    first, answer_id = last_id(work, "survey_reply") + 1, last_id(work, "survey_answer") + 1
    rows, answers = [], []
    for number, (contact_id, at, *given) in enumerate(replies, first):
        rows.append((number, survey_id, contact_id, at, "mail"))
        for question_id, value in zip(questions, given, strict=True):
            is_mark = isinstance(value, int)
            answers.append((answer_id, number, question_id, value if is_mark else None, "" if is_mark else value))
            answer_id += 1
    insert_rows(work, "survey_reply", ("id", "survey_id", "contact_id", "at", "source"), rows)
    insert_rows(work, "survey_answer", ("id", "reply_id", "question_id", "mark", "words"), answers)
