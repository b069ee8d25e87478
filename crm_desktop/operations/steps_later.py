"""Undoing one step that is not the newest: a merge of last week, with all that was done since left in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.store.bulk import undo_later
from crm_desktop.store.bulk.undo_later import Stays
from crm_desktop.store.queries import changed_since
from crm_desktop.store.queries.changed_since import Since
from crm_desktop.store.unit_of_work import Work, Writer

#: Fields named in the message; the rest is counted.
_NAMED = 3


@dataclass(frozen=True)
class TakenBack:
    """What stays as later steps left it, in words; nothing where all is as it was."""

    stays: tuple[str, ...] = ()
    words: str = ""


def undo_one(
    writer: Writer,
    *,
    step_id: int,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[TakenBack]:
    """Take back one step and leave what was done after it; the value says what stays because it was changed since.

    A step of its own, so it can be undone too. Raises Refused where the old state cannot stand beside the new one,
    Cancelled where it was stopped.
    """

    def between(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled(_("Stopped. Nothing was changed."))
        progress(done, total)

    with writer.step(_("Take back a step")) as work:
        label, stays = undo_later.take_back(work, step_id, between)
        work.label = _("Take back: {step}").format(step=label)
        told = _told(work, stays, step_id)
    return work.outcome(told)


def _told(work: Work, stays: list[Stays], step_id: int) -> TakenBack:
    kept = frozenset(one.row_id for one in stays if one.kind == "contact" and not one.column)
    since = changed_since.of_contacts(work.read, step_id=step_id, ids=kept)
    # What was added with a contact that stays, stays with it, and is no news.
    told = [one for one in stays if one.kind == "contact" or not _is_part_of(work, one, kept)]
    names = tuple(dict.fromkeys(_name(work, one, since) for one in told))
    if not names:
        return TakenBack()
    shown = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        rest = plural("{n} more", "{n} more", len(names) - _NAMED)
        shown = f"{shown}, {rest}"
    return TakenBack(names, _("Changed since then, so left as it is: {what}.").format(what=shown))


def _is_part_of(work: Work, one: Stays, kept: frozenset[int]) -> bool:
    return bool(kept) and changed_since.owner_of(work.read, one.kind, one.row_id) in kept


def _name(work: Work, one: Stays, since: dict[int, Since]) -> str:
    """Return what stays in words a user knows: the field and whose it is, or the record."""
    field = contact_fields.labels().get(one.column, "")
    if one.kind == "contact":
        whose = undo_later.name_of(work.read, one.row_id)
        if field:
            return _("{field} of “{name}”").format(field=field, name=whose)
        if became := _became(since.get(one.row_id, Since())):
            return _("“{name}” ({changes})").format(name=whose, changes=became)
        return _("“{name}” (belongs to a contact that stays)").format(name=whose)
    return _kinds().get(one.kind, _("another entry"))


def _became(since: Since) -> str:
    """Return what became of a contact in words: the fields that were changed, and what was added."""
    labels, kinds = contact_fields.labels(), _kinds()
    named = [labels[column] for column in since.columns if column in labels]
    if "deleted_at" in since.columns:
        named.append(_("put into the bin"))
    named += [kinds.get(kind, _("another entry")) for kind in since.kinds]
    return ", ".join(dict.fromkeys(named))


def _kinds() -> dict[str, str]:
    return {
        "deal": _("a deal"), "activity": _("an entry of the history"), "offer": _("an offer"), "sale": _("an order"),
        "contact_point": _("a phone or e-mail"), "address": _("an address"), "consent": _("a consent"),
        "lead": _("an inquiry"), "tag": _("a tag"), "activity_contact": _("an entry of the history"),
        "attachment": _("a file"), "contact": _("another contact"), "campaign_member": _("a campaign"),
    }  # fmt: skip
