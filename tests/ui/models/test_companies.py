"""Words about companies: classes, how often somebody buys, and rows of what belongs to them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base import i18n
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.engine.company_classes import AGES, SIZES
from crm_desktop.store.queries.company_card import PersonRow
from crm_desktop.store.queries.company_list import CompanyFilter
from crm_desktop.store.queries.company_lists import DealLine, OfferLine
from crm_desktop.ui.models import company_rows as rows
from crm_desktop.ui.models.companies import (
    age_sentence,
    age_words,
    class_intents,
    class_of,
    rhythm_words,
    short_amount,
    size_sentence,
    size_words,
)

TODAY = date(2026, 11, 24)


def test_classes_are_called_by_their_bounds() -> None:
    assert [size_words(band) for band in SIZES] == ["up to 9", "10–49", "50–249", "250 and more"]
    assert age_words(AGES[0]) == "up to 2 years"
    assert age_words(AGES[-1]) == "over 20 years"
    assert size_sentence(23) == "23 employees (class 10–49)"
    assert age_sentence(1998, 2026) == "28 years (class over 20 years)"
    assert size_sentence(None) == age_sentence(None, 2026) == ""


@given(
    employees=st.none() | st.integers(0, 5_000),
    founded=st.none() | st.integers(1800, 2026),
    industry=st.text(max_size=9),
)
def test_what_leads_to_a_class_finds_the_company_it_came_from(
    employees: int | None, founded: int | None, industry: str
) -> None:
    intents = class_intents(industry, employees, founded, 2026)
    size, _words = class_of(intents["size"], 2026)
    age, _words = class_of(intents["age"], 2026)
    if employees is None:
        assert intents["size"] == ""
    else:
        assert (size.least_employees or 0) <= employees <= (size.most_employees or 10**9)
    if founded is not None:
        assert (age.founded_from or 0) <= founded <= (age.founded_until or 9999)
    if industry:
        assert class_of(intents["industry"], 2026)[0].industry == industry


@pytest.mark.parametrize("odd", ["", "size 99", "size x", "age", "boat 1"])
def test_an_intent_nobody_knows_shows_all(odd: str) -> None:
    assert class_of(odd, 2026) == (CompanyFilter(), "")


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "every day"), (5, "every 5 days"), (28, "every 4 weeks"), (61, "every 2 months"), (212, "every 7 months"),
     (1100, "every 3 years")],
)  # fmt: skip
def test_how_often_somebody_buys_is_said_as_people_do(days: int, words: str) -> None:
    assert rhythm_words(days) == words


def test_amounts_over_bars_are_short_in_the_language_in_use() -> None:
    assert (short_amount(38_940_00), short_amount(360_00)) == ("38.9", "360")
    i18n.speak("de")
    assert short_amount(38_940_00) == "38,9"


def test_who_has_left_is_faint_and_says_when() -> None:
    row = PersonRow(1, "Kai Brandes", "Dr.", "Einkauf", "decider", 5, "Hotel", date(2026, 3, 31), is_present=False)
    gone = rows.person_row(row, 5)
    assert (gone.title, gone.detail, gone.right, gone.faint) == ("Dr. Kai Brandes", "Einkauf", "left 31/03/2026", True)
    here = rows.person_row(row._replace(is_present=True, ended=None), 6)
    assert (here.detail, here.right, here.faint) == ("Einkauf · Hotel", "Decides", False)


def test_a_deal_says_its_chance_or_why_it_was_lost() -> None:
    deal = DealLine(1, "Lobby", DealStatus.OPEN, 3, "Offer", 2, 5, 60, 53_232_00, "EUR", None, "", "Hotel")
    shown = rows.deal_row(deal, 0.714)
    assert (shown.detail, shown.right, shown.glyph) == ("Offer, 71 %", "€53,232", (0.714, 2, 5))
    lost = rows.deal_row(deal._replace(status=DealStatus.LOST, lost_reason="Price"), 0)
    assert (lost.detail, lost.faint, lost.glyph) == ("Lost: Price", True, None)


def test_an_offer_says_its_end_only_when_it_is_near() -> None:
    offer = OfferLine(1, "A-1", "Lobby", OfferStatus.SENT, TODAY, date(2026, 12, 24), 100, "EUR", "")
    assert rows.offer_row(offer, TODAY).detail == "Sent"
    assert rows.offer_row(offer._replace(valid_until=date(2026, 11, 25)), TODAY).detail == "Sent, valid until Tomorrow"
    assert rows.offer_row(offer._replace(valid_until=date(2026, 11, 23)), TODAY).detail == "Expired"
    assert rows.offer_row(offer._replace(number="", status=OfferStatus.DRAFT), TODAY).title == "Draft · Lobby"
