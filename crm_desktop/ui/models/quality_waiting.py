"""What the pane of data care knows so far: flaws and doubles come one after the other, decisions go one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crm_desktop.domain.quality import Care, Health
from crm_desktop.operations.quality import quality
from crm_desktop.operations.quality.quality import Decision, Found, Stock

#: With more contacts than these, looking for doubles takes a while.
_MANY = 5_000


@dataclass
class Waiting:
    """The decisions by kind, in the order of their money. What is not known yet is missing from `counts`."""

    decisions: dict[Care, list[Decision]] = field(default_factory=dict)
    counts: dict[Care, int] = field(default_factory=dict)
    stock: Stock | None = None
    _found: dict[str, Found] = field(default_factory=dict)
    _settled: set[int] = field(default_factory=set)

    def take(self, name: str, found: Found) -> None:
        """Take in what was found of some kinds; `name` tells what is found anew from what is found besides."""
        self._found[name] = found
        self._settled.clear()
        self.decisions.update({care: list(waiting) for care, waiting in found.decisions.items()})
        self.counts.update(found.counts)

    def is_whole(self) -> bool:
        """Whether all kinds are known, and how complete everything is."""
        return len(self.counts) == len(Care) and self.stock is not None

    def is_enough(self) -> bool:
        """Whether it is known what to begin with; nobody waits for the doubles among very many contacts."""
        return self.is_whole() or (self.is_large() and Care.WRONG in self.counts)

    def is_large(self) -> bool:
        """Whether there are so many contacts that comparing them takes a while."""
        return self.stock is not None and self.stock.contacts > _MANY

    def whole(self) -> int:
        """Return how many decisions wait in all."""
        return sum(self.counts.values())

    def settle(self, one: Decision, left: Decision | None) -> None:
        """Take a decision out, or leave what remains of it."""
        waiting = self.decisions.get(one.care, [])
        place = next((at for at, other in enumerate(waiting) if other is one), None)
        if place is None:
            return
        waiting[place : place + 1] = [left] if left is not None else []
        if left is None:
            self.counts[one.care] -= 1
            self._settled.update(one.contact_ids)

    def health(self, today: date) -> Health | None:
        """Return how healthy the data is, as far as is known without looking again; None before all is known."""
        if self.stock is None or not self.is_whole():
            return None
        still = {ref for waiting in self.decisions.values() for one in waiting for ref in one.contact_ids}
        well = frozenset(self._settled - still)
        found = [
            one._replace(counts={care: self.counts[care] for care in one.counts}, contact_ids=one.contact_ids - well)
            for one in self._found.values()
        ]
        return quality.health(self.stock, found, today)
