"""What is said of inquiries in words: where one stands, why a contact may be who asks, what the score rests on."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.store.queries.lead_matches import Match, MatchReason


def status_word(status: LeadStatus) -> str:
    """Return what the user calls where an inquiry stands."""
    return {
        LeadStatus.NEW: meant("inquiry", "New"),
        LeadStatus.CONTACTED: meant("inquiry", "Contacted"),
        LeadStatus.QUALIFIED: meant("inquiry", "Qualified"),
        LeadStatus.CONVERTED: meant("inquiry", "Taken on"),
        LeadStatus.DISQUALIFIED: meant("inquiry", "Declined"),
    }[status]


def match_words(match: Match) -> str:
    """Say why a contact may be who asks: “same street, other name”."""
    return {
        MatchReason.EMAIL: _("same e-mail address"),
        MatchReason.PHONE: _("same phone number"),
        MatchReason.NAME_PLACE: _("same name and town"),
        MatchReason.NAME: _("same name"),
        MatchReason.STREET: _("same street, another name"),
        MatchReason.DOMAIN: _("same domain {value}").format(value=match.value),
        MatchReason.SIMILAR: _("similar name"),
    }[match.reason]
