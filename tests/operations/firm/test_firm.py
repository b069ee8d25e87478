"""The firm's profile: mistakes are caught where they are typed, and the law's demands are listed."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image

from crm_desktop.base.errors import BadInput, Conflict, Refused
from crm_desktop.documents.offer import render_offer
from crm_desktop.operations.firm import checks as firm_checks
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.letters import letters
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.documents.reading import read
from tests.documents.samples import LOBBY
from tests.operations.trade import complete_firm


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")


def test_fields_are_cleaned_and_kept(writer: Writer, reader: Reader) -> None:
    firm.change_firm(
        writer,
        name=" Holzwerk\nBrandt ",
        iban="de89 3704 0044 0532 0130 00",
        vat_id="DE 123 456 789",
        currency="chf",
        bic="nolade21lbg",
        skonto_percent=Decimal("2.5"),
        payment_terms="14 Tage\nnetto",
    )
    profile = queries.the_firm(reader)
    assert (profile.name, profile.iban, profile.vat_id) == ("Holzwerk Brandt", "DE89370400440532013000", "DE123456789")
    assert (profile.currency, profile.bic, profile.skonto_percent) == ("CHF", "NOLADE21LBG", Decimal("2.5"))
    assert profile.payment_terms == "14 Tage\nnetto"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("iban", "DE89370400440532013001"),
        ("iban", "DE8937040044053201300"),
        ("iban", "hello"),
        ("vat_id", "DE12345678"),
        ("vat_id", "12345"),
        ("country", "Germany"),
        ("currency", "€"),
        ("accent", "teal"),
        ("email", "post@holzwerk"),
        ("language", "fr"),
        ("legal_form", "llc"),
        ("bic", "NOLA"),
        ("vat_percent", Decimal(120)),
        ("skonto_percent", Decimal("NaN")),
        ("valid_days", -1),
        ("usual_cycle_days", 0),
        ("year_target_cents", -5),
    ],
)
def test_mistakes_are_refused_with_their_field(writer: Writer, reader: Reader, field: str, value: object) -> None:
    before = queries.the_firm(reader)
    with pytest.raises(BadInput) as refusal:
        firm.change_firm(writer, **{field: value})  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert queries.the_firm(reader) == before


@pytest.mark.parametrize(
    "iban", ["AT61 1904 3002 3457 3201", "CH9300762011623852957", "GB82 WEST 1234 5698 7654 32", ""]
)
def test_true_ibans_pass(iban: str) -> None:
    assert firm_checks.checked_iban(iban) == iban.replace(" ", "")


def test_a_profile_changed_elsewhere_is_not_overwritten(writer: Writer, reader: Reader) -> None:
    shown = queries.the_firm(reader).version
    firm.change_firm(writer, city="Lüneburg", version=shown)
    with pytest.raises(Conflict):
        firm.change_firm(writer, city="Hamburg", version=shown)


@pytest.mark.parametrize(
    ("legal_form", "field"),
    [
        ("gmbh", "register_court"),
        ("ek", "register_number"),
        ("sole", "directors"),
        ("ag", "directors"),
        ("ag", "supervisor"),
        ("eg", "supervisor"),
        ("gmbh_kg", "general_partner"),
        ("partg", "register_number"),
    ],
)
def test_the_law_asks_by_legal_form(writer: Writer, reader: Reader, legal_form: str, field: str) -> None:
    complete_firm(writer)
    firm.change_firm(
        writer, legal_form=legal_form, supervisor="Erika Roth", general_partner="Brandt Verwaltungs-GmbH, HRB 1"
    )
    assert firm_checks.missing_duties(queries.the_firm(reader)) == []
    firm.change_firm(writer, **{field: ""})  # type: ignore[arg-type]
    assert [missing.field for missing in firm_checks.missing_duties(queries.the_firm(reader))] == [field]


def test_other_countries_ask_for_less(writer: Writer, reader: Reader) -> None:
    complete_firm(writer)
    firm.change_firm(writer, legal_form="gmbh", country="AT", directors="")
    assert firm_checks.missing_duties(queries.the_firm(reader)) == []
    firm.change_firm(writer, register_court="")
    assert [each.field for each in firm_checks.missing_duties(queries.the_firm(reader))] == ["register_court"]
    firm.change_firm(writer, country="CH")
    assert firm_checks.missing_duties(queries.the_firm(reader)) == []


def test_the_foot_of_a_limited_partnership_names_who_is_liable(writer: Writer, reader: Reader) -> None:
    complete_firm(writer)
    partner = "Brandt Verwaltungs-GmbH, Sitz Lüneburg, AG Lüneburg HRB 12345, Geschäftsführer: Jan Brandt"
    firm.change_firm(writer, legal_form="gmbh_kg", general_partner=partner)
    head = letters.letterhead(queries.the_firm(reader), None, "de")
    assert f"Komplementärin: {partner}" in head.footer[1]
    said = " ".join(page.text for page in read(render_offer(replace(LOBBY, letterhead=head)).pdf))
    assert "Verwaltungs-GmbH" in said


def test_a_civil_partnership_needs_name_and_address_alone(writer: Writer, reader: Reader) -> None:
    firm.change_firm(writer, name="Brandt & Söhne", legal_form="gbr")
    missing = firm_checks.missing_duties(queries.the_firm(reader))
    assert [each.field for each in missing] == ["street", "postal_code", "city"]
    assert missing[0].label == "Street"


def test_a_logo_is_kept_and_taken_away(writer: Writer, reader: Reader) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (40, 40), "#0B666C80").save(file, "PNG")
    firm.set_logo(writer, content=file.getvalue())
    assert queries.logo(reader) == file.getvalue()
    with pytest.raises(Refused):
        firm.set_logo(writer, content=b"no picture")
    assert queries.logo(reader) == file.getvalue()
    firm.set_logo(writer, content=None)
    assert queries.logo(reader) is None
    writer.undo()
    assert queries.logo(reader) == file.getvalue()
