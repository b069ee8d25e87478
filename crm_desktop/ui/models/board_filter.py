"""What narrows the board: conditions that stack, the same for lanes, list and months, kept with a saved view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_desktop.base.formats import amount, day
from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.store.queries.board import BoardCard, Order
from crm_desktop.ui.models.board_cards import Setting, is_stale


@dataclass(frozen=True)
class BoardFilter:
    """Conditions a card must meet, each left out while empty."""

    text: str = ""
    tag: str = ""
    channel: str = ""
    category: str = ""
    #: The id of a segment: deals with its customers.
    segment: int = 0
    least_cents: int | None = None
    most_cents: int | None = None
    close_from: date | None = None
    close_until: date | None = None
    #: Nothing planned, overdue, or stale.
    attention: bool = False
    stale: bool = False

    def __bool__(self) -> bool:
        return self != BoardFilter()

    def accepts(self, card: BoardCard, setting: Setting) -> bool:
        """Say whether a card meets every condition."""
        if self.text and not _says(card, self.text):
            return False
        if self.tag and self.tag not in card.tags:
            return False
        if (self.channel and card.channel != self.channel) or (self.category and card.category != self.category):
            return False
        if self.segment and setting.members is not None and card.account_id not in setting.members:
            return False
        return self._fits(card) and self._needs(card, setting)

    def _fits(self, card: BoardCard) -> bool:
        if self.least_cents is not None and card.amount_cents < self.least_cents:
            return False
        if self.most_cents is not None and card.amount_cents > self.most_cents:
            return False
        if self.close_from is None and self.close_until is None:
            return True
        close = card.expected_close
        return close is not None and (self.close_from or date.min) <= close <= (self.close_until or date.max)

    def _needs(self, card: BoardCard, setting: Setting) -> bool:
        if not self.attention and not self.stale:
            return True
        stale = is_stale(card, setting.today, setting.stale_of(card))
        if self.stale and not stale:
            return False
        return not self.attention or stale or card.step is None or card.step.due < setting.today


class Condition(NamedTuple):
    """One condition in force, in words, and the filter without it."""

    words: str
    without: BoardFilter


def narrowed(cards: Sequence[BoardCard], where: BoardFilter, setting: Setting) -> list[BoardCard]:
    """Return the cards a filter lets through."""
    return [card for card in cards if where.accepts(card, setting)] if where else list(cards)


def conditions(
    where: BoardFilter, currency: str = "EUR", segments: Mapping[int, str] = MappingProxyType({})
) -> list[Condition]:
    """Return the conditions in force, in the order of the sheet; `segments` are their names by id."""
    found: list[Condition] = []

    def say(words: str, **empty: Any) -> None:
        found.append(Condition(words, replace(where, **empty)))

    if where.text:
        say(_("“{text}”").format(text=where.text), text="")
    if where.tag:
        say(f"#{where.tag}", tag="")
    if where.channel:
        say(_("Channel: {name}").format(name=where.channel), channel="")
    if where.category:
        say(_("Category: {name}").format(name=where.category), category="")
    if where.segment:
        say(_("Segment: {name}").format(name=segments.get(where.segment, "…")), segment=0)
    found += _bounds(where, currency)
    if where.attention:
        say(_("needs attention"), attention=False)
    if where.stale:
        say(_("only stale"), stale=False)
    return found


def _bounds(where: BoardFilter, currency: str) -> list[Condition]:
    found: list[Condition] = []

    def say(words: str, **empty: Any) -> None:
        found.append(Condition(words, replace(where, **empty)))

    if where.least_cents is not None:
        say(_("from {amount}").format(amount=amount(where.least_cents, currency, whole=True)), least_cents=None)
    if where.most_cents is not None:
        say(_("up to {amount}").format(amount=amount(where.most_cents, currency, whole=True)), most_cents=None)
    if where.close_from is not None:
        say(_("closes from {day}").format(day=day(where.close_from)), close_from=None)
    if where.close_until is not None:
        say(_("closes until {day}").format(day=day(where.close_until)), close_until=None)
    return found


def as_view(where: BoardFilter, order: Order) -> dict[str, Any]:
    """Return filter and order as a saved view keeps them."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(where).items()}
    empty = asdict(BoardFilter())
    return {"where": {name: value for name, value in plain.items() if value != empty[name]}, "order": order.value}


def from_view(view: Mapping[str, Any]) -> tuple[BoardFilter, Order]:
    """Return filter and order of a saved view; what is not known any more is left out."""
    kept = view.get("where")
    known = {one.name for one in fields(BoardFilter)}
    values = {name: value for name, value in kept.items() if name in known} if isinstance(kept, dict) else {}
    for name in ("close_from", "close_until"):
        if isinstance(values.get(name), str):
            values[name] = date.fromisoformat(values[name])
    order = view.get("order")
    return BoardFilter(**values), Order(order) if order in set(Order) else Order.VALUE


def in_order(cards: Sequence[BoardCard], order: Order, today: date) -> list[BoardCard]:
    """Return cards in an order: overdue, today, none, future for the next step."""
    if order is Order.VALUE:
        return sorted(cards, key=lambda card: (-card.amount_cents, card.id))
    if order is Order.AGE:
        return sorted(cards, key=lambda card: (card.since, card.id))
    if order is Order.MANUAL:
        return sorted(cards, key=lambda card: (card.position, card.id))
    return sorted(cards, key=lambda card: _by_step(card, today))


def _by_step(card: BoardCard, today: date) -> tuple[int, date, bool, str, int]:
    step = card.step
    if step is None:
        return 2, date.min, False, "", -card.amount_cents
    group = 0 if step.due < today else 1 if step.due == today else 3
    return group, step.due, not step.time, step.time, -card.amount_cents


def _says(card: BoardCard, text: str) -> bool:
    words = fold(" ".join((card.title, card.account, card.person, *card.tags)))
    return all(part in words for part in fold(text).split())
