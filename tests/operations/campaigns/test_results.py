"""What a campaign brought, read from answers, deals and orders, and what the next one may bring."""

from __future__ import annotations

from datetime import UTC, datetime

from crm_desktop.domain.campaigns import Response, Variant
from crm_desktop.engine.campaign_effect import Verdict
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns import replies as campaign_replies
from crm_desktop.operations.campaigns import results as campaign_results
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.campaigns.test_campaigns import TODAY, campaign, person

SENT = datetime(2026, 9, 1, 8, tzinfo=UTC)


def order(writer: Writer, account: int, day: str, cents: int, campaign_id: int | None) -> None:
    with writer.step("order") as work:
        number = work.read.scalar("select count(*) from sale")
        work.execute(
            "insert into sale (uuid, account_id, day, net_cents, currency, campaign_id) values (?, ?, ?, ?, 'EUR', ?)",
            (f"s{number}", account, day, cents, campaign_id),
        )


def test_a_campaign_from_letters_to_orders_and_a_guess_for_the_next(writer: Writer, reader: Reader) -> None:
    ids = [person(writer, f"P{number}") for number in range(20)]
    made = campaign(
        writer, ids, variants=(Variant("A", "Preis"), Variant("B", "Zeit")), cost_cents=31_200, hold_out_percent=20
    )
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    campaign_sending.mark_sent(writer, campaign_id=made, at=SENT)
    rows = queries.recipients(reader, campaign_id=made)
    first = next(row for row in rows if row.variant == "A")
    other = next(row for row in rows if row.variant == "B")
    campaign_replies.record_reply(writer, member_id=first.member_id, response=Response.ORDERED)
    campaign_replies.record_reply(writer, member_id=other.member_id, response=Response.OBJECTION)
    order(writer, first.contact_id, "2026-09-20", 90_000, made)
    order(writer, other.contact_id, "2026-09-21", 10_000, None)
    found = campaign_results.results(reader, campaign_id=made, today=TODAY)
    assert (found.sent, found.answered, found.wanted, found.orders, found.revenue_cents) == (16, 2, 1, 1, 90_000)
    assert found.cost_per_order_cents == 31_200
    assert [(one.key, one.sent, one.answers, one.orders) for one in found.variants] == [("A", 8, 1, 1), ("B", 8, 0, 0)]
    assert found.effect is not None
    assert (found.effect.comparison.one.answers, found.effect.comparison.other.sent) == (2, 4)
    assert found.effect.verdict is Verdict.CANNOT_TELL
    assert "cannot tell" in found.sentences[0]
    assert found.sentences[-1].endswith("cannot tell yet whether the campaign made a difference.")
    lines = campaign_results.argument_record(reader)
    assert [(one.argument, one.sent, one.orders) for one in lines] == [("Preis", 8, 1), ("Zeit", 8, 0)]
    assert "still touch" in campaign_results.argument_sentence(lines)
    planned = campaign(writer, ids[:5], variants=(Variant("", "Zeit"), Variant("", "Holz")), cost_cents=100_000)
    tried = campaign_results.argument_record(reader, campaign_id=planned)
    assert [(one.key, one.sent) for one in tried] == [("A", 8), ("B", 0)]
    guess = campaign_results.outlook(reader, campaign_id=planned, today=TODAY, recipients=142)
    assert guess.basis is not None
    # As many answers as the page and the list of campaigns say, the objection among them.
    assert (guess.basis.name, guess.basis.sent, guess.basis.answers, guess.basis.orders) == (found.name, 16, 2, 1)
    assert guess.expected is not None
    assert guess.expected[0] < 142 / 16 < guess.expected[1]
    assert guess.break_even == 2
    row = next(row for row in queries.campaign_rows(reader) if row.id == made)
    assert (row.recipients, row.sent, row.answered, row.orders, row.revenue_cents) == (16, 16, 2, 1, 90_000)
    campaigns.delete_campaign(writer, campaign_id=made)
    assert campaign_results.argument_record(reader) == ()


def test_a_campaign_nothing_of_which_was_sent_says_nothing(writer: Writer, reader: Reader) -> None:
    made = campaign(writer, [person(writer, "Eins")])
    found = campaign_results.results(reader, campaign_id=made, today=TODAY)
    assert (found.sent, found.variants, found.effect, found.sentences) == (0, (), None, ())
    assert campaign_results.outlook(reader, campaign_id=made, today=TODAY).expected is None
    assert campaign_results.argument_sentence(()) == "No two arguments have been tried yet."
