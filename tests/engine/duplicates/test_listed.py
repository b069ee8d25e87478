"""Doubles are found in lists of several kinds; what shares much and is not one is left alone, class by class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import Grade, Level, Likeness, Reason
from crm_desktop.engine.duplicates.scan import duplicates
from crm_desktop.engine.duplicates.spelling import Firm, firm, without_town
from tests.engine.duplicates.listed import Listed, judge
from tests.engine.duplicates.listed_firms import firms
from tests.engine.duplicates.listed_people import People, people
from tests.engine.duplicates.test_scan import company, person


@pytest.mark.parametrize(
    ("written", "least"),
    [
        pytest.param(lambda: people(8, 2_000, People.REGISTER, most_slips=1), 0.97, id="register"),
        pytest.param(lambda: people(9, 2_000, People.MAILING, most_slips=1), 0.94, id="mailing"),
        pytest.param(lambda: people(10, 2_000, People.DIGITAL, most_slips=1), 0.94, id="digital"),
        pytest.param(lambda: people(11, 2_000, People.WHOLE), 0.96, id="whole"),
        pytest.param(lambda: firms(21, 2_000), 0.94, id="firms"),
        pytest.param(lambda: firms(30, 1_000, english=1.0), 0.94, id="English firms"),
    ],
)
def test_each_kind_of_list_is_searched_well(written: Callable[[], Listed], least: float) -> None:
    listed = written()
    score = judge(listed, duplicates(listed.facts))
    print(f"\nF1 {score.f1:.4f}, precision {score.precision:.4f}, recall {score.recall:.4f}")  # noqa: T201
    print(*(f"  {kind}: {share:.2f}" for kind, share in score.found.items()), sep="\n")  # noqa: T201
    assert score.f1 >= least
    wrong = {kind: share for kind, share in score.mistaken.items() if share > 0.12}
    assert not wrong
    assert not {kind: share for kind, share in score.sure.items() if share > 0.08}


def crowd() -> list[ContactFact]:
    """Return contacts of a firm of some size, none of them twice."""
    every = firms(97, 200, doubles=0).facts + people(98, 200, People.WHOLE, doubles=0).facts
    others = {fact.name: fact._replace(id=ref) for ref, fact in enumerate(every, 1_000)}
    return list(others.values())


def pairs(facts: list[ContactFact], level: Level = Level.USUAL) -> list[Likeness]:
    """Return what is found among a few of a crowd."""
    found = duplicates([*facts, *crowd()], threshold=level.threshold)
    return [pair for pair in found if pair.a < 1_000]


FIRM = "Nordtec GmbH"
HOUSE = {"street": "Uferweg 12", "postal_code": "21335", "city": "Lüneburg", "phones": ("+494131228714",)}
ELSEWHERE = {"street": "Hafenstraße 3", "postal_code": "24103", "city": "Kiel", "phones": ("+49431998877",)}
BOX = {"mails": ("info@nordtec.example",), "vat_id": "DE123456789"}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (company(1, FIRM, **HOUSE, **BOX), company(2, "Nordtec GmbH", **ELSEWHERE, **BOX), Reason.BRANCH),
        (company(1, FIRM, **HOUSE, **BOX), company(2, "Nordtec Filiale Ost", **ELSEWHERE, **BOX), Reason.BRANCH),
        (company(1, "Nordtec GmbH & Co. KG", **HOUSE), company(2, "Nordtec Verwaltungs-GmbH", **HOUSE), Reason.SISTER),
        (company(1, "Schule Am Wall", **HOUSE), company(2, "Förderverein Schule Am Wall", **HOUSE), Reason.SISTER),
    ],
)  # fmt: skip
def test_branches_and_sister_firms_are_no_doubles_whatever_they_share(
    one: ContactFact, other: ContactFact, reason: Reason
) -> None:
    assert pairs([one, other]) == []
    found = pairs([one, other], Level.GENEROUS)
    assert [(pair.a, pair.b) for pair in found] == [(1, 2)]
    assert reason in found[0].reasons
    assert found[0].grade is Grade.POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elektro Kern Inh. Jonas Kern", "Elektro Kern"),
        ("Stadtwerke Lüneburg GmbH", "SWL"),
        ("Gebr. Kern OHG", "Gebrüder Kern oHG"),
        ("Bäckerei Kern", "Bäckerei Kern Lüneburg"),
        ("Kern & Söhne Ges.m.b.H.", "Kern u. Söhne GmbH"),
        ("Nordtec Ltd.", "NORDTEC LIMITED"),
        ("Deutsches Rotes Kreuz", "DRK"),
    ],
)
def test_one_firm_written_in_two_ways_at_one_address_is_a_double(one: str, other: str) -> None:
    found = pairs([company(1, one, **HOUSE), company(2, other, **HOUSE)])
    assert [(pair.a, pair.b) for pair in found] == [(1, 2)]


def test_a_firm_that_took_its_number_along_is_a_double_and_a_domain_of_its_own_speaks_for_it() -> None:
    moved = company(2, "Nordtec GmbH", **ELSEWHERE | {"phones": HOUSE["phones"]}, **BOX)
    assert pairs([company(1, "Nordtec GmbH", **HOUSE, **BOX), moved])
    one = company(1, "Nordtec GmbH", mails=("info@nordtec.example",), city="Kiel")
    other = company(2, "Nordtec", mails=("m.kern@nordtec.example",), city="Kiel")
    (found,) = pairs([one, other])
    assert Reason.DOMAIN in found.reasons


def test_a_mailbox_that_very_many_share_says_little() -> None:
    clients = [fact._replace(mails=("post@steuer.example",)) for fact in firms(96, 60, doubles=0, english=0).facts]
    assert pairs(clients) == []


def test_a_father_is_not_his_son_and_a_twin_not_the_other_unless_all_say_so() -> None:
    father, son = person(1, "Hans", "Kern", **HOUSE), person(2, "Hans", "Kern jun.", **HOUSE)
    assert pairs([father, son]) == []
    assert pairs([one._replace(mails=("hans.kern@post.example",)) for one in (father, son)])
    twins = [person(ref, name, "Kern", birthday=date(1980, 4, 2), **HOUSE) for ref, name in ((1, "Eva"), (2, "Ruth"))]
    assert pairs(twins) == []


@pytest.mark.parametrize(
    ("one", "other"), [("Jana", "Tanja"), ("Anna", "Emma"), ("Rainer", "Werner"), ("Martin", "Martina")]
)
def test_two_usual_given_names_in_one_home_are_two_people_however_alike(one: str, other: str) -> None:
    mail = {"mails": ("kern@post.example",)}
    assert pairs([person(1, one, "Kern", **mail, **HOUSE), person(2, other, "Kern", **mail, **HOUSE)]) == []


@pytest.mark.parametrize(("one", "other"), [("Markus", "Marcus"), ("Sylvia", "Silvia"), ("Stefan", "Stephan")])
def test_one_given_name_in_two_spellings_is_one(one: str, other: str) -> None:
    assert pairs([person(1, one, "Kern", **HOUSE), person(2, other, "Kern", **HOUSE)])


def test_a_firms_name_is_taken_apart() -> None:
    assert firm("Müller Verwaltungs- und Beteiligungs-GmbH") == Firm("muller", "gmbh", "verwaltungs beteiligungs", "")
    assert firm("Müller GmbH Niederlassung Süd") == Firm("muller", "gmbh", "", "niederlassung sud")
    assert firm("Diakonisches Werk Dortmund").name == "diakonisches werk dortmund"
    assert firm("Motoren Kern Werk 2").site == "werk 2"
    assert firm("Inhaber Kern").name == "inhaber kern"
    assert firm("Holding AG") == Firm("holding", "ag", "", "")
    assert without_town("volksbank bad homburg", ["bad", "homburg", "v", "d", "hohe"]) == "volksbank"
    assert without_town("celle", ["celle"]) == "celle"
