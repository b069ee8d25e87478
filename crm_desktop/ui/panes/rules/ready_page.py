"""Ready rules to begin with: what each is good for, switched on with one press."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.rules.ready import ReadyRule
from crm_desktop.operations.rules.sentence import spoken
from crm_desktop.store.queries.rule_choices import RuleChoices
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Pane, clear, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.text import Text, h2, note


class ReadyPage(QScrollArea):
    """Signals: `wanted(key, on)` to take a ready rule over; `own_wanted()` to write one from nothing."""

    wanted = Signal(str, bool)
    own_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Ready rules"))
        self._shown: object = None
        #: The buttons that switch a ready rule on, by its key.
        self.switches: dict[str, Button] = {}
        #: The buttons that only take one over, to be tried first.
        self.trials: dict[str, Button] = {}
        ground = Pane("canvas")
        self.own = Button(_("Write one yourself"), "secondary", icon="pen-line", on=self.own_wanted.emit)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        about = _("Each can be tried on your own data first, changed, and switched off again at any time.")
        column(
            ground, row(None, h2(_("Ready rules")), None, self.own), note(about), 4, self._list, None,
            gap=8, margins=(32, 24, 32, 24),
        )  # fmt: skip
        self.setWidget(ground)

    def show_ready(self, ready: Sequence[ReadyRule], choices: RuleChoices) -> None:
        """Show the rules; those that are there already say so."""
        shown = [(one.key, one.taken) for one in ready]
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        self.switches, self.trials = {}, {}
        for one in ready:
            self._list.addWidget(self._card(one, choices))

    def _card(self, ready: ReadyRule, choices: RuleChoices) -> Card:
        card = Card(padding=14)
        card.setAccessibleName(ready.name)
        head = row(None, Text(ready.name, 14, 600), gap=8)
        if ready.taken:
            head.addWidget(Pill(_("taken over"), "check", "success"))
        head.addStretch(1)
        if not ready.taken:
            trial = Button(
                _("Try first"), "ghost", icon="flask-conical", on=partial(self.wanted.emit, ready.key, False)
            )
            switch = Button(_("Switch on"), "secondary", on=partial(self.wanted.emit, ready.key, True))
            trial.setAccessibleName(_("Try “{name}” first").format(name=ready.name))
            switch.setAccessibleName(_("Switch “{name}” on").format(name=ready.name))
            self.trials[ready.key], self.switches[ready.key] = trial, switch
            head.addWidget(trial)
            head.addWidget(switch)
        card.body.addLayout(head)
        card.body.addWidget(note(ready.purpose, "text2"))
        card.body.addWidget(note(spoken(ready.recipe, choices), "text3"))
        return card
