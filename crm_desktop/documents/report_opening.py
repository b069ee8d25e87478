"""What a report begins with: the firm, the title, the sentences that say what happens, and the figures in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crm_desktop.documents.faces import face
from crm_desktop.documents.letter import letterhead
from crm_desktop.documents.paper import BLACK, FINE, GREY, LEFT, MM, RIGHT
from crm_desktop.documents.report_chart import chart_row
from crm_desktop.documents.report_paper import (
    GREEN,
    KPI_LABEL,
    KPI_NOTE,
    KPI_VALUE,
    LONG_TITLE,
    RED,
    SENTENCE,
    SENTENCE_STRONG,
    SMALL_KPI_VALUE,
    SUBTITLE,
    TITLE,
    WARNING,
)
from crm_desktop.documents.report_setting import ReportSetting
from crm_desktop.documents.report_sheet import Kpi, Sentence, Tone
from crm_desktop.documents.strips import Glyphs, Mark, Row, Rule, Strip, text_rows
from crm_desktop.documents.typesetting import Line, Typesetter

#: Bold letters are wider than those the lines are broken by.
_BOLD_ROOM = 2.5
_KPIS_A_ROW, _KPI_GAP = 4, 6.0
_NBSP = "\u00a0"


def head_marks(setting: ReportSetting) -> tuple[Mark, ...]:
    """Return what stands at the head of the first page."""
    return letterhead(setting.sheet.letterhead, setting.setter)


def opening_strips(setting: ReportSetting) -> Iterator[Strip]:
    """Yield title, sentences, figures and warnings."""
    sheet, setter, width = setting.sheet, setting.setter, RIGHT - LEFT
    style = TITLE if setter.line(sheet.title, TITLE).width <= width else LONG_TITLE
    rows = (
        *text_rows(setter.lines(sheet.title, style, width), LEFT, style),
        *text_rows(setter.lines(sheet.subtitle, SUBTITLE, width), LEFT, SUBTITLE),
    )
    rule = Rule(LEFT, RIGHT, 0.0, FINE, BLACK)
    yield Strip(rows=rows, below=6.4, edge=(rule,), keep=True)
    yield Strip(rows=tuple(_sentences(sheet.sentences, setter)), gap=3.4, keep=bool(sheet.kpis))
    if sheet.kpis:
        yield from _kpis(sheet.kpis, setting)
    for number, text in enumerate(sheet.warnings):
        lines = setter.lines(text, WARNING, width)
        yield Strip(rows=text_rows(lines, LEFT, WARNING), gap=1.2 if number else 4.8)


def _sentences(sentences: Sequence[Sentence], setter: Typesetter) -> Iterator[Row]:
    """Yield sentences as one paragraph, with the figures that matter printed bold."""
    bold = {phrase.replace(" ", _NBSP) for sentence in sentences for phrase in sentence.strong if phrase}
    text = " ".join(_joined(sentence) for sentence in sentences)
    for line in setter.lines(text, SENTENCE, RIGHT - LEFT - (_BOLD_ROOM if bold else 0.0)):
        yield Row(SENTENCE.height, tuple(_mixed(line, bold, setter)))


def _joined(sentence: Sentence) -> str:
    """Return a sentence whose bold figures are not parted at the end of a line."""
    text = sentence.text
    for phrase in filter(None, sentence.strong):
        text = text.replace(phrase, phrase.replace(" ", _NBSP))
    return text


def _mixed(line: Line, bold: set[str], setter: Typesetter) -> Iterator[Mark]:
    """Yield the pieces of a line one after the other, bold ones in their own face."""
    x = LEFT
    choices = "|".join(re.escape(phrase) for phrase in sorted(bold, key=len, reverse=True))
    pieces = re.split(f"({choices})", line.text) if bold else [line.text]
    for piece in pieces:
        style = SENTENCE_STRONG if piece in bold else SENTENCE
        blanks = len(piece) - len(piece.lstrip(" "))
        blank = face(style.face).width(" ", style.size) / MM
        set_piece = setter.line(piece, style)
        if set_piece.text:
            yield Glyphs(x + blanks * blank, SENTENCE.rise, set_piece)
        trailing = len(piece) - len(piece.rstrip(" ")) if piece.strip(" ") else 0
        x += set_piece.width + (blanks + trailing) * blank


def _kpis(kpis: Sequence[Kpi], setting: ReportSetting) -> Iterator[Strip]:
    """Yield the figures, four a row; the first rule carries the firm's colour."""
    for start in range(0, len(kpis), _KPIS_A_ROW):
        shown = kpis[start : start + _KPIS_A_ROW]
        width = (RIGHT - LEFT - _KPI_GAP * (_KPIS_A_ROW - 1)) / _KPIS_A_ROW
        marks: list[Mark] = []
        height = 0.0
        labels = max(len(setting.setter.lines(kpi.label, KPI_LABEL, width)) for kpi in shown)
        for place, kpi in enumerate(shown):
            x = LEFT + place * (width + _KPI_GAP)
            ink = setting.accent if not start and not place else BLACK
            marks.append(Rule(x, x + width, 0.0, FINE * 2 if ink != BLACK else FINE, ink))
            found, used = _kpi(kpi, x, width, labels, setting.setter)
            marks += found
            height = max(height, used)
        rows = [Row(height, tuple(marks)), *_small_charts(shown, width, setting.setter)]
        yield Strip(rows=tuple(rows), gap=7.6)


def _small_charts(kpis: Sequence[Kpi], width: float, setter: Typesetter) -> Iterator[Row]:
    """Yield the row of small charts below the figures, where any has one."""
    drawn = [
        chart_row(kpi.figure, setter, x=LEFT + place * (width + _KPI_GAP))
        for place, kpi in enumerate(kpis)
        if kpi.figure is not None
    ]
    if drawn:
        yield Row(max(row.height for row in drawn), tuple(mark for row in drawn for mark in row.marks))


def _kpi(kpi: Kpi, x: float, width: float, labels: int, setter: Typesetter) -> tuple[list[Mark], float]:
    """Return a figure's marks and height; the label has room for `labels` lines, as those beside it."""
    value = KPI_VALUE if setter.line(kpi.value, KPI_VALUE).width <= width else SMALL_KPI_VALUE
    ink = {Tone.GOOD: GREEN, Tone.BAD: RED}.get(kpi.tone, GREY)
    marks: list[Mark] = []
    y = 1.8 + (labels - len(setter.lines(kpi.label, KPI_LABEL, width))) * KPI_LABEL.height
    for text, style in ((kpi.label, KPI_LABEL), (kpi.value, value), (kpi.note, KPI_NOTE._replace(ink=ink))):
        for line in setter.lines(text, style, width):
            marks.append(Glyphs(x, y + style.rise, line))
            y += style.height
        y += 0.9
    return marks, y
