"""Service cases: a question, a complaint or a repair, from the day it came in until it is solved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.domain.identity import Record
from crm_desktop.domain.kinds import Priority


class CaseKind(StrEnum):
    """What a customer wants."""

    QUESTION = "question"
    COMPLAINT = "complaint"
    REPAIR = "repair"


class CaseStatus(StrEnum):
    """Whose turn it is."""

    #: The firm's.
    OPEN = "open"
    #: The customer's, or a supplier's.
    WAITING = "waiting"
    SOLVED = "solved"


@dataclass(eq=False, kw_only=True)
class Case(Record):
    """One matter of a customer; `answered_at` is when the firm first said something, `solved_at` when it was over."""

    kind: CaseKind = CaseKind.QUESTION
    title: str
    text: str = ""
    status: CaseStatus = CaseStatus.OPEN
    priority: Priority = Priority.NORMAL
    contact_id: int | None = None
    product_id: int | None = None
    due_on: date | None = None
    opened_at: datetime
    answered_at: datetime | None = None
    solved_at: datetime | None = None
    solution: str = ""
