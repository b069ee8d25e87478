"""What is worked out for the card of a company from more than its own records."""

from __future__ import annotations

from datetime import date

from crm_desktop.engine.stage_odds import stage_odds
from crm_desktop.store.queries import facts
from crm_desktop.store.queries.pipelines import pipelines
from crm_desktop.store.reading import Reader


def stage_chances(reader: Reader, *, today: date) -> dict[int, float]:
    """Return the chance of a deal in each stage, 0 to 1, as the firm's own closed deals have it by today."""
    found: dict[int, float] = {}
    for pipeline in pipelines(reader):
        known = facts.pipeline_facts(reader, pipeline_id=pipeline.id)
        found |= {stage_id: odds.probability for stage_id, odds in stage_odds(known, today).items()}
    return found
