"""Ctrl+P in every pane: what is seen becomes a PDF with the firm on it, whole, within the margins."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from crm_desktop.base import i18n
from crm_desktop.ui.commands import printing
from crm_desktop.ui.commands.letter_form import LetterForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.board.pane import BoardPane
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.products.pane import ProductsPane
from crm_desktop.ui.panes.reports.pane import ReportsPane
from crm_desktop.ui.widgets import pdf_paper
from crm_desktop.ui.widgets.pdf_pages import page_sizes, render_page
from crm_desktop.ui.widgets.toast import Toast
from tests.ui.office import Stage


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user saves what is printed."""
    path = tmp_path / "Seen.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    monkeypatch.setattr(printing, "ask_for_printer", lambda *_given: printer_to(path))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    return path


def printer_to(path: Path) -> QPrinter:
    """Return a printer as the dialog leaves it where a PDF file was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def shown(stage: Stage, pane: str) -> None:
    """Bring a pane into sight, with the keyboard where it begins."""
    stage.window.show()
    stage.window.windowHandle().requestActivate()
    stage.until(stage.window.isActiveWindow)
    stage.window.go(Place(pane))
    stage.settle()


def printed(stage: Stage, target: Path) -> str:
    """Press Ctrl+P and return what can be read on the pages."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    stage.until(target.exists)
    stage.settle()
    with pdfium.PdfDocument(target) as pages:
        return "\n".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "pane", ["contacts", "companies", "products", "offers", "today", "calendar", "board", "reports", "campaigns"]
)
def test_what_is_seen_is_printed_with_the_firm_on_it(pane: str, language: str, stage: Stage, target: Path) -> None:
    i18n.speak(language)
    shown(stage, pane)
    text = printed(stage, target)
    firm = stage.reader.scalar("select name from firm")
    assert firm in text
    assert ("Seite 1 von" if language == "de" else "Page 1 of") in text
    with pdfplumber.open(io.BytesIO(target.read_bytes())) as file:
        words = [word for page in file.pages for word in page.extract_words()]
    assert len(words) > 40
    least, most = 14.5 / 25.4 * 72, 195.5 / 25.4 * 72
    assert not [word["text"] for word in words if word["x0"] < least or word["x1"] > most or word["bottom"] > 820]


def test_the_report_in_view_is_printed_in_the_language_it_is_looked_at_in(stage: Stage, target: Path) -> None:
    shown(stage, "reports")
    pane = stage.window.current_pane()
    assert isinstance(pane, ReportsPane)
    pane.open_report("loss-reasons")
    stage.until(lambda: pane.finding is not None)
    text = printed(stage, target)
    assert stage.reader.scalar("select name from firm") in text
    assert "Page 1 of" in text
    assert "Wettbewerber" in text


def test_a_filtered_list_prints_what_is_left(stage: Stage, target: Path) -> None:
    shown(stage, "contacts")
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    pane.list.head.typed.emit("kessler")
    stage.settle()
    stage.until(lambda: pane.list.model.rowCount() == len(pane.list.views.ids) < 10)
    text = printed(stage, target)
    assert "Kessler" in text
    assert "with “kessler”" in text
    assert pane.list.model.rowCount() == text.count("@")


def test_products_are_printed_as_they_are_filtered(stage: Stage, target: Path) -> None:
    shown(stage, "products")
    pane = stage.window.current_pane()
    assert isinstance(pane, ProductsPane)
    pane.bar.field.set_value("eiche")
    stage.until(lambda: 0 < pane.model.rowCount() < 20)
    text = printed(stage, target)
    assert text.casefold().count("eiche") >= pane.model.rowCount()


def test_the_board_is_printed_stage_by_stage_with_its_sum(stage: Stage, target: Path) -> None:
    shown(stage, "board")
    pane = stage.window.current_pane()
    assert isinstance(pane, BoardPane)
    text = printed(stage, target)
    missing = [card.title for card in pane.views.cards if card.title.split()[0] not in text]
    assert not missing
    assert all(stage_row.name in text for stage_row in pane.data.stages if pane.views.totals[stage_row.id].deals)


def test_in_the_card_of_somebody_their_file_is_printed(stage: Stage, target: Path) -> None:
    shown(stage, "contacts")
    stage.window.go(Place("contacts", "contact", stage.found("contact", "Miriam Kessler")))
    stage.settle()
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None)
    assert pane.person is not None
    pane.person.timeline.view.setFocus()
    text = printed(stage, target)
    assert "Customer file" in text or "Kundenakte" in text
    assert "Miriam Kessler" in text


def test_on_paper_come_the_pages_that_were_chosen_drawn_by_the_printer(
    stage: Stage, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A printer of paper is played by one that prints into a file; the pages are pictures there."""

    def chosen(*_given: object) -> QPrinter:
        printer = printer_to(target)
        printer.setResolution(72)
        ranges = QPageRanges()
        ranges.addPage(2)
        printer.setPageRanges(ranges)
        printer.setCopyCount(2)
        return printer

    monkeypatch.setattr(printing, "ask_for_printer", chosen)
    monkeypatch.setattr(pdf_paper, "is_file", lambda _printer: False)
    shown(stage, "contacts")
    assert printed(stage, target).strip() == ""

    def toasts() -> list[str]:
        found = stage.window.findChildren(Toast)
        return [label.text() for toast in found for label in toast.findChildren(QLabel)]

    stage.until(lambda: "2 pages printed" in toasts())
    pdf = target.read_bytes()
    assert len(page_sizes(pdf)) == 2
    page = render_page(pdf, 0, 300)
    inks = {page.pixelColor(x, y).lightness() for x in range(0, 300, 2) for y in range(0, page.height(), 2)}
    assert max(inks) > 250
    assert min(inks) < 140


def test_a_letter_is_written_printed_and_kept_in_the_history(stage: Stage, target: Path) -> None:
    shown(stage, "contacts")
    kessler = stage.found("contact", "Miriam Kessler")
    stage.window.go(Place("contacts", "contact", kessler))
    stage.settle()
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None)
    pane.write_letter()
    form = pane.findChild(LetterForm)
    assert form is not None
    form.subject.set_value("Besuch")
    form.submit()
    stage.until(lambda: bool(form.text.error()))
    form.text.set_value("wir kommen am Montag.")
    form.submit()
    stage.until(target.exists)
    stage.settle()
    with pdfium.PdfDocument(target) as pages:
        assert "wir kommen am Montag." in pages[0].get_textpage().get_text_range()
    letters = "select count(*) from activity where kind = 'letter' and subject = 'Besuch'"
    assert stage.reader.scalar(letters) == 1
