"""Columns of text become columns of values: one converter for each column, which remembers what it has read before."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.exchange import values, wording
from crm_desktop.exchange.fields import Holds
from crm_desktop.exchange.price_lists import parts, yes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from crm_desktop.exchange.forms import Form

#: Different values a converter remembers before it starts anew.
_REMEMBERED = 20_000
_MAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_MAIL_WITH_NAME = re.compile(r"[^<>]*<([^<>]+)>|mailto:(.+)", re.IGNORECASE)
_SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
#: Outlook's 0/0/00 and 0.0.00, MySQL's 0000-00-00.
_NO_DAY = re.compile(r"0{1,4}([./-])0{1,2}\1(?:0{2}|0{4})(?: 00:00(?::00)?)?")
_LINK = re.compile(r"(?:https?://)?[^\s/:]+\.[^\s/:]+\S*", re.IGNORECASE)
_TAG_ENDS = re.compile(r"\s*(?:[;,|\n]|:::)\s*")


class Bad(NamedTuple):
    """A cell that could not be taken: its place in the column, what it says, why not."""

    place: int
    value: str
    message: str


class Converter:
    """Turns the clean cells of one column into values; empty ones become `empty`, and bad ones, too.

    What has been read is remembered. Cells that all match `usual` are their own values: columns of e-mails and phones,
    in which no cell occurs twice, are read at once.
    """

    def __init__(self, parse: Callable[[str], Any], empty: object, usual: re.Pattern[str] | None = None) -> None:
        self._parse = parse
        self._empty = empty
        self._usual = usual
        self._known: dict[str, Any] = {"": empty}

    def __call__(self, cells: list[str]) -> tuple[list[Any], list[Bad]]:
        """Return the values in the order of the cells, and the bad cells."""
        if self._usual and all(map(self._usual.fullmatch, cells)):
            return cells, []
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
            known[""] = self._empty
        try:
            return list(map(known.__getitem__, cells)), []
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
    if holds in _NUMBERS:
        return Converter(partial(_NUMBERS[holds], decimal=form.decimal), None)
    if holds in _DAYS:
        return Converter(partial(_day, _DAYS[holds], month_first=form.month_first), None)
    if holds in _USUAL:
        parse, usual = _USUAL[holds]
        return Converter(parse, "", usual)
    if holds in _WORDS:
        return Converter(_WORDS[holds], "")
    return {
        Holds.YEAR: Converter(values.year, None), Holds.TAGS: Converter(tags, ()), Holds.YES: Converter(yes, None),
        Holds.PARTS: Converter(parts, ()),
    }.get(holds)  # fmt: skip


def _day(parse: Callable[..., date], text: str, *, month_first: bool) -> date | None:
    """Read a day; one of zeros is how other programs write none."""
    return None if _NO_DAY.fullmatch(text) else parse(text, month_first=month_first)


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
    if not _DIGIT.search(text):
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


_NUMBERS: dict[Holds, Callable[..., Decimal | int]] = {
    Holds.NUMBER: values.number,
    Holds.MONEY: values.number,
    Holds.PERCENT: values.percent,
    Holds.WHOLE: values.whole,
}
_DAYS: dict[Holds, Callable[..., date]] = {
    Holds.DAY: values.day,
    Holds.BIRTHDAY: values.birthday,
    Holds.INSTANT: values.instant,
}
_WORDS: dict[Holds, Callable[[str], str]] = {
    Holds.STATUS: wording.status,
    Holds.CURRENCY: wording.currency,
    Holds.LANGUAGE: wording.language,
    Holds.COUNTRY: wording.country,
    Holds.SALUTATION: wording.salutation,
    Holds.CONTACT_KIND: wording.contact_kind,
    Holds.ACTIVITY_KIND: wording.activity_kind,
    Holds.DIRECTION: wording.direction,
    Holds.LEAD_STATUS: wording.lead_status,
}
#: What reads a column whose cells seldom repeat, and what its cells usually look like; an empty cell is usual, too.
_USUAL: dict[Holds, tuple[Callable[[str], str], re.Pattern[str]]] = {
    Holds.EMAIL: (
        mail,
        re.compile(r"(?:[A-Za-z0-9_+-]{1,20}(?:\.[A-Za-z0-9_+-]{1,20}){0,2}@(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,10})?"),
    ),
    Holds.PHONE: (phone, re.compile(r"(?:[+0(][0-9 ()/-]*[0-9])?")),
    Holds.LINK: (link, re.compile(r"(?:(?:https?://)?(?:[a-z0-9-]+\.){1,3}[a-z]{2,10})?")),
}
