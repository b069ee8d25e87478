"""Family names that are words of the language as well: alone, without “Ms” or a given name before, they prove nothing.

Trades, colours, animals, seasons, what stands in every second sentence; German and English, folded as names are
compared. Not complete and need not be: whatever is written in small letters is a doubt too.
"""

from __future__ import annotations

from crm_desktop.base.text import fold

_TRADES = """
Amtmann Bader Baecker Bauer Baumeister Becker Bergmann Bischof Boettcher Brauer Brenner Buerger Burger Dreher
Drechsler Drucker Fassbinder Fischer Fleischer Foerster Fuhrmann Gaertner Gerber Glaser Graf Hauser Herzog
Hirt Hofmann Huber Jaeger Kaiser Kaufmann Keller Kellner Kessler Klempner Knecht Koch Koehler Koenig Korber
Kraemer Kramer Krueger Kuester Kunz Landmann Lehmann Lehrer Maler Maurer Meier Meister Metzger Moench Mueller
Papst Pfarrer Pfeifer Pfleger Probst Richter Ritter Sattler Schaefer Schaffer Schenk Schlosser Schmied Schmidt
Schneider Schreiber Schreiner Schroeder Schuster Schuetze Seiler Soldat Spengler Steiger Tischler Toepfer Vogt
Wagner Walter Wachter Weber Wirt Wirth Zimmerer Zimmermann Ziegler Zoellner Baker Barber Bishop Brewer Butcher
Butler Carpenter Carter Clark Cook Cooper Dean Dyer Farmer Fisher Gardener Gardner Hunter Judge King Knight
Major Mason Miller Page Painter Parker Piper Porter Potter Sawyer Shepherd Singer Smith Squire Taylor Thatcher
Turner Tyler Walker Ward Weaver Wright
"""
_THINGS = """
Abend Acker Adler Ahorn Alt Amsel Anger Apfel Arm Ast Bach Baer Bart Baum Berg Beutel Biene Birke Blatt Blau
Blitz Blum Blume Bock Boden Bogen Bohne Brand Braun Breit Brot Bruch Brunnen Buch Buche Burg Busch Christ Daum
Degen Dorn Ebert Eck Eiche Eisen Engel Erbe Ernst Essig Esser Falk Falke Fass Feder Feld Fels Fest Feuer Fink
Finke Fisch Fleck Frank Franke Freitag Freund Frey Froh Frost Frosch Frueh Fuchs Fuss Gans Garten Gast Geier
Geist Gelb Gericht Gerste Glas Glueck Gold Grau Grimm Gross Gruen Grund Gut Haas Haase Habicht Hafer Hahn
Hammer Hand Hase Haus Haut Hecht Heide Heil Heiland Held Hell Herbst Herde Herr Herz Hirsch Hof Hoch Holz
Honig Horn Hummel Hund Hut Igel Jung Kalb Kalt Kamm Kasten Kater Kern Kirsch Kirsche Klee Klein Klug Kluge
Knopf Kohl Kopf Korn Kraft Kranz Kraus Krause Kraut Krebs Kreuz Kroll Krone Kugel Kuhn Kurz Lachs Lamm Lampe
Land Lang Lange Laub Lauer Licht Lieb Linde Linden Link Loewe Lohn Luchs Mai Mann Mantel Marder Mark Markt
Maus Meise Messer Milch Mohn Mohr Mond Montag Moos Morgen Mund Muth Nagel Nebel Neu Neumann Nord Nuss Ochs
Ofen Ohr Opel Ort Ost Otter Pabst Pelz Pfau Pfeffer Pfeil Pfeiffer Platz Post Rabe Rad Rapp Rasch Rat Raum
Rauch Rehm Reich Reif Reis Ring Rose Rosen Rost Rot Roth Ruf Ruhe Sack Salz Samt Sand Sauer Schaf Schatz
Scherer Schild Schimmel Schlegel Schlag Schlange Schnabel Schnee Schnell Schoen Schrank Schuh Schulz Schulze
Schwab Schwan Schwarz Schwein See Seemann Seide Seidel Seifert Sommer Sonne Sonntag Specht Sperling Spiegel
Spitz Sporn Stadt Stahl Stamm Stark Staub Stein Stern Stier Stock Stolz Storch Strauss Streit Strobel Strom
Stumpf Sturm Tag Tanne Taube Teich Teufel Thal Tor Traub Traube Unger Ulm Vogel Voll Wald Wall Wand Wasser Weg
Weide Wein Weiss Welle Welt Wende Werner Wetter Wiese Wild Winkel Winter Wolf Wolff Wolke Wunder Wurm Wurst
Zahn Zander Zart Zaun Zeit Zeller Ziege Zimmer Zorn Zucker Zweig April Ash Banks Bell Berry Best Bird Black
Bloom Bond Bridges Brook Brooks Brown Bush Chance Church Cole Cross Day Field Fields Flowers Ford Forest Fox
Free Grant Gray Green Grove Hall Hart Hill Hope House June Lake Lamb Lane Long Love March May Moon Moore Nail
North Park Pike Pool Price Reed Rich Rivers Sharp Short Small Snow Spring Stone Storm Strong Summer Sweet
Swift Temple True Waters Well Wells West White Wise Wood Woods Young
"""

PLAIN = frozenset(fold(word) for word in (_TRADES + _THINGS).split())


def is_plain(word: str) -> bool:
    """Whether a word, folded or not, is one of the language as well as a name."""
    return fold(word) in PLAIN
