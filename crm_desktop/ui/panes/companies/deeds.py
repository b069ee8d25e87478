"""What is done with companies: each opens a form where something has to be said, and is one step to undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Standing
from crm_desktop.ui.commands.workplace import Notice, Workplace

# Forms and operations are imported where they are first used: the list is painted before.
if TYPE_CHECKING:
    from crm_desktop.operations.contacts.contacts import NewContact
    from crm_desktop.operations.contacts.points import PostalLines
    from crm_desktop.store.queries.company_card import CompanyCard
    from crm_desktop.ui.panes.companies.forms import Filled


class Place(Protocol):
    """What the pane tells of itself."""

    def card(self) -> CompanyCard | None:
        """Return the company whose card is open."""

    def chosen(self) -> list[int]:
        """Return the company whose card is open, or those selected in the list."""

    def open_company(self, company_id: int) -> None:
        """Go to a company."""

    def open_person(self, contact_id: int) -> None:
        """Go to a person."""

    def back(self) -> None:
        """Go back to the list."""

    def put_back(self, company_id: int, text: str) -> None:
        """Give back a note that could not be kept."""


class Deeds:
    """Made by the pane, which is the parent of the forms too."""

    def __init__(self, workplace: Workplace, pane: Any) -> None:
        self._workplace = workplace
        self._parent: QWidget = pane
        self._pane: Place = pane

    def add(self) -> None:
        """Open the form for a new company."""
        from crm_desktop.operations.contacts import contacts
        from crm_desktop.ui.panes.companies.forms import NewCompanyForm

        form = NewCompanyForm(self._workplace.desk, self._parent)
        form.known.connect(form.reject)
        form.known.connect(self._pane.open_company)

        def save(new: NewContact) -> None:
            """Do it with what was filled in."""
            self._workplace.desk.do(contacts.add_company, new=new, failed=form.fail, then=added)

        def added(outcome: Outcome[int]) -> None:
            """Close the form and show what is new."""
            form.accept()
            self._pane.open_company(outcome.value)
            self._tell(outcome)

        self._open(form, save)

    def add_person(self) -> None:
        """Open the form for somebody who works there."""
        from crm_desktop.operations.contacts import contacts
        from crm_desktop.ui.panes.companies.forms import NewPersonForm

        card = self._pane.card()
        if card is None:
            return
        form = NewPersonForm(self._workplace.desk, card.facts.id, card.facts.name, self._parent)
        form.known.connect(form.reject)
        form.known.connect(self._pane.open_person)

        def save(new: NewContact) -> None:
            """Do it with what was filled in."""
            self._workplace.desk.do(contacts.add_person, new=new, failed=form.fail, then=self._closing(form))

        self._open(form, save)

    def add_place(self) -> None:
        """Open the form for a further address; the first one is the main one."""
        from crm_desktop.operations.contacts import points
        from crm_desktop.ui.panes.companies.forms import PlaceForm

        card = self._pane.card()
        if card is None:
            return
        company_id, first = card.facts.id, not card.contact.addresses
        form = PlaceForm(self._parent)

        def save(lines: PostalLines) -> None:
            """Do it with what was filled in."""
            self._workplace.desk.do(
                points.set_address, contact_id=company_id, lines=lines._replace(is_primary=first), failed=form.fail,
                then=self._closing(form),
            )  # fmt: skip

        self._open(form, save)

    def choose_parent(self) -> None:
        """Open the form that says to whom the company belongs."""
        from crm_desktop.operations.contacts import contacts
        from crm_desktop.ui.panes.companies.forms import GroupForm

        card = self._pane.card()
        if card is None:
            return
        facts = card.facts
        form = GroupForm(self._workplace.desk, facts.company_id or 0, facts.company, self._parent)

        def save(parent_id: int) -> None:
            """Do it with what was filled in."""
            self._workplace.desk.do(
                contacts.change_contact, contact_id=facts.id, fields={"company_id": parent_id or None},
                failed=form.fail, then=self._closing(form),
            )  # fmt: skip

        self._open(form, save)

    def tag(self) -> None:
        """Open the form that puts tags on the companies chosen."""
        from crm_desktop.operations.contacts import contacts
        from crm_desktop.ui.panes.companies.forms import TagForm

        chosen = self._pane.chosen()
        if not chosen:
            return
        form = TagForm(len(chosen), self._parent)

        def save(names: list[str]) -> None:
            """Do it with what was filled in."""
            self._workplace.desk.do(
                contacts.change_tags, contact_ids=chosen, add=names, failed=form.fail, then=self._closing(form)
            )

        self._open(form, save)

    def ask_label(self, before: str, then: Callable[[str], None]) -> None:
        """Ask for a label of one's own for a number."""
        from crm_desktop.ui.panes.companies.forms import LabelForm

        form = LabelForm(before, self._parent)

        def keep(label: str) -> None:
            """Close the form and tell what was kept."""
            form.accept()
            then(label)

        self._open(form, keep)

    def plan(self) -> None:
        """Plan the next step with the company."""
        from crm_desktop.ui.commands.planning import plan_task
        from crm_desktop.ui.models.record_field import Record

        card = self._pane.card()
        if card is not None:
            record = Record("contact", card.facts.id, card.facts.name)
            plan_task(self._workplace, self._parent, record=record)

    def complete(self, task_id: int) -> None:
        """Tick off the next step."""
        from crm_desktop.operations.planning import tasks

        self._workplace.desk.do(tasks.complete_task, activity_id=task_id, then=self._tell)

    def write(self, text: str) -> None:
        """Write a note into the history; its first line is the subject where there are several."""
        from crm_desktop.domain.history import ActivityKind
        from crm_desktop.operations.history import history

        card = self._pane.card()
        if card is None:
            return
        company_id = card.facts.id

        def failed(error: CrmError) -> None:
            """Put back what could not be kept."""
            self._pane.put_back(company_id, text)
            self._workplace.notify(Notice(str(error), tone="danger"))

        first, _mark, rest = text.partition("\n")
        several = bool(rest.strip())
        self._workplace.desk.do(
            history.log_activity, kind=ActivityKind.NOTE, subject=first if several else "",
            body=rest.strip() if several else text, contacts=[company_id], then=self._tell, failed=failed,
        )  # fmt: skip

    def set_standing(self, standing: Standing) -> None:
        """Say what the companies chosen are to the firm."""
        from crm_desktop.operations.contacts import contacts

        chosen = self._pane.chosen()
        if chosen:
            self._workplace.desk.do(
                contacts.change_standing, contact_ids=chosen, standing=standing, then=self._tell
            )  # fmt: skip

    def bin(self) -> None:
        """Move the companies chosen to the bin."""
        from crm_desktop.operations import trash

        chosen, was_open = self._pane.chosen(), self._pane.card() is not None
        if chosen:
            if was_open:
                self._pane.back()
            self._workplace.desk.do(trash.delete_contacts, contact_ids=chosen, then=self._tell)

    def take_out(self) -> None:
        """Take the companies chosen out of the bin."""
        from crm_desktop.operations import trash

        chosen = self._pane.chosen()
        if chosen:
            self._workplace.desk.do(trash.restore, kind="contact", ids=chosen, then=self._tell)

    def _open(self, form: Filled, save: Callable[[Any], None]) -> None:
        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _closing(self, form: Filled) -> Callable[[Outcome[Any]], None]:
        def close(outcome: Outcome[Any]) -> None:
            """Close the form and tell what was done."""
            form.accept()
            self._tell(outcome)

        return close

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))
