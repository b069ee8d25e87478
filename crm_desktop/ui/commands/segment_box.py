"""The choice of a segment above a list: all customers, or those of one; hidden while there is no segment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk, Told
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox

#: Letters of a name there is room for, and where there is little.
_LETTERS, _FEW = 14, 6


class SegmentBox(ComboBox):
    """`SegmentBox(desk)`, `ask()`, `refresh(told)`; not `small` beside fields of a form.

    Signal: `narrowed(id)`, 0 for all customers.
    """

    narrowed = Signal(int)

    def __init__(self, desk: Desk, *, every: str = "", small: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(name=_("Segment"), small=small, parent=parent)
        self._desk, self._every = desk, every or _("All customers")
        self.fill([Choice("", self._every)])
        self.currentIndexChanged.connect(lambda _index: self.narrowed.emit(self.segment()))
        # Names of any length: the words elide, and what stands beside keeps its room.
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.hide()

    def set_compact(self, compact: bool) -> None:
        """Take less room, or as much as a name needs."""
        self.setMinimumContentsLength(_FEW if compact else _LETTERS)

    def ask(self) -> None:
        """Read which segments there are."""
        self._desk.ask(_names, then=self._offer, asker=self, topic="segments")

    def refresh(self, told: Told) -> None:
        """Read them again when one was made, renamed or put away."""
        if told.outcome.changes.touch("segment"):
            self.ask()

    def segment(self) -> int:
        """Return the segment chosen, 0 for all customers."""
        return int(self.currentData() or 0)

    def choose(self, segment_id: int) -> None:
        """Choose a segment, 0 for all customers."""
        self.setCurrentIndex(max(0, self.findData(str(segment_id) if segment_id else "")))

    def _offer(self, found: list[tuple[int, str]]) -> None:
        chosen = self.segment()
        known = {number for number, _name in found}
        kept = chosen if chosen in known else 0
        self.fill([Choice("", self._every), *(Choice(str(number), name) for number, name in found)],
                  str(kept) if kept else "")  # fmt: skip
        self.setVisible(bool(found))
        if kept != chosen:
            self.narrowed.emit(0)


def _names(reader: Reader) -> list[tuple[int, str]]:
    from crm_desktop.store.queries.segments import segments  # the first lists are painted without

    return [(one.id, one.name) for one in segments(reader)]
