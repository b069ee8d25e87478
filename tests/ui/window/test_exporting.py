"""What a list is taken along as: asked in a form, written in the background, told in a toast; copied; dragged out."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from crm_desktop.base.errors import Refused
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.exports import is_complete_export
from crm_desktop.operations.exports.listing import ListKind
from crm_desktop.operations.exports.writing import Content
from crm_desktop.ui.commands import exporting, importing, writing_out
from crm_desktop.ui.commands.code_window import CodeWindow, show_code
from crm_desktop.ui.commands.copying import copy_list
from crm_desktop.ui.commands.dragging_out import DragOut
from crm_desktop.ui.commands.everything_form import EverythingForm
from crm_desktop.ui.commands.export_form import ExportForm
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models import table_clipboard
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.reports.pane import ReportsPane
from tests.ui.office import Stage


def at_contacts(stage: Stage) -> ContactsPane:
    """Show the contacts, the list read to its end."""
    stage.window.show()
    stage.window.go(Place("contacts"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: len(pane.list.views.ids) > 100)
    stage.settle()
    return pane


def saving_as(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))


def choose(asked: ExportForm, **keys: str) -> None:
    """Choose chips by the names of their rows."""
    for name, key in keys.items():
        chips = getattr(asked, name)
        chips.choose(key)
        chips.chosen.emit(key)


def test_a_list_is_written_as_it_is_shown(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = at_contacts(stage)
    pane.list.head.switch_form()
    stage.settle()
    shown = pane.list.in_view()
    assert (shown.kind, len(shown.ids or ())) == (ListKind.CONTACTS, len(pane.list.views.ids))
    form = exporting.export_list(pane.workplace, pane, shown)
    assert not form.what.isVisible()  # nothing is selected
    target = tmp_path / "liste.xlsx"
    saving_as(monkeypatch, target)
    form.submit()
    stage.until(target.exists)
    stage.settle()
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert len(heads) == len(shown.columns)
    assert sheet.max_row == len(shown.ids or ()) + 1
    assert sheet["A2"].value

    # What does not fit a kind of file is not offered for it.
    form = exporting.export_list(pane.workplace, pane, shown)
    choose(form, form=".csv", columns="records")
    assert form.wish().content is Content.RECORDS
    assert form.wish().for_excel
    choose(form, form=".pdf")
    assert form.wish().content is Content.LIST
    assert not form.wish().raw
    choose(form, form=".vcf")
    assert not form.columns.isVisible()
    assert form.wish().content is Content.RECORDS
    form.reject()


def test_selected_contacts_alone_are_written_and_a_file_in_use_brings_the_form_back(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = at_contacts(stage)
    few = list(pane.list.views.ids[:3])
    shown = ShownList(kind=ListKind.CONTACTS, title="Contacts", ids=pane.list.views.ids, selected=few)
    form = exporting.export_list(pane.workplace, pane, shown)
    choose(form, form=".vcf", what="shown")
    saving_as(monkeypatch, tmp_path)  # a folder: it cannot be replaced by a file
    saving_as(monkeypatch, tmp_path / "none" / "karten.vcf")
    form.submit()
    stage.until(form.isVisible)
    assert "could not be written" in form._reason.text()
    target = tmp_path / "karten.vcf"
    saving_as(monkeypatch, target)
    form.submit()
    stage.until(target.exists)
    stage.settle()
    assert target.read_bytes().count(b"BEGIN:VCARD") == 3


@pytest.mark.slow
def test_what_takes_long_can_be_stopped_at_the_foot_of_the_rail(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = at_contacts(stage)
    monkeypatch.setattr(writing_out, "_QUIET", -1.0)
    states: list[Any] = []
    errors: list[str] = []

    def see(state: Any) -> None:
        states.append(state)
        if state is not None:
            state.cancel()

    def forever(_reader: object, *, progress: Any, cancelled: Any) -> None:
        progress(1, 2)
        while not cancelled():
            threading.Event().wait(0.001)
        raise Refused("Stopped.")

    stage.desk.job.connect(see)
    writing_out.ask_with_job(
        pane.workplace, forever, label="Export", then=errors.append, failed=lambda error: errors.append(str(error))
    )
    stage.until(lambda: bool(errors))
    assert errors == ["Stopped."]
    assert (states[0].label, states[-1]) == ("Export", None)


def _copied(rows: list[str]) -> bool:
    """Whether these rows lie on the clipboard, below their heads."""
    return QGuiApplication.clipboard().text().splitlines()[1:] == rows


@pytest.mark.slow
def test_a_list_is_copied_as_text_and_as_a_table_and_leaves_words_behind(stage: Stage) -> None:
    pane = at_contacts(stage)
    few = list(pane.list.views.ids[:2])
    shown = ShownList(kind=ListKind.CONTACTS, title="Contacts", ids=few, columns=("name", "email"))
    copy_list(pane.workplace, shown)
    clipboard = QGuiApplication.clipboard()
    stage.until(lambda: clipboard.text().startswith("Name\tE-mail\n"))
    assert len(clipboard.text().splitlines()) == 3
    assert clipboard.mimeData().html().count("<tr") == 3
    words = clipboard.text()
    table_clipboard.let_go()
    assert not clipboard.mimeData().hasHtml()
    assert clipboard.text() == words
    stage.desk.do(contacts.change_contact, contact_id=few[0], fields={"source": "=1+1"})
    stage.until(lambda: stage.reader.scalar("select source from contact where id = ?", (few[0],)) == "=1+1")
    sums = ShownList(kind=ListKind.CONTACTS, title="Contacts", ids=few[:1], columns=("source",))
    for raw, said in ((False, "'=1+1"), (True, "=1+1")):
        copy_list(pane.workplace, sums, raw=raw)
        stage.until(partial(_copied, [said]))
    table_clipboard.let_go()
    # A report in view: its table, by the same key.
    stage.window.go(Place("reports"))
    page = stage.window.findChild(ReportsPane)
    assert isinstance(page, ReportsPane)
    stage.until(lambda: page.setting is not None)
    assert page.setting is not None
    page.open_report(page.setting.cards[0].name)
    stage.until(lambda: page.finding is not None and bool(page.finding.lines))
    commands = {one.id: one for one in page.commands()}
    commands["reports.copy"].run(page.workplace)
    stage.until(lambda: clipboard.mimeData().hasHtml() and "\t" in clipboard.text())
    table_clipboard.let_go()


@pytest.mark.slow
def test_a_contact_is_dragged_out_as_a_card_file(stage: Stage) -> None:
    pane = at_contacts(stage)
    view = pane.list.views.rows
    stage.until(lambda: view.findChild(DragOut) is not None)
    drag_out = view.findChild(DragOut)
    assert isinstance(drag_out, DragOut)
    dragged: list[list[QUrl]] = []

    def note(drag: QDrag) -> None:
        dragged.append(drag.mimeData().urls())
        assert bytes(drag.mimeData().data("text/vcard").data()).startswith(b"BEGIN:VCARD")
        drag.deleteLater()

    drag_out.run_drag, drag_out.still_held = note, lambda: True
    place = view.visualRect(view.model().index(1, 0)).center()
    _mouse(view.viewport(), QEvent.Type.MouseButtonPress, place)
    _mouse(view.viewport(), QEvent.Type.MouseMove, place + QPoint(3, 0))
    stage.settle()
    assert not dragged  # too short a way for a drag
    _mouse(view.viewport(), QEvent.Type.MouseMove, place + QPoint(40, 0))
    stage.until(lambda: bool(dragged))
    (url,) = dragged[0]
    assert Path(url.toLocalFile()).read_bytes().startswith(b"BEGIN:VCARD")
    assert Path(url.toLocalFile()).suffix == ".vcf"
    _mouse(view.viewport(), QEvent.Type.MouseButtonRelease, place)

    # Several that are selected go together; let go in place, the press chooses one of them.
    pane.list.views.select_all()
    stage.settle()
    drag_out._ids = lambda: list(pane.list.views.ids[:3])
    _mouse(view.viewport(), QEvent.Type.MouseButtonPress, place)
    assert len(pane.list.selected_ids()) > 3
    _mouse(view.viewport(), QEvent.Type.MouseMove, place + QPoint(40, 0))
    stage.until(lambda: len(dragged) == 2)
    assert len(dragged[1]) == 3
    _mouse(view.viewport(), QEvent.Type.MouseButtonPress, place)
    _mouse(view.viewport(), QEvent.Type.MouseButtonRelease, place)
    assert len(pane.list.selected_ids()) == 1


@pytest.mark.slow
def test_a_contact_is_shown_as_a_code_and_everything_becomes_one_file(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = at_contacts(stage)
    person = stage.found("contact", "Kessler")
    show_code(pane.workplace, person, pane)
    stage.until(lambda: pane.findChild(CodeWindow) is not None)
    window = pane.findChild(CodeWindow)
    assert isinstance(window, CodeWindow)
    assert "Kessler" in window.view.accessibleName()
    saving_as(monkeypatch, tmp_path / "code.png")
    window.save.click()
    stage.until((tmp_path / "code.png").exists)
    stage.settle()
    window.reject()

    exporting.choose_and_export_all(pane.workplace, pane)
    form = pane.findChild(EverythingForm)
    assert isinstance(form, EverythingForm)
    saving_as(monkeypatch, tmp_path / "alles.zip")
    form.submit()
    stage.until((tmp_path / "alles.zip").exists)
    stage.settle()
    assert is_complete_export(tmp_path / "alles.zip")

    # Dropped on a window that holds something it is refused with the reason.
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "alles.zip"))])
    assert importing.dropped_files(data) == [tmp_path / "alles.zip"]
    told: list[str] = []
    importing.open_file(replace(pane.workplace, notify=lambda notice: told.append(notice.text)), tmp_path / "alles.zip",
                        pane)  # fmt: skip
    stage.until(lambda: bool(told))
    assert told[0].startswith("This database holds something already")


def _mouse(target: Any, kind: QEvent.Type, at: QPoint) -> None:
    """Send a mouse event with the left button."""
    button = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
    place = QPointF(at)
    everywhere = QPointF(target.mapToGlobal(at))
    event = QMouseEvent(kind, place, everywhere, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)
