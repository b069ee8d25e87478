"""What is half written, frozen: it goes along when the user goes elsewhere, and comes back, also tomorrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.ui.timeline.pending import PendingFile
from crm_desktop.ui.timeline.people import Named


@dataclass(frozen=True)
class Draft:
    """An entry that is half written; texts as they were typed, whether or not they can be taken."""

    text: str = ""
    kind: ActivityKind = ActivityKind.NOTE
    when: str = ""
    direction: Direction = Direction.OUT
    minutes: str = ""
    result: str = ""
    due: date | None = None
    follow_up: str = ""
    follow_up_on: date | None = None
    about: tuple[tuple[str, Named], ...] = ()
    people: tuple[tuple[str, Named], ...] = ()
    mentions: tuple[tuple[str, Named], ...] = ()
    files: tuple[PendingFile, ...] = ()

    @property
    def is_worth_keeping(self) -> bool:
        """Whether anything was written that would be missed."""
        return bool(self.text.strip() or self.files or self.result.strip() or self.follow_up.strip())


EMPTY = Draft()
