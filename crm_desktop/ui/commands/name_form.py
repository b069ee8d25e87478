"""A form that asks for one name, with names in use to choose from: a view, a tag, a category, a segment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import Text

_MOST = 14


class NameForm(Form):
    """`NameForm(_("Add tag"), _("Tag"), _("Add"))`, then `offer(tags)`; signal `named(text)`."""

    named = Signal(str)

    def __init__(
        self,
        words: str,
        label: str,
        accept: str,
        *,
        value: str = "",
        empty: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._empty = empty
        self.line_field = LineField(label, value)
        self.fields = {"name": self.line_field, "tag": self.line_field, "segment": self.line_field}
        self.line(self.line_field)
        self._known = QWidget()
        self._known.setVisible(False)
        self.body.addWidget(self._known)
        self.buttons(accept)
        self.line_field.line.selectAll()
        self.line_field.setFocus()

    def submit(self) -> None:
        """Hand over the name; an empty one is sent back unless it means something."""
        name = self.line_field.value().strip()
        if not name and not self._empty:
            self.line_field.set_error(_("Enter a name first."))
            self.line_field.setFocus()
            return
        self.named.emit(name)

    def offer(self, known: Sequence[str]) -> None:
        """Offer names in use; a click takes one."""
        if not known:
            return
        names = QWidget()
        flow = FlowLayout(names, gap=6, row_gap=6)
        for name in known[:_MOST]:
            flow.addWidget(Button(name, "chip", on=partial(self._take, name)))
        column(self._known, Text(_("In use"), 12, 500, "text2"), names, gap=6)
        self._known.setVisible(True)

    def _take(self, name: str) -> None:
        self.line_field.set_value(name)
        self.submit()
