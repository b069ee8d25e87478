"""Contacts side by side with a choice for each field they differ in, and what comes out at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QRadioButton, QScrollArea, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries.merging import SideBySide, side_by_side
from crm_desktop.ui.commands.merge_grid import VALUE, MergeGrid
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.merge_choice import MergeChoice, begin
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.text import Text, note

#: Pixels at 100 % text: how wide the table wants to be.
_WIDE = 640


def open_merge(
    workplace: Workplace, parent: QWidget, contact_ids: Sequence[int], *, then: Callable[[], object] = lambda: None
) -> None:
    """Read the contacts, show them side by side, and make them one when the user says so."""

    def show(found: SideBySide) -> None:
        form = MergeForm(found, parent)

        def merged(outcome: Outcome[None]) -> None:
            form.accept()
            workplace.notify(Notice(outcome.label, undo=True))
            then()

        def merge(choice: MergeChoice) -> None:
            from crm_desktop.operations.quality import merge as operations  # rarely needed

            workplace.desk.do(
                operations.merge_contacts, keep_id=choice.keep, other_ids=choice.other_ids(),
                choices=choice.choices(), failed=form.fail, then=merged,
            )  # fmt: skip

        form.decided.connect(merge)
        form.finished.connect(form.deleteLater)
        form.open()

    workplace.desk.ask(side_by_side, contact_ids=contact_ids, then=show, lane="card")


class MergeForm(Form):
    """Signal: `decided(MergeChoice)`."""

    decided = Signal(object)

    def __init__(self, found: SideBySide, parent: QWidget | None = None) -> None:
        super().__init__(plural("Merge {n} contact", "Merge {n} contacts", len(found.contacts)), parent)
        begun = begin(found.contacts, found.ways) if found.contacts else MergeChoice((), 0)
        obstacle = begun.obstacle()
        self.grid = MergeGrid(MergeChoice((), 0) if obstacle else begun)
        self.body.addWidget(note(along(found)))
        if obstacle:
            self.body.addWidget(Text(obstacle, 13, 500, "danger", wrap=True))
        else:
            area = scrolled(self.grid)
            self.body.addWidget(area)
            self._fit(area, len(begun.contacts))
        self.buttons(_("Merge"), icon="merge")
        self.accept_button.setEnabled(not obstacle)

    @property
    def choice(self) -> MergeChoice:
        """What is chosen so far."""
        return self.grid.choice

    def submit(self) -> None:
        """Hand over what was decided."""
        if self.accept_button.isEnabled():
            self.decided.emit(self.choice)

    def radio(self, name: str, contact_id: int) -> QRadioButton:
        """Return a button of the grid."""
        return self.grid.radio(name, contact_id)

    def result_of(self, name: str) -> str:
        """Return what a field will say, as it is shown."""
        return self.grid.result_of(name)

    def _fit(self, area: QScrollArea, contacts: int) -> None:
        """Have the room of the columns, and of the rows as far as the screen has it."""
        parent = self.parentWidget()
        screen = parent.window() if parent is not None else self
        width = min(look().px(_WIDE + VALUE * max(0, min(contacts, 5) - 2)), screen.width() - 120)
        self.setMinimumWidth(max(width, look().px(420)))
        tall = self.grid.heightForWidth(width - 64) + 8
        area.setMinimumHeight(min(tall, max(220, screen.height() - look().px(340))))


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a table or page in an area that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # A scroll area lets its part paint the ground; here the one below is to be seen.
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def along(found: SideBySide) -> str:
    """Return in words what the one that stays will have."""
    entries = plural("{n} entry of the history", "{n} entries of the history", found.entries)
    deals = plural("{n} deal", "{n} deals", found.deals)
    told = _("Phones, addresses, tags, files, {entries} and {deals} will be those of the contact that stays.")
    if not found.deals:
        told = _("Phones, addresses, tags, files and {entries} will be those of the contact that stays.")
    rest = _(
        "The stricter consent holds. What is not taken stands in the history, and all of it can be undone later too."
    )
    return f"{told.format(entries=entries, deals=deals)} {rest}"
