"""What hours, strip and month have in common: one tile for each entry, which stays as long as the entry does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.models.calendar import MIME, Face, of_mime
from crm_desktop.ui.panes.calendar.tile import Tile
from crm_desktop.ui.widgets.painted import Painted


class Area(Painted):
    """Entries on some days.

    Signals: `chosen(key)` when an entry becomes the one chosen, "" for none; `opened(key)`; `asked(key, point)` for the
    menu of one; `placed(ref, day, minute or -1, minutes or 0)` when something is to stand elsewhere;
    `more(keys, point)` for what hides behind a number; `done()` on Space, `paged(by)` on the keys that page: no
    shortcuts of the pane, or buttons and lists in it would lose these keys. Tiles are kept by key, so that focus and
    drag outlive a refresh.
    """

    chosen = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)
    placed = Signal(int, object, int, int)
    done = Signal()
    paged = Signal(int)
    more = Signal(object, QPoint)

    #: Tiles of one line.
    lines = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.days: list[date] = []
        self.today = date.min
        self.tiles: dict[str, Tile] = {}
        self.held = ""

    def show_days(self, days: Sequence[date], faces: Iterable[Face], today: date) -> None:
        """Show the entries of some days."""
        self.days, self.today = list(days), today
        wanted = {face.key: face for face in faces}
        focused = any(tile.hasFocus() for tile in self.tiles.values())
        for key in [key for key in self.tiles if key not in wanted]:
            tile = self.tiles.pop(key)
            tile.hide()
            tile.setParent(None)
            tile.deleteLater()
        for key, face in wanted.items():
            tile = self.tiles.get(key) or self._new_tile(key)
            tile.show_face(face, today)
        if self.held and self.held not in self.tiles:
            self.hold("")
            if focused:
                self.setFocus()
        self.arrange()
        self.update()

    def hold(self, key: str) -> None:
        """Mark an entry as the one chosen, "" for none; nothing is told."""
        self.held = key
        for name, tile in self.tiles.items():
            tile.choose(name == key)

    def take(self, key: str, *, focus: bool = True) -> None:
        """Choose an entry and tell it; it gets the focus, so that a screen reader says it."""
        self.hold(key)
        if focus:
            self.tiles.get(key, self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(key)

    def face(self, key: str) -> Face | None:
        """Return the entry of a key."""
        tile = self.tiles.get(key)
        return tile.face if tile else None

    def shown_faces(self) -> list[Face]:
        """Return every entry shown here."""
        return [tile.face for tile in self.tiles.values() if tile.face is not None]

    def arrange(self) -> None:
        """Give each tile its place; to be written by each kind of area."""
        raise NotImplementedError

    def place_at(self, at: QPointF) -> tuple[date, int] | None:
        """Return day and minute (-1 for none) of a point; to be written by each kind of area."""
        raise NotImplementedError

    def hover(self, at: QPointF | None) -> None:
        """Show where something dragged would land, None for nowhere."""

    def drag(self, tile: Tile, grip: str, way: QPointF) -> None:
        """Follow the pointer with a tile; to be written where tiles can be dragged."""

    def drop(self, tile: Tile, grip: str, way: QPointF) -> None:
        """Tell where a tile was let go; to be written where tiles can be dragged."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that it is done by Space, page by the keys for that."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() == Qt.Key.Key_Space and self.held:
            self.done.emit()
        elif event.key() in pages and not event.modifiers():
            self.paged.emit(pages[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew."""
        super().resizeEvent(event)
        self.arrange()

    # What is dragged here from elsewhere

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take entries of the calendar only."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        self.hover(event.position())
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self.hover(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what is to stand where."""
        self.hover(None)
        ref, place = of_mime(event.mimeData()), self.place_at(event.position())
        if ref and place is not None:
            event.acceptProposedAction()
            self.placed.emit(ref, place[0], place[1], 0)

    def _new_tile(self, key: str) -> Tile:
        tile = self.tiles[key] = Tile(self, line=self.lines)
        tile.pressed.connect(lambda: self.take(key))
        tile.opened.connect(lambda: self.opened.emit(key))
        tile.asked.connect(lambda point: self.asked.emit(key, point))
        tile.dragged.connect(lambda grip, way: self.drag(tile, grip, way))
        tile.dropped.connect(lambda grip, way: self.drop(tile, grip, way))
        tile.show()
        return tile
