"""Deliveries in parts: ordered, delivered, open; each with its number and its note."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pdfplumber
import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.operations.firm import setup
from crm_desktop.operations.firm.numbers import change_number_range
from crm_desktop.operations.offers import deliveries, offers
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.store.queries import deliveries as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, article, complete_firm


@pytest.fixture
def order(writer: Writer) -> int:
    """Return an accepted offer over 10 chairs, a table and 4 hours, of which the table was left out."""
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    lines = [
        article("10", "100")._replace(title="Stuhl", unit="Stk"),
        article("1", "900")._replace(title="Tisch", unit="Stk"),
        article("4", "60")._replace(title="Montage", unit="Std"),
        article("3", "20")._replace(title="Regal", unit="Stk"),
    ]
    offer_id = offers.new_offer(writer, account_id=add_company(writer), subject="Lobby", lines=lines).value
    offer_life.send_offer(writer, offer_id=offer_id)
    table = int(writer_line(writer, offer_id, 2))
    offer_life.accept_offer(writer, offer_id=offer_id, without=[table])
    return offer_id


def writer_line(writer: Writer, offer_id: int, position: int) -> int:
    with writer.step("Look") as work:
        sql = "select id from offer_line where offer_id = ? and position = ?"
        return int(work.read.scalar(sql, (offer_id, position)))


def shown(reader: Reader, offer_id: int) -> list[tuple[str, int, int, int]]:
    lines = deliveries.still_open(reader, offer_id=offer_id)
    return [(line.name, int(line.ordered), int(line.delivered), int(line.open)) for line in lines]


def line_id(reader: Reader, offer_id: int, name: str) -> int:
    lines = deliveries.still_open(reader, offer_id=offer_id)
    return next(line.sale_line_id for line in lines if line.name == name)


def test_goods_are_open_and_hours_are_none(reader: Reader, order: int) -> None:
    assert shown(reader, order) == [("Stuhl", 10, 0, 10), ("Regal", 3, 0, 3)]


def test_parts_add_up_until_nothing_is_open(writer: Writer, reader: Reader, order: int) -> None:
    chairs = line_id(reader, order, "Stuhl")
    first = deliveries.deliver(writer, offer_id=order, quantities={chairs: Decimal(4)})
    assert (first.value.number, first.value.rest, first.label) == ("LS-2026-001", True, "Deliver with LS-2026-001")
    assert shown(reader, order) == [("Stuhl", 10, 4, 6), ("Regal", 3, 0, 3)]
    second = deliveries.deliver(writer, offer_id=order)
    assert (second.value.number, second.value.rest) == ("LS-2026-002", False)
    assert shown(reader, order) == [("Stuhl", 10, 10, 0), ("Regal", 3, 3, 0)]
    with pytest.raises(Refused):
        deliveries.deliver(writer, offer_id=order)
    writer.undo()
    assert shown(reader, order) == [("Stuhl", 10, 4, 6), ("Regal", 3, 0, 3)]
    assert reader.scalar("select count(*) from activity where subject like 'Delivered with%'") == 1


def test_each_note_shows_ordered_delivered_and_open_as_of_its_delivery(
    writer: Writer, reader: Reader, order: int
) -> None:
    chairs = line_id(reader, order, "Stuhl")
    first = deliveries.deliver(writer, offer_id=order, quantities={chairs: Decimal(4)}).value
    second = deliveries.deliver(writer, offer_id=order, quantities={chairs: Decimal(5)}).value
    for one, row in ((first, "Stuhl Stk 10 4 6"), (second, "Stuhl Stk 10 5 1")):
        pdf = deliveries.delivery_pdf(reader, delivery_id=one.delivery_id).pdf
        with pdfplumber.open(io.BytesIO(pdf)) as file:
            text = file.pages[0].extract_text()
        assert row in text
        assert one.number in text
        assert "AB-2026-001" in text
        assert "100,00" not in text
        assert "Tisch Stk" not in text
    assert deliveries.delivery_pdf(reader, delivery_id=first.delivery_id) == deliveries.delivery_pdf(
        reader, delivery_id=first.delivery_id
    )


@pytest.mark.parametrize("quantity", ["11", "-1", "0", "NaN"])
def test_no_more_is_delivered_than_is_open(writer: Writer, reader: Reader, order: int, quantity: str) -> None:
    chairs = line_id(reader, order, "Stuhl")
    with pytest.raises(BadInput):
        deliveries.deliver(writer, offer_id=order, quantities={chairs: Decimal(quantity)})
    assert queries.deliveries(reader, sale_id=1) == []


def test_goods_come_after_the_order_and_not_tomorrow(writer: Writer, reader: Reader, order: int) -> None:
    for day in (date(2026, 11, 23), date(2026, 11, 25)):
        with pytest.raises(BadInput):
            deliveries.deliver(writer, offer_id=order, day=day)


def test_a_file_without_a_range_for_notes_gets_one(writer: Writer, reader: Reader, order: int) -> None:
    with writer.step("Old file") as work:
        work.execute("delete from number_range where document = 'delivery'")
    assert deliveries.deliver(writer, offer_id=order).value.number == "LS-2026-001"
    change_number_range(writer, document="delivery", pattern="L{n}")


def test_what_was_never_ordered_is_not_delivered(writer: Writer, reader: Reader, order: int) -> None:
    other = offers.new_offer(writer, account_id=add_company(writer), lines=[article("1", "1")]).value
    with pytest.raises(Refused):
        deliveries.deliver(writer, offer_id=other)
