"""Each way of charging no VAT has its sentence, in the seller's law and the document's language."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.documents.tax_notes import tax_note
from crm_desktop.domain import offers
from crm_desktop.domain.offers import TaxMode

TODAY = date(2026, 11, 24)
UNTAXED = [mode for mode in TaxMode if mode is not TaxMode.STANDARD]


@pytest.mark.parametrize("mode", UNTAXED)
@pytest.mark.parametrize("country", ["DE", "AT", "CH", "LI", "FR"])
def test_every_country_and_language_says_why_there_is_no_vat(mode: TaxMode, country: str) -> None:
    german, english = (tax_note(mode, language, country, TODAY) for language in ("de", "en"))
    assert german.endswith(".")
    assert english.endswith(".")
    assert german != english


def test_each_law_is_named_as_its_country_does() -> None:
    assert tax_note(TaxMode.INTRA_COMMUNITY, "de", "DE", TODAY).endswith("(§ 4 Nr. 1 Buchst. b UStG).")
    assert "§ 25a UStG" in tax_note(TaxMode.MARGIN, "de", "DE", TODAY)
    assert tax_note(TaxMode.SMALL_BUSINESS, "de", "AT", TODAY).endswith("§ 6 Abs. 1 Z 27 UStG.")
    assert "MWSTG" in tax_note(TaxMode.EXPORT, "de", "LI", TODAY)


def test_small_firms_are_exempt_since_2025_and_were_not_charged_before() -> None:
    notes = {tax_note(TaxMode.SMALL_BUSINESS, "de", "DE", date(year, 1, 1)) for year in (2024, 2025)}
    assert notes == {
        "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet (Kleinunternehmer).",
        "Gemäß § 19 UStG steuerfrei (Kleinunternehmer).",
    }


def test_nothing_is_said_where_vat_is_shown() -> None:
    assert tax_note(TaxMode.STANDARD, "de", "DE", TODAY) == ""


def test_paper_knows_every_way_the_firm_can_charge() -> None:
    assert {mode.value for mode in TaxMode} == {mode.value for mode in offers.TaxMode}
