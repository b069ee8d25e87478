"""Commands about what customers buy: together, one after the other, and what that makes them worth."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import MOST_ROWS, whole_number

#: Nobody remembers what was bought longer ago, in days.
_LONGEST = 5 * 366


def also_bought(surroundings: Surroundings, options: Namespace) -> None:
    """Show what customers who bought one thing bought as well."""
    from crm_desktop.operations.buying import bought_together  # noqa: PLC0415 - only here

    first, last = (parse_day(text) if text else None for text in (options.first, options.last))
    with surroundings.reading() as reader:
        found = bought_together(reader, first=first, last=last, by_order=options.by == "order")
    surroundings.answer(
        {
            "by": options.by,
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
    """Show what customers who bought one thing bought some months later."""
    from crm_desktop.engine.next_purchase import Lag  # noqa: PLC0415
    from crm_desktop.operations.buying import bought_later  # noqa: PLC0415

    if options.least > options.most:
        raise BadInput(_("The shortest wait is longer than the longest."), field="from_days")
    until = parse_day(options.until) if options.until else local_day(surroundings.clock())
    with surroundings.reading() as reader:
        found = bought_later(reader, until=until, lag=Lag(options.least, options.most))
    surroundings.answer(
        {
            "from_days": options.least,
            "to_days": options.most,
            "sequences": [
                {
                    "bought": each.bought,
                    "then": each.then,
                    "cases": each.cases,
                    "at_risk": each.at_risk,
                    "share": round(each.share, 4),
                    "low": round(each.interval.low, 4),
                    "high": round(each.interval.high, 4),
                    "base": round(each.base, 4),
                    "days": each.days,
                    "chance": each.chance,
                }
                for each in found
            ],
        },
        lambda: (
            table(
                (_("Bought"), _("later"), _("of them"), _("otherwise"), _("after days")),
                [
                    (
                        each.bought,
                        each.then,
                        _("{cases} of {all}").format(cases=each.cases, all=each.at_risk),
                        percent(each.base),
                        each.days,
                    )
                    for each in found
                ],
                right=(2, 3, 4),
            )
            if found
            else [_too_few()]
        ),
    )


def value(surroundings: Surroundings, options: Namespace) -> None:
    """Show what customers are worth, and who is silent for longer than usual."""
    from crm_desktop.operations.customer_values import value_report  # noqa: PLC0415 - numpy
    from crm_desktop.store.queries.firm import currency as firm_currency  # noqa: PLC0415

    as_of = parse_day(options.as_of) if options.as_of else local_day(surroundings.clock())
    with surroundings.reading() as reader:
        found, currency = value_report(reader, as_of=as_of), firm_currency(reader)
    shown = found.customers[: options.limit]

    def money(cents: int) -> str:
        return amount(cents, currency, whole=True)

    surroundings.answer(
        {
            "as_of": as_of.isoformat(),
            "currency": currency,
            "method": found.method,
            "came_back": found.came_back,
            "customers": [
                {
                    "contact": each.account_id,
                    "name": each.name,
                    "orders": each.orders,
                    "revenue_cents": each.revenue_cents,
                    "first": each.first.isoformat(),
                    "last": each.last.isoformat(),
                    "gap_days": round(each.gap_days, 1),
                    "silent_days": each.silent_days,
                    "slipping": each.is_slipping,
                    "alive": None if each.alive is None else round(each.alive, 4),
                    "expected_orders": round(each.expected_orders, 3),
                    "expected_cents": each.expected_cents,
                }
                for each in shown
            ],
        },
        lambda: [
            *table(
                (_("Customer"), _("Orders"), _("Revenue"), _("silent for"), _("usual"), _("next 12 months")),
                [
                    (
                        each.name,
                        each.orders,
                        money(each.revenue_cents),
                        _("{days} days").format(days=each.silent_days),
                        _("{days} days").format(days=round(each.gap_days)),
                        money(each.expected_cents),
                    )
                    for each in shown
                ],
                right=(1, 2, 3, 4, 5),
            ),
            "",
            _("By the firm’s average, moved towards each customer’s own: it takes 100 who came back for more.")
            if found.method == "average"
            else _("By a model of who buys again, learned from all customers."),
        ],
    )


def _too_few() -> str:
    return _("Nothing is more than chance yet: it takes 10 customers of one product and 5 cases.")


def _also_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--by", choices=("customer", "order"), default="customer", help="what counts as one basket")
    parser.add_argument("--from", dest="first", default="", metavar="DAY", help="first day of the orders")
    parser.add_argument("--to", dest="last", default="", metavar="DAY", help="last day")


def _next_arguments(parser: ArgumentParser) -> None:
    days = whole_number(0, _LONGEST)
    parser.add_argument("--from-days", dest="least", type=days, default=60, metavar="DAYS", help="the shortest wait")
    parser.add_argument("--to-days", dest="most", type=days, default=120, metavar="DAYS", help="the longest wait")
    parser.add_argument("--until", default="", metavar="DAY", help="last day observed; today by default")


def _value_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as-of", default="", metavar="DAY", help="the day whose knowledge is used; today by default")
    parser.add_argument(
        "--limit", type=whole_number(1, MOST_ROWS), default=MOST_ROWS, metavar="N", help="at most so many"
    )


COMMANDS = (
    Command("value", "show what customers are worth", value, _value_arguments),
    Command("also-bought", "show what customers of one thing bought as well", also_bought, _also_arguments),
    Command("next-purchase", "show what customers of one thing bought later", next_purchase, _next_arguments),
)
