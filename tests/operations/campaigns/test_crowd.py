"""A campaign to a hundred thousand: frozen, sent and undone without a limit of the database being met."""

from __future__ import annotations

import time

import pytest

from crm_desktop.domain.campaigns import StepBranch, StepKind, Variant
from crm_desktop.operations.campaigns import audience as campaign_audience
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns import results as campaign_results
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.campaigns import steps as campaign_steps
from crm_desktop.operations.campaigns.campaigns import NewCampaign
from crm_desktop.operations.campaigns.steps import NewStep
from crm_desktop.operations.contacts import segments as segment_operations
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

MANY = 100_000


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_hundred_thousand_are_frozen_sent_and_taken_back(writer: Writer, reader: Reader) -> None:
    with writer.step("crowd") as work:
        work.executemany(
            "insert into contact (id, uuid, kind, name, sort_key, family_name) values (?, ?, 'person', ?, ?, ?)",
            ((n, f"c{n}", f"P{n}", f"p{n:06}", f"P{n}") for n in range(1, MANY + 1)),
        )
        work.executemany(
            "insert into address (contact_id, street, postal_code, city, country) values (?, ?, '21335', 'Ort', 'DE')",
            ((n, f"Weg {n}") for n in range(1, MANY + 1)),
        )
    segment = segment_operations.add_segment(writer, name="S", criteria={"all": []}).value
    new = NewCampaign(
        name="K", segment_id=segment, variants=(Variant("A", "a"), Variant("B", "b")), hold_out_percent=10
    )
    made = campaigns.add_campaign(writer, new=new).value
    campaign_steps.set_steps(
        writer, campaign_id=made, steps=[NewStep("Brief", StepKind.LETTER, 0, StepBranch.NO_ANSWER)]
    )  # fmt: skip
    spent = {}
    begun = time.perf_counter()
    frozen = campaign_sending.freeze_recipients(writer, campaign_id=made).value
    spent["frozen"] = time.perf_counter() - begun
    assert (frozen.recipients, frozen.held_out) == (90_000, 10_000)
    begun = time.perf_counter()
    assert campaign_sending.mark_sent(writer, campaign_id=made).value.sent == 90_000
    spent["sent"] = time.perf_counter() - begun
    begun = time.perf_counter()
    assert len(campaign_steps.worklist(reader, today=NOW.date())) == 90_000
    spent["worklist"] = time.perf_counter() - begun
    begun = time.perf_counter()
    assert campaign_results.results(reader, campaign_id=made, today=NOW.date()).sent == 90_000
    spent["results"] = time.perf_counter() - begun
    assert campaign_audience.audience(reader, campaign_id=made, today=NOW.date()).drifted == 0
    begun = time.perf_counter()
    writer.undo()
    spent["undone"] = time.perf_counter() - begun
    assert queries.counts(reader, campaign_id=made).sent == 0
    print({name: round(seconds, 1) for name, seconds in spent.items()})  # noqa: T201 - figures to be shown
