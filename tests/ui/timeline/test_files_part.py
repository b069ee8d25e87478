"""The files of a contact: added by drop, opened, removed with a way back; and what was bought beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.store.queries.bought import bought
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.companies.pane import CompaniesPane
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.contacts.person import PersonPart
from crm_desktop.ui.panes.products.pane import ProductsPane
from crm_desktop.ui.timeline.files_part import FilesPart
from crm_desktop.ui.timeline.pending import file_at
from tests.ui.office import Stage


def person(stage: Stage, text: str = "Miriam Kessler") -> PersonPart:
    stage.window.show()
    stage.window.go(Place("contacts", "contact", stage.found("contact", text)))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None)
    stage.settle()
    assert pane.person is not None
    return pane.person


def files_of(stage: Stage, part: PersonPart) -> FilesPart:
    part.tabs._bar.setCurrentIndex(part.tabs._keys.index("files"))
    stage.settle()
    assert part.files is not None
    return part.files


def drop(part: FilesPart, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    part.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))


def one(stage: Stage, sql: str) -> Any:
    return stage.reader.scalar(sql)


def test_dropped_files_stand_in_the_list_in_one_step_and_leave_it_with_a_way_back(stage: Stage, tmp_path: Path) -> None:
    card = person(stage)
    part = files_of(stage, card)
    assert not part.view.isVisible()
    plan, sheet = tmp_path / "Grundriss.pdf", tmp_path / "Maße.csv"
    plan.write_bytes(b"%PDF-1.7 plan")
    sheet.write_bytes(b"a;b\n1;2")
    steps = one(stage, "select count(*) from step")
    drop(part, [plan, sheet])
    stage.until(lambda: len(part.model.rows()) == 2)
    stage.settle()
    assert one(stage, "select count(*) from step") == steps + 1
    assert {face.file.name: face.icon for face in part.model.rows()} == {
        "Grundriss.pdf": "file-text", "Maße.csv": "file-spreadsheet",
    }  # fmt: skip
    assert card.tabs._bar.tabData(card.tabs._keys.index("files")) == "2"
    shown: list[bytes] = []
    part.opener.show = lambda path: shown.append(path.read_bytes())
    row = next(at for at, face in enumerate(part.model.rows()) if face.file.name == "Grundriss.pdf")
    part.view.setFocus()
    part.view.setCurrentIndex(part.model.index(row))
    QTest.keyClick(part.view, Qt.Key.Key_Return)
    stage.until(lambda: bool(shown))
    assert shown == [b"%PDF-1.7 plan"]
    QTest.keyClick(part.view, Qt.Key.Key_Delete)
    stage.until(lambda: len(part.model.rows()) == 1)
    stage.settle()
    assert one(stage, "select count(*) from contact where deleted_at is not null") == 0
    stage.desk.undo()
    stage.until(lambda: len(part.model.rows()) == 2)


def test_a_folder_is_refused_in_words_and_nothing_is_kept(stage: Stage, tmp_path: Path) -> None:
    part = files_of(stage, person(stage))
    drop(part, [tmp_path])
    stage.settle()
    assert one(stage, "select count(*) from attachment") == 0


def test_the_file_of_an_entry_says_so_and_leads_to_it(stage: Stage, tmp_path: Path) -> None:
    card = person(stage)
    card.timeline.composer.begin(ActivityKind.NOTE)
    paper = tmp_path / "Skizze.pdf"
    paper.write_bytes(b"%PDF skizze")
    card.timeline.composer.edit.setPlainText("Mit Skizze")
    card.timeline.composer.add_files(lambda: [file_at(paper)])
    QTest.keyClick(card.timeline.composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: one(stage, "select count(*) from attachment") == 1)
    stage.settle()
    part = files_of(stage, card)
    (face,) = part.model.rows()
    assert "Note" in face.detail
    entries = [action.text() for action in part.menu(face.file).actions()]
    assert any("Show the entry" in words for words in entries)


def test_a_company_shows_the_files_of_its_people_in_the_same_list(stage: Stage, tmp_path: Path) -> None:
    part = files_of(stage, person(stage))
    paper = tmp_path / "Plan.pdf"
    paper.write_bytes(b"%PDF plan")
    drop(part, [paper])
    stage.settle()
    company = one(stage, "select company_id from contact where name = 'Miriam Kessler'")
    stage.window.go(Place("companies", "contact", company))
    pane = stage.window.current_pane()
    assert isinstance(pane, CompaniesPane)
    stage.until(lambda: pane.page is not None and pane.subject() is not None)
    stage.settle()
    assert pane.page is not None
    pane.page.choose("files")
    stage.settle()
    assert pane.page.files is not None
    (face,) = pane.page.files.model.rows()
    assert "Miriam Kessler" in face.detail


def test_what_was_bought_is_counted_by_product_with_quantity_sum_and_last_day(stage: Stage) -> None:
    card = person(stage)
    kessler = stage.found("contact", "Miriam Kessler")
    rows = bought(stage.reader, contact_id=kessler)
    sum_of_all = sum(row.net_cents for row in rows)
    sql = """select sum(l.net_cents) from sale_line l join sale s on s.id = l.sale_id
        where s.deleted_at is null and s.account_id in (select company_id from contact where id = ? union select ?)"""
    assert sum_of_all == stage.reader.scalar(sql, (kessler, kessler)) > 0
    assert len({(row.product_id, row.name) for row in rows}) == len(rows)
    card.tabs._bar.setCurrentIndex(card.tabs._keys.index("products"))
    stage.settle()
    model = card.related._models["products"]
    assert model.rowCount() == len(rows)
    assert card.tabs._bar.tabData(card.tabs._keys.index("products")) == str(len(rows))
    view = card.related._views["products"]
    view.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.settle()
    assert isinstance(stage.window.current_pane(), ProductsPane)
