"""From a click in the page to the line, the cell or the field that says what is printed there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.panes.offers.bound import BoundFields
from crm_desktop.ui.panes.offers.grid import LineGrid

#: Columns of an offer that are printed as they are written.
_TEXTS = ("subject", "intro", "closing", "delivery_terms", "payment_terms", "their_inquiry")
_FEWEST_LETTERS = 3


class PageClicks(QObject):
    """Leads from the page to the form; `found` returns the offer in view, `to_form` brings the form into sight."""

    def __init__(
        self,
        grid: LineGrid,
        bound: BoundFields,
        found: Callable[[], OfferInHand | None],
        to_form: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._grid, self._bound = grid, bound
        self._lines: OfferLinesModel = grid.lines
        self._found, self._to_form = found, to_form

    def choose_line(self, place: int) -> None:
        """Put the line in use that is printed at a place (from 0)."""
        row = self._lines.row_of_stored(place)
        if row >= 0:
            self._to_form()
            self._grid.setFocus()
            self._grid.choose(row)

    def choose_figure(self, place: int, word: str) -> None:
        """Go to the cell of a line that holds a figure of the page."""
        found, row = self._found(), self._lines.row_of_stored(place)
        column = self._lines.column_of(row, word, found.offer.language if found is not None else "de")
        if row == self._grid.row() and not self._grid.isColumnHidden(column):
            self._grid.choose(row, column)

    def choose_words(self, words: str) -> None:
        """Go to the field, or the line, that holds words of the page."""
        found, said = self._found(), " ".join(words.split())
        if len(said) < _FEWEST_LETTERS or found is None:
            return
        for name in _TEXTS:
            text = " ".join(str(getattr(found.offer, name)).split())
            if len(text) >= _FEWEST_LETTERS and (said in text or text in said):
                self._to_form()
                self._bound.focus(name)
                return
        for place, line in enumerate(self._lines.lines()):
            if line.title and line.title in said:
                self.choose_line(place)
                return
