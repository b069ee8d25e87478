"""The totals of an offer and the table of choices, as strips."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crm_desktop.documents.figures import symbol
from crm_desktop.documents.paper import (
    BOX,
    FINE,
    HAIR,
    HEAD_GREY,
    HINT,
    LEFT,
    LONG,
    NUMBER,
    NUMBER_MEDIUM,
    RIGHT,
    SECTION,
    THIN,
    TOTAL,
    TOTAL_NUMBER,
    TOTAL_STRONG,
    TOTAL_TEXT,
)
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import Choice
from crm_desktop.documents.strips import Frame, Glyphs, Mark, Row, Rule, Strip, ending_at, stacked, text_rows
from crm_desktop.documents.tax_notes import tax_note
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode

#: Left edge of the totals, unless they need more room; the notes beside them; free space between the two.
_TOTALS_LEFT, _TOTALS_FARTHEST, _NOTE_WIDTH, _GAP = 112.0, 64.0, 58.0, 4.0
_ROW = 5.13
#: Free space above the totals, after a table and after plain text.
_ABOVE, _ABOVE_ALONE = 0.9, 5.0
#: The table of choices: right edge of the changes, left edge of the texts, side of a box to tick, height of a row.
_CHANGE_RIGHT, _CHOICE_LEFT, _TICK, _CHOICE_ABOVE, _CHOICE_BELOW = 161.0, 31.0, 3.1, 0.95, 0.8


#: Ways of VAT in which none is shown at all.
UNTAXED = frozenset({TaxMode.SMALL_BUSINESS, TaxMode.MARGIN})


class Amount(NamedTuple):
    """One row of the totals."""

    label: str
    cents: int
    strong: bool = False


def totals(setting: Setting) -> Strip:
    """Return the totals with their notes at the left; they are never parted."""
    before, (label, cents), after = amounts(setting)
    grand = (setting.setter.line(label, TOTAL), setting.setter.line(_money(setting, cents), TOTAL_NUMBER))
    widths = [grand[0].width + grand[1].width, *(_width(setting, amount) for amount in (*before, *after))]
    left = max(_TOTALS_FARTHEST, min(_TOTALS_LEFT, RIGHT - max(widths) - _GAP))
    rows = [Row(1.9, (Rule(left, RIGHT, 0, FINE),))] if before else []
    rows += [row for amount in before for row in _amount_rows(setting, amount, left)]
    double = (Rule(left, RIGHT, 7.55, FINE), Rule(left, RIGHT, 8.15, FINE))
    figures = (Glyphs(left, 5.5, grand[0]), ending_at(RIGHT, 5.5, grand[1]))
    rows.append(Row(8.2, (Rule(left, RIGHT, 0.2, FINE), *figures, *double)))
    rows += [Row(1.4), *(row for amount in after for row in _amount_rows(setting, amount, left))] if after else []
    width = min(_NOTE_WIDTH, left - LEFT - _GAP)
    beside_notes = [line for note in notes(setting) for line in setting.setter.lines(note, LONG, width)]
    beside = stacked((Row(1.7), *text_rows(beside_notes, LEFT, LONG)))
    table = stacked(rows)
    return Strip(
        rows=(Row(max(beside.height, table.height), (*beside.marks, *table.marks)),),
        gap=_ABOVE if setting.sheet.lines else _ABOVE_ALONE,
    )


def choices(setting: Setting) -> Iterator[Strip]:
    """Yield the table in which the customer ticks what comes along; nothing where there is no choice."""
    rows = [_choice_rows(setting, choice) for choice in setting.sheet.choices]
    if not rows:
        return
    yield _choice_head(setting)
    for place, row in enumerate(rows, 1):
        last = place == len(rows)
        edge = Rule(LEFT, RIGHT, 0, FINE) if last else Rule(_CHOICE_LEFT, RIGHT, 0, THIN, HAIR)
        yield Strip(rows=row, above=_CHOICE_ABOVE, below=_CHOICE_BELOW, edge=(edge,), keep=place + 1 == len(rows))


def amounts(setting: Setting) -> tuple[list[Amount], tuple[str, int], list[Amount]]:
    """Return the rows above the grand total, the grand total, and the rows below it."""
    sheet, said = setting.sheet, setting.said
    sums = sheet.totals
    gross_prices = sheet.price_mode is PriceMode.GROSS
    taxed = sheet.tax_mode not in UNTAXED
    rows = list(_reductions(setting))
    if taxed and not gross_prices:
        rows.append(Amount(said.net, sums.net_cents, strong=True))
        rows += _taxes(setting, said.plus_vat)
    below = list(_taxes(setting, said.contained_vat)) if taxed and gross_prices else []
    if not sums.rounding_cents:
        return rows, (said.gross, sums.gross_cents), below
    rows += [Amount(said.gross, sums.gross_cents, strong=True), Amount(said.rounding, sums.rounding_cents)]
    return rows, (said.payable, sums.gross_cents + sums.rounding_cents), below


def _reductions(setting: Setting) -> Iterator[Amount]:
    """Yield the sum of the lines and what is taken from it or added, where anything is."""
    said, sums = setting.said, setting.sheet.totals
    if not sums.discount_cents and not sums.deduction_cents and not sums.surcharges:
        return
    yield Amount(said.sum, sums.sum_cents)
    if sums.discount_cents:
        form = said.less_discount if sums.discount_cents > 0 else said.plus_surcharge
        percent = setting.figures.percent(abs(sums.discount_percent)) if sums.discount_percent else ""
        yield Amount(" ".join(form.format(percent=percent).split(" ")), -sums.discount_cents)
    if sums.deduction_cents:
        yield Amount(said.less_amount if sums.deduction_cents > 0 else said.plus_amount, -sums.deduction_cents)
    for extra in sums.surcharges:
        yield Amount(extra.label, extra.cents)


def _taxes(setting: Setting, form: str) -> Iterator[Amount]:
    for row in setting.sheet.totals.vat:
        cents = row.base_cents
        base = _money(setting, cents) if setting.manner.currency else setting.figures.cents(cents)
        percent = setting.figures.percent(row.percent)
        yield Amount(form.format(percent=percent, vat=setting.said.vat, base=base), row.vat_cents)


def _amount_rows(setting: Setting, amount: Amount, left: float) -> tuple[Row, ...]:
    style, number = (TOTAL_STRONG, NUMBER_MEDIUM) if amount.strong else (TOTAL_TEXT, NUMBER)
    shown = setting.setter.line(setting.figures.cents(amount.cents), number)
    labels = setting.setter.lines(amount.label, style, RIGHT - left - shown.width - 1.0)
    rows = [Row(_ROW, (Glyphs(left, style.rise, line),)) for line in labels] or [Row(_ROW)]
    rows[-1] = Row(_ROW, (*rows[-1].marks, ending_at(RIGHT, style.rise, shown)))
    return tuple(rows)


def _width(setting: Setting, amount: Amount) -> float:
    shown = setting.setter.line(setting.figures.cents(amount.cents), NUMBER_MEDIUM)
    return setting.setter.line(amount.label, TOTAL_STRONG).width + shown.width


def _money(setting: Setting, cents: int) -> str:
    return setting.figures.money(cents, setting.sheet.currency)


def notes(setting: Setting) -> Iterator[str]:
    """Yield what is said beside the totals: about brackets, and why there is no tax."""
    sheet, said = setting.sheet, setting.said
    if any(line.kind in {LineKind.OPTIONAL, LineKind.ALTERNATIVE} for line in sheet.lines):
        yield said.brackets_choice.format(choice=said.choice) if sheet.choices else said.brackets
    usual = tax_note(sheet.tax_mode, sheet.language, sheet.country, sheet.day)
    yield usual if sheet.tax_note is None else sheet.tax_note


def _choice_head(setting: Setting) -> Strip:
    sheet, setter, said = setting.sheet, setting.setter, setting.said
    title = setter.line(said.choice, SECTION)
    reckoned = sheet.tax_mode is TaxMode.STANDARD or sheet.totals.discount_cents or sheet.totals.deduction_cents
    hint = setter.line(said.choice_hint if reckoned else said.choice_hint_plain, HINT)
    currency = symbol(sheet.currency)
    change = said.change if sheet.price_mode is PriceMode.GROSS else said.change_net
    y = 9.95
    marks = (
        Glyphs(LEFT, SECTION.rise, title),
        Glyphs(LEFT + title.width + 4.0, SECTION.rise, hint),
        Glyphs(LEFT, y, setter.line(said.choice_position, HEAD_GREY)),
        ending_at(_CHANGE_RIGHT, y, setter.line(change.format(currency=currency), HEAD_GREY)),
        ending_at(RIGHT, y, setter.line(said.new_total.format(currency=currency), HEAD_GREY)),
    )
    return Strip(rows=(Row(y + 1.75, marks),), gap=4.0, edge=(Rule(LEFT, RIGHT, 0, FINE),), keep=True)


def _choice_rows(setting: Setting, choice: Choice) -> tuple[Row, ...]:
    setter, figures = setting.setter, setting.figures
    text, number = (TOTAL_TEXT, NUMBER) if choice.tick else (TOTAL_STRONG, NUMBER_MEDIUM)
    change = setter.line(figures.cents(choice.change_cents, signed=True) if choice.priced else "", number)
    total = setter.line(figures.cents(choice.gross_cents) if choice.priced else "", number)
    room = _CHANGE_RIGHT - change.width - _GAP - _CHOICE_LEFT
    rows = text_rows(setter.lines(_choice_text(setting, choice), text, room), _CHOICE_LEFT, text)
    marks: list[Mark] = [
        ending_at(_CHANGE_RIGHT, text.rise, change),
        ending_at(RIGHT, text.rise, total),
    ]
    if choice.tick:
        marks.append(Frame(LEFT, 0.6, _TICK, _TICK, BOX))
    first = rows[0] if rows else Row(text.height)
    return (Row(first.height, (*first.marks, *marks)), *rows[1:])


def _choice_text(setting: Setting, choice: Choice) -> str:
    said = setting.said
    if not choice.position:
        together = said.both if sum(one.tick for one in setting.sheet.choices) == 2 else said.all
        return choice.title or together
    form = said.replaces if choice.replaces else said.comes_along
    return form.format(title=choice.title, position=choice.position, replaces=choice.replaces)
