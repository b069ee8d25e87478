"""The rule in hand: what is written and not kept yet, shown as a sentence and tried on the last ninety days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.recipes import Recipe
from crm_desktop.operations.rules.dry_run import DryRun, clashes, dry_run
from crm_desktop.operations.rules.sentence import sentence
from crm_desktop.store.queries.rules import RuleRow
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models import rule_draft as drafts
from crm_desktop.ui.models.rule_draft import NEW, Draft
from crm_desktop.ui.models.rules import Seen, state_of
from crm_desktop.ui.panes.rules.deeds import Deeds
from crm_desktop.ui.panes.rules.rule_page import RulePage
from crm_desktop.ui.panes.rules.writing import Writing


class RuleInHand(QObject):
    """Shows one rule on its page; drafts of several are kept until they are saved or dropped.

    Signals: `kept(rule id)` when a rule was saved; `given_up()` when a new one was dropped.
    """

    kept = Signal(int)
    given_up = Signal()

    def __init__(self, workplace: Workplace, page: RulePage, deeds: Deeds, writing: Callable[..., Writing]) -> None:
        super().__init__(page)
        self._workplace, self._page, self._deeds = workplace, page, deeds
        self.seen: Seen | None = None
        #: The id of the rule in view, NEW for one that is not kept yet, None for none.
        self.here: int | None = None
        self._drafts: dict[int, Draft] = {}
        self.writing = writing(page.sentence, self._say)
        page.renamed.connect(self._rename)
        page.save_wanted.connect(lambda on: self.save(on=on))
        page.drop_wanted.connect(self.drop)

    def row(self) -> RuleRow | None:
        """Return the rule in view as it is kept."""
        return self.seen.rule(self.here) if self.seen is not None and self.here else None

    def draft(self) -> Draft | None:
        """Return the rule in view as it is being written; None for none, or one that cannot be read."""
        if self.here is None:
            return None
        kept, held = self.row(), self._drafts.get(self.here)
        if kept is None:
            return held if self.here == NEW else None
        try:
            fresh = drafts.of(kept)
        except BadInput:
            return None
        return fresh if held is None else fresh.saying(held.recipe)

    def can_save(self) -> bool:
        """Whether there is something to be saved or switched on."""
        draft, kept = self.draft(), self.row()
        return draft is not None and (draft.changed or kept is None or state_of(kept) != "on")

    def begin(self) -> None:
        """Begin a rule of one's own; one that was begun is written on."""
        self._drafts.setdefault(NEW, drafts.fresh())
        self.show(NEW)

    def show(self, rule_id: int) -> None:
        """Show a rule."""
        if rule_id != self.here:
            self.writing.close_()
            self._page.show_problem("")
        self.here = rule_id
        self.show_again()

    def show_again(self) -> None:
        """Show the rule in view as it is now."""
        seen, draft, kept = self.seen, self.draft(), self.row()
        if seen is None:
            return
        if draft is None:
            if kept is not None:
                self._show_broken(kept)
            return
        self.writing.take(draft.recipe, seen.choices)
        lacks = draft.lacks()
        both = [] if lacks else clashes(seen.rules, draft.recipe, rule_id=draft.rule_id or None)
        self._page.show_rule(draft, kept, sentence(draft.recipe, seen.choices), both)
        if lacks:
            self._workplace.desk.forget(self._page.trial)
            self._page.trial.lack(lacks)
        else:
            self._try(draft.recipe, seen)

    def first_word(self) -> None:
        """Go to the first word of the sentence that can be chosen."""
        word = self._page.sentence.first_word()
        if word is not None:
            word.setFocus()

    def save(self, *, on: bool) -> None:
        """Keep the rule as it is written; `on` switches it on as well."""
        draft, seen = self.draft(), self.seen
        if draft is None or seen is None:
            return
        lacks = draft.lacks()
        if lacks:
            self._page.show_problem(lacks)
            self.first_word()
            return
        name = (self._page.name.text() if draft.is_new else draft.name).strip() or draft.named()
        kept, held = self.row(), draft.rule_id

        def saved(rule_id: int) -> None:
            self._drafts.pop(held, None)
            self.kept.emit(rule_id)

        self._deeds.save(draft, name, on=on and (kept is None or state_of(kept) != "on"), then=saved)

    def drop(self) -> None:
        """Take the sentence back to what is kept; a new rule is given up."""
        if self.here is None:
            return
        self._drafts.pop(self.here, None)
        self._page.show_problem("")
        if self.here == NEW:
            self.here = None
            self.given_up.emit()
        else:
            self.show_again()

    def forget(self) -> None:
        """Drop what was written of the rule in view, and open questions."""
        self._drafts.pop(self.here or NEW, None)

    def plain(self) -> list[dict[str, Any]]:
        """Return what is written and not kept yet, for closing the window."""
        return [drafts.plain(draft) for draft in self._drafts.values() if draft.changed]

    def take_up(self, kept: Mapping[str, Any], seen: Seen) -> bool:
        """Take up what `plain` put away, and the rule that was in view; False where that is gone."""
        for plain in kept.get("drafts", {}).get("rules", []):
            draft = drafts.from_plain(plain, seen.rule(plain["rule"]))
            if draft is not None:
                self._drafts[draft.rule_id] = draft
        here = kept.get("here", NEW)
        there = bool(here) and seen.rule(here) is not None
        if there or NEW in self._drafts:
            self.here = here if there else NEW
        return there or NEW in self._drafts

    def _say(self, recipe: Recipe) -> None:
        """Take the sentence as it was changed."""
        draft = self.draft()
        if draft is not None and self.here is not None:
            self._drafts[self.here] = draft.saying(recipe)
            self._page.show_problem("")
            self.show_again()

    def _rename(self, name: str) -> None:
        draft = self.draft()
        if draft is None:
            return
        if draft.is_new:
            self._drafts[NEW] = Draft(NEW, name, draft.recipe)
        elif name.strip() != draft.name:
            self._deeds.rename(draft.rule_id, name)

    def _show_broken(self, kept: RuleRow) -> None:
        try:
            _recipe = kept.recipe
        except BadInput as error:
            self._page.show_broken(kept, str(error))

    def _try(self, recipe: Recipe, seen: Seen) -> None:
        """Try the rule on the last ninety days."""
        trial, today = self._page.trial, self._workplace.today()

        def show(run: DryRun) -> None:
            trial.show_run(run, recipe.subject, today)

        trial.wait()
        self._workplace.desk.ask(
            dry_run, recipe=recipe, now=self._workplace.clock(), choices=seen.choices, then=show,
            failed=lambda error: trial.lack(str(error)), asker=trial, topic="trial", lane="rules",
        )  # fmt: skip
