"""Taking files in: first a look (what it is, which column means what), then the reading, both for every format.

`look` never fails on contents: what cannot be understood is open for the user to decide. `read` streams, whatever the
size of the file.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange import ics_in, ldif_in, mail_box, vcard_in
from crm_desktop.exchange.cells import clean_cells
from crm_desktop.exchange.column import Column, Confidence
from crm_desktop.exchange.csv_in import blocks
from crm_desktop.exchange.decoding import Encoding, Source, detect, is_text, named_encoding, open_text
from crm_desktop.exchange.fields import DATED, MULTIPLE, NUMERIC, field_of
from crm_desktop.exchange.forms import DayTally, Form, NumberTally
from crm_desktop.exchange.guessing import guess_columns, is_german
from crm_desktop.exchange.headings import recognised
from crm_desktop.exchange.kind_guess import guess_kind
from crm_desktop.exchange.layout import (
    NO_DELIMITER,
    SAMPLE_LENGTH,
    SAMPLE_ROWS,
    Layout,
    find_layout,
    sample_rows,
)
from crm_desktop.exchange.looked import CsvOptions, FileFormat, Look
from crm_desktop.exchange.looks import calendar_look, cards_look, mail_look
from crm_desktop.exchange.origins import origin_of
from crm_desktop.exchange.prose import is_prose
from crm_desktop.exchange.reading import Read, read_blocks
from crm_desktop.exchange.shaping import made_columns, shaper
from crm_desktop.exchange.sheet import Plan
from crm_desktop.exchange.workbook import DELIMITER, as_csv, is_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crm_desktop.exchange.csv_in import Block
    from crm_desktop.exchange.shaping import Shape

#: Cells of each column handed out with a look.
SHOWN = 20
__all__ = [
    "CsvOptions", "FileFormat", "Look", "first_rows", "look", "read", "with_mapping", "with_shapes",
]  # fmt: skip

#: Bytes from the beginning of a file in which an e-mail says that it is one.
_MAIL_HEAD = 1 << 15


def look(
    content: bytes | Path, name: str = "", *, options: CsvOptions | None = None, kind: RecordKind | None = None
) -> Look:
    """Find out what a file is: format, encoding, layout, kind of record, meaning and form of each column.

    `content` is the file's bytes, or its path, for files of any size. A given `kind` is taken as it is. Raises BadInput
    for a file that is empty or no text, and for options that make no sense; Refused for one that cannot be opened.
    """
    source = Source(content)
    given = options or CsvOptions()
    shown = name or (content.name if isinstance(content, Path) else "")
    if mail_box.is_outlook(source, shown):
        raise BadInput(
            _("“{name}” is an e-mail as only Outlook reads it.").format(name=shown),
            _("Save it from your mail program as .eml."),
            field="file",
        )
    if is_workbook(source):
        source, given = Source(as_csv(source, shown)), replace(given, encoding="utf-8", delimiter=DELIMITER)
    if mail_box.is_mail(source.beginning(_MAIL_HEAD)):
        return mail_look(shown, source, kind)
    decoding = named_encoding(given.encoding) if given.encoding else detect(source)
    head = _beginning(source, decoding, shown)
    if ics_in.is_calendar(head):
        return calendar_look(head, shown, source, decoding, kind)
    if vcard_in.is_vcard(head) or ldif_in.is_ldif(head):
        return cards_look(head, shown, source, decoding, kind)
    if len(given.delimiter) > 1 or given.delimiter in {'"', "\n", "\r"}:
        raise BadInput(_("The separator is a single character."), field="delimiter")
    layout = find_layout(head, given.delimiter, recognised)
    if kind is None and is_prose(head, layout.headings, [recognised(heading) for heading in layout.headings]):
        raise BadInput(
            _("“{name}” is running text, not a table.").format(name=shown),
            _("Choose a table with headings, an address book, or say with what kind of record it is filled."),
            field="file",
        )
    guess = guess_kind(layout.headings, layout.sample, shown)
    count, exact = _count_rows(source, decoding, head, layout)
    looked = Look(
        shown,
        FileFormat.CSV,
        kind or guess.kind,
        kind_is_sure=bool(kind) or guess.sure,
        encoding=decoding.name,
        delimiter="" if layout.delimiter == NO_DELIMITER else layout.delimiter,
        columns=guess_columns(kind or guess.kind, layout.headings, layout.sample),
        row_count=count,
        row_count_is_exact=exact,
        source=source,
        decoding=decoding,
        layout=layout,
        options=given,
        origin=origin_of(layout.headings),
    )
    return replace(looked, columns=tuple(c._replace(samples=c.samples[:SHOWN]) for c in _with_forms(looked)))


def read(looked: Look, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """Read a file row by row or card by card.

    `mapping` says for some headings which field they fill, "" for none; the others stay as guessed. Raises BadInput
    for a heading the file does not have and a field its kind of record does not have.
    """
    if looked.format is FileFormat.VCARD:
        return vcard_in.read_cards(_stream(looked))
    if looked.format is FileFormat.LDIF:
        return ldif_in.read_entries(_stream(looked))
    if looked.format is FileFormat.CALENDAR:
        return ics_in.read_events(_stream(looked))
    if looked.format is FileFormat.MAIL:
        return mail_box.read_messages(looked.source)
    return _read_table(looked, _mapped(looked, mapping or {}))


def with_mapping(looked: Look, mapping: Mapping[str, str]) -> Look:
    """Return a look whose columns fill the fields the user chose; raises BadInput as `read` does."""
    return replace(looked, columns=_mapped(looked, mapping))


def with_shapes(looked: Look, shapes: Sequence[Shape]) -> Look:
    """Return a look with columns made of others, beside them, in the place of those made before.

    What a column is made of fills nothing itself. Raises BadInput for columns or fields that are not there.
    """
    if looked.layout is None:
        return looked
    width, headings = looked.width, looked.layout.headings
    make, made = shaper(shapes, headings), made_columns(shapes)
    used = {name.casefold() for one in made for name in one.sources}
    guessed = {
        one.place: one for one in guess_columns(looked.kind, headings, [row[:width] for row in looked.layout.sample])
    }
    was_used = {name.casefold() for one in made_columns(looked.shapes) for name in one.sources} - used
    rows = tuple((*row[:width], *make(row[:width])) for row in looked.layout.sample)
    columns: list[Column] = []
    for column in (one for one in looked.columns if one.place < width):
        name = column.heading.casefold()
        back = guessed[column.place] if name in was_used else column
        columns.append(column._replace(field="", confidence=Confidence.CHOSEN) if name in used else back)
        for place, one in enumerate(made, width):
            if one.sources[-1].casefold() == name:
                cells = tuple(row[place] for row in rows)
                columns.append(Column(place, one.heading, "", Confidence.CHOSEN, cells[:SHOWN]))
    bare = replace(looked, columns=tuple(columns), layout=looked.layout._replace(sample=rows), shapes=tuple(shapes))
    bare = replace(bare, columns=_mapped(bare, {one.heading: one.field for one in made}))
    return replace(bare, columns=tuple(_with_forms(bare)))


def first_rows(looked: Look, most: int = SHOWN) -> list[tuple[int, tuple[str, ...]]]:
    """Return the first rows of a table with their numbers in the file; none of a format that is no table."""
    found = (
        (number, tuple(row)) for block in _blocks(looked) for number, row in zip(block.numbers, block.rows, strict=True)
    )
    return list(islice(found, most))


def cells_of(looked: Look, place: int) -> Iterator[str]:
    """Yield all cells of a column of a table, clean."""
    for block in _blocks(looked):
        yield from clean_cells([row[place] for row in block.rows], lines=True, guarded=looked.options.guarded)


def default_form(looked: Look) -> Form:
    """Return how a file writes numbers and days where a column alone leaves it open."""
    return _default_form(looked, [])


def _beginning(source: Source, decoding: Encoding, name: str) -> str:
    """Return the beginning of the text of a file that can be a table or an address book."""
    if not is_text(source, decoding):
        raise BadInput(
            _("“{name}” is not a text file.").format(name=name),
            _("Save the table as CSV in the program it comes from, then choose that file."),
            field="file",
        )
    with open_text(source, decoding) as file:
        head = file.read(SAMPLE_LENGTH)
    if not head.strip("\ufeff\x00 \r\n\t"):
        raise BadInput(_("The file is empty."), field="file")
    return head


def _with_forms(looked: Look) -> list[Column]:
    """Find the form of each column of numbers or days: from the first rows, then from all, then from its neighbours."""
    sample = looked.layout.sample if looked.layout else ()
    tallies: dict[int, NumberTally | DayTally] = {}
    for column in looked.columns:
        tally = _tally(column, looked.kind)
        if tally is not None:
            tally.add(row[column.place] for row in sample)
            tallies[column.place] = tally
    undecided = {place: tally for place, tally in tallies.items() if tally.undecided}
    if undecided and len(sample) < looked.row_count:
        for block in _blocks(looked):
            for place, tally in undecided.items():
                tally.add([row[place] for row in block.rows])
    default = _default_form(looked, list(tallies.values()))
    return [
        column._replace(form=_form(tallies[column.place], default)) if column.place in tallies else column
        for column in looked.columns
    ]


def _tally(column: Column, kind: RecordKind) -> NumberTally | DayTally | None:
    field = field_of(kind, column.field)
    if field and field.holds in NUMERIC:
        return NumberTally()
    return DayTally() if field and field.holds in DATED else None


def _form(tally: NumberTally | DayTally, default: Form) -> Form:
    if isinstance(tally, NumberTally):
        return tally.form(default.decimal)
    return tally.form(default_month_first=default.month_first)


def _default_form(looked: Look, tallies: Iterable[NumberTally | DayTally]) -> Form:
    """Return the form for columns that leave it open: that of their neighbours, else that of the file's country."""
    numbers = [tally for tally in tallies if isinstance(tally, NumberTally)]
    commas, points = sum(bool(t.commas) for t in numbers), sum(bool(t.points) for t in numbers)
    if commas != points:
        decimal = "," if commas > points else "."
    else:
        decimal = "," if looked.delimiter == ";" or is_german(looked.columns) else "."
    days = [tally for tally in tallies if isinstance(tally, DayTally)]
    month_first = sum(bool(t.month_first) for t in days) > sum(bool(t.day_first) for t in days)
    return Form(decimal, month_first)


def _mapped(looked: Look, mapping: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns with the fields the user chose; a guess gives way to a choice."""
    by_name = {heading.casefold(): heading for heading in looked.headings}
    chosen: dict[str, str] = {}
    for heading, field in mapping.items():
        if heading.strip().casefold() not in by_name:
            raise BadInput(_("The file has no column “{name}”.").format(name=heading[:60]), field="mapping")
        if field and field_of(looked.kind, field) is None:
            raise BadInput(
                _("“{field}” is not a field of {kind}.").format(field=field[:60], kind=looked.kind), field="mapping"
            )
        chosen[by_name[heading.strip().casefold()]] = field
    columns = []
    for column in looked.columns:
        if column.heading in chosen:
            field = chosen[column.heading]
            columns.append(column._replace(field=field, confidence=Confidence.CHOSEN))
        elif column.field in chosen.values() and column.field not in MULTIPLE:
            columns.append(column._replace(field="", confidence=Confidence.OPEN))
        else:
            columns.append(column)
    return tuple(columns)


def _read_table(looked: Look, columns: tuple[Column, ...]) -> Iterator[Read]:
    if columns != looked.columns:
        columns = tuple(_with_forms(replace(looked, columns=columns)))
    plan = Plan(looked.kind, columns, looked.options.guarded, looked.width)
    yield from read_blocks(plan, _blocks(looked))


def _blocks(looked: Look) -> Iterator[Block]:
    """Return the rows of a table below its headings."""
    if looked.layout is None:
        return
    with open_text(looked.source, looked.decoding) as lines:
        above = csv.reader(lines, delimiter=looked.layout.delimiter)
        for _row in islice(above, looked.layout.above):
            pass
        found = blocks(lines, looked.layout.delimiter, looked.width, looked.layout.above + 1)
        if not looked.shapes:
            yield from found
            return
        make = shaper(looked.shapes, looked.layout.headings)
        for block in found:
            yield block._replace(rows=[[*row, *make(row)] for row in block.rows])


def _stream(looked: Look) -> Iterator[str]:
    with open_text(looked.source, looked.decoding) as lines:
        yield from lines


def _count_rows(source: Source, decoding: Encoding, head: str, layout: Layout) -> tuple[int, bool]:
    """Return how many rows of data there are; estimated where cells of several lines make lines no measure."""
    if len(head) < SAMPLE_LENGTH and len(layout.sample) < SAMPLE_ROWS - layout.above:
        return len(layout.sample), True
    with open_text(source, decoding) as lines:
        filled = sum(1 for line in lines if not line.isspace())
    ends = max(head.count("\n"), head.count("\r"), 1)
    if '"' not in head:
        return max(filled - layout.above, 0), True
    rows_in_head = len(sample_rows(head.splitlines(keepends=True), layout.delimiter, most=ends))
    return max(round(filled * min(rows_in_head / ends, 1)) - layout.above, len(layout.sample)), False
