"""Rows about known contacts, one after the other: what is there beside what the file says, and four answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, ButtonRole
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text, note, title

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from crm_desktop.operations.imports.asking import Case

_WIDTH, _HEIGHT, _LABEL = 780, 520, 150


class ImportAsk(QDialog):
    """`ImportAsk(cases, titles, parent).open()`; signal `decided(dict)`: the treatment of each row by its number."""

    decided = Signal(object)

    def __init__(self, cases: Sequence[Case], titles: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._cases, self._titles = cases, titles
        self._answers: dict[int, str] = {}
        self._at = 0
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._heading, self._about = title(""), Text("", 13, 400, "text3")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rest = QCheckBox(_("The same for all that follow"))
        self.back_button = Button(_("Back"), "ghost", icon="arrow-left", on=self.back)
        self._build()
        self.resize(look().px(_WIDTH), look().px(_HEIGHT))
        self._show()

    def answer(self, treatment: str) -> None:
        """Decide about the row that is shown, or about all that are left, and go on."""
        left = self._cases[self._at :] if self.rest.isChecked() else self._cases[self._at : self._at + 1]
        self._answers |= {case.row: treatment for case in left}
        self._at += len(left)
        if self._at >= len(self._cases):
            self.decided.emit(dict(self._answers))
            self.accept()
            return
        self._show()

    def back(self) -> None:
        """Decide again about the row before."""
        if self._at:
            self._at -= 1
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by number; Backspace goes back, A means all that follow."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self.buttons):
            self.buttons[place].click()
        elif event.key() == Qt.Key.Key_Backspace:
            self.back()
        elif event.key() == Qt.Key.Key_A:
            self.rest.toggle()
        else:
            super().keyPressEvent(event)

    # Inside

    def _show(self) -> None:
        case = self._cases[self._at]
        self._heading.setText(_("“{name}” is there already").format(name=case.name))
        said = _("{number} of {all}  ·  row {row} of the file")
        self._about.setText(said.format(number=self._at + 1, all=len(self._cases), row=case.row))
        inner = Pane("surface")
        grid = QGridLayout(inner)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, words in enumerate((_("Field"), _("What is there"), _("What the file says"))):
            grid.addWidget(Text(words, 12, 600, "text2"), 0, at)
        grid.addWidget(Line(), 1, 0, 1, 3)
        for place, one in enumerate(case.differences, 2):
            field = self._titles.get(one.field, one.field)
            grid.addWidget(Text(field, 12, 500, "text2"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(one.now or "–", 13, 400, "text" if one.now else "text3", wrap=True), place, 1)
            new = Text(one.said, 13, 600, wrap=True)
            new.setAccessibleName(f"{field}: {one.now or _('nothing')}, {one.said}")
            grid.addWidget(new, place, 2)
        grid.setColumnMinimumWidth(0, look().px(_LABEL))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(inner)
        self.back_button.setEnabled(self._at > 0)
        self.buttons[0].setFocus()

    def _build(self) -> None:
        self.buttons: list[Button] = []
        for key, (treatment, words) in enumerate(answers(), 1):
            role: ButtonRole = "primary" if key == 1 else "secondary"
            self.buttons.append(Button(words, role, key=str(key), on=partial(self.answer, treatment)))
        hint = note(_("Nothing is kept before the last answer."), "text3")
        ground = Pane("canvas")
        card = Card(padding=4)
        card.body.addWidget(self._scroll)
        layout = column(
            ground, row(None, self._heading, None, self._about, gap=12), card,
            row(None, *self.buttons, None, gap=8), row(None, self.rest, hint, None, self.back_button, gap=12),
            gap=12, margins=(22, 18, 22, 16),
        )  # fmt: skip
        layout.setStretch(1, 1)
        column(self, ground, gap=0)


def answers() -> tuple[tuple[str, str], ...]:
    """Return what can be done about a row, with the words for it."""
    return (
        ("correct", _("The file counts")),
        ("fill", _("Fill only what is empty")),
        ("skip", _("Leave it as it is")),
        ("add", _("Somebody else: add it")),
    )
