"""The demo firm with two campaigns: one that went out in August and was answered, one prepared for November."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crm_desktop.domain.campaigns import CampaignChannel, Response, Variant
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns import replies as campaign_replies
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.campaigns import steps as campaign_steps
from crm_desktop.operations.contacts import segments
from crm_desktop.operations.serial import templates
from crm_desktop.store.database import Database
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.unit_of_work import Writer
from tests.ui.office import demo_file

ARGUMENTS = ("Montage außerhalb der Saison", "Aus einer Hand, ein Preis")
_BODY = "vor einiger Zeit durften wir für Sie arbeiten. {argument}: darum schreibe ich Ihnen."


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="crm-desktop-campaigns-")


@cache
def campaign_file() -> Path:
    """Return the file, made once for all tests; copy it before writing."""
    path = Path(_folder().name) / "campaigns.crm"
    shutil.copyfile(demo_file(), path)
    now = [datetime(2026, 8, 3, 9, 0, tzinfo=UTC)]
    with Database.open(path).writer(lambda: now[0]) as writer:
        _fill(writer, now.__setitem__)
        writer.tidy()
    return path


def _fill(writer: Writer, turn: Callable[[int, datetime], None]) -> None:
    companies = {"any": [{"field": "kind", "is": "is", "value": "company"}]}
    segment = segments.add_segment(writer, name="Firmen", criteria=companies).value
    variants = tuple(
        Variant(key, argument, 1, _text(writer, key)) for key, argument in zip("AB", ARGUMENTS, strict=True)
    )
    old = campaigns.add_campaign(
        writer, new=campaigns.NewCampaign(name="Sommerbrief", segment_id=segment, cost_cents=29_000, variants=variants)
    ).value
    campaign_sending.freeze_recipients(writer, campaign_id=old)
    campaign_sending.mark_sent(writer, campaign_id=old)
    _name, steps = campaign_steps.ready_steps(CampaignChannel.POST)[0]
    campaign_steps.set_steps(writer, campaign_id=old, steps=steps)
    turn(0, datetime(2026, 8, 12, 9, 0, tzinfo=UTC))
    with writer.step("x") as work:
        rows = queries.recipients(work.read, campaign_id=old)
    for place, row in enumerate(rows):
        if place % 6 == 0:
            campaign_replies.record_reply(writer, member_id=row.member_id, response=Response.INTERESTED)
    turn(0, datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    new = campaigns.NewCampaign(
        name="Werkstattbrief", segment_id=segment, cost_cents=31_200, variants=variants, open_deal_cents=2_000_000,
        goal="Montage im Januar füllen", starts_on=date(2026, 11, 26),
    )  # fmt: skip
    campaigns.add_campaign(writer, new=new)


def _text(writer: Writer, key: str) -> int:
    words = templates.Words(name=f"Winter {key}", subject="Renovieren, wenn das Haus leer ist", body=_BODY)
    return templates.add_template(writer, kind="letter", language="de", words=words).value
