"""An offer in its own PDF: read back it is the same offer, and nothing in it that its customer must not see."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.paths import resources
from crm_desktop.documents.offer import render_offer
from crm_desktop.domain.offers import LineKind, SurchargeOf
from crm_desktop.engine import pricing
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import exchange as offer_exchange
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.operations.offers.seen import as_seen
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.documents.samples import LOBBY as SHEET
from tests.operations.trade import GOLDEN, Golden, add_company, article, complete_firm, heading

EVERY_KIND = (
    heading("Möbel"),
    heading("Tische")._replace(level=2),
    article("3", "19.99", discount="7.5")._replace(discount_cents=150, text="**Eiche**, geölt\n- massiv"),
    article("1", "5", kind="alternative"),
    article("2", "12.345", kind="free"),
    article("1", "99", kind="optional"),
    Line(kind=LineKind.SURCHARGE, title="Eile", surcharge_percent=Decimal(10), surcharge_of=SurchargeOf.BEFORE),
    Line(kind=LineKind.TEXT, text="Hinweis"),
    Line(kind=LineKind.SUBTOTAL),
    Line(kind=LineKind.PAGE_BREAK),
)


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


def said(line: Line) -> Line:
    """Return a line without what another copy of the program numbers by itself; what is not priced has no VAT."""
    priced = line.kind in pricing.PRICED
    return line._replace(id=None, replaces=None, vat_percent=line.vat_percent if priced else Decimal(0))


def pdf_of(reader: Reader, offer_id: int) -> bytes:
    return offer_pdf.preview_pdf(reader, offer_id=offer_id).pdf


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_an_offer_read_back_is_the_same_to_the_cent(writer: Writer, reader: Reader, golden: Golden) -> None:
    account = add_company(writer)
    fields = golden.fields.copy()
    fields["account_id"] = account
    offer_id = offers.new_offer(writer, lines=golden.lines, **fields).value
    pdf = pdf_of(reader, offer_id)
    again = queries.the_offer(reader, offer_id=offer_exchange.import_offer(writer, pdf=pdf).value)
    first = queries.the_offer(reader, offer_id=offer_id)
    assert (again.net_cents, again.gross_cents) == (golden.net, golden.gross)
    assert again.account_id == account
    assert [*map(said, again.lines)] == [*map(said, first.lines)]
    kept = ("currency", "price_mode", "tax_mode", "discount_percent", "discount_cents", "skonto_days", "intro")
    assert all(getattr(again, name) == getattr(first, name) for name in kept)


def test_every_kind_of_line_comes_back(writer: Writer, reader: Reader) -> None:
    fields = OfferFields(subject="Alles", discount_cents=500, intro="Hallo", their_inquiry="12.11.")
    offer_id = offers.new_offer(writer, lines=EVERY_KIND, **fields).value
    found = offer_exchange.read_offer(pdf_of(reader, offer_id))
    written = queries.the_offer(reader, offer_id=offer_id).lines
    assert [*map(said, found.lines)] == [*map(said, written)]
    assert found.fields["intro"] == "Hallo"
    assert found.fields["discount_cents"] == 500
    assert found.seller


def test_reading_an_offer_is_one_step_that_can_be_undone(writer: Writer, reader: Reader) -> None:
    pdf = pdf_of(reader, offers.new_offer(writer, lines=EVERY_KIND, subject="Alles").value)
    done = offer_exchange.import_offer(writer, pdf=pdf)
    assert queries.the_offer(reader, offer_id=done.value).subject == "Alles"
    writer.undo()
    assert queries.offer(reader, offer_id=done.value) is None


def test_what_is_not_printed_is_not_in_the_data_either(writer: Writer, reader: Reader) -> None:
    lines = (
        article("3", "19.99", discount="7.5")._replace(cost=Decimal("4.44")),
        article("7", "1.115", discount="3"),
        article("1", "77.77", kind="optional"),
    )
    offer_id = offers.new_offer(writer, lines=lines, hides_discounts=True, hides_option_prices=True).value
    pdf = pdf_of(reader, offer_id)
    data = json.dumps(offer_exchange.json_of(pdf))
    for hidden in ("4.44", "7.5", '"77.77"', "7777"):
        assert hidden not in data
    offer = queries.the_offer(reader, offer_id=offer_id)
    assert offer_exchange.read_offer(pdf).totals["net_cents"] == offer.net_cents
    assert offer_drafts.priced(as_seen(offer)).lines_cents[:2] == offer_drafts.priced(offer).lines_cents[:2]


def test_a_pdf_of_another_origin_is_refused_with_a_reason() -> None:
    with pytest.raises(Refused, match="does not carry the data of an offer"):
        offer_exchange.read_offer(render_offer(replace(SHEET, data=b"")).pdf)
    with pytest.raises(Refused, match="form this program does not know"):
        offer_exchange.read_offer(render_offer(replace(SHEET, data=b'{"schema": "crm-desktop/offer/9"}')).pdf)
    with pytest.raises(BadInput, match="no JSON"):
        offer_exchange.read_offer(render_offer(replace(SHEET, data=b"{")).pdf)
    with pytest.raises(Refused, match="no PDF"):
        offer_exchange.read_offer(b"something")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"totals": {"gross_cents": 1}}, "do not add up"),
        ({"subject": 7}, "must be a text"),
        ({"valid_until": "soon"}, "must be a day"),
        ({"lines": 3}, "must be a list"),
        ({"lines": [{"kind": "gift"}]}, "not known"),
    ],
)
def test_data_that_was_tampered_with_is_refused(
    writer: Writer, reader: Reader, change: dict[str, Any], said: str
) -> None:
    pdf = pdf_of(reader, offers.new_offer(writer, lines=EVERY_KIND).value)
    data = offer_exchange.json_of(pdf) | change
    spoilt = render_offer(replace(SHEET, data=json.dumps(data).encode())).pdf
    with pytest.raises(BadInput, match=said):
        offer_exchange.read_offer(spoilt)


def test_the_schema_describes_every_field_that_is_written(writer: Writer, reader: Reader) -> None:
    schema = json.loads((resources() / "schemas" / "offer-1.json").read_text(encoding="utf-8"))
    data = offer_exchange.json_of(pdf_of(reader, offers.new_offer(writer, lines=EVERY_KIND).value))
    assert list(_faults(data, schema, "offer")) == []
    assert list(_faults({**data, "price_mode": "both"}, schema, "offer"))


def _faults(value: Any, schema: dict[str, Any], where: str) -> list[str]:
    """Return where a value is not as a schema says, as far as this schema says anything."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
    named = schema.get("type", [])
    allowed = tuple(kinds[name] for name in (named if isinstance(named, list) else [named]))
    faults = [] if not allowed or isinstance(value, allowed) else [f"{where} is {type(value).__name__}"]
    if "const" in schema and value != schema["const"]:
        faults.append(f"{where} is {value}")
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{where} is {value}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        faults.append(f"{where} is {value}")
    if isinstance(value, dict):
        faults += [f"{where} lacks {name}" for name in schema.get("required", []) if name not in value]
        known = schema.get("properties", {})
        faults += [f"{where} has {name}" for name in value if name not in known]
        for name, part in value.items():
            faults += _faults(part, known.get(name, {}), f"{where}.{name}")
    if isinstance(value, list):
        for place, part in enumerate(value):
            faults += _faults(part, schema.get("items", {}), f"{where}[{place}]")
    return faults
