"""Doubles are found in real and made lists with one fixed threshold, and the reasons are named."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import Likeness, Reason, duplicates
from tests.data import folder


def day(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def rows(of: str, name: str) -> list[dict[str, str]]:
    with (folder(of) / name).open(encoding="utf-8") as file:
        return [
            {key.strip(): (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(file, skipinitialspace=True)
        ]


def febrl(number: int) -> tuple[list[ContactFact], dict[int, str]]:
    facts, truth = [], {}
    for ref, row in enumerate(rows("dedupe_febrl", f"dataset{number}.csv")):
        born = row["date_of_birth"]
        facts.append(
            ContactFact(
                ref,
                is_company=False,
                name=f"{row['given_name']} {row['surname']}",
                given_name=row["given_name"],
                family_name=row["surname"],
                street=f"{row['address_1']} {row['street_number']}",
                extra=row["address_2"],
                postal_code=row["postcode"],
                city=row["suburb"],
                region=row["state"],
                birthday=day(born[:4], born[4:6], born[6:8]),
            )
        )
        truth[ref] = row["rec_id"].split("-")[1]
    return facts, truth


def german() -> tuple[list[ContactFact], dict[int, str]]:
    facts, truth = [], {}
    for ref, row in enumerate(rows("dedupe_german_names_500", "rldata500.csv")):
        given, family = row["fname_c1"], f"{row['lname_c1']} {row['lname_c2']}".strip()
        born = day(row["by"], row["bm"], row["bd"])
        facts.append(ContactFact(ref, False, f"{given} {family}", given, family, birthday=born))
        truth[ref] = row["identity"]
    return facts, truth


def f1(found: Iterable[Likeness], truth: Mapping[int, str]) -> float:
    """Return the harmonic mean of precision and recall over pairs."""
    same: dict[str, list[int]] = defaultdict(list)
    for ref, identity in truth.items():
        same[identity].append(ref)
    true = {pair for refs in same.values() for pair in combinations(sorted(refs), 2)}
    said = {(pair.a, pair.b) for pair in found}
    return 2 * len(said & true) / (len(said) + len(true))


@pytest.mark.parametrize(("number", "least"), [(1, 0.995), (2, 0.990), (3, 0.985)])
def test_persons_with_many_slips_are_found(number: int, least: float) -> None:
    facts, truth = febrl(number)
    reached = f1(duplicates(facts), truth)
    print(f"\nfebrl {number}: F1 {reached:.4f}")  # noqa: T201
    assert reached >= least


def test_german_names_with_birthdays_are_found() -> None:
    facts, truth = german()
    reached = f1(duplicates(facts), truth)
    print(f"\nGerman names: F1 {reached:.4f}")  # noqa: T201
    assert reached >= 0.98


def person(ref: int, given: str, family: str, **known: object) -> ContactFact:
    return ContactFact(ref, False, f"{given} {family}", given, family, **known)  # type: ignore[arg-type]


def company(ref: int, name: str, **known: object) -> ContactFact:
    return ContactFact(ref, True, name, **known)  # type: ignore[arg-type]


def strangers(first: int = 100) -> list[ContactFact]:
    """Return contacts that have nothing to do with anybody."""
    names = ("Anna Lindner", "Jonas Albrecht", "Eva Graf", "Tobias Reuter", "Frank Wolters", "Lena Thiel")
    people = [person(first + n, *name.split(), city=f"Ort {n}") for n, name in enumerate(names)]
    firms = [company(first + 50 + n, f"{word} GmbH") for n, word in enumerate(("Nordlicht", "Elbtal", "Seeblick"))]
    return people + firms


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            person(1, "Jürgen", "Müller", phones=("+49171555",), city="Celle"),
            person(2, "Juergen", "Mueller", phones=("+49171555",), city="Celle"),
            Reason.NAME,
        ),
        (
            person(1, "Bob", "Meier", mails=("bm@x.example",)),
            person(2, "Robert", "Maier", mails=("bm@x.example",)),
            Reason.MAIL,
        ),
        (
            person(1, "Weber", "Sabine", birthday=date(1980, 4, 2), city="Ulm"),
            person(2, "Sabine", "Weber", birthday=date(1980, 4, 2), city="Ulm"),
            Reason.NAME_SWAPPED,
        ),
        (
            company(1, "Schreinerei Holzmann GmbH & Co. KG", street="Lange Straße 5", postal_code="21335"),
            company(2, "Schreinerei Holzmann", street="Lange Str. 5", postal_code="21335"),
            Reason.ADDRESS,
        ),
    ],
)
def test_a_double_is_found_for_a_reason(one: ContactFact, other: ContactFact, reason: Reason) -> None:
    (found,) = duplicates([one, other, *strangers()])
    assert (found.a, found.b) == (1, 2)
    assert reason in found.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person(1, "Hans", "Müller", city="Berlin"), person(2, "Karl", "Müller", city="Berlin")),
        (person(1, "Eva", "Kern", phones=("+49301",)), person(2, "Paul", "Kern", phones=("+49301",))),
        (person(1, "Ole", "Kern", birthday=date(1950, 1, 1)), person(2, "Ole", "Kern", birthday=date(1990, 5, 7))),
        (company(1, "Bäckerei Nord"), company(2, "Bäckerei Süd")),
        (person(1, "Anton", "Holzmann"), company(2, "Anton Holzmann")),
    ],
)
def test_people_who_share_something_are_not_one(one: ContactFact, other: ContactFact) -> None:
    assert (1, 2) not in {(pair.a, pair.b) for pair in duplicates([one, other, *strangers()])}


def test_a_decided_pair_is_not_shown_again() -> None:
    twice = [person(1, "Änne", "Öztürk", city="Aalen"), person(2, "Anne", "Oeztuerk", city="Aalen")]
    assert duplicates([*twice, *strangers()])
    assert not duplicates([*twice, *strangers()], decided=[(1, 2)])


def test_stopping_leaves_nothing() -> None:
    twice = [person(1, "Änne", "Öztürk"), person(2, "Anne", "Oeztuerk")]
    assert duplicates(twice, stopped=lambda: True) == []


texts = some.text(max_size=12)


@given(
    some.lists(
        some.builds(
            ContactFact,
            some.just(0),
            is_company=some.booleans(),
            name=texts,
            given_name=texts,
            family_name=texts,
            street=texts,
            city=texts,
            postal_code=texts,
            mails=some.tuples(texts),
            phones=some.tuples(texts),
        ),
        max_size=8,
    )
)
def test_any_contacts_can_be_compared(facts: list[ContactFact]) -> None:
    numbered = [fact._replace(id=ref) for ref, fact in enumerate(facts)]
    for pair in duplicates(numbered, threshold=0.0001):
        assert pair.a < pair.b
        assert 0 <= pair.score <= 1
        assert numbered[pair.a].is_company == numbered[pair.b].is_company
