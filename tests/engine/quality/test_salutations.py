"""Salutations against given names: the firm's own contacts first, then names of one sex only."""

from __future__ import annotations

import pytest

from crm_desktop.domain.quality import QualityFact
from crm_desktop.engine.quality import Salutations, usual_salutations


def person(given: str, salutation: str) -> QualityFact:
    return QualityFact(1, False, given, salutation=salutation, given_name=given)


def test_a_salutation_is_judged_by_the_firms_own_contacts_of_that_name() -> None:
    usual = usual_salutations([("Ylva", "Frau", 6), ("Ylva", "Herr", 1)])
    assert usual.by_name == {"ylva": "Frau"}
    assert usual.expected(person("Ylva", "Herr")) == "Frau"
    assert usual_salutations([("Ylva", "Frau", 4)]).by_name == {}
    assert usual_salutations([("Ylva", "Frau", 6), ("Ylva", "Herr", 3)]).by_name == {}


def test_the_one_man_among_many_women_of_a_name_for_both_is_left_alone() -> None:
    assert usual_salutations([("Andrea", "Frau", 40), ("Andrea", "Herr", 1)]).by_name == {}
    assert usual_salutations([("Andrea", "Frau", 40)]).expected(person("Andrea", "")) == "Frau"


@pytest.mark.parametrize(
    ("given", "salutation", "expected"),
    [
        ("Anna", "Herr", "Frau"),
        ("Hans-Peter", "Frau", "Herr"),
        ("Karl Maria", "Frau", "Herr"),
        ("thomas", "Mrs.", "Mr."),
        ("Susan", "Mr", "Ms"),
        ("Juergen", "Frau", "Herr"),
        ("Bärbel", "Herr", "Frau"),
        ("Baerbel", "Herr", "Frau"),
        ("Anna", "Frau", ""),
        ("Anna", "Dr.", ""),
        ("Anna", "Familie", ""),
        ("Andrea", "Herr", ""),
        ("Kim", "Frau", ""),
        ("Luca", "Frau", ""),
        ("", "Frau", ""),
        ("Anna", "", "Frau"),
    ],
)
def test_names_of_one_sex_tell_it_and_others_do_not(given: str, salutation: str, expected: str) -> None:
    assert Salutations().expected(person(given, salutation)) == expected


def test_the_firms_own_contacts_outweigh_the_list() -> None:
    usual = usual_salutations([("Anna", "Herr", 5)])
    assert usual.expected(person("Anna", "Herr")) == ""


def test_a_missing_salutation_is_given_in_the_firms_own_words() -> None:
    usual = usual_salutations([("Kim", "Ms", 1), ("Luca", "Ms", 1), ("Robin", "Mr.", 1), ("Jo", "Dr.", 9)])
    assert (usual.sir, usual.madam) == ("Mr.", "Ms")
    assert usual.expected(person("Anna", "")) == "Ms"
    mixed = usual_salutations([("Eva", "Frau", 9), ("John", "Mr", 1)])
    assert mixed.expected(person("Hans", "")) == "Herr", "of two languages the one used more"
