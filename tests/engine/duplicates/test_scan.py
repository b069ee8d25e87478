"""Doubles are found in real and made lists with one fixed threshold, and the reasons are named."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import Level, Likeness, Reason, Strength
from crm_desktop.engine.duplicates.scan import duplicates
from tests.data import folder
from tests.engine.duplicates.slips import Made, Maker, pairs_of


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


def fake() -> tuple[list[ContactFact], dict[int, str]]:
    facts, truth = [], {}
    for ref, row in enumerate(rows("dedupe_fake1000", "fake_1000.csv")):
        given, family = row["first_name"], row["surname"]
        mails = (row["email"].lower(),) if row["email"] else ()
        born = day(*row["dob"].split("-")) if row["dob"] else None
        name = f"{given} {family}".strip()
        facts.append(ContactFact(ref, False, name, given, family, mails=mails, birthday=born, city=row["city"]))
        truth[ref] = row["cluster"]
    return facts, truth


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


def test_persons_with_gaps_are_found() -> None:
    """Half of the fields are empty, and some pairs share nothing but a wrong year: what is found is right."""
    facts, truth = fake()
    found = duplicates(facts)
    reached = f1(found, truth)
    print(f"\nfake 1000: F1 {reached:.4f}")  # noqa: T201
    assert reached >= 0.88


@pytest.mark.parametrize(
    ("made", "least"),
    [
        pytest.param(lambda: Maker(11).people(1_500, doubles=0.1), 0.93, id="persons and households"),
        pytest.param(lambda: Maker(12).firms(1_500, doubles=0.1), 0.95, id="firms and branches"),
    ],
)
def test_what_people_who_type_do_to_a_german_file_is_found(made: Callable[[], Made], least: float) -> None:
    facts, truth = made()
    found = {(pair.a, pair.b) for pair in duplicates(facts)}
    true = set(pairs_of(truth))
    reached = 2 * len(found & true) / (len(found) + len(true))
    print(f"\nmade: F1 {reached:.4f}")  # noqa: T201
    assert reached >= least


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
        (
            company(1, "Ges. für Holzbau Meier Ges.m.b.H.", phones=("+494131555",), city="Celle"),
            company(2, "Gesellschaft für Holzbau Meier GmbH", phones=("+494131555",), city="Celle"),
            Reason.NAME,
        ),
        (
            company(1, "Stadtw. Lüneburg GmbH", street="Am Markt 1", city="Lüneburg"),
            company(2, "Stadtwerke Lueneburg", street="Am Markt 1", city="Lueneburg"),
            Reason.NAME_ALIKE,
        ),
        (
            company(1, "Holzbau Nord KG", vat_id="DE123456789"),
            company(2, "Holz-Bau Nord", vat_id="DE 123 456 789"),
            Reason.NUMBER,
        ),
        (
            person(1, "Gabriele", "Meyer", city="Ulm", street="Gartenstr. 5 a"),
            person(2, "Gabi", "Meier", city="Ulm", street="Garten-Straße 5a"),
            Reason.NAME_SHORT,
        ),
        (
            person(1, "Miriam", "Keßler", phones=("+494131228714",)),
            person(2, "Myriam", "Kessler", phones=("+494131228714",)),
            Reason.NAME_SOUND,
        ),
        (
            person(1, "Sabine", "Weber", mails=("sw@gmx.example",), city="Ulm", postal_code="89073"),
            person(2, "Sabine", "Weber-Lang", mails=("sw@gmx.example",), city="Kiel", postal_code="24103"),
            Reason.MAIL,
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
        (company(1, "Sparkasse", city="Celle"), company(2, "Sparkasse", city="Ulm")),
        (
            company(1, "Nordbau GmbH", vat_id="DE111111111", city="Ulm"),
            company(2, "Nordbau GmbH", vat_id="DE222222222", city="Celle"),
        ),
        (
            person(1, "Hans", "Kern sen.", street="Am Wall 3", city="Ulm"),
            person(2, "Hans", "Kern jun.", street="Am Wall 3", city="Ulm"),
        ),
    ],
)
def test_people_who_share_something_are_not_one(one: ContactFact, other: ContactFact) -> None:
    assert (1, 2) not in {(pair.a, pair.b) for pair in duplicates([one, other, *strangers()])}


HOME = {"street": "Uferweg 12", "postal_code": "21335", "city": "Lüneburg", "phones": ("+494131228714",)}


@pytest.mark.parametrize("given", ["Laura", "Jonas", "C.", "Canan"])
def test_who_lives_in_one_house_under_one_family_name_is_no_double(given: str) -> None:
    can = person(1, "Paul", "Nowak", mails=("nowak@post.example",), **HOME)
    other = person(2, given, "Nowak", mails=("nowak@post.example",), **HOME)
    assert duplicates([can, other, *strangers()], threshold=Level.GENEROUS.threshold) == []
    assert duplicates([can, other], threshold=Level.GENEROUS.threshold) == []


def test_a_name_that_only_looks_like_a_slip_is_another_person_of_the_house() -> None:
    couple = [
        person(1, "Andreas", "Nowak", salutation="Herr", **HOME),
        person(2, "Andrea", "Nowak", salutation="Frau", **HOME),
    ]
    sisters = [person(3, "Anja", "Kern", **HOME), person(4, "Tanja", "Kern", **HOME)]
    assert duplicates([*couple, *sisters, *strangers()]) == []


def test_colleagues_at_one_switchboard_are_no_doubles() -> None:
    desk = {**HOME, "company": "Seeblick GmbH", "mails": ("info@seeblick.example",)}
    assert duplicates([person(1, "Ute", "Grau", **desk), person(2, "Jan", "Thoms", **desk), *strangers()]) == []


def test_the_level_in_a_word_says_how_much_is_shown() -> None:
    facts = Maker(5).people(800, doubles=0.1).facts
    strict, usual, generous = (
        {pair[:2] for pair in duplicates(facts, threshold=level.threshold)}
        for level in (Level.STRICT, Level.USUAL, Level.GENEROUS)
    )
    assert strict < usual < generous


def test_reasons_come_strongest_first_with_what_speaks_against_it_last() -> None:
    one = person(1, "Miriam", "Kessler", mails=("mk@x.example",), phones=("+49411",), city="Ulm")
    other = person(2, "Miriam", "Kessler", mails=("mk@x.example",), phones=("+49899",), city="Celle")
    (found,) = duplicates([one, other, *strangers()])
    strengths = [one.strength for one in found.evidence]
    assert strengths[0] is Strength.STRONG
    assert strengths[-1] is Strength.AGAINST
    assert strengths == sorted(strengths, key=[*Strength].index)
    assert {Reason.OTHER_PHONE, Reason.OTHER_PLACE} <= set(found.reasons)


def test_one_very_many_have_is_found_again_in_a_large_file() -> None:
    crowd = [
        person(ref, "Thomas", "Müller", street=f"Rosen{ref}weg {ref % 90}", postal_code=f"{10_000 + ref}")
        for ref in range(1, 400)
    ]
    again = person(900, "Thomas", "Mueller", street="Rosen77weg 77", postal_code="10077")
    assert [pair[:2] for pair in duplicates([*crowd, again])] == [(77, 900)]


def test_a_decided_pair_is_not_shown_again() -> None:
    twice = [person(1, "Änne", "Öztürk", city="Aalen"), person(2, "Anne", "Oeztuerk", city="Aalen")]
    assert duplicates([*twice, *strangers()])
    assert not duplicates([*twice, *strangers()], decided=[(1, 2)])


def test_how_far_it_is_is_told_and_it_can_be_stopped_on_the_way() -> None:
    facts = Maker(6).people(400, doubles=0.1).facts
    told: list[tuple[int, int]] = []
    assert duplicates(facts, progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0 < told[0][1]
    assert duplicates(facts, progress=lambda *one: told.append(one), stopped=lambda: len(told) > 1) == []


def test_stopping_leaves_nothing() -> None:
    twice = [person(1, "Änne", "Öztürk"), person(2, "Anne", "Oeztuerk")]
    assert duplicates(twice, stopped=lambda: True) == []


texts = some.text(max_size=12)


@settings(max_examples=40)
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
