"""An entry that was found is brought into view, wherever in the history it stands."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.history import history
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.companies.pane import CompaniesPane
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.widgets.toast import Toast
from tests.builders import NOW
from tests.ui.office import Stage


def note(stage: Stage, contact_id: int, text: str, days: int, *, pinned: bool = False) -> int:
    """Write a note so many days ago and return its id."""
    found: list[int] = []
    stage.desk.do(
        history.log_activity, kind=ActivityKind.NOTE, contacts=[contact_id], body=text,
        at=NOW - timedelta(days=days), then=lambda outcome: found.append(outcome.value),
    )  # fmt: skip
    stage.until(lambda: bool(found))
    if pinned:
        stage.desk.do(history.pin_activity, activity_id=found[0], pinned=True)
    stage.settle()
    return found[0]


def marked(stage: Stage) -> int:
    """Return the id of the entry in the cursor of the history."""
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None and pane.person.timeline.view.currentIndex().isValid())
    stage.settle()
    assert pane.person is not None
    entry = pane.person.timeline.model.entry_at(pane.person.timeline.view.currentIndex())
    assert entry is not None
    return entry.id


def test_a_hit_in_the_history_shows_its_contact_and_marks_the_entry(stage: Stage) -> None:
    kessler = stage.found("contact", "Miriam Kessler")
    old = note(stage, kessler, "Die alte Theke war aus Nussbaum", 400)
    stage.window.show()
    stage.window.go(Place("contacts", "contact", kessler, "entry", old))
    assert marked(stage) == old
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    assert pane.subject() is not None
    assert pane.person is not None
    view = pane.person.timeline.view
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    other = stage.found("contact", "Jonas Albrecht")
    said = note(stage, other, "Zweite Lieferung", 30, pinned=True)
    stage.window.go(Place("contacts", "activity", said))
    stage.until(lambda: pane.subject() is not None and pane.subject().ref == other)  # type: ignore[union-attr]
    assert marked(stage) == said


def test_a_filter_that_hides_the_entry_gives_way(stage: Stage) -> None:
    kessler = stage.found("contact", "Miriam Kessler")
    said = note(stage, kessler, "Nussbaum geölt", 3)
    stage.window.show()
    stage.window.go(Place("contacts", "contact", kessler))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None)
    stage.settle()
    assert pane.person is not None
    part = pane.person.timeline
    part.filters.search()
    part.filters.field.line.setText("gibtesnicht")
    part.filters.field.line.textEdited.emit("gibtesnicht")
    stage.settle()
    stage.window.go(Place("contacts", "contact", kessler, "entry", said))
    assert marked(stage) == said
    assert not part.filters.wanted().narrows


def test_an_entry_that_is_gone_is_said_to_be_gone(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("contacts", "activity", 999_999))
    stage.settle()
    said = [label.text() for toast in stage.window.findChildren(Toast) for label in toast.findChildren(QLabel)]
    assert any("not in the history" in words for words in said)


def test_the_company_in_a_heading_leads_to_its_own_page(stage: Stage) -> None:
    kessler = stage.found("contact", "Miriam Kessler")
    stage.window.show()
    stage.window.go(Place("contacts", "contact", kessler))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None)
    stage.settle()
    assert pane.person is not None
    company = stage.reader.scalar("select company_id from contact where id = ?", (kessler,))
    pane.person.heading.company_asked.emit(company)
    stage.settle()
    there = stage.window.current_pane()
    assert isinstance(there, CompaniesPane)
    assert there.subject() is not None
    assert there.subject().ref == company  # type: ignore[union-attr]
