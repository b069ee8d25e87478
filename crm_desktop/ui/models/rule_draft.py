"""A rule while it is being written: what differs from what is kept, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.domain import recipes
from crm_desktop.domain.recipes import Recipe
from crm_desktop.operations.rules.sentence import new_recipe, summary
from crm_desktop.store.queries.rules import RuleRow

#: The id of a rule that is not kept yet.
NEW = 0


@dataclass(frozen=True)
class Draft:
    """A rule as the page shows it; `kept` is what lies in the file, None for a new one."""

    rule_id: int
    name: str
    recipe: Recipe
    kept: Recipe | None = None
    version: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is not kept yet."""
        return self.rule_id == NEW

    @property
    def changed(self) -> bool:
        """Whether it says something else than what is kept."""
        return self.recipe != self.kept

    def saying(self, recipe: Recipe) -> Draft:
        """Return it with another sentence."""
        return replace(self, recipe=recipe)

    def lacks(self) -> str:
        """Return what the rule still needs, "" for nothing."""
        try:
            recipes.check(self.recipe)
        except BadInput as error:
            return str(error)
        return ""

    def named(self) -> str:
        """Return its name; one that has none yet is called by what it does."""
        return self.name.strip() or summary(self.recipe)


def fresh() -> Draft:
    """Return a rule to begin with."""
    return Draft(NEW, "", new_recipe())


def of(row: RuleRow) -> Draft:
    """Return a kept rule as a draft without changes. Raises BadInput where it cannot be read."""
    recipe = row.recipe
    return Draft(row.id, row.name, recipe, recipe, row.version)


def plain(draft: Draft) -> dict[str, Any]:
    """Return a draft as texts, numbers, lists and dicts, for closing the window."""
    recipe = draft.recipe
    return {
        "rule": draft.rule_id, "name": draft.name, "trigger": recipes.plain_trigger(recipe.trigger),
        "conditions": recipes.plain_conditions(recipe), "actions": recipes.plain_actions(recipe.actions),
        "limits": recipes.plain_limits(recipe.limits),
    }  # fmt: skip


def from_plain(kept: Mapping[str, Any], row: RuleRow | None) -> Draft | None:
    """Return a draft that was put away; None for one that cannot be read or whose rule is gone."""
    if kept["rule"] != NEW and row is None:
        return None
    try:
        base = of(row) if row is not None else None
        recipe = recipes.read_unfinished(kept["trigger"], kept["conditions"], kept["actions"], kept["limits"])
    except BadInput:
        return None
    if base is not None:
        return base.saying(recipe)
    return Draft(NEW, str(kept["name"]), recipe)
