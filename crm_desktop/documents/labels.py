"""Address labels and envelopes: the sender small above a rule, the address below, each line where the sheet has room.

Nothing stands nearer than 5 mm to the edge of the sheet, where office printers leave it white.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.formats import Envelope, LabelSheet
from crm_desktop.documents.letter import address_lines
from crm_desktop.documents.paper import FINE, GREY, HAIR, HEIGHT, MM, PALE, REGULAR, THIN, WIDTH, Style
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.serial import NOBODY, SerialPdf, Watch
from crm_desktop.documents.sheets import PartyBlock
from crm_desktop.documents.strips import Frame, Glyphs, Mark, Rule
from crm_desktop.documents.typesetting import Line, Typesetter

#: White that printers leave at the edge of a sheet; inset of the text on a label, smaller on narrow ones.
_EDGE, _INSET, _NARROW_INSET, _NARROW = 5.0, 7.0, 5.0, 65.0
#: Labels this high are for parcels: larger type, more white.
_TALL = 60.0
#: From the top of the text to the sender's baseline, the rule and the address, in mm at the usual size.
_SENDER, _RULE, _ADDRESS, _FOOT = 3.2, 4.4, 10.2, 2.2
_STEP = 12.36 / 10
_SENDER_STYLE = Style(REGULAR, 6, 7.2, GREY)
_MOST_OFFSET = 10.0
#: How an address gets shorter: size of type, and what shares a line (see `address_lines`).
_TRIES = ((1.0, 0), (1.0, 1), (0.9, 1), (0.8, 1), (0.8, 2), (0.72, 2))


class Printing(NamedTuple):
    """How labels or envelopes are printed: shifted by some mm, on a test sheet with frames around each label."""

    sender: str = ""
    right: float = 0.0
    down: float = 0.0
    frames: bool = False


class _Room(NamedTuple):
    """Where text may stand, in mm."""

    left: float
    right: float
    top: float
    low: float


def render_labels(
    parties: Sequence[PartyBlock], sheet: LabelSheet, how: Printing, *, start: int, made_at: datetime, title: str,
    lang: str, watch: Watch = NOBODY,
) -> SerialPdf:  # fmt: skip
    """Return labels for these addresses, beginning at a label of the first sheet (from 1).

    An address that does not fit is left out with its reason. Raises BadInput for a label the sheet does not have and a
    shift of more than 10 mm, Refused where there is nothing to print.
    """
    if not 1 <= start <= sheet.labels:
        raise BadInput(_("The sheet has the labels 1 to {last}.").format(last=sheet.labels), field="start")
    _check_shift(how)
    setter = Typesetter()
    pen = Pen(lang=lang)
    pen.describe(title=clean(title), author=clean(how.sender.partition("·")[0]) or clean(title), subject=sheet.name)
    printed: list[int] = []
    refused: list[tuple[int, str]] = []
    at, pages = start - 1, 0
    for place, party in enumerate(parties):
        watch.step(place, len(parties))
        left, top = sheet.corner(at % sheet.labels)
        marks = _label(party, _room(sheet, left, top, how), sheet, how, setter)
        if marks is None:
            refused.append((place, _("The address does not fit this label.")))
            continue
        if at % sheet.labels == 0 or not printed:
            pages = _begin(pen, pages, sheet, how, title)
        pen.draw(marks)
        printed.append(place)
        at += 1
    return _finished(pen, pages, printed=printed, refused=refused, setter=setter, made_at=made_at)


def render_envelopes(
    parties: Sequence[PartyBlock], size: Envelope, how: Printing, *, made_at: datetime, title: str, lang: str,
    watch: Watch = NOBODY,
) -> SerialPdf:  # fmt: skip
    """Return one page for each envelope, of its size: the sender at the upper left, the address lower right.

    Raises as `render_labels` does.
    """
    _check_shift(how)
    setter = Typesetter()
    pen = Pen(lang=lang, size=(size.width, size.height))
    pen.describe(title=clean(title), author=clean(how.sender.partition("·")[0]) or clean(title), subject=size.name)
    printed: list[int] = []
    refused: list[tuple[int, str]] = []
    for place, party in enumerate(parties):
        watch.step(place, len(parties))
        marks = _envelope(party, size, how, setter)
        if marks is None:
            refused.append((place, _("The address does not fit this envelope.")))
            continue
        if printed:
            pen.end_page()
        pen.bookmark(next(iter(party.names), "–") or "–", 0, 0.0)
        pen.draw(marks)
        printed.append(place)
    return _finished(pen, len(printed), printed=printed, refused=refused, setter=setter, made_at=made_at)


def _begin(pen: Pen, pages: int, sheet: LabelSheet, how: Printing, title: str) -> int:
    """Begin a sheet and return how many there are now."""
    if pages:
        pen.end_page()
    pen.bookmark(f"{clean(title)} · {pages + 1}", 0, 0.0)
    if how.frames:
        pen.draw(_frames(sheet, how))
    return pages + 1


def _finished(
    pen: Pen, pages: int, *, printed: list[int], refused: list[tuple[int, str]], setter: Typesetter, made_at: datetime
) -> SerialPdf:
    if not printed:
        raise Refused(refused[0][1] if refused else _("There is nobody to write to."))
    pen.end_page()
    pdf = archived(pen.finish(), Keeping(made_at, b"", "", ""))
    return SerialPdf(pdf, pages, tuple(printed), tuple(refused), setter.missing_characters)


def _check_shift(how: Printing) -> None:
    if max(abs(how.right), abs(how.down)) > _MOST_OFFSET:
        raise BadInput(_("Print can be shifted by at most 10 mm."), field="offset")


def _room(sheet: LabelSheet, left: float, top: float, how: Printing) -> _Room:
    inset = _INSET if sheet.width > _NARROW else _NARROW_INSET
    high = 3.0 if sheet.height < _TALL else 8.0
    return _Room(
        max(left + inset, _EDGE) + how.right,
        min(left + sheet.width - inset, WIDTH - _EDGE) + how.right,
        max(top + high, _EDGE) + how.down,
        min(top + sheet.height - _FOOT, HEIGHT - _EDGE) + how.down,
    )


def _label(
    party: PartyBlock, room: _Room, sheet: LabelSheet, how: Printing, setter: Typesetter
) -> tuple[Mark, ...] | None:
    """Return what stands on a label; None where the address does not fit, however small it is printed."""
    usual = 10.0 if sheet.height < _TALL else 13.0
    grown = usual / 10.0
    head = _ADDRESS * grown if how.sender else usual / MM
    found = _fitting(party, room.right - room.left, room.low - room.top - head, usual, setter)
    if found is None:
        return None
    address = _stacked(found, room.left, room.top + head)
    if not how.sender:
        return tuple(address)
    style = _SENDER_STYLE._replace(size=6 * grown, leading=7.2 * grown)
    sender = setter.lines(how.sender, style, room.right - room.left)[:1]
    above = (Glyphs(room.left, room.top + _SENDER * grown, line) for line in sender)
    return (*above, Rule(room.left, room.right, room.top + _RULE * grown, THIN, PALE), *address)


def _envelope(party: PartyBlock, size: Envelope, how: Printing, setter: Typesetter) -> tuple[Mark, ...] | None:
    usual = 14.0 if size.height > 200 else 12.0
    left, top = size.left + how.right, size.top + how.down
    found = _fitting(party, size.width - 15.0 - size.left, size.height - 15.0 - size.top, usual, setter)
    if found is None:
        return None
    style = Style(REGULAR, 8, 10.4, GREY)
    parts = [part.strip() for part in how.sender.split("·") if part.strip()]
    sender = (
        Glyphs(15.0 + how.right, 15.0 + how.down + row * style.height, line)
        for row, part in enumerate(parts)
        for line in setter.lines(part, style, size.left)[:1]
    )
    notes = (
        Glyphs(left, top - (len(party.notes) - row) * 5.6, setter.line(note, Style(REGULAR, 10, 13)))
        for row, note in enumerate(party.notes)
    )
    return (*sender, *notes, *_stacked(found, left, top))


def _fitting(party: PartyBlock, width: float, room: float, usual: float, setter: Typesetter) -> tuple[Line, ...] | None:
    """Return the lines of an address in the largest type in which all of them fit below their first baseline."""
    for share, shared in _TRIES:
        style = Style(REGULAR, usual * share, usual * share * _STEP)
        lines = tuple(line for text in address_lines(party, shared) for line in setter.lines(text, style, width))
        if (len(lines) - 1) * style.height <= room:
            return lines
    return None


def _stacked(lines: Iterable[Line], left: float, first: float) -> Iterator[Mark]:
    y = first
    for line in lines:
        yield Glyphs(left, y, line)
        y += line.style.height


def _frames(sheet: LabelSheet, how: Printing) -> Iterator[Mark]:
    for place in range(sheet.labels):
        left, top = sheet.corner(place)
        yield Frame(left + how.right, top + how.down, sheet.width, sheet.height, FINE, HAIR, 1.5)
