"""What a search for duplicates finds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """What two contacts have in common, or what speaks against them."""

    NAME = "same name"
    NAME_ALIKE = "similar name"
    NAME_SOUND = "name sounds the same"
    NAME_SHORT = "short form of the given name"
    NAME_SWAPPED = "names swapped"
    MAIL = "same e-mail"
    MAIL_ALIKE = "similar e-mail"
    DOMAIN = "same domain"
    PHONE = "same phone"
    PHONE_ALIKE = "similar phone"
    BIRTHDAY = "same birthday"
    BIRTHDAY_ALIKE = "similar birthday"
    ADDRESS = "same address"
    ADDRESS_ALIKE = "similar address"
    PLACE = "same place"
    COMPANY = "same company"
    NUMBER = "same VAT id"
    #: Both are very like a third contact.
    THIRD = "same as a third"
    # What speaks against it.
    OTHER_NAME = "different name"
    HOUSEHOLD = "same household, different given name"
    GENERATION = "father and son"
    SALUTATION = "different salutation"
    LEGAL_FORM = "different legal form"
    SISTER = "sister firm"
    BRANCH = "branch in another place"
    OTHER_MAIL = "different e-mail"
    OTHER_PHONE = "different phone"
    OTHER_BIRTHDAY = "different birthday"
    OTHER_PLACE = "different address"
    OTHER_NUMBER = "different VAT id"


class Strength(StrEnum):
    """How much a reason says."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    AGAINST = "against"


class Evidence(NamedTuple):
    """A reason and how much it says in bits; below zero it speaks against the two being one."""

    reason: Reason
    bits: float

    @property
    def strength(self) -> Strength:
        """How much it says, in a word."""
        if self.bits < 0:
            return Strength.AGAINST
        return Strength.STRONG if self.bits >= 7 else Strength.MEDIUM if self.bits >= 3 else Strength.WEAK


class Grade(StrEnum):
    """How sure it is, in a word."""

    SURE = "sure"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Level(StrEnum):
    """How sure it must be to be shown, in a word: what a user chooses instead of a number."""

    STRICT = "strict"
    USUAL = "usual"
    GENEROUS = "generous"

    @property
    def threshold(self) -> float:
        """The chance from which on a pair is shown."""
        return {Level.STRICT: 0.9, Level.USUAL: 0.5, Level.GENEROUS: 0.2}[self]


class Likeness(NamedTuple):
    """Two contacts (by id, the smaller first) that may be one; `score` is the chance of that, 0 to 1."""

    a: int
    b: int
    score: float
    #: What says so, the strongest first; what speaks against it last.
    evidence: tuple[Evidence, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons alone."""
        return tuple(one.reason for one in self.evidence)

    @property
    def grade(self) -> Grade:
        """The chance in a word."""
        return Grade.SURE if self.score >= 0.98 else Grade.PROBABLE if self.score >= 0.8 else Grade.POSSIBLE
