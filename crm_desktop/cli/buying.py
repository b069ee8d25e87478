"""Commands about what customers buy: together, and one after the other."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import number, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import whole_number

if TYPE_CHECKING:
    from crm_desktop.engine.next_purchase import Sequence as Later
    from crm_desktop.engine.purchase_sets import HoldOut, Pattern

#: Nobody remembers what was bought longer ago, in days.
_LONGEST = 5 * 366


def also_bought(surroundings: Surroundings, options: Namespace) -> None:
    """Show what customers who bought one thing bought as well."""
    from crm_desktop.operations.contacts.buying import bought_together, tried_together  # only here

    first, last = (parse_day(text) if text else None for text in (options.first, options.last))
    with surroundings.reading() as reader:
        by_order = options.by == "order"
        found = bought_together(reader, first=first, last=last, by_order=by_order)
        tried = tried_together(reader, first=first, last=last, by_order=by_order)
    surroundings.answer(
        {
            "by": options.by,
            "hold_out": tried._asdict(),
            "rules": [
                {
                    "bought": list(rule.bought),
                    "then": rule.then,
                    "cases": rule.cases,
                    "at_risk": rule.at_risk,
                    "share": round(rule.confidence, 4),
                    "low": round(rule.interval.low, 4),
                    "high": round(rule.interval.high, 4),
                    "base": round(rule.with_then / rule.baskets, 4),
                    "lift": round(rule.lift, 3),
                    "chance": rule.chance,
                }
                for rule in found
            ],
        },
        lambda: (
            table(
                (_("Bought"), _("and"), _("of them"), _("otherwise"), _("times")),
                [
                    (
                        rule.bought[0],
                        rule.then,
                        _("{cases} of {all}").format(cases=rule.cases, all=rule.at_risk),
                        percent(rule.with_then / rule.baskets),
                        number(round(rule.lift, 1)),
                    )
                    for rule in found
                ],
                right=(2, 3, 4),
            )
            if found
            else [_too_few()]
        ),
    )


def next_purchase(surroundings: Surroundings, options: Namespace) -> None:
    """Show what customers who bought one thing, or all of several, bought some months later."""
    from crm_desktop.engine.next_purchase import Lag
    from crm_desktop.operations.contacts import buying

    if options.least > options.most:
        raise BadInput(_("The shortest wait is longer than the longest."), field="from_days")
    until = parse_day(options.until) if options.until else local_day(surroundings.clock())
    lag = Lag(options.least, options.most)
    with surroundings.reading() as reader:
        if options.sets > 1:
            _show_patterns(surroundings, *buying.bought_after_sets(reader, until=until, lag=lag, longest=options.sets))
            return
        found = buying.bought_later(reader, until=until, lag=lag)
    surroundings.answer(
        {
            "from_days": options.least,
            "to_days": options.most,
            "sequences": [
                {"bought": each.bought, "then": each.then, **_counts(each), "base": round(each.base, 4)}
                for each in found
            ],
        },
        lambda: _lines([((each.bought,), each) for each in found]),
    )


def _show_patterns(surroundings: Surroundings, found: Sequence[Pattern], tried: HoldOut) -> None:
    """Answer with sets of products before and one after, and how such patterns held with other customers."""
    held = _("Tried on customers they were not learned from: {held} of {tried} held; {promised} promised, {came} came.")
    surroundings.answer(
        {
            "patterns": [
                {
                    "before": list(each.before),
                    "then": each.then,
                    **_counts(each),
                    "base": round(each.base, 4),
                    "lift": round(each.lift, 3),
                }
                for each in found
            ],
            "hold_out": {
                "found": tried.found,
                "tried": tried.tried,
                "held": tried.held,
                "promised": round(tried.promised, 4),
                "came": round(tried.came, 4),
            },
        },
        lambda: [
            *_lines([(each.before, each) for each in found]),
            *(
                ["", held.format(held=tried.held, tried=tried.tried, promised=percent(tried.promised),
                                 came=percent(tried.came))]
                if tried.tried
                else []
            ),
        ],
    )  # fmt: skip


def _counts(each: Later | Pattern) -> dict[str, Any]:
    return {
        "cases": each.cases,
        "at_risk": each.at_risk,
        "share": round(each.share, 4),
        "low": round(each.interval.low, 4),
        "high": round(each.interval.high, 4),
        "days": each.days,
        "chance": each.chance,
    }


def _lines(found: Sequence[tuple[Sequence[str], Later | Pattern]]) -> list[str]:
    if not found:
        return [_too_few()]
    return table(
        (_("Bought"), _("later"), _("of them"), _("otherwise"), _("after days")),
        [
            (
                " + ".join(before),
                each.then,
                _("{cases} of {all}").format(cases=each.cases, all=each.at_risk),
                percent(each.base),
                each.days,
            )
            for before, each in found
        ],
        right=(2, 3, 4),
    )


def _too_few() -> str:
    return _("Nothing is more than chance yet: it takes 10 customers of one product and 5 cases.")


def _also_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--by", choices=("customer", "order"), default="customer", help=_("what counts as one basket"))
    parser.add_argument("--from", dest="first", default="", metavar="DAY", help=_("first day of the orders"))
    parser.add_argument("--to", dest="last", default="", metavar="DAY", help=_("last day"))


def _next_arguments(parser: ArgumentParser) -> None:
    days = whole_number(0, _LONGEST)
    parser.add_argument("--from-days", dest="least", type=days, default=60, metavar="DAYS", help=_("the shortest wait"))
    parser.add_argument("--to-days", dest="most", type=days, default=120, metavar="DAYS", help=_("the longest wait"))
    parser.add_argument("--until", default="", metavar="DAY", help=_("last day observed; today by default"))
    parser.add_argument(
        "--sets", type=whole_number(1, 6), default=1, metavar="N", help=_("look at sets of up to N products before")
    )


COMMANDS = (
    Command("also-bought", lambda: _("show what customers of one thing bought as well"), also_bought, _also_arguments),
    Command(
        "next-purchase", lambda: _("show what customers of one thing bought later"), next_purchase, _next_arguments
    ),
)
