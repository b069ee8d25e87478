"""What is written when a campaign goes out: letters in one PDF, e-mails as drafts, and the note of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base.errors import Refused
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.serial import Target
from crm_desktop.operations.campaigns import audience as campaign_audience
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.campaign_people import read_recipients
from crm_desktop.ui.widgets.pdf_pages import joined_files

if TYPE_CHECKING:
    from crm_desktop.operations.offers.mails import DraftFile
    from crm_desktop.store.queries.campaigns import CampaignDetail

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class NextMail(NamedTuple):
    """The e-mail whose turn it is: for whom, and as a draft."""

    contact_id: int
    draft: DraftFile


class Letters(NamedTuple):
    """Letters as one PDF, and whose they are: one that does not fit its window is not among them."""

    pdf: bytes
    contact_ids: tuple[int, ...]


def letters(
    reader: Reader, *, detail: CampaignDetail, today: date, progress: Progress, cancelled: Cancelled
) -> Letters:
    """Return the letters still to be sent. Raises Refused where there are none, or no text."""
    from crm_desktop.operations.serial.letters import letters_pdf  # reportlab, on a lane

    made = [
        letters_pdf(
            reader, targets=targets, template_id=template_id, day=detail.starts_on or today, progress=progress,
            cancelled=cancelled,
        )
        for template_id, targets in _by_text(reader, detail, today).items()
    ]  # fmt: skip
    return Letters(joined([one.pdf for one in made]), tuple(one for each in made for one in each.written))


def letters_file(
    reader: Reader, *, detail: CampaignDetail, today: date, path: Path, progress: Progress, cancelled: Cancelled
) -> None:
    """Write the letters still to be sent into a file."""
    write_whole(path, letters(reader, detail=detail, today=today, progress=progress, cancelled=cancelled).pdf)


def trial_pdf(
    reader: Reader, *, detail: CampaignDetail, today: date, progress: Progress, cancelled: Cancelled
) -> bytes:
    """Return the letters to look at before all are printed: of each text the longest, shortest and oddest three."""
    from crm_desktop.operations.serial.letters import letters_pdf, letters_ready

    day, made = detail.starts_on or today, []
    for template_id, targets in wanted_targets(reader, detail, today).items():
        ready = letters_ready(
            reader, targets=targets, template_id=template_id, day=day, progress=progress, cancelled=cancelled
        )
        only = {odd.contact_id for odd in ready.odd} or {target.contact_id for target in targets[:5]}
        made.append(letters_pdf(reader, targets=targets, template_id=template_id, day=day, only=only).pdf)
    return joined(made)


def mails(
    reader: Reader, *, detail: CampaignDetail, now: datetime, folder: Path, progress: Progress, cancelled: Cancelled
) -> tuple[int, ...]:
    """Write the e-mails still to be sent as drafts into a folder; return to whom."""
    from crm_desktop.operations.serial.mails import write_mails  # brings the letterhead along

    to: list[int] = []
    taken = set[str]()
    for template_id, targets in _by_text(reader, detail, local_day(now)).items():
        written = write_mails(
            reader, folder=folder, targets=targets, template_id=template_id, now=now, taken=taken,
            progress=progress, cancelled=cancelled,
        )  # fmt: skip
        to += [contact_id for contact_id, _path in written.written]
    return tuple(to)


def next_mail(reader: Reader, *, detail: CampaignDetail, now: datetime) -> NextMail:
    """Return the first e-mail still to be sent that can be. Raises Refused where there is none."""
    from crm_desktop.operations.serial.mails import mail_for  # brings the letterhead along

    why: Refused | None = None
    for template_id, targets in _by_text(reader, detail, local_day(now)).items():
        for target in targets:
            try:
                draft = mail_for(reader, target=target, template_id=template_id, now=now)
            except Refused as refused:
                # Somebody without an address, or with a value missing, must not hold up everybody behind.
                why = refused
                continue
            return NextMail(target.contact_id, draft)
    raise why or Refused(_("There is nobody left to send this to."))


def note_one_sent(writer: Writer, *, campaign_id: int, contact_id: int) -> Outcome[campaign_sending.Sent]:
    """Note that one e-mail went out, with its words."""
    from crm_desktop.operations.campaigns.letters import send_letters  # reportlab

    return send_letters(writer, campaign_id=campaign_id, contact_ids=[contact_id])


def note_sent(
    writer: Writer, *, campaign_id: int, by_text: bool, contact_ids: tuple[int, ...] | None = None, **watch: Any
) -> Outcome[campaign_sending.Sent]:
    """Note that it went out, to all or just to these, with the words of the texts where there are any."""
    operation = campaign_sending.mark_sent
    if by_text:
        from crm_desktop.operations.campaigns.letters import send_letters  # reportlab

        return send_letters(writer, campaign_id=campaign_id, contact_ids=contact_ids, **watch)
    return operation(writer, campaign_id=campaign_id, contact_ids=contact_ids, **watch)


def joined(files: list[bytes]) -> bytes:
    """Return several PDFs as one. Raises Refused where there are none."""
    if not files:
        raise Refused(_("There is nobody left to send this to."))
    return joined_files(files)


def _by_text(reader: Reader, detail: CampaignDetail, today: date) -> Mapping[int, tuple[Target, ...]]:
    """Return who gets which text; those without one get that of the campaign. Raises Refused where there is none."""
    found: dict[int, tuple[Target, ...]] = {}
    for template_id, targets in campaign_audience.targets(reader, campaign_id=detail.id, today=today).items():
        text = template_id or detail.template_id
        if text is None:
            raise Refused(_("There is no text yet."), _("Choose one under “Arguments”, or write one."))
        found[text] = found.get(text, ()) + targets
    return found


def wanted_targets(reader: Reader, detail: CampaignDetail, today: date) -> Mapping[int, tuple[Target, ...]]:
    """Return who gets which text, also before the recipients are fixed."""
    if detail.frozen_at is not None:
        return _by_text(reader, detail, today)
    variants = {one.key: one for one in detail.variants}
    found: dict[int, tuple[Target, ...]] = {}
    for one in read_recipients(reader, detail=detail, today=today):
        variant = variants.get(one.variant)
        text = (variant.template_id if variant else None) or detail.template_id
        if text is None:
            raise Refused(_("There is no text yet."), _("Choose one under “Arguments”, or write one."))
        extra = {
            "campaign": detail.name, "code": _("your code"), "argument": variant.argument if variant else "",
            "variant": variant.key if variant else "",
        }  # fmt: skip
        found[text] = (*found.get(text, ()), Target(one.contact_id, extra))
    return found
