"""What is proposed to become of an inquiry: its fields as they were read, to be corrected, and what speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.exchange.inquiries.found import Person
from crm_desktop.operations.leads.channels import usual_channels, usual_sources
from crm_desktop.operations.leads.words import status_word
from crm_desktop.store.queries.lead_matches import Wanted
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.ui.models.lead_fields import Recognised, recognised, said_otherwise, specs, still_unsure, wanted_of
from crm_desktop.ui.models.lead_in_hand import Beside, LeadInHand
from crm_desktop.ui.models.leads import STATUS_TONES
from crm_desktop.ui.panes.leads.fields import ProposedField
from crm_desktop.ui.panes.leads.grounds import Grounds
from crm_desktop.ui.panes.leads.known import KnownCard
from crm_desktop.ui.panes.leads.warnings import Warnings
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.text import Text

#: Width at 100 % text below which fields stand below each other.
_ONE_COLUMN = 340


class Proposal(Pane):
    """Signals: `changed(fields)` when a field is left, `pointed(number)` by a field, `typed(Wanted)` while it is typed.

    The card of who is known is `known`, the warnings are `warnings`, what speaks for it is `grounds`.
    """

    changed = Signal(object)
    pointed = Signal(int)
    typed = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setAccessibleName(_("Proposal"))
        self._lead: LeadDetail | None = None
        self._origins: dict[str, Recognised] = {}
        self._more, self._columns = False, 2
        self._placed: tuple[object, ...] = ()
        self.known, self.warnings, self.grounds = KnownCard(), Warnings(), Grounds()
        self.warnings.chosen.connect(self._take_person)
        self.fields = {spec.key: ProposedField(spec, today, self) for spec in specs()}
        self._build()
        for field in self.fields.values():
            field.left.connect(self._keep)
            field.edited.connect(self._tell_typed)
            field.reached.connect(self._point)
            field.asked.connect(self._point)

    # Use

    def show_lead(self, found: LeadInHand) -> None:
        """Show an inquiry; what is being typed in stays."""
        if self._lead is None or self._lead.id != found.lead.id:
            self._settle()
            self._more = False
        self._lead, self._origins = found.lead, recognised(found.inquiry)
        self.fields["channel"].offer([found.lead.channel, *usual_channels(), *found.channels])
        self.fields["source"].offer([found.lead.source, *usual_sources(), *found.sources])
        unsure = 0
        for key, field in self.fields.items():
            doubtful = found.open and still_unsure(key, self._origins, found.lead)
            unsure += doubtful
            field.show_value(found.lead)
            instead = said_otherwise(key, self._origins, found.lead) if found.open else ""
            field.show_origin(self._origins.get(key), unsure=doubtful, instead=instead)
            field.field.setEnabled(found.open)
        self._count.setText(_counted(len(self._origins), unsure) if found.lead.raw_text else "")
        icon, tone = STATUS_TONES[found.lead.status]
        self.state.show_state(status_word(found.lead.status), icon, tone)
        self._show_known(found)
        self.warnings.show_lead(found)
        self.grounds.show_lead(found)
        self._arrange()

    def show_beside(self, beside: Beside | None, *, open_: bool) -> None:
        """Show what was worked out about it."""
        self.warnings.show_suppressed(shown=beside is not None and beside.suppressed)
        self.grounds.show_beside(beside, open_=open_)

    def show_number(self, number: int) -> None:
        """Mark the field a phrase was read for, without moving the cursor."""
        for key, field in self.fields.items():
            origin = self._origins.get(key)
            field.disc.set_strong(strong=bool(number) and origin is not None and origin.number == number)

    def focus_number(self, number: int) -> None:
        """Put the cursor into the field a phrase was read for."""
        key = next((key for key, one in self._origins.items() if one.number == number), "")
        if key:
            self._unfold(key)
            self.fields[key].field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.fields[key].field)

    def focus_field(self, key: str) -> None:
        """Put the cursor into a field."""
        self._unfold(key)
        self.fields[key].field.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(self.fields[key].field)

    def settle(self) -> None:
        """Keep what is being typed."""
        self._settle()

    # Inside

    def _build(self) -> None:
        self._count = Text("", 12, 400, "text2", right=True)
        self.state = Pill()
        self.title = Text(_("Proposal"), 14, 600)
        # As tall as the pill beside it, like the head of the text.
        self.title.setMinimumHeight(look().px(22))
        self._head = row(None, self.title, self.state, None, self._count, gap=8)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for place in range(2):
            self._grid.setColumnStretch(place, 1)
        self._unfolder = Link(_("More fields"), on=partial(self._unfold, ""))
        card = Card(padding=18)
        for one in self.fields.values():
            one.field.setParent(card)
            one.field.hide()
        card.body.addLayout(self._grid)
        card.body.addLayout(row(None, self._unfolder, None))
        card.body.addWidget(self.grounds)
        card.body.addStretch(1)
        inner = Pane("canvas")
        column(inner, self.known, self.warnings, card, gap=12).setStretch(2, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        column(self, self._head, self._area, gap=10).setStretch(1, 1)

    def _arrange(self) -> None:
        """Put the fields that say something, or all of them, in their places."""
        shown = [key for key, one in self.fields.items() if self._more or not one.spec.extra or not one.is_empty()]
        placed = (self._columns, tuple(shown))
        if placed == self._placed:
            return
        self._placed = placed
        for field in self.fields.values():
            self._grid.removeWidget(field.field)
        place = 0
        for key, one in self.fields.items():
            # In the grid before it is shown: without a parent it would be a window for a moment.
            if key in shown:
                wide = one.spec.wide or self._columns == 1
                place += wide and place % 2
                self._grid.addWidget(one.field, place // 2, place % 2, 1, 2 if wide else 1)
                place += 2 if wide else 1
            one.field.setVisible(key in shown)
        self._unfolder.setVisible(len(shown) < len(self.fields))

    def _unfold(self, key: str) -> None:
        if not key or self.fields[key].field.isHidden():
            self._more = True
            self._arrange()
            if not key:
                first = next(one for one in self.fields.values() if one.spec.extra)
                first.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_known(self, found: LeadInHand) -> None:
        if found.assigned:
            name = found.lead.contact_name or found.lead.company_name
            if found.lead.contact_name and found.lead.company_name:
                name = f"{name}, {found.lead.company_name}"
            self.known.show_owner(found.assigned, name, open_=found.open)
        else:
            self.known.show_matches(found.matches)

    def _keep(self, key: str) -> None:
        field = self.fields[key]
        if self._lead is None or not field.check() or not field.is_changed():
            return
        field.settled()
        self.changed.emit(field.fields())

    def _settle(self) -> None:
        """Keep what has been typed and not left yet."""
        for key, field in self.fields.items():
            if field.is_changed() and not field.field.isHidden():
                self._keep(key)

    def _take_person(self, person: Person) -> None:
        names = {name: getattr(person, name) for name in ("salutation", "given_name", "family_name")}
        reach = {name: getattr(person, name) for name in ("email", "phone", "mobile")}
        self.changed.emit(names | {name: said for name, said in reach.items() if said})

    def _point(self, key: str) -> None:
        origin = self._origins.get(key)
        self.pointed.emit(origin.number if origin is not None else 0)

    def _tell_typed(self) -> None:
        if self._lead is None or self._lead.contact_id or self._lead.company_id:
            return
        values: dict[str, Any] = {}
        for key in ("person", "company", "phone", "mobile", "email", "address"):
            values |= self.fields[key].fields()
        wanted: Wanted = wanted_of(values, self._lead)
        self.typed.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields below each other where there is little room."""
        super().resizeEvent(event)
        self._columns = 1 if self.width() / look().scale < _ONE_COLUMN else 2
        self._arrange()


def _counted(found: int, unsure: int) -> str:
    """Return how many fields were read: “9 fields recognised, 1 not sure”."""
    if not found:
        return _("nothing recognised")
    words = plural("{n} field recognised", "{n} fields recognised", found)
    doubts = plural("{n} not sure", "{n} not sure", unsure) if unsure else ""
    return ", ".join(filter(None, (words, doubts)))
