"""How complete the records are on which the other reports rest: each gap opens the records that have it."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _
from crm_desktop.charts.ranked import RankedBar, RankedData
from crm_desktop.domain.evaluations import Unit
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.store.queries import report_customers as queries
from crm_desktop.store.reading import Reader


def quality(reader: Reader, asked: Asked, _today: date) -> Finding:
    """Return how many records have what the reports need, the largest gaps first."""
    names = {
        "email": _("Contacts with e-mail"), "phone": _("Contacts with phone"), "address": _("Contacts with address"),
        "source": _("Contacts with source"), "category": _("Companies with category"),
        "size": _("Companies with number of employees"), "founded": _("Companies with year of foundation"),
        "channel": _("Deals with channel"), "expected_close": _("Open deals with expected close"),
        "lost_reason": _("Lost deals with reason"), "won_argument": _("Won deals with argument"),
        "line": _("Orders with products"),
    }  # fmt: skip
    counted = queries.gaps(reader)
    found = {check: counted[check] for check in names}
    rows = sorted(
        ((check, gap) for check, gap in found.items() if gap.records), key=lambda pair: pair[1].filled / pair[1].records
    )
    lines = tuple(
        Line(names[check], gap.filled / gap.records, cases=gap.records, behind=Behind(kind="gap", keys=(check,)))
        for check, gap in rows
    )
    bars = [RankedBar(line.name, line.value, str(line.cases)) for line in lines]
    missing = "" if lines else _("There are no records yet.")
    worst = lines[0] if lines else None
    return Finding(
        name="quality",
        title=_("Completeness of the data"),
        subtitle=_("as things stand"),
        period=asked.period,
        unit=Unit.SHARE,
        by=_("What"),
        measure=_("filled"),
        lines=lines,
        currency=asked.currency,
        extras=(
            Extra(_("missing"), Unit.COUNT, tuple(float(gap.records - gap.filled) for _check, gap in rows)),
            Extra(_("of"), Unit.COUNT, tuple(float(gap.records) for _check, gap in rows)),
        ),
        chart=None if missing else RankedData(bars, _("of"), asked.currency, Unit.SHARE),
        sentence=missing
        or (
            _("The largest gap: {name}, {share}.").format(name=worst.name, share=percent(worst.value)) if worst else ""
        ),
        note=_("A line opens the records in which it is missing."),
        missing=missing,
    )
