"""Templates in the settings: begun from a ready text, checked while written, shown as somebody would get them, kept."""

from __future__ import annotations

from crm_desktop.store.queries.templates import templates
from crm_desktop.ui.commands.template_form import TemplateForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.templates_page import TemplatesPage
from tests.ui.office import Stage


def test_a_template_is_begun_checked_tried_and_kept(stage: Stage) -> None:
    stage.window.go(Place("settings", intent="templates"))
    stage.settle()
    page = stage.window.findChild(TemplatesPage)
    assert page is not None
    page.kind.choose("letter")
    page.ask()
    stage.settle()
    before = len(page.rows)
    page.add.click()
    form = stage.window.findChild(TemplateForm)
    assert form is not None
    form.language.choose("de")
    form._show_language()
    stage.until(lambda: bool(form.list.buttons))
    stage.until(lambda: "say" in form.state.text())
    form.words["name"].set_value("Probe")
    body = form.words["body"]
    body.set_value("wir grüßen ")
    form.list.buttons["Vorname"].click()
    assert body.value().endswith("{Vorname}") or body.value().startswith("{Vorname}")
    body.set_value("wir grüßen {Vornahme}")
    form.check()
    stage.until(lambda: form.state.text() == "Nothing stands for {Vornahme}.")
    body.set_value("wir grüßen {Ort}")
    form.check()
    stage.until(lambda: form.state.text() == "No mistakes.")
    stage.until(lambda: form.preview.view.page_count() == 1)
    first = form.preview.contact_id()
    form.preview.after.click()
    assert form.preview.contact_id() != first
    form.condition.click()
    assert "{if field}{end}" in body.value()
    form.submit()
    stage.until(lambda: bool(body.error()))
    body.set_value("wir grüßen {Ort}")
    form.submit()
    stage.until(lambda: any(one.name == "Probe" for one in templates(stage.reader, kind="letter")))
    stage.until(lambda: len(page.rows) == before + 1)
    line = next(line for line in page.rows if line.template.name == "Probe")
    line.copy.click()
    stage.until(lambda: len(page.rows) == before + 2)
    line = next(line for line in page.rows if line.template.name == "Probe 2")
    line.remove.click()
    stage.until(lambda: len(page.rows) == before + 1)
