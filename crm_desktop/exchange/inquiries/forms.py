"""What a web form labels: “Name: …”, “Firma: …”, in German and English, the value beside the label or below it."""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.text import words
from crm_desktop.exchange.inquiries.lines import Span, lines, span

_LABELS = {
    "name": "name, ihr name, your name, vollständiger name, full name, vor und nachname, vorname und nachname, "
    "vorname nachname, name vorname, kontaktname, contact name, ansprechpartner, ansprechpartnerin, contact, "
    "contact person, kontaktperson, absender, sender, kunde, customer, interessent",
    "given_name": "vorname, first name, firstname, given name, forename, ihr vorname",
    "family_name": "nachname, familienname, last name, lastname, surname, family name, zuname, ihr nachname",
    "salutation": "anrede, salutation, title, titel anrede",
    "company": "firma, firmenname, unternehmen, company, company name, organisation, organization, betrieb, "
    "institution, ihre firma, your company, firma optional, arbeitgeber, business",
    "job_title": "position, funktion, job title, rolle, role, abteilung, department, beruf",
    "email": "email, e mail, mail, e mail adresse, email adresse, mailadresse, ihre e mail, ihre e mail adresse, "
    "email address, e mail address, your email, your e mail",
    "phone": "telefon, tel, telefonnummer, phone, phone number, telephone, rufnummer, fon, festnetz, "
    "ihre telefonnummer, rückrufnummer, telefon für rückfragen, your phone, tel nr, telefon tagsüber",
    "mobile": "mobil, handy, mobiltelefon, mobilnummer, handynummer, mobile, cell, cell phone, mobile phone",
    "website": "website, webseite, homepage, web, internet, url",
    "street": "straße, strasse, straße nr, straße und hausnummer, straße hausnummer, straße und nr, street, "
    "street address, address line 1, adresszeile 1",
    "postal_code": "plz, postleitzahl, zip, zip code, postcode, postal code",
    "city": "ort, stadt, wohnort, city, town",
    "place": "plz ort, plz und ort, plz wohnort, zip city",
    "address": "adresse, anschrift, address, ihre adresse, objektadresse, lieferadresse, postanschrift",
    "country": "land, country",
    "title": "betreff, subject, anliegen, ihr anliegen, thema, topic, interesse, ich interessiere mich für, "
    "interested in, produkt, product, produktwunsch, artikel, gewünschtes produkt, leistung, service, "
"projekt, project, "
    "vorhaben, art der anfrage, gewünschte leistung, ihr projekt, was möchten sie",
    "quantity": "menge, anzahl, stückzahl, stück, quantity, qty, number of pieces, pieces",
    "budget": "budget, kostenrahmen, preisrahmen, budgetrahmen, ihr budget, your budget, price range, budget in "
"euro, "
    "budget eur, investitionsrahmen",
    "date": "wunschtermin, termin, gewünschter termin, liefertermin, zeitraum, zeitrahmen, gewünschter zeitraum, "
    "umsetzung bis, fertig bis, bis wann, wann, desired date, date, deadline, timeline, timeframe, needed by, start, "
    "beginn, umsetzungszeitraum, realisierung",
    "source": "wie sind sie auf uns aufmerksam geworden, wie haben sie von uns erfahren, aufmerksam geworden durch, "
    "how did you hear about us, how did you find us, quelle, gefunden über, woher kennen sie uns",
    "referred_by": "empfohlen von, empfohlen durch, empfehlung von, recommended by, referred by",
    "message": "nachricht, ihre nachricht, message, your message, mitteilung, bemerkung, bemerkungen, kommentar, "
    "comments, comment, anfrage, ihre anfrage, beschreibung, description, details, text, notes, anmerkungen, "
    "projektbeschreibung, frage, ihre frage, nachrichtentext",
    #: Labels that say nothing for an inquiry, but end a message.
    "": "datenschutz, ich habe die datenschutzerklärung gelesen, einwilligung, privacy, ip, ip adresse, "
"ip address, datum, "
    "uhrzeit, gesendet am, seite, page, url der seite, referrer, browser, user agent, newsletter, fax, "
"rückruf erwünscht, "
    "captcha, formular, form, zeit, time, website url, eingegangen am, page url, user, remote ip, powered by",
}  # fmt: skip
_FIELDS = {" ".join(words(label)): field for field, labels in _LABELS.items() for label in labels.split(",")}
#: Labels that stand in signatures too and do not make a form.
_EVERYWHERE = frozenset({"phone", "mobile", "email", "website", "", "address"})
_LABELLED = re.compile(
    r"[ \t]*[*•\-–>\[]*[ \t]*(?P<label>[A-Za-zÄÖÜ][^:=\n\t|?]{0,70}?\??)\*?[ \t]*\]?[ \t]*(?:[:=|]+|"
    r"\t+)[ \t*]*(?P<value>.*)"
)
#: Labelled lines in a row that make a form.
_LEAST = 2
_EMPTY = frozenset({"", "-", "–", "—", "k.A.", "k. A.", "n/a", "N/A", "keine Angabe", "none", "/", "--", "..."})


class Entry(NamedTuple):
    """What a form says of a field."""

    field: str
    value: Span


class Form(NamedTuple):
    """The entries of a form in order."""

    entries: tuple[Entry, ...] = ()

    def of(self, field: str) -> Span | None:
        """Return the first value given for a field."""
        return next((entry.value for entry in self.entries if entry.field == field), None)

    def __bool__(self) -> bool:
        return bool(self.entries)


def form(text: str) -> Form:
    """Return what a form in a text says; nothing where the text is none."""
    found = _beside(text)
    if not _is_form(found):
        found = _below(text)
    return Form(tuple(entry for entry in found if entry.field)) if _is_form(found) else Form()


def field_of(label: str) -> str | None:
    """Return the field a label names, "" for one that says nothing; None for no label at all."""
    return _FIELDS.get(" ".join(words(label.replace("(optional)", "").replace("(required)", ""))))


def _is_form(entries: list[Entry]) -> bool:
    telling = {entry.field for entry in entries} - _EVERYWHERE
    return len(telling) >= _LEAST or (bool(telling) and len({entry.field for entry in entries} - {""}) > _LEAST)


def _beside(text: str) -> list[Entry]:
    """Read lines like “Name: Jana Friese”; a message goes on until the next label."""
    found: list[Entry] = []
    going: tuple[str, int, int] | None = None
    for line in lines(text):
        match = _LABELLED.fullmatch(text, line.start, line.end)
        field = field_of(match["label"]) if match else None
        if match is None or field is None:
            if going is not None and (going[0] == "message" or going[1] == going[2]):
                start = line.start if going[1] == going[2] else going[1]
                going = (going[0], start, line.end)
            continue
        _close(text, found, going)
        going = (field, match.start("value"), match.end("value"))
    _close(text, found, going)
    return found


def _below(text: str) -> list[Entry]:
    """Read labels that stand above their values."""
    found: list[Entry] = []
    label: str | None = None
    for line in lines(text):
        field = field_of(line.words.rstrip(" :*")) if len(line.words) < 60 else None
        if field is not None:
            label = field
        elif label is not None:
            last = found[-1] if found else None
            if label == "message" and last is not None and last.field == label:
                found[-1] = Entry(label, span(text, last.value.start, line.end))
            else:
                found.append(Entry(label, line))
            label = label if label == "message" else None
    return found


def _close(text: str, found: list[Entry], going: tuple[str, int, int] | None) -> None:
    if going is None:
        return
    field, start, end = going
    value = span(text, start, end)
    if value.words not in _EMPTY:
        found.append(Entry(field, value))
