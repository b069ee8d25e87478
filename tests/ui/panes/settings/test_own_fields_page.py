"""Own fields in the settings: made, named, ordered and deleted, each a step that can be undone."""

from __future__ import annotations

import pytest

from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contacts import custom_fields
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.own_field_form import OwnFieldForm
from crm_desktop.ui.panes.settings.own_fields_page import FieldRow, OwnFieldsPage
from crm_desktop.ui.panes.settings.pane import SettingsPane
from crm_desktop.ui.widgets.buttons import IconButton
from tests.ui.office import Stage


@pytest.fixture
def page(stage: Stage) -> OwnFieldsPage:
    """Return the page with two fields."""
    stage.desk.do(custom_fields.add_field, label="Holz", kind=FieldKind.CHOICE, choices=["Eiche", "Esche"])
    stage.desk.do(custom_fields.add_field, label="Stockwerk", kind=FieldKind.NUMBER)
    stage.settle()
    stage.window.show()
    stage.window.go(Place("settings", intent="fields"))
    pane = stage.window.current_pane()
    assert isinstance(pane, SettingsPane)
    found = pane._pages["fields"]
    assert isinstance(found, OwnFieldsPage)
    stage.settle()
    return found


def labels(stage: Stage) -> list[str]:
    return [field.label for field in own_fields(stage.reader)]


def rows(page: OwnFieldsPage) -> list[FieldRow]:
    return list(page.rows.values())


def press(row: FieldRow, name: str) -> None:
    next(button for button in row.findChildren(IconButton) if button.accessibleName() == name).click()


def test_a_field_is_made_in_the_form(stage: Stage, page: OwnFieldsPage) -> None:
    page.add.click()
    form = page.findChild(OwnFieldForm)
    assert form is not None
    form.label.set_value("Gewerk")
    form.submit()
    stage.settle()
    assert labels(stage) == ["Holz", "Stockwerk", "Gewerk"]
    assert [row.name.value() for row in rows(page)] == ["Holz", "Stockwerk", "Gewerk"]


def test_name_and_choices_are_changed_where_they_stand(stage: Stage, page: OwnFieldsPage) -> None:
    row = rows(page)[0]
    row.name.line.setText("Holzart")
    row.name.line.editingFinished.emit()
    stage.settle()
    row.choices.line.setText("Eiche, Esche, Nussbaum")
    row.choices.line.editingFinished.emit()
    stage.settle()
    field = own_fields(stage.reader)[0]
    assert (field.label, field.key, field.choices) == ("Holzart", "Holz", ("Eiche", "Esche", "Nussbaum"))
    assert rows(page)[0] is row, "the row is kept, with the cursor in it"


def test_a_name_that_is_taken_is_refused_with_a_reason(stage: Stage, page: OwnFieldsPage) -> None:
    row = rows(page)[1]
    row.name.line.setText("holz")
    row.name.line.editingFinished.emit()
    stage.settle()
    assert "already" in page._problem.text()
    assert row.name.value() == "Stockwerk"


def test_a_field_moves_up_and_is_deleted_and_comes_back_by_undo(stage: Stage, page: OwnFieldsPage) -> None:
    press(rows(page)[1], "Move Stockwerk up")
    stage.settle()
    assert labels(stage) == ["Stockwerk", "Holz"]
    press(rows(page)[0], "Delete Stockwerk")
    stage.settle()
    assert labels(stage) == ["Holz"]
    stage.desk.undo()
    stage.settle()
    assert [row.name.value() for row in rows(page)] == ["Stockwerk", "Holz"]
