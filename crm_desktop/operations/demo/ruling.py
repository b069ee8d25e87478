"""Switches on what the demo firm lets the program do by itself: rules that wait for what the user does next.

None that acts on a day is on, so that a first look at the firm finds it as it was written.
"""

from __future__ import annotations

from crm_desktop.base.i18n import speaking
from crm_desktop.operations.rules.ready import taken_over
from crm_desktop.store.unit_of_work import Work

#: Ready rules of the firm, and whether they are on.
_RULES = {"offer_accepted": True, "large_deal": True, "offer_declined": True, "offer_unanswered": False}


def run(work: Work) -> None:
    """Take the firm's rules over, in its language."""
    with speaking("de"):
        for key, enabled in _RULES.items():
            taken_over(work, key=key, enabled=enabled)
