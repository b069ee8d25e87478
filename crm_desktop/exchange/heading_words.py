"""Words in headings that are no field of their own: which of several is meant, whose it is, and what nobody asks for.

All words are folded (`base.text.words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from crm_desktop.base.text import words
from crm_desktop.domain.records import RecordKind


def _each(names: str, meaning: str) -> dict[str, str]:
    return dict.fromkeys(words(names), meaning)


def _set(names: str) -> frozenset[str]:
    return frozenset(words(names))


#: Words that say which of several addresses, phones or mails is meant.
WHICH = MappingProxyType(
    {
        **_each(
            "business work office buro geschaftlich geschaftliche geschaftl gesch dienstlich dienstl beruflich arbeit",
            "work",
        ),
        **_each("mailing billing rechnungsadresse rechnungsanschrift hauptadresse postanschrift", "work"),
        **_each("home private privat priv personal personlich privatadresse privatanschrift", "home"),
        **_each(
            "other weitere weiteres weiterer andere sonstige alternativ alternative alternate zusatzliche zweite",
            "other",
        ),
        **_each("shipping delivery lieferadresse lieferanschrift versandadresse postadresse liefer versand", "other"),
        **_each("assistant asst assistent assistenz sekretariat", "assistant"),
        **_each("car auto", "car"),
        **_each("pager piepser", "pager"),
        **_each("linkedin", "LinkedIn"),
        **_each("xing", "Xing"),
        **_each("facebook", "Facebook"),
        **_each("instagram", "Instagram"),
    }
)
#: Words that turn a phone into another field: "Work Mobile Phone".
DEVICE = MappingProxyType({**_each("mobile mobil cell handy iphone", "mobile"), **_each("fax telefax", "fax")})
#: Words beside an amount or a part that do not change what the column is.
BESIDE = _set("eur euro usd gbp chf in s netto net the der des die das of r e u und and primary main default")
#: What the row is about, said again before the name of the column: "Company Phone", "Adresse: Ort".
ABOUT = _set(
    "contact kontakt person customer kunde kunden client company firma firmen account organization organisation "
    "unternehmen address adresse anschrift deal opportunity lead product produkt lineitem line position default "
    "artikel item invoice rechnung rechnungs ansprechpartner ansprechperson kontaktperson ap"
)
#: Words that tell of somebody or something else than the record itself, or of its life in the other program.
ELSE = _set(
    "owner besitzer verantwortlich verantwortlicher zustandig betreuer bearbeiter sachbearbeiter user benutzer "
    "assigned zugewiesen zugewiesener salesperson vertriebsmitarbeiter verkaufer created creator erstellt "
    "angelegt modified geandert bearbeitet updated update last letzte letzter letztes next nachste nachster "
    "nachstes parent reports reporting manager vorgesetzte vorgesetzten spouse ehepartner partner yomi phonetic "
    "phonetisch vendor lieferant angezeigter typ type photo foto bild avatar image initials initialen geschlecht "
    "gender file team kategorie followers activity assistent assistant ids twitter skype associated umsatz "
    "revenue anzahl count seit since zustandiger zustandige zustandiges zustandigen verantwortliche verantwortlichen "
    "verantwortung eigentumer besitzerin bearbeiterin salesman rep visible sichtbar"
)
#: Words that end so tell of somebody else, too: Accountinhaber, Kontaktbesitzer.
_ELSE_ENDS = re.compile(r"\w+(?:inhaber|inhaberin|besitzer|eigentumer|verantwortlicher|betreur|bearbeiter)")
#: What begins German words for parts of an address or ways to reach somebody, and the word that says which: Lieferort.
_BEGINNINGS = MappingProxyType(
    {
        "rechnungs": "rechnungsadresse", "rechnung": "rechnungsadresse", "liefer": "lieferadresse",
        "versand": "lieferadresse", "privat": "privat", "geschafts": "geschaftlich", "dienst": "dienstlich",
        "firmen": "firma", "post": "postanschrift", "kontakt": "kontakt", "kunden": "kunde", "haupt": "main",
    }
)  # fmt: skip
_ENDINGS = _set(
    "strasse str strassenname ort stadt plz postleitzahl land bundesland region hausnummer hausnr adresszusatz telefon "
    "telefonnummer tel fax faxnummer handy handynummer mobil mobilnummer mobiltelefon email mail mailadresse "
    "emailadresse webseite website homepage"
)

_NAMES = {
    "person": "person|people|contact|contact person|kontakt|kontaktperson|ansprechpartner",
    "company": "organization|organisation|company|account|firma|unternehmen",
    "deal": "deal|opportunity|vorgang|chance|verkaufschance",
    "lead": "lead|anfrage",
    "product": "product|produkt|artikel|line item|position",
    "activity": "activity|aktivitat|note|notiz",
    "sale": "invoice|order|rechnung|auftrag",
}
_ENTITY = {name: entity for entity, names in _NAMES.items() for name in names.split("|")}
_PREFIX = re.compile(r"\s*([^\W\d_]+(?: [^\W\d_]+)?)\s*(?: [-–] |: ?|\.|/)\s*(\S.*)")
#: By kind of file, of whom the columns are the record's own.
_OWN = {
    RecordKind.CONTACTS: ("person", "company"),
    RecordKind.PRODUCTS: ("product",),
    RecordKind.DEALS: ("deal",),
    RecordKind.STAGES: ("deal",),
    RecordKind.SALES: ("sale",),
    RecordKind.ACTIVITIES: ("activity",),
    RecordKind.LEADS: ("lead", "person", "company"),
}
#: By kind of file, the field that names somebody or something else.
_NAMED = {
    RecordKind.CONTACTS: {"company": "company", "person": "name"},
    RecordKind.DEALS: {"company": "company", "person": "person", "product": "product"},
    RecordKind.STAGES: {},
    RecordKind.PRODUCTS: {},
    RecordKind.SALES: {"company": "customer", "person": "customer", "product": "product_name"},
    RecordKind.ACTIVITIES: {"company": "company", "person": "contact", "deal": "deal"},
    RecordKind.LEADS: {"company": "company", "person": "name"},
}
#: What a title is called where the record is no person: "Lead - Title".
_TITLED = {(RecordKind.LEADS, "lead"): "wish", (RecordKind.ACTIVITIES, "activity"): "subject"}
_TITLES = frozenset(("title", "titel", "subject", "betreff"))


def of_others(tokens: Iterable[str]) -> bool:
    """Whether folded words of a heading speak of somebody or something else than the record."""
    return any(token in ELSE or _ELSE_ENDS.fullmatch(token) for token in tokens)


def taken_apart(tokens: Iterable[str]) -> list[str]:
    """Return folded words of a heading with those of two parts taken apart: "lieferort" is "lieferadresse ort"."""
    found: list[str] = []
    for token in tokens:
        begin = next((one for one in _BEGINNINGS if token.startswith(one) and token[len(one) :] in _ENDINGS), "")
        found += [_BEGINNINGS[begin], token[len(begin) :]] if begin else [token]
    return found


def entity_of(heading: str) -> tuple[str, str]:
    """Return whose column "Person - Phone" is, and what is left of the heading; "" for whom nothing is said."""
    match = _PREFIX.fullmatch(heading)
    entity = _ENTITY.get(" ".join(words(match[1])), "") if match else ""
    return (entity, match[2]) if match and entity else ("", heading)


def is_own(kind: RecordKind, entity: str) -> bool:
    """Whether columns of an entity describe the records of a file of this kind themselves."""
    return entity in _OWN[kind]


def titled_by(kind: RecordKind, entity: str, rest: str) -> str:
    """Return the field a title of an entity fills in a file of this kind, "" where it is none."""
    return _TITLED.get((kind, entity), "") if "".join(words(rest)) in _TITLES else ""


def named_by(kind: RecordKind, entity: str) -> str:
    """Return the field that names an entity in a file of this kind, "" for none."""
    return _NAMED[kind].get(entity, "")
