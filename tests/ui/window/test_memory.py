"""What was opened lately comes first when something is searched."""

from __future__ import annotations

from crm_desktop.store.queries.steps import undo_label
from crm_desktop.store.search import find
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.window.memory import Memory
from tests.ui.office import Stage


def test_the_record_opened_last_is_found_first(stage: Stage) -> None:
    before = [hit.id for hit in find(stage.reader, text="ho", limit=20, kinds=("contact",))]
    assert len(before) > 2
    undo = undo_label(stage.reader)
    memory = stage.window.findChild(Memory)
    assert memory is not None
    for wanted in (before[-2], before[-1]):
        memory.opened(Place("contacts", "contact", wanted))
    memory.settle()
    stage.settle()
    after = [hit.id for hit in find(stage.reader, text="", limit=20, kinds=("contact",))]
    assert after[:2] == [before[-1], before[-2]]
    assert undo_label(stage.reader) == undo
