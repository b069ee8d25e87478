"""What the page of a campaign shows, in words ready to be read: its steps, reasons, versions and figures."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.base.i18n import meant


@dataclass(frozen=True)
class StepFace:
    """One step of the five: how it is called and how it stands."""

    key: str
    number: int
    title: str
    detail: str
    done: bool

    def state(self) -> str:
        """Return how it stands, for screen readers."""
        return meant("of a step", "done") if self.done else meant("of a step", "open")


@dataclass(frozen=True)
class ReasonFace:
    """Why somebody gets nothing: how many, in words, and the rule behind it."""

    key: str
    icon: str
    count: int
    words: str
    rule: str


@dataclass(frozen=True)
class VersionFace:
    """One argument and how it was answered, with the range that holds four of five times."""

    letter: str
    name: str
    detail: str
    share: float
    low: float
    high: float
    share_words: str
    orders: int
    sentence: str


def letter_of(place: int) -> str:
    """Return the letter of a version by its place from 0."""
    return chr(ord("A") + place)


@dataclass(frozen=True)
class AudienceFace:
    """Whom the conditions find, and who of them remains."""

    conditions: tuple[str, ...]
    fitting: int
    remaining: int
    remain_words: str
    reasons: tuple[ReasonFace, ...]
    remark: str
    sentence: str
    #: Whether the conditions can still be changed.
    open: bool


@dataclass(frozen=True)
class FunnelPart:
    """One figure of a funnel: what it opens, the figure, what it counts."""

    key: str
    figure: str
    words: str


@dataclass(frozen=True)
class SumsFace:
    """What a campaign costs and from when on it pays: lines of words and figure, and what that rests on."""

    lines: tuple[tuple[str, str], ...]
    basis: str


@dataclass(frozen=True)
class Mix:
    """How the versions are mixed, and other ways: words and a share for each version."""

    words: str
    others: tuple[tuple[str, tuple[int, ...]], ...]
