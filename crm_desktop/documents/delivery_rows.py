"""The strips of a delivery note: what was ordered, what comes along, what is still open; never a price."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from crm_desktop.documents.columns import measure
from crm_desktop.documents.paper import FINE, HEAD, LEFT, NUMBER, NUMBER_GREY, RIGHT, TAB_SEMIBOLD, TABLE_TEXT, Style
from crm_desktop.documents.rows import RowMaker
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import PRICED, SheetLine
from crm_desktop.documents.strips import Glyphs, Mark, Role, Row, Rule, Strip, ending_at, text_rows, with_marks

#: Places in mm: text from and to, units from; the commas of ordered, delivered and open, and the right edges of heads.
_TEXT, _TEXT_END, _UNIT = 34.0, 120.0, 124.0
_COMMAS, _HEADS = (144.8, 164.8, 184.8), (150.0, 170.0, RIGHT)
_NUMBER_GAP = 1.9
_DELIVERED = Style(TAB_SEMIBOLD, 9, 12)


def delivery_rows(setting: Setting) -> DeliveryRows:
    """Return the maker of a delivery note's strips."""
    columns, heads, cells = measure(setting)
    numbers = [setting.setter.line(line.position, NUMBER).width for line in setting.sheet.lines]
    text = max(_TEXT, LEFT + max(numbers, default=0.0) + _NUMBER_GAP)
    return DeliveryRows(setting, replace(columns, text=text, text_end=_TEXT_END), heads, cells)


@dataclass(frozen=True, slots=True)
class DeliveryRows(RowMaker):
    """Makes the strips of one delivery note; headings and texts are those of an offer."""

    def head(self) -> Strip:
        """Return the words above the columns, with the rule below them."""
        said, y = self.setting.said, HEAD.rise
        words = (said.unit_ordered, said.unit_delivered, said.unit_open)
        marks: list[Mark] = [
            Glyphs(LEFT, y, self.heads.position),
            Glyphs(self.columns.text, y, self.heads.item),
            Glyphs(_UNIT, y, self.heads.unit),
            *(ending_at(x, y, self.setter.line(word, HEAD)) for x, word in zip(_HEADS, words, strict=True)),
        ]
        rule = Rule(LEFT, RIGHT, 0, FINE)
        return Strip(rows=(Row(y, tuple(marks)),), role=Role.HEADING, below=1.85, edge=(rule,), keep=True)

    def item(self, index: int, line: SheetLine) -> Strip:
        """Return a position with its three quantities."""
        title = self.manner.title
        titles = self.setter.lines(line.title or "\u00a0", title, self.columns.text_width)
        rows = text_rows(titles, self.columns.text, title)
        rows = with_marks(rows, 0, self._quantities(index, line) if line.kind in PRICED else [])
        return Strip(
            rows=(*rows, *self._long_text(line.text, self.columns.text_width)),
            role=Role.ITEM,
            above=self.manner.above,
            below=self.manner.below,
            edge=self._hairline(),
            source=index,
        )

    def _quantities(self, index: int, line: SheetLine) -> list[Mark]:
        y = self.manner.title.rise
        delivered = line.quantity if line.delivered is None else line.delivered
        rest = line.quantity - line.earlier - delivered
        shown = (
            (line.quantity, NUMBER),
            (delivered, _DELIVERED if delivered else NUMBER_GREY),
            (rest, NUMBER if rest else NUMBER_GREY),
        )
        marks: list[Mark] = [Glyphs(LEFT, y, self.cells[index].position)]
        marks.append(Glyphs(_UNIT, y, self.setter.line(line.unit, TABLE_TEXT)))
        marks += (self._number(value, style, x) for (value, style), x in zip(shown, _COMMAS, strict=True))
        return marks

    def _number(self, value: Decimal, style: Style, comma: float) -> Glyphs:
        text = self.setting.figures.number(value)
        whole = self.setter.line(text.partition(self.setting.figures.point)[0], style)
        return Glyphs(comma - whole.width, self.manner.title.rise, self.setter.line(text, style))
