"""Changing a word on every contact and deal at once: tags, and the values of fields that come again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.times import to_text
from crm_desktop.store.queries.known_words import FIELDS

if TYPE_CHECKING:
    from crm_desktop.store.unit_of_work import Work

_TABLES = (("tag", "contact_id"), ("deal_tag", "deal_id"))


def count(work: Work, name: str) -> int:
    """Return how many contacts and deals have a tag."""
    return sum(int(work.read.scalar(f"select count(*) from {table} where name = ?", (name,))) for table, _id in _TABLES)


def rename(work: Work, name: str, to: str) -> None:
    """Give a tag another name; a contact or deal that has both keeps one."""
    for table, owner in _TABLES:
        work.execute(
            f"delete from {table} where name = ? and {owner} in (select {owner} from {table} where name = ?)",
            (name, to),
        )
        work.execute(f"update {table} set name = ? where name = ?", (to, name))


def remove(work: Work, name: str) -> None:
    """Take a tag off every contact and deal."""
    for table, _owner in _TABLES:
        work.execute(f"delete from {table} where name = ?", (name,))


def replace_value(work: Work, field: str, value: str, to: str) -> int:
    """Write another value into a field of every contact that has this one; return how many had it."""
    if field not in FIELDS:
        raise ValueError(field)
    return work.execute(
        f"update contact set {field} = ?, updated_at = ?, version = version + 1 where {field} = ?",
        (to, to_text(work.now), value),
    )
