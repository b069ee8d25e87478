"""What happened in a step is told from what records were and are; each thing once."""

from __future__ import annotations

from crm_desktop.domain.rule_facts import Change, DealNow, Now, OfferNow, TagNow, TaskNow
from crm_desktop.domain.rules import On
from crm_desktop.engine.workflow.events import Event, crossings, events, merged


def added(kind: str, ref: int = 1) -> Change:
    return Change(kind, ref, added=True, gone=False, before={})


def changed(kind: str, ref: int = 1, **before: object) -> Change:
    return Change(kind, ref, added=False, gone=False, before=before)


def gone(kind: str, ref: int = 1, **before: object) -> Change:
    return Change(kind, ref, added=False, gone=True, before=before)


def test_a_deal_enters_leaves_is_won_and_lost() -> None:
    now = Now(deals={1: DealNow(20, "open")})
    assert events([added("deal")], now) == [Event(On.DEAL_ENTERED, 1, 20)]
    moved = [Event(On.DEAL_LEFT, 1, 10), Event(On.DEAL_ENTERED, 1, 20)]
    assert events([changed("deal", stage_id=10)], now) == moved
    assert events([changed("deal", title="x")], now) == []
    assert events([changed("deal", 2, stage_id=10)], now) == [], "one in the bin is left alone"
    won = Now(deals={1: DealNow(20, "won")})
    assert events([changed("deal", status="open")], won) == [Event(On.DEAL_WON, 1)]
    assert events([changed("deal", status="open")], Now(deals={1: DealNow(20, "lost")})) == [Event(On.DEAL_LOST, 1)]
    assert events([changed("deal", status="won")], now) == []


def test_what_moved_and_came_back_within_a_step_has_not_moved() -> None:
    now = Now(deals={1: DealNow(20, "open")})
    step = merged([changed("deal", stage_id=20), changed("deal", stage_id=30)])
    assert events(step, now) == []
    assert merged([added("deal"), changed("deal", title="")])[0].added
    assert merged([changed("tag", name="A"), gone("tag", name="B", contact_id=7)])[0] == Change(
        "tag", 1, added=False, gone=True, before={"name": "A", "contact_id": 7}
    )


def test_offers_tasks_orders_and_inquiries() -> None:
    sent = Now(offers={1: OfferNow("sent")})
    assert events([changed("offer", status="draft")], sent) == [Event(On.OFFER_SENT, 1)]
    assert events([changed("offer", valid_until=None)], sent) == []
    partly = Now(offers={1: OfferNow("partly_accepted")})
    assert events([changed("offer", status="sent")], partly) == [Event(On.OFFER_ACCEPTED, 1)]
    assert events([changed("offer", status="sent")], Now(offers={1: OfferNow("superseded")})) == []
    done = Now(tasks={1: TaskNow(planned=True, done=True)})
    assert events([changed("activity", done_at=None)], done) == [Event(On.TASK_DONE, 1)]
    assert events([added("activity")], done) == []
    assert events([changed("activity", done_at=None)], Now(tasks={1: TaskNow(planned=False, done=True)})) == []
    assert events([added("lead"), added("sale")], Now(leads=frozenset({1}), sales=frozenset({1}))) == [
        Event(On.LEAD_CAME, 1), Event(On.ORDER_BOOKED, 1)
    ]  # fmt: skip
    assert events([added("lead")], Now()) == []


def test_tags_are_gained_lost_and_renamed() -> None:
    now = Now(tags={1: TagNow(7, "New")})
    assert events([added("tag")], now) == [Event(On.TAG_GAINED, 7, "New")]
    assert events([added("tag", 2)], now) == [], "one that was put on and taken off never was there"
    assert events([gone("tag", 3, name="Old", contact_id=8)], now) == [Event(On.TAG_LOST, 8, "Old")]
    assert events([changed("tag", name="Old")], now) == [Event(On.TAG_LOST, 7, "Old"), Event(On.TAG_GAINED, 7, "New")]
    reused = events([gone("tag", name="Old", contact_id=8)], now)
    assert reused == [Event(On.TAG_LOST, 8, "Old"), Event(On.TAG_GAINED, 7, "New")], "its number is another's now"


def test_who_is_inside_now_and_was_not_before_has_entered() -> None:
    found = crossings([5], {5: {1, 2}}, {5: {2, 3}})
    assert found == [Event(On.SEGMENT_ENTERED, 3, 5), Event(On.SEGMENT_LEFT, 1, 5)]
    assert crossings([5, 6], {}, {}) == []
