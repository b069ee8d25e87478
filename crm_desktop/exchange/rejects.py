"""The rows of a file that were not taken, as a file of the same kind with the reasons, to be mended and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _
from crm_desktop.exchange.cells import unguard
from crm_desktop.exchange.csv_out import CsvStyle, write_table
from crm_desktop.exchange.ics_in import rejected_lines
from crm_desktop.exchange.intake import FileFormat, Look
from crm_desktop.exchange.mail_box import rejected_messages
from crm_desktop.exchange.vcard_out import escaped, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_desktop.exchange.reading import Read


def write_rejected(looked: Look, reads: Iterable[Read]) -> Iterator[bytes]:
    """Return the rejected ones among some reads as a file piece by piece; the others are passed over."""
    rejected = (read for read in reads if read.record is None)
    if looked.format is FileFormat.CSV:
        return _table(looked, rejected)
    if looked.format is FileFormat.MAIL:
        return iter((rejected_messages(list(rejected)),))
    return _calendar(rejected) if looked.format is FileFormat.CALENDAR else _cards(looked, rejected)


def ending(looked: Look) -> str:
    """Return the ending of the name of a file of rejected rows."""
    return {
        FileFormat.CSV: ".csv", FileFormat.VCARD: ".vcf", FileFormat.LDIF: ".ldif", FileFormat.CALENDAR: ".ics",
        FileFormat.MAIL: ".mbox",
    }[looked.format]  # fmt: skip


def reasons(read: Read) -> str:
    """Return why a row was rejected, in one line."""
    return " ".join(dict.fromkeys(problem.message for problem in read.problems))


def _table(looked: Look, rejected: Iterable[Read]) -> Iterator[bytes]:
    """Return rows with the reason behind the last cell: one with too many cells still has too many when read again."""
    style = CsvStyle(delimiter=looked.delimiter or ",", mark=True)
    headings = [column.heading for column in looked.columns if column.place < looked.width]
    width = len(headings)
    rows = ([*_cells(read, looked), *[""] * (width - len(read.cells)), reasons(read)] for read in rejected)
    return write_table([*headings, _("Reason for rejection")], rows, style)


def _cells(read: Read, looked: Look) -> list[str]:
    """Return the cells of a row as they were meant; writing guards them again."""
    return [unguard(cell) if looked.options.guarded else cell for cell in read.cells]


def _calendar(rejected: Iterable[Read]) -> Iterator[bytes]:
    """Return the entries of a calendar as they came, each with its reason; nothing where there are none."""
    reads = list(rejected)
    lines = [
        line for read in reads for line in rejected_lines(read.cells, fold(f"X-CRM-REASON:{escaped(reasons(read))}"))
    ]
    if reads:
        whole = ["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR"]
        yield "".join(f"{line}\r\n" for line in whole).encode()


def _cards(looked: Look, rejected: Iterable[Read]) -> Iterator[bytes]:
    """Return cards as they came, each with its reason."""
    for read in rejected:
        lines = [line.rstrip("\r\n") for line in read.cells]
        if looked.format is FileFormat.VCARD:
            lines = ["BEGIN:VCARD", *lines, fold(f"X-CRM-REASON:{escaped(reasons(read))}"), "END:VCARD"]
        else:
            lines = [f"# {reasons(read)}", *lines, ""]
        yield "".join(f"{line}\r\n" for line in lines).encode()
