"""Flaws of contacts: what is missing, old or impossible, with a mend where one can be told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.quality import Care, Flaw, QualityFact
from crm_desktop.engine.quality import flaws, meant_mail, usual_salutations

TODAY = date(2026, 11, 24)
SOUND = QualityFact(
    1, False, "Eva Graf", "", "Frau", "Eva", date(1981, 3, 2), None, "", "", "eva@graf.example", "04131 1", "21335",
    "Lüneburg", "DE", "", True, TODAY, 100,
)  # fmt: skip


def found(fact: QualityFact, usual: dict[str, str] | None = None) -> list[Flaw]:
    return list(flaws(fact, TODAY, usual or {}))


def test_a_sound_contact_has_no_flaw() -> None:
    assert found(SOUND, {"eva": "Frau"}) == []


def test_customers_nobody_can_reach_are_incomplete_and_others_are_left_in_peace() -> None:
    bare = SOUND._replace(email="", phone="")
    assert [flaw.field for flaw in found(bare)] == ["phone", "email"]
    assert found(bare._replace(is_customer=False, money_cents=0)) == []
    firm = SOUND._replace(is_company=True, city="", category="")
    assert [(flaw.care, flaw.field) for flaw in found(firm)] == [
        (Care.INCOMPLETE, "address"),
        (Care.INCOMPLETE, "category"),
    ]


def test_what_nobody_confirmed_for_two_years_is_old() -> None:
    assert found(SOUND._replace(seen=date(2024, 11, 23))) == [Flaw(Care.STALE, "confirmed_on", "2024-11-23")]
    assert found(SOUND._replace(seen=date(2024, 11, 24))) == []
    assert found(SOUND._replace(seen=None)) == [Flaw(Care.STALE, "confirmed_on")]


@pytest.mark.parametrize(
    ("field", "value", "proposal"),
    [
        ("email", "eva@gmial.com", "eva@gmail.com"),
        ("email", "eva@graf", ""),
        ("birthday", date(2081, 3, 2), ""),
        ("founded", 2030, ""),
        ("vat_id", "DE123456789", ""),
        ("iban", "DE02120300000000202052", ""),
        ("postal_code", "1067", "01067"),
        ("postal_code", "D-21335", "21335"),
        ("postal_code", "213355", ""),
    ],
)
def test_what_cannot_be_is_found_with_its_mend(field: str, value: object, proposal: str) -> None:
    (flaw,) = found(SOUND._replace(**{field: value}))  # type: ignore[arg-type]  # fields of the fact
    assert (flaw.care, flaw.field, flaw.proposal) == (Care.WRONG, field, proposal)


def test_a_salutation_is_judged_by_the_firms_own_contacts_of_that_name() -> None:
    many = [SOUND._replace(id=at) for at in range(6)]
    usual = usual_salutations([*many, SOUND._replace(salutation="Herr")])
    assert usual == {"eva": "Frau"}
    assert [flaw.proposal for flaw in found(SOUND._replace(salutation="Herr"), usual)] == ["Frau"]
    assert usual_salutations(many[:4]) == {}
    assert usual_salutations([*many, *(SOUND._replace(salutation="Herr") for _ in range(3))]) == {}


@pytest.mark.parametrize("address", ["eva@gmail.com", "eva@graf.example", "eva", "@gmial.com", ""])
def test_addresses_that_may_be_meant_so_are_left_alone(address: str) -> None:
    assert meant_mail(address) == ""


@given(st.text(max_size=30))
def test_whatever_an_address_is_the_mend_is_one_of_a_known_domain_or_nothing(text: str) -> None:
    mend = meant_mail(text)
    assert mend == "" or mend.partition("@")[0] == text.partition("@")[0]
