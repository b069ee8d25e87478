"""Inquiries as they come: mails with signatures, web forms, scraps; each with what is to be recognised in it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple


class Sample(NamedTuple):
    """A text, what it says by field, and fields it must not be thought to say."""

    name: str
    text: str
    says: dict[str, Any]
    silent: tuple[str, ...] = ()


PRACTICE = Sample(
    "a mail with signature",
    """Guten Tag,

wir eröffnen im März 2027 eine zweite Praxis
am Stadtpark und suchen jemanden für eine
Empfangstheke mit Stauraum, etwa 5 m. Unser
Budget liegt bei rund 15.000 €. Empfohlen hat
Sie Frau Dr. Lindner von den Zahnärzten
am Markt. Könnten Sie sich das nächste Woche
ansehen?

Viele Grüße
Jana Friese

Praxis am Park
Parkallee 7, 21339 Lüneburg
04131 60 11 42
j.friese@praxis-am-park.example""",
    {
        "given_name": "Jana", "family_name": "Friese", "company": "Praxis am Park", "phone": "04131 60 11 42",
        "email": "j.friese@praxis-am-park.example", "street": "Parkallee 7", "postal_code": "21339", "city": "Lüneburg",
        "title": "Empfangstheke mit Stauraum", "budget_cents": 1_500_000, "currency": "EUR",
        "wanted_on": date(2027, 3, 31), "referred_by": "Dr. Lindner", "source": "Recommendation",
    },
    ("quantity", "mobile"),
)  # fmt: skip

SAMPLES = (
    PRACTICE,
    Sample(
        "a web form",
        """Anrede: Herr
Vorname: Ole
Nachname: Hansen
Firma: Bootshaus Hansen
E-Mail: ole@bootshaus-hansen.example
Telefon: 04152 88 91 20
PLZ / Ort: 21502 Geesthacht
Betreff: Einbauten für zwei Motoryachten
Budget: ca. 24.000 Euro
Wunschtermin: bis Ende April 2027
Wie sind Sie auf uns aufmerksam geworden?: Google
Nachricht:
Moin, wir bräuchten zwei Pantrys und vier Kojen in Teak.
Ein Angebot bis Weihnachten wäre prima.

Ich habe die Datenschutzerklärung gelesen: ja""",
        {
            "salutation": "Herr", "given_name": "Ole", "family_name": "Hansen", "company": "Bootshaus Hansen",
            "email": "ole@bootshaus-hansen.example", "phone": "04152 88 91 20", "postal_code": "21502",
            "city": "Geesthacht", "title": "Einbauten für zwei Motoryachten", "budget_cents": 2_400_000,
            "wanted_on": date(2027, 4, 30), "source": "Search engine", "channel": "Contact form",
        },
        ("street",),
    ),
    Sample(
        "an English form with labels above the values",
        """First name
Emma
Last name
O'Connor
Company
Harbour Kitchens Ltd
Email address
emma.oconnor@harbourkitchens.example
Phone
+44 20 7946 0958
Subject
Oak worktops
Quantity
12
Message
We need twelve worktops, 40 mm, oiled.
Delivery to Bristol by 15 February 2027.""",
        {
            "given_name": "Emma", "family_name": "O'Connor", "company": "Harbour Kitchens Ltd",
            "email": "emma.oconnor@harbourkitchens.example", "phone": "+44 20 7946 0958", "title": "Oak worktops",
            "quantity": 12, "wanted_on": date(2027, 2, 15),
        },
    ),
    Sample(
        "a bare signature from the clipboard",
        """Dr. Markus Vogt
Geschäftsführer

Vogt & Söhne Immobilien GmbH
Am Sande 12
21335 Lüneburg

Tel.:  +49 4131 / 22 87-14
Fax:   +49 4131 / 22 87-99
Mobil: 0171 / 234 56 78
m.vogt@vogt-immobilien.example | www.vogt-immobilien.example

Geschäftsführer: Dr. Markus Vogt, Karin Vogt
Amtsgericht Lüneburg, HRB 20456 | USt-IdNr.: DE 123456789""",
        {
            "given_name": "Markus", "family_name": "Vogt", "job_title": "Geschäftsführer",
            "company": "Vogt & Söhne Immobilien GmbH", "street": "Am Sande 12", "postal_code": "21335",
            "city": "Lüneburg", "phone": "+49 4131 / 22 87-14", "mobile": "0171 / 234 56 78",
            "email": "m.vogt@vogt-immobilien.example", "website": "www.vogt-immobilien.example",
        },
        ("title", "budget_cents", "quantity", "wanted_on"),
    ),
    Sample(
        "an answer above a quoted mail of the firm",
        """Hallo Herr Brandt,

danke für die schnelle Antwort. Wir brauchen 6 Küchen für die Neubauten
in der Goseburg, fertig bis 30.06.2027.

Mit freundlichen Grüßen
R. Kowalski
Kowalski Immobilien
0160 1234567

Am 23.11.2026 um 09:14 schrieb Jan Brandt <jan@holzwerk-brandt.example>:
> Sehr geehrter Herr Kowalski,
> vielen Dank für Ihre Anfrage. Unser Budgetrahmen beginnt bei 9.000 €.
> Viele Grüße
> Jan Brandt
> Holzwerk Brandt e. K.
> Lüner Straße 48, 21339 Lüneburg
> 04131 77 10 20""",
        {
            "given_name": "R.", "family_name": "Kowalski", "company": "Kowalski Immobilien",
            "mobile": "0160 1234567", "quantity": 6, "wanted_on": date(2027, 6, 30),
        },
        ("email", "street", "city", "budget_cents", "phone"),
    ),
    Sample(
        "an Outlook answer with the head of the mail before",
        """Guten Morgen,

bitte senden Sie uns ein Angebot für 40 Konferenzstühle und 8 Tische.
Kostenrahmen max. 18 Tsd. Euro.

Beste Grüße
Sabine Ahlers | Einkauf
Stadtwerke Winsen GmbH & Co. KG
Bahnhofstr. 22 | 21423 Winsen (Luhe)
T 04171 8899-20 | F 04171 8899-21
ahlers@stadtwerke-winsen.example

Von: Jan Brandt <jan@holzwerk-brandt.example>
Gesendet: Montag, 23. November 2026 16:02
An: Sabine Ahlers
Betreff: AW: Möbel
Mobil 0171 9999999, Musterweg 1, 20095 Hamburg""",
        {
            "given_name": "Sabine", "family_name": "Ahlers", "job_title": "Einkauf",
            "company": "Stadtwerke Winsen GmbH & Co. KG", "street": "Bahnhofstr. 22", "postal_code": "21423",
            "city": "Winsen (Luhe)", "phone": "04171 8899-20", "email": "ahlers@stadtwerke-winsen.example",
            "budget_cents": 1_800_000, "quantity": 40,
        },
        ("mobile",),
    ),
    Sample(
        "a mail passed on by a colleague",
        """Zur Kenntnis, kannst du dich kümmern?

-------- Weitergeleitete Nachricht --------
Betreff: Anfrage Treppe Eiche
Datum: Mon, 23 Nov 2026 18:11:02 +0100
Von: Tim Petersen <tim.petersen@web.example>
An: post@holzwerk-brandt.example

Hallo,
was kostet eine gewendelte Treppe in Eiche ungefähr? Einzug ist im September 2027.
Tim""",
        {"given_name": "Tim", "email": "tim.petersen@web.example", "wanted_on": date(2027, 9, 30)},
        ("budget_cents",),
    ),
    Sample(
        "forwarded with the head in the usual order",
        """Von: Petra Sommer [mailto:p.sommer@kita-sonne.example]
Gesendet: Dienstag, 24. November 2026 08:02
An: Info
Betreff: Garderobe für 25 Kinder

Liebes Team,
wir suchen eine robuste Garderobe für unsere Kita.
Herzliche Grüße
Petra Sommer
Kita Sonnenschein, Auf der Höhe 3, 21391 Reppenstedt
Tel 04131/998877""",
        {
            "given_name": "Petra", "family_name": "Sommer", "company": "Kita Sonnenschein",
            "email": "p.sommer@kita-sonne.example", "street": "Auf der Höhe 3", "postal_code": "21391",
            "city": "Reppenstedt", "phone": "04131/998877", "title": "Garderobe für 25 Kinder",
        },
        ("quantity",),
    ),
    Sample(
        "a scrap without a name",
        "Was kostet eine Treppe?",
        {"title": "Treppe"},
        ("family_name", "company", "email", "budget_cents", "channel"),
    ),
    Sample(
        "a couple",
        """Hallo zusammen,

wir bauen gerade und hätten gerne eine Küche in Esche, Budget bis 20.000 €.

Liebe Grüße
Lena und Marc Schröder
Heideweg 4a
21400 Reinstorf
0176-55 44 33 22""",
        {
            "given_name": "Lena", "family_name": "Schröder", "street": "Heideweg 4a", "postal_code": "21400",
            "city": "Reinstorf", "mobile": "0176-55 44 33 22", "title": "Küche in Esche", "budget_cents": 2_000_000,
        },
        ("company",),
    ),
    Sample(
        "short, from a phone",
        """Moin, brauche dringend 3 neue Haustüren, preis?
LG Torben
Von meinem iPhone gesendet""",
        {"given_name": "Torben", "quantity": 3},
        ("family_name", "email", "company"),
    ),
    Sample(
        "an English mail",
        """Hi,

I'm Sarah Whitfield from Whitfield Interiors. We are looking for a bespoke reception desk,
about 4 metres, for our London showroom. Our budget is around £12,500 and we need it by the end of March 2027.
You were recommended by Tom Baker.

Kind regards,
Sarah Whitfield
Director
Whitfield Interiors Ltd
48 Curtain Road
London
EC2A 3QR
United Kingdom
M: +44 7700 900123
www.whitfield-interiors.example""",
        {
            "given_name": "Sarah", "family_name": "Whitfield", "company": "Whitfield Interiors Ltd",
            "job_title": "Director", "mobile": "+44 7700 900123", "website": "www.whitfield-interiors.example",
            "street": "48 Curtain Road", "postal_code": "EC2A 3QR", "city": "London", "country": "GB",
            "title": "Bespoke reception desk", "budget_cents": 1_250_000, "currency": "GBP",
            "wanted_on": date(2027, 3, 31), "referred_by": "Tom Baker",
        },
    ),
    Sample(
        "from Switzerland",
        """Grüezi

Mir interessierä üs für Ihri Tische. Konkret: wir suchen einen Esstisch aus Nussbaum für ca. CHF 4'500.-

Freundliche Grüsse
Reto Ammann
Ammann Treuhand AG
Seestrasse 101
CH-8002 Zürich
+41 44 123 45 67
reto.ammann@ammann-treuhand.example""",
        {
            "given_name": "Reto", "family_name": "Ammann", "company": "Ammann Treuhand AG", "street": "Seestrasse 101",
            "postal_code": "8002", "city": "Zürich", "country": "CH", "phone": "+41 44 123 45 67",
            "email": "reto.ammann@ammann-treuhand.example", "title": "Esstisch aus Nussbaum",
            "budget_cents": 450_000, "currency": "CHF",
        },
    ),
    Sample(
        "from Austria",
        """Sehr geehrte Damen und Herren,
ich ersuche um ein Angebot über 15 Stück Kastenfenster nach beiliegender Liste.

Hochachtungsvoll
Mag. Elisabeth Gruber
Hausverwaltung Gruber e.U., Mariahilfer Straße 88a/12, 1070 Wien, Österreich
Tel. +43 1 5224400, Handy +43 664 1234567, office@hv-gruber.example""",
        {
            "given_name": "Elisabeth", "family_name": "Gruber", "street": "Mariahilfer Straße 88a/12",
            "postal_code": "1070", "city": "Wien", "country": "AT", "phone": "+43 1 5224400",
            "mobile": "+43 664 1234567", "email": "office@hv-gruber.example", "quantity": 15,
        },
        ("budget_cents", "wanted_on"),
    ),
    Sample(
        "a form with pipes",
        """Name | Hendrik Lüders
Company | Lüders Optik
E-Mail | h.lueders@lueders-optik.example
Tel. | 05821-4711
Straße | Lüneburger Str. 17
Ort | 29549 Bad Bevensen
Message | Wir brauchen einen neuen Tresen bis KW 8.""",
        {
            "given_name": "Hendrik", "family_name": "Lüders", "company": "Lüders Optik", "phone": "05821-4711",
            "email": "h.lueders@lueders-optik.example", "street": "Lüneburger Str. 17", "postal_code": "29549",
            "city": "Bad Bevensen", "wanted_on": date(2027, 2, 26), "title": "Tresen",
        },
    ),
    Sample(
        "a form filled in by halves",
        """Name: -
Firma: k.A.
E-Mail-Adresse*: info@gasthof-linde.example
Telefon:
Ihre Nachricht: Hallo, haben Sie Interesse an der Renovierung unseres Gastraums?
Wir haben ungefähr 35.000 EUR eingeplant.""",
        {"email": "info@gasthof-linde.example", "budget_cents": 3_500_000},
        ("family_name", "company", "phone"),
    ),
    Sample(
        "two sums that are no budget",
        """Guten Tag,
bei Ihrem Mitbewerber kostet der Schrank 2.300 € und der Tisch 1.100 €. Was ist bei Ihnen möglich?
Gruß
K. Peters""",
        {"given_name": "K.", "family_name": "Peters"},
        ("budget_cents",),
    ),
    Sample(
        "a range",
        """Hallo, für unser Wohnmobil suchen wir einen Möbelausbau. Wir würden zwischen 8.000 und 12.000 € ausgeben.
Schöne Grüße aus Bleckede
Familie Wulf
05852 1234""",
        {"budget_cents": 1_200_000, "family_name": "Wulf", "phone": "05852 1234"},
    ),
    Sample(
        "introduced in the first sentence",
        """Sehr geehrter Herr Brandt,

mein Name ist Anna-Lena von der Heide von der Firma Heide & Partner Architekten. Auf Empfehlung von Herrn Möller
melde ich mich bei Ihnen. Wir planen den Umbau einer Arztpraxis in Buchholz ab Januar 2027.

Sie erreichen mich unter 04181 123 456 oder per Mail an avdh@heide-partner.example.""",
        {
            "given_name": "Anna-Lena", "family_name": "von der Heide", "phone": "04181 123 456",
            "company": "Heide & Partner Architekten", "email": "avdh@heide-partner.example", "referred_by": "Möller",
            "wanted_on": date(2027, 1, 31),
        },
    ),
    Sample(
        "who recommended stands first",
        """Hallo, Frau Kessler hat Sie uns empfohlen. Wir möchten gern einen Einbauschrank anfertigen lassen.
VG Nils Brinkmann""",
        {"given_name": "Nils", "family_name": "Brinkmann", "referred_by": "Kessler", "title": "Einbauschrank"},
    ),
    Sample(
        "html turned into lines",
        """Kontaktanfrage

Name:
Yasemin Öztürk

E-Mail:
y.oeztuerk@cafe-luna.example

Telefon:
0581 / 97 86 54

Nachricht:
Guten Tag, wir planen ein neues Café und benötigen eine Theke sowie Sitzbänke.
Eröffnung: 1. Mai 2027

Diese E-Mail wurde über das Kontaktformular gesendet.""",
        {
            "given_name": "Yasemin", "family_name": "Öztürk", "email": "y.oeztuerk@cafe-luna.example",
            "phone": "0581 / 97 86 54", "wanted_on": date(2027, 5, 1),
        },
    ),
    Sample(
        "a signature in one line",
        """Bitte um Rückruf wegen Parkett, ca. 85 qm.
--
Uwe Jansen · Jansen Bau GmbH · Industriestr. 5 · 21337 Lüneburg · Tel. 04131-5566 · u.jansen@jansen-bau.example""",
        {
            "given_name": "Uwe", "family_name": "Jansen", "company": "Jansen Bau GmbH", "street": "Industriestr. 5",
            "postal_code": "21337", "city": "Lüneburg", "phone": "04131-5566", "email": "u.jansen@jansen-bau.example",
        },
        ("quantity", "budget_cents"),
    ),
    Sample(
        "a disclaimer with another address",
        """Dear Sir or Madam,
please send us a quote for 200 pcs. of beech handles.
Yours faithfully
Pieter van Dijk
Van Dijk Meubelen BV, Keizersgracht 241, 1016 EA Amsterdam, The Netherlands

This e-mail is confidential and intended for the addressee only. Please write to legal@vandijk.example.""",
        {
            "given_name": "Pieter", "family_name": "van Dijk", "company": "Van Dijk Meubelen BV", "quantity": 200,
            "postal_code": "1016 EA", "city": "Amsterdam", "country": "NL",
        },
        ("email",),
    ),
    Sample(
        "a date in the past and one to come",
        """Hallo,
am 12.10.2026 waren Sie bei uns. Wir nehmen die Regale, Lieferung bitte spätestens am 18.12.
Danke und Gruß
Friederike Nolte""",
        {"wanted_on": date(2026, 12, 18), "given_name": "Friederike", "family_name": "Nolte"},
    ),
    Sample(
        "a quoted mail without any mark but the angle brackets",
        """> Wann passt es Ihnen? Gruß Jan Brandt, 04131 77 10 20
Donnerstag passt. Bitte auch ein Angebot für die Fensterbänke.

Gruß
Inga Behrens""",
        {"given_name": "Inga", "family_name": "Behrens", "title": "Fensterbänke"},
        ("phone",),
    ),
    Sample(
        "an English answer above a quoted mail",
        """Thanks Jan, that works. We would like to order two oak benches.

Best,
Olivia Grant
Grant & Co. Solicitors
olivia@grantco.example

On Mon, 23 Nov 2026 at 11:47, Jan Brandt <jan@holzwerk-brandt.example> wrote:
> Dear Olivia, ...""",
        {
            "given_name": "Olivia", "family_name": "Grant", "company": "Grant & Co. Solicitors",
            "email": "olivia@grantco.example",
        },
    ),
    Sample(
        "a contact person beside who writes",
        """Guten Tag,
wir interessieren uns für Akustikpaneele (ca. 60 m²). Ansprechpartner vor Ort: Herr Lukas Wendt.
Mit besten Grüßen
i. A. Claudia Hartmann
Assistentin der Geschäftsleitung
Nordlicht Medien AG
Speicherstraße 9
20457 Hamburg
Durchwahl: 040 / 38 90 12-34""",
        {
            "given_name": "Claudia", "family_name": "Hartmann", "company": "Nordlicht Medien AG",
            "street": "Speicherstraße 9", "postal_code": "20457", "city": "Hamburg", "phone": "040 / 38 90 12-34",
            "title": "Akustikpaneele",
        },
        ("quantity",),
    ),
    Sample(
        "numbers that are no phone numbers",
        """Sehr geehrte Damen und Herren,
zu Rechnung 2026-0815, Kundennummer 100234, IBAN DE89 3704 0044 0532 0130 00: wann liefern Sie?
MfG
Bernd Oltmann""",
        {"given_name": "Bernd", "family_name": "Oltmann"},
        ("phone", "mobile", "postal_code", "budget_cents", "quantity"),
    ),
    Sample(
        "a company with an address above the street",
        """Anfrage Messestand

Wir haben Sie auf der Messe in Hamburg kennengelernt und brauchen für Februar einen Messestand, Budget 30k.

Mit freundlichen Grüßen

Dipl.-Ing. Stefan Krüger
Leiter Marketing

Hanse Sensorik
Sandkrug 3
22765 Hamburg""",
        {
            "given_name": "Stefan", "family_name": "Krüger", "job_title": "Leiter Marketing",
            "company": "Hanse Sensorik", "street": "Sandkrug 3", "postal_code": "22765", "city": "Hamburg",
            "source": "Trade fair", "wanted_on": date(2027, 2, 28), "budget_cents": 3_000_000,
        },
    ),
    Sample(
        "named in the address alone",
        """Hallo, können Sie uns einen Termin für ein Aufmaß anbieten?
(gesendet über Formular, Antwort an henrike.maass@schulverein.example)""",
        {"given_name": "Henrike", "family_name": "Maass", "email": "henrike.maass@schulverein.example"},
        ("company", "wanted_on"),
    ),
    Sample(
        "American",
        """Hello,
I am interested in a walnut dining table for 10 people, delivered by June 1, 2027. I can spend up to $9,000.
Regards
Dan Miller
500 Main St, Springfield, IL 62704
Phone: +1 217 555 0123""",
        {
            "given_name": "Dan", "family_name": "Miller", "street": "500 Main St", "city": "Springfield",
            "postal_code": "62704", "country": "US", "phone": "+1 217 555 0123", "budget_cents": 900_000,
            "currency": "USD", "wanted_on": date(2027, 6, 1), "title": "Walnut dining table for 10 people",
        },
        ("quantity",),
    ),
)  # fmt: skip
