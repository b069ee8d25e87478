"""What a user does with an offer until it is sent: begin it, write it, copy it, put it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Unpack

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.offers import Offer, OfferLine, OfferStatus, TaxMode
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import process_offers
from crm_desktop.operations.offers import changes as offer_changes
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import enclosures
from crm_desktop.operations.offers import follow_up as offer_follow_up
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.operations.privacy_use import demand_usable
from crm_desktop.store.queries import enclosures as enclosure_queries
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries import pipelines as process_queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.unit_of_work import Work, Writer

#: What somebody can say of an offer, as far as it is read back.
_SAID = tuple(name for name in OfferFields.__annotations__ if name in OfferDetail.__dataclass_fields__)


def new_offer(writer: Writer, *, lines: Sequence[Line] = (), **fields: Unpack[OfferFields]) -> Outcome[int]:
    """Begin an offer; the value is its id.

    What is not given comes from the deal (account, person, subject, currency), from the account (language, terms of
    payment) and from the firm (validity, tax, Skonto, texts). Raises BadInput, NotFound.
    """
    with writer.step(_("Begin offer")) as work:
        offer = begin(work, fields, lines)
        offer_id = offer.id
        work.label = _label(_("Begin offer “{subject}”"), _("Begin offer"), offer)
    return work.outcome(offer_id)


def change_offer(
    writer: Writer,
    *,
    offer_id: int,
    lines: Sequence[Line] | None = None,
    version: int | None = None,
    group: str = "",
    **fields: Unpack[OfferFields],
) -> Outcome[None]:
    """Change a draft: its fields, and its lines where they are given; only what differs is written.

    Changes of one `group` that follow each other are undone together: the cells of a line that is being entered.
    Raises Refused for an offer that was sent, Conflict when it no longer has the version that was shown, BadInput for
    figures and dates that cannot be.
    """
    with writer.step(_("Change offer"), group=group and f"offer {offer_id} {group}") as work:
        offer = draft(work, offer_id, version)
        before = queries.the_offer(work.read, offer_id=offer_id)
        _write(work, offer, fields, lines)
        said = offer_changes.label(before, lines, fields)
        work.label = said or _label(_("Change offer “{subject}”"), _("Change offer"), offer)
    return work.outcome(None)


def save_lines(writer: Writer, *, offer_id: int, lines: Sequence[Line], version: int | None = None) -> Outcome[None]:
    """Replace the lines of a draft; one that keeps its id is changed and not made anew. Raises as `change_offer`."""
    return change_offer(writer, offer_id=offer_id, lines=lines, version=version)


def duplicate_offer(writer: Writer, *, offer_id: int) -> Outcome[int]:
    """Begin a new offer with the contents of another one, dated today; the value is its id."""
    with writer.step(_("Duplicate offer")) as work:
        source = queries.the_offer(work.read, offer_id=offer_id)
        copy = copied(work, source)
        copy_id = copy.id
        work.label = _label(_("Duplicate offer “{subject}”"), _("Duplicate offer"), copy)
    return work.outcome(copy_id)


def delete_offer(writer: Writer, *, offer_id: int) -> Outcome[None]:
    """Put an offer into the bin, from where it can come back."""
    with writer.step(_("Delete offer")) as work:
        offer = work.get(Offer, offer_id)
        offer_follow_up.put_away(work, offer)
        work.label = _label(_("Delete offer “{subject}”"), _("Delete offer"), offer)
    return work.outcome(None)


def drop_if_empty(writer: Writer, *, offer_id: int) -> Outcome[bool]:
    """Take a draft away that was begun and into which nobody has written anything; the value says whether it was."""
    with writer.step(_("Remove empty offer")) as work:
        found = queries.offer(work.read, offer_id=offer_id)
        empty = (
            found is not None
            and found.status is OfferStatus.DRAFT
            and found.number is None
            and not _says(found, _begun(work, OfferFields(issued_on=found.issued_on)))
            and not enclosure_queries.of_offer(work.read, offer_id=offer_id)
        )
        if empty:
            work.delete(work.get(Offer, offer_id))
    return work.outcome(empty)


def _says(offer: OfferDetail, fresh: Offer) -> bool:
    """Whether somebody has written anything into an offer: what comes by itself, as in a fresh one, does not count."""
    return bool(offer.lines) or any(getattr(offer, name) != getattr(fresh, name) for name in _SAID)


def restore_offer(writer: Writer, *, offer_id: int) -> Outcome[None]:
    """Take an offer out of the bin."""
    with writer.step(_("Restore offer")) as work:
        offer = work.get(Offer, offer_id)
        offer_follow_up.take_out(work, offer)
        work.label = _label(_("Restore offer “{subject}”"), _("Restore offer"), offer)
    return work.outcome(None)


def draft(work: Work, offer_id: int, version: int | None = None) -> Offer:
    """Load an offer to change it. Raises Refused for one that is no draft any more or lies in the bin."""
    offer = work.get(Offer, offer_id, version=version)
    check_not_in_bin(offer)
    if offer.status is not OfferStatus.DRAFT:
        raise Refused(_("This offer was sent and stays as it is."), _("Make a new version of it."))
    return offer


def check_not_in_bin(offer: Offer) -> None:
    """Raise Refused for an offer in the bin: nothing becomes of it before it is taken out."""
    if offer.deleted_at is not None:
        raise Refused(_("This offer lies in the bin."), _("Take it out of the bin first."))


def begin(work: Work, fields: OfferFields, lines: Sequence[Line]) -> Offer:
    """Begin an offer inside the step of another operation and return it, with its id. Raises as `new_offer`."""
    offer = stamps.added(work, _begun(work, fields))
    _write(work, offer, fields, lines)
    return offer


def write(work: Work, offer_id: int, fields: OfferFields, lines: Sequence[Line] | None = None) -> None:
    """Put fields and lines into a draft inside an open step. Raises BadInput."""
    _write(work, draft(work, offer_id), fields, lines)


def copied(work: Work, source: OfferDetail) -> Offer:
    """Make a draft with the contents of an offer, dated today and valid as long as the firm's offers are."""
    fields = OfferFields(
        deal_id=source.deal_id,
        account_id=source.account_id,
        person_id=source.person_id,
        subject=source.subject,
        language=source.language,
        country=source.country,
        currency=source.currency,
        rate=source.rate,
        price_mode=source.price_mode,
        tax_mode=source.tax_mode,
        discount_percent=source.discount_percent,
        discount_cents=source.discount_cents,
        skonto_percent=source.skonto_percent,
        skonto_days=source.skonto_days,
        cash_rounding_cents=source.cash_rounding_cents,
        hides_discounts=source.hides_discounts,
        hides_option_prices=source.hides_option_prices,
        their_inquiry=source.their_inquiry,
        intro=source.intro,
        closing=source.closing,
        delivery_terms=source.delivery_terms,
        payment_terms=source.payment_terms,
        layout=source.layout,
    )
    made = begin(work, fields, [line._replace(id=None, chosen=False) for line in source.lines])
    enclosures.copy_enclosures(work, source_id=source.id, offer_id=made.id)
    return made


def _begun(work: Work, fields: OfferFields) -> Offer:
    """Return a new offer with everything that follows from its deal, its account and the firm."""
    firm = firm_queries.the_firm(work.read)
    deal_id = fields.get("deal_id")
    deal = None if deal_id is None else work.get(Deal, deal_id)
    account_id = fields.get("account_id", deal.account_id if deal else None)
    demand_usable(work.read, [account_id, fields.get("person_id"), deal.person_id if deal else None])
    account = None if account_id is None else work.get(Contact, account_id)
    language = fields.get("language") or _written_in((account.language if account else "") or firm.language)
    issued_on = fields.get("issued_on", work.today)

    def usual(use: str) -> str:
        return next(iter(process_offers.usual_texts(work.read, deal_id=deal_id, language=language, use=use)), "")

    manner = None if deal_id is None else process_queries.manner_of_deal(work.read, deal_id=deal_id)
    own_payment = str(manner.texts.get(language, {}).get("payment", "")) if manner else ""
    return Offer(
        deal_id=deal_id,
        account_id=account_id,
        person_id=deal.person_id if deal else None,
        subject=deal.title if deal else "",
        issued_on=issued_on,
        valid_until=issued_on + timedelta(days=firm.valid_days) if firm.valid_days else None,
        language=language,
        country=firm.country,
        currency=deal.currency if deal else firm.currency,
        tax_mode=TaxMode.SMALL_BUSINESS if firm.small_business else TaxMode.STANDARD,
        skonto_percent=firm.skonto_percent,
        skonto_days=firm.skonto_days,
        intro=usual("intro"),
        closing=usual("closing"),
        delivery_terms=usual("delivery"),
        payment_terms=(account.payment_terms if account else "") or own_payment or firm.payment_terms,
        layout=manner.layout if manner else "",
    )


def _written_in(language: str) -> str:
    """Return the language of offers for somebody who speaks this one."""
    return language if language in LANGUAGES else "en"


def rewrite(work: Work, offer: Offer, lines: Sequence[Line]) -> None:
    """Replace the lines of a draft inside a step, and work out its totals."""
    _write(work, offer, OfferFields(), lines)


def _write(work: Work, offer: Offer, fields: OfferFields, lines: Sequence[Line] | None) -> None:
    """Put fields and lines into an offer and work out its totals."""
    for name, value in offer_drafts.cleaned(fields).items():
        setattr(offer, name, value)
    for contact_id in (offer.account_id, offer.person_id):
        if contact_id is not None:
            work.get(Contact, contact_id)
    rewritten = lines is not None and _replace_lines(work, offer.id, offer_drafts.cleaned_lines(lines))
    stamps.changed(work, offer, parts=rewritten)
    now = queries.the_offer(work.read, offer_id=offer.id)
    offer_drafts.check_days(now)
    totals = offer_drafts.priced(now)
    offer.net_cents, offer.gross_cents = totals.net_cents, totals.gross_cents
    offer.optional_cents, offer.full_cents = totals.optional_cents, totals.full_cents


def _replace_lines(work: Work, offer_id: int, lines: Sequence[Line]) -> bool:
    """Make the stored lines equal to these, touching only those that differ; return whether any did."""
    stored = queries.the_offer(work.read, offer_id=offer_id).lines
    before = {line.id or 0: (position, line) for position, line in enumerate(stored, 1)}
    gone = before.keys() - {line.id for line in lines}
    different = [
        (position, line) for position, line in enumerate(lines, 1) if before.get(line.id or 0) != (position, line)
    ]
    for line_id in gone:
        work.delete(work.get(OfferLine, line_id))
    for position, line in different:
        if line.id in before:
            _fill(work.get(OfferLine, line.id or 0), position, line)
        else:
            work.add(_fill(OfferLine(offer_id=offer_id, position=position), position, line))
    return bool(gone or different)


def _fill(row: OfferLine, position: int, line: Line) -> OfferLine:
    row.position = position
    row.kind = line.kind
    row.level = line.level
    row.product_id = line.product_id
    row.title = line.title
    row.text = line.text
    row.quantity = line.quantity
    row.unit = line.unit
    row.unit_price = line.unit_price
    row.cost = line.cost
    row.discount_percent = line.discount_percent
    row.discount_cents = line.discount_cents
    row.surcharge_percent = line.surcharge_percent
    row.surcharge_of = line.surcharge_of
    row.vat_percent = line.vat_percent
    row.replaces_position = line.replaces
    row.chosen = line.chosen
    return row


def _label(named: str, plain: str, offer: Offer) -> str:
    """Return what the undo menu says: with the subject, where there is one."""
    return named.format(subject=offer.subject) if offer.subject else plain
