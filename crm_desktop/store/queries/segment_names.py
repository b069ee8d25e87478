"""What products and segments that criteria speak of are called, and what there is to choose from in a condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from crm_desktop.domain.criteria import Criteria, Group, from_plain, listed
from crm_desktop.store.queries.custom_fields import OwnField, own_fields
from crm_desktop.store.reading import Reader

_MOST = 400


class Names(NamedTuple):
    """A record a condition can name: its id and what it is called."""

    id: int
    name: str


class SegmentChoices(NamedTuple):
    """What the conditions of a segment can be chosen from in this file."""

    #: The values in use, by the field's name, the commonest first.
    words: Mapping[str, tuple[str, ...]]
    products: tuple[Names, ...]
    segments: tuple[Names, ...]
    own: tuple[OwnField, ...]
    currency: str


_COLUMNS = ("category", "industry", "source", "language", "legal_form", "buying_role", "payment_terms")
_WORDS = {
    **{
        name: f"select {name} from contact where {name} <> '' and deleted_at is null group by 1 order by count(*) desc"
        for name in _COLUMNS
    },
    "tag": "select name from tag group by 1 order by count(*) desc",
    "city": "select city from address where city <> '' group by 1 order by count(*) desc",
    "region": "select region from address where region <> '' group by 1 order by count(*) desc",
    "country": "select country from address where country <> '' group by 1 order by count(*) desc",
    "bought_category": "select category from sale_line where category <> '' group by 1 order by count(*) desc",
    "lost_reason": "select lost_reason from deal where lost_reason <> '' group by 1 order by count(*) desc",
    "won_argument": "select won_argument from deal where won_argument <> '' group by 1 order by count(*) desc",
    "campaign": "select name from campaign where deleted_at is null order by id desc",
}


def choices(reader: Reader) -> SegmentChoices:
    """Return what can be chosen from in conditions."""
    words = {name: tuple(reader.rows(str, f"{sql} limit {_MOST}")) for name, sql in _WORDS.items()}
    return SegmentChoices(
        words | {"answered_campaign": words["campaign"]},
        tuple(reader.rows(Names, "select id, name from product where deleted_at is null order by name limit 5000")),
        tuple(reader.rows(Names, "select id, name from segment where deleted_at is null order by name")),
        tuple(own_fields(reader)),
        str(reader.scalar("select currency from firm order by id limit 1") or "EUR"),
    )


def names_in(reader: Reader, plain: Mapping[str, Any]) -> dict[str, str]:
    """Return what products and segments are called that criteria name, by "product:7" and "segment:3"."""
    if listed(plain) is not None:
        return {}
    found: dict[str, str] = {}
    for kind, value in _records(from_plain(plain)):
        name = reader.scalar(f"select name from {kind} where id = ?", (value,))
        if name is not None:
            found[f"{kind}:{value}"] = str(name)
    return found


def _records(criteria: Criteria) -> list[tuple[str, int]]:
    if isinstance(criteria, Group):
        return [record for part in criteria.parts for record in _records(part)]
    kind = {"bought": "product", "segment": "segment"}.get(criteria.field)
    return [(kind, int(str(criteria.value)))] if kind and str(criteria.value).isdecimal() else []
