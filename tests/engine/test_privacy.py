"""Terms, deadlines, verdicts, traces and pseudonyms: what data protection works out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.text import fold
from crm_desktop.domain.privacy import Kept, Origin
from crm_desktop.engine.privacy.deadlines import Due, add_months, answer_by, due, inform_by, working_day
from crm_desktop.engine.privacy.erasure import Held, Verdict, judge
from crm_desktop.engine.privacy.pseudonyms import Pseudonyms
from crm_desktop.engine.privacy.retention import SUGGESTED, Term, Terms
from crm_desktop.engine.privacy.spots import spots, without
from crm_desktop.engine.privacy.traces import Finder, traces

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("received", "country", "extended", "last"),
    [
        (date(2026, 1, 31), "DE", False, date(2026, 3, 2)),  # the last of February is a Saturday
        (date(2026, 10, 27), "DE", False, date(2026, 11, 27)),
        (date(2026, 10, 28), "AT", False, date(2026, 11, 30)),  # a Saturday: the Monday after
        (date(2026, 10, 27), "DE", True, date(2027, 1, 27)),
        (date(2026, 10, 28), "CH", False, date(2026, 11, 27)),
        (date(2024, 1, 30), "DE", False, date(2024, 2, 29)),
    ],
)
def test_a_request_is_answered_within_a_month_as_the_law_counts(
    received: date, country: str, *, extended: bool, last: date
) -> None:
    assert answer_by(received, country=country, extended=extended) == last


@given(DAYS, st.integers(0, 120))
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (add_months(later, 0).replace(day=1) <= later))
    assert working_day(later).weekday() < 5


def test_who_gave_the_data_is_told_at_once_and_others_within_a_month() -> None:
    assert inform_by(Origin.PERSON, date(2026, 11, 2)) == date(2026, 11, 2)
    assert inform_by(Origin.PUBLIC, date(2026, 11, 2)) == date(2026, 12, 2)
    today = date(2026, 11, 24)
    assert [due(day, today=today) for day in (date(2026, 11, 23), date(2026, 12, 1), date(2026, 12, 2))] == [
        Due.OVERDUE, Due.SOON, Due.OPEN,
    ]  # fmt: skip
    assert due(date(2026, 1, 1), today=today, done=True) is Due.DONE


@pytest.mark.parametrize(
    ("country", "kind", "event", "until"),
    [
        ("DE", Kept.ORDER, date(2026, 1, 1), date(2034, 12, 31)),
        ("DE", Kept.ORDER, date(2025, 12, 31), date(2033, 12, 31)),
        ("DE", Kept.OFFER_ORDERED, date(2026, 6, 1), date(2032, 12, 31)),
        ("DE", Kept.LETTER, date(2026, 6, 1), date(2032, 12, 31)),
        ("DE", Kept.OFFER_OPEN, date(2026, 6, 1), None),
        ("DE", Kept.CONSENT, date(2026, 6, 1), date(2031, 6, 1)),
        ("AT", Kept.ORDER, date(2026, 6, 1), date(2033, 12, 31)),
        ("CH", Kept.ORDER, date(2026, 6, 1), date(2036, 12, 31)),
        ("FR", Kept.ORDER, date(2026, 6, 1), date(2036, 12, 31)),
    ],
)
def test_terms_are_those_of_the_country(country: str, kind: Kept, event: date, until: date | None) -> None:
    assert Terms(country).keep_until(kind, event) == until


def test_every_country_knows_a_term_for_every_class_and_the_firm_may_decide_otherwise() -> None:
    assert all((country, kind) in SUGGESTED for country in ("DE", "AT", "CH", "") for kind in Kept)
    own = Terms("DE", [Term("DE", Kept.PROSPECT, 12, False, "own")])
    assert own.is_own(Kept.PROSPECT)
    assert own.keep_until(Kept.PROSPECT, date(2026, 1, 15)) == date(2027, 1, 15)
    assert len(own.all()) == len(Kept)


def test_a_record_is_kept_to_the_last_day_of_its_term_and_goes_the_day_after() -> None:
    order = Held("sale", 1, "", Kept.ORDER, date(2018, 5, 1), Verdict.ANONYMISE)
    entry = Held("activity", 2, "", None, date(2018, 5, 1))
    kept = judge([order, entry], Terms("DE"), today=date(2026, 12, 31))
    assert kept.until == date(2026, 12, 31)
    assert kept.ids("sale", Verdict.KEEP) == [1]
    assert "§ 147" in kept.bases[0]
    gone = judge([order, entry], Terms("DE"), today=date(2027, 1, 1))
    assert (gone.until, gone.ids("sale", Verdict.ANONYMISE), gone.ids("activity", Verdict.DELETE)) == (None, [1], [2])


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Frau Müller ruft an", "Frau … ruft an"),
        ("Mueller und MULLER", "… und …"),
        ("Müllers Angebot, Mueller2026.pdf", "… Angebot, ….pdf"),
        ("Mail: <Eva.Mueller@Post.example>, sonst nichts", "Mail: <…>, sonst nichts"),
        ("Tel. +49 (4131) 99-88 77!", "Tel. …!"),
        ("Rechnung 998877 über 10 €", "Rechnung 998877 über 10 €"),
        ("die Müllerin und Mülleimer", "die Müllerin und Mülleimer"),
    ],
)
def test_a_text_names_somebody_however_it_is_spelt(text: str, without: str) -> None:
    finder = Finder(traces(["Müller", "eva.mueller@post.example"], ["04131 998877"]))
    assert finder.without(text, "…") == without
    assert finder.names(text) is (text != without)


@given(st.text(alphabet="abcdeäöüß -.@0123456789\n", max_size=60), st.text(alphabet="abcäöü", min_size=3, max_size=8))
def test_what_was_taken_out_is_found_no_more(text: str, name: str) -> None:
    finder = Finder(traces([name]))
    left = finder.without(f"{text} {name} {text}", "…")
    assert not finder.names(left)
    assert fold(name) not in [fold(word) for word in left.split()]


def test_plain_data_lose_the_name_and_keep_the_words_of_lists() -> None:
    finder = Finder(traces(["Post"]))
    data = {"channel": "post", "words": ["Frau Post", 3, None], "Post": True}
    assert finder.names_in(data)
    assert finder.without_in(data, "…", {"post", "channel", "words"}) == {
        "channel": "post", "words": ["Frau …", 3, None], "…": True,
    }  # fmt: skip


def test_pseudonyms_are_stable_for_one_key_and_others_for_another() -> None:
    one, same, other = Pseudonyms("ab" * 16), Pseudonyms("ab" * 16), Pseudonyms("cd" * 16)
    assert one.name("Miriam Kessler") == same.name("Miriam Kessler") != other.name("Miriam Kessler")
    assert len(one.name("Miriam Kessler").split()) == 2
    assert one.email("m@hotel.example").endswith("@example.com")
    assert one.number("04131 77")[:3] == "041"
    assert one.number("04131 77 10 20").count(" ") == 3
    assert one.day(date(1980, 5, 3)).year == 1980
    assert one.text("Erste Zeile\nzweite").count("\n") == 1
    assert one.code("A-2026-001") == same.code("A-2026-001")


@given(st.lists(st.text(alphabet="abefhiklmnorstu", min_size=4, max_size=9), min_size=1, max_size=20))
def test_no_pseudonym_holds_a_name_it_is_to_avoid(names: list[str]) -> None:
    made = Pseudonyms("12" * 16)
    made.avoid(names)
    for name in names:
        assert not any(one in made.name(name).lower() for one in names)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Der Koch kommt um acht", [False]),
        ("Herr Koch kommt um acht", [True]),
        ("Guten Tag Frau  Koch!", [True]),
        ("Dr. Koch", [True]),
        ("Sabine Koch und der Koch", [True, False]),
        ("Kochs Küche", [False]),
        ("s.koch@post.example, Tel. 04131 99 88 77", [True, True]),
        ("Kochtopf, kochen", []),
        ("Peter Koch rief an", [False]),
    ],
)
def test_a_word_of_the_language_is_a_doubt_unless_somebody_is_addressed(text: str, sure: list[bool]) -> None:
    finder = Finder(traces(["Koch", "Sabine Koch", "s.koch@post.example"], ["04131 998877"]))
    assert [one.sure for one in spots(text, finder)] == sure


def test_near_the_person_only_small_letters_are_a_doubt() -> None:
    finder = Finder(traces(["Koch"]))
    assert [one.sure for one in spots("Koch sagt zu, ein koch fehlt", finder, near=True)] == [True, False]


def test_a_family_name_behind_another_given_name_is_a_doubt_whatever_it_is() -> None:
    finder = Finder(traces(["Überschär", "Wilhelmine Überschär"]))
    found = spots("Wilhelmine Überschär, Peter Überschär, Frau Überschär, Überschär", finder)
    assert [one.sure for one in found] == [True, False, True, True]


def test_only_the_places_that_go_are_replaced() -> None:
    text = "Koch, Koch und Koch"
    found = spots(text, Finder(traces(["Koch"])))
    assert without(text, found, instead="…", go=lambda spot: spot.start > 0) == "Koch, … und …"
    assert without(text, found, instead="…", go=lambda _spot: False) == text
