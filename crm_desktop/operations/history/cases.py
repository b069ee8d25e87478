"""Service cases: a question, a complaint or a repair is opened, answered and solved; the history tells of each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, TypedDict, Unpack

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.cases import Case, CaseKind, CaseStatus
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.kinds import Priority
from crm_desktop.domain.products import Product
from crm_desktop.operations import stamps
from crm_desktop.operations.history import case_words, history
from crm_desktop.store.unit_of_work import Work, Writer

#: Working days within which a case of a kind is to be solved where nobody says otherwise; urgent ones in half of them.
_DAYS = {CaseKind.QUESTION: 3, CaseKind.COMPLAINT: 2, CaseKind.REPAIR: 7}
LONGEST_TITLE = 200


class NewCase(NamedTuple):
    """A case as it comes in; without a day it is due as is usual for its kind."""

    kind: CaseKind
    title: str
    contact_id: int
    text: str = ""
    priority: Priority = Priority.NORMAL
    product_id: int | None = None
    due_on: date | None = None


class CaseFields(TypedDict, total=False):
    """What can be changed in a case; what is absent stays as it is."""

    kind: CaseKind
    title: str
    text: str
    priority: Priority
    product_id: int | None
    due_on: date | None


def usual_due(kind: CaseKind, priority: Priority, today: date) -> date:
    """Return the working day a case is due where nobody says otherwise."""
    left = _DAYS[kind] if priority is not Priority.HIGH else (_DAYS[kind] + 1) // 2
    day = today
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def add_case(writer: Writer, *, new: NewCase) -> Outcome[int]:
    """Open a case on a contact; the value is its id.

    Raises BadInput without a title, NotFound for a contact or product that is not there.
    """
    with writer.step(_("Open case")) as work:
        contact = work.get(Contact, new.contact_id)
        case = Case(
            kind=new.kind,
            title=_title(new.title),
            text=clean(new.text, lines=True),
            priority=new.priority,
            contact_id=new.contact_id,
            product_id=_product(work, new.product_id),
            due_on=new.due_on or usual_due(new.kind, new.priority, work.today),
            opened_at=work.now,
        )
        case_id = stamps.added(work, case).id
        _note(
            work, case, contact, subject=f"{case_words.kind_word(case.kind)}: {case.title}", body=case.text,
            direction=Direction.IN,
        )  # fmt: skip
        work.label = _("Open case “{title}”").format(title=clean(new.title))
    return work.outcome(case_id)


def change_case(
    writer: Writer, *, case_id: int, version: int | None = None, **fields: Unpack[CaseFields]
) -> Outcome[None]:
    """Change fields of a case. Raises BadInput without a title, Conflict for one that was changed meanwhile."""
    with writer.step(_("Change case")) as work:
        case = work.get(Case, case_id, version=version)
        changed = dict(fields)
        if "title" in fields:
            changed["title"] = _title(fields["title"])
        if "text" in fields:
            changed["text"] = clean(fields["text"], lines=True)
        if "product_id" in fields:
            _product(work, fields["product_id"])
        for name, value in changed.items():
            setattr(case, name, value)
        stamps.changed(work, case)
        work.label = _("Change case “{title}”").format(title=case.title)
    return work.outcome(None)


def note_on_case(writer: Writer, *, case_id: int, text: str, kind: ActivityKind = ActivityKind.NOTE) -> Outcome[int]:
    """Write down what was done about a case; the first time it counts as answered. The value is the entry's id."""
    if not clean(text, lines=True):
        raise BadInput(_("Write what was done."), field="text")
    with writer.step(_("Note on case")) as work:
        case = work.get(Case, case_id)
        case.answered_at = case.answered_at or work.now
        stamps.changed(work, case)
        entry_id = _note(
            work, case, _contact(work, case), subject=case.title, body=text, kind=kind, direction=Direction.OUT
        )
        work.label = _("Note on case “{title}”").format(title=case.title)
    return work.outcome(entry_id)


def set_waiting(writer: Writer, *, case_id: int, waiting: bool) -> Outcome[None]:
    """Say that a case waits for somebody else, or is the firm's turn again. Raises Refused for one that is solved."""
    with writer.step(_("Change case")) as work:
        case = work.get(Case, case_id)
        if case.status is CaseStatus.SOLVED:
            raise Refused(_("This case is solved."), _("Reopen it first."))
        case.status = CaseStatus.WAITING if waiting else CaseStatus.OPEN
        stamps.changed(work, case)
        said = _("Let case “{title}” wait") if waiting else _("Go on with case “{title}”")
        work.label = said.format(title=case.title)
    return work.outcome(None)


def solve_case(writer: Writer, *, case_id: int, solution: str = "") -> Outcome[None]:
    """Solve a case, with how; the history says how long it took. Raises Refused for one that is solved."""
    with writer.step(_("Solve case")) as work:
        case = work.get(Case, case_id)
        if case.status is CaseStatus.SOLVED:
            raise Refused(_("This case is solved."))
        case.status, case.solved_at = CaseStatus.SOLVED, work.now
        case.answered_at = case.answered_at or work.now
        case.solution = clean(solution, lines=True)
        stamps.changed(work, case)
        subject = _("{kind} solved {after}: {title}").format(
            kind=case_words.kind_word(case.kind),
            after=case_words.after(case.opened_at, work.now),
            title=case.title,
        )
        _note(work, case, _contact(work, case), subject=subject, body=case.solution, direction=Direction.OUT)
        work.label = _("Solve case “{title}”").format(title=case.title)
    return work.outcome(None)


def reopen_case(writer: Writer, *, case_id: int) -> Outcome[None]:
    """Take a solved case up again; it is due as a new one would be."""
    with writer.step(_("Reopen case")) as work:
        case = work.get(Case, case_id)
        if case.status is not CaseStatus.SOLVED:
            raise Refused(_("This case is open."))
        case.status, case.solved_at = CaseStatus.OPEN, None
        case.due_on = usual_due(case.kind, case.priority, work.today)
        stamps.changed(work, case)
        _note(
            work, case, _contact(work, case), subject=_("Taken up again: {title}").format(title=case.title),
            kind=ActivityKind.SYSTEM,
        )  # fmt: skip
        work.label = _("Reopen case “{title}”").format(title=case.title)
    return work.outcome(None)


def delete_case(writer: Writer, *, case_id: int) -> Outcome[None]:
    """Put a case into the bin; what the history says of it stays."""
    with writer.step(_("Delete case")) as work:
        case = work.get(Case, case_id)
        stamps.binned(work, case)
        work.label = _("Delete case “{title}”").format(title=case.title)
    return work.outcome(None)


def _note(
    work: Work,
    case: Case,
    contact: Contact | None,
    *,
    subject: str,
    body: str = "",
    kind: ActivityKind = ActivityKind.NOTE,
    direction: Direction = Direction.NONE,
) -> int:
    concerned = [] if contact is None else [one for one in (contact.id, contact.company_id) if one is not None]
    case_id = case.id
    entry = history.record(work, kind=kind, subject=subject, body=body, contacts=concerned, direction=direction)
    entry.case_id = case_id
    work.flush()
    return entry.id


def _contact(work: Work, case: Case) -> Contact | None:
    """Return whom a case is about; None where they have gone for good."""
    if case.contact_id is None:
        return None
    try:
        return work.get(Contact, case.contact_id)
    except NotFound:
        return None


def _title(text: str) -> str:
    title = clean(text)
    if not title:
        raise BadInput(_("Say in a few words what it is about."), field="title")
    if len(title) > LONGEST_TITLE:
        raise BadInput(_("A title has at most {count} characters.").format(count=LONGEST_TITLE), field="title")
    return title


def _product(work: Work, product_id: int | None) -> int | None:
    return None if product_id is None else work.get(Product, product_id).id
