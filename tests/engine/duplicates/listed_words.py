"""Words that lists for tests are made of: names, streets, towns, trades; the first of a list are the commonest."""

from __future__ import annotations


def _list(text: str) -> list[str]:
    """Return the words of a text; a bar stands for a blank within one."""
    return [word.replace("|", " ") for word in text.split()]


def _towns(text: str) -> list[tuple[str, str]]:
    return [(one.partition(":")[0], one.partition(":")[2]) for one in _list(text)]


WOMEN = _list(
    """Ursula Christa Helga Karin Renate Brigitte Petra Sabine Susanne Monika Ingrid Andrea Claudia Birgit Heike
Gisela Angelika Martina Gabriele Elke Stefanie Nicole Julia Katharina Christine Anja Kerstin Anna Silke Cornelia Sandra
Melanie Jutta Doris Ute Heidi Barbara Erika Sonja Daniela Kathrin Margarete Ilse Ruth Marion Bärbel Annette Simone
Tanja Christina Bianca Katja Jessica Sarah Lisa Franziska Johanna Marie Lena Hannelore Rosemarie Elfriede Hildegard
Gertrud Waltraud Elisabeth Dagmar Carmen Britta Regina Vanessa Annika Käthe Änne Fatma Ayşe Emine Zeynep Hatice Elif
Agnieszka Katarzyna Małgorzata Joanna Olga Natalia Svetlana Irina Leyla Mariam Aisha Amira Ngoc Thi Ana-Maria
Anne-Marie Eva-Maria Karla-Sophie Ann-Kathrin Marie-Luise"""
)
MEN = _list(
    """Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Hans Stefan Christian Martin Frank Bernd Uwe Ralf
Dieter Manfred Heinz Werner Horst Helmut Gerhard Karl Walter Matthias Markus Alexander Jan Jörg Rainer Norbert Holger
Torsten Sven Dirk Carsten Olaf Volker Herbert Kurt Ernst Heinrich Hermann Rolf Joachim Robert Daniel Sebastian Tobias
Florian Philipp Tim Patrick Marcel Dennis Kai Lars Oliver Christoph Paul Felix Maximilian Lukas Jonas Johannes Georg
Josef Franz Ludwig Xaver Alois Friedrich Wilhelm Otto Gustav Björn Sören Jürg Mehmet Mustafa Ali Ahmet Hüseyin Murat
Piotr Tomasz Krzysztof Andrzej Paweł Ivan Sergej Dimitri Mohammed Ahmad Omar Yusuf Hassan Khaled Minh Giuseppe
Hans-Peter Karl-Heinz Klaus-Dieter Hans-Jürgen Jan-Philipp Ernst-August"""
)
FAMILIES = _list(
    """Müller Schmidt Schneider Fischer Meyer Weber Schulz Wagner Becker Hoffmann Schäfer Koch Bauer Richter
Klein Schröder Wolf Neumann Schwarz Zimmermann Krüger Braun Hofmann Schmitz Hartmann Lange Schmitt Werner Krause Meier
Schmid Lehmann Schulze Maier Köhler Herrmann König Mayer Walter Peters Möller Huber Kaiser Fuchs Scholz Weiß Lang Jung
Hahn Keller Vogel Friedrich Günther Schubert Berger Frank Roth Beck Winkler Lorenz Baumann Albrecht Ludwig Franke Simon
Böhm Schuster Schumacher Kraus Winter Otto Krämer Stein Vogt Martin Jäger Groß Sommer Brandt Haas Heinrich Seidel
Schreiber Schulte Graf Dietrich Ziegler Kühn Pohl Horn Engel Busch Bergmann Thomas Voigt Sauer Arnold Pfeiffer Ernst
Yılmaz Kaya Demir Şahin Çelik Öztürk Aydın Arslan Doğan Yıldız Nowak Kowalski Wiśniewski Wójcik Lewandowski Zieliński
Hassan Ahmad Mohamed Ibrahim Nguyen Tran Petrov Ivanov Novák Horvat Rossi Silva García Popescu Janssen Petersen Hansen
Feddersen Uphoff Tjarks Oetken Behrens Lüders Grabowski Piontek Kaminski Sobotta Noack Lehnigk Mühlbauer Hinterseer
Obermaier Gschwendtner Käfer Häußler Bühler Vögtle Schwäbele"""
)
FRONT = _list(
    """Bach Berg Brand Buch Dorn Eich Eis Erl Feld Fink Frei Garten Gold Grün Haber Hag Hecken Herz Hinter Hirsch
Hoch Holz Kalten Kirch Klee Korn Kreuz Kron Laub Lichten Linden Mitter Moos Mühl Nieder Ober Oster Pfeffer Reich Rosen
Roten Sand Schön Schwarz Silber Stein Stern Stock Sturm Tann Unter Vorder Wald Wasser Weiden Weiß Wester Wild Zeller
"""
)
BACK = _list(
    """auer bacher becker berger blum brenner brunner burger dorfer eder felder fels garten graber haus hofer holzer
horst huber kamp kirchner lander lechner leitner macher mann maier meister moser müller reiter rieder schmied stetter
thaler wagner weber weiler winkler wirth zeller"""
)
STREETS = _list(
    """Hauptstraße Schulstraße Gartenstraße Bahnhofstraße Dorfstraße Bergstraße Birkenweg Lindenstraße Kirchstraße
Waldstraße Ringstraße Amselweg Wiesenweg Goethestraße Schillerstraße Lessingstraße Mozartstraße Am|Sportplatz Jahnstraße
Feldstraße Mühlenweg Friedhofstraße Poststraße Breslauer|Straße Danziger|Straße Königsberger|Straße Lange|Straße
Breite|Straße Neue|Straße Alte|Dorfstraße Am|Bahnhof Im|Winkel An|der|Mühle Auf|dem|Kamp Zur|Alten|Ziegelei Rosenweg
Tulpenweg Nelkenweg Ahornweg Eichenallee Kastanienallee Lindenallee Buchenweg Erlenweg Marktplatz Rathausplatz
Kirchgasse Schlossallee Bismarckstraße Friedrich-Ebert-Straße Konrad-Adenauer-Straße Karl-Marx-Straße
Ernst-Thälmann-Straße Sankt-Georgs-Straße Dr.-Wirth-Straße Hohenzollernring Wallstraße Industriestraße
Gewerbestraße Hafenstraße Am|Hang Sonnenhang Uferpromenade Deichstraße"""
)
EMPLOYERS = _list(
    """Alpha Nordwind Seeblick Hanse Elbtal Kontor Solaris Vector Medion Optima Prisma Quadrat Radius Signum
Tandem Union Vista Zenit"""
)
TRADES = _list(
    """Tischlerei Bäckerei Metzgerei Elektro Sanitär Heizungsbau Dachdeckerei Malerbetrieb Maschinenbau Metallbau
Stahlbau Werkzeugbau Autohaus Spedition Transporte Logistik Gartenbau Baumschule Apotheke Optik Hörgeräte Druckerei
Verlag Buchhandlung Reisebüro Immobilien Hausverwaltung Versicherungen Ingenieurbüro Architekturbüro Steuerberatung
Rechtsanwälte Zahntechnik Physiotherapie Fahrschule Fahrradladen Blumenhaus Getränkemarkt Weinhandel Holzhandel
Baustoffe Landtechnik Kältetechnik Fenster Fliesen Estrich Zimmerei Tiefbau Straßenbau Software Systemhaus Consulting
Mediendesign Textilien Möbelhaus Raumausstattung Schuhhaus Juwelier Gasthaus Hotel Pension Catering"""
)
COINED = _list(
    """Novatec Medion Syntegra Proventa Optimus Kontora Lumina Veridis Axento Teklab Hansalog Ecowerk Solvento
Datavia Bytewerk Cortado Unitas Primanova Interlog Globatec Alpinova Norditec Rhenania Westfalia Saxonia Bavaria
Frankonia Hydrotec Thermoplan Biovita Sanimed Vitalis Ergotrans Polyfix Duromat Ferrotec Plastico Rotomont"""
)
ASSOCIATIONS = _list(
    """Turn-|und|Sportverein Freiwillige|Feuerwehr Evangelische|Kirchengemeinde Katholische|Pfarrgemeinde
Volkshochschule Musikschule Kreishandwerkerschaft Landfrauenverein Schützenverein Heimatverein Diakonisches|Werk
Deutsches|Rotes|Kreuz Arbeiter-Samariter-Bund Lebenshilfe Caritasverband Grundschule Gymnasium Kindertagesstätte
"""
)
PUBLIC = _list(
    """Stadtwerke Stadtverwaltung Kreissparkasse Sparkasse Volksbank Amtsgericht Finanzamt Wohnungsbaugesellschaft
Abwasserverband Verkehrsbetriebe Entsorgungsbetriebe Stadtbücherei Kreiskrankenhaus Technische|Universität
Industrie-|und|Handelskammer"""
)
ENGLISH = _list(
    """Acme Summit Pioneer Liberty Evergreen Northgate Riverside Highland Oakwood Silverline Bluebird Redstone
Harbor Lakeside Maple Crestview Westfield Kingsway Ashford Thornbury Fairfax Granite Beacon Falcon Sterling Cobalt
Horizon Cascade Frontier Keystone"""
)
HEADS = _list(
    """North South East West Bright Clear Dun Elm Fern Glen Hazel Iron Kings Long Mead New Old Pem Quin Raven
Sher Stan Thorn Wake Wel Whit Win York Ash Brad"""
)
TAILS = _list("""gate field ford bury ton wood stone ridge brook dale hurst mere well worth wick""")
SURNAMES = _list(
    """Smith Johnson Brown Taylor Wilson Davies Evans Thomas Roberts Walker Wright Thompson White Hughes Edwards
Green Hall Wood Harris Clarke Jackson Turner Hill Cooper Morris Ward Moore Baker Harrison Bailey Mitchell"""
)
LINES = _list(
    """Engineering Plumbing Consulting Software Systems Logistics Catering Printing Roofing Landscaping Insurance
Accounting Motors Supplies Electronics Foods Bakery Construction Solutions Industries Medical Dental|Care Real|Estate
Hardware Interiors Textiles Freight Marketing Restaurant Cafe Hotel Bar|&|Grill"""
)
TOWNS = _towns(
    """21335:Lüneburg 29221:Celle 30159:Hannover 20095:Hamburg 22767:Hamburg 28195:Bremen 24103:Kiel
10115:Berlin 10967:Berlin 14467:Potsdam 80331:München 81667:München 85049:Ingolstadt 86150:Augsburg 90402:Nürnberg
70173:Stuttgart 89073:Ulm 76133:Karlsruhe 79098:Freiburg|im|Breisgau 60311:Frankfurt|am|Main 65183:Wiesbaden
55116:Mainz 50667:Köln 53111:Bonn 40213:Düsseldorf 45127:Essen 44135:Dortmund 48143:Münster 33602:Bielefeld
34117:Kassel 37073:Göttingen 38100:Braunschweig 39104:Magdeburg 04109:Leipzig 01067:Dresden 99084:Erfurt 07743:Jena
18055:Rostock 19053:Schwerin 23552:Lübeck 27472:Cuxhaven 26122:Oldenburg 49074:Osnabrück 31134:Hildesheim
61348:Bad|Homburg|v.|d.|Höhe 83022:Rosenheim 87435:Kempten|(Allgäu) 94032:Passau 92224:Amberg 97070:Würzburg"""
)
ENGLISH_TOWNS = _towns(
    """SW1A:London EC2M:London M1:Manchester B2:Birmingham LS1:Leeds BS1:Bristol 10001:New|York
11201:Brooklyn 90048:Los|Angeles 90210:Beverly|Hills 94103:San|Francisco 60601:Chicago 30303:Atlanta 77002:Houston
98101:Seattle 02108:Boston"""
)
ENGLISH_STREETS = _list(
    """Main|Street High|Street Oak|Avenue Park|Road Station|Road Maple|Drive 2nd|Avenue 5th|Avenue
S.|La|Cienega|Boulevard N.|Broadway King|Street Church|Lane Mill|Road Peachtree|Street Queen|Square W.|42nd|Street"""
)
