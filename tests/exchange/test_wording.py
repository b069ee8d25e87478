"""Words of other programs become ours, and unknown ones are refused or kept."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.exchange import wording


def test_the_words_of_the_domain_stand_for_themselves() -> None:
    assert [wording.status(word) for word in DealStatus] == list(DealStatus)
    assert [wording.contact_kind(word) for word in ContactKind] == list(ContactKind)
    assert [wording.activity_kind(word) for word in ActivityKind] == list(ActivityKind)
    assert [wording.direction(word) for word in Direction if word] == ["in", "out"]


@pytest.mark.parametrize(
    ("word", "status"), [("Gewonnen", "won"), ("Closed Lost", "lost"), ("offen", "open"), ("zurückgestellt", "parked")]
)
def test_the_state_of_a_deal_is_told_in_many_words(word: str, status: str) -> None:
    assert wording.status(word) == status


def test_unknown_words_are_refused_by_name() -> None:
    for read in (wording.status, wording.contact_kind, wording.activity_kind, wording.direction, wording.currency):
        with pytest.raises(BadInput, match="quatsch"):
            read("quatsch")


def test_a_stage_named_won_or_lost_ends_the_deal_and_others_say_nothing() -> None:
    assert [wording.status_of_stage(name) for name in ("Won", "verloren", "Angebot", "Open")] == ["won", "lost", "", ""]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutschland", "DE"),
        ("germany", "DE"),
        ("D", "DE"),
        ("Österreich", "AT"),
        ("Schweiz", "CH"),
        ("United States", "US"),
        ("USA", "US"),
        ("UK", "GB"),
        ("Kenya", "KE"),
        ("FR", "FR"),
        ("Atlantis", "Atlantis"),
    ],
)
def test_countries_are_known_by_name_or_kept(name: str, code: str) -> None:
    assert wording.country(name) == code
    assert wording.is_country(name) == (code != name)


def test_nobody_is_given_a_gender_they_did_not_name() -> None:
    answers = {
        "m": "Herr",
        "w": "Frau",
        "Herrn": "Herr",
        "divers": "",
        "d": "",
        "keine Angabe": "",
        "Eheleute": "Eheleute",
    }
    assert {word: wording.salutation(word) for word in answers} == answers


def test_languages_and_currencies_have_codes() -> None:
    assert [wording.language(word) for word in ("Deutsch", "EN", "sv")] == ["de", "en", "sv"]
    assert [wording.currency(word) for word in ("€", "eur", "Franken", "SEK")] == ["EUR", "EUR", "CHF", "SEK"]
