"""When commands of the offers pane are allowed: by what the offer in view is and where the cursor stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crm_desktop.domain.offers import OfferStatus
from crm_desktop.ui.models.offer_reading import OfferInHand

if TYPE_CHECKING:
    from crm_desktop.ui.panes.offers.editor import OfferEditor


class Conditions:
    """`editor` returns the editor while it is in sight, else None."""

    def __init__(self, editor: Callable[[], OfferEditor | None]) -> None:
        self._editor = editor

    def found(self) -> OfferInHand | None:
        """Return the offer in view."""
        editor = self._editor()
        return None if editor is None else editor.found

    def drafting(self) -> OfferEditor | None:
        """Return the editor while a draft is in it."""
        return self._editor() if self.draft() else None

    def listed(self) -> bool:
        """Whether the list is in sight."""
        return self._editor() is None

    def open(self) -> bool:
        """Whether an offer is open."""
        return self.found() is not None

    def draft(self) -> bool:
        """Whether it can be changed."""
        found = self.found()
        return found is not None and not found.frozen

    def sent(self) -> bool:
        """Whether it stays as it is."""
        found = self.found()
        return found is not None and found.frozen

    def waiting(self) -> bool:
        """Whether it waits for an answer."""
        return self._stands(OfferStatus.SENT)

    def ordered(self) -> bool:
        """Whether it was accepted."""
        return self._stands(OfferStatus.ACCEPTED, OfferStatus.PARTLY_ACCEPTED)

    def versioned(self) -> bool:
        """Whether it has other versions."""
        found = self.found()
        return found is not None and len(found.versions) > 1

    def on_line(self) -> bool:
        """Whether the cursor stands in a line that can be changed."""
        editor = self.drafting()
        return editor is not None and editor.grid.row() >= 0

    def _stands(self, *states: OfferStatus) -> bool:
        found = self.found()
        return found is not None and found.offer.status in states
