"""An inquiry beside a contact it may be from: what both say, line by line, and whether they are the same."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.domain.kinds import ContactKind
from crm_desktop.operations.leads.words import match_words
from crm_desktop.store.queries.contact_table import ContactTableRow, table_rows
from crm_desktop.store.queries.lead_matches import Match
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.store.reading import Reader
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text, note

_WIDTH = 640


class Line(NamedTuple):
    """One line: what it is, what the inquiry says and what the contact says."""

    words: str
    asked: str
    known: str

    @property
    def equal(self) -> bool:
        """Whether both say the same."""
        return bool(self.asked) and "".join(fold(self.asked).split()) == "".join(fold(self.known).split())


def the_contact(reader: Reader, *, contact_id: int) -> ContactTableRow | None:
    """Return a contact as lists show it."""
    found = table_rows(reader, ids=[contact_id])
    return found[0] if found else None


def compared(lead: LeadDetail, known: ContactTableRow) -> list[Line]:
    """Return what both say, line by line; what neither says is left out."""
    place = " ".join(filter(None, (lead.postal_code, lead.city)))
    who = [Line(_("Name"), lead.company, known.name)]
    if known.kind is ContactKind.PERSON:
        who = [Line(_("Name"), lead.person, known.name), Line(_("Company"), lead.company, known.company)]
    lines = [
        *who,
        Line(_("Phone"), lead.phone or lead.mobile, known.phone),
        Line(_("E-mail"), lead.email, known.email),
        Line(_("Street"), lead.street, known.street),
        Line(_("Town"), place, " ".join(filter(None, (known.postal_code, known.city)))),
    ]
    return [line for line in lines if line.asked or line.known]


class CompareForm(Form):
    """Signals: `filled(contact id)` to assign the inquiry to it, `new_asked()` when it is somebody else."""

    filled = Signal(int)
    new_asked = Signal()

    def __init__(self, lead: LeadDetail, match: Match, known: ContactTableRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Is this the same?"), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self._contact_id = match.id
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, words in enumerate((_("The inquiry"), _("Known contact")), 1):
            grid.addWidget(Text(words, 12, 600, "text2"), 0, place)
            grid.setColumnStretch(place, 1)
        self.lines = compared(lead, known)
        for place, line in enumerate(self.lines, 1):
            grid.addWidget(Text(line.words, 12, 400, "text2", elide=False), place, 0)
            grid.addWidget(Text(line.asked or "–", 13, 500, wrap=True), place, 1)
            equal = QWidget()
            said = Text(line.known or "–", 13, 500, wrap=True)
            mark = Glyph("equal", 14, tone="success") if line.equal else Glyph("minus", 14, tone="text3")
            mark.setAccessibleName(_("equal") if line.equal else _("different"))
            mark.setToolTip(mark.accessibleName())
            row(equal, said, mark, gap=8).setStretch(0, 1)
            grid.addWidget(equal, place, 2)
        self.body.addLayout(grid)
        self.body.addWidget(note(_("Perhaps the same because: {reason}").format(reason=match_words(match))))
        other = Button(_("Somebody else"), "secondary", icon="user-plus", on=self._new)
        self.body.addLayout(row(None, other, None))
        self.buttons(_("Assign to it"), icon="link")

    def submit(self) -> None:
        """It is the same."""
        self.filled.emit(self._contact_id)

    def _new(self) -> None:
        self.reject()
        self.new_asked.emit()
