"""Who of those that fit a campaign gets something, in which version, who is held out, and why the others do not.

What is drawn is drawn from the campaign's own id and the customers': the same campaign draws the same every time, and
who was drawn once stays so when others are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from crm_desktop.domain.campaigns import LeftOut


class Candidate(NamedTuple):
    """Somebody who fits the conditions, with all that can be against it."""

    contact_id: int
    account_id: int
    restricted: bool = False
    objected: bool = False
    suppressed: bool = False
    allowed: bool = True
    reachable: bool = True
    #: What two of one household or firm have in common; "" for nobody else's.
    household: str = ""
    #: The campaign that reached the contact lately; "" for none.
    recent: str = ""
    #: The title of the open deal that is worth talking about in person; "" for none.
    open_deal: str = ""
    #: Of one household the highest is written to, then who was there first.
    rank: int = 0
    #: Said beside an objection or a missing consent.
    detail: str = ""
    #: The user took them out of this campaign.
    by_hand: bool = False


class Member(NamedTuple):
    """Who is in the campaign and stays there: it was sent, or is held out."""

    contact_id: int
    account_id: int
    variant: str
    held_out: bool
    household: str = ""


class Wish(NamedTuple):
    """How a campaign wants its recipients drawn."""

    seed: str
    hold_out_percent: int = 0
    #: The versions with their shares, at least one.
    shares: tuple[tuple[str, int], ...] = (("", 1),)
    one_per_household: bool = True


class Chosen(NamedTuple):
    """A recipient with the version it gets; a held out one gets none."""

    contact_id: int
    variant: str
    held_out: bool = False


class Refused(NamedTuple):
    """Somebody left out."""

    contact_id: int
    reason: LeftOut
    detail: str = ""


class Selection(NamedTuple):
    """What came out, in the order of the candidates."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[Refused, ...]

    @property
    def recipients(self) -> int:
        """How many get something."""
        return sum(not one.held_out for one in self.chosen)

    @property
    def held_out(self) -> int:
        """How many are only compared with."""
        return sum(one.held_out for one in self.chosen)


_TESTS: tuple[tuple[LeftOut, Callable[[Candidate], bool], Callable[[Candidate], str]], ...] = (
    (LeftOut.RESTRICTED, lambda one: one.restricted, lambda _one: ""),
    (LeftOut.OBJECTION, lambda one: one.objected, lambda one: one.detail),
    (LeftOut.SUPPRESSED, lambda one: one.suppressed, lambda _one: ""),
    # Without an address there is nothing a consent would be about.
    (LeftOut.NO_ADDRESS, lambda one: not one.reachable, lambda _one: ""),
    (LeftOut.NO_CONSENT, lambda one: not one.allowed, lambda one: one.detail),
    (LeftOut.RECENT, lambda one: bool(one.recent), lambda one: one.recent),
    (LeftOut.OPEN_DEAL, lambda one: bool(one.open_deal), lambda one: one.open_deal),
    (LeftOut.BY_HAND, lambda one: one.by_hand, lambda _one: ""),
)


def select(candidates: Iterable[Candidate], wish: Wish, members: Sequence[Member] = ()) -> Selection:
    """Choose among the candidates; members are in already and not chosen again."""
    inside = {one.contact_id for one in members}
    left_out: list[Refused] = []
    fit: list[Candidate] = []
    for one in candidates:
        if one.contact_id in inside:
            continue
        refused = refusal(one)
        if refused is None:
            fit.append(one)
        else:
            left_out.append(refused)
    if wish.one_per_household:
        fit, doubles = _one_each(fit, members)
        left_out += doubles
    out = _held_out({one.account_id for one in fit}, wish, members)
    versions = _versions([one for one in fit if one.account_id not in out], wish, members)
    chosen = tuple(
        Chosen(one.contact_id, versions.get(one.contact_id, ""), one.account_id in out) for one in fit
    )  # fmt: skip
    return Selection(chosen, tuple(left_out))


def refusal(one: Candidate) -> Refused | None:
    """Return why somebody gets nothing, whatever the others get; None where nothing is against it."""
    for reason, holds, detail in _TESTS:
        if holds(one):
            return Refused(one.contact_id, reason, detail(one))
    return None


def _one_each(fit: Sequence[Candidate], members: Sequence[Member]) -> tuple[list[Candidate], list[Refused]]:
    """Keep one of each household; who is in the campaign already stands for its own."""
    best: dict[str, Candidate | None] = {one.household: None for one in members if one.household}
    for one in fit:
        if not one.household or (one.household in best and best[one.household] is None):
            continue
        there = best.get(one.household)
        if there is None or (one.rank, -one.contact_id) > (there.rank, -there.contact_id):
            best[one.household] = one
    kept = [one for one in fit if not one.household or best[one.household] is one]
    doubles = [
        Refused(one.contact_id, LeftOut.HOUSEHOLD) for one in fit if one.household and best[one.household] is not one
    ]
    return kept, doubles


def _held_out(accounts: set[int], wish: Wish, members: Sequence[Member]) -> set[int]:
    """Draw the accounts that get nothing, so that they are the wished share of all, those in already counted."""
    before = {one.account_id: one.held_out for one in members}
    out = {account for account in accounts if before.get(account)}
    if not wish.hold_out_percent:
        return out
    new = [account for account in accounts if account not in before]
    wanted = round((len(before) + len(new)) * wish.hold_out_percent / 100) - sum(before.values())
    drawn = sorted(new, key=lambda account: _draw(wish.seed, "out", account))
    return out | set(drawn[: max(0, wanted)])


def _versions(fit: Sequence[Candidate], wish: Wish, members: Sequence[Member]) -> dict[int, str]:
    """Give each the version that is furthest behind its share, in an order that is drawn."""
    shares = [(key, share) for key, share in wish.shares if share > 0] or [("", 1)]
    if len(shares) == 1:
        return dict.fromkeys((one.contact_id for one in fit), shares[0][0])
    given = Counter(one.variant for one in members if not one.held_out)
    found: dict[int, str] = {}
    for one in sorted(fit, key=lambda each: _draw(wish.seed, "version", each.contact_id)):
        key = min(shares, key=lambda pair: (given[pair[0]] + 1) / pair[1])[0]
        given[key] += 1
        found[one.contact_id] = key
    return found


def _draw(seed: str, what: str, number: int) -> bytes:
    return blake2b(f"{seed}:{what}:{number}".encode(), digest_size=8).digest()


def by_reason(left_out: Iterable[Refused]) -> Mapping[LeftOut, list[Refused]]:
    """Return who was left out by reason, the commonest reason first."""
    found: dict[LeftOut, list[Refused]] = {}
    for one in left_out:
        found.setdefault(one.reason, []).append(one)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))
