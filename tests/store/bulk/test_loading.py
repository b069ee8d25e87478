"""Large loads: indexes and kept sums are away meanwhile and right again afterwards, also when it fails."""

from __future__ import annotations

import pytest

from crm_desktop.store import driver, kept_sums
from crm_desktop.store.bulk.loading import large_load
from crm_desktop.store.reading import Reader
from crm_desktop.store.setting_aside import LEAST
from crm_desktop.store.unit_of_work import Writer


def indexes(reader: Reader) -> list[str]:
    return reader.rows(str, "select sql from sqlite_schema where type = 'index' and sql is not null order by name")


def test_indexes_are_away_during_a_large_load_and_back_after_it(writer: Writer, reader: Reader) -> None:
    before = indexes(reader)
    with writer.step("load") as work, large_load(work, LEAST):
        assert len(indexes(work.read)) < len(before) - 8
        work.execute("insert into contact (uuid, name, sort_key) values ('u', 'Graf', 'graf')")
    assert indexes(reader) == before
    assert reader.scalar("select id from contact indexed by ix_contact_by_name where deleted_at is null") == 1
    writer.undo()
    assert reader.scalar("select count(*) from contact") == 0


def test_a_load_that_fails_leaves_the_indexes_as_they_were(writer: Writer, reader: Reader) -> None:
    before = indexes(reader)
    with pytest.raises(ValueError, match="in the middle"), writer.step("load") as work, large_load(work, LEAST):
        raise ValueError("in the middle")
    assert indexes(reader) == before


def test_a_load_that_is_small_beside_what_is_there_leaves_the_indexes_alone(writer: Writer, reader: Reader) -> None:
    before = indexes(reader)
    with writer.step("load") as work, large_load(work, LEAST - 1):
        assert indexes(work.read) == before


def test_the_sum_of_what_is_known_is_right_after_a_large_load_and_kept_from_then_on(
    writer: Writer, reader: Reader
) -> None:
    before = "insert into contact (id, uuid, name, source) values (1, 'a', 'Graf', 'Fair')"
    with writer.step("one") as work:
        work.execute(before)
    with writer.step("load") as work, large_load(work, LEAST):
        work.execute("insert into contact (id, uuid, name, category) values (2, 'b', 'Behn', 'A')")
        work.execute("insert into contact_point (contact_id, kind, value) values (2, 'email', 'b@x.example')")
        work.execute("update contact set source = '' where id = 1")
    assert kept_sums.are_right(reader)
    with writer.step("after") as work:
        work.execute("insert into address (contact_id, city) values (2, 'Ulm')")
        work.execute("delete from contact where id = 1")
    assert kept_sums.are_right(reader)
    writer.undo()
    writer.undo()
    assert kept_sums.are_right(reader)
    assert reader.scalar("select sum(cases) from known_sum") == 1


def test_a_load_that_fails_leaves_the_sums_as_they_were_and_kept(writer: Writer, reader: Reader) -> None:
    insert = "insert into contact (uuid, name) values ('a', 'Graf')"
    with pytest.raises(driver.IntegrityError), writer.step("load") as work, large_load(work, LEAST):
        work.executemany(insert, [(), ()])
    with writer.step("after") as work:
        work.execute(insert)
    assert kept_sums.are_right(reader)
    assert reader.scalar("select sum(cases) from known_sum") == 1
