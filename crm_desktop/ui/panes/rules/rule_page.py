"""One rule: its name and switch, what it says, what it would have done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.rules.parts import Sentence
from crm_desktop.store.queries.rules import RuleRow
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.models.rule_draft import Draft
from crm_desktop.ui.models.rules import RuleState, state_of, state_word
from crm_desktop.ui.panes.rules.sentence_card import SentenceCard
from crm_desktop.ui.panes.rules.trial_card import TrialCard
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.pill import Pill, PillTone
from crm_desktop.ui.widgets.text import Text

_STATES: dict[RuleState, tuple[str, PillTone]] = {
    "on": ("circle-check", "success"), "paused": ("triangle-alert", "warning"), "off": ("circle", "neutral"),
    "broken": ("triangle-alert", "danger"),
}  # fmt: skip


class RulePage(QScrollArea):
    """Signals: `renamed(name)`, `save_wanted(on)`, `drop_wanted()`, `log_wanted()`, `on_wanted()`."""

    renamed = Signal(str)
    save_wanted = Signal(bool)
    drop_wanted = Signal()
    log_wanted = Signal()
    on_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Rule"))
        ground = Pane("canvas")
        self.name = LineEdit(hint=_("Name of the rule"), name=_("Name of the rule"))
        self.name.setProperty("bare", True)
        self.name.setFont(font(18, 600))
        self.name.left.connect(lambda: self.renamed.emit(self.name.text()))
        self.state = Pill()
        self.more = IconButton("ellipsis", _("More about this rule"))
        self.menu = Menu(self.more)
        self.more.setMenu(self.menu)
        self.notices = Holder()
        self.clash = Text("", 12, 500, "warning", wrap=True)
        self.sentence = SentenceCard()
        self.trial = TrialCard()
        top = row(None, self.name, self.state, self.more, gap=8)
        top.setStretch(0, 1)
        column(
            ground, top, self.notices, self.sentence, self.clash, self._saving(), self.trial, None,
            gap=12, margins=(32, 20, 32, 24),
        )  # fmt: skip
        self.setWidget(ground)

    def _saving(self) -> QWidget:
        """Return what is pressed when the sentence is written."""
        self.keep_on = Button(
            _("Save and switch on"), "primary", icon="check", key=native_text("Ctrl+Return").replace("Return", "↵")
        )
        self.keep_on.clicked.connect(lambda: self.save_wanted.emit(True))
        self.keep = Button(_("Save"), "secondary", icon="save")
        self.keep.clicked.connect(lambda: self.save_wanted.emit(False))
        self.drop = Button(_("Discard"), "ghost", icon="undo-2", on=self.drop_wanted.emit)
        self.problem = Text("", 12, 500, "danger", wrap=True)
        self.problem.hide()
        self.saving = QWidget()
        column(self.saving, row(None, self.keep_on, self.keep, self.drop, None, gap=8), self.problem, gap=6)
        return self.saving

    def show_rule(self, draft: Draft, kept: RuleRow | None, sentence: Sentence, clashes: Sequence[str]) -> None:
        """Show a rule as it is being written."""
        if not self.name.hasFocus():
            self.name.set_words(draft.name)
        state: RuleState = "off" if kept is None else state_of(kept)
        icon, tone = _STATES[state]
        self.state.show_state(_("not saved yet") if draft.is_new else state_word(state), icon, tone)
        self.more.setVisible(not draft.is_new)
        self.sentence.show()
        self.sentence.show_sentence(sentence)
        on = state == "on"
        self.saving.setVisible(draft.changed or not on)
        self.keep_on.setText(_("Switch on") if not draft.changed else _("Save") if on else _("Save and switch on"))
        self.keep.setVisible(draft.changed and not on)
        self.drop.setVisible(draft.changed)
        self.clash.setText(_clash_words(clashes))
        self.clash.setVisible(bool(clashes))
        self._warn(kept)

    def show_problem(self, reason: str) -> None:
        """Say why it cannot be saved; "" when it can."""
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))

    def show_broken(self, kept: RuleRow, reason: str) -> None:
        """Say that a rule cannot be read; nothing of it is lost."""
        self.name.set_words(kept.name)
        self.state.show_state(state_word("broken"), *_STATES["broken"])
        for part in (self.sentence, self.saving, self.clash):
            part.setVisible(False)
        self.notices.show_part(("broken", reason), lambda: Banner("danger", reason))
        self.notices.show()
        self.trial.lack(_("A rule that cannot be read cannot be tried."))

    def _warn(self, kept: RuleRow | None) -> None:
        """Say that a rule failed: it pauses after three failures in a row."""
        data = (kept.id, kept.failures, kept.failure, kept.paused) if kept is not None else None
        self.notices.show_part(data, lambda: self._banner(kept))
        self.notices.setVisible(kept is not None and bool(kept.failures))

    def _banner(self, kept: RuleRow | None) -> QWidget:
        if kept is None or not kept.failures:
            return QWidget()
        what = _("The rule failed three times and pauses.") if kept.paused else _("The rule failed the last time.")
        advice = _("What it had begun was taken back; your own step was kept.")
        banner = Banner("warning", what, kept.failure, advice)
        if kept.paused:
            banner.add_action(Link(_("Switch it on again"), on=self.on_wanted.emit))
        banner.add_action(Link(_("Show the log"), on=self.log_wanted.emit))
        return banner


def _clash_words(clashes: Sequence[str]) -> str:
    names = ", ".join(_("“{name}”").format(name=name) for name in clashes)
    return _("Acts on the same cases as {rules}; both would act.").format(rules=names) if clashes else ""
