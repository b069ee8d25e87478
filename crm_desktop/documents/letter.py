"""What stands at fixed places: letterhead, window with the address, info block, fold marks, footer, running head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.documents.foreign import foreign
from crm_desktop.documents.manner import Manner
from crm_desktop.documents.paper import (
    ADDRESS,
    FINE,
    FIRM,
    FOLD,
    FOOTER,
    HOLE,
    LEFT,
    LONG_FIRM,
    LONGER_FIRM,
    NOTE,
    PAGE,
    PALE,
    PLAIN_FIRM,
    RETURN,
    RIGHT,
    RUNNING,
    RUNNING_SIDE,
    SMALL_ADDRESS,
    SMALL_RETURN,
    SMALL_VALUE,
    TRADE,
    VALUE,
    LetterForm,
    Style,
)
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import Design, Letterhead, PartyBlock, Title
from crm_desktop.documents.strips import Glyphs, Image, Mark, Rule, ending_at
from crm_desktop.documents.typesetting import Line, Typesetter

#: Lines of the address zone, and when they are small.
_ADDRESS_LINES, _SMALL_LINES = 6, 7
_ADDRESS_STEP, _SMALL_STEP, _SMALL_RISE = 4.55, 4.01, 1.17
_MOST_NOTES = 3
_INFO_STEP, _INFO_GAP = 4.55, 1.0
#: Where the values begin, from the labels: usually, with long labels, with very long ones, which wrap.
_INFO_VALUES = (19.5, 24.0, 31.0)
_FOOTER_RULE, _FOOTER_FIRST, _FOOTER_STEP, _FOOTER_LINES = 274.0, 278.1, 3.4, 5
_FOOTER_COLUMNS = (25.0, 63.0, 107.0, 150.0)
#: Where one column ends before the next begins.
_FOOTER_GAP = 2.0


class InfoBlock(NamedTuple):
    """The marks of the info block and where it ends, in mm from the top."""

    marks: tuple[Mark, ...]
    end: float


def letterhead(head: Letterhead, setter: Typesetter) -> tuple[Mark, ...]:
    """Return logo, name and trade; a wide logo pushes the name aside, a long name gets smaller."""
    x = LEFT
    marks: list[Mark] = []
    if head.logo:
        logo = picture(head.logo, 60.0, 11.0)
        marks.append(Image(LEFT, 16.0 + (11.0 - logo.height) / 2, logo.width, logo.height, logo))
        x += logo.width + 3.0
    for style in (FIRM, LONG_FIRM, LONGER_FIRM):
        name = setter.lines(head.name, style, RIGHT - x)
        if len(name) <= 1:
            break
    above = (len(name) - 1) * style.height
    marks += [Glyphs(x, 21.0 - above + row * style.height, line) for row, line in enumerate(name)]
    marks.append(Glyphs(x, 26.2, setter.line(head.trade, TRADE)))
    return tuple(marks)


def plain_letterhead(head: Letterhead, setter: Typesetter) -> tuple[Mark, ...]:
    """Return the firm's legal name and, at the right, how it is reached; nothing that costs ink."""
    contact = _fitting(head.contact, VALUE, 90.0, setter)
    names = setter.lines(head.legal_name or head.name, PLAIN_FIRM, RIGHT - LEFT - contact.width - 6.0)
    rows = enumerate(names)
    return (
        *(Glyphs(LEFT, 17.0 + row * PLAIN_FIRM.height, line) for row, line in rows),
        ending_at(RIGHT, 17.0, contact),
    )


def covered_pages(head: Letterhead) -> float:
    """Return how many pages, from the first, bring head and foot along with the firm's own paper."""
    if not head.background:
        return 0
    return 1 if foreign(head.background).pages < 2 else inf


def fold_marks(form: LetterForm) -> tuple[Mark, ...]:
    """Return the marks for folding and punching at the left edge of the first page."""
    upper, lower = form.folds
    return Rule(5, 7.5, upper, FOLD), Rule(5, 9, HOLE, FOLD), Rule(5, 7.5, lower, FOLD)


def window(head: Letterhead, to: PartyBlock, form: LetterForm, setter: Typesetter) -> tuple[Mark, ...]:
    """Return what shows in the window of the envelope: return line, notes, address.

    Raises Refused when the address has more lines than the window shows.
    """
    return (*_return_zone(head.return_line, to.notes, form, setter), *_address(to, form, setter))


def info_block(setting: Setting, form: LetterForm) -> InfoBlock:
    """Return the block right of the window: this document, the customer's side, the person who answers."""
    return info_rows(_info_rows(setting), form, setting.manner, setting.setter)


def info_rows(
    groups: Iterable[Sequence[tuple[str, str]]], form: LetterForm, manner: Manner, setter: Typesetter
) -> InfoBlock:
    """Return groups of labels and values beside the window; rows without a value are left out."""
    rows = [[row for row in group if row[1]] for group in groups]
    widest = max((setter.line(label, manner.label).width for group in rows for label, _value in group), default=0.0)
    over = next((at for at in _INFO_VALUES if widest + _INFO_GAP <= at), _INFO_VALUES[-1])
    x = form.info_left + over
    marks: list[Mark] = []
    y = end = form.info
    for group in filter(None, rows):
        for label, value in group:
            labels = setter.lines(label, manner.label, over - _INFO_GAP)
            values = setter.lines(value, manner.value, form.info_right - x)
            if len(values) > 1 and "@" in value:
                values = setter.lines(value, SMALL_VALUE, form.info_right - x)
            for column, lines in ((form.info_left, labels), (x, values)):
                marks += [Glyphs(column, y + row * _INFO_STEP, line) for row, line in enumerate(lines)]
            y += max(len(labels), len(values)) * _INFO_STEP
            end = y - _INFO_STEP
        y += manner.info_gap
    return InfoBlock(tuple(marks), end)


def footer(head: Letterhead, setter: Typesetter, ink: str = PALE) -> tuple[Mark, ...]:
    """Return the columns at the foot of each page.

    Raises Refused when they hold more than fits above the sheet's edge.
    """
    columns = [[said for said in column if said] for column in head.footer if any(column)][: len(_FOOTER_COLUMNS)]
    marks: list[Mark] = [Rule(LEFT, RIGHT, _FOOTER_RULE, FINE, ink)]
    ends = [*(left - _FOOTER_GAP for left in _FOOTER_COLUMNS[1:]), RIGHT]
    for column, left, end in zip(columns, _FOOTER_COLUMNS, ends, strict=False):
        lines = [line for said in column for line in setter.lines(said, FOOTER, end - left)]
        if len(lines) > _FOOTER_LINES:
            raise Refused(
                _("The footer has a column of {count} lines; {most} fit.").format(count=len(lines), most=_FOOTER_LINES),
                _("Shorten the firm's details in the settings."),
            )
        marks += [Glyphs(left, _FOOTER_FIRST + row * _FOOTER_STEP, line) for row, line in enumerate(lines)]
    return tuple(marks)


def page_number(page: int, pages: int, setting: Setting) -> tuple[Mark, ...]:
    """Return "page x of y", from two pages on."""
    if pages < 2:
        return ()
    return (ending_at(RIGHT, 271.8, setting.setter.line(setting.said.page.format(page=page, pages=pages), PAGE)),)


def running_head(setting: Setting) -> tuple[Mark, ...]:
    """Return the head of following pages: small logo, what document this is, for whom."""
    sheet, setter = setting.sheet, setting.setter
    x = LEFT
    marks: list[Mark] = []
    if sheet.letterhead.logo and setting.manner.logo and covered_pages(sheet.letterhead) < 2:
        logo = picture(sheet.letterhead.logo, 22.0, 6.0)
        marks.append(Image(LEFT, 11.3 + (6.0 - logo.height) / 2, logo.width, logo.height, logo))
        x += logo.width + 2.5
    left, right = document_reference(setting), next(iter(sheet.recipient.names), "")
    modern = sheet.design is Design.MODERN
    if modern and sheet.subject:
        left, right = sheet.subject, " · ".join(filter(None, (setting.number or left, right)))
    side = _fitting(right, RUNNING_SIDE, 90.0 if modern else 70.0, setter)
    reference = _fitting(left, RUNNING, RIGHT - x - side.width - 4.0, setter)
    marks += [Glyphs(x, 15.6, reference), ending_at(RIGHT, 15.6, side)]
    return (*marks, *(() if modern else (Rule(LEFT, RIGHT, 20.05, FINE, setting.manner.rule),)))


def document_reference(setting: Setting) -> str:
    """Return the document's name, number and day in one line; drafts have no number."""
    sheet, said = setting.sheet, setting.said
    if not setting.number:
        return said.untitled.format(title=said.title)
    return said.reference.format(title=said.title, number=setting.number, day=setting.figures.day(sheet.day))


def _fitting(text: str, style: Style, width: float, setter: Typesetter) -> Line:
    """Return as many whole words of a text as fit on one line."""
    lines = setter.lines(text, style, width)
    return setter.line(lines[0].text if lines else "", style)


def _info_rows(setting: Setting) -> Iterator[list[tuple[str, str]]]:
    sheet, said, figures = setting.sheet, setting.said, setting.figures
    valid = figures.day(sheet.valid_until) if sheet.valid_until and sheet.title.is_proposal else ""
    yield [
        (number_label(setting), setting.number or said.draft),
        (said.day, figures.day(sheet.day)),
        (said.valid_until, valid),
    ]
    yield customer_rows(setting)
    if sheet.adviser:
        person = sheet.adviser
        yield [(said.adviser, person.name), (said.phone, person.phone), (said.email, person.email)]


def number_label(setting: Setting) -> str:
    """Return what the number of a document is called; a delivery note without its own bears that of its order."""
    sheet, said = setting.sheet, setting.said
    return said.of_order if sheet.title is Title.DELIVERY and not sheet.order_number else said.number


def customer_rows(setting: Setting) -> list[tuple[str, str]]:
    """Return what the customer's side calls this matter by: labels and values, some of them empty."""
    sheet, said = setting.sheet, setting.said
    own = [(row.label, row.value) for row in sheet.info]
    ordered = setting.figures.day(sheet.ordered_on) if sheet.ordered_on else ""
    inquiry = sheet.inquiry if sheet.title.is_proposal else ""
    return [
        (said.customer_number, sheet.customer_number),
        (said.inquiry, inquiry),
        (said.ordered_on, ordered),
        (said.of_offer, sheet.offer_number),
        (said.of_order, sheet.order_number),
        *own,
    ]


def _return_zone(return_line: str, notes: Sequence[str], form: LetterForm, setter: Typesetter) -> Iterator[Mark]:
    notes = [note for note in notes if note][:_MOST_NOTES]
    step = NOTE.height
    for above, note in enumerate(reversed(notes)):
        yield Glyphs(form.left, form.notes - above * step, _fitting(note, NOTE, form.width, setter))
    y = form.notes - len(notes) * step - 0.6 if notes else form.return_line
    lines = setter.lines(return_line, RETURN, form.width)
    if len(lines) > 1:
        lines = setter.lines(return_line, SMALL_RETURN, form.width)
    for above, line in enumerate(reversed(lines)):
        yield Glyphs(form.left, y - above * SMALL_RETURN.height, line)


def _address(to: PartyBlock, form: LetterForm, setter: Typesetter) -> Iterator[Mark]:
    """Yield the lines of the address, at need with parts sharing a line, then in a smaller type."""
    usual = (ADDRESS, _ADDRESS_LINES, form.address, _ADDRESS_STEP)
    small = (SMALL_ADDRESS, _SMALL_LINES, form.address - _SMALL_RISE, _SMALL_STEP)
    for shared, (style, most, first, step) in ((0, usual), (1, usual), (1, small), (2, small)):
        lines = [line for text in address_lines(to, shared) for line in setter.lines(text, style, form.width)]
        if len(lines) <= most:
            for row, line in enumerate(lines):
                yield Glyphs(form.left, first + row * step, line)
            return
    raise Refused(
        _("The address has {count} lines; the window of the envelope shows {most}.").format(
            count=len(lines), most=_SMALL_LINES
        ),
        _("Shorten the address of this contact."),
    )


def address_lines(to: PartyBlock, shared: int) -> list[str]:
    """Return the lines of an address; `shared` 1 puts department and person on one line, 2 the street's lines too."""
    person = (to.department, to.person) if shared < 1 else (_joined(to.department, to.person),)
    street = to.street if shared < 2 else (_joined(*to.street),)
    parts = (*to.names, *person, *street, to.place, to.country.upper())
    # A line break inside a name would cost a line of the window.
    return [" ".join(part.splitlines()) for part in parts if part.strip()]


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part.strip())
