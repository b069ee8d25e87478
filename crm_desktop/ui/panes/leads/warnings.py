"""What is to be known before an inquiry is taken on: several names in it, the same text before, an objection."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.ui.models.lead_in_hand import LeadInHand
from crm_desktop.ui.models.leads import name_of
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text

#: Persons that are offered.
_MOST = 4


class Warnings(QWidget):
    """Signals: `chosen(Person)` of several, `other_asked(id)` for the inquiry with the same text."""

    chosen = Signal(object)
    other_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = column(self, gap=8)
        self._parts: list[QWidget] = []
        self._shown: tuple[object, ...] = ()
        self._suppressed = _card(
            "shield-alert", _("The sender has objected to advertising. Answer the inquiry, and send nothing else."),
            tone="warning",
        )  # fmt: skip
        self._layout.addWidget(self._suppressed)
        self._suppressed.hide()
        self.hide()

    def show_lead(self, found: LeadInHand) -> None:
        """Show what the inquiry itself says."""
        persons = found.inquiry.persons if found.open and not found.assigned else ()
        shown: tuple[object, ...] = (found.lead.id, persons, found.lead.family_name, found.same)
        if shown == self._shown:
            return
        self._shown = shown
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        if found.same is not None:
            on = day(local_day(found.same.arrived_at))
            words = _("The same text arrived on {day} already, from {name}.").format(day=on, name=name_of(found.same))
            link = Link(_("Show that inquiry"), on=partial(self.other_asked.emit, found.same.id))
            self._put(_card("copy", words, link, tone="info"))
        if len(persons) > 1:
            chooser = QWidget()
            flow = FlowLayout(chooser, gap=6)
            for person in persons[:_MOST]:
                chip = Button(person.name, "chip", on=partial(self.chosen.emit, person), checkable=True)
                chip.setChecked(person.family_name == found.lead.family_name)
                flow.addWidget(chip)
            self._put(_card("users", _("The text names several persons. Who is asking?"), chooser, tone="text2"))
        self._fit()

    def show_suppressed(self, *, shown: bool) -> None:
        """Say that the sender objects, or that nothing is known of it."""
        self._suppressed.setVisible(shown)
        self._fit()

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._layout.addWidget(part)

    def _fit(self) -> None:
        self.setVisible(bool(self._parts) or not self._suppressed.isHidden())


def _card(icon: str, words: str, part: QWidget | None = None, *, tone: Role) -> Card:
    card = Card(padding=12)
    said = Text(words, 12, 400, "text2", wrap=True)
    beside = column(None, said, gap=4)
    if part is not None:
        beside.addWidget(part)
    mark = column(None, Glyph(icon, tone=tone), None, margins=(0, 1, 0, 0))
    whole = row(None, mark, beside, gap=10)
    whole.setStretch(1, 1)
    card.body.addLayout(whole)
    card.setAccessibleName(words)
    return card
