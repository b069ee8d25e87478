"""What people ask for: written down with the day it must be answered by, put off where it is hard, and answered."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.privacy import DataRequest, RequestKind
from crm_desktop.engine.privacy.deadlines import Due, answer_by, due
from crm_desktop.operations.history import history
from crm_desktop.operations.privacy.words import request_word
from crm_desktop.store.queries import privacy_held, privacy_lists
from crm_desktop.store.queries.privacy_lists import RequestRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


class Waiting(NamedTuple):
    """A request and how things stand with its deadline."""

    row: RequestRow
    state: Due


def requests(reader: Reader, *, today: date, contact_id: int | None = None) -> list[Waiting]:
    """Return what was asked for, what waits first, by its last day."""
    return [
        Waiting(row, due(row.due_on, today=today, done=row.answered_on is not None))
        for row in privacy_lists.requests(reader, contact_id=contact_id)
    ]


def add_request(
    writer: Writer, *, contact_id: int, kind: RequestKind, received_on: date | None = None, note: str = ""
) -> Outcome[int]:  # fmt: skip
    """Write down what somebody asked for; the value is its id. It must be answered within a month (CH: 30 days).

    Raises BadInput for a day that is still to come.
    """
    with writer.step(_("Request on data protection")) as work:
        contact = work.get(Contact, contact_id)
        on = received_on or work.today
        if on > work.today:
            raise BadInput(_("This lies in the future."), field="received_on")
        last = answer_by(on, country=privacy_held.firm_country(work.read))
        number = privacy_lists.request_count(work.read, year=work.today.year) + 1
        request = work.add(
            DataRequest(
                kind=kind, contact_id=contact_id, number=f"D-{work.today.year}-{number:03d}", received_on=on,
                due_on=last, note=clean(note, lines=True),
            )
        )  # fmt: skip
        work.flush()
        request_id = request.id
        history.record(
            work, kind=ActivityKind.NOTE, contacts=[contact_id], direction=Direction.IN, body=clean(note, lines=True),
            subject=_("Asked for: {what}").format(what=request_word(kind)),
        )  # fmt: skip
        work.label = _("Request of “{name}”: {what}").format(name=contact.name, what=request_word(kind))
    return work.outcome(request_id)


def extend_request(writer: Writer, *, request_id: int) -> Outcome[date]:
    """Take two months more for a request that is hard to answer; the value is the new last day.

    The person has to be told within the first month, with the reason (Art. 12 (3) GDPR). Raises Refused for one that
    was answered or put off already.
    """
    with writer.step(_("Take more time for a request")) as work:
        request = work.get(DataRequest, request_id)
        if request.answered_on is not None or request.extended:
            raise Refused(_("This request was answered or put off already."))
        if work.today > request.due_on:
            raise Refused(_("The month is over; the person had to be told within it."))
        request.extended = True
        country = privacy_held.firm_country(work.read)
        last = request.due_on = answer_by(request.received_on, country=country, extended=True)
    return work.outcome(last)


def answer_request(writer: Writer, *, request_id: int, answered_on: date | None = None) -> Outcome[None]:
    """Note that a request was answered."""
    with writer.step(_("Answer request on data protection")) as work:
        request = work.get(DataRequest, request_id)
        request.answered_on = answered_on or work.today
        if request.contact_id is not None:
            history.record(
                work, kind=ActivityKind.NOTE, contacts=[request.contact_id], direction=Direction.OUT,
                subject=_("Answered: {what}").format(what=request_word(request.kind)),
            )  # fmt: skip
        work.label = _("Answer request {number}").format(number=request.number)
    return work.outcome(None)
