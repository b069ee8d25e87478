"""The inquiry in hand with all that stands beside it, read in one question; what takes longer follows in a second."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.leads import OPEN
from crm_desktop.exchange.inquiries.found import Inquiry
from crm_desktop.operations.leads.reading import read_lead, wanted
from crm_desktop.store.queries import lead_matches, leads
from crm_desktop.store.queries.lead_matches import Match, Wanted
from crm_desktop.store.queries.leads import LeadDetail, LeadEntry, LeadFile, LeadRow
from crm_desktop.store.reading import Reader

if TYPE_CHECKING:
    from crm_desktop.operations.leads.hints import SimilarDeals
    from crm_desktop.operations.leads.scores import LeadScore, LeadScores


class LeadInHand(NamedTuple):
    """An inquiry, what its text says, its files, what happened with it, and who it may be from."""

    lead: LeadDetail
    inquiry: Inquiry
    files: list[LeadFile]
    entries: list[LeadEntry]
    matches: list[Match]
    #: The first inquiry with the very same text.
    same: LeadRow | None
    channels: list[str]
    sources: list[str]

    @property
    def open(self) -> bool:
        """Whether something can still become of it."""
        return self.lead.status in OPEN and self.lead.deleted_at is None

    @property
    def assigned(self) -> int:
        """The contact it belongs to: the person, else the company; 0 for none."""
        return self.lead.contact_id or self.lead.company_id or 0

    @property
    def name(self) -> str:
        """What it is called."""
        lead = self.lead
        return lead.person or lead.company or lead.contact_name or lead.company_name or lead.title or lead.email


def in_hand(reader: Reader, *, lead_id: int) -> LeadInHand | None:
    """Return an inquiry with what stands beside it; None where it is gone or in the bin."""
    found = leads.lead(reader, lead_id=lead_id)
    if found is None or found.deleted_at is not None:
        return None
    same = leads.same_text(reader, raw_text=found.raw_text, but=lead_id)
    undecided = found.status in OPEN and not (found.contact_id or found.company_id)
    return LeadInHand(
        lead=found,
        inquiry=read_lead(reader, lead_id=lead_id),
        files=leads.lead_files(reader, lead_id=lead_id),
        entries=leads.lead_history(reader, lead_id=lead_id),
        matches=lead_matches.matches(reader, wanted=wanted(found)) if undecided else [],
        same=leads.lead_row(reader, lead_id=same) if same is not None and same < lead_id else None,
        channels=leads.used_words(reader, field="channel"),
        sources=leads.used_words(reader, field="source"),
    )


def matches_of(reader: Reader, *, typed: Wanted) -> list[Match]:
    """Return who may be meant by what is being typed."""
    return lead_matches.matches(reader, wanted=typed)


class Beside(NamedTuple):
    """What is worked out about an inquiry: its chance with the reasons, similar deals, whether the sender objected."""

    score: LeadScore | None
    similar: SimilarDeals
    suppressed: bool
    #: By when it is to be answered, or how long that took.
    answer: str


def beside(reader: Reader, *, lead_id: int, today: date) -> Beside | None:
    """Return what is worked out about an inquiry."""
    from crm_desktop.operations.leads import hints  # after the first picture
    from crm_desktop.operations.leads.scores import lead_score  # brings numpy along, on a lane

    found = leads.lead(reader, lead_id=lead_id)
    if found is None:
        return None
    like = hints.similar_deals(
        reader, title=found.title, product_id=found.product_id, source=found.source,
        company=found.company or found.company_name, today=today,
    )  # fmt: skip
    phones = [number for number in (found.phone, found.mobile) if number]
    objects = hints.suppressed(reader, emails=[found.email] if found.email else [], phones=phones)
    score = lead_score(reader, lead_id=lead_id, today=today)
    return Beside(score, like, objects, hints.answer_hint(found, today))


def scores(reader: Reader, *, today: date) -> LeadScores:
    """Return the chances of all open inquiries and the sentence that says what they rest on."""
    from crm_desktop.operations.leads.scores import lead_scores  # brings numpy along, on a lane

    return lead_scores(reader, today=today)
