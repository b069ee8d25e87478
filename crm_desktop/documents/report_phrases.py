"""What the layout of a report says by itself, in the document's own language."""

from __future__ import annotations

from typing import NamedTuple


class ReportPhrases(NamedTuple):
    """The texts around a report."""

    lang: str
    foot: str
    page: str


_GERMAN = ReportPhrases(
    lang="de-DE",
    foot="Stand {day} · Beträge netto in {currency} · nur für den internen Gebrauch",
    page="Seite {page} von {pages}",
)
_ENGLISH = ReportPhrases(
    lang="en-GB", foot="As of {day} · amounts net in {currency} · for internal use", page="Page {page} of {pages}"
)
#: What the currency is called in a sentence; others go by their code.
_CURRENCIES = {"de": {"EUR": "Euro", "CHF": "Franken"}, "en": {"EUR": "euros", "CHF": "francs", "GBP": "pounds"}}


def report_phrases(language: str, country: str = "") -> ReportPhrases:
    """Return the phrases of a language as a country uses them; an unknown language speaks English."""
    if language != "de":
        return _ENGLISH
    return _GERMAN._replace(lang=f"de-{country}") if country in {"AT", "CH", "LI"} else _GERMAN


def currency_name(currency: str, language: str) -> str:
    """Return what a currency is called in running text: Euro, francs, USD."""
    return _CURRENCIES.get(language, _CURRENCIES["en"]).get(currency, currency)
