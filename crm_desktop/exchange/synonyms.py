"""What columns are called elsewhere, in English (en) and in German (de), under the field of ours that they fill.

Besides the own names: Outlook, Google, Apple and Thunderbird exports, shop and ERP lists, the usual CRM programs. Case,
spaces, punctuation, umlaut spelling and a number at the end do not matter (`headings.key`); words like "business" or
"privat" that say which of several addresses or phones is meant are understood apart from the rest.
"""

from __future__ import annotations

CONTACTS = """
external_id
    en id, uid, uuid, guid, record id, contact id, person id, unique id, rec id, entry id, external key, account id
    de Kontakt-ID, Datensatz-ID, Adress-ID, Satznummer, Fremdschlüssel, Kontaktnummer, Adressnummer
kind
    en contact type, record type, type of contact
    de Kontaktart, Adressart, Kontakttyp, Art des Kontakts
name
    en name, full name, display name, contact, contact name, person, file as, fn, customer name, contact person
    de Name, vollständiger Name, Anzeigename, Kontakt, Kontaktname, Person, Ansprechpartner, Kundenname
    de Vor- und Nachname, Name und Vorname, Ansprechperson
company
    en organization, organisation, organization name, organisation name, company name, account, account name, firm
    en business name, employer, client, customer, org
    de Firma, Firmenname, Unternehmen, Organisation, Betrieb, Kunde, Arbeitgeber, Firmenbezeichnung
    de Geschäftspartner, Firma/Name, Institution, Firma 1
salutation
    en prefix, name prefix, honorific, honorific prefix, mr/mrs, gender, sex, courtesy title
    de Anrede, Geschlecht, Anredeform
title
    en academic title
    de Titel, akademischer Titel, akad. Titel, Namenszusatz
given_name
    en first name, forename, given names, fname, name first, christian name
    de Vorname, Vornamen, Rufname, VName
middle_name
    en middle name, additional name, middle names, second name
    de weitere Vornamen, zweiter Vorname
family_name
    en last name, surname, lname, name last, second surname
    de Nachname, Familienname, Zuname, NName, Nachnamen
suffix
    en name suffix
    de Suffix, Namenssuffix
nickname
    en nick name
    de Spitzname, Kosename
job_title
    en position, job, role, function, occupation, profession, organization title
    de Position, Funktion, Beruf, Berufsbezeichnung, Stelle, Tätigkeit, Arbeitstitel, Rolle
department
    en organization department, division
    de Abteilung, Bereich
email
    en e-mail, mail, e-mail address, mail address, primary email, secondary email, e-mail value, email id
    en internet mail
    de E-Mail-Adresse, Mailadresse, Mail, E-Post, primäre E-Mail-Adresse, sekundäre E-Mail-Adresse
    de E-Mail: Adresse, elektronische Post, E-Mail Kontakt
phone
    en telephone, tel, phone number, telephone number, primary phone, company main phone, main phone, landline
    en phone value, phone no, fixed line, switchboard
    de Telefon, Tel., Telefonnummer, Telefon-Nr., Fon, Festnetz, Ruf, Rufnummer, Tel.-Nr., Zentrale, Telefon Firma
    de Durchwahl, Haupttelefon
mobile
    en mobile phone, cell, cell phone, mobile number, cellular, mobile phone number, cellphone
    de Mobil, Handy, Mobiltelefon, Mobilnummer, Handynummer, Mobil-Tel.-Nr., Mobilfunk, Funktelefon, Natel
    de Mobilruf
fax
    en fax number, telefax, facsimile
    de Fax, Telefax, Faxnummer, Fax-Nummer, Fax-Nr.
website
    en web, url, web page, home page, homepage, web site, internet, website value, web address, personal website
    de Webseite, Internet, Homepage, Internetseite, Internetadresse, Webadresse, Web
full_address
    en full address, address formatted, complete address
    de Anschrift, vollständige Adresse, Postanschrift, Gesamtadresse
street
    en address, street address, postal address, mailing address, address line, address 1, street 1, address street
    en road, address line 1
    en mailing street, billing street
    de Straße, Str., Adresse, Straße und Hausnummer, Straße/Hausnr., Straße Nr., Straße/Nr.
house_number
    en street number, house no, building number
    de Hausnummer, Hausnr., Haus-Nr., Hnr.
street_2
    en address 2, street 2, address line 2, suite, address extended address, extended address
    de Adresszusatz, Zusatz, Straße 2, Adresse 2, Adresszeile 2, Anschrift 2
postal_code
    en zip, zip code, postcode, post code, postal, address postal code, zip/postal code, mailing zip, billing zip
    de PLZ, Postleitzahl
city
    en town, locality, suburb, place, address city, mailing city, billing city
    de Ort, Stadt, Wohnort, Ortschaft, Gemeinde, Standort
postal_city
    en zip city, postcode city
    de PLZ Ort, PLZ/Ort, PLZ und Ort
region
    en state, province, county, state/province, address region, mailing state, billing state, district
    de Bundesland, Region, Kanton, Land (Bundesland), Provinz
country
    en nation, country/region, country code, address country, office location, country name, mailing country
    de Land, Staat, Land/Region, Länderkennzeichen, Länderkürzel, Nation
category
    en customer class, classification, abc, class, segment, customer group, rating, tier
    de Kategorie, Kundenklasse, Klasse, Kundengruppe, ABC-Klasse, Klassifizierung, Kundenkategorie
industry
    en sector, branch, line of business, business sector
    de Branche, Sektor, Gewerbe, Wirtschaftszweig
employees
    en number of employees, employee count, headcount, staff, company size, no of employees, size
    de Mitarbeiter, Mitarbeiterzahl, Anzahl Mitarbeiter, Beschäftigte, Betriebsgröße, Firmengröße, Größe
founded
    en year established, founding year, year founded, established, foundation
    de Gründungsjahr, gegründet, Gründung
source
    en lead source, origin, source channel
    de Quelle, Herkunft, Leadquelle, Akquiseweg
language
    en preferred language, locale
    de Sprache, Korrespondenzsprache
tags
    en labels, categories, keywords, group membership, groups, tag
    de Schlagwörter, Schlagworte, Stichwörter, Kategorien, Gruppen, Markierungen, Etiketten, Schlagwort
customer_number
    en customer no, customer id, client number, account number, customer ref, debtor number, client no
    de Kundennummer, Kunden-Nr., Kd.-Nr., Kundennr., Debitorennummer, Kdnr, Debitor, Debitoren-Nr.
vat_id
    en vat number, vat no, vat, vat registration number, uid number, tax number
    de USt-IdNr., Umsatzsteuer-ID, UStID, USt-ID, Ust-Id-Nr, Umsatzsteuer-Identifikationsnummer, MwSt-Nr.
    de UID-Nummer
iban
    en bank account, account iban, bank details iban
    de IBAN-Nr., Bankverbindung IBAN, Konto IBAN, Bankkonto
birthday
    en birth date, date of birth, dob, bday
    de Geburtstag, Geburtsdatum, geboren, geb., Geb.-Datum, geboren am
birth_year
    en year of birth, by
    de Geburtsjahr
birth_month
    en month of birth, bm
    de Geburtsmonat
birth_day
    en day of birth, bd
    de Tag der Geburt
referred_by
    en referrer, recommended by, introduced by, referral
    de empfohlen von, Empfehlung von, Vermittler, geworben von
note
    en notes, comment, comments, remark, remarks, description, memo
    de Notiz, Notizen, Bemerkung, Bemerkungen, Anmerkung, Kommentar, Info, Beschreibung, Hinweis
"""

PRODUCTS = """
external_id
    en id, uid, uuid, product id, item id, record id
    de Artikel-ID, Produkt-ID, Datensatz-ID
number
    en sku, product number, item number, part number, article number, code, product code, item no, stock code, ean
    en article no, item code, gtin
    de Artikelnummer, Artikel-Nr., Art.-Nr., Produktnummer, Bestellnummer, Best.-Nr., Teilenummer, Nummer, ArtNr
    de Nr.
name
    en product, product name, item, item name, title, description, article, service, short text
    de Bezeichnung, Artikel, Artikelbezeichnung, Produkt, Produktname, Leistung, Beschreibung, Artikelname
    de Kurztext
category
    en group, product group, series, type, product category, family, product line, department
    de Kategorie, Warengruppe, Produktgruppe, Artikelgruppe, Gruppe, Serie, Sortiment
unit
    en uom, unit of measure, sales unit, qty unit
    de Einheit, ME, Mengeneinheit, Verkaufseinheit
price
    en sales price, unit price, list price, net price, retail price, selling price, rate, price net
    de Preis, Verkaufspreis, VK, VK-Preis, Nettopreis, Einzelpreis, Listenpreis, Stückpreis, Preis netto, VK netto
cost
    en purchase price, cost price, unit cost, buying price, standard cost
    de Einkaufspreis, EK, EK-Preis, Kosten, Einstandspreis, Selbstkosten, EK netto
vat
    en vat rate, tax, tax rate, vat percent, vat %, sales tax, tax percent
    de MwSt, MwSt.-Satz, Mehrwertsteuer, USt, USt-Satz, Umsatzsteuer, Steuersatz, Steuer, MwSt in %
text
    en long text, long description, details, sales text, product text, full description, specification
    de Langtext, Artikelbeschreibung, Beschreibungstext, Produkttext, Angebotstext, Artikeltext, Langbeschreibung
    de Produktbeschreibung, Zusatztext, Ausschreibungstext
tiers
    en price tiers, tier prices, quantity prices, price breaks, scale prices, volume prices
    de Staffel, Staffeln, Preisstaffel, Preisstaffeln, Staffelpreise, Mengenstaffel, Mengenpreise
tier_quantity
    en tier quantity, break quantity, from quantity, minimum quantity
    de Staffelmenge, ab Menge, Menge ab, Mindestmenge, Staffel Menge
tier_price
    en tier price, break price, quantity price, volume price
    de Staffelpreis, Preis ab Menge, Mengenpreis, Staffel Preis
parts
    en set, bundle, components, bill of materials, kit
    de Stückliste, Bestandteile, Teile, Set-Inhalt, Setinhalt
active
    en in use, enabled, is active, available
    de aktiv, im Verkauf, lieferbar, verfügbar
"""

DEALS = """
external_id
    en id, uid, uuid, deal id, opportunity id, record id, opportunity number, deal number, case, case id
    de Chancen-ID, Vorgangsnummer, Vorgangs-Nr., Verkaufschance-ID, Projektnummer, Angebotsnummer, Auftragsnummer
title
    en deal, deal name, opportunity, opportunity name, name, subject, project, topic, deal title
    de Titel, Vorgang, Bezeichnung, Verkaufschance, Chance, Projekt, Betreff, Vorhaben, Geschäft, Name
company
    en account, account name, customer, client, organization, company name, buyer, organisation, firm
    de Firma, Kunde, Unternehmen, Organisation, Firmenname, Auftraggeber, Kundenname
person
    en contact, contact person, contact name, primary contact, customer contact
    de Ansprechpartner, Kontakt, Kontaktperson, Person, Ansprechperson
pipeline
    en sales process, funnel, sales pipeline
    de Verkaufsprozess, Vertriebsprozess
stage
    en deal stage, sales stage, phase, step, opportunity stage, pipeline stage
    de Phase, Stufe, Verkaufsphase, Vertriebsphase, Verkaufsstufe, Vertriebsstufe
status
    en state, outcome, result, deal status, won/lost
    de Zustand, Ergebnis, Ausgang, Stand
amount
    en value, close value, deal value, deal size, revenue, opportunity amount, expected revenue, total, net amount
    en deal amount, contract value, sum
    de Betrag, Wert, Summe, Umsatz, Auftragswert, Volumen, Auftragssumme, Angebotssumme, Angebotswert, Netto
    de Nettobetrag
currency
    en deal currency, currency code
    de Währung, Währungscode
opened
    en open date, engage date, created, create date, created date, created at, start date, created on
    en date created, created time, date opened
    de Eröffnet, Angelegt, Angelegt am, Erstellt, Erstellt am, Beginn, Erstelldatum, Eröffnet am, Startdatum
closed
    en close date, closed date, closing date, closed at, won date, date closed, closed on, actual close date
    en end date
    de Abgeschlossen, Abgeschlossen am, Abschluss, Abschlussdatum, Geschlossen, Geschlossen am, Enddatum
expected_close
    en expected close date, estimated close date, forecast date, expected closing, due date, target date
    de Erwarteter Abschluss, Erwartet, Erwartet am, Voraussichtlicher Abschluss, Abschluss erwartet, Zieldatum
    de geplanter Abschluss, Erwartetes Abschlussdatum
channel
    en sales channel, source, lead source
    de Kanal, Vertriebskanal, Vertriebsweg, Quelle
campaign
    en marketing campaign, campaign name
    de Kampagne, Aktion
lost_reason
    en loss reason, reason lost, closed lost reason, reason for loss, lost because
    de Verlustgrund, Absagegrund, Grund, Ablehnungsgrund
product
    en product name, item, product interest
    de Produkt, Artikel, Leistung
quantity
    en qty, units, pieces, count
    de Menge, Anzahl, Stückzahl, Stück
"""

STAGES = """
deal
    en deal id, opportunity id, opportunity, case, case id, external id, deal external id
    de Vorgang, Chance, Verkaufschance, Vorgangsnummer, Chancen-ID
stage
    en deal stage, phase, step, to stage, new stage, stage name, activity
    de Phase, Stufe, neue Phase, Verkaufsphase, Vertriebsphase
entered
    en entered at, date, time, timestamp, changed at, date entered, since, entered on, at
    de Eingetreten, Seit, Datum, Zeitpunkt, Am, Geändert am, Eintritt
"""

SALES = """
external_id
    en id, uid, uuid, line id, record id, transaction id
    de Positions-ID, Datensatz-ID
order
    en order number, order id, order no, invoice, invoice no, invoice number, invoice id, receipt, document number
    en transaction, bill no, voucher
    de Auftrag, Auftragsnummer, Auftrags-Nr., Bestellung, Rechnung, Rechnungsnummer, Rechnungs-Nr., Rechnungsnr.
    de Beleg, Belegnummer, Beleg-Nr., Bestellnummer, Re.-Nr., Vorgang
date
    en order date, invoice date, sale date, sold on, transaction date, day, purchase date, document date
    en date of sale
    de Datum, Rechnungsdatum, Auftragsdatum, Belegdatum, Verkaufsdatum, Bestelldatum, Re.-Datum, Tag, Kaufdatum
customer
    en customer id, customer name, customer number, client, account, company, buyer, customer no, bill to, contact
    de Kunde, Kundennummer, Kunden-Nr., Kundenname, Firma, Kd.-Nr., Käufer, Debitor, Kdnr, Kundennr.
product
    en product id, sku, stock code, item number, product code, article number, item no, item code, part number
    en article no, product number
    de Artikelnummer, Artikel-Nr., Art.-Nr., Produktnummer, ArtNr, Artikelnr.
product_name
    en description, item, item name, article, product description, item description
    de Bezeichnung, Artikel, Artikelbezeichnung, Produkt, Produktname, Beschreibung, Artikelname
category
    en product category, product group, group, department, product line
    de Kategorie, Warengruppe, Produktgruppe, Artikelgruppe
quantity
    en qty, units, pieces, count, ordered quantity
    de Menge, Anzahl, Stückzahl, Stück
unit_price
    en price, price each, item price, rate, sales price
    de Einzelpreis, Preis, Stückpreis, E-Preis, VK-Preis
amount
    en total, line total, net amount, value, revenue, sales, net, sum, total price, turnover
    de Betrag, Umsatz, Gesamt, Gesamtpreis, Summe, Netto, Nettobetrag, Netto-Umsatz, Positionsbetrag, Wert
    de Nettoumsatz
currency
    en currency code
    de Währung, Währungscode
channel
    en sales channel, source
    de Kanal, Vertriebskanal, Vertriebsweg
campaign
    en campaign name, marketing campaign, promotion
    de Kampagne, Aktion
"""

ACTIVITIES = """
external_id
    en id, uid, uuid, activity id, record id
    de Aktivitäts-ID, Datensatz-ID
at
    en date, time, timestamp, date and time, when, start, activity date, created at, start time, completed on
    de Datum, Zeitpunkt, Am, Wann, Beginn, Datum/Uhrzeit, Datum und Uhrzeit, Erledigt am, Termin
kind
    en type, activity type, activity
    de Art, Typ, Aktivität, Aktivitätsart, Vorgangsart
contact
    en contact name, person, name, contact person, customer contact
    de Kontakt, Person, Ansprechpartner, Kontaktperson, Kontaktname, Ansprechperson
company
    en account, customer, organization, company name, account name, client
    de Firma, Kunde, Unternehmen, Organisation, Kundenname
deal
    en opportunity, deal id, project, opportunity id
    de Chance, Verkaufschance, Projekt, Vorgang, Deal
subject
    en title, topic, summary, headline, regarding
    de Betreff, Titel, Thema, Überschrift, Betrifft
text
    en body, notes, note, description, details, content, comment, comments
    de Inhalt, Notiz, Notizen, Beschreibung, Bemerkung, Kommentar, Details, Gesprächsnotiz
direction
    en in/out, inbound/outbound, call direction
    de Richtung, Ein-/Ausgehend
minutes
    en duration, length, duration minutes, duration (minutes)
    de Dauer, Minuten, Dauer (Min.), Dauer in Minuten
"""
