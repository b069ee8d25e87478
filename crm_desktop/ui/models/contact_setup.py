"""How the list of contacts is set up: filter, order, rows or columns; what a saved view keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.kinds import ContactKind, Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.store.queries.contact_filters import ContactFilter, Lacking, Listed, NextStep, from_plain
from crm_desktop.store.queries.contacts import ContactOrder

#: The people: where the list begins.
PEOPLE = ContactFilter(kind=ContactKind.PERSON)

#: What each chip narrows to.
CHIPS: Mapping[str, ContactFilter] = {
    "people": PEOPLE,
    "customers": ContactFilter(kind=ContactKind.PERSON, standings=frozenset({Standing.CUSTOMER, Standing.REGULAR})),
    "prospects": ContactFilter(kind=ContactKind.PERSON, standings=frozenset({Standing.PROSPECT})),
    "all": ContactFilter(),
}

#: The columns of a table nobody has set up, with their widths at 100 % text.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("name", 200), ("company", 190), ("city", 120), ("phone", 140), ("email", 200), ("standing", 120),
    ("last", 110), ("value", 110),
)  # fmt: skip


@dataclass(frozen=True)
class ListSetup:
    """One way to look at the contacts."""

    where: ContactFilter = PEOPLE
    order: ContactOrder = ContactOrder.RECENT
    table: bool = False
    #: The columns of the table from left to right, with their widths at 100 % text.
    columns: tuple[tuple[str, int], ...] = field(default=COLUMNS)

    def to_plain(self) -> dict[str, Any]:
        """Return the setup as plain data."""
        return {
            "where": self.where.to_plain(),
            "order": self.order.value,
            "table": self.table,
            "columns": [list(column) for column in self.columns],
        }

    def same_list(self, other: ListSetup) -> bool:
        """Whether another setup shows the same contacts in the same order and form."""
        return (self.where, self.order, self.table) == (other.where, other.order, other.table)


def setup_from(plain: Mapping[str, Any]) -> ListSetup:
    """Return the setup a saved view holds; what cannot be read is as at the beginning."""
    where, order, columns = plain.get("where"), plain.get("order"), plain.get("columns")
    try:
        kept = tuple((str(key), max(32, int(width))) for key, width in columns or ())
    except (TypeError, ValueError):
        kept = ()
    return ListSetup(
        where=from_plain(where) if isinstance(where, Mapping) else PEOPLE,
        order=ContactOrder(order) if order in list(ContactOrder) else ContactOrder.RECENT,
        table=bool(plain.get("table")),
        columns=kept or COLUMNS,
    )


def chip_of(where: ContactFilter) -> str:
    """Return the key of the chip a filter stands for, beside what else it asks for; "" for none."""
    found = (where.kind, where.standings)
    return next((key for key, chip in CHIPS.items() if (chip.kind, chip.standings) == found), "")


def with_chip(where: ContactFilter, key: str) -> ContactFilter:
    """Return a filter narrowed to what a chip says; what else it asks for stays."""
    return replace(where, kind=CHIPS[key].kind, standings=CHIPS[key].standings)


def listed(words: str, ids: Sequence[int]) -> ContactFilter:
    """Return the filter of some contacts one by one, companies and people, under the name of their list."""
    return ContactFilter(ids=Listed(words, tuple(ids)))


class Condition(NamedTuple):
    """One thing a filter asks for: in words, and the filter without it."""

    words: str
    without: ContactFilter


def conditions(where: ContactFilter, labels: Mapping[str, str], segments: Mapping[int, str]) -> list[Condition]:
    """Return what a filter asks for beyond chip and text, each with the filter that asks for it no more.

    `labels` are the names of own fields by their keys, `segments` those of segments by their ids.
    """
    found = [
        Condition(words(where, segments), replace(where, **{name: getattr(ContactFilter(), name)}))
        for name, words in _WORDS.items()
        if getattr(where, name) != getattr(ContactFilter(), name)
    ]
    if not chip_of(where):
        shown = ", ".join(sorted(standing_word(one) for one in where.standings)) or _("Companies")
        found.insert(0, Condition(shown, replace(where, kind=PEOPLE.kind, standings=frozenset())))
    lacks = [
        Condition(lacking_word(lack), replace(where, lacking=where.lacking - {lack})) for lack in sorted(where.lacking)
    ]
    own = [Condition(f"{labels.get(key, key)}: {words}", where.with_own(key, "")) for key, words in where.own]
    return [*found, *lacks, *own]


def lacking_word(lack: Lacking) -> str:
    """Return what the user calls something that is missing."""
    return {
        Lacking.PHONE: _("Without phone"),
        Lacking.EMAIL: _("Without e-mail"),
        Lacking.ADDRESS: _("Without address"),
    }[lack]


def next_step_word(step: NextStep) -> str:
    """Return what the user calls the state of what is planned."""
    return {
        NextStep.NONE: _("Without a next step"),
        NextStep.PLANNED: _("With a next step"),
        NextStep.OVERDUE: _("Next step overdue"),
    }[step]


def order_word(order: ContactOrder) -> str:
    """Return what the user calls an order of the list."""
    return {
        ContactOrder.RECENT: _("Last in touch first"),
        ContactOrder.NAME: _("By name"),
        ContactOrder.ADDED: _("Added last first"),
        ContactOrder.OPENED: _("Opened last first"),
        ContactOrder.VALUE: _("Highest value first"),
        ContactOrder.BINNED: _("Thrown away last first"),
    }[order]


def quiet_word(days: int) -> str:
    """Return in words how long somebody has not been in touch."""
    if days % 365 == 0:
        return plural("No contact for {n} year", "No contact for {n} years", days // 365)
    return plural("No contact for {n} day", "No contact for {n} days", days)


def _company(_where: ContactFilter, _segments: Mapping[int, str]) -> str:
    return _("Of one company")


_WORDS: dict[str, Callable[[ContactFilter, Mapping[int, str]], str]] = {
    "favourites": lambda _where, _segments: _("Favourites"),
    "tag": lambda where, _segments: _("Tag: {words}").format(words=where.tag),
    "category": lambda where, _segments: _("Category: {words}").format(words=where.category),
    "source": lambda where, _segments: _("Source: {words}").format(words=where.source),
    "place": lambda where, _segments: _("Place: {words}").format(words=where.place),
    "segment_id": lambda where, segments: _("Segment: {words}").format(words=segments.get(where.segment_id or 0, "…")),
    "company_id": _company,
    "ids": lambda where, _segments: f"{where.ids.words} ({number(len(where.ids.ids))})" if where.ids else "",
    "quiet_days": lambda where, _segments: quiet_word(where.quiet_days),
    "next_step": lambda where, _segments: next_step_word(where.next_step) if where.next_step else "",
    "in_bin": lambda _where, _segments: _("In the bin"),
}


def orders(*, in_bin: bool) -> Sequence[ContactOrder]:
    """Return the orders that make sense for a list."""
    usual = (
        ContactOrder.RECENT, ContactOrder.NAME, ContactOrder.ADDED, ContactOrder.OPENED, ContactOrder.VALUE,
    )  # fmt: skip
    return (*usual, ContactOrder.BINNED) if in_bin else usual
