"""Words put on deals, inside the steps of other operations."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.operations.contacts.fields import LONGEST_LINE
from crm_desktop.store.unit_of_work import Work


def put(work: Work, deal_ids: Sequence[int], names: Collection[str]) -> None:
    """Put words on deals; what they have already stays. Raises BadInput for a word that is too long."""
    found = _words(names)
    work.flush()
    work.executemany(
        "insert or ignore into deal_tag (deal_id, name) values (?, ?)",
        [(deal_id, name) for deal_id in deal_ids for name in found],
    )


def take_off(work: Work, deal_ids: Sequence[int], names: Collection[str]) -> None:
    """Take words off deals."""
    work.executemany(
        "delete from deal_tag where deal_id = ? and name = ?",
        [(deal_id, name) for deal_id in deal_ids for name in _words(names)],
    )


def have(work: Work, deal_id: int, names: Collection[str]) -> None:
    """Let a deal have these words and no others."""
    known = {str(name) for (name,) in work.read.rows(lambda *row: row, _NAMES, (deal_id,))}
    wanted = _words(names)
    take_off(work, [deal_id], known - set(wanted))
    put(work, [deal_id], [name for name in wanted if name not in known])


_NAMES = "select name from deal_tag where deal_id = ?"


def _words(names: Collection[str]) -> list[str]:
    found = list(dict.fromkeys(clean(name) for name in names if clean(name)))
    if any(len(name) > LONGEST_LINE for name in found):
        raise BadInput(_("Enter between 1 and {most} characters.").format(most=LONGEST_LINE), field="tags")
    return found
