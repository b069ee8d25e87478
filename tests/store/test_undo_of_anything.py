"""The proof of the journal: whatever is done can be undone and redone, and each state is equal to what it was."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from crm_desktop.store import activity_sums, check, kept_sums, summaries
from tests.builders import standing_clock
from tests.store.acting import Actor, digest

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader


class Story:
    """Lets an actor act, goes back and forth, and compares every state with the one remembered."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.random = Random(seed)
        self.writer = database.writer(standing_clock)
        self.reader = database.reader()
        self.actor = Actor(self.writer, self.random)
        self.actor.begin()
        self.states = [self.state()]
        self.at = 0
        self.compared = 0

    def state(self) -> str:
        assert_sums_are_right(self.reader)
        assert_every_entry_has_a_step(self.reader)
        return digest(self.reader)

    def tell(self, steps: int) -> None:
        """Wander on until this many steps lie behind, then go all the way back, forth and back."""
        while self.at < steps:
            chance = self.random.random()
            if chance < 0.08:
                self.go(self.random.randrange(max(0, self.at - 5), self.at + 1))
            elif chance < 0.13:
                self.go(self.random.randrange(self.at, len(self.states)))
            elif chance < 0.14:
                self.reopen()
            else:
                self.act()
        self.go(0)
        self.go(len(self.states) - 1)
        self.go(0)

    def act(self) -> None:
        if self.actor.act():
            del self.states[self.at + 1 :]
            self.states.append(self.state())
            self.at += 1
        else:
            assert self.state() == self.states[self.at], "a step that failed or did nothing has changed something"

    def go(self, to: int) -> None:
        while self.at != to:
            if self.at > to:
                self.writer.undo()
                self.at -= 1
            else:
                self.writer.redo()
                self.at += 1
            self.compared += 1
            assert self.state() == self.states[self.at], f"state {self.at} differs"

    def reopen(self) -> None:
        self.close()
        self.writer = self.database.writer(standing_clock)
        self.reader = self.database.reader()
        self.actor = Actor(self.writer, self.random)

    def close(self) -> None:
        self.reader.close()
        self.writer.close()


def assert_sums_are_right(reader: Reader) -> None:
    assert summaries.kept(reader) == summaries.recounted(reader)
    assert activity_sums.kept(reader) == activity_sums.recounted(reader)
    for each in kept_sums.SUMS:
        assert kept_sums.kept(reader, each) == kept_sums.recounted(reader, each)


def assert_every_entry_has_a_step(reader: Reader) -> None:
    within = "select sum((select count(*) from change where seq between first_seq and last_seq)) from step"
    assert (reader.scalar(within) or 0) == reader.scalar("select count(*) from change")


def tell(database: Database, seed: int, steps: int) -> int:
    story = Story(database, seed)
    try:
        story.tell(steps)
    finally:
        story.close()
    report = check.check(database.path)
    assert report.sound, report.lines()
    return story.compared


@pytest.mark.parametrize("seed", range(3))
def test_every_state_comes_back_exactly(database: Database, seed: int) -> None:
    assert tell(database, seed, steps=40) > 120


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [2026])
def test_a_thousand_steps_come_back_exactly(database: Database, seed: int) -> None:
    assert tell(database, seed, steps=1_000) > 3_000
