"""Writing a rule: what opens below its words, and what the sentence is afterwards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Condition
from crm_desktop.domain.recipes import Action, Limits, Recipe, with_part
from crm_desktop.domain.rules import Do
from crm_desktop.operations.rules import sentence as rule_sentence
from crm_desktop.operations.rules.choices import condition_fields
from crm_desktop.operations.rules.parts import Slot, SlotKind
from crm_desktop.operations.rules.then import action_choices
from crm_desktop.store.queries.rule_choices import RuleChoices
from crm_desktop.ui.panes.rules.choosers import Choosers
from crm_desktop.ui.panes.rules.condition_sheet import ConditionSheet
from crm_desktop.ui.panes.rules.sentence_card import SentenceCard
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text

_WIDE = 380


class Writing(QObject):
    """Connects the words of a card with choosers; `said(recipe)` is called with each new sentence."""

    def __init__(self, host: QWidget, card: SentenceCard, said: Callable[[Recipe], object]) -> None:
        super().__init__(host)
        self._card, self._said = card, said
        self.choosers = Choosers(host)
        self.sheet: ConditionSheet | None = None
        self._recipe = rule_sentence.new_recipe()
        self._choices: RuleChoices | None = None
        card.asked.connect(self.ask)
        card.condition_wanted.connect(lambda button: self._ask_condition(None, button))
        card.action_wanted.connect(self._ask_action)
        card.limits_wanted.connect(self._ask_limits)
        self.choosers.chosen.connect(self._choose)
        self.choosers.removed.connect(self.remove)

    def take(self, recipe: Recipe, choices: RuleChoices) -> None:
        """Write on in this recipe."""
        self._recipe, self._choices = recipe, choices

    def ask(self, slot: Slot, button: QWidget) -> None:
        """Let the user choose another word."""
        if slot.kind is SlotKind.CONDITION:
            self._ask_condition(_number(slot.name), button)
        else:
            self.choosers.open(slot, button, removable=_is_action(slot.name) and len(self._recipe.actions) > 1)

    def remove(self, name: str) -> bool:
        """Take the condition or the action out of the sentence that a word belongs to; False for any other word."""
        number = _number(name)
        if name.startswith("condition."):
            self._say(rule_sentence.with_condition(self._recipe, number, None))
        elif _is_action(name) and len(self._recipe.actions) > 1:
            self._say(rule_sentence.with_action(self._recipe, number, None))
        else:
            return False
        return True

    def _remove_from_sheet(self, name: str) -> None:
        self.choosers.close_()
        self.remove(name)

    def close_(self) -> None:
        """Put an open sheet away."""
        self.choosers.close_()

    def _say(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._said(recipe)

    def _choose(self, name: str, value: object) -> None:
        self._say(rule_sentence.with_slot(self._recipe, name, value))

    def _ask_condition(self, number: int | None, button: QWidget) -> None:
        choices = self._choices
        if choices is None:
            return
        parts = self._recipe.conditions.parts
        found = parts[number] if number is not None and number < len(parts) else None
        if found is not None and not isinstance(found, Condition):
            # Conditions in a group come from elsewhere; as a whole they can be taken out.
            self.choosers.open_menu((), None, button, lambda _value: None, remove=f"condition.{number}")
            return
        groups = condition_fields(choices, self._recipe.subject)
        sheet = ConditionSheet(groups, found, currency=choices.currency)

        def taken(condition: Condition) -> None:
            self.choosers.close_()
            self._say(rule_sentence.with_condition(self._recipe, number, condition))

        sheet.taken.connect(taken)
        parts_of_foot: list[QWidget | None] = [Button(_("Take over"), "primary", icon="check", on=sheet.take), None]
        if number is not None:
            name = f"condition.{number}"
            away = Button(_("Remove this"), "ghost", icon="trash-2")
            away.clicked.connect(lambda: self._remove_from_sheet(name))
            parts_of_foot.append(away)
        foot = QWidget()
        row(foot, *parts_of_foot, margins=(0, 8, 0, 0))
        self.sheet = sheet
        self.choosers.open_sheet(sheet, foot, button, width=_WIDE)

    def _ask_action(self, button: QWidget) -> None:
        if self._choices is None:
            return
        offered = action_choices(self._recipe.subject)

        def taken(value: str | int | None) -> None:
            self._say(rule_sentence.with_action(self._recipe, None, Action(Do(str(value)))))

        self.choosers.open_menu(offered, None, button, taken)

    def _ask_limits(self, button: QWidget) -> None:
        body, limits = QWidget(), self._recipe.limits
        once = Switch(_("At most once for each record"), on=limits.once)
        planned = Switch(_("Not where something is planned already"), on=limits.unless_planned)
        lines = [row(None, switch, Text(switch.accessibleName(), 13), None, gap=8) for switch in (once, planned)]
        column(body, *lines, gap=8)

        def taken() -> None:
            wanted = Limits(once.isChecked(), planned.isChecked())
            self._say(with_part(self._recipe, limits=wanted))

        once.toggled.connect(lambda _on: taken())
        planned.toggled.connect(lambda _on: taken())
        self.choosers.open_sheet(body, None, button)


def _number(name: str) -> int:
    parts = name.split(".")
    return int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else 0


def _is_action(name: str) -> bool:
    return name.startswith("action.")
