"""What the user should know about an offer before sending it, or now that it was sent: at most one banner at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.store.queries.offers import standing
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.widgets.banner import Banner, BannerKind
from crm_desktop.ui.widgets.buttons import Link


@dataclass(frozen=True)
class Ways:
    """Where the links of a banner lead."""

    settings: Callable[[], object]
    contact: Callable[[], object]
    new_version: Callable[[], object]
    newest: Callable[[], object]
    extend: Callable[[], object]
    compare: Callable[[], object]
    lead: Callable[[], object]
    renew_rates: Callable[[], object]
    complaint: Callable[[], object]


@dataclass(frozen=True)
class Remark:
    """One banner: what is the matter, what follows from it, and the links to do something about it."""

    kind: BannerKind
    what: str
    meaning: str = ""
    links: tuple[tuple[str, Callable[[], object]], ...] = ()

    def banner(self) -> Banner:
        """Return it as a widget."""
        made = Banner(self.kind, self.what, self.meaning)
        for words, run in self.links:
            made.add_action(Link(words, on=run))
        return made


def remark_on(found: OfferInHand, today: date, ways: Ways, paper: Sequence[str] = ()) -> Remark | None:
    """Return the most pressing thing to be said of an offer; `paper` is to be said of its printed file."""
    if found.frozen:
        return _on_sent(found, today, ways)
    if found.missing:
        return Remark(
            "warning",
            _("The law wants more of your own data on every offer."),
            _("Still missing: {fields}.").format(fields=", ".join(found.missing)),
            ((_("Open the settings"), ways.settings),),
        )
    urgent = _on_vat(found, ways) or _on_contents(found, today, ways)
    return urgent or _on_complaints(found, today, ways) or _on_paper(paper)


def _on_complaints(found: OfferInHand, today: date, ways: Ways) -> Remark | None:
    """Return that the customer waits for something else first."""
    if not found.complaints:
        return None
    first = found.complaints[0]
    days = max((today - local_day(first.opened_at)).days, 0)
    what = plural("{n} complaint of this customer is open.", "{n} complaints of this customer are open.",
                  len(found.complaints))  # fmt: skip
    since = plural("open for {n} day", "open for {n} days", days) if days else _("open since today")
    open_it = (_("Open the complaint"), ways.complaint)
    return Remark("warning", what, _("“{title}”, {since}").format(title=first.title, since=since), (open_it,))


def _on_paper(paper: Sequence[str]) -> Remark | None:
    return Remark("warning", paper[0], " ".join(paper[1:])) if paper else None


def _on_vat(found: OfferInHand, ways: Ways) -> Remark | None:
    for doubt in found.doubts:
        renew = ((_("Adjust the rates"), ways.renew_rates),) if doubt.renews else ()
        return Remark("warning", doubt.what, doubt.meaning, renew)
    return None


def _on_contents(found: OfferInHand, today: date, ways: Ways) -> Remark | None:
    whom = found.account or found.person
    if whom is not None and not whom.has_address and not (found.person is not None and found.person.has_address):
        return Remark(
            "warning",
            _("{name} has no address yet.").format(name=whom.name),
            _("The window of the letter stays empty."),
            ((_("Open the contact"), ways.contact),),
        )
    if found.offer.valid_until is not None and found.offer.valid_until < today:
        return Remark(
            "warning", _("The last day of this offer has passed."), _("Choose a later one before sending it.")
        )
    if found.offer.lines and not found.offer.gross_cents:
        return Remark("info", _("This offer comes to nothing: no position has a price."))
    return None


def _on_sent(found: OfferInHand, today: date, ways: Ways) -> Remark:
    offer = found.offer
    state = standing(offer.status, offer.valid_until, today)
    sent = day(local_day(offer.sent_at)) if offer.sent_at else day(offer.issued_on)
    frozen = _("Sent on {day}. It stays as the customer has it.").format(day=sent)
    beside = ((_("Compare with the version before"), ways.compare),) if offer.previous_id is not None else ()
    again = ((_("New version"), ways.new_version), *beside)
    newest = found.versions[-1] if found.versions else None
    if newest is not None and newest.id != offer.id:
        open_it = (_("Open version {n}").format(n=newest.version_no), ways.newest)
        return Remark("info", frozen, links=(open_it, (_("Compare versions"), ways.compare)))
    if state is OfferStatus.EXPIRED:
        until = day(offer.valid_until) if offer.valid_until else ""
        return Remark(
            "warning",
            _("This offer was valid until {day}.").format(day=until),
            frozen,
            (*again, (_("Let it hold longer …"), ways.extend)),
        )
    if state is OfferStatus.REJECTED and offer.decline_reason:
        return Remark("info", _("Declined: {reason}").format(reason=offer.decline_reason), frozen, again)
    if state in (OfferStatus.ACCEPTED, OfferStatus.PARTLY_ACCEPTED):
        decided = day(local_day(offer.decided_at)) if offer.decided_at else ""
        return Remark("success", _("Accepted on {day}.").format(day=decided) if decided else _("Accepted."), frozen)
    if state is OfferStatus.SENT and found.outdated:
        return _on_old_rates(found.outdated, frozen, again)
    rivals = {
        None: "",
        True: _("Of the offers of its deal this one leads: the deal is worth it."),
        False: _("Another offer leads its deal."),
    }[found.leads]
    lead = ((_("Let it lead the deal"), ways.lead),) if found.leads is False else ()
    return Remark("info", frozen, rivals, (*again, *lead))


def _on_old_rates(lines: int, frozen: str, again: tuple[tuple[str, Callable[[], object]], ...]) -> Remark:
    what = plural(
        "The VAT rate of {n} position is another one on the day of delivery.",
        "The VAT rates of {n} positions are others on the day of delivery.",
        lines,
    )
    return Remark("warning", what, f"{frozen} " + _("A new version can take the rates that hold then."), again)


def remarks_equal(first: Remark | None, second: Remark | None) -> bool:
    """Whether two remarks say the same, whatever their links call."""
    return _said(first) == _said(second)


def _said(remark: Remark | None) -> Sequence[object]:
    return () if remark is None else (remark.kind, remark.what, remark.meaning, [words for words, _run in remark.links])
