"""The words of the large demo firm: many names, the common ones common, and nobody has another's e-mail address."""

from __future__ import annotations

import random
from collections import Counter

from crm_desktop.base.paths import resources
from crm_desktop.base.towns import read_towns
from crm_desktop.operations.demo.spread import Taken, widened
from crm_desktop.operations.demo.vocabulary import load


def test_names_are_as_common_as_in_a_real_town() -> None:
    words = widened(load())
    chance = random.Random(1)
    drawn = Counter(
        (chance.choice((*words.women, *words.men)), chance.choice(words.families)) for _person in range(5_000)
    )
    assert max(drawn.values()) <= 8, "a few are called the same"
    assert sum(count for count in drawn.values() if count > 1) < 0.06 * 5_000
    families = Counter(words.families)
    assert len(families) > 4_000
    assert 0.005 < families["Müller"] / families.total() < 0.02
    assert all(name[:1].isupper() for name in {*families, *words.women, *words.men})


def test_the_towns_are_where_their_codes_are() -> None:
    towns = read_towns(resources() / "postcodes")["DE"]
    assert [town for town in widened(load()).towns if not towns.is_in(town.postal_code, town.name)] == []


def test_who_comes_later_gets_another_name_on_the_internet() -> None:
    taken = Taken()
    assert [taken.one("e.graf", "eva.graf", at="post.example") for _each in range(3)] == [
        "e.graf", "eva.graf", "eva.graf2",
    ]  # fmt: skip
    assert taken.one("e.graf", "eva.graf", at="graf.example") == "e.graf"
