"""`rules` lists, tries out on the past, switches and runs workflow rules, for people and for programs."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import asked, at


def test_a_ready_rule_is_switched_on_tried_out_run_and_switched_off(busy_firm: Path) -> None:
    ready = asked(busy_firm, "rules", "ready")["ready"]
    assert len(ready) == 12
    there = asked(busy_firm, "rules")["rules"]
    before = asked(busy_firm, "rules", "dry-run", "offer_unanswered", "--days", "730")
    assert asked(busy_firm, "rules")["rules"] == there, "a ready rule is tried before it is there"
    assert at(busy_firm, "rules", "on", "offer_unanswered").out.strip() == "Add rule “Offer without an answer”"
    (listed,) = [one for one in asked(busy_firm, "rules")["rules"] if one not in there]
    assert (listed["name"], listed["on"], listed["paused"]) == ("Offer without an answer", True, False)
    assert listed["sentence"].startswith("When an offer has no answer 7 days after it was sent ")
    tried = asked(busy_firm, "rules", "dry-run", "offer without an answer", "--days", "730")
    assert tried["times"] == len(tried["cases"]) or tried["times"] > 50
    assert tried["times"] == before["times"]
    assert "nothing was changed" in at(busy_firm, "rules", "dry-run", "Offer without an answer").out
    assert asked(busy_firm, "rules", "run")["failed"] == 0
    assert at(busy_firm, "rules", "run", "Offer without an answer").out.startswith("The rules acted 0 times.")
    assert asked(busy_firm, "rules", "log")["runs"] is not None
    assert at(busy_firm, "rules", "off", "Offer without an answer").code == 0
    assert "off" in at(busy_firm, "rules").out
    assert at(busy_firm, "rules", "on", "Offer without an answer").out.startswith("Switch rule")


def test_what_cannot_be_done_is_refused_with_a_reason(firm: Path) -> None:
    assert "no rule “Nobody”" in at(firm, "rules", "dry-run", "Nobody").refusal
    assert "which rule" in at(firm, "rules", "on").refusal
    assert "no rule" in at(firm, "rules", "off", "offer_unanswered").refusal
