"""Serial e-mails: a draft for each reader, for the user's own mail program or as files, and an entry in the history.

No mail ever names another reader, and nothing is sent from here: whoever opens the draft sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm_desktop.base.errors import Cancelled, Refused
from crm_desktop.base.files import safe_name, write_whole
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.serial import LeftOut, Target
from crm_desktop.exchange.mail_in import MailFile, Person
from crm_desktop.exchange.mail_out import MailDraft, write_draft
from crm_desktop.operations.letters import letters
from crm_desktop.operations.offers.mails import DraftFile
from crm_desktop.operations.offers.words import signature_of
from crm_desktop.operations.serial import letters as serial_letters
from crm_desktop.operations.serial.refusals import Refusers
from crm_desktop.operations.serial.texts import Text, texts_for
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

Progress = Callable[[int, int], None]
_REGARDS = {"de": "Mit freundlichen Grüßen", "en": "Kind regards,"}


class SerialMails(NamedTuple):
    """The drafts that were written, by contact, and who got none and why."""

    written: tuple[tuple[int, Path], ...]
    left_out: tuple[LeftOut, ...]


def mail_for(
    reader: Reader, *, target: Target, template_id: int, now: datetime, files: Sequence[MailFile] = ()
) -> DraftFile:
    """Return the draft for one reader, to be opened in the mail program. Raises Refused where nothing can be sent."""
    texts = texts_for(reader, [target], template_id=template_id, day=local_day(now))
    refusers = Refusers(reader, Channel.EMAIL)
    checked = serial_letters.sendable(next(texts.to(reader, [target])), refusers, by_post=False)
    if isinstance(checked, LeftOut):
        raise Refused(checked.reason)
    return DraftFile(_name(checked), _draft(checked, texts.around.firm, now, files), addressed=True)


def write_mails(
    reader: Reader,
    *,
    folder: Path,
    targets: Sequence[Target],
    template_id: int,
    now: datetime,
    files: Sequence[MailFile] = (),
    taken: set[str] | None = None,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> SerialMails:
    """Write a draft (.eml) for each reader into a folder; two of one name get numbers.

    `taken` are the names of the drafts of a run before that belong with these; it is added to.

    Raises Refused for a folder that cannot be written to, Cancelled when it was stopped: drafts written by then stay.
    """
    texts = texts_for(reader, targets, template_id=template_id, day=local_day(now))
    refusers = Refusers(reader, Channel.EMAIL)
    written: list[tuple[int, Path]] = []
    left_out: list[LeftOut] = []
    taken = set[str]() if taken is None else taken
    for done, each in enumerate(texts.to(reader, targets)):
        if cancelled():
            raise Cancelled(_("The e-mails were not written."))
        progress(done, len(targets))
        checked = serial_letters.sendable(each, refusers, by_post=False)
        if isinstance(checked, LeftOut):
            left_out.append(checked)
            continue
        path = folder / _free(_name(checked), taken)
        write_whole(path, _draft(checked, texts.around.firm, now, files))
        written.append((checked.person.target.contact_id, path))
    return SerialMails(tuple(written), tuple(left_out))


def note_mails(
    writer: Writer,
    *,
    targets: Sequence[Target],
    template_id: int,
    campaign_id: int | None = None,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[int]:
    """Write into the history of every reader what the e-mail said: one step; the value is how many."""
    with writer.step(_("Note e-mails")) as work:
        noted = serial_letters.note(
            work,
            targets,
            template_id=template_id,
            campaign_id=campaign_id,
            kind=ActivityKind.EMAIL,
            progress=progress,
            cancelled=cancelled,
        )
        work.label = plural("Note {n} e-mail in the history", "Note {n} e-mails in the history", len(noted))
    return work.outcome(len(noted))


def mail_text(text: Text, firm: FirmRow) -> str:
    """Return a whole e-mail: greeting and signature come by themselves where the text has none."""
    person = text.person
    greeting = letters.first_line(person.account, person.person, language=text.language, country=firm.country)
    regards = f"{_REGARDS.get(text.language, _REGARDS['en'])}\n{signature_of(firm)}"
    parts = ("" if text.greets else greeting, text.body, "" if text.signs else regards)
    return "\n\n".join(part for part in parts if part)


def _draft(text: Text, firm: FirmRow, now: datetime, files: Sequence[MailFile]) -> bytes:
    whom = text.person.person or text.person.account
    return write_draft(
        MailDraft(
            to=(Person(whom.name, text.person.row.email),),
            subject=text.subject,
            text=mail_text(text, firm),
            at=now,
            sender=Person(firm.contact_name or firm.name, firm.contact_email or firm.email),
            files=tuple(files),
        )
    )


def _name(text: Text) -> str:
    return safe_name(f"{text.person.name} - {text.subject}".replace(":", "")[:100], ".eml")


def _free(name: str, taken: set[str]) -> str:
    """Return a name no other draft of this run has, in any case."""
    stem, number, free = name.removesuffix(".eml"), 2, name
    while free.casefold() in taken:
        free = f"{stem} {number}.eml"
        number += 1
    taken.add(free.casefold())
    return free
