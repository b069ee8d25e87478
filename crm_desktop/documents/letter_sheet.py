"""What a printed letter says, frozen; like an offer's sheet it carries no texts of the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.documents.sheets import Adviser, Form, Letterhead, PartyBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySlip:
    """The part to be cut off and sent back: what is said yes to, boxes to tick, one line to fill in, a link."""

    title: str
    ticks: tuple[str, ...] = ()
    question: str = ""
    #: Shown as a QR code; empty for none.
    link: str = ""
    #: Where the slip goes back to.
    back_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet:
    """A whole letter; paragraphs of the text are parted by empty lines."""

    language: str = "de"
    country: str = "DE"
    form: Form = Form.B
    day: date
    made_at: datetime
    letterhead: Letterhead
    recipient: PartyBlock
    adviser: Adviser | None = None
    customer_number: str = ""
    subject: str = ""
    #: None for the usual one of the language.
    greeting: str | None = None
    text: str = ""
    slip: ReplySlip | None = None
