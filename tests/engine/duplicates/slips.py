"""Contacts made for tests: persons, households and firms of a German file, and the slips that make doubles of them.

The slips are those of people who type (letters missing, doubled, exchanged, hit beside), of programs (umlauts lost, cut
off) and of life (moved, married, another phone), and what firms do to their own names.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from crm_desktop.base.text import fold
from crm_desktop.domain.facts import ContactFact


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = {
    "f": _words(
        """Anna Maria Sabine Petra Monika Claudia Birgit Karin Heike Gabriele Susanne Andrea Nicole Stefanie Julia
    Katharina Lena Laura Sophie Emma Hannah Mia Johanna Franziska Elisabeth Margarete Ursula Renate Ingrid Helga
    Brigitte Christine Martina Angelika Barbara Anja Silke Tanja Melanie Jana Kathrin Wiebke Frauke Antje Käthe
    Bärbel Ayşe Özlem Agnieszka Svetlana Giulia Chloé Nele Greta Frieda Clara Charlotte Amelie Lea Leonie Marie"""
    ),
    "m": _words(
        """Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Hans Stefan Christian Martin Frank Bernd Uwe Ralf
    Matthias Markus Alexander Jan Lukas Jonas Paul Felix Maximilian Leon Ben Elias Noah Heinrich Karl Friedrich
    Wilhelm Otto Walter Helmut Gerhard Werner Manfred Dieter Rainer Joachim Jörg Sören Björn Mehmet Mustafa
    Dimitri Giovanni José Henrik Ole Fiete Torben Malte Tobias Sebastian Florian Dominik Robert Johannes"""
    ),
}
_FAMILY = _words(
    """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein
    Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier
    Lehmann Schmid Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung
    Hahn Schubert Vogel Friedrich Keller Günther Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Böhm
    Winter Kraus Yılmaz Kowalski Nguyen Öztürk Novak Rossi Janßen Petersen Hansen Clausen Groß Strauß Preuß Kühn
    Brückner Jäger Vögele Häberle"""
)
_HEADS = _words(
    """Alt Neu Ober Unter Rosen Linden Eichen Buchen Tannen Stein Sand Wald Feld Wiesen Berg Bach Mühl Brück Kirch
    Gold Silber Eisen Hirsch Bären Falken Oster Nord Süd West Sommer Heide Moor Winkel Acker Hag"""
)
_TAILS = _words(
    """mann meier huber bauer berger bach feld hof haus stein brunner müller moser egger thaler gruber kamp brink
    horst dorf busch rath wirth becker fink loh siek"""
)
_STREETS = _words(
    """Haupt Bahnhof Garten Schul Dorf Berg Linden Ring Kirch Wald Birken Wiesen Rosen Tannen Feld Mühlen Goethe
    Schiller Mozart Beethoven Bismarck Friedrich Wilhelm Königs Herzog Brücken Hafen Markt Ufer Sonnen Amsel
    Drossel Finken Buchen Eichen Ahorn Kastanien Flieder Nelken Tulpen Industrie Gewerbe Weber Gerber Töpfer
    Schmiede Heide Moor"""
)
_KINDS = ("straße", "straße", "straße", "weg", "allee", "platz", "gasse", "ring")
_TRADES = _words(
    """Maschinenbau Logistik Software Bäckerei Elektrotechnik Druckerei Unternehmensberatung Möbelhaus Bau Autohaus
    Metallbau Optik Handel Gartenbau Sanitär Werkzeugbau Verlag Reisebüro Versicherungen Tischlerei Dachdeckerei
    Malerbetrieb Apotheke Weinhandel Steuerberatung Architekten Hausverwaltung Kältetechnik Zahntechnik Holzhandel"""
)
_FORMS = ("GmbH", "GmbH", "GmbH", "GmbH & Co. KG", "AG", "KG", "OHG", "e. K.", "UG (haftungsbeschränkt)", "GbR", "")
_PROVIDERS = ("gmx.example", "web.example", "post.example", "mail.example")
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_NEIGHBOURS = dict(
    zip("qwertzuiopasdfghjklyxcvbnm", "wqeruztioüsadfghjkklxycvbn"[:26], strict=True)
)  # the key beside, on a German keyboard
_SHORT = {"Maximilian": "Max", "Alexander": "Alex", "Katharina": "Kathi", "Elisabeth": "Lisa", "Robert": "Rob",
          "Michael": "Michi", "Johannes": "Hannes", "Andreas": "Andi", "Gabriele": "Gabi", "Friedrich": "Fritz",
          "Heinrich": "Heinz", "Matthias": "Matze", "Susanne": "Susi", "Ursula": "Uschi"}  # fmt: skip


One = TypeVar("One")


class Made(NamedTuple):
    """Contacts, and for each who it really is."""

    facts: list[ContactFact]
    truth: dict[int, int]


class Maker:
    """Makes contacts; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._families = _FAMILY + [head + tail for head in _HEADS for tail in _TAILS]
        heads = [*_HEADS, *_STREETS]
        self._towns = [
            (f"{1_000 + place * 97 % 98_000:05}", head + tail)
            for place, (head, tail) in enumerate(
                (head, tail)
                for tail in ("burg", "stadt", "hausen", "ingen", "au", "furt", "rode", "beck")
                for head in heads
            )
        ]

    def people(self, count: int, *, doubles: float, households: float = 0.15) -> Made:
        """Make persons; so many of them a second time with slips, and so many with somebody else in the house."""
        made: list[tuple[int, ContactFact]] = []
        who = 0
        while len(made) < count:
            one = self.person()
            made.append((who, one))
            if self._chance.random() < doubles:
                made.append((who, self.slipped(one)))
            who += 1
            if self._chance.random() < households:
                made.append((who, self._at_home_with(one)))
                who += 1
        return self._numbered(made[:count])

    def firms(self, count: int, *, doubles: float, branches: float = 0.05) -> Made:
        """Make firms; so many a second time with slips, and so many with a branch in another town."""
        made: list[tuple[int, ContactFact]] = []
        who = 0
        while len(made) < count:
            one = self.firm()
            made.append((who, one))
            if self._chance.random() < doubles:
                made.append((who, self.slipped_firm(one)))
            who += 1
            if self._chance.random() < branches:
                postal, city = self._chance.choice(self._towns)
                made.append((who, one._replace(street=self._street(), postal_code=postal, city=city,
                                               phones=(self._phone(),), vat_id="", mails=())))  # fmt: skip
                who += 1
        return self._numbered(made[:count])

    def person(self) -> ContactFact:
        """Make a person as a firm knows one: something is always missing."""
        sex = self._chance.choice("fm")
        given, family = self._pick(_GIVEN[sex], 0.9), self._pick(self._families, 0.35)
        postal, city = self._pick(self._towns, 0.7)
        born = date(1935, 1, 1) + timedelta(days=self._chance.randrange(26_000)) if self._maybe(0.3) else None
        mail = f"{fold(given)}.{fold(family)}{self._chance.randrange(100)}@{self._chance.choice(_PROVIDERS)}"
        return ContactFact(
            0, is_company=False, name=f"{given} {family}", given_name=given, family_name=family,
            mails=(mail,) if self._maybe(0.7) else (), birthday=born,
            phones=(self._phone(),) if self._maybe(0.6) else (),
            street=self._street() if self._maybe(0.85) else "", postal_code=postal, city=city,
            salutation={"f": "Frau", "m": "Herr"}[sex] if self._maybe(0.7) else "",
        )  # fmt: skip

    def firm(self) -> ContactFact:
        """Make a firm."""
        family, trade = self._pick(self._families, 0.35), self._chance.choice(_TRADES)
        name = self._chance.choice((f"{family} {trade}", f"{trade} {family}", f"Gebr. {family} {trade}"))
        form = self._chance.choice(_FORMS)
        house = f"{fold(family)}-{fold(trade)}{self._chance.randrange(500)}"
        postal, city = self._pick(self._towns, 0.7)
        return ContactFact(
            0, is_company=True, name=f"{name} {form}".strip(), street=self._street(), postal_code=postal, city=city,
            mails=(f"info@{house}.example",) if self._maybe(0.6) else (),
            phones=(self._phone(),) if self._maybe(0.7) else (),
            vat_id=f"DE{self._chance.randrange(10**8, 10**9)}" if self._maybe(0.3) else "",
        )  # fmt: skip

    def slipped(self, one: ContactFact) -> ContactFact:
        """Enter a person once more, by somebody else, on another day: one to three slips."""
        slips = (
            self._mistype_given, self._mistype_family, self._lose_umlauts, self._swap_names, self._call_short,
            self._give_initial, self._move, self._marry, self._write_street_otherwise, self._mistype_street,
            self._other_mail, self._other_phone, self._leave_out,
        )  # fmt: skip
        for slip in self._chance.sample(slips, self._chance.choice((1, 2, 2, 3))):
            one = slip(one)
        return one._replace(name=f"{one.given_name} {one.family_name}".strip())

    def slipped_firm(self, one: ContactFact) -> ContactFact:
        """Enter a firm once more: one to three slips."""
        slips = (
            self._mistype_name, self._lose_umlauts, self._other_form, self._without_form, self._cut_a_word,
            self._turn_words, self._and_sign, self._write_street_otherwise, self._mistype_street, self._other_phone,
            self._leave_out, self._join_words,
        )  # fmt: skip
        for slip in self._chance.sample(slips, self._chance.choice((1, 2, 2, 3))):
            one = slip(one)
        return one

    # Slips

    def _mistype_given(self, one: ContactFact) -> ContactFact:
        return one._replace(given_name=self.mistyped(one.given_name))

    def _mistype_family(self, one: ContactFact) -> ContactFact:
        return one._replace(family_name=self.mistyped(one.family_name))

    def _mistype_name(self, one: ContactFact) -> ContactFact:
        return one._replace(name=self._one_word(one.name, self.mistyped))

    def _mistype_street(self, one: ContactFact) -> ContactFact:
        return one._replace(street=self._one_word(one.street, self.mistyped))

    def _lose_umlauts(self, one: ContactFact) -> ContactFact:
        spelt = self._chance.choice((True, False))
        lost = str.maketrans({sign: two if spelt else two[0] for sign, two in _UMLAUTS.items()})
        parts = {
            name: getattr(one, name).translate(lost) for name in ("name", "given_name", "family_name", "street", "city")
        }
        return one._replace(**parts)

    @staticmethod
    def _swap_names(one: ContactFact) -> ContactFact:
        return one._replace(given_name=one.family_name, family_name=one.given_name)

    @staticmethod
    def _call_short(one: ContactFact) -> ContactFact:
        return one._replace(given_name=_SHORT.get(one.given_name, one.given_name))

    @staticmethod
    def _give_initial(one: ContactFact) -> ContactFact:
        return one._replace(given_name=f"{one.given_name[:1]}.")

    def _move(self, one: ContactFact) -> ContactFact:
        postal, city = self._chance.choice(self._towns)
        return one._replace(street=self._street(), postal_code=postal, city=city)

    def _marry(self, one: ContactFact) -> ContactFact:
        return (
            one._replace(family_name=f"{one.family_name}-{self._chance.choice(_FAMILY)}") if self._maybe(0.3) else one
        )

    def _write_street_otherwise(self, one: ContactFact) -> ContactFact:
        street = one.street.replace("straße", self._chance.choice(("str.", "strasse", "-Straße", " Str.")))
        return one._replace(street=street + ("a" if self._maybe(0.1) and street else ""))

    def _other_mail(self, one: ContactFact) -> ContactFact:
        given, family = fold(one.given_name)[:1], fold(one.family_name)
        return one._replace(mails=(f"{given}.{family}@{self._chance.choice(_PROVIDERS)}",))

    def _other_phone(self, one: ContactFact) -> ContactFact:
        return one._replace(phones=(self._phone(),))

    def _leave_out(self, one: ContactFact) -> ContactFact:
        empty: dict[str, object] = {"mails": (), "phones": (), "street": "", "postal_code": "", "birthday": None}
        for name in self._chance.sample(list(empty), 2):
            one = one._replace(**{name: empty[name]})  # type: ignore[arg-type]
        return one

    def _other_form(self, one: ContactFact) -> ContactFact:
        ways = {"GmbH": "Ges.m.b.H.", "GmbH & Co. KG": "GmbH und Co KG", "e. K.": "e.K.", "OHG": "oHG",
                "UG (haftungsbeschränkt)": "UG"}  # fmt: skip
        form = next((form for form in sorted(ways, key=len, reverse=True) if one.name.endswith(form)), "")
        return one._replace(name=one.name.removesuffix(form) + ways[form]) if form else one

    @staticmethod
    def _without_form(one: ContactFact) -> ContactFact:
        form = next(
            (form for form in sorted(_FORMS, key=len, reverse=True) if form and one.name.endswith(" " + form)), ""
        )
        return one._replace(name=one.name.removesuffix(form).strip())

    def _cut_a_word(self, one: ContactFact) -> ContactFact:
        return one._replace(name=self._one_word(one.name, lambda word: f"{word[: len(word) * 2 // 3]}."))

    @staticmethod
    def _turn_words(one: ContactFact) -> ContactFact:
        first, *rest = one.name.split(" ")
        return one._replace(name=" ".join((rest[0], first, *rest[1:])) if rest else one.name)

    @staticmethod
    def _and_sign(one: ContactFact) -> ContactFact:
        return one._replace(name=one.name.replace("Gebr. ", "Gebrüder ").replace(" & ", " und "))

    @staticmethod
    def _join_words(one: ContactFact) -> ContactFact:
        return one._replace(name=one.name.replace(" ", "-", 1))

    def mistyped(self, text: str) -> str:
        """Let a letter be missing, doubled, exchanged with the next or hit beside."""
        if len(text) < 4:
            return text
        at = self._chance.randrange(1, len(text) - 1)
        before, letter, after = text[:at], text[at], text[at + 1 :]
        return self._chance.choice((
            before + after,
            before + letter * 2 + after,
            before + after[0] + letter + after[1:],
            before + _NEIGHBOURS.get(letter, "e") + after,
        ))  # fmt: skip

    # Parts

    def _one_word(self, text: str, change: Callable[[str], str]) -> str:
        parts = text.split(" ")
        long = [place for place, part in enumerate(parts) if len(part) > 5 and part.isalpha()]
        if long:
            place = self._chance.choice(long)
            parts[place] = change(parts[place])
        return " ".join(parts)

    def _at_home_with(self, one: ContactFact) -> ContactFact:
        """Return somebody else of one's household: the family name and the house are the same, often the phone too."""
        sex = self._chance.choice("fm")
        given = self._chance.choice([name for name in _GIVEN[sex] if name != one.given_name])
        return self.person()._replace(
            name=f"{given} {one.family_name}", given_name=given, family_name=one.family_name, street=one.street,
            postal_code=one.postal_code, city=one.city, phones=one.phones if self._maybe(0.6) else (),
            mails=one.mails if self._maybe(0.15) else (), salutation={"f": "Frau", "m": "Herr"}[sex],
        )  # fmt: skip

    def _street(self) -> str:
        return f"{self._pick(_STREETS, 0.6)}{self._chance.choice(_KINDS)} {self._chance.randint(1, 120)}"

    def _phone(self) -> str:
        return f"+49{self._chance.randrange(30, 99)}{self._chance.randrange(10**5, 10**8)}"

    def _pick(self, every: list[One], steepness: float) -> One:
        """Pick one of a list of which the first ones are common."""
        return every[int(len(every) * self._chance.random() ** (1 / steepness)) % len(every)]

    def _maybe(self, share: float) -> bool:
        return self._chance.random() < share

    def _numbered(self, made: list[tuple[int, ContactFact]]) -> Made:
        self._chance.shuffle(made)
        facts = [fact._replace(id=ref) for ref, (_who, fact) in enumerate(made, 1)]
        return Made(facts, {ref: who for ref, (who, _fact) in enumerate(made, 1)})


def pairs_of(truth: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the true pairs, the smaller id first."""
    same: dict[int, list[int]] = {}
    for ref, who in truth.items():
        same.setdefault(who, []).append(ref)
    for refs in same.values():
        yield from ((a, b) for place, a in enumerate(refs) for b in refs[place + 1 :])
