"""A small language for texts that go to many: {field}, {field|instead}, {if field}…{else}…{end}.

A text is read once into a tree; nothing in it is ever executed: no attributes, no calls, no formats. What is put in is
put in once, so a customer called “{if}” stays called that. Braces that are doubled, or that enclose what cannot be a
field, are text. German and English words may be mixed: {wenn Feld}…{sonst}…{ende}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.base.placeholders import key

LONGEST, DEEPEST, LONGEST_TAG = 100_000, 8, 200
#: One pair of braces that is no part of a doubled one.
_TAG = re.compile(rf"(?<!\{{)\{{([^{{}}\n]{{1,{LONGEST_TAG}}})\}}(?!\}})")
_IF = re.compile(r"(?:if|wenn|falls)\s+(?P<not>(?:not|nicht|kein)\s+)?(?P<rest>\S.*)", re.IGNORECASE)
_COMPARED = re.compile(r"(?P<name>[^=<>!≠≤≥]+?)\s*(?P<sign>!=|<>|<=|>=|=|<|>|≠|≤|≥)\s*(?P<value>.+)")
_ELSE, _END = frozenset({"else", "sonst"}), frozenset({"end", "ende", "endif"})
_SIGNS = {"<>": "!=", "≠": "!=", "≤": "<=", "≥": ">="}
_QUOTES = "\"'“”„‚‘’«»"


class Problem(NamedTuple):
    """What is wrong with a text, and where: from which character on, how many."""

    place: int
    length: int
    message: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that stand as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A place for a value; `instead` is said where there is none, None for no such words."""

    name: str
    instead: str | None
    place: int
    length: int


@dataclass(frozen=True, slots=True)
class Condition:
    """What decides between two passages; without a sign, whether the field holds anything."""

    name: str
    sign: str
    value: str
    negated: bool
    place: int
    length: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Two passages of which one is said."""

    condition: Condition
    then: tuple[Node, ...]
    otherwise: tuple[Node, ...]


Node = Plain | Field | Choice


class Parsed(NamedTuple):
    """A text as a tree, and what is wrong with it; with problems it must not be sent to anybody."""

    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Open:
    """A condition whose end has not come yet."""

    condition: Condition
    then: list[Node]
    otherwise: list[Node] | None = None


def parse(text: str) -> Parsed:
    """Return a text as a tree with everything that is wrong with it; nothing is raised for any text."""
    if len(text) > LONGEST:
        said = _("This text is too long: {length} characters, {longest} fit.")
        return Parsed(
            (Plain(text[:LONGEST]),), (Problem(0, len(text), said.format(length=len(text), longest=LONGEST)),)
        )
    return _Reading(text).parsed()


def conditions(nodes: Sequence[Node]) -> Iterator[Condition]:
    """Yield all conditions, outer ones first."""
    for node in nodes:
        if isinstance(node, Choice):
            yield node.condition
            yield from conditions(node.then)
            yield from conditions(node.otherwise)


def fields(nodes: Sequence[Node]) -> Iterator[Field]:
    """Yield all places for values."""
    for node in nodes:
        if isinstance(node, Field):
            yield node
        elif isinstance(node, Choice):
            yield from fields(node.then)
            yield from fields(node.otherwise)


def names_in(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the names of all fields that are printed or asked, as they are known (`placeholders.key`), each once."""
    found = [key(field.name) for field in fields(nodes)] + [key(one.name) for one in conditions(nodes)]
    return tuple(dict.fromkeys(found))


class _Reading:
    """A text on its way into a tree."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._top: list[Node] = []
        self._open: list[_Open] = []
        self._problems: list[Problem] = []

    def parsed(self) -> Parsed:
        start = 0
        for tag in _TAG.finditer(self._text):
            low, high = self._whole_line(tag) if _is_block(tag[1]) else tag.span()
            self._add(Plain(self._text[start:low]))
            self._take(tag)
            start = max(high, tag.end())
        self._add(Plain(self._text[start:]))
        while self._open:
            begun = self._open[-1].condition
            self._problems.append(Problem(begun.place, begun.length, _("This condition has no {end}.")))
            self._close()
        return Parsed(tuple(self._top), tuple(sorted(self._problems)))

    def _whole_line(self, tag: re.Match[str]) -> tuple[int, int]:
        """Return the place of a tag, with its whole line where nothing else stands there."""
        before = self._text.rfind("\n", 0, tag.start()) + 1
        after = self._text.find("\n", tag.end())
        after = len(self._text) if after < 0 else after + 1
        alone = not self._text[before : tag.start()].strip() and not self._text[tag.end() : after].strip()
        return (before, after) if alone else tag.span()

    def _take(self, tag: re.Match[str]) -> None:
        said, place, length = tag[1].strip(), tag.start(), tag.end() - tag.start()
        word = said.casefold()
        if word in _END:
            if self._open:
                self._close()
            else:
                self._problems.append(Problem(place, length, _("There is no condition that could end here.")))
        elif word in _ELSE:
            self._turn(place, length)
        elif found := _IF.fullmatch(said):
            if len(self._open) >= DEEPEST:
                self._problems.append(Problem(place, length, _("Conditions are nested too deep here.")))
            self._open.append(_Open(_condition(found, place, length), []))
        elif not said or said.startswith("|"):
            self._add(Plain(tag[0]))
        else:
            name, bar, instead = said.partition("|")
            self._add(Field(name.strip(), instead.strip() if bar else None, place, length))

    def _turn(self, place: int, length: int) -> None:
        if not self._open or self._open[-1].otherwise is not None:
            self._problems.append(Problem(place, length, _("There is no condition this could belong to.")))
        else:
            self._open[-1].otherwise = []

    def _close(self) -> None:
        done = self._open.pop()
        if len(self._open) < DEEPEST:
            self._add(Choice(done.condition, tuple(done.then), tuple(done.otherwise or ())))

    def _add(self, node: Node) -> None:
        if isinstance(node, Plain) and not node.text:
            return
        if not self._open:
            self._top.append(node)
        else:
            into = self._open[-1]
            (into.then if into.otherwise is None else into.otherwise).append(node)


def _is_block(said: str) -> bool:
    word = said.strip().casefold()
    return word in _END or word in _ELSE or _IF.fullmatch(said.strip()) is not None


def _condition(found: re.Match[str], place: int, length: int) -> Condition:
    rest, negated = found["rest"].strip(), bool(found["not"])
    compared = _COMPARED.fullmatch(rest)
    if compared is None:
        return Condition(rest, "", "", negated, place, length)
    sign = _SIGNS.get(compared["sign"], compared["sign"])
    return Condition(compared["name"].strip(), sign, compared["value"].strip().strip(_QUOTES), negated, place, length)
