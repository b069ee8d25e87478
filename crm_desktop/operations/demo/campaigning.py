"""Writes the campaigns of the demo firm: one that is over, one that runs, one that is planned; consents and a survey.

It comes last and draws from chances of its own, so that the rest of the firm stays as it is.
"""

from __future__ import annotations

import json
import random
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from crm_desktop.base.paths import resources
from crm_desktop.base.times import to_text
from crm_desktop.domain.campaigns import (
    Campaign,
    CampaignChannel,
    CampaignStatus,
    Segment,
    StepBranch,
    StepKind,
    Template,
    Variant,
)
from crm_desktop.domain.surveys import QuestionKind, Survey, SurveyQuestion
from crm_desktop.operations import stamps
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns.audience import the_campaign
from crm_desktop.operations.campaigns.campaigns import NewCampaign
from crm_desktop.operations.campaigns.sending import freeze, note_sent
from crm_desktop.operations.campaigns.steps import NewStep, put_steps
from crm_desktop.store.bulk import demo_campaigns as bulk
from crm_desktop.store.bulk.campaigns import Watched
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.unit_of_work import Work

#: More recipients than this show nothing new.
_MOST = 400
_CALLS = (
    NewStep("Anrufen: Brief angekommen?", StepKind.CALL, 7, StepBranch.NO_ANSWER),
    NewStep("Danken und Termin vereinbaren", StepKind.CALL, 1, StepBranch.ANSWERED),
    NewStep("Letzter Brief mit Referenzen", StepKind.LETTER, 21, StepBranch.NO_ANSWER, after=0),
)


def run(work: Work, seed: int) -> None:
    """Write it all into a firm whose customers, deals and orders are there."""
    story = _Story(work, random.Random(seed + 6_000))  # noqa: S311 - believable answers, no secrets
    story.consents()
    segments = story.segments()
    texts = story.texts()
    story.spring(segments["Alle Kunden und Interessenten"], texts)
    story.autumn(segments["Gastgeber, Handel und Praxen"], texts)
    story.winter(segments["Alle Kunden und Interessenten"], texts)
    story.survey()


class _Story:
    """What is written, with one source of chance."""

    def __init__(self, work: Work, chance: random.Random) -> None:
        self._work, self._chance = work, chance
        folder = resources() / "demo"
        self._told: dict[str, Any] = json.loads((folder / "campaigns.json").read_text(encoding="utf-8"))
        self._arguments: list[str] = self._told["arguments"]

    def consents(self) -> None:
        """Let customers have consented or objected, as it comes about in a firm."""
        rows: list[tuple[object, ...]] = []
        sources: dict[str, list[str]] = self._told["consents"]
        for contact_id, in_firm, is_customer in bulk.people(self._work, most=20_000):
            ago = timedelta(days=self._chance.randint(40, 700), minutes=self._chance.randrange(500))
            at = to_text(self._work.now - ago)
            if self._chance.random() < 0.3:
                rows.append((contact_id, "email", "double_opt_in", at, *sources["double_opt_in"], "[]"))
            elif is_customer:
                rows.append((contact_id, "email", "existing_customer", at, *sources["existing_customer"],
                             '["sale", "similar", "notice"]'))  # fmt: skip
            if in_firm and self._chance.random() < 0.6:
                rows.append((contact_id, "phone", "presumed", at, *sources["presumed"], "[]"))
            elif self._chance.random() < 0.2:
                rows.append((contact_id, "phone", "opt_in", at, *sources["opt_in"], "[]"))
            if self._chance.random() < 0.05:
                rows.append((contact_id, "post", "objection", at, *sources["objection"], "[]"))
        bulk.add_consents(self._work, rows)

    def segments(self) -> dict[str, int]:
        """Describe whom the campaigns are for and return the segments' ids by name."""
        found = {}
        for name, criteria in self._told["segments"].items():
            row = Segment(name=name, criteria=criteria, uuid=self._uuid())
            found[name] = stamps.added(self._work, row).id
        return found

    def texts(self) -> list[int]:
        """Write the letters, one for each argument, and return their ids."""
        return [
            stamps.added(self._work, Template(uuid=self._uuid(), kind="letter", language="de", **words)).id
            for words in self._told["letters"]
        ]

    def spring(self, segment_id: int, texts: list[int]) -> None:
        """Tell the campaign of the spring, which is over and brought orders."""
        made = self._plan("Frühjahrsputz", segment_id, texts, cost=29_800, goal="Sommer auslasten", hold_out=12)
        self._send(made, days_ago=self._work.today.timetuple().tm_yday - 75)
        self._answer(made, (0.19, 0.11, 0.08), within=40)
        bulk.link_orders(self._work, made.id, within=made.window_days, most=4)
        made.status, made.ends_on = CampaignStatus.CLOSED, made.starts_on and made.starts_on + timedelta(days=90)

    def autumn(self, segment_id: int, texts: list[int]) -> None:
        """Tell the campaign that runs: letters went out two weeks ago, now those are called who did not answer."""
        made = self._plan("Herbstbrief", segment_id, texts, cost=14_200, goal="Innenausbau bis Weihnachten", hold_out=0)
        put_steps(self._work, made.id, _CALLS)
        self._send(made, days_ago=15)
        self._answer(made, (0.2, 0.1, 0.1), within=11)

    def winter(self, segment_id: int, texts: list[int]) -> None:
        """Plan the next one."""
        made = self._plan(
            "Winterrenovierung", segment_id, texts, cost=31_200, goal="Montage im Januar füllen", hold_out=0
        )  # fmt: skip
        made.starts_on, made.open_deal_cents = self._work.today + timedelta(days=2), 2_000_000
        put_steps(self._work, made.id, _CALLS)

    def survey(self) -> None:
        """Ask customers how satisfied they were, and let some answer over the months."""
        told = self._told["survey"]
        survey = stamps.added(self._work, Survey(uuid=self._uuid(), name=told["name"], intro=told["intro"]))
        ids = []
        for position, (kind, text, choices) in enumerate(told["questions"]):
            row = SurveyQuestion(
                survey_id=survey.id, position=position, kind=QuestionKind(kind), text=text, choices=choices
            )  # fmt: skip
            self._work.add(row)
            self._work.flush()
            ids.append(row.id)
        replies = []
        for contact_id in bulk.buyers(self._work, most=60):
            ago = self._chance.randint(2, 240)
            at = self._work.now - timedelta(days=ago, minutes=self._chance.randrange(400))
            # Since dates are kept, it has become better.
            weights = (3, 5, 7, 5, 4, 3, 2) if ago > 90 else (9, 9, 6, 3, 1, 1, 0)
            mark = self._chance.choices((10, 9, 8, 7, 6, 4, 2), weights)[0]
            words = self._chance.choice(told["praise"] if mark > 6 else told["blame"])
            replies.append((contact_id, to_text(at), mark, self._chance.choice(told["questions"][1][2]), words))
        bulk.add_replies(self._work, survey.id, ids, sorted(replies, key=lambda reply: reply[1]))

    def _plan(
        self, name: str, segment_id: int, texts: list[int], *, cost: int, goal: str, hold_out: int
    ) -> Campaign:  # fmt: skip
        variants = tuple(
            Variant(key, argument, 1, text)
            for key, argument, text in zip("ABC", self._arguments, texts, strict=True)
        )  # fmt: skip
        made = campaigns.plan(
            self._work,
            NewCampaign(name=name, channel=CampaignChannel.POST, goal=goal, segment_id=segment_id, cost_cents=cost,
                        variants=variants, hold_out_percent=hold_out, template_id=texts[0]),
        )  # fmt: skip
        # Who is drawn hangs on it: the same seed gives the same recipients.
        made.uuid = self._uuid()
        self._work.flush()
        return made

    def _send(self, made: Campaign, *, days_ago: int) -> None:
        day = self._work.today - timedelta(days=days_ago)
        at = datetime.combine(day - timedelta(days=max(0, day.weekday() - 4)), time(9, 30), self._work.now.tzinfo)
        made.starts_on = at.date()
        freeze(self._work, the_campaign(self._work.read, made.id), Watched())
        made.frozen_at = at
        self._work.flush()
        rows = queries.recipients(self._work.read, campaign_id=made.id, only_unsent=True)
        note_sent(self._work, the_campaign(self._work.read, made.id), rows[:_MOST], at)

    def _answer(self, made: Campaign, shares: tuple[float, float, float], *, within: int) -> None:
        """Let some recipients answer, as often as their version convinces."""
        share = dict(zip("ABC", shares, strict=True))
        rows = []
        for member_id, variant, sent_at in bulk.sent(self._work, made.id):
            if self._chance.random() < share[variant]:
                response, words = self._chance.choice(self._told["answers"])
                at = sent_at + timedelta(days=self._chance.randint(2, within), minutes=self._chance.randrange(400))
                rows.append((member_id, to_text(min(at, self._work.now)), response, words))
            elif self._chance.random() < 0.03:
                rows.append((member_id, to_text(sent_at + timedelta(days=3)), "no_interest", self._told["no"]))
        bulk.answer(self._work, rows)

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))
