"""Direct marketing: campaigns, who is in them and who is not, what follows when, segments, and texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.domain.identity import Part, Record


class CampaignStatus(StrEnum):
    """From plan to result."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


class CampaignChannel(StrEnum):
    """The way a campaign reaches its recipients; an invitation to an event goes by post."""

    POST = "post"
    EMAIL = "email"
    PHONE = "phone"
    EVENT = "event"


class CampaignKind(StrEnum):
    """Where a campaign comes from: made by hand, or ready made from an evaluation."""

    OWN = ""
    WIN_BACK = "win_back"
    REFERRAL = "referral"
    SURVEY = "survey"


class LeftOut(StrEnum):
    """Why somebody who fits is no recipient, in the order in which the reasons are looked for."""

    RESTRICTED = "restricted"
    OBJECTION = "objection"
    SUPPRESSED = "suppressed"
    NO_CONSENT = "no_consent"
    NO_ADDRESS = "no_address"
    RECENT = "recent"
    OPEN_DEAL = "open_deal"
    #: The user took them out.
    BY_HAND = "by_hand"
    HOUSEHOLD = "household"
    HOLD_OUT = "hold_out"


class Response(StrEnum):
    """What a recipient answered; only the first three are wanted."""

    INTERESTED = "interested"
    ORDERED = "ordered"
    RECOMMENDED = "recommended"
    NOT_NOW = "not_now"
    NO_INTEREST = "no_interest"
    OBJECTION = "objection"
    UNDELIVERABLE = "undeliverable"
    OTHER = "other"


class StepKind(StrEnum):
    """What a step of a campaign asks for."""

    LETTER = "letter"
    EMAIL = "email"
    CALL = "call"
    VISIT = "visit"
    SURVEY = "survey"
    TASK = "task"


class StepBranch(StrEnum):
    """Who a step is for."""

    ALWAYS = "always"
    NO_ANSWER = "no_answer"
    ANSWERED = "answered"


class Variant(NamedTuple):
    """One version of the message: its letter, the argument it rests on, its share of the recipients, its text."""

    key: str
    argument: str
    share: int = 1
    template_id: int | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as the file holds it."""
        return {"key": self.key, "argument": self.argument, "share": self.share, "template_id": self.template_id}


def variants_from(plain: object) -> tuple[Variant, ...]:
    """Return the versions the file holds; what cannot be one is passed over."""
    found = []
    for one in plain if isinstance(plain, list) else []:
        if isinstance(one, dict) and one.get("key"):
            template = one.get("template_id")
            share = one.get("share", 1)
            found.append(
                Variant(
                    str(one["key"]), str(one.get("argument", "")),
                    share if isinstance(share, int) and share >= 0 else 1,
                    template if isinstance(template, int) else None,
                )
            )  # fmt: skip
    return tuple(found)


@dataclass(eq=False, kw_only=True)
class Campaign(Record):
    """One action of marketing with its cost and goal."""

    name: str
    channel: str = "post"
    status: CampaignStatus = CampaignStatus.PLANNED
    starts_on: date | None = None
    ends_on: date | None = None
    cost_cents: int = 0
    goal: str = ""
    segment_id: int | None = None
    kind: CampaignKind = CampaignKind.OWN
    #: What the consents asked for are about.
    purpose: str = "marketing"
    message: str = ""
    #: The versions of the message as plain data (`variants_from`).
    variants: list[dict[str, Any]] = field(default_factory=list)
    template_id: int | None = None
    #: So many of a hundred recipients get nothing, to compare with.
    hold_out_percent: int = 0
    #: Who was written to by a campaign within so many days is left out; 0 for nobody.
    quiet_days: int = 0
    #: Who has open deals worth so much is left out, to be talked to in person; None for nobody.
    open_deal_cents: int | None = None
    #: Only one letter goes to each household or firm at one address.
    one_per_household: bool = True
    #: Orders count within so many days after the sending.
    window_days: int = 90
    #: When the recipients were frozen, None before.
    frozen_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class CampaignMember(Part):
    """A recipient, the version received and the answer; one held out gets nothing and is only compared with."""

    campaign_id: int
    contact_id: int
    argument: str = ""
    sent_at: datetime | None = None
    responded_at: datetime | None = None
    response: str = ""
    variant: str = ""
    held_out: bool = False
    #: How the answer came: by hand, by its code, as an e-mail.
    answered_by: str = ""
    answer: str = ""


@dataclass(eq=False, kw_only=True)
class CampaignLeftOut(Part):
    """Somebody who fits a campaign and gets nothing, with the reason as it was when the recipients were frozen."""

    campaign_id: int
    contact_id: int
    reason: LeftOut
    detail: str = ""


@dataclass(eq=False, kw_only=True)
class CampaignStep(Part):
    """What follows in a campaign: so many days after the step before it (None: after the sending), for whom."""

    campaign_id: int
    position: int = 0
    name: str = ""
    kind: StepKind = StepKind.CALL
    after_id: int | None = None
    wait_days: int = 7
    branch: StepBranch = StepBranch.ALWAYS
    template_id: int | None = None


@dataclass(eq=False, kw_only=True)
class CampaignStepDone(Part):
    """A step that was taken, or passed over, for one recipient."""

    member_id: int
    step_id: int
    at: datetime
    skipped: bool = False
    activity_id: int | None = None


@dataclass(eq=False, kw_only=True)
class Segment(Record):
    """Contacts described by criteria instead of names."""

    name: str
    criteria: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Template(Record):
    """The text of a letter or mail with {placeholders}; a letter may end with a slip to be sent back."""

    name: str
    kind: str = "letter"
    language: str = "de"
    subject: str = ""
    body: str = ""
    #: What the slip says yes to; "" for no slip.
    reply_title: str = ""
    #: Boxes to tick, one a line.
    reply_choices: str = ""
    reply_question: str = ""
    reply_link: str = ""
