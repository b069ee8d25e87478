"""Changing a tag on every contact at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.store.unit_of_work import Work


def count(work: Work, name: str) -> int:
    """Return how many contacts have a tag."""
    return int(work.read.scalar("select count(*) from tag where name = ?", (name,)))


def rename(work: Work, name: str, to: str) -> None:
    """Give a tag another name; a contact that has both keeps one."""
    work.execute(
        "delete from tag where name = ? and contact_id in (select contact_id from tag where name = ?)", (name, to)
    )
    work.execute("update tag set name = ? where name = ?", (to, name))


def remove(work: Work, name: str) -> None:
    """Take a tag off every contact."""
    work.execute("delete from tag where name = ?", (name,))
