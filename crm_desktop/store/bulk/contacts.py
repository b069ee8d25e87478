"""Changing many contacts by one statement each, in portions between which the work can be stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _
from crm_desktop.base.times import to_text
from crm_desktop.store.unit_of_work import Work

#: Contacts changed between two looks at whether the user wants it stopped.
PORTION = 1_000

_AMONG = "(select value from json_each(:ids))"

_TAG = f"""
insert into tag (contact_id, name)
select c.id, :name from contact c
where c.id in {_AMONG} and not exists (
  select 1 from tag t where t.contact_id = c.id and t.name in (select value from json_each(:alike))
)
order by c.id"""

_UNTAG = f"delete from tag where contact_id in {_AMONG} and name in (select value from json_each(:alike))"

_SET = f"""
update contact set {{column}} = :value, updated_at = :now, version = version + 1
where id in {_AMONG} and {{column}} is not :value"""

_BIN = f"""
update contact set deleted_at = :now, updated_at = :now, version = version + 1
where id in {_AMONG} and deleted_at is null"""

_STAR = f"""
insert into favourite (contact_id) select id from contact where id in {_AMONG} on conflict (contact_id) do nothing"""

_UNSTAR = f"delete from favourite where contact_id in {_AMONG}"


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


class Many(NamedTuple):
    """The contacts of a large change, who is told how far it is, and who may stop it."""

    ids: Sequence[int]
    progress: Callable[[int, int], None] = _silent
    cancelled: Callable[[], bool] = _never

    def portions(self) -> Iterator[str]:
        """Yield the ids in portions, ready for a statement. Raises Cancelled between two when the user wants so."""
        for start in range(0, len(self.ids), PORTION):
            if self.cancelled():
                raise Cancelled(_("Stopped. Nothing was changed."))
            portion = list(self.ids[start : start + PORTION])
            yield json.dumps(portion)
            self.progress(start + len(portion), len(self.ids))


def tag(work: Work, many: Many, name: str) -> None:
    """Put a tag on contacts that do not have it, in whatever case."""
    alike = _alike(work, name)
    for ids in many.portions():
        work.execute(_TAG, {"ids": ids, "name": name, "alike": alike})


def untag(work: Work, many: Many, name: str) -> None:
    """Take a tag off contacts, in whatever case it is written."""
    alike = _alike(work, name)
    for ids in many.portions():
        work.execute(_UNTAG, {"ids": ids, "alike": alike})


def _alike(work: Work, name: str) -> str:
    """Return the tags in use that are this one in another case, as JSON; SQLite knows plain letters only."""
    in_use = work.read.rows(str, "select distinct name from tag")
    return json.dumps([one for one in in_use if one.casefold() == name.casefold()])


def set_category(work: Work, many: Many, category: str) -> None:
    """Give contacts a category."""
    _set(work, many, "category", category)


def set_standing(work: Work, many: Many, standing: str) -> None:
    """Give contacts a standing."""
    _set(work, many, "standing", standing)


def put_into_bin(work: Work, many: Many) -> None:
    """Put contacts into the bin that do not lie there."""
    for ids in many.portions():
        work.execute(_BIN, {"ids": ids, "now": to_text(work.now)})


def star(work: Work, contact_ids: Collection[int], *, on: bool) -> None:
    """Put contacts among the favourites or take them out."""
    work.execute(_STAR if on else _UNSTAR, {"ids": json.dumps(sorted(contact_ids))})


def _set(work: Work, many: Many, column: str, value: str) -> None:
    for ids in many.portions():
        work.execute(_SET.format(column=column), {"ids": ids, "value": value, "now": to_text(work.now)})
