"""Answering an inquiry: what was said is written down as in every history, a mail is begun in the mail program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.operations.capture import NewEntry
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.lead_in_hand import LeadInHand
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.composer import Composer
from crm_desktop.ui.timeline.part import write_with_files
from crm_desktop.ui.timeline.pending import PendingFile
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import Text, h2

if TYPE_CHECKING:
    from crm_desktop.operations.offers.mails import DraftFile


class AnswerForm(QDialog):
    """The composer over an inquiry; an outgoing call or mail answers it by itself. Ctrl+Enter keeps it, Esc leaves."""

    def __init__(self, workplace: Workplace, found: LeadInHand, kind: ActivityKind, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._found = workplace, found
        words = _("Inquiry from “{name}”").format(name=found.name)
        self.setWindowTitle(words)
        self.setModal(True)
        self.setMinimumWidth(look().px(620))
        self.composer = Composer(workplace.desk, workplace.clock)
        self.composer.written.connect(self._write)
        reach = " · ".join(dict.fromkeys(filter(None, (found.lead.phone, found.lead.mobile, found.lead.email))))
        heading = column(None, h2(words), gap=2)
        if reach:
            heading.addWidget(Text(reach, 13, 400, "text2", tabular=True))
        hint = Text(_("Ctrl+Enter saves. The inquiry counts as answered then."), 12, 400, "text2", wrap=True)
        column(self, heading, self.composer, hint, gap=12, margins=(20, 18, 20, 16))
        self.composer.begin(kind)

    def done(self, result: int) -> None:
        """Drop open questions."""
        self.composer.forget()
        super().done(result)

    def _write(self, entry: NewEntry, files: tuple[PendingFile, ...]) -> None:
        self.setEnabled(False)
        lead = self._found.lead
        whom = tuple(one for one in (lead.contact_id, lead.company_id) if one is not None)[:1]
        about = replace(entry, lead_id=lead.id, contacts=entry.contacts or whom)

        def kept(outcome: Outcome[int]) -> None:
            self.accept()
            self._workplace.notify(Notice(outcome.label, undo=True))

        def failed(error: CrmError) -> None:
            self.setEnabled(True)
            self.composer.fail(str(error))

        self._workplace.desk.do(write_with_files, entry=about, pending=files, then=kept, failed=failed)


def draft_of(lead: LeadDetail, subject: str, now: datetime) -> Callable[[Reader], DraftFile]:
    """Return what makes a draft of the answer to an inquiry: address, greeting, and the text quoted below."""

    def make(reader: Reader) -> DraftFile:
        from crm_desktop.operations.leads.answer_mail import answer_draft  # on a lane

        return answer_draft(reader, lead_id=lead.id, subject=subject, now=now)

    return make
