"""What stays when a step is taken back after other work: whatever was changed since, record by record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text

_HEIGHT = 220


class LeftAsIs(Form):
    """Lists what was left as it is. Signal: `turned_back()` when everything is to be as before after all."""

    turned_back = Signal()

    def __init__(self, step: str, stays: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Taken back, but for what was changed since"), parent)
        told = _("“{step}” was taken back. This was changed since then and stays as it is:").format(step=step)
        self.body.addWidget(Text(told, 13, 400, "text2", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Left as it is"))
        self.list.addItems(list(stays))
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(look().px(_HEIGHT))
        self.body.addWidget(self.list)
        back = Button(_("Undo this"), "secondary", icon="undo-2", on=self._turn_back)
        keep = Button(_("Good"), "primary", icon="check", on=self.accept)
        keep.setDefault(True)
        self.body.addLayout(row(None, None, back, keep))

    def _turn_back(self) -> None:
        self.turned_back.emit()
        self.accept()
