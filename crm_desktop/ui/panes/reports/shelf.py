"""The list of all reports at the left: ready ones by group, then one's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.reports.dashboard import OwnReport
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, one_stop
from crm_desktop.ui.widgets.panes import Pane, clear
from crm_desktop.ui.widgets.text import caption

if TYPE_CHECKING:
    from crm_desktop.operations.reports.catalogue import Evaluation

_WIDE = 272


class Shelf(QScrollArea):
    """`shelf.show_reports(ready, own)`, `shelf.choose(name)`. Signals: `chosen(name)`, `composed()`."""

    chosen = Signal(str)
    composed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, Button] = {}
        self._shown: tuple[object, ...] = ()
        ground = Pane("sunken")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(12, 14, 12, 14)
        self._column.setSpacing(2)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(ground)
        self.setFixedWidth(look().px(_WIDE))

    def show_reports(self, ready: Sequence[Evaluation], own: Sequence[OwnReport]) -> None:
        """Show other reports; the same ones are left as they are."""
        entries = [(one.group, one.name, one.title, one.about) for one in ready]
        entries += [(_("Your own"), one.name, one.title, "") for one in own]
        if self._shown == tuple(entries):
            return
        self._shown = tuple(entries)
        clear(self._column)
        self._buttons = {}
        group = ""
        for heading, name, title, about in entries:
            if heading != group:
                if group:
                    self._column.addSpacing(10)
                self._column.addWidget(caption(heading))
                group = heading
            button = Button(title, "row", exclusive=True, on=partial(self.chosen.emit, name))
            button.setToolTip(about)
            button.setMinimumWidth(1)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._column.addWidget(button)
            self._buttons[name] = button
        one_stop(list(self._buttons.values()))
        self._column.addSpacing(10)
        new = Button(_("New report …"), "ghost", icon="plus", on=self.composed.emit)
        self._column.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def choose(self, name: str) -> None:
        """Mark the report in view."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)
            self.ensureWidgetVisible(button, 0, 40)

    def names(self) -> list[str]:
        """Return the names in order."""
        return list(self._buttons)
