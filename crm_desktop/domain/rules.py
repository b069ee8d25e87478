"""Workflow rules: when something happens, if it matches, then something is done; every run is recorded.

A rule lies in the file as plain data: `{"on": "offer_unanswered", "days": 7}`, a tree of conditions as segments have
it, `[{"do": "task", "text": "Ask again", "days": 1}]`, and `{"once": true}`. Here it is read, with what is wrong said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.identity import Part, Record


class Subject(StrEnum):
    """What a rule is about: the record that something happens to."""

    DEAL = "deal"
    OFFER = "offer"
    LEAD = "lead"
    CONTACT = "contact"
    TASK = "task"
    ORDER = "order"


class On(StrEnum):
    """What sets a rule off."""

    DEAL_ENTERED = "deal_entered"
    DEAL_LEFT = "deal_left"
    DEAL_STAYS = "deal_stays"
    DEAL_WON = "deal_won"
    DEAL_LOST = "deal_lost"
    OFFER_SENT = "offer_sent"
    OFFER_UNANSWERED = "offer_unanswered"
    OFFER_EXPIRING = "offer_expiring"
    OFFER_ACCEPTED = "offer_accepted"
    OFFER_DECLINED = "offer_declined"
    LEAD_CAME = "lead_came"
    NO_CONTACT = "no_contact"
    DATE_NEAR = "date_near"
    TAG_GAINED = "tag_gained"
    TAG_LOST = "tag_lost"
    SEGMENT_ENTERED = "segment_entered"
    SEGMENT_LEFT = "segment_left"
    TASK_DONE = "task_done"
    TASK_OVERDUE = "task_overdue"
    ORDER_BOOKED = "order_booked"
    ORDER_PAST = "order_past"

    @property
    def subject(self) -> Subject:
        """What it happens to."""
        first = self.value.partition("_")[0]
        return Subject(first) if first in set(Subject) else Subject.CONTACT

    @property
    def timed(self) -> bool:
        """Whether it comes with the days that pass and not with a change."""
        return self in _TIMED


_TIMED = frozenset(
    {On.DEAL_STAYS, On.OFFER_UNANSWERED, On.OFFER_EXPIRING, On.NO_CONTACT, On.DATE_NEAR, On.TASK_OVERDUE, On.ORDER_PAST}
)
#: Those that passing time can bring about as well.
DRIFTING = frozenset({On.SEGMENT_ENTERED, On.SEGMENT_LEFT})


class Do(StrEnum):
    """What a rule does."""

    TASK = "task"
    FOLLOW_UPS = "follow_ups"
    REMIND = "remind"
    SET_FIELD = "set_field"
    ADD_TAG = "add_tag"
    REMOVE_TAG = "remove_tag"
    MOVE_DEAL = "move_deal"
    EMAIL = "email"
    LETTER = "letter"
    CAMPAIGN = "campaign"
    NOTE = "note"


class RunOutcome(StrEnum):
    """How a run ended: done, failed (and taken back), stopped before it went in circles, or had nothing to do."""

    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    SKIPPED = "skipped"


@dataclass(eq=False, kw_only=True)
class Rule(Record):
    """One rule as it lies in the file; `domain.recipes` reads the plain data."""

    name: str
    enabled: bool = False
    trigger: dict[str, Any] = field(default_factory=dict)
    conditions: dict[str, Any] = field(default_factory=dict)
    actions: list[dict[str, Any]] = field(default_factory=list)
    limits: dict[str, Any] = field(default_factory=dict)
    position: int = 0
    #: The ready rule it was made of, "" for one of the user's own.
    origin: str = ""
    #: Since when it is switched on: what was due before is left alone.
    active_since: datetime | None = None
    #: Failures in a row, what the last one said, and when the rule paused for them.
    failures: int = 0
    failure: str = ""
    paused_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class RuleRun(Part):
    """That a rule acted on a record, when and why; `occasion` names what set it off, so that it acts on it once."""

    rule_id: int
    at: datetime
    kind: str
    ref: int
    contact_id: int | None = None
    occasion: str = ""
    outcome: RunOutcome = RunOutcome.DONE
    reason: str = ""
    #: What was done, in words.
    did: str = ""
