"""What kind of field a column would be that the program has no field for: day, number, yes or no, choice or text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.kinds import FieldKind
from crm_desktop.exchange import values
from crm_desktop.exchange.contents import is_day, is_number
from crm_desktop.exchange.forms import DayTally, Form, NumberTally
from crm_desktop.exchange.price_lists import yes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Different words of a choice at most, their letters, and how often each stands in the column on average.
_MOST_CHOICES, _LONGEST_CHOICE, _REPEATED = 12, 40, 3
#: Different cells that are looked at; a column with more is no choice.
_DIFFERENT = 2_000
#: Letters beyond which a text has several lines.
_LONG = 200


class OwnGuess(NamedTuple):
    """A field for a column: its kind, what there is to choose, and how days or numbers are written."""

    kind: FieldKind
    choices: tuple[str, ...] = ()
    form: Form = Form()
    #: Whether all cells are numbers.
    numeric: bool = False


def guess_own(cells: Iterable[str], default: Form) -> OwnGuess:
    """Guess the kind of field from all cells of a column; `default` is how the rest of the file writes numbers."""
    counts: dict[str, int] = {}
    for cell in cells:
        if cell and (cell in counts or len(counts) < _DIFFERENT):
            counts[cell] = counts.get(cell, 0) + 1
    if not counts:
        return OwnGuess(FieldKind.TEXT)
    if all(map(_is_yes, counts)) and not (len(counts) == 1 and next(iter(counts)).isdigit()):
        return OwnGuess(FieldKind.CHECK)
    if all(map(is_day, counts)):
        days = DayTally()
        days.add(counts)
        return OwnGuess(FieldKind.DATE, form=days.form(default_month_first=default.month_first))
    if all(map(_is_figure, counts)):
        numbers = NumberTally()
        numbers.add(counts)
        return OwnGuess(FieldKind.NUMBER, form=numbers.form(default.decimal), numeric=True)
    if _is_choice(counts):
        return OwnGuess(FieldKind.CHOICE, tuple(sorted(counts, key=lambda word: (-counts[word], word))))
    return OwnGuess(FieldKind.LONG if any(len(cell) > _LONG or "\n" in cell for cell in counts) else FieldKind.TEXT)


def canonical(guess: OwnGuess, text: str) -> str:
    """Return a day or number of a column as it is read everywhere, other texts as they are. Raises BadInput."""
    if guess.kind is FieldKind.DATE:
        return values.day(text, month_first=guess.form.month_first).isoformat()
    if guess.numeric and guess.kind in {FieldKind.NUMBER, FieldKind.MONEY}:
        return f"{values.number(text, guess.form.decimal):f}"
    return text


def _is_yes(cell: str) -> bool:
    try:
        yes(cell)
    except BadInput:
        return False
    return True


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number to be computed with; one with a zero in front is a code."""
    return is_number(cell) and not (len(cell) > 1 and cell[0] == "0" and cell.isdigit()) and len(cell) < 16


def _is_choice(counts: Mapping[str, int]) -> bool:
    short = len(counts) <= _MOST_CHOICES and all(len(word) <= _LONGEST_CHOICE for word in counts)
    return short and len(counts) > 1 and sum(counts.values()) >= _REPEATED * len(counts)
