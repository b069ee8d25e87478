"""A short list keeps what is selected while its rows are the same ones, and tells only of those that changed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.ui.models.short_rows import SpokenRows
from crm_desktop.ui.widgets.two_line import ROW_ROLE


class Row(NamedTuple):
    """A row with a number that stays and words that change."""

    id: int
    words: str

    def spoken(self) -> str:
        """Return the words."""
        return self.words


class Rows(SpokenRows[Row]):
    """Rows that are the same by their number."""

    def key(self, row: Row) -> object:
        """Return the number."""
        return row.id


def test_the_same_rows_are_drawn_anew_only_where_they_changed(qtbot: QtBot) -> None:
    rows = Rows()
    rows.show([Row(1, "one"), Row(2, "two"), Row(3, "three")])
    resets: list[bool] = []
    rows.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(rows.dataChanged) as changed:
        rows.show([Row(1, "one"), Row(2, "TWO"), Row(3, "three")])
    assert [index.row() for index in changed.args[:2]] == [1, 1]
    with qtbot.assertNotEmitted(rows.dataChanged):
        rows.show([Row(1, "one"), Row(2, "TWO"), Row(3, "three")])
    assert resets == []
    rows.show([Row(2, "TWO")])
    assert resets == [True]
    assert (rows.row_of(2), rows.row_of(1), rows.at(1), rows.rowCount(rows.index(0))) == (0, None, None, 0)


def test_a_row_is_handed_to_delegates_and_said_to_readers(qtbot: QtBot) -> None:
    rows = Rows()
    with qtbot.waitSignal(rows.modelReset):
        rows.replace([Row(1, "one"), Row(2, "two")])
    assert rows.index(1).data(ROW_ROLE) == Row(2, "two")
    assert rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "two"
    assert rows.index(1).data(Qt.ItemDataRole.FontRole) is None
    with qtbot.waitSignal(rows.rowsRemoved):
        rows.take(0)
    assert rows.rows() == [Row(2, "two")]
