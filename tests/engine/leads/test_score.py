"""The chance of an inquiry is calibrated, silent while little is known, and knows nothing of later days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crm_desktop.domain.lead_facts import LeadFact
from crm_desktop.engine.leads.score import LEAST, LeadModel, learn
from crm_desktop.engine.leads.signs import Sign
from tests.engine.leads.inbox import as_new, calibration_error, draw

DAY = date(2026, 11, 24)


def model_of(leads: list[LeadFact], day: date = DAY) -> LeadModel:
    found = learn(leads, day)
    assert found is not None
    return found


def test_below_twenty_decided_inquiries_nothing_is_said() -> None:
    leads = [one.lead for one in draw(1, LEAST)]
    assert learn(leads[:-1], DAY) is None
    assert learn([*leads[:-1], leads[-1]._replace(closed=None)], DAY) is None, "open ones do not count"
    assert learn(leads, DAY) is not None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scored_as_they_came_chances_hold_from_150_decided_inquiries_on(seed: int) -> None:
    inbox = draw(seed, 1_800)
    leads = [one.lead for one in inbox]
    foreseen, became, model = [], [], None
    for place, lead in enumerate(leads):
        if place % 200 == 0:
            model = learn(leads, lead.arrived.date())
        if model is not None and model.closed >= 150:
            foreseen.append(model.score(as_new(lead), lead.arrived.date()).probability)
            became.append(float(lead.converted))
    assert len(foreseen) > 1_300
    assert calibration_error(foreseen, became) <= 0.05


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
def test_what_150_decided_inquiries_say_is_near_the_truth(strength: float) -> None:
    errors = []
    for seed in range(4):
        inbox = draw(seed, 900, strength=strength)
        day = sorted(one.lead.closed for one in inbox if one.lead.closed)[149].date()
        model = model_of([one.lead for one in inbox], day)
        later = [one for one in inbox if one.lead.arrived.date() > day]
        foreseen = [model.score(as_new(one.lead), day).probability for one in later]
        errors.append(calibration_error(foreseen, [one.chance for one in later]))
    assert sum(errors) / len(errors) <= 0.05


def test_recommendations_stand_out_with_the_counts_behind() -> None:
    leads = [one.lead for one in draw(5, 600)]
    model = model_of(leads)
    new = as_new(leads[0])._replace(source="Empfehlung", known=True, length=0)
    score, other = model.score(new, DAY), model.score(new._replace(source="Anzeige", known=False), DAY)
    assert score.low < score.probability < score.high
    assert score.probability > other.probability + 0.15
    tally = next(one.tally for one in score.reasons if one.tally.sign is Sign.SOURCE)
    from_there = [lead for lead in leads if lead.source == "Empfehlung"]
    assert (tally.became, tally.of) == (sum(lead.converted for lead in from_there), len(from_there))


def test_what_was_learned_later_changes_no_earlier_chance() -> None:
    leads = [one.lead for one in draw(6, 400)]
    day = leads[300].arrived.date()
    asked = as_new(leads[301])
    later = [
        lead._replace(converted=not lead.converted) if lead.closed and lead.closed.date() > day else lead
        for lead in leads
    ]
    assert model_of(leads, day).score(asked, day) == model_of(later, day).score(asked, day)
    tomorrow = datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=20)
    assert model_of(leads, day).score(asked._replace(answered=tomorrow), day) == model_of(leads, day).score(asked, day)


def test_once_answered_it_counts_how_quickly() -> None:
    at = datetime(2026, 1, 1, 9, tzinfo=UTC)
    leads = []
    for place in range(200):
        quick = place % 2 == 0
        arrived = at + timedelta(days=place)
        answered = arrived + timedelta(hours=2 if quick else 120)
        became = place % 4 == 0 or (not quick and place % 20 == 1)
        leads.append(LeadFact(place, arrived, answered, answered + timedelta(days=2), became))
    model = model_of(leads)
    new = LeadFact(999, datetime(2026, 11, 20, 9, tzinfo=UTC), None, None, converted=False)
    soon = model.score(new._replace(answered=new.arrived + timedelta(hours=3)), DAY)
    late = model.score(new._replace(answered=new.arrived + timedelta(days=3, hours=5)), DAY)
    assert soon.probability > model.score(new, DAY).probability > late.probability
    assert soon.reasons[0].tally.sign is Sign.ANSWER


def test_a_source_never_seen_is_taken_as_the_middle() -> None:
    leads = [one.lead for one in draw(7, 500)]
    model = model_of(leads)
    new = as_new(leads[0])
    chances = {
        source: model.score(new._replace(source=source), DAY).probability for source in ("Empfehlung", "Anzeige")
    }
    unknown = model.score(new._replace(source="Flugblatt"), DAY).probability
    assert chances["Anzeige"] < unknown < chances["Empfehlung"]


@pytest.mark.parametrize("became", [True, False])
def test_where_all_or_none_became_deals_no_chance_is_one_or_nothing(*, became: bool) -> None:
    leads = [one.lead._replace(converted=became) for one in draw(8, 40)]
    assert 0.0 < model_of(leads).score(as_new(leads[0]), DAY).probability < 1.0
