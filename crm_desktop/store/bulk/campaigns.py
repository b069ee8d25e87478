"""Writing down many recipients at once: who is in, who is left out, who was sent something, what the history says."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _
from crm_desktop.base.times import to_text
from crm_desktop.store.bulk.drafts import last_id, new_uuids
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.unit_of_work import Work

#: Rows written between two looks at whether the user wants it stopped.
PORTION = 5_000

_AMONG = "(select value from json_each(:ids))"


class Watched(NamedTuple):
    """Who is told how far a large change is, and who may stop it."""

    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False

    def check(self, done: int, total: int) -> None:
        """Tell how far it is. Raises Cancelled when the user wants it stopped."""
        if self.cancelled():
            raise Cancelled(_("Stopped. Nothing was changed."))
        self.progress(done, total)


class NewMember(NamedTuple):
    """Somebody to be put into a campaign."""

    contact_id: int
    variant: str
    argument: str
    held_out: bool


def put_in(work: Work, campaign_id: int, new: Sequence[NewMember]) -> None:
    """Put people into a campaign who are not in it."""
    first = last_id(work, "campaign_member") + 1
    rows = [
        (number, campaign_id, one.contact_id, one.variant, one.argument, int(one.held_out))
        for number, one in enumerate(new, first)
    ]
    insert_rows(work, "campaign_member", ("id", "campaign_id", "contact_id", "variant", "argument", "held_out"), rows)


def change_members(work: Work, changed: Sequence[tuple[int, NewMember]]) -> None:
    """Give people in a campaign another version, or hold them out, by the id of their membership."""
    work.executemany(
        "update campaign_member set variant = ?, argument = ?, held_out = ? where id = ?",
        [(one.variant, one.argument, int(one.held_out), member_id) for member_id, one in changed],
    )


def take_out(work: Work, member_ids: Collection[int]) -> None:
    """Take people out of a campaign."""
    work.execute(f"delete from campaign_member where id in {_AMONG}", {"ids": json.dumps(list(member_ids))})


def leave_out(work: Work, campaign_id: int, refused: Sequence[tuple[int, str, str]]) -> None:
    """Write down who is left out of a campaign, each with reason and detail, instead of what stood there.

    Whom the user took out stays taken out, whatever else holds.
    """
    work.execute("delete from campaign_left_out where campaign_id = ? and reason <> 'by_hand'", (campaign_id,))
    first = last_id(work, "campaign_left_out") + 1
    rows = [(number, campaign_id, *one) for number, one in enumerate(refused, first)]
    insert_rows(work, "campaign_left_out", ("id", "campaign_id", "contact_id", "reason", "detail"), rows)


def leave_out_by_hand(work: Work, campaign_id: int, contact_ids: Collection[int]) -> None:
    """Take contacts out of a campaign that were not sent anything, and remember that the user did."""
    values: dict[str, str | int] = {"campaign": campaign_id, "ids": json.dumps(list(contact_ids))}
    among = "contact_id in (select value from json_each(:ids))"
    work.execute(f"delete from campaign_member where campaign_id = :campaign and sent_at is null and {among}", values)
    work.execute(
        """insert into campaign_left_out (campaign_id, contact_id, reason, detail)
            select :campaign, value, 'by_hand', '' from json_each(:ids) where true
            on conflict (campaign_id, contact_id) do update set reason = 'by_hand', detail = ''""",
        values,
    )


def take_back_in(work: Work, campaign_id: int, contact_ids: Collection[int]) -> None:
    """Forget that the user took contacts out of a campaign."""
    work.execute(
        "delete from campaign_left_out where campaign_id = :campaign and reason = 'by_hand'"
        " and contact_id in (select value from json_each(:ids))",
        {"campaign": campaign_id, "ids": json.dumps(list(contact_ids))},
    )


def also_leave_out(work: Work, member_ids: Collection[int], reason: str, detail: str) -> None:
    """Let members nothing was sent to be left out from now on."""
    ids = json.dumps(list(member_ids))
    work.execute(
        f"""insert into campaign_left_out (campaign_id, contact_id, reason, detail)
            select campaign_id, contact_id, :reason, :detail from campaign_member where id in {_AMONG} order by id
            on conflict (campaign_id, contact_id) do nothing""",
        {"ids": ids, "reason": reason, "detail": detail},
    )
    take_out(work, member_ids)


def mark_sent(work: Work, member_ids: Collection[int], at: datetime) -> None:
    """Note that something was sent to these members."""
    work.execute(
        f"update campaign_member set sent_at = :at where id in {_AMONG}",
        {"ids": json.dumps(list(member_ids)), "at": to_text(at)},
    )


def use_consents(work: Work, contact_ids: Collection[int], channel: str, at: datetime) -> None:
    """Note that the newest consents of these contacts on a channel were used: their proof is kept from then on."""
    work.execute(
        f"""update consent set last_used_at = :at where id in (
              select id from (select id, status, row_number() over (partition by contact_id
                order by given_at desc, id desc) as place
                from consent where channel = :channel and status <> 'pending' and contact_id in {_AMONG})
              where place = 1 and status not in ('objection', 'withdrawn'))""",
        {"ids": json.dumps(list(contact_ids)), "channel": channel, "at": to_text(at)},
    )


class Entry(NamedTuple):
    """What the history says of each recipient."""

    kind: str
    subject: str
    campaign_id: int
    at: datetime


def write_history(
    work: Work, entry: Entry, bodies: Sequence[tuple[int, str]], watched: Watched
) -> None:  # fmt: skip
    """Write an entry into the history of each contact, with its own text; the contacts count as written to."""
    done = 0
    for some in _portions(bodies):
        first = last_id(work, "activity") + 1
        at = to_text(entry.at)
        insert_rows(
            work, "activity",
            ("id", "uuid", "created_at", "updated_at", "kind", "at", "subject", "body", "direction", "campaign_id"),
            [
                (number, uuid, at, at, entry.kind, at, entry.subject, body, "out", entry.campaign_id)
                for number, (uuid, (_contact, body)) in enumerate(zip(new_uuids(len(some)), some, strict=True), first)
            ],
        )  # fmt: skip
        link = last_id(work, "activity_contact") + 1
        insert_rows(
            work, "activity_contact", ("id", "activity_id", "contact_id", "at"),
            [(link + place, first + place, contact_id, at) for place, (contact_id, _body) in enumerate(some)],
        )  # fmt: skip
        _touch(work, [contact_id for contact_id, _body in some], at)
        done += len(some)
        watched.check(done, len(bodies))


def _touch(work: Work, contact_ids: Collection[int], at: str) -> None:
    """Note when these contacts, and the companies of the people among them, were last written to."""
    work.execute(
        f"""update contact set last_activity_at = :at
            where id in (select value from json_each(:ids)
                union select company_id from contact where kind = 'person' and id in {_AMONG})
              and (last_activity_at is null or last_activity_at < :at)""",
        {"ids": json.dumps(list(contact_ids)), "at": at},
    )


def _portions(rows: Sequence[tuple[int, str]]) -> Iterator[Sequence[tuple[int, str]]]:
    for start in range(0, len(rows), PORTION):
        yield rows[start : start + PORTION]
