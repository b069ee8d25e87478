"""Pages of a document below each other, as the printer will show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.tokens import PRINT
from crm_desktop.ui.theme.drawing import shadow
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.palette import GROUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from crm_desktop.ui.widgets.pdf_pages import PageSize

_MARGIN, _GAP = 24, 20
_REST = 120
_BAR = 3
_TINT = 0.28
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_WIDEST = 2400


class PdfView(QAbstractScrollArea):
    """`view.show_document(sizes)` lays out empty pages and asks for them; `view.set_page(number, image)` fills one.

    Signals: `wanted(page, width, ratio)` for each page in sight that has no picture of that width yet (render it in a
    lane with `pdf_pages.render_page`); `clicked(page, x, y)` in PDF points from the lower left corner of the page;
    `page_changed(page)` when another page is the first in sight. Ctrl with + - 0 or the wheel zooms.
    Pages keep their old picture until the new one comes, so that typing does not make them flicker.
    """

    wanted = Signal(int, int, float)
    clicked = Signal(int, float, float)
    page_changed = Signal(int)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: Whether a single page is shown whole and never larger than it is, as a picture is.
        self._whole = False
        self.setAccessibleName(name or _("Preview"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(GROUNDS["canvas"])
        self._sizes: list[PageSize] = []
        self._images: dict[int, QImage] = {}
        self._asked: dict[int, tuple[int, float]] = {}
        self._zoom = 1.0
        self._first = 0
        #: Parts of pages with a bar beside them, in points from the upper left corner.
        self._marked: tuple[tuple[int, QRectF], ...] = ()
        self._over = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._lay_out)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def show_document(self, sizes: Sequence[PageSize]) -> None:
        """Show another document, or the same one written anew; the place is kept."""
        if list(sizes) != self._sizes:
            self._images = {page: image for page, image in self._images.items() if page < len(sizes)}
        self._sizes = list(sizes)
        self._asked.clear()
        self._lay_out()

    def show_whole(self, whole: bool) -> None:
        """Say whether a single page fits into the view whole (a picture), or to its width (a sheet)."""
        self._whole = whole

    def set_page(self, page: int, image: QImage) -> None:
        """Show the picture of a page."""
        if page < len(self._sizes):
            self._images[page] = image
            self.viewport().update()

    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self._sizes)

    def first_page(self) -> int:
        """Return the page that fills the upper third."""
        return self._first

    def go_to(self, page: int) -> None:
        """Bring the upper edge of a page into sight."""
        if 0 <= page < len(self._sizes):
            self.verticalScrollBar().setValue(round(self._place(page).y() - _MARGIN / 2))

    def mark(self, parts: Sequence[tuple[int, QRectF]], *, over: bool = False) -> None:
        """Draw a bar beside parts of pages, or a tint over them: page and place in points from its upper left."""
        self._marked, self._over = tuple(parts), over
        self.viewport().update()

    def marked(self) -> tuple[tuple[int, QRectF], ...]:
        """Return the parts with a bar beside them."""
        return self._marked

    def reveal_mark(self) -> None:
        """Scroll so that the first marked part is in sight, if it is not."""
        if not self._marked or self._marked[0][0] >= len(self._sizes):
            return
        place = self._mark_place(*self._marked[0])
        view = self.viewport().height()
        if place.top() < 0 or place.bottom() > view:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + place.center().y() - view / 3))

    def _mark_place(self, page: int, part: QRectF) -> QRectF:
        """Return where the bar of a part stands in the viewport, or its tint."""
        area, scale = self._shown(page), self._scale(page)
        if self._over:
            return QRectF(
                area.x() + part.x() * scale, area.y() + part.y() * scale, part.width() * scale, part.height() * scale
            ).adjusted(-2, -2, 2, 2)
        return QRectF(
            area.x() + part.x() * scale - 2 * _BAR - 2, area.y() + part.y() * scale, _BAR, part.height() * scale
        )

    def set_zoom(self, zoom: float) -> None:
        """Show pages larger or smaller; 1 fits them to the width."""
        self._zoom = min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        self._lay_out()

    def zoom(self) -> float:
        """Return how large pages are shown; 1 fits the width."""
        return self._zoom

    # Geometry

    def _width(self) -> int:
        widest = min(_WIDEST, max(80, self.viewport().width() - 2 * _MARGIN))
        if self._whole and self._sizes:
            wide, high = self._sizes[0]
            tall = max(80, self.viewport().height() - 2 * _MARGIN)
            widest = max(16, min(widest, round(tall * wide / max(1, high)), round(wide)))
        return round(widest * self._zoom)

    def _scale(self, page: int) -> float:
        return self._width() / self._sizes[page].width

    def _place(self, page: int) -> QRectF:
        """Return where a page lies in the whole document, in pixels."""
        y = float(_MARGIN)
        for before in range(page):
            y += self._sizes[before].height * self._scale(before) + _GAP
        x = max(float(_MARGIN), (self.viewport().width() - self._width()) / 2)
        return QRectF(x, y, self._width(), self._sizes[page].height * self._scale(page))

    def _lay_out(self) -> None:
        tall = self._place(len(self._sizes) - 1).bottom() + _MARGIN if self._sizes else 0
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, round(tall - view.height())))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, self._width() + 2 * _MARGIN - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._ask()
        self.viewport().update()

    def _shown(self, page: int) -> QRectF:
        """Return where a page lies in the viewport."""
        return self._place(page).translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _ask(self) -> None:
        """Ask for the pages in sight that have no picture of the right width."""
        wanted = (self._width(), self.devicePixelRatioF())
        view = QRectF(self.viewport().rect()).adjusted(0, -200, 0, 200)
        for page in range(len(self._sizes)):
            if self._shown(page).intersects(view) and self._asked.get(page) != wanted:
                self._asked[page] = wanted
                self.wanted.emit(page, *wanted)

    def _moved(self) -> None:
        self._ask()
        line = self.viewport().height() / 3
        pages = range(len(self._sizes))
        near = next((page for page in pages if self._shown(page).bottom() > line), max(0, len(pages) - 1))
        if near != self._first:
            self._first = near
            self.page_changed.emit(near)

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight on their shadows."""
        view = QRectF(self.viewport().rect())
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for page in range(len(self._sizes)):
                area = self._shown(page)
                if not area.intersects(view):
                    continue
                shadow(painter, area, 2, 2)
                image = self._images.get(page)
                if image is None:
                    painter.fillRect(area, QColor(PRINT.paper))
                else:
                    painter.drawImage(area, image)
            for page, part in self._marked:
                if page < len(self._sizes):
                    painter.fillRect(self._mark_place(page, part), self._ink())

    def _ink(self) -> QColor:
        """Return what parts are marked with; paper is white in either scheme."""
        if not self._over:
            return look().colour("accent")
        ink = QColor(PRINT.accent)
        ink.setAlphaF(_TINT)
        return ink

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width when it has come to rest, at once while none is drawn yet."""
        super().resizeEvent(event)
        if self._images:
            self._rest.start()
            self.viewport().update()
        else:
            self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a page was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._click(event.position())

    def _click(self, at: QPointF) -> None:
        for page in range(len(self._sizes)):
            area = self._shown(page)
            if area.contains(at):
                scale = self._scale(page)
                x, y = (at.x() - area.x()) / scale, self._sizes[page].height - (at.y() - area.y()) / scale
                self.clicked.emit(page, x, y)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by Ctrl with plus, minus and nought."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.zoom_by(event.key()):
            return
        super().keyPressEvent(event)

    def zoom_by(self, key: int) -> bool:
        """Zoom as plus, minus and nought say; return whether the key was one of them."""
        if key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(next((zoom for zoom in _ZOOMS if zoom > self._zoom), _ZOOMS[-1]))
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < self._zoom), _ZOOMS[0]))
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(Qt.Key.Key_Plus if event.angleDelta().y() > 0 else Qt.Key.Key_Minus)
            return
        super().wheelEvent(event)
