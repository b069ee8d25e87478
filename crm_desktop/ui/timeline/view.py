"""The list of a timeline: rows of any height, of which only those in sight are ever measured.

A table of one column lays nothing out ahead, so ten thousand entries open as quickly as ten. Heights begin as a guess
and are put right before a row is painted; what the user looks at stays where it is meanwhile.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.timeline_index import Source, ref_of
from crm_desktop.ui.models.timeline import Face, FoldRow, HeadRow
from crm_desktop.ui.models.timeline_list import PAGE, TimelineModel
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.timeline.entries import GUESS, EntryDelegate, draw_day
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.two_line import ROW_ROLE


class TimelineView(LongListView):
    """Signals: `file_opened(FileRow)` for a click on a file, `menu_asked`, `bin_asked`, and those of every list."""

    file_opened = Signal(object)
    #: A menu is asked for over a row: carries its index and the place in the viewport.
    menu_asked = Signal(QModelIndex, QPoint)
    #: The entry in the cursor is to go to the bin.
    bin_asked = Signal()

    def __init__(self, model: TimelineModel, delegate: EntryDelegate, parent: QWidget | None = None) -> None:
        super().__init__(model, delegate, name=_("History"), ground="sunken", row=look().px(GUESS), parent=parent)
        self._model, self._delegate = model, delegate
        #: Rows whose height holds at the present width.
        self._measured: set[int] = set()
        self._fitting = False
        self._head = _StickyHead(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        model.modelReset.connect(self._forget)
        model.rowsInserted.connect(self._forget_below)
        model.rowsRemoved.connect(self._forget_below)
        model.dataChanged.connect(self._forget_some)

    def first_row(self) -> int:
        """Return the row at the upper edge, -1 where there is none."""
        return self.rowAt(0)

    def bring(self, row: int) -> None:
        """Bring a row to the upper edge, below the head that stays."""
        # The bar may not have heard yet of rows that have only just come.
        self.updateGeometries()
        self._fit()
        self.verticalScrollBar().setValue(max(0, self.verticalHeader().sectionPosition(row) - self._head.height()))
        self._fit()
        self.verticalScrollBar().setValue(max(0, self.verticalHeader().sectionPosition(row) - self._head.height()))

    def jump_to(self, day: date) -> bool:
        """Show the newest entry of a day or before it; False where there is none."""
        row = self._model.row_of_day(day)
        if row is None:
            return False
        self.bring(row)
        self.setCurrentIndex(self._model.index(row))
        return True

    def show_entry(self, activity_id: int) -> bool:
        """Show an entry and put the cursor on it, out of the fold it may lie in; False where it is not known."""
        ref = ref_of(Source.ENTRY, activity_id)
        row = self._model.row_of(ref)
        if row is not None and isinstance(fold := self._model.row_at(row), FoldRow):
            self._model.toggle_fold(fold)
            row = self._model.row_of(ref)
        if row is None:
            return False
        self.bring(row)
        self.setCurrentIndex(self._model.index(row))
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the heights right before anything is painted."""
        self._fit()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width."""
        if event.size().width() != event.oldSize().width():
            self._measured.clear()
        super().resizeEvent(event)
        self._head.setGeometry(0, 0, self.viewport().width(), look().px(40))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the head follow."""
        super().scrollContentsBy(dx, dy)
        self._show_head()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked: a file, the rest of a text, a fold."""
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not at.isValid():
            return
        hit = self._delegate.hit(at, QRectF(self.visualRect(at)), QPointF(event.position()))
        if hit is None:
            return
        if hit.what == "file" and hit.file is not None:
            self.file_opened.emit(hit.file)
        else:
            self.unfold(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the cursor begin on an entry: the head of a day is nothing to act on, and shows no focus."""
        here = self.currentIndex()
        if not here.isValid() or isinstance(here.data(ROW_ROLE), HeadRow):
            rows = range(max(self.first_row(), 0), self._model.rowCount())
            entry = next((row for row in rows if not isinstance(self._model.row_at(row), HeadRow)), None)
            if entry is not None:
                self.setCurrentIndex(self._model.index(entry))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold by Space, left and right."""
        at = self.currentIndex()
        row = at.data(ROW_ROLE) if at.isValid() else None
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.bin_asked.emit()
            return
        opens = event.key() == Qt.Key.Key_Space or (isinstance(row, FoldRow) and event.key() == Qt.Key.Key_Return)
        if opens and not event.modifiers() and row is not None:
            self.unfold(at)
            return
        if isinstance(row, FoldRow) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if row.is_open != (event.key() == Qt.Key.Key_Right):
                self.unfold(at)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the key that bins for the entry in the cursor: the pane's own would bin whom it is about."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu over the row below the pointer, by a key over the one in the cursor."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.currentIndex() if by_key else self.indexAt(event.pos())
        self.menu_asked.emit(at, self.visualRect(at).center() if by_key else event.pos())

    def unfold(self, at: QModelIndex) -> None:
        """Open a fold or the rest of a text, or close it again."""
        row = at.data(ROW_ROLE)
        if isinstance(row, FoldRow):
            place = at.row()
            self._model.toggle_fold(row)
            self.setCurrentIndex(self._model.index(place))
        elif isinstance(row, Face):
            self._model.toggle_whole(row)

    # Heights

    def _forget(self) -> None:
        self._measured.clear()
        self.viewport().update()

    def _forget_below(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._measured = {row for row in self._measured if row < first}
        self.viewport().update()

    def _forget_some(self, first: QModelIndex, last: QModelIndex) -> None:
        if last.row() - first.row() > 10 * PAGE:
            self._measured.clear()
        else:
            self._measured.difference_update(range(first.row(), last.row() + 1))

    def _fit(self) -> None:
        """Measure the rows in sight; the first one that was measured before stays where it is."""
        count, height = self._model.rowCount(), self.viewport().height()
        if self._fitting or not count or height <= 0:
            return
        self._fitting = True
        try:
            self._fit_rows(count, height)
        finally:
            self._fitting = False
        self._show_head()

    def _fit_rows(self, count: int, height: int) -> None:
        header, bar = self.verticalHeader(), self.verticalScrollBar()
        first = max(0, header.visualIndexAt(0))
        anchor = first
        while anchor < count - 1 and anchor not in self._measured and header.sectionViewportPosition(anchor) < height:
            anchor += 1
        if anchor not in self._measured:
            anchor = first
        before = header.sectionViewportPosition(anchor)
        row, y = first, header.sectionViewportPosition(first)
        while row < count and y < height:
            self._measure(row)
            y += header.sectionSize(row)
            row += 1
        moved = header.sectionViewportPosition(anchor) - before
        if moved and bar.value():
            self.updateGeometries()
            bar.setValue(bar.value() + moved)
        self._model.want(max(0, first - PAGE), row + PAGE // 2)

    def _measure(self, row: int) -> None:
        if row in self._measured:
            return
        index = self._model.index(row)
        if index.data(ROW_ROLE) is None:
            return
        self._measured.add(row)
        height = self._delegate.height(index, self.viewport().width())
        if self.verticalHeader().sectionSize(row) != height:
            self.verticalHeader().resizeSection(row, height)

    def _show_head(self) -> None:
        row = self.rowAt(look().px(8))
        covered = (self.rowAt(y) for y in (0, look().px(8), self._head.height()))
        meets_head = any(at >= 0 and isinstance(self._model.row_at(at), HeadRow) for at in covered)
        away = self.verticalScrollBar().value() == 0 or meets_head
        self._head.say("" if away or row < 0 else self._model.heading_over(row))


class _StickyHead(Painted):
    """The day of what is at the upper edge, while its own row is out of sight."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, words: str) -> None:
        """Show a day; none hides the head."""
        if words != self._words:
            self._words = words
            self.setVisible(bool(words))
            self.update()

    def words(self) -> str:
        """Return what is shown."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the height of a head."""
        return QSize(200, look().px(40))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the day on the ground of the list."""
        painter.fillRect(area, now.colour("sunken"))
        draw_day(painter, area.adjusted(0, -now.px(6), 0, -now.px(4)), self._words)
