"""Offers of a period as cases: each once with all its versions, and as known on the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter
from crm_desktop.domain.offer_facts import Fate
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.evaluation import as_data, offer_evaluation
from crm_desktop.operations.products import products
from crm_desktop.operations.reports import offers as report_offers
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.store.queries import offer_evaluation as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, article

TODAY = date(2026, 11, 24)
YEAR = Period(date(2026, 1, 1), TODAY)


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")


def at(day: date) -> str:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sent(
    writer: Writer, number: str, day: date, *, status: str = "sent", decided: date | None = None, version: int = 1,
    deal_id: int | None = None, lines: tuple[Line, ...] = (article("1", "1000"),), **fields: object,
) -> int:  # fmt: skip
    """Write an offer that was sent, without its file."""
    account = add_company(writer, f"Firma {number}-{version}")
    made = offers.new_offer(
        writer, lines=lines, account_id=account, deal_id=deal_id, issued_on=day, valid_until=day + timedelta(days=30),
        **fields,  # type: ignore[arg-type]
    ).value  # fmt: skip
    with writer.step("Send") as work:
        work.execute(
            "update offer set number = ?, version_no = ?, status = ?, sent_at = ?, decided_at = ? where id = ?",
            (number, version, status, at(day), at(decided) if decided else None, made),
        )
    return made


def fates(reader: Reader, as_of: date = TODAY) -> dict[int, Fate]:
    return {case.offer_id: case.fate for case in queries.offer_cases(reader, YEAR, as_of=as_of)}


def test_of_several_versions_the_newest_sent_by_the_day_counts(writer: Writer, reader: Reader) -> None:
    march, april = date(2026, 3, 2), date(2026, 4, 13)
    first = sent(writer, "A-1", march, status="superseded")
    second = sent(
        writer, "A-1", april, status="accepted", decided=date(2026, 5, 4), version=2, lines=(article("1", "800"),)
    )
    assert fates(reader) == {second: Fate.ORDERED}
    assert fates(reader, date(2026, 4, 20)) == {second: Fate.OPEN}
    assert fates(reader, march) == {first: Fate.OPEN}
    assert fates(reader, date(2026, 3, 1)) == {}
    (case,) = queries.offer_cases(reader, YEAR, as_of=TODAY)
    assert (case.lasted, case.net_cents) == ((date(2026, 5, 4) - march).days, 80000)


def test_what_became_of_an_offer_is_read_as_of_the_day(writer: Writer, reader: Reader) -> None:
    day, answer = date(2026, 10, 1), date(2026, 10, 20)
    ran_out = sent(writer, "A-1", day)
    declined = sent(writer, "A-2", day, status="rejected", decided=answer)
    partly = sent(writer, "A-3", day, status="partly_accepted", decided=answer)
    taken_back = sent(writer, "A-4", day, status="withdrawn", decided=answer)
    waiting = sent(writer, "A-5", date(2026, 11, 20))
    assert fates(reader) == {
        ran_out: Fate.EXPIRED,
        declined: Fate.DECLINED,
        partly: Fate.ORDERED,
        taken_back: Fate.WITHDRAWN,
        waiting: Fate.OPEN,
    }
    assert set(fates(reader, date(2026, 10, 19)).values()) == {Fate.OPEN}


def test_a_draft_and_an_offer_in_the_bin_are_none(writer: Writer, reader: Reader) -> None:
    offers.new_offer(writer, lines=(article("1", "5"),), issued_on=date(2026, 10, 1))
    gone = sent(writer, "A-9", date(2026, 10, 1))
    offers.delete_offer(writer, offer_id=gone)
    assert fates(reader) == {}


def test_the_days_from_the_inquiry_and_a_lost_deal_come_from_the_deal(writer: Writer, reader: Reader) -> None:
    deal = deals.add_deal(writer, title="Roof", account_id=add_company(writer, "Roof AG")).value
    with writer.step("Long ago") as work:
        work.execute(
            "update deal set opened_at = ?, status = 'lost', closed_at = ? where id = ?",
            (at(date(2026, 9, 1)), at(date(2026, 11, 2)), deal),
        )
    sent(writer, "A-1", date(2026, 9, 11), deal_id=deal)
    (case,) = queries.offer_cases(reader, YEAR, as_of=TODAY)
    assert (case.answer_days, case.fate, case.lasted) == (10, Fate.DECLINED, 52)


def test_discounts_of_lines_and_of_the_whole_are_one_and_other_currencies_are_turned_into_the_firms(
    writer: Writer, reader: Reader
) -> None:
    sent(
        writer, "A-1", date(2026, 9, 1), lines=(article("1", "1000", discount="10"),), discount_percent=Decimal(10),
        currency="CHF", rate=Decimal("1.05"),
    )  # fmt: skip
    (case,) = queries.offer_cases(reader, YEAR, as_of=TODAY)
    assert case.discount == pytest.approx(19.0)
    assert case.net_cents == 85050


def test_the_report_says_what_is_missing_until_there_is_enough(writer: Writer, reader: Reader) -> None:
    for number in range(12):
        day = date(2026, 9, 1) + timedelta(days=number)
        status = "accepted" if number % 3 else "rejected"
        sent(writer, f"A-{number}", day, status=status, decided=day + timedelta(days=9))
        if number == 3:
            early = report_offers.offers_by_value(reader, Asked(YEAR, "EUR"), TODAY)
            assert early.missing == "From 10 answered offers on; so far 4."
            assert early.chart is None
    found = report_offers.offers_by_value(reader, Asked(YEAR, "EUR"), TODAY)
    assert (found.missing, [(line.name, line.hits, line.cases) for line in found.lines]) == ("", [("all", 8, 12)])
    assert found.sentence == "8 of 12 offers were ordered. The differences can be chance: that cannot be told yet."
    times = report_offers.offer_times(reader, Asked(YEAR, "EUR"), TODAY)
    assert times.sentence == "Half of the orders came within 9 days."
    data = as_data(offer_evaluation(reader, YEAR, as_of=TODAY))
    assert (data["total"]["ordered"], data["total"]["of"], data["days_to_order_half"]) == (8, 12, 9.0)


def test_a_report_can_be_narrowed_to_some_customers(writer: Writer, reader: Reader) -> None:
    sent(writer, "A-1", date(2026, 9, 1), status="accepted", decided=date(2026, 9, 9))
    kept = sent(writer, "A-2", date(2026, 9, 1))
    account = reader.scalar("select account_id from offer where id = ?", (kept,))
    assert offer_evaluation(reader, YEAR, as_of=TODAY, accounts=[account]).offers == 1


def test_reports_on_offers_are_narrowed_by_channel_and_by_what_is_in_them(writer: Writer, reader: Reader) -> None:
    fair = deals.add_deal(writer, title="Fair", amount_cents=1, channel="Messe").value
    lamp = products.add_product(writer, name="Lampe").value
    march = date(2026, 3, 2)
    one = sent(writer, "A-1", march, deal_id=fair)
    two = sent(writer, "A-2", march, lines=(article("1", "10")._replace(product_id=lamp),))
    sent(writer, "A-3", march)
    for narrowed, wanted in (
        (Filter("channel", ("Messe",)), {one}), (Filter("product", ("Lampe",)), {two}),
        (Filter("category", ("Handel",)), set[int]()),
    ):  # fmt: skip
        found = offer_evaluation(reader, YEAR, as_of=TODAY, filters=(narrowed,))
        assert set(found.total.offers) == wanted
        asked = Asked(YEAR, "EUR", filters=(narrowed,))
        assert report_offers.offer_times(reader, asked, TODAY).filters == (narrowed,)
    assert "channel" in report_offers.offers_by_value(reader, Asked(YEAR, "EUR"), TODAY).narrows
