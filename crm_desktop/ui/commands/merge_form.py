"""Contacts side by side with a choice for each field they differ in, and what comes out at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QScrollArea, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.store.queries.merging import SideBySide, side_by_side
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.merge_choice import FieldRow, MergeChoice, begin
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.avatar import Avatar, AvatarKind
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import Line, row
from crm_desktop.ui.widgets.text import Text, note

LABEL, VALUE = 150, 200


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
            from crm_desktop.operations import merge as operations  # noqa: PLC0415 - rarely needed

            workplace.desk.do(
                operations.merge_contacts, keep_id=choice.keep, other_ids=choice.other_ids(),
                choices=choice.choices(), failed=form.fail, then=merged,
            )  # fmt: skip

        form.decided.connect(merge)
        form.finished.connect(form.deleteLater)
        form.open()

    workplace.desk.ask(side_by_side, contact_ids=contact_ids, then=show, lane="card")


class MergeGrid(QScrollArea):
    """Contacts side by side: which one stays, whose value each field takes, and what comes out at the right."""

    def __init__(self, choice: MergeChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._results: dict[str, Text] = {}
        self._radios: dict[tuple[str, int], QRadioButton] = {}
        self._groups: list[QButtonGroup] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.inner = self._grid()
        self.setWidget(self.inner)
        # A scroll area lets its part paint the ground; here the one below is to be seen.
        self.inner.setAutoFillBackground(False)
        self._show_results()

    def radio(self, name: str, contact_id: int) -> QRadioButton:
        """Return the button that lets a field take a contact's value; "keep" is that which lets it stay."""
        return self._radios[name, contact_id]

    def result_of(self, name: str) -> str:
        """Return what a field will say, as it is shown."""
        return self._results[name].text()

    def keep_at(self, place: int) -> None:
        """Let the first, the second … contact stay."""
        if place < len(self.choice.contacts):
            self._radios["keep", self.choice.contacts[place].id].click()

    # Inside

    def _grid(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        last = len(self.choice.contacts) + 1
        self._add_heads(grid, last)
        grid.addWidget(Line(), 1, 0, 1, last + 1)
        for place, field in enumerate(self.choice.rows(), 2):
            self._add_field(grid, place, field, last)
        grid.setColumnMinimumWidth(0, look().px(LABEL))
        for at in range(1, last + 1):
            grid.setColumnMinimumWidth(at, look().px(VALUE))
            grid.setColumnStretch(at, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return inner

    def _add_heads(self, grid: QGridLayout, last: int) -> None:
        grid.addWidget(Text(_("Stays"), 12, 500, "text2"), 0, 0)
        group = self._group()
        for at, contact in enumerate(self.choice.contacts, 1):
            kind: AvatarKind = "company" if contact.kind is ContactKind.COMPANY else "person"
            head = QWidget()
            radio = QRadioButton(_plain(contact.name))
            radio.setAccessibleName(_("“{name}” stays").format(name=contact.name))
            radio.setChecked(contact.id == self.choice.keep)
            radio.clicked.connect(partial(self._keep, contact.id))
            group.addButton(radio)
            self._radios["keep", contact.id] = radio
            row(head, Avatar(contact.name, kind, 28), radio, None, gap=8)
            grid.addWidget(head, 0, at)
        grid.addWidget(Text(_("Result"), 13, 600), 0, last)

    def _add_field(self, grid: QGridLayout, place: int, field: FieldRow, last: int) -> None:
        grid.addWidget(Text(field.label, 12, 500, "text2"), place, 0)
        group = self._group()
        for at, (contact, words) in enumerate(zip(self.choice.contacts, field.words, strict=True), 1):
            radio = QRadioButton(_plain(words) or "–")
            said = words or _("nothing")
            radio.setAccessibleName(f"{field.label}: {said}, {contact.name}")
            radio.setToolTip(words)
            radio.setChecked(self.choice.chosen(field.name) == contact.id)
            radio.clicked.connect(partial(self._choose, field.name, contact.id))
            group.addButton(radio)
            self._radios[field.name, contact.id] = radio
            grid.addWidget(radio, place, at)
        result = self._results[field.name] = Text("", 13, 500)
        grid.addWidget(result, place, last)

    def _group(self) -> QButtonGroup:
        group = QButtonGroup(self)
        self._groups.append(group)
        return group

    def _choose(self, name: str, contact_id: int) -> None:
        self.choice = self.choice.with_choice(name, contact_id)
        self._show_results()

    def _keep(self, contact_id: int) -> None:
        self.choice = self.choice.with_keep(contact_id)
        self._show_results()

    def _show_results(self) -> None:
        for name, result in self._results.items():
            result.setText(self.choice.result(name) or "–")
            self._radios[name, self.choice.chosen(name)].setChecked(True)


class MergeForm(Form):
    """Signal: `decided(MergeChoice)`."""

    decided = Signal(object)

    def __init__(self, found: SideBySide, parent: QWidget | None = None) -> None:
        super().__init__(plural("Merge {n} contact", "Merge {n} contacts", len(found.contacts)), parent)
        begun = begin(found.contacts) if found.contacts else MergeChoice((), 0)
        obstacle = begun.obstacle()
        self.grid = MergeGrid(MergeChoice((), 0) if obstacle else begun)
        self.body.addWidget(note(along(found)))
        if obstacle:
            self.body.addWidget(Text(obstacle, 13, 500, "danger", wrap=True))
        else:
            self.body.addWidget(self.grid)
            self._fit(len(begun.contacts) + 1)
            if begun.equal():
                self.body.addWidget(note(_("The same in all: {fields}").format(fields=", ".join(begun.equal()))))
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

    def _fit(self, columns: int) -> None:
        """Have the room of the columns, and of the rows as far as the screen has it."""
        parent = self.parentWidget()
        screen = parent.window() if parent is not None else self
        width = min(look().px(LABEL) + min(columns, 4) * (look().px(VALUE) + 16), screen.width() - 120)
        self.setMinimumWidth(max(width, look().px(420)) + 48)
        tall = self.grid.inner.sizeHint().height() + 16
        self.grid.setMinimumHeight(min(tall, max(240, screen.height() - look().px(320))))


def _plain(words: str) -> str:
    """Return words in which a button finds no shortcut."""
    return words.replace("&", "&&")


def along(found: SideBySide) -> str:
    """Return in words what the one that stays will have."""
    entries = plural("{n} entry of the history", "{n} entries of the history", found.entries)
    deals = plural("{n} deal", "{n} deals", found.deals)
    return _(
        "Phones, addresses, tags, files, {entries} and {deals} will be those of the contact that stays. "
        "The stricter consent holds. What is not taken stands in the history, and all of it can be undone."
    ).format(entries=entries, deals=deals)
