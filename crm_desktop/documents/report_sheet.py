"""What a printed report says, frozen: sentences, figures, charts and tables, worked out before anything is laid out.

All texts are in the document's language already. Figures in tables stay figures: the layout writes them as the
language does and lines them up, and a file for other programs takes them as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.documents.sheets import Letterhead


class Tone(StrEnum):
    """Whether something is good or bad news; it is always said in words, too."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


class Cents(NamedTuple):
    """An amount of the report's currency, printed in whole units."""

    cents: int


class Share(NamedTuple):
    """A share of 1, printed as a percentage without decimals."""

    share: float


class Change(NamedTuple):
    """A change as a share of what was, printed as a percentage with its sign."""

    share: float


class Titled(NamedTuple):
    """A text with a grey line below; without a title, grey lines alone."""

    title: str
    below: str


class Alert(NamedTuple):
    """A text that asks for something to be done."""

    text: str


#: What a table shows: texts, counts, numbers with decimals, amounts, shares; None where there is nothing to say.
Cell = str | int | Decimal | Cents | Share | Change | Titled | Alert | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, and its width in mm (0: what the others leave). Figures stand at its right edge."""

    head: str
    width: float = 0.0
    figures: bool = True
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many as there are columns; `total` stands under a line of its own, which sums them up.

    One that is kept `together` goes to the next page as a whole.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    together: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part, and a grey line below it."""

    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure in points, drawn as lines and letters; `words` say what it shows."""

    figure: Figure
    words: str = ""


class Bar(NamedTuple):
    """A named share of the largest bar with the figure beside it; a strong one is meant."""

    name: str
    share: float
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A chart with its finding at the right: a large figure, what it means, and bars to compare."""

    chart: Chart
    figure: str
    text: str
    bars_head: str = ""
    bars: Sequence[Bar] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """How figures came about, how many cases they rest on, or why a part is missing."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text to be read: paragraphs parted by line breaks; one that begins with “– ” is a point of a list."""

    text: str


Part = Heading | Chart | Table | Beside | Note | Prose


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts under a heading of their own; all but the first begin a new page when they should."""

    title: str
    parts: Sequence[Part]
    subtitle: str = ""
    new_page: bool = True


class Sentence(NamedTuple):
    """A sentence and the figures in it that are printed bold."""

    text: str
    strong: tuple[str, ...] = ()


class Kpi(NamedTuple):
    """A figure with its name above, a comparison in words below, and perhaps a small chart under it."""

    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.PLAIN
    figure: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A whole report. `as_of` is the day whose knowledge it shows; `made_at` is written into the file."""

    language: str
    country: str
    currency: str
    letterhead: Letterhead
    title: str
    subtitle: str
    as_of: date
    made_at: datetime
    sentences: Sequence[Sentence]
    kpis: Sequence[Kpi]
    #: How far the figures can be trusted, one line each; empty where nothing must be said.
    warnings: Sequence[str]
    #: What stands on the first page below the figures.
    opening: Sequence[Part]
    chapters: Sequence[Chapter]
    #: Stands at the foot of each page instead of the day and the currency of figures.
    foot: str = ""
