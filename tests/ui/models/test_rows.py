"""Lists of any length: rows come as they are looked at, keep their face while read again, and the ids stay in order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.rows import ID_ROLE, PAGE, RECORD_ROLE, RowsModel
from crm_desktop.ui.widgets.two_line import ROW_ROLE


class Line(NamedTuple):
    """A row of the test's query."""

    id: int
    name: str


class Source:
    """A reader that counts the questions it was asked."""

    asked: list[list[int]]

    def __init__(self) -> None:
        self.asked = []
        self.suffix = ""

    def interrupt(self) -> None:
        self.suffix = ""

    def close(self) -> None:
        self.asked.clear()


def fetch(reader: Source, *, ids: Sequence[int]) -> list[Line]:
    reader.asked.append(list(ids))
    return [Line(record_id, f"name {record_id}{reader.suffix}") for record_id in ids]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def desk(qtbot: QtBot, source: Source) -> Iterator[Desk]:
    made = Desk(lambda: source, lambda: pytest.fail("nothing is written here"), lambda _reader: (None, None))
    yield made
    made.close()


@pytest.fixture
def model(desk: Desk) -> RowsModel[Line]:
    return RowsModel(desk, fetch, lambda row: row.name.upper(), lambda row: row.name)


def value(model: RowsModel[Line], row: int, role: int = ROW_ROLE) -> Any:
    return model.data(model.index(row), role)


def test_a_page_is_read_when_one_of_its_rows_is_looked_at_and_once_only(
    model: RowsModel[Line], source: Source, qtbot: QtBot
) -> None:
    model.show_ids(array("q", range(1000, 2000)))
    assert value(model, 130) is None
    assert value(model, 131) is None
    qtbot.waitUntil(lambda: value(model, 130) == "NAME 1130")
    assert source.asked == [list(range(1000 + 2 * PAGE, 1000 + 3 * PAGE))]
    assert value(model, 130, Qt.ItemDataRole.AccessibleTextRole) == "name 1130"
    assert value(model, 130, RECORD_ROLE) == Line(1130, "name 1130")
    assert value(model, 999, ID_ROLE) == 1999


def test_a_changed_row_keeps_its_face_until_the_new_one_is_there(
    model: RowsModel[Line], source: Source, qtbot: QtBot
) -> None:
    model.show_ids(array("q", [5, 6]))
    value(model, 0)
    qtbot.waitUntil(lambda: value(model, 0) == "NAME 5")
    source.suffix = "!"
    model.refresh(frozenset({5, 77}))
    assert value(model, 0) == "NAME 5"
    qtbot.waitUntil(lambda: value(model, 0) == "NAME 5!")
    assert value(model, 1) == "NAME 6"


def test_the_whole_list_may_follow_its_first_page(model: RowsModel[Line]) -> None:
    model.show_ids(array("q", [1, 2, 3]), [Line(1, "one")])
    assert value(model, 0) == "ONE"
    model.extend_ids(array("q", [1, 2, 3, 4]))
    assert model.rowCount() == 4
    assert model.row_of(4) == 3
    model.extend_ids(array("q", [9, 1]))
    assert model.row_of(9) == 0
    assert model.row_of(4) is None


def test_it_is_a_model_as_qt_wants_it(model: RowsModel[Line], qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model.show_ids(array("q", [1, 2, 3]))
    value(model, 0)
    qtbot.waitUntil(lambda: value(model, 0) is not None)
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert value(model, 7) is None
