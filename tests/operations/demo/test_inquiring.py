"""The inquiries of the demo firm: some wait, some are decided, and enough of them to learn a chance from."""

from __future__ import annotations

from crm_desktop.operations.demo.build import build_demo
from crm_desktop.operations.leads.hints import similar_deals
from crm_desktop.operations.leads.scores import lead_scores
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.lead_matches import Wanted, matches
from crm_desktop.store.queries.leads import LeadTab
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def test_the_inbox_shows_what_the_pictures_promise(writer: Writer, reader: Reader) -> None:
    build_demo(writer, seed=1)
    today = NOW.date()
    counts = queries.lead_counts(reader, today=today)
    assert (counts.new, counts.open) == (4, 8)
    waiting = queries.leads(reader, today=today)
    assert [row.person or "unknown" for row in waiting[:4]] == [
        "Jana Friese", "Ole Hansen", "unknown", "R. Kowalski",
    ]  # fmt: skip
    first = queries.lead(reader, lead_id=waiting[0].id)
    assert first is not None
    assert (first.company, first.title) == ("Praxis am Park", "Empfangstheke mit Stauraum")
    assert (first.budget_cents, first.referred_by) == (15_000_00, "Dr. Lindner")
    scores = lead_scores(reader, today=today)
    assert scores.closed > 120
    chances = {row.person: scores.by_id[row.id].probability for row in waiting}
    assert chances["R. Kowalski"] > chances[""] > 0
    assert scores.by_id[waiting[0].id].reasons
    like = similar_deals(reader, title=first.title, company=first.company, today=today)
    assert like.count
    assert like.rows
    assert not matches(reader, wanted=Wanted(first.given_name, first.family_name, emails=(first.email,)))


def test_every_inquiry_that_became_a_deal_names_it(writer: Writer, reader: Reader) -> None:
    build_demo(writer, seed=2)
    taken = queries.leads(reader, tab=LeadTab.CONVERTED, today=NOW.date())
    assert len(taken) > 30
    assert all(row.deal_id for row in taken)
    odd = "select count(*) from lead where closed_at < arrived_at or answered_at < arrived_at or arrived_at > ?"
    assert reader.scalar(odd, (NOW.isoformat(),)) == 0
