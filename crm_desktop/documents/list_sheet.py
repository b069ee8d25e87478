"""What a printed list says, frozen: columns, rows in groups, and the words around them; texts are ready to be set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from crm_desktop.documents.sheets import Letterhead


class ListColumn(NamedTuple):
    """One column: its head, whether it stands at its right edge (figures, days), and whether it is printed stronger.

    One that is `whole` is as wide as its longest text, like figures: telephone numbers are dialled from paper.
    """

    head: str
    right: bool = False
    strong: bool = False
    whole: bool = False


class ListCell(NamedTuple):
    """A text, and a grey one below it."""

    text: str
    below: str = ""


class ListGroup(NamedTuple):
    """Rows under a heading of their own; without a title they simply follow.

    Rows of a long list are read while they are drawn; `first` are some of them, by which columns are measured.
    """

    title: str
    rows: Iterable[Sequence[ListCell]]
    hint: str = ""
    first: Sequence[Sequence[ListCell]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedList:
    """A list as somebody sees it on the screen."""

    title: str
    #: How it was narrowed and ordered, and how much there is.
    subtitle: str
    columns: Sequence[ListColumn]
    groups: Sequence[ListGroup]
    #: The last line, one text a column; empty for none.
    total: Sequence[str] = ()
    #: Whether the first letter of the first column hangs beside the first row it begins.
    lettered: bool = False
    #: Whether people are named in it, who have a right to its being looked after.
    personal: bool = False
    #: What stands there instead of rows, where there are none.
    nothing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A list with the firm around it. `made_at` is written into the file."""

    lang: str
    letterhead: Letterhead
    printed: PrintedList
    #: The day it was printed on, beside the subtitle.
    day: str
    foot: str
    #: With {page} and {pages}.
    page: str
    made_at: datetime
