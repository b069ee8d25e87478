"""Entries of the calendar ready to be drawn and said, and the list of what still has no time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import amount, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain import recurrence
from crm_desktop.domain.history import ActivityKind
from crm_desktop.store.queries.calendar import CalendarRow, CalendarSpan, Occasion
from crm_desktop.ui.models.short_rows import Index, SpokenRows
from crm_desktop.ui.widgets.two_line import ROW_ROLE

MIME = "application/x-crm-activity"
#: The role of the entry's id.
ENTRY_ROLE = ROW_ROLE + 2

DAY = 24 * 60
#: How long something without a length takes on the calendar, in minutes.
USUAL = {ActivityKind.MEETING: 60, ActivityKind.VISIT: 60}
SHORT = 30
#: How an entry looks: with customers, one's own, over, coming again, nothing to be moved (an offer, a birthday).
Tone = Literal["customer", "own", "done", "again", "occasion"]

ICONS = {
    ActivityKind.CALL: "phone", ActivityKind.EMAIL: "mail", ActivityKind.MEETING: "users",
    ActivityKind.VISIT: "map-pin", ActivityKind.LETTER: "mails", ActivityKind.TASK: "circle-dot",
}  # fmt: skip
#: What lasts a whole day where it has no time; anything else without a time is only due that day.
_AGREED = (ActivityKind.MEETING, ActivityKind.VISIT)


@dataclass(frozen=True, slots=True)
class Face:
    """An entry ready to be drawn. `key` stays the same as long as it is the same entry on the same day."""

    key: str
    kind: str
    ref: int
    title: str
    detail: str
    third: str
    on: date
    #: Minute of the day, None where it has no time.
    start: int | None
    minutes: int
    #: How many days it covers without a time.
    days: int
    icon: str
    tone: Tone
    late: bool = False
    #: Everybody it concerns, for tip and screen reader.
    whom: str = ""

    @property
    def movable(self) -> bool:
        """Whether it can be given another day or time."""
        return self.tone in ("customer", "own")

    def spoken(self, today: date) -> str:
        """Return the entry as a screen reader says it."""
        said = (near_day(self.on, today), self.when(), self.title, self.whom or self.detail, self.third, self._state())
        return ", ".join(part for part in said if part)

    def when(self) -> str:
        """Return from when to when it lasts."""
        if self.start is None:
            return plural("{n} day", "{n} days", self.days) if self.days > 1 else ""
        return f"{_clock(self.start)}–{_clock(min(self.start + self.minutes, DAY))}"

    def _state(self) -> str:
        return {"done": _("done"), "again": _("comes again"), "occasion": ""}.get(
            self.tone, _("overdue") if self.late else ""
        )


def faces(span: CalendarSpan, today: date) -> list[Face]:
    """Return everything that stands on the days of a span, what comes again included."""
    found: list[Face] = []
    for row in span.entries:
        face = face_of(row, today)
        found += [one for one in _each_time(row, face, span) if _touches(one, span.first, span.last)]
    return [*found, *(_occasion_face(one) for one in span.occasions)]


def face_of(row: CalendarRow, today: date) -> Face:
    """Return one entry as the calendar shows it."""
    people = [name for _id, name, _firm in row.contacts]
    firm = next((firm for _id, _name, firm in row.contacts if firm), "")
    timed = bool(row.time)
    minutes = row.minutes or USUAL.get(row.kind, SHORT)
    late = row.planned and row.on < today
    icon = "circle-check" if not row.planned else "clock-alert" if late and not timed else ICONS.get(row.kind, "circle")
    return Face(
        key=f"activity:{row.id}",
        kind="activity",
        ref=row.id,
        title=row.subject or _("Without a title"),
        detail=firm or ", ".join(people[:2]),
        third=row.deal,
        on=row.on,
        start=_start(row.time),
        minutes=minutes,
        days=max(1, -(-(row.minutes or 0) // DAY)) if not timed and row.kind in _AGREED else 1,
        icon=icon,
        tone="done" if not row.planned else "customer" if row.contacts or row.deal_id else "own",
        late=late,
        whom=", ".join(dict.fromkeys(filter(None, [*people, firm]))),
    )


def _each_time(row: CalendarRow, face: Face, span: CalendarSpan) -> Iterator[Face]:
    """Yield an entry and each time it comes again; those cannot be moved, only the next one can."""
    yield face
    if not row.recurrence or not row.planned:
        return
    try:
        rule = recurrence.parse(row.recurrence)
    except BadInput:  # a rule from elsewhere that this program does not know: the entry itself is all that is known
        return
    usual = row.rhythm_on or row.on
    for day in rule.days_from(usual):
        if day > span.last:
            return
        if day > usual:
            again = replace(face, key=f"{face.key}:{day}", on=day, tone="again", icon="repeat", late=False)
            yield again


def _touches(face: Face, first: date, last: date) -> bool:
    return face.on <= last and last_day(face) >= first


def last_day(face: Face) -> date:
    """Return the last day an entry covers; one with a time that passes midnight reaches the next day."""
    if face.start is None:
        return face.on + timedelta(days=face.days - 1)
    return face.on + timedelta(days=max(0, face.start + face.minutes - 1) // DAY)


def in_strip(face: Face) -> bool:
    """Whether it stands in the strip above the hours: without a time, or longer than its day."""
    return face.start is None or face.minutes >= DAY


def split(face: Face) -> list[Face]:
    """Return an entry once for each day it has hours on; only the first part can be moved."""
    if face.start is None or face.start + face.minutes <= DAY:
        return [face]
    rest = face.start + face.minutes - DAY
    after = replace(face, key=f"{face.key}:+1", on=face.on + timedelta(days=1), start=0, minutes=rest, tone="again")
    return [face, after]


def _occasion_face(one: Occasion) -> Face:
    words = _("{offer} expires").format(offer=one.title) if one.kind == "offer" else one.title
    icon = "hourglass" if one.kind == "offer" else "cake"
    detail = "" if one.kind == "offer" else _("Birthday")
    return Face(f"{one.kind}:{one.ref}", one.kind, one.ref, words, detail, "", one.on, None, 0, 1, icon, "occasion")


def _start(time: str) -> int | None:
    hour, _colon, minute = time.partition(":")
    return int(hour) * 60 + int(minute) if time else None


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something without a time, ready to be drawn in the list beside the calendar."""

    id: int
    title: str
    detail: str
    value: str
    icon: str
    late: bool
    minutes: int

    def spoken(self) -> str:
        """Return it as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.detail, self.value) if part)

    def face(self, today: date) -> Face:
        """Return it as it would stand on the calendar."""
        return Face(
            "ghost", "ghost", self.id, self.title, self.detail, "", today, None, self.minutes, 1, self.icon, "own"
        )


def waiting_of(row: CalendarRow, today: date) -> Waiting:
    """Return an entry as the list of what has no time shows it."""
    face = face_of(row, today)
    firm = next((firm or name for _id, name, firm in row.contacts), "")
    value = amount(row.amount_cents, row.currency or "EUR", whole=True) if row.amount_cents else ""
    due = near_day(row.on, today)
    words = _("due {day}").format(day=due) if not face.late else _("overdue since {day}").format(day=due)
    return Waiting(row.id, face.title, firm or words, value, face.icon, face.late, face.minutes)


class WaitingModel(SpokenRows[Waiting]):
    """What still has no time, most money first; it can be dragged into the calendar and is never taken out by that."""

    def key(self, row: Waiting) -> object:
        """Return which entry it is."""
        return row.id

    def handed(self, row: Waiting, role: int) -> Any:
        """Return an entry, its id, or its sentence."""
        return row.id if role == ENTRY_ROLE else super().handed(row, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entries be dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that can be dragged from here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the entry dragged."""
        return as_mime(int(indexes[0].data(ENTRY_ROLE))) if indexes else QMimeData()


def as_mime(ref: int) -> QMimeData:
    """Return an entry as something that can be dragged."""
    data = QMimeData()
    data.setData(MIME, str(ref).encode())
    return data


def of_mime(data: QMimeData) -> int:
    """Return the dragged entry, 0 for anything else."""
    return int(bytes(data.data(MIME).data()).decode()) if data.hasFormat(MIME) else 0
