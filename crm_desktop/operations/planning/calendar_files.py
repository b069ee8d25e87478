"""The calendar as a file other programs read: one entry, or everything that was ever planned."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.domain.history import ActivityKind
from crm_desktop.exchange.ics_event import Attendee, CalendarEvent
from crm_desktop.exchange.ics_out import write_calendar
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.queries.calendar import CalendarRow
from crm_desktop.store.reading import Reader

#: How long something without a length takes, in minutes.
_USUAL = {ActivityKind.MEETING: 60, ActivityKind.VISIT: 60}
_SHORT = 30


def calendar_file(
    reader: Reader, *, at: datetime, activity_id: int | None = None, zone: tuple[tzinfo, str] | None = None
) -> bytes:
    """Return an entry, or everything planned, as a calendar file. Raises NotFound for an entry that is not there.

    `zone` is the zone the times are in, with its name; by default that of the computer.
    """
    used, name = zone or local_zone()
    return write_calendar(map(event_of, _rows(reader, activity_id)), zone=used, zone_name=name, stamp=at)


def event_of(row: CalendarRow) -> CalendarEvent:
    """Return an entry as other programs know it; what is only due that day takes none of its time."""
    timed = bool(row.time)
    minutes = row.minutes or (_USUAL.get(row.kind, _SHORT) if timed else None)
    start = datetime.fromisoformat(f"{row.on}T{row.time}") if timed else row.on
    about = [row.body, row.deal]
    return CalendarEvent(
        uid=row.uuid,
        start=start,
        length=minutes,
        summary=row.subject or _("Without a title"),
        text="\n\n".join(part for part in about if part),
        rule=row.recurrence,
        attendees=tuple(Attendee(name) for _id, name, _firm in row.contacts),
        categories=(row.kind.value.upper(),),
        changed=row.updated_at,
        sequence=max(0, row.version - 1),
        free=not timed and row.kind not in (ActivityKind.MEETING, ActivityKind.VISIT),
    )


def local_zone() -> tuple[tzinfo, str]:
    """Return the zone of this computer and its name in the tz database; UTC where the system does not say."""
    from babel.localtime import get_localzone  # noqa: PLC0415 - rarely needed

    name = str(get_localzone())
    try:
        return ZoneInfo(name), name
    except (ValueError, KeyError, OSError):  # a zone the system names and nobody knows
        return UTC, "UTC"


def _rows(reader: Reader, activity_id: int | None) -> list[CalendarRow]:
    if activity_id is None:
        return queries.all_planned(reader)
    found = queries.entry(reader, activity_id=activity_id)
    if found is None:
        raise NotFound(_("This record is not there any more."))
    return [found]
