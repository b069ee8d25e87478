"""Values of the user's own fields: read as people type them, written for people and for files.

Pure: nothing is read from the database or written to it here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import amount, day, number
from crm_desktop.base.i18n import _
from crm_desktop.base.money import Separators, parse_cents, parse_decimal
from crm_desktop.base.text import clean, fold
from crm_desktop.base.times import parse_day
from crm_desktop.domain.firm import FieldKind

LONGEST_LINE, LONGEST_TEXT = 500, 20_000
_YES = frozenset(fold(word) for word in ("ja", "yes", "true", "wahr", "1", "x", "✓", "j", "y"))
_NO = frozenset(fold(word) for word in ("nein", "no", "false", "falsch", "0", "-", "–", "n"))


def read(  # noqa: PLR0911 - one answer a kind
    kind: FieldKind, text: str, choices: Sequence[str] = (), separators: Separators | None = None
) -> Any:
    """Return what was typed as it is stored, None for nothing. Raises BadInput for what the field cannot hold."""
    words = clean(text, lines=kind is FieldKind.LONG)
    if not words:
        return None
    match kind:
        case FieldKind.NUMBER:
            return _plain_number(parse_decimal(words, separators))
        case FieldKind.MONEY:
            return parse_cents(words, separators)
        case FieldKind.DATE:
            return parse_day(words).isoformat()
        case FieldKind.CHECK:
            return _truth(words)
        case FieldKind.CHOICE:
            return _choice(words, choices)
    longest = LONGEST_TEXT if kind is FieldKind.LONG else LONGEST_LINE
    if len(words) > longest:
        raise BadInput(
            _("This is too long: {length} characters, {longest} fit.").format(length=len(words), longest=longest)
        )
    return words


def shown(kind: FieldKind, value: Any, currency: str = "EUR") -> str:
    """Return a stored value for reading; one that another program brought in another form is shown as it is."""
    if value is None:
        return ""
    match kind, value:
        case FieldKind.CHECK, bool():
            return _("Yes") if value else _("No")
        case FieldKind.MONEY, int():
            return amount(value, currency)
        case FieldKind.NUMBER, int() | float():
            return number(Decimal(str(value)))
        case FieldKind.DATE, str():
            return _day(value)
    return str(value)


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _truth(words: str) -> bool:
    folded = fold(words)
    if folded in _YES or words == "✓":
        return True
    if folded in _NO or folded == fold(_("No")):
        return False
    if folded == fold(_("Yes")):
        return True
    raise BadInput(_("“{text}” is neither yes nor no.").format(text=words[:40]), _("Type yes or no."))


def _choice(words: str, choices: Sequence[str]) -> str:
    for choice in choices:
        if fold(choice) == fold(words):
            return choice
    raise BadInput(
        _("“{text}” is not one of the choices.").format(text=words[:40]),
        _("Choose one of these: {choices}.").format(choices=", ".join(choices)),
    )


def _day(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value
