"""Choosing records by typing: a list that floats below a field, and a field for one or several contacts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.short_rows import ShortRows
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.fields import Field
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine, TwoLineDelegate

_ROW, _EDGE, _NARROWEST, _MOST = 46, 4, 320, 6
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ICONS = {"deal": "square-kanban", "offer": "file-text"}


@dataclass(frozen=True)
class Named:
    """A record by its id, with its name."""

    id: int
    name: str


class _Hits(ShortRows[SearchHit]):
    """Records found, as rows of two lines."""

    def spoken(self, row: SearchHit) -> str:
        """Return a record as a screen reader says it."""
        return ", ".join(part for part in (row.title, row.detail) if part)

    def handed(self, row: SearchHit, role: int) -> object:
        """Return a record as a row of two lines, or as a sentence."""
        if role != ROW_ROLE:
            return super().handed(row, role)
        is_contact = row.kind == "contact"
        return TwoLine(row.title, row.detail, avatar=row.title if is_contact else "", icon=_ICONS.get(row.kind, ""))


class HitList(Card):
    """A list that floats beside where something is typed and never takes the focus. Signal: `chosen(SearchHit)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(padding=_EDGE, ground="raised", parent=parent)
        self._room = parent
        self._model = _Hits(self)
        self.view = RowListView(self._model, TwoLineDelegate(height=_ROW), name=_("Proposals"), ground="raised")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(lambda index: self._choose(index.row()))
        self.body.addWidget(self.view)
        self.hide()

    def offer(self, found: Sequence[SearchHit], below: QRect) -> None:
        """Show records below a place in the window, above it where there is no room; none hide the list."""
        self._model.replace(found)
        if not found:
            self.hide()
            return
        room = self._room
        width = min(max(below.width(), look().px(_NARROWEST)), room.width() - 16)
        height = look().px(_ROW) * len(found) + 2 * _EDGE + 4
        y = below.bottom() + 4
        if y + height > room.height():
            y = max(0, below.top() - height - 4)
        self.setGeometry(max(8, min(below.x(), room.width() - width - 8)), y, width, height)
        self.view.setCurrentIndex(self._model.index(0))
        self.show()
        self.raise_()

    def takes(self, event: QEvent) -> bool:
        """Move by arrows, choose by Enter or Tab, close by Esc; say whether the key was taken."""
        if not self.isVisible() or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, row = Qt.Key(event.key()), self.view.currentIndex().row()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in _STEPS:
            self.view.step(_STEPS[key])
        elif key in _CHOOSE and row >= 0:
            self._choose(row)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        hit = self._model.rows()[row]
        self.hide()
        self.chosen.emit(hit)


def proposals(reader: Reader, *, text: str, kinds: Collection[str]) -> list[SearchHit]:
    """Return a few records that fit, for the desk."""
    return find(reader, text=text, limit=_MOST, kinds=tuple(kinds))[:_MOST]


class PeopleField(Field):
    """`PeopleField(_("Participants"), desk, window)`: contacts as chips, and a line to add more.

    With `one`, choosing another replaces the first. Signal: `edited`.
    """

    def __init__(
        self,
        label: str,
        desk: Desk,
        *,
        hint: str = "",
        kinds: Collection[str] = ("contact",),
        one: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._desk, self._kinds, self._one = desk, kinds, one
        self._chosen: dict[tuple[str, int], str] = {}
        self._list: HitList | None = None
        body = QWidget()
        self.line = LineEdit(hint=hint or _("Add somebody …"), name=label or hint, icon="user-plus")
        self._flow = FlowLayout(body, gap=6)
        self._flow.addWidget(self.line)
        self.line.setMinimumWidth(look().px(330 if hint else 240))
        super().__init__(label, body, parent=parent)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._ask)
        self.line.installEventFilter(self)

    def chosen(self) -> list[tuple[str, Named]]:
        """Return what was chosen, with its kind."""
        return [(kind, Named(ref, name)) for (kind, ref), name in self._chosen.items()]

    def contacts(self) -> list[int]:
        """Return the ids of the contacts chosen."""
        return [ref for kind, ref in self._chosen if kind == "contact"]

    def set_chosen(self, wanted: Sequence[tuple[str, Named]]) -> None:
        """Show these, without a signal."""
        self._chosen = {(kind, one.id): one.name for kind, one in wanted}
        self._rebuild()

    def add(self, kind: str, one: Named) -> None:
        """Choose one more, or another."""
        if self._one:
            self._chosen.clear()
        self._chosen[kind, one.id] = one.name
        self.line.set_words("")
        self.set_error("")
        self._rebuild()
        self.edited.emit()

    def forget(self) -> None:
        """Drop open questions and the list that floats."""
        self._desk.forget(self)
        if self._list is not None:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the list its keys; take the last chip off by Backspace in an empty line."""
        if self._list is not None and self._list.takes(event):
            return True
        if event.type() == QEvent.Type.FocusOut and self._list is not None:
            self._list.hide()
        empty = not self.line.text() and bool(self._chosen)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and empty
        ):
            self._remove(next(reversed(self._chosen)))
            return True
        return super().eventFilter(watched, event)

    def _ask(self, words: str) -> None:
        self._desk.ask(proposals, text=words, kinds=self._kinds, then=self._offer, asker=self, lane="search")

    def _offer(self, found: Sequence[SearchHit]) -> None:
        if self._list is None:
            self._list = HitList(self.window())
            self._list.chosen.connect(lambda hit: self.add(hit.kind, Named(hit.id, hit.title)))
        place = QRect(self.line.mapTo(self.window(), self.line.rect().topLeft()), self.line.size())
        fresh = [hit for hit in found if (hit.kind, hit.id) not in self._chosen]
        self._list.offer(fresh if self.line.hasFocus() or not self.line.isVisible() else (), place)

    def _remove(self, key: tuple[str, int]) -> None:
        self._chosen.pop(key, None)
        self._rebuild()
        self.line.setFocus()
        self.edited.emit()

    def _rebuild(self) -> None:
        for place in range(self._flow.count() - 1, -1, -1):
            item = self._flow.takeAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.line:
                widget.hide()
                widget.deleteLater()
        for key, name in self._chosen.items():
            self._flow.addWidget(removable(name, partial(self._remove, key)))
        self._flow.addWidget(self.line)
        self.line.setVisible(not (self._one and self._chosen))
        self.updateGeometry()


def removable(words: str, on: Callable[[], object]) -> Button:
    """Return a chip that goes when it is pressed."""
    chip = Button(words, "chip", icon="x", on=on)
    chip.setAccessibleName(_("Remove {name}").format(name=words))
    chip.setToolTip(_("Remove {name}").format(name=words))
    return chip
