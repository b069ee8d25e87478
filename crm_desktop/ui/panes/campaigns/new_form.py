"""A new campaign: what it is called, whom it is for, and by which way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.operations.campaigns.words import channel_word
from crm_desktop.store.queries.segments import SegmentRow
from crm_desktop.ui.models.campaign_words import CHANNEL_ICONS
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row


@dataclass(frozen=True)
class Begun:
    """What a campaign begins with."""

    name: str
    goal: str
    channel: CampaignChannel
    segment_id: int | None


class NewCampaignForm(Form):
    """Signals: `filled(Begun)`, `new_segment_asked()`; `only_segment` asks for whom and nothing else."""

    filled = Signal(object)
    new_segment_asked = Signal()

    def __init__(
        self, segments: Sequence[SegmentRow], parent: QWidget | None = None, *, only_segment: bool = False
    ) -> None:
        super().__init__(_("Send the survey") if only_segment else _("New campaign"), parent)
        self._only_segment = only_segment
        self.name = LineField(_("Name"))
        self.goal = LineField(_("Goal"), hint=_("Fill the fitting crew in January"))
        self.channel = Chips(
            [Choice(one.value, channel_word(one), CHANNEL_ICONS[one]) for one in CampaignChannel], "choice",
            name=_("Way"),
        )  # fmt: skip
        self.segment = ComboField(_("For whom"), [], hint=_("Choose a segment"))
        self.new_segment = Link(_("New segment …"), icon="plus", on=self.new_segment_asked.emit)
        self.fields = {"name": self.name, "goal": self.goal, "segment_id": self.segment}
        for part in () if only_segment else (self.name, self.goal, self.channel):
            self.body.addWidget(part)
        self.line(self.segment)
        if not only_segment:
            self.body.addLayout(row(None, None, self.new_segment))
        self.buttons(_("Begin"), icon="plus")
        self.show_segments(segments)

    def show_segments(self, segments: Sequence[SegmentRow], chosen: int = 0) -> None:
        """Offer these segments."""
        self.segment.set_choices([Choice(str(one.id), one.name) for one in segments])
        if chosen:
            self.segment.set_value(str(chosen))

    def submit(self) -> None:
        """Hand over what was chosen."""
        name = self.name.value().strip()
        if self._only_segment and not self.segment.value():
            self.fail(BadInput(_("Choose a segment."), field="segment_id"))
            return
        if not name and not self._only_segment:
            self.fail(BadInput(_("A campaign needs a name."), field="name"))
            return
        segment = int(self.segment.value() or 0) or None
        self.filled.emit(Begun(name, self.goal.value().strip(), CampaignChannel(self.channel.value()), segment))
