"""The list of rules at the left, each with its switch, and what all of them did below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.rules import RuleLine, RuleListModel, Seen, foot_words, rule_lines
from crm_desktop.ui.panes.rules.rows import RuleDelegate, switch_place
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.panes import Pane, column
from crm_desktop.ui.widgets.text import note


class RuleList(Pane):
    """Signals: `picked(rule id)`; `opened(rule id)` by Enter or a double click; `switched(rule id, on)`."""

    picked = Signal(int)
    opened = Signal(int)
    switched = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.model = RuleListModel(self)
        self.view = SwitchList(self.model)
        self.foot = note("", "text3")
        self.foot.setContentsMargins(20, 6, 20, 12)
        self.view.moved.connect(self._tell_picked)
        self.view.opened.connect(self._tell_opened)
        self.view.peeked.connect(lambda index: self.turn(index.row()))
        self.view.turned.connect(self.turn)
        column(self, self.view, self.foot, gap=0, margins=(0, 6, 0, 0)).setStretch(0, 1)

    def show_rules(self, seen: Seen) -> None:
        """Show the rules; the chosen one stays chosen."""
        before = self.chosen()
        self.view.blockSignals(True)
        self.model.show(rule_lines(seen))
        row = self.model.row_of(before.id) if before else None
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row))
        self.view.blockSignals(False)
        self.foot.setText(foot_words(seen.counts))
        self.foot.setVisible(bool(seen.rules))

    def chosen(self) -> RuleLine | None:
        """Return the chosen rule."""
        return self.model.at(self.view.currentIndex().row())

    def choose(self, rule_id: int) -> None:
        """Choose a rule, or none, without a signal."""
        row = self.model.row_of(rule_id)
        self.view.blockSignals(True)
        self.view.setCurrentIndex(self.model.index(row) if row is not None else QModelIndex())
        self.view.blockSignals(False)
        self.view.viewport().update()

    def turn(self, row: int) -> None:
        """Switch a rule on or off."""
        line = self.model.at(row)
        if line is not None:
            self.switched.emit(line.id, line.state != "on")

    def _tell_picked(self, index: QModelIndex) -> None:
        line = self.model.at(index.row())
        if line is not None:
            self.picked.emit(line.id)

    def _tell_opened(self, index: QModelIndex) -> None:
        line = self.model.at(index.row())
        if line is not None:
            self.opened.emit(line.id)


class SwitchList(RowListView):
    """Rows with a switch at their right. Signal: `turned(row)` by a click on it."""

    turned = Signal(int)

    def __init__(self, model: RuleListModel) -> None:
        super().__init__(model, RuleDelegate(), name=_("Rules"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn a switch; anywhere else a click chooses the rule."""
        place = event.position()
        index = self.indexAt(place.toPoint())
        rect = self.visualRect(index)
        if index.isValid() and switch_place(rect.toRectF()).adjusted(-6, -6, 6, 6).contains(place):
            self.turned.emit(index.row())
            return
        super().mousePressEvent(event)
