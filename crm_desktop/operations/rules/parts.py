"""What a rule's sentence is made of: words, and slots that can be chosen anew; put together from templates.

A template is one clause in one language ("When a deal {on} {stage}"), so that another language may order its words as
it likes. Nothing is glued from pieces of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from crm_desktop.domain.criteria import Criteria

_PLACE = re.compile(r"\{(\w+)\}")


class SlotKind(StrEnum):
    """How a slot is filled: from a list, with a number of days, with words, with a condition."""

    CHOICE = "choice"
    DAYS = "days"
    TEXT = "text"
    CONDITION = "condition"


class Choice(NamedTuple):
    """One thing a slot can hold; `group` is the heading it stands under."""

    value: str | int | None
    text: str
    group: str = ""


class Words(NamedTuple):
    """Words of the sentence that stay as they are."""

    text: str


class Slot(NamedTuple):
    """A word of the sentence that can be chosen anew; `missing` while nothing is chosen."""

    name: str
    text: str
    kind: SlotKind
    value: str | int | None = None
    choices: tuple[Choice, ...] = ()
    icon: str = ""
    missing: bool = False
    #: Of a condition: what it says.
    condition: Criteria | None = None


Part: TypeAlias = Words | Slot


class Line(NamedTuple):
    """One line of the sentence: "when", "if" or "then", and which condition or action it is."""

    role: str
    place: int
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The line as it is read."""
        return "".join(part.text for part in self.parts)


class Sentence(NamedTuple):
    """A rule in words: its lines, and the line below that says how often it acts."""

    lines: tuple[Line, ...]
    limits: str

    @property
    def text(self) -> str:
        """The whole sentence as it is read."""
        return " ".join(line.text for line in self.lines)


def parted(template: str, slots: Mapping[str, Part | Sequence[Part]]) -> tuple[Part, ...]:
    """Return the parts of a template: its words, and what stands at its {places}."""
    found: list[Part] = []
    at = 0
    for place in _PLACE.finditer(template):
        if place.start() > at:
            found.append(Words(template[at : place.start()]))
        here = slots.get(place[1], Words(place[0]))
        if isinstance(here, Words | Slot):
            found.append(here)
        else:
            found.extend(here)
        at = place.end()
    if at < len(template):
        found.append(Words(template[at:]))
    return tuple(part for part in found if part.text)
