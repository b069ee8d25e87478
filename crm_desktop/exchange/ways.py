"""E-mails, phones and links of a row, from any number of columns: the first of each is the main one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import words
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.records import ContactWay
from crm_desktop.exchange.cells import occurs
from crm_desktop.exchange.columns import link, mail, phone
from crm_desktop.exchange.fields import LABEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.exchange.sheet import Filled, Sheet

_SEVERAL = re.compile(r"\s*:::\s*|\s*[;\n]\s*|\s*,\s*(?=\S+@)|\s*,\s*(?=https?:)")
#: No cell without one of these holds several values.
_MAYBE_SEVERAL = re.compile(r"[;\n,]|:::")
_SINGLE: dict[str, Callable[[str], str]] = {
    "email": mail,
    "phone": phone,
    "mobile": phone,
    "website": link,
    "fax": phone,
}
_POINTS = {
    "email": PointKind.EMAIL,
    "phone": PointKind.PHONE,
    "mobile": PointKind.MOBILE,
    "fax": PointKind.FAX,
    "website": PointKind.WEB,
}
_MOBILE_WORDS = frozenset(("mobile", "mobil", "cell", "handy", "iphone"))


class Ways(NamedTuple):
    """The further ways of a row, and what its main ones are called."""

    more: tuple[ContactWay, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


def ways_columns(sheet: Sheet, columns: dict[str, list[Any]]) -> list[Ways] | None:
    """Fill email, phone, mobile and website, and return the further ways of each row; None where there are none.

    What is no address or number at all is kept as a line of the note, so that nothing typed is lost.
    """
    if _is_simple(sheet):
        for name in ("email", "phone", "mobile", "website"):
            columns[name] = _one_column(sheet, name, columns)
        return None
    for name in ("email", "phone", "mobile", "website"):
        columns[name] = [""] * len(sheet)
    columns["note"] = list(columns["note"])
    return [_one_row(sheet, columns, place) for place in range(len(sheet))]


def _is_simple(sheet: Sheet) -> bool:
    """Whether each way has at most one column, and no cell with several values in it."""
    if "fax" in sheet.filled or LABEL in sheet.filled:
        return False
    columns = [sheet.filled[name] for name in _POINTS if name in sheet.filled]
    return not any(len(filled) > 1 or occurs(_MAYBE_SEVERAL, filled[0].cells) for filled in columns)


def _one_column(sheet: Sheet, name: str, columns: dict[str, list[Any]]) -> list[str]:
    """Read a single column, and keep bad cells in the note."""
    if name not in sheet.filled:
        return [""] * len(sheet)
    texts = sheet.text(name)
    found, bad = sheet.plan.converters[name](texts)
    if bad:
        columns["note"] = list(columns["note"])
    for place, value, message in bad:
        sheet.complain(place, name, value, message)
        _keep_in_note(columns, place, name, value)
    return found


def _one_row(sheet: Sheet, columns: dict[str, list[Any]], place: int) -> Ways:
    """Read all ways of one row: fill the main ones, return the others."""
    more: list[ContactWay] = []
    labels: list[tuple[str, str]] = []
    for name, column, label in _way_columns(sheet, place):
        for value in filter(None, _SEVERAL.split(column.cells[place])):
            try:
                good = _SINGLE[name](value)
            except BadInput as error:
                sheet.complain(place, name, value, error.message)
                _keep_in_note(columns, place, name, value)
                continue
            target, said = _meant(name, label)
            if target in columns and not columns[target][place]:
                columns[target][place] = good
                if said:
                    labels.append((target, said))
            else:
                more.append(ContactWay(_POINTS[target], good, said))
    return Ways(tuple(more), tuple(sorted(labels)))


def _way_columns(sheet: Sheet, place: int) -> list[tuple[str, Filled, str]]:
    """Return the columns of ways in their order in the file, each with what a column before it calls it in this row."""
    found = []
    taken = dict.fromkeys((*_POINTS, LABEL), 0)
    label = ""
    for column in sheet.plan.columns:
        if column.field not in taken:
            continue
        filled = sheet.filled[column.field][taken[column.field]]
        taken[column.field] += 1
        if column.field == LABEL:
            label = filled.cells[place]
            continue
        if filled.cells[place]:
            found.append((column.field, filled, label or filled.label))
        label = ""
    return found


def _meant(name: str, label: str) -> tuple[str, str]:
    """Return the field a labelled way belongs to ("Mobile", "Work Fax"), and the rest of its label."""
    said = label.removeprefix("* ").strip()
    if name == "phone" and not _MOBILE_WORDS.isdisjoint(words(said)):
        return "mobile", ""
    if name == "phone" and "fax" in words(said):
        return "fax", said.lower()
    return name, said.lower() if said.isascii() else said


def _keep_in_note(columns: dict[str, list[Any]], place: int, name: str, value: str) -> None:
    heading = {"email": _("E-mail"), "website": _("Website"), "fax": _("Fax")}.get(name, _("Phone"))
    line = _("{heading} (not valid): {value}").format(heading=heading, value=value)
    columns["note"][place] = f"{columns['note'][place]}\n{line}".strip()
