"""The page beside the form: the real file, following what is typed, and a way from the page to the line."""

from __future__ import annotations

import pypdfium2
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.pdf import preview_pdf
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.widgets.pdf_pages import word_at
from tests.ui.office import Stage
from tests.ui.panes.offers.writing import KEY, Writing, article, with_lines


def words_of(writing: Writing) -> str:
    """Return all text of the file in sight."""
    rendered = writing.editor.preview.rendered()
    if rendered is None:
        return ""
    with pypdfium2.PdfDocument(rendered.pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def shows(writing: Writing, words: str) -> None:
    """Wait until the page in sight says something."""
    writing.stage.until(lambda: words in words_of(writing))
    writing.stage.settle()


def test_the_page_follows_what_is_half_typed(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"))
    shows(writing, "Theke")
    writing.open(0, Column.TITLE)
    writing.type("Empfang mit Licht")
    shows(writing, "Empfang mit Licht")
    assert writing.stored().lines[0].title == "Theke", "nothing is stored yet"
    writing.press(KEY.Key_Escape)
    shows(writing, "Theke")
    assert "Empfang" not in words_of(writing)


def test_the_page_follows_half_typed_fields(writing: Writing) -> None:
    writing.editor.address.subject.line.setFocus()
    writing.type("Lobby")
    shows(writing, "Lobby")


def test_the_page_in_sight_is_byte_for_byte_the_file(writing: Writing) -> None:
    with_lines(writing, article("Theke", "100"))
    shows(writing, "Theke")
    rendered = writing.editor.preview.rendered()
    assert rendered is not None
    assert rendered.pdf == preview_pdf(writing.stage.reader, offer_id=writing.editor.saving.offer_id).pdf


def test_it_says_which_page_and_how_long_it_took(writing: Writing) -> None:
    with_lines(writing, article("Theke"))
    shows(writing, "Theke")
    writing.stage.until(lambda: "ms" in writing.editor.preview.status())
    assert writing.editor.preview.status().startswith("Page 1 of 1")


def test_a_click_on_the_page_puts_the_line_in_use(writing: Writing) -> None:
    with_lines(writing, Line(kind=LineKind.HEADING, title="Teil"), article("Theke"), article("Montage"))
    shows(writing, "Montage")
    rendered = writing.editor.preview.rendered()
    assert rendered is not None
    box = next(box for box in rendered.line_boxes if box.line_index == 2)
    view = writing.editor.preview.view
    scale = view.viewport().width() - 48
    at = QPointF(24 + (box.x0 + 20) / 595.28 * scale, 24 + (box.y0 + box.y1) / 2 / 595.28 * scale)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))
    assert writing.grid.row() == 2
    assert writing.grid.hasFocus()
    writing.stage.settle()
    assert [page for page, _part in view.marked()] == [0], "the line in use is marked on the page"
    for word, column in (("10,00", Column.PRICE), ("1", Column.QUANTITY), ("Montage", Column.TITLE)):
        writing.editor.preview.word_clicked.emit(2, word)
        assert writing.grid.currentIndex().column() == column


def test_the_word_under_the_pointer_is_found(writing: Writing) -> None:
    with_lines(writing, article("Theke aus Eiche", "1234.5"))
    shows(writing, "Eiche")
    rendered = writing.editor.preview.rendered()
    assert rendered is not None
    found = set()
    for x in range(60, 560, 6):
        box = rendered.line_boxes[0]
        found.add(word_at(rendered.pdf, 0, x, 841.9 - (box.y0 + box.y1) / 2))
    assert {"Theke", "aus", "Eiche", "1.234,50"} <= found


def test_a_click_on_the_subject_puts_the_cursor_into_its_field(writing: Writing) -> None:
    writing.editor.address.subject.line.setFocus()
    writing.type("Umbau der Lobby")
    writing.press(KEY.Key_Tab)
    shows(writing, "Umbau der Lobby")
    writing.editor.preview.words_clicked.emit("Angebot: Umbau der Lobby")
    assert writing.focused() is writing.editor.address.subject.line


def test_lines_that_are_still_empty_are_not_on_the_page_and_do_not_shift_the_clicks(writing: Writing) -> None:
    with_lines(writing, article("Theke"), article("Montage"))
    writing.grid.choose(0)
    writing.grid.begin()
    assert writing.editor.lines.rowCount() == 3
    assert writing.editor.lines.row_of_stored(1) == 2
    writing.press(KEY.Key_Escape)


def test_an_address_that_does_not_fit_is_said_above_the_page(writing: Writing, stage: Stage) -> None:
    added: list[int] = []
    long = "Verein zur Förderung der sehr langen Namen " * 4
    new = contacts.NewContact(name=long, address=PostalLines(street="Hinterhof " * 8, extra="bei Brandt " * 12))
    stage.desk.do(contacts.add_company, new=new, then=lambda outcome: added.append(outcome.value))
    stage.until(lambda: bool(added))
    stage.desk.do(offers.change_offer, offer_id=writing.editor.saving.offer_id, account_id=added[0])
    stage.until(lambda: bool(writing.editor.preview.trouble()))


def test_a_narrow_window_shows_form_and_page_by_turns(stage: Stage) -> None:
    stage.window.resize(1100, 760)
    writing = Writing(stage)
    editor = writing.editor
    assert editor.heading.parts.isVisible()
    assert editor.positions.isVisible()
    assert not editor.preview.isVisible()
    editor.turn("page")
    assert editor.preview.isVisible()
    assert not editor.positions.isVisible()
    stage.until(lambda: editor.preview.rendered() is not None)
    stage.window.resize(1440, 900)
    assert editor.positions.isVisible()
    assert editor.preview.isVisible()
    assert not editor.heading.parts.isVisible()
