"""Tables of a report: cells become lines, figures line up at their decimal sign, the head returns on the next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from crm_desktop.documents.figures import Figures
from crm_desktop.documents.paper import BLACK, FINE, HAIR, LEFT, RIGHT, THIN
from crm_desktop.documents.report_paper import (
    HEAD,
    NUMBER,
    NUMBER_STRONG,
    TEXT,
    TEXT_ALERT,
    TEXT_BELOW,
    TEXT_STRONG,
)
from crm_desktop.documents.report_setting import ReportSetting
from crm_desktop.documents.report_sheet import Alert, Cell, Cents, Change, Column, Share, Table, Titled
from crm_desktop.documents.strips import Glyphs, Mark, Role, Row, Rule, Strip, ending_at
from crm_desktop.documents.typesetting import Line

#: Above and below the text of a row; between columns of text, and from figures to the text after them.
_PADDING, _GAP, _AFTER_FIGURES = 0.72, 3.0, 5.0
_NOTHING = "–"


class _Place(NamedTuple):
    """A column on the page: where its text begins and ends, and where its decimal sign stands."""

    left: float
    right: float
    point: float


def table_strips(table: Table, setting: ReportSetting) -> list[Strip]:
    """Return the strips of a table: its head, a strip a row, and the total that stays with the last row."""
    layout = _Layout(table.columns, tuple(_places(table, setting)), setting)
    head = layout.head()
    rows = [replace(layout.row(cells), group=head) for cells in table.rows]
    if not table.total or not rows:
        return [head, *rows]
    rows[-1] = replace(rows[-1], edge=(Rule(LEFT, RIGHT, 0.0, FINE),), keep=True)
    return [head, *rows, replace(layout.row(table.total, strong=True), group=head, edge=())]


def written(cell: Cell, figures: Figures) -> str:
    """Return what stands in a cell as text; a title without the line below it."""
    match cell:
        case None:
            text = _NOTHING
        case Cents():
            text = figures.whole(cell.cents)
        case Share():
            text = figures.percent(Decimal(round(cell.share * 100)))
        case Change():
            text = f"{'+' if round(cell.share * 100) > 0 else ''}{figures.percent(Decimal(round(cell.share * 100)))}"
        case Titled():
            text = cell.title
        case Alert():
            text = cell.text
        case str():
            text = cell
        case _:
            text = figures.number(Decimal(cell))
    return text


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sets the rows of one table."""

    columns: Sequence[Column]
    places: Sequence[_Place]
    setting: ReportSetting

    def head(self) -> Strip:
        """Return the head: names above their columns, wrapped ones standing on the rule."""
        setter = self.setting.setter
        lines = [
            setter.lines(column.head, HEAD, place.right - place.left)
            for column, place in zip(self.columns, self.places, strict=True)
        ]
        most = max(map(len, lines), default=1)
        marks: list[Mark] = []
        for column, place, names in zip(self.columns, self.places, lines, strict=True):
            for number, name in enumerate(names, most - len(names)):
                y = HEAD.rise + number * HEAD.height
                marks.append(ending_at(place.right, y, name) if column.figures else Glyphs(place.left, y, name))
        return Strip(
            rows=(Row(most * HEAD.height, tuple(marks)),),
            role=Role.HEADING,
            above=_PADDING,
            below=_PADDING,
            edge=(Rule(LEFT, RIGHT, 0.0, FINE, BLACK),),
            keep=True,
        )

    def row(self, cells: Sequence[Cell], *, strong: bool = False) -> Strip:
        """Return a row as high as its highest cell."""
        marks: list[Mark] = []
        height = TEXT.height
        for cell, column, place in zip(cells, self.columns, self.places, strict=True):
            bold = strong or column.strong
            found, used = (
                (list(self._figure(cell, place, bold=bold)), TEXT.height)
                if column.figures
                else self._text(cell, place, bold=bold)
            )
            marks += found
            height = max(height, used)
        return Strip(
            rows=(Row(height, tuple(marks)),),
            role=Role.ITEM,
            above=_PADDING,
            below=_PADDING,
            edge=(Rule(LEFT, RIGHT, 0.0, THIN, HAIR),),
        )

    def _figure(self, cell: Cell, place: _Place, *, bold: bool) -> Iterator[Mark]:
        setter, figures = self.setting.setter, self.setting.figures
        style = NUMBER_STRONG if bold else NUMBER
        text = written(cell, figures)
        if not isinstance(cell, Decimal):
            yield ending_at(place.right, style.rise, setter.line(text, style))
            return
        whole, decimals = _parted(text, figures)
        yield ending_at(place.point, style.rise, setter.line(whole, style))
        yield Glyphs(place.point, style.rise, setter.line(decimals, style))

    def _text(self, cell: Cell, place: _Place, *, bold: bool) -> tuple[list[Mark], float]:
        """Return the lines of a text and their height."""
        setter, width = self.setting.setter, place.right - place.left
        style = TEXT_ALERT if isinstance(cell, Alert) else TEXT_STRONG if bold else TEXT
        lines = list(setter.lines(written(cell, self.setting.figures), style, width))
        if isinstance(cell, Titled):
            lines += setter.lines(cell.below, TEXT_BELOW, width)
        marks: list[Mark] = []
        y = 0.0
        for number, line in enumerate(lines):
            # What stands beside others shares their base line, whatever its size.
            rise = line.style.rise if number else TEXT.rise
            marks.append(Glyphs(place.left, y + rise, line))
            y += line.style.height
        return marks, y


def _places(table: Table, setting: ReportSetting) -> Iterator[_Place]:
    """Yield where columns stand; those without a width share what the others leave."""
    given = sum(column.width for column in table.columns)
    open_columns = sum(1 for column in table.columns if not column.width)
    rest = max(RIGHT - LEFT - given, 0.0) / max(open_columns, 1)
    ends = list(accumulate((column.width or rest for column in table.columns), initial=LEFT))
    after_figures = False
    for number, column in enumerate(table.columns):
        left, right = ends[number], ends[number + 1]
        if column.figures:
            decimals = max((line.width for line in _decimals(table, number, setting)), default=0.0)
            yield _Place(left + _GAP / 2, right, right - decimals)
        else:
            last = number + 1 == len(table.columns)
            yield _Place(left + (_AFTER_FIGURES if after_figures else 0.0), right - (0.0 if last else _GAP), right)
        after_figures = column.figures


def _decimals(table: Table, number: int, setting: ReportSetting) -> Iterator[Line]:
    """Yield what stands behind the decimal sign in a column."""
    for cells in table.rows:
        cell = cells[number]
        if isinstance(cell, Decimal):
            yield setting.setter.line(_parted(written(cell, setting.figures), setting.figures)[1], NUMBER)


def _parted(text: str, figures: Figures) -> tuple[str, str]:
    """Return a number before its decimal sign, and the rest with it."""
    whole, point, rest = text.partition(figures.point)
    return whole, point + rest
