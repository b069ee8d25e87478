"""Drawing the recipients of a campaign: what the file knows of everybody who fits, handed to the rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.domain.campaigns import CampaignChannel, LeftOut
from crm_desktop.domain.consents import Audience, Channel, ConsentStatus, Rule, Statement
from crm_desktop.engine.campaigns import suppression
from crm_desktop.engine.campaigns.permission import Rules, Why, permission
from crm_desktop.engine.campaigns.selection import Candidate, Member, Refused, Selection, Wish, refusal, select
from crm_desktop.operations.privacy.consent_words import why_code
from crm_desktop.store.queries import campaign_candidates as facts
from crm_desktop.store.queries import consents
from crm_desktop.store.queries.campaign_candidates import MemberRow, Person, Place
from crm_desktop.store.queries.campaigns import CampaignDetail
from crm_desktop.store.reading import Reader

#: The channel whose consents count for a campaign; who is invited gets a letter.
CONSENT_CHANNEL: Mapping[CampaignChannel, Channel] = {
    CampaignChannel.POST: Channel.POST,
    CampaignChannel.EVENT: Channel.POST,
    CampaignChannel.EMAIL: Channel.EMAIL,
    CampaignChannel.PHONE: Channel.PHONE,
}


#: Reasons that hold whatever the user has decided.
LAWFUL = frozenset({LeftOut.RESTRICTED, LeftOut.OBJECTION, LeftOut.SUPPRESSED, LeftOut.NO_CONSENT})


#: Said of a firm nobody of which consented: it may be called with a concrete reason, which has to be noted.
NEEDS_REASON = "needs_reason"


class Drawn(NamedTuple):
    """What came out, of how many who fit, with those who were in the campaign before."""

    matching: int
    selection: Selection
    members: tuple[MemberRow, ...]
    #: Members who were not sent anything and may not or need not be any more.
    dropped: frozenset[int]


def draw(reader: Reader, campaign: CampaignDetail, *, today: date) -> Drawn:
    """Draw the recipients of a campaign as of today. Who was sent something stays; the others are judged anew."""
    with reader.snapshot():
        people = facts.people(reader, segment_id=campaign.segment_id, as_of=today)
        crowd = Crowd(reader, campaign, today)
        members = facts.members(reader, campaign_id=campaign.id)
    has_begun = any(one.sent_at is not None for one in members)
    fixed = [one for one in members if one.sent_at is not None or (one.held_out and has_begun)]
    candidates = [crowd.candidate(one) for one in people]
    fitting = {one.contact_id for one in people}
    others = facts.people_of(reader, contact_ids=[one.contact_id for one in fixed if one.contact_id not in fitting])
    households = {one.contact_id: one.household for one in (*candidates, *map(crowd.candidate, others))}
    inside = [
        Member(one.contact_id, one.company_id or one.contact_id, one.variant, one.held_out,
               "" if one.held_out else households.get(one.contact_id, ""))
        for one in fixed
    ]  # fmt: skip
    selection = select(candidates, wish_of(campaign), inside)
    wanted = {one.contact_id for one in selection.chosen} | {one.contact_id for one in fixed}
    dropped = frozenset(one.id for one in members if one.contact_id not in wanted)
    return Drawn(len(people), selection, tuple(members), dropped)


def forbidden(
    reader: Reader,
    campaign: CampaignDetail,
    contact_ids: Collection[int],
    *,
    today: date,
    channel: CampaignChannel | None = None,
) -> dict[int, Refused]:
    """Return to whom nothing may be sent today, whatever was frozen: objections, suppressed addresses, no consent.

    What follows a campaign may go another way than the campaign itself: then `channel` is the one that counts.
    """
    crowd = Crowd(reader, campaign._replace(channel=channel or campaign.channel), today)
    people = facts.people_of(reader, contact_ids=contact_ids)
    found = [(one, refusal(crowd.candidate(one))) for one in people]
    return {
        one.contact_id: Refused(one.contact_id, LeftOut.NO_CONSENT, NEEDS_REASON)
        if refused.reason is LeftOut.NO_CONSENT and crowd.takes_a_reason(one)
        else refused
        for one, refused in found
        if refused is not None and refused.reason in LAWFUL
    }


def wish_of(campaign: CampaignDetail) -> Wish:
    """Return how a campaign wants its recipients drawn."""
    shares = tuple((one.key, one.share) for one in campaign.variants) or (("", 1),)
    return Wish(campaign.uuid, campaign.hold_out_percent, shares, campaign.one_per_household)


class Crowd:
    """What the file knows of everybody, looked up while candidates are judged."""

    def __init__(self, reader: Reader, campaign: CampaignDetail, today: date) -> None:
        self._today = today
        self._channel = CONSENT_CHANNEL[campaign.channel]
        self._rules = Rules(consents.own_rules(reader))
        self._statements = consents.statements(reader, channel=self._channel, purpose=campaign.purpose)
        self._salt = consents.salt(reader)
        self._suppressed = {digest for _channel, digest in consents.suppressed(reader, channel=self._channel)}
        self._by_hand = facts.left_by_hand(reader, campaign_id=campaign.id)
        self._customers = facts.customers(reader)
        self._home = facts.home_country(reader)
        self._places = facts.places(reader)
        self._points = {} if self._channel is Channel.POST else facts.points(reader, campaign.channel)
        self._recent = (
            facts.written_to(reader, campaign_id=campaign.id, days=campaign.quiet_days, today=today)
            if campaign.quiet_days
            else {}
        )
        self._deals = (
            facts.open_deals(reader, cents=campaign.open_deal_cents) if campaign.open_deal_cents is not None else {}
        )

    def candidate(self, one: Person) -> Candidate:
        """Return somebody with all that is against it."""
        place = self._place(one)
        address = self._points.get(one.contact_id, "")
        reachable = bool(place and place.is_complete) if self._channel is Channel.POST else bool(address)
        allowed, objected, detail = self._permission(one, place)
        return Candidate(
            one.contact_id, one.account_id, one.restricted, objected,
            reachable and self._is_suppressed(one, place, address), allowed, reachable,
            self._household(one, place, address), self._recent.get(one.contact_id, ""),
            self._deals.get(one.account_id, ""), int(one.is_person), detail,
            one.contact_id in self._by_hand,
        )  # fmt: skip

    def _place(self, one: Person) -> Place | None:
        """Return where a letter goes: to the company, where it has an address, else to the person."""
        at_company = self._places.get(one.company_id) if one.company_id is not None and one.is_person else None
        return at_company if at_company and at_company.is_complete else self._places.get(one.contact_id)

    def takes_a_reason(self, one: Person) -> bool:
        """Whether a concrete reason stands in for a consent: calls to firms, where the rules say so."""
        return not one.is_private and ConsentStatus.PRESUMED in self._rule(one, self._place(one)).grounds

    def _rule(self, one: Person, place: Place | None) -> Rule:
        audience = Audience.CONSUMER if one.is_private else Audience.BUSINESS
        return self._rules.rule((place.country if place else "") or self._home, audience, self._channel)

    def _permission(self, one: Person, place: Place | None) -> tuple[bool, bool, str]:
        own: Sequence[Statement] = self._statements.get(one.contact_id, ())
        theirs: Sequence[Statement] = self._statements.get(one.company_id, ()) if one.company_id is not None else ()
        rule = self._rule(one, place)
        bought = one.account_id in self._customers
        found = permission(rule, own, today=self._today, bought=bought)
        if found.why is not Why.OBJECTED and theirs:
            of_company = permission(rule, theirs, today=self._today, bought=bought)
            if of_company.why is Why.OBJECTED:
                found = of_company
        return found.allowed, found.why is Why.OBJECTED, "" if found.allowed else why_code(found)

    def _is_suppressed(self, one: Person, place: Place | None, address: str) -> bool:
        if not self._suppressed or not self._salt:
            return False
        return any(
            suppression.digest(self._salt, self._channel, key) in self._suppressed
            for key in keys_of(self._channel, one.name, place, address)
        )

    def _household(self, one: Person, place: Place | None, address: str) -> str:
        if self._channel is not Channel.POST:
            return address
        if place is None:
            return ""
        whose = str(one.account_id) if one.company_id or not one.is_person else f"~{one.family_name}"
        return fold(f"{whose}|{place.postal_code}|{place.street}|{place.city}")


def keys_of(channel: Channel, name: str, place: Place | None, address: str) -> tuple[str, ...]:
    """Return what the suppression list knows somebody by on a channel."""
    match channel:
        case Channel.POST:
            return (suppression.post_key(name, place.street, place.postal_code),) if place else ()
        case Channel.EMAIL:
            return (suppression.email_key(address),) if address else ()
        case _:
            return (suppression.phone_key(address),) if address else ()
