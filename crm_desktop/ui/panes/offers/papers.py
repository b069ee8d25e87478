"""The papers of an offer: saved as files, printed, and sent as e-mails of the user's own mail program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.files import safe_name, write_whole
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.offers.sheet import full_number
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.mailing import open_draft, show
from crm_desktop.ui.commands.printing import print_made
from crm_desktop.ui.commands.saving import where_to_save_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.offer_mailing import delivery_draft, delivery_paper, draft_of, in_order, paper_of
from crm_desktop.ui.models.offer_printing import export
from crm_desktop.ui.panes.offers.deliver_form import DeliverForm, OrderInHand, Parcel, order_in_hand
from crm_desktop.ui.panes.offers.editor import OfferEditor

_FOLDER = "offers/pdf_folder"


class OfferPapers:
    """Brings the papers of the offer an editor has in view to a file, onto paper, or into an e-mail."""

    def __init__(self, workplace: Workplace, editor: OfferEditor, parent: QWidget) -> None:
        self._workplace, self._editor, self._parent = workplace, editor, parent

    # Files

    def save(self, kind: str = "offer", words: str = "") -> None:
        """Ask for a file, beginning in the folder of last time, and write the page into it."""
        path = self._where(words)
        if path is not None:
            self.export_to(path, kind)

    def export_to(self, path: Path, kind: str = "offer") -> None:
        """Write the page to a file, as soon as everything is stored; goods are delivered on the day of printing."""
        QSettings().setValue(_FOLDER, str(path.parent))
        offer_id = self._editor.saving.offer_id
        day = self._workplace.today() if kind == "delivery" else None

        def write() -> None:
            self._workplace.desk.ask(
                export, offer_id=offer_id, path=path, kind=kind, day=day, then=lambda _none: self._saved(path),
                failed=self._fail, lane="preview",
            )  # fmt: skip

        self._editor.saving.when_stored(write)

    # Paper

    def print_paper(self, kind: str = "offer") -> None:
        """Print the offer or another paper of it through the system's dialog."""
        found = self._editor.found
        if found is None:
            return
        self._editor.settle()
        name = " ".join(part for part in (full_number(found.offer), found.offer.subject) if part) or _("Offer")
        make = paper_of(found.offer.id, kind)
        self._editor.saving.when_stored(lambda: print_made(self._workplace, self._parent, name, make))

    # E-mails

    def mail(self, use: str, *, done: str = "", undo: bool = False) -> None:
        """Write the e-mail that brings a paper of the offer, and open it; `done` is told before what came of it."""
        offer_id = self._editor.saving.offer_id
        if offer_id:
            open_draft(self._workplace, draft_of(offer_id, use, self._workplace.clock()), done=done, undo=undo)

    # Deliveries

    def deliver(self) -> None:
        """Ask what comes along, write it down, and do with the note what was chosen."""
        offer_id = self._editor.saving.offer_id
        self._workplace.desk.ask(
            order_in_hand, offer_id=offer_id, then=partial(self._ask_goods, offer_id), failed=self._fail,
            asker=self._parent, topic="order", lane="preview",
        )  # fmt: skip

    def _ask_goods(self, offer_id: int, order: OrderInHand) -> None:
        form = DeliverForm(order, self._workplace.today(), again=self._print_note, parent=self._parent)

        def deliver(parcel: Parcel) -> None:
            def done(outcome: Outcome[Any]) -> None:
                form.accept()
                self._bring(offer_id, outcome, parcel.then)

            self._workplace.desk.do(
                in_order(lambda on: on.deliver), offer_id=offer_id, quantities=parcel.quantities, day=parcel.day,
                then=done, failed=form.fail,
            )  # fmt: skip

        form.filled.connect(deliver)
        form.finished.connect(form.deleteLater)
        form.open()

    def _bring(self, offer_id: int, outcome: Outcome[Any], then: str) -> None:
        """Do with the note of a delivery what was chosen."""
        delivery_id = outcome.value.delivery_id
        if then == "mail":
            draft = delivery_draft(offer_id, delivery_id, self._workplace.clock())
            open_draft(self._workplace, draft, done=outcome.label, undo=True)
            return
        self._workplace.notify(Notice(outcome.label, undo=True))
        if then == "print":
            self._print_note(delivery_id)
        elif then == "file":
            path = self._where(outcome.value.number)
            if path is not None:
                make = delivery_paper(delivery_id)
                self._workplace.desk.ask(
                    _written, make=make, path=path, then=lambda _none: self._saved(path), failed=self._fail,
                    lane="preview",
                )  # fmt: skip

    def _print_note(self, delivery_id: int) -> None:
        print_made(self._workplace, self._parent, _("Delivery note"), delivery_paper(delivery_id))

    # Inside

    def _where(self, words: str) -> Path | None:
        found = self._editor.found
        if found is None:
            return None
        self._editor.settle()
        folder = str(QSettings().value(_FOLDER, str(Path.home())))
        parts = (words, full_number(found.offer), found.offer.subject)
        start = str(Path(folder) / safe_name(" ".join(part for part in parts if part), ".pdf"))
        return where_to_save_pdf(self._parent, start)

    def _saved(self, path: Path) -> None:
        words = _("Saved as “{name}”.").format(name=path.name)
        self._workplace.notify(Notice(words, action=_("Open it"), run=lambda: _open(path)))

    def _fail(self, error: CrmError) -> None:
        self._workplace.notify(Notice(str(error), tone="danger"))


def _open(path: Path) -> None:
    show(path)


def _written(reader: Reader, *, make: Callable[[Reader], bytes], path: Path) -> None:
    write_whole(path, make(reader))
