"""Writing the history: what happened with a customer, put down in words, and corrected with a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.history import Activity, ActivityKind, Direction
from crm_desktop.operations import stamps
from crm_desktop.operations.history import lead_answers
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.queries import tasks

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.unit_of_work import Work, Writer

#: No call or meeting lasts longer than a week.
MOST_MINUTES = 7 * 24 * 60


def record(
    work: Work,
    *,
    kind: ActivityKind,
    subject: str = "",
    body: str = "",
    contacts: Collection[int] = (),
    at: datetime | None = None,
    direction: Direction = Direction.NONE,
    minutes: int | None = None,
    result: str = "",
    deal_id: int | None = None,
    offer_id: int | None = None,
    lead_id: int | None = None,
    campaign_id: int | None = None,
) -> Activity:
    """Write an entry of the history inside the step of another operation and return it, with its id.

    `at` is when it happened, by default now. The contacts it concerns count as having been in touch, unless the kind is
    SYSTEM: what the program writes by itself is no contact. Entities loaded before are read anew when next used.
    """
    entry = Activity(
        kind=kind,
        at=at or work.now,
        subject=clean(subject),
        body=clean(body, lines=True),
        direction=direction,
        minutes=minutes,
        result=clean(result),
        deal_id=deal_id,
        offer_id=offer_id,
        lead_id=lead_id,
        campaign_id=campaign_id,
    )
    stamps.added(work, entry)
    concern(work, entry, contacts)
    lead_answers.entry_written(work, entry)
    return entry


def concern(work: Work, entry: Activity, contacts: Collection[int]) -> None:
    """Let an entry that has its id concern these contacts too."""
    if not contacts:
        return
    entry_id, at, happened = entry.id, entry.at, has_happened(entry)
    bulk.link_contacts(work, entry_id, at, contacts)
    if happened:
        bulk.raise_last_activity(work, contacts, at)


def has_happened(entry: Activity) -> bool:
    """Whether an entry says that somebody was in touch: neither planned nor written by the program itself."""
    planned = entry.due_on is not None and entry.done_at is None
    return entry.kind is not ActivityKind.SYSTEM and entry.deleted_at is None and not planned


def log_activity(
    writer: Writer,
    *,
    kind: ActivityKind,
    contacts: Collection[int] = (),
    subject: str = "",
    body: str = "",
    at: datetime | None = None,
    direction: Direction = Direction.NONE,
    minutes: int | None = None,
    result: str = "",
    deal_id: int | None = None,
    offer_id: int | None = None,
    lead_id: int | None = None,
) -> Outcome[int]:
    """Write down a call, meeting, mail, visit, letter or note; the value is the id of the entry.

    Raises BadInput when nothing is said at all, it concerns nobody, or it lies in the future.
    """
    with writer.step(logged(kind)) as work:
        check_entry(kind, subject, body, minutes)
        check_time(work, at)
        if not contacts and deal_id is None and offer_id is None and lead_id is None:
            raise BadInput(_("Say whom this concerns."), _("Choose a contact or a deal."), field="contacts")
        entry_id = record(
            work,
            kind=kind,
            subject=subject,
            body=body,
            contacts=contacts,
            at=at,
            direction=direction,
            minutes=minutes,
            result=result,
            deal_id=deal_id,
            offer_id=offer_id,
            lead_id=lead_id,
        ).id
    return work.outcome(entry_id)


def write_note(writer: Writer, *, contact_id: int, text: str, deal_id: int | None = None) -> Outcome[int]:
    """Write a note about a contact; the value is the id of the entry. Raises BadInput for an empty one."""
    return log_activity(writer, kind=ActivityKind.NOTE, contacts=[contact_id], body=text, deal_id=deal_id)


def edit_activity(
    writer: Writer,
    *,
    activity_id: int,
    subject: str | None = None,
    body: str | None = None,
    minutes: int | None = None,
    direction: Direction | None = None,
    at: datetime | None = None,
    version: int | None = None,
) -> Outcome[None]:
    """Correct an entry; what is None stays. Its kind never changes, and `edited_at` says that it was corrected.

    `minutes` 0 says that nobody knows how long it took. Raises Conflict when it no longer has the version that was
    shown, BadInput as `log_activity` does.
    """
    with writer.step(_("Edit entry")) as work:
        entry = work.get(Activity, activity_id, version=version)
        entry.subject = entry.subject if subject is None else clean(subject)
        entry.body = entry.body if body is None else clean(body, lines=True)
        entry.minutes = entry.minutes if minutes is None else minutes or None
        entry.direction = entry.direction if direction is None else direction
        check_entry(entry.kind, entry.subject, entry.body, entry.minutes)
        moved = at is not None and at != entry.at
        check_time(work, at)
        entry.at = at or entry.at
        if work.session.is_modified(entry):
            entry.edited_at = entry.updated_at = work.now
        if moved:
            _keep_dates(work, entry)
    return work.outcome(None)


def _keep_dates(work: Work, entry: Activity) -> None:
    """Let timelines and the contacts' last activity follow an entry that stands at another time now."""
    bulk.move_in_time(work, entry.id, entry.at)
    bulk.recount_last_activity(work, tasks.contacts_of(work.read, entry.id))


def pin_activity(writer: Writer, *, activity_id: int, pinned: bool) -> Outcome[None]:
    """Keep an entry on top of the timeline, or let it go back to its place."""
    with writer.step(_("Pin entry") if pinned else _("Unpin entry")) as work:
        work.get(Activity, activity_id).pinned = pinned
    return work.outcome(None)


def logged(kind: ActivityKind) -> str:
    """Return what the undo menu calls the writing of an entry."""
    labels = {
        ActivityKind.CALL: _("Log call"),
        ActivityKind.EMAIL: _("Log e-mail"),
        ActivityKind.MEETING: _("Log meeting"),
        ActivityKind.NOTE: _("Write note"),
        ActivityKind.LETTER: _("Log letter"),
        ActivityKind.VISIT: _("Log visit"),
        ActivityKind.TASK: _("Add task"),
    }
    return labels.get(kind, _("Write entry"))


def check_entry(kind: ActivityKind, subject: str, body: str, minutes: int | None) -> None:
    """Raise BadInput for an entry that says nothing; a call may speak for itself, a note may not."""
    wordless = kind in (ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.VISIT)
    if not wordless and not clean(subject) and not clean(body):
        raise BadInput(_("There is nothing to write down yet."), _("Say in a few words what happened."), field="body")
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise BadInput(_("This is no plausible duration."), _("Give it in minutes."), field="minutes")


def check_time(work: Work, at: datetime | None) -> None:
    """Raise BadInput for an entry of a day that is still to come."""
    if at is not None and at > work.now:
        raise BadInput(
            _("This lies in the future."), _("Add a task for what is planned, or choose an earlier time."), field="at"
        )
