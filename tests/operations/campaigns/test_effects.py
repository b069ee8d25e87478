"""What convinced, counted from the deals and campaigns of a firm, and said only as surely as it is."""

from __future__ import annotations

from datetime import date

from crm_desktop.operations.campaigns import effects as operations
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import pipelines
from crm_desktop.store.queries import facts
from crm_desktop.store.queries.company_list import CompanyFilter, CompanyOrder
from crm_desktop.store.queries.company_list import ids as company_ids
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

TODAY = date(2026, 11, 24)


def close(writer: Writer, status: str, reason: str, times: int, *, account: int | None = None) -> None:
    column = "won_argument" if status == "won" else "lost_reason"
    with writer.step("close") as work:
        stage = work.read.scalar("select min(id) from stage")
        pipeline = work.read.scalar("select pipeline_id from stage where id = ?", (stage,))
        for number in range(times):
            work.execute(
                "insert into deal (uuid, title, pipeline_id, stage_id, status, amount_cents, currency, opened_at,"
                f" closed_at, stage_since, account_id, {column})"
                " values (?, ?, ?, ?, ?, 1000, 'EUR', '2026-01-01 00:00:00', '2026-05-05 00:00:00',"
                " '2026-01-01 00:00:00', ?, ?)",
                (f"{status}{reason}{number}", "x", pipeline, stage, status, account, reason),
            )


def test_arguments_and_reasons_are_counted_with_intervals(writer: Writer, reader: Reader) -> None:
    pipelines.add_pipeline(writer, name="Verkauf", stages=pipelines.parse_stages("Anfrage=10"))
    close(writer, "won", "Montage außerhalb der Saison", 12)
    close(writer, "won", "", 3)
    close(writer, "lost", "Preis", 9)
    close(writer, "lost", "Zu spät", 7)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    won = operations.won_arguments(reader, first=first, last=last)
    assert [(part.name, part.cases, part.cents) for part in won.parts] == [("Montage außerhalb der Saison", 12, 12_000)]
    assert won.unnamed == 3
    lost = operations.lost_reasons(reader, first=first, last=last)
    assert [(part.name, part.cases, part.of) for part in lost.parts] == [("Preis", 9, 16), ("Zu spät", 7, 16)]
    assert not lost.leads, "9 against 7 can be chance"
    assert operations.lost_reasons(reader, first=date(2025, 1, 1), last=date(2025, 12, 31)).parts == ()


def test_a_small_mailing_cannot_tell_and_says_what_a_test_would_need(writer: Writer, reader: Reader) -> None:
    with writer.step("campaign") as work:
        work.execute("insert into campaign (uuid, name, cost_cents) values ('k', 'Winter', 50000)")
        for number in range(240):
            work.execute(
                "insert into contact (uuid, kind, name, sort_key) values (?, 'person', 'x', 'x')", (f"c{number}",)
            )
            answered = "2026-02-01 00:00:00" if number in (*range(6), *range(120, 122)) else None
            work.execute(
                "insert into campaign_member (campaign_id, contact_id, argument, sent_at, responded_at)"
                " values (1, (select max(id) from contact), ?, '2026-01-01 00:00:00', ?)",
                ("A" if number < 120 else "B", answered),
            )
    (found,) = operations.campaign_effects(reader)
    assert [(one.name, one.answers, one.sent) for one in found.versions] == [("A", 6, 120), ("B", 2, 120)]
    assert (found.together.answers, found.together.sent, found.cost_cents) == (8, 240, 50_000)
    sentence = operations.comparison_sentence(found.comparisons[0])
    assert sentence == "“A” 6 of 120, “B” 2 of 120: cannot tell. A test would need 455 of each."


def test_companies_sales_and_deals_can_be_narrowed_to_a_segment(writer: Writer, reader: Reader) -> None:
    pipelines.add_pipeline(writer, name="Verkauf", stages=pipelines.parse_stages("Anfrage=10"))
    one, other = (contacts.add_company(writer, new=NewContact(name=name)).value for name in ("A", "B"))
    person = contacts.add_person(writer, new=NewContact(family_name="C", company_id=one)).value
    close(writer, "won", "a", 1, account=one)
    close(writer, "won", "b", 2, account=other)
    with writer.step("sales") as work:
        for account in (one, other):
            work.execute(
                "insert into sale (uuid, account_id, day, net_cents, currency) values (?, ?, '2026-03-03', 100, 'EUR')",
                (f"s{account}", account),
            )
        work.execute("insert into segment (uuid, name, criteria) values ('s', 'S', ?)", (f'{{"ids": [{person}]}}',))
    among = facts.Among(1, TODAY)
    assert [fact.account_id for fact in facts.sale_facts(reader, among=among)] == [one]
    assert len(facts.sale_facts(reader)) == 2
    assert [deal.account_id for deal in facts.pipeline_facts(reader, among=among).deals] == [one]
    assert len(facts.pipeline_facts(reader).deals) == 3
    listed = company_ids(reader, where=CompanyFilter(segment_id=1), order=CompanyOrder.NAME, today=TODAY)
    assert list(listed) == [one]
