"""What the user does with inquiries: each deed is one step, told in a toast that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.links import to_dial
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.operations.leads import convert as lead_convert
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads import life as lead_life
from crm_desktop.operations.leads.convert import Converted
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.contact_table import ContactTableRow
from crm_desktop.store.queries.lead_matches import Match
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.models.lead_in_hand import LeadInHand
from crm_desktop.ui.panes.leads.compare_form import CompareForm, the_contact
from crm_desktop.ui.panes.leads.convert_form import ConvertForm, Ways, ways
from crm_desktop.ui.panes.leads.forms import Decline, DeclineForm, LaterForm, NewLead, NewLeadForm


class LeadDeeds(QObject):
    """Signals: `made(id)` of an inquiry that is to be shown; `apart()` when it is from nobody who is known."""

    made = Signal(int)
    apart = Signal()

    def __init__(self, workplace: Workplace, pane: QWidget) -> None:
        super().__init__(pane)
        self._workplace, self._pane = workplace, pane
        #: Whether a text is being taken in: what keys mean then is that one, which is not there yet.
        self.coming = False
        #: Inquiries whose likely contacts the user has said to be others.
        self.strangers: set[int] = set()

    # Taking in

    def add(self) -> None:
        """Open the form for an inquiry by hand."""
        self._workplace.desk.ask(_words, then=self._add, asker=self, topic="words")

    def _add(self, found: tuple[list[str], list[str]]) -> None:
        form = NewLeadForm(self._workplace.desk, *found, parent=self._pane)

        def save(new: NewLead) -> None:
            """Add what was filled in."""
            self._do(
                leads.add_lead, form=form, also=self._made, raw_text=new.raw_text, fields=new.fields, reads=False
            )  # fmt: skip

        form.opened.connect(lambda ref: self._workplace.go(Place("contacts", "contact", ref)))
        self._open(form, save)

    def take_text(self, text: str) -> None:
        """Make an inquiry of a text; what it says fills the fields."""
        self.coming = True
        self._workplace.desk.do(leads.add_lead, raw_text=text, then=self._took, failed=self._not_taken)

    def expect(self) -> None:
        """Know that an inquiry is on its way."""
        self.coming = True

    def _took(self, outcome: Outcome[int]) -> None:
        self._made(outcome)
        self.tell(outcome)

    def _not_taken(self, error: CrmError) -> None:
        self.coming = False
        self.refuse(error)

    def _made(self, outcome: Outcome[int]) -> None:
        self.made.emit(outcome.value)

    # Changing

    def change(self, lead_id: int, fields: dict[str, Any], failed: Callable[[CrmError], None]) -> None:
        """Keep what was typed; a toast would tell the user what they have just done."""
        self._workplace.desk.do(leads.change_lead, lead_id=lead_id, fields=fields, failed=failed)

    def assign(self, lead_id: int, contact_id: int | None) -> None:
        """Say who an inquiry is from."""
        self._do(leads.assign_lead, lead_id=lead_id, contact_id=contact_id)

    def compare(self, found: LeadInHand, match: Match) -> None:
        """Show an inquiry and a known contact beside each other."""

        def show(known: ContactTableRow | None) -> None:
            """Show both."""
            if known is not None:
                form = CompareForm(found.lead, match, known, self._pane)
                form.new_asked.connect(partial(self.keep_apart, found.lead.id))
                self._open(form, lambda ref: self._do(
                    leads.assign_lead, form=form, lead_id=found.lead.id, contact_id=ref
                ))  # fmt: skip

        self._workplace.desk.ask(the_contact, contact_id=match.id, then=show, asker=self, topic="contact")

    def keep_apart(self, lead_id: int) -> None:
        """Take an inquiry as one from somebody new."""
        self.strangers.add(lead_id)
        self.apart.emit()

    # What becomes of it

    def convert(self, found: LeadInHand) -> None:
        """Ask what it becomes, and take it on."""

        def ask(found_ways: Ways) -> None:
            """Ask with what is known already."""
            form = ConvertForm(
                self._workplace.desk, found, found_ways, self._workplace.today, new=found.lead.id in self.strangers,
                parent=self._pane,
            )  # fmt: skip
            self._open(form, lambda how: self._do(
                lead_convert.convert_lead, form=form, told=self._converted, lead_id=found.lead.id, how=how
            ))  # fmt: skip

        self._workplace.desk.ask(ways, then=ask, asker=self, topic="ways")

    def decline(self, ids: Sequence[int], name: str) -> None:
        """Ask why, and decline."""
        form = DeclineForm(name, self._pane, count=len(ids))

        def save(said: Decline) -> None:
            """Do it with what was said."""
            self._do(lead_life.disqualify_leads, form=form, lead_ids=list(ids), reason=said.reason, note=said.note)

        self._open(form, save)

    def later(self, found: LeadInHand) -> None:
        """Ask until when it waits."""
        form = LaterForm(found.name, self._workplace.today, self._pane, until=found.lead.later_until)

        def save(until: date | None) -> None:
            """Do it with what was said."""
            self._do(lead_life.put_off_lead, form=form, lead_id=found.lead.id, until=until)

        self._open(form, save)

    def qualify(self, lead_id: int) -> None:
        """Say that it is worth a deal."""
        self._do(lead_life.qualify_lead, lead_id=lead_id)

    def reopen(self, lead_id: int) -> None:
        """Take it up again."""
        self._do(lead_life.reopen_lead, lead_id=lead_id)

    def bin(self, ids: Sequence[int]) -> None:
        """Put inquiries into the bin."""
        self._do(leads.delete_leads, lead_ids=list(ids))

    # Answering

    def call(self, found: LeadInHand) -> None:
        """Dial where a program does that, and write down what was said."""
        number = found.lead.phone or found.lead.mobile
        if number:
            QDesktopServices.openUrl(QUrl(to_dial(number)))
        self.write(found, ActivityKind.CALL)

    def write(self, found: LeadInHand, kind: ActivityKind) -> None:
        """Write down what happened with it."""
        from crm_desktop.ui.panes.leads.answer import AnswerForm  # after the first picture

        form = AnswerForm(self._workplace, found, kind, self._pane)
        form.finished.connect(form.deleteLater)
        form.open()

    def mail(self, found: LeadInHand) -> None:
        """Note the answer and open a draft of it in the user's mail program."""
        from crm_desktop.ui.commands.mailing import open_draft  # after the first picture
        from crm_desktop.ui.panes.leads.answer import draft_of  # after the first picture

        now: datetime = self._workplace.clock()
        subject = _("Your inquiry: {title}").format(title=found.lead.title) if found.lead.title else _("Your inquiry")

        def open_it(outcome: Outcome[int]) -> None:
            """Open the draft once the answer is noted."""
            open_draft(self._workplace, draft_of(found.lead, subject, now), done=outcome.label, undo=True)

        self._workplace.desk.do(
            lead_life.answer_lead, lead_id=found.lead.id, kind=ActivityKind.EMAIL, subject=subject, then=open_it
        )  # fmt: skip

    def mark_answered(self, lead_id: int) -> None:
        """Note that it has been answered."""
        self._do(lead_life.mark_answered, lead_id=lead_id)

    # Inside

    def _do(
        self,
        operation: Callable[..., Outcome[Any]],
        *,
        form: Any = None,
        also: Callable[[Outcome[Any]], None] | None = None,
        told: Callable[[Outcome[Any]], None] | None = None,
        **arguments: Any,
    ) -> None:
        def done(outcome: Outcome[Any]) -> None:
            if form is not None:
                form.accept()
            if also is not None:
                also(outcome)
            (told or self.tell)(outcome)

        failed = form.fail if form is not None else self.refuse
        self._workplace.desk.do(operation, then=done, failed=failed, **arguments)

    def _converted(self, outcome: Outcome[Converted]) -> None:
        """Say what was done, and lead to what the inquiry became."""
        place = made_place(outcome.value)
        if place is None:
            self.tell(outcome)
        else:
            words = _("Show the deal") if place.kind == "deal" else _("Show the contact")
            self.tell(outcome, words, partial(self._workplace.go, place))

    def tell(self, outcome: Outcome[Any], action: str = "", run: Callable[[], None] | None = None) -> None:
        """Say what was done, and lead to what came of it where there is something to see."""
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None, action=action, run=run))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._pane, outcome.label))

    def refuse(self, error: CrmError) -> None:
        """Say why something could not be done."""
        self._workplace.notify(Notice(str(error), tone="warning"))

    def _open(self, form: Any, save: Callable[[Any], None]) -> None:
        form.filled.connect(save)
        form.finished.connect(lambda _result: self._workplace.desk.forget(form))
        form.finished.connect(form.deleteLater)
        form.open()


def made_place(made: Converted) -> Place | None:
    """Return where what an inquiry became is seen."""
    if made.deal_id is not None:
        return Place("board", "deal", made.deal_id)
    ref = made.contact_id or made.company_id
    return Place("contacts", "contact", ref) if ref is not None else None


def _words(reader: Reader) -> tuple[list[str], list[str]]:
    return queries.used_words(reader, field="channel"), queries.used_words(reader, field="source")
