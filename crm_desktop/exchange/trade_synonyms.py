"""What columns of price lists, deals, sales and entries of the history are called elsewhere, under our field.

Written as `synonyms` writes those of contacts.
"""

from __future__ import annotations

PRODUCTS = """
external_id
    en id, uid, uuid, product id, item id, record id
    de Artikel-ID, Produkt-ID, Datensatz-ID
number
    en sku, product number, item number, part number, article number, code, product code, item no, stock code, ean
    en article no, item code, gtin
    de Artikelnummer, Artikel-Nr., Art.-Nr., Produktnummer, Bestellnummer, Best.-Nr., Teilenummer, Nummer, ArtNr
    de Nr.
    en internal reference, reference, product reference, default code, model, model number
    de interne Referenz, Referenz, Artikelcode, Artikel Nummer, Modell
name
    en product, product name, item, item name, title, description, article, service, short text
    de Bezeichnung, Artikel, Artikelbezeichnung, Produkt, Produktname, Leistung, Beschreibung, Artikelname
    de Kurztext
category
    en group, product group, series, type, product category, family, product line, department
    de Kategorie, Warengruppe, Produktgruppe, Artikelgruppe, Gruppe, Serie, Sortiment
    en internal category, categories
    de Produktkategorie, Artikelkategorie, Kategorien
unit
    en uom, unit of measure, sales unit, qty unit
    de Einheit, ME, Mengeneinheit, Verkaufseinheit
    en units
    de Einheiten, Mengen-Einheit
price
    en sales price, unit price, list price, net price, retail price, selling price, rate, price net
    de Preis, Verkaufspreis, VK, VK-Preis, Nettopreis, Einzelpreis, Listenpreis, Stückpreis, Preis netto, VK netto
    en standard price gross, unit prices, price per unit, net unit price, vk price
    de Verkaufspreis netto, Preis pro Einheit, Netto-Preis, Preis (netto), Netto VK, Einheitspreis
cost
    en purchase price, cost price, unit cost, buying price, standard cost
    de Einkaufspreis, EK, EK-Preis, Kosten, Einstandspreis, Selbstkosten, EK netto
    en standard price, cost of goods, buy price
    de Einkaufspreis netto, Netto-EK, Einkauf
vat
    en vat rate, tax, tax rate, vat percent, vat %, sales tax, tax percent
    de MwSt, MwSt.-Satz, Mehrwertsteuer, USt, USt-Satz, Umsatzsteuer, Steuersatz, Steuer, MwSt in %
    en customer taxes, sales taxes, tax %
    de Umsatzsteuersatz, USt %, Steuer %, Steuersatz %, Steuern
text
    en long text, long description, details, sales text, product text, full description, specification
    de Langtext, Artikelbeschreibung, Beschreibungstext, Produkttext, Angebotstext, Artikeltext, Langbeschreibung
    de Produktbeschreibung, Zusatztext, Ausschreibungstext
    en sales description, quotation description, description for customers
    de Verkaufsbeschreibung, Angebotsbeschreibung, Beschreibung lang
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
    en is active, status active
    de ist aktiv
"""

DEALS = """
external_id
    en id, uid, uuid, deal id, opportunity id, record id, opportunity number, deal number, case, case id
    de Chancen-ID, Vorgangsnummer, Vorgangs-Nr., Verkaufschance-ID, Projektnummer, Angebotsnummer, Auftragsnummer
    en external id, system id, pipedrive system id
    de externe ID, ID Vorgang
    de Angebotsnr., Angebots-Nr., Angebots-ID, Vorgangsnr., Projektnr.
title
    en deal, deal name, opportunity, opportunity name, name, subject, project, topic, deal title
    de Titel, Vorgang, Bezeichnung, Verkaufschance, Chance, Projekt, Betreff, Vorhaben, Geschäft, Name
    en deal summary, opportunity title
    de Dealname, Deal-Name, Projektname, Vorgangsbezeichnung, Auftragsbezeichnung, Titel des Deals
    de Opportunityname, Opportunity-Name, Name der Verkaufschance, Name des Deals, Vorgangsname, Auftragstitel
company
    en account, account name, customer, client, organization, company name, buyer, organisation, firm
    de Firma, Kunde, Unternehmen, Organisation, Firmenname, Auftraggeber, Kundenname
    en associated company, linked organization
    de zugehöriges Unternehmen, Kundenfirma
    de zugeordnetes Unternehmen, primäres Unternehmen, Accountname, Name der Firma
    en primary company
person
    en contact, contact person, contact name, primary contact, customer contact
    de Ansprechpartner, Kontakt, Kontaktperson, Person, Ansprechperson
    en associated contact, primary contact name, linked person
    de zugehöriger Kontakt, Hauptansprechpartner
    de zugeordneter Kontakt, Kontaktname, Name des Kontakts, Hauptkontakt, primärer Kontakt
pipeline
    en sales process, funnel, sales pipeline
    de Verkaufsprozess, Vertriebsprozess
stage
    en deal stage, sales stage, phase, step, opportunity stage, pipeline stage
    de Phase, Stufe, Verkaufsphase, Vertriebsphase, Verkaufsstufe, Vertriebsstufe
    en stage (pipeline), stage name, status stage
    de Deal-Phase, Dealphase, Pipeline-Phase, Projektphase
status
    en state, outcome, result, deal status, won/lost
    de Zustand, Ergebnis, Ausgang, Stand
amount
    en value, close value, deal value, deal size, revenue, opportunity amount, expected revenue, total, net amount
    en deal amount, contract value, sum
    de Betrag, Wert, Summe, Umsatz, Auftragswert, Volumen, Auftragssumme, Angebotssumme, Angebotswert, Netto
    de Nettobetrag
    en expected value, estimated value, total value, deal amount, est revenue, estimated revenue
    de Dealwert, Deal-Wert, Volumen netto, erwarteter Umsatz, Vorgangswert, Projektvolumen, erwarteter Erlös
currency
    en deal currency, currency code
    de Währung, Währungscode
    en amount currency, currency of value, deal currency code
    de Währung des Betrags
    de Betrag Währung, Währung des Deals, Betragswährung
opened
    en open date, engage date, created, create date, created date, created at, start date, created on
    en date created, created time, date opened
    de Eröffnet, Angelegt, Angelegt am, Erstellt, Erstellt am, Beginn, Erstelldatum, Eröffnet am, Startdatum
    en deal created, opportunity created, creation date, add time, created on, deal creation date, opened on
    de Deal erstellt, erstellt, Erstellungsdatum, Anlagedatum, angelegt am
    de Angebotsdatum, Angebot vom
closed
    en close date, closed date, closing date, closed at, won date, date closed, closed on, actual close date
    en end date
    de Abgeschlossen, Abgeschlossen am, Abschluss, Abschlussdatum, Geschlossen, Geschlossen am, Enddatum
    en deal closed on, closed time, date of closing
    de Deal abgeschlossen am, Abschlusstermin, Abschlußdatum
    de Schlusstermin, Schlussdatum, Schließdatum, Deal geschlossen am
expected_close
    en expected close date, estimated close date, forecast date, expected closing, due date, target date
    de Erwarteter Abschluss, Erwartet, Erwartet am, Voraussichtlicher Abschluss, Abschluss erwartet, Zieldatum
    de geplanter Abschluss, Erwartetes Abschlussdatum
    en expected closing date, projected close date, est close date, estimated closing
    de voraussichtliches Abschlussdatum, erwarteter Abschlusstermin, vorauss. Abschluss, geplantes Abschlussdatum
    de Auftrag erwartet, Auftrag erwartet am, Abschluss erwartet am, Entscheidung erwartet
channel
    en sales channel, source, lead source
    de Kanal, Vertriebskanal, Vertriebsweg, Quelle
    en original source type, source channel, original source, origin, deal source, medium
    de Quellkanal, Ursprung, Herkunft, Akquiseweg
    de ursprüngliche Quelle, Lead-Quelle, Leadquelle, Quelle des Deals, Werbekanal
campaign
    en marketing campaign, campaign name
    de Kampagne, Aktion
    en campaign source, primary campaign source
    de Kampagnenquelle
lost_reason
    en loss reason, reason lost, closed lost reason, reason for loss, lost because
    de Verlustgrund, Absagegrund, Grund, Ablehnungsgrund
    en reason for loss, reason lost, loss reason detail, closed lost reason
    de Grund für Verlust, Grund der Absage, Verlustgründe, Grund des Verlusts
    de Grund für verlorenen Deal, Grund für verlorene Chance, Grund verloren, Verloren weil, Grund des Verlustes
    en deal lost reason, reason for losing
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
    en invoice #, invoice ref, voucher number, document no, number, sales order
    de Rechnung Nr., Rechnungs-Nummer, Rechnungs-ID, Beleg Nr., RE-Nr, RgNr, Rg.-Nr., Nummer, Belegnr.
date
    en order date, invoice date, issue date, sale date, sold on, transaction date, day, purchase date, document date
    en date of sale
    de Datum, Rechnungsdatum, Auftragsdatum, Belegdatum, Verkaufsdatum, Bestelldatum, Re.-Datum, Tag, Kaufdatum
    en issued, issued on, invoiced on, date of issue
    de Rechnung vom, Ausstellungsdatum, Rechnungsdat., Rg.-Datum, Datum der Rechnung, Buchungsdatum
    en created at, date created, order created
    en invoice bill date, bill date, date issued, posting date, date paid on
customer
    en customer name, client, account, company, buyer, bill to, contact, client name, company name, recipient
    de Kunde, Kundenname, Firma, Käufer, Rechnungsempfänger, Empfänger, Name, Firmenname, Auftraggeber
    de Rechnungsempfänger Zeile 0, Kontakt
    en billing name, ship to
    en invoice partner display name, partner, partner display name, contact name, customer vendor, bill to name
    de Partner, Kontaktname, Rechnungspartner, Kunde/Firma, Kundenfirma, Debitorname, Auftraggeber Name
customer_number
    en customer id, customer number, customer no, client id, client number, account number
    de Kundennummer, Kunden-Nr., Kd.-Nr., Debitor, Kdnr, Kundennr., Debitorennummer, Debitoren-Nr., Kundenkontonummer
    de Kd-Nr, Kdn, Kundenkonto, Debitor Nr
gross
    en gross, gross amount, total gross, amount gross, total including tax, total incl vat, invoice total, grand total
    de Brutto, Bruttobetrag, Summe Brutto, Gesamtbetrag brutto, Rechnungsbetrag, Rechnungsbetrag brutto, Betrag brutto
    de Brutto-Umsatz, Bruttosumme, Gesamtbetrag, Endbetrag, Umsatz Brutto
tax
    en tax amount, vat amount, total tax, taxes
    de Steuerbetrag, Summe Steuern, MwSt-Betrag, USt-Betrag, Umsatzsteuer, Mehrwertsteuer, Steuern, MwSt, USt
vat
    en vat rate, tax rate, vat percent, tax percent, vat %
    de Steuersatz, MwSt.-Satz, USt-Satz, MwSt in %, USt in %, MwSt %, Umsatzsteuersatz
state
    en status, state, invoice status, payment status
    de Status, Rechnungsstatus, Belegstatus, Zustand
    en payment state
    de Zahlungsstatus, Bezahlstatus
product
    en product id, sku, stock code, item number, product code, article number, item no, item code, part number
    en article no, product number
    de Artikelnummer, Artikel-Nr., Art.-Nr., Produktnummer, ArtNr, Artikelnr.
product_name
    en description, item, item name, article, product description, item description
    de Bezeichnung, Artikel, Artikelbezeichnung, Produkt, Produktname, Beschreibung, Artikelname
    de Leistung, Leistungsbeschreibung, Position, Text, Positionstext
    en service, product or service
category
    en product category, product group, group, department, product line
    de Kategorie, Warengruppe, Produktgruppe, Artikelgruppe
quantity
    en qty, units, pieces, count, ordered quantity
    de Menge, Anzahl, Stückzahl, Stück
unit_price
    en price, price each, item price, rate, sales price
    de Einzelpreis, Preis, Stückpreis, E-Preis, VK-Preis
    en unit amount, unit cost, price per unit
    de Einzelpreis netto, Preis netto, Stückpreis netto, EP
amount
    en total, line total, net amount, value, revenue, sales, net, sum, total price, turnover
    de Betrag, Umsatz, Gesamt, Gesamtpreis, Summe, Netto, Nettobetrag, Netto-Umsatz, Positionsbetrag, Wert
    de Nettoumsatz
    en subtotal, net total, total net, amount net, total excluding tax, untaxed amount, net value
    de Summe Netto, Netto-Betrag, Betrag netto, Rechnungsbetrag netto, Gesamt netto, Nettosumme, Gesamtbetrag netto
    de Umsatz Netto, Warenwert
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
    en due date, created, add time, activity time, date created, marked as done time
    de Fällig am, Erstellt am, Angelegt am, Fälligkeitsdatum, Startdatum, Beginnt am
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
    en activity subject, call subject, email subject
    de Aktivität Betreff
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
