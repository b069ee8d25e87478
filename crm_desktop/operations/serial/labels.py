"""Labels and envelopes for many: whose address fits and who is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from crm_desktop.base import times
from crm_desktop.base.i18n import _
from crm_desktop.documents import labels
from crm_desktop.documents.formats import Envelope, LabelSheet, envelope, envelopes, label_sheet, label_sheets
from crm_desktop.documents.phrases import phrases
from crm_desktop.documents.serial import SerialPdf, Watch
from crm_desktop.documents.sheets import PartyBlock
from crm_desktop.domain.serial import LeftOut, Target
from crm_desktop.operations.letters import letters
from crm_desktop.operations.serial.letters import Printed
from crm_desktop.operations.serial.people import Person, people
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.reading import Reader

Progress = Callable[[int, int], None]


def label_formats() -> tuple[LabelSheet, ...]:
    """Return the sheets of labels there are."""
    return label_sheets()


def envelope_formats() -> tuple[Envelope, ...]:
    """Return the sizes of envelopes there are."""
    return envelopes()


def labels_pdf(
    reader: Reader,
    *,
    targets: Sequence[Target],
    day: date,
    sheet: str = "L7160",
    start: int = 1,
    offset: tuple[float, float] = (0.0, 0.0),
    frames: bool = False,
    with_sender: bool = True,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Printed:
    """Return address labels, beginning at a label of the first sheet; `offset` shifts the print right and down by mm.

    `frames` draws the edges of the labels, to hold a test print against a sheet. Raises BadInput for a sheet or label
    there is not, Refused where nobody is left to write to.
    """
    form, firm = label_sheet(sheet), queries.the_firm(reader)
    found, left_out = _addressees(reader, targets, firm, day)
    made = labels.render_labels(
        [block for _person, block in found],
        form,
        _how(firm, offset, frames=frames, with_sender=with_sender),
        start=start,
        made_at=times.start_of_day(day),
        title=_("Labels {sheet}").format(sheet=form.name),
        lang=phrases(firm.language, firm.country).lang,
        watch=Watch(progress, cancelled),
    )
    return _printed(made, found, left_out)


def envelopes_pdf(
    reader: Reader,
    *,
    targets: Sequence[Target],
    day: date,
    size: str = "DL",
    offset: tuple[float, float] = (0.0, 0.0),
    with_sender: bool = True,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Printed:
    """Return a page for each envelope, of its size. Raises as `labels_pdf` does."""
    form, firm = envelope(size), queries.the_firm(reader)
    found, left_out = _addressees(reader, targets, firm, day)
    made = labels.render_envelopes(
        [block for _person, block in found],
        form,
        _how(firm, offset, frames=False, with_sender=with_sender),
        made_at=times.start_of_day(day),
        title=_("Envelopes {size}").format(size=form.name),
        lang=phrases(firm.language, firm.country).lang,
        watch=Watch(progress, cancelled),
    )
    return _printed(made, found, left_out)


def _how(firm: FirmRow, offset: tuple[float, float], *, frames: bool, with_sender: bool) -> labels.Printing:
    sender = letters.letterhead(firm, None, firm.language).return_line if with_sender else ""
    return labels.Printing(sender, *offset, frames=frames)


def _addressees(
    reader: Reader, targets: Sequence[Target], firm: FirmRow, day: date
) -> tuple[list[tuple[Person, PartyBlock]], list[LeftOut]]:
    found, left_out = [], []
    for each in people(reader, targets, day):
        if isinstance(each, LeftOut):
            left_out.append(each)
        elif not each.where.has_address:
            left_out.append(LeftOut(each.target.contact_id, each.name, _("There is no address to write to.")))
        else:
            language = each.language(firm.language)
            block = letters.address_block(each.account, each.person, home=firm.country, language=language)
            found.append((each, block))
    return found, left_out


def _printed(made: SerialPdf, found: Sequence[tuple[Person, PartyBlock]], left_out: Iterable[LeftOut]) -> Printed:
    refused = (
        LeftOut(found[place][0].target.contact_id, found[place][0].name, reason) for place, reason in made.refused
    )
    written = tuple(found[place][0].target.contact_id for place in made.printed)
    return Printed(made.pdf, made.pages, written, (*left_out, *refused), made.missing_characters)
