"""The strips of positions without columns: title and text at the left, at the right the amount and its making."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.documents.manner import Manner
from crm_desktop.documents.paper import (
    CARRIED,
    CONTINUED,
    GREY,
    HAIR,
    LEFT,
    MEDIUM,
    REGULAR,
    RIGHT,
    SUM_LABEL,
    TAB_MEDIUM,
    TAB_REGULAR,
    THIN,
    Style,
)
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.rich_setting import rich_rows
from crm_desktop.documents.rows import CARRY, described, under
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import COUNTED, OfferSheet, SheetLine
from crm_desktop.documents.strips import Glyphs, Image, Mark, Role, Row, Rule, Strip, ending_at, text_rows, with_marks
from crm_desktop.documents.typesetting import Line, Typesetter
from crm_desktop.domain.offers import LineKind, TaxMode

#: Where titles and texts end, and where they begin beside a picture; room for what the amount is made of.
_TEXT_END, _BESIDE, _DETAIL = 143.0, 55.0, 44.0
_PICTURE_WIDTH, _PICTURE_HEIGHT, _PICTURE_RADIUS = 25.0, 17.8, 1.6
#: Padding of an item, and above and below a heading; free space between number and title.
_ABOVE, _BELOW, _HEADING_ABOVE, _HEADING_BELOW, _GAP = 2.4, 1.9, 3.6, 2.1, 1.1
_POSITION = Style(REGULAR, 10, 13.8, GREY)
_TEXT, _DETAILS = Style(REGULAR, 8.5, 12, GREY), Style(TAB_REGULAR, 8.2, 12, GREY)
_AMOUNT, _AMOUNT_OUT = Style(TAB_MEDIUM, 10, 13.8), Style(TAB_REGULAR, 10, 13.8, GREY)
_GROUP_SUM, _CARRIED = Style(TAB_REGULAR, 9.5, 13, GREY), Style(TAB_REGULAR, 9.5, 12)
_TAG = Style(MEDIUM, 8, 11.6)


def group_sums(sheet: OfferSheet) -> dict[int, int]:
    """Return what the articles below each heading come to, by the heading's index; nothing for a heading alone."""
    sums: dict[int, int] = {}
    around: list[int] = []
    for index, line in enumerate(sheet.lines):
        if line.kind is LineKind.HEADING:
            around = [*(outer for outer in around if sheet.lines[outer].level < line.level), index]
        elif line.kind in COUNTED and sheet.group_sums:
            for heading in around:
                sums[heading] = sums.get(heading, 0) + line.total_cents
    return sums


@dataclass(frozen=True, slots=True)
class ModernRows:
    """Makes the strips of one list of positions."""

    setting: Setting
    sums: dict[int, int]

    @property
    def setter(self) -> Typesetter:
        """Makes the lines."""
        return self.setting.setter

    @property
    def manner(self) -> Manner:
        """What the layout wants."""
        return self.setting.manner

    def head(self) -> Strip:
        """Return nothing: there are no columns to be named."""
        return Strip(rows=(), role=Role.HEADING, keep=True)

    def item(self, index: int, line: SheetLine) -> Strip:
        """Return a position: picture, tag, number and title, text; at the right its amount."""
        image = picture(line.picture, _PICTURE_WIDTH, _PICTURE_HEIGHT) if line.picture else None
        x = _BESIDE if image else LEFT
        tag = self._tag(line, x)
        rows = [*tag, *self._titled(line, x)]
        rows = list(_beside(rows, self._figures(line), len(tag)))
        least = 1
        if image:
            shown = Image(LEFT, 0, image.width, image.height, image, _PICTURE_RADIUS)
            rows = [*with_marks(rows, 0, [shown]), *_filling(rows, image.height)]
            least = _rows_over(rows, image.height)
        return Strip(
            rows=tuple(rows),
            role=Role.ITEM,
            above=_ABOVE,
            below=_BELOW,
            edge=(Rule(LEFT, RIGHT, 0, THIN, HAIR),),
            head=max(len(tag) + 1, least),
            cents=line.total_cents if line.kind in COUNTED else None,
            source=index,
        )

    def words(self, index: int, line: SheetLine) -> Strip:
        """Return a line of text without figures, as wide as the page."""
        style = _TEXT if line.title else self.manner.body
        rows = (
            *self._numbered(line, LEFT, RIGHT - LEFT),
            *rich_rows(self.setter, line.text, LEFT, style, RIGHT - LEFT),
        )
        return Strip(
            rows=rows or (Row(_TEXT.height),),
            role=Role.ITEM,
            above=_ABOVE,
            below=_BELOW,
            edge=(Rule(LEFT, RIGHT, 0, THIN, HAIR),),
            loose=True,
            source=index,
        )

    def preface(self, index: int, line: SheetLine) -> Strip:
        """Return the text a heading may have below it."""
        rows = rich_rows(self.setter, line.text, LEFT, _TEXT, RIGHT - LEFT)
        return Strip(rows=rows, role=Role.ITEM, above=_ABOVE, below=_BELOW, loose=True, keep=True, source=index)

    def heading(self, index: int, line: SheetLine) -> Strip:
        """Return the heading of a group, with what the group comes to."""
        cents = self.sums.get(index)
        amount = None if cents is None else self.setter.line(self._money(cents), _GROUP_SUM)
        return self._heading(index, line, amount, "")

    def continued(self, headings: Sequence[SheetLine]) -> Strip:
        """Return the headings, from the outermost, as they are repeated where their group goes on overleaf."""
        above = (self._heading(-1, line, None, "") for line in headings[:-1])
        return under(above, self._heading(-1, headings[-1], None, self.setting.said.continued))

    def group_sum(self, line: SheetLine, cents: int) -> Strip:
        """Return the sum of a heading's group."""
        return self._sum(-1, self.setting.said.group_sum_plain.format(title=line.title), cents)

    def subtotal(self, index: int, line: SheetLine, heading: SheetLine | None) -> Strip:
        """Return a subtotal under its own title, or named after the group it ends."""
        said = self.setting.said
        named = said.group_sum_plain.format(title=heading.title) if heading else said.subtotal
        return self._sum(index, line.title or named, line.total_cents)

    def carry_foot(self, cents: int) -> Strip:
        """Return the carry-over at the foot of a page."""
        return Strip(rows=(self._carried(cents),), role=Role.SUM)

    def carry_head(self, cents: int) -> Strip:
        """Return the carry-over at the top of the next page."""
        return Strip(rows=(self._carried(cents),), role=Role.SUM)

    def _carried(self, cents: int) -> Row:
        label = self.setter.line(self.setting.said.carried, CARRIED)
        return Row(
            CARRY, (Glyphs(LEFT, 4.4, label), ending_at(RIGHT, 4.4, self.setter.line(self._money(cents), _CARRIED)))
        )

    def _money(self, cents: int) -> str:
        return self.setting.figures.money(cents, self.setting.sheet.currency)

    def _numbered(self, line: SheetLine, x: float, width: float) -> tuple[Row, ...]:
        """Return a title after its number; the lines that follow begin below the number."""
        title = self.manner.title
        number = self.setter.line(line.position, _POSITION)
        over = number.width + _GAP if line.position else 0.0
        titles = self.setter.lines(line.title, title, width - over)
        if not titles:
            return text_rows([number], x, _POSITION) if line.position else ()
        rows = text_rows(titles, x + over, title)
        return with_marks(rows, 0, [Glyphs(x, title.rise, number)])

    def _titled(self, line: SheetLine, x: float) -> tuple[Row, ...]:
        width = _TEXT_END - x
        texts = rich_rows(self.setter, described(line, self.setting), x, _TEXT, width)
        return (*(self._numbered(line, x, width) or (Row(_POSITION.height),)), *texts)

    def _tag(self, line: SheetLine, x: float) -> tuple[Row, ...]:
        said = self.setting.said
        if line.kind is LineKind.OPTIONAL:
            kind = said.on_demand
        elif line.kind is LineKind.ALTERNATIVE:
            kind = said.alternative.format(position=line.replaces) if line.replaces else said.alternative_alone
        else:
            return ()
        style = _TAG._replace(ink=self.setting.accent)
        return text_rows([self.setter.line(said.not_counted.format(kind=kind), style)], x, style)

    def _figures(self, line: SheetLine) -> list[Row]:
        """Return the amount and, below it, what it is made of, ending at the right edge."""
        counted = line.kind in COUNTED or not line.priced
        amount = self._money(line.total_cents) if line.priced else ""
        amount = self.setting.said.free_of_charge if line.kind is LineKind.FREE else amount
        shown = self.setter.line(amount if counted else f"({amount})", _AMOUNT if counted else _AMOUNT_OUT)
        rows = [Row(_AMOUNT.height, (ending_at(RIGHT, _AMOUNT.rise, shown),))]
        pieces = (piece for part in self._parts(line) for piece in self.setter.lines(part, _DETAILS, _DETAIL))
        rows += (
            Row(_DETAILS.height, (ending_at(RIGHT, _DETAILS.rise, _tight(piece, self.setter)),)) for piece in pieces
        )
        return rows

    def _parts(self, line: SheetLine) -> Iterator[str]:
        sheet, said, figures = self.setting.sheet, self.setting.said, self.setting.figures
        quantity = f"{figures.number(line.quantity)} {line.unit}".strip().replace(" ", "\u00a0")
        price = figures.priced(line.unit_price, sheet.currency)
        if line.surcharge_percent is not None:
            yield figures.percent(line.surcharge_percent)
            return
        yield said.each.format(quantity=quantity, price=price) if line.priced else quantity
        notes = []
        if line.discount_percent and line.priced:
            notes.append(said.less.format(percent=figures.percent(line.discount_percent)))
        if line.discount_cents and line.priced:
            notes.append(said.less.format(percent=figures.money(line.discount_cents, sheet.currency)))
        rates = {row.percent for row in sheet.totals.vat}
        usual = max(sheet.totals.vat, key=lambda row: abs(row.base_cents), default=None)
        if sheet.tax_mode is TaxMode.STANDARD and len(rates) > 1 and usual and line.vat_percent != usual.percent:
            notes.append(f"{figures.percent(line.vat_percent)} {said.vat}")
        if notes:
            yield " · ".join(notes)

    def _heading(self, index: int, line: SheetLine, amount: Line | None, suffix: str) -> Strip:
        style = self.manner.group_styles(line.level)[0]
        style = style if line.level > 2 else style._replace(ink=self.setting.accent)
        said = self.setter.line(suffix, CONTINUED)
        taken = amount.width if amount else said.width
        titles = self.setter.lines(line.title or "\u00a0", style, RIGHT - LEFT - taken - 6.0)
        rows = text_rows(titles, LEFT, style)
        last = len(rows) - 1
        if amount:
            rows = with_marks(rows, last, [ending_at(RIGHT, style.rise, amount)])
        elif suffix:
            rows = with_marks(rows, last, [Glyphs(LEFT + titles[-1].width + 2.6, style.rise, said)])
        return Strip(
            rows=rows,
            role=Role.HEADING,
            gap=_HEADING_ABOVE - _ABOVE if index >= 0 else 0.0,
            above=_ABOVE,
            below=_HEADING_BELOW,
            edge=(Rule(LEFT, RIGHT, 0, THIN, HAIR),),
            keep=True,
            head=len(rows),
            source=index,
            bookmark=f"{line.position} {line.title}".strip() or "–" if index >= 0 else "",
            depth=line.level,
        )

    def _sum(self, index: int, label: str, cents: int) -> Strip:
        amount = self.setter.line(self._money(cents), _AMOUNT)
        rows = text_rows(self.setter.lines(label, SUM_LABEL, RIGHT - LEFT - amount.width - 6.0), LEFT, SUM_LABEL)
        return Strip(
            rows=with_marks(rows, len(rows) - 1, [ending_at(RIGHT, SUM_LABEL.rise, amount)]),
            role=Role.SUM,
            above=1.6,
            below=2.0,
            head=len(rows),
            source=index,
        )


def _tight(line: Line, setter: Typesetter) -> Line:
    """Return a wrapped line with its exact width: it ends at the right edge, where a hair is seen."""
    return setter.line(line.text, line.style)


def _beside(rows: Sequence[Row], figures: Sequence[Row], start: int) -> Iterator[Row]:
    """Yield rows with the figures at their right, the first of them beside the row at `start`."""
    for place in range(max(len(rows), start + len(figures))):
        row = rows[place] if place < len(rows) else None
        shown = figures[place - start] if 0 <= place - start < len(figures) else None
        marks: tuple[Mark, ...] = (*(row.marks if row else ()), *(shown.marks if shown else ()))
        yield Row(row.height if row else shown.height if shown else 0.0, marks)


def _filling(rows: Sequence[Row], height: float) -> tuple[Row, ...]:
    """Return an empty row as high as is missing to a height."""
    missing = height - sum(row.height for row in rows)
    return (Row(missing),) if missing > 0 else ()


def _rows_over(rows: Sequence[Row], height: float) -> int:
    """Return how many rows from the first it takes to reach a height."""
    reached = 0.0
    for count, row in enumerate(rows, 1):
        reached += row.height
        if reached >= height:
            return count
    return len(rows)
