"""The lines of vCards of all versions: unfolded, taken apart into name, parameters and value, and decoded.

RFC 6350 (4.0), RFC 2426 (3.0) and the vCard 2.1 specification, with what real address books make of them: base64
without indentation, parameters without a name, escaped colons, text in cp1252 inside quoted-printable.
"""

from __future__ import annotations

import quopri
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = re.compile(r'((?:[^":]++|"[^"]*")*+):', re.DOTALL)
_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)")
_BASE64_LINE = re.compile(r"[A-Za-z0-9+/=]+")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
#: Parameters that 2.1 writes without their name.
_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"))


class Line(NamedTuple):
    """A logical line and the number of the line of the file it begins on."""

    number: int
    text: str


class Property(NamedTuple):
    """One property of a card; names and parameter names in capitals, the value as it is written."""

    line: Line
    group: str
    name: str
    params: dict[str, list[str]]
    value: str

    @property
    def types(self) -> frozenset[str]:
        """The values of TYPE in lower case."""
        return frozenset(kind.strip().lower() for value in self.params.get("TYPE", []) for kind in value.split(","))

    @property
    def rank(self) -> int:
        """How preferred it is among its like; smaller is more."""
        ranks = [int(value) for value in self.params.get("PREF", []) if value.isdigit()]
        return min([*ranks, 1 if "pref" in self.types else 101])

    @property
    def encoding(self) -> str:
        """The encoding of the value in capitals, "" for plain text."""
        return self.params.get("ENCODING", [""])[0].upper()

    def text(self) -> str:
        """Return the value as text, decoded and without escapes."""
        return unescaped(self._decoded(self.value))

    def parts(self) -> list[str]:
        """Return the components of a structured value, each decoded and without escapes."""
        return [unescaped(self._decoded(part)) for part in _split(self.value, ";")]

    def name_parts(self) -> list[str]:
        """Return the components of a name; one that is a list of names is one text."""
        return [" ".join(map(unescaped, _split(self._decoded(part), ","))) for part in _split(self.value, ";")]

    def words(self) -> list[str]:
        """Return the members of a list, each decoded and without escapes."""
        return [word for part in _split(self._decoded(self.value), ",") if (word := unescaped(part).strip())]

    def _decoded(self, raw: str) -> str:
        if self.encoding != "QUOTED-PRINTABLE":
            return raw
        data = quopri.decodestring(raw.encode("utf-8", "surrogatepass"))
        charset = self.params.get("CHARSET", ["utf-8"])[0]
        for codec in (charset, "utf-8"):
            try:
                return data.decode(codec)
            except (LookupError, ValueError):
                continue
        return data.decode("cp1252", "replace")


def logical_lines(raw: Iterable[Line], *, old: bool) -> Iterator[Line]:
    """Put folded lines together; `old` says that the card is of version 2.1, whose folds keep their blank."""
    number, pieces, soft, packed = 0, list[str](), False, False
    for line in raw:
        text = line.text.rstrip("\r\n")
        if soft:
            pieces.append(text.removesuffix("="))
            soft = text.endswith("=")
        elif pieces and text[:1] in {" ", "\t"}:
            pieces.append(text.strip() if packed else text if old else text[1:])
        elif pieces and packed and _BASE64_LINE.fullmatch(text):
            pieces.append(text)
        elif text.strip():
            if pieces:
                yield Line(number, "".join(pieces))
            head = text.partition(":")[0].upper()
            packed = bool(re.search(r"BASE64|ENCODING=B\b", head))
            soft = "QUOTED-PRINTABLE" in head and text.endswith("=")
            number, pieces = line.number, [text.removesuffix("=") if soft else text]
    if pieces:
        yield Line(number, "".join(pieces))


def parse(line: Line) -> Property | None:
    """Take a logical line apart; None for one that is no property."""
    head = _HEAD.match(line.text)
    if not head:
        return None
    first, *rest = _split(head[1], ";", quotes=True)
    name = _NAME.fullmatch(first.strip())
    if not name:
        return None
    params: dict[str, list[str]] = {}
    for param in rest:
        key, equals, value = param.partition("=")
        key = key.strip().upper()
        if not equals:
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), key
        params.setdefault(key, []).extend(_param_values(value))
    return Property(line, name[1] or "", name[2].upper(), params, line.text[head.end() :])


def unescaped(text: str) -> str:
    """Return a text without its backslashes; only those before an n stand for a new line."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def _param_values(text: str) -> list[str]:
    values = [value.strip().strip('"') for value in _split(text, ",", quotes=True)]
    return [re.sub(r"\^[n'^]", lambda match: _CARET[match[0]], value) for value in values]


def _split(text: str, sign: str, *, quotes: bool = False) -> list[str]:
    """Split at a sign that is neither escaped nor, with `quotes`, between quotation marks."""
    if sign not in text:
        return [text]
    part = re.compile(rf'(?:[^{sign}"]++|"[^"]*"?)*+' if quotes else rf"(?:[^\\{sign}]++|\\.?)*+", re.DOTALL)
    parts, start = [], 0
    while True:
        match = part.match(text, start)
        end = match.end() if match else start
        parts.append(text[start:end])
        if end >= len(text):
            return parts
        start = end + 1
