"""Sending a campaign: letters go through the print dialog, e-mails become drafts, calls become a list."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.ui.background.desk import JobState
from crm_desktop.ui.commands.mailing import open_draft
from crm_desktop.ui.commands.printing import Pages, PrintJob, ask_for_printer
from crm_desktop.ui.commands.saving import where_to_save_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models import campaign_run as run
from crm_desktop.ui.widgets.pdf_pages import page_sizes

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from crm_desktop.store.queries.campaigns import CampaignDetail

_TICK = 150


class Watched(NamedTuple):
    """How far a reading job is; written on its lane, read by the window."""

    at: list[int]
    stop: threading.Event

    def progress(self, done: int, of: int) -> None:
        """Note how far it is."""
        self.at[:] = [done, of]

    def cancelled(self) -> bool:
        """Whether it is to end."""
        return self.stop.is_set()


class Runner(QObject):
    """Sends campaigns of one pane; `then` is called after each step that was done."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._parent = workplace, parent
        self._watched: Watched | None = None
        self._label = ""
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self._show_progress)
        #: How a printer is chosen; None for nothing chosen.
        self.choose_printer: Callable[[QWidget, str, int], QPrinter | None] = ask_for_printer

    def send(self, detail: CampaignDetail) -> None:
        """Fix the recipients where that has not been done, then print, write or release."""
        if detail.frozen_at is None:
            self._freeze(detail, lambda: self._send(detail))
        else:
            self._send(detail)

    def freeze(self, detail: CampaignDetail) -> None:
        """Fix the recipients, or add those who fit since."""
        self._freeze(detail, lambda: None)

    def trial(self, detail: CampaignDetail) -> None:
        """Print the longest, the shortest and the oddest letters, without noting anything."""
        self._read(
            partial(run.trial_pdf, detail=detail, today=self._workplace.today()), _("Test print"),
            lambda pdf: self._print(_("Test print of “{name}”").format(name=detail.name), pdf, lambda: None),
        )  # fmt: skip

    def save_pdf(self, detail: CampaignDetail) -> None:
        """Write all letters that are still to be sent into one file, without noting anything."""
        path = where_to_save_pdf(self._parent, f"{detail.name}.pdf")
        if path is not None:
            self._read(
                partial(run.letters_file, detail=detail, today=self._workplace.today(), path=path), _("Write letters"),
                lambda _none: self._tell(_("Saved as “{name}”.").format(name=path.name)),
            )  # fmt: skip

    # Inside

    def _freeze(self, detail: CampaignDetail, then: Callable[[], None]) -> None:
        def done(outcome: Outcome[campaign_sending.Frozen]) -> None:
            found = outcome.value
            if not found.recipients:
                self._tell(_("Nobody remains to write to."), tone="warning")
                return
            then()

        self._workplace.desk.do(
            campaign_sending.freeze_recipients, campaign_id=detail.id, then=done, failed=self._fail,
            job=_("Fix the recipients"),
        )  # fmt: skip

    def _send(self, detail: CampaignDetail) -> None:
        if detail.channel in (CampaignChannel.POST, CampaignChannel.EVENT):
            self._read(
                partial(run.letters, detail=detail, today=self._workplace.today()), _("Write letters"),
                lambda made: self._print(detail.name, made.pdf, lambda: self._note(detail, made.contact_ids)),
            )  # fmt: skip
        elif detail.channel is CampaignChannel.EMAIL:
            self._write_mails(detail)
        else:
            self._note(detail)

    def _write_mails(self, detail: CampaignDetail) -> None:
        folder = QFileDialog.getExistingDirectory(self._parent, _("Where the e-mails are to lie"))
        if folder:
            self.write_mails_to(detail, Path(folder))

    def write_mails_to(self, detail: CampaignDetail, folder: Path) -> None:
        """Write the e-mails of a campaign into a folder, then note them as sent."""
        self._read(
            partial(run.mails, detail=detail, now=self._workplace.clock(), folder=folder), _("Write e-mails"),
            lambda to: self._note(detail, to),
        )  # fmt: skip

    def next_mail(self, detail: CampaignDetail) -> None:
        """Open the next e-mail of a campaign in the mail program, and note it as sent."""
        if detail.frozen_at is None:
            self._freeze(detail, lambda: self._open_mail(detail))
        else:
            self._open_mail(detail)

    def _open_mail(self, detail: CampaignDetail) -> None:
        def found(mail: run.NextMail) -> None:
            self._workplace.desk.do(
                run.note_one_sent, campaign_id=detail.id, contact_id=mail.contact_id, failed=self._fail,
                then=lambda outcome: open_draft(
                    self._workplace, lambda _reader: mail.draft, done=outcome.label, undo=True
                ),
            )  # fmt: skip

        # Who fixes the recipients on the way asks for the campaign as it is after that.
        now = self._workplace.clock()
        self._workplace.desk.ask(
            run.next_mail, detail=detail._replace(frozen_at=detail.frozen_at or now), now=now, then=found,
            failed=self._fail, lane="export", asker=self, topic="mail",
        )  # fmt: skip

    def _print(self, name: str, pdf: bytes, then: Callable[[], None]) -> None:
        def ask(pages: int) -> None:
            printer = self.choose_printer(self._parent, name, pages)
            if printer is not None:
                PrintJob(self._workplace, Pages(name, pdf, pages), printer, self._parent).start()
                then()

        self._workplace.desk.compute(lambda: len(page_sizes(pdf)), then=ask, lane="print", topic="pages")

    def _note(self, detail: CampaignDetail, contact_ids: tuple[int, ...] | None = None) -> None:
        def done(outcome: Outcome[campaign_sending.Sent]) -> None:
            found = outcome.value
            words = outcome.label
            if found.refused:
                words += ". " + plural(
                    "{n} objected since and was left out.", "{n} objected since and were left out.", len(found.refused)
                )
            self._workplace.notify(Notice(words, undo=True))

        self._workplace.desk.do(
            run.note_sent, campaign_id=detail.id, by_text=detail.channel is not CampaignChannel.PHONE,
            contact_ids=contact_ids, then=done, failed=self._fail, job=_("Note what was sent"),
        )  # fmt: skip

    def _read(self, work: Callable[..., object], label: str, then: Callable[..., None]) -> None:
        """Run a longer reading job; the rail's foot shows how far it is and lets it be cancelled."""
        watched = self._watched = Watched([0, 0], threading.Event())
        self._label = label
        self._tick.start()

        def done(found: object) -> None:
            self._end()
            then(found)

        self._workplace.desk.ask(
            work, progress=watched.progress, cancelled=watched.cancelled, then=done, failed=self._failed, lane="export",
            asker=self, topic="run",
        )  # fmt: skip

    def _show_progress(self) -> None:
        if self._watched is not None:
            done, of = self._watched.at
            self._workplace.desk.job.emit(JobState(self._label, done, of, self._watched.stop.set))

    def _end(self) -> None:
        self._tick.stop()
        self._watched = None
        self._workplace.desk.job.emit(None)

    def _failed(self, error: CrmError) -> None:
        self._end()
        self._fail(error)

    def _fail(self, error: CrmError) -> None:
        self._tell(" ".join(part for part in (error.message, error.advice) if part), tone="danger")

    def _tell(self, words: str, *, tone: str = "") -> None:
        self._workplace.notify(Notice(words, tone=tone))
