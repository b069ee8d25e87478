"""The files of a contact as a part of a pane: seen, opened, saved, added by dialog, drop or paste, and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.files import safe_name, with_ending
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.history import files
from crm_desktop.store.queries import files as queries
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.file_rows import file_face
from crm_desktop.ui.timeline.file_list import FileModel, FileView
from crm_desktop.ui.timeline.file_ways import way_to
from crm_desktop.ui.timeline.opening import Opener
from crm_desktop.ui.timeline.pending import PendingFile, carries_files, file_at, files_of, read_all
from crm_desktop.ui.timeline.pictures import Pictures
from crm_desktop.ui.timeline.preview import FilePreview
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, column, row

if TYPE_CHECKING:
    from crm_desktop.operations.history.customer_files import Written

#: Kinds of records whose change can change the list.
KINDS = ("attachment", "activity", "deal", "offer", "activity_contact")


class FilesPart(Pane):
    """`part.show_contact(7)` or `part.show_company(7)`; in its own list nothing else is needed."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace = workplace
        self._contact_id = 0
        self._ask_again: Callable[[], None] = lambda: None
        self._found: dict[int, AttachedFile] = {}
        self.opener = Opener(workplace, self)
        self.pictures = Pictures(workplace.desk, self)
        self.model = FileModel(self)
        self.view = FileView(self.model, self.pictures.small)
        self.pictures.came.connect(self.view.viewport().update)
        self.view.opened.connect(lambda _index: self.open_current())
        self.view.peeked.connect(lambda _index: self.preview_current())
        self.view.bin_asked.connect(self.remove_current)
        self.view.menu_asked.connect(self._open_menu)
        self.view.moved.connect(lambda _index: self._enable())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.add_button = Button(_("Add files …"), "secondary", icon="paperclip", on=self.choose)
        self._on_one = (
            Button(meant("a file", "Open"), "text", icon="external-link", on=self.open_current),
            Button(_("Preview"), "text", icon="eye", on=self.preview_current),
            IconButton("download", _("Save as …"), on=self.save_current),
            IconButton("x", _("Remove"), on=self.remove_current),
        )
        self.all_button = IconButton(
            "file-archive", _("Save all: one ZIP archive, with a list of the files"), on=self.save_all, edged=True
        )
        self._bar = QWidget()
        row(self._bar, self.add_button, self.all_button, None, *self._on_one, gap=4, margins=(20, 12, 14, 0))
        more = Button(_("Add files …"), "secondary", icon="paperclip", on=self.choose)
        self._empty = EmptyState(
            "paperclip", _("No files yet"), _("Drop a file here or onto the history to keep it."), action=more
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column(self, self._bar, self._stack, gap=8, margins=(0, 0, 0, 8)).setStretch(1, 1)
        self.setAcceptDrops(True)
        self._enable()

    # What is shown

    def show_contact(self, contact_id: int) -> None:
        """Show the files of somebody."""
        self._show(contact_id, queries.of_contact, contact_id=contact_id)

    def show_company(self, company_id: int, *, with_daughters: bool = False) -> None:
        """Show the files of a company and everything around it."""
        self._show(company_id, queries.of_company, company_id=company_id, with_daughters=with_daughters)

    def refresh(self, told: Told) -> None:
        """Read the list again where a step touched it."""
        if self._contact_id and told.outcome.changes.touch(*KINDS):
            self._ask_again()

    def leave(self) -> None:
        """Drop all open questions before the part goes."""
        self.opener.forget()
        for asker in (self, self.pictures):
            self._workplace.desk.forget(asker)

    # What the user does

    def choose(self) -> None:
        """Ask for files and keep them."""
        names, _kind = QFileDialog.getOpenFileNames(self.window(), _("Add files"))
        self.add(lambda: [file_at(Path(name)) for name in names])

    def add(self, found: Callable[[], Sequence[PendingFile]]) -> None:
        """Keep files with the contact in view, in one step; one that cannot be kept is named."""
        try:
            pending = tuple(found())
        except BadInput as bad:
            self._refuse(bad)
            return
        if pending and self._contact_id:
            self._workplace.desk.do(
                _attach, pending=pending, contact_id=self._contact_id, then=self._tell, failed=self._refuse
            )  # fmt: skip

    def current(self) -> FileRow | None:
        """Return the file in the cursor."""
        return self.model.at(self.view.currentIndex())

    def open_current(self) -> None:
        """Open the file in the cursor with the system's program."""
        if (file := self.current()) is not None:
            self.opener.open_file(file)

    def preview_current(self) -> None:
        """Show the file in the cursor here."""
        if (file := self.current()) is not None:
            self.preview(file)

    def preview(self, file: FileRow) -> FilePreview:
        """Show a file here; the others of the list are reached from it."""
        rows = [face.file for face in self.model.rows()]
        at = next((place for place, row in enumerate(rows) if row.id == file.id), 0)
        shown = FilePreview(self._workplace, rows, at, self.opener, self)
        shown.open()
        return shown

    def save_current(self) -> None:
        """Write the file in the cursor somewhere."""
        if (file := self.current()) is not None:
            self.opener.save_as(file)

    def save_all(self) -> None:
        """Ask for a place and write all files there as one archive."""
        name, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Save all files"), safe_name(_("Files {day}").format(day=self._workplace.today()), ".zip"),
            _("ZIP archive (*.zip)"),
        )  # fmt: skip
        if name:
            self.write_all(with_ending(Path(name), ".zip"))

    def write_all(self, path: Path) -> None:
        """Write all files into an archive, on a lane of its own."""

        def tell(written: Written) -> None:
            words = plural("{n} file saved in “{{name}}”.", "{n} files saved in “{{name}}”.", written.files)
            self._workplace.notify(Notice(words.format(name=path.name)))

        self._workplace.desk.ask(
            _write_all, contact_id=self._contact_id, path=path, then=tell, failed=self._refuse, lane="export"
        )  # fmt: skip

    def remove_current(self) -> None:
        """Take the file in the cursor off its record; undo brings it back."""
        if (file := self.current()) is not None:
            self._workplace.desk.do(files.detach_file, attachment_id=file.id, then=self._tell)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if carries_files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files and pictures anywhere."""
        if carries_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what is dropped."""
        data = event.mimeData()
        self.add(lambda: files_of(data))
        event.acceptProposedAction()

    # Inside

    def _show(self, whose: int, query: Callable[..., object], **about: Any) -> None:
        if whose != self._contact_id:
            self.model.show_rows(())
        self._contact_id = whose

        def ask() -> None:
            self._workplace.desk.ask(query, then=self._take, asker=self, topic="files", lane="card", **about)

        self._ask_again = ask
        ask()

    def _take(self, found: Sequence[AttachedFile]) -> None:
        today, here = self._workplace.today(), self.view.currentIndex().row()
        self._found = {file.id: file for file in found}
        self.model.show_rows([file_face(file, today, whose=self._contact_id) for file in found])
        if here >= 0 and found and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(min(here, len(found) - 1)))
        self._stack.setCurrentWidget(self.view if found else self._empty)
        self._bar.setVisible(bool(found))
        self._enable()

    def _enable(self) -> None:
        for button in self._on_one:
            button.setEnabled(self.current() is not None)

    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        file = self.model.at(index)
        if file is None:
            return
        menu = self.menu(file)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def menu(self, file: FileRow) -> Menu:
        """Return what can be done with a file."""
        menu = Menu(self)
        menu.entry(meant("a file", "Open"), "external-link", on=partial(self.opener.open_file, file), key="Enter")
        menu.entry(_("Save as …"), "download", on=partial(self.opener.save_as, file))
        menu.entry(_("Preview"), "eye", on=partial(self.preview, file), key="Space")
        found = self._found[file.id]
        way = way_to(found) if found.contact_id is None else None
        if way is not None:
            place, words, icon = way
            menu.entry(words, icon, on=partial(self._workplace.go, place))
        menu.addSeparator()
        menu.entry(_("Remove"), "x", on=self.remove_current, key="Del")
        return menu

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))

    def _refuse(self, error: CrmError) -> None:
        self._workplace.notify(Notice(str(error), tone="warning"))


def _attach(writer: Writer, *, pending: tuple[PendingFile, ...], contact_id: int) -> Outcome[list[int]]:
    """Read the files on the writing lane and keep them."""
    found = [(file.name, file.data) for file in read_all(pending)]
    return files.attach_files(writer, found=found, contact_id=contact_id)


def _write_all(reader: Reader, *, contact_id: int, path: Path) -> Written:
    from crm_desktop.operations.history.customer_files import write_zip  # when somebody asks for it

    return write_zip(reader, contact_id=contact_id, path=path)
