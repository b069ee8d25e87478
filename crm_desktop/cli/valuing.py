"""The command about what customers are worth: so far, in the year ahead with a range, and who is slipping away."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import MOST_ROWS, whole_number

if TYPE_CHECKING:
    from crm_desktop.engine.customer_value import CustomerValue, ValueReport


def value(surroundings: Surroundings, options: Namespace) -> None:
    """Show what customers are worth, and who is silent for longer than usual."""
    from crm_desktop.operations.contacts.customer_values import value_report  # numpy
    from crm_desktop.store.queries.firm import currency as firm_currency

    as_of = parse_day(options.as_of) if options.as_of else local_day(surroundings.clock())
    with surroundings.reading() as reader:
        found, currency = value_report(reader, as_of=as_of), firm_currency(reader)
        inside = _inside(reader, options.segment, as_of)
    every = found.leaving() if options.leaving else found.customers
    shown = [each for each in every if inside is None or each.account_id in inside][: options.limit]
    surroundings.answer(
        {
            "as_of": as_of.isoformat(),
            "currency": currency,
            "method": found.method,
            "model": found.model,
            "log_likelihoods": {name: round(fit, 3) for name, fit in found.likelihoods},
            "came_back": found.came_back,
            "usual_days": round(found.usual_days, 1),
            "customers": [_plain(each) for each in shown],
        },
        lambda: [*_table(shown, currency), "", _method(found)],
    )


def _plain(each: CustomerValue) -> dict[str, Any]:
    return {
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
        "risk": None if each.risk is None else round(each.risk, 4),
        "at_risk_cents": each.at_risk_cents,
        "silent_as_long": each.silence.cases,
        "stayed_away": each.silence.away,
        "expected_orders": round(each.expected_orders, 3),
        "expected_cents": each.expected_cents,
        "low_cents": each.low_cents,
        "high_cents": each.high_cents,
        "years": [
            {
                "year": year.year,
                "revenue_cents": year.revenue_cents,
                "margin_cents": year.margin_cents,
                "of_cents": year.known_cents,
            }
            for year in each.years
        ],
    }


def _table(shown: Sequence[CustomerValue], currency: str) -> list[str]:
    def money(cents: int) -> str:
        return amount(cents, currency, whole=True)

    return table(
        (
            _("Customer"),
            _("Orders"),
            _("Revenue"),
            _("silent for"),
            _("usual"),
            _("next 12 months"),
            _("8 of 10 cases"),
        ),
        [
            (
                each.name,
                each.orders,
                money(each.revenue_cents),
                _("{days} days").format(days=each.silent_days),
                _("{days} days").format(days=round(each.gap_days)),
                money(each.expected_cents),
                f"{money(each.low_cents)} – {money(each.high_cents)}",
            )
            for each in shown
        ],
        right=(1, 2, 3, 4, 5, 6),
    )


def _method(found: ValueReport) -> str:
    if found.method == "average":
        return _("By the firm’s average, moved towards each customer’s own: it takes 100 who came back for more.")
    return _("By the {name} model of who buys again, which fits these customers best.").format(name=found.model)


def _inside(reader: Any, name: str, as_of: Any) -> set[int] | None:
    """Return the accounts of a segment; None where none is asked for."""
    from crm_desktop.base.errors import NotFound  # only here
    from crm_desktop.store.queries import segments

    if not name:
        return None
    segment_id = segments.by_name(reader, name)
    if segment_id is None:
        raise NotFound(_("There is no segment “{name}”.").format(name=name))
    return segments.accounts(reader, segment_id=segment_id, as_of=as_of)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", default="", metavar="DAY", help=_("the day whose knowledge is used; today by default")
    )
    parser.add_argument("--leaving", action="store_true", help=_("only who is overdue, the most at risk first"))
    parser.add_argument("--segment", default="", metavar="NAME", help=_("only the customers of this segment"))
    parser.add_argument(
        "--limit", type=whole_number(1, MOST_ROWS), default=MOST_ROWS, metavar="N", help=_("at most so many")
    )


COMMANDS = (Command("value", lambda: _("show what customers are worth"), value, _arguments),)
