"""What the page of a campaign says: steps, who remains, what convinced, and when nobody can be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.base.formats import number
from crm_desktop.domain.campaigns import CampaignStatus, Variant
from crm_desktop.engine.campaigns.results import Line
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.ui.models import campaign_page as faces
from crm_desktop.ui.models.campaign_reading import CampaignPage, read_list, read_page
from tests.ui.panes.campaigns.stock import campaign_file

TODAY = date(2026, 11, 24)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """Return a reader of the demo firm with two campaigns."""
    path = tmp_path / "firm.crm"
    path.write_bytes(campaign_file().read_bytes())
    with Database.open(path).reader() as found:
        yield found


def page_of(reader: Reader, name: str) -> CampaignPage:
    campaign_id = int(reader.scalar("select id from campaign where name = ?", (name,)))
    page = read_page(reader, campaign_id=campaign_id, today=TODAY)
    assert page is not None
    return page


def with_detail(page: CampaignPage, **values: Any) -> CampaignPage:
    return page._replace(detail=page.detail._replace(**values))


def test_the_steps_say_how_far_a_campaign_is(reader: Reader) -> None:
    page = page_of(reader, "Werkstattbrief")
    steps = {face.key: face for face in faces.step_faces(page, TODAY)}
    assert [face.number for face in steps.values()] == [1, 2, 3, 4, 5]
    assert steps["goal"].done
    assert steps["arguments"].done
    assert not steps["sending"].done
    assert number(page.audience.recipients) in steps["audience"].detail
    sent = {face.key: face for face in faces.step_faces(page_of(reader, "Sommerbrief"), TODAY)}
    assert sent["sending"].done
    bare = with_detail(page, goal="", variants=(Variant("A", "x"),), template_id=None)
    steps = {face.key: face for face in faces.step_faces(bare, TODAY)}
    assert not steps["goal"].done
    assert not steps["arguments"].done
    closed = with_detail(page, status=CampaignStatus.CLOSED)
    assert faces.step_faces(closed, TODAY)[-1].done


def test_those_who_fit_are_those_who_remain_and_those_left_out_for_a_reason(reader: Reader) -> None:
    face = faces.audience_face(page_of(reader, "Werkstattbrief"))
    assert face.fitting == face.remaining + sum(reason.count for reason in face.reasons)
    assert face.open
    assert all(reason.words and reason.icon for reason in face.reasons)
    assert not faces.audience_face(page_of(reader, "Sommerbrief")).open


def test_where_nobody_fits_the_condition_to_blame_is_named(reader: Reader) -> None:
    page = page_of(reader, "Werkstattbrief")
    nobody = page._replace(audience=page.audience._replace(matching=0, recipients=0, groups=()), narrowest=("Stadt", 7))
    assert "Stadt" in faces.audience_face(nobody).remark
    assert "7" in faces.audience_face(nobody).remark
    assert faces.audience_face(with_detail(nobody, segment_id=None)).remark


def test_answers_are_drawn_with_their_range_and_none_without_letters() -> None:
    tried, never = faces.version_faces([Line("A", "Preis", 80, 16, 3, 1), Line("B", "Holz", 0, 0, 0, 0)])
    assert tried.low < tried.share < tried.high
    assert (tried.letter, never.letter) == ("A", "B")
    assert never.high == 0
    assert never.share_words == "–"


def test_few_letters_name_no_winner() -> None:
    few, many = Line("A", "x", 29, 5, 0, 0), Line("B", "y", 40, 9, 0, 0)
    assert faces.thin_words([few, many])
    assert not faces.thin_words([few._replace(sent=30), many])
    assert not faces.thin_words([few])


def test_the_mix_names_the_way_in_use(reader: Reader) -> None:
    page = page_of(reader, "Werkstattbrief")
    mix = faces.mix_of(page)
    assert mix is not None
    assert mix.words == mix.others[0][0]
    one, other = page.detail.variants
    odd = faces.mix_of(with_detail(page, variants=(one._replace(share=3), other._replace(share=1))))
    assert odd is not None
    assert "75" in odd.words
    assert faces.mix_of(with_detail(page, variants=(one,))) is None
    assert faces.mix_of(page_of(reader, "Sommerbrief")) is None


def test_the_list_counts_what_is_due(reader: Reader) -> None:
    found = read_list(reader, today=TODAY)
    assert found.due > 0
    assert {"Werkstattbrief", "Sommerbrief"} <= {row.name for row in found.rows}
