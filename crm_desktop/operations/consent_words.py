"""Consents, channels and reasons in the words of the user."""

from __future__ import annotations

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.consents import Audience, Channel, ConsentStatus
from crm_desktop.engine.campaigns.permission import Permission, Why


def channel_word(channel: Channel) -> str:
    """Return what a channel is called."""
    return {
        Channel.EMAIL: _("E-mail"),
        Channel.PHONE: _("Phone"),
        Channel.POST: meant("channel", "Post"),
        Channel.MESSENGER: _("Text message"),
    }[channel]


def status_word(status: ConsentStatus) -> str:
    """Return what a statement is called."""
    return {
        ConsentStatus.OPT_IN: _("Consent"),
        ConsentStatus.DOUBLE_OPT_IN: _("Consent, confirmed"),
        ConsentStatus.EXISTING_CUSTOMER: _("Existing customer"),
        ConsentStatus.PRESUMED: _("Presumed consent"),
        ConsentStatus.PENDING: _("Confirmation asked for"),
        ConsentStatus.WITHDRAWN: _("Withdrawn"),
        ConsentStatus.OBJECTION: _("Objection"),
    }[status]


def audience_word(audience: Audience) -> str:
    """Return whom the law tells apart."""
    return _("Private people") if audience is Audience.CONSUMER else _("Firms")


def condition_words() -> dict[str, str]:
    """Return what has to be stated for writing to existing customers, by its key."""
    return {
        "sale": _("The address was given with a purchase"),
        "similar": _("It is about similar products of our own"),
        "notice": _("The right to object was pointed out then and is in each message"),
    }


def why_words(found: Permission) -> str:
    """Return in a few words what decided."""
    told = found.statement
    on = day(told.given_on) if told else ""
    status = status_word(told.status) if told else ""
    until = day(told.valid_until) if told and told.valid_until else on
    return {
        Why.OBJECTED: _("objected on {day}").format(day=on),
        Why.EXPIRED: _("consent expired on {day}").format(day=until),
        Why.UNCONFIRMED: _("confirmation still open"),
        Why.CONDITIONS_MISSING: _("conditions for existing customers not met"),
        Why.NOT_ENOUGH: _("“{ground}” is not enough here").format(ground=status),
        Why.NO_GROUND: _("no consent"),
        Why.WITHOUT_GROUND: _("allowed until somebody objects"),
        Why.GROUND: _("{ground} since {day}").format(ground=status, day=on),
    }[found.why]
