"""Calendars out as RFC 5545: lines folded at 75 octets, times in the firm's own zone, which is written out beside them.

Times are local with the name of their zone, not UTC: what comes again every week at nine comes at nine in winter too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from crm_desktop.domain.recurrence import as_calendars_say, parse
from crm_desktop.exchange.ics_event import CalendarEvent
from crm_desktop.exchange.vcard_out import escaped, fold

_PRODUCT = "-//CRM Desktop//CRM Desktop//EN"
#: What comes again is given the changes of the clocks of so many years ahead.
_YEARS_AHEAD = 10
_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T\d{6}Z?)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class _Change(NamedTuple):
    """A change of the clocks: from when on (local time before it), to what."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def write_calendar(events: Iterable[CalendarEvent], *, zone: tzinfo, zone_name: str, stamp: datetime) -> bytes:
    """Return a calendar file; `zone_name` is the zone's name in the tz database, `stamp` the moment of writing."""
    written = list(events)
    timed = [event.start for event in written if isinstance(event.start, datetime)]
    again = any(event.rule for event in written)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if timed:
        last = max(timed).year + (_YEARS_AHEAD if again else 1)
        lines += _zone(zone, zone_name, min(timed).year - 1, last)
    for event in written:
        lines += _event(event, zone, zone_name, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()


def _event(event: CalendarEvent, zone: tzinfo, zone_name: str, stamp: datetime) -> Iterator[str]:
    changed = event.changed or stamp
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_utc(changed)}"
    yield f"LAST-MODIFIED:{_utc(changed)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield from _times(event, zone_name)
    if event.rule:
        yield f"RRULE:{_rule(event, zone)}"
        yield from _left_out(event, zone_name)
    if event.text:
        yield f"DESCRIPTION:{_text(event.text)}"
    if event.categories:
        yield "CATEGORIES:" + ",".join(map(_text, event.categories))
    for person in event.attendees:
        if person.email:
            yield f"ATTENDEE;CN={_parameter(person.name)}:mailto:{_address(person.email)}"
        else:
            yield f"CONTACT:{_text(person.name)}"
    yield f"TRANSP:{'TRANSPARENT' if event.free else 'OPAQUE'}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _times(event: CalendarEvent, zone_name: str) -> Iterator[str]:
    if isinstance(event.start, datetime):
        yield f"DTSTART;TZID={zone_name}:{event.start:%Y%m%dT%H%M%S}"
        if event.length:
            # A duration and no end: at the change of the clocks an hour and a half stay an hour and a half.
            yield f"DURATION:{_duration(event.length)}"
        return
    days = max(1, -(-(event.length or 0) // (24 * 60)))
    yield f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.start + timedelta(days=days):%Y%m%d}"


def _left_out(event: CalendarEvent, zone_name: str) -> Iterator[str]:
    """Write the days on which something does not come again, in the form of its beginning."""
    for day in parse(event.rule).without:
        if isinstance(event.start, datetime):
            yield f"EXDATE;TZID={zone_name}:{datetime.combine(day, event.start.time()):%Y%m%dT%H%M%S}"
        else:
            yield f"EXDATE;VALUE=DATE:{day:%Y%m%d}"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _rule(event: CalendarEvent, zone: tzinfo) -> str:
    """Return the rule with its last day written in the form of its beginning: a day, or an instant in UTC."""

    def until(found: re.Match[str]) -> str:
        day = datetime.strptime(found[1], "%Y%m%d")  # noqa: DTZ007 - a day has no zone
        if not event.timed:
            return f"UNTIL={day:%Y%m%d}"
        return f"UNTIL={_utc(day.replace(hour=23, minute=59, second=59, tzinfo=zone))}"

    return _UNTIL.sub(until, as_calendars_say(event.rule))


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    return escaped(_CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n")))


def _parameter(words: str) -> str:
    """Return a parameter's value; quotation marks cannot stand in one, and some programs stumble over backslashes."""
    plain = _CONTROL.sub(" ", words.replace("\n", " ")).replace('"', "'").replace("\\", "/")
    return f'"{plain}"' if re.search(r"[^\w .-]", plain) else plain


def _address(email: str) -> str:
    return re.sub(r"[\s\x00-\x1f]", "", email)


def _zone(zone: tzinfo, name: str, first: int, last: int) -> Iterator[str]:
    """Write out a zone: how far it is from UTC, and each change of the clocks in some years."""
    start = datetime(first, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = start.utcoffset() or timedelta()
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    yield from _observance(
        _Change(datetime(first, 1, 1), offset, offset, start.tzname() or name, bool(start.dst()))  # noqa: DTZ001
    )
    for change in _changes(zone, first, last):
        yield from _observance(change)
    yield "END:VTIMEZONE"


def _observance(change: _Change) -> Sequence[str]:
    kind = "DAYLIGHT" if change.summer else "STANDARD"
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{change.at:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{_text(change.name)}",
        f"END:{kind}",
    )


def _changes(zone: tzinfo, first: int, last: int) -> Iterator[_Change]:
    """Yield the changes of the clocks from one year to another, each found to the minute."""
    at, end, day = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC), timedelta(days=1)
    while at < end:
        before, after = _distance(zone, at), _distance(zone, at + day)
        if before != after:
            moment = _moment(zone, at, at + day, before)
            then = moment.astimezone(zone)
            wall = (moment + before).replace(tzinfo=None)
            yield _Change(wall, before, after, then.tzname() or "", bool(then.dst()))
        at += day


def _moment(zone: tzinfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    """Return the first minute that is no longer as far from UTC as before."""
    left, right = 0, round((high - low) / timedelta(minutes=1))
    while right - left > 1:
        middle = (left + right) // 2
        same = _distance(zone, low + timedelta(minutes=middle)) == before
        left, right = (middle, right) if same else (left, middle)
    return low + timedelta(minutes=right)


def _distance(zone: tzinfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _offset(by: timedelta) -> str:
    minutes = round(by / timedelta(minutes=1))
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
