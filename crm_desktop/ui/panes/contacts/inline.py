"""Facts that are edited where they stand: an icon, the value, and what it is; leaving a field saves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.panes import Line, row
from crm_desktop.ui.widgets.text import Text


@dataclass(frozen=True)
class Fact:
    """One value of a record. `save(text, failed)` keeps what was typed; `failed` marks the field with the reason."""

    icon: str
    name: str
    value: str
    label: str
    save: Callable[[str, Callable[[CrmError], None]], None]
    hint: str = ""


class InlineRow(QWidget):
    """One fact: Enter or leaving saves, Esc takes back what was typed."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact = fact
        self.edit = LineEdit(fact.value, bare=True, icon=fact.icon, hint=fact.hint, name=fact.name)
        self.edit.left.connect(self._save)
        self._reason = Text("", 11, 400, "danger")
        self._reason.hide()
        label = Text(fact.label, 12, 400, "text3", elide=False)
        line = row(None, self.edit, label, gap=6)
        line.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(line)
        layout.addWidget(self._reason)
        layout.addWidget(Line())

    def _save(self) -> None:
        self._reason.hide()
        self.edit.set_invalid(False)
        self._fact.save(self.edit.text(), self._fail)

    def _fail(self, error: CrmError) -> None:
        self.edit.set_invalid(True)
        self._reason.setText(str(error))
        self._reason.show()


class InlineRows(QWidget):
    """Facts below each other."""

    def __init__(self, facts: list[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Contact details"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        for fact in facts:
            layout.addWidget(InlineRow(fact))
