"""What recommendations are worth: a customer's own part, and a share of what those brought who came through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from crm_desktop.domain.facts import ReferralFact

#: The share of what somebody brought that is credited to who recommended us; halved again with each further step.
CREDITED = 0.5


class ReferralValue(NamedTuple):
    """One who recommended us: what the customer brought, and what came through it; cents."""

    contact_id: int
    name: str
    own_cents: int
    #: Of those it recommended us to, and of all who came through them in turn.
    direct: int
    chain: int
    direct_cents: int
    chain_cents: int
    #: Own revenue and the credited part of the others'.
    value_cents: int
    #: The longest chain: 1 where nobody recommended us further.
    depth: int


def referral_values(facts: Iterable[ReferralFact], *, credited: float = CREDITED) -> list[ReferralValue]:
    """Return all who recommended us, the most valuable first; a ring of recommendations counts each of it once."""
    known = {fact.contact_id: fact for fact in facts}
    through: dict[int, list[int]] = defaultdict(list)
    for fact in known.values():
        if fact.referred_by_id in known and fact.referred_by_id != fact.contact_id:
            through[fact.referred_by_id].append(fact.contact_id)
    found = [_value(known, through, root, credited) for root in through]
    return sorted(found, key=lambda each: (-each.value_cents, -each.chain_cents, each.contact_id))


def _value(known: dict[int, ReferralFact], through: dict[int, list[int]], root: int, credited: float) -> ReferralValue:
    own = known[root].cents
    seen, level, depth = {root}, through[root], 0
    chain: list[int] = []
    direct: list[int] = []
    value = float(own)
    share = 1.0
    while level := [one for one in level if one not in seen]:
        depth += 1
        share *= credited
        seen.update(level)
        chain += level
        direct = direct or level
        value += share * sum(known[one].cents for one in level)
        level = list(dict.fromkeys(after for one in level for after in through.get(one, ())))
    return ReferralValue(
        contact_id=root,
        name=known[root].name,
        own_cents=own,
        direct=len(direct),
        chain=len(chain),
        direct_cents=sum(known[one].cents for one in direct),
        chain_cents=sum(known[one].cents for one in chain),
        value_cents=round(value),
        depth=depth,
    )
