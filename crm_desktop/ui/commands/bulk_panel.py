"""What stands beside a list while several are selected: how many, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.store.queries import contacts as queries
from crm_desktop.store.queries.segments import lists_in_use
from crm_desktop.ui.commands.name_form import NameForm
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text, h2

#: From so many contacts on, the rail's foot shows how far a change is.
SHOWN_FROM = 1_000
#: Contacts that can be made one at once.
MOST_MERGED = 50


class BulkPanel(Pane):
    """`panel.show_count(12)`; `selected` is asked for the ids when something is done.

    Signals: `all_asked()`: select the whole list; `one_asked()`: let go of the selection; `done()` after a change that
    takes the contacts out of the list.
    """

    all_asked = Signal()
    one_asked = Signal()
    done = Signal()

    def __init__(
        self, workplace: Workplace, *, selected: Callable[[], list[int]], in_bin: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("sunken", parent)
        self._workplace, self._selected, self._in_bin = workplace, selected, in_bin
        self._count = Text("", 22, 600, tabular=True)
        self._note = Text(_("What you do here is done for all of them, in one step, and can be undone."), 13, 400,
                          "text2", wrap=True)  # fmt: skip
        self._buttons: dict[str, Button] = {}
        self._build()

    # Use

    def show_count(self, count: int) -> None:
        """Show how many contacts are selected."""
        words = plural("{n} selected", "{n} selected", count)
        self._count.setText(words.replace(str(count), number(count)))
        self._buttons["merge"].setEnabled(2 <= count <= MOST_MERGED)
        self._buttons["merge"].setToolTip(
            "" if count <= MOST_MERGED else _("At most {n} contacts can be merged at once.").format(n=MOST_MERGED)
        )
        binned = self._in_bin()
        for key, button in self._buttons.items():
            button.setVisible((key == "restore") is binned or key == "export")

    def button(self, key: str) -> Button:
        """Return the button of what can be done."""
        return self._buttons[key]

    def tag(self) -> None:
        """Ask for a tag and put it on everybody selected."""
        asked = NameForm(_("Add tag"), _("Tag"), _("Add tag"), parent=self.window())
        self._ask_name(asked, queries.tags_in_use, lambda ids, name: self._do("add_tag", ids, form=asked, name=name))

    def untag(self) -> None:
        """Ask for a tag and take it off everybody selected."""
        asked = NameForm(_("Remove tag"), _("Tag"), _("Remove tag"), parent=self.window())
        self._ask_name(asked, queries.tags_in_use, lambda ids, name: self._do("remove_tag", ids, form=asked, name=name))

    def categorise(self) -> None:
        """Ask for a category and give it to everybody selected; none takes theirs away."""
        asked = NameForm(_("Set category"), _("Category"), _("Set category"), empty=True, parent=self.window())
        self._ask_name(
            asked, queries.categories_in_use, lambda ids, name: self._do("set_category", ids, form=asked, category=name)
        )

    def change_many(self) -> None:
        """Find and replace in one field of everybody selected, or set it, with a preview."""
        from crm_desktop.ui.commands.mass_form import change_many  # rarely needed

        change_many(self._workplace, self.window(), self._selected())

    def put_on_segment(self) -> None:
        """Ask for a segment and put everybody selected on it."""
        asked = NameForm(_("Add to segment"), _("Segment"), _("Add to segment"), parent=self.window())
        self._ask_name(
            asked, lists_in_use, lambda ids, name: self._do("add_to_segment", ids, form=asked, job=False, name=name)
        )

    def star(self) -> None:
        """Make everybody selected a favourite."""
        from crm_desktop.operations.contacts import favourites  # rarely needed

        ids = self._selected()
        self._workplace.desk.do(favourites.set_favourite, contact_ids=ids, on=True, then=self._tell)

    def export(self) -> None:
        """Ask for a file and write everybody selected to it."""
        from crm_desktop.ui.commands.exporting import choose_and_export_contacts  # rarely needed

        choose_and_export_contacts(self._workplace, self.window(), self._selected())

    def letters(self) -> None:
        """Ask for a template and write everybody selected a letter."""
        from crm_desktop.domain.serial import Target  # rarely needed
        from crm_desktop.ui.commands.serial_form import write_letters  # rarely needed

        write_letters(self._workplace, self.window(), [Target(one) for one in self._selected()])

    def labels(self) -> None:
        """Ask for a sheet and print a label for everybody selected."""
        from crm_desktop.domain.serial import Target  # rarely needed
        from crm_desktop.ui.commands.label_form import print_labels  # rarely needed

        print_labels(self._workplace, self.window(), [Target(one) for one in self._selected()])

    def merge(self) -> None:
        """Show everybody selected side by side and make one of them."""
        from crm_desktop.ui.commands.merge_form import open_merge  # rarely needed

        open_merge(self._workplace, self.window(), self._selected(), then=self.done.emit)

    def bin(self) -> None:
        """Move everybody selected to the bin."""
        self._do("bin_contacts", self._selected())
        self.done.emit()

    def restore(self) -> None:
        """Take everybody selected out of the bin."""
        from crm_desktop.operations import trash  # rarely needed

        self._workplace.desk.do(trash.restore, kind="contact", ids=self._selected(), then=self._tell)
        self.done.emit()

    def leave(self) -> None:
        """Drop open questions."""
        self._workplace.desk.forget(self)

    # Inside

    def _build(self) -> None:
        standing = self._row("standing", _("Set standing"), "badge-check")
        menu = Menu(standing)
        for one in Standing:
            menu.entry(standing_word(one), on=partial(self._set_standing, one))
        standing.set_menu(menu)
        body = Pane("sunken")
        column(
            body,
            self._count,
            row(None, Link(_("Select all in the list"), on=self.all_asked.emit),
                Link(_("Let go"), on=self.one_asked.emit), None, gap=12),
            self._note, 10,
            h2(_("Assign")),
            self._row("tag", _("Add tag …"), "tag", self.tag),
            self._row("untag", _("Remove tag …"), "tags", self.untag),
            self._row("category", _("Set category …"), "folder", self.categorise),
            standing,
            self._row("change", _("Find and change …"), "replace", self.change_many),
            self._row("segment", _("Add to segment …"), "target", self.put_on_segment),
            self._row("star", _("Make favourites"), "star", self.star), 10,
            h2(_("Take along")),
            self._row("export", _("Export …"), "upload", self.export),
            self._row("letters", _("Serial letter …"), "mails", self.letters),
            self._row("labels", _("Labels and envelopes …"), "printer", self.labels),
            self._row("merge", _("Merge …"), "merge", self.merge), 10, Line(), 4,
            self._row("bin", _("Move to the bin"), "trash-2", self.bin),
            self._row("restore", _("Restore"), "archive-restore", self.restore),
            None,
            gap=4, margins=(28, 24, 28, 24),
        )  # fmt: skip
        body.setMaximumWidth(look().px(560))
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        column(self, area, gap=0)

    def _row(self, key: str, words: str, icon: str, on: Callable[[], None] | None = None) -> Button:
        button = self._buttons[key] = Button(words, "row", icon=icon, on=on)
        return button

    def _set_standing(self, standing: Standing) -> None:
        self._do("set_standing", self._selected(), standing=standing)

    def _ask_name(
        self, form: NameForm, names: Callable[..., Sequence[tuple[str, int]]], then: Callable[[list[int], str], None]
    ) -> None:
        ids = self._selected()

        def show(found: Sequence[tuple[str, int]]) -> None:
            form.offer([name for name, _count in found])
            form.open()

        form.named.connect(lambda name: then(ids, name))
        form.finished.connect(form.deleteLater)
        self._workplace.desk.ask(names, then=show, asker=self, topic="names")

    def _do(
        self, operation: str, ids: Sequence[int], *, form: NameForm | None = None, job: bool = True, **arguments: Any
    ) -> None:
        """Have one of the operations for many contacts done; a long one shows how far it is."""
        from crm_desktop.operations.contacts import bulk as contact_bulk  # rarely needed

        def then(outcome: Outcome[Any]) -> None:
            if form is not None:
                form.accept()
            self._tell(outcome)

        self._workplace.desk.do(
            getattr(contact_bulk, operation),
            contact_ids=ids,
            then=then,
            failed=form.fail if form is not None else None,
            job=_("Changing contacts") if job and len(ids) >= SHOWN_FROM else "",
            **arguments,
        )

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))
