"""Running numbers of documents: patterns like A-{year}-{n}, counters that begin anew each year, no number twice."""

from __future__ import annotations

import re
from datetime import date

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.firm import NumberRange
from crm_desktop.store.queries import numbers as queries
from crm_desktop.store.unit_of_work import Work, Writer

_PLACE = re.compile(r"\{(year|yy|n)(?::(\d))?\}")


def take(work: Work, document: str) -> str:
    """Return the next number of a kind of document and count on, inside the step that uses it.

    A number that is in use already (it was imported, or the counter was set back) is passed over.
    """
    row = queries.number_range(work.read, document=document)
    if row is None:
        raise NotFound(_("There are no running numbers for this document."), _("Set them up in the settings."))
    counter = work.get(NumberRange, row.id)
    if counter.year != work.today.year:
        if counter.year and _begins_anew(counter.pattern):
            counter.next_number = 1
        counter.year = work.today.year
    number = formatted(counter.pattern, counter.next_number, work.today)
    while queries.is_taken(work.read, document=document, number=number):
        counter.next_number += 1
        number = formatted(counter.pattern, counter.next_number, work.today)
    counter.next_number += 1
    return number


def formatted(pattern: str, number: int, day: date) -> str:
    """Return a number in its pattern: {year} 2026, {yy} 26, {n} 7, {n:4} 0007."""
    values = {"year": str(day.year), "yy": f"{day.year % 100:02}", "n": str(number)}
    return _PLACE.sub(lambda place: values[place[1]].zfill(int(place[2] or 0)), pattern)


def change_number_range(
    writer: Writer, *, document: str, pattern: str | None = None, next_number: int | None = None
) -> Outcome[None]:
    """Change how the numbers of a kind of document look and where they go on. Raises BadInput, NotFound."""
    with writer.step(_("Change running numbers")) as work:
        row = queries.number_range(work.read, document=document)
        if row is None:
            raise NotFound(_("There are no running numbers for this document."))
        counter = work.get(NumberRange, row.id)
        if pattern is not None:
            counter.pattern = _checked(pattern)
        if next_number is not None:
            if not 1 <= next_number < 10**9:
                raise BadInput(_("Running numbers begin at 1."), field="next_number")
            counter.next_number, counter.year = next_number, work.today.year
    return work.outcome(None)


def _checked(pattern: str) -> str:
    """Return a pattern that makes different numbers; raises BadInput for one that does not."""
    text = clean(pattern)
    if "{n" not in text or re.search(r"[{}]", _PLACE.sub("", text)):
        raise BadInput(_("A pattern needs {n}, and may have {year}: like A-{year}-{n}."), field="pattern")
    return text


def _begins_anew(pattern: str) -> bool:
    """Whether the year is part of the number, so that the counter may begin again with each year."""
    return "{year" in pattern or "{yy" in pattern
