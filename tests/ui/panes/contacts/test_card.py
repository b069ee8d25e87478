"""The card: everything known is edited where it stands, each change one step that is named and can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contacts import contacts, custom_fields
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.queries.surveys import MarkRow
from crm_desktop.ui.commands.case_keeper import Cases
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.own_field_form import OwnFieldForm
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.inline_text import InlineText
from tests.builders import NOW
from tests.ui.office import Stage
from tests.ui.panes.contacts.card_stage import CardStage, line


@pytest.fixture
def kessler(stage: Stage) -> CardStage:
    """Return the card of Miriam Kessler."""
    return CardStage(stage, "Miriam Kessler")


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_enter_keeps_a_change_as_one_step_named_after_field_and_person(kessler: CardStage) -> None:
    kessler.type("job_title", "Einkaufsleiterin")
    assert kessler.card.facts.job_title == "Einkaufsleiterin"
    assert kessler.undo_label() == "Change “Position” of “Miriam Kessler”"
    kessler.stage.desk.undo()
    kessler.stage.settle()
    assert kessler.row("job_title").edit.text() == "Leitung Einkauf"


def test_tab_goes_to_the_next_field_and_keeps_the_one_that_is_left(kessler: CardStage) -> None:
    rows = kessler.body.facts.reach.rows()
    rows[0].edit.setFocus()
    for following in rows[1:]:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert following.edit.hasFocus()
    row = kessler.type("point", "04131 555 12-0", enter=False)
    QTest.keyClick(row.edit, Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "01")
    kessler.stage.settle()
    assert kessler.phones() == ["04131 555 12-0"]
    assert rows[1].edit.hasFocus()
    assert rows[1].edit.text().endswith("01") or rows[1].edit.text().startswith("01")


def test_esc_brings_back_what_was_there(kessler: CardStage) -> None:
    row = kessler.type("job_title", "Quatsch", enter=False)
    QTest.keyClick(row.edit, Qt.Key.Key_Escape)
    assert row.edit.text() == "Leitung Einkauf"
    row.edit.clearFocus()
    kessler.stage.settle()
    assert kessler.card.facts.job_title == "Leitung Einkauf"


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("point", "abc", "04131 228714"),
        ("add address", "irgendwo", "Street 1, 12345 Town"),
        ("birthday", "irgendwann", "2026-12-31"),
        ("vat_id", "DE136695967", "Compare it"),
        ("iban", "DE89 3704 0044 0532 0130 01", "Compare it"),
    ],
)
def test_what_cannot_be_right_says_beside_the_field_what_to_do(
    kessler: CardStage, key: str, typed: str, said: str
) -> None:
    if key in ("birthday", "vat_id", "iban"):
        kessler.body.facts.want(key)
    before = kessler.one("select count(*) from step")
    row = kessler.type(key, typed)
    assert row.reason.isVisibleTo(kessler.details)
    assert said in row.reason.text()
    assert row.edit.property("invalid")
    assert kessler.one("select count(*) from step") == before
    QTest.keyClick(row.edit, Qt.Key.Key_Escape)
    assert row.edit.text() == row.fact.value
    assert not row.edit.property("invalid")


def test_a_doubtful_postal_code_is_kept_and_doubted(kessler: CardStage) -> None:
    kessler.type("add address", "Uferweg 12, 2133 Lüneburg")
    assert kessler.card.addresses[0].postal_code == "2133"
    row = kessler.row("address")
    assert "21335" in row.reason.text()
    assert not row.edit.property("invalid")
    assert row.edit.hasFocus(), "the row that takes the place of the empty one takes its cursor"


def test_an_empty_field_is_quiet_and_one_more_phone_is_added_from_the_menu(kessler: CardStage) -> None:
    kessler.body.facts.want("add fax")
    row = kessler.row("add fax")
    assert row.edit.hasFocus()
    assert row.edit.placeholderText() == "Add fax"
    kessler.type("add fax", "04131 71948-90")
    assert ("fax", "04131 71948-90") in [(point.kind.value, point.value) for point in kessler.card.points]
    assert kessler.undo_label() == "Change “Fax” of “Miriam Kessler”"


def test_kind_label_first_choice_and_removal_are_in_the_menu_of_a_number(kessler: CardStage) -> None:
    number = kessler.row("point")
    first = number.fact.value
    acts = {act.words: act for act in number.fact.acts}
    acts["Switchboard"].on()
    kessler.stage.settle()
    assert kessler.row("point").label.text() == "Switchboard"
    kessler.body.facts.want("add phone")
    kessler.type("add phone", "04131 111 222")
    rows = [row for row in kessler.body.facts.reach.rows() if row.fact.icon == "phone"]
    assert [row.fact.value for row in rows] == [first, "04131 111 222"]
    {act.words: act for act in rows[1].fact.acts}["Make it the first choice"].on()
    kessler.stage.settle()
    assert kessler.phones() == ["04131 111 222", first]
    {act.words: act for act in kessler.row("point").fact.acts}["Fax"].on()
    kessler.stage.settle()
    assert "fax" in [point.kind.value for point in kessler.card.points]
    fax = next(row for row in kessler.body.facts.reach.rows() if row.fact.icon == "printer")
    {act.words: act for act in fax.fact.acts}["Remove"].on()
    kessler.stage.settle()
    assert "fax" not in [point.kind.value for point in kessler.card.points]


def test_an_address_gets_another_kind_and_becomes_the_main_one(kessler: CardStage) -> None:
    kessler.type("add address", "Uferweg 12, 21335 Lüneburg")
    kessler.body.facts.want("add address")
    kessler.type("add address", "Ring 3, A-1010 Wien")
    rows = [row for row in kessler.body.facts.reach.rows() if row.fact.key.startswith("address")]
    assert [row.fact.value for row in rows] == ["Uferweg 12, 21335 Lüneburg", "Ring 3, 1010 Wien, AT"]
    acts = {act.words: act for act in rows[1].fact.acts}
    acts["Delivery"].on()
    kessler.stage.settle()
    acts["Make it the main address"].on()
    kessler.stage.settle()
    assert [(line.kind.value, line.city, line.is_primary) for line in kessler.card.addresses] == [
        ("delivery", "Wien", True),
        ("business", "Lüneburg", False),
    ]


def test_the_whole_value_is_copied_by_hover_button_and_by_key(kessler: CardStage) -> None:
    row = kessler.row("point")
    edit = line(row)
    edit.set_hovered(True)
    assert edit._copy.isVisible()
    edit._copy.trigger()
    assert QGuiApplication.clipboard().text() == row.fact.value
    edit.set_hovered(False)
    assert not edit._copy.isVisible()
    mail = next(row for row in kessler.body.facts.reach.rows() if row.fact.icon == "mail")
    mail.edit.setFocus()
    line(mail).deselect()
    QTest.keyClick(mail.edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == mail.fact.value


def test_what_is_half_typed_survives_a_change_from_elsewhere(kessler: CardStage) -> None:
    row = kessler.type("job_title", "Einkaufslei", enter=False)
    kessler.stage.desk.do(contacts.change_contact, contact_id=kessler.contact_id, fields={"category": "Neu"})
    kessler.stage.settle()
    assert row.edit.text() == "Einkaufslei"
    assert row.edit.hasFocus()
    assert kessler.row("category").edit.text() == "Neu"


def test_a_category_is_offered_while_it_is_typed(kessler: CardStage) -> None:
    row = kessler.type("category", "of", enter=False)
    kessler.stage.settle()
    offered = line(row)._offered
    assert [offered.item(place).text() for place in range(offered.rowCount())] == ["Öffentlich"]
    kessler.choose(row)
    assert kessler.card.facts.category == "Öffentlich"


def test_a_new_employer_is_chosen_or_made_and_the_old_one_stands_below(kessler: CardStage) -> None:
    asked: list[int] = []
    kessler.details.person_asked.connect(asked.append)
    row = kessler.type("company", "Stadtwerke", enter=False)
    kessler.stage.settle()
    kessler.choose(row)
    assert kessler.card.facts.company == "Stadtwerke Lüneburg GmbH"
    former = next(button for button in kessler.body.findChildren(Button) if button.text() == "Hotel Seeblick GmbH")
    former.click()
    assert asked == [kessler.stage.found("contact", "Hotel Seeblick GmbH")]
    kessler.type("company", "Ganz neue Firma")
    assert kessler.one("select kind from contact where name = 'Ganz neue Firma'") == "company"


def test_the_role_in_buying_is_chosen_from_words_or_typed_freely(kessler: CardStage) -> None:
    kessler.type("buying_role", "decides")
    assert kessler.card.facts.buying_role == "decider"
    assert kessler.row("buying_role").edit.text() == "Decides"
    kessler.type("buying_role", "Fragt immer nach")
    assert kessler.card.facts.buying_role == "Fragt immer nach"


def test_tags_are_added_with_type_ahead_and_taken_off_by_key(kessler: CardStage) -> None:
    tags = kessler.body.tags
    tags.edit.setFocus()
    QTest.keyClicks(tags.edit, "mes")
    kessler.stage.settle()
    assert tags.edit._offered.item(0).text() == "Messe Lüneburg"
    QTest.keyClicks(tags.edit, "se, Sonderfall")
    QTest.keyClick(tags.edit, Qt.Key.Key_Return)
    kessler.stage.settle()
    assert {"messe", "Sonderfall"} <= set(kessler.card.tags)
    assert tags.edit.hasFocus()
    assert tags.edit.text() == ""
    QTest.keyClick(tags._chips["Sonderfall"], Qt.Key.Key_Delete)
    kessler.stage.settle()
    assert "Sonderfall" not in kessler.card.tags
    assert "Sonderfall" not in tags.chips()


def test_a_field_made_on_the_card_can_be_filled_at_once(kessler: CardStage) -> None:
    kessler.body.facts._new_field()
    form = kessler.details.window().findChild(OwnFieldForm)
    assert form is not None
    form.kind.set_value(FieldKind.CHOICE.value)
    form.submit()
    kessler.stage.settle()
    assert form.label.error()
    form.label.set_value("Lieblingsholz")
    form.choices.set_value("Eiche, Esche")
    form.submit()
    kessler.stage.settle()
    row = kessler.type("own", "buche")
    assert "Eiche, Esche" in row.reason.text()
    kessler.type("own", "esche")
    assert kessler.card.facts.custom["Lieblingsholz"] == "Esche"
    assert kessler.undo_label() == "Change “Lieblingsholz” of “Miriam Kessler”"


def test_every_kind_of_own_field_is_shown_as_people_read_it(stage: Stage) -> None:
    for kind in (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE, FieldKind.CHECK):
        stage.desk.do(custom_fields.add_field, label=kind.value, kind=kind)
    stage.settle()
    card = CardStage(stage, "Miriam Kessler")
    rows = {row.fact.name: row for row in card.body.facts.own.rows()}
    for name, typed in (("number", "1200,5"), ("money", "99,90"), ("date", "24.12.2026"), ("check", "yes")):
        card.type(rows[name].fact.key, typed)
    assert {name: row.edit.text() for name, row in rows.items()} == {
        "number": "1,200.5", "money": "€99.90", "date": "24/12/2026", "check": "Yes",
    }  # fmt: skip
    before = card.one("select count(*) from step")
    for row in rows.values():
        row.edit.setFocus()
    card.stage.settle()
    assert card.one("select count(*) from step") == before, "walking through the fields changes nothing"


def test_the_letter_line_follows_the_names_while_they_are_typed_and_can_be_overruled(kessler: CardStage) -> None:
    letter = kessler.row("letter_salutation")
    assert letter.edit.placeholderText() == "Sehr geehrte Frau Kessler,"
    kessler.body.facts.toggle_names()
    kessler.type("title", "Prof. Dr.", enter=False)
    assert letter.edit.placeholderText() == "Sehr geehrte Frau Professorin Kessler,"
    kessler.type("salutation", "Familie")
    assert kessler.row("letter_salutation").edit.placeholderText() == "Sehr geehrte Familie Kessler,"
    kessler.type("letter_salutation", "Liebe Miriam,")
    assert kessler.card.facts.letter_salutation == "Liebe Miriam,"


def test_somebody_known_is_named_while_a_number_or_name_is_typed(kessler: CardStage) -> None:
    other = kessler.stage.found("contact", "Katrin Behrens")
    mail = kessler.one("select value from contact_point where contact_id = ? and kind = 'email'", other)
    hint = kessler.body.facts.hint
    opened: list[int] = []
    kessler.details.person_asked.connect(opened.append)
    kessler.type("point", "", enter=False)
    row = next(row for row in kessler.body.facts.reach.rows() if row.fact.icon == "mail")
    row.edit.setFocus()
    row.edit.selectAll()
    QTest.keyClicks(row.edit, mail)
    kessler.stage.settle()
    assert [one.id for one in hint.found] == [other]
    assert "same e-mail" in hint.accessibleName()
    next(button for button in hint.findChildren(Button)).click()
    assert opened == [other]


def test_a_card_without_customers_value_shows_none(stage: Stage) -> None:
    new = NewContact(given_name="Nora", family_name="Neu")
    stage.desk.do(contacts.add_person, new=new)
    stage.settle()
    card = CardStage(stage, "Nora Neu")
    sections = card.body._sections
    assert not sections["value"].isVisibleTo(card.details)
    assert not sections["people"].isVisibleTo(card.details)
    assert not sections["more"].isVisibleTo(card.details)


def test_every_line_and_button_of_the_card_has_a_name(kessler: CardStage) -> None:
    for widget in (*kessler.body.findChildren(Button), *(row.edit for row in kessler.body.facts.reach.rows())):
        assert widget.accessibleName() or widget.text()


def test_a_tag_shows_all_who_have_it(stage: Stage) -> None:
    name = stage.reader.scalar(
        "select c.name from contact c join tag t on t.contact_id = c.id and t.name = 'Newsletter' order by c.id limit 1"
    )
    stage.window.show()
    stage.window.go(Place("contacts", "contact", stage.found("contact", name)))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None and pane.person.details.body is not None)
    assert pane.person is not None
    assert pane.person.details.body is not None
    pane.person.details.body.tags.opened.emit("Newsletter")
    stage.settle()
    assert pane.list.setup.where.tag == "Newsletter"


def test_the_note_is_written_on_the_card_in_as_many_lines_as_it_needs(kessler: CardStage) -> None:
    row = kessler.row("note")
    assert isinstance(row.edit, InlineText)
    low = row.height()
    row.edit.setFocus()
    QTest.keyClicks(row.edit, "Ruft lieber an.")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    QTest.keyClicks(row.edit, "Mag Eiche.")
    kessler.stage.settle()
    kessler.stage.until(lambda: row.height() > low)
    assert kessler.one("select note from contact where id = ?", kessler.contact_id) == ""
    QTest.keyClick(row.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kessler.stage.settle()
    assert kessler.one("select note from contact where id = ?", kessler.contact_id) == "Ruft lieber an.\nMag Eiche."
    QTest.keyClicks(row.edit, " Quatsch")
    QTest.keyClick(row.edit, Qt.Key.Key_Escape)
    assert row.edit.text() == "Ruft lieber an.\nMag Eiche."
    kessler.stage.desk.undo()
    kessler.stage.settle()
    assert not kessler.row("note").edit.text()


def test_an_own_field_for_long_text_takes_several_lines_and_keeps_them_when_left(kessler: CardStage) -> None:
    stage = kessler.stage
    stage.desk.do(custom_fields.add_field, record="contact", label="Anfahrt", kind=FieldKind.LONG)
    stage.settle()
    row = kessler.row("own ")
    assert isinstance(row.edit, InlineText)
    row.edit.setFocus()
    QTest.keyClicks(row.edit, "Hof")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    QTest.keyClicks(row.edit, "Tor 2")
    row.edit.clearFocus()
    stage.settle()
    assert list(kessler.card.facts.custom.values()) == ["Hof\nTor 2"]


def test_the_marks_somebody_gave_in_surveys_stand_on_the_card(kessler: CardStage) -> None:
    marks = kessler.body.marks
    assert marks.isHidden() or not marks.isVisible()
    given = (MarkRow(1, "After the work", NOW, 3, "Too late"), MarkRow(1, "After the work", NOW, 10, ""))
    kessler.details.show_cases(Cases(kessler.contact_id, (), given), NOW.date())
    spoken = [str(marks.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)]
    assert marks.isVisible()
    assert spoken[0].startswith("After the work")
    assert "Too late" in spoken[0]
    assert spoken[0].endswith("3 of 10")
    kessler.details.show_cases(Cases(kessler.contact_id, ()), NOW.date())
    assert not marks.isVisible()
