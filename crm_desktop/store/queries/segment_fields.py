"""What contacts can be described by, as SQL about one contact (alias c); each value is bound, never pasted.

What was bought, offered or dealt belongs to the account: a person shares that of the company it works for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.domain.criteria import Check, Condition
from crm_desktop.store.driver import Value

#: Whose purchases count for a contact.
ACCOUNT = "coalesce(c.company_id, c.id)"
#: All contacts, read in the order of the file: walking along an index to reach each of them takes ten times as long.
#: Contacts that are named by their ids are still looked up.
CONTACTS = "contact c not indexed"

#: What nobody and what everybody fulfils.
NOBODY, EVERYBODY = "0", "1"


class FieldKind(StrEnum):
    """What a field holds, and so what can be asked of it."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    #: Days that have passed since something.
    SINCE = "since"
    YES_NO = "yes_no"
    PRODUCT = "product"
    SEGMENT = "segment"
    CAMPAIGN = "campaign"


#: Up to here whole numbers are the same with and without decimals.
_MOST = 2**53
_FURTHEST_DAYS = 200_000

_TEXTS = (Check.IS, Check.IS_NOT, Check.ANY_OF, Check.CONTAINS, Check.BEGINS, Check.EMPTY, Check.FILLED)
_CHOICES = (Check.IS, Check.IS_NOT, Check.ANY_OF)
_NUMBERS = (Check.AT_LEAST, Check.AT_MOST, Check.IS)

#: What can be asked of a field of each kind, the usual first.
TESTS: Mapping[FieldKind, tuple[Check, ...]] = {
    FieldKind.TEXT: _TEXTS,
    FieldKind.CHOICE: _CHOICES,
    FieldKind.NUMBER: _NUMBERS,
    FieldKind.MONEY: _NUMBERS,
    FieldKind.SINCE: (Check.AT_LEAST, Check.AT_MOST),
    FieldKind.YES_NO: (Check.IS, Check.IS_NOT),
    FieldKind.PRODUCT: (Check.IS, Check.IS_NOT),
    FieldKind.SEGMENT: (Check.IS, Check.IS_NOT),
    FieldKind.CAMPAIGN: (Check.IS, Check.IS_NOT),
}


class Asked(NamedTuple):
    """A condition with the day it is looked at and a way to bind a value (which returns its name in the SQL)."""

    condition: Condition
    as_of: date
    bind: Callable[[Value], str]

    def day(self, days: float) -> str:
        """Bind the day so many days before."""
        return self.bind(self.before(days).isoformat())

    def before(self, days: float) -> date:
        """Return the day so many days before, none further away than anything a firm remembers or plans."""
        return self.as_of - timedelta(days=int(max(-_FURTHEST_DAYS, min(days, _FURTHEST_DAYS))))

    @property
    def today(self) -> str:
        """Bind the day itself."""
        return self.bind(self.as_of.isoformat())

    @property
    def number(self) -> float:
        """The value as a number, none larger than the database counts; 0 where it is none."""
        value = self.condition.value
        try:
            number = float(value) if isinstance(value, str) else value if isinstance(value, int | float) else 0
        except ValueError:
            return 0
        return 0 if number != number else max(-_MOST, min(number, _MOST))  # noqa: PLR0124 - only NaN differs from itself


@dataclass(frozen=True)
class SegmentField:
    """A field: what it holds, whether only some days of it can be meant, and how it is asked."""

    kind: FieldKind
    sql: Callable[[Asked], str]
    timed: bool = False
    #: Told by what has its own date, so that it can be asked as of any past day.
    dated: bool = False


def text_test(expression: str, asked: Asked) -> str:
    """Return what is asked of an expression that holds text."""
    check, value = asked.condition.check, asked.condition.value
    if check in (Check.EMPTY, Check.FILLED):
        return f"coalesce({expression}, '') {'=' if check is Check.EMPTY else '<>'} ''"
    if isinstance(value, tuple):
        words = ", ".join(asked.bind(one) for one in value[:500]) or "null"
        return f"{expression} in ({words})"
    word = str(value if value is not None else "")
    match check:
        case Check.IS_NOT:
            return f"coalesce({expression}, '') <> {asked.bind(word)}"
        case Check.CONTAINS | Check.BEGINS:
            # SQLite folds the case of plain letters only; a word with an umlaut is also looked for as it is spelt.
            plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
            spelt = {_plainly(one): one for one in (plain.upper(), plain.capitalize(), plain.lower())}.values()
            anywhere = "%" if check is Check.CONTAINS else ""
            found = [f"{expression} like {asked.bind(f'{anywhere}{one}%')} escape '!'" for one in spelt]
            return f"({' or '.join(found)})"
        case _:
            return f"{expression} = {asked.bind(word)}"


def _plainly(word: str) -> str:
    """Return a word with its plain letters small, as LIKE compares them."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in word)


def number_test(expression: str, asked: Asked) -> str:
    """Return what is asked of an expression that holds a number; where there is none nothing is fulfilled."""
    check = asked.condition.check
    if check in (Check.EMPTY, Check.FILLED):
        return f"{expression} is {'' if check is Check.EMPTY else 'not '}null"
    sign = {Check.AT_LEAST: ">=", Check.AT_MOST: "<=", Check.IS_NOT: "<>"}.get(check, "=")
    return f"{expression} {sign} {asked.bind(asked.number)}"
