"""Why a rule acts, in a sentence for the log."""

from __future__ import annotations

from crm_desktop.base.formats import day as written_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.recipes import Trigger
from crm_desktop.domain.rule_facts import Due
from crm_desktop.domain.rules import DRIFTING, On
from crm_desktop.engine.workflow.events import Event
from crm_desktop.store.queries import rule_names
from crm_desktop.store.reading import Reader


def reason(reader: Reader, event: Event) -> str:
    """Return what happened, in words."""
    named = ""
    if event.on in (On.DEAL_ENTERED, On.DEAL_LEFT):
        named = rule_names.stage(reader, event.value)
    elif event.on in DRIFTING:
        named = rule_names.segment(reader, event.value)
    elif event.value is not None:
        named = str(event.value)
    return _happened()[event.on].format(named=named)


def due_reason(trigger: Trigger, due: Due) -> str:
    """Return what has come with the days, in words."""
    days = plural("{n} day", "{n} days", abs((due.on - due.since).days))
    return _came()[trigger.on].format(days=days, day=written_day(due.since))


def _came() -> dict[On, str]:
    return {
        On.DEAL_STAYS: _("In its stage for {days}, since {day}."),
        On.OFFER_UNANSWERED: _("Without an answer for {days}; it was sent on {day}."),
        On.OFFER_EXPIRING: _("Expires in {days}, on {day}."),
        On.NO_CONTACT: _("No contact for {days}, since {day}."),
        On.TASK_OVERDUE: _("Was due on {day}."),
        On.ORDER_PAST: _("The order was placed {days} ago, on {day}."),
        On.DATE_NEAR: _("The date is {day}."),
    }


def _happened() -> dict[On, str]:
    return {
        On.DEAL_ENTERED: _("The deal entered “{named}”."),
        On.DEAL_LEFT: _("The deal left “{named}”."),
        On.TAG_GAINED: _("The tag “{named}” was added."),
        On.TAG_LOST: _("The tag “{named}” was removed."),
        On.SEGMENT_ENTERED: _("The contact entered “{named}”."),
        On.SEGMENT_LEFT: _("The contact left “{named}”."),
        On.DEAL_WON: _("The deal was won."),
        On.DEAL_LOST: _("The deal was lost."),
        On.OFFER_SENT: _("The offer was sent."),
        On.OFFER_ACCEPTED: _("The offer was accepted."),
        On.OFFER_DECLINED: _("The offer was declined."),
        On.LEAD_CAME: _("The inquiry came in."),
        On.TASK_DONE: _("The task was done."),
        On.ORDER_BOOKED: _("The order was booked."),
    }
