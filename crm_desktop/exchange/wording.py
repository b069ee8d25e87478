"""The words other programs use for ours: the state of a deal, kinds of contacts and activities, countries, languages.

Every function takes clean text that is not empty and raises BadInput for a word it does not know, except where any word
is good enough to keep.
"""

from __future__ import annotations

import re
from functools import cache

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import words

_STATUS = {
    "won": "won, closed won, gewonnen, auftrag, verkauft, approved, sold, erteilt, beauftragt",
    "lost": "lost, closed lost, verloren, abgesagt, abgelehnt, cancelled, canceled, declined, storniert, rejected",
    "open": "open, offen, in progress, laufend, in bearbeitung, aktiv, active, new, neu, pending, qualified, engaging, "
    "prospecting, angeboten, in arbeit",
    "parked": "parked, geparkt, on hold, ruht, zurückgestellt, pausiert, wiedervorlage",
}
_CONTACT_KINDS = {
    "person": "person, privat, privatperson, individual, contact, kontakt, ansprechpartner, natürliche person",
    "company": "company, firma, organization, organisation, unternehmen, org, account, betrieb",
}
_LEAD_STATUS = {
    "new": "new, neu, open, offen, unbearbeitet, unread, eingegangen, received",
    "contacted": "contacted, kontaktiert, in bearbeitung, in progress, beantwortet, answered, working, nurturing, "
    "angerufen",
    "qualified": "qualified, qualifiziert, interessiert, interested, geprüft, sql, mql, warm, heiß, hot",
    "converted": "converted, konvertiert, angenommen, übernommen, won, gewonnen, auftrag, deal, chance, kunde, "
    "customer, accepted, closed won, closed converted, vorgang",
    "disqualified": "disqualified, disqualifiziert, abgelehnt, verloren, lost, rejected, unqualified, abgesagt, spam, "
    "declined, closed lost, closed not converted, kein interesse, not interested, dead, unbrauchbar",
}
_ACTIVITY_KINDS = {
    "call": "call, phone, phone call, anruf, telefonat, telefon, anruf eingehend, anruf ausgehend, telefongespräch",
    "email": "email, e-mail, mail, nachricht",
    "meeting": "meeting, termin, besprechung, treffen, appointment, demo, videokonferenz, event",
    "note": "note, notiz, kommentar, comment, bemerkung, memo, aktennotiz, gesprächsnotiz",
    "letter": "letter, brief, fax, schreiben, post",
    "task": "task, aufgabe, to do, todo, wiedervorlage, erinnerung, reminder",
    "visit": "visit, besuch, vor ort, aufmaß, ortstermin, kundenbesuch",
    "document": "document, dokument, datei, file, angebot, offer, rechnung",
    "system": "system",
}
_DIRECTIONS = {
    "in": "in, incoming, inbound, eingehend, ein, received, empfangen, erhalten",
    "out": "out, outgoing, outbound, ausgehend, aus, sent, gesendet, versendet",
}
_LANGUAGES = {
    "de": "de, deutsch, german, ger, deu, de de, de at, de ch",
    "en": "en, englisch, english, eng, en us, en gb",
    "fr": "fr, französisch, french, français, fra",
    "it": "it, italienisch, italian, italiano",
    "es": "es, spanisch, spanish, español",
    "nl": "nl, niederländisch, dutch, nederlands",
    "pl": "pl, polnisch, polish, polski",
    "tr": "tr, türkisch, turkish, türkçe",
}
_SALUTATIONS = {
    "Herr": "herr, herrn, hr, m, männlich, male, mann",
    "Frau": "frau, fr, w, f, weiblich, female, fräulein",
    "Mr": "mr, mister",
    "Ms": "ms, miss",
    "Mrs": "mrs",
    "Mx": "mx",
    "": "d, divers, diverse, x, neutral, keine, keine angabe, unbekannt, unknown, none, other, firma",
}
_CURRENCIES = {
    "EUR": "€, eur, euro, euros",
    "USD": "$, usd, us dollar, dollar, us$",
    "GBP": "£, gbp, pound, pfund",
    "CHF": "chf, sfr, fr, franken",
}
_COUNTRIES = {
    "DE": "d, brd, germany, deutschland, ger",
    "AT": "a, österreich, oesterreich",
    "CH": "schweiz, switzerland, suisse",
    "LI": "fl",
    "US": "usa, u s a, u s, united states of america, america, vereinigte staaten von amerika",
    "GB": "uk, u k, england, scotland, wales, great britain, großbritannien",
    "NL": "holland, niederlande, the netherlands",
    "KR": "korea",
    "CZ": "tschechische republik, czech republic",
    "IT": "i",
    "FR": "f",
}


def status(text: str) -> str:
    """Return the state of a deal: open, won, lost or parked."""
    return _known(text, _table("status"), _("“{text}” is not a state of a deal."))


def status_of_stage(text: str) -> str:
    """Return "won" or "lost" for a stage whose name says so, "" for any other."""
    found = _table("status").get(_key(text), "")
    return found if found in {"won", "lost"} else ""


def lead_status(text: str) -> str:
    """Return where an inquiry stands: new, contacted, qualified, converted or disqualified."""
    return _known(text, _table("lead status"), _("“{text}” is not a state of an inquiry."))


def contact_kind(text: str) -> str:
    """Return person or company."""
    return _known(text, _table("contact kind"), _("“{text}” is neither person nor company."))


def activity_kind(text: str) -> str:
    """Return the kind of an activity."""
    return _known(text, _table("activity kind"), _("“{text}” is not a kind of activity; taken as a note."))


def direction(text: str) -> str:
    """Return in or out."""
    return _known(text, _table("direction"), _("“{text}” is neither in nor out."))


def language(text: str) -> str:
    """Return the code of a language; any other code of two letters stays as it is."""
    if re.fullmatch(r"[A-Za-z]{2}", text):
        return text.lower()
    return _known(text, _table("language"), _("“{text}” is not a language this program knows."))


def currency(text: str) -> str:
    """Return the code of a currency (ISO 4217); any code of three letters stays as it is."""
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return text.upper()
    if text in {"€", "$", "£"}:
        return {"€": "EUR", "$": "USD", "£": "GBP"}[text]
    return _known(text, _table("currency"), _("“{text}” is not a currency."))


def salutation(text: str) -> str:
    """Return how a person is addressed. Nothing is guessed: a neutral or unknown answer is "", other words stay."""
    return _table("salutation").get(_key(text), text)


def is_salutation(text: str) -> bool:
    """Whether a word before a name addresses a person."""
    return len(text) > 1 and bool(_table("salutation").get(_key(text)))


def country(text: str) -> str:
    """Return the code of a country (ISO 3166, two letters) by its name in German or English, or the text itself."""
    if found := _table("country").get(_key(text)):
        return found
    if len(text) == 2 and text.isascii() and text.isupper():
        return text
    return _country_names().get(_key(text), text)


def is_country(text: str) -> bool:
    """Whether a text is the name of a country."""
    return len(text) != 2 == len(country(text)) or (text.isupper() and _key(text) in _table("country"))


def _key(text: str) -> str:
    return " ".join(words(text))


def _known(text: str, table: dict[str, str], message: str) -> str:
    found = table.get(_key(text))
    if found is None:
        raise BadInput(message.format(text=text[:40]))
    return found


@cache
def _table(name: str) -> dict[str, str]:
    tables = {
        "status": _STATUS,
        "contact kind": _CONTACT_KINDS,
        "lead status": _LEAD_STATUS,
        "activity kind": _ACTIVITY_KINDS,
        "direction": _DIRECTIONS,
        "language": _LANGUAGES,
        "salutation": _SALUTATIONS,
        "currency": _CURRENCIES,
        "country": _COUNTRIES,
    }
    return {_key(name): ours for ours, names in tables[name].items() for name in names.split(",")}


@cache
def _country_names() -> dict[str, str]:
    """Return the codes of all countries by their names in the languages of the neighbours."""
    from babel import Locale  # noqa: PLC0415 - only for files that write countries out

    return {
        _key(name): code
        for language in ("it", "fr", "en", "de")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
