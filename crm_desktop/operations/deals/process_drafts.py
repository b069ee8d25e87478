"""What a ready sales process is made of, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

#: A task of a follow-up set: days after entering, kind of activity, subject.
Task: TypeAlias = tuple[int, str, str]


class StageDuty(NamedTuple):
    """A stage: its name, the chance in percent, what it means, and what it asks for and sets."""

    name: str
    probability: int
    meaning: str
    #: Fields of the deal that must be filled on entering.
    needs: tuple[str, ...] = ()
    #: Days after which a deal counts as stale; None lets the firm's experience decide.
    stale_days: int | None = None
    #: The name of a follow-up set of the process, "" for none.
    follow_up: str = ""


class ProcessDraft(NamedTuple):
    """A ready process: for whom it is, its stages, its follow-up sets by name, and what its offers say."""

    key: str
    name: str
    about: str
    stages: tuple[StageDuty, ...]
    sets: Mapping[str, tuple[Task, ...]]
    layout: str = ""
    intro: str = ""
    closing: str = ""
