"""The foot below the inquiry in hand: answer, put off, decline, take on; or where it went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.ui.models.lead_in_hand import LeadInHand
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text

#: Widths at 100 % text below which the secondary buttons leave their words, and the note goes.
_COMPACT, _NOTELESS = 560, 700


class Foot(Pane):
    """One signal for each thing a button asks for; `made_asked` is where it went."""

    call_asked = Signal()
    mail_asked = Signal()
    note_asked = Signal()
    answered_asked = Signal()
    qualified_asked = Signal()
    later_asked = Signal()
    decline_asked = Signal()
    take_asked = Signal()
    reopen_asked = Signal()
    made_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setAccessibleName(_("What becomes of it"))
        self.note = Text("", 12, 400, "text2")
        self.answer = Button(_("Answer"), "secondary", icon="phone", key="A")
        menu = Menu(self.answer)
        menu.entry(_("Call and write down"), "phone", on=self.call_asked.emit)
        menu.entry(_("Write an e-mail …"), "mail", on=self.mail_asked.emit)
        menu.entry(_("Write a note …"), "sticky-note", on=self.note_asked.emit, key="E")
        menu.addSeparator()
        self._answered = menu.entry(_("Mark as answered"), "check", on=self.answered_asked.emit)
        self._qualified = menu.entry(_("Mark as qualified"), "badge-check", on=self.qualified_asked.emit, key="Q")
        self.answer.set_menu(menu)
        self.later = Button(_("Later"), "secondary", icon="clock", key="D", on=self.later_asked.emit)
        self.decline = Button(_("Decline"), "secondary", icon="x", key="X", on=self.decline_asked.emit)
        self.take = Button(_("Take on"), "primary", icon="check", key="↵", on=self.take_asked.emit)
        self.reopen = Button(_("Reopen"), "secondary", icon="archive-restore", on=self.reopen_asked.emit)
        self.made = Button(_("Show what became of it"), "secondary", icon="arrow-right", on=self.made_asked.emit)
        self._narrow = False
        row(
            self, self.note, None, self.answer, self.later, self.decline, self.reopen, self.made, self.take,
            gap=8, margins=(22, 8, 20, 16),
        )  # fmt: skip

    def show_lead(self, found: LeadInHand) -> None:
        """Offer what can be done with an inquiry."""
        lead = found.lead
        for button in (self.answer, self.later, self.decline, self.take):
            button.setVisible(found.open)
        self.reopen.setVisible(lead.status is LeadStatus.DISQUALIFIED)
        self.made.setVisible(lead.status is LeadStatus.CONVERTED)
        self._answered.setEnabled(lead.answered_at is None)
        self._qualified.setEnabled(lead.status is not LeadStatus.QUALIFIED)
        self.note.setText(_creates(found) if found.open else "")

    def follow_width(self, room: float) -> None:
        """Leave words away where there is little room."""
        for button in (self.answer, self.later, self.decline):
            button.set_compact(room < _COMPACT)
        self.note.setVisible(room >= _NOTELESS)


def _creates(found: LeadInHand) -> str:
    """Say what taking it on as it stands makes."""
    lead = found.lead
    parts = []
    if lead.company and not lead.company_id:
        parts.append(_("company"))
    if lead.person and not lead.contact_id:
        parts.append(_("person"))
    parts += [_("deal"), _("next step")]
    return _("creates {what}").format(what=", ".join(parts))
