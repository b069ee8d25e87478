"""Figures as people type them into cells: also sums, worked out on the spot."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.base import i18n
from crm_desktop.base.errors import BadInput
from crm_desktop.ui.models import figure_entry
from crm_desktop.ui.models.figure_entry import Reduction


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "3*4.5", "13.5"),
        ("de", "3*4,5", "13.5"),
        ("de", "= 2,5 x 3,2 + 1", "9"),
        ("de", "1.200 - 10%", "1199.9"),
        ("en", "(2+3)*-2", "-10"),
        ("en", "10/3", "3.3333"),
        ("en", "2-3", "-1"),
        ("en", "-5", "-5"),
        ("de", "1.480,00", "1480"),
        ("en", "", "0"),
    ],
)
def test_a_cell_takes_numbers_and_sums(language: str, words: str, value: str) -> None:
    with i18n.speaking(language):
        assert figure_entry.exact(words, "quantity") == Decimal(value)


@pytest.mark.parametrize(
    "words", ["3*", "*3", "3//2", "1/0", "(2+3", "2+3)", "2 two", "3*x", "=", "9" * 30 + "*9", "1+1" * 40]
)
def test_what_cannot_be_worked_out_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        figure_entry.exact(words, "quantity")


def test_a_discount_is_per_cent_or_an_amount() -> None:
    assert figure_entry.reduction("5") == Reduction(percent=Decimal(5))
    assert figure_entry.reduction("5 %") == Reduction(percent=Decimal(5))
    assert figure_entry.reduction("50 €") == Reduction(cents=5000)
    assert figure_entry.reduction("CHF 12.50") == Reduction(cents=1250)
    assert figure_entry.reduction("") == Reduction()
    assert figure_entry.reduction(figure_entry.amount_words(1250)) == Reduction(cents=1250)


def test_a_surcharge_is_a_share_or_a_price() -> None:
    assert figure_entry.share_or_price("10 %") == (Decimal(10), Decimal(0))
    assert figure_entry.share_or_price("-2.5%") == (Decimal("-2.5"), Decimal(0))
    assert figure_entry.share_or_price("49.90") == (None, Decimal("49.90"))
