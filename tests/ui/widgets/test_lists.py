"""Lists, tables and delegates: rows are drawn from ready objects, keys work, a bad row costs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTableWidget

from crm_desktop.base.settings import Settings
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.header import ElidingHeader
from crm_desktop.ui.widgets.lists import LongListView, RowListView
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine, TwoLineDelegate, draw_two_line
from tests.ui.gallery import PEOPLE, People

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from crm_desktop.ui.theme.theme import Theme


@pytest.fixture(params=["long", "any"])
def people(request: pytest.FixtureRequest, qtbot: QtBot) -> RowListView | LongListView:
    view: RowListView | LongListView
    if request.param == "long":
        view = LongListView(People(), TwoLineDelegate(), name="Contacts")
    else:
        view = RowListView(People(), TwoLineDelegate(), name="Contacts")
    view.model().setParent(view)
    qtbot.addWidget(view)
    view.resize(336, 500)
    view.show()
    view.setCurrentIndex(view.model().index(0, 0))
    return view


def test_letters_and_arrows_move_and_the_ends_hold(people: RowListView | LongListView) -> None:
    rows: list[int] = []
    people.moved.connect(lambda index: rows.append(index.row()))
    for key in (Qt.Key.Key_K, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K):
        QTest.keyClick(people, key)
    people.step(99)
    assert rows == [1, 2, 1, len(PEOPLE) - 1]


def test_enter_opens_space_peeks_and_an_empty_list_does_nothing(
    people: RowListView | LongListView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(people.opened) as opened:
        QTest.keyClick(people, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].row() == 0
    with qtbot.waitSignal(people.peeked):
        QTest.keyClick(people, Qt.Key.Key_Space)
    people.setCurrentIndex(QModelIndex())
    with qtbot.assertNotEmitted(people.opened), qtbot.assertNotEmitted(people.peeked):
        QTest.keyClick(people, Qt.Key.Key_Return)
        QTest.keyClick(people, Qt.Key.Key_Space)


def test_rows_have_the_height_of_the_density(people: RowListView | LongListView, theme: Theme) -> None:
    heights = []
    for density in ("compact", "normal", "relaxed"):
        theme.follow(Settings(scheme="light", density=density))
        heights.append(people.itemDelegate().sizeHint(QStyleOptionViewItem(), people.currentIndex()).height())
    assert heights == [48, 60, 72]


def test_letters_that_mean_nothing_to_a_list_are_left_to_the_commands(people: RowListView | LongListView) -> None:
    for key, letter, taken in ((Qt.Key.Key_N, "n", False), (Qt.Key.Key_J, "j", True), (Qt.Key.Key_Slash, "/", False)):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(people, event)
        assert event.isAccepted() is taken


class Million(QAbstractListModel):
    """Many rows that cost nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: set[int] = set()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1_000_000

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == ROW_ROLE:
            self.painted.add(index.row())
            return TwoLine(f"Person {index.row()}")
        return None


def test_a_million_rows_ask_only_for_those_in_sight(theme: Theme, qtbot: QtBot) -> None:
    model = Million()
    view = LongListView(model, TwoLineDelegate(), name="Contacts")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(336, 600)
    view.show()
    QApplication.processEvents()
    assert len(model.painted) <= 12
    assert view.rowHeight(999_999) == look().row
    QTest.keyClick(view, Qt.Key.Key_End)
    QApplication.processEvents()
    assert view.currentIndex().row() == 999_999
    assert len(model.painted) <= 24
    assert view.columnWidth(0) == view.viewport().width()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0


class Broken(DelegateBase):
    """Fails on the second row."""

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        painter.fillRect(row.area, look().colour("accent"))
        if index.row() == 1:
            raise KeyError(index.row())


def test_a_row_that_cannot_be_drawn_is_told_once_and_the_others_stay(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    model = QStandardItemModel()
    for words in ("One", "Two", "Three"):
        model.appendRow(QStandardItem(words))
    view = RowListView(model, Broken(), name="Rows")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(200, 200)
    pictures = [view.grab().toImage() for _ in range(3)]
    told = [record.getMessage().splitlines()[0] for record in caplog.records]
    caplog.clear()
    assert told == ["Broken.draw could not be drawn"]
    third = view.visualRect(model.index(2, 0)).center()
    assert pictures[2].pixelColor(third).name() == look().tokens.accent.lower()


def drawn(line: TwoLine, *, width: int = 336, selected: bool = False) -> QImage:
    """Return the picture of one row."""
    picture = QImage(width, 60, QImage.Format.Format_RGB32)
    picture.fill(look().colour("surface"))
    row = Row(QRectF(0, 0, width, 60), look(), selected=selected, hovered=False, ringed=False)
    with QPainter(picture) as painter:
        draw_two_line(painter, row, line)
    return picture


def test_a_long_name_gives_way_to_what_stands_at_the_right(theme: Theme) -> None:
    right = drawn(TwoLine("A", "d", "Yesterday", "clock-alert", "danger"))
    long = drawn(
        TwoLine("A very long name indeed that never ends, with titles", "d", "Yesterday", "clock-alert", "danger")
    )
    edge = 336 - 110
    assert long.copy(edge, 0, 110, 60) == right.copy(edge, 0, 110, 60)


def test_what_a_row_says_can_be_seen(theme: Theme) -> None:
    plain = drawn(TwoLine("Miriam Kessler", "Purchasing"))
    for other in (
        TwoLine("Miriam Kessler", "Sales"),
        TwoLine("Miriam Kessler", "Purchasing", "Today"),
        TwoLine("Miriam Kessler", "Purchasing", avatar="Miriam Kessler"),
        TwoLine("Miriam Kessler", "Purchasing", icon="user"),
        TwoLine("Miriam Kessler", "Purchasing", faint=True),
    ):
        assert drawn(other) != plain


def test_rows_that_are_not_there_yet_stay_empty(qtbot: QtBot) -> None:
    model = QStandardItemModel()
    model.appendRow(QStandardItem(""))
    view = RowListView(model, TwoLineDelegate(), name="Rows")
    model.setParent(view)
    qtbot.addWidget(view)
    assert model.index(0, 0).data(ROW_ROLE) is None
    assert not view.grab().isNull()


def test_the_model_of_the_gallery_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = People()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_tables_choose_rows_let_tab_out_and_stretch_one_column(qtbot: QtBot) -> None:
    model = QStandardItemModel(3, 3)
    view = RowTableView(model, name="Offers", stretch=1)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(500, 200)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    view.setCurrentIndex(model.index(1, 0))
    assert len(view.selectionModel().selectedRows()) == 1
    assert sum(view.columnWidth(at) for at in range(3)) == view.viewport().width()
    assert view.rowHeight(0) == look().table_row
    with qtbot.waitSignal(view.opened):
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.peeked):
        QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.currentIndex().row() == 1
    assert view.currentIndex().column() == 0


def test_the_head_of_a_table_keeps_its_height_at_large_text(theme: Theme, qtbot: QtBot) -> None:
    theme.follow(Settings(scheme="light", text_size=150))
    table = QTableWidget(1, 2)
    table.setHorizontalHeader(ElidingHeader(table, stretch=0))
    table.setHorizontalHeaderLabels(["A very long heading", "B"])
    qtbot.addWidget(table)
    table.show()
    QApplication.processEvents()
    assert table.horizontalHeader().height() == look().px(34)
