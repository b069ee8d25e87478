"""Whole lines of an offer: moved, copied, pasted, put into sections, and what is said of them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.firm import firm
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.panes.offers.line_menu import line_menu
from crm_desktop.ui.widgets.menus import Menu
from tests.ui.panes.offers.writing import ALT, CTRL, KEY, SHIFT, Writing, article, with_lines


def test_a_heading_moves_its_section_over_whole_sections(writing: Writing) -> None:
    def heading(title: str) -> Line:
        return Line(kind=LineKind.HEADING, title=title)

    with_lines(writing, heading("A"), article("a1"), article("a2"), heading("B"), article("b1"), heading("C"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["B", "b1", "A", "a1", "a2", "C"]
    assert writing.grid.row() == 2
    writing.press(KEY.Key_Down, chord=ALT)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["B", "b1", "C", "A", "a1", "a2"]
    writing.press(KEY.Key_Up, chord=ALT)
    assert [line.title for line in writing.stored().lines] == ["B", "b1", "A", "a1", "a2", "C"]


def test_a_line_is_moved_copied_and_removed_by_keys(writing: Writing) -> None:
    with_lines(writing, article("a"), article("b"), article("c"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["b", "a", "c"]
    writing.press(KEY.Key_D, chord=CTRL)
    assert writing.titles() == ["b", "a", "a", "c"]
    assert writing.grid.row() == 2
    writing.press(KEY.Key_Delete)
    writing.press(KEY.Key_Delete)
    assert [line.title for line in writing.stored().lines] == ["b", "a"]


def test_a_line_dropped_between_others_is_moved_there(writing: Writing) -> None:
    with_lines(writing, article("a"), article("b"), article("c"))
    grid = writing.grid
    data = grid.lines.mimeData([grid.lines.index(0, 0)])
    low = grid.visualRect(grid.lines.index(2, 0)).bottom() - 2
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at, move = QPointF(20, low), Qt.DropAction.MoveAction
    QApplication.sendEvent(grid.viewport(), QDragEnterEvent(at.toPoint(), move, data, buttons, keys))
    QApplication.sendEvent(grid.viewport(), QDragMoveEvent(at.toPoint(), move, data, buttons, keys))
    QApplication.sendEvent(grid.viewport(), QDropEvent(at, move, data, buttons, keys))
    assert [line.title for line in writing.stored().lines] == ["b", "c", "a"]


def test_every_kind_of_line_can_be_added(writing: Writing) -> None:
    for kind in LineKind:
        writing.grid.begin(kind, writing.editor.lines.rowCount())
        if writing.grid.cells.editor() is not None:
            writing.type("Wort")
            writing.grid.settle()
    stored = writing.stored()
    assert [line.kind for line in stored.lines] == list(LineKind)
    assert stored.lines[list(LineKind).index(LineKind.TEXT)].text == "Wort"


def test_lines_go_through_the_clipboard_and_tables_come_in(writing: Writing) -> None:
    theke = article("Theke", "100", text="geölt", cost=Decimal(60), discount_cents=500)
    with_lines(writing, Line(kind=LineKind.HEADING, title="Tresen"), theke, article("Rest", "1"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_C, chord=CTRL)
    table = QApplication.clipboard().text().splitlines()
    assert table[1].split("\t")[:2] == ["1", "Tresen"]
    assert table[2].split("\t") == ["1.1", "Theke", "geölt", "1", "", "100.00", "−5.00", "19 %", "95.00"]
    writing.grid.choose(2)
    writing.press(KEY.Key_V, chord=CTRL)
    stored = writing.stored().lines
    assert [line.title for line in stored] == ["Tresen", "Theke", "Rest"] * 2
    assert stored[4]._replace(id=None) == theke
    QApplication.clipboard().setText("Pos\tLeistung\tMenge\tEinzelpreis\n1\tEiche geölt\t2,5\t1.480,00\n")
    writing.press(KEY.Key_V, chord=CTRL)
    last = writing.stored().lines[-1]
    assert (last.title, last.quantity, last.unit_price) == ("Eiche geölt", Decimal("2.5"), Decimal(1480))
    writing.grid.begin()
    writing.press(KEY.Key_V, chord=CTRL)
    assert writing.stored().lines[-1].title == "Eiche geölt", "a table does not go into the cell that is open"
    assert len(writing.stored().lines) == 8
    QApplication.clipboard().setText("7\t1.10\n8\t1.20\n")
    writing.grid.choose(1, Column.QUANTITY)
    writing.press(KEY.Key_V, chord=CTRL)
    assert [line.quantity for line in writing.stored().lines[1:3]] == [7, 8]


def test_several_lines_are_moved_copied_and_removed_together(writing: Writing) -> None:
    with_lines(writing, *(article(title) for title in "abcd"))
    writing.grid.setFocus()
    writing.grid.choose(0)
    writing.press(KEY.Key_Down, chord=SHIFT)
    writing.press(KEY.Key_Down, chord=ALT)
    assert writing.titles() == ["c", "a", "b", "d"]
    assert writing.grid.rows() == range(1, 3)
    writing.press(KEY.Key_D, chord=CTRL)
    assert writing.titles() == ["c", "a", "b", "a", "b", "d"]
    writing.press(KEY.Key_Delete)
    assert [line.title for line in writing.stored().lines] == ["c", "a", "b", "d"]


def test_a_section_is_put_into_another_by_keys(writing: Writing) -> None:
    heading = Line(kind=LineKind.HEADING)
    with_lines(writing, heading._replace(title="Haus"), article("a"), heading._replace(title="Dach"), article("b"))
    writing.grid.setFocus()
    writing.grid.choose(2)
    writing.press(KEY.Key_Right, chord=ALT | SHIFT)
    assert [line.level for line in writing.stored().lines if line.kind is LineKind.HEADING] == [1, 2]
    assert [face.number for face in writing.editor.lines.faces()] == ["1", "1.1", "1.2", "1.2.1"]
    assert writing.editor.lines.index(0, Column.TOTAL).data() == "20.00"
    writing.press(KEY.Key_Left, chord=ALT | SHIFT)
    assert writing.stored().lines[2].level == 1


def test_what_is_doubtful_is_said_below_the_lines_and_led_to(writing: Writing) -> None:
    with_lines(writing, article("Theke"), article("Sockel", "0"), article("Rest", text="wie Position 1"))
    doubts = writing.editor.positions.doubts
    assert "1 line" in doubts.text()
    writing.grid.choose(0)
    writing.grid.setFocus()
    writing.press(KEY.Key_Delete)
    assert "2 lines" in doubts.text()
    doubts.click()
    assert writing.grid.row() == 1
    assert writing.stored().lines[1].text == "wie Position ?"


def test_costs_and_margins_are_shown_where_they_are_wanted_and_too_little_is_said(writing: Writing) -> None:
    writing.stage.desk.do(firm.change_firm, least_margin_percent=Decimal(30))
    with_lines(writing, article("Theke", "100", cost=Decimal(80)), article("Montage", "100", cost=Decimal(70)))
    editor = writing.editor
    assert editor.internal.warns()
    assert writing.grid.isColumnHidden(Column.COST)
    editor.positions.inside.click()
    assert not writing.grid.isColumnHidden(Column.COST)
    assert [(face.margin, face.thin) for face in editor.lines.faces()] == [("20%", True), ("30%", False)]
    writing.open(0, Column.COST)
    writing.type("50")
    writing.press(KEY.Key_Return)
    assert writing.stored().lines[0].cost == 50
    assert not editor.internal.warns()
    editor.positions.inside.click()


def test_the_menu_of_a_line_says_what_it_stands_for_and_what_it_is_taken_of(writing: Writing) -> None:
    share = Line(kind=LineKind.SURCHARGE, title="Eile", surcharge_percent=Decimal(10))
    with_lines(
        writing, article("Theke", "100"), Line(kind=LineKind.HEADING, title="T"), article("Tresen", "50"),
        article("Nussbaum", kind=LineKind.ALTERNATIVE), share,
    )  # fmt: skip

    def entries(row: int, title: str) -> dict[str, QAction]:
        menu = line_menu(writing.grid, row, [Decimal(19)], writing.editor.positions.open_column)
        below = next(found for found in menu.findChildren(Menu) if found.title() == title)
        return {action.text(): action for action in below.actions()}

    instead = entries(3, "Instead of")
    assert [words for words, action in instead.items() if action.isChecked()] == ["2.1  Tresen"]
    instead["1  Theke"].trigger()
    assert writing.stored().lines[3].replaces == 1
    assert writing.editor.lines.faces()[3].tag == "Alternative to 1"
    assert writing.stored().net_cents == 15_500
    entries(4, "Per cent of")["Everything before"].trigger()
    assert writing.stored().net_cents == 16_500
    writing.grid.choose(0)
    writing.press(KEY.Key_Home)
    assert writing.grid.currentIndex().column() == Column.TITLE
