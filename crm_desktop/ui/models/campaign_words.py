"""Icons of campaigns, and the words only the window says of them: their steps, whom these are for, what was sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.formats import near_day
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.campaigns import (
    CampaignChannel,
    CampaignStatus,
    LeftOut,
    Response,
    StepBranch,
    StepKind,
)
from crm_desktop.operations.campaigns.words import campaign_status_word

if TYPE_CHECKING:
    from crm_desktop.ui.widgets.pill import PillTone

_CHANNEL = CampaignChannel
#: The icon of each way.
CHANNEL_ICONS: dict[CampaignChannel, str] = {
    _CHANNEL.POST: "mail", _CHANNEL.EMAIL: "at-sign", _CHANNEL.PHONE: "phone", _CHANNEL.EVENT: "calendar-days",
}  # fmt: skip
#: The icon of each kind of step.
STEP_ICONS: dict[StepKind, str] = {
    StepKind.LETTER: "mail", StepKind.EMAIL: "at-sign", StepKind.CALL: "phone", StepKind.VISIT: "footprints",
    StepKind.SURVEY: "clipboard-list", StepKind.TASK: "square-check",
}  # fmt: skip
#: The icon of each reason for being left out.
REASON_ICONS: dict[LeftOut, str] = {
    LeftOut.RESTRICTED: "lock", LeftOut.OBJECTION: "ban", LeftOut.SUPPRESSED: "shield-x",
    LeftOut.NO_CONSENT: "mail-x", LeftOut.NO_ADDRESS: "map-pin", LeftOut.RECENT: "clock",
    LeftOut.OPEN_DEAL: "square-kanban", LeftOut.BY_HAND: "user-x", LeftOut.HOUSEHOLD: "copy", LeftOut.HOLD_OUT: "scale",
}  # fmt: skip
#: The icon of each answer.
RESPONSE_ICONS: dict[Response, str] = {
    Response.INTERESTED: "thumbs-up", Response.ORDERED: "shopping-cart", Response.RECOMMENDED: "handshake",
    Response.NOT_NOW: "moon", Response.NO_INTEREST: "thumbs-down", Response.OBJECTION: "ban",
    Response.UNDELIVERABLE: "mail-x", Response.OTHER: "message-square",
}  # fmt: skip
#: Icon and tone of each state.
_MARKS: dict[CampaignStatus, tuple[str, PillTone]] = {
    CampaignStatus.PLANNED: ("pencil", "warning"),
    CampaignStatus.RUNNING: ("send", "info"),
    CampaignStatus.CLOSED: ("circle-check", "neutral"),
}


class Mark(NamedTuple):
    """A state as a pill shows it."""

    word: str
    icon: str
    tone: PillTone


def status_mark(status: CampaignStatus) -> Mark:
    """Return how a campaign stands."""
    icon, tone = _MARKS[status]
    return Mark(campaign_status_word(status), icon, tone)


def step_word(kind: StepKind) -> str:
    """Return what a step asks for."""
    return {
        StepKind.LETTER: meant("channel of a campaign", "Letter"),
        StepKind.EMAIL: _("E-mail"),
        StepKind.CALL: _("Call"),
        StepKind.VISIT: _("Visit"),
        StepKind.SURVEY: _("Survey"),
        StepKind.TASK: _("Task"),
    }[kind]


def branch_word(branch: StepBranch) -> str:
    """Return whom a step is for."""
    return {
        StepBranch.ALWAYS: meant("step of a campaign", "for everybody"),
        StepBranch.NO_ANSWER: _("where no answer came"),
        StepBranch.ANSWERED: _("where an answer came"),
    }[branch]


def sent_words(channel: CampaignChannel, count: int) -> str:
    """Return how many letters, e-mails or calls that are."""
    return {
        _CHANNEL.POST: plural("{n} letter", "{n} letters", count),
        _CHANNEL.EMAIL: plural("{n} e-mail", "{n} e-mails", count),
        _CHANNEL.PHONE: plural("{n} call", "{n} calls", count),
        _CHANNEL.EVENT: plural("{n} invitation", "{n} invitations", count),
    }[channel]


def sent_heading(channel: CampaignChannel) -> str:
    """Return what was sent, as the name of a figure."""
    return {
        _CHANNEL.POST: _("Letters"),
        _CHANNEL.EMAIL: _("E-mails"),
        _CHANNEL.PHONE: _("Calls"),
        _CHANNEL.EVENT: _("Invitations"),
    }[channel]


def remain_words(channel: CampaignChannel) -> str:
    """Return what those get who remain."""
    return {
        _CHANNEL.POST: _("get a letter"),
        _CHANNEL.EMAIL: _("get an e-mail"),
        _CHANNEL.PHONE: _("are called"),
        _CHANNEL.EVENT: _("are invited"),
    }[channel]


def due_words(due: date, today: date) -> str:
    """Return since when or on which day a step is due."""
    late = (today - due).days
    if late > 0:
        return plural("{n} day late", "{n} days late", late)
    return near_day(due, today)
