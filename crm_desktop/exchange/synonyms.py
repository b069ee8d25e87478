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
    en external id, contact reference, system id, pipedrive system id, customer uuid
    de externe ID, Adressschlüssel, Interne ID, Kontaktschlüssel
kind
    en contact type, record type, type of contact
    de Kontaktart, Adressart, Kontakttyp, Art des Kontakts
    en is a company, is company, company or person, person or company
    de ist ein Unternehmen, ist Unternehmen, Firma oder Person, Kontakt-Typ, Rechtspersönlichkeit
name
    en name, full name, display name, contact, contact name, person, file as, fn, customer name, contact person
    de Name, vollständiger Name, Anzeigename, Kontakt, Kontaktname, Person, Ansprechpartner, Kundenname
    de Vor- und Nachname, Name und Vorname, Ansprechperson
    en display as, account holder name
    de Anzeigename, Suchname, Name 1, Name1, Matchcode
    de Ansprechp., AP, Ansprechpartner Name, Kontaktperson Name
company
    en organization, organisation, organization name, organisation name, company name, account, account name, firm
    en business name, employer, client, customer, org
    de Firma, Firmenname, Unternehmen, Organisation, Betrieb, Kunde, Arbeitgeber, Firmenbezeichnung
    de Geschäftspartner, Firma/Name, Institution, Firma 1
    en related company, associated company, company legal name, trading name, client name, business
    de zugehöriges Unternehmen, Firma1, Firma/Organisation, Organisationsname, Name der Firma, Kundenfirma
    de Name (Adressattyp Unternehmen)
    de Name des Unternehmens, Primäres Unternehmen, Primäres zugeordnetes Unternehmen, Unternehmensname, Accountname
    en primary company, primary associated company, parent company name
salutation
    en prefix, name prefix, honorific, honorific prefix, mr/mrs, gender, sex, courtesy title
    de Anrede, Geschlecht, Anredeform
    en salutation name, greeting
    de Anrede Person
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
    de Name (Adressattyp natürl. Person)
suffix
    en name suffix
    de Suffix, Namenssuffix
nickname
    en nick name
    de Spitzname, Kosename
job_title
    en position, job, role, function, occupation, profession, organization title
    de Position, Funktion, Beruf, Berufsbezeichnung, Stelle, Tätigkeit, Arbeitstitel, Rolle
    en job position, position title, company position, role title
    de Stelle, Jobtitel, Amt, Stellung
    de Jobbezeichnung, Stellenbezeichnung, Dienststellung, Job
department
    en organization department, division
    de Abteilung, Bereich
    en dept
    de Abt., Ressort
email
    en e-mail, mail, e-mail address, mail address, primary email, secondary email, e-mail value, email id
    en internet mail
    de E-Mail-Adresse, Mailadresse, Mail, E-Post, primäre E-Mail-Adresse, sekundäre E-Mail-Adresse
    de E-Mail: Adresse, elektronische Post, E-Mail Kontakt
    en contact email, business email, email addresses, emails
    de E-Mails, E-Mail-Kontakt, Mail-Adresse, E-Mail geschäftlich
phone
    en telephone, tel, phone number, telephone number, primary phone, company main phone, main phone, landline
    en phone value, phone no, fixed line, switchboard
    de Telefon, Tel., Telefonnummer, Telefon-Nr., Fon, Festnetz, Ruf, Rufnummer, Tel.-Nr., Zentrale, Telefon Firma
    de Durchwahl, Haupttelefon, Tel. Durchwahl, Telefon Durchwahl, Tel. Zentrale, Telefon Festnetz, Tel. Festnetz
    en callback, isdn, pager, pager number, radio phone, tty/tdd phone, phones, direct phone, direct dial
    en office number, phone numbers
    de Rückmeldung, Autotelefon, Telefon für Hörbehinderte, Pager-Nummer, Telefonnummern, Rufnummern, Telefon Nr.
    de Telefon-Nummer, Direktwahl, Telefon Zentrale
mobile
    en mobile phone, cell, cell phone, mobile number, cellular, mobile phone number, cellphone
    de Mobil, Handy, Mobiltelefon, Mobilnummer, Handynummer, Mobil-Tel.-Nr., Mobilfunk, Funktelefon, Natel
    de Mobilruf
    en mobiles, mobile no, gsm
    de Mobilfunknummer, Mobiltelefonnummer, Mobil-Nr., Mobiltel., Mobile
    de Handynr., Mobilnr., Handy-Nr.
fax
    en fax number, telefax, facsimile
    de Fax, Telefax, Faxnummer, Fax-Nummer, Fax-Nr.
website
    en web, url, web page, home page, homepage, web site, internet, website value, web address, personal website
    de Webseite, Internet, Homepage, Internetseite, Internetadresse, Webadresse, Web
    en website url, website link, company domain name, domain, domain name, company domain, company website
    en linkedin url, linkedin, linkedin profile, linkedin company page, xing, facebook, instagram
    en facebook company page, company url
    de Website-URL, Homepage-Adresse, Domain, Xing-Profil, LinkedIn-Profil, URL, www
    de Domain-Name des Unternehmens, Domainname, Unternehmensdomain, Domäne
full_address
    en full address, address formatted, complete address
    de Anschrift, vollständige Adresse, Postanschrift, Gesamtadresse
    en whole address, complete postal address
    de komplette Adresse, Adresse komplett, Adresse gesamt
street
    en address, street address, postal address, mailing address, address line, address 1, street 1, address street
    en road, address line 1
    en mailing street, billing street
    de Straße, Str., Adresse, Straße und Hausnummer, Straße/Hausnr., Straße Nr., Straße/Nr.
    en street/road name, street name, street and number
    de Strasse Nr, Straße und Nr., Straßenname, Str. Nr., Rechnungsadresse
house_number
    en street number, house no, building number
    de Hausnummer, Hausnr., Haus-Nr., Hnr.
    en apartment number
    de Hausnummern, Nr., Hausnummer und Zusatz
street_2
    en address 2, street 2, address line 2, suite, address extended address, extended address
    de Adresszusatz, Zusatz, Straße 2, Adresse 2, Adresszeile 2, Anschrift 2
    en apartment/suite no, building, floor, address supplement, address additional
    de Zusatz 1, Adresszusatz 1, Adresszusätze, c/o, Ortsteil, Adresse Zusatz, Gebäude
postal_code
    en zip, zip code, postcode, post code, postal, address postal code, zip/postal code, mailing zip, billing zip
    de PLZ, Postleitzahl
    en zip/postal code, post/zip code, postal zip code
    de PLZ Straße, PLZ (Straße), Postltz.
    en billing code, mailing code
city
    en town, locality, suburb, place, address city, mailing city, billing city
    de Ort, Stadt, Wohnort, Ortschaft, Gemeinde, Standort
    en city/town/village/locality, town/city, post town, municipality
    de Stadt/Ort, Ort/Stadt
postal_city
    en zip city, postcode city
    de PLZ Ort, PLZ/Ort, PLZ und Ort
region
    en state, province, county, state/province, address region, mailing state, billing state, district
    de Bundesland, Region, Kanton, Land (Bundesland), Provinz
    en state/county, county/state, federal state, state code
    de Bundesland/Kanton, Kanton/Bundesland, Land/Kanton, Landkreis
    en province code, region code
country
    en nation, country/region, country code, address country, office location, country name, mailing country
    de Land, Staat, Land/Region, Länderkennzeichen, Länderkürzel, Nation
    en country code, country iso, iso country code
    de Ländercode, Landeskürzel, ISO-Land, Nationalität, Land ISO
category
    en customer class, classification, abc, class, segment, customer group, rating, tier
    de Kategorie, Kundenklasse, Klasse, Kundengruppe, ABC-Klasse, Klassifizierung, Kundenkategorie
    en customer type, customer category, account rating, lead rating
    de Kundentyp, Kundenart, Einstufung, Bewertung, ABC
industry
    en sector, branch, line of business, business sector
    de Branche, Sektor, Gewerbe, Wirtschaftszweig
    en industry sector, vertical
    de Industrie, Wirtschaftsbereich, Branchenbezeichnung
employees
    en number of employees, employee count, headcount, staff, company size, no of employees, size
    de Mitarbeiter, Mitarbeiterzahl, Anzahl Mitarbeiter, Beschäftigte, Betriebsgröße, Firmengröße, Größe
    en no employees, employee range, number employees, team size
    de Anzahl der Mitarbeiter, Mitarbeiteranzahl, Zahl der Mitarbeiter, MA-Anzahl
founded
    en year established, founding year, year founded, established, foundation
    de Gründungsjahr, gegründet, Gründung
    en year of foundation, founding date, established in
    de Gründungsdatum, Jahr der Gründung
source
    en lead source, origin, source channel
    de Quelle, Herkunft, Leadquelle, Akquiseweg
    en original source, account source, contact source, acquisition channel, first touch, referral source
    de ursprüngliche Quelle, Kontaktquelle, Kundenherkunft, Lead-Quelle, Werbekanal
language
    en preferred language, locale
    de Sprache, Korrespondenzsprache
    en language code, correspondence language, contact language
    de Sprachcode, Sprachkürzel
    de bevorzugte Sprache, Muttersprache
tags
    en labels, categories, keywords, group membership, groups, tag
    de Schlagwörter, Schlagworte, Stichwörter, Kategorien, Gruppen, Markierungen, Etiketten, Schlagwort
    en lists, list, contact tags, label, segment list, group, marketing list
    de Gruppe, Listen, Merkmale, Kennzeichen, Verteiler, Label
    de Stichwort
customer_number
    en customer no, customer id, client number, account number, customer ref, debtor number, client no
    de Kundennummer, Kunden-Nr., Kd.-Nr., Kundennr., Debitorennummer, Kdnr, Debitor, Debitoren-Nr.
    en reference, customer code, client id, client code, account code, customer ref no, customer number
    de Referenz, Kundennummern, Kunden-ID, Kundencode, KdNr, Mandantennummer, Mitgliedsnummer, Kontonummer
    de Accountnummer, Account-Nummer, Geschäftspartnernummer
vat_id
    en vat number, vat no, vat, vat registration number, uid number, tax number
    de USt-IdNr., Umsatzsteuer-ID, UStID, USt-ID, Ust-Id-Nr, Umsatzsteuer-Identifikationsnummer, MwSt-Nr.
    de UID-Nummer
    en tax id, vat id, vat reg no, vat identification number, eu vat number, vatin
    de Umsatzsteuernummer, USt-IdNr, Umsatzsteuer-IdNr., UStIdNr, MwSt-Nummer, USt.-ID, EU-UStID
iban
    en bank account, account iban, bank details iban
    de IBAN-Nr., Bankverbindung IBAN, Konto IBAN, Bankkonto
    en iban number
    de IBAN Nummer
birthday
    en birth date, date of birth, dob, bday
    de Geburtstag, Geburtsdatum, geboren, geb., Geb.-Datum, geboren am
    en birthdate, date birth
    de Geburtstage, Geb.-Dat., Geb.
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
    en referral contact, referred from
    de geworben durch, empfohlen durch, Empfehler
note
    en notes, comment, comments, remark, remarks, description, memo
    de Notiz, Notizen, Bemerkung, Bemerkungen, Anmerkung, Kommentar, Info, Beschreibung, Hinweis
    en background, background info, additional information, about, additional notes, internal note, about us
    de Notizfeld, Freitext, Zusatzinfo, Zusatzinformationen, Interne Notiz, Hinweise, Infos, Kundeninfo, Sonstiges
    de Bem., Anm., Notiz 1
other_postal_code
    en shipping code, other code, delivery code
"""
