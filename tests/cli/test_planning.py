"""The command that shows the day."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import asked, at


def test_what_is_due_is_answered_by_the_money_at_stake(demo_firm: Path) -> None:
    answer = asked(demo_firm, "today")
    assert set(answer) == {"todo", "hints", "hint_count"}
    worth = [one["at_stake_cents"] for one in answer["todo"][1:]]
    assert worth == sorted(worth, reverse=True)
    assert all(one["at_stake_cents"] == round(one["amount_cents"] * one["probability"]) for one in answer["todo"]
               if one["probability"] is not None)  # fmt: skip
    due = [one["due"] for one in asked(demo_firm, "today", "--by-time")["todo"][1:]]
    assert due == sorted(due)


def test_a_person_at_a_terminal_reads_a_table(demo_firm: Path) -> None:
    assert at(demo_firm, "today").out.splitlines()[0].split()[:2] == ["Due", "Time"]
