"""Something may follow in each step: it sees what was changed and how it was before, and can take back its own part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crm_desktop.domain.contacts import Contact, Tag
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work
from tests.builders import standing_clock
from tests.store.making import company


def act(database: Database, follow: Callable[[Work], None], name: str = "A") -> None:
    with database.writer(standing_clock, follow=follow) as writer, writer.step("Add") as work:
        work.add(company(name))


def names(reader: Reader) -> list[str]:
    return reader.rows(str, "select name from contact order by id")


def test_what_follows_belongs_to_the_step_and_is_undone_with_it(database: Database, reader: Reader) -> None:
    def follow(work: Work) -> None:
        changes, after = work.changed()
        assert changes.ids("contact") == {1}
        work.add(company("B"))
        more, _after = work.changed(after=after)
        assert more.ids("contact") == {2}, "what follows is told apart, though its id is the next"
        assert work.before.scalar("select count(*) from contact") == 0

    with database.writer(standing_clock, follow=follow) as writer:
        with writer.step("Add") as work:
            work.add(company("A"))
        assert names(reader) == ["A", "B"]
        assert work.outcome(None).changes.ids("contact") == frozenset({1, 2})
        writer.undo()
        assert names(reader) == []
        writer.redo()
        assert names(reader) == ["A", "B"]


def test_a_savepoint_takes_back_its_own_part_alone(database: Database, reader: Reader) -> None:
    def lose(work: Work) -> None:
        with work.savepoint():
            work.add(company("lost"))
            work.get(Contact, 1).name = "changed"
            work.flush()
            raise ZeroDivisionError

    def follow(work: Work) -> None:
        with pytest.raises(ZeroDivisionError):
            lose(work)
        assert work.get(Contact, 1).name == "A"
        with work.savepoint():
            work.add(company("kept"))

    act(database, follow)
    assert names(reader) == ["A", "kept"]


def test_a_flush_that_fails_within_a_savepoint_does_not_spoil_the_step(database: Database, reader: Reader) -> None:
    def clash(work: Work) -> None:
        with work.savepoint():
            work.add(Tag(contact_id=1, name="twice"))
            work.add(Tag(contact_id=1, name="twice"))

    def follow(work: Work) -> None:
        for _time in range(2):
            with pytest.raises(Exception, match="UNIQUE"):
                clash(work)
        with work.savepoint():
            work.add(Tag(contact_id=1, name="once"))

    act(database, follow)
    assert reader.rows(str, "select name from tag") == ["once"]


def test_a_step_that_changes_nothing_leaves_no_trace_of_who_looked(database: Database, reader: Reader) -> None:
    def follow(work: Work) -> None:
        assert not work.changed()[0]

    with database.writer(standing_clock, follow=follow) as writer, writer.step("Look"):
        pass
    assert reader.scalar("select count(*) from step") == 0
    assert reader.scalar("select count(*) from change") == 0
