"""How one or several deals end at once: won, lost, parked, or open again; each is one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Deal, DealStatus
from crm_desktop.operations.deals import deals
from crm_desktop.store.unit_of_work import Work, Writer


def win_deals(
    writer: Writer, *, deal_ids: Sequence[int], argument: str = "", amount_cents: int | None = None
) -> Outcome[None]:
    """Win deals with the argument that decided them; the amount ordered can be said for a single one."""

    def win(work: Work, deal: Deal) -> None:
        deals.win(work, deal, argument=argument, amount_cents=amount_cents)

    many = plural("Win {n} deal", "Win {n} deals", len(deal_ids))
    return _each(writer, deal_ids, win, _("Win “{title}”"), many)


def lose_deals(
    writer: Writer,
    *,
    deal_ids: Sequence[int],
    reason: str,
    note: str = "",
    competitor: str = "",
    ask_again_on: date | None = None,
) -> Outcome[None]:
    """Lose deals, all for the same reason. Raises BadInput without one; none is lost then."""

    def lose(work: Work, deal: Deal) -> None:
        deals.lose(work, deal, reason=reason, note=note, competitor=competitor, ask_again_on=ask_again_on)

    many = plural("Lose {n} deal", "Lose {n} deals", len(deal_ids))
    return _each(writer, deal_ids, lose, _("Lose “{title}”"), many)


def park_deals(writer: Writer, *, deal_ids: Sequence[int], until: date | None = None) -> Outcome[None]:
    """Put deals aside until a day to come, or for the time being."""

    def park(work: Work, deal: Deal) -> None:
        deals.park(work, deal, until=until)

    many = plural("Park {n} deal", "Park {n} deals", len(deal_ids))
    return _each(writer, deal_ids, park, _("Park “{title}”"), many)


def reopen_deals(writer: Writer, *, deal_ids: Sequence[int]) -> Outcome[None]:
    """Open closed deals again, each in the stage it was in; those that are open stay as they are."""

    def reopen(work: Work, deal: Deal) -> None:
        if deal.status is not DealStatus.OPEN:
            deals.reopen(work, deal)

    many = plural("Reopen {n} deal", "Reopen {n} deals", len(deal_ids))
    return _each(writer, deal_ids, reopen, _("Reopen “{title}”"), many)


def _each(
    writer: Writer, deal_ids: Sequence[int], act: Callable[[Work, Deal], None], one: str, many: str
) -> Outcome[None]:
    """Do the same with each deal in one step, named after the deal where it is only one."""
    with writer.step(many) as work:
        for deal_id in deal_ids:
            deal = work.get(Deal, deal_id)
            if len(deal_ids) == 1:
                work.label = one.format(title=deal.title)
            act(work, deal)
    return work.outcome(None)
