"""Drawing recipients: everybody ends up in exactly one place, shares hold, and what is drawn stays drawn."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.campaigns import LeftOut
from crm_desktop.engine.campaigns.selection import Candidate, Member, Wish, select

WISH = Wish("seed", hold_out_percent=20, shares=(("A", 1), ("B", 1), ("C", 2)))


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for contact_id in range(1, draw(st.integers(0, 60)) + 1):
        flags = [draw(st.booleans()) and draw(st.booleans()) for _flag in range(5)]
        found.append(
            Candidate(
                contact_id, draw(st.integers(1, 40)), flags[0], flags[1], flags[2], not flags[3], not flags[4],
                draw(st.sampled_from(("", "h1", "h2", "h3"))),
            )
        )  # fmt: skip
    return found


@settings(max_examples=40)
@given(candidates())
def test_everybody_is_chosen_or_left_out_once_and_never_against_an_objection(some: list[Candidate]) -> None:
    found = select(some, WISH)
    ids = [one.contact_id for one in found.chosen] + [one.contact_id for one in found.left_out]
    assert sorted(ids) == [one.contact_id for one in some]
    by_id = {one.contact_id: one for one in some}
    for chosen in found.chosen:
        one = by_id[chosen.contact_id]
        assert one.allowed
        assert one.reachable
        assert not (one.objected)
        assert not (one.restricted)
        assert not (one.suppressed)
        assert bool(chosen.variant) is not chosen.held_out
    households = [by_id[one.contact_id].household for one in found.chosen if by_id[one.contact_id].household]
    assert len(households) == len(set(households))
    assert select(some, WISH) == found


@settings(max_examples=40)
@given(candidates(), st.integers(0, 60))
def test_who_was_sent_something_stays_when_others_come(some: list[Candidate], cut: int) -> None:
    first = select(some[:cut], WISH)
    inside = [
        Member(one.contact_id, by.account_id, one.variant, one.held_out, by.household)
        for one in first.chosen
        for by in some
        if by.contact_id == one.contact_id
    ]
    later = select(some, WISH, inside)
    assert not {one.contact_id for one in later.chosen} & {one.contact_id for one in inside}


def test_shares_and_the_group_held_out_are_as_wished() -> None:
    found = select([Candidate(n, n) for n in range(1, 1_001)], WISH)
    assert (found.recipients, found.held_out) == (800, 200)
    assert Counter(one.variant for one in found.chosen if not one.held_out) == {"A": 200, "B": 200, "C": 400}
    other = select([Candidate(n, n) for n in range(1, 1_001)], WISH._replace(seed="another"))
    assert other != found


def test_people_of_one_firm_are_held_out_together() -> None:
    found = select([Candidate(n, n // 3) for n in range(300)], WISH)
    out = {n.contact_id // 3 for n in found.chosen if n.held_out}
    assert not out & {n.contact_id // 3 for n in found.chosen if not n.held_out}


def test_the_reasons_are_told_in_their_order() -> None:
    one = Candidate(1, 1, restricted=True, objected=True, reachable=False)
    assert select([one], WISH).left_out[0].reason is LeftOut.RESTRICTED
    assert select([one._replace(restricted=False)], WISH).left_out[0].reason is LeftOut.OBJECTION
