"""What follows after the sending: the steps as sentences, and what they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.campaigns import StepRow
from crm_desktop.ui.models.campaign_words import STEP_ICONS, branch_word, step_word
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, note


class FollowingCard(Card):
    """`card.show_steps(steps)`. Signals: `change_asked()`, `ready_asked()`."""

    change_asked = Signal()
    ready_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What follows"), radius=12, edge="line", padding=18, parent=parent)
        self.change = Link(_("Change the steps …"), on=self.change_asked.emit)
        self.head.addWidget(self.change)
        self._lines = column(None, gap=6)
        self.body.addLayout(self._lines)
        self._shown: object = None

    def show_steps(self, steps: Sequence[StepRow]) -> None:
        """Show these steps."""
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        clear(self._lines)
        for step in steps:
            self._lines.addWidget(_line(step))
        if not steps:
            self._lines.addWidget(note(_("Nothing follows yet: who does not answer is not asked after.")))
            ready = Button(_("Take the usual steps"), "secondary", icon="sparkles", on=self.ready_asked.emit)
            self._lines.addLayout(row(None, ready, None))
        self.change.setVisible(bool(steps))


def step_sentence(step: StepRow) -> str:
    """Return when and for whom a step comes."""
    days = plural("after {n} day", "after {n} days", step.wait_days)
    return f"{days}, {branch_word(step.branch)}"


def _line(step: StepRow) -> QWidget:
    holder = QWidget()
    words = Text(step.name or step_word(step.kind), 13, 600)
    when = Text(step_sentence(step), 12, 400, "text2")
    line = row(holder, Glyph(STEP_ICONS[step.kind]), column(None, words, when, gap=0), gap=10)
    line.setStretch(1, 1)
    holder.setAccessibleName(f"{words.text()}: {when.text()}")
    return holder
