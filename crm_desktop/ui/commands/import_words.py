"""The words over a file that is to be taken in: how much is in it, where it comes from, how it is written."""

from __future__ import annotations

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.models.import_entries import counted, format_title
from crm_desktop.ui.models.import_preview import Preview


def about_words(shown: Preview, *, again: bool) -> str:
    """Return the name of the file and how much is in it."""
    looked = shown.looked
    if not shown.is_table:
        return "  ·  ".join((looked.name, counted(looked)))
    count = plural("{n} row", "{n} rows", looked.row_count)
    if not looked.row_count_is_exact:
        count = _("about {count}").format(count=count)
    columns = plural("{n} column", "{n} columns", len(looked.columns))
    parts = (looked.name, count, columns, _("columns as last time") if again else "")
    return "  ·  ".join(filter(None, parts))


def form_words(shown: Preview) -> str:
    """Return where a file comes from, as far as that is known, and how it is written."""
    looked = shown.looked
    origin = _("Looks like an export of {program}").format(program=looked.origin) if looked.origin else ""
    if not shown.is_table:
        form = format_title(looked)
    elif is_workbook_name(looked.name):
        form = _("Workbook, headings recognised")
    else:
        form = _written(looked.delimiter, looked.encoding)
    return "  ·  ".join(filter(None, (origin, form)))


def take_words(shown: Preview, taken: int) -> str:
    """Return what the button says that takes so many rows or entries in."""
    if shown.is_table:
        return plural("Take in {n} row", "Take in {n} rows", taken)
    return plural("Take in {n} entry", "Take in {n} entries", taken)


def is_workbook_name(name: str) -> bool:
    """Whether a file of this name is a workbook, whose signs and encoding are beyond doubt."""
    return name.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))


def shown_words(shown: Preview) -> str:
    """Return which rows are shown of how many."""
    if not shown.rows:
        return ""
    if not shown.is_table:
        said = _("The first {shown} of {all}")
        return said.format(shown=number(len(shown.rows)), all=number(shown.looked.row_count))
    first, last = shown.rows[0][0], shown.rows[-1][0]
    said = _("Rows {first} to {last} of {all}")
    # The numbers are those of the file, whose headings and titles count as well.
    return said.format(first=number(first), last=number(last), all=number(shown.looked.row_count + first - 1))


def _written(delimiter: str, encoding: str) -> str:
    signs = {";": _("Semicolon"), ",": _("Comma"), "\t": _("Tab"), "|": "|"}
    return _("{separator}, {encoding} and headings recognised").format(
        separator=signs.get(delimiter, _("One column")), encoding=encoding.upper()
    )
