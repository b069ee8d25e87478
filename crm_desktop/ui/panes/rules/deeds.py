"""What the pane of rules has done: each is one step, told in a toast that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import steps
from crm_desktop.operations.rules import ready as rule_ready
from crm_desktop.operations.rules import rules
from crm_desktop.operations.steps import Turned
from crm_desktop.store.queries.rules import RunRow
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.models.rule_draft import Draft

#: Where a record is looked at.
_PANES = {"deal": "board", "offer": "offers", "lead": "leads", "contact": "contacts"}


class Deeds(QObject):
    """Does things with rules; `failed` says why something could not be done."""

    def __init__(self, workplace: Workplace, failed: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._failed = workplace, failed

    def save(self, draft: Draft, name: str, *, on: bool, then: Callable[[int], object]) -> None:
        """Keep a rule, and switch it on where that is wanted; `then` gets its id."""
        if draft.is_new:
            self._do(rules.add_rule, name=name, recipe=draft.recipe, enabled=on, then=lambda done: then(done.value))
            return

        def switch(_done: Outcome[Any]) -> None:
            if on:
                self.switch(draft.rule_id, on=True)
            then(draft.rule_id)

        if draft.changed:
            self._do(
                rules.change_rule, rule_id=draft.rule_id, recipe=draft.recipe, version=draft.version, then=switch
            )  # fmt: skip
        elif on:
            self.switch(draft.rule_id, on=True)

    def rename(self, rule_id: int, name: str) -> None:
        """Give a rule another name."""
        self._do(rules.change_rule, rule_id=rule_id, name=name)

    def switch(self, rule_id: int, *, on: bool) -> None:
        """Switch a rule on or off."""
        self._do(rules.switch_rule, rule_id=rule_id, on=on)

    def copy(self, rule_id: int, then: Callable[[int], object]) -> None:
        """Make a copy of a rule."""
        self._do(rules.copy_rule, rule_id=rule_id, then=lambda done: then(done.value))

    def delete(self, rule_id: int) -> None:
        """Put a rule away."""
        self._do(rules.delete_rule, rule_id=rule_id)

    def move(self, rule_id: int, position: int) -> None:
        """Bring a rule to another place."""
        self._do(rules.move_rule, rule_id=rule_id, position=position)

    def take_ready(self, key: str, *, on: bool, then: Callable[[int], object]) -> None:
        """Take a ready rule over."""
        self._do(rule_ready.add_ready_rule, key=key, enabled=on, then=lambda done: then(done.value))

    def undo(self, run: RunRow) -> None:
        """Take the step back in which a rule acted, with everything after it."""
        if run.step_id is None:
            return

        def told(outcome: Outcome[Turned]) -> None:
            words = _("Undone: {step}").format(step=outcome.label)
            if outcome.value.problem:
                words = f"{words} – {outcome.value.problem}"
            self._workplace.notify(Notice(words))

        self._workplace.desk.do(steps.undo_through, step_id=run.step_id, then=told, failed=self._tell, job=_("Undoing"))

    def open_record(self, kind: str, ref: int, contact_id: int | None) -> None:
        """Show what a rule acted on; tasks and orders are shown with their contact."""
        if kind in _PANES:
            self._workplace.go(Place(_PANES[kind], kind, ref))
        elif contact_id is not None:
            self._workplace.go(Place("contacts", "contact", contact_id))

    def _do(
        self,
        operation: Callable[..., Outcome[Any]],
        *,
        then: Callable[[Outcome[Any]], object] | None = None,
        **arguments: Any,
    ) -> None:
        def done(outcome: Outcome[Any]) -> None:
            self._failed("")
            if outcome.step is not None:
                self._workplace.notify(Notice(outcome.label, undo=True))
            if then is not None:
                then(outcome)

        self._workplace.desk.do(operation, then=done, failed=self._tell, **arguments)

    def _tell(self, error: CrmError) -> None:
        self._failed(str(error))
