"""Commands that look ahead, and back at how right that was."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import amount, day, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import whole_number

#: No horizon is longer: five years.
_MOST_DAYS = 5 * 366
#: Past forecasts in one record: one a day for ten years takes minutes.
_MOST_WINDOWS = 3_700
#: No goal is larger: ten thousand million.
_MOST_CENTS = 10**12


def forecast(surroundings: Surroundings, options: Namespace) -> None:
    """Foresee the orders of a period, from what was known on a day."""
    from crm_desktop.engine.forecast.wording import sentence, word  # numpy
    from crm_desktop.operations.forecasts import forecasts
    from crm_desktop.operations.forecasts.data import forecast_data, parts_data
    from crm_desktop.operations.forecasts.parts import By, Part, forecast_parts
    from crm_desktop.store.queries.firm import currency as firm_currency

    as_of = _day(options.as_of) or local_day(surroundings.clock())
    with surroundings.reading() as reader:
        currency = firm_currency(reader)
        found = forecasts.forecast(reader, as_of=as_of, period=_period(options, as_of))
        parts = forecast_parts(reader, found, by=By(options.by)) if options.by else []

    def money(cents: int) -> str:
        return amount(cents, currency, whole=True)

    def by_part(part: Part) -> tuple[str, ...]:
        return part.name or "–", money(part.known_cents), money(part.new_cents), money(part.cents)

    def by_parts() -> list[str]:
        heads = _("Part"), _("Known deals"), _("New business"), _("Expected")
        return [*table(heads, [by_part(part) for part in parts], right=(1, 2, 3)), ""]

    data = forecast_data(found, currency)
    if options.by:
        data["by"] = {"field": options.by, "parts": parts_data(parts)}
    if options.target:
        data["target"] = {"cents": options.target, "chance": round(found.chance_of(options.target), 6)}
    surroundings.answer(
        data,
        lambda: [
            _("{first} to {last}, as of {day}").format(
                first=day(found.period.first), last=day(found.period.last), day=day(as_of)
            ),
            _("Expected: {amount}").format(amount=money(found.expected_cents)),
            _("With 80 % between {low} and {high}").format(low=money(found.p10_cents), high=money(found.p90_cents)),
            *(
                [_("{goal} will be reached: {chance}").format(
                    goal=money(options.target), chance=percent(found.chance_of(options.target))
                )]
                if options.target else []
            ),
            *(sentence(each, currency) for each in (found.verdict, *found.warnings)),
            "",
            *(by_parts() if parts else []),
            *table(
                (_("Deal"), _("Value"), _("Chance"), _("in the period"), _("Contributes"), _("why")),
                [
                    (
                        deal.title, money(deal.amount_cents), percent(deal.win_probability),
                        percent(deal.probability_in_period), money(deal.contribution_cents),
                        word(deal.reasons[0]) if deal.reasons else "",
                    )
                    for deal in found.deals
                ],
                right=(1, 2, 3, 4),
            ),
        ],
    )  # fmt: skip


def backtest(surroundings: Surroundings, options: Namespace) -> None:
    """Show past forecasts against what came, beside simpler ones."""
    from crm_desktop.operations.forecasts import forecasts  # numpy
    from crm_desktop.operations.forecasts.data import calibration, record_data

    first, last = _span(options, local_day(surroundings.clock()))
    with surroundings.reading() as reader:
        found = forecasts.backtest(
            reader, known_by=local_day(surroundings.clock()), horizon_days=options.horizon, every_days=options.every,
            first=first, last=last,
        )  # fmt: skip
    surroundings.answer(
        record_data(found),
        lambda: [
            *table(
                (_("Method"), _("Error"), _("Bias"), "CRPS", _("In the range")),
                [
                    (name, *(percent(value) if value is not None else "–" for value in score))
                    for name, score in found.scores.items()
                ],
                right=(1, 2, 3, 4),
            ),
            "",
            *(calibration(each) for each in found.deals.classes),
        ],
    )


def _period(options: Namespace, as_of: date) -> Period | None:
    if not options.first and not options.last:
        return None
    first = _day(options.first) or as_of
    last = _day(options.last)
    if last is None or last < first:
        raise BadInput(_("The period must end after it begins; name its last day with --to."), field="to")
    if (last - first).days > _MOST_DAYS:
        raise BadInput(_("This period is too long to be foreseen."), field="to")
    if last < as_of:
        raise BadInput(_("This period was over by the day whose knowledge is used; nothing of it can be foreseen."))
    return Period(first, last)


def _span(options: Namespace, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day a record forecasts from; no more of them than a person waits for."""
    first, last = _day(options.first), _day(options.last)
    if first and last and last < first:
        raise BadInput(_("The last day lies before the first."), field="to")
    end = min(last or today, today)
    if first and (end - first).days // (options.every or options.horizon) >= _MOST_WINDOWS:
        raise BadInput(
            _("These are more than {most} past forecasts.").format(most=number(_MOST_WINDOWS)),
            _("Begin later with --from, or take wider steps with --every."),
            field="from",
        )
    return first, last


def _day(text: str) -> date | None:
    return parse_day(text) if text else None


def _days(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", default="", metavar="DAY", help=_("first day, like 2026-10-01"))
    parser.add_argument("--to", dest="last", default="", metavar="DAY", help=_("last day"))


def _forecast_arguments(parser: ArgumentParser) -> None:
    _days(parser)
    parser.add_argument(
        "--by", default="", choices=("pipeline", "group", "channel", "category"), help=_("take the sum apart")
    )
    parser.add_argument(
        "--target",
        type=whole_number(1, _MOST_CENTS),
        default=None,
        metavar="CENTS",
        help=_("how likely a goal is reached"),
    )
    parser.add_argument(
        "--as-of", default="", metavar="DAY", help=_("the day whose knowledge is used; today by default")
    )


def _backtest_arguments(parser: ArgumentParser) -> None:
    _days(parser)
    days = whole_number(1, _MOST_DAYS)
    parser.add_argument("--horizon", type=days, default=91, metavar="DAYS", help=_("how far each past forecast looks"))
    parser.add_argument(
        "--every", type=days, default=None, metavar="DAYS", help=_("days from one past forecast to the next")
    )


COMMANDS = (
    Command("forecast", lambda: _("foresee the orders of a period"), forecast, _forecast_arguments),
    Command("backtest", lambda: _("show past forecasts against what came"), backtest, _backtest_arguments),
)
