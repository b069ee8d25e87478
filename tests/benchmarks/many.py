"""Databases of very many contacts for benchmarks: made once, kept in the folder CRM_BENCH_CACHE or the system's temp.

How many: CRM_BENCH_CONTACTS, one million by default. The names follow the frequencies of a real telephone book: few
surnames are very common, many are rare.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.store import driver, search_index
from crm_desktop.store.database import Database

#: Raise it when the data or the tables change, so that what was kept is made anew.
_EDITION = 4


def _names(text: str) -> list[str]:
    return text.split()


_GIVEN = _names(
    """Anna Bernd Claudia Dieter Elke Frank Gabriele Hans Ines Jürgen Karin Lukas Maria Niklas Olga Peter Regina
Stefan Tanja Uwe Verena Wolfgang Yvonne Andreas Birgit Christian Doris Erik Franziska Günter Heike Ingo Jana Klaus Lena
Martin Nicole Oliver Petra Ralf Sabine Thomas Ulrike Volker Wiebke Jörg Käthe Lutz Monika Paul Ruth Simon Tobias Ursula
Walter Mehmet Ayşe John Emma Sophia Liam Björn Sören Agnès José"""
)
_COMMON = _names(
    """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein
Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Herrmann König
Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel Friedrich Keller Günther Berger Winkler Roth Beck
Lorenz Baumann Franke Albrecht Schuster Böhm Winter Kraus Krämer Vogt Stein Jäger Otto Sommer Groß Seidel
Brandt"""
)
_BEGINNINGS = _names(
    """Alt Neu Ober Unter Groß Klein Lang Kurz Hell Dunkel Rosen Linden Eichen Buchen Tannen Stein Sand Wald
Feld Wiesen Berg Tal See Bach Mühl Brück Kirch Schloss Burg Markt Gold Silber Eisen Kupfer Hirsch Wolfs Bären Adler
Falken Nord Süd West Sommer Herbst Früh Spät"""
)
_ENDINGS = _names(
    """mann meier huber bauer berger bach feld wald hof haus stein brunner müller moser egger thaler gruber hofer
lechner reiter eder städter höfer kamp brink horst dorf busch rath wirth"""
)
_CITIES = _names(
    """Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover
Nürnberg Duisburg Bochum Wuppertal Bielefeld Bonn Münster Wien Graz Linz Zürich Basel Bern Fürth Würzburg Göttingen
Lübeck Tübingen Rosenheim Passau Kempten Ulm Aalen Husum Jena Gera Zwickau"""
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ş": "s", "è": "e", "é": "e"})
_ROWS = 20_000


def how_many() -> int:
    """Return how many contacts the benchmarks use."""
    return int(os.environ.get("CRM_BENCH_CONTACTS", "1000000"))


def contacts() -> Path:
    """Return a database of many persons with city and e-mail address, made on the first call."""
    folder = Path(os.environ.get("CRM_BENCH_CACHE", Path(tempfile.gettempdir()) / "crm-desktop-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"contacts-{how_many()}-{_EDITION}.crm"
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        Database.create(draft)
        _fill(draft)
        draft.rename(path)
    return path


def surnames() -> list[str]:
    """Return all surnames, the commonest first."""
    return _COMMON + [first + last for first in _BEGINNINGS for last in _ENDINGS]


def _fill(path: Path) -> None:
    connection = driver.connect_to_write(path)
    connection.execute("begin immediate")
    chance = random.Random(7)
    for start in range(1, how_many() + 1, _ROWS):
        people = list(_people(chance, range(start, min(start + _ROWS, how_many() + 1))))
        connection.executemany(
            "insert into contact (id, uuid, name, sort_key, given_name, family_name) values (?, ?, ?, ?, ?, ?)",
            [
                (ref, f"u{ref}", f"{given} {family}", f"{family} {given}".lower(), given, family)
                for ref, given, family, _, _ in people
            ],
        )
        connection.executemany(
            "insert into address (contact_id, postal_code, city) values (?, ?, ?)",
            [(ref, f"{10_000 + ref % 80_000}", city) for ref, _, _, city, _ in people],
        )
        connection.executemany(
            "insert into contact_point (contact_id, kind, value, normal) values (?, 'email', ?, ?)",
            [(ref, mail, mail) for ref, _, _, _, mail in people],
        )
    search_index.rebuild(connection)
    connection.execute("commit")
    driver.close(connection)


def _people(chance: random.Random, refs: range) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield id, given name, family name, city and e-mail address."""
    families = surnames()
    for ref in refs:
        given = chance.choice(_GIVEN)
        family = families[min(int(chance.paretovariate(0.55)) - 1, len(families) - 1)]
        if family is families[-1]:
            family = chance.choice(families)
        mail = f"{given}.{family}{chance.randrange(1000)}@example.{chance.choice(('de', 'com', 'at'))}"
        yield ref, given, family, chance.choice(_CITIES), mail.lower().translate(_UMLAUTS)
