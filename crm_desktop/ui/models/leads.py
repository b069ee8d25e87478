"""The inbox of inquiries: who asks for what, how it came, how long it has waited, and its chance to become a deal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import clock_time, near_day, percent
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.operations.leads.channels import entry_kind
from crm_desktop.operations.leads.words import status_word
from crm_desktop.store.queries.leads import LeadRow
from crm_desktop.ui.models.rows import ID_ROLE, RECORD_ROLE
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.pill import PillTone
from crm_desktop.ui.widgets.two_line import ROW_ROLE

if TYPE_CHECKING:
    from crm_desktop.operations.leads.scores import LeadScore

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HOUR = 60
#: Words of what is asked that stand in a row.
_BEGINS = 60

_ICONS = {
    ActivityKind.NOTE: "globe", ActivityKind.EMAIL: "mail", ActivityKind.CALL: "phone", ActivityKind.LETTER: "send",
    ActivityKind.VISIT: "footprints",
}  # fmt: skip

#: The pill of a state: icon and tone.
STATUS_TONES: dict[LeadStatus, tuple[str, PillTone]] = {
    LeadStatus.NEW: ("inbox", "info"),
    LeadStatus.CONTACTED: ("phone-outgoing", "neutral"),
    LeadStatus.QUALIFIED: ("badge-check", "success"),
    LeadStatus.CONVERTED: ("circle-check", "success"),
    LeadStatus.DISQUALIFIED: ("circle-x", "neutral"),
}


class Due(NamedTuple):
    """By when an inquiry is to be answered, in words; late is never said by colour alone."""

    words: str = ""
    icon: str = ""
    tone: Role = "text2"


class LeadFace(NamedTuple):
    """One inquiry ready to be drawn."""

    name: str
    when: str
    about: str
    icon: str
    way: str
    due: Due
    #: None where nothing is known of it yet, or where it is decided.
    chance: float | None
    faint: bool


def name_of(row: LeadRow) -> str:
    """Return who asks: the person, else the company, else how they can be reached."""
    return row.person or row.company or row.email or row.phone or _("unknown")


def about_of(row: LeadRow) -> str:
    """Return for whom and what is asked, else how the text begins."""
    company = row.company if row.person else ""
    about = row.title or (_("“{words}”").format(words=_shortened(row.begins)) if row.begins else "")
    return " · ".join(part for part in (company, about) if part)


def way_of(row: LeadRow) -> str:
    """Return how an inquiry came and where from, and what has been done about it."""
    said = {LeadStatus.CONTACTED, LeadStatus.QUALIFIED, LeadStatus.CONVERTED}
    state = status_word(row.status) if row.status in said else row.disqualify_reason
    came = ", ".join(dict.fromkeys(filter(None, (row.channel, row.source))))
    return " · ".join(part for part in (came, state) if part)


def icon_of(channel: str) -> str:
    """Return the icon of a channel."""
    return _ICONS.get(entry_kind(channel), "inbox") if channel else "inbox"


def when_of(at: datetime, now: datetime) -> str:
    """Return when something came, as people say it: 12 min ago, 08:05, Yesterday."""
    day, today = local_day(at), local_day(now)
    minutes = int((now - at).total_seconds() // 60)
    if day != today:
        return near_day(day, today)
    if 0 <= minutes < _HOUR:
        return plural("{n} min ago", "{n} min ago", minutes) if minutes else meant("moment", "just now")
    return clock_time(at)


def due_of(row: LeadRow, today: date) -> Due:
    """Return by when an inquiry is to be answered, nothing where it has been."""
    if row.later_until is not None and row.later_until > today and row.closed_at is None:
        return Due(_("until {day}").format(day=near_day(row.later_until, today)), "moon", "text2")
    if not row.waits or row.answer_by is None:
        return Due()
    late = (today - row.answer_by).days
    if late > 0:
        return Due(plural("{n} day overdue", "{n} days overdue", late), "clock-alert", "danger")
    if late == 0:
        return Due(_("answer today"), "clock-alert", "warning")
    if late == -1:
        return Due(_("answer tomorrow"), "clock", "text2")
    return Due(_("answer: {day}").format(day=near_day(row.answer_by, today)), "clock", "text2")


def face_of(row: LeadRow, score: LeadScore | None, now: datetime) -> LeadFace:
    """Return an inquiry as the list shows it."""
    later = row.later_until is not None and row.later_until > local_day(now)
    return LeadFace(
        name=name_of(row),
        when=when_of(row.closed_at or row.arrived_at, now),
        about=about_of(row),
        icon=icon_of(row.channel),
        way=way_of(row),
        due=due_of(row, local_day(now)),
        chance=score.probability if score is not None and row.closed_at is None else None,
        faint=row.closed_at is None and later,
    )


def spoken(face: LeadFace) -> str:
    """Return an inquiry as a screen reader says it."""
    chance = _("chance {percent}").format(percent=percent(face.chance)) if face.chance is not None else ""
    return ", ".join(part for part in (face.name, face.about, face.way, face.when, face.due.words, chance) if part)


class Narrowing(NamedTuple):
    """What of the list is shown: in one state, from one source; "" and None for any."""

    status: LeadStatus | None = None
    source: str = ""

    def fits(self, row: LeadRow) -> bool:
        """Whether an inquiry is to be shown."""
        return (self.status is None or row.status is self.status) and self.source in ("", row.source, row.channel)


class LeadsModel(QAbstractListModel):
    """The inquiries of a tab that fit the narrowing, in the order they were read."""

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._all: Sequence[LeadRow] = ()
        self._rows: list[LeadRow] = []
        self._scores: Mapping[int, LeadScore] = {}
        self._faces: dict[int, LeadFace] = {}
        self.narrowing = Narrowing()

    def show(self, rows: Sequence[LeadRow]) -> None:
        """Show these inquiries."""
        self._all = rows
        self._faces.clear()
        self._fit()

    def show_scores(self, scores: Mapping[int, LeadScore]) -> None:
        """Show these chances beside them."""
        self._scores = scores
        self._faces.clear()
        self._fit()

    def narrow(self, narrowing: Narrowing) -> None:
        """Show only what fits."""
        if narrowing != self.narrowing:
            self.narrowing = narrowing
            self._fit()

    def sources(self) -> list[str]:
        """Return every source and channel there is among the inquiries, in the order of the alphabet."""
        return sorted({said for row in self._all for said in (row.source, row.channel) if said}, key=str.casefold)

    def rows(self) -> list[LeadRow]:
        """Return what is shown."""
        return self._rows

    def everything(self) -> int:
        """Return how many inquiries there are without the narrowing."""
        return len(self._all)

    def row_of(self, lead_id: int) -> int:
        """Return where an inquiry stands, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == lead_id), -1)

    def score(self, lead_id: int) -> LeadScore | None:
        """Return the chance of an inquiry, None where nothing is known of it."""
        return self._scores.get(lead_id)

    def redraw(self) -> None:
        """Say anew how long everything has waited."""
        self._faces.clear()
        self._tell()

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of inquiries shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the face of an inquiry, its row, its id, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ID_ROLE:
            return row.id
        if role == RECORD_ROLE:
            return row
        if role == ROW_ROLE:
            return self._face(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self._face(row))
        return None

    def _face(self, row: LeadRow) -> LeadFace:
        if row.id not in self._faces:
            self._faces[row.id] = face_of(row, self._scores.get(row.id), self._clock())
        return self._faces[row.id]

    def _fit(self) -> None:
        found = [row for row in self._all if self.narrowing.fits(row)]
        if [row.id for row in found] == [row.id for row in self._rows]:
            self._rows = found
            self._tell()
            return
        self.beginResetModel()
        self._rows = found
        self.endResetModel()

    def _tell(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


def _shortened(words: str) -> str:
    return words if len(words) <= _BEGINS else f"{words[:_BEGINS].rsplit(' ', 1)[0]} …"
