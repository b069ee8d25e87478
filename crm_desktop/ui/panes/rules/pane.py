"""The pane of workflow rules: the list at the left, one rule as a sentence with its dry run at the right."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.rules.dry_run import DryCase
from crm_desktop.store.queries.rules import RunRow
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.models.rules import Log, Seen, everything, head_words, read_log, state_of
from crm_desktop.ui.panes.rules.commands import commands
from crm_desktop.ui.panes.rules.deeds import Deeds
from crm_desktop.ui.panes.rules.in_hand import RuleInHand
from crm_desktop.ui.panes.rules.log_page import LogPage
from crm_desktop.ui.panes.rules.ready_page import ReadyPage
from crm_desktop.ui.panes.rules.rule_list import RuleList
from crm_desktop.ui.panes.rules.rule_page import RulePage
from crm_desktop.ui.panes.rules.writing import Writing
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.splitter import Splitter
from crm_desktop.ui.widgets.text import Text, title

_LIST, _LIST_MOST, _PAGE = 240, 420, 420
_FIRST_WIDTHS = [310, 900]
#: What changes what rules say or would have done, whether the pane is in view or not.
_KINDS = ("rule", "rule_run", "stage", "pipeline", "tag", "segment", "template", "custom_field", "follow_up_set")


class RulesPane(Pane):
    """A rule is a sentence; what it would have done stands below it, always."""

    name = "rules"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._waiting: dict[str, Any] | None = None
        self.list, self.page = RuleList(), RulePage()
        self.ready, self.log = ReadyPage(), LogPage()
        self.deeds = Deeds(workplace, self._fail, self)
        self.hand = RuleInHand(workplace, self.page, self.deeds, partial(Writing, self))
        self._stack = QStackedWidget()
        for part in (self.page, self.ready, self.log):
            self._stack.addWidget(part)
        self._stack.setCurrentWidget(self.ready)
        column(self, self._head(), Line(), self._body(), gap=0).setStretch(2, 1)
        self._connect()
        self._fill_menu()
        self.read()

    def _head(self) -> QWidget:
        head = Area("surface")
        self.count = Text("", 13, 400, "text2")
        self.log_button = Button(_("Log"), "secondary", icon="history", on=self.show_log)
        self.new_button = Button(_("New rule"), "secondary", icon="plus", key="N", on=self.show_ready)
        row(
            head, title(_("Rules")), self.count, None, self.log_button, self.new_button, gap=10,
            margins=(24, 14, 20, 14),
        )  # fmt: skip
        return head

    def _body(self) -> QWidget:
        splitter = Splitter("rules")
        splitter.put(self.list, least=_LIST, most=_LIST_MOST, stretch=0)
        splitter.put(self._stack, least=_PAGE)
        splitter.restore(_FIRST_WIDTHS)
        return splitter

    def _connect(self) -> None:
        self.list.picked.connect(self.show_rule)
        self.list.opened.connect(lambda _id: self.hand.first_word())
        self.list.switched.connect(self._switch)
        self.hand.kept.connect(self._go_to)
        self.hand.given_up.connect(self._give_up)
        self.page.log_wanted.connect(self.show_own_log)
        self.page.on_wanted.connect(lambda: self._switch(self.hand.here or 0, True))
        self.page.trial.opened.connect(self._open_case)
        self.ready.wanted.connect(self._take_ready)
        self.ready.own_wanted.connect(self.begin)
        self.log.asked.connect(self._read_log)
        self.log.opened.connect(self._open_run)
        self.log.undo_wanted.connect(self.deeds.undo)
        self.log.closed.connect(self._close_log)

    def _fill_menu(self) -> None:
        menu = self.page.menu
        menu.entry(_("Show its log"), "history", on=self.show_own_log)
        menu.entry(_("Copy the rule"), "copy", on=self.copy)
        menu.entry(_("Move the rule up"), "arrow-up", on=lambda: self.shift(-1), key="Alt+↑")
        menu.entry(_("Move the rule down"), "arrow-down", on=lambda: self.shift(1), key="Alt+↓")
        menu.addSeparator()
        menu.entry(_("Delete the rule"), "trash-2", on=self.delete)

    # Reading

    def read(self) -> None:
        """Read the rules again."""
        self.workplace.desk.ask(
            everything, now=self.workplace.clock(), then=self._show, asker=self, topic="rules"
        )  # fmt: skip

    def _show(self, seen: Seen) -> None:
        self.hand.seen = seen
        self.count.setText(head_words(seen.counts) if seen.rules else _("nothing runs by itself yet"))
        self.list.show_rules(seen)
        self.list.setVisible(bool(seen.rules))
        self.ready.show_ready(seen.ready, seen.choices)
        kept, self._waiting = self._waiting, None
        if kept is not None and self.hand.take_up(kept, seen):
            self._stack.setCurrentWidget(self.page)
        if self.hand.here and seen.rule(self.hand.here) is None:
            self.hand.here = None
        if self.hand.here is not None:
            self.list.choose(self.hand.here)
            self.hand.show_again()
        elif not seen.rules:
            self._turn_away_from(self.page)
        elif self._stack.currentWidget() is not self.log:
            self.show_rule(seen.rules[0].id)

    def _turn_away_from(self, page: QWidget) -> None:
        if self._stack.currentWidget() is page:
            self._stack.setCurrentWidget(self.ready)

    def show_rule(self, rule_id: int) -> None:
        """Show a rule."""
        self.list.choose(rule_id)
        self._stack.setCurrentWidget(self.page)
        self.hand.show(rule_id)

    def begin(self) -> None:
        """Begin a rule of one's own."""
        self.list.choose(0)
        self._stack.setCurrentWidget(self.page)
        self.hand.begin()
        self.hand.first_word()

    def _give_up(self) -> None:
        self._stack.setCurrentWidget(self.ready)
        self.read()

    def _fail(self, reason: str) -> None:
        self.page.show_problem(reason)

    # What is done with rules

    def has_rule(self) -> bool:
        """Whether a kept rule is in view."""
        return self.hand.row() is not None and self._stack.currentWidget() is self.page

    def has_draft(self) -> bool:
        """Whether a rule is in view that can be saved or switched on."""
        return self._stack.currentWidget() is self.page and self.hand.can_save()

    def save_on(self) -> None:
        """Keep the rule in view and switch it on."""
        self.hand.save(on=True)

    def turn(self) -> None:
        """Switch the rule in view on or off."""
        kept = self.hand.row()
        if kept is not None:
            self._switch(kept.id, state_of(kept) != "on")

    def _switch(self, rule_id: int, on: bool) -> None:
        if rule_id:
            if rule_id != self.hand.here:
                # What is switched is looked at: where it cannot be, the reason stands there.
                self.show_rule(rule_id)
            self.deeds.switch(rule_id, on=on)

    def copy(self) -> None:
        """Make a copy of the rule in view."""
        if self.hand.here:
            self.deeds.copy(self.hand.here, self._go_to)

    def delete(self) -> None:
        """Delete the rule; with the focus on a word, take the condition or the action out it belongs to."""
        focused = QApplication.focusWidget()
        named = next((name for name, one in self.page.sentence.buttons.items() if one is focused), "")
        if named:
            self.hand.writing.remove(named)
        elif self.hand.here:
            self.hand.forget()
            self.deeds.delete(self.hand.here)

    def shift(self, by: int) -> None:
        """Bring the rule to the place of its neighbour."""
        here = self.hand.here or 0
        place = self.list.model.row_of(here)
        if place is not None and 0 <= place + by < self.list.model.rowCount():
            self.deeds.move(here, place + by)

    def _take_ready(self, key: str, on: bool) -> None:
        self.deeds.take_ready(key, on=on, then=self._go_to)

    def _go_to(self, rule_id: int) -> None:
        """Show a rule that was just made, as soon as it has been read."""
        seen = self.hand.seen
        if seen is not None and seen.rule(rule_id) is not None:
            self.show_rule(rule_id)
            self.read()
            return
        self._waiting = {"here": rule_id}
        self.read()

    # Pages

    def show_ready(self) -> None:
        """Show what a new rule can begin with."""
        self.hand.writing.close_()
        self._stack.setCurrentWidget(self.ready)
        self.ready.own.setFocus()

    def show_own_log(self) -> None:
        """Show what the rule in view did."""
        self.show_log(self.hand.here or 0)

    def show_log(self, rule_id: int = 0) -> None:
        """Show what rules did: one, or all of them."""
        self.hand.writing.close_()
        self.log.rule_id = rule_id
        self._stack.setCurrentWidget(self.log)
        self._read_log()
        self.log.view.setFocus()

    def _close_log(self) -> None:
        self._stack.setCurrentWidget(self.page if self.hand.here is not None else self.ready)

    def _read_log(self) -> None:
        seen, rule_id = self.hand.seen, self.log.rule_id
        rule = seen.rule(rule_id) if seen is not None else None

        def show(log: Log) -> None:
            failed = seen.counts.failed_90 if seen is not None and rule is None else 0
            self.log.show_log(log, self.workplace.today(), rule.name if rule else "", failed)

        self.workplace.desk.ask(
            read_log, rule_id=rule_id or None, outcome=self.log.outcome.value(), then=show, asker=self.log, topic="log"
        )  # fmt: skip

    def _open_case(self, case: DryCase) -> None:
        self.deeds.open_record(case.kind, case.ref, case.contact_id)

    def _open_run(self, run: RunRow) -> None:
        self.deeds.open_record(run.kind, run.ref, run.contact_id)

    # What the window asks

    def enter(self, place: Place) -> None:
        """Show a rule, the log, or what a new rule can begin with."""
        if place.intent == "new":
            self.show_ready()
        elif place.intent == "log":
            self.show_log(place.ref)
        elif place.kind == "rule" and place.ref:
            self._go_to(place.ref)
        else:
            self.list.view.setFocus()

    def refresh(self, told: Told) -> None:
        """Read again after each step: it may have set a rule off, or changed what one would have done."""
        if told.outcome.changes.touch(*_KINDS) or self.isVisible():
            self.read()
            if self._stack.currentWidget() is self.log:
                self._read_log()

    def subject(self) -> Subject | None:
        """Return the rule in view."""
        kept = self.hand.row()
        return Subject("rule", kept.id, kept.name) if kept is not None else None

    def escape(self) -> bool:
        """Close the log or the ready rules."""
        if self._stack.currentWidget() is not self.page and self.hand.here is not None:
            self._stack.setCurrentWidget(self.page)
            return True
        return False

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return commands(self)

    def keep(self) -> dict[str, Any]:
        """Keep the rule in view and what is written and not kept yet."""
        return {"here": self.hand.here or 0, "drafts": {"rules": self.hand.plain()}}

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up what was being written, as soon as the rules have been read."""
        self._waiting = kept

    def leave(self) -> None:
        """Drop open questions."""
        super().leave()
        self.workplace.desk.forget(self.page.trial)
        self.workplace.desk.forget(self.log)
