"""What the printed file of a customer says, frozen: texts in the document's language, nothing left to work out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from crm_desktop.documents.sheets import Letterhead


class Fact(NamedTuple):
    """A name and what stands beside it."""

    label: str
    value: str


class OpenRow(NamedTuple):
    """Something that is under way: what, how far, what it is worth, what comes next."""

    title: str
    detail: str
    amount: str
    next_step: str


class FileEntry(NamedTuple):
    """One entry; a marked one (an offer, an order) is found at a glance."""

    day: str
    kind: str
    title: str
    text: str
    is_marked: bool = False


class FileMonth(NamedTuple):
    """The entries of a month, newest first."""

    title: str
    entries: Sequence[FileEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFileSheet:
    """A whole file. `made_at` is written into the PDF; `foot` and `page` stand at the lower edge of each page."""

    lang: str
    letterhead: Letterhead
    #: What the document calls itself.
    label: str
    name: str
    initials: str
    is_company: bool
    subtitle: str
    #: Three columns of facts; those of the last one are figures.
    facts: tuple[Sequence[Fact], Sequence[Fact], Sequence[Fact]]
    open_title: str
    open_rows: Sequence[OpenRow]
    history_title: str
    history_hint: str
    months: Sequence[FileMonth]
    foot: str
    #: With {page} and {pages}.
    page: str
    made_at: datetime
