"""What happened in a step, as rules understand it: told from what each record was before and what it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from crm_desktop.domain.rule_facts import Change, DealNow, Now, TagNow
from crm_desktop.domain.rules import On


class Event(NamedTuple):
    """Something that happened to a record; `value` is the stage, tag or segment it happened with."""

    on: On
    ref: int
    value: int | str | None = None


_OFFERS = {
    "sent": On.OFFER_SENT,
    "accepted": On.OFFER_ACCEPTED,
    "partly_accepted": On.OFFER_ACCEPTED,
    "rejected": On.OFFER_DECLINED,
}
_CLOSED = {"won": On.DEAL_WON, "lost": On.DEAL_LOST}


def events(changes: Iterable[Change], now: Now) -> list[Event]:
    """Return what happened, each thing once, in the order of the changes."""
    found: dict[Event, None] = {}
    for change in changes:
        for event in _events_of(change, now):
            found[event] = None
    return list(found)


def crossings(
    segment_ids: Iterable[int], before: Mapping[int, Collection[int]], after: Mapping[int, Collection[int]]
) -> list[Event]:
    """Return who entered and who left each segment, from its members before and after."""
    found = []
    for segment_id in segment_ids:
        was, is_now = set(before.get(segment_id, ())), set(after.get(segment_id, ()))
        found += [Event(On.SEGMENT_ENTERED, ref, segment_id) for ref in sorted(is_now - was)]
        found += [Event(On.SEGMENT_LEFT, ref, segment_id) for ref in sorted(was - is_now)]
    return found


def merged(changes: Iterable[Change]) -> list[Change]:
    """Return one change for each record: what it was before the first of them."""
    found: dict[tuple[str, int], Change] = {}
    for change in changes:
        key = (change.kind, change.ref)
        first = found.get(key)
        if first is None:
            found[key] = change
        else:
            found[key] = first._replace(before={**change.before, **first.before}, gone=first.gone or change.gone)
    return list(found.values())


def _events_of(change: Change, now: Now) -> Iterator[Event]:
    match change.kind:
        case "deal" if change.ref in now.deals:
            yield from _of_deal(change, now.deals[change.ref])
        case "offer" if change.ref in now.offers:
            status = now.offers[change.ref].status
            if status in _OFFERS and (change.added or change.before.get("status", status) != status):
                yield Event(_OFFERS[status], change.ref)
        case "lead" if change.added and change.ref in now.leads:
            yield Event(On.LEAD_CAME, change.ref)
        case "sale" if change.added and change.ref in now.sales:
            yield Event(On.ORDER_BOOKED, change.ref)
        case "activity" if change.ref in now.tasks:
            task = now.tasks[change.ref]
            if task.planned and task.done and not change.added and change.before.get("done_at", "") is None:
                yield Event(On.TASK_DONE, change.ref)
        case "tag":
            yield from _of_tag(change, now.tags.get(change.ref))


def _of_deal(change: Change, deal: DealNow) -> Iterator[Event]:
    stage = None if change.added else change.before.get("stage_id", deal.stage_id)
    if stage != deal.stage_id:
        if stage is not None:
            yield Event(On.DEAL_LEFT, change.ref, stage)
        yield Event(On.DEAL_ENTERED, change.ref, deal.stage_id)
    status = None if change.added else change.before.get("status", deal.status)
    if status != deal.status and deal.status in _CLOSED:
        yield Event(_CLOSED[deal.status], change.ref)


def _of_tag(change: Change, tag: TagNow | None) -> Iterator[Event]:
    """A tag that was put on and taken off in the same step never was there."""
    if change.added:
        if tag is not None:
            yield Event(On.TAG_GAINED, tag.contact_id, tag.name)
        return
    name = change.before.get("name")
    if not isinstance(name, str) or (tag is not None and tag.name == name):
        return
    # A number that came free in the step may be another contact's tag now.
    contact = change.before.get("contact_id", tag.contact_id if tag is not None else None)
    if isinstance(contact, int):
        yield Event(On.TAG_LOST, contact, name)
    if tag is not None:
        yield Event(On.TAG_GAINED, tag.contact_id, tag.name)
