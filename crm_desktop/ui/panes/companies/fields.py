"""Values of a company that are edited where they stand: leaving a field saves it, a bad value says why below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text

Failed = Callable[[CrmError], None]
#: Keeps a typed text; the second argument is told why it cannot be kept.
Save = Callable[[str, Failed], None]
_LABEL = 104


class EditRow(QWidget):
    """`EditRow(_("VAT id"), save, hint=_("Add VAT id"))`; `show_value` while the user types here changes nothing."""

    def __init__(
        self, label: str, save: Save, *, hint: str = "", icon: str = "", labelled: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._save = save
        self._typing = False
        self.edit = LineEdit("", bare=True, icon=icon, hint=hint, name=label)
        self.edit.left.connect(self._left)
        self.edit.textEdited.connect(self._edited)
        self.edit.editingFinished.connect(self._done)
        self.reason = Text("", 11, 400, "danger", wrap=True)
        self.reason.hide()
        #: Opens what the value counts, such as the companies of the same class.
        self.tail = Link("")
        self.tail.hide()
        parts: list[QWidget] = [self.edit, self.tail]
        if labelled:
            words = Text(label, 12, 400, "text3")
            words.setFixedWidth(look().px(_LABEL))
            words.setBuddy(self.edit)
            parts.insert(0, words)
        line = row(None, *parts, gap=6)
        line.setStretch(int(labelled), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(line)
        layout.addWidget(self.reason)

    def show_value(self, value: str) -> None:
        """Show what is stored; what is half typed, or refused and not yet mended, stays."""
        if self._typing or self.reason.isVisibleTo(self):
            return
        self.edit.set_words(value)

    def forget(self) -> None:
        """Let go of what was refused: another record is shown."""
        self._typing = False
        self.reason.hide()
        self.edit.set_invalid(False)

    def _edited(self) -> None:
        self._typing = True

    def _done(self) -> None:
        self._typing = False

    def _left(self) -> None:
        self._done()
        self.reason.hide()
        self.edit.set_invalid(False)
        self._save(self.edit.text().strip(), self._fail)

    def _fail(self, error: CrmError) -> None:
        self.edit.set_invalid(True)
        self.edit.setAccessibleDescription(str(error))
        self.reason.setText(str(error))
        self.reason.show()
