"""The properties of one card, handed out by name: each is used once, and what nobody asks for is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.base.errors import Problem
from crm_desktop.base.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.exchange.content_lines import Property

#: Properties that speak of the file, not of the contact.
_TECHNICAL = frozenset(("VERSION", "PRODID", "REV", "PROFILE", "X-GENERATOR", "X-CRM-REASON", "BEGIN", "END"))
_APPLE_LABEL = re.compile(r"_\$!<(.+)>!\$_")
_PLACES = ("work", "home", "other", "pager", "main", "assistant", "car")
#: Properties that only label or format others of their group.
_BESIDE = frozenset(("X-ABLABEL", "X-ABADR"))


@dataclass
class CardFacts:
    """The properties of a card by name, those used up so far, and what is wrong."""

    number: int
    by_name: dict[str, list[Property]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: list[Property] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Return the properties of a name, the preferred ones first."""
        return sorted(self.by_name.pop(name, []), key=lambda prop: prop.rank)

    def text(self, name: str) -> str:
        """Return the text of the preferred property of a name; the others are kept."""
        found = self.all(name)
        self.kept += found[1:]
        return clean(found[0].text()) if found else ""

    def label(self, prop: Property) -> str:
        """Return what an address book calls a phone, mail, link or address."""
        own = self.labels.get(prop.group.lower(), "") if prop.group else ""
        if own:
            return own
        return next((place for place in _PLACES if place in prop.types), "")

    def complain(self, prop: Property, message: str) -> None:
        """Note a value that could not be taken."""
        self.problems.append(Problem(self.number, prop.name, prop.text()[:80], message))

    @classmethod
    def of(cls, properties: Iterable[Property], number: int) -> CardFacts:
        """Take the properties of the card that begins on a line."""
        card = cls(number)
        for prop in properties:
            if prop.name == "X-ABLABEL" and prop.group:
                said = clean(prop.text())
                apple = _APPLE_LABEL.fullmatch(said)
                card.labels[prop.group.lower()] = apple[1] if apple else said
            if prop.name not in _TECHNICAL:
                card.by_name.setdefault(prop.name, []).append(prop)
        return card

    def unknown(self) -> tuple[str, ...]:
        """Return the properties nobody asked for, as lines that can be written out again."""
        rest = [prop for props in self.by_name.values() for prop in props] + self.kept
        rest.sort(key=lambda prop: prop.line.number)
        groups = {prop.group for prop in rest if prop.group and prop.name not in _BESIDE}
        return tuple(
            _plain_line(prop)
            for prop in rest
            if prop.value.strip() and (prop.name not in _BESIDE or prop.group in groups)
        )


def _plain_line(prop: Property) -> str:
    """Return a property as an unfolded line without quoted-printable."""
    if prop.encoding != "QUOTED-PRINTABLE":
        return prop.line.text
    text = prop.text().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "")
    group = f"{prop.group}." if prop.group else ""
    types = f";TYPE={','.join(sorted(prop.types))}" if prop.types else ""
    return f"{group}{prop.name}{types}:{text}"
