"""What ends an offer: the terms, the closing sentence, the signature and the box in which the customer orders."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.documents.paper import (
    BOX,
    BOX_TEXT,
    CAPTION,
    FINE,
    LEFT,
    PALE,
    RIGHT,
    SECTION,
    SIGNED,
    TERM,
    TERM_LABEL,
    TRADE,
)
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import Adviser
from crm_desktop.documents.strips import Frame, Glyphs, Image, Mark, Row, Rule, Strip, text_rows, with_marks

_TERMS_LEFT, _TERM_BELOW = 47.0, 0.9
#: The box to be signed: left edge, padding, free height for two hands, where the second line to write on begins.
_BOX_LEFT, _BOX_PAD, _BOX_FREE, _BOX_SECOND, _BOX_RADIUS = 88.0, 5.1, 12.2, 130.9, 1.4
_SIGNATURE_WIDTH, _SIGNATURE_HEIGHT = 42.0, 11.0


def terms(setting: Setting) -> Iterator[Strip]:
    """Yield one strip a term, labels in a column of their own; neither the first nor the last stands alone."""
    rows = [(label, text) for label, text in _terms(setting) if text]
    labels = [setting.setter.line(label, TERM_LABEL) for label, _text in rows]
    left = min(max([_TERMS_LEFT, *(LEFT + label.width + 3.0 for label in labels)]), 85.0)
    for place, ((_label, text), label) in enumerate(zip(rows, labels, strict=True)):
        lines = text_rows(setting.setter.lines(text, TERM, RIGHT - left), left, TERM)
        yield Strip(
            rows=with_marks(lines, 0, [Glyphs(LEFT, TERM.rise, label)]),
            gap=0.0 if place else 4.9,
            below=_TERM_BELOW,
            loose=True,
            keep=place == 0 or place >= len(rows) - 2,
        )


def ending(setting: Setting) -> Iterator[Strip]:
    """Yield the closing text, then regards, signature and the box to be signed, which stay together."""
    text = setting.said.closing if setting.sheet.closing is None else setting.sheet.closing
    body = setting.manner.body
    lines = setting.setter.lines(text, body, RIGHT - LEFT)
    if lines:
        yield Strip(rows=text_rows(lines, LEFT, body), gap=2.5, keep=True, loose=True)
    left = _signature(setting)
    right = _box(setting) if setting.sheet.acceptance and setting.sheet.title.is_proposal else Row(0)
    yield Strip(rows=(Row(max(left.height, right.height), (*left.marks, *right.marks)),), gap=3.5)


def _terms(setting: Setting) -> Iterator[tuple[str, str]]:
    sheet, said, figures = setting.sheet, setting.said, setting.figures
    conditions = sheet.terms
    yield said.delivery, conditions.delivery
    yield said.payment, conditions.payment
    sentences = (
        said.skonto_sentence.format(
            days=early.days,
            percent=figures.percent(early.percent),
            discount=figures.money(early.discount_cents, sheet.currency),
            payable=figures.money(early.payable_cents, sheet.currency),
        )
        for early in conditions.skonto
    )
    yield said.skonto, "\n".join(sentences)
    if sheet.title.is_proposal:
        yield said.binding, _binding(setting)
    for term in conditions.further:
        yield term.label, term.text
    yield said.attachments, ", ".join(conditions.attachments)


def _binding(setting: Setting) -> str:
    """Return until when the proposal holds."""
    sheet, said = setting.sheet, setting.said
    bound = said.bound.format(day=setting.figures.day(sheet.valid_until)) if sheet.valid_until else said.free
    return f"{bound} {sheet.terms.binding_note}".strip()


def _signature(setting: Setting) -> Row:
    """Return regards, the picture of a signature or room for a hand's own, and the name."""
    setter, person = setting.setter, setting.sheet.adviser or Adviser(name="")
    marks: list[Mark] = [Glyphs(LEFT, 3.55, setter.line(setting.said.regards, setting.manner.body))]
    if person.signature:
        hand = picture(person.signature, _SIGNATURE_WIDTH, _SIGNATURE_HEIGHT)
        marks.append(Image(LEFT, 5.5 + (_SIGNATURE_HEIGHT - hand.height) / 2, hand.width, hand.height, hand))
    y = 21.1
    for text, style in ((person.name, SIGNED), (person.role, TRADE)):
        for line in setter.lines(text, style, _BOX_LEFT - LEFT - 4.0):
            marks.append(Glyphs(LEFT, y, line))
            y += 4.1
    return Row(y, tuple(marks))


def _box(setting: Setting) -> Row:
    """Return the box in which the customer orders: what is accepted, two lines to write on."""
    setter, said, sheet = setting.setter, setting.said, setting.sheet
    left, right = _BOX_LEFT + _BOX_PAD, RIGHT - _BOX_PAD
    form = said.accept_ticked if sheet.choices else said.accept
    text = form.format(number=setting.number, day=setting.figures.day(sheet.day))
    marks: list[Mark] = [Glyphs(left, 6.6, setter.line(said.order, SECTION))]
    y = 11.4
    for line in setter.lines(text, BOX_TEXT, right - left):
        marks.append(Glyphs(left, y, line))
        y += BOX_TEXT.height
    y += _BOX_FREE - BOX_TEXT.height
    marks += [Rule(left, _BOX_SECOND - 4.0, y, FINE), Rule(_BOX_SECOND, right, y, FINE)]
    marks.append(Glyphs(left, y + 3.3, setter.line(said.place_day, CAPTION)))
    marks.append(Glyphs(_BOX_SECOND, y + 3.3, setter.line(said.signature, CAPTION)))
    height = y + 5.6
    marks.append(Frame(_BOX_LEFT, 0, RIGHT - _BOX_LEFT, height, BOX, PALE, _BOX_RADIUS))
    return Row(height, tuple(marks))
