"""People, deals, offers, orders and history of a company as short rows, ready to be drawn."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import amount, clock_time, day, near_day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.contact_words import buying_role_word
from crm_desktop.operations.sales_words import deal_status_word, offer_status_word
from crm_desktop.store.queries.company_card import PersonRow
from crm_desktop.store.queries.company_lists import DealLine, OfferLine, OrderLine
from crm_desktop.store.queries.timeline import TimelineEntry
from crm_desktop.ui.models.contacts import full_name
from crm_desktop.ui.models.timeline import icon_of, title_of
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.short_list import ShortRow

_DEAL_ICONS: dict[DealStatus, tuple[str, Role]] = {
    DealStatus.OPEN: ("circle-dot", "text2"),
    DealStatus.WON: ("trophy", "success"),
    DealStatus.LOST: ("circle-x", "text3"),
    DealStatus.PARKED: ("moon", "text3"),
}
_OFFER_ICONS: dict[OfferStatus, tuple[str, Role]] = {
    OfferStatus.DRAFT: ("pencil", "text2"),
    OfferStatus.SENT: ("send", "info"),
    OfferStatus.ACCEPTED: ("check", "success"),
    OfferStatus.PARTLY_ACCEPTED: ("check", "success"),
    OfferStatus.REJECTED: ("x", "text3"),
    OfferStatus.EXPIRED: ("clock-alert", "warning"),
    OfferStatus.WITHDRAWN: ("undo-2", "text3"),
    OfferStatus.SUPERSEDED: ("history", "text3"),
}

#: Days before the end of an offer from which on the end is worth a word.
_SOON = 7


def person_row(row: PersonRow, company_id: int) -> ShortRow:
    """Return somebody with the part they play in buying; who has left, in grey and with the day."""
    where = row.company if row.company_id != company_id else ""
    if row.is_present:
        right = buying_role_word(row.buying_role)
    else:
        right = _("left {day}").format(day=day(row.ended)) if row.ended else _("left")
    detail = " · ".join(part for part in (row.job_title, where) if part)
    name = full_name(row.title, row.name)
    return ShortRow(
        row.id, name, detail, right, right_strong=False, avatar=row.name, faint=not row.is_present, detail_tone="text3"
    )


def deal_row(row: DealLine, chance: float) -> ShortRow:
    """Return a deal with its stage and chance, or what became of it."""
    icon, tone = _DEAL_ICONS[row.status]
    if row.status is DealStatus.OPEN:
        detail = _("{stage}, {percent} %").format(stage=row.stage, percent=round(chance * 100))
        glyph = (chance, row.place, max(1, row.stages))
    else:
        word = deal_status_word(row.status)
        detail = _("{status}: {reason}").format(status=word, reason=row.lost_reason) if row.lost_reason else word
        glyph = None
    return ShortRow(
        row.id, row.title, detail, amount(row.amount_cents, row.currency, whole=True), icon=icon, icon_tone=tone,
        glyph=glyph, faint=row.status is DealStatus.LOST,
    )  # fmt: skip


def offer_row(row: OfferLine, today: date) -> ShortRow:
    """Return an offer with where it stands."""
    standing = row.standing(today)
    icon, tone = _OFFER_ICONS[standing]
    number = row.number or _("Draft")
    title = " · ".join(part for part in (number, row.subject or row.deal) if part)
    detail = offer_status_word(standing)
    ends = row.valid_until if standing is OfferStatus.SENT else None
    if ends is not None and (ends - today).days <= _SOON:
        detail = _("{status}, valid until {day}").format(status=detail, day=near_day(ends, today))
    return ShortRow(
        row.id, title, detail, amount(row.net_cents, row.currency, whole=True), icon=icon, icon_tone=tone,
        faint=standing in (OfferStatus.REJECTED, OfferStatus.WITHDRAWN, OfferStatus.SUPERSEDED),
    )  # fmt: skip


def order_row(row: OrderLine) -> ShortRow:
    """Return an order with its day."""
    title = " · ".join(part for part in (row.number, row.subject) if part) or _("Order")
    return ShortRow(
        row.id, title, day(row.day), amount(row.net_cents, row.currency, whole=True), icon="shopping-cart"
    )  # fmt: skip


def entry_short(entry: TimelineEntry, today: date) -> ShortRow:
    """Return an entry of the history: what it was, when, and the beginning of what was written."""
    when = local_day(entry.at)
    words = near_day(when, today)
    if when == today:
        words = f"{words} {clock_time(entry.at)}"
    body = " ".join((entry.body or entry.result).split())
    return ShortRow(
        entry.id, title_of(entry), body, words, right_strong=False, icon=icon_of(entry), detail_tone="text2"
    )
