"""The parts of a report as strips: headings, charts, findings beside a chart, notes, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm_desktop.documents.paper import FINE, GREY, LEFT, MM, RIGHT
from crm_desktop.documents.report_chart import chart_row
from crm_desktop.documents.report_paper import (
    ACCENT,
    BAR_NAME,
    BAR_NAME_STRONG,
    BAR_VALUE,
    CHAPTER,
    CHAPTER_HINT,
    FINDING,
    FINDING_TEXT,
    HEAD,
    HEADING,
    HINT,
    NOTE,
    PALE_BAR,
    PROSE,
)
from crm_desktop.documents.report_setting import ReportSetting
from crm_desktop.documents.report_sheet import Bar, Beside, Chapter, Chart, Heading, Note, Part, Prose, Table
from crm_desktop.documents.report_table import table_strips
from crm_desktop.documents.strips import Glyphs, Mark, Row, Rule, Shape, Strip, ending_at, text_rows, with_marks

#: Free space above a heading, a chart, a table, a note, in mm.
_BEFORE_HEADING, _BEFORE_CHART, _BEFORE_TABLE, _BEFORE_NOTE, _BEFORE_CHAPTER = 8.6, 2.6, 1.6, 3.2, 12.0
_AFTER_CHAPTER, _AFTER_CHART = 4.0, 5.0
_BEFORE_PROSE, _BETWEEN_PARAGRAPHS, _BETWEEN_POINTS = 2.0, 2.2, 0.9
_DASH, _HANGING = "– ", 4.2
#: Where a finding beside a chart stands, and how wide its bars are at most.
_BESIDE, _LONGEST_BAR = 141.0, 36.0
_BAR_STEP, _BAR_HEIGHT = 9.2, 2.0


def chapter_strips(chapter: Chapter, setting: ReportSetting) -> Iterator[Strip]:
    """Yield the strips of a chapter, its heading tied to what follows."""
    setter, width = setting.setter, RIGHT - LEFT
    rows = [
        *text_rows(setter.lines(chapter.title, CHAPTER, width), LEFT, CHAPTER),
        *text_rows(setter.lines(chapter.subtitle, CHAPTER_HINT, width), LEFT, CHAPTER_HINT),
    ]
    yield Strip(
        rows=tuple(rows), gap=_BEFORE_CHAPTER, below=1.2, keep=True, breaks=chapter.new_page, bookmark=chapter.title
    )
    for number, strip in enumerate(part_strips(chapter.parts, setting)):
        yield strip if number else replace(strip, gap=min(strip.gap, _AFTER_CHAPTER))


def part_strips(parts: Sequence[Part], setting: ReportSetting) -> Iterator[Strip]:
    """Yield the strips of parts in order."""
    before: Part | None = None
    for part in parts:
        match part:
            case Heading():
                yield _heading(part, setting)
            case Chart():
                row = chart_row(part.figure, setting.setter, x=LEFT)
                yield Strip(rows=(row,), gap=_BEFORE_CHART)
            case Beside():
                yield _beside(part, setting)
            case Table():
                head, *rows = table_strips(part, setting)
                gap = _AFTER_CHART if isinstance(before, Chart | Beside) else _BEFORE_TABLE
                if part.together:
                    rows = [*(replace(one, keep=True) for one in rows[:-1]), *rows[-1:]]
                yield from (replace(head, gap=gap), *rows)
            case Note():
                lines = setting.setter.lines(part.text, NOTE, RIGHT - LEFT)
                yield Strip(rows=text_rows(lines, LEFT, NOTE), gap=_BEFORE_NOTE, loose=True)
            case Prose():
                yield from _prose(part, setting)
        before = part


def _prose(part: Prose, setting: ReportSetting) -> Iterator[Strip]:
    """Yield paragraphs; points of a list hang behind their dash."""
    for number, paragraph in enumerate(part.text.split("\n")):
        is_point = paragraph.startswith(_DASH)
        x = LEFT + (_HANGING if is_point else 0.0)
        rows = text_rows(setting.setter.lines(paragraph.removeprefix(_DASH), PROSE, RIGHT - x), x, PROSE)
        if rows and is_point:
            rows = with_marks(rows, 0, [Glyphs(LEFT, PROSE.rise, setting.setter.line(_DASH.strip(), PROSE))])
        gap = _BEFORE_PROSE if not number else _BETWEEN_POINTS if is_point else _BETWEEN_PARAGRAPHS
        yield Strip(rows=rows, gap=gap, loose=True)


def _heading(part: Heading, setting: ReportSetting) -> Strip:
    setter, width = setting.setter, RIGHT - LEFT
    rows = (
        *text_rows(setter.lines(part.text, HEADING, width), LEFT, HEADING),
        *text_rows(setter.lines(part.hint, HINT, width), LEFT, HINT),
    )
    return Strip(rows=rows, gap=_BEFORE_HEADING, keep=True)


def _beside(part: Beside, setting: ReportSetting) -> Strip:
    """Return a chart with its finding at the right, as one row."""
    chart = chart_row(part.chart.figure, setting.setter, x=LEFT)
    marks, height = _finding(part, setting)
    return Strip(rows=(Row(max(chart.height, height), (*chart.marks, *marks)),), gap=_BEFORE_CHART)


def _finding(part: Beside, setting: ReportSetting) -> tuple[list[Mark], float]:
    setter = setting.setter
    marks: list[Mark] = [Glyphs(_BESIDE, FINDING.rise, setter.line(part.figure, FINDING))]
    y = FINDING.height + 0.8
    for line in setter.lines(part.text, FINDING_TEXT, RIGHT - _BESIDE):
        marks.append(Glyphs(_BESIDE, y + FINDING_TEXT.rise, line))
        y += FINDING_TEXT.height
    if not part.bars:
        return marks, y
    y += 4.0
    marks.append(Glyphs(_BESIDE, y + HEAD.rise, setter.line(part.bars_head, HEAD)))
    y += HEAD.height + 0.8
    marks.append(Rule(_BESIDE, RIGHT, y, FINE, GREY))
    for bar in part.bars:
        marks += _bar(bar, y + 1.2, setting)
        y += _BAR_STEP
    return marks, y


def _bar(bar: Bar, top: float, setting: ReportSetting) -> Iterator[Mark]:
    """Yield name, bar and figure of one entry."""
    setter = setting.setter
    style = BAR_NAME_STRONG if bar.strong else BAR_NAME
    yield Glyphs(_BESIDE, top + style.rise, setter.line(bar.name, style))
    low = top + style.height + 0.6
    length = max(bar.share, 0.0) * _LONGEST_BAR
    path = f"0 0 {length * MM:.2f} {_BAR_HEIGHT * MM:.2f} re"
    yield Shape(_BESIDE, low + _BAR_HEIGHT, path, fill=ACCENT if bar.strong else PALE_BAR)
    yield ending_at(RIGHT, low + _BAR_HEIGHT, setter.line(bar.value, BAR_VALUE))
