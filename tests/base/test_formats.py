"""Numbers, money and days are written as CLDR writes them: compared with Babel, which is too slow to be asked."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.base import formats

LOCALES = {"de": "de_DE", "en": "en_GB"}
languages = some.sampled_from(sorted(LOCALES))
FORMS = ("#,##0", "#,##0.0", "#,##0.00", "#,##0.00##", "#,##0.####")


def with_minus(text: str) -> str:
    return text.replace("-", "−")


@given(cents=some.integers(-(10**14), 10**14), language=languages, whole=some.booleans())
def test_euros_are_written_as_babel_writes_them(cents: int, language: str, whole: bool) -> None:  # noqa: FBT001
    form = None if not whole else {"de": "#,##0 ¤", "en": "¤#,##0"}[language]
    theirs = format_currency(Decimal(cents) / 100, "EUR", form, locale=LOCALES[language], currency_digits=not whole)
    ours = formats.amount(cents, language=language, whole=whole)
    assert ours.replace("\N{NO-BREAK SPACE}", " ") == with_minus(theirs).replace("\N{NO-BREAK SPACE}", " ")


@given(
    value=some.decimals(-(10**9), 10**9, places=6, allow_nan=False),
    language=languages,
    form=some.sampled_from(FORMS),
)
def test_numbers_are_written_as_babel_writes_them(value: Decimal, language: str, form: str) -> None:
    theirs = with_minus(format_decimal(value, form, locale=LOCALES[language]))
    ours = formats.number(value, language=language, form=form)
    assert ours.lstrip("−") == theirs.lstrip("−")
    assert ours.startswith("−") == (value < 0 and any(digit in ours for digit in "123456789"))


@given(value=some.dates(date(1900, 1, 1), date(2100, 1, 1)), language=languages)
def test_days_with_names_are_written_as_babel_writes_them(value: date, language: str) -> None:
    assert formats.long_day(value, language=language) == format_date(value, "long", locale=LOCALES[language])
    for form in ("LLLL y", "LLLL", "LLL yy", "LLL"):
        assert formats.month(value, language=language, form=form) == format_date(value, form, locale=LOCALES[language])


@pytest.mark.parametrize(
    ("cents", "currency", "text"),
    [(123_456, "EUR", "€1,234.56"), (-5, "EUR", "−€0.05"), (100_000, "CHF", "CHF1,000.00"), (0, "EUR", "€0.00")],
)
def test_amounts_have_their_currency(cents: int, currency: str, text: str) -> None:
    assert formats.amount(cents, currency, language="en").replace("\N{NO-BREAK SPACE}", "") == text


def test_a_planned_day_near_today_has_weekday_and_date() -> None:
    today = date(2026, 11, 24)
    assert [formats.planned_day(today + timedelta(days=ahead), today) for ahead in (0, 1, 2, -3, 9)] == [
        "Today", "Tomorrow", "Thu 26 Nov", "Sat 21 Nov", "3 Dec",
    ]  # fmt: skip


def test_shares_are_percentages() -> None:
    assert formats.percent(0.4349, language="de") == "43 %"
    assert formats.percent(0.0605, language="en", digits=1) == "6.0%"
