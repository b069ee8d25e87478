"""Serial letters: one PDF for all, what to look at before, and an entry in the history of everybody who gets one.

Who objected gets none, whoever was selected; whether a consent is needed is asked by campaigns. Beyond that nobody is
left out but for the letter's sake: without an address, with restricted data, or with a value missing that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from crm_desktop.base import times
from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _, plural
from crm_desktop.documents.letter_sheet import LetterSheet, ReplySlip
from crm_desktop.documents.serial import Watch, render_letters
from crm_desktop.documents.sheets import Adviser, Form, Letterhead
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.serial import LeftOut, Odd, Ready, Target
from crm_desktop.exchange.mail_out import is_address
from crm_desktop.operations.history import history
from crm_desktop.operations.letters import letters
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.serial.odd import odd_texts
from crm_desktop.operations.serial.people import Person
from crm_desktop.operations.serial.refusals import Refusers
from crm_desktop.operations.serial.texts import Text, texts_for
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

Progress = Callable[[int, int], None]


class Printed(NamedTuple):
    """A file for many: its bytes and pages, who is in it in its order, who is not and why, signs the faces lack."""

    pdf: bytes
    pages: int
    written: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    missing_characters: tuple[str, ...] = ()


class Paper(NamedTuple):
    """What all letters of a run share; the letterhead by language."""

    firm: FirmRow
    form: Form
    heads: dict[str, Letterhead]
    adviser: Adviser | None
    day: date
    made_at: datetime


def letters_ready(
    reader: Reader,
    *,
    targets: Sequence[Target],
    template_id: int,
    day: date,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Ready:
    """Return what printing now would give: how many letters, who gets none and why, and which to look at first.

    Raises NotFound for a template that is gone, Refused for one with mistakes.
    """
    return ready(reader, targets, template_id=template_id, day=day, progress=progress, cancelled=cancelled)


def ready(
    reader: Reader,
    targets: Sequence[Target],
    *,
    template_id: int,
    day: date,
    by_post: bool = True,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Ready:
    """Return what sending now would give, by post or by e-mail; raises as `letters_ready` does."""
    texts = texts_for(reader, targets, template_id=template_id, day=day)
    refusers = Refusers(reader, channel_of(by_post=by_post))
    found, left_out, missing = [], [], []
    for done, each in enumerate(texts.to(reader, targets)):
        _step(done, len(targets), progress, cancelled)
        if isinstance(each, Text) and each.missing:
            missing.append(each.lacks())
        checked = sendable(each, refusers, by_post=by_post)
        if isinstance(checked, LeftOut):
            left_out.append(checked)
        else:
            found.append(checked)
    return Ready(len(found), tuple(left_out), tuple(missing), tuple(odd_texts(found)))


def odd_ones(reader: Reader, *, targets: Sequence[Target], template_id: int, day: date) -> list[Odd]:
    """Return whose letters to look at before all are printed: the longest, the shortest and the three oddest."""
    return list(letters_ready(reader, targets=targets, template_id=template_id, day=day).odd)


def letters_pdf(
    reader: Reader,
    *,
    targets: Sequence[Target],
    template_id: int,
    day: date,
    only: Collection[int] = (),
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Printed:
    """Return the letters as one PDF, in the order of the targets; with `only`, just those of these contacts.

    Raises as `letters_ready` does, Refused also while the law wants more on a letter or nobody is left to write to,
    Cancelled when it was stopped.
    """
    offer_pdf.demand_duties(reader)
    wanted = [one for one in targets if not only or one.contact_id in only]
    texts = texts_for(reader, targets, template_id=template_id, day=day)
    refusers = Refusers(reader, Channel.POST)
    shared, left_out, ids = paper(reader, day), list[LeftOut](), list[tuple[int, str]]()

    def sheets() -> Iterator[LetterSheet]:
        for each in texts.to(reader, wanted):
            checked = sendable(each, refusers)
            if isinstance(checked, LeftOut):
                left_out.append(checked)
                continue
            ids.append((checked.person.target.contact_id, checked.person.name))
            yield sheet(checked, shared, reader)

    with reader.snapshot():
        made = render_letters(
            sheets(), title=texts.row.name, made_at=shared.made_at, of=len(wanted), watch=Watch(progress, cancelled)
        )
    left_out += [LeftOut(*ids[place], reason) for place, reason in made.refused]
    written = tuple(ids[place][0] for place in made.printed)
    return Printed(made.pdf, made.pages, written, tuple(left_out), made.missing_characters)


def note_letters(
    writer: Writer,
    *,
    targets: Sequence[Target],
    template_id: int,
    campaign_id: int | None = None,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[int]:
    """Write into the history of everybody who got one what their letter said: one step; the value is how many.

    Raises as `letters_ready` does.
    """
    with writer.step(_("Note letters")) as work:
        noted = note(
            work, targets, template_id=template_id, campaign_id=campaign_id, progress=progress, cancelled=cancelled
        )
        work.label = plural("Note {n} letter in the history", "Note {n} letters in the history", len(noted))
    return work.outcome(len(noted))


def write_letters(
    writer: Writer,
    *,
    targets: Sequence[Target],
    template_id: int,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[bytes]:
    """Print letters and note them in the history, in one step; the value is their PDF. Raises as `letters_pdf` does.

    What is noted is what was printed: a letter that does not fit the window is in neither.
    """
    with writer.step(_("Write letters")) as work:
        made = letters_pdf(
            work.read, targets=targets, template_id=template_id, day=work.today, progress=progress, cancelled=cancelled
        )
        written = set(made.written)
        note(work, [one for one in targets if one.contact_id in written], template_id=template_id)
        work.label = plural("Write {n} letter", "Write {n} letters", len(made.written))
    return work.outcome(made.pdf)


def note(
    work: Work,
    targets: Sequence[Target],
    *,
    template_id: int,
    campaign_id: int | None = None,
    kind: ActivityKind = ActivityKind.LETTER,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[tuple[int, int]]:
    """Write the entries inside the step of another operation; return contacts with the ids of their entries."""
    texts = texts_for(work.read, targets, template_id=template_id, day=work.today)
    by_post = kind is ActivityKind.LETTER
    refusers = Refusers(work.read, channel_of(by_post=by_post))
    noted = []
    for done, each in enumerate(list(texts.to(work.read, targets))):
        _step(done, len(targets), progress, cancelled)
        checked = sendable(each, refusers, by_post=by_post)
        if not isinstance(checked, LeftOut):
            noted.append((checked.person.target.contact_id, _entry(work, checked, campaign_id, kind)))
    return noted


def _entry(work: Work, text: Text, campaign_id: int | None, kind: ActivityKind) -> int:
    contact_id, company = text.person.target.contact_id, text.person.row.company_id
    return history.record(
        work,
        kind=kind,
        subject=text.subject or text.template.name,
        body=text.body,
        contacts=[contact_id] if company is None else [contact_id, company],
        direction=Direction.OUT,
        campaign_id=campaign_id,
    ).id


def _step(done: int, of: int, progress: Progress, cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled(_("The letters were not printed."))
    progress(done, of)


def channel_of(*, by_post: bool) -> Channel:
    """Return the channel objections to which count."""
    return Channel.POST if by_post else Channel.EMAIL


def sendable(each: Text | LeftOut, refusers: Refusers, *, by_post: bool = True) -> Text | LeftOut:
    """Return a text that can be sent, else that it is left out and why."""
    if isinstance(each, LeftOut):
        return each
    person = each.person
    if refusers.has(person):
        return LeftOut(person.target.contact_id, person.name, _("Wants no advertising any more"))
    if by_post and not person.where.has_address:
        return LeftOut(person.target.contact_id, person.name, _("There is no address to write to."))
    if not by_post and not is_address(person.row.email):
        return LeftOut(person.target.contact_id, person.name, _("There is no e-mail address to write to."))
    return each.left_out() if each.missing else each


def paper(reader: Reader, day: date) -> Paper:
    """Return what the letters of a day share."""
    firm, look = queries.the_firm(reader), queries.looks(reader)
    adviser = letters.adviser(firm, look.signature)
    return Paper(firm, offer_sheet.letter_form(firm), {}, adviser, day, times.start_of_day(day))


def sheet(text: Text, paper: Paper, reader: Reader) -> LetterSheet:
    """Return the letter a text becomes."""
    person, language = text.person, text.language
    if language not in paper.heads:
        look = queries.looks(reader)
        paper.heads[language] = letters.letterhead(paper.firm, look.logo, language, background=look.letterhead)
    return LetterSheet(
        language=language,
        country=paper.firm.country,
        form=paper.form,
        day=paper.day,
        made_at=paper.made_at,
        letterhead=paper.heads[language],
        recipient=letters.address_block(person.account, person.person, home=paper.firm.country, language=language),
        adviser=paper.adviser,
        customer_number=person.account.customer_number,
        subject=text.subject,
        greeting="" if text.greets else _greeting(person, paper.firm, language),
        text=text.body,
        slip=_slip(text, paper.firm),
    )


def _greeting(person: Person, firm: FirmRow, language: str) -> str:
    return letters.first_line(person.account, person.person, language=language, country=firm.country)


def _slip(text: Text, firm: FirmRow) -> ReplySlip | None:
    title = text.parts["reply_title"].text
    if not title:
        return None
    place = f"{firm.postal_code} {firm.city}".strip()
    return ReplySlip(
        title=title,
        ticks=tuple(line.strip() for line in text.parts["reply_choices"].text.splitlines() if line.strip()),
        question=text.parts["reply_question"].text,
        link=text.parts["reply_link"].text,
        back_to=tuple(part for part in (firm.name or firm.legal_name, firm.street, place) if part),
    )
