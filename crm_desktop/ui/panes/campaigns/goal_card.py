"""What a campaign is for: its name, goal, way and cost, and the rules for whom it leaves out; kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.operations.campaigns.words import channel_word
from crm_desktop.store.queries.campaigns import CampaignDetail
from crm_desktop.store.queries.segments import SegmentRow
from crm_desktop.ui.models.campaign_words import CHANNEL_ICONS
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.text_area import TextArea


class GoalCard(Card):
    """`card.show_detail(detail, segments, currency)`. Signals: `changed(name, value)`, `new_segment_asked()`."""

    changed = Signal(str, object)
    new_segment_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What it is for"), radius=12, edge="line", padding=18, parent=parent)
        self._quiet = False
        self._shown_id = 0
        self.name = LineField(_("Name"))
        self.goal = LineField(_("Goal"), hint=_("Fill the fitting crew in January"))
        self.channel = ComboField(
            _("Way"), [Choice(one.value, channel_word(one), CHANNEL_ICONS[one]) for one in CampaignChannel]
        )
        self.segment = ComboField(_("Segment"), [], hint=_("Choose a segment"))
        self.day = DateField(_("Goes out on"))
        self.cost = MoneyField(_("Cost"))
        self.message = TextArea(_("What it says in one sentence"), lines=2)
        self.quiet = NumberField(_("Not again within (days)"), hint="30")
        self.open_deal = MoneyField(_("Not with open deals above"))
        self.hold_out = NumberField(_("Held out, to compare with"), unit="%")
        self.within = NumberField(_("Orders count for (days)"))
        self.household = Switch(_("One letter per household or firm"), on=True)
        self.new_segment = Link(_("New segment …"), icon="plus", on=self.new_segment_asked.emit)
        self._fields: dict[str, tuple[Field, Callable[[], Any]]] = {
            "name": (self.name, self.name.value), "goal": (self.goal, self.goal.value),
            "channel": (self.channel, lambda: CampaignChannel(self.channel.value())),
            "segment_id": (self.segment, lambda: int(self.segment.value() or 0) or None),
            "starts_on": (self.day, self.day.value), "cost_cents": (self.cost, lambda: self.cost.cents() or 0),
            "message": (self.message, self.message.value),
            "quiet_days": (self.quiet, lambda: int(self.quiet.value() or 0)),
            "open_deal_cents": (self.open_deal, self.open_deal.cents),
            "hold_out_percent": (self.hold_out, lambda: int(self.hold_out.value() or 0)),
            "window_days": (self.within, lambda: int(self.within.value() or 0)),
        }  # fmt: skip
        self._build()

    def show_detail(self, detail: CampaignDetail, segments: Sequence[SegmentRow], *, frozen: bool) -> None:
        """Show what is stored; what is being typed stays."""
        anew = detail.id != self._shown_id
        self._shown_id = detail.id
        self.segment.set_choices([Choice(str(one.id), one.name) for one in segments])
        shown: dict[str, Callable[[], None]] = {
            "name": lambda: self.name.set_value(detail.name), "goal": lambda: self.goal.set_value(detail.goal),
            "channel": lambda: self.channel.set_value(detail.channel.value),
            "segment_id": lambda: self.segment.set_value(str(detail.segment_id or "")),
            "starts_on": lambda: self.day.set_value(detail.starts_on),
            "cost_cents": lambda: self.cost.set_cents(detail.cost_cents),
            "message": lambda: self.message.set_value(detail.message),
            "quiet_days": lambda: self.quiet.set_value(_days(detail.quiet_days)),
            "open_deal_cents": lambda: self.open_deal.set_cents(detail.open_deal_cents),
            "hold_out_percent": lambda: self.hold_out.set_value(_days(detail.hold_out_percent)),
            "window_days": lambda: self.within.set_value(_days(detail.window_days)),
        }  # fmt: skip
        for key, (field, _read) in self._fields.items():
            if anew or not field.editor.hasFocus():
                shown[key]()
        self._quiet = True
        self.household.setChecked(detail.one_per_household)
        self._quiet = False
        for part in (self.channel, self.segment):
            part.combo.setEnabled(not frozen)
        for one in (self.quiet, self.open_deal, self.hold_out):
            one.line.setReadOnly(frozen)
        self.household.setEnabled(not frozen)
        self.new_segment.setVisible(not frozen)

    def fail(self, error: CrmError) -> bool:
        """Say at its field why something cannot be kept; False where no field is meant."""
        field = self._fields.get(error.field) if isinstance(error, BadInput) else None
        if field is None:
            return False
        field[0].set_error(str(error))
        return True

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for place, (one, other) in enumerate((
            (self.name, self.goal), (self.channel, self.segment), (None, None), (self.day, self.cost),
        )):  # fmt: skip
            if one is not None and other is not None:
                grid.addWidget(one, place, 0)
                grid.addWidget(other, place, 1)
        grid.addLayout(row(None, None, self.new_segment), 2, 1)
        grid.addWidget(self.message, 4, 0, 1, 2)
        grid.addWidget(Text(_("Left out besides objections"), 12, 600, "text2"), 5, 0, 1, 2)
        grid.addWidget(self.quiet, 6, 0)
        grid.addWidget(self.open_deal, 6, 1)
        grid.addWidget(self.hold_out, 7, 0)
        grid.addWidget(self.within, 7, 1)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        self.body.addLayout(grid)
        about = column(None, Text(_("One letter per household or firm"), 13, 500), note(
            _("Of several at one address, the one who was written to last gets it."), "text3"
        ), gap=0)  # fmt: skip
        line = row(None, about, self.household, gap=16)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        for key, (field, read) in self._fields.items():
            field.left.connect(lambda key=key, read=read: self.changed.emit(key, read()))
        self.household.toggled.connect(self._turn)

    def _turn(self, on: bool) -> None:
        if not self._quiet:
            self.changed.emit("one_per_household", on)


def _days(days: int) -> Decimal | None:
    return Decimal(days) if days else None
