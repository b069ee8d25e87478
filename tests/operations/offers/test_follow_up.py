"""What follows a sent offer: tasks on the days the firm's own orders suggest, and a deal worth its leading offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.follow_up import usual_delay
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries import offer_life as life_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, article, complete_firm


@pytest.fixture(autouse=True)
def own_firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


@pytest.fixture
def deal_id(writer: Writer) -> int:
    return deals.add_deal(writer, title="Lobby", account_id=add_company(writer), amount_cents=1).value


def sent(writer: Writer, deal_id: int, price: str) -> int:
    offer_id = offers.new_offer(writer, deal_id=deal_id, lines=[article("1", price), article("2", "10")]).value
    offer_life.send_offer(writer, offer_id=offer_id)
    return offer_id


def worth(reader: Reader, deal_id: int) -> int:
    found = deal_queries.deal(reader, deal_id=deal_id)
    assert found is not None
    return found.amount_cents


def planned(reader: Reader, offer_id: int) -> list[tuple[str, str | None]]:
    sql = """select due_on, json_extract(custom, '$.follow_up') from activity
        where offer_id = ? and due_on is not null and done_at is null order by due_on"""
    return reader.rows(lambda *row: row, sql, (offer_id,))


def test_the_firms_own_orders_say_when_to_ask(writer: Writer, reader: Reader, deal_id: int) -> None:
    with writer.step("Past") as work:
        for number in range(40):
            work.execute(
                """insert into offer (uuid, number, status, issued_on, sent_at, decided_at, version_no)
                   values (?, ?, 'accepted', '2026-03-02', '2026-03-02T10:00:00Z', '2026-03-16T10:00:00Z', 1)""",
                (f"u{number}", f"P-{number}"),
            )
    assert usual_delay(reader) == (14, 40)
    offer_id = sent(writer, deal_id, "100")
    assert planned(reader, offer_id)[0] == ("2026-12-08", "ask")


def test_a_firm_that_wants_no_reminders_gets_none(writer: Writer, reader: Reader, deal_id: int) -> None:
    firm.change_firm(writer, follow_up_days=0)
    assert planned(reader, sent(writer, deal_id, "100")) == []


def test_an_answer_ends_what_the_program_planned_and_nothing_else(writer: Writer, reader: Reader, deal_id: int) -> None:
    offer_id = sent(writer, deal_id, "100")
    tasks.add_task(writer, new=tasks.Plan("Bring the samples", date(2026, 12, 2)), offer_id=offer_id)
    offer_life.accept_offer(writer, offer_id=offer_id)
    assert planned(reader, offer_id) == [("2026-12-02", None)]
    writer.undo()
    assert [why for _day, why in planned(reader, offer_id)] == ["ask", None, "ends_soon", "expired"]


def test_who_extends_an_offer_is_reminded_of_its_new_end(writer: Writer, reader: Reader, deal_id: int) -> None:
    offer_id = sent(writer, deal_id, "100")
    offer_life.extend_offer(writer, offer_id=offer_id, valid_until=date(2027, 1, 31))
    assert [day for day, _why in planned(reader, offer_id)] == ["2026-12-01", "2027-01-28", "2027-02-01"]


def test_a_deal_is_worth_its_leading_offer(writer: Writer, reader: Reader, deal_id: int) -> None:
    first, second = sent(writer, deal_id, "100"), sent(writer, deal_id, "300")
    assert worth(reader, deal_id) == 320_00
    outcome = offer_life.lead_with(writer, offer_id=first)
    assert outcome.label == "Let offer A-2026-001 lead its deal"
    assert worth(reader, deal_id) == 120_00
    third = sent(writer, deal_id, "500")
    assert worth(reader, deal_id) == 120_00, "what was chosen to lead goes on leading"
    found = life_queries.leading(reader, deal_id=deal_id)
    assert found is not None
    assert (found.id, found.rivals) == (first, 3)
    offer_life.reject_offer(writer, offer_id=first, reason="Preis")
    assert worth(reader, deal_id) == 520_00
    offer_life.withdraw_offer(writer, offer_id=third)
    assert worth(reader, deal_id) == 320_00
    offer_life.withdraw_offer(writer, offer_id=second)
    assert worth(reader, deal_id) == 320_00, "where nothing waits for an answer the deal stays as it is"


def test_an_offer_in_another_currency_moves_its_deal_at_the_rate_fixed_for_it(
    writer: Writer, reader: Reader, deal_id: int
) -> None:
    lines = [article("1", "100")]
    offer_id = offers.new_offer(writer, deal_id=deal_id, lines=lines, currency="CHF", rate=Decimal("1.065")).value
    offer_life.send_offer(writer, offer_id=offer_id)
    assert worth(reader, deal_id) == 106_50
    other = deals.add_deal(writer, title="Bern", account_id=add_company(writer), amount_cents=7).value
    deals.change_deal(writer, deal_id=other, currency="USD")
    second = offers.new_offer(writer, deal_id=other, lines=lines, currency="CHF", rate=Decimal("1.065")).value
    offer_life.send_offer(writer, offer_id=second)
    assert worth(reader, other) == 7, "no rate leads from francs to dollars"


def test_a_new_version_leads_where_the_old_one_did_and_the_old_one_counts_nothing(
    writer: Writer, reader: Reader, deal_id: int
) -> None:
    first, _second = sent(writer, deal_id, "100"), sent(writer, deal_id, "300")
    offer_life.lead_with(writer, offer_id=first)
    newer = offer_life.new_version(writer, offer_id=first).value
    offers.change_offer(writer, offer_id=newer, lines=[article("1", "150")])
    assert worth(reader, deal_id) == 120_00
    offer_life.send_offer(writer, offer_id=newer)
    assert worth(reader, deal_id) == 150_00
    assert life_queries.marked(reader, deal_id=deal_id) == [newer]
    writer.undo()
    assert life_queries.marked(reader, deal_id=deal_id) == [first]


def test_only_an_offer_of_a_deal_leads(writer: Writer) -> None:
    alone = offers.new_offer(writer, account_id=add_company(writer), lines=[article("1", "1")]).value
    offer_life.send_offer(writer, offer_id=alone)
    with pytest.raises(Refused):
        offer_life.lead_with(writer, offer_id=alone)


def test_less_than_was_offered_can_be_ordered(writer: Writer, reader: Reader, deal_id: int) -> None:
    offer_id = sent(writer, deal_id, "100")
    _table, chairs = (line.id or 0 for line in queries.the_offer(reader, offer_id=offer_id).lines)
    accepted = offer_life.accept_offer(writer, offer_id=offer_id, quantities={chairs: Decimal("1.5")}).value
    assert accepted.net_cents == 115_00
    assert queries.the_offer(reader, offer_id=offer_id).status is OfferStatus.PARTLY_ACCEPTED
    assert reader.rows(str, "select quantity from sale_line order by position") == ["1", "1.5"]
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert (deal.status, deal.amount_cents) == (DealStatus.WON, 115_00)


@pytest.mark.parametrize("quantity", ["0", "-1", "2.5", "NaN"])
def test_more_than_was_offered_or_nothing_is_no_order(
    writer: Writer, reader: Reader, deal_id: int, quantity: str
) -> None:
    offer_id = sent(writer, deal_id, "100")
    chairs = queries.the_offer(reader, offer_id=offer_id).lines[1].id or 0
    with pytest.raises(BadInput):
        offer_life.accept_offer(writer, offer_id=offer_id, quantities={chairs: Decimal(quantity)})
    assert reader.scalar("select count(*) from sale") == 0


def test_the_list_of_what_waits_says_what_is_planned(writer: Writer, reader: Reader, deal_id: int) -> None:
    offer_id = sent(writer, deal_id, "100")
    (found,) = life_queries.waiting(reader)
    assert (found.id, found.number, found.net_cents, found.configured) == (offer_id, "A-2026-001", 120_00, 20)
    assert (found.next_on, found.next_what) == (date(2026, 12, 1), "Follow up offer A-2026-001")
    offer_life.accept_offer(writer, offer_id=offer_id)
    assert life_queries.waiting(reader) == []
