"""What the user calls the ways, states and origins of campaigns."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.campaigns import CampaignChannel, CampaignKind, CampaignStatus


def channel_word(channel: CampaignChannel) -> str:
    """Return the way a campaign goes."""
    return {
        CampaignChannel.POST: meant("channel of a campaign", "Letter"),
        CampaignChannel.EMAIL: _("E-mail"),
        CampaignChannel.PHONE: _("Phone"),
        CampaignChannel.EVENT: _("Invitation to an event"),
    }[channel]


def campaign_kind_word(kind: CampaignKind) -> str:
    """Return where a campaign comes from, "" for one made by hand."""
    return {
        CampaignKind.OWN: "",
        CampaignKind.WIN_BACK: _("Win-back"),
        CampaignKind.REFERRAL: _("Recommendations"),
        CampaignKind.SURVEY: _("Survey"),
    }[kind]


def campaign_status_word(status: CampaignStatus) -> str:
    """Return how a campaign stands."""
    return {
        CampaignStatus.PLANNED: meant("campaign", "Draft"),
        CampaignStatus.RUNNING: meant("campaign", "Running"),
        CampaignStatus.CLOSED: meant("campaign", "Closed"),
    }[status]
