"""What can be done with the offer in view as it stands: send it, answer it, follow it with a version, copy it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.offers import copies as offer_copies
from crm_desktop.operations.offers import offers, vat
from crm_desktop.store.queries.offers import standing
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.models.offer_mailing import in_mail
from crm_desktop.ui.models.offer_printing import in_life
from crm_desktop.ui.models.offer_reading import OfferInHand, account_of
from crm_desktop.ui.models.offers import number_of
from crm_desktop.ui.panes.offers.accept_form import Acceptance, AcceptForm
from crm_desktop.ui.panes.offers.copy_forms import CopyForm
from crm_desktop.ui.panes.offers.editor import OfferEditor
from crm_desktop.ui.panes.offers.forms import DeclineForm, ExtendForm, Refusal, usual_reasons
from crm_desktop.ui.panes.offers.heading import Doing, Doings
from crm_desktop.ui.panes.offers.notices import Ways
from crm_desktop.ui.panes.offers.papers import OfferPapers
from crm_desktop.ui.widgets.ask_word import AskWord
from crm_desktop.ui.widgets.form import Form

_ANSWERABLE = frozenset({OfferStatus.SENT, OfferStatus.EXPIRED, OfferStatus.REJECTED})
_RENEWABLE = _ANSWERABLE | {OfferStatus.WITHDRAWN}
_ORDERED = frozenset({OfferStatus.ACCEPTED, OfferStatus.PARTLY_ACCEPTED})


def _send_key() -> str:
    """Return the keys that send as they are shown on the button: Ctrl+↵."""
    return native_text("Ctrl+Return").replace("Return", "↵")


class OfferLife:
    """Does things with the offer an editor has in view; every one of them can be undone."""

    def __init__(self, workplace: Workplace, editor: OfferEditor, parent: QWidget) -> None:
        self._workplace, self._editor, self._parent = workplace, editor, parent
        self.papers = OfferPapers(workplace, editor, parent)

    # What there is to do

    def doings(self, found: OfferInHand) -> Doings:
        """Return what can be done with an offer as it stands."""
        offer = found.offer
        state = standing(offer.status, offer.valid_until, self._workplace.today())
        copies = (
            Doing(_("Duplicate"), "copy-plus", self.duplicate),
            Doing(_("Copy for another customer …"), "copy", self.copy),
            Doing(_("Save as template …"), "files", self.save_template),
        )
        last = (*copies, *self._versions(found), Doing(_("Move to the bin"), "trash-2", self.delete))
        print_it = Doing(_("Print …"), "printer", self.print_offer)
        if offer.status is OfferStatus.DRAFT:
            again = offer.previous_id is not None
            send = Doing(_("Send again") if again else _("Send"), "send", self.send, _send_key())
            by_post = Doing(_("Send by post: print it …"), "printer", self.send_by_post)
            return Doings(send, None, (by_post, *last))
        later = [version for version in found.versions if version.version_no > offer.version_no]
        newest = all(version.status is OfferStatus.DRAFT for version in later)
        renew = Doing(_("New version"), "file-pen-line", self.renew)
        accept = Doing(_("Accepted …"), "circle-check", self.accept)
        mail = Doing(_("Open the e-mail again"), "mail", self.mail)
        if newest and state is OfferStatus.SENT:
            ask = Doing(_("Ask after it by e-mail"), "mail-open", self.ask_after)
            return Doings(accept, renew, (ask, *self._answers(found), mail, print_it, *last))
        if newest and state in _RENEWABLE:
            rest = (accept, *self._answers(found)) if state in _ANSWERABLE else ()
            return Doings(renew, None, (*rest, mail, print_it, *last))
        if offer.status in _ORDERED:
            confirm = Doing(_("Order confirmation"), "mail-check", self.mail_confirmation)
            deliver = Doing(_("Deliver …"), "package", self.deliver)
            return Doings(deliver, confirm, (print_it, *last))
        return Doings(None, copies[0], (print_it, *last[1:]))

    def ways(self, found: OfferInHand) -> Ways:
        """Return where the links of a banner lead."""
        whom = found.account or found.person
        return Ways(
            settings=lambda: self._workplace.go(Place("settings", intent="firm")),
            contact=lambda: self._workplace.go(Place("contacts", "contact", whom.id if whom else 0)),
            new_version=self.renew,
            newest=lambda: self._go(found.versions[-1].id),
            extend=self.extend,
            compare=self.compare,
            lead=self.lead,
            renew_rates=lambda: self._editor.saving.do(vat.renew_rates, versioned=False),
            complaint=lambda: self._open_complaint(found),
        )

    def _open_complaint(self, found: OfferInHand) -> None:
        first = found.complaints[0]
        self._workplace.go(Place("contacts", "contact", first.contact_id or 0, "case", first.id))

    # Sending

    def send(self) -> None:
        """Send the draft, with everything that was typed until now, and open the e-mail that brings it."""
        self._editor.settle()
        self._do(in_life(lambda life: life.send_offer), then=lambda outcome: self._mail_sent("offer", outcome))

    def send_by_post(self) -> None:
        """Send the draft and print it: the letter goes by post."""

        def sent(outcome: Outcome[str]) -> None:
            self._tell(outcome)
            self.papers.print_paper()

        self._editor.settle()
        self._do(in_life(lambda life: life.send_offer), then=sent)

    def mail(self) -> None:
        """Open the e-mail once more that brings the offer."""
        self.papers.mail("offer")

    def ask_after(self) -> None:
        """Write the e-mail that asks after the offer, and write down that it was asked."""
        self._do(
            in_mail(lambda mails: mails.ask_after), versioned=False,
            then=lambda outcome: self._mail_sent("reminder", outcome),
        )  # fmt: skip

    def mail_confirmation(self) -> None:
        """Write the e-mail with the confirmation of the order."""
        self.papers.mail("confirmation")

    # Answers

    def renew(self) -> None:
        """Begin the version that follows, or open the one that was begun."""
        self._do(in_life(lambda life: life.new_version), versioned=False, then=self._open_new)

    def compare(self) -> None:
        """Show this version beside the one before."""
        self._workplace.go(Place("offers", "offer", self._editor.saving.offer_id, "compare"))

    def accept(self) -> None:
        """Ask what was ordered, and take the order."""
        found = self._editor.found
        if found is None:
            return
        form = AcceptForm(found.offer, self._workplace.today(), self._parent)

        def save(answer: Acceptance) -> None:
            then = partial(self._mail_sent, "confirmation") if answer.confirm else self._tell
            self._fill(
                form, in_life(lambda life: life.accept_offer), then=then, chosen=answer.chosen, without=answer.without,
                quantities=answer.quantities, day=answer.day, argument=answer.argument,
            )  # fmt: skip

        self._open(form, form.filled, save)

    def decline(self) -> None:
        """Ask why the offer was declined, and note it."""
        found = self._editor.found
        if found is None:
            return
        form = DeclineForm(usual_reasons(), with_deal=found.offer.deal_id is not None, parent=self._parent)

        def save(answer: Refusal) -> None:
            self._fill(form, in_life(lambda life: life.reject_offer), reason=answer.reason, lose_deal=answer.lose_deal)

        self._open(form, form.filled, save)

    def extend(self) -> None:
        """Ask until when the offer holds now."""
        form = ExtendForm(self._workplace.today(), self._parent)
        self._open(
            form,
            form.filled,
            lambda until: self._fill(form, in_life(lambda life: life.extend_offer), valid_until=until),
        )

    def withdraw(self) -> None:
        """Take the offer back."""
        self._do(in_life(lambda life: life.withdraw_offer), versioned=False, then=self._tell)

    def lead(self) -> None:
        """Let the offer be the one its deal is worth."""
        self._do(in_life(lambda life: life.lead_with), versioned=False, then=self._tell)

    def deliver(self) -> None:
        """Ask what comes along, and write the delivery down."""
        self.papers.deliver()

    # Copies

    def duplicate(self) -> None:
        """Begin a new offer with the contents of this one."""
        self._editor.settle()
        self._do(offers.duplicate_offer, versioned=False, then=self._open_new)

    def copy(self) -> None:
        """Ask for whom, and begin the same offer for them."""
        self._editor.settle()
        form = CopyForm(self._workplace.desk, self._parent)

        def whom(contact_id: int) -> None:
            self._workplace.desk.ask(
                account_of, contact_id=contact_id, asker=self._parent, topic="whom",
                then=lambda found: self._fill(
                    form, offer_copies.copy_offer, then=self._open_new, account_id=found[0], person_id=found[1]
                ),
                failed=form.fail,
            )  # fmt: skip

        self._open(form, form.filled, whom)

    def save_template(self) -> None:
        """Ask for a name, and keep what the offer says under it."""
        found = self._editor.found
        if found is None:
            return
        self._editor.settle()
        form = AskWord(_("Save as template"), _("Name"), found.offer.subject, parent=self._parent)
        form.given.connect(
            lambda name: self._do(offer_copies.save_template, versioned=False, then=self._tell, name=name)
        )
        form.finished.connect(form.deleteLater)
        form.open()

    def delete(self) -> None:
        """Put the offer into the bin."""
        self._do(offers.delete_offer, versioned=False, then=self._tell)

    # Papers

    def save_pdf(self) -> None:
        """Ask for a file and write the page into it."""
        self.papers.save()

    def save_confirmation(self) -> None:
        """The same for the confirmation of the order."""
        self.papers.save("confirmation", _("Order confirmation"))

    def save_estimate(self) -> None:
        """The same for the offer as a cost estimate."""
        self.papers.save("estimate", _("Cost estimate"))

    def print_offer(self) -> None:
        """Print the offer."""
        self.papers.print_paper()

    def print_confirmation(self) -> None:
        """Print the confirmation of the order."""
        self.papers.print_paper("confirmation")

    # Inside

    def _answers(self, found: OfferInHand) -> tuple[Doing, ...]:
        lead = Doing(_("Let it lead the deal"), "star", self.lead)
        return (
            Doing(_("Declined …"), "circle-x", self.decline),
            Doing(_("Let it hold longer …"), "calendar-plus", self.extend),
            Doing(_("Withdraw"), "undo-2", self.withdraw),
            *((lead,) if found.leads is False else ()),
        )

    def _mail_sent(self, use: str, outcome: Outcome[Any]) -> None:
        self.papers.mail(use, done=outcome.label, undo=True)

    def _do(self, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        if self._editor.saving.offer_id:
            self._editor.saving.do(operation, failed=self._fail, **arguments)

    def _fill(
        self, form: Form, operation: Callable[..., Outcome[Any]], *, then: Callable[..., None] | None = None,
        **arguments: Any,
    ) -> None:  # fmt: skip
        """Do what a form asked for; it stays open with the reason where that cannot be."""

        def done(outcome: Outcome[Any]) -> None:
            form.accept()
            (then or self._tell)(outcome)

        self._editor.saving.do(operation, versioned=False, then=done, failed=form.fail, **arguments)

    def _open(self, form: Form, filled: Any, save: Callable[[Any], None]) -> None:
        filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _open_new(self, outcome: Outcome[int]) -> None:
        self._go(outcome.value)
        if outcome.step is not None:
            self._tell(outcome)

    def _versions(self, found: OfferInHand) -> tuple[Doing, ...]:
        others = tuple(
            Doing(
                _("Open {number}").format(number=number_of(version.number, version.version_no)),
                "history",
                partial(self._go, version.id),
            )
            for version in found.versions
            if version.id != found.offer.id
        )
        return (Doing(_("Compare versions"), "columns-3", self.compare), *others) if others else ()

    def _go(self, offer_id: int) -> None:
        self._workplace.go(Place("offers", "offer", offer_id))

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))

    def _fail(self, error: CrmError) -> None:
        self._workplace.notify(Notice(str(error), tone="danger"))
