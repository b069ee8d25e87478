"""The search: contacts that share something rare enough are compared, and likely pairs are kept.

The weights of evidence are bits after Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969): a field that
agrees is worth the more the rarer its value is in this firm's own data, and a field missing on one side says nothing.
How often a field agrees for one and the same contact is set here once, not learned: a firm has too few doubles to
learn it from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from math import inf

import numpy as np

from crm_desktop.base.garbage import uncollected
from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates.alike import compare, graded
from crm_desktop.engine.duplicates.blocks import candidates
from crm_desktop.engine.duplicates.column import Floats, Ints
from crm_desktop.engine.duplicates.columns import Columns, columns
from crm_desktop.engine.duplicates.firms import most_of_firms, most_of_short_firms, tell_sites_apart, weigh_firms
from crm_desktop.engine.duplicates.people import most_of_names, weigh_names
from crm_desktop.engine.duplicates.places import most_of_places, weigh_places
from crm_desktop.engine.duplicates.result import Evidence, Level, Likeness, Reason
from crm_desktop.engine.duplicates.tally import Tally
from crm_desktop.engine.duplicates.ways import (
    most_of_mails,
    weigh_births,
    weigh_mails,
    weigh_numbers,
    weigh_other_mails,
    weigh_phones,
)

#: How many pairs are expected before anything was compared, as a share of the contacts; at least and at most so many.
_EXPECTED, _FEWEST, _MOST = 0.1, 0.05, 4.0
#: A pair this likely makes both ends of it one with a third; evidence below this many bits forbids that.
_STRONG, _IN_CONTRADICTION = 0.8, -12.0
#: What that says, in bits.
_THIRD = 5.0
#: Rounds in which the expected number of pairs settles on what was found.
_ROUNDS = 12
#: What address, family name, phone and mailbox of a household say of two of its members, and with one birthday.
_HOUSEHOLD, _ONE_BIRTHDAY = 4.0, 8.0
#: A list with fewer homes of two than this share of its doubles is one in which nobody lives together.
_FEW_HOMES = 0.1
#: How likely two with another given name are one who have one family name and one birthday.
_TWIN = 0.4
#: A firm has many people.
_COMPANY = 4.0
#: Pairs compared between two looks at whether to stop.
_PORTION = 400_000


@uncollected()
def duplicates(
    facts: Sequence[ContactFact],
    *,
    decided: Collection[tuple[int, int]] = (),
    threshold: float = Level.USUAL.threshold,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Likeness]:
    """Return the pairs that are probably one contact, the surest first.

    `decided` are pairs (smaller id first) that the user has declared different; `stopped` is asked now and then, and
    there is an empty list where it was stopped. `progress` hears how many of the pairs worth comparing were compared.
    """
    kinds = [[fact for fact in facts if fact.is_company is kind] for kind in (False, True)]
    least = float(np.log2(threshold / (1 - threshold))) - _odds(len(facts), len(facts) * _MOST)
    lots = list(_lots(kinds, stopped))
    total, done = sum(len(one) for _known, one, _other in lots), 0
    compared = []
    for known, one, other in lots:
        found = []
        for start in range(0, len(one), _PORTION):
            progress(done + start, total)
            if stopped():
                return []
            found.append(weigh(known, one[start : start + _PORTION], other[start : start + _PORTION], least))
        done += len(one)
        compared.append((known, found))
    if stopped():
        return []
    tallies = [tally for _known, found in compared for tally in found]
    prior = _prior(len(facts), tallies)
    if _nobody_lives_together(tallies, prior):
        prior = _prior(len(facts), tallies)
    different = set(decided)
    every: list[Likeness] = []
    for known, found in compared:
        pairs = [pair for tally in found for pair in _likely(known, tally, prior, threshold)]
        pairs = [pair for pair in pairs if pair[:2] not in different]
        every += pairs
        every += [one for one in _through_a_third(known, pairs) if one.score >= threshold and one[:2] not in different]
    return sorted(every, key=lambda pair: (-pair.score, pair.a, pair.b))


def _lots(kinds: Sequence[Sequence[ContactFact]], stopped: Callable[[], bool]) -> Iterator[tuple[Columns, Ints, Ints]]:
    """Yield for persons and for firms what is known and which pairs are worth comparing, until it is stopped."""
    for facts in kinds:
        if stopped():
            return
        known = columns(facts)
        if stopped():
            return
        yield known, *candidates(known)


def weigh(known: Columns, one: Ints, other: Ints, least: float = -inf) -> Tally:
    """Add up what speaks for and against pairs of rows being one; the pairs stand in order.

    Pairs that cannot reach `least` bits any more are left out on the way, before their words are compared.
    """
    tally = Tally(one, other)
    tally.say("mails", weigh_mails(known, tally))
    tally.say("births", weigh_births(known, tally))
    tally.say("phones", weigh_phones(known, tally))
    tally.add(weigh_numbers(known, tally))
    firms = known.firm.filled > 0
    least -= 0.0 if firms else _COMPANY
    for most_of in (most_of_short_firms, most_of_firms) if firms else (most_of_names,):
        tally.said["still"] = most_of(known, tally) + most_of_mails(known, tally)
        tally.narrow(tally.bits + tally.said["still"] + most_of_places(known, tally) >= least)
    tally.say("places", weigh_places(known, tally))
    tally.narrow(tally.bits + tally.said["still"] >= least)
    tally.add(weigh_other_mails(known, tally, tally.said["mails"]))
    if firms:
        tally.add(weigh_firms(known, tally))
        tell_sites_apart(known, tally)
    else:
        _weigh_people(known, tally, tally.said["births"])
    return tally


def _weigh_people(known: Columns, tally: Tally, births: Floats) -> None:
    """Add what names and firms of two persons say; of two of one household less is taken into account."""
    names, apart, kin = weigh_names(known, tally)
    tally.add(names + _companies(known, tally))
    # Two of one birthday and one family name are twins sooner than one person with two names.
    tally.at_most(_TWIN, apart & kin & (births >= _ONE_BIRTHDAY))
    without = tally.bits - births
    most = np.where(births >= _ONE_BIRTHDAY, _HOUSEHOLD, 0.0)
    apart &= without > most
    tally.home, tally.homeless = apart & kin, tally.bits.copy()
    tally.home |= tally.most < 1
    tally.because(Reason.HOUSEHOLD, tally.home, most - without)
    tally.bits = np.where(apart, most + births, tally.bits)


def _companies(known: Columns, tally: Tally) -> Floats:
    """Return what the firms say that two persons work for: people change firms, so another one says little."""
    worth = np.minimum(known.company.rarity(0.7), _COMPANY)
    bits = compare(known.company, tally.rows, worth, graded((2.0, 1.0, -1.0, -1.0)), -1.0)
    tally.because(Reason.COMPANY, bits > 0, bits)
    return bits


def _likely(known: Columns, tally: Tally, prior: float, threshold: float) -> list[Likeness]:
    chance = np.minimum(_chances(tally.bits + prior), tally.most)
    kept = np.flatnonzero((tally.bits > 0) & (chance >= threshold))
    one, other = known.ids[tally.one[kept]], known.ids[tally.other[kept]]
    low, high = np.minimum(one, other).tolist(), np.maximum(one, other).tolist()
    return [
        Likeness(*pair)
        for pair in zip(low, high, chance[kept].tolist(), tally.evidence(kept), strict=True)
    ]  # fmt: skip


def _through_a_third(known: Columns, found: Sequence[Likeness]) -> Iterator[Likeness]:
    """Yield pairs that are not alike enough themselves but both very like a third: three slips of one contact."""
    friends: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in found:
        if pair.score >= _STRONG:
            friends[pair.a][pair.b] = friends[pair.b][pair.a] = pair.score
    there = {pair[:2] for pair in found}
    linked: dict[tuple[int, int], float] = {}
    for around in friends.values():
        for a, b in combinations(sorted(around), 2) if len(around) > 1 else ():
            if (a, b) not in there:
                linked[a, b] = max(linked.get((a, b), 0.0), around[a] * around[b])
    if not linked:
        return
    order = np.argsort(known.ids, kind="stable")
    rows = order[np.searchsorted(known.ids[order], np.array(list(linked), dtype=np.int64))]
    low, high = rows.min(axis=1), rows.max(axis=1)
    sorted_ = np.lexsort((high, low))
    tally = weigh(known, low[sorted_], high[sorted_])
    evidence = tally.evidence(np.arange(len(sorted_)))
    pairs = list(linked.items())
    for place, at in enumerate(sorted_.tolist()):
        pair, score = pairs[at]
        if tally.bits[place] > _IN_CONTRADICTION and not tally.home[place] and tally.most[place] == 1:
            yield Likeness(pair[0], pair[1], score, (Evidence(Reason.THIRD, _THIRD), *evidence[place]))


def _nobody_lives_together(found: Sequence[Tally], prior: float) -> bool:
    """Look whether this is a list without households, as lists of members or employees are; weigh it as one then.

    A household is written alike to the letter; where there are next to none of these beside the doubles, another given
    name at what is, but for a slip of the pen, one home is more likely a given name entered wrongly.
    """
    doubles = sum(int(np.count_nonzero(tally.bits + prior > 0)) for tally in found)
    homes = sum(int(np.count_nonzero(tally.home & ~tally.slips)) for tally in found)
    if homes >= doubles * _FEW_HOMES:
        return False
    for tally in found:
        places = np.flatnonzero(tally.home & (tally.slips | (tally.most < 1)))
        tally.bits[places] = tally.homeless[places]
        tally.most[places] = 1.0
        tally.home[places] = False
    return True


def _prior(contacts: int, tallies: Sequence[Tally]) -> float:
    """Return the bits that stand for how rare doubles are among all pairs.

    How many doubles a firm has is what its own comparisons say: the expected number is put in and read off again
    until it stands still (expectation maximisation of this one share).
    """
    found = np.concatenate([np.zeros(0), *(tally.bits[tally.bits > 0] for tally in tallies)])
    most = np.concatenate([np.zeros(0), *(tally.most[tally.bits > 0] for tally in tallies)])
    doubles = contacts * _EXPECTED
    for _round in range(_ROUNDS):
        expected = float(np.minimum(_chances(found + _odds(contacts, doubles)), most).sum())
        doubles = min(max(expected, contacts * _FEWEST), contacts * _MOST)
    return _odds(contacts, doubles)


def _odds(contacts: int, doubles: float) -> float:
    """Return in bits how likely any two contacts are one where there are so many doubles."""
    every = max(contacts * (contacts - 1) / 2, 1.0)
    return float(np.log2(min(doubles / every, 0.999))) if doubles else 0.0


def _chances(bits: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp2(-np.clip(bits, -60.0, 60.0)))
    return chances
