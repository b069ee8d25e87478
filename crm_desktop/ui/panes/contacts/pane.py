"""The contacts pane: list, card and history side by side; in a narrow window the card becomes a tab."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.links import to_dial
from crm_desktop.domain.kinds import ActivityKind, PointKind
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models.contact_setup import listed, setup_from
from crm_desktop.ui.panes.contacts.list_beside import Beside
from crm_desktop.ui.panes.contacts.list_commands import bulk_commands, list_commands
from crm_desktop.ui.panes.contacts.list_seen import Seen
from crm_desktop.ui.panes.contacts.listing import ContactList
from crm_desktop.ui.panes.contacts.privacy_menu import privacy_commands
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.commands import timeline_commands
from crm_desktop.ui.widgets.first_picture import FirstPicture
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.splitter import Splitter

# Card, form and work on them are imported where they are first used: the list is painted before.
if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.operations.contacts.contacts import NewContact
    from crm_desktop.store.queries.contact_card import ContactCard
    from crm_desktop.store.queries.palette import EntryRow
    from crm_desktop.ui.panes.contacts.person import PersonPart
    from crm_desktop.ui.timeline.draft import Draft

#: Kinds whose change can change the card in view.
_CARD = frozenset({
    "contact", "address", "contact_point", "employment", "tag", "activity", "activity_contact", "deal", "offer", "sale",
    "attachment", "custom_field",
})  # fmt: skip
_NARROW = 1180


class ContactsPane(Pane):
    """Where the day is spent."""

    name = "contacts"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._card: ContactCard | None = None
        self._begin: Callable[[], None] | None = None
        #: What is half typed about whom, by contact.
        self._drafts: dict[int, Draft] = {}
        self.list = ContactList(workplace, new=self.add, host=self)
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.list_in_view = self.list.in_view
        self._seen = Seen(workplace.desk, self)
        self.beside = Beside(workplace, self.list)
        self.person: PersonPart | None = None
        self._splitter = Splitter("contacts")
        self._splitter.put(self.list, least=look().px(280), most=look().px(480), stretch=0)
        self._splitter.put(self.beside, stretch=1)
        self._splitter.setSizes([look().px(336), 10_000])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.list.ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Show somebody, or begin what the way here asked for."""
        if place.kind == "activity" and place.ref:
            self._find_entry(place.ref)
            return
        if place.kind == "contact" and place.ref:
            self.list.pick(place.ref)
            self._pick(place.ref)
        if place.intent == "listed":
            self.list.narrow(listed(place.words, place.refs))
        intents: dict[str, Callable[[], None]] = {
            "new person": lambda: self.add("person", place.words),
            "new company": lambda: self.add("company", place.words),
            "note": self.write_note, "call": self.log_call, "follow_up": self.plan,
            "entry": lambda: self._show_entry(place.about),
            "case": lambda: self._show_case(place.about),
        }  # fmt: skip
        begin = intents.get(place.intent)
        if begin is not None:
            # After the card has come: what is begun needs somebody to be about.
            self._begin = begin
            here = self._card is not None and place.ref in (0, self._card.facts.id)
            if here or place.intent.startswith("new"):
                self._begin_now()
        else:
            self.list.view.setFocus()

    def refresh(self, told: Told) -> None:
        """Read what changed again."""
        self.list.refresh(told)
        if self.person is not None:
            self.person.refresh(told)
        if self._card is not None and told.outcome.changes.touch(*_CARD):
            self._ask(self._card.facts.id)

    def first_sight(self) -> QWidget:
        """Return the part that holds the rows of the list."""
        return self.list.view.viewport()

    def is_filled(self) -> bool:
        """Whether the list has come."""
        return self.list.answered

    def subject(self) -> Subject | None:
        """Return the contact in view."""
        if self._card is None:
            return None
        return Subject("contact", self._card.facts.id, self._card.facts.name)

    def keep(self) -> dict[str, Any]:
        """Keep who is in view and what is half typed."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self._put_draft_by()
        return {
            "contact": self.list.picked_id(),
            "setup": self.list.setup.to_plain(),
            "drafts": self._drafts,
            "scroll": self.list.view.verticalScrollBar().value(),
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same contact, with what was half typed about everybody."""
        self._drafts = kept["drafts"]
        self.list.follow(setup_from(kept["setup"]))
        if kept["contact"]:
            self.list.pick(kept["contact"])

    def leave(self) -> None:
        """Drop all open questions."""
        desk = self.workplace.desk
        desk.forget(self)
        self.list.leave()
        self._seen.settle()
        self.beside.leave()
        if self.person is not None:
            self.person.leave()

    def commands(self) -> list[Command]:
        """Return what can be done with the contact in view."""

        def has_card(_workplace: Workplace) -> bool:
            return self._card is not None

        def command(
            name: str, words: Callable[[], str], on: Callable[[], object], keys: str = "", icon: str = "", *,
            when: Callable[[Workplace], bool] = has_card,
        ) -> Command:  # fmt: skip
            def run(_workplace: Workplace) -> None:
                on()

            return Command(f"contacts.{name}", words, run, keys, icon, "contact", "contacts", when)

        return [
            command("new", lambda: _("New person"), lambda: self.add("person"), "N", "user-plus"),
            command("note", lambda: _("Write a note"), self.write_note, "E", "sticky-note"),
            command("call", lambda: _("Log a call"), self.log_call, "Ctrl+Shift+A", "phone"),
            command("follow_up", lambda: _("Plan a follow-up"), self.plan, "Ctrl+Shift+W", "calendar-plus"),
            command("offer", lambda: _("New offer for this contact"), self.new_offer, "", "file-plus-corner"),
            command("case", lambda: _("New service case …"), self.add_case, "", "life-buoy"),
            command("letter", lambda: _("Write a letter …"), self.write_letter, "", "mail"),
            command("deal", lambda: _("New deal for this contact"), self.new_deal, "", "square-kanban"),
            command("favourite", lambda: _("Favourite or not"), self.star, "S", "star"),
            *list_commands(self.list),
            *timeline_commands(lambda: self.person.timeline if self.person is not None else None, "contacts"),
            *bulk_commands(self.beside),
            *privacy_commands(lambda: self.person, lambda: self._card),
            command("bin", lambda: _("Move to the bin"), self.bin, "Del", "trash-2"),
            command(
                "restore", lambda: _("Restore"), self.take_out, "", "archive-restore",
                when=lambda _place: self._is_binned(),
            ),
        ]  # fmt: skip

    # What the user does

    def add(self, kind: str, known: str = "") -> None:
        """Open the form for somebody new; of what is known already, digits are a phone number and words a name."""
        from crm_desktop.operations.contacts import contacts
        from crm_desktop.operations.quality.complete import complete
        from crm_desktop.ui.panes.contacts.form import NewContactForm

        given = {"name": known} if any(map(str.isalpha, known)) else {"phone": known}
        form = NewContactForm(kind, self.workplace.desk, self, **given)
        operation = contacts.add_person if kind == "person" else contacts.add_company

        def save(new: NewContact) -> None:
            self.workplace.desk.do(operation, new=new, initiator=None, failed=form.fail, then=added)

        def added(outcome: Outcome[int]) -> None:
            form.accept()
            self.list.pick(outcome.value)
            self.list.ask()
            self._ask(outcome.value)
            self.workplace.notify(Notice(outcome.label, undo=True))

        def use(known: int, new: NewContact) -> None:
            self.workplace.desk.do(complete, contact_id=known, new=new, failed=form.fail, then=added)

        form.filled.connect(save)
        form.used.connect(use)
        form.opened.connect(lambda ref: self.workplace.go(Place("contacts", "contact", ref)))
        form.finished.connect(form.deleteLater)
        form.open()

    def write_note(self) -> None:
        """Put the cursor into the composer."""
        self._compose(ActivityKind.NOTE)

    def log_call(self) -> None:
        """Begin to write down a call."""
        self._compose(ActivityKind.CALL)

    def plan(self) -> None:
        """Begin a task."""
        self._compose(ActivityKind.TASK)

    def new_offer(self) -> None:
        """Begin an offer for the contact in view."""
        if self._card:
            self.workplace.go(Place("offers", intent="new", about=self._card.facts.id))

    def write_letter(self) -> None:
        """Write and print a letter to the contact in view."""
        if self._card:
            from crm_desktop.ui.commands.letter_form import write_letter  # rarely needed

            write_letter(self.workplace, self, self._card.facts.id, self._card.facts.name)

    def add_case(self) -> None:
        """Open a question, complaint or repair of the contact in view."""
        if self._card and self.person is not None:
            self.person.cases.add(self._card.facts.id, self._card.facts.name)

    def _show_case(self, case_id: int) -> None:
        if self.person is not None:
            self.person.cases.open(case_id)

    def new_deal(self) -> None:
        """Begin a deal with the contact in view."""
        if self._card:
            self.workplace.go(Place("board", intent="new", about=self._card.facts.id))

    def call(self) -> None:
        """Call somebody with the system's program and begin to write the call down."""
        point = self._point(PointKind.PHONE, PointKind.MOBILE)
        if point:
            QDesktopServices.openUrl(QUrl(to_dial(point)))
        self.log_call()

    def mail(self) -> None:
        """Begin an e-mail in the system's program."""
        address = self._point(PointKind.EMAIL)
        if address:
            url = QUrl()
            url.setScheme("mailto")
            url.setPath(address)
            QDesktopServices.openUrl(url)
        self._compose(ActivityKind.EMAIL)

    def star(self) -> None:
        """Make the contact in view a favourite, or no longer one."""
        from crm_desktop.operations.contacts import favourites  # rarely needed

        if self._card is None:
            return
        contact_id = self._card.facts.id
        row = self.list.model.record(contact_id)
        self.workplace.desk.do(
            favourites.set_favourite,
            contact_ids=[contact_id],
            on=row is None or not row.favourite,
            then=self._told_undo,
        )

    def print_view(self) -> None:
        """Print the list; who has the keyboard in the card or history of somebody prints the file of this contact."""
        focused = self.window().focusWidget()
        if focused is None or not self.beside.isAncestorOf(focused) or self.person is None or self._card is None:
            self.list.print_list()
        else:
            self.person.timeline.print_file()

    def escape(self) -> bool:
        """Go one step back in the list: out of the filter, then out of the selection."""
        return self.list.step_back()

    def bin(self) -> None:
        """Move the selected contacts to the bin."""
        from crm_desktop.operations import trash  # rarely needed

        chosen = self.list.selected_ids()
        if len(chosen) > 1:
            self.beside.bulk().bin()
        elif chosen:
            self.list.step(1)
            self.workplace.desk.do(trash.delete_contacts, contact_ids=chosen, then=self._told_undo)

    def take_out(self) -> None:
        """Take the selected contacts out of the bin."""
        from crm_desktop.operations import trash  # rarely needed

        chosen = self.list.selected_ids()
        if chosen and self._is_binned():
            self.workplace.desk.do(trash.restore, kind="contact", ids=chosen, then=self._told_undo)

    # Inside

    def _find_entry(self, activity_id: int) -> None:
        """Show whom an entry is about, with the entry in view."""
        from crm_desktop.store.queries.palette import entries  # rarely needed

        def show(found: Mapping[int, EntryRow]) -> None:
            entry = found.get(activity_id)
            if entry is None or not entry.contact_id:
                self.workplace.notify(Notice(_("This entry is not in the history any more."), tone="warning"))
                return
            self.enter(Place("contacts", "contact", entry.contact_id, "entry", activity_id))

        self.workplace.desk.ask(entries, ids=[activity_id], then=show, asker=self, topic="entry")

    def _show_entry(self, activity_id: int) -> None:
        if self.person is not None:
            self.person.show_history()
            self.person.timeline.show_entry(activity_id)

    def _open(self) -> None:
        """Go on with the contact in view: out of the table to its card, in the list to the next note."""
        if self.list.setup.table:
            self.list.head.switch_form()
        else:
            self.write_note()

    def _compose(self, kind: ActivityKind) -> None:
        if self.person is not None and self._card is not None:
            self.person.show_history()
            self.person.timeline.composer.begin(kind)

    def _point(self, *kinds: PointKind) -> str:
        points = self._card.points if self._card else ()
        return next((point.normal or point.value for point in points if point.kind in kinds), "")

    def _pick(self, contact_id: int) -> None:
        if not contact_id:
            self._put_draft_by()
            self._card = None
            self.beside.show_card(None)
            return
        self._seen.look_at(contact_id)
        if self.person is None:
            # Asked after the list has been painted, so that the list is never late.
            FirstPicture(self.first_sight(), self.is_filled, lambda: self._ask_first(contact_id))
        elif self._card is None or self._card.facts.id != contact_id:
            self._ask(contact_id)

    def _ask_first(self, contact_id: int) -> None:
        """Ask for the first card, and build what shows it while it is read."""
        self._ask(contact_id)
        if self.person is None and self.isVisible():
            self.person = self._make_person()

    def _ask(self, contact_id: int) -> None:
        from crm_desktop.store.queries.contact_card import card

        self.workplace.desk.ask(
            card, contact_id=contact_id, today=self.workplace.today(), then=self._show, asker=self, topic="card",
            lane="card",
        )  # fmt: skip

    def _show(self, found: ContactCard | None) -> None:
        if found is None:
            return
        other = self._card is None or self._card.facts.id != found.facts.id
        if other:
            self._put_draft_by()
        self._card = found
        self._show_person(other=other)

    def _show_person(self, *, other: bool) -> None:
        if self._card is None:
            return
        if self.person is None:
            self.person = self._make_person()
        self.beside.show_card(self.person)
        self.person.show_card(self._card)
        if other:
            self.person.timeline.composer.take_up(self._drafts.pop(self._card.facts.id, None))
        if other or self.person.timeline.model.rowCount() == 0:
            facts = self._card.facts
            self.person.timeline.show_contact(facts.id, company_id=facts.company_id, kind=facts.kind)
        self._begin_now()

    def _make_person(self) -> PersonPart:
        from crm_desktop.store.queries.contact_filters import ContactFilter
        from crm_desktop.ui.panes.contacts.person import PersonPart

        made = PersonPart(self.workplace, call=self.call, mail=self.mail, offer=self.new_offer, menu=self._menu)
        made.heading.company_asked.connect(lambda ref: self.workplace.go(Place("companies", "contact", ref)))
        made.details.person_asked.connect(lambda ref: self.workplace.go(Place("contacts", "contact", ref)))
        made.details.tag_asked.connect(lambda tag: self.list.narrow(ContactFilter(tag=tag)))
        made.details.plan_asked.connect(self.plan)
        made.details.done_asked.connect(self._done)
        made.timeline.given_back.connect(self._give_back)
        made.follow_width(self.width())
        return made

    def _menu(self) -> Menu:
        menu = Menu(self)
        menu.entry(_("New deal"), "square-kanban", on=self.new_deal)
        menu.entry(_("Plan a follow-up"), "calendar-plus", on=self.plan)
        menu.entry(_("Favourite or not"), "star", on=self.star, key="S")
        menu.addSeparator()
        bin_ = menu.entry(_("Move to the bin"), "trash-2", on=self.bin)
        out = menu.entry(_("Restore"), "archive-restore", on=self.take_out)

        def fit() -> None:
            binned = self._is_binned()
            bin_.setVisible(not binned)
            out.setVisible(binned)

        menu.aboutToShow.connect(fit)
        return menu

    def _is_binned(self) -> bool:
        return self._card is not None and self._card.facts.deleted_at is not None

    def _begin_now(self) -> None:
        begin, self._begin = self._begin, None
        if begin is not None:
            begin()

    def _give_back(self, contact_id: int, draft: Draft) -> None:
        """Put what could not be kept before what was typed about the same contact since."""
        since = self._drafts.get(contact_id)
        self._drafts[contact_id] = replace(draft, text=f"{draft.text}\n{since.text}") if since else draft

    def _put_draft_by(self) -> None:
        """Remember what is half typed about the contact in view."""
        if self.person is None or self._card is None:
            return
        draft = self.person.timeline.composer.draft()
        if draft.is_worth_keeping:
            self._drafts[self._card.facts.id] = draft
        else:
            self._drafts.pop(self._card.facts.id, None)

    def _done(self, task_id: int) -> None:
        from crm_desktop.operations.planning import tasks

        self.workplace.desk.do(tasks.complete_task, activity_id=task_id, then=self._told_undo)

    def _told_undo(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the card become a tab where three columns do not fit."""
        super().resizeEvent(event)
        if self.person is not None:
            self.person.follow_width(self.width())
