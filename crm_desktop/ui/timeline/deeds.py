"""What can be done with an entry: open, correct, pin, bin, look at what it said before, and go where it leads."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import trash
from crm_desktop.operations.history import comments, files, history
from crm_desktop.operations.history.words import title_of
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.store.queries.timeline import EarlierText, FileRow, TimelineEntry, versions
from crm_desktop.store.queries.timeline_rows import StateChange, TimelineItem
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.timeline.editing import Correction, EditForm, VersionsForm
from crm_desktop.ui.timeline.opening import Opener
from crm_desktop.ui.timeline.preview import FilePreview
from crm_desktop.ui.timeline.view import TimelineView
from crm_desktop.ui.widgets.ask_word import AskWord
from crm_desktop.ui.widgets.menus import Menu

Item: TypeAlias = TimelineItem | TaskRow


class Deeds(QObject):
    """Does things with the rows of one timeline."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._window = workplace, parent

    def menu(self, item: Item, view: TimelineView, opener: Opener) -> Menu:
        """Return what can be done with a row."""
        menu = Menu(view)
        if isinstance(item, TimelineEntry):
            menu.entry(_("Edit …"), "pencil", on=partial(self.edit, item), key="Enter")
            pin = _("Unpin") if item.pinned else _("Pin to the top")
            menu.entry(pin, "pin-off" if item.pinned else "pin", on=partial(self.pin, item))
            if item.edited_at is not None:
                menu.entry(_("Earlier texts …"), "history", on=partial(self.show_versions, item))
            menu.entry(_("Comment …"), "message-square", on=partial(self.comment, item))
            for one in item.comments:
                words = _("Change comment “{words}” …").format(words=shortened(one.body))
                menu.entry(words, "pencil", on=partial(self.change_comment, one.id, one.body))
                words = _("Remove comment “{words}”").format(words=shortened(one.body))
                menu.entry(words, "x", on=partial(self.remove_comment, one.id))
            menu.entry(_("Copy text"), "copy", on=partial(_copy, item))
            self._file_entries(menu, item, opener)
        if isinstance(item, TaskRow):
            menu.entry(_("Done"), "circle-check", on=partial(self.finish, item))
        menu.addSeparator()
        for place, words, icon in self._ways(item):
            menu.entry(words, icon, on=partial(self._workplace.go, place))
        if isinstance(item, TimelineEntry | TaskRow):
            menu.addSeparator()
            menu.entry(_("Move to the bin"), "trash-2", on=partial(self.bin, item), key="Del")
        return menu

    def edit(self, entry: TimelineEntry) -> None:
        """Correct an entry in a form."""
        form = EditForm(entry, self._workplace.clock(), self._window.window())

        def keep(correction: Correction) -> None:
            """Keep the entry as corrected."""
            self._workplace.desk.do(
                history.edit_activity, activity_id=entry.id, subject=correction.subject, body=correction.body,
                minutes=correction.minutes, at=correction.at, version=entry.version, then=done, failed=form.fail,
            )  # fmt: skip

        def done(outcome: Outcome[None]) -> None:
            """Close the form and tell."""
            form.accept()
            self._told(outcome)

        form.filled.connect(keep)
        form.finished.connect(form.deleteLater)
        form.open()

    def comment(self, entry: TimelineEntry) -> None:
        """Ask for one line and write it under an entry."""
        form = AskWord(
            _("Comment on “{title}”").format(title=title_of(entry)), _("Comment"), parent=self._window.window()
        )

        def keep(words: str) -> None:
            """Add the comment."""
            if words:
                self._workplace.desk.do(comments.add_comment, activity_id=entry.id, text=words, then=self._told)

        form.given.connect(keep)
        form.finished.connect(form.deleteLater)
        form.open()

    def change_comment(self, comment_id: int, body: str) -> None:
        """Ask for the right words of a comment."""
        form = AskWord(_("Change comment"), _("Comment"), body, parent=self._window.window())

        def keep(words: str) -> None:
            """Change the comment."""
            if words not in {"", body}:
                self._workplace.desk.do(comments.change_comment, comment_id=comment_id, text=words, then=self._told)

        form.given.connect(keep)
        form.finished.connect(form.deleteLater)
        form.open()

    def remove_comment(self, comment_id: int) -> None:
        """Take a comment away."""
        self._workplace.desk.do(comments.delete_comment, comment_id=comment_id, then=self._told)

    def show_versions(self, entry: TimelineEntry) -> None:
        """Show what an entry said before it was corrected."""

        def show(earlier: list[EarlierText]) -> None:
            """Show the earlier versions."""
            form = VersionsForm(entry, earlier, self._window.window())
            form.finished.connect(form.deleteLater)
            form.open()

        self._workplace.desk.ask(versions, activity_id=entry.id, then=show, asker=self, lane="timeline")

    def pin(self, entry: TimelineEntry) -> None:
        """Keep an entry on top, or let it go back to its place."""
        self._workplace.desk.do(
            history.pin_activity, activity_id=entry.id, pinned=not entry.pinned, then=self._told
        )  # fmt: skip

    def bin(self, item: TimelineEntry | TaskRow) -> None:
        """Move an entry to the bin."""
        self._workplace.desk.do(trash.delete_activities, activity_ids=[item.id], then=self._told)

    def finish(self, task: TaskRow) -> None:
        """Say that something planned is done."""
        self._workplace.desk.do(tasks.complete_task, activity_id=task.id, then=self._told)

    def preview(self, entry: TimelineEntry, file: FileRow, opener: Opener) -> FilePreview:
        """Show a file of an entry here; its others are reached from it."""
        shown = FilePreview(self._workplace, entry.files, entry.files.index(file), opener, self._window)
        shown.open()
        return shown

    def detach(self, file: FileRow) -> None:
        """Take a file off its entry."""
        self._workplace.desk.do(files.detach_file, attachment_id=file.id, then=self._told)

    def _file_entries(self, menu: Menu, entry: TimelineEntry, opener: Opener) -> None:
        for file in entry.files:
            menu.addSeparator()
            menu.entry(
                _("Preview “{name}”").format(name=file.name), "eye", on=partial(self.preview, entry, file, opener)
            )
            menu.entry(_("Open “{name}”").format(name=file.name), "external-link", on=partial(opener.open_file, file))
            menu.entry(_("Save “{name}” as …").format(name=file.name), "download", on=partial(opener.save_as, file))
            menu.entry(_("Remove “{name}”").format(name=file.name), "x", on=partial(self.detach, file))

    def _ways(self, item: Item) -> list[tuple[Place, str, str]]:
        found: list[tuple[Place, str, str]] = []
        if isinstance(item, TimelineEntry | TaskRow):
            for contact_id, name in item.contacts:
                place = Place("contacts", "contact", contact_id)
                found.append((place, _("Show “{name}”").format(name=name), "user-round"))
        if isinstance(item, TimelineEntry | TaskRow | StateChange) and item.deal_id is not None:
            words = _("Show deal “{name}”").format(name=item.deal)
            found.append((Place("board", "deal", item.deal_id), words, "square-kanban"))
        if isinstance(item, TimelineEntry) and item.offer_id is not None:
            words = _("Show offer “{name}”").format(name=item.offer)
            found.append((Place("offers", "offer", item.offer_id), words, "file-text"))
        return found

    def _told(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))


def shortened(words: str, most: int = 40) -> str:
    """Return the beginning of a text for a menu."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _copy(entry: TimelineEntry) -> None:
    QApplication.clipboard().setText("\n".join(part for part in (entry.subject, entry.body) if part))
