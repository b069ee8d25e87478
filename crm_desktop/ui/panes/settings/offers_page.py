"""Offers on paper: their layout, colour and letter form, with the newest offer as it would be printed below them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.offer_printing import sample
from crm_desktop.ui.panes.settings.kept_fields import FirmFields
from crm_desktop.ui.panes.settings.paper_files import PaperFiles
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.pdf_pages import render_page
from crm_desktop.ui.widgets.text import note

_WIDTH = 330
#: Height of an A4 sheet by its width.
_HIGH = 297 / 210


class OffersPage(FirmFields):
    """How the firm's documents look."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Offers on paper"), workplace, parent)
        self.page = PageSample()
        layouts = [Choice("", _("Classic")), Choice("modern", _("Modern")), Choice("plain", _("Plain"))]
        forms = [
            Choice("", _("As is usual in your country")), Choice("B", _("DIN 5008, form B")),
            Choice("A", _("DIN 5008, form A")), Choice("CH", _("Window at the right (Switzerland)")),
        ]  # fmt: skip
        self.section(_("How they look"))
        self.beside(self.choice("layout", _("Layout"), layouts), self.text("accent", _("Colour, like #0B666C")))
        self.put(
            note(_("A colour too light to be read on paper is printed darker. Plain does without any colour."), "text3")
        )
        self.section(_("Where the address stands"))
        self.beside(self.choice("letter_form", _("Letter form"), forms))
        about = _("Form B leaves 45 mm for the letterhead, form A 27 mm. Fold marks and window move along.")
        self.put(note(about, "text3"))
        self.files = PaperFiles(self, workplace)
        self.section(_("Your newest offer"))
        self.put(self.page)
        self.end()
        self.ask()

    def shown(self, row: FirmRow) -> None:  # noqa: ARG002 - the sample is printed from the database
        """Print the sample anew, and show the files that go onto paper."""
        self.files.ask()
        self.workplace.desk.ask(
            sample, then=self._render, failed=lambda _error: self.page.show_page(None), asker=self, topic="sample",
            lane="preview",
        )  # fmt: skip

    def _render(self, pdf: bytes | None) -> None:
        if pdf is None:
            self.page.show_page(None)
            return
        self.workplace.desk.compute(
            render_page, pdf=pdf, page=0, width=look().px(_WIDTH), ratio=self.devicePixelRatioF(),
            then=self.page.show_page, asker=self, topic="picture", lane="pdf",
        )  # fmt: skip


class PageSample(Painted):
    """Shows one page of paper, small; empty until it is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.setAccessibleName(_("Sample of the chosen layout"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_page(self, image: QImage | None) -> None:
        """Show a page, or an empty sheet."""
        self.image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a sheet."""
        width = look().px(_WIDTH)
        return QSize(width, round(width * _HIGH))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the sheet with a line round it."""
        if self.image is not None:
            painter.drawImage(area, self.image)
        painter.setPen(now.colour("line_strong"))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
