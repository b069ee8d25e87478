"""What is said of rates by group: which stand out beyond chance, and what few cases are to be taken for."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.base.i18n import _
from crm_desktop.engine.win_rates import Rate, Verdict


def differences(names: Sequence[str], found: Sequence[Rate]) -> str:
    """Return which groups do better or worse than the others, or that this cannot be told yet."""
    said = []
    for verdict, words in (
        (Verdict.BETTER, _("More often than the others: {names}.")),
        (Verdict.WORSE, _("Less often than the others: {names}.")),
    ):
        told = [name for name, rate in zip(names, found, strict=True) if rate.verdict is verdict]
        if told:
            said.append(words.format(names=", ".join(told)))
    return " ".join(said) or _("The differences can be chance: that cannot be told yet.")
