"""Words put on a record: each a chip that can be taken off, and a line that offers the words in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.inline_edit import InlineEdit, Suggest
from crm_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class TagRow(QWidget):
    """`TagRow(suggest)`, `show_tags(names)`. Signals: `added(name)`, `removed(name)`, `opened(name)` for its holders.

    Del or Backspace on a chip takes the word off, Enter opens its menu; several words may be typed with commas.
    """

    added = Signal(str)
    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Tags"))
        self._chips: dict[str, _Chip] = {}
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        self.edit = InlineEdit(icon="tag", name=_("Add tag"), hint=_("Add tag"))
        self.edit.offer(suggest)
        self.edit.left.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._holder)
        layout.addWidget(self.edit)
        self.show_tags(())

    def show_tags(self, names: Sequence[str]) -> None:
        """Show these; chips that stay are kept, so that focus is not lost."""
        for name in [name for name in self._chips if name not in names]:
            gone = self._chips.pop(name)
            if gone.hasFocus():
                self.edit.setFocus()
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        previous: QWidget = self
        for name in names:
            if name not in self._chips:
                self._chips[name] = _Chip(name, partial(self._open, name), partial(self.removed.emit, name))
                self._flow.addWidget(self._chips[name])
            QWidget.setTabOrder(previous, self._chips[name])
            previous = self._chips[name]
        QWidget.setTabOrder(previous, self.edit)
        self._holder.setVisible(bool(names))
        self._holder.updateGeometry()

    def chips(self) -> list[str]:
        """Return the words shown."""
        return list(self._chips)

    def _add(self) -> None:
        words = [word.strip() for word in self.edit.text().split(",")]
        self.edit.set_words("")
        self.edit.clear()
        for word in words:
            if word:
                self.added.emit(word)

    def _open(self, name: str) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.entry(_("Show all with this tag"), "list-filter", on=lambda: self.opened.emit(name))
        menu.entry(_("Take off"), "x", on=lambda: self.removed.emit(name))
        chip = self._chips[name]
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))


class _Chip(Button):
    """One word."""

    def __init__(self, name: str, on: Callable[[], object], remove: Callable[[], object]) -> None:
        super().__init__(name, "chip", on=on)
        self.setAccessibleName(_("Tag {name}").format(name=name))
        self._remove = remove

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the word off by Del."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
            event.accept()
            return
        super().keyPressEvent(event)
