"""The log: what rules did, why, and the way back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.models.rules import Log, LogLine, LogModel, log_lines
from crm_desktop.ui.panes.rules.rows import LogDelegate
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import h2
from crm_desktop.ui.widgets.two_line import ROW_ROLE


class LogPage(Pane):
    """Signals: `asked()` when other lines are wanted; `opened(RunRow)`; `undo_wanted(RunRow)`; `closed()`."""

    asked = Signal()
    opened = Signal(object)
    undo_wanted = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        #: The rule whose log is shown, 0 for all of them.
        self.rule_id = 0
        self.title = h2("")
        self.outcome = Chips(
            [
                Choice("", _("Everything")), Choice("done", _("Done")), Choice("failed", _("Failed")),
                Choice("stopped", _("Stopped")),
            ],
            name=_("Which runs"),
        )  # fmt: skip
        self.outcome.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.outcome.chosen.connect(lambda _key: self.asked.emit())
        self.back = Button(_("Back to the rules"), "ghost", icon="arrow-left", on=self.closed.emit)
        self.model = LogModel(self)
        self.view = RowListView(self.model, LogDelegate(), name=_("Log of the rules"))
        self.view.moved.connect(lambda _index: self._follow())
        self.view.opened.connect(self._open)
        self.undo = Button("", "secondary", icon="undo-2", on=self._undo)
        self.show_record = Button(_("Show it"), "ghost", icon="arrow-right", on=lambda: self._open(self._at()))
        self._empty = EmptyState(
            "workflow", _("No rule has done anything yet"), _("What rules do is written down here, with the reason."),
        )  # fmt: skip
        foot = QWidget()
        row(foot, None, self.show_record, self.undo, margins=(20, 8, 20, 10))
        head = QWidget()
        row(head, self.title, None, self.outcome, self.back, gap=12, margins=(24, 16, 16, 8))
        self.notice = Holder()
        around = row(None, self.notice, margins=(20, 12, 20, 4))
        column(self, head, Line(), around, self.view, self._empty, Line(), foot, gap=0).setStretch(3, 1)
        self.show_log(Log([], []), date.min, "")

    def show_log(self, log: Log, today: date, rule: str, failed: int = 0) -> None:
        """Show lines of the log; `rule` is the name of the one they are of, "" for all; `failed` is said above."""
        self._warn(0 if self.outcome.value() == "failed" else failed)
        self.title.setText(_("Log of “{name}”").format(name=rule) if rule else _("Log of all rules"))
        self.model.show(log_lines(log, today))
        there = self.model.rowCount() > 0
        self.view.setVisible(there)
        self._empty.setVisible(not there)
        if there and not self.view.selectionModel().hasSelection():
            self.view.setCurrentIndex(self.model.index(max(self.view.currentIndex().row(), 0)))
        self._follow()

    def _warn(self, failed: int) -> None:
        """Say that runs failed, what became of them, and show them."""
        self.notice.show_part(failed, lambda: self._banner(failed))
        self.notice.setVisible(failed > 0)

    def _banner(self, failed: int) -> QWidget:
        what = plural("{n} run failed in the last 90 days.", "{n} runs failed in the last 90 days.", failed)
        meaning = _("What a run had begun was taken back; a rule that fails three times in a row pauses.")
        banner = Banner("warning", what, meaning)
        banner.add_action(Link(_("Show what failed"), on=self._show_failed))
        return banner

    def _show_failed(self) -> None:
        self.outcome.choose("failed")
        self.asked.emit()

    def chosen(self) -> LogLine | None:
        """Return the chosen line."""
        line = self._at().data(ROW_ROLE)
        return line if isinstance(line, LogLine) else None

    def _at(self) -> QModelIndex:
        return self.view.currentIndex()

    def _follow(self) -> None:
        """Say what taking the chosen step back takes along."""
        line = self.chosen()
        self.show_record.setEnabled(line is not None)
        self.undo.setEnabled(line is not None and line.later is not None)
        if line is None or not line.later:
            self.undo.setText(_("Take this step back"))
        else:
            words = plural(
                "Take back, with {n} later step", "Take back, with {n} later steps", line.later
            )  # fmt: skip
            self.undo.setText(words)
        can_tell = line is not None and line.later is None
        self.undo.setToolTip(_("This step was taken back already or can no longer be.") if can_tell else "")

    def _open(self, index: QModelIndex) -> None:
        line = index.data(ROW_ROLE)
        if isinstance(line, LogLine):
            self.opened.emit(line.run)

    def _undo(self) -> None:
        line = self.chosen()
        if line is not None:
            self.undo_wanted.emit(line.run)
