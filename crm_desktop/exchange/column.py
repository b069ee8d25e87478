"""A column of a table as it was understood: its heading, the field it fills, and how sure that is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from crm_desktop.exchange.forms import Form


class Confidence(StrEnum):
    """How sure it is that a column fills its field."""

    KNOWN = "known"
    RECOGNISED = "recognised"
    GUESSED = "guessed"
    OPEN = "open"
    #: The user has said so.
    CHOSEN = "chosen"


class Column(NamedTuple):
    """One column of a table: its heading (no two are equal), the field it fills ("" for none), some of its cells."""

    place: int
    heading: str
    field: str
    confidence: Confidence
    samples: tuple[str, ...]
    #: Which of several phones, e-mails or links: "work", "home", "assistant".
    label: str = ""
    form: Form = Form()
    german: bool = False


def opened(column: Column) -> Column:
    """Return a column nobody has a field for."""
    return column._replace(field="", confidence=Confidence.OPEN)
