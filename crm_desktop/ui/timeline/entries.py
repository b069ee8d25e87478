"""Draws the rows of a timeline: days, folds, and entries with icon, title, time, text and files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.ui.models.timeline import Comment, Face, FoldRow, HeadRow, size_words
from crm_desktop.ui.models.timeline_list import LINKED_ROLE, MARKS_ROLE, WHOLE_ROLE
from crm_desktop.ui.theme.drawing import RIGHT, box, draw_fitted, focus_ring, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.entry_text import Laid, Texts, marked
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_SIDE, _DISC, _GAP = 24, 28, 14
_TITLE, _LEADING, _SMALL, _DAY, _FOLD, _CHIP = 22, 20, 18, 42, 34, 26
_THUMB = (88, 66)
#: How far comments stand in, and the room of their day.
_INDENT, _WHEN = 12, 84
_LONGEST = 760
#: Height of a row that has not been fetched: a title and two lines.
GUESS = 76


class Hit(NamedTuple):
    """What of a row lies below the pointer."""

    what: Literal["more", "file", "fold"]
    file: FileRow | None = None


class EntryDelegate(DelegateBase):
    """Measures and draws. `picture(sha256)` returns a small picture, None while it is made."""

    def __init__(self, picture: Callable[[FileRow], QPixmap | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._texts = Texts()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height a row needs at the width of its view."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 400
        return QSize(width, self.height(index, width))

    def height(self, index: Index, width: int) -> int:
        """Return the height of a row at a width."""
        found, now = index.data(ROW_ROLE), look()
        if isinstance(found, HeadRow):
            return now.px(_DAY)
        if isinstance(found, FoldRow):
            return now.px(_FOLD)
        if not isinstance(found, Face):
            return now.px(GUESS)
        return round(_Plan(self, index, found, QRectF(0, 0, width, 0)).bottom) + now.px(10)

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw a row."""
        found = index.data(ROW_ROLE)
        if isinstance(found, HeadRow):
            draw_day(painter, row.area, found.words)
        elif isinstance(found, FoldRow):
            _draw_fold(painter, row, found)
        elif isinstance(found, Face):
            self._draw_entry(painter, row, index, found)
        else:
            _draw_waiting(painter, row)

    def hit(self, index: Index, area: QRectF, at: QPointF) -> Hit | None:
        """Return what of a row lies at a point."""
        found = index.data(ROW_ROLE)
        if isinstance(found, FoldRow):
            return Hit("fold")
        if not isinstance(found, Face):
            return None
        plan = _Plan(self, index, found, area)
        if plan.more is not None and plan.more.contains(at):
            return Hit("more")
        return next((Hit("file", file) for file, place in plan.files if place.contains(at)), None)

    def laid(self, index: Index, face: Face, width: float) -> Laid | None:
        """Return the text of an entry in lines, None where it has none."""
        if not face.body:
            return None
        key = (face.ref, face.version, len(face.body))
        return self._texts.laid(
            key, face.body, width, whole=bool(index.data(WHOLE_ROLE)), marks=index.data(MARKS_ROLE) or ()
        )

    def comment(self, index: Index, comment: Comment, width: float) -> Laid:
        """Return a comment in lines."""
        key = ("comment", comment.id, comment.words)
        return self._texts.laid(key, comment.words, width, whole=True, marks=index.data(MARKS_ROLE) or ())

    def _draw_entry(self, painter: QPainter, row: Row, index: Index, face: Face) -> None:
        now = row.look
        _draw_ground(painter, row)
        plan = _Plan(self, index, face, row.area)
        _draw_disc(painter, row, face, linked=bool(index.data(LINKED_ROLE)))
        _draw_title(painter, row, face, plan.title, index.data(MARKS_ROLE) or ())
        if plan.who is not None:
            text(painter, plan.who, face.who, font(12), now.colour("text2"))
        if plan.laid is not None:
            painter.setPen(now.colour("text2"))
            plan.laid.draw(painter, QPointF(plan.left, plan.text_top), now.px(_LEADING))
        if plan.more is not None:
            words = _("more") if plan.laid is not None and plan.laid.is_cut else _("less")
            text(painter, plan.more, words, font(12, 500), now.colour("text"))
            width = text_width(words, font(12, 500))
            line(painter, plan.more.x(), plan.more.bottom() - 2, plan.more.x() + width, "line_strong")
        for file, place in plan.files:
            self._draw_file(painter, row, file, place)
        for laid, day, place in plan.comments:
            line_of_comments(painter, place)
            painter.setPen(now.colour("text2"))
            laid.draw(painter, QPointF(place.x() + _INDENT, place.y()), now.px(_LEADING))
            text(painter, QRectF(place.x(), place.y(), place.width(), now.px(_LEADING)), day, font(12),
                 now.colour("text3"), align=RIGHT)  # fmt: skip
        if plan.trace is not None:
            text(painter, plan.trace, face.trace, font(11, 500), now.colour("text3"))

    def _draw_file(self, painter: QPainter, row: Row, file: FileRow, place: QRectF) -> None:
        now = row.look
        box(painter, place, 7, now.colour("surface"), now.colour("line_strong"))
        if is_picture(file):
            small = self._picture(file)
            if small is not None:
                draw_fitted(painter, place.adjusted(3, 3, -3, -3), small)
            else:
                draw_icon(painter, "image", square(place.center().x() - 8, place.center().y(), 16), now.colour("text3"))
            return
        side = now.px(14)
        draw_icon(painter, "paperclip", square(place.x() + 9, place.center().y(), side), now.colour("text2"))
        words = f"{file.name} · {size_words(file.size)}"
        text(painter, place.adjusted(9 + side + 6, 0, -8, 0), words, font(12, 500), now.colour("text"))


class _Plan:
    """Where the parts of one entry stand in its row."""

    def __init__(self, delegate: EntryDelegate, index: Index, face: Face, area: QRectF) -> None:
        now = look()
        self.left = area.x() + _SIDE + now.px(_DISC) + _GAP
        right = max(self.left + 80, area.right() - _SIDE)
        width = right - self.left
        y = area.y() + 8
        self.title = QRectF(self.left, y, width, now.px(_TITLE))
        y += now.px(_TITLE)
        self.who: QRectF | None = None
        if face.who:
            self.who = QRectF(self.left, y, width, now.px(_SMALL))
            y += now.px(_SMALL)
        # Longer lines are hard to follow.
        self.laid = delegate.laid(index, face, min(width, now.px(_LONGEST)))
        self.text_top = y
        self.more: QRectF | None = None
        if self.laid is not None:
            y += self.laid.lines * now.px(_LEADING)
            if self.laid.is_long and (self.laid.is_cut or index.data(WHOLE_ROLE)):
                self.more = QRectF(
                    self.left, y, max(now.px(60), text_width(_("more"), font(12, 500))), now.px(_LEADING)
                )
                y += now.px(_LEADING)
        self.files, y = _files(face, self.left, y, right)
        self.comments: list[tuple[Laid, str, QRectF]] = []
        for comment in face.comments:
            words = delegate.comment(index, comment, min(width - _INDENT - now.px(_WHEN), now.px(_LONGEST)))
            y += 4
            self.comments.append((words, comment.when, QRectF(self.left, y, width, words.lines * now.px(_LEADING))))
            y += words.lines * now.px(_LEADING)
        self.trace: QRectF | None = None
        if face.trace:
            self.trace = QRectF(self.left, y + 2, width, now.px(_SMALL))
            y += now.px(_SMALL) + 2
        self.bottom = y - area.y()


def _files(face: Face, left: float, y: float, right: float) -> tuple[list[tuple[FileRow, QRectF]], float]:
    """Return where the files of an entry stand, pictures and papers each in rows of their own, and where they end."""
    now, made = look(), list[tuple[FileRow, QRectF]]()
    pictures = [file for file in face.files if is_picture(file)]
    papers = [file for file in face.files if not is_picture(file)]
    for group, height in ((papers, now.px(_CHIP)), (pictures, now.px(_THUMB[1]))):
        x = left
        if group:
            y += 6
        for file in group:
            words = f"{file.name} · {size_words(file.size)}"
            wide = now.px(_THUMB[0]) if group is pictures else text_width(words, font(12, 500)) + now.px(14) + 26
            wide = min(wide, right - left)
            if x > left and x + wide > right:
                x, y = left, y + height + 6
            made.append((file, QRectF(x, y, wide, height)))
            x += wide + 6
        if group:
            y += height
    return made, y


def is_picture(file: FileRow) -> bool:
    """Whether a file can be shown small."""
    return file.media_type in ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")


def line_of_comments(painter: QPainter, place: QRectF) -> None:
    """Draw the bar at the left of a comment, which says that it hangs on the entry above."""
    painter.fillRect(QRectF(place.x(), place.y() + 2, 2, place.height() - 4), look().colour("line_strong"))


def draw_day(painter: QPainter, row: QRectF, words: str) -> None:
    """Draw a day: its words and a line to the right edge."""
    now = look()
    area = row.adjusted(_SIDE, now.px(12), -_SIDE, 0)
    type_ = font(12, 600)
    text(painter, area, words, type_, now.colour("text2"))
    line(painter, area.x() + text_width(words, type_) + 12, area.center().y(), area.right())


def _draw_ground(painter: QPainter, row: Row) -> None:
    area = row.area.adjusted(12, 1, -12, -1)
    if row.selected or row.hovered:
        box(painter, area, 9, row.look.colour("selected" if row.selected else "hover"))
    if row.ringed:
        focus_ring(painter, area, 9)


def _draw_disc(painter: QPainter, row: Row, face: Face, *, linked: bool) -> None:
    now, area = row.look, row.area
    disc = QRectF(area.x() + _SIDE, area.y() + 6, now.px(_DISC), now.px(_DISC))
    if linked:
        rest = QRectF(disc.center().x() - 0.5, disc.bottom() + 4, 1, area.bottom() - disc.bottom())
        painter.fillRect(rest, now.colour("line_strong"))
    box(painter, disc, disc.height() / 2, now.colour("nav"))
    side = now.px(14)
    ink = now.colour("danger" if face.icon == "clock-alert" else "text2")
    draw_icon(painter, face.icon, square(disc.center().x() - side / 2, disc.center().y(), side), ink)


def _draw_title(painter: QPainter, row: Row, face: Face, place: QRectF, marks: tuple[str, ...]) -> None:
    now = row.look
    small = font(12, tabular=True)
    text(painter, place, face.time, small, now.colour("text2"), align=RIGHT)
    taken = text_width(face.time, small) + 12
    if face.pinned:
        side = now.px(14)
        draw_icon(
            painter, "pin", square(place.right() - taken - side + 4, place.center().y(), side), now.colour("text2")
        )
        taken += side + 6
    type_ = font(13, 600)
    room = place.adjusted(0, 0, -taken, 0)
    for start, length in marked(face.title, marks):
        x = place.x() + text_width(face.title[:start], type_)
        wide = min(text_width(face.title[start : start + length], type_), max(0.0, room.right() - x))
        painter.fillRect(QRectF(x, place.y() + 2, wide, place.height() - 4), now.colour("warning_tint"))
    text(painter, room, face.title, type_, now.colour("text2" if face.faint else "text"))


def _draw_fold(painter: QPainter, row: Row, fold: FoldRow) -> None:
    now = row.look
    _draw_ground(painter, row)
    side, disc = now.px(14), now.px(_DISC)
    middle = row.area.center().y()
    arrow = "chevron-down" if fold.is_open else "chevron-right"
    draw_icon(painter, arrow, square(row.area.x() + _SIDE + (disc - side) / 2, middle, side), now.colour("text2"))
    words = row.area.adjusted(_SIDE + disc + _GAP, 0, -_SIDE, 0)
    text(painter, words, fold.words, font(12, 500), now.colour("text2"))


def _draw_waiting(painter: QPainter, row: Row) -> None:
    """Draw the shape of an entry whose text is on its way."""
    now, area = row.look, row.area
    disc = QRectF(area.x() + _SIDE, area.y() + 6, now.px(_DISC), now.px(_DISC))
    box(painter, disc, disc.height() / 2, now.colour("nav"))
    left = disc.right() + _GAP
    for place, share in ((14.0, 0.35), (36.0, 0.8)):
        wide = (area.right() - _SIDE - left) * share
        box(painter, QRectF(left, area.y() + now.px(place), wide, now.px(8)), 4, now.colour("nav"))
