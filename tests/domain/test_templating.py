"""Templates: fields, conditions, what stands in for a missing value, and texts that were written to do harm."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.template_filling import Filled, Kind, Value, check, fill
from crm_desktop.domain.templating import DEEPEST, LONGEST, names_in, parse

VALUES = {
    "vorname": Value("Miriam"),
    "umsatz": Value("1.200,00 €", amount=Decimal(1200)),
    "kundeseit": Value("12.03.2019", day=date(2019, 3, 12)),
    "newsletter": Value("Nein", truth=False),
    "land": Value("Österreich"),
    "leer": Value(" "),
}
KINDS = dict.fromkeys(VALUES, Kind.TEXT) | {"umsatz": Kind.NUMBER, "kundeseit": Kind.DAY}


def filled(text: str) -> Filled:
    parsed = parse(text)
    assert parsed.problems == ()
    return fill(parsed.nodes, VALUES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hallo {Vorname}!", "Hallo Miriam!"),
        ("Hallo { vor name }!", "Hallo Miriam!"),
        ("Hallo {Leer|zusammen}!", "Hallo zusammen!"),
        ("Hallo{Leer|}!", "Hallo!"),
        ("{if Umsatz > 1000}viel{else}wenig{end}", "viel"),
        ("{wenn Umsatz >= 1.200,01}viel{sonst}wenig{ende}", "wenig"),
        ("{if Umsatz <= 1200}a{end}{if Umsatz != 1200}b{end}", "a"),
        ("{if Kunde seit < 2020-01-01}treu{end}", "treu"),
        ("{if Kunde seit > 1.1.2020}neu{else}treu{end}", "treu"),
        ("{if Newsletter}a{else}b{end}", "b"),
        ("{if nicht Leer}ohne{end}", "ohne"),
        ("{if Land = „Osterreich“}Servus{else}Moin{end}", "Servus"),
        ("{wenn Land != Schweiz}kein Franken{ende}", "kein Franken"),
        ("{if Vorname}{if Leer}a{else}b{end}{end}", "b"),
        ("eins\n{if Leer}\nzwei\n{end}\ndrei", "eins\ndrei"),
        ("eins\n\n{if Leer}\nzwei\n\n{end}\ndrei", "eins\n\ndrei"),
        ("ein {Leer|} Wort  mehr", "ein Wort mehr"),
    ],
)
def test_what_a_template_says(text: str, said: str) -> None:
    assert filled(text).text == said
    assert filled(text).missing == ()


def test_a_missing_value_is_named_and_leaves_no_empty_gap() -> None:
    found = filled("Liebe {Leer}, {Vorname} aus {Unbekannt}, {Leer}")
    assert found.missing == ("Leer", "Unbekannt")
    assert found.text == "Liebe [Leer], Miriam aus [Unbekannt], [Leer]"


def test_a_value_is_put_in_once_and_never_read_as_a_template() -> None:
    parsed = parse("{name}")
    assert fill(parsed.nodes, {"name": Value("{if name}{name}{end}")}).text == "{if name}{name}{end}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{Vorname}}",
        "{}",
        "{ }",
        "{|}",
        "%(Vorname)s ${Vorname",
        "{\nVorname}",
        "}{",
        "{{% for x in y %}}",
    ],
)
def test_what_is_no_field_is_text(text: str) -> None:
    assert filled(text).text == text


@pytest.mark.parametrize("name", ["x.__init__", "''.__class__", "0", "Vorname.upper()", "Vorname!r", "Vorname:>9"])
def test_what_no_field_is_called_is_named_before_printing(name: str) -> None:
    parsed = parse(f"Hallo {{{name}}}!")
    (problem,) = check(parsed.nodes, KINDS)
    assert problem.message == f"Nothing stands for {{{name}}}."
    assert (problem.place, problem.length) == (6, len(name) + 2)
    assert fill(parsed.nodes, VALUES).missing == (name,)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("{if Vorname}ohne Ende", 0, "This condition has no {end}."),
        ("a{end}", 1, "There is no condition that could end here."),
        ("a{else}b", 1, "There is no condition this could belong to."),
        ("{if Vorname}a{else}b{sonst}c{end}", 20, "There is no condition this could belong to."),
        ("{if a}" * (DEEPEST + 1) + "{end}" * (DEEPEST + 1), 6 * DEEPEST, "Conditions are nested too deep here."),
    ],
)
def test_conditions_that_do_not_match_are_told_with_their_place(text: str, place: int, said: str) -> None:
    (problem,) = parse(text).problems
    assert (problem.place, problem.message) == (place, said)


@pytest.mark.parametrize("text", ["{if Umsatz > viel}a{end}", "{if Kunde seit = bald}a{end}", "{if Land > 5}a{end}"])
def test_a_comparison_that_cannot_be_made_is_told(text: str) -> None:
    (problem,) = check(parse(text).nodes, KINDS)
    assert "cannot be compared" in problem.message


def test_names_are_those_printed_and_those_asked() -> None:
    assert names_in(parse("{if Umsatz > 3}{Vorname}{end}{vor name}").nodes) == ("vorname", "umsatz")


@pytest.mark.parametrize(
    "text", ["{" * 20_000, "{if a}" * 20_000, "{a|" * 20_000, "{" + "a" * 20_000 + "}", "a " * 10_000]
)
def test_twenty_thousand_odd_characters_are_read_at_once(text: str) -> None:
    parsed = parse(text)
    assert fill(parsed.nodes, VALUES).text or parsed.problems


def test_a_text_nobody_could_read_is_refused() -> None:
    (problem,) = parse("a" * (LONGEST + 1)).problems
    assert "too long" in problem.message


@given(st.text("{}|=<>! \nabif elsnd.'_", max_size=200))
def test_any_text_is_read_and_filled_without_an_exception(text: str) -> None:
    parsed = parse(text)
    list(check(parsed.nodes, KINDS))
    fill(parsed.nodes, VALUES)


@given(st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=60))
def test_text_without_braces_stays_as_it_is(text: str) -> None:
    assert filled(text).text == text.strip()
