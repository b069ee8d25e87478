"""Columns of text become columns of values: one converter for each column, which remembers what it has read before."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.exchange import values, wording
from crm_desktop.exchange.fields import Holds
from crm_desktop.exchange.forms import Form

#: Different values a converter remembers before it starts anew.
_REMEMBERED = 20_000
_MAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_MAIL_WITH_NAME = re.compile(r"[^<>]*<([^<>]+)>|mailto:(.+)", re.IGNORECASE)
_SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://)?[^\s/:]+\.[^\s/:]+\S*", re.IGNORECASE)
_TAG_ENDS = re.compile(r"\s*(?:[;,|\n]|:::)\s*")


class Bad(NamedTuple):
    """A cell that could not be taken: its place in the column, what it says, why not."""

    place: int
    value: str
    message: str


class Converter:
    """Turns the clean cells of one column into values; empty ones become `empty`, and bad ones, too."""

    def __init__(self, parse: Callable[[str], Any], empty: object) -> None:
        self._parse = parse
        self._empty = empty
        self._known: dict[str, Any] = {"": empty}

    def __call__(self, cells: list[str]) -> tuple[list[Any], list[Bad]]:
        """Return the values in the order of the cells, and the bad cells."""
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
            known[""] = self._empty
        try:
            return [known[cell] for cell in cells], []
        except KeyError:
            return self._convert(cells)

    def _convert(self, cells: list[str]) -> tuple[list[Any], list[Bad]]:
        known, bad, found = self._known, [], []
        for index, cell in enumerate(cells):
            if cell in known:
                found.append(known[cell])
                continue
            try:
                value = known[cell] = self._parse(cell)
            except BadInput as error:
                bad.append(Bad(index, cell, error.message))
                value = self._empty
            found.append(value)
        return found, bad


def converter(holds: Holds, form: Form) -> Converter | None:
    """Return what reads a column that holds such values, in the form found for it; None where text stays text."""
    numeric = {Holds.NUMBER: values.number, Holds.MONEY: values.number}
    numeric |= {Holds.PERCENT: values.percent}
    if holds in numeric:
        return Converter(partial(numeric[holds], decimal=form.decimal), None)
    dated = {Holds.DAY: values.day, Holds.BIRTHDAY: values.birthday, Holds.INSTANT: values.instant}
    if holds in dated:
        return Converter(partial(dated[holds], month_first=form.month_first), None)
    if holds is Holds.WHOLE:
        return Converter(partial(values.whole, decimal=form.decimal), None)
    if holds is Holds.YEAR:
        return Converter(values.year, None)
    if holds is Holds.TAGS:
        return Converter(tags, ())
    worded: dict[Holds, Callable[[str], str]] = {
        Holds.STATUS: wording.status,
        Holds.CURRENCY: wording.currency,
        Holds.LANGUAGE: wording.language,
        Holds.COUNTRY: wording.country,
        Holds.SALUTATION: wording.salutation,
        Holds.CONTACT_KIND: wording.contact_kind,
        Holds.ACTIVITY_KIND: wording.activity_kind,
        Holds.DIRECTION: wording.direction,
        Holds.EMAIL: mail,
        Holds.PHONE: phone,
        Holds.LINK: link,
    }
    return Converter(worded[holds], "") if holds in worded else None


def mail(text: str) -> str:
    """Return an e-mail address as it can be written to; raises BadInput for what no server would take.

    Question marks, header lines and second addresses do not pass: the address is all there is.
    """
    if _MAIL.fullmatch(text) and ".." not in text and len(text) <= 254:
        return text
    inner = _MAIL_WITH_NAME.fullmatch(text)
    if inner:
        return mail((inner[1] or inner[2]).strip())
    raise BadInput(_("“{text}” is not an e-mail address.").format(text=text[:80]))


def phone(text: str) -> str:
    """Return a phone number as typed; raises BadInput where a spreadsheet has left only its size."""
    if _SHORTENED.fullmatch(text):
        raise BadInput(_("“{text}” is a phone number that a spreadsheet has rounded.").format(text=text))
    if not any(letter.isdigit() for letter in text):
        raise BadInput(_("“{text}” is not a phone number.").format(text=text[:40]))
    return text


def link(text: str) -> str:
    """Return a web address; raises BadInput for anything a browser would not open as a page."""
    if _LINK.fullmatch(text):
        return text
    raise BadInput(_("“{text}” is not a web address.").format(text=text[:80]))


def tags(text: str) -> tuple[str, ...]:
    """Return the words of a list, each once, in order."""
    found = (tag.strip().removeprefix("* ") for tag in _TAG_ENDS.split(text))
    return tuple(dict.fromkeys(tag for tag in found if tag))
