"""Running numbers: never twice, in the firm's own pattern, anew each year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.operations.firm import numbers, setup
from crm_desktop.store.database import Database
from crm_desktop.store.unit_of_work import Writer


def taken(writer: Writer, document: str = "offer") -> str:
    """Take a number in a step of its own."""
    with writer.step("Take") as work:
        return numbers.take(work, document)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("A-{year}-{n}", "A-2026-7"), ("{yy}{n:4}", "260007"), ("{n:2}/{year}", "07/2026"), ("{n}", "7")],
)
def test_patterns_are_filled_in(pattern: str, expected: str) -> None:
    assert numbers.formatted(pattern, 7, date(2026, 11, 24)) == expected


def test_each_number_is_given_once_and_undo_gives_it_back(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    assert [taken(writer), taken(writer)] == ["A-2026-001", "A-2026-002"]
    writer.undo()
    assert taken(writer) == "A-2026-002"
    assert taken(writer, "customer") == "10001"
    assert taken(writer, "order") == "AB-2026-001"


def test_a_number_in_use_is_passed_over(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    with writer.step("Import") as work:
        work.execute(
            """insert into contact (uuid, kind, name, sort_key, customer_number)
               values ('u', 'company', 'X', 'x', '10001')"""
        )
    assert taken(writer, "customer") == "10002"


def test_the_counter_begins_anew_with_the_year_that_is_in_the_number(database: Database) -> None:
    days = iter([datetime(2026, 12, 31, 12, tzinfo=UTC)] * 5 + [datetime(2027, 1, 2, 12, tzinfo=UTC)] * 5)
    with database.writer(lambda: next(days)) as writer:
        setup.start_firm(writer, language="de")
        assert [taken(writer), taken(writer), taken(writer, "customer")] == ["A-2026-001", "A-2026-002", "10001"]
        numbers.change_number_range(writer, document="order", next_number=500)
        assert [taken(writer), taken(writer, "customer"), taken(writer, "order")] == [
            "A-2027-001",
            "10002",
            "AB-2027-001",
        ]


def test_a_firm_goes_on_where_its_old_program_stopped(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    numbers.change_number_range(writer, document="offer", pattern="AN-{year}-{n:4}", next_number=118)
    assert [taken(writer), taken(writer)] == ["AN-2026-0118", "AN-2026-0119"]


@pytest.mark.parametrize("pattern", ["", "A-{year}", "{n} {x}", "{n", "{n.__class__}"])
def test_patterns_that_make_no_different_numbers_are_refused(writer: Writer, pattern: str) -> None:
    setup.start_firm(writer, language="de")
    with pytest.raises(BadInput):
        numbers.change_number_range(writer, document="offer", pattern=pattern)


def test_an_unknown_document_has_no_numbers(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    with pytest.raises(NotFound):
        taken(writer, "dream")
    with pytest.raises(BadInput):
        numbers.change_number_range(writer, document="offer", next_number=0)
