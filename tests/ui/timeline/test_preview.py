"""Looking at a file in the window: pages, pictures and texts, by keys, and the way to where it hangs."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from crm_desktop.operations.history import file_texts, files
from crm_desktop.operations.history.file_reader import FileReader
from crm_desktop.ui.models.file_preview import Shows
from crm_desktop.ui.panes.board.pane import BoardPane
from crm_desktop.ui.timeline.preview import FilePreview
from tests.fuzzing import seeds
from tests.ui.office import Stage
from tests.ui.timeline.test_files_part import files_of, person


def picture() -> bytes:
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(held, "PNG")  # type: ignore[call-overload]  # the stubs want bytes where Qt wants a name
    return bytes(held.data().data())


def keep(stage: Stage, name: str, data: bytes, *, contact_id: int | None = None, deal_id: int | None = None) -> None:
    stage.desk.do(files.attach_file, data=data, name=name, contact_id=contact_id, deal_id=deal_id)
    stage.settle()


def test_files_are_looked_at_by_keys_and_lead_to_where_they_hang(stage: Stage) -> None:
    kessler, deal = stage.found("contact", "Miriam Kessler"), stage.found("deal", "Lobby-Umbau")
    keep(stage, "Kaputt.pdf", b"%PDF-1.7 broken", contact_id=kessler)
    keep(stage, "Brief.txt", b"Die Wangentreppe kommt.", contact_id=kessler)
    keep(stage, "Foto.png", picture(), contact_id=kessler)
    sheet = seeds.pdf()
    keep(stage, "Blatt.pdf", sheet, deal_id=deal)
    keep(stage, "Datenblatt.pdf", sheet, contact_id=kessler)
    with FileReader() as reader:
        for _file in range(4):
            new = file_texts.read_next(stage.reader, read=reader.read)
            assert new is not None
            stage.desk.do(file_texts.keep_text, new=new)
            stage.settle()
    part = files_of(stage, person(stage))
    row = next(at for at, face in enumerate(part.model.rows()) if face.file.name == "Datenblatt.pdf")
    part.view.setFocus()
    part.view.setCurrentIndex(part.model.index(row))
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    (preview,) = stage.window.findChildren(FilePreview)
    stage.until(lambda: preview.shows() is Shows.PAGES and bool(preview.pages._images))
    assert preview.facts().endswith("Page 1 of 2")
    QTest.keyClick(preview.pages, Qt.Key.Key_Right)
    assert preview.facts().endswith("Page 2 of 2")
    QTest.keyClick(preview.pages, Qt.Key.Key_Plus)
    assert preview.pages.zoom() > 1
    assert [button.text() for button in preview.places()] == ["Miriam Kessler", "Deal “Lobby-Umbau”"]
    seen: dict[str, Shows] = {}
    while (name := preview.shown().name) not in seen:
        stage.settle()
        seen[name] = preview.shows()
        QTest.keyClick(preview, Qt.Key.Key_BracketRight)
    assert seen["Foto.png"] is Shows.PICTURE
    assert seen["Brief.txt"] is Shows.TEXT
    assert seen["Kaputt.pdf"] is Shows.NOTHING
    while preview.shown().name != "Datenblatt.pdf":
        QTest.keyClick(preview, Qt.Key.Key_BracketLeft)
    stage.settle()
    preview.places()[1].click()
    stage.settle()
    assert isinstance(stage.window.current_pane(), BoardPane)
    assert preview._apart._process is None, "nothing is kept running"
    stage.until(lambda: not stage.window.findChildren(FilePreview))
