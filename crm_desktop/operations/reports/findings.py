"""What a report found, frozen: lines with their values and what stands behind each, and what is drawn of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter, Question, Unit
from crm_desktop.store.queries.report_cube import Key


class Behind(NamedTuple):
    """What opens when a figure is clicked: groups of the question asked, or records by their ids."""

    keys: tuple[Key, ...] = ()
    splits: tuple[Key, ...] = ()
    #: "deal", "contact", "offer" or "sale", and which; none for a figure of the question.
    kind: str = ""
    ids: tuple[int, ...] = ()


class Line(NamedTuple):
    """One line: its name, value, the value before (None: none), the cases it rests on, and what opens."""

    name: str
    value: float
    before: float | None = None
    cases: int = 0
    hits: int = 0
    #: The range the value may lie in, where it is a share.
    low: float | None = None
    high: float | None = None
    #: The parts of the value by split.
    parts: tuple[float, ...] = ()
    behind: Behind | None = None


class Extra(NamedTuple):
    """A further column of figures beside the value: one a line, and one for the total (None: nothing to say)."""

    head: str
    unit: Unit
    values: tuple[float | None, ...]
    total: float | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The answer of one report for one period."""

    name: str
    title: str
    #: What exactly is counted: "Last 12 months, net".
    subtitle: str
    period: Period
    unit: Unit
    #: Heads of the columns of names and values.
    by: str
    measure: str
    lines: tuple[Line, ...]
    currency: str
    #: What was before is of this period; None where nothing is compared.
    compared: str = ""
    total: Line | None = None
    #: The names of the parts of lines.
    parts: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    #: A frozen value of `charts`; None where there is nothing to draw.
    chart: object | None = None
    #: What is said in one sentence.
    sentence: str = ""
    #: How the figures came about.
    note: str = ""
    #: Why there is nothing to draw; "" where there is.
    missing: str = ""
    #: What was asked, for opening what stands behind; None where lines name their records.
    question: Question | None = None
    #: The customers it was narrowed to; None for all.
    accounts: Sequence[int] | None = None
    #: The conditions it was narrowed to beside its question's.
    filters: tuple[Filter, ...] = ()
    #: The fields it can be narrowed by; "segment" is one of them where it knows customers.
    narrows: tuple[str, ...] = ()


def customers_of(finding: Finding) -> tuple[int, ...]:
    """Return the customers a report is a list of, in its order, each once; none where it lists something else."""
    behinds = [line.behind for line in finding.lines if line.behind is not None]
    found = [ref for behind in behinds if behind.kind in ("account", "contact") for ref in behind.ids]
    if finding.question is not None and finding.question.by == "customer":
        found += [key for behind in behinds for key in behind.keys if isinstance(key, int)]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """A figure with its name, what it is of, how it changed, and whether that is good news ("good", "bad", "")."""

    name: str
    label: str
    value: str
    of: str = ""
    change: str = ""
    tone: str = ""
    #: What stands at the right of the change: what the small figure shows.
    aside: str = ""
    icon: str = ""
    #: One of `charts.trend`.
    trend: object | None = None
    #: Which report opens.
    opens: str = ""
    #: How it is worked out.
    tip: str = ""
