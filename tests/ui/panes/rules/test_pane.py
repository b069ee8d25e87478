"""The pane of rules: switched on from what is ready, written word by word, tried, logged, taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.criteria import Check, Condition, Group
from crm_desktop.domain.recipes import Action, Recipe, Trigger
from crm_desktop.domain.rules import Do, On, Subject
from crm_desktop.operations.deals.deals import win_deal
from crm_desktop.operations.rules import rules as operations
from crm_desktop.operations.rules.choices import condition_fields
from crm_desktop.operations.rules.sentence import new_recipe
from crm_desktop.store.queries.rules import RuleRow, rules
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.rule_draft import NEW
from crm_desktop.ui.panes.rules.condition_sheet import ConditionSheet
from crm_desktop.ui.panes.rules.pane import RulesPane
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.word_button import WordButton
from tests.builders import NOW
from tests.ui.office import Stage


def opened(stage: Stage) -> RulesPane:
    """Show the pane of a firm that has no rules yet."""
    for row in kept(stage):
        stage.desk.do(operations.delete_rule, rule_id=row.id)
    stage.until(lambda: not kept(stage))
    stage.window.show()
    stage.window.go(Place("rules"))
    pane = stage.window.current_pane()
    assert isinstance(pane, RulesPane)
    stage.until(lambda: pane.hand.seen is not None)
    return pane


def kept(stage: Stage) -> list[RuleRow]:
    return rules(stage.reader, now=NOW)


def choose(menu: QMenu | None, words: str) -> None:
    """Choose an entry of a menu by its words, also in a menu inside it."""
    assert menu is not None
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            for one in inner.actions():
                if one.text() == words:
                    one.trigger()
                    menu.close()
                    return
        if action.text() == words:
            action.trigger()
            menu.close()
            return
    raise AssertionError(words)


def test_ready_rules_are_tried_switched_on_and_off_again(stage: Stage) -> None:
    pane = opened(stage)
    stage.until(lambda: len(pane.ready.switches) == 12)
    assert not pane.list.isVisible()
    key = next(iter(pane.ready.trials))
    pane.ready.trials[key].click()
    stage.until(lambda: len(kept(stage)) == 1 and not kept(stage)[0].enabled)
    stage.until(lambda: pane.hand.here == kept(stage)[0].id)
    stage.until(lambda: pane.page.trial.times.text() != "" and pane.page.isVisible())
    assert pane.has_draft()
    stage.window.run(stage.window.registry["rules.save"])
    stage.until(lambda: kept(stage)[0].enabled)
    stage.until(lambda: not pane.has_draft())
    pane.list.view.setFocus()
    QTest.keyClick(pane.list.view, Qt.Key.Key_Space)
    stage.until(lambda: not kept(stage)[0].enabled)
    stage.desk.undo()
    stage.until(lambda: kept(stage)[0].enabled)
    stage.window.run(stage.window.registry["rules.new"])
    assert pane.ready.isVisible()
    assert pane.escape()
    assert pane.page.isVisible()
    stage.settle()


def test_a_rule_is_written_word_by_word_and_kept(stage: Stage) -> None:
    pane = opened(stage)
    pane.begin()
    card, writing = pane.page.sentence, pane.hand.writing
    stage.until(lambda: "trigger.days" in card.buttons)
    card.buttons["trigger.days"].click()
    choose(writing.choosers.menu, "14 days")
    stage.until(lambda: "14" in card.buttons["trigger.days"].text())
    card.add_condition.click()
    sheet = writing.sheet
    assert sheet is not None
    sheet.field.set_value("offer.net")
    sheet.field.edited.emit()
    sheet.check.set_value(Check.AT_LEAST.value)
    sheet.take()
    assert sheet.line.error()
    sheet.line.line.setText("2000")
    sheet.take()
    stage.until(lambda: "condition.0" in card.buttons)
    card.add_action.click()
    choose(writing.choosers.menu, "Add a tag")
    stage.until(lambda: "tag" in pane.page.trial.warning.text())
    pane.hand.save(on=True)
    assert "tag" in pane.page.problem.text()
    writing.remove("action.1.do")
    stage.until(lambda: not pane.page.trial.isHidden() and "tag" not in pane.page.trial.warning.text())
    here = pane.keep()
    assert here["drafts"]["rules"][0]["rule"] == NEW
    pane.page.name.setText("Big offers")
    pane.hand.save(on=True)
    stage.until(lambda: [one.name for one in kept(stage)] == ["Big offers"])
    recipe = kept(stage)[0].recipe
    assert (recipe.trigger.days, len(recipe.conditions.parts), len(recipe.actions)) == (14, 1, 1)
    stage.until(lambda: pane.hand.here == kept(stage)[0].id and not pane.has_draft())
    assert pane.keep()["drafts"]["rules"] == []
    pane.hand.writing._choose("trigger.days", 21)
    assert pane.has_draft()
    pane.hand.drop()
    assert not pane.has_draft()
    stage.settle()


def test_two_rules_on_one_case_are_named_and_rules_are_sorted_copied_and_deleted(stage: Stage) -> None:
    pane = opened(stage)
    for name in ("First", "Second"):
        stage.desk.do(operations.add_rule, name=name, recipe=new_recipe(), enabled=True)
    stage.until(lambda: pane.list.model.rowCount() == 2)
    stage.until(lambda: "Second" in pane.page.clash.text())
    first = kept(stage)[0].id
    pane.shift(1)
    stage.until(lambda: [one.name for one in kept(stage)] == ["Second", "First"])
    pane.copy()
    stage.until(lambda: len(kept(stage)) == 3)
    stage.until(lambda: pane.hand.here not in (None, first))
    pane.delete()
    stage.until(lambda: len(kept(stage)) == 2)
    stage.settle()


def test_what_a_rule_did_stands_in_the_log_and_is_taken_back_there(stage: Stage) -> None:
    pane = opened(stage)
    recipe = Recipe(Trigger(On.DEAL_WON), Group(), (Action(Do.TASK, text="Say thank you"),))
    stage.desk.do(operations.add_rule, name="Thanks", recipe=recipe, enabled=True)
    deal = stage.reader.scalar("select id from deal where status = 'open' and deleted_at is null order by id limit 1")
    stage.desk.do(win_deal, deal_id=deal)
    stage.until(lambda: stage.reader.scalar("select count(*) from rule_run") == 1)
    stage.window.run(stage.window.registry["rules.log"])
    stage.until(lambda: pane.log.model.rowCount() == 1)
    line = pane.log.chosen()
    assert line is not None
    assert (line.run.rule, line.later) == ("Thanks", 0)
    pane.log.undo.click()
    stage.until(lambda: stage.reader.scalar("select status from deal where id = ?", (deal,)) == "open")
    stage.until(lambda: pane.log.model.rowCount() == 0)
    assert not pane.log.undo.isEnabled()
    pane.log.back.click()
    assert not pane.log.isVisible()
    stage.settle()


def test_a_rule_that_failed_says_so_and_one_that_cannot_be_read_is_left_alone(stage: Stage) -> None:
    pane = opened(stage)
    stage.desk.do(operations.add_rule, name="Thanks", recipe=new_recipe(), enabled=True)
    stage.until(lambda: pane.hand.row() is not None)
    row = pane.hand.row()
    assert row is not None
    seen = pane.hand.seen
    assert seen is not None
    paused = row._replace(failures=3, failure="There is no such stage.", paused_at=NOW)
    pane._show(seen._replace(rules=[paused]))
    assert "pauses" in "".join(text.text() for text in pane.page.notices.findChildren(Text))
    pane._show(seen._replace(rules=[row._replace(trigger={"on": "the moon is full"})]))
    assert not pane.page.sentence.isVisible()
    assert "cannot be read" in pane.page.trial.warning.text()
    pane._show(seen._replace(counts=seen.counts._replace(failed_90=2)))
    assert pane.page.sentence.isVisible()
    pane.show_log()
    stage.until(pane.log.notice.isVisible)
    pane.log._show_failed()
    assert pane.log.outcome.value() == "failed"
    stage.until(lambda: not pane.log.notice.isVisible())
    stage.settle()


def test_a_condition_keeps_the_time_it_is_about_and_what_it_chose(stage: Stage) -> None:
    pane = opened(stage)
    seen = pane.hand.seen
    assert seen is not None
    groups = condition_fields(seen.choices, Subject.OFFER)
    asked = (
        Condition("revenue", Check.AT_LEAST, 5_000_00, 365), Condition("revenue", Check.AT_MOST, 5_000_00),
        Condition("offer.deal_status", Check.IS_NOT, "won"), Condition("offer.subject", Check.FILLED),
        Condition("offer.subject", Check.CONTAINS, "Roof"),
    )  # fmt: skip
    for condition in asked:
        sheet = ConditionSheet(groups, condition, currency="EUR")
        stage.qtbot.addWidget(sheet)
        assert sheet.condition() == condition
    fresh = ConditionSheet(groups, None, currency="EUR")
    stage.qtbot.addWidget(fresh)
    assert fresh.condition() is None
    stage.settle()


def test_the_words_of_a_rule_are_reached_and_opened_by_keys(stage: Stage) -> None:
    pane = opened(stage)
    stage.desk.do(operations.add_rule, name="Thanks", recipe=new_recipe(), enabled=True)
    stage.until(lambda: pane.hand.row() is not None and bool(pane.page.sentence.buttons))
    stage.settle()
    pane.list.view.setFocus()
    QTest.keyClick(pane.list.view, Qt.Key.Key_Return)
    words = list(pane.page.sentence.buttons.values())
    assert stage.window.focusWidget() is words[0]
    for word in words[1:]:
        QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab)
        while not isinstance(stage.window.focusWidget(), WordButton):
            QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab)
        assert stage.window.focusWidget() is word
    text = pane.page.sentence.buttons["action.0.text"]
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Return)
    choosers = pane.hand.writing.choosers
    assert choosers.sheet is not None
    assert isinstance(choosers.field, LineField)
    choosers.field.line.setText("Send a card")
    QTest.keyClick(choosers.field.line, Qt.Key.Key_Return)
    stage.until(lambda: "Send a card" in pane.page.sentence.buttons["action.0.text"].text())
    assert stage.window.focusWidget() is pane.page.sentence.buttons["action.0.text"]
    pane.page.sentence.change_limits.click()
    assert choosers.sheet is not None
    once = next(one for one in choosers.sheet.findChildren(Switch) if "once" in one.accessibleName())
    once.click()
    stage.until(lambda: "At most once" not in pane.page.sentence.limits.text())
    QTest.keyClick(once, Qt.Key.Key_Escape)
    stage.until(lambda: choosers.sheet is None)
    assert pane.has_draft()
    stage.settle()
