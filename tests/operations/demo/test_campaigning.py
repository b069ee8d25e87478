"""The campaigns of the demo firm: one over, one running, one planned, and nothing in them that is forbidden."""

from __future__ import annotations

from crm_desktop.domain.campaigns import LeftOut
from crm_desktop.operations.campaigns import audience as campaign_audience
from crm_desktop.operations.campaigns import results as campaign_results
from crm_desktop.operations.campaigns import steps as campaign_steps
from crm_desktop.operations.campaigns import surveys
from crm_desktop.operations.demo.build import build_demo
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.queries import surveys as survey_queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def test_one_is_over_one_runs_and_one_is_planned(writer: Writer, reader: Reader) -> None:
    build_demo(writer, seed=1)
    today = NOW.date()
    rows = {row.name: row for row in queries.campaign_rows(reader)}
    assert [row.status.value for row in rows.values()] == ["planned", "running", "closed"]
    spring = campaign_results.results(reader, campaign_id=rows["Frühjahrsputz"].id, today=today)
    assert spring.sent > 100
    assert spring.orders == 4
    assert 10 < spring.wanted < 30
    assert spring.offers >= spring.orders
    audience = campaign_audience.audience(reader, campaign_id=rows["Winterrenovierung"].id, today=today)
    assert audience.recipients + audience.left_out == audience.matching
    assert {group.reason for group in audience.groups} >= {LeftOut.OBJECTION, LeftOut.RECENT, LeftOut.OPEN_DEAL}
    assert len(campaign_steps.worklist(reader, today=today)) > 10
    objected = """select count(*) from campaign_member m join consent c on c.contact_id = m.contact_id
        where c.channel = 'post' and c.status = 'objection' and c.given_at < m.sent_at"""
    assert reader.scalar(objected) == 0
    (survey,) = survey_queries.survey_rows(reader)
    found = surveys.survey_results(reader, survey_id=survey.id, today=today)
    assert found.score is not None
    assert found.score.enough
