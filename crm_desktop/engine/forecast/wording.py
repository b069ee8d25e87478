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
    """Return a reason in one or two words, for a column of a table; "" where only a sentence says it."""
    words: Mapping[ReasonCode, str] = {
        ReasonCode.STAGE: _("stage"),
        ReasonCode.CONFIGURED: _("start value"),
        ReasonCode.LATE: _("waiting long"),
        ReasonCode.AGE: _("time in stage"),
        ReasonCode.SLOW: _("slow so far"),
        ReasonCode.LARGE: _("large"),
        ReasonCode.SMALL: _("small"),
        ReasonCode.AFTER: _("mostly later"),
        ReasonCode.BEFORE: _("mostly earlier"),
    }
    return words.get(reason.code, "")


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
    ReasonCode.CONFIGURED_ONLY: _configured_only,
    ReasonCode.ROUGH: _rough,
    ReasonCode.NOTHING_OPEN: _nothing_open,
    ReasonCode.NO_NEW_BUSINESS: _no_new_business,
    ReasonCode.STALE: _stale,
    ReasonCode.OVERDUE: _overdue,
}
