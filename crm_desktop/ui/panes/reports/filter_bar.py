"""What all reports of the pane can be narrowed to: a sales process, a channel, a product group, a customer category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.evaluations import Filter
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.flow import FlowLayout

#: The fields, in the order they stand there.
FIELDS = ("pipeline", "channel", "group", "product", "category")
SEGMENT = "segment"


class FilterBar(QWidget):
    """`bar.offer({"channel": [("Fair", "Fair"), …]})`. Signal: `narrowed()`; `filters()` says to what."""

    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        words = {
            "pipeline": _("All processes"), "channel": _("All channels"), "group": _("All product groups"),
            "product": _("All products"), "category": _("All customer categories"), SEGMENT: _("All customers"),
        }  # fmt: skip
        names = {
            "pipeline": _("Sales process"), "channel": _("Channel"), "group": _("Product group"),
            "product": _("Product"), "category": _("Customer category"), SEGMENT: _("Segment"),
        }  # fmt: skip
        self._every = words
        self._known: frozenset[str] = frozenset()
        self._allowed: frozenset[str] = frozenset()
        self._boxes: dict[str, ComboBox] = {}
        for field in (SEGMENT, *FIELDS):
            box = ComboBox(name=names[field], small=True)
            box.fill([Choice("", words[field])], "")
            box.currentIndexChanged.connect(lambda _index: self._changed())
            layout.addWidget(box)
            self._boxes[field] = box
        self._all = Link(_("Show everything"), on=self.release)
        layout.addWidget(self._all)
        self._all.hide()

    def offer(self, values: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer these values (key and words) by field; fields without any are left out."""
        for field, box in self._boxes.items():
            chosen = str(box.currentData() or "")
            known = [Choice(key, words) for key, words in values.get(field, ())]
            kept = chosen if any(choice.key == chosen for choice in known) else ""
            box.fill([Choice("", self._every[field]), *known], kept)
        self._known = frozenset(field for field in self._boxes if values.get(field))
        self._show()

    def allow(self, fields: Sequence[str]) -> None:
        """Show only what the report in view can be narrowed by."""
        self._allowed = frozenset(fields)
        self._show()

    def _show(self) -> None:
        for field, box in self._boxes.items():
            box.setVisible(field in self._known and field in self._allowed)

    def filters(self) -> tuple[Filter, ...]:
        """Return the conditions chosen."""
        chosen = [(field, str(self._boxes[field].currentData() or "")) for field in FIELDS]
        return tuple(Filter(field, (key,)) for field, key in chosen if key)

    def choose(self, filters: Sequence[Filter]) -> None:
        """Show conditions as chosen, without a signal."""
        wanted = {one.by: one.values[0] for one in filters if one.values}
        for field, box in self._boxes.items():
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(wanted.get(field, ""))))
            box.blockSignals(False)
        self._all.setVisible(self.is_narrowed())

    def segment(self) -> int:
        """Return the segment chosen, 0 for all customers."""
        return int(str(self._boxes[SEGMENT].currentData() or 0))

    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.filters() or self.segment())

    def release(self) -> None:
        """Narrow to nothing."""
        for box in self._boxes.values():
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self._changed()

    def _changed(self) -> None:
        self._all.setVisible(self.is_narrowed())
        self.narrowed.emit()
