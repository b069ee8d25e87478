"""What was opened comes first, and tidying changes no answer."""

from __future__ import annotations

from crm_desktop.operations import search
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.store.making import add_person


def test_what_was_opened_last_comes_first_and_leaves_no_step(writer: Writer, reader: Reader) -> None:
    first, second = add_person(writer, "Karl A"), add_person(writer, "Karl B")
    outcome = search.touch(writer, kind="contact", ids=[second, first])
    assert outcome.step is None
    assert [hit.id for hit in search.find(reader, text="karl")] == [first, second]
    assert writer.undo().label == "Add “Karl B”"


def test_tidying_changes_no_answer_and_leaves_no_step(writer: Writer, reader: Reader) -> None:
    for number in range(30):
        add_person(writer, f"Karl {number}")
    before = search.find(reader, text="karl")
    pieces = reader.scalar("select count(distinct segid) from search_idx")
    assert search.tidy(writer).step is None
    assert search.find(reader, text="karl") == before
    assert reader.scalar("select count(distinct segid) from search_idx") == 1 < pieces
