"""What a search for duplicates finds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """What two contacts have in common, or what speaks against them."""

    NAME = "same name"
    NAME_ALIKE = "similar name"
    NAME_SWAPPED = "names swapped"
    MAIL = "same e-mail"
    MAIL_ALIKE = "similar e-mail"
    PHONE = "same phone"
    BIRTHDAY = "same birthday"
    BIRTHDAY_ALIKE = "similar birthday"
    ADDRESS = "same address"
    ADDRESS_ALIKE = "similar address"
    PLACE = "same place"
    COMPANY = "same company"
    NUMBER = "same VAT id"
    #: Both are very like a third contact.
    THIRD = "same as a third"
    LEGAL_FORM = "different legal form"
    OTHER_BIRTHDAY = "different birthday"


class Grade(StrEnum):
    """How sure it is, in a word."""

    SURE = "sure"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Likeness(NamedTuple):
    """Two contacts (by id, the smaller first) that may be one; `score` is the chance of that, 0 to 1."""

    a: int
    b: int
    score: float
    reasons: tuple[Reason, ...]

    @property
    def grade(self) -> Grade:
        """The chance in a word."""
        return Grade.SURE if self.score >= 0.98 else Grade.PROBABLE if self.score >= 0.8 else Grade.POSSIBLE
