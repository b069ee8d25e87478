"""What narrows the list, one chip for each condition; a click takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.contact_setup import Condition
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.panes import clear


class FilterChips(QWidget):
    """Signals: `released(ContactFilter)`: the filter without one condition; `clear_asked()`."""

    released = Signal(object)
    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Filters in force"))
        self._flow = FlowLayout(self, gap=6, row_gap=6)
        self._flow.setContentsMargins(20, 0, 16, 10)
        self.setVisible(False)

    def show_conditions(self, found: Sequence[Condition]) -> None:
        """Show these conditions; with none the row goes away. The focus stays in the row while there is one."""
        held = self.isAncestorOf(self.focusWidget() or self)
        clear(self._flow)
        for one in found:
            button = Button(one.words, "chip", icon="x", on=partial(self.released.emit, one.without))
            button.setAccessibleName(_("Remove filter: {words}").format(words=one.words))
            button.setToolTip(_("Remove this filter"))
            self._flow.addWidget(button)
            if held and one is found[0]:
                button.setFocus()
        if len(found) > 1:
            self._flow.addWidget(Link(_("Clear filter"), on=self.clear_asked.emit))
        self.setVisible(bool(found))
        self.updateGeometry()

    def buttons(self) -> list[Button]:
        """Return the chips that are shown, in their order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [item.widget() for item in items if item is not None and isinstance(item.widget(), Button)]  # type: ignore[misc]
