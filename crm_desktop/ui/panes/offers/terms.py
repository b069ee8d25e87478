"""The texts round the positions, and what is rarely changed, folded away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.offers.text_blocks import Use
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.panes.offers.blocks import BlockArea
from crm_desktop.ui.panes.offers.bound import BoundFields
from crm_desktop.ui.panes.offers.more_fields import MoreFields, two_columns
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.panes import column, row


class TermsFields(QWidget):
    """Delivery, payment, introduction, closing; below them what is rarely changed, behind a button."""

    def __init__(self, bound: BoundFields, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "de"

        def area(label: str, use: Use, lines: int, hint: str = "") -> BlockArea:
            return BlockArea(label, use, desk, lambda: self._language, lines=lines, hint=hint)

        self.delivery = area(_("Delivery"), "delivery", 2)
        self.payment = area(_("Payment"), "payment", 2)
        self.intro = area(_("Introduction"), "intro", 3, _("What stands before the positions"))
        self.closing = area(_("Closing"), "closing", 3, _("What stands after the terms"))
        self._fold = Button(_("More: discount, early payment, prices, language"), "text", icon="chevron-right")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self.more = MoreFields(bound)
        self.more.hide()
        texts = two_columns((self.delivery, self.payment), (self.intro, self.closing))
        column(self, texts, row(None, self._fold, None), self.more, gap=12)
        for name, field in (
            ("delivery_terms", self.delivery),
            ("payment_terms", self.payment),
            ("intro", self.intro),
            ("closing", self.closing),
        ):
            bound.bind(name, field)

    def show_offer(self, found: OfferInHand) -> None:
        """Follow the language and the currency of an offer; of one that was sent the texts stay as they are."""
        self._language = found.offer.language
        self.more.show_offer(found)
        for area in self.areas():
            area.blocks.setVisible(not found.frozen)

    def areas(self) -> tuple[BlockArea, ...]:
        """Return the fields for texts."""
        return self.delivery, self.payment, self.intro, self.closing

    def is_unfolded(self) -> bool:
        """Whether what is rarely changed is in sight."""
        return self._fold.isChecked()

    def unfold(self, *, wanted: bool) -> None:
        """Show or hide what is rarely changed."""
        self._fold.setChecked(wanted)

    def _unfold(self, wanted: bool) -> None:
        self._fold.set_icon("chevron-down" if wanted else "chevron-right")
        self.more.setVisible(wanted)
