"""How the modern layout begins: a large head, a card of who answers, a headline, and the facts in one row."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.documents.letter import InfoBlock, customer_rows, number_label
from crm_desktop.documents.manner import (
    M_FACT,
    M_FIRM,
    M_INITIALS,
    M_LABEL,
    M_PERSON,
    M_REACHED,
    M_ROLE,
    M_SIDE,
    M_SUB,
    M_TOTAL,
    M_TRADE,
)
from crm_desktop.documents.paper import BOLD, FINE, LEFT, LONG_FIRM, LONGER_FIRM, PALE, RIGHT, LetterForm, Style, tint
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.shapes import block, disc
from crm_desktop.documents.sheets import Adviser, Title
from crm_desktop.documents.strips import Glyphs, Image, Mark, Row, Rule, Strip, ending_at

#: The logo's side; the card's height above the first row of the window, its width, radius and padding.
_LOGO, _CARD_WIDTH, _CARD_RADIUS, _CARD_PAD = 13.0, 65.0, 2.2, 5.0
_DISC, _STEP = 6.0, 4.7
#: From where the text may begin to the bar; the bar; from its top to the baseline of the headline.
_BAR_DOWN, _BAR_WIDTH, _BAR_HEIGHT, _HEADLINE = 1.85, 14.0, 1.4, 14.3
_SIZES = (26.0, 20.0, 16.0)
#: Where the facts begin, unless the ones before them are long.
_FACTS, _FACT_GAP = (LEFT, 57.8, 99.9), 8.0


def letterhead(around: Setting, form: LetterForm) -> tuple[Mark, ...]:
    """Return logo, name and trade, larger than elsewhere."""
    head, setter = around.sheet.letterhead, around.setter
    top = 15.0 if form.window_bottom > 80 else 11.0
    x = LEFT
    marks: list[Mark] = []
    if head.logo:
        logo = picture(head.logo, 60.0, _LOGO)
        marks.append(Image(LEFT, top + (_LOGO - logo.height) / 2, logo.width, logo.height, logo))
        x += logo.width + 4.0
    for style in (M_FIRM, LONG_FIRM, LONGER_FIRM):
        name = setter.lines(head.name, style, RIGHT - x)
        if len(name) <= 1:
            break
    above = (len(name) - 1) * style.height
    marks += [Glyphs(x, top + 6.5 - above + row * style.height, line) for row, line in enumerate(name)]
    marks.append(Glyphs(x, top + 12.0, setter.line(head.trade, M_TRADE)))
    return tuple(marks)


def card(around: Setting, form: LetterForm) -> InfoBlock:
    """Return the card of who answers questions, with what the customer's side calls this matter by."""
    setter, left = around.setter, form.info_left
    inner, top = left + _CARD_PAD, form.info - 3.6
    person = around.sheet.adviser
    marks: list[Mark] = list(_person(around, person, inner, top)) if person else []
    y = top + 24.2 if person else top + 9.0
    for text in (person.phone, person.email) if person else ():
        for line in setter.lines(text, M_REACHED, _CARD_WIDTH - 2 * _CARD_PAD):
            marks.append(Glyphs(inner, y, line))
            y += _STEP
    side = [f"{label} {value}" for label, value in customer_rows(around) if value]
    y += 0.4 if side and person else 0.0
    for text in side:
        for line in setter.lines(text, M_SIDE, _CARD_WIDTH - 2 * _CARD_PAD):
            marks.append(Glyphs(inner, y, line))
            y += M_SIDE.height + 0.5
    if not marks:
        return InfoBlock((), form.info)
    end = y - (M_SIDE.height + 0.5 if side else _STEP) + 4.4
    ground = block(left, top, _CARD_WIDTH, end - top, fill=tint(around.accent), radius=_CARD_RADIUS)
    return InfoBlock((ground, *marks), end)


def headline(around: Setting) -> Iterator[Strip]:
    """Yield the bar, the headline with what it is below, and the row of facts."""
    sheet, said, setter = around.sheet, around.said, around.setter
    customer = next(iter(sheet.recipient.names), "")
    title = sheet.subject or said.title
    for size in _SIZES:
        style = Style(BOLD, size, size * 1.12)
        lines = setter.lines(title, style, RIGHT - LEFT)
        if len(lines) <= 1:
            break
    below = said.for_whom.format(title=said.title, name=customer) if customer else said.title
    marks: list[Mark] = [block(LEFT, _BAR_DOWN, _BAR_WIDTH, _BAR_HEIGHT, fill=around.accent)]
    # The first baseline rises with a smaller type, so that the space below the bar stays the same to the eye.
    y = _BAR_DOWN + _HEADLINE - (_SIZES[0] - size) * 0.26
    for line in lines:
        marks.append(Glyphs(LEFT - 0.25, y, setter.line(line.text, style)))
        y += style.height
    y += 7.0 - style.height
    for line in setter.lines(below, M_SUB, RIGHT - LEFT):
        marks.append(Glyphs(LEFT, y, line))
        y += M_SUB.height
    head = Row(y - M_SUB.height + 10.4, tuple(marks))
    yield Strip(rows=(head, _facts(around)), below=2.7, keep=True, head=2)


def _person(around: Setting, person: Adviser, x: float, top: float) -> Iterator[Mark]:
    setter = around.setter
    middle = top + 11.5
    words = person.name.split()
    initials = setter.line("".join(word[0] for word in (words[0], *words[1:][-1:])), M_INITIALS)
    yield disc(x + _DISC, middle, _DISC, around.accent)
    yield Glyphs(x + _DISC - initials.width / 2, middle + 1.25, initials)
    beside = x + 2 * _DISC + 3.5
    room = x + _CARD_WIDTH - 2 * _CARD_PAD - beside
    names = setter.lines(person.name, M_PERSON, room)[:2]
    y = middle - 1.0 - (len(names) - 1) * 2.2
    for line in (*names, *setter.lines(person.role or around.said.adviser, M_ROLE, room)[:1]):
        yield Glyphs(beside, y, line)
        y += 4.5


def _facts(around: Setting) -> Row:
    """Return number, days and, at the right, what it comes to, above a rule."""
    sheet, said, setter, figures = around.sheet, around.said, around.setter, around.figures
    facts = [(number_label(around), around.number or said.draft), (said.day, figures.day_in_words(sheet.day))]
    if sheet.valid_until and sheet.title.is_proposal:
        facts.append((said.valid_until, figures.day_in_words(sheet.valid_until)))
    marks: list[Mark] = []
    x = LEFT
    for start, (label, value) in zip(_FACTS, facts, strict=False):
        x = max(x, start)
        shown = setter.line(label, M_LABEL), setter.line(value, M_FACT)
        marks += [Glyphs(x, 0.0, shown[0]), Glyphs(x, 4.9, shown[1])]
        x += max(line.width for line in shown) + _FACT_GAP
    if sheet.title is not Title.DELIVERY:
        sums = sheet.totals
        label = said.payable if sums.rounding_cents else said.gross
        total = figures.money(sums.gross_cents + sums.rounding_cents, sheet.currency)
        marks.append(ending_at(RIGHT, 0.0, setter.line(label, M_LABEL)))
        marks.append(ending_at(RIGHT, 4.9, setter.line(total, M_TOTAL._replace(ink=around.accent))))
    marks.append(Rule(LEFT, RIGHT, 8.9, FINE, PALE))
    return Row(11.3, tuple(marks))
