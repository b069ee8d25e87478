"""The text of an entry broken into lines, cut where it is long, with what was looked for marked."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from crm_desktop.base.text import fold
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look

#: Lines shown of a long text, and from how many on it is long: one line is not worth a click.
SHORT, LONG = 4, 6
#: Letters that are laid out at all; nobody reads more on a screen.
_MOST = 20_000
_KEPT = 600
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Laid:
    """A text in lines: where each begins, and whether there is more than is shown."""

    layouts: tuple[QTextLayout, ...]
    lines: int
    #: Lines the whole text has.
    whole: int

    @property
    def is_cut(self) -> bool:
        """Whether part of the text is not shown."""
        return self.whole > self.lines

    @property
    def is_long(self) -> bool:
        """Whether the text is one that can be cut."""
        return self.whole > LONG

    def draw(self, painter: QPainter, at: QPointF, leading: float) -> None:
        """Draw the lines, each as high as the leading, in the painter's pen."""
        number = 0
        for layout in self.layouts:
            for place in range(layout.lineCount()):
                if number >= self.lines:
                    return
                line = layout.lineAt(place)
                line.setPosition(QPointF(0, number * leading + (leading - line.height()) / 2))
                number += 1
            layout.draw(painter, at, _marked(layout), QRectF(at.x() - 8, at.y(), 1e6, self.lines * leading))


def _marked(layout: QTextLayout) -> list[QTextLayout.FormatRange]:
    return layout.formats()


class Texts:
    """Lays texts out and keeps them; the key says which text it is and in which version."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Laid] = OrderedDict()

    def laid(
        self, key: tuple[object, ...], words: str, width: float, *, whole: bool, marks: Sequence[str]
    ) -> Laid:  # fmt: skip
        """Return a text in lines as wide as asked for."""
        now = look()
        full = (*key, round(width), now.scale, whole, tuple(marks), now.dark)
        found = self._kept.get(full)
        if found is None:
            found = self._kept[full] = _laid(words[:_MOST], width, whole=whole, marks=marks)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


def _laid(words: str, width: float, *, whole: bool, marks: Sequence[str]) -> Laid:
    layouts, lines = [], 0
    for paragraph in words.split("\n"):
        layout = _broken(paragraph, width, marks)
        lines += layout.lineCount()
        layouts.append(layout)
    shown = lines if whole or lines <= LONG else SHORT
    return Laid(tuple(layouts), shown, lines)


def _broken(paragraph: str, width: float, marks: Sequence[str]) -> QTextLayout:
    layout = QTextLayout(paragraph, font(13))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.setFormats([_format(start, length) for start, length in marked(paragraph, marks)])
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def marked(words: str, marks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words begin with what was looked for, as start and length."""
    if not marks:
        return
    for found in _WORD.finditer(words):
        word = found[0]
        for begin in marks:
            if not fold(word).startswith(begin):
                continue
            length = next((n for n in range(1, len(word) + 1) if fold(word[:n]).startswith(begin)), len(word))
            yield found.start(), length
            break


def _format(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    style = QTextCharFormat()
    style.setBackground(look().colour("warning_tint"))
    style.setForeground(look().colour("text"))
    style.setFontWeight(600)
    made.format = style
    return made
