"""The sheet of shortcuts on paper: what has a key, by where it acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.base.i18n import _, spoken
from crm_desktop.documents.report import render_report
from crm_desktop.documents.report_sheet import Column, Heading, Part, Sentence, Table
from crm_desktop.operations.reports.words import pen
from crm_desktop.store.reading import Reader

#: Width of the keys in millimetres.
_KEYS = 48.0


class KeyGroup(NamedTuple):
    """What acts in one place: its name, and (what it does, its keys) in order."""

    name: str
    lines: Sequence[tuple[str, str]]


def key_sheet_pdf(reader: Reader, *, groups: Sequence[KeyGroup], as_of: date) -> bytes:
    """Return the sheet as PDF, in the language of the window. Raises NotFound in a database that was never set up."""
    written = pen(reader, as_of=as_of, language=spoken())
    parts: list[Part] = []
    for group in groups:
        parts.append(Heading(group.name))
        columns = (Column(_("Does"), figures=False), Column(_("Keys"), width=_KEYS, figures=False, strong=True))
        parts.append(Table(columns, list(group.lines)))
    sheet = written.sheet(
        title=_("Keys"),
        subtitle="",
        sentences=[Sentence(_("Single letters act only while nothing is being written."), ())],
        opening=parts,
    )
    return render_report(sheet).pdf
