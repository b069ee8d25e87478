"""Rules and their dry runs in words: what a list, a figure and a screen reader say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crm_desktop.domain.recipes import Action, plain_actions, plain_conditions, plain_limits, plain_trigger
from crm_desktop.domain.rules import Do, RunOutcome, Subject
from crm_desktop.operations.rules.dry_run import CaseState, DryCase, DryRun
from crm_desktop.operations.rules.sentence import new_recipe, with_action
from crm_desktop.store.queries.rule_choices import RuleChoices
from crm_desktop.store.queries.rules import RuleCounts, RuleRow, RunRow
from crm_desktop.ui.models import rule_draft, rule_trial, rules

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def rule(rule_id: int = 1, *, enabled: bool = True, paused: bool = False, broken: bool = False) -> RuleRow:
    recipe = new_recipe()
    trigger = {"on": "the moon is full"} if broken else plain_trigger(recipe.trigger)
    return RuleRow(
        rule_id, 1, f"Rule {rule_id}", enabled, trigger, plain_conditions(recipe), plain_actions(recipe.actions),
        plain_limits(recipe.limits), 0, "", NOW, 3 if paused else 0, "", NOW if paused else None, 14, NOW,
    )  # fmt: skip


def case(days: int, state: CaseState = CaseState.OPEN) -> DryCase:
    return DryCase(
        TODAY - timedelta(days=days), Subject.OFFER, days, f"Q-{days}", "Roof", 1, "Hotel", 1_000_00, "EUR",
        "Task “Ask”", state, state.value,
    )  # fmt: skip


def run(*cases: DryCase, left_out: tuple[DryCase, ...] = (), never: tuple[str, ...] = ()) -> DryRun:
    return DryRun(
        days=90, since=TODAY - timedelta(days=90), until=TODAY, times=len(cases), looked_at=67, cases=cases,
        left_out=left_out, left_out_times=len(left_out), marks=tuple((one.day, one.state) for one in reversed(cases)),
        orders=sum(one.state is CaseState.WON for one in cases), too_often=len(cases) > 60, never=never, by_week=False,
    )  # fmt: skip


def seen(*rows: RuleRow) -> rules.Seen:
    return rules.Seen(list(rows), RuleCounts(1, 1, 1, 91, 3, 0), RuleChoices(), [])


def test_each_state_of_a_rule_is_said_in_words() -> None:
    lines = rules.rule_lines(seen(rule(1), rule(2, enabled=False), rule(3, paused=True), rule(4, broken=True)))
    assert [line.state for line in lines] == ["on", "off", "paused", "broken"]
    assert lines[0].count == "14 times"
    assert lines[1].count == "switched off"
    assert lines[2].count == "paused"
    assert all(rules.state_word(line.state) in line.spoken() for line in lines)


def test_the_head_counts_rules_and_the_foot_what_they_did() -> None:
    counted = RuleCounts(6, 1, 0, 91, 3, 0)
    assert rules.head_words(counted) == "6 active, 1 paused"
    assert rules.foot_words(counted) == "In 90 days all rules together acted 94 times. 3 of them were taken back."


def test_the_log_says_what_taking_a_step_back_takes_along() -> None:
    base = RunRow(
        9, 1, "Rule", NOW, "offer", 4, "Q-1 Roof", 1, "Hotel", RunOutcome.DONE, "Sent long ago.", "Task “Ask”", 40, "x"
    )  # fmt: skip
    older, gone = base._replace(step_id=38), base._replace(step_id=None, outcome=RunOutcome.FAILED, did="")
    lines = rules.log_lines(rules.Log([base, older, gone], [40, 39, 38]), TODAY)
    assert [line.later for line in lines] == [0, 2, None]
    assert lines[0].title == "Q-1 Roof: Task “Ask”"
    assert "failed" in lines[2].spoken()


def test_a_dry_run_says_how_often_at_what_share_and_what_came_of_it() -> None:
    found = run(case(1), case(20, CaseState.WON), case(80))
    assert rule_trial.times_words(found, Subject.OFFER) == ("3 times", "on 4% of 67 offers")
    assert [dot.good for dot in rule_trial.dots(found)] == [False, True, False]
    assert all(0 <= dot.at <= 1 for dot in rule_trial.dots(found))
    assert rule_trial.warning(found) == ""
    assert rule_trial.spoken_line(found, TODAY).startswith("3 cases, ")
    names = {number: str(number) for number in range(1, 13)}
    assert [mark.words for mark in rule_trial.marks(found, names)] == ["9", "10", "11", "today"]


def test_a_dry_run_warns_of_too_much_and_of_never() -> None:
    assert "each working day" in rule_trial.warning(run(*(case(day) for day in range(70))))
    assert "total at least" in rule_trial.warning(run(never=("total at least 9 €",)))
    assert "nothing of this kind" in rule_trial.warning(run())
    assert rule_trial.spoken_line(run(), TODAY) == "No case"


def test_few_cases_are_shown_until_all_are_asked_for() -> None:
    found = run(*(case(day) for day in range(1, 20)), left_out=(case(30),))
    assert len(rule_trial.case_lines(found, TODAY, everything=False)) == rule_trial.FEW
    everything = rule_trial.case_lines(found, TODAY, everything=True)
    assert len(everything) == 20
    assert [line.acts for line in everything[-2:]] == [True, False]


def test_a_draft_is_put_away_and_taken_up_again() -> None:
    kept = rule_draft.of(rule())
    assert not kept.changed
    assert kept.lacks() == ""
    written = kept.saying(with_action(kept.recipe, None, Action(Do.ADD_TAG)))
    assert written.changed
    assert "tag" in written.lacks()
    again = rule_draft.from_plain(rule_draft.plain(written), rule())
    assert again is not None
    assert again.recipe == written.recipe
    assert rule_draft.from_plain(rule_draft.plain(written), None) is None
    fresh = replace(rule_draft.fresh(), name="Mine")
    assert rule_draft.from_plain(rule_draft.plain(fresh), None) == fresh
    assert rule_draft.fresh().named()
    with pytest.raises(Exception, match="when it acts"):
        rule_draft.of(rule(broken=True))
