"""Rules are written, switched, copied, sorted and deleted in steps that can be undone."""

from __future__ import annotations

import pytest

from crm_desktop.base import i18n
from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.domain import recipes
from crm_desktop.operations.rules import rules
from crm_desktop.operations.rules.choices import rule_choices
from crm_desktop.operations.rules.ready import add_ready_rule, ready_rules
from crm_desktop.operations.rules.sentence import new_recipe, spoken
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.queries.rules import RuleRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.ruled import recipe


def rows(reader: Reader) -> list[RuleRow]:
    return queries.rules(reader, now=NOW)


def names(reader: Reader) -> list[str]:
    return [row.name for row in rows(reader)]


def test_a_rule_is_written_changed_switched_and_deleted_and_each_can_be_undone(writer: Writer, reader: Reader) -> None:
    said = recipe("deal_won", limits={"once": True})
    made = rules.add_rule(writer, name=" Won ", recipe=said)
    assert made.label == "Add rule “Won”"
    [row] = rows(reader)
    assert (row.name, row.enabled, row.recipe) == ("Won", False, said)
    rules.change_rule(writer, rule_id=made.value, name="Hurray", recipe=recipe("deal_lost"))
    assert rules.switch_rule(writer, rule_id=made.value, on=True).label == "Switch rule “Hurray” on"
    [row] = rows(reader)
    assert (row.enabled, row.active_since, row.recipe.trigger.on) == (True, NOW, "deal_lost")
    copy = rules.copy_rule(writer, rule_id=made.value).value
    assert names(reader) == ["Hurray", "Hurray 2"]
    rules.move_rule(writer, rule_id=copy, position=0)
    assert names(reader) == ["Hurray 2", "Hurray"]
    assert [row.enabled for row in rows(reader)] == [False, True]
    rules.delete_rule(writer, rule_id=made.value)
    for _step in range(6):
        writer.undo()
    assert names(reader) == []
    assert queries.counts(reader, now=NOW) == (0, 0, 0, 0, 0, 0)


def test_rules_that_lack_something_are_refused_with_the_part_that_is_wrong(writer: Writer, reader: Reader) -> None:
    rules.add_rule(writer, name="Won", recipe=recipe("deal_won"))
    with pytest.raises(BadInput, match="already"):
        rules.add_rule(writer, name="won", recipe=recipe("deal_won"))
    with pytest.raises(BadInput, match="needs a name"):
        rules.add_rule(writer, name=" ", recipe=recipe("deal_won"))
    for field, said in (("lead.source", "no field"), ("shoe size", "shoe")):
        wrong = recipe("deal_won", conditions={"field": field, "is": "is", "value": "x"})
        with pytest.raises(BadInput, match=said):
            rules.add_rule(writer, name="X", recipe=wrong)
    assert names(reader) == ["Won"]


@pytest.mark.parametrize(
    ("trigger", "actions", "part", "said"),
    [
        ({}, [], "trigger", "when it acts"),
        ({"on": "deal_won", "format": 2}, [], "trigger", "newer version"),
        ({"on": "offer_unanswered"}, [], "trigger", "how many days"),
        ({"on": "offer_unanswered", "days": 0}, [], "trigger", "one is the least"),
        ({"on": "offer_unanswered", "days": "7"}, [], "trigger", "no number of days"),
        ({"on": "tag_gained"}, [], "trigger", "Which tag|which tag"),
        ({"on": "segment_left"}, [], "trigger", "which segment"),
        ({"on": "date_near", "days": 3}, [], "trigger", "which date"),
        ({"on": "deal_won"}, [], "actions", "does something"),
        ({"on": "deal_won"}, [{"do": "dance"}], "actions", "nothing a rule can do"),
        ({"on": "deal_won"}, [{"do": "task"}], "actions", "few words"),
        ({"on": "deal_won"}, [{"do": "task", "text": "x", "kind": "dance"}], "actions", "whether a task"),
        ({"on": "deal_won"}, [{"do": "task", "text": "x", "priority": "top"}], "actions", "urgent"),
        ({"on": "deal_won"}, [{"do": "email"}], "actions", "which template"),
        ({"on": "lead_came"}, [{"do": "move_deal", "stage_id": 1}], "actions", "move a deal"),
        ({"on": "deal_won"}, [{"do": "task", "text": "x"}] * 9, "actions", "8 things"),
        ({"on": "deal_won"}, [{"do": "add_tag", "tag": 7}], "actions", "cannot stand here"),
    ],
)
def test_what_is_wrong_in_plain_data_is_said(
    trigger: dict[str, object], actions: list[dict[str, object]], part: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as error:
        recipes.read(trigger, {}, actions, {})
    assert error.value.field == part


@pytest.mark.parametrize("language", ["en", "de"])
def test_twelve_ready_rules_can_be_switched_on_in_either_language(
    language: str, writer: Writer, reader: Reader
) -> None:
    i18n.speak(language)
    ready = ready_rules(reader)
    assert len(ready) == 12
    for one in ready:
        assert not one.taken
        add_ready_rule(writer, key=one.key, enabled=True)
        assert spoken(one.recipe, rule_choices(reader)).endswith(".")
    assert all(one.taken for one in ready_rules(reader))
    assert names(reader) == [one.name for one in ready]
    again = add_ready_rule(writer, key=ready[0].key).value
    assert names(reader)[-1] == f"{ready[0].name} 2"
    row = queries.rule(reader, rule_id=again, now=NOW)
    assert row is not None
    assert row.recipe == ready[0].recipe
    with pytest.raises(NotFound):
        add_ready_rule(writer, key="dance")


def test_what_a_new_rule_begins_with_can_be_kept_as_plain_data(writer: Writer, reader: Reader) -> None:
    rules.add_rule(writer, name="New", recipe=new_recipe())
    assert rows(reader)[0].recipe == new_recipe()
