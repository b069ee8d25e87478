"""The form for somebody new: it knows the companies, says who is there already, and marks what cannot be right."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.panes.contacts.form import NewContactForm
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.fields import LineField
from tests.ui.office import Stage


@pytest.fixture
def form(stage: Stage) -> NewContactForm:
    """Return the form for a new person."""
    made = NewContactForm("person", stage.desk)
    stage.qtbot.addWidget(made)
    made.show()
    return made


def line(form: NewContactForm, name: str) -> LineField:
    field = form.fields[name]
    assert isinstance(field, LineField)
    return field


def test_companies_are_offered_and_people_are_not(stage: Stage, form: NewContactForm) -> None:
    company = line(form, "company_name")
    assert isinstance(company, ContactField)
    company.line.setFocus()
    QTest.keyClicks(company.line, "seeb")
    stage.settle()
    offered = [
        company._found.item(place).data(Qt.ItemDataRole.UserRole)[1] for place in range(company._found.rowCount())
    ]
    kinds = {stage.reader.scalar("select kind from contact where name = ?", (name,)) for name in offered}
    assert "Hotel Seeblick GmbH" in offered
    assert kinds == {"company"}
    company.show_contact(stage.found("contact", "Hotel Seeblick GmbH"), "Hotel Seeblick GmbH")
    assert form.typed().company_id == stage.found("contact", "Hotel Seeblick GmbH")


def test_who_is_there_already_is_named_while_typing_and_can_be_taken(stage: Stage, form: NewContactForm) -> None:
    used: list[Any] = []
    form.used.connect(lambda ref, new: used.append((ref, new)))
    QTest.keyClicks(line(form, "given_name").line, "Miriam")
    stage.settle()
    assert not form.hint.isVisible()
    QTest.keyClicks(line(form, "family_name").line, "Kessler")
    stage.settle()
    assert form.hint.isVisible()
    assert "Miriam Kessler (Hotel Seeblick GmbH) has the same name." in form.hint.accessibleName()
    line(form, "phone").set_value("0171 555 20 18")
    next(link for link in form.hint.findChildren(Link) if link.text() == "Take this one").click()
    ((ref, new),) = used
    assert ref == stage.found("contact", "Miriam Kessler")
    assert new.phone == "0171 555 20 18"


def test_opening_somebody_closes_the_form(stage: Stage, form: NewContactForm) -> None:
    opened: list[int] = []
    form.opened.connect(opened.append)
    QTest.keyClicks(line(form, "family_name").line, "Kessler")
    QTest.keyClicks(line(form, "given_name").line, "Miriam")
    stage.settle()
    next(link for link in form.hint.findChildren(Link) if link.text() == "Open").click()
    assert opened == [stage.found("contact", "Miriam Kessler")]
    assert not form.isVisible()


@pytest.mark.parametrize(
    ("field", "typed"), [("phone", "abc"), ("email", "keine adresse"), ("city", "12345"), ("street", "Irgendwo")]
)
def test_what_cannot_be_right_is_marked_where_it_stands(
    stage: Stage, form: NewContactForm, field: str, typed: str
) -> None:
    def save(new: NewContact) -> None:
        stage.desk.do(contacts.add_person, new=new, failed=form.fail)

    form.filled.connect(save)
    line(form, "family_name").set_value("Neu")
    line(form, field).set_value(typed)
    before = stage.reader.scalar("select count(*) from contact")
    form.submit()
    stage.settle()
    marked = "city" if field == "street" else field
    assert line(form, marked).error()
    assert stage.reader.scalar("select count(*) from contact") == before


def test_an_address_is_put_together_from_both_fields(stage: Stage, form: NewContactForm) -> None:
    line(form, "street").set_value("Ring 3")
    line(form, "city").set_value("A-1010 Wien")
    line(form, "family_name").set_value("Huber")
    stage.desk.do(contacts.add_person, new=form.typed())
    stage.settle()
    sql = """select a.country || a.postal_code || a.city from address a
        join contact c on c.id = a.contact_id and c.name = 'Huber'"""
    assert stage.reader.scalar(sql) == "AT1010Wien"
