"""The sums that reports rest on are those of the records after everything that can happen to these, and after undo."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.contacts import Address
from crm_desktop.domain.deals import DealState, DealStatus
from crm_desktop.domain.sales import Sale, SaleLine
from crm_desktop.store import driver, kept_sums
from tests.builders import NOW
from tests.store.making import add_deal, add_pipeline, company, person, phone

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.store.driver import Value
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


@pytest.fixture
def firm(writer: Writer) -> None:
    """Two customers with orders of two, one and no lines, and deals of every kind."""
    with writer.step("Firm") as work:
        first, second = add_pipeline(work, "Asked", "Offered")
        buyers = [work.add(company("Alder")), work.add(person("Birch"))]
        work.flush()
        buyers[0].category = "Trade"
        work.add(phone(buyers[0].id, "+49 1"))
        work.add(Address(contact_id=buyers[1].id, city="Ulm"))
        for number, status in enumerate((DealStatus.WON, DealStatus.LOST, DealStatus.OPEN)):
            deal = add_deal(work, f"Deal {number}", first, 90_000 + number, account_id=buyers[number % 2].id)
            work.flush()
            deal.currency, deal.channel = "EUR", "Fair"
            if status is not DealStatus.OPEN:
                deal.status, deal.closed_at = status, NOW + timedelta(days=20)
                work.add(
                    DealState(
                        deal_id=deal.id, stage_id=second, status=status, amount_cents=deal.amount_cents,
                        currency="EUR", expected_close=None, entered=NOW, recorded_at=NOW,
                    )
                )  # fmt: skip
        for number, lines in enumerate((2, 1, 0)):
            sale = work.add(Sale(day=date(2026, 10 + number % 2, 5), currency="EUR", net_cents=1000 * lines + 7))
            sale.account_id = buyers[0].id
            work.flush()
            for line in range(lines):
                work.add(SaleLine(sale_id=sale.id, position=line, product_name=f"P{line}", category="Lamps",
                                  net_cents=500))  # fmt: skip


def sums(reader: Reader) -> dict[str, list[tuple[Value, ...]]]:
    return {each.table: kept_sums.kept(reader, each) for each in kept_sums.SUMS}


def as_recounted(reader: Reader) -> dict[str, list[tuple[Value, ...]]]:
    return {each.table: kept_sums.recounted(reader, each) for each in kept_sums.SUMS}


@pytest.mark.usefixtures("firm")
def test_an_order_without_lines_counts_under_no_product(reader: Reader) -> None:
    assert sums(reader)["line_sum"] == [
        ("EUR", "2026-10", "", "", 1, 7),
        ("EUR", "2026-10", "P0", "Lamps", 1, 500),
        ("EUR", "2026-10", "P1", "Lamps", 1, 500),
        ("EUR", "2026-11", "P0", "Lamps", 1, 500),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "delete from sale_line where id = 1",
        "delete from sale",
        "update sale_line set sale_id = 3",
        "update sale_line set net_cents = 1, category = 'Doors'",
        "update sale set day = '2025-01-01', net_cents = 5",
        "update sale set deleted_at = '2026-11-25T08:00:00Z' where id = 1",
        "insert into sale_line (sale_id, net_cents) values (3, 8)",
        "delete from contact",
        "delete from contact where id = 1",
        "update contact set category = 'Crafts', source = 'Web'",
        "update contact set deleted_at = '2026-11-25T08:00:00Z'",
        "update contact_point set kind = 'email'",
        "update contact_point set contact_id = 2",
        "update address set city = ''",
        "update deal set status = 'open', closed_at = null",
        "update deal set account_id = 2, channel = 'Web', currency = 'CHF', amount_cents = 3000000",
        "update deal set deleted_at = '2026-11-25T08:00:00Z' where status = 'won'",
        "delete from deal where id = 1",
        "delete from deal_state where id = (select max(id) from deal_state)",
        "update deal_state set deal_id = 3",
        "update deal_state set stage_id = 2",
    ],
)
@pytest.mark.usefixtures("firm")
def test_the_sums_stay_those_of_the_records_and_come_back_with_undo(
    writer: Writer, reader: Reader, change: str
) -> None:
    before = sums(reader)
    assert before == as_recounted(reader)
    with writer.step("Change") as work:
        work.execute(change)
    after = sums(reader)
    assert after == as_recounted(reader) != before
    writer.undo()
    assert sums(reader) == before == as_recounted(reader)
    writer.redo()
    assert sums(reader) == after == as_recounted(reader)


@pytest.mark.usefixtures("firm")
def test_made_anew_they_are_the_same(database: Database, writer: Writer, reader: Reader) -> None:
    before = sums(reader)
    with writer.step("Spoil") as work:
        work.execute("update line_sum set cases = 9")
    assert not kept_sums.are_right(reader)
    with contextlib.closing(driver.connect_to_write(database.path)) as connection:
        connection.execute("begin immediate")
        kept_sums.rebuild(connection)
        connection.execute("commit")
    assert sums(reader) == before
    assert kept_sums.are_right(reader)
