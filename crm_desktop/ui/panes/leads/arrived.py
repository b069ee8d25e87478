"""The inquiry as it arrived: its text with the recognised phrases numbered, its files, and what has happened since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import clock_time, near_instant
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.operations.history.words import kind_word
from crm_desktop.store.queries.leads import LeadEntry, LeadFile
from crm_desktop.ui.models.lead_fields import phrases, recognised
from crm_desktop.ui.models.lead_in_hand import LeadInHand
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.numbered_text import NumberedText
from crm_desktop.ui.widgets.panes import Line, Pane, clear, column, row
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.short_list import ShortList, ShortRow
from crm_desktop.ui.widgets.text import Text

#: Entries of its history that are shown.
_ENTRIES = 4
_ICONS = {
    ActivityKind.CALL: "phone", ActivityKind.EMAIL: "mail", ActivityKind.MEETING: "users", ActivityKind.LETTER: "send",
    ActivityKind.VISIT: "footprints", ActivityKind.TASK: "list-checks", ActivityKind.NOTE: "sticky-note",
    ActivityKind.SYSTEM: "history",
}  # fmt: skip


class Arrived(Pane):
    """Signals: `pointed(number)` at a phrase, `file_asked(LeadFile)`."""

    pointed = Signal(int)
    file_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setAccessibleName(_("What arrived"))
        self.title, self._when = Text(_("What arrived"), 14, 600), Text("", 12, 400, "text2", right=True)
        self.text = NumberedText(_("The text as it arrived"))
        self.text.setMinimumHeight(look().px(120))
        self.text.pointed.connect(self.pointed)
        self._nothing = Text(_("There is no text: this inquiry was entered by hand."), 13, 400, "text2", wrap=True)
        self._files_title, self._files = SectionTitle(_("Attachments")), QWidget()
        FlowLayout(self._files, gap=8)
        self._entries_title = SectionTitle(_("What has happened since"))
        self.entries = ShortList(_("What has happened since"), two_lines=True)
        self.note = Text(_("The text stays unchanged in the history."), 12, 400, "text2", wrap=True)
        card = Card(padding=18)
        card.body.addWidget(self.text, 1)
        card.body.addWidget(self._nothing)
        for part in (self._files_title, self._files, self._entries_title, self.entries, Line(), self.note):
            card.body.addWidget(part)
        # As tall as the head beside it, which holds a pill.
        self.title.setMinimumHeight(look().px(22))
        head = row(None, self.title, None, self._when, gap=8, margins=(0, 0, 0, 0))
        column(self, head, card, gap=10).setStretch(1, 1)

    def show_lead(self, found: LeadInHand, now: datetime) -> None:
        """Show an inquiry."""
        lead = found.lead
        known = recognised(found.inquiry)
        self.text.show_text(lead.raw_text, phrases(found.inquiry, known, lead.raw_text))
        self.text.setVisible(bool(lead.raw_text))
        self._nothing.setVisible(not lead.raw_text)
        self.note.setVisible(bool(lead.raw_text))
        came = ", ".join(dict.fromkeys(filter(None, (lead.channel, lead.source, lead.campaign))))
        self._when.setText(" · ".join(filter(None, (came, moment(lead.arrived_at, now)))))
        self._show_files(found.files)
        rows = [_entry(entry, now) for entry in _since(found.entries)[:_ENTRIES]]
        self.entries.show_rows(rows)
        for part in (self._entries_title, self.entries):
            part.setVisible(bool(rows))

    def _show_files(self, files: Sequence[LeadFile]) -> None:
        layout = self._files.layout()
        if layout is not None:
            clear(layout)
            for file in files:
                icon = "image" if file.media_type.startswith("image/") else "file-text"
                layout.addWidget(Button(file.name, "secondary", icon=icon, on=partial(self.file_asked.emit, file)))
        for part in (self._files_title, self._files):
            part.setVisible(bool(files))


def moment(at: datetime, now: datetime) -> str:
    """Return a day as people say it, with the time of day."""
    if local_day(at) == local_day(now):
        return clock_time(at)
    return f"{near_instant(at, local_day(now))}, {clock_time(at)}"


def _since(entries: Sequence[LeadEntry]) -> list[LeadEntry]:
    """Return what has happened since the inquiry itself, which is the oldest entry."""
    return list(entries[:-1])


def _entry(entry: LeadEntry, now: datetime) -> ShortRow:
    kind = ActivityKind(entry.kind)
    first = entry.subject or " ".join(entry.body.split())
    words = f"{kind_word(kind)}: {first}" if kind is not ActivityKind.SYSTEM and first else first or kind_word(kind)
    detail = moment(entry.at, now)
    if entry.subject and entry.body and entry.body != entry.subject:
        detail = f"{detail} · {' '.join(entry.body.split())}"
    return ShortRow(entry.id, words, detail, icon=_ICONS.get(kind, "history"), detail_tone="text2")
