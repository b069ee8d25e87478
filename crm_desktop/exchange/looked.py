"""What was found out about a file before it is read, and what the user can say about it instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.records import RecordKind
    from crm_desktop.exchange.column import Column
    from crm_desktop.exchange.decoding import Encoding, Source
    from crm_desktop.exchange.layout import Layout
    from crm_desktop.exchange.shaping import Shape


class FileFormat(StrEnum):
    """What a file is written in."""

    CSV = "csv"
    VCARD = "vcard"
    LDIF = "ldif"
    CALENDAR = "calendar"
    MAIL = "mail"


@dataclass(frozen=True)
class CsvOptions:
    """What the user says about a file instead of letting it be found out; "" leaves it to be found out."""

    encoding: str = ""
    delimiter: str = ""
    #: Whether a "'" before a sign that spreadsheets compute with is taken away, as `csv_out` has put it there.
    guarded: bool = True


@dataclass(frozen=True)
class Look:
    """What was found out about a file before it is read."""

    name: str
    format: FileFormat
    kind: RecordKind
    #: Whether the kind is beyond doubt.
    kind_is_sure: bool
    encoding: str
    #: "" for a single column and for formats that are no tables.
    delimiter: str
    columns: tuple[Column, ...]
    #: Rows of data or cards.
    row_count: int
    #: Whether they were counted, or estimated from the beginning of the file.
    row_count_is_exact: bool
    source: Source
    decoding: Encoding
    layout: Layout | None = None
    options: CsvOptions = CsvOptions()
    #: The program it was written by, "" where that is not known.
    origin: str = ""
    #: Columns made of others by hand; their cells stand behind those of the file.
    shapes: tuple[Shape, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return tuple(column.heading for column in self.columns)

    @property
    def width(self) -> int:
        """The number of columns the file itself has."""
        return len(self.layout.headings) if self.layout else len(self.columns)
