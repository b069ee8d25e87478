"""What ends a delivery note: whose the goods are, what follows, and the box in which their receipt is signed."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.documents.paper import BOX, CAPTION, FINE, LEFT, PALE, RIGHT, SECTION, TABLE_TEXT
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.strips import Frame, Glyphs, Mark, Row, Rule, Strip, text_rows

_PAD, _TICK, _HEIGHT, _RADIUS = 5.0, 3.1, 40.0, 1.4
#: The three lines to write on: left and right edges.
_LINES = ((30.0, 70.0), (76.0, 126.0), (132.0, 185.0))


def delivery_ending(setting: Setting) -> Iterator[Strip]:
    """Yield the closing words, then the box of receipt, at the foot of the page."""
    said, sheet, body = setting.said, setting.sheet, setting.manner.body
    rest = any(line.delivered is not None and line.earlier + line.delivered < line.quantity for line in sheet.lines)
    words = f"{said.retention} {said.rest_follows}" if rest else said.retention
    lines = setting.setter.lines(words if sheet.closing is None else sheet.closing, body, RIGHT - LEFT)
    if lines:
        yield Strip(rows=text_rows(lines, LEFT, body), gap=4.2, keep=True, loose=True)
    yield Strip(rows=(_box(setting),), gap=5.0, sinks=True)


def _box(setting: Setting) -> Row:
    setter, said = setting.setter, setting.said
    x = LEFT + _PAD
    marks: list[Mark] = [
        Frame(LEFT, 0, RIGHT - LEFT, _HEIGHT, BOX, PALE, _RADIUS),
        Glyphs(x, 6.9, setter.line(said.receipt, SECTION)),
    ]
    for y, words in ((13.2, said.received_whole), (19.3, said.received_but)):
        shown = setter.line(words, TABLE_TEXT)
        marks += [Frame(x, y - 2.7, _TICK, _TICK, BOX), Glyphs(x + 6.0, y, shown)]
    marks.append(Rule(x + 6.0 + shown.width + 3.0, RIGHT - _PAD, 19.8, FINE))
    captions = (said.place_time, said.printed_name, said.signed)
    for (left, right), words in zip(_LINES, captions, strict=True):
        marks += [Rule(left, right, 33.7, FINE), Glyphs(left, 37.1, setter.line(words, CAPTION))]
    return Row(_HEIGHT, tuple(marks))
