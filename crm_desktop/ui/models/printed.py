"""What the panes put on paper: the same rows, columns and words that are seen on the screen, as a printed list."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QAbstractItemModel, QDate, QLocale, Qt

from crm_desktop.base.formats import long_day, number
from crm_desktop.base.i18n import _, plural, spoken
from crm_desktop.documents.list_sheet import ListCell, ListColumn, ListGroup, PrintedList
from crm_desktop.operations.planning.today import Hints, Today
from crm_desktop.ui.models.calendar import Face
from crm_desktop.ui.models.today import ComingFace, HintFace, Line, TodoFace, coming_line, hint_line, todo_line

#: More rows are not printed: that is a book nobody reads, and a table for other programs serves better.
MOST_ROWS = 2_000


def subtitle(parts: Iterable[str], count: str) -> str:
    """Return how a list was narrowed and ordered, and how much there is."""
    return " · ".join(part for part in (*parts, count) if part)


def entries(count: int) -> str:
    """Return how many there are; of more than are printed, how many are."""
    if count <= MOST_ROWS:
        return plural("{n} entry", "{n} entries", count)
    return _("the first {shown} of {n} entries").format(shown=number(MOST_ROWS), n=number(count))


def table_printed(table: QAbstractItemModel, *, title: str, words: str, strong: Container[int]) -> PrintedList:
    """Return what stands in a table, column by column."""
    across, right = Qt.Orientation.Horizontal, Qt.AlignmentFlag.AlignRight
    places = range(table.columnCount())
    columns = [
        ListColumn(
            str(table.headerData(place, across) or ""),
            right=bool(Qt.AlignmentFlag(table.headerData(place, across, Qt.ItemDataRole.TextAlignmentRole)) & right),
            strong=place in strong,
        )
        for place in places
    ]
    rows = [
        [ListCell(str(table.index(row, place).data() or "")) for place in places]
        for row in range(min(table.rowCount(), MOST_ROWS))
    ]
    return PrintedList(
        title=title, subtitle=words, columns=columns, groups=[ListGroup("", rows)],
        nothing=_("Nothing is in this list."),
    )  # fmt: skip


def day_printed(found: Today, left: Hints | None, *, today: date, words: str) -> PrintedList:
    """Return the sheet of a day: what comes first, what to do, what would be left lying, what comes."""
    following = [todo_line(found.next_up.todo, today)] if found.next_up is not None else []
    groups = (
        (_("Next"), following),
        (_("To do"), [todo_line(one, today) for one in found.todo]),
        (_("What would be left lying"), [hint_line(one, today) for one in left.shown] if left is not None else []),
        (_("Coming up"), [coming_line(one, today) for one in found.coming]),
    )
    return PrintedList(
        title=_full_day(today),
        subtitle=words,
        columns=[
            ListColumn(_("What"), strong=True), ListColumn(_("When")), ListColumn(_("At stake"), right=True),
        ],
        groups=[ListGroup(title, [_of_day(line) for line in lines]) for title, lines in groups if lines],
        personal=True,
        nothing=_("Nothing is planned for this day."),
    )  # fmt: skip


def _of_day(line: Line) -> list[ListCell]:
    match line.face:
        case TodoFace() as face:
            when = f"{face.when} · {_('urgent')}" if face.urgent else face.when
            return [ListCell(face.title, face.detail), ListCell(when), ListCell(face.value, face.formula)]
        case HintFace() as face:
            return [ListCell(face.title, face.note), ListCell(""), ListCell(face.value, face.formula)]
        case ComingFace() as face:
            return [ListCell(face.title, face.detail), ListCell(face.day), ListCell(face.value)]


def calendar_printed(found: Sequence[Face], days: Sequence[date], *, words: str) -> PrintedList:
    """Return what stands on days, one group a day."""
    shown = sorted(
        (face for face in found if days[0] <= face.on <= days[-1]),
        key=lambda face: (face.on, face.start if face.start is not None else -1, face.title),
    )
    groups = []
    for on, faces in groupby(shown, key=lambda face: face.on):
        rows = [[ListCell(face.when()), ListCell(face.title, face.whom or face.detail), ListCell(face.third)]
                for face in faces]  # fmt: skip
        groups.append(ListGroup(_full_day(on), rows))
    return PrintedList(
        title=_("Calendar"),
        subtitle=words,
        columns=[ListColumn(_("Time")), ListColumn(_("What"), strong=True), ListColumn(_("Deal"))],
        groups=groups,
        personal=True,
        nothing=_("Nothing stands on these days."),
    )


def _full_day(on: date) -> str:
    """Return a day as the heading of what stands on it: Tuesday, 24 November 2026."""
    german = spoken() == "de"
    locale = QLocale(QLocale.Language.German if german else QLocale.Language.English)
    return f"{locale.toString(QDate(on.year, on.month, on.day), 'dddd')}, {long_day(on)}"
