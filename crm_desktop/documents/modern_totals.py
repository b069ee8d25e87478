"""The totals of the modern layout: quiet rows, then what it comes to in a bar of the firm's colour."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.documents.paper import (
    FINE,
    GREY,
    LEFT,
    LONG,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    TAB_REGULAR,
    TAB_SEMIBOLD,
    WHITE,
    Style,
)
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.shapes import block
from crm_desktop.documents.strips import Glyphs, Row, Rule, Strip, ending_at, stacked, text_rows
from crm_desktop.documents.totals import Amount, amounts, notes

#: Left edges of bar and labels at most, right edge of amounts, height of a row and of the bar.
_BAR, _PAD, _ROW, _BAR_HEIGHT, _RADIUS = 107.0, 5.0, 5.05, 11.4, 1.8
_END = RIGHT - 4.0
_NOTE_WIDTH, _GAP = 62.0, 6.0
_LABEL, _NUMBER = Style(REGULAR, 9, 12, GREY), Style(TAB_REGULAR, 9, 12)
_TOTAL, _TOTAL_NUMBER = Style(SEMIBOLD, 11, 14, WHITE), Style(TAB_SEMIBOLD, 12.5, 15, WHITE)


def modern_totals(setting: Setting) -> Strip:
    """Return the totals with their notes at the left; they are never parted."""
    said = setting.said
    plain = replace(
        said, less_discount=said.less_plain, plus_surcharge=said.more_plain, net=said.net_plain, plus_vat=said.vat_of
    )
    before, (label, cents), after = amounts(replace(setting, said=plain))
    grand = setting.setter.line(label, _TOTAL), setting.setter.line(_money(setting, cents), _TOTAL_NUMBER)
    widths = [_width(setting, amount) for amount in (*before, *after)] + [grand[0].width + grand[1].width]
    left = max(LEFT, min(_BAR, _END - max(widths) - _PAD - _GAP))
    bar = Row(
        _BAR_HEIGHT + 1.4,
        (
            block(left, 1.4, RIGHT - left, _BAR_HEIGHT, fill=setting.accent, radius=_RADIUS),
            Glyphs(left + _PAD, 8.6, grand[0]),
            ending_at(_END, 8.7, grand[1]),
        ),
    )
    rows = [
        Row(3.0, (Rule(LEFT, RIGHT, 0, FINE),)),
        *(_row(setting, amount, left + _PAD) for amount in before),
        bar,
        *((Row(1.2),) if after else ()),
        *(_row(setting, amount, left + _PAD) for amount in after),
    ]
    width = min(_NOTE_WIDTH, left - LEFT - _GAP)
    said_beside = [line for note in notes(setting) for line in setting.setter.lines(note, LONG, width)]
    beside, table = stacked((Row(3.2), *text_rows(said_beside, LEFT, LONG))), stacked(rows)
    return Strip(rows=(Row(max(beside.height, table.height), (*beside.marks, *table.marks)),), gap=0.6)


def _row(setting: Setting, amount: Amount, left: float) -> Row:
    figure = setting.setter.line(_money(setting, amount.cents), _NUMBER)
    return Row(
        _ROW,
        (Glyphs(left, _LABEL.rise, setting.setter.line(amount.label, _LABEL)), ending_at(_END, _LABEL.rise, figure)),
    )


def _width(setting: Setting, amount: Amount) -> float:
    figure = setting.setter.line(_money(setting, amount.cents), _NUMBER)
    return figure.width + setting.setter.line(amount.label, _LABEL).width


def _money(setting: Setting, cents: int) -> str:
    return setting.figures.money(cents, setting.sheet.currency)
