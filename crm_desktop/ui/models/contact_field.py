"""A field that names a contact: type a few letters, choose from what is found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from crm_desktop.store.queries import known_contacts
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.fields import LineField

_SHOWN = 8
#: What stands in the field when a row of the list was chosen: the name, without what helps to tell two apart.
_NAME_ROLE = Qt.ItemDataRole.UserRole + 1


class ContactField(LineField):
    """`ContactField(_("Customer"), desk)`; `contact_id()` is who was chosen, 0 while it is nobody known.

    `companies` offers companies alone.

    Signal: `chosen(id)` when somebody was taken from the list.
    """

    chosen = Signal(int)

    def __init__(
        self, label: str, desk: Desk, *, icon: str = "building-2", companies: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(label, icon=icon, parent=parent)
        self._desk = desk
        self._query = known_contacts.companies if companies else known_contacts.contacts
        self._chosen: tuple[int, str] = (0, "")
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        # The index has found what fits, under any spelling: the completer shows all of it.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN)
        completer.setCompletionRole(_NAME_ROLE)
        completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]  # chooses among two signals
        self._completer = completer
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._ask)

    def contact_id(self) -> int:
        """Return who was chosen; 0 where the text names nobody that is known."""
        ref, name = self._chosen
        return ref if self.value().strip() == name else 0

    def show_contact(self, ref: int, name: str) -> None:
        """Show somebody who is known already."""
        self._chosen = (ref, name)
        self.set_value(name)

    def _ask(self, text: str) -> None:
        self._desk.ask(self._query, text=text, then=self._show, asker=self, topic="contacts", lane="search")

    def _show(self, hits: Sequence[SearchHit]) -> None:
        self._found.clear()
        for hit in hits:
            item = QStandardItem(f"{hit.title} – {hit.detail}" if hit.detail else hit.title)
            item.setData((hit.id, hit.title), Qt.ItemDataRole.UserRole)
            item.setData(hit.title, _NAME_ROLE)
            self._found.appendRow(item)
        exact = [hit for hit in hits if hit.title.casefold() == self.value().strip().casefold()]
        if exact:
            self._chosen = (exact[0].id, self.value().strip())
        if hits and self.line.hasFocus():
            self._completer.complete()

    def _choose(self, index: QModelIndex) -> None:
        ref, name = index.data(Qt.ItemDataRole.UserRole)
        self.show_contact(ref, name)
        self.chosen.emit(ref)
