"""The timeline as a part of a pane: the composer, the line of filters, and everything that happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.capture import NewEntry, write_down
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.store.queries.timeline import Reach, Scope, TimelineEntry
from crm_desktop.store.queries.timeline_index import Wanted
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.timeline_list import Question, TimelineModel
from crm_desktop.ui.timeline.composer import Composer
from crm_desktop.ui.timeline.deeds import Deeds
from crm_desktop.ui.timeline.draft import Draft
from crm_desktop.ui.timeline.dropping import Dropping
from crm_desktop.ui.timeline.editing import JumpForm
from crm_desktop.ui.timeline.entries import EntryDelegate
from crm_desktop.ui.timeline.filters import Filters
from crm_desktop.ui.timeline.opening import Opener
from crm_desktop.ui.timeline.pending import PendingFile, carries_files, read_all
from crm_desktop.ui.timeline.pictures import Pictures
from crm_desktop.ui.timeline.view import TimelineView
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, column

#: Kinds of records whose change can change a timeline.
KINDS = (
    "activity",
    "activity_contact",
    "activity_comment",
    "attachment",
    "deal",
    "deal_state",
    "offer",
    "contact",
    "contact_point",
    "address",
)


class TimelinePart(Pane):
    """Composer and timeline of one contact, or with `asks_whom` of all. Signal: `kept(Outcome)` for a new entry."""

    kept = Signal(object)
    #: What could not be kept about somebody who is not in view any more: carries the contact and the draft.
    given_back = Signal(int, object)

    def __init__(self, workplace: Workplace, *, asks_whom: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._workplace = workplace
        self._question = Question(today=workplace.today())
        #: The entry to be brought into view as soon as the order is known; 0 for none.
        self._sought = 0
        self.composer = Composer(workplace.desk, workplace.clock, asks_whom=asks_whom)
        self.composer.written.connect(self._write)
        self.model = TimelineModel(workplace.desk, self)
        self.model.answered.connect(self._show_answer)
        self.pictures = Pictures(workplace.desk, self)
        self.view = TimelineView(self.model, EntryDelegate(self.pictures.small))
        self.pictures.came.connect(self.view.viewport().update)
        self.opener = Opener(workplace, self)
        self.deeds = Deeds(workplace, self)
        self.dropping = Dropping(workplace, self.composer, self)
        self.view.file_opened.connect(self.opener.open_file)
        self.view.opened.connect(self._open)
        self.view.menu_asked.connect(self._open_menu)
        self.view.bin_asked.connect(self.bin_current)
        self.filters = Filters(self._extra_menu, workplace.today())
        self.filters.changed.connect(self.ask)
        self.filters.reach_changed.connect(lambda _reach: self.ask())
        self._stack = QStackedWidget()
        # In a low window the list gives way to the composer, not the other way round.
        self._stack.setMinimumHeight(1)
        self._release = Button(_("Show everything"), on=self.filters.clear)
        self._stack.addWidget(self.view)
        self._stack.addWidget(
            EmptyState(
                "history",
                _("Nothing written down yet"),
                _("Calls, visits, mails and notes will stand here, newest first."),
            )
        )
        self._stack.addWidget(EmptyState("search", _("Nothing fits the filter"), action=self._release))
        top = column(None, self.composer, self.filters, gap=8, margins=(20, 16, 20, 4))
        column(self, top, self._stack, gap=0).setStretch(1, 1)
        self.setAcceptDrops(True)

    # What is shown

    def show_contact(
        self, contact_id: int, *, company_id: int | None = None, kind: ContactKind = ContactKind.PERSON
    ) -> None:
        """Show the history of somebody, with everything around them."""
        if self._question.scope.contact_id != contact_id:
            company = kind is ContactKind.COMPANY
            reaches = [Reach.AROUND, Reach.OWN]
            reaches += [] if company or company_id is None else [Reach.COMPANY]
            self.filters.reach = Reach.AROUND
            self.filters.offer_reaches([*reaches, *([Reach.GROUP] if company or company_id is not None else [])])
        leave_out = (contact_id,) if company_id is None else (contact_id, company_id)
        self._question = replace(self._question, scope=Scope(contact_id=contact_id), leave_out=leave_out)
        self.ask()

    def show_scope(self, scope: Scope) -> None:
        """Show the history of a deal, an offer, or of all."""
        leave_out = (scope.contact_id,) if scope.contact_id is not None else ()
        self._question = replace(self._question, scope=scope, leave_out=leave_out)
        self.ask()

    def show_entry(self, activity_id: int) -> None:
        """Bring an entry into view and mark it, whatever the filters left out."""
        self._sought = activity_id
        self.filters.set_wanted(Wanted())
        self.filters.field.hide()
        self.ask()

    def ask(self) -> None:
        """Read the timeline, what changed of it or what else is wanted."""
        self.model.show(self._asked())

    def refresh(self, told: Told) -> None:
        """Bring the timeline up to date after a step."""
        changes = told.outcome.changes
        if changes.touch(*KINDS):
            self.model.refresh(
                changes.ids("activity")
                if not changes.touch("attachment", "activity_contact", "activity_comment")
                else None
            )

    def scope(self) -> Scope:
        """Return whose timeline it is."""
        return self._question.scope

    def leave(self) -> None:
        """Drop all open questions before the part goes."""
        self.composer.forget()
        self.opener.forget()
        for asker in (self, self.model, self.pictures, self.deeds, self.dropping):
            self._workplace.desk.forget(asker)

    def _asked(self) -> Question:
        wanted = self.filters.wanted()
        scope = self._question.scope
        if scope.contact_id is not None:
            scope = replace(scope, reach=self.filters.reach)
            wanted = replace(wanted, pins_apart=not wanted.narrows)
        return replace(self._question, scope=scope, wanted=wanted)

    def _show_answer(self, entries: int) -> None:
        if self.model.is_complete():
            self.filters.show_count(entries)
        nothing = 2 if self.filters.wanted().narrows else 1
        self._stack.setCurrentIndex(0 if self.model.rowCount() else nothing)
        if self._sought:
            self._show_sought()

    def _show_sought(self) -> None:
        """Show the entry looked for where it is known by now; say so where it is not there at all."""
        if self.view.show_entry(self._sought):
            self._sought = 0
            self.view.setFocus()
        elif self.model.is_complete():
            self._sought = 0
            self._workplace.notify(Notice(_("This entry is not in the history any more."), tone="warning"))

    # What the user does

    def jump(self) -> None:
        """Ask for a day and show it."""
        form = JumpForm(self.window())
        form.filled.connect(self.jump_to)
        form.finished.connect(form.deleteLater)
        form.open()

    def jump_to(self, day: date) -> None:
        """Show the newest entry of a day or before it."""
        if self.view.jump_to(day):
            self.view.setFocus()
        else:
            self._workplace.notify(Notice(_("There is nothing before this day."), tone="warning"))

    def show_all_whole(self) -> None:
        """Show all texts whole, or cut as before."""
        self.model.show_all_whole(whole=not self.model.all_whole)

    def escape(self) -> bool:
        """Release the filters; say whether there were any."""
        return self.filters.clear()

    def print_file(self) -> None:
        """Print the whole file of the customer through a PDF."""
        if self._question.scope.contact_id is not None:
            from crm_desktop.ui.timeline.printing import save_customer_file  # reportlab

            save_customer_file(self._workplace, self, self._asked().scope, self.filters.wanted())

    def _extra_menu(self, menu: Menu) -> None:
        menu.addSeparator()
        whole = self.model.all_whole
        menu.entry(_("Collapse all") if whole else _("Expand all"), "chevrons-up-down", on=self.show_all_whole)
        menu.entry(_("Jump to a day …"), "calendar", on=self.jump)
        if self._question.scope.contact_id is not None:
            menu.entry(_("Customer file as PDF …"), "printer", on=self.print_file)

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.entry_at(index)
        if entry is not None:
            self.deeds.edit(entry)
        else:
            self.view.unfold(index)

    def pin_current(self) -> None:
        """Pin the entry in the cursor, or let it go."""
        entry = self.model.entry_at(self.view.currentIndex())
        if entry is not None:
            self.deeds.pin(entry)

    def edit_current(self) -> None:
        """Correct the entry in the cursor."""
        entry = self.model.entry_at(self.view.currentIndex())
        if entry is not None:
            self.deeds.edit(entry)

    def comment_current(self) -> None:
        """Write a comment under the entry in the cursor."""
        entry = self.model.entry_at(self.view.currentIndex())
        if entry is not None:
            self.deeds.comment(entry)

    def bin_current(self) -> None:
        """Move the entry in the cursor to the bin."""
        item = self.model.item(self.view.currentIndex())
        if isinstance(item, TimelineEntry | TaskRow):
            self.deeds.bin(item)

    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        item = self.model.item(index)
        if item is None:
            return
        self.view.setCurrentIndex(index)
        menu = self.deeds.menu(item, self.view, self.opener)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    # Writing

    def _write(self, entry: NewEntry, files: tuple[PendingFile, ...]) -> None:
        scope = self._question.scope
        own = () if scope.contact_id is None else (scope.contact_id,)
        whole = replace(
            entry,
            contacts=tuple(dict.fromkeys([*own, *entry.contacts])),
            deal_id=entry.deal_id if entry.deal_id is not None else scope.deal_id,
            offer_id=entry.offer_id if entry.offer_id is not None else scope.offer_id,
        )
        # Let go of at once: the step may have to wait for an import, and the next entry is begun meanwhile.
        draft = self.composer.draft()
        self.composer.take_up(None)
        self._workplace.desk.do(
            write_with_files, entry=whole, pending=files, then=self._tell, failed=partial(self._give_back, own, draft)
        )  # fmt: skip

    def _tell(self, outcome: Outcome[int]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))
        self.kept.emit(outcome)

    def _give_back(self, own: tuple[int, ...], draft: Draft, error: CrmError) -> None:
        """Put what could not be kept before what was typed since, if the user is still there."""
        scope = self._question.scope
        if own == (() if scope.contact_id is None else (scope.contact_id,)):
            since = self.composer.draft()
            text = f"{draft.text}\n{since.text}" if since.text.strip() else draft.text
            self.composer.take_up(replace(draft, text=text))
            self.composer.fail(str(error))
        else:
            self.given_back.emit(own[0] if own else 0, draft)
        self._workplace.notify(Notice(str(error), tone="danger"))

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
        """Keep files with the entry below the pointer, mails as entries, everything else with what is being written."""
        at = self.view.viewport().mapFrom(self, event.position().toPoint())
        inside = self.view.isVisible() and self.view.viewport().rect().contains(at)
        entry = self.model.entry_at(self.view.indexAt(at)) if inside else None
        self.dropping.take(event.mimeData(), entry, self._question.scope.contact_id)
        event.acceptProposedAction()


def write_with_files(writer: Writer, *, entry: NewEntry, pending: tuple[PendingFile, ...]) -> Outcome[int]:
    """Read the files on the writing lane and write the entry down."""
    return write_down(writer, entry=replace(entry, files=read_all(pending)))
