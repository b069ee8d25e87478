"""Offers from the first line to the copy: figures to the cent, small writes, and what a draft takes from whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput, Conflict, NotFound
from crm_desktop.domain.offers import LineKind, OfferStatus, TaxMode
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import GOLDEN, Golden, add_company, add_person, article, heading


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_golden_offers_come_out_to_the_cent(writer: Writer, reader: Reader, golden: Golden) -> None:
    offer_id = offers.new_offer(writer, lines=golden.lines, **golden.fields).value
    stored = queries.the_offer(reader, offer_id=offer_id)
    totals = offer_drafts.priced(stored)
    assert (stored.net_cents, stored.gross_cents) == (golden.net, golden.gross)
    assert {f"{row.percent.normalize():f}": row.vat_cents for row in totals.vat} == golden.vat


def test_a_new_offer_takes_what_is_known_from_deal_account_and_firm(writer: Writer, reader: Reader) -> None:
    hotel = add_company(writer)
    kessler = add_person(writer, company_id=hotel)
    deal = deals.add_deal(writer, title="Umbau der Lobby", account_id=hotel, person_id=kessler).value
    offer = queries.the_offer(reader, offer_id=offers.new_offer(writer, deal_id=deal).value)
    assert (offer.account_id, offer.person_id, offer.subject) == (hotel, kessler, "Umbau der Lobby")
    assert (offer.issued_on, offer.valid_until) == (date(2026, 11, 24), date(2026, 12, 24))
    assert offer.intro == "vielen Dank für Ihre Anfrage. Gern bieten wir Ihnen an:"
    assert offer.payment_terms == "14 Tage netto."
    assert (offer.status, offer.number) == (OfferStatus.DRAFT, None)


def test_what_is_given_goes_before_what_is_known(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, subject="  Treppe \n", language="en", valid_until=None, currency="chf").value
    offer = queries.the_offer(reader, offer_id=offer_id)
    assert (offer.subject, offer.language, offer.valid_until, offer.currency) == ("Treppe", "en", None, "CHF")
    assert offer.intro.startswith("Thank you")


def test_saving_lines_writes_only_those_that_differ(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, lines=[article("1", "10"), article("2", "20"), article("3", "30")]).value
    before = queries.the_offer(reader, offer_id=offer_id).lines
    changed = (before[0], before[1]._replace(quantity=Decimal(5)), before[2], article("1", "7"))
    outcome = offers.save_lines(writer, offer_id=offer_id, lines=changed)
    after = queries.the_offer(reader, offer_id=offer_id)
    assert [line.quantity for line in after.lines] == [1, 5, 3, 1]
    assert [line.id for line in after.lines[:3]] == [line.id for line in before]
    assert sorted(outcome.changes.ids("offer_line") or ()) == [before[1].id, after.lines[3].id]
    assert after.net_cents == 1000 + 10000 + 9000 + 700


def test_lines_are_reordered_and_taken_out(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, lines=[article("1", "10"), article("2", "20"), article("3", "30")]).value
    first, second, third = queries.the_offer(reader, offer_id=offer_id).lines
    offers.save_lines(writer, offer_id=offer_id, lines=[third, first])
    after = queries.the_offer(reader, offer_id=offer_id)
    assert [line.id for line in after.lines] == [third.id, first.id]
    assert after.net_cents == 10000
    writer.undo()
    assert queries.the_offer(reader, offer_id=offer_id).lines == (first, second, third)


def test_saving_without_a_change_is_no_step(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, subject="Treppe", lines=[article("1", "10.00")]).value
    offer = queries.the_offer(reader, offer_id=offer_id)
    outcome = offers.change_offer(writer, offer_id=offer_id, lines=offer.lines, subject="Treppe ")
    assert outcome.step is None


def test_a_stale_form_is_refused(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, subject="Treppe").value
    shown = queries.the_offer(reader, offer_id=offer_id).version
    offers.change_offer(writer, offer_id=offer_id, subject="Haustür", version=shown)
    with pytest.raises(Conflict):
        offers.change_offer(writer, offer_id=offer_id, subject="Tor", version=shown)
    assert queries.the_offer(reader, offer_id=offer_id).subject == "Haustür"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (article("1", "10", "119"), "vat_percent"),
        (article("1", "10", discount="101"), "discount_percent"),
        (article("1", "1e30"), "unit_price"),
        (article("NaN", "1"), "quantity"),
        (Line(kind=LineKind.ALTERNATIVE, replaces=9), "replaces"),
    ],
)
def test_figures_that_cannot_be_are_named_and_nothing_is_written(
    writer: Writer, reader: Reader, line: Line, field: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        offers.new_offer(writer, lines=[line])
    assert refusal.value.field == field
    assert queries.offers(reader) == []


def test_an_offer_does_not_end_before_it_begins(writer: Writer) -> None:
    with pytest.raises(BadInput) as refusal:
        offers.new_offer(writer, issued_on=date(2026, 11, 24), valid_until=date(2026, 11, 23))
    assert refusal.value.field == "valid_until"


def test_an_offer_to_nobody_known_is_not_found(writer: Writer) -> None:
    with pytest.raises(NotFound):
        offers.new_offer(writer, account_id=4711)


def test_a_copy_begins_today_with_lines_of_its_own(writer: Writer, reader: Reader) -> None:
    source_id = offers.new_offer(
        writer,
        subject="Treppe",
        issued_on=date(2026, 1, 5),
        tax_mode=TaxMode.REVERSE_CHARGE,
        lines=[heading("Eiche"), article("2", "99.5")],
    ).value
    copy_id = offers.duplicate_offer(writer, offer_id=source_id).value
    source, copy = (queries.the_offer(reader, offer_id=i) for i in (source_id, copy_id))
    assert (copy.subject, copy.tax_mode, copy.net_cents) == ("Treppe", TaxMode.REVERSE_CHARGE, 19900)
    assert copy.issued_on == date(2026, 11, 24)
    assert [line._replace(id=None) for line in copy.lines] == [line._replace(id=None) for line in source.lines]
    assert {line.id for line in copy.lines}.isdisjoint(line.id for line in source.lines)


def test_an_offer_comes_back_from_the_bin(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, subject="Treppe").value
    assert offers.delete_offer(writer, offer_id=offer_id).label == "Delete offer “Treppe”"
    assert queries.offers(reader) == []
    offers.restore_offer(writer, offer_id=offer_id)
    assert [row.id for row in queries.offers(reader)] == [offer_id]


def test_a_draft_nobody_wrote_in_is_taken_away_and_any_other_stays(writer: Writer, reader: Reader) -> None:
    empty = offers.new_offer(writer).value
    written = offers.new_offer(writer, subject="Lobby").value
    assert offers.drop_if_empty(writer, offer_id=empty).value
    assert not offers.drop_if_empty(writer, offer_id=written).value
    assert not offers.drop_if_empty(writer, offer_id=empty).value
    assert reader.scalar("select group_concat(id) from offer") == str(written)
