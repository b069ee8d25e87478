"""Where the days come from after which a deal is stale; apart from the computing, since windows name it too."""

from __future__ import annotations

from enum import StrEnum


class StaleSource(StrEnum):
    """Where the days come from after which a deal is stale."""

    #: Set by the user for the stage.
    SET = "set"
    LEARNED = "learned"
    ASSUMED = "assumed"
