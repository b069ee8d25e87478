"""Headers of e-mails, read in a time that grows with their length: names, addresses, days, and names of files.

The standard library has two readers of headers. The newer one knows the whole grammar, and takes minutes or falls over
with headers made for it; so this is built on the older one, with every header cut off where nobody writes more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import collapse_rfc2231_value, getaddresses
from typing import TypeAlias

#: A mail, or a part of one.
Part: TypeAlias = "Message[str, str]"

#: Letters of a header that are read: some two hundred recipients.
_LONGEST = 10_000
#: Where a header goes on in the next line.
_FOLD = re.compile(r"\r?\n(?=[ \t])")
#: What the standard library raises over some broken headers and parts; such a one says nothing.
TRIPS = (
    ValueError, TypeError, AttributeError, IndexError, LookupError, ArithmeticError, AssertionError, RecursionError,
)  # fmt: skip


class Guarded(Compat32):
    """The older rules of the standard library, with headers cut off."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header as it comes in."""
        name, value = super().header_source_parse(sourcelines)
        return name, _FOLD.sub("", value[:_LONGEST])


def texts(message: Part, name: str) -> Iterator[str]:
    """Yield the values of the headers of a name as they lie in the file, letters of any kind made readable."""
    for key, value in message.raw_items():
        if key.lower() == name:
            yield _readable(str(value))


def text(message: Part, name: str) -> str:
    """Return the first header of a name as its reader sees it, "" where there is none."""
    return next((decoded(value) for value in texts(message, name)), "")


def people(message: Part, name: str) -> list[tuple[str, str]]:
    """Return names and addresses of a header."""
    try:
        found = getaddresses(list(texts(message, name)))
    except TRIPS:
        return []
    return [(" ".join(decoded(who).split()), where.strip().lower()) for who, where in found if "@" in where]


def file_name(part: Part) -> str:
    """Return the name a part of a mail has as a file, "" for none."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            held: Part = Message()
            held[header] = next(texts(part, header), "")
            value = held.get_param(parameter, None, header)
            if value:
                return decoded(collapse_rfc2231_value(value).strip())
        except TRIPS:
            continue
    return ""


def decoded(value: str) -> str:
    """Return a text in which other letters are written as words of their own, as its reader sees it."""
    if "=?" not in value:
        return value
    try:
        return "".join(_piece(data, charset) for data, charset in decode_header(value))
    except TRIPS:
        return value


def _piece(data: bytes | str, charset: str | None) -> str:
    if isinstance(data, str):
        return data
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeError):
        return data.decode("cp1252", "replace")


def _readable(value: str) -> str:
    """Return a text whose letters came as plain bytes, which no header may hold and many do."""
    if value.isascii():
        return value
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
