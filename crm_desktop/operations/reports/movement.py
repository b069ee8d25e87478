"""The pipeline's movement as a report: what was open, what came, what went, what slipped, what is open now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, meant
from crm_desktop.charts.waterfall import Step, WaterfallData
from crm_desktop.domain.evaluations import Subject, Unit
from crm_desktop.operations.reports.asking import Asked, narrows_of, only_deals
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.store.queries import report_flow as queries
from crm_desktop.store.queries.report_flow import Moved
from crm_desktop.store.reading import Reader

#: Which steps are good and bad news.
_TONES = {"won": "good", "lost": "bad", "lowered": "bad"}


def movement(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return how the open deals changed over a period."""
    past = int(asked.period.last < today)
    found = queries.movement(
        reader, asked.period, currency=asked.currency, only=only_deals(asked), past=asked.period.last < today
    )
    start = sum(one.before_cents for one in found if one.was == "open")
    end = sum(one.now_cents for one in found if one.now == "open")
    names = {
        "new": meant("deals of a period", "new"), "raised": _("value raised"), "lowered": _("value lowered"),
        "reopened": _("taken up again"), "won": meant("deals of a period", "won"),
        "lost": meant("deals of a period", "lost"), "parked": _("put aside"),
    }  # fmt: skip
    changes = {key: _change(key, found) for key in names}
    steps = [Step(names[key], cents, _TONES.get(key, "")) for key, (cents, deals) in changes.items() if deals]
    first, last = day(asked.period.first), day(asked.period.last)
    late = sum(one.deals for one in found if one.slipped and one.was == "open")
    between = [(names[key], cents, deals, key) for key, (cents, deals) in changes.items() if deals]
    rows = [
        (_("open on {day}").format(day=first), start, _deals(found, "start"), "start"),
        *between,
        (_("open on {day}").format(day=last), end, _deals(found, "end"), "end"),
    ]
    if late:
        cents = sum(one.now_cents for one in found if one.slipped and one.was == "open")
        rows.append((_("of it slipped past the period"), cents, late, "slipped"))
    lines = [
        Line(name, cents, cases=deals, behind=Behind(kind=f"flow:{key}", keys=(past,)))
        for name, cents, deals, key in rows
    ]
    nothing = not any(line.cases for line in lines)
    return Finding(
        name="movement",
        title=_("Movement of the pipeline"),
        subtitle=_("{first} to {last}, net").format(first=first, last=last),
        period=asked.period,
        unit=Unit.MONEY,
        by=_("Movement"),
        measure=_("Value"),
        lines=() if nothing else tuple(lines),
        currency=asked.currency,
        extras=(Extra(_("Deals"), Unit.COUNT, tuple(float(line.cases) for line in lines)),),
        chart=None if nothing else WaterfallData(first, start, steps, last, end, Unit.MONEY, asked.currency),
        sentence="" if nothing else _said(changes, late),
        note=_("Slipped: the expected close lay in the period and lies behind it now; the deal is still open."),
        missing=_("No deal was open in this period.") if nothing else "",
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=narrows_of(Subject.CLOSED),
    )


def _said(changes: dict[str, tuple[int, int]], late: int) -> str:
    new, won, lost = (changes[key][1] for key in ("new", "won", "lost"))
    return _("{new} deals came in, {won} were won, {lost} lost, {late} slipped.").format(
        new=new, won=won, lost=lost, late=late
    )


def _change(key: str, found: Sequence[Moved]) -> tuple[int, int]:
    """Return what one kind of movement changes, and how many deals it is."""
    match key:
        case "new":
            return _sum(found, lambda one: bool(one.fresh), lambda one: one.now_cents)
        case "raised" | "lowered":
            sign = 1 if key == "raised" else -1
            return _sum(
                found,
                lambda one: one.was == "open" and one.change == sign,
                lambda one: one.now_cents - one.before_cents,
            )
        case "reopened":
            return _sum(
                found,
                lambda one: not one.fresh and one.was != "open" and one.now == "open",
                lambda one: one.now_cents,
            )
        case _:
            return _sum(
                found,
                lambda one: bool(one.fresh or one.was == "open") and one.now == key,
                lambda one: -one.now_cents,
            )


def _sum(found: Iterable[Moved], which: Callable[[Moved], bool], what: Callable[[Moved], int]) -> tuple[int, int]:
    alike = [one for one in found if which(one)]
    return sum(what(one) for one in alike), sum(one.deals for one in alike)


def _deals(found: Sequence[Moved], where: str) -> int:
    return sum(one.deals for one in found if (one.was if where == "start" else one.now) == "open")
