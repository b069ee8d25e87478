"""The palette of Ctrl+K: a child frame of the window with a query and rows; it knows nothing of what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, line, shadow, square
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.palette import GROUNDS
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.palette_rows import PaletteDelegate, PaletteModel, PaletteRow
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QMouseEvent, QPaintEvent

_WIDTH, _FIELD, _FOOT = 620, 56, 12
_SHADOW = 44
#: From the upper edge of the window to the palette, as a share of its height.
_TOP = 0.13
_DIM = 0.26
#: The page of Page Up and Page Down, and the most lines seen at once (nine rows and their headings).
_PAGE, _MOST = 5, 14
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class PaletteFrame(QWidget):
    """`palette = PaletteFrame(window)`; connect `queried(text)`, answer with `show_rows(rows)`; `open_()` shows it.

    Signals: `queried(text)` when opened (empty text: recents) and at each letter; `chosen(key)`: the row's;
    `closed()`. Up, Down and Page keys move, Enter chooses, Esc goes back to where the focus was; the focus going
    elsewhere closes it too. It is a child of the window and no popup, so that input methods and tests work.
    """

    queried = Signal(str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget, *, hint: str = "") -> None:
        super().__init__(window)
        self._window = window
        #: What had the focus, and what that stood in: the field of a cell is gone once the focus has left it.
        self._before: tuple[QWidget, ...] = ()
        self._scrim = _Scrim(window, self)
        self._model = PaletteModel()
        self._build(hint or _("Find, go, do …"))
        self.hide()
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _build(self, hint: str) -> None:
        self._field = LineEdit(hint=hint, name=hint)
        self._field.setFrame(False)
        self._field.setFont(font(16))
        self._field.textChanged.connect(self.queried)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setAccessibleName(_("Results"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.viewport().setBackgroundRole(GROUNDS["raised"])
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setItemDelegate(PaletteDelegate(self._list))
        self._list.setModel(self._model)
        self._list.clicked.connect(self._choose)
        escape = Text(_("Esc"), 11, 500, "text2", elide=False)
        inset = _SHADOW
        layout = QVBoxLayout(self)
        layout.setContentsMargins(inset + 2, inset, inset + 2, inset + _FOOT)
        layout.setSpacing(6)
        top = row(None, self._field, escape, margins=(look().px(36), 0, 18, 0))
        self._field.setFixedHeight(look().px(_FIELD))
        layout.addLayout(top)
        layout.addWidget(self._list)

    # Use

    def open_(self, words: str = "") -> None:
        """Show the palette with a query, usually none, and give it the focus."""
        if self.isVisible():
            self._field.selectAll()
            return
        self._before = tuple(_lineage(QApplication.focusWidget()))
        self._field.blockSignals(True)
        self._field.setText(words)
        self._field.blockSignals(False)
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.end(False)
        # Dimming repaints the whole window: the palette comes first.
        QTimer.singleShot(0, self._scrim, self._scrim.cover)
        self.queried.emit(words)

    def show_rows(self, rows: Sequence[PaletteRow]) -> None:
        """Show what was found; the first row is chosen."""
        self._model.show(rows)
        self._select(1 if rows and rows[0].group else 0)
        self._place()

    def close_(self, *, give_back: bool = True) -> None:
        """Hide the palette; with `give_back` the focus returns to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, ()
        self._scrim.hide()
        self.hide()
        if give_back:
            _give_focus(before)
        self.closed.emit()

    def query(self) -> str:
        """Return what was typed."""
        return self._field.text()

    # Choosing

    def _choose(self, index: QModelIndex) -> None:
        found = self._model.row_at(index)
        if found is not None:
            self.close_()
            self.chosen.emit(found.key)

    def _select(self, at: int) -> None:
        index = self._model.index(at, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._list.selectionModel().setCurrentIndex(index, flag)
        self._list.scrollTo(self._model.index(0, 0) if at <= 1 else index)

    def _step(self, by: int) -> None:
        """Move to the next row that can be chosen; beyond the ends it stays, except by single steps, which go round."""
        count = self._model.rowCount()
        places = [at for at in range(count) if self._model.row_at(self._model.index(at, 0)) is not None]
        if not places:
            return
        now = self._list.currentIndex().row()
        at = places.index(now) if now in places else 0
        wanted = (at + by) % len(places) if abs(by) == 1 else min(max(at + by, 0), len(places) - 1)
        self._select(places[wanted])

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and choose by the keys of the query, and follow the size of the window."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
            self._scrim.cover()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _MOVES:
            self._step(_MOVES[Qt.Key(key)])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_()
        else:
            return False
        return True

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.close_(give_back=False)

    # Drawing

    def _place(self) -> None:
        """Stand in the middle of the upper part of the window, as high as the rows need."""
        now = look()
        width = min(now.px(_WIDTH), self._window.width() - 32)
        most = min(now.px(42) * _MOST, int(self._window.height() * 0.7))
        rows = min(self._model.height(), most)
        self._list.setFixedHeight(rows)
        height = now.px(_FIELD) + (rows + 6 + _FOOT if rows else 0)
        self.setGeometry(
            (self._window.width() - width) // 2 - _SHADOW,
            int(self._window.height() * _TOP) - _SHADOW,
            width + 2 * _SHADOW,
            height + 2 * _SHADOW,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw shadow, ground, the glass before the query and the line below it."""
        now = look()
        area = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        field, side = now.px(_FIELD), now.px(metrics.ICON_LARGE)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shadow(painter, area, metrics.RADIUS_OVERLAY, 3)
            box(painter, area, metrics.RADIUS_OVERLAY, now.colour("raised"), now.colour("line_strong"))
            draw_icon(painter, "search", square(area.x() + 20, area.y() + field / 2, side), now.colour("text2"))
            if self._model.rowCount():
                line(painter, area.x() + 1, area.y() + field, area.right() - 1)


def _lineage(widget: QWidget | None) -> Iterator[QWidget]:
    """Yield a widget and all it stands in, the nearest first."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _give_focus(places: Sequence[QWidget]) -> None:
    """Give the focus to the first of these that is still there, is shown and takes it."""
    for each in places:
        if isValid(each) and each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus:
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return


class _Scrim(QWidget):
    """Dims the window behind the palette; a click on it closes the palette."""

    def __init__(self, window: QWidget, palette: PaletteFrame) -> None:
        super().__init__(window)
        self._palette, self._window = palette, window
        self.hide()

    def cover(self) -> None:
        """Cover the window, below the palette, while that is shown."""
        if self._palette.isVisible():
            self.setGeometry(self._window.rect())
            self.show()
            self.stackUnder(self._palette)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Close the palette."""
        self._palette.close_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look().faded("shadow", _DIM))
