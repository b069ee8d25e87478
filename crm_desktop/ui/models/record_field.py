"""A field that names a record of any kind a task can belong to: a contact, a deal or an offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.theme.icons import icon as make_icon
from crm_desktop.ui.widgets.fields import LineField

_SHOWN = 8
_KINDS = ("contact", "deal", "offer")
_ICONS = {"contact": "user", "deal": "square-kanban", "offer": "file-text"}
#: What stands in the field when a row of the list was chosen: the name, without what helps to tell two apart.
_NAME_ROLE = Qt.ItemDataRole.UserRole + 1


class Record(NamedTuple):
    """A record by kind ("contact", "deal", "offer"), id and name; nothing has the kind ""."""

    kind: str = ""
    ref: int = 0
    name: str = ""


class RecordField(LineField):
    """`RecordField(_("Belongs to"), desk)`; `record()` is what was chosen. Signal: `chosen(Record)` from the list."""

    chosen = Signal(object)

    def __init__(self, label: str, desk: Desk, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, icon="link", hint=hint, parent=parent)
        self._desk = desk
        self._record = Record()
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        # The index has found what fits, under any spelling: the completer shows all of it.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        completer.setCompletionRole(_NAME_ROLE)
        completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]  # chooses among two signals
        self._completer = completer
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._ask)

    def record(self) -> Record:
        """Return what was chosen; an empty record where the text names nothing that is known."""
        return self._record if self.value().strip() == self._record.name else Record()

    def show_record(self, record: Record) -> None:
        """Show a record that is known already."""
        self._record = record
        self.set_value(record.name)

    def leave(self) -> None:
        """Drop open questions; called before the field goes."""
        self._desk.forget(self)

    def _ask(self, text: str) -> None:
        self._desk.ask(_records, text=text, then=self._show, asker=self, topic="records", lane="search")

    def _show(self, hits: Sequence[SearchHit]) -> None:
        self._found.clear()
        for hit in hits:
            item = QStandardItem(f"{hit.title} – {hit.detail}" if hit.detail else hit.title)
            item.setIcon(make_icon(_ICONS[hit.kind]))
            item.setData(Record(hit.kind, hit.id, hit.title), Qt.ItemDataRole.UserRole)
            item.setData(hit.title, _NAME_ROLE)
            self._found.appendRow(item)
        exact = [hit for hit in hits if hit.title.casefold() == self.value().strip().casefold()]
        if exact:
            self._record = Record(exact[0].kind, exact[0].id, self.value().strip())
        if hits and self.line.hasFocus():
            self._completer.complete()

    def _choose(self, index: QModelIndex) -> None:
        self.show_record(Record(*index.data(Qt.ItemDataRole.UserRole)))
        self.chosen.emit(self._record)


def _records(reader: Reader, *, text: str) -> list[SearchHit]:
    return find(reader, text=text, limit=_SHOWN, kinds=_KINDS)
