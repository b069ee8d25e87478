"""The phrases of a document by its language, country and kind, and the line a letter begins with."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.documents.phrase_book import Phrases
from crm_desktop.documents.phrases_english import ENGLISH, ENGLISH_KINDS
from crm_desktop.documents.phrases_german import AUSTRIAN, GERMAN, GERMAN_KINDS, SWISS
from crm_desktop.documents.sheets import Title


def phrases(language: str, country: str = "", title: Title = Title.OFFER) -> Phrases:
    """Return the phrases of a language as a country uses them; an unknown language speaks English."""
    if language != "de":
        return replace(ENGLISH, **ENGLISH_KINDS[title])
    return replace({"AT": AUSTRIAN, "CH": SWISS, "LI": SWISS}.get(country, GERMAN), **GERMAN_KINDS[title])


def greeting(language: str, country: str = "", *, salutation: str = "", title: str = "", name: str = "") -> str:
    """Return the line a letter begins with.

    `salutation` is "ms" or "mr"; then `name` is the family name and a title (Dr.) comes before it. Without one, `name`
    is the whole name; without a name nobody in particular is greeted.
    """
    said = phrases(language, country)
    if not name:
        return said.dear_all
    form = {"ms": said.dear_ms, "mr": said.dear_mr}.get(salutation, said.dear_name)
    return form.format(name=f"{title} {name}".strip())
