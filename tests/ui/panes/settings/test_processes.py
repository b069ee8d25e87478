"""Processes in the settings: begun from a template, with follow-up sets and offers of their own."""

from __future__ import annotations

import pytest

from crm_desktop.store.queries.follow_up_sets import follow_up_sets
from crm_desktop.store.queries.pipelines import manners, pipelines, stages
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.process_forms import ProcessForm, ProcessOffersForm
from crm_desktop.ui.panes.settings.stages_page import StagesPage
from crm_desktop.ui.widgets.text import Text
from tests.ui.office import Stage


@pytest.mark.slow
def test_a_process_is_begun_from_a_template_and_shaped(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("settings", intent="stages"))
    pane = stage.window.current_pane()
    assert pane is not None
    page = pane.findChild(StagesPage)
    assert page is not None
    stage.until(lambda: bool(page._shown.pipelines))
    before = len(page._shown.pipelines)

    page.add.click()
    form = page.findChild(ProcessForm)
    assert form is not None
    form.start.set_value("maintenance")
    form.start.edited.emit()
    assert "Maintenance" in form.name.line.placeholderText()
    form.submit()
    stage.until(lambda: len(pipelines(stage.reader)) == before + 1)
    stage.until(lambda: len(page.follow_up.boxes) == 1)
    stage.until(lambda: any("Contract is out" in text.text() for text in page.findChildren(Text)))

    box = page.follow_up.boxes[0]
    box.name.set_value("Contract reminder")
    box.name.left.emit()
    stage.until(lambda: [one.name for one in follow_up_sets(stage.reader)] == ["Contract reminder"])
    stage.until(lambda: page.follow_up.boxes[0].name.value() == "Contract reminder")
    page.follow_up.boxes[0].tasks[0].subject.set_value("")
    page.follow_up.boxes[0].tasks[0].subject.left.emit()
    stage.until(lambda: bool(page._problem.text()))
    stage.until(lambda: page.follow_up.boxes[0].tasks[0].subject.value() != "")
    page.follow_up.boxes[0].add.click()
    stage.until(lambda: len(follow_up_sets(stage.reader)[0].tasks) == 3)
    stage.until(lambda: len(page.follow_up.boxes[0].tasks) == 3)

    made = pipelines(stage.reader)[-1]
    assert len(stages(stage.reader, pipeline_id=made.id)) == 4
    page.ask_offers(made)
    offers = page.findChild(ProcessOffersForm)
    assert offers is not None
    offers.layout_field.set_value("plain")
    offers.language.button("en").click()
    offers.texts["closing"].set_value("Goodbye")
    offers.submit()
    stage.until(lambda: manners(stage.reader)[-1].layout == "plain")
    assert manners(stage.reader)[-1].texts["en"]["closing"] == "Goodbye"
    stage.settle()
