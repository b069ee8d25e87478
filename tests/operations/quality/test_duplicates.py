"""Pairs become groups where everybody is like everybody; what was said to be different is not asked again."""

from __future__ import annotations

from itertools import combinations

from crm_desktop.domain.facts import ContactFact
from crm_desktop.domain.quality import Care
from crm_desktop.engine.duplicates import Level, Likeness, Reason, Strength
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.quality import quality
from crm_desktop.operations.quality.duplicates import (
    Pair,
    find_duplicates,
    in_groups,
    level_word,
    reason_word,
    strength_word,
)
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def pair(a: int, b: int, score: float = 0.9) -> Pair:
    facts = [ContactFact(ref, is_company=False, name=f"No. {ref}") for ref in (a, b)]
    return Pair(facts[0], facts[1], Likeness(a, b, score, ()))


def ids(pairs: list[Pair]) -> list[tuple[int, ...]]:
    return [tuple(one.id for one in group.contacts) for group in in_groups(pairs)]


def three(writer: Writer) -> list[int]:
    return [
        contacts.add_person(writer, new=NewContact(given_name="Miriam", family_name=name, phone="04131 228714")).value
        for name in ("Kessler", "Keßler", "Kesler")
    ]


def test_contacts_that_are_all_alike_are_one_decision_and_a_chain_is_not() -> None:
    assert ids([pair(1, 2), pair(2, 3), pair(1, 3)]) == [(1, 2, 3)]
    assert ids([pair(1, 2, 0.99), pair(2, 3, 0.8)]) == [(1, 2), (2, 3)]
    assert ids([pair(1, 2), pair(3, 4), pair(2, 3, 0.6)]) == [(1, 2), (3, 4), (2, 3)]


def test_how_sure_a_group_is_says_its_weakest_pair() -> None:
    (group,) = in_groups([pair(1, 2, 0.99), pair(2, 3, 0.98), pair(1, 3, 0.7)])
    assert group.weakest.likeness[:3] == (1, 3, 0.7)


def test_very_many_are_not_decided_about_at_once() -> None:
    found = ids([pair(a, b) for a, b in combinations(range(1, 13), 2)])
    assert max(map(len, found)) == 8
    assert {one for group in found for one in group} == set(range(1, 13))


def test_three_that_are_one_are_one_decision_and_sure_ones_go_into_the_first(writer: Writer, reader: Reader) -> None:
    made = three(writer)
    (decision,) = quality.doubles_found(reader).decisions[Care.DOUBLE]
    assert decision.contact_ids == tuple(made)
    assert decision.detail == "Miriam Keßler, Miriam Kesler"
    sure = quality.sure_pairs([decision._replace(pair=pair(made[0], made[1], 0.99))])
    assert sure == [(made[0], made[1]), (made[0], made[2])]


def test_contacts_called_different_are_not_found_again_until_that_is_undone(writer: Writer, reader: Reader) -> None:
    made = three(writer)
    outcome = quality.call_all_different(writer, contact_ids=made)
    assert outcome.label == "3 contacts are different"
    assert find_duplicates(reader) == []
    writer.undo()
    assert len(find_duplicates(reader)) == 3


def test_every_word_is_there() -> None:
    words = [reason_word(one) for one in Reason] + [strength_word(one) for one in Strength]
    assert all(words + [level_word(one) for one in Level])
