"""Writing an entry down with everything that belongs to it in one step: people, files, and what is to follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import Activity, ActivityKind, Direction
from crm_desktop.operations.history import files, history
from crm_desktop.operations.planning import tasks
from crm_desktop.store.unit_of_work import Work, Writer


class NewFile(NamedTuple):
    """A file to be kept with an entry."""

    name: str
    data: bytes


class FollowUp(NamedTuple):
    """What is to be done next, and when."""

    subject: str
    due_on: date


@dataclass(frozen=True)
class NewEntry:
    """What happened. A task has `due_on` and lies ahead; everything else lies behind."""

    kind: ActivityKind
    subject: str = ""
    body: str = ""
    #: When it was; None is now.
    at: datetime | None = None
    direction: Direction = Direction.NONE
    minutes: int | None = None
    result: str = ""
    contacts: tuple[int, ...] = ()
    deal_id: int | None = None
    offer_id: int | None = None
    campaign_id: int | None = None
    lead_id: int | None = None
    files: tuple[NewFile, ...] = ()
    follow_up: FollowUp | None = None
    due_on: date | None = None


def write_down(writer: Writer, *, entry: NewEntry) -> Outcome[int]:
    """Write an entry down, keep its files and plan what follows, all in one step; the value is the entry's id.

    Raises BadInput with the field that is wrong.
    """
    with writer.step(history.logged(entry.kind)) as work:
        if not entry.contacts and entry.deal_id is None and entry.offer_id is None and entry.lead_id is None:
            raise BadInput(_("Say whom this concerns."), _("Choose a contact or a deal."), field="contacts")
        for file in entry.files:
            files.check(file.data)
        written = _planned(work, entry) if entry.due_on is not None else _happened(work, entry)
        written_id = written.id
        for file in entry.files:
            files.keep(work, data=file.data, name=file.name, activity_id=written_id)
        if entry.follow_up is not None:
            follow_up = tasks.Plan(clean(entry.follow_up.subject) or _("Follow up"), entry.follow_up.due_on)
            tasks.plan(
                work, follow_up, contacts=entry.contacts[:1], deal_id=entry.deal_id, offer_id=entry.offer_id,
                lead_id=entry.lead_id,
            )  # fmt: skip
    return work.outcome(written_id)


def _planned(work: Work, entry: NewEntry) -> Activity:
    if entry.due_on is None:
        raise BadInput(_("Choose a day that is still to come."), field="due")
    new = tasks.Plan(entry.subject or entry.body, entry.due_on, body=entry.body if entry.subject else "")
    work.label = _("Add task “{subject}”").format(subject=clean(new.subject))
    return tasks.plan(
        work, new, contacts=entry.contacts, deal_id=entry.deal_id, offer_id=entry.offer_id, lead_id=entry.lead_id
    )


def _happened(work: Work, entry: NewEntry) -> Activity:
    if not entry.files:
        history.check_entry(entry.kind, entry.subject, entry.body, entry.minutes)
    history.check_time(work, entry.at)
    return history.record(
        work,
        kind=entry.kind,
        subject=entry.subject,
        body=entry.body,
        contacts=entry.contacts,
        at=entry.at,
        direction=entry.direction,
        minutes=entry.minutes,
        result=entry.result,
        deal_id=entry.deal_id,
        offer_id=entry.offer_id,
        campaign_id=entry.campaign_id,
        lead_id=entry.lead_id,
    )
