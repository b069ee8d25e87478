"""“Goes with it” below the positions of a draft: the product others with the same purchases took, and a link to add it.

Nothing is shown where too little is known.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.offer_fitting import Fit
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text


class FitCard(Card):
    """What fits the offer. Signal: `taken(Fit)` when it shall become a line."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, ground="canvas", parent=parent)
        self._fit: Fit | None = None
        self._why = Text("", 13, 400, "text2", wrap=True)
        self.add = Link("", on=self._take)
        icon = column(None, Glyph("sparkles", tone="info"), None, gap=0, margins=(0, 2, 0, 0))
        told = column(None, Text(_("Goes with it"), 13, 600), self._why, self.add, gap=3)
        both = row(None, icon, told, gap=10)
        both.setStretch(1, 1)
        self.body.addLayout(both)
        self.hide()

    @property
    def fit(self) -> Fit | None:
        """What is shown."""
        return self._fit

    def show_fit(self, found: Fit | None) -> None:
        """Show what fits; None hides the card."""
        self._fit = found
        if found is not None:
            because = " + ".join(found.because)
            self._why.setText(f"{because}: {found.reason}" if because else found.reason)
            self.add.setText(_("Add {product}").format(product=found.product))
            self.setAccessibleName(_("Goes with it: {product}").format(product=found.product))
            self.setAccessibleDescription(found.reason)
        self.setVisible(found is not None)

    def _take(self) -> None:
        if self._fit is not None:
            self.taken.emit(self._fit)
