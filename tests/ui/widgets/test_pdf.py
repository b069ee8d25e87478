"""Pages of a PDF: rendered sharply, asked for once, and a click names the point on the paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.ui.widgets.pdf_pages import PageSize, page_sizes, render_page, text_at
from crm_desktop.ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="module")
def document() -> bytes:
    """Two pages with a black square low at the left, and a line of text high up."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in (1, 2):
        canvas.rect(50, 100, 100, 100, fill=1)
        canvas.drawString(72, 700, f"Offer, page {page}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_sizes_are_those_of_the_paper(document: bytes) -> None:
    assert [(round(size.width), round(size.height)) for size in page_sizes(document)] == [(595, 842)] * 2


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_page_is_rendered_for_the_pixels_of_the_screen(document: bytes, ratio: float) -> None:
    image = render_page(document, 0, 400, ratio)
    assert image.width() == pytest.approx(400 * ratio, abs=1)
    assert image.devicePixelRatio() == ratio
    scale = image.width() / A4[0]
    inside, outside = (100, 150), (300, 400)
    assert image.pixelColor(round(inside[0] * scale), round((A4[1] - inside[1]) * scale)).lightness() < 20
    assert image.pixelColor(round(outside[0] * scale), round((A4[1] - outside[1]) * scale)).lightness() == 255


def test_what_is_no_page_or_no_pdf_is_refused(document: bytes) -> None:
    with pytest.raises(IndexError):
        render_page(document, 2, 400)
    with pytest.raises(ValueError, match="not a PDF"):
        render_page(b"hello", 0, 400)


def test_the_text_at_a_point_is_its_line(document: bytes) -> None:
    assert text_at(document, 1, 80, 703) == "Offer, page 2"
    assert text_at(document, 1, 400, 400) == ""


@pytest.fixture
def view(qtbot: QtBot) -> PdfView:
    made = PdfView()
    qtbot.addWidget(made)
    made.resize(648, 500)
    made.show()
    return made


def test_only_pages_in_sight_are_asked_for_and_each_once(view: PdfView) -> None:
    asked: list[tuple[int, int, float]] = []
    view.wanted.connect(lambda *what: asked.append(what))
    view.show_document([PageSize(595, 842)] * 5)
    assert asked == [(0, 600, 1.0)]
    view.verticalScrollBar().setValue(10)
    assert len(asked) == 1
    view.go_to(3)
    assert {page for page, _width, _ratio in asked} == {0, 2, 3}
    assert view.first_page() == 3
    assert len(asked) == len(set(asked))


def test_a_page_keeps_its_old_picture_until_the_new_one_comes(view: PdfView) -> None:
    view.show_document([PageSize(595, 842)])
    image = QImage(600, 849, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    view.set_page(0, image)
    view.show_document([PageSize(595, 842)])
    QApplication.processEvents()
    middle = view.viewport().rect().center()
    assert view.viewport().grab().toImage().pixelColor(middle).green() == 128
    view.set_page(7, image)


def test_a_click_names_the_point_on_the_paper(view: PdfView, qtbot: QtBot) -> None:
    view.show_document([PageSize(600, 800)] * 2)
    with qtbot.waitSignal(view.clicked) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(124, 74))
    assert told.args == pytest.approx([0, 100, 750], abs=1)


def test_keys_zoom_and_nought_fits_the_width_again(view: PdfView) -> None:
    view.show_document([PageSize(595, 842)])
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view, Qt.Key.Key_Plus, control)
    assert view.zoom() == 1.25
    QTest.keyClick(view, Qt.Key.Key_Minus, control)
    QTest.keyClick(view, Qt.Key.Key_Minus, control)
    assert view.zoom() == 0.75
    QTest.keyClick(view, Qt.Key.Key_0, control)
    assert view.zoom() == 1.0
    assert view.page_count() == 1
