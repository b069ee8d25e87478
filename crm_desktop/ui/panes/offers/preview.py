"""The page as it will be printed, beside the form: the real PDF, written anew while one types."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.offer_printing import printed
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.pdf_pages import PageSize, page_sizes, render_page, text_at, word_at
from crm_desktop.ui.widgets.pdf_view import PdfView
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from crm_desktop.documents.offer import RenderedPdf

#: Milliseconds after the last keystroke.
PAUSE = 90


class Preview(Pane):
    """Asks for the page and shows it.

    Signals: `line_clicked(place)` with the place of the line in the offer, after it `word_clicked(place, word)` with
    what was hit in it; `words_clicked(text)` for a click on other text of the page.
    """

    line_clicked = Signal(int)
    word_clicked = Signal(int, str)
    words_clicked = Signal(str)
    #: `printed(RenderedPdf)`: another file is in sight.
    printed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._desk = desk
        self._offer_id = 0
        #: The place of the line in use, -1 for none.
        self._line = -1
        self._wanted: tuple[Sequence[Line] | None, dict[str, Any]] = (None, {})
        self._rendered: RenderedPdf | None = None
        self._sizes: list[PageSize] = []
        self._asked_at = 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._status = Text("", 12, 400, "text2", tabular=True, right=True)
        self.view = PdfView(name=_("Preview of the page"))
        self.view.wanted.connect(self._render)
        self.view.clicked.connect(self._click)
        self.view.page_changed.connect(lambda _page: self._tell())
        self._took = 0
        self._said = ""
        self._trouble = QWidget()
        self._trouble_layout = column(self._trouble, margins=(24, 8, 24, 0))
        self._trouble.hide()
        head = row(None, Text(_("Preview"), 13, 600), None, self._status, margins=(26, 16, 26, 0))
        column(self, head, self._trouble, self.view, gap=0).setStretch(2, 1)

    # Use

    def open(self, offer_id: int) -> None:
        """Show another offer, at once."""
        self._offer_id, self._wanted, self._rendered = offer_id, (None, {}), None
        self._pause.stop()
        self._line = -1
        self.view.mark([])
        self.view.show_document([])
        self._status.setText("")
        self._ask()

    def close_offer(self) -> None:
        """Show nothing and ask for nothing any more."""
        self._offer_id = 0
        self._pause.stop()
        self._desk.forget(self)

    def follow(self, lines: Sequence[Line] | None, fields: dict[str, Any], *, at_once: bool = False) -> None:
        """Write the page anew with lines and fields that are not stored yet, as soon as nobody types any more."""
        self._wanted = (lines, fields)
        self._pause.start(0 if at_once else PAUSE)

    def show_line(self, place: int) -> None:
        """Mark a line on its page, and bring it into sight."""
        self._line = place
        self._mark()
        self.view.reveal_mark()

    def _mark(self) -> None:
        boxes = self._rendered.line_boxes if self._rendered is not None else ()
        self.view.mark(
            [
                (box.page, QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))
                for box in boxes
                if box.line_index == self._line >= 0
            ]
        )

    def rendered(self) -> RenderedPdf | None:
        """Return the file in sight."""
        return self._rendered

    def remarks(self) -> tuple[str, ...]:
        """Return what the user should know about the file in sight before it goes out."""
        if self._rendered is None:
            return ()
        from crm_desktop.operations.offers.paper_remarks import paper_remarks  # there by now

        return paper_remarks(self._rendered)

    def status(self) -> str:
        """Return which page is in sight and how long it took."""
        return self._status.text()

    def trouble(self) -> str:
        """Return why the page in sight is not the newest one, empty where it is."""
        return self._said

    # Asking and showing

    def _ask(self) -> None:
        if not self._offer_id or not self.isVisible():
            return
        lines, fields = self._wanted
        self._asked_at = time.perf_counter()
        self._desk.ask(
            printed, offer_id=self._offer_id, lines=lines, then=self._show, failed=self._fail, asker=self,
            topic="page", lane="preview", **fields,
        )  # fmt: skip

    def _show(self, rendered: RenderedPdf) -> None:
        self._desk.compute(
            page_sizes, pdf=rendered.pdf, then=lambda sizes: self._show_sizes(rendered, sizes), asker=self,
            topic="sizes", lane="pdf",
        )  # fmt: skip

    def _show_sizes(self, rendered: RenderedPdf, sizes: list[PageSize]) -> None:
        self._rendered = rendered
        self._sizes = sizes
        self._took = 0
        self._say_trouble("")
        self.view.show_document(sizes)
        self._mark()
        self._tell()
        self.printed.emit(rendered)

    def _render(self, page: int, width: int, ratio: float) -> None:
        rendered = self._rendered
        if rendered is None:
            return

        def show(image: QImage) -> None:
            # A page of a file that was written before the one in sight is not shown any more.
            if rendered is self._rendered:
                self.view.set_page(page, image)
                if not self._took:
                    self._took = max(1, round((time.perf_counter() - self._asked_at) * 1000))
                self._tell()

        self._desk.compute(
            render_page, pdf=rendered.pdf, page=page, width=width, ratio=ratio, then=show, asker=self,
            topic=f"page {page}", lane="pdf",
        )  # fmt: skip

    def _tell(self) -> None:
        if self._rendered is None:
            return
        words = _("Page {page} of {pages}").format(page=self.view.first_page() + 1, pages=self.view.page_count())
        self._status.setText(words + (_("  ·  {n} ms").format(n=self._took) if self._took else ""))

    def _fail(self, error: CrmError) -> None:
        self._say_trouble(error.message, error.advice)

    def _say_trouble(self, what: str, advice: str = "") -> None:
        if what == self._said:
            return
        self._said = what
        while self._trouble_layout.count():
            item = self._trouble_layout.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if what:
            self._trouble_layout.addWidget(Banner("warning", what, advice=advice))
        self._trouble.setVisible(bool(what))

    # Clicks

    def _click(self, page: int, x: float, y: float) -> None:
        """Find the line of the offer at a point of the page, else the words there."""
        rendered = self._rendered
        if rendered is None or page >= len(self._sizes):
            return
        from_top = self._sizes[page].height - y
        for box in rendered.line_boxes:
            if box.page == page and box.y0 <= from_top <= box.y1 and box.x0 <= x <= box.x1:
                self.line_clicked.emit(box.line_index)
                self._desk.compute(
                    word_at, pdf=rendered.pdf, page=page, x=x, y=y, asker=self, topic="text", lane="pdf",
                    then=partial(self.word_clicked.emit, box.line_index),
                )  # fmt: skip
                return
        self._desk.compute(
            text_at, pdf=rendered.pdf, page=page, x=x, y=y, then=self.words_clicked.emit, asker=self, topic="text",
            lane="pdf",
        )  # fmt: skip

    def showEvent(self, event: Any) -> None:
        """Write the page that nobody needed while it was out of sight."""
        super().showEvent(event)
        self._ask()
