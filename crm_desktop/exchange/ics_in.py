"""Calendar files in (RFC 5545): each entry read on its own, so that none can spoil another, times in local time.

What is read: appointments (VEVENT), tasks (VTODO) and notes (VJOURNAL) with beginning, end or duration, repetition,
and who takes part. An entry that says what and not when becomes a note of the day it was written.
Zones are taken by their name in the tz database or by the one Windows gives them; a zone nobody knows is taken for the
computer's own, and said. Days on which something does not come again are part of its rule (EXDATE), days on which it
comes besides (RDATE) are entries of their own, and so is what was moved (RECURRENCE-ID), with the day it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import sha256
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from crm_desktop.base.errors import BadInput, Problem
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain import recurrence
from crm_desktop.domain.records import AppointmentRecord
from crm_desktop.exchange.content_lines import Line, Property, logical_lines, parse
from crm_desktop.exchange.reading import Read

BEGIN = "BEGIN:VEVENT"
_BEGIN = re.compile(r"\s*BEGIN\s*:\s*(VEVENT|VTODO|VJOURNAL)\s*", re.IGNORECASE)
#: How a calendar begins, or a part of one that was saved alone.
_CALENDAR = re.compile(r"\s*BEGIN\s*:\s*(?!VCARD)[A-Z][A-Z0-9-]*[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_INNER = re.compile(r"\s*(BEGIN|END)\s*:\s*(\w+)\s*", re.IGNORECASE)
_DURATION = re.compile(r"([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE)
#: The longest entry in characters.
LONGEST = 1_000_000
_DAY = 24 * 60
_LEAST_MINUTES = 5
_MOST_MINUTES = 7 * _DAY
#: Days an entry may come on besides its rule.
_MOST_BESIDES = 200


@dataclass
class _Entry:
    """The lines of one entry as they come in."""

    number: int
    kind: str
    lines: list[Line] = field(default_factory=list)
    inner: int = 0
    length: int = 0


#: Called with a property's name, its value, and what is to be said of it.
_Note: TypeAlias = Callable[[str, str, str], None]


#: Letters of the name of a time zone.
_LONGEST_ZONE = 60


class _Moment(NamedTuple):
    """A day, with a local time where it has one."""

    on: date
    at: datetime | None


def is_calendar(head: str) -> bool:
    """Whether the beginning of a text is that of a calendar."""
    return bool(_CALENDAR.match(head.lstrip("\ufeff")))


def is_entry(line: str) -> bool:
    """Whether a line begins an entry."""
    return len(line) < 40 and bool(_BEGIN.fullmatch(line.rstrip("\r\n")))


def read_events(lines: Iterable[str]) -> Iterator[Read]:
    """Read the entries of a file one by one; the row of each is the line it begins on."""
    for entry in _entries(lines):
        yield from _read(entry)


def _entries(lines: Iterable[str]) -> Iterator[_Entry]:
    """Tell entries apart; alarms inside them are passed over, one without an end is ended by the next."""
    entry: _Entry | None = None
    for number, text in enumerate(lines, 1):
        begins = _BEGIN.fullmatch(text) if len(text) < LONGEST else None
        if begins:
            if entry is not None:
                yield entry
            entry = _Entry(number, begins[1].upper())
            continue
        if entry is None:
            continue
        edge = _INNER.fullmatch(text)
        if edge and edge[1].upper() == "BEGIN":
            entry.inner += 1
        elif edge and entry.inner:
            entry.inner -= 1
        elif edge:
            yield entry
            entry = None
        elif not entry.inner:
            entry.length += len(text)
            if entry.length <= LONGEST:
                entry.lines.append(Line(number, text))
    if entry is not None:
        yield entry


def _read(entry: _Entry) -> Iterator[Read]:
    """Yield an entry, and one more for each day it comes on besides."""
    problems: list[Problem] = []
    found: dict[str, list[Property]] = {}
    for line in logical_lines(entry.lines, old=False):
        parsed = parse(line)
        if parsed is not None:
            found.setdefault(parsed.name, []).append(parsed)
    cells = (f"BEGIN:{entry.kind}", *(line.text.rstrip("\r\n") for line in entry.lines), f"END:{entry.kind}")
    try:
        record = _record(entry, found, problems)
    except BadInput as error:
        yield Read(entry.number, None, (Problem(entry.number, error.field or "DTSTART", "", str(error)),), cells)
        return
    besides = [] if record.series else _besides(found, record, problems, entry.number)
    yield Read(entry.number, record, tuple(problems), cells)
    for moment in besides:
        time = moment.at.strftime("%H:%M") if moment.at else ""
        single = record._replace(uid=f"{record.uid}/{moment.on:%Y%m%d}{time}", on=moment.on, time=time, rule="")
        yield Read(entry.number, single, (), cells)


def _record(entry: _Entry, found: dict[str, list[Property]], problems: list[Problem]) -> AppointmentRecord:
    def note(name: str, value: str, words: str) -> None:
        problems.append(Problem(entry.number, name, value[:80], words))

    task = entry.kind == "VTODO"
    start, dated = _start(found, note, task=task)
    if not dated and not _says_something(found):
        raise BadInput(_("The entry says neither when nor what."), field="DTSTART")
    again = _text(found, "RECURRENCE-ID")
    uid = _text(found, "UID")
    if not uid:
        uid = _print(entry)
    rule = _rule(found, note)
    if rule and not again:
        rule = recurrence.parse(rule).leaving_out(_left_out(found, note)).text()
    return AppointmentRecord(
        uid=f"{uid}/{again}" if again else uid,
        on=start.on,
        time=start.at.strftime("%H:%M") if start.at else "",
        minutes=None if task or not dated else _minutes(start, found, note),
        kind="task" if task else "meeting" if dated and entry.kind == "VEVENT" else "note",
        subject=clean(_text(found, "SUMMARY")),
        text=_body(found, wrong=() if dated else (*found.get("DTSTART", ()), *found.get("DUE", ()))),
        rule="" if again else rule,
        attendees=tuple(_people(found)),
        cancelled=_text(found, "STATUS").upper() == "CANCELLED",
        done=_text(found, "STATUS").upper() == "COMPLETED",
        series=uid if again else "",
        instead_of=_instead_of(found, note) if again else None,
    )


def _instead_of(found: dict[str, list[Property]], note: _Note) -> date | None:
    """Return the day of its series an entry takes the place of; None where it does not say."""
    try:
        return _moment(found["RECURRENCE-ID"][0], note).on
    except BadInput:
        note(
            "RECURRENCE-ID", _text(found, "RECURRENCE-ID"), _("It does not say which day of the series it stands for.")
        )
        return None


def _listed(one: Property) -> list[Property]:
    """Return the values of a property with several, each on its own; of a period its beginning."""
    values = [part.partition("/")[0].strip() for part in one.value.split(",")]
    return [one._replace(value=value) for value in values if value]


def _left_out(found: dict[str, list[Property]], note: _Note) -> list[date]:
    """Return the days on which something does not come again; what is no day is said and passed over."""
    days: list[date] = []
    for given in found.get("EXDATE", ()):
        for one in _listed(given):
            try:
                days.append(_moment(one, note).on)
            except BadInput as error:
                note("EXDATE", one.value, str(error))
    return days


def _besides(
    found: dict[str, list[Property]], record: AppointmentRecord, problems: list[Problem], number: int
) -> list[_Moment]:
    """Return when an entry comes besides its rule, each once and without the beginning itself."""

    def note(name: str, value: str, words: str) -> None:
        problems.append(Problem(number, name, value[:80], words))

    moments: dict[tuple[date, str], _Moment] = {}
    for given in found.get("RDATE", ()):
        for one in _listed(given):
            try:
                moment = _moment(one, note)
            except BadInput as error:
                note("RDATE", one.value, str(error))
                continue
            moments[moment.on, moment.at.strftime("%H:%M") if moment.at else ""] = moment
    moments.pop((record.on, record.time), None)
    if len(moments) > _MOST_BESIDES:
        note(
            "RDATE",
            "",
            _("It comes on more than {most} days besides; the first ones are taken.").format(most=_MOST_BESIDES),
        )
    return list(moments.values())[:_MOST_BESIDES]


def _start(found: dict[str, list[Property]], note: _Note, *, task: bool) -> tuple[_Moment, bool]:
    """Return when an entry begins, and whether it says so; one that does not is of the day it was written."""
    wrong: BadInput | None = None
    for name in ("DUE", "DTSTART") if task else ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE"):
        for given in found.get(name, ()):
            try:
                return _moment(given, note), True
            except BadInput as error:
                wrong = wrong or error
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED"):
        for given in found.get(name, ()):
            try:
                start = _moment(given, note)
            except BadInput as error:
                wrong = wrong or error
                continue
            note("DTSTART", "", _("The entry says no day; it was taken as of the day it was written."))
            return start, task
    if wrong is not None and not _says_something(found):
        raise wrong
    note("DTSTART", "", _("The entry says no day; it was taken as of today."))
    return _Moment(datetime.now().astimezone().date(), None), False


def _says_something(found: dict[str, list[Property]]) -> bool:
    return any(_text(found, name) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))


def _print(entry: _Entry) -> str:
    """Return by what an entry without an id is recognised when the file comes again."""
    text = "\n".join(line.text.strip() for line in entry.lines)
    return f"ics-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _first(found: dict[str, list[Property]], *names: str) -> Property | None:
    return next((found[name][0] for name in names if found.get(name)), None)


def _text(found: dict[str, list[Property]], name: str) -> str:
    return found[name][0].text().strip() if found.get(name) else ""


def _body(found: dict[str, list[Property]], wrong: Sequence[Property]) -> str:
    """Return place and text; a day that is none is kept in its own words."""
    place = clean(_text(found, "LOCATION"))
    where = _("Place: {place}").format(place=place) if place else ""
    days = [_("Day as written: {text}").format(text=clean(one.value)[:80]) for one in wrong if one.value.strip()]
    return clean("\n\n".join(part for part in (where, _text(found, "DESCRIPTION"), *days) if part), lines=True)


def _people(found: dict[str, list[Property]]) -> Iterator[tuple[str, str]]:
    """Yield name and e-mail address of everybody who takes part."""
    for one in found.get("ATTENDEE", []) + found.get("ORGANIZER", []):
        email = re.sub(r"(?i)^mailto:", "", one.value.strip())
        yield clean(one.params.get("CN", [""])[0]), email if "@" in email else ""
    for one in found.get("CONTACT", []):
        yield clean(one.text()), ""


def _rule(found: dict[str, list[Property]], note: _Note) -> str:
    """Return the rule of what comes again, if it is one that is known here."""
    given = found["RRULE"][0].value.strip() if found.get("RRULE") else ""
    if not given:
        return ""
    try:
        return recurrence.parse(given).text()
    except BadInput as error:
        note("RRULE", given, str(error))
        return ""


def _moment(one: Property, note: _Note) -> _Moment:
    """Read a day or an instant. Raises BadInput for what is neither."""
    text = one.value.strip().upper()
    try:
        if "T" not in text:
            return _Moment(datetime.strptime(text[:8], "%Y%m%d").date(), None)  # noqa: DTZ007 - a day has no zone
        wall = datetime.strptime(text[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - its zone follows
        zone = UTC if text.endswith("Z") else _zone(one, note)
        local = wall if zone is None else wall.replace(tzinfo=zone).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise BadInput(_("“{text}” is not a date.").format(text=one.value[:40]), field=one.name) from error
    return _Moment(local.date(), local)


def _zone(one: Property, note: _Note) -> tzinfo | None:
    """Return the zone a time is in; None for the computer's own."""
    name = one.params.get("TZID", [""])[0]
    if not name:
        return None
    for known in (name, _windows_zone(name), "/".join(name.split("/")[-2:])):
        if len(known) > _LONGEST_ZONE:  # each slash is a folder to be looked for
            continue
        try:
            return ZoneInfo(known)
        except (ValueError, KeyError, OSError):
            continue
    said = _("The time zone “{zone}” is not known; the time was taken as it stands.")
    note(one.name, name, said.format(zone=name[:_LONGEST_ZONE]))
    return None


def _windows_zone(name: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - rarely needed

    return str(get_global("windows_zone_mapping").get(name, name))


def _minutes(start: _Moment, found: dict[str, list[Property]], note: _Note) -> int | None:
    """Return how long an entry lasts, by its end or its duration; at most a week."""
    end = _first(found, "DTEND")
    if end is not None:
        until = _moment(end, note)
        if start.at is None or until.at is None:
            minutes = (until.on - start.on).days * _DAY
        else:
            minutes = round((_plain(until.at) - _plain(start.at)) / timedelta(minutes=1))
    else:
        given = found["DURATION"][0].value.strip() if found.get("DURATION") else ""
        minutes = _read_duration(given)
    if minutes > _MOST_MINUTES:
        note("DTEND", "", _("It lasts longer than a week; here it ends after one."))
    minutes = min(minutes, _MOST_MINUTES)
    if start.at is None:
        return minutes if minutes > _DAY else None
    return minutes if minutes >= _LEAST_MINUTES else None


def _plain(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.astimezone().astimezone(UTC)


def _read_duration(text: str) -> int:
    match = _DURATION.fullmatch(text)
    if match is None or match[1] == "-":
        return 0
    weeks, days, hours, minutes, _seconds = (int(part or 0) for part in match.groups()[1:])
    return ((weeks * 7 + days) * 24 + hours) * 60 + minutes


def rejected_lines(cells: Sequence[str], reason: str) -> list[str]:
    """Return an entry that was not taken as it came, with the reason before its end."""
    return [*cells[:-1], reason, *cells[-1:]]
