"""Reasons and warnings in words, in the language in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, plural
from crm_desktop.engine.forecast.result import Reason, ReasonCode


def sentence(reason: Reason, currency: str = "EUR") -> str:
    """Return a reason or warning as one whole sentence."""
    return _SENTENCES[reason.code](reason.figures, currency)


def word(reason: Reason) -> str:
    """Return a reason in a few words with its counts, for a column of a table; "" where only a sentence says it."""
    figures = reason.figures
    words: Mapping[ReasonCode, Callable[[], str]] = {
        ReasonCode.STAGE: lambda: _("{won} of {cases} won").format(
            won=int(figures["won"]), cases=int(figures["cases"])
        ),
        ReasonCode.CONFIGURED: lambda: _("start value"),
        ReasonCode.LATE: lambda: _("{days} instead of {usual}").format(
            days=formats.number(max(1, round(figures["days"]))), usual=_days(figures["usual"])
        ),
        ReasonCode.AGE: lambda: _("{days} in stage").format(days=_days(figures["days"])),
        ReasonCode.SLOW: lambda: _("slow so far"),
        ReasonCode.LARGE: lambda: _("large"),
        ReasonCode.SMALL: lambda: _("small"),
        ReasonCode.AFTER: lambda: _("mostly later"),
        ReasonCode.BEFORE: lambda: _("mostly earlier"),
        ReasonCode.PUT_OFF: lambda: plural("put off once", "put off {n} times", int(figures["times"])),
        ReasonCode.PASSED: lambda: plural("{n} day overdue", "{n} days overdue", int(figures["days"])),
    }
    found = words.get(reason.code)
    return found() if found else ""


def _stage(figures: Mapping[str, float], _currency: str) -> str:
    return _("{won} of {cases} deals that reached this stage were won; your start value was {configured}.").format(
        won=int(figures["won"]), cases=int(figures["cases"]), configured=formats.percent(figures["configured"])
    )


def _configured(figures: Mapping[str, float], _currency: str) -> str:
    return _("No deal that reached this stage is closed yet; your start value is {configured}.").format(
        configured=formats.percent(figures["configured"])
    )


def _late(figures: Mapping[str, float], _currency: str) -> str:
    return _("It has been in this stage for {days}; deals that went on usually took {usual}.").format(
        days=_days(figures["days"]), usual=_days(figures["usual"])
    )


def _slow(_figures: Mapping[str, float], _currency: str) -> str:
    return _("It was slower than usual in earlier stages.")


def _large(figures: Mapping[str, float], currency: str) -> str:
    return _("{amount} is more than usual ({usual}), and that matters for your deals.").format(
        amount=_money(figures["amount_cents"], currency), usual=_money(figures["usual_cents"], currency)
    )


def _small(figures: Mapping[str, float], currency: str) -> str:
    return _("{amount} is less than usual ({usual}), and that matters for your deals.").format(
        amount=_money(figures["amount_cents"], currency), usual=_money(figures["usual_cents"], currency)
    )


def _after(figures: Mapping[str, float], _currency: str) -> str:
    return _("{share} of its chance lies after the period.").format(share=formats.percent(figures["share"]))


def _before(figures: Mapping[str, float], _currency: str) -> str:
    return _("{share} of its chance lies before the period.").format(share=formats.percent(figures["share"]))


def _put_off(figures: Mapping[str, float], _currency: str) -> str:
    times = plural(
        "Its closing date was put off once.", "Its closing date was put off {n} times.", int(figures["times"])
    )
    if not figures["cases"]:
        return times
    counts = _("Of the deals put off so far {won} of {cases} were won.")
    return times + " " + counts.format(won=int(figures["won"]), cases=int(figures["cases"]))


def _passed(figures: Mapping[str, float], _currency: str) -> str:
    return plural("Its closing date passed {n} day ago.", "Its closing date passed {n} days ago.", int(figures["days"]))


def _method_new(_figures: Mapping[str, float], _currency: str) -> str:
    return _("No period is over yet in which the forecast could be compared with what came.")


def _method_own(figures: Mapping[str, float], _currency: str) -> str:
    return _(
        "{weight} of this forecast is your own experience: over the last {periods} it was off by {own}, going on as "
        "lately by {run_rate}, fixed percentages by {ladder}."
    ).format(**_errors(figures)) + _unproven(figures)


def _unproven(figures: Mapping[str, float]) -> str:
    """Return that a simple method was a little better, where it was."""
    if min(figures["run_rate"], figures["ladder"]) >= figures["own"]:
        return ""
    return " " + _("So small a difference over so few periods proves nothing yet.")


def _method_run_rate(figures: Mapping[str, float], _currency: str) -> str:
    return _(
        "{weight} of this forecast is going on as lately: over the last {periods} that was off by {run_rate}, your own "
        "experience deal by deal by {own}."
    ).format(**_errors(figures))


def _method_ladder(figures: Mapping[str, float], _currency: str) -> str:
    return _(
        "{weight} of this forecast are your fixed percentages: over the last {periods} they were off by {ladder}, your "
        "own experience by {own}."
    ).format(**_errors(figures))


def _method_chosen(figures: Mapping[str, float], _currency: str) -> str:
    if "weighed" not in figures:
        return _("You chose this method; no period is over yet in which it could be compared.")
    periods = plural("{n} period", "{n} periods", int(figures["windows"]))
    return _(
        "You chose this method: over the last {periods} it was off by {error}, weighing all methods by {weighed}."
    ).format(periods=periods, error=formats.percent(figures["error"]), weighed=formats.percent(figures["weighed"]))


def _errors(figures: Mapping[str, float]) -> dict[str, str]:
    """Return how far off each method was, how much the leading one counts, and over how many periods, in words."""
    found = {name: formats.percent(figures.get(name, 0.0)) for name in ("weight", "own", "run_rate", "ladder")}
    return {**found, "periods": plural("{n} period", "{n} periods", int(figures["windows"]))}


def _configured_only(figures: Mapping[str, float], _currency: str) -> str:
    return _(
        "These figures rest on your start values: {cases} deals are closed, own experience needs {enough}."
    ).format(cases=int(figures["cases"]), enough=int(figures["enough"]))


def _rough(figures: Mapping[str, float], _currency: str) -> str:
    return _("These figures are rough: they rest on {cases} closed deals; from {enough} on they are firmer.").format(
        cases=int(figures["cases"]), enough=int(figures["enough"])
    )


def _nothing_open(_figures: Mapping[str, float], _currency: str) -> str:
    return _("No deal is open: what is expected comes from new business alone.")


def _no_new_business(_figures: Mapping[str, float], _currency: str) -> str:
    return _("No new deal came in during the last twelve weeks, so hardly any new business is expected.")


def _stale(figures: Mapping[str, float], currency: str) -> str:
    cases = int(figures["cases"])
    return (
        plural(
            "{n} open deal has waited far longer than usual and counts for little.",
            "{n} open deals have waited far longer than usual and count for little.",
            cases,
        )
        + " "
        + _("Together they are worth {amount}.").format(amount=_money(figures["cents"], currency))
    )


def _overdue(figures: Mapping[str, float], _currency: str) -> str:
    return plural(
        "The expected close of {n} open deal has passed.",
        "The expected close of {n} open deals has passed.",
        int(figures["cases"]),
    )


def _days(days: float) -> str:
    return plural("{n} day", "{n} days", max(1, round(days)))


def _money(cents: float, currency: str) -> str:
    return formats.amount(round(cents), currency, whole=True)


_SENTENCES: Mapping[ReasonCode, Callable[[Mapping[str, float], str], str]] = {
    ReasonCode.STAGE: _stage,
    ReasonCode.CONFIGURED: _configured,
    ReasonCode.LATE: _late,
    ReasonCode.AGE: _late,
    ReasonCode.SLOW: _slow,
    ReasonCode.LARGE: _large,
    ReasonCode.SMALL: _small,
    ReasonCode.AFTER: _after,
    ReasonCode.BEFORE: _before,
    ReasonCode.PUT_OFF: _put_off,
    ReasonCode.PASSED: _passed,
    ReasonCode.METHOD_NEW: _method_new,
    ReasonCode.METHOD_OWN: _method_own,
    ReasonCode.METHOD_RUN_RATE: _method_run_rate,
    ReasonCode.METHOD_LADDER: _method_ladder,
    ReasonCode.METHOD_CHOSEN: _method_chosen,
    ReasonCode.CONFIGURED_ONLY: _configured_only,
    ReasonCode.ROUGH: _rough,
    ReasonCode.NOTHING_OPEN: _nothing_open,
    ReasonCode.NO_NEW_BUSINESS: _no_new_business,
    ReasonCode.STALE: _stale,
    ReasonCode.OVERDUE: _overdue,
}
