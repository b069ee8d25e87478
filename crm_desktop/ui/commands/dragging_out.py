"""Contacts dragged out of a list: each lands as a card file in the folder, the mail or the program it is dropped on.

The cards are read and written into a folder of their own when the drag begins; a drag that begins while they are still
being read starts when they have come, if the button is still held. The folder goes with the list.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication

from crm_desktop.base.i18n import plural
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.theme.drawing import box, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import picture

CARD_MIMES = ("text/vcard", "text/x-vcard", "text/directory")
_WIDTH, _HEIGHT = 180, 34
#: The cards of one drag go into the mime data, too, for programs that take no files; more would make it heavy.
_MOST_IN_DATA = 20


class DragOut(QObject):
    """Lets what is selected in a list be dragged out of the window as card files.

    Questions are asked in the name of `asker`, who is forgotten when it goes.
    """

    def __init__(
        self, view: QAbstractItemView, workplace: Workplace, ids: Callable[[], Sequence[int]], asker: object
    ) -> None:
        super().__init__(view)
        self._view, self._workplace, self._ids, self._asker = view, workplace, ids, asker
        self._pressed: QPoint | None = None
        self._folder = ""
        #: How a drag is carried out; tests let go at once.
        self.run_drag: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.CopyAction)
        #: Whether the button is still held when the cards have come.
        self.still_held: Callable[[], bool] = lambda: bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note where a row is pressed; a press that moves away drags instead of selecting more rows."""
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
            at = event.position().toPoint()
            self._pressed = at if plain and self._view.indexAt(at).isValid() else None
            # A press on one of several that are selected drags them all; let go in place, it chooses that one.
            if self._pressed is None or not self._is_one_of_many(at):
                return False
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._release(event.position().toPoint())
        elif event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            return self._move(event.position().toPoint())
        return False

    def begin(self) -> None:
        """Read the cards of what is selected, then drag them."""
        ids = list(self._ids())
        if ids:
            self._workplace.desk.ask(
                _written,
                ids=ids,
                folder=self._place(),
                then=self._drag,
                asker=self._asker,
                topic="cards",
                lane="export",
            )

    def _is_one_of_many(self, at: QPoint) -> bool:
        selection = self._view.selectionModel()
        return len(selection.selectedRows()) > 1 and selection.isSelected(self._view.indexAt(at))

    def _move(self, at: QPoint) -> bool:
        if self._pressed is None:
            return False
        if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.begin()
        return True

    def _release(self, at: QPoint) -> None:
        if self._pressed is not None and self._is_one_of_many(at):
            self._view.setCurrentIndex(self._view.indexAt(at))
        self._pressed = None

    def _place(self) -> Path:
        """Return a folder for the cards of one drag; it goes with the list, or when the program ends."""
        if not self._folder:
            self._folder = tempfile.mkdtemp(prefix="crm-desktop-")
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return Path(tempfile.mkdtemp(dir=self._folder))

    def _drag(self, files: Sequence[Path]) -> None:
        if not self.still_held():
            return
        drag = QDrag(self._view)
        drag.setMimeData(mime_of(files))
        drag.setPixmap(_ghost(files))
        drag.setHotSpot(QPoint(12, 12))
        self.run_drag(drag)


def let_drag(
    view: QAbstractItemView, workplace: Workplace, ids: Callable[[], Sequence[int]], *, asker: object
) -> DragOut:  # fmt: skip
    """Let contacts be dragged out of a list; once for each list."""
    there = view.findChild(DragOut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return there if there is not None else DragOut(view, workplace, ids, asker)


def mime_of(files: Sequence[Path]) -> QMimeData:
    """Return card files as what is dragged: as files, and a few also as cards."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    if len(files) <= _MOST_IN_DATA:
        cards = b"".join(path.read_bytes() for path in files)
        for kind in CARD_MIMES:
            data.setData(kind, cards)
    return data


def _written(reader: Reader, *, ids: Sequence[int], folder: Path) -> list[Path]:
    from crm_desktop.operations.exports.cards import card_files  # rarely needed

    found = []
    for one in card_files(reader, ids=ids):
        target = folder / one.name
        target.write_bytes(one.data)
        found.append(target)
    return found


def _ghost(files: Sequence[Path]) -> QPixmap:
    """Return what hangs at the pointer: the name, or how many they are."""
    now = look()
    words = files[0].stem if len(files) == 1 else plural("{n} card", "{n} cards", len(files))
    width, height = now.px(_WIDTH), now.px(_HEIGHT)

    def draw(painter: QPainter) -> None:
        area = QRectF(0.5, 0.5, width - 1, height - 1)
        box(painter, area, now.px(8), now.colour("raised"), now.colour("line_strong"))
        text(painter, area.adjusted(now.px(12), 0, -now.px(12), 0), words, font(13, 500), now.colour("text"))

    return picture(width, height, QApplication.primaryScreen().devicePixelRatio(), draw)
