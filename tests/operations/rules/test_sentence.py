"""A rule reads as a sentence in either language, and each of its words can be chosen anew."""

from __future__ import annotations

import pytest

from crm_desktop.base import i18n
from crm_desktop.base.errors import BadInput
from crm_desktop.domain import recipes
from crm_desktop.domain.criteria import Check, Condition, Group, Join
from crm_desktop.domain.recipes import Action, Recipe
from crm_desktop.domain.rules import Do, On, Subject
from crm_desktop.operations.firm import setup
from crm_desktop.operations.rules.choices import RuleChoices, condition_fields, rule_choices
from crm_desktop.operations.rules.parts import Slot, SlotKind
from crm_desktop.operations.rules.sentence import (
    new_recipe,
    sentence,
    spoken,
    summary,
    with_action,
    with_condition,
    with_slot,
    with_trigger,
)
from crm_desktop.operations.rules.words import action_word, trigger_word
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.ruled import recipe


@pytest.fixture
def choices(writer: Writer, reader: Reader) -> RuleChoices:
    setup.start_firm(writer, language="en")
    return rule_choices(reader)


def slots(said: Recipe, choices: RuleChoices) -> dict[str, Slot]:
    parts = [part for line in sentence(said, choices).lines for part in line.parts]
    return {part.name: part for part in parts if isinstance(part, Slot)}


def test_a_rule_reads_as_one_sentence(choices: RuleChoices) -> None:
    dear = {"field": "offer.net", "is": "at_least", "value": 200_000}
    still = {"field": "offer.deal_status", "is": "is", "value": "open"}
    said = recipe("offer_unanswered", conditions={"all": [dear, still]}, days=7, limits={"once": True})
    assert spoken(said, choices) == (
        "When an offer has no answer 7 days after it was sent and the offer total is at least €2,000 "
        "and the status of its deal is “Open”, then plan a task “Ask again” for the next working day."
    )
    found = sentence(said, choices)
    assert [(line.role, line.place) for line in found.lines] == [("when", 0), ("if", 0), ("if", 1), ("then", 0)]
    assert found.limits == "At most once for each offer. What it plans falls on working days."
    assert summary(said) == "Plan a task after 7 days"


def test_all_at_least_one_or_none_of_the_conditions_can_be_chosen(choices: RuleChoices) -> None:
    dear = {"field": "offer.net", "is": "at_least", "value": 200_000}
    still = {"field": "offer.deal_status", "is": "is", "value": "open"}
    said = recipe("offer_unanswered", conditions={"all": [dear, still]}, days=7)
    found = slots(said, choices)
    assert "join.0" not in found, "one condition has nothing to belong together with"
    assert [(one.value, one.text) for one in found["join.1"].choices] == [
        ("all", "All of this applies"), ("any", "At least one of this applies"), ("none", "None of this applies"),
    ]  # fmt: skip
    some = with_slot(said, "join.1", "any")
    assert some.conditions == Group(Join.ANY, said.conditions.parts)
    assert "least €2,000 or the status of its deal" in spoken(some, choices)
    none = with_slot(said, "join.1", "none")
    assert "sent and not the offer total is at least €2,000 and not the status" in spoken(none, choices)
    assert slots(none, choices)["join.0"].value == "none", "also a single one can be turned back"
    assert with_slot(none, "join.0", "all") == said


def test_every_word_can_be_chosen_anew(choices: RuleChoices) -> None:
    stage = choices.stages[1]
    said = with_slot(new_recipe(), "trigger.on", "deal_stays")
    said = with_slot(said, "trigger.stage_id", stage.id)
    said = with_slot(said, "trigger.days", None)
    said = with_slot(said, "action.0.do", "move_deal")
    assert slots(said, choices)["action.0.stage_id"].missing
    with pytest.raises(BadInput, match="which stage"):
        recipes.check(said)
    said = with_slot(said, "action.0.stage_id", choices.stages[2].id)
    recipes.check(said)
    assert spoken(said, choices) == (
        f"When a deal has been in the stage “{stage.name}” for too long, "
        f"then move the deal into the stage “{choices.stages[2].name}”."
    )
    held = slots(said, choices)["trigger.stage_id"]
    assert (held.kind, held.value, held.choices[2].group) == (SlotKind.CHOICE, stage.id, "Sales")
    with pytest.raises(KeyError):
        with_slot(said, "trigger.colour", "red")


def test_conditions_and_actions_are_added_and_taken_away_and_go_with_what_the_rule_is_about(
    choices: RuleChoices,
) -> None:
    said = with_condition(new_recipe(), None, Condition("offer.net", Check.AT_LEAST, 100_000))
    said = with_condition(said, None, Condition("category", Check.IS, "A"))
    said = with_action(said, None, Action(Do.ADD_TAG, tag="Asked"))
    assert len(sentence(said, choices).lines) == 5
    about_deals = with_trigger(said, On.DEAL_WON)
    assert [part.field for part in about_deals.conditions.parts if isinstance(part, Condition)] == ["category"]
    assert about_deals.trigger.days is None
    said = with_action(with_condition(said, 0, None), 0, None)
    assert [line.role for line in sentence(said, choices).lines] == ["when", "if", "then"]
    anyone = Recipe(said.trigger, Group(Join.ANY, (*said.conditions.parts, said.conditions)), said.actions)
    assert "or the category is “A”" in spoken(anyone, choices)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_trigger_and_action_has_a_whole_sentence_in_either_language(language: str, choices: RuleChoices) -> None:
    i18n.speak(language)
    for on in On:
        said = with_trigger(new_recipe(), on)
        parts = sentence(said, choices).lines[0].parts
        assert "{" not in "".join(part.text for part in parts)
        assert any(isinstance(part, Slot) and part.name == "trigger.on" for part in parts)
        assert trigger_word(on)
    for do in Do:
        said = Recipe(new_recipe().trigger, Group(), (Action(do),))
        line = sentence(said, choices).lines[-1]
        assert "{" not in line.text
        assert line.text.endswith(".")
        assert action_word(do)


def test_the_fields_of_a_condition_are_those_of_the_record_and_of_its_contact(choices: RuleChoices) -> None:
    for subject in Subject:
        fields = [field for _group, fields in condition_fields(choices, subject) for field in fields]
        names = [field.name for field in fields]
        assert "category" in names
        assert "segment" in names
        assert all(name.partition(".")[0] == subject for name in names if name.partition(".")[0] in set(Subject))
        assert all(field.word and field.checks for field in fields)
