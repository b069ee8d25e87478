"""The card that says where a forecast rests on little, and opens the cases."""

from __future__ import annotations

from collections.abc import Callable

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.forecasts.thin import ENOUGH, Thin
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Link


def thin_card(found: Thin, currency: str, open_cases: Callable[[], object]) -> Banner:
    """Return the card."""
    large = _("Deals from {amount} on:").format(amount=amount(found.cents, currency, whole=True))
    closed = _("none is closed.")
    if found.closed:
        closed = plural("only {n} is closed.", "only {n} are closed.", found.closed)
    meaning = _("Up to {enough} the rate of all deals counts along.").format(enough=ENOUGH)
    brings = _("This concerns {amount} of the sum.").format(
        amount=amount(found.contribution_cents, currency, whole=True)
    )
    card = Banner("warning", _("Here the basis is thin"), f"{large} {closed} {meaning} {brings}")
    card.add_action(Link(_("Look at the cases"), on=open_cases))
    return card
