"""Campaigns ready made from the evaluations of a firm, and sent with the words of their letters."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.domain.campaigns import CampaignKind
from crm_desktop.operations.campaigns import audience as campaign_audience
from crm_desktop.operations.campaigns import letters as campaign_letters
from crm_desktop.operations.campaigns import ready as campaign_ready
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.demo.build import build_demo
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def test_win_back_and_referral_campaigns_come_from_the_lists_and_go_out_as_letters(
    writer: Writer, reader: Reader
) -> None:
    with pytest.raises(Refused, match="bought twice"):
        campaign_ready.referral_campaign(writer)
    with pytest.raises(Refused, match="overdue"):
        campaign_ready.win_back_campaign(writer)
    build_demo(writer, seed=1)
    kinds = {
        campaign_ready.win_back_campaign(writer).value: CampaignKind.WIN_BACK,
        campaign_ready.win_back_campaign(writer).value: CampaignKind.WIN_BACK,
        campaign_ready.referral_campaign(writer, limit=5).value: CampaignKind.REFERRAL,
    }
    for made, kind in kinds.items():
        detail = queries.campaign(reader, campaign_id=made)
        assert detail is not None
        assert detail.kind is kind
        assert len(detail.variants) == 2
        assert queries.steps(reader, campaign_id=made)
        assert campaign_audience.audience(reader, campaign_id=made, today=NOW.date()).matching > 0
    frozen = campaign_sending.freeze_recipients(writer, campaign_id=made).value
    assert frozen.recipients + frozen.left_out == 5
    sent = campaign_letters.send_letters(writer, campaign_id=made).value
    assert sent.sent == frozen.recipients
    bodies = reader.rows(str, "select body from activity where campaign_id = ? and kind = 'letter'", (made,))
    assert len(bodies) == sent.sent
    assert all(len(body) > 100 and "{" not in body for body in bodies)
    assert queries.counts(reader, campaign_id=made).unsent == 0
