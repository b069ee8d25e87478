"""From a question to its finding: groups put into classes and in order, compared with before, and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter, Measure, Question, Subject, Unit
from crm_desktop.engine.chance import Z80, wilson
from crm_desktop.engine.win_rates import Counted, Rate, rates
from crm_desktop.operations.reports import periods
from crm_desktop.operations.reports.charts import chart_of
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.operations.reports.names import (
    ORDERED,
    TIMES,
    cases_words,
    class_of,
    field_words,
    group_words,
    measure_words,
    place_names,
    subject_words,
    unit_of,
)
from crm_desktop.operations.reports.rates import differences
from crm_desktop.store.queries import pipelines, report_cube
from crm_desktop.store.queries.report_cube import Key, Narrowed, Sums, narrowed_to
from crm_desktop.store.queries.report_fields import SHAPES
from crm_desktop.store.reading import Reader

#: Fewer closed deals or answered offers make a rate that is noise.
LEAST_RATED = 20
#: More groups on top of each other are not told apart.
_PARTS = 5


class Asked(NamedTuple):
    """What a report is asked for: the period, the firm's currency, and the customers it is narrowed to."""

    period: Period
    currency: str
    accounts: Sequence[int] | None = None
    #: Conditions beside those of the question; a field its subject does not have narrows nothing.
    filters: tuple[Filter, ...] = ()


@dataclass
class _Group:
    """The sums of one group, its raw keys collected."""

    key: Key
    name: str
    #: The raw keys taken together, in order.
    keys: dict[Key, None]
    cases: int = 0
    hits: int = 0
    of: int = 0
    cents: int = 0

    def take(self, sums: Sums) -> None:
        """Add the sums of a raw group."""
        self.keys[sums.key] = None
        self.cases += sums.cases
        self.hits += sums.hits
        self.of += sums.of
        self.cents += sums.cents

    def value(self, measure: Measure) -> float:
        """Return what is measured."""
        if measure is Measure.COUNT:
            return self.cases
        if measure is Measure.RATE:
            return self.hits / self.of if self.of else 0.0
        if measure is Measure.MEAN:
            return self.cents / self.cases if self.cases else 0.0
        return self.cents


def answer(reader: Reader, question: Question, asked: Asked, *, name: str = "", title: str = "") -> Finding:
    """Return the finding of a question in a period, compared with the period before."""
    question = _narrowed(_fitting(question, asked.period), asked.filters)
    found = _sums(reader, question, asked.period, asked)
    compares = question.subject is not Subject.OPEN
    earlier = _sums(reader, question, periods.before(asked.period), asked) if compares else []
    groups, past = _grouped(question, found, asked), _grouped(question, earlier, asked)
    split_keys = _split_keys(question, found, asked)
    ordered = _ordered(reader, question, groups, asked.period)
    aligned = _aligned(question, past, asked.period) if compares else {}
    lines = tuple(
        _line(question, group, aligned, _parts(question, found, group, [keys for _name, keys in split_keys]))
        for group in ordered
    )
    whole = _counted(reader, question, found, asked.period, asked)
    finding = Finding(
        name=name,
        title=title or _title(question),
        subtitle=_subtitle(question, asked.period),
        period=asked.period,
        unit=unit_of(question.measure),
        by=field_words(question.by),
        measure=measure_words(question.subject, question.measure),
        lines=lines,
        currency=asked.currency,
        compared=periods.before_words(asked.period) if compares else "",
        total=_total(question, whole, _counted(reader, question, earlier, periods.before(asked.period), asked))
        if lines
        else None,
        parts=tuple(part for part, _keys in split_keys),
        extras=_extras(question, ordered, whole),
        question=question,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=narrows_of(question.subject),
        missing=_missing(question, whole),
    )
    return replace(finding, chart=None if finding.missing else chart_of(finding), sentence=_sentence(finding))


def narrows_of(subject: Subject) -> tuple[str, ...]:
    """Return the fields a report on a subject can be narrowed by."""
    return ("segment", *(field for field in ("pipeline", "channel", "group", "product", "category")
                         if field in SHAPES[subject].fields))  # fmt: skip


def only_deals(asked: Asked) -> Narrowed:
    """Return what narrows a query on deals (alias d) to what is asked for."""
    return narrowed_to(Subject.CLOSED, "d", asked.filters, asked.accounts)


def only_sales(asked: Asked) -> Narrowed:
    """Return what narrows a query on sales (alias s) to what is asked for."""
    return narrowed_to(Subject.REVENUE, "s", asked.filters, asked.accounts)


def too_few(number: int, least: int, what: str) -> str:
    """Return why a card stays empty: how many cases are missing."""
    return _("From {least} {what} on; so far {n}.").format(least=least, what=what, n=number)


def _fitting(question: Question, period: Period) -> Question:
    """Return a question that looks at a short period week by week, where it looks at time."""
    if question.by == "month" and periods.is_short(period) and question.subject is not Subject.OPEN:
        return replace(question, by="week")
    return question


def _narrowed(question: Question, filters: Sequence[Filter]) -> Question:
    known = SHAPES[question.subject].fields
    return replace(question, filters=(*question.filters, *(one for one in filters if one.by in known)))


def _sums(reader: Reader, question: Question, period: Period, asked: Asked) -> list[Sums]:
    return report_cube.sums(reader, question, period, currency=asked.currency, accounts=asked.accounts)


def _grouped(question: Question, found: Iterable[Sums], asked: Asked) -> dict[Key, _Group]:
    groups: dict[Key, _Group] = {}
    for sums in found:
        key = class_of(question.by, sums.key)
        key = None if key == "" else key
        group = groups.get(key)
        if group is None:
            words = group_words(question.by, key, sums.name, asked.currency)
            group = groups[key] = _Group(key, words, {})
        group.take(sums)
    return groups


def _whole(found: Iterable[Sums]) -> _Group:
    whole = _Group(None, _("Total"), {})
    for sums in found:
        whole.take(sums)
    return whole


def _counted(reader: Reader, question: Question, found: Sequence[Sums], period: Period, asked: Asked) -> _Group:
    """Return the sums of all groups; an order with lines in several of them counts once."""
    whole = _whole(found)
    if _by_line(question):
        once = replace(question, by="channel", split="")
        whole.cases = _whole(_sums(reader, once, period, asked)).cases
    return whole


def _by_line(question: Question) -> bool:
    """Whether lines of orders are counted, of which an order has several."""
    return question.subject is Subject.REVENUE and bool({question.by, question.split} & {"product", "group"})


def _split_keys(question: Question, found: Sequence[Sums], asked: Asked) -> list[tuple[str, tuple[Key, ...]]]:
    """Return the parts by name with their raw keys, the largest first, the small ones together."""
    if not question.split:
        return []
    sizes: dict[Key, float] = {}
    names: dict[Key, str] = {}
    raw: dict[Key, list[Key]] = {}
    for sums in found:
        key = class_of(question.split, sums.split)
        key = None if key == "" else key
        weight = sums.cases if question.measure is Measure.COUNT else sums.cents
        sizes[key] = sizes.get(key, 0) + weight
        names.setdefault(key, group_words(question.split, key, sums.split_name, asked.currency))
        if sums.split not in raw.setdefault(key, []):
            raw[key].append(sums.split)
    largest = sorted(sizes, key=lambda key: -sizes[key])
    shown = largest if len(largest) <= _PARTS + 1 else largest[:_PARTS]
    parts = [(names[key], tuple(raw[key])) for key in shown]
    rest = [each for key in largest if key not in shown for each in raw[key]]
    return [*parts, (_("Others"), tuple(rest))] if rest else parts


def _parts(
    question: Question, found: Sequence[Sums], group: _Group, split_keys: Sequence[tuple[Key, ...]]
) -> tuple[float, ...]:
    if not split_keys:
        return ()
    own = [sums for sums in found if sums.key in group.keys]
    return tuple(float(sum(_weight(question, sums) for sums in own if sums.split in keys)) for keys in split_keys)


def _weight(question: Question, sums: Sums) -> int:
    return sums.cases if question.measure is Measure.COUNT else sums.cents


def _ordered(reader: Reader, question: Question, groups: dict[Key, _Group], period: Period) -> list[_Group]:
    """Return the groups in their own order, else the largest first, what has no entry last."""
    if question.by in TIMES and question.subject is not Subject.OPEN:
        return [
            groups.get(key) or _Group(key, "", {key: None})
            for key in (_time_key(question.by, at) for at in _times(question, period))
        ]
    if question.by == "stage":
        places = {stage.id: place for place, stage in enumerate(pipelines.all_stages(reader))}
        return sorted(groups.values(), key=lambda group: places.get(_whole_number(group.key), 999))
    if question.by in ORDERED:
        return sorted(groups.values(), key=lambda group: (group.key is None, group.key or 0))
    ordered = sorted(
        groups.values(), key=lambda group: (group.key is None, -group.value(question.measure), -group.cases, group.name)
    )
    return ordered if len(ordered) <= report_cube.NAMED else _shortened(ordered)


def _shortened(ordered: list[_Group]) -> list[_Group]:
    """Return the largest groups, and the others as one: nobody reads more lines."""
    rest = _Group("others", _("Others"), {})
    for group in ordered[report_cube.NAMED :]:
        rest.keys |= group.keys
        rest.cases += group.cases
        rest.hits += group.hits
        rest.of += group.of
        rest.cents += group.cents
    return [*ordered[: report_cube.NAMED], rest]


def _whole_number(key: Key) -> int:
    return key if isinstance(key, int) else 0


def _times(question: Question, period: Period) -> list[date]:
    return periods.months_in(period) if question.by == "month" else periods.weeks_in(period)


def _time_key(field: str, at: date) -> str:
    return at.isoformat()[:7] if field == "month" else at.isoformat()


def _aligned(question: Question, past: dict[Key, _Group], period: Period) -> dict[Key, _Group]:
    """Return what was before by the key of today: month by month for times, else by the same key."""
    if question.by not in TIMES:
        return past
    now, earlier = _times(question, period), _times(question, periods.before(period))
    pairs = zip(now, earlier, strict=False)
    return {
        _time_key(question.by, at): past[_time_key(question.by, then)]
        for at, then in pairs
        if _time_key(question.by, then) in past
    }


def _line(question: Question, group: _Group, past: dict[Key, _Group], parts: tuple[float, ...]) -> Line:
    before = past.get(group.key)
    name = group.name
    if question.by in TIMES and isinstance(group.key, str) and group.key:
        at = date.fromisoformat(group.key if question.by == "week" else f"{group.key}-01")
        name = place_names(question.by, at, long=True)
    line = Line(
        name=name,
        value=group.value(question.measure),
        before=before.value(question.measure) if before else 0.0 if past else None,
        cases=group.of if question.measure is Measure.RATE else group.cases,
        hits=group.hits,
        parts=parts,
        behind=Behind(keys=tuple(group.keys)),
    )
    if question.measure is Measure.RATE:
        low, high = wilson(group.hits, group.of, Z80)
        rated = before.value(Measure.RATE) if before and before.of else None
        return line._replace(low=low, high=high, before=rated)
    return line


def _total(question: Question, whole: _Group, before: _Group) -> Line:
    line = _line(question, whole, {}, ())._replace(name=_("Total"), behind=Behind())
    if not before.cases:
        return line
    return line._replace(before=before.value(question.measure))


def _extras(question: Question, groups: Sequence[_Group], whole: _Group) -> tuple[Extra, ...]:
    """Return what stands beside the value: the share of the whole, or how many it rests on."""
    if question.measure is Measure.RATE:
        won = meant("deals", "won") if question.subject is not Subject.OFFERS else meant("offers", "accepted")
        of = meant("deals", "closed") if question.subject is not Subject.OFFERS else meant("offers", "answered")
        return (
            Extra(won, Unit.COUNT, tuple(float(group.hits) for group in groups), float(whole.hits)),
            Extra(of, Unit.COUNT, tuple(float(group.of) for group in groups), float(whole.of)),
            Extra(_("Expected"), Unit.SHARE, tuple(rate.shrunk for rate in _rates(groups))),
        )
    head = _("Positions") if _by_line(question) and question.measure is Measure.AMOUNT else _("Cases")
    counted = [float(group.cases) for group in groups]
    # What is counted by positions adds up to positions; the orders they stand in are fewer.
    cases = Extra(head, Unit.COUNT, tuple(counted), sum(counted) if head == _("Positions") else float(whole.cases))
    if question.measure is Measure.MEAN:
        return (cases,)
    total = whole.value(question.measure)
    share = Extra(
        _("Share"), Unit.SHARE, tuple(group.value(question.measure) / total if total else None for group in groups),
        1.0 if total else None,
    )  # fmt: skip
    return (share,) if question.measure is Measure.COUNT else (share, cases)


def _rates(groups: Sequence[_Group]) -> tuple[Rate, ...]:
    return rates([Counted(place, group.hits, group.of) for place, group in enumerate(groups)])


def _missing(question: Question, whole: _Group) -> str:
    if question.measure is Measure.RATE:
        what = _("answered offers") if question.subject is Subject.OFFERS else _("closed deals")
        return too_few(whole.of, LEAST_RATED, what) if whole.of < LEAST_RATED else ""
    return "" if whole.cases else _("Nothing was recorded in this period.")


def _title(question: Question) -> str:
    measured = measure_words(question.subject, question.measure)
    if question.measure in (Measure.COUNT, Measure.WEIGHTED) or (
        question.measure is Measure.AMOUNT and question.subject is not Subject.REVENUE
    ):
        measured = f"{subject_words(question.subject)}: {measured}"
    by = field_words(question.split or question.by)
    return _("{measure} by {field}").format(measure=measured, field=by)


def _subtitle(question: Question, period: Period) -> str:
    if question.subject is Subject.OPEN:
        return _("as things stand")
    days = _("{first} to {last}").format(first=day(period.first), last=day(period.last))
    return _("{days}, net").format(days=days) if unit_of(question.measure) is Unit.MONEY else days


def _sentence(finding: Finding) -> str:
    """Return the finding in one sentence: the largest group, its share, and how many cases there are."""
    if finding.missing or finding.total is None or finding.question is None:
        return finding.missing
    if finding.question.measure is Measure.RATE:
        return _rates_sentence(finding, finding.total)
    named = [line for line in finding.lines if line.name != _("Others")]
    largest = max(named or finding.lines, key=lambda line: line.value)
    cases = cases_words(finding.question.subject, finding.total.cases)
    if finding.unit is Unit.SHARE or finding.question.measure is Measure.MEAN:
        return _("Highest: {name}; counted over {cases}.").format(name=largest.name, cases=cases)
    share = round(100 * largest.value / finding.total.value) if finding.total.value else 0
    return _("Most: {name} with {share} %; counted over {cases}.").format(name=largest.name, share=share, cases=cases)


def _rates_sentence(finding: Finding, total: Line) -> str:
    """Return how many of all it was, and which groups differ beyond chance."""
    said = _("{hits} of {n} closed deals were won.")
    if finding.question is not None and finding.question.subject is Subject.OFFERS:
        said = _("{hits} of {n} offers were ordered.")
    counted = [Counted(place, line.hits, line.cases) for place, line in enumerate(finding.lines)]
    whole = said.format(hits=total.hits, n=total.cases)
    return f"{whole} {differences([line.name for line in finding.lines], rates(counted))}"
