"""Everything the editor of an offer shows beside the lines, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.offers import OfferStatus, TaxMode
from crm_desktop.domain.products import TaxClass
from crm_desktop.operations.firm.checks import missing_duties
from crm_desktop.operations.offers.vat import outdated_offers, vat_percent
from crm_desktop.operations.offers.vat_checks import Doubt, doubts
from crm_desktop.store.queries import contact_card, contact_relations, deals, enclosures, offer_life
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries import vat as vat_queries
from crm_desktop.store.queries.cases import CaseRow, open_complaints
from crm_desktop.store.queries.enclosures import EnclosureRow
from crm_desktop.store.queries.offers import OfferDetail, OfferRow
from crm_desktop.store.queries.recipients import Recipient, recipient
from crm_desktop.store.reading import Reader


class Person(NamedTuple):
    """Somebody an offer can be addressed to at the customer."""

    id: int
    name: str


@dataclass(frozen=True)
class OfferInHand:
    """One offer with whom it goes to and what surrounds it."""

    offer: OfferDetail
    account: Recipient | None
    person: Recipient | None
    #: People of the account, present ones.
    people: tuple[Person, ...]
    #: All versions, the first one first.
    versions: tuple[OfferRow, ...]
    #: What the law wants on a letter and the firm has not filled in.
    missing: tuple[str, ...]
    #: Rates of VAT that can be chosen, the usual one first.
    rates: tuple[Decimal, ...]
    #: Per cent of the net total an offer should leave, 0 for no such wish; and the firm's own currency.
    least_margin: Decimal
    home_currency: str
    #: What is doubtful about its VAT.
    doubts: tuple[Doubt, ...] = ()
    #: Where several offers of its deal wait for an answer: whether this is the one the deal is worth.
    leads: bool | None = None
    #: Its own enclosures, and how many lines of an offer that was sent have a rate that no longer holds on delivery.
    enclosed: tuple[EnclosureRow, ...] = ()
    #: Complaints of the customer that are open.
    complaints: tuple[CaseRow, ...] = ()
    outdated: int = 0

    @property
    def frozen(self) -> bool:
        """Whether it was sent and stays as it is."""
        return self.offer.status is not OfferStatus.DRAFT


class DealChance(NamedTuple):
    """The open deal an offer belongs to and its learned chance, 0 to 1."""

    deal_id: int
    title: str
    probability: float


def offer_in_hand(reader: Reader, *, offer_id: int, today: date | None = None) -> OfferInHand | None:
    """Return one offer with its surroundings; None where there is none, or where it lies in the bin.

    With a day, what is doubtful about its VAT is looked for.
    """
    with reader.snapshot():
        offer = queries.offer(reader, offer_id=offer_id)
        versions = queries.versions(reader, offer_id=offer_id)
        if offer is None or all(version.id != offer_id for version in versions):
            return None
        firm = firm_queries.the_firm(reader)
        account = recipient(reader, contact_id=offer.account_id)
        person = recipient(reader, contact_id=offer.person_id)
        return OfferInHand(
            offer=offer,
            account=account,
            person=person,
            people=tuple(_people(reader, account)),
            versions=tuple(versions),
            missing=tuple(duty.label for duty in missing_duties(firm)),
            rates=_rates(reader, offer, firm.vat_percent),
            least_margin=firm.least_margin_percent,
            home_currency=firm.currency,
            doubts=() if today is None else doubts(reader, offer, today=today),
            leads=_leads(reader, offer),
            complaints=_complaints(reader, offer),
            enclosed=tuple(enclosures.of_offer(reader, offer_id=offer_id)),
            outdated=_outdated(reader, offer, today),
        )


def _complaints(reader: Reader, offer: OfferDetail) -> tuple[CaseRow, ...]:
    return () if offer.account_id is None else tuple(open_complaints(reader, account_id=offer.account_id))


def _leads(reader: Reader, offer: OfferDetail) -> bool | None:
    if offer.deal_id is None or offer.status is not OfferStatus.SENT:
        return None
    found = offer_life.leading(reader, deal_id=offer.deal_id)
    return None if found is None or found.rivals < 2 else found.id == offer.id


def _outdated(reader: Reader, offer: OfferDetail, today: date | None) -> int:
    if today is None or offer.status is not OfferStatus.SENT:
        return 0
    return len(outdated_offers(reader, today=today, offer_id=offer.id))


def deal_chance(reader: Reader, *, deal_id: int, today: date) -> DealChance | None:
    """Return the chance of a deal as the firm's own closed deals have it; None for one that is not open."""
    deal = deals.deal(reader, deal_id=deal_id)
    if deal is None or deal.status is not DealStatus.OPEN:
        return None
    from crm_desktop.operations.deals.board_figures import board_figures  # brings numpy along, on a lane

    lanes = board_figures(reader, pipeline_id=deal.pipeline_id, today=today).lanes
    found = next((lane.probability for lane in lanes if lane.stage_id == deal.stage_id), deal.probability / 100)
    return DealChance(deal.id, deal.title, found)


def account_of(reader: Reader, *, contact_id: int) -> tuple[int, int | None]:
    """Return the account and the person of an offer to somebody: a person at a company, or a customer alone."""
    facts = contact_card.facts(reader, contact_id=contact_id)
    if facts is not None and facts.kind is ContactKind.PERSON and facts.company_id is not None:
        return facts.company_id, contact_id
    return contact_id, None


def _people(reader: Reader, account: Recipient | None) -> list[Person]:
    if account is None or account.kind is not ContactKind.COMPANY:
        return []
    found = contact_relations.employments(reader, contact_id=account.id, kind=account.kind)
    return [Person(row.contact_id, row.name) for row in found if row.is_present]


def _rates(reader: Reader, offer: OfferDetail, usual: Decimal) -> tuple[Decimal, ...]:
    """Return the rates of the offer's country on the day it is delivered; none but nought where no VAT is charged."""
    if offer.tax_mode is not TaxMode.STANDARD:
        return (Decimal(0),)
    rates, on = vat_queries.rates(reader), offer.delivery_on or offer.issued_on
    known = (vat_percent(each, offer.country, on, usual=usual, rates=rates) for each in TaxClass)
    return tuple(dict.fromkeys(rate.normalize() for rate in known))
