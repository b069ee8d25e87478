"""The right side of the calendar: what has no time, what is shown at all, and what the days add up to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.models.calendar import Face, Waiting, WaitingModel
from crm_desktop.ui.panes.calendar.waiting import WaitingList
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.panes import Line, Pane, column
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.text import Text, note

WIDTH = 264
_HOUR = 60


class Side(Pane):
    """Signals: `filtered()` when other kinds are to be shown, `picked(ref)` when something waiting is chosen."""

    filtered = Signal()
    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setFixedWidth(look().px(WIDTH))
        self.model = WaitingModel(self)
        self.list = WaitingList(self.model)
        self.list.moved.connect(lambda _index: self.picked.emit(self.list.ref()))
        self._nothing = note(_("Everything that is due has its time."))
        words = {
            "customer": _("With customers"), "own": _("My own"), "occasion": _("Birthdays and offers"),
            "done": _("What is done"),
        }  # fmt: skip
        self._boxes = {key: QCheckBox(name) for key, name in words.items()}
        for box in self._boxes.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.filtered.emit())
        self._sums = note("", "text3")
        shown = column(None, SectionTitle(_("Shown")), *self._boxes.values(), gap=6)
        column(
            self,
            Text(_("No time yet"), 14, 600),
            note(_("Drag it into the calendar, or press P.")),
            4,
            self.list,
            self._nothing,
            Line(),
            shown,
            Line(),
            self._sums,
            gap=8,
            margins=(16, 18, 14, 14),
        ).setStretch(3, 1)

    def show_waiting(self, rows: Sequence[Waiting]) -> None:
        """Show what has no time."""
        held = self.list.ref()
        self.model.show(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        at = self.model.row_of(held)
        if at is not None:
            self.list.setCurrentIndex(self.model.index(at))

    def show_sums(self, faces: Sequence[Face]) -> None:
        """Say how many appointments there are and how long they take together."""
        timed = [face for face in faces if face.start is not None and face.tone in ("customer", "own", "again")]
        words = plural("{n} appointment", "{n} appointments", len(timed))
        minutes = sum(face.minutes for face in timed)
        hours = number(Decimal(round(2 * minutes / _HOUR)) / 2, form="0.#")
        time = _("{n} h").format(n=hours) if minutes >= _HOUR else _("{n} min").format(n=minutes)
        self._sums.setText(f"{words}, {time}" if timed else "")

    def wanted(self, faces: Sequence[Face]) -> list[Face]:
        """Leave out what is not to be shown."""
        kinds = {key for key, box in self._boxes.items() if box.isChecked()}
        return [face for face in faces if ("own" if face.tone == "again" else face.tone) in kinds]

    def shown_kinds(self) -> list[str]:
        """Return what is shown, to be kept."""
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def show_kinds(self, kinds: Sequence[str]) -> None:
        """Show these kinds, as kept."""
        for key, box in self._boxes.items():
            box.setChecked(key in kinds)
