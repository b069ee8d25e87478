"""What columns of inquiries are called elsewhere: the exports of web forms, fair scanners and other CRM programs."""

from __future__ import annotations

LEADS = """
external_id
    en id, uid, uuid, lead id, record id, entry id, submission id, ticket
    de Anfrage-ID, Lead-ID, Datensatz-ID, Vorgangsnummer, Anfragenummer
arrived
    en date, received, received at, received on, submitted, submitted at, submission date, created, created at
    en created on, timestamp, inquiry date, enquiry date, lead date, entry date, date created
    de Datum, Eingang, Eingegangen am, Eingangsdatum, Anfragedatum, Datum der Anfrage, Zeitstempel, Gesendet am
    de Erhalten am, Erstellt am, Zeitpunkt, Anfrage vom
    en create date, creation date, lead created, created date
    de Erstelldatum, Lead erstellt am, Angelegt am
    en lead created, created time, add time
    de Leaderstellung, Anlagedatum
wish
    en subject, topic, interest, interested in, product, product interest, project, opportunity
    de Betreff, Anliegen, Thema, Interesse, Produkt, Produktinteresse, Projekt, Wunsch, Leistung, Gegenstand
    en title of request
    de Titel der Anfrage
name
    en full name, contact, contact name, contact person, person, lead name, your name, customer name
    de Ansprechpartner, Kontakt, Kontaktperson, Ansprechperson, Ihr Name, Interessent, Vor- und Nachname
salutation
    en prefix, mr/mrs, gender
    de Anrede, Geschlecht
given_name
    en first name, forename
    de Vorname
family_name
    en last name, surname
    de Nachname, Familienname
company
    en organization, organisation, company name, account, account name, firm, business name
    de Firma, Firmenname, Unternehmen, Organisation, Betrieb
    de Accountname, Name des Unternehmens
job_title
    en position, job, role, function
    de Position, Funktion, Beruf
    en job title, title
    de Berufsbezeichnung
email
    en e-mail, mail, e-mail address, your email
    de E-Mail-Adresse, Mailadresse, Mail, Ihre E-Mail
phone
    en telephone, tel, phone number, telephone number, your phone
    de Telefon, Telefonnummer, Rufnummer, Tel., Festnetz
mobile
    en mobile phone, cell, cell phone
    de Mobil, Handy, Mobiltelefon, Mobilnummer
website
    en web, homepage, url
    de Webseite, Internet, Internetseite
street
    en street address, address
    de Straße, Straße und Hausnummer, Strasse, Anschrift, Adresse
postal_code
    en zip, zip code, postcode
    de PLZ, Postleitzahl
    en zip/postal code, postal code
    de Postleitzahl
city
    en town
    de Ort, Stadt, Wohnort
country
    de Land
source
    en lead source, origin, how did you hear about us, how did you find us
    de Quelle, Herkunft, Leadquelle, Wie haben Sie von uns erfahren, Aufmerksam geworden durch
    en original source, lead origin
    de Lead-Quelle
channel
    en medium, form, via
    de Kanal, Weg, Eingangskanal, Formular
    en source channel, sales channel
    de Quellkanal, Vertriebskanal
campaign
    en campaign name, marketing campaign, utm campaign
    de Kampagne, Aktion
status
    en state, lead status, stage
    de Stand, Status der Anfrage, Bearbeitungsstand, Phase
    en status of lead
    de Lead-Status, Status
closed
    en decided, decided on, closed at, closed on, converted at, conversion date
    de Entschieden am, Abgeschlossen am, Erledigt am
disqualify_reason
    en lost reason, reason, rejection reason, disqualification reason
    de Absagegrund, Ablehnungsgrund, Grund
budget
    en estimated value, budget range
    de Kostenrahmen, Preisrahmen, Budgetrahmen, geschätzter Wert
    en value, amount, deal value, opportunity amount, lead value, expected revenue
    de Wert, Betrag, erwarteter Umsatz, Auftragswert
currency
    de Währung
    en opportunity amount currency, lead currency
    de Betrag Währung
quantity
    en qty, number of pieces
    de Menge, Anzahl, Stückzahl
wanted_on
    en desired date, deadline, needed by, wanted by, due date
    de Wunschtermin, Liefertermin, Termin, Fertig bis, gewünschter Termin
referred_by
    en recommended by, referrer
    de Empfohlen von, Empfohlen durch, Empfehlung von
text
    en message, inquiry, enquiry, your message, request, comments, raw text
    de Nachricht, Anfrage, Anfragetext, Ihre Nachricht, Mitteilung, Kommentar
    en description, details, enquiry text
    de Beschreibung, Text, Inhalt
note
    en notes, remark
    de Notiz, Notizen, Bemerkung, Bemerkungen
"""
