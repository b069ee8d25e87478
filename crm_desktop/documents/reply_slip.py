"""The slip at the foot of a letter that is cut off and sent back."""

from __future__ import annotations

from typing import Any

from crm_desktop.documents.letter_sheet import ReplySlip
from crm_desktop.documents.paper import (
    BLACK,
    BOX,
    CAPTION,
    FINE,
    LEFT,
    MM,
    PALE,
    RIGHT,
    SECTION,
    TABLE_TEXT,
    WIDTH,
    Style,
)
from crm_desktop.documents.phrase_book import Phrases
from crm_desktop.documents.strips import Frame, Glyphs, Mark, Row, Rule, Shape, Strip
from crm_desktop.documents.typesetting import Typesetter

_HEIGHT, _TICK, _TICK_STEP, _LINE_END, _CODE, _CODE_LEFT, _BACK_LEFT = 43.0, 3.1, 33.0, 104.0, 18.0, 122.0, 150.0
_BACK = Style("InterText-Regular", 10, 14.4)


def reply_slip(slip: ReplySlip, said: Phrases, setter: Typesetter) -> Strip:
    """Return the slip below the line along which it is cut off."""
    word = setter.line(said.reply, CAPTION)
    marks: list[Mark] = [
        _cut(0.0, 10.8), Glyphs(12.4, 0.9, word), _cut(12.4 + word.width + 1.6, WIDTH),
        Glyphs(LEFT, 8.8, setter.line(slip.title, SECTION)),
    ]  # fmt: skip
    x = LEFT
    for words in slip.ticks:
        shown = setter.line(words, TABLE_TEXT)
        marks += [Frame(x, 12.2, _TICK, _TICK, BOX), Glyphs(x + 5.4, 15.0, shown)]
        x += max(_TICK_STEP, shown.width + 10.0)
    for y, words in ((27.2, slip.question), (38.7, said.day_signature)):
        if words:
            marks += [Rule(LEFT, _LINE_END, y, FINE), Glyphs(LEFT, y + 3.3, setter.line(words, CAPTION))]
    if slip.link:
        marks += [_code(slip.link), Glyphs(_CODE_LEFT, 46.0 - 3.6, setter.line(said.reply_online, CAPTION))]
    for row, words in enumerate(slip.back_to):
        lines = setter.lines(words, _BACK, RIGHT - _BACK_LEFT)
        marks += [Glyphs(_BACK_LEFT, 24.9 + row * _BACK.height, line) for line in lines[:1]]
    return Strip(rows=(Row(_HEIGHT, tuple(marks)),), gap=6.0, sinks=True, lift=0.0)


def _cut(left: float, right: float) -> Shape:
    path = f"0 0 m {(right - left) * MM:.2f} 0 l"
    return Shape(left, 0.0, path, ink=PALE, weight=0.6, dashes=(2.4, 2.4))


def _code(link: str) -> Shape:
    """Return a link as a QR code, dark squares on the bare paper."""
    from reportlab.graphics.barcode.qr import QrCodeWidget  # noqa: PLC0415 - needed for slips with a link alone

    code: Any = vars(QrCodeWidget(link, barLevel="M"))["qr"]  # the widget shows its squares to nobody
    code.make()
    count = code.getModuleCount()
    side = _CODE * MM / count
    dark = (
        f"{column * side:.3f} {(count - 1 - row) * side:.3f} {side:.3f} {side:.3f} re"
        for row in range(count)
        for column in range(count)
        if code.isDark(row, column)
    )
    return Shape(_CODE_LEFT, 20.8 + _CODE, " ".join(dark), fill=BLACK)
