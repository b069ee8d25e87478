"""What can be done with the offer in view as it stands: send it, answer it, follow it with a version, print it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations import offers
from crm_desktop.operations.offer_sheet import full_number
from crm_desktop.store.queries.offers import standing
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.saving import where_to_save_pdf
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.models.offer_printing import export, in_life
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.models.offers import number_of
from crm_desktop.ui.panes.offers.editor import OfferEditor
from crm_desktop.ui.panes.offers.forms import (
    Acceptance,
    AcceptForm,
    DeclineForm,
    ExtendForm,
    Refusal,
    usual_reasons,
)
from crm_desktop.ui.panes.offers.heading import Doing, Doings
from crm_desktop.ui.panes.offers.notices import Ways
from crm_desktop.ui.widgets.form import Form

_FOLDER = "offers/pdf_folder"
_ANSWERABLE = frozenset({OfferStatus.SENT, OfferStatus.EXPIRED, OfferStatus.REJECTED})
_RENEWABLE = _ANSWERABLE | {OfferStatus.WITHDRAWN}


def _send_key() -> str:
    """Return the keys that send as they are shown on the button: Ctrl+↵."""
    return native_text("Ctrl+Return").replace("Return", "↵")


class OfferLife:
    """Does things with the offer an editor has in view; every one of them can be undone."""

    def __init__(self, workplace: Workplace, editor: OfferEditor, parent: QWidget) -> None:
        self._workplace, self._editor, self._parent = workplace, editor, parent

    # What there is to do

    def doings(self, found: OfferInHand) -> Doings:
        """Return what can be done with an offer as it stands."""
        offer = found.offer
        state = standing(offer.status, offer.valid_until, self._workplace.today())
        copy = Doing(_("Duplicate"), "copy-plus", self.duplicate)
        away = Doing(_("Move to the bin"), "trash-2", self.delete)
        older = self._versions(found)
        if offer.status is OfferStatus.DRAFT:
            again = offer.previous_id is not None
            send = Doing(_("Send again") if again else _("Send"), "send", self.send, _send_key())
            return Doings(send, None, (copy, *older, away))
        newest = found.versions[-1].id == offer.id
        renew = Doing(_("New version"), "file-pen-line", self.renew)
        accept = Doing(_("Accepted …"), "circle-check", self.accept)
        answers = (
            Doing(_("Declined …"), "circle-x", self.decline),
            Doing(_("Let it hold longer …"), "calendar-plus", self.extend),
            Doing(_("Withdraw"), "undo-2", self.withdraw),
        )
        if newest and state is OfferStatus.SENT:
            return Doings(accept, renew, (*answers, copy, *older, away))
        if newest and state in _RENEWABLE:
            rest = (accept, *answers) if state in _ANSWERABLE else ()
            return Doings(renew, None, (*rest, copy, *older, away))
        return Doings(None, copy, (*older, away))

    def ways(self, found: OfferInHand) -> Ways:
        """Return where the links of a banner lead."""
        whom = found.account or found.person
        return Ways(
            settings=lambda: self._workplace.go(Place("settings", intent="firm")),
            contact=lambda: self._workplace.go(Place("contacts", "contact", whom.id if whom else 0)),
            new_version=self.renew,
            newest=lambda: self._go(found.versions[-1].id),
            extend=self.extend,
        )

    # Doing it

    def send(self) -> None:
        """Send the draft, with everything that was typed until now."""
        self._editor.settle()
        self._do(in_life(lambda life: life.send_offer), then=self._tell)

    def renew(self) -> None:
        """Begin the version that follows, or open the one that was begun."""
        self._do(in_life(lambda life: life.new_version), versioned=False, then=self._open_new)

    def duplicate(self) -> None:
        """Begin a new offer with the contents of this one."""
        self._editor.settle()
        self._do(offers.duplicate_offer, versioned=False, then=self._open_new)

    def accept(self) -> None:
        """Ask what was ordered, and take the order."""
        found = self._editor.found
        if found is None:
            return
        form = AcceptForm(found.offer, self._workplace.today(), self._parent)

        def save(answer: Acceptance) -> None:
            self._fill(
                form, in_life(lambda life: life.accept_offer), chosen=answer.chosen, without=answer.without,
                day=answer.day, argument=answer.argument,
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

    def delete(self) -> None:
        """Put the offer into the bin."""
        self._do(offers.delete_offer, versioned=False, then=self._tell)

    def save_pdf(self) -> None:
        """Ask for a file, beginning in the folder of last time, and write the page into it."""
        self._save("offer", "")

    def save_confirmation(self) -> None:
        """The same for the confirmation of the order."""
        self._save("confirmation", _("Order confirmation"))

    def save_delivery_note(self) -> None:
        """The same for the delivery note of the order."""
        self._save("delivery", _("Delivery note"))

    def save_estimate(self) -> None:
        """The same for the offer as a cost estimate."""
        self._save("estimate", _("Cost estimate"))

    def _save(self, kind: str, words: str) -> None:
        found = self._editor.found
        if found is None:
            return
        self._editor.settle()
        folder = str(QSettings().value(_FOLDER, str(Path.home())))
        parts = (words, full_number(found.offer), found.offer.subject)
        start = str(Path(folder) / safe_name(" ".join(part for part in parts if part), ".pdf"))
        path = where_to_save_pdf(self._parent, start)
        if path is not None:
            self.export_to(path, kind)

    def export_to(self, path: Path, kind: str = "offer") -> None:
        """Write the page to a file, as soon as everything is stored; goods are delivered on the day of printing."""
        QSettings().setValue(_FOLDER, str(path.parent))
        offer_id = self._editor.saving.offer_id
        day = self._workplace.today() if kind == "delivery" else None

        def told(_nothing: None) -> None:
            words = _("Saved as “{name}”.").format(name=path.name)
            self._workplace.notify(Notice(words, action=_("Open it"), run=lambda: _show_file(path)))

        def write() -> None:
            self._workplace.desk.ask(
                export, offer_id=offer_id, path=path, kind=kind, day=day, then=told, failed=self._fail, lane="preview"
            )

        self._editor.saving.when_stored(write)

    # Inside

    def _do(self, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        if self._editor.saving.offer_id:
            self._editor.saving.do(operation, failed=self._fail, **arguments)

    def _fill(self, form: Form, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        """Do what a form asked for; it stays open with the reason where that cannot be."""

        def done(outcome: Outcome[Any]) -> None:
            form.accept()
            self._tell(outcome)

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
        return tuple(
            Doing(
                _("Open {number}").format(number=number_of(version.number, version.version_no)),
                "history",
                partial(self._go, version.id),
            )
            for version in found.versions
            if version.id != found.offer.id
        )

    def _go(self, offer_id: int) -> None:
        self._workplace.go(Place("offers", "offer", offer_id))

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))

    def _fail(self, error: CrmError) -> None:
        self._workplace.notify(Notice(str(error), tone="danger"))


def _show_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
