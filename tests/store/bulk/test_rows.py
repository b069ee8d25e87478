"""Many rows at once: whatever the columns hold, what lies in the file is what was handed over."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from crm_desktop.store.bulk.rows import insert_rows

if TYPE_CHECKING:
    from crm_desktop.store.unit_of_work import Writer

_COLUMNS = ("id", "uuid", "external_id", "deleted_at", "employees", "note", "customer_number")
_TEXTS = ((None,), ("",), ("x", "null", "'", "0"), (None, "a"), (None, "", "a"), ("", "a"))
_NUMBERS = ((None,), (None, 7), (7, 0), (None, 0))


@pytest.mark.parametrize("count", [1, 60, 600])
@pytest.mark.parametrize("seed", range(8))
def test_every_value_lies_in_the_file_as_it_was_handed_over(writer: Writer, count: int, seed: int) -> None:
    chance = random.Random(seed)
    texts = [chance.choice(_TEXTS) for _column in range(3)]
    numbers = chance.choice(_NUMBERS)
    rows = [
        (
            at, f"u{at}", chance.choice(texts[0]), chance.choice(texts[1]), chance.choice(numbers),
            chance.choice(["", "Ulm"]), chance.choice(texts[2]),
        )
        for at in range(1, count + 1)
    ]  # fmt: skip
    with writer.step("many") as work:
        insert_rows(work, "contact", _COLUMNS, rows)
        kept = work.read.rows(lambda *row: row, f"select {', '.join(_COLUMNS)} from contact order by id")
    assert kept == rows
