"""Reply forms of surveys: the text that is sent, and what somebody filled in, in an e-mail or a table of answers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.reply_codes import codes_in
from crm_desktop.base.text import clean, fold
from crm_desktop.exchange.decoding import Source, detect, open_text

#: Answers of a table that are read; more come from no customers.
_MOST_ROWS = 200_000
_LINE = re.compile(r"^\s*(?:[>|*-]\s*)*(\d{1,2})\s*[.):]\s*(.*)$")
_MARK = re.compile(r"(?<![\d.,])(10|\d)(?![\d.,]*\d)")
_LEFT = "____"


class Asked(NamedTuple):
    """A question as the form needs it."""

    text: str
    is_mark: bool
    choices: tuple[str, ...] = ()


class Row(NamedTuple):
    """One line of a table of answers: who, when, and the answers under the places of the questions."""

    number: int
    who: str
    code: str
    day: str
    answers: dict[int, str]


def form(questions: Sequence[Asked], *, intro: str = "", code: str = "") -> str:
    """Return a form to be answered in an e-mail, each question with a line to write on."""
    lines = [intro, ""] if intro else []
    for number, one in enumerate(questions, 1):
        lines.append(one.text)
        if one.is_mark:
            lines.append(_("(from 0 = not at all to 10 = very much)"))
        if one.choices:
            lines.append("(" + " / ".join(one.choices) + ")")
        lines += [f"{number}: {_LEFT}", ""]
    if code:
        lines.append(_("Code {code}").format(code=code))
    return "\n".join(lines).rstrip() + "\n"


def read_form(text: str, questions: Sequence[Asked]) -> dict[int, str]:
    """Return what was filled in, by the place of the question from 0 on; what was left blank is not among it.

    A line that begins with the number of a question answers it, and goes on until the next such line.
    """
    found: dict[int, list[str]] = {}
    at: int | None = None
    for line in text.splitlines():
        match = _LINE.match(line)
        if match and 1 <= int(match.group(1)) <= len(questions):
            at = int(match.group(1)) - 1
            found.setdefault(at, []).append(match.group(2))
        elif at is not None and not _begins_anew(line, questions):
            found[at].append(line)
        else:
            at = None
    answers = {place: clean("\n".join(lines).replace(_LEFT, ""), lines=True) for place, lines in found.items()}
    if not any(answers.values()) and len(questions) and questions[0].is_mark:
        first = _MARK.search(text)
        answers = {0: first.group(1)} if first else {}
    return {place: answer for place, answer in answers.items() if answer}


def mark_in(text: str) -> int | None:
    """Return the mark a text gives; None where it gives none from 0 to 10."""
    found = _MARK.search(text)
    return int(found.group(1)) if found else None


def choice_in(text: str, choices: Sequence[str]) -> str:
    """Return which choice a text means: in any spelling, or by its beginning; "" for none or several."""
    given = fold(clean(text))
    exact = [one for one in choices if fold(one) == given]
    if exact:
        return exact[0]
    begun = [one for one in choices if given and fold(one).startswith(given)]
    return begun[0] if len(begun) == 1 else ""


def read_table(data: bytes, questions: Sequence[Asked]) -> list[Row]:
    """Read a CSV of answers: a column for the code, e-mail, number or name, one for the day, and one a question.

    A question's column is headed by its text, or by its number. Raises BadInput where no column answers a question.
    """
    source = Source(data)
    with open_text(source, detect(source)) as file:
        text = file.read()
    lines = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))[: _MOST_ROWS + 1]
    if not lines:
        raise BadInput(_("The file is empty."), field="file")
    headings = [fold(clean(cell)) for cell in lines[0]]
    places = {
        column: place
        for place, one in enumerate(questions)
        for column, heading in enumerate(headings)
        if heading in {fold(clean(one.text)), str(place + 1), f"frage {place + 1}", f"question {place + 1}"}
    }
    if not places:
        raise BadInput(
            _("No column holds the answers to a question."), _("Head the columns with the questions."), field="file"
        )
    code, day = _column(headings, ("code", "antwortcode")), _column(headings, ("day", "date", "datum", "tag", "at"))
    who = _column(headings, ("email", "e-mail", "mail", "contact", "kontakt", "customer", "kunde", "name",
                             "customer_number", "kundennummer", "external_id"))  # fmt: skip
    return [
        Row(
            number, _cell(cells, who), _cell(cells, code), _cell(cells, day),
            {place: answer for column, place in places.items() if (answer := _cell(cells, column))},
        )
        for number, cells in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in cells)
    ]  # fmt: skip


def _begins_anew(line: str, questions: Sequence[Asked]) -> bool:
    plain = line.lstrip("> ").strip()
    # The line with the code ends the form.
    is_code = len(plain) < 40 and bool(codes_in(plain))
    return is_code or plain.startswith("(") or any(plain and plain == one.text.strip() for one in questions)


def _column(headings: Sequence[str], names: Sequence[str]) -> int | None:
    wanted = {fold(name) for name in names}
    return next((column for column, heading in enumerate(headings) if heading in wanted), None)


def _cell(cells: Sequence[str], column: int | None) -> str:
    return clean(cells[column], lines=True) if column is not None and column < len(cells) else ""


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(";,\t", key=first.count)
