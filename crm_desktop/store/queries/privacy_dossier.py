"""Everything known of a person, part by part, as it is told to the person: rows as they are stored."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from crm_desktop.store.reading import Reader

Rows = list[dict[str, Any]]


class DossierFile(NamedTuple):
    """A file that belongs to the person or to an entry that concerns it; `text` is what is known of its words."""

    id: int
    name: str
    sha256: str
    size: int
    added_at: str
    activity_id: int | None
    text: str


class Named(NamedTuple):
    """Another person: who it is, and what it is called."""

    id: int
    name: str
    given_name: str
    family_name: str


#: Part and its statement; `:id` is the contact. The columns are named as the JSON file names them.
_PARTS: dict[str, str] = {
    "master": """
select c.kind, c.customer_number, c.salutation, c.title, c.given_name, c.family_name,
  case when c.kind = 'company' then c.name else '' end as name, coalesce(f.name, '') as company, c.job_title,
  c.buying_role, c.birthday, c.standing, c.category, c.industry, c.employees, c.founded, c.legal_form, c.vat_id, c.iban,
  c.language, c.payment_terms, c.source, c.letter_salutation, c.note, c.custom, c.created_at, c.confirmed_on,
  c.restricted_on
from contact c left join contact f on f.id = c.company_id where c.id = :id""",
    "origin": "select origin, origin_detail, obtained_on, informed_on, informed_by from data_protection"
    " where contact_id = :id",
    "ways": "select kind, label, value from contact_point where contact_id = :id order by kind, is_primary desc, id",
    "addresses": "select kind, street, extra, postal_code, city, region, country from address where contact_id = :id"
    " order by is_primary desc, id",
    "tags": "select name from tag where contact_id = :id order by name",
    "employments": """
select f.name as company, e.job_title, e.started, e.ended from employment e join contact f on f.id = e.company_id
where e.person_id = :id order by e.started""",
    "consents": """
select channel, status, purpose, given_at, source, wording, valid_until, last_used_at from consent
where contact_id = :id order by given_at, id""",
    "deals": """
select d.title, s.name as stage, d.status, d.amount_cents, d.currency, d.opened_at, d.closed_at, d.expected_close,
  d.lost_reason, d.won_argument, d.note
from deal d join stage s on s.id = d.stage_id where d.deleted_at is null and (d.account_id = :id or d.person_id = :id
  or d.id in (select deal_id from deal_contact where contact_id = :id)) order by d.opened_at""",
    "offers": """
select number, version_no, subject, issued_on, status, net_cents, currency from offer
where deleted_at is null and (account_id = :id or person_id = :id) order by issued_on, id""",
    "orders": """
select s.number as order_number, s.day, l.product_name, l.quantity, l.net_cents, s.currency
from sale s join sale_line l on l.sale_id = s.id where s.deleted_at is null and s.account_id = :id
order by s.day, s.id, l.position""",
    "cases": """
select opened_at, kind, title, text, status, solved_at, solution from service_case
where deleted_at is null and contact_id = :id order by opened_at""",
    "leads": """
select arrived_at, title, raw_text, source, status, note from lead where deleted_at is null and (contact_id = :id
  or email <> '' and lower(trim(email)) in (select normal from contact_point where contact_id = :id and kind = 'email'))
order by arrived_at""",
    "campaigns": """
select k.name as campaign, k.channel, m.sent_at, m.argument, m.variant, m.responded_at, m.response, m.answer
from campaign_member m join campaign k on k.id = m.campaign_id where m.contact_id = :id
union all select k.name, k.channel, null, '', '', null, l.reason, l.detail
from campaign_left_out l join campaign k on k.id = l.campaign_id where l.contact_id = :id""",
    "surveys": """
select s.name as survey, r.at, q.text as question, a.mark, a.words
from survey_reply r join survey s on s.id = r.survey_id join survey_answer a on a.reply_id = r.id
  join survey_question q on q.id = a.question_id where r.contact_id = :id order by r.at, q.position""",
    "rules": """
select r.name as rule, x.at, x.did from rule_run x join rule r on r.id = x.rule_id
where x.contact_id = :id and x.did <> '' order by x.at""",
    "requests": "select kind, received_on, due_on, answered_on from data_request where contact_id = :id"
    " order by received_on",
}

_HISTORY = """
select a.id, a.at, a.kind, a.direction, a.subject, a.body, a.result, a.due_on, a.done_at,
  coalesce((select group_concat(c.body, char(10)) from activity_comment c where c.activity_id = a.id), '') as comments
from activity_contact ac join activity a on a.id = ac.activity_id
where ac.contact_id = ? and a.deleted_at is null order by a.at, a.id"""

_FILES = """
select a.id, a.name, a.sha256, a.size, a.added_at, a.activity_id, coalesce(t.body, '')
from attachment a left join blob b on b.sha256 = a.sha256 left join blob_text t on t.blob_id = b.id
where a.contact_id = :id
  or a.activity_id in (select ac.activity_id from activity_contact ac join activity e on e.id = ac.activity_id
    where ac.contact_id = :id and e.deleted_at is null)
  or a.offer_id in (select id from offer where account_id = :id)
order by a.id"""

_OTHERS = """
select ac.activity_id, c.id, c.name from activity_contact ac join contact c on c.id = ac.contact_id
where c.kind = 'person' and c.id <> :id and ac.activity_id in (select value from json_each(:ids))"""


def part(reader: Reader, name: str, *, contact_id: int) -> Rows:
    """Return the rows of one part."""
    return _rows(reader, _PARTS[name], {"id": contact_id})


def parts() -> tuple[str, ...]:
    """Return the names of the parts that are rows of a table."""
    return tuple(_PARTS)


def history(reader: Reader, *, contact_id: int) -> Rows:
    """Return all entries of the history, the oldest first."""
    names = ("id", "at", "kind", "direction", "subject", "body", "result", "due_on", "done_at", "comments")
    return reader.rows(lambda *row: dict(zip(names, row, strict=True)), _HISTORY, (contact_id,))


def files(reader: Reader, *, contact_id: int) -> list[DossierFile]:
    """Return the files that belong to a contact or its entries."""
    return reader.rows(DossierFile, _FILES, {"id": contact_id})


def others_of(reader: Reader, *, contact_id: int, activity_ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """Return the other people entries concern, by entry."""
    found: dict[int, list[tuple[int, str]]] = {}
    given: dict[str, int | str] = {"id": contact_id, "ids": json.dumps(list(activity_ids))}
    for activity_id, other, name in reader.rows(lambda *row: row, _OTHERS, given):
        found.setdefault(activity_id, []).append((other, name))
    return found


def people_called(reader: Reader, *, families: Collection[str], besides: int) -> list[Named]:
    """Return the people whose family name is one of these folded words, as an index finds them."""
    sql = """select c.id, c.name, c.given_name, c.family_name from json_each(:words) w
      cross join contact c on c.kind = 'person' and c.deleted_at is null
        and c.sort_key >= w.value and c.sort_key < w.value || '!' where c.id <> :besides and c.family_name <> ''"""
    return reader.rows(Named, sql, {"words": json.dumps(sorted(families)), "besides": besides})


def referrer(reader: Reader, *, contact_id: int) -> str:
    """Return who recommended a contact; "" for nobody."""
    sql = "select r.name from contact c join contact r on r.id = c.referred_by_id where c.id = ?"
    return str(reader.scalar(sql, (contact_id,)) or "")


def language_of(reader: Reader, *, contact_id: int) -> str:
    """Return the language somebody is written to in; "" for the firm's."""
    return str(reader.scalar("select language from contact where id = ?", (contact_id,)) or "")


def _rows(reader: Reader, sql: str, params: dict[str, int]) -> Rows:
    """Return rows with the names of their columns: those of the first select, as they stand in it."""
    names = _names(sql)
    return reader.rows(lambda *row: dict(zip(names, row, strict=True)), sql, params)


def _names(sql: str) -> list[str]:
    said = " ".join(sql.split()).removeprefix("select ")
    depth, pieces, start = 0, list[str](), 0
    for place, sign in enumerate(said):
        depth += (sign == "(") - (sign == ")")
        if not depth and sign == ",":
            pieces.append(said[start:place])
            start = place + 1
        if not depth and said.startswith(" from ", place):
            pieces.append(said[start:place])
            break
    return [piece.split()[-1].rpartition(".")[2] for piece in pieces]
