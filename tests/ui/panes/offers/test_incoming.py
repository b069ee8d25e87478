"""PDF files that come to the offers pane: enclosed with a draft, or read as an offer of another copy of the program."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from crm_desktop.store.queries import enclosures
from crm_desktop.store.queries import offers as queries
from crm_desktop.ui.widgets.buttons import IconButton
from tests.ui.panes.offers.writing import KEY, Writing, article, with_lines


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let go; return whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, buttons, keys))
    return enter.isAccepted()


def test_a_pdf_is_enclosed_renamed_taken_out_and_read_as_an_offer(
    writing: Writing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, editor, pane = writing.stage, writing.editor, writing.pane
    with_lines(writing, article("Theke", "100"))
    stage.until(lambda: (found := editor.preview.rendered()) is not None and bool(found.line_boxes))
    rendered = editor.preview.rendered()
    assert rendered is not None
    sheet = tmp_path / "Datenblatt.pdf"
    sheet.write_bytes(rendered.pdf)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_about: ([str(sheet)], ""))
    editor.enclosed.add.click()
    stage.until(lambda: editor.enclosed.titles() == ["Datenblatt"])
    assert drop(pane, sheet)
    stage.until(lambda: editor.enclosed.titles() == ["Datenblatt"] * 2)
    field = editor.enclosed.fields[1]
    field.line.setFocus()
    field.line.selectAll()
    writing.type("Glas")
    writing.press(KEY.Key_Return)
    stage.until(lambda: editor.enclosed.titles() == ["Datenblatt", "Glas"])
    row = editor.enclosed.fields[0].parentWidget()
    assert row is not None
    row.findChildren(IconButton)[-1].click()
    stage.until(lambda: editor.enclosed.titles() == ["Glas"])
    offer_id = editor.saving.offer_id
    assert [row.title for row in enclosures.of_offer(stage.reader, offer_id=offer_id)] == ["Glas"]
    # The same file, let go over the list, is an offer again.
    pane.back()
    stage.until(pane.when.listed)
    assert drop(pane, sheet)
    stage.until(lambda: pane.editor is not None and pane.editor.saving.offer_id not in (0, offer_id))
    stage.until(pane.when.open)
    read = queries.the_offer(stage.reader, offer_id=editor.saving.offer_id)
    assert [(line.title, line.unit_price) for line in read.lines] == [("Theke", Decimal(100))]
