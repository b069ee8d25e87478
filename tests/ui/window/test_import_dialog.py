"""A table is seen before it is taken in: fields are chosen over its columns, what would come of it is known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.store.queries.saved_views import saved_views
from crm_desktop.ui.commands import importing
from crm_desktop.ui.commands.import_dialog import ImportDialog
from crm_desktop.ui.commands.import_result import ImportResult
from crm_desktop.ui.commands.import_shape import ImportSplit
from crm_desktop.ui.commands.import_table import SPLIT
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.toast import Toast
from tests.ui.office import Stage

_TABLE = """FIRMA;NAME1;VORNAME;EMAIL_1;KZ
Neubau Nord GmbH;Zwirner;Miriam;m.zwirner@neubau.example;A
Neubau Nord GmbH;Graf;Henning;graf@hochbau;B
;;;;A
"""


def people(stage: Stage) -> list[tuple[str, str]]:
    sql = "select family_name, category from contact where family_name in ('Zwirner', 'Graf') and kind = 'person'"
    return stage.reader.rows(lambda *row: row, f"{sql} and company_id = (select id from contact where name = ?)", _FIRM)


_FIRM = ("Neubau Nord GmbH",)


def opened_with(stage: Stage, file: Path) -> ImportDialog:
    importing.open_file(stage.window.workplace, file, stage.window)
    stage.until(lambda: any(one.isVisible() for one in stage.window.findChildren(ImportDialog)))
    (dialog,) = (one for one in stage.window.findChildren(ImportDialog) if one.isVisible())
    stage.until(lambda: dialog._report is not None)
    return dialog


def figures(dialog: ImportDialog) -> tuple[int, int, int, int]:
    report = dialog._report
    return report.added, report.updated, report.skipped, report.rejected


def test_a_table_is_mapped_tried_out_and_taken_in_and_its_columns_are_remembered(stage: Stage, tmp_path: Path) -> None:
    stage.window.show()
    file = tmp_path / "alt.csv"
    file.write_text(_TABLE, encoding="utf-8")
    dialog = opened_with(stage, file)
    assert figures(dialog) == (2, 0, 0, 1)
    assert people(stage) == [], "nothing is kept of what is tried out"
    heads = {chooser.accessibleName(): chooser for chooser in dialog.table.head.choosers}
    assert [heads[name].currentData() for name in ("FIRMA", "NAME1", "KZ")] == ["company", "family_name", ""]

    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_F)
    assert dialog.table.rows.headerData(dialog.table.currentIndex().column(), Qt.Orientation.Horizontal) == "EMAIL_1"
    chooser = heads["KZ"]
    chooser.setCurrentIndex(chooser.findData("category"))
    chooser.activated.emit(chooser.currentIndex())
    assert not dialog.accept_button.isEnabled(), "what is to be taken in is tried out first"
    stage.until(dialog.accept_button.isEnabled)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: sorted(people(stage)) == [("Graf", "B"), ("Zwirner", "A")])
    stage.until(lambda: any(toast.isVisible() for toast in stage.window.findChildren(Toast)))
    for shown in stage.window.findChildren(ImportDialog):
        assert not shown.isVisible()
    (kept,) = saved_views(stage.reader, pane="import")
    assert kept.name == "alt"
    assert kept.view["mapping"]["KZ"] == "category"
    stage.window.undo()
    stage.until(lambda: people(stage) == [])


def test_known_headings_come_with_the_fields_chosen_before_and_what_is_done_to_the_known(
    stage: Stage, tmp_path: Path
) -> None:
    stage.window.show()
    first, second = tmp_path / "alt.csv", tmp_path / "neu.csv"
    for file in (first, second):
        file.write_text(_TABLE, encoding="utf-8")
    dialog = opened_with(stage, first)
    dialog.table.chosen.emit("KZ", "category")
    stage.until(dialog.accept_button.isEnabled)
    dialog.take_in()
    stage.until(lambda: len(people(stage)) == 2)
    stage.settle()

    again = opened_with(stage, second)
    assert figures(again) == (0, 0, 2, 1)
    assert again._shown is not None
    assert again._shown.mapping()["KZ"] == "category"
    again.known.choices["add"].click()
    stage.until(lambda: figures(again) == (2, 0, 0, 1))
    again.reject()
    stage.settle()
    assert len(people(stage)) == 2


def test_a_file_that_is_no_table_is_told_in_a_toast(stage: Stage, tmp_path: Path) -> None:
    stage.window.show()
    file = tmp_path / "leer.csv"
    file.write_bytes(b"")
    importing.open_file(stage.window.workplace, file, stage.window)
    stage.until(lambda: any(toast.isVisible() for toast in stage.window.findChildren(Toast)))
    assert not any(one.isVisible() for one in stage.window.findChildren(ImportDialog))


def test_a_page_tells_what_came_of_it_and_shows_or_undoes_it_and_split_columns_are_remembered(
    stage: Stage, tmp_path: Path
) -> None:
    stage.window.show()
    file = tmp_path / "kontakte.csv"
    file.write_text("Kontakt;Wo\nEva Zwirner;21335 Lüneburg\nOtto Zwirner;20095 Hamburg\n", encoding="utf-8")
    dialog = opened_with(stage, file)
    dialog.table.shaping.emit("Wo", SPLIT)
    (form,) = dialog.findChildren(ImportSplit)
    form.do_button.click()
    stage.until(lambda: {"Wo › 1", "Wo › 2"} <= {one.accessibleName() for one in dialog.table.head.choosers})
    stage.until(dialog.accept_button.isEnabled)
    dialog.origin.words.set_value("Messe Hannover")
    dialog.take_in()
    stage.until(lambda: stage.window.findChild(ImportResult) is not None)
    sql = """select city, (select origin_detail from data_protection d where d.contact_id = c.id) from contact c
        join address a on a.contact_id = c.id where family_name = 'Zwirner' order by city"""
    found = stage.reader.rows(lambda *row: row, sql)
    assert found == [("Hamburg", "Messe Hannover"), ("Lüneburg", "Messe Hannover")]
    (kept,) = saved_views(stage.reader, pane="import")
    assert kept.view["shapes"][0]["into"] == ["postal_code", "city"]
    page = stage.window.findChild(ImportResult)
    assert page is not None
    (undo,) = (one for one in page.findChildren(Button) if one.text() == "Undo")
    undo.click()
    stage.until(lambda: stage.reader.rows(lambda *row: row, sql) == [])
