"""The fields of an inquiry in its form: what belongs together, what is marked in the text, what typing means."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crm_desktop.domain.leads import LeadStatus
from crm_desktop.exchange.inquiries.found import Found, Inquiry
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.ui.models.lead_fields import (
    phrases,
    recognised,
    said_otherwise,
    shown,
    specs,
    still_unsure,
    typed,
    wanted_of,
)

TEXT = "Best regards\nJana Friese\nPraxis am Park\nParkallee 7\n21339 Lüneburg\n04131 60 11 42"


def of(field: str, value: str, words: str = "", *, sure: bool = True) -> Found:
    start = TEXT.index(words or value)
    return Found(field, value, start, start + len(words or value), sure)


SEEN = Inquiry(
    (
        of("given_name", "Jana"), of("family_name", "Friese"), of("company", "Praxis am Park"),
        of("street", "Parkallee 7"), of("postal_code", "21339"), of("city", "Lüneburg"),
        of("phone", "04131 60 11 42", sure=False), Found("channel", "Website", 0, 0, sure=False),
    )
)  # fmt: skip


def detail(**changes: Any) -> LeadDetail:
    words: dict[str, Any] = dict.fromkeys(LeadDetail._fields, "")
    none: dict[str, Any] = dict.fromkeys(
        ("campaign_id", "first_campaign_id", "answer_by", "answered_at", "later_until", "qualified_at", "closed_at",
         "quantity", "wanted_on", "product_id", "contact_id", "company_id", "deal_id", "deleted_at"), None,
    )  # fmt: skip
    known: dict[str, Any] = {
        "id": 1, "version": 1, "budget_cents": 0, "was_known": False, "status": LeadStatus.NEW,
        "arrived_at": datetime(2026, 11, 24, tzinfo=UTC), "raw_text": TEXT,
    }  # fmt: skip
    return LeadDetail(**(words | none | known | changes))


def test_numbers_follow_the_form_and_count_only_what_the_text_says() -> None:
    found = recognised(SEEN)
    assert {key: one.number for key, one in found.items()} == {
        "person": 1, "company": 2, "phone": 3, "address": 4, "channel": 0,
    }  # fmt: skip


def test_what_stands_together_is_one_phrase_and_a_break_parts_it() -> None:
    marked = phrases(SEEN, recognised(SEEN), TEXT)
    said = sorted((one.number, TEXT[one.start : one.end]) for one in marked)
    assert said == [
        (1, "Jana Friese"), (2, "Praxis am Park"), (3, "04131 60 11 42"), (4, "21339 Lüneburg"), (4, "Parkallee 7"),
    ]  # fmt: skip


def test_two_fields_read_from_one_phrase_share_its_number() -> None:
    both = Inquiry((of("company", "Praxis am Park"), of("source", "Praxis am Park"), of("phone", "04131 60 11 42")))
    found = recognised(both)
    assert {key: one.number for key, one in found.items()} == {"company": 1, "phone": 2, "source": 1}
    assert [one.number for one in phrases(both, found, TEXT)] == [1, 2]


def test_places_beyond_the_text_are_left_out() -> None:
    beyond = Inquiry((Found("company", "X", 5, 5_000),))
    assert phrases(beyond, recognised(beyond), TEXT) == []


def test_a_field_is_unsure_until_somebody_corrects_it() -> None:
    found = recognised(SEEN)
    assert still_unsure("phone", found, detail(phone="04131 60 11 42"))
    assert not still_unsure("phone", found, detail(phone="04131 60 11 43"))
    assert not still_unsure("company", found, detail(company="Praxis am Park"))
    assert not still_unsure("title", found, detail())


def test_another_way_than_the_text_says_is_named_beside_the_field() -> None:
    told = Inquiry((of("source", "Website", "Praxis am Park"), Found("channel", "E-mail", 0, 0), of("phone", "04131")))
    found = recognised(told)
    assert said_otherwise("source", found, detail(source="Trade fair")) == "Website"
    assert said_otherwise("source", found, detail(source="website")) == ""
    assert said_otherwise("source", found, detail()) == ""
    assert said_otherwise("channel", found, detail(channel="Phone call")) == "", "a guess that rests on no phrase"
    assert said_otherwise("phone", found, detail(phone="1")) == ""


SPECS = {spec.key: spec for spec in specs()}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Jana Friese", ("", "Jana", "Friese")),
        ("Frau Dr. Eva Lindner", ("Frau Dr.", "Eva", "Lindner")),
        ("Friese", ("", "", "Friese")),
        ("", ("", "", "")),
    ],
)
def test_a_name_typed_is_taken_apart(words: str, parts: tuple[str, str, str]) -> None:
    assert tuple(typed(SPECS["person"], words).values()) == parts


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Parkallee 7, 21339 Lüneburg", ("Parkallee 7", "21339", "Lüneburg")),
        ("21339 Lüneburg", ("", "21339", "Lüneburg")),
        ("Parkallee 7", ("Parkallee 7", "", "")),
        ("Lüneburg", ("", "", "Lüneburg")),
        ("", ("", "", "")),
    ],
)
def test_an_address_typed_is_taken_apart_and_read_back(words: str, parts: tuple[str, str, str]) -> None:
    found = typed(SPECS["address"], words)
    assert (found["street"], found["postal_code"], found["city"]) == parts
    assert shown(SPECS["address"], detail(**found)) == words


def test_who_is_looked_for_is_what_stands_in_the_form_now() -> None:
    wanted = wanted_of({"company": "Praxis am Markt", "email": ""}, detail(company="Praxis", email="a@b.example"))
    assert (wanted.company, wanted.emails) == ("Praxis am Markt", ())


def test_every_part_of_a_field_is_a_field_of_an_inquiry() -> None:
    parts = [part for spec in specs() for part in spec.parts]
    assert set(parts) <= set(LeadDetail._fields)
    assert len(parts) == len(set(parts))
