"""Looking after the data: one decision at a time by single keys, each a step that can be taken back."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Standing
from crm_desktop.domain.quality import Care
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.mass_form import MassForm, change_many
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.quality.pane import QualityPane
from crm_desktop.ui.widgets.fields import LineField
from tests.builders import standing_clock
from tests.ui.office import Stage


@pytest.fixture
def pane(stage: Stage) -> QualityPane:
    """Return the pane over a firm with a sure double, one who cannot be reached, and an address with a slip."""
    double = NewContact(
        name="Zwirn GmbH", email="info@zwirn.example", phone="04131 778899", standing=Standing.CUSTOMER,
        address_text="Am Sande 7, 21335 Lüneburg",
    )  # fmt: skip
    for new in (
        double,
        double,
        NewContact(name="Stumm KG", standing=Standing.CUSTOMER, address_text="Uferweg 1, 21335 Lüneburg"),
        NewContact(name="Vertipper KG", email="info@gmial.com"),
    ):
        stage.desk.do(contacts.add_company, new=new)
    stage.settle()
    stage.window.show()
    stage.window.go(Place("quality"))
    found = stage.window.current_pane()
    assert isinstance(found, QualityPane)
    stage.until(found.is_filled)
    stage.settle()
    return found


def titles(pane: QualityPane) -> list[str]:
    rows = (pane.model.decision(row) for row in range(pane.model.rowCount()))
    return [one.title for one in rows if one is not None]


def choose(stage: Stage, pane: QualityPane, title: str) -> None:
    pane.queue.setCurrentIndex(pane.model.index(titles(pane).index(title)))
    stage.settle()


def count(stage: Stage, name: str) -> int:
    return int(str(stage.reader.scalar("select count(*) from contact where name = ?", (name,))))


def test_doubles_are_merged_called_different_and_put_off_by_single_keys(stage: Stage, pane: QualityPane) -> None:
    assert "Zwirn GmbH" in titles(pane)
    choose(stage, pane, "Zwirn GmbH")
    stage.until(lambda: pane.double.grid is not None)
    pane.queue.setFocus()
    QTest.keyClick(pane.queue, Qt.Key.Key_M)
    stage.until(lambda: count(stage, "Zwirn GmbH") == 1)
    stage.until(lambda: "Zwirn GmbH" not in titles(pane))
    stage.desk.undo()
    stage.until(lambda: "Zwirn GmbH" in titles(pane))
    choose(stage, pane, "Zwirn GmbH")
    pane.call_different()
    stage.until(lambda: "Zwirn GmbH" not in titles(pane))
    assert count(stage, "Zwirn GmbH") == 2
    stage.desk.undo()
    stage.until(lambda: "Zwirn GmbH" in titles(pane))
    first = titles(pane)[0]
    choose(stage, pane, first)
    pane.later()
    assert titles(pane)[-1] == first
    pane.merge_sure()
    stage.until(lambda: count(stage, "Zwirn GmbH") == 1)
    stage.until(lambda: "Zwirn GmbH" not in titles(pane))


def test_what_is_missing_is_filled_in_and_what_is_wrong_mended_where_it_is_told(
    stage: Stage, pane: QualityPane
) -> None:
    pane.next_care()
    assert pane._care is Care.INCOMPLETE
    choose(stage, pane, "Stumm KG")
    field = pane.mend.fields["email"]
    assert isinstance(field, LineField)
    field.set_value("kein")
    field.line.returnPressed.emit()
    stage.until(lambda: bool(pane.mend.fields["email"].error()))
    field.set_value("info@stumm.example")
    field.line.returnPressed.emit()
    stage.until(lambda: set(pane.mend.fields) == {"category"})
    assert "Stumm KG" in titles(pane), "the category is still missing"
    pane._choose(Care.WRONG)
    choose(stage, pane, "Vertipper KG")
    (field,) = pane.mend.fields.values()
    assert isinstance(field, LineField)
    assert field.value() == "info@gmail.com"
    pane.take_mend()
    stage.until(lambda: "Vertipper KG" not in titles(pane))
    has = partial(stage.reader.scalar, "select count(*) from contact_point where value = 'info@gmail.com'")
    assert has() == 1
    choose(stage, pane, "Schmidt Immobilien GmbH")
    place = "select postal_code || ' ' || city from address where contact_id = ?"
    lies = partial(stage.reader.scalar, place, (stage.found("contact", "Schmidt Immobilien GmbH"),))
    for key, right in ((Qt.Key.Key_2, "21337 Lüneburg"), (Qt.Key.Key_4, "21244 Buchholz in der Nordheide")):
        stage.until(lambda: "Schmidt Immobilien GmbH" in titles(pane))
        choose(stage, pane, "Schmidt Immobilien GmbH")
        QTest.keyClick(pane.queue, key)
        stage.until(lambda: "Schmidt Immobilien GmbH" not in titles(pane))
        assert lies() == right
        stage.desk.undo()
        stage.until(lambda: lies() == "21244 Lüneburg")


def test_a_look_can_be_stopped_and_begun_again(stage: Stage, pane: QualityPane) -> None:
    pane.look_again()
    pane.looking.stop()
    stage.until(lambda: not pane.looking.is_going_on())
    stage.until(pane._again.isVisible)
    pane._again.click()
    stage.until(lambda: not pane.looking.is_going_on())
    stage.until(pane._again.isHidden)
    assert pane.is_filled()


def test_who_was_long_silent_is_called_and_each_answer_is_one_key(stage: Stage, pane: QualityPane) -> None:
    def silence(writer: Writer, *, name: str) -> Outcome[None]:
        with writer.step("long ago") as work:
            sql = "update contact set last_activity_at = '2020-01-02T08:00:00.000Z' where name = ?"
            work.execute(sql, (name,))
        return work.outcome(None)

    before = pane.waiting.counts[Care.STALE]
    for name in ("Stumm KG", "Zwirn GmbH"):
        stage.desk.do(silence, name=name)
    stage.until(lambda: pane.waiting.counts.get(Care.STALE) == before + 3)
    pane._choose(Care.STALE)
    choose(stage, pane, "Zwirn GmbH")
    assert (pane.has_call(), pane.calls.phone()) == (True, "04131 778899")
    pane.queue.setFocus()
    QTest.keyClick(pane.queue, Qt.Key.Key_N)
    stage.until(lambda: stage.reader.scalar("select count(*) from activity where result = 'not_reached'") == 1)
    assert titles(pane)[-1] == "Zwirn GmbH", "who was not reached waits behind the others"
    choose(stage, pane, "Stumm KG")
    pane.change()
    pane.calls.fields["phone"].set_value("kein")
    pane.confirm()
    stage.until(lambda: bool(pane.calls.fields["phone"].error()))
    pane.calls.fields["phone"].set_value("04131 112233")
    pane.confirm()
    stage.until(lambda: "Stumm KG" not in titles(pane))
    confirmed = "select confirmed_on from contact c join contact_point p on p.contact_id = c.id where value = ?"
    assert stage.reader.scalar(confirmed, ("04131 112233",)) == standing_clock().date().isoformat()
    stage.desk.undo()
    stage.until(lambda: "Stumm KG" in titles(pane))
    choose(stage, pane, "Stumm KG")
    QTest.keyClick(pane.queue, Qt.Key.Key_B)
    stage.until(lambda: "Stumm KG" not in titles(pane))
    stage.until(lambda: stage.reader.scalar("select stale from health") == before + 2)


def test_many_are_changed_at_once_with_a_preview_and_one_undo(stage: Stage, pane: QualityPane) -> None:
    before = count(stage, "Zwirn GmbH")
    pane.change_many()
    (form,) = stage.window.findChildren(MassForm)
    assert not form.accept_button.isEnabled()
    form.field.combo.setCurrentIndex(form.field.combo.findData("name"))
    form.field.edited.emit()
    assert form.how.value() == "replace"
    assert not form.looked_for.isHidden()
    form.looked_for.set_value("zwirn gmbh")
    form.value.set_value("Faden GmbH")
    form.looked_for.edited.emit()
    stage.until(form.accept_button.isEnabled)
    assert form.accept_button.text() == f"Change in {before} places"
    assert form.model.index(0, 2).data() == "Faden GmbH"
    form.submit()
    stage.until(lambda: count(stage, "Faden GmbH") == before)
    stage.until(lambda: "Faden GmbH" in titles(pane))
    stage.desk.undo()
    stage.until(lambda: count(stage, "Zwirn GmbH") == before)
    form = change_many(pane.workplace, stage.window, [1, 2, 3])
    form.field.combo.setCurrentIndex(form.field.combo.findData("tag"))
    form.field.edited.emit()
    assert form.how.value() == "add"
    stage.until(lambda: "Enter a name first." in form.summary.text())
    form.reject()
    stage.settle()


def test_where_nothing_waits_there_is_praise(stage: Stage, pane: QualityPane) -> None:
    for care in Care:
        pane.waiting.decisions[care] = []
        pane.waiting.counts[care] = 0
    pane._choose(Care.STALE)
    stage.settle()
    assert pane.pages.currentIndex() == 0
    assert pane.pages.isVisible()
    pane.waiting.counts[Care.WRONG] = 1
    pane._choose(Care.STALE)
    assert pane.pages.currentIndex() == 1
    assert {command.id for command in pane.commands() if command.enabled(pane.workplace)} == {
        "quality.sure", "quality.kind", "quality.many", "quality.again",
    }  # fmt: skip


def test_one_key_confirms_a_contact_where_it_is_looked_at(stage: Stage, pane: QualityPane) -> None:
    contact_id = stage.found("contact", "Stumm KG")
    stage.window.go(Place("contacts", "contact", contact_id))
    stage.settle()
    stage.window.registry["contacts.confirm"].run(stage.window.workplace)
    confirmed = partial(stage.reader.scalar, "select confirmed_on from contact where id = ?", (contact_id,))
    stage.until(lambda: confirmed() == standing_clock().date().isoformat())
    stage.settle()
