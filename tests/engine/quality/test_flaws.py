"""Flaws of contacts: what is missing, old or impossible, with a mend where one can be told."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.domain.quality import Care, DealDays, Flaw, QualityFact, Way
from crm_desktop.engine.quality import Norms, Salutations, flaws

TODAY = date(2026, 11, 24)
NORMS = Norms()
SOUND = QualityFact(
    1, False, "Eva Graf", salutation="Frau", given_name="Eva", family_name="Graf", birthday=date(1981, 3, 2),
    is_customer=True, seen=TODAY, money_cents=100, address_id=7, postal_code="21335", city="Lüneburg", country="DE",
    ways=(Way(3, "email", "eva@graf.example", "eva@graf.example"), Way(4, "phone", "04131 22871", "+49413122871")),
)  # fmt: skip


def found(fact: QualityFact, norms: Norms = NORMS) -> list[Flaw]:
    return list(flaws(fact, TODAY, norms))


def test_a_sound_contact_has_no_flaw() -> None:
    assert found(SOUND, Norms(Salutations({"eva": "Frau"}))) == []


def test_customers_nobody_can_reach_are_incomplete_and_others_are_left_in_peace() -> None:
    bare = SOUND._replace(ways=())
    assert [flaw.field for flaw in found(bare)] == ["phone", "email"]
    assert found(bare._replace(is_customer=False, money_cents=0)) == []
    firm = SOUND._replace(is_company=True, city="", postal_code="", category="")
    assert [(flaw.care, flaw.field) for flaw in found(firm)] == [
        (Care.INCOMPLETE, "address"),
        (Care.INCOMPLETE, "category"),
    ]


def test_a_missing_salutation_is_proposed_where_the_name_tells_it() -> None:
    assert found(SOUND._replace(salutation="")) == [Flaw(Care.INCOMPLETE, "salutation", "", "Frau")]
    assert found(SOUND._replace(salutation="", given_name="Kim")) == []
    english = Norms(Salutations({}, "Mr", "Ms"))
    assert found(SOUND._replace(salutation=""), english) == [Flaw(Care.INCOMPLETE, "salutation", "", "Ms")]


def test_what_nobody_confirmed_for_two_years_is_old_at_the_one_who_buys() -> None:
    assert found(SOUND._replace(seen=date(2024, 11, 23))) == [Flaw(Care.STALE, "confirmed_on", "2024-11-23")]
    assert found(SOUND._replace(seen=date(2024, 11, 24))) == []
    assert found(SOUND._replace(seen=None)) == [Flaw(Care.STALE, "confirmed_on")]
    assert found(SOUND._replace(seen=None, is_account=False)) == []


@pytest.mark.parametrize(
    ("field", "value", "said", "proposal"),
    [
        ("birthday", date(2068, 3, 2), "2068-03-02", "1968-03-02"),
        ("birthday", date(1868, 2, 29), "1868-02-29", "1968-02-29"),
        ("birthday", date(2026, 12, 24), "2026-12-24", ""),
        ("birthday", date(1806, 1, 1), "1806-01-01", ""),
        ("founded", 2030, "2030", ""),
        ("founded", 79, "79", ""),
        ("vat_id", "DE123456789", "DE123456789", ""),
        ("vat_id", "136695976", "136695976", "DE136695976"),
        ("iban", "DE02120300000000202052", "DE02120300000000202052", ""),
        ("iban", "DE89 3704 O044 0532 0130 00", "DE89 3704 O044 0532 0130 00", "DE89370400440532013000"),
        ("given_name", "EVA", "EVA", "Eva"),
        ("family_name", "von der heide", "von der heide", "von der Heide"),
    ],
)
def test_what_cannot_be_is_found_with_its_mend(field: str, value: object, said: str, proposal: str) -> None:
    (flaw,) = found(SOUND._replace(**{field: value}))  # type: ignore[arg-type]  # fields of the fact
    assert flaw == Flaw(Care.WRONG, field, said, proposal)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("vat_id", "de 136 695 976"),
        ("vat_id", "CHE-116.281.710 MWST"),
        ("vat_id", "ATU 1358 5627"),
        ("iban", "DE89 3704 0044 0532 0130 00"),
        ("iban", "CH93 0076 2011 6238 5295 7"),
        ("family_name", "GRAF3D"),
        ("family_name", "xy@zz.com"),
    ],
)
def test_what_is_only_written_another_way_is_left_alone(field: str, value: str) -> None:
    assert found(SOUND._replace(**{field: value})) == []  # type: ignore[arg-type]  # fields of the fact


def test_a_person_of_120_years_is_taken_as_one() -> None:
    assert found(SOUND._replace(birthday=date(1906, 11, 24))) == []
    assert [flaw.field for flaw in found(SOUND._replace(birthday=date(1905, 11, 24)))] == ["birthday"]


def test_deals_closed_before_they_were_opened_or_in_the_future_are_wrong() -> None:
    turned = DealDays(5, "Dach", date(2026, 5, 3), date(2026, 5, 1))
    ahead = DealDays(6, "Tor", date(2026, 5, 3), date(2027, 5, 1))
    assert found(SOUND._replace(deals=(turned, ahead))) == [
        Flaw(Care.WRONG, "deal_opened", "2026-05-03", "2026-05-01", 5),
        Flaw(Care.WRONG, "deal_closed", "2027-05-01", "2026-11-24", 6),
    ]


def test_companies_are_not_judged_by_their_letters() -> None:
    assert found(SOUND._replace(is_company=True, category="Hotel", family_name="BMW")) == []
