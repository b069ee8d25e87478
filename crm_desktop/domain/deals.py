"""Deals on their way through the stages of a pipeline, and what was known of them on each day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.identity import Part, Record


class StageKind(StrEnum):
    """What being in a stage says about the deal. Won and lost never depend on a stage's name."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class DealStatus(StrEnum):
    """The state of a deal: a fact of its own, beside stage and probability."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    PARKED = "parked"


@dataclass(eq=False, kw_only=True)
class Pipeline(Record):
    """One way of selling, with its own stages."""

    name: str
    position: int = 0
    is_default: bool = False
    #: How offers made from its deals look: "classic", "modern" or "plain"; "" for the firm's own.
    layout: str = ""
    #: The template whose lines such offers begin with.
    template_id: int | None = None
    #: Their texts by language and use: {"de": {"intro": "...", "closing": "..."}}; absent ones are the firm's own.
    offer_texts: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class FollowUpSet(Record):
    """Tasks that belong together under a name: "call after 3 days, visit after 10"."""

    name: str
    #: [{"days": 3, "kind": "call", "subject": "..."}]
    tasks: list[dict[str, object]] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class Stage(Record):
    """A step of a pipeline. `probability` is the configured chance to win in percent; experience refines it."""

    pipeline_id: int
    name: str
    position: int
    probability: int
    kind: StageKind = StageKind.OPEN
    #: Fields of the deal that must be filled on entering.
    required_fields: list[str] = field(default_factory=list)
    #: The tasks set on entering.
    follow_up_set_id: int | None = None
    #: Days after which a deal counts as stale; None lets the firm's experience decide.
    stale_days: int | None = None
    #: What it means that a deal is here, in plain words.
    meaning: str = ""


@dataclass(eq=False, kw_only=True)
class Deal(Record):
    """A chance to sell. A lost deal has probability 0, a won one 1; neither is ever recomputed."""

    title: str
    pipeline_id: int
    #: The stage it is in, or was in when it was won, lost or parked.
    stage_id: int
    account_id: int | None = None
    person_id: int | None = None
    status: DealStatus = DealStatus.OPEN
    amount_cents: int = 0
    currency: str = "EUR"
    expected_close: date | None = None
    opened_at: datetime
    closed_at: datetime | None = None
    #: Since when it is in its stage.
    stage_since: datetime
    parked_until: date | None = None
    lost_reason: str = ""
    #: What there is to say beside the reason, and who got the order instead.
    lost_note: str = ""
    competitor: str = ""
    won_argument: str = ""
    channel: str = ""
    campaign_id: int | None = None
    product_id: int | None = None
    quantity: int | None = None
    note: str = ""
    #: Order inside the lane of the board where the user sorts by hand.
    position: float = 0.0


@dataclass(eq=False, kw_only=True)
class DealContact(Part):
    """Somebody who has a say in a deal, with the role played."""

    deal_id: int
    contact_id: int
    role: str = ""


@dataclass(eq=False, kw_only=True)
class DealTag(Part):
    """A word the user sorts deals by."""

    deal_id: int
    name: str


@dataclass(eq=False, kw_only=True)
class DealState(Part):
    """What was true of a deal from `entered` until `left` (None: still true); `recorded_at` is when we learned it.

    Append-only: a new one whenever stage, status, amount or expected close changes. "As of day D" is
    entered <= D and (left is null or left > D).
    """

    deal_id: int
    stage_id: int
    status: DealStatus
    amount_cents: int
    currency: str
    expected_close: date | None
    entered: datetime
    left: datetime | None = None
    recorded_at: datetime
