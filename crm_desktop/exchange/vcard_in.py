"""vCard files of all versions in: cards told apart first, then each read on its own, so that none can spoil another.

The parsing is our own (`content_lines`): a general vCard library gives up a whole file for one bad line, does not know
4.0, and cannot say on which line a card begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.base.errors import Problem
from crm_desktop.base.i18n import _
from crm_desktop.exchange.content_lines import Line, Property, logical_lines, parse
from crm_desktop.exchange.reading import Read
from crm_desktop.exchange.vcard_contact import contact_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BEGIN = "BEGIN:VCARD"
#: The longest card in characters; a photo of 10 MB fits.
LONGEST_CARD = 16_000_000
#: Cards may lie in cards (AGENT); deeper ones are not believed.
_DEEPEST = 5
_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(r"\s*(?:[\w-]+\.)?AGENT\b[^:]*:\s*(BEGIN\s*:\s*VCARD\s*)?", re.IGNORECASE)
_OLD = re.compile(r"\s*VERSION\s*:\s*2\.1\s*", re.IGNORECASE)


@dataclass
class _Card:
    """The lines of one card as they come in."""

    number: int
    lines: list[Line] = field(default_factory=list)
    length: int = 0
    ended: bool = False

    def add(self, line: Line) -> None:
        """Take a line; of a card that has grown too long nothing is kept."""
        self.length += len(line.text)
        if self.length <= LONGEST_CARD:
            self.lines.append(line)
        else:
            self.lines.clear()


def is_vcard(head: str) -> bool:
    """Whether the beginning of a text has a card in it."""
    return any(_BEGIN.fullmatch(line) for line in head.lstrip("\ufeff").splitlines()[:50])


def read_cards(lines: Iterable[str]) -> Iterator[Read]:
    """Read the cards of a file one by one; the row of each is the line it begins on."""
    for card in _cards(lines):
        yield _read(card)


def _cards(lines: Iterable[str]) -> Iterator[_Card]:
    """Tell the cards of a file apart. A card without an end is ended by the next one, unless that one is its agent."""
    open_cards: list[_Card] = []
    for number, text in enumerate(lines, 1):
        short = text.lstrip("\ufeff") if len(text) < 100 else ""
        agent = _AGENT.fullmatch(short)
        if _BEGIN.fullmatch(short) or (agent and agent[1]):
            last = open_cards[-1].lines[-1].text if open_cards and open_cards[-1].lines else ""
            if not agent and not _AGENT.fullmatch(last):
                yield from reversed(open_cards)
                open_cards.clear()
            open_cards.append(_Card(number))
            if len(open_cards) > _DEEPEST:
                yield open_cards.pop(0)
        elif open_cards and _END.fullmatch(short):
            open_cards[-1].ended = True
            yield open_cards.pop()
        elif open_cards:
            open_cards[-1].add(Line(number, text))
    yield from reversed(open_cards)


def _read(card: _Card) -> Read:
    """Read one card."""
    if card.length > LONGEST_CARD:
        message = _("The card is longer than {size} million characters.").format(size=LONGEST_CARD // 1_000_000)
        return Read(card.number, None, (Problem(card.number, "", "", message),))
    problems: list[Problem] = []
    if not card.ended:
        problems.append(Problem(card.number, "END", "", _("The card has no end; it may be cut off.")))
    properties = _properties(card, problems)
    record, more = contact_of(properties, card.number)
    problems += more
    if record is None:
        message = _("The card names nobody and says no way to reach anybody.")
        problems.append(Problem(card.number, "FN", "", message))
    return Read(card.number, record, tuple(problems), tuple(line.text for line in card.lines))


def _properties(card: _Card, problems: list[Problem]) -> list[Property]:
    """Return the properties of a card; a line that is none is noted, or goes on with the text of a note before it."""
    old = any(_OLD.fullmatch(line.text) for line in card.lines[:5])
    found: list[Property] = []
    #: Lines that go on with a note, by its place: put together at the end, for there may be very many.
    going_on: dict[int, list[str]] = {}
    for line in logical_lines(card.lines, old=old):
        parsed = parse(line)
        if parsed:
            found.append(parsed)
        elif found and found[-1].name == "NOTE":
            going_on.setdefault(len(found) - 1, []).append(line.text.strip())
        else:
            message = _("Line {number} is not a line of a card.").format(number=line.number)
            problems.append(Problem(card.number, "", line.text[:80], message))
    for place, more in going_on.items():
        found[place] = found[place]._replace(value="\\n".join((found[place].value, *more)))
    return found
