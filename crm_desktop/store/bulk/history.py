"""Who an entry of the history concerns, and when somebody was last in touch, kept beside the contacts.

A contact's `last_activity_at` is the latest thing that happened with it; for a company, with it or one of its people.
What the program writes by itself and what is only planned is no contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.times import to_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from crm_desktop.store.unit_of_work import Work

#: What counts as having been in touch.
HAPPENED = "a.kind <> 'system' and a.deleted_at is null and (a.done_at is not null or a.due_on is null)"

_RAISE = """
update contact set last_activity_at = :at
where id in (select :id union select company_id from contact where id = :id and kind = 'person')
  and (last_activity_at is null or last_activity_at < :at)"""

_RECOUNT = f"""
update contact set last_activity_at = (
  select max(a.at) from activity_contact ac join activity a on a.id = ac.activity_id
  where ac.contact_id in (select contact.id union select p.id from contact p where p.company_id = contact.id)
    and {HAPPENED})
where id in (select :id union select company_id from contact where id = :id and kind = 'person')"""


def link_contacts(work: Work, activity_id: int, at: datetime, contact_ids: Collection[int]) -> None:
    """Let an entry concern these contacts, beside those it concerns already."""
    work.executemany(
        "insert into activity_contact (activity_id, contact_id, at) values (?, ?, ?)"
        " on conflict (activity_id, contact_id) do nothing",
        [(activity_id, contact_id, to_text(at)) for contact_id in dict.fromkeys(contact_ids)],
    )


def unlink_contacts(work: Work, activity_id: int, contact_ids: Collection[int]) -> None:
    """Let an entry concern these contacts no longer."""
    work.executemany(
        "delete from activity_contact where activity_id = ? and contact_id = ?",
        [(activity_id, contact_id) for contact_id in contact_ids],
    )


def raise_last_activity(work: Work, contact_ids: Collection[int], at: datetime) -> None:
    """Note that something happened with these contacts, and so with the companies of the people among them."""
    raise_last_activities(work, dict.fromkeys(contact_ids, at))


def raise_last_activities(work: Work, latest: Mapping[int, datetime]) -> None:
    """Note when something happened with each of these contacts, and so with the companies of the people among them."""
    work.executemany(_RAISE, [{"id": contact_id, "at": to_text(at)} for contact_id, at in latest.items()])


def recount_last_activity(work: Work, contact_ids: Collection[int]) -> None:
    """Work out again when these contacts, and the companies of the people among them, were last in touch."""
    work.executemany(_RECOUNT, [{"id": contact_id} for contact_id in dict.fromkeys(contact_ids)])


def move_in_time(work: Work, activity_id: int, at: datetime) -> None:
    """Let an entry stand at another instant in the timelines of its contacts."""
    work.execute("update activity_contact set at = ? where activity_id = ?", (to_text(at), activity_id))
