"""What can be done with several deals at once: shown above the closed row while more than one is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text


class BulkBar(Pane):
    """Signals: `move_asked(StageRow)`, `tag_asked()`, `untag_asked()`, `date_asked()`, `step_asked()`, `closed()`."""

    move_asked = Signal(object)
    tag_asked = Signal()
    untag_asked = Signal()
    date_asked = Signal()
    step_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("nav", parent)
        self.setAccessibleName(_("What is done with all selected deals"))
        self._count = Text("", 13, 600, tabular=True, elide=False)
        self._move = Button(_("Move to …"), "secondary", icon="arrow-right")
        tag, date = self._button(_("Tag"), "tag", self.tag_asked), self._button(_("Date"), "calendar", self.date_asked)
        untag = self._button(_("Remove tag"), "tags", self.untag_asked)
        step = self._button(_("Next step"), "calendar-plus", self.step_asked)
        close = IconButton("x", _("Select one only"), on=self.closed.emit)
        row(self, self._count, 10, self._move, tag, untag, date, step, None, close, gap=8, margins=(24, 6, 20, 6))
        self.hide()

    def show_count(self, count: int) -> None:
        """Show how many are selected; for one alone the bar goes away."""
        words = plural("{n} selected", "{n} selected", count)
        self._count.setText(words.replace(str(count), number(count)))
        self.setVisible(count > 1)

    def offer(self, pipelines: Sequence[PipelineRow], stages: Sequence[StageRow]) -> None:
        """Offer the stages deals can be brought to, process by process."""
        self._move.set_menu(stage_menu(self._move, pipelines, stages, self.move_asked.emit))

    def _button(self, words: str, icon: str, signal: object) -> Button:
        return Button(words, "secondary", icon=icon, on=signal.emit)  # type: ignore[attr-defined]  # a bound signal


def stage_menu(
    parent: QWidget, pipelines: Sequence[PipelineRow], stages: Sequence[StageRow], on: Callable[[StageRow], object]
) -> Menu:
    """Return a menu of stages; with several processes one menu each."""
    menu = Menu(parent)
    for process in pipelines:
        part = menu
        if len(pipelines) > 1:
            part = Menu(menu, process.name)
            menu.addMenu(part)
        for stage in stages:
            if stage.pipeline_id == process.id:
                part.entry(stage.name, on=partial(on, stage))
    return menu
