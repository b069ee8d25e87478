"""Rules are set off by what they mean, and stopped before they go in circles."""

from __future__ import annotations

from crm_desktop.domain.recipes import Action, Recipe, Trigger
from crm_desktop.domain.rules import Do, On
from crm_desktop.engine.workflow.events import Event
from crm_desktop.engine.workflow.matching import MOST_A_STEP, MOST_DEEP, Hit, Known, Ledger, Stop, by_trigger, hits

NOTE = (Action(Do.NOTE, text="x"),)


def rule(rule_id: int, trigger: Trigger) -> Known:
    return Known(rule_id, f"Rule {rule_id}", Recipe(trigger, actions=NOTE))


def test_a_rule_means_its_stage_its_tag_its_segment() -> None:
    known = [
        rule(1, Trigger(On.DEAL_ENTERED, stage_id=20)),
        rule(2, Trigger(On.DEAL_ENTERED)),
        rule(3, Trigger(On.TAG_GAINED, tag="vip")),
        rule(4, Trigger(On.SEGMENT_LEFT, segment_id=5)),
        rule(5, Trigger(On.DEAL_WON)),
    ]
    happened = [
        Event(On.DEAL_ENTERED, 7, 20), Event(On.DEAL_ENTERED, 8, 30), Event(On.TAG_GAINED, 9, "VIP"),
        Event(On.SEGMENT_LEFT, 9, 6), Event(On.DEAL_WON, 7), Event(On.LEAD_CAME, 3),
    ]  # fmt: skip
    found = [(hit.rule.id, hit.event.ref) for hit in hits(by_trigger(known), happened)]
    assert found == [(1, 7), (2, 7), (2, 8), (3, 9), (5, 7)]


def test_the_ledger_stops_circles_chains_and_floods() -> None:
    ledger, known = Ledger(), rule(1, Trigger(On.DEAL_ENTERED))
    hit = Hit(known, Event(On.DEAL_ENTERED, 7, 20))
    assert ledger.stop(hit, depth=0, today=0) is None
    ledger.note(hit)
    assert ledger.stop(hit, depth=1, today=0) is Stop.CIRCLE
    onward = hit._replace(event=Event(On.DEAL_ENTERED, 7, 30))
    assert ledger.stop(onward, depth=MOST_DEEP - 1, today=0) is None
    assert ledger.stop(onward, depth=MOST_DEEP, today=0) is Stop.DEPTH
    assert ledger.stop(onward, depth=0, today=10) is Stop.TOO_OFTEN
    for number in range(MOST_A_STEP - 1):
        ledger.note(hit._replace(event=Event(On.DEAL_ENTERED, 100 + number, 20)))
    assert ledger.stop(onward, depth=0, today=0) is Stop.TOO_MANY
    assert [ledger.tell(onward, Stop.TOO_MANY), ledger.tell(hit, Stop.TOO_MANY)] == [True, False]
    assert [ledger.tell(onward, Stop.CIRCLE), ledger.tell(onward, Stop.CIRCLE)] == [True, False]
    assert [ledger.failed(known), ledger.failed(known)] == [1, 2]
