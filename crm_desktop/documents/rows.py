"""The strips of the table of positions: one maker for each kind of line, all measured with the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crm_desktop.documents.columns import Cells, Columns, Heads
from crm_desktop.documents.manner import Manner
from crm_desktop.documents.paper import (
    BLACK,
    CARRIED,
    CONTINUED,
    FINE,
    HAIR,
    HEAD,
    LEFT,
    LONG,
    NUMBER,
    NUMBER_MEDIUM,
    PALE,
    RIGHT,
    SUM_LABEL,
    TABLE_TEXT,
    TAG,
    THIN,
    TITLE,
)
from crm_desktop.documents.rich_setting import rich_rows
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import COUNTED, SheetLine
from crm_desktop.documents.strips import Glyphs, Mark, Role, Row, Rule, Strip, ending_at, text_rows, with_marks
from crm_desktop.documents.typesetting import Typesetter
from crm_desktop.domain.offers import LineKind

#: The space between an item's title and its text, in mm.
_BETWEEN = 0.4
#: Free space between a text and an amount on one line.
_GAP = 3.0
#: Padding of the headings of sections in sections.
_INNER_ABOVE, _INNER_BELOW = 1.7, 0.5


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes the strips of one table."""

    setting: Setting
    columns: Columns
    heads: Heads
    cells: dict[int, Cells]

    @property
    def manner(self) -> Manner:
        """What the layout wants."""
        return self.setting.manner

    @property
    def setter(self) -> Typesetter:
        """Makes the lines."""
        return self.setting.setter

    def head(self) -> Strip:
        """Return the words above the columns, with the rule below them."""
        columns, heads, y = self.columns, self.heads, HEAD.rise
        marks: list[Mark] = [
            Glyphs(LEFT, y, heads.position),
            Glyphs(columns.text, y, heads.item),
            ending_at(columns.quantity_head, y, heads.quantity),
            Glyphs(columns.unit, y, heads.unit),
            ending_at(columns.price_head, y, heads.price),
        ]
        if columns.discount is not None:
            marks.append(ending_at(columns.discount, y, heads.discount))
        if columns.vat is not None:
            marks.append(ending_at(columns.vat, y, heads.vat))
        marks.append(ending_at(RIGHT, y, heads.total))
        return Strip(
            rows=(Row(y, tuple(marks)),), role=Role.HEADING, below=1.85, edge=(Rule(LEFT, RIGHT, 0, FINE),), keep=True
        )

    def item(self, index: int, line: SheetLine) -> Strip:
        """Return a position: its kind if it is not an ordinary one, title with the figures beside it, long text."""
        columns, cells, title = self.columns, self.cells[index], self.manner.title
        titles = self.setter.lines(line.title or "\u00a0", title, columns.text_width)
        first = with_marks(text_rows(titles, columns.text, title), 0, self._figures(cells))
        for extra in range(1, max(len(cells.unit), len(cells.discount))):
            if extra == len(first):
                first = (*first, Row(TITLE.height))
            first = with_marks(first, extra, self._extra(cells, extra))
        tag = self._tag(line)
        return Strip(
            rows=(*tag, *first, *self._long_text(described(line, self.setting), columns.text_width)),
            role=Role.ITEM,
            above=self.manner.above,
            below=self.manner.below,
            edge=self._hairline(),
            head=len(tag) + 1,
            cents=line.total_cents if line.kind in COUNTED else None,
            source=index,
        )

    def words(self, index: int, line: SheetLine) -> Strip:
        """Return a line of text without figures, as wide as the table."""
        width = RIGHT - self.columns.text
        titles = text_rows(self.setter.lines(line.title, TITLE, width), self.columns.text, TITLE)
        style = LONG if line.title else TABLE_TEXT
        texts = rich_rows(self.setter, line.text, self.columns.text, style, width)
        position = self.setter.line(line.position, NUMBER)
        rows = (*titles, *texts) or (Row(TABLE_TEXT.height),)
        return Strip(
            rows=with_marks(rows, 0, [Glyphs(LEFT, TITLE.rise, position)]),
            role=Role.ITEM,
            above=self.manner.above,
            below=self.manner.below,
            edge=self._hairline(),
            loose=True,
            source=index,
        )

    def preface(self, index: int, line: SheetLine) -> Strip:
        """Return the text a heading may have below it."""
        rows = rich_rows(self.setter, line.text, self.columns.text, LONG, RIGHT - self.columns.text)
        return Strip(
            rows=rows,
            role=Role.ITEM,
            above=self.manner.above,
            below=self.manner.below,
            loose=True,
            keep=True,
            source=index,
        )

    def heading(self, index: int, line: SheetLine) -> Strip:
        """Return the heading of a group."""
        return self._heading(index, line, "", bookmark=f"{line.position} {line.title}".strip() or "–")

    def continued(self, headings: Sequence[SheetLine]) -> Strip:
        """Return the headings, from the outermost, as they are repeated where their group goes on overleaf."""
        above = (self._heading(-1, line, "", bookmark="") for line in headings[:-1])
        return under(above, self._heading(-1, headings[-1], self.setting.said.continued, bookmark=""))

    def group_sum(self, line: SheetLine, cents: int) -> Strip:
        """Return the sum of a heading's group."""
        form = self.setting.said.group_sum if line.position else self.setting.said.group_sum_plain
        return self._sum(-1, form.format(position=line.position, title=line.title), cents)

    def subtotal(self, index: int, line: SheetLine, heading: SheetLine | None) -> Strip:
        """Return a subtotal under its own title, or named after the group it ends."""
        if heading and not line.title:
            form = self.setting.said.group_sum if heading.position else self.setting.said.group_sum_plain
            return self._sum(index, form.format(position=heading.position, title=heading.title), line.total_cents)
        return self._sum(index, line.title or self.setting.said.subtotal, line.total_cents)

    def carry_foot(self, cents: int) -> Strip:
        """Return the carry-over at the foot of a page, a rule above it."""
        row = self._carried(cents)
        return Strip(rows=(row._replace(marks=(Rule(LEFT, RIGHT, 0, FINE), *row.marks)),), role=Role.SUM)

    def carry_head(self, cents: int) -> Strip:
        """Return the carry-over under the head of the next page, a light rule below it."""
        return Strip(rows=(self._carried(cents),), role=Role.SUM, edge=(Rule(LEFT, RIGHT, 0, THIN, HAIR),))

    def _hairline(self) -> tuple[Rule, ...]:
        return (Rule(self.columns.text, RIGHT, 0, THIN, HAIR),) if self.manner.hairlines else ()

    def _carried(self, cents: int) -> Row:
        y = 4.25
        label = self.setter.line(self.setting.said.carried, CARRIED)
        amount = self.setter.line(self.setting.figures.cents(cents), NUMBER)
        return Row(CARRY, (Glyphs(self.columns.text, y, label), ending_at(RIGHT, y, amount)))

    def _figures(self, cells: Cells) -> list[Mark]:
        columns, y = self.columns, TITLE.rise
        marks: list[Mark] = [
            Glyphs(LEFT, y, cells.position),
            Glyphs(columns.quantity - cells.quantity.left, y, cells.quantity.line),
            Glyphs(columns.price - cells.price.left, y, cells.price.line),
            ending_at(cells.total_end, y, cells.total),
        ]
        if cells.unit:
            marks.append(Glyphs(columns.unit, y, cells.unit[0]))
        if cells.discount and columns.discount is not None:
            marks.append(ending_at(columns.discount, y, cells.discount[0]))
        if cells.vat and columns.vat is not None:
            marks.append(ending_at(columns.vat, y, cells.vat))
        return marks

    def _extra(self, cells: Cells, place: int) -> Iterator[Mark]:
        """Yield what a cell holds in its second line and below."""
        columns, y = self.columns, TITLE.rise
        if place < len(cells.unit):
            yield Glyphs(columns.unit, y, cells.unit[place])
        if place < len(cells.discount) and columns.discount is not None:
            yield ending_at(columns.discount, y, cells.discount[place])

    def _tag(self, line: SheetLine) -> tuple[Row, ...]:
        style = TAG._replace(ink=self.setting.accent if self.manner.coloured else BLACK)
        if line.kind is LineKind.OPTIONAL:
            text = self.setting.said.optional
        elif line.kind is LineKind.ALTERNATIVE:
            form = self.setting.said.alternative if line.replaces else self.setting.said.alternative_alone
            text = form.format(position=line.replaces)
        else:
            return ()
        return text_rows([self.setter.line(text, style)], self.columns.text, style)

    def _long_text(self, text: str, width: float) -> tuple[Row, ...]:
        rows = rich_rows(self.setter, text, self.columns.text, LONG, width)
        return _pushed(rows, _BETWEEN)

    def _heading(self, index: int, line: SheetLine, suffix: str, *, bookmark: str) -> Strip:
        columns, manner = self.columns, self.manner
        said = self.setter.line(suffix, CONTINUED)
        room = RIGHT - columns.text - (said.width + _GAP if suffix else 0)
        style, numbered = manner.group_styles(line.level)
        titles = self.setter.lines(line.title or "\u00a0", style, room)
        number = Glyphs(LEFT, style.rise, self.setter.line(line.position, numbered))
        rows = with_marks(text_rows(titles, columns.text, style), 0, [number])
        if suffix:
            after = Glyphs(columns.text + titles[-1].width + 1.8, style.rise, said)
            rows = with_marks(rows, len(rows) - 1, [after])
        outer = line.level == 1
        return Strip(
            rows=rows,
            role=Role.HEADING,
            above=manner.group_above if outer else _INNER_ABOVE,
            below=manner.group_below if outer else _INNER_BELOW,
            edge=(Rule(LEFT, RIGHT, -0.35, FINE, PALE),) if manner.group_rule and outer else (),
            keep=True,
            head=len(rows),
            source=index,
            bookmark=bookmark,
            depth=line.level,
        )

    def _sum(self, index: int, label: str, cents: int) -> Strip:
        amount = self.setter.line(self.setting.figures.cents(cents), NUMBER_MEDIUM)
        room = RIGHT - self.columns.text - amount.width - _GAP
        rows = text_rows(self.setter.lines(label, SUM_LABEL, room), self.columns.text, SUM_LABEL)
        return Strip(
            rows=with_marks(rows, len(rows) - 1, [ending_at(RIGHT, SUM_LABEL.rise, amount)]),
            role=Role.SUM,
            above=1.35,
            below=2.45,
            head=len(rows),
            source=index,
        )


#: Height of the carry-over, at the foot of a page and at the head of the next.
CARRY = 6.4


def described(line: SheetLine, setting: Setting) -> str:
    """Return the text of a line, of a surcharge in per cent after what it is taken of."""
    if line.surcharge_percent is None:
        return line.text
    form = setting.said.share_of_section if line.surcharge_section else setting.said.share_of_before
    share = form.format(percent=setting.figures.percent(line.surcharge_percent), position=line.surcharge_section)
    return f"{share}\n{line.text}".strip()


def under(headings: Iterable[Strip], last: Strip) -> Strip:
    """Return a heading with those it lies in above it, as one strip."""
    rows = [row for strip in headings for row in (Row(strip.above), *strip.rows, Row(strip.below))]
    if not rows:
        return last
    return replace(last, rows=(*rows, Row(last.above), *last.rows), above=0.0, head=len(rows) + 1 + len(last.rows))


def _pushed(rows: tuple[Row, ...], space: float) -> tuple[Row, ...]:
    """Return rows with some space above the first."""
    if not rows:
        return ()
    marks = tuple(mark._replace(y=mark.y + space) for mark in rows[0].marks)
    return (Row(rows[0].height + space, marks), *rows[1:])
