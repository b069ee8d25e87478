"""Offers once they are written: sent and frozen, answered, renewed; each a step that can be taken back."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations import trash
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import GOLDEN, Golden, add_company, add_person, article, complete_firm


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


@pytest.fixture
def deal_id(writer: Writer) -> int:
    hotel = add_company(writer)
    kessler = add_person(writer, company_id=hotel)
    return deals.add_deal(
        writer, title="Lobby", account_id=hotel, person_id=kessler, amount_cents=1, channel="Messe"
    ).value


@pytest.fixture
def draft_id(writer: Writer, deal_id: int) -> int:
    lines = [article("1", "100"), article("2", "50.50"), article("1", "30", kind="optional")]
    return offers.new_offer(writer, deal_id=deal_id, lines=lines).value


def the(reader: Reader, offer_id: int) -> OfferDetail:
    return queries.the_offer(reader, offer_id=offer_id)


def test_sending_freezes_the_file_and_tells_everybody(
    writer: Writer, reader: Reader, draft_id: int, deal_id: int
) -> None:
    outcome = offer_life.send_offer(writer, offer_id=draft_id)
    assert (outcome.value, outcome.label) == ("A-2026-001", "Send offer A-2026-001")
    offer = the(reader, draft_id)
    assert (offer.status, offer.number) == (OfferStatus.SENT, "A-2026-001")
    content = queries.stored_pdf(reader, offer_id=draft_id) or b""
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == offer.pdf_sha256
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert deal.amount_cents == 20100
    assert reader.rows(str, "select subject from activity where offer_id = ? order by id", (draft_id,)) == [
        "Offer A-2026-001 sent",
        "Follow up offer A-2026-001",
        "Offer A-2026-001 ends soon: ask again",
        "Offer A-2026-001 has expired: extend it or close it",
    ]
    due = "select due_on from activity where due_on is not null order by due_on"
    assert reader.rows(str, due) == ["2026-12-01", "2026-12-21", "2026-12-25"]
    assert (
        reader.scalar(
            "select count(*) from activity_contact ac join activity a on a.id = ac.activity_id where a.offer_id = ?",
            (draft_id,),
        )
        == 8
    )
    assert reader.scalar("select name from attachment where offer_id = ?", (draft_id,)) == "A-2026-001 Lobby.pdf"


def test_the_undo_of_sending_leaves_a_draft_and_gives_the_number_back(
    writer: Writer, reader: Reader, draft_id: int
) -> None:
    before = the(reader, draft_id)
    offer_life.send_offer(writer, offer_id=draft_id)
    writer.undo()
    undone = the(reader, draft_id)
    assert (undone.status, undone.number, undone.pdf_sha256) == (before.status, None, None)
    assert reader.scalar("select count(*) from activity where offer_id = ?", (draft_id,)) == 0
    assert offer_life.send_offer(writer, offer_id=draft_id).value == "A-2026-001"


def test_a_sent_offer_stays_as_it_is(writer: Writer, reader: Reader, draft_id: int) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    sent = offer_pdf.preview_pdf(reader, offer_id=draft_id)
    with pytest.raises(Refused):
        offers.change_offer(writer, offer_id=draft_id, subject="Anders")
    complete_firm(writer)
    with writer.step("Move house") as work:
        work.execute("update firm set city = 'Hamburg'")
    assert offer_pdf.preview_pdf(reader, offer_id=draft_id) == sent
    assert sent.pages == 1


def test_the_file_that_is_sent_is_the_one_that_was_seen_but_for_number_and_time(
    writer: Writer, reader: Reader, draft_id: int
) -> None:
    once = offer_pdf.preview_pdf(reader, offer_id=draft_id)
    assert offer_pdf.preview_pdf(reader, offer_id=draft_id) == once
    offer_life.send_offer(writer, offer_id=draft_id)
    assert offer_pdf.preview_pdf(reader, offer_id=draft_id).pages == once.pages


def test_unsaved_changes_are_seen_and_not_kept(writer: Writer, reader: Reader, draft_id: int) -> None:
    saved = offer_pdf.preview_pdf(reader, offer_id=draft_id)
    other = offer_pdf.preview_pdf(reader, offer_id=draft_id, lines=[article("9", "9")], subject="Ganz anders")
    assert other.pdf != saved.pdf
    assert len(other.line_boxes) == 1
    assert offer_pdf.preview_pdf(reader, offer_id=draft_id) == saved


def test_nothing_is_sent_while_the_law_wants_more(writer: Writer, reader: Reader, draft_id: int) -> None:
    with writer.step("Forget") as work:
        work.execute("update firm set register_number = ''")
    with pytest.raises(Refused, match="Register number"):
        offer_life.send_offer(writer, offer_id=draft_id)
    assert offer_pdf.preview_pdf(reader, offer_id=draft_id).pages == 1
    assert the(reader, draft_id).status is OfferStatus.DRAFT


def test_an_offer_without_recipient_or_position_is_not_sent(writer: Writer) -> None:
    nobody = offers.new_offer(writer, lines=[article("1", "1")]).value
    with pytest.raises(Refused, match="recipient"):
        offer_life.send_offer(writer, offer_id=nobody)
    empty = offers.new_offer(writer, account_id=add_company(writer), lines=[article("1", "1", kind="optional")]).value
    with pytest.raises(Refused, match="nothing"):
        offer_life.send_offer(writer, offer_id=empty)


def test_accepting_makes_an_order_with_the_customer_as_on_its_day(
    writer: Writer, reader: Reader, draft_id: int, deal_id: int
) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    option = the(reader, draft_id).lines[2].id or 0
    accepted = offer_life.accept_offer(
        writer, offer_id=draft_id, chosen=[option], argument="Qualität", day=date(2026, 11, 20)
    ).value
    assert (accepted.number, accepted.net_cents) == ("AB-2026-001", 23100)
    sale = reader.rows(
        lambda *row: row,
        """select day, net_cents, channel, customer_category, customer_employees, customer_age, deal_id, offer_id
           from sale""",
    )
    assert sale == [("2026-11-20", 23100, "Messe", "B", 40, 30, deal_id, draft_id)]
    nets = reader.rows(int, "select net_cents from sale_line order by position")
    assert nets == [10000, 10100, 3000]
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert (deal.status, deal.won_argument, deal.amount_cents) == (DealStatus.WON, "Qualität", 23100)
    assert the(reader, draft_id).status is OfferStatus.ACCEPTED
    assert queries.follow_ups(reader, offer_id=draft_id) == []
    assert reader.scalar("select standing from contact where kind = 'company'") == "customer"


def test_a_deal_won_by_several_offers_is_worth_all_that_was_ordered(
    writer: Writer, reader: Reader, draft_id: int, deal_id: int
) -> None:
    more = offers.new_offer(writer, deal_id=deal_id, lines=[article("1", "40")]).value
    for offer_id in (draft_id, more):
        offer_life.send_offer(writer, offer_id=offer_id)
    for offer_id in (draft_id, more):
        offer_life.accept_offer(writer, offer_id=offer_id)
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert (deal.status, deal.amount_cents) == (DealStatus.WON, 20100 + 4000)


def test_an_order_in_another_currency_leaves_the_worth_of_the_deal_alone(
    writer: Writer, reader: Reader, deal_id: int
) -> None:
    francs = offers.new_offer(writer, deal_id=deal_id, lines=[article("1", "500")], currency="CHF").value
    offer_life.send_offer(writer, offer_id=francs)
    offer_life.accept_offer(writer, offer_id=francs)
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert (deal.status, deal.currency, deal.amount_cents) == (DealStatus.WON, "EUR", 1)


def test_an_acceptance_taken_back_leaves_no_order(writer: Writer, reader: Reader, draft_id: int, deal_id: int) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    before = deal_queries.states(reader, deal_id=deal_id)
    offer_life.accept_offer(writer, offer_id=draft_id)
    writer.undo()
    assert reader.scalar("select count(*) from sale") == 0
    assert deal_queries.states(reader, deal_id=deal_id) == before
    assert len(queries.follow_ups(reader, offer_id=draft_id)) == 3


def test_a_customer_may_leave_positions_out(writer: Writer, reader: Reader, draft_id: int) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    first, second, _option = (line.id or 0 for line in the(reader, draft_id).lines)
    assert offer_life.accept_offer(writer, offer_id=draft_id, without=[first]).value.net_cents == 10100
    assert the(reader, draft_id).status is OfferStatus.PARTLY_ACCEPTED
    writer.undo()
    with pytest.raises(BadInput):
        offer_life.accept_offer(writer, offer_id=draft_id, without=[first, second])


def test_only_options_can_be_chosen(writer: Writer, reader: Reader, draft_id: int) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    with pytest.raises(BadInput):
        offer_life.accept_offer(writer, offer_id=draft_id, chosen=[the(reader, draft_id).lines[0].id or 0])
    assert the(reader, draft_id).status is OfferStatus.SENT


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_orders_from_golden_offers_bring_their_net_to_the_cent(writer: Writer, reader: Reader, golden: Golden) -> None:
    offer_id = offers.new_offer(writer, lines=golden.lines, **golden.fields).value
    offers.change_offer(writer, offer_id=offer_id, account_id=add_company(writer))
    offer_life.send_offer(writer, offer_id=offer_id)
    accepted = offer_life.accept_offer(writer, offer_id=offer_id).value
    assert accepted.net_cents == golden.net
    assert reader.scalar("select sum(net_cents) from sale_line where sale_id = ?", (accepted.sale_id,)) == golden.net


def test_a_new_version_keeps_the_number_and_supersedes(writer: Writer, reader: Reader, draft_id: int) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    second = offer_life.new_version(writer, offer_id=draft_id).value
    assert offer_life.new_version(writer, offer_id=draft_id).value == second
    assert (the(reader, second).number, the(reader, second).version_no) == ("A-2026-001", 2)
    assert the(reader, draft_id).status is OfferStatus.SENT
    offers.change_offer(writer, offer_id=second, discount_percent=Decimal(10))
    assert offer_life.send_offer(writer, offer_id=second).value == "A-2026-001-2"
    assert the(reader, draft_id).status is OfferStatus.SUPERSEDED
    assert queries.follow_ups(reader, offer_id=draft_id) == []
    assert queries.offer_numbered(reader, number="A-2026-001").id == second
    assert [row.id for row in queries.versions(reader, offer_id=second)] == [draft_id, second]
    with pytest.raises(Refused):
        offer_life.accept_offer(writer, offer_id=draft_id)
    with pytest.raises(Refused):
        offer_life.new_version(writer, offer_id=draft_id)


def test_a_rejected_offer_can_lose_its_deal_and_be_taken_up_again(
    writer: Writer, reader: Reader, draft_id: int, deal_id: int
) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    with pytest.raises(BadInput):
        offer_life.reject_offer(writer, offer_id=draft_id, reason=" ")
    offer_life.reject_offer(writer, offer_id=draft_id, reason="Preis", lose_deal=True)
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert (deal.status, deal.lost_reason) == (DealStatus.LOST, "Preis")
    assert (the(reader, draft_id).status, the(reader, draft_id).decline_reason) == (OfferStatus.REJECTED, "Preis")
    offer_life.accept_offer(writer, offer_id=draft_id)
    assert (the(reader, draft_id).status, the(reader, draft_id).decline_reason) == (OfferStatus.ACCEPTED, "")


def test_nothing_becomes_of_an_offer_in_the_bin(writer: Writer, reader: Reader, draft_id: int) -> None:
    offers.delete_offer(writer, offer_id=draft_id)
    with pytest.raises(Refused, match="in the bin"):
        offer_life.send_offer(writer, offer_id=draft_id)
    offers.restore_offer(writer, offer_id=draft_id)
    offer_life.send_offer(writer, offer_id=draft_id)
    offers.delete_offer(writer, offer_id=draft_id)
    with pytest.raises(Refused, match="in the bin"):
        offer_life.accept_offer(writer, offer_id=draft_id)
    assert the(reader, draft_id).status is OfferStatus.SENT


def test_what_is_withdrawn_waits_for_no_answer(writer: Writer, reader: Reader, draft_id: int) -> None:
    with pytest.raises(Refused):
        offer_life.withdraw_offer(writer, offer_id=draft_id)
    offer_life.send_offer(writer, offer_id=draft_id)
    offer_life.withdraw_offer(writer, offer_id=draft_id)
    assert the(reader, draft_id).status is OfferStatus.WITHDRAWN
    with pytest.raises(Refused):
        offer_life.accept_offer(writer, offer_id=draft_id)


def test_an_offer_expires_by_its_day_and_can_be_extended(writer: Writer, reader: Reader, draft_id: int) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    row = queries.offers(reader)[0]
    assert row.standing(date(2026, 12, 24)) is OfferStatus.SENT
    assert row.standing(date(2026, 12, 25)) is OfferStatus.EXPIRED
    offer_life.extend_offer(writer, offer_id=draft_id, valid_until=date(2027, 1, 31))
    assert queries.offers(reader)[0].standing(date(2026, 12, 25)) is OfferStatus.SENT
    with pytest.raises(BadInput):
        offer_life.extend_offer(writer, offer_id=draft_id, valid_until=date(2026, 11, 23))


def test_a_sent_file_that_was_damaged_is_not_passed_off_as_the_one_that_was_sent(
    writer: Writer, reader: Reader, draft_id: int
) -> None:
    offer_life.send_offer(writer, offer_id=draft_id)
    with writer.step("Rot") as work:
        work.execute("update blob set content = zeroblob(size)")
    with pytest.raises(Refused, match="damaged"):
        offer_pdf.preview_pdf(reader, offer_id=draft_id)


def test_a_business_letter_stays_in_the_bin_and_a_draft_goes(writer: Writer, reader: Reader, deal_id: int) -> None:
    sent, draft = (
        offers.new_offer(writer, deal_id=deal_id, lines=[article("1", cents)]).value for cents in ("100", "200")
    )
    offer_life.send_offer(writer, offer_id=sent)
    for offer_id in (sent, draft):
        offers.delete_offer(writer, offer_id=offer_id)
    with pytest.raises(Refused, match="business letters"):
        trash.delete_for_good(writer, kind="offer", ids=[sent])
    outcome = trash.delete_records_for_good(writer, records=[("offer", sent), ("offer", draft)])
    assert (outcome.value, outcome.label) == (1, "Delete 1 record for good")
    assert trash.empty_whole_bin(writer).value == 0
    assert the(reader, sent).number == "A-2026-001"
