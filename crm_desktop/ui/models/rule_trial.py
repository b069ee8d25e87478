"""What a rule would have done in the last ninety days, ready to be drawn and said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crm_desktop.base.formats import amount, near_day, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.rules import Subject
from crm_desktop.operations.rules.dry_run import CaseState, DryCase, DryRun
from crm_desktop.ui.models.short_rows import SpokenRows
from crm_desktop.ui.widgets.dot_line import Dot, Mark

#: So many cases are shown before all are asked for, and at most.
FEW, MOST = 8, 500


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as the list shows it; `acts` is False for one the rule would have left alone."""

    case: DryCase
    when: str
    worth: str
    acts: bool = True

    @property
    def title(self) -> str:
        """What it is about, and who."""
        return ", ".join(part for part in (self.case.title, self.case.contact) if part)

    @property
    def good(self) -> bool:
        """Whether an order came of it."""
        return self.case.state is CaseState.WON

    def spoken(self) -> str:
        """Return the case as a screen reader says it."""
        case = self.case
        parts = (self.when, case.number, self.title, self.worth, case.did, case.state_word)
        return ", ".join(part for part in parts if part)


def case_lines(run: DryRun, today: date, *, everything: bool) -> list[CaseLine]:
    """Return the newest cases, or all with those the rule would have left alone below them."""
    if not everything:
        return [_line(case, today, acts=True) for case in run.cases[:FEW]]
    acting = [_line(case, today, acts=True) for case in run.cases]
    return [*acting, *(_line(case, today, acts=False) for case in run.left_out)][:MOST]


def times_words(run: DryRun, subject: Subject) -> tuple[str, str]:
    """Return how often the rule would have acted, and at what share of what it looked at."""
    often = plural("{n} time", "{n} times", run.times)
    if not run.looked_at:
        return often, ""
    share = percent(min(run.times / run.looked_at, 1.0))
    return often, _shares(run.looked_at)[subject].format(share=share)


def _shares(count: int) -> dict[Subject, str]:
    """Return at what share of how many records a rule would have acted; the share is filled in later."""
    return {
        Subject.DEAL: plural("on {{share}} of {n} deal", "on {{share}} of {n} deals", count),
        Subject.OFFER: plural("on {{share}} of {n} offer", "on {{share}} of {n} offers", count),
        Subject.LEAD: plural("on {{share}} of {n} inquiry", "on {{share}} of {n} inquiries", count),
        Subject.CONTACT: plural("on {{share}} of {n} contact", "on {{share}} of {n} contacts", count),
        Subject.TASK: plural("on {{share}} of {n} task", "on {{share}} of {n} tasks", count),
        Subject.ORDER: plural("on {{share}} of {n} order", "on {{share}} of {n} orders", count),
    }


def hint(run: DryRun) -> str:
    """Return what the figures are not: a proof; and how they were found where that matters."""
    if run.by_week:
        return _("no proof, only a hint; when it happened is known to the week")
    return _("no proof, only a hint")


def orders_words(run: DryRun) -> str:
    """Return what came of the cases, without making it a proof."""
    return plural("of them became an order,", "of them became orders,", run.orders)


def warning(run: DryRun) -> str:
    """Return what is to be watched: that it never acts, or too often; "" for nothing."""
    if run.too_often:
        return _("That is more than once each working day. Narrow the rule with another condition.")
    if not run.times and run.never:
        never = "; ".join(run.never)
        return _("The rule would never have acted, because this was never so: {never}.").format(never=never)
    if not run.times:
        return _("The rule would never have acted: nothing of this kind happened in this time.")
    return ""


def dots(run: DryRun) -> list[Dot]:
    """Return the cases on the time line."""
    span = max((run.until - run.since).days, 1)
    return [
        Dot(min(max((on - run.since).days / span, 0.0), 1.0), state is CaseState.WON) for on, state in run.marks
    ]  # fmt: skip


def marks(run: DryRun, month: dict[int, str]) -> list[Mark]:
    """Return the beginnings of the months on the time line, and today at its end."""
    span = max((run.until - run.since).days, 1)
    found, at = [], (run.since.replace(day=1) + timedelta(days=32)).replace(day=1)
    while at < run.until - timedelta(days=8):
        found.append(Mark((at - run.since).days / span, month[at.month]))
        at = (at + timedelta(days=32)).replace(day=1)
    return [*found, Mark(1.0, _("today"))]


def spoken_line(run: DryRun, today: date) -> str:
    """Return the time line as a screen reader says it."""
    if not run.marks:
        return _("No case")
    first, last = near_day(run.marks[0][0], today), near_day(run.marks[-1][0], today)
    words = plural("{n} case, {{first}} to {{last}}", "{n} cases, {{first}} to {{last}}", len(run.marks))
    return words.format(first=first, last=last)


def _line(case: DryCase, today: date, *, acts: bool) -> CaseLine:
    worth = amount(case.amount_cents, case.currency, whole=True) if case.amount_cents else ""
    return CaseLine(case, near_day(case.day, today), worth, acts)


class CasesModel(SpokenRows[CaseLine]):
    """The cases, the newest first."""
