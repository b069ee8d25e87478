"""What becomes of a value in a change of many: set, replaced in part, written in another case."""

from __future__ import annotations

import re

from crm_desktop.base.text import clean
from crm_desktop.domain.mass_change import Change, How, Value
from crm_desktop.domain.quality import QualityFact
from crm_desktop.engine.quality import Salutations, proper_case


def rewritten(value: Value, change: Change, usual: Salutations) -> str:  # noqa: PLR0911 - one answer a way
    """Return what a value becomes; the same where the change does not concern it."""
    match change.how:
        case How.SET:
            return clean(change.value)
        case How.REPLACE:
            return clean(replaced(value.text, change))
        case How.PROPER:
            return proper_case(value.text)
        case How.UPPER:
            return value.text.upper()
        case How.LOWER:
            return value.text.lower()
        case How.FITTING:
            asked = QualityFact(0, False, "", salutation=value.text, given_name=value.given_name)
            return usual.expected(asked) or value.text
        case How.ADD | How.REMOVE:
            return value.text


def replaced(text: str, change: Change) -> str:
    """Return a text with what was looked for replaced wherever it stands."""
    if not change.find:
        # Nothing looked for is found where nothing stands: empty values are filled.
        return text or change.value
    if change.whole:
        alike = text == change.find if change.same_case else text.casefold() == change.find.casefold()
        return change.value if alike else text
    flags = re.NOFLAG if change.same_case else re.IGNORECASE
    return re.sub(re.escape(change.find), lambda _found: change.value, text, flags=flags)
