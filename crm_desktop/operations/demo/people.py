"""Invents the customers of the demo firm: companies with people in them, and private customers."""

from __future__ import annotations

import random
import unicodedata
from datetime import date, datetime, timedelta
from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.operations.demo.book import Book
from crm_desktop.operations.demo.spread import Taken
from crm_desktop.operations.demo.vocabulary import Town, Vocabulary

#: Nothing happened in the last minutes.
_JUST_NOW = timedelta(minutes=10)


class Customer(NamedTuple):
    """Who can buy: the account, and the person who speaks for it (the same for private customers)."""

    account_id: int
    person_id: int
    name: str
    person: str
    category: str
    employees: int | None
    founded: int | None
    since: datetime
    domain: str = ""


class Known(NamedTuple):
    """A customer with a name of its own, who is always there."""

    salutation: str
    title: str
    given: str
    family: str
    role: str
    company: str
    form: str
    category: str
    employees: int


KNOWN = (
    Known("Frau", "", "Miriam", "Kessler", "Leitung Einkauf", "Hotel Seeblick", "GmbH", "Hotellerie", 46),
    Known("Herr", "", "Jonas", "Albrecht", "Inhaber", "Albrecht Optik", "e. K.", "Handel", 7),
    Known("Frau", "Dr.", "Eva", "Lindner", "Praxisleitung", "Zahnärzte am Markt", "", "Praxis", 14),
    Known("Herr", "", "Tobias", "Reuter", "Architekt", "Reuter + Partner", "", "Architektur", 9),
    Known("Frau", "", "Sabine", "Öztürk", "Geschäftsführung", "Café Morgenrot", "", "Gastronomie", 11),
    Known("Herr", "", "Frank", "Wolters", "Facility Management", "Stadtwerke Lüneburg", "GmbH", "Öffentlich", 240),
    Known("Herr", "", "Henning", "Graf", "Bauleitung", "Graf Hochbau", "KG", "Bau", 38),
    Known("Frau", "", "Lena", "Sommerfeld", "Store Design", "Nordlicht Mode", "GmbH", "Handel", 62),
    Known("Herr", "", "Paul", "Niemann", "Inhaber", "Weinhandlung Niemann", "e. K.", "Handel", 5),
    Known("Frau", "", "Aylin", "Demir", "Büroleitung", "Kanzlei Demir & Voss", "", "Büro", 12),
    Known("Herr", "", "Markus", "Thiel", "Projektleitung", "Klinikum Elbtal", "gGmbH", "Öffentlich", 520),
    Known("Frau", "", "Katrin", "Behrens", "", "", "", "Privat", 0),
)

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ş": "s", "ı": "i"})
_NO_PERSON = {"salutation": "", "title": "", "given_name": "", "family_name": "", "job_title": "", "birthday": None}
_NO_COMPANY = {"industry": "", "employees": None, "founded": None, "legal_form": ""}


class Crowd:
    """Makes contacts one after another in a book."""

    def __init__(self, book: Book, words: Vocabulary, first_day: date, taken: Taken | None = None) -> None:
        self._taken = taken
        self._book, self._words, self._chance = book, words, book.chance
        self._first_day = first_day
        self._numbers = 10_000

    def known(self) -> list[Customer]:
        """Add the customers with names of their own."""
        return [self._of_known(one) for one in KNOWN]

    def company(self) -> Customer:
        """Add a company and one or two people in it."""
        category = self._chance.choice([*self._words.companies])
        town = self._chance.choice(self._words.towns)
        name = self._company_name(category, town)
        salutation, given, family = self._person_name()
        role = self._chance.choice(self._words.roles[category])
        employees = max(1, round(self._chance.lognormvariate(2.4, 1.0)))
        known = Known(salutation, self._title(), given, family, role, name, "", category, employees)
        customer = self._add_firm(known, town)
        if self._chance.random() < 0.3:
            salutation, given, family = self._person_name()
            second = self._chance.choice(self._words.roles[category])
            person = known._replace(salutation=salutation, title="", given=given, family=family, role=second)
            self._add_person(person, customer.account_id, town, customer.since, customer.domain)
        return customer

    def private(self) -> Customer:
        """Add a private customer."""
        salutation, given, family = self._person_name()
        return self._of_known(Known(salutation, self._title(), given, family, "", "", "", "Privat", 0))

    def _of_known(self, one: Known) -> Customer:
        town = self._words.towns[self._chance.randrange(len(self._words.towns))]
        if one.company:
            return self._add_firm(one, town)
        since = self._since()
        person_id = self._add_person(one, None, town, since)
        name = f"{one.given} {one.family}"
        return Customer(person_id, person_id, name, name, one.category, None, None, since)

    def _add_firm(self, one: Known, town: Town) -> Customer:
        since, founded = self._since(), self._chance.randint(1920, 2022)
        name = f"{one.company} {one.form}".strip()
        account_id = self._add_contact(
            since, name, fold(name), kind="company", category=one.category, industry=one.category,
            employees=one.employees, founded=founded, legal_form=one.form, company_id=None, **_NO_PERSON,
        )  # fmt: skip
        self._add_address(account_id, town)
        domain = self._own_domain(one.company, town)
        self._add_point(account_id, "phone", f"{town.dial} {self._digits(5)}-0", "Zentrale")
        self._add_point(account_id, "email", f"info@{domain}", "")
        self._add_point(account_id, "web", f"https://www.{domain}", "")
        person_id = self._add_person(one, account_id, town, since, domain)
        person = f"{one.given} {one.family}"
        return Customer(account_id, person_id, name, person, one.category, one.employees, founded, since, domain)

    def _add_person(
        self, one: Known, company_id: int | None, town: Town, since: datetime, domain: str = "post.example"
    ) -> int:
        born = date(self._chance.randint(1955, 2000), self._chance.randint(1, 12), self._chance.randint(1, 28))
        name, key = f"{one.given} {one.family}", f"{fold(one.family)} {fold(one.given)}"
        values = {
            "salutation": one.salutation, "title": one.title, "given_name": one.given, "family_name": one.family,
            "job_title": one.role, "birthday": born if self._chance.random() < 0.25 else None,
        }  # fmt: skip
        person_id = self._add_contact(
            since, name, key, kind="person", category=one.category, company_id=company_id, **_NO_COMPANY, **values
        )
        self._add_point(person_id, "email", f"{self._own_name(one, domain)}@{domain}", "")
        self._add_point(person_id, "mobile", f"01{self._chance.choice((51, 60, 70, 71, 75))} {self._digits(7)}", "")
        if company_id is None:
            self._add_address(person_id, town, "private")
        else:
            self._add_point(person_id, "phone", f"{town.dial} {self._digits(5)}-{self._digits(2)}", "Büro")
            self._book.add(
                "employment", person_id=person_id, company_id=company_id, job_title=one.role, started=since.date(),
                ended=None,
            )  # fmt: skip
        if self._chance.random() < 0.3:
            self._book.add("tag", contact_id=person_id, name=self._chance.choice(self._words.tags))
        return person_id

    def _add_contact(self, since: datetime, name: str, key: str, **values: object) -> int:
        self._numbers += 1
        return self._book.add(
            "contact", created_at=since, name=name, sort_key=key, standing="prospect", last_activity_at=None,
            customer_number=str(self._numbers), source=self._chance.choice(self._words.sources), language="de",
            note="", confirmed_on=None, **values,
        )  # fmt: skip

    def _add_address(self, contact_id: int, town: Town, kind: str = "business") -> None:
        street = f"{self._chance.choice(self._words.streets)} {self._chance.randint(1, 98)}"
        self._book.add(
            "address", contact_id=contact_id, kind=kind, street=street, postal_code=town.postal_code, city=town.name,
            country="DE", is_primary=1,
        )  # fmt: skip

    def _add_point(self, contact_id: int, kind: str, value: str, label: str) -> None:
        normal = value.lower() if kind == "email" else value
        if kind in {"phone", "mobile"}:
            normal = "+49" + "".join(sign for sign in value if sign.isdigit()).lstrip("0")
        self._book.add(
            "contact_point", contact_id=contact_id, kind=kind, value=value, normal=normal, label=label, is_primary=1
        )

    def _company_name(self, category: str, town: Town) -> str:
        form = self._chance.choice(self._words.forms) if category not in {"Praxis", "Öffentlich"} else ""
        name = self._chance.choice(self._words.companies[category]).format(
            word=self._chance.choice(self._words.words),
            family=self._chance.choice(self._words.families),
            family2=self._chance.choice(self._words.families),
            town=town.name.split(" ")[0],
        )
        return f"{name} {form}".strip()

    def _person_name(self) -> tuple[str, str, str]:
        woman = self._chance.random() < 0.5
        given = self._chance.choice(self._words.women if woman else self._words.men)
        return ("Frau" if woman else "Herr", given, self._chance.choice(self._words.families))

    def _title(self) -> str:
        return "Dr." if self._chance.random() < 0.05 else ""

    def _since(self) -> datetime:
        # Most customers were known before the history begins; the others came to know the firm since.
        days = round((self._book.now.date() - self._first_day).days * self._chance.uniform(-1.2, 0.9))
        return working_time(self._chance, self._first_day + timedelta(days=days), self._book.now)

    def _own_domain(self, company: str, town: Town) -> str:
        name = _domain(company)
        if self._taken is None:
            return f"{name}.example"
        return f"{self._taken.one(name, f'{name}-{_mail_part(town.name)}')}.example"

    def _own_name(self, one: Known, domain: str) -> str:
        given, family = _mail_part(one.given), _mail_part(one.family)
        short = f"{given[:1]}.{family}"
        return short if self._taken is None else self._taken.one(short, f"{given}.{family}", at=domain)

    def _digits(self, count: int) -> str:
        return "".join(str(self._chance.randint(1, 9)) for _digit in range(count))


def working_time(chance: random.Random, day: date, latest: datetime) -> datetime:
    """Return an instant on a working day, between eight and six, and never later than `latest`."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    begin = datetime(day.year, day.month, day.day, 7, tzinfo=latest.tzinfo)
    at = begin + timedelta(minutes=chance.randrange(0, 9 * 60, 5))
    if at <= latest - _JUST_NOW:
        return at
    passed = (latest - _JUST_NOW - begin) // timedelta(minutes=5)
    if 0 < passed <= 9 * 12:
        return begin + timedelta(minutes=5 * chance.randrange(passed))
    return working_time(chance, day - timedelta(days=1), latest)


def _domain(company: str) -> str:
    words = [word for word in _mail_part(company).split("-") if word]
    return "-".join(words[:3])


def _mail_part(text: str) -> str:
    spelt = text.lower().translate(_SPELT)
    return "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold_accents(spelt)).split())


def fold_accents(text: str) -> str:
    """Return a text with accents taken off, for addresses of the internet."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
