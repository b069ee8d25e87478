"""How a file is to be taken in: by what contacts are recognised, what is done to known ones and to strangers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.operations.imports.report import Treatment


class Strangers(StrEnum):
    """What becomes of e-mails of people nobody here knows."""

    #: Whoever wrote, or was written to, becomes a contact.
    ADD = "add"
    #: The e-mail stays outside, with a reason.
    LEAVE = "leave"


@dataclass(frozen=True)
class Wishes:
    """What the user wants of an import. `update_by` is "" for everything that tells contacts."""

    update_by: str = ""
    treatment: Treatment = Treatment.CORRECT
    strangers: Strangers = Strangers.ADD
    #: By the number of a row what is done about it instead, where the user was asked.
    decisions: Mapping[int, Treatment] = field(default_factory=dict)

    def of(self, row: int) -> Treatment:
        """Return what is done about a row whose contact is known."""
        return self.decisions.get(row, self.treatment)
