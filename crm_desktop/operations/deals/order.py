"""The order of a lane where the user sorts by hand: a card is put below another one."""

from __future__ import annotations

from crm_desktop.store.queries import deals as queries
from crm_desktop.store.unit_of_work import Work

#: Neighbours closer than this leave no room between them; the lane is numbered anew then.
_CLOSEST = 1e-6


def put_below(work: Work, deal_id: int, stage_id: int, above: int) -> None:
    """Put a deal below another one of its lane, or with 0 on top; one that is not there means the end."""
    lane = [place for place in queries.places(work.read, stage_id=stage_id) if place.id != deal_id]
    at = 0 if above == 0 else next((n for n, place in enumerate(lane, 1) if place.id == above), len(lane))
    before = lane[at - 1].position if at else None
    after = lane[at].position if at < len(lane) else None
    if before is None and after is None:
        _set(work, [(1.0, deal_id)])
    elif before is None and after is not None:
        _set(work, [(after - 1, deal_id)])
    elif before is not None and after is None:
        _set(work, [(before + 1, deal_id)])
    elif before is not None and after is not None and after - before > _CLOSEST:
        _set(work, [((before + after) / 2, deal_id)])
    else:
        ids = [place.id for place in lane]
        ids.insert(at, deal_id)
        _set(work, [(float(number), one) for number, one in enumerate(ids, 1)])


def _set(work: Work, places: list[tuple[float, int]]) -> None:
    work.flush()
    work.executemany("update deal set position = ? where id = ?", places)
