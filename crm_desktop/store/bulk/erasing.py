"""Taking a person out of the file: records unlinked, reduced and deleted, texts without the name, bytes nobody names.

What the journal remembers is taken out when the step ends (`Work.leave_no_trace`), what SQLite leaves lying between
its rows by `Writer.scrub`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import Text

from crm_desktop.store.bulk.drafts import delete_rows
from crm_desktop.store.queries.privacy_mentions import Mention
from crm_desktop.store.tables import metadata
from crm_desktop.store.unit_of_work import Work

_GIVEN = "(select value from json_each(:ids))"

#: What stays of a contact that the law wants kept: whom the kept papers are about, and nothing else.
_REDUCED = """
update contact set salutation = '', letter_salutation = '',
  job_title = '', buying_role = '', birthday = null, category = '', industry = '', employees = null, founded = null,
  iban = '', source = '', referred_by_id = null, language = '', payment_terms = '', note = '', confirmed_on = null,
  last_activity_at = null, custom = '{}', company_id = null, restricted_on = coalesce(restricted_on, :today)
where id = :id"""


def delete(work: Work, table: str, ids: Collection[int]) -> int:
    """Delete records with their parts, and what rules remember of them; return how many."""
    if not ids:
        return 0
    given = {"ids": json.dumps(list(ids)), "kind": table}
    work.execute(f"delete from rule_run where kind = :kind and ref in {_GIVEN}", given)
    delete_rows(work, table, ids)
    return len(ids)


def anonymise_deals(work: Work, ids: Collection[int], title: str) -> None:
    """Let deals stay with their figures, belonging to nobody; {id} in the title is their number."""
    given = {"ids": json.dumps(list(ids)), "title": title}
    work.execute(
        f"""update deal set account_id = null, person_id = null, title = replace(:title, '{{id}}', id), note = '',
              lost_note = '', competitor = '', custom = '{{}}', external_id = null where id in {_GIVEN}""",
        given,
    )
    work.execute(f"delete from deal_contact where deal_id in {_GIVEN}", {"ids": given["ids"]})


def anonymise_sales(work: Work, ids: Collection[int]) -> None:
    """Let orders stay with their figures, belonging to nobody."""
    work.execute(
        f"update sale set account_id = null, external_id = null, custom = '{{}}' where id in {_GIVEN}",
        {"ids": json.dumps(list(ids))},
    )


def unlink(work: Work, contact_id: int) -> None:
    """Take a contact out of deals, drafts of offers and entries that are those of others."""
    by_id = {"id": contact_id}
    work.execute("delete from deal_contact where contact_id = :id", by_id)
    for table in ("deal", "offer"):
        where = "person_id = :id and account_id is not null and account_id <> :id"
        frozen = " and sent_at is null" if table == "offer" else ""
        work.execute(f"update {table} set person_id = null where {where}{frozen}", by_id)
    work.execute("update survey_reply set contact_id = null, member_id = null where contact_id = :id", by_id)
    work.execute("update data_request set contact_id = null, note = '' where contact_id = :id", by_id)
    work.execute("delete from rule_run where contact_id = :id or (kind = 'contact' and ref = :id)", by_id)


def unlink_entries(work: Work, contact_id: int, ids: Collection[int]) -> None:
    """Let entries of the history concern the others only."""
    work.execute(
        f"delete from activity_contact where contact_id = :id and activity_id in {_GIVEN}",
        {"id": contact_id, "ids": json.dumps(list(ids))},
    )


def take_out_of_offers(work: Work, ids: Collection[int]) -> None:
    """Take the person out of offers to others that need not be kept: with it goes the paper that prints the name."""
    work.execute(
        f"update offer set person_id = null, frozen_sheet = null, pdf_sha256 = null where id in {_GIVEN}",
        {"ids": json.dumps(list(ids))},
    )


def next_erasure(work: Work) -> int:
    """Return the number of the next erasure of the year."""
    of_year = f"L-{work.today.year}-%"
    return int(work.read.scalar("select count(*) from erasure where reference like ?", (of_year,))) + 1


def reduce(work: Work, contact_id: int, *, today: date, keeps_phone: bool) -> None:
    """Leave of a contact what kept papers need: name, customer number, address; with `keeps_phone` its numbers."""
    by_id = {"id": contact_id}
    work.execute(_REDUCED, {"id": contact_id, "today": today.isoformat()})
    for table in ("tag", "favourite", "accepted_value"):
        work.execute(f"delete from {table} where contact_id = :id", by_id)
    work.execute("delete from employment where person_id = :id", by_id)
    work.execute("delete from different_pair where contact_id = :id or other_id = :id", by_id)
    phones = "and kind not in ('phone', 'mobile')" if keeps_phone else ""
    work.execute(f"delete from contact_point where contact_id = :id {phones}", by_id)
    work.execute(
        """delete from address where contact_id = :id and id <> (select id from address where contact_id = :id
           order by is_primary desc, id limit 1)""",
        by_id,
    )


def keep_restricted(work: Work, contact_id: int, *, until: date, basis: str) -> None:
    """Note until when and why a contact is kept though it was to be erased."""
    work.execute(
        """insert into data_protection (contact_id, restricted_for, keep_until, keep_basis)
           values (:id, 'retention', :until, :basis) on conflict (contact_id) do update set
             restricted_for = excluded.restricted_for, keep_until = excluded.keep_until,
             keep_basis = excluded.keep_basis, origin_detail = '', informed_by = ''""",
        {"id": contact_id, "until": until.isoformat(), "basis": basis},
    )


def rewrite(work: Work, changed: Iterable[Mention]) -> None:
    """Write texts anew, each given as it is to be."""
    by_column: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for one in changed:
        by_column.setdefault((one.table, one.column), []).append((one.text, one.id))
    for (table, column), rows in by_column.items():
        work.executemany(f'update {table} set "{column}" = ? where id = ?', rows)


def digests_of(work: Work, records: Mapping[str, Collection[int]]) -> set[str]:
    """Return the bytes that files at these records (ids by table) lie under."""
    found: set[str] = set()
    for table, column in (
        ("attachment", "activity_id"), ("attachment", "contact_id"), ("attachment", "deal_id"),
        ("attachment", "offer_id"), ("attachment", "id"), ("offer", "id"), ("enclosure", "offer_id"),
    ):  # fmt: skip
        owner = table if column == "id" else column.removesuffix("_id")
        ids = records.get(owner, ())
        name = "pdf_sha256" if table == "offer" else "sha256"
        sql = (
            f'select "{name}" from {table} where "{column}" in (select value from json_each(?))'
            f' and "{name}" is not null'
        )
        found.update(work.read.rows(str, sql, (json.dumps(list(ids)),)))
    return found


def sweep_bytes(work: Work, digests: Collection[str]) -> int:
    """Delete those bytes that no record names any more; return how many."""
    named = " union all ".join(
        f'select "{column.name}" from {table.name}'
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("sha256") and table.name != "blob" and isinstance(column.type, Text)
    )
    return work.execute(
        f"""delete from blob where sha256 in (select value from json_each(:ids))
            and sha256 not in (select sha from (select null as sha union all {named}) where sha is not null)""",
        {"ids": json.dumps(sorted(digests))},
    )
