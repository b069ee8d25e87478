"""Follow-up sets: tasks kept under a name, planned on working days, and never changed behind the user's back."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.deals import deals, follow_up_sets, pipelines
from crm_desktop.operations.deals.stage_tasks import StageTask
from crm_desktop.operations.firm import setup
from crm_desktop.store.queries import follow_up_sets as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

CALL = StageTask(3, ActivityKind.CALL, "Ask after it")
VISIT = StageTask(10, ActivityKind.VISIT, "Visit")


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


def planned(reader: Reader) -> list[tuple[str, str]]:
    return reader.rows(
        lambda *row: row, "select subject, due_on from activity where due_on is not null order by id"
    )  # fmt: skip


def test_a_set_is_kept_under_its_name_and_found_by_it(writer: Writer, reader: Reader) -> None:
    set_id = follow_up_sets.add_set(writer, name=" After an offer ", tasks=[CALL, VISIT]).value
    found = queries.set_named(reader, "AFTER AN OFFER")
    assert found is not None
    assert (found.id, found.name, found.stages) == (set_id, "After an offer", ())
    assert [task["days"] for task in found.tasks] == [3, 10]
    with pytest.raises(BadInput, match="already"):
        follow_up_sets.add_set(writer, name="after an offer", tasks=[])
    with pytest.raises(BadInput):
        follow_up_sets.add_set(writer, name="  ", tasks=[])


def test_a_task_that_cannot_be_planned_is_refused(writer: Writer) -> None:
    for task in (
        StageTask(-1, ActivityKind.CALL, "Ask"),
        StageTask(1, ActivityKind.NOTE, "Ask"),
        CALL._replace(subject=" "),
    ):
        with pytest.raises(BadInput) as refusal:
            follow_up_sets.add_set(writer, name="Set", tasks=[task])
        assert refusal.value.field == "tasks"


def test_changing_a_set_leaves_what_it_planned(writer: Writer, reader: Reader) -> None:
    set_id = follow_up_sets.add_set(writer, name="After an offer", tasks=[CALL]).value
    pipelines.change_stage(writer, stage_id=1, follow_up_set_id=set_id)
    deals.add_deal(writer, title="Lobby")
    before = planned(reader)
    assert before == [("Ask after it", "2026-11-27")]
    follow_up_sets.change_set(writer, set_id=set_id, tasks=[VISIT])
    assert planned(reader) == before
    deals.add_deal(writer, title="Roof")
    assert planned(reader) == [*before, ("Visit", "2026-12-04")]


def test_a_set_put_away_leaves_its_stages_and_comes_back_with_undo(writer: Writer, reader: Reader) -> None:
    set_id = follow_up_sets.add_set(writer, name="After an offer", tasks=[CALL]).value
    pipelines.change_stage(writer, stage_id=1, follow_up_set_id=set_id)
    assert queries.follow_up_sets(reader)[0].stages == ("Sales: Offer sent",)
    follow_up_sets.delete_set(writer, set_id=set_id)
    assert queries.follow_up_sets(reader) == []
    deals.add_deal(writer, title="Lobby")
    assert planned(reader) == []
    writer.undo()
    writer.undo()
    assert queries.follow_up_sets(reader)[0].stages == ("Sales: Offer sent",)


def test_a_rule_can_plan_a_set_inside_its_step(writer: Writer, reader: Reader) -> None:
    set_id = follow_up_sets.add_set(writer, name="After an offer", tasks=[CALL, VISIT]).value
    deal_id = deals.add_deal(writer, title="Lobby").value
    with writer.step("Rule") as work:
        ids = follow_up_sets.plan_set(work, set_id, deal_id=deal_id)
        assert follow_up_sets.plan_set(work, set_id + 1) == []
    assert len(ids) == 2
    assert [subject for subject, _day in planned(reader)] == ["Ask after it", "Visit"]
