"""The inbox of inquiries in a window: text comes in, is read, corrected, assigned, declined, and taken on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.documents.list_sheet import PrintedList
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.operations.leads import leads
from crm_desktop.store.queries.leads import LeadDetail, LeadTab, lead
from crm_desktop.ui.commands import mailing, printing
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.leads import saving
from crm_desktop.ui.panes.leads.answer import AnswerForm
from crm_desktop.ui.panes.leads.convert_form import ConvertForm
from crm_desktop.ui.panes.leads.forms import DeclineForm, LaterForm, NewLeadForm
from crm_desktop.ui.panes.leads.pane import LeadsPane
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.toast import Toast
from tests.ui.office import Stage

TEXT = """Guten Tag,

wir suchen jemanden für eine Empfangstheke mit Stauraum.

Viele Grüße
Jana Friese

Praxis am Park
Parkallee 7, 21339 Lüneburg
Telefon 04131 60 11 42
j.friese@praxis-am-park.example
"""

F = TypeVar("F", bound=QDialog)


def inbox(stage: Stage) -> LeadsPane:
    """Show the inbox and return it."""
    stage.window.show()
    stage.window.go(Place("leads"))
    pane = stage.window.current_pane()
    assert isinstance(pane, LeadsPane)
    stage.settle()
    return pane


def add(stage: Stage, **fields: Any) -> int:
    """Let an inquiry come in from elsewhere and return its id."""
    made: list[int] = []
    stage.desk.do(leads.add_lead, then=lambda outcome: made.append(outcome.value), **fields)
    stage.until(lambda: bool(made))
    stage.settle()
    return made[0]


def kept(stage: Stage, lead_id: int) -> LeadDetail:
    found = lead(stage.reader, lead_id=lead_id)
    assert found is not None
    return found


def shown(stage: Stage, pane: LeadsPane, kind: type[F]) -> F:
    """Return the form that is open."""
    stage.until(lambda: any(form.isVisible() for form in pane.findChildren(kind)))
    return next(form for form in pane.findChildren(kind) if form.isVisible())


def in_hand(stage: Stage, pane: LeadsPane, lead_id: int) -> None:
    """Bring an inquiry under the cursor and wait for it."""
    stage.window.go(Place("leads", "lead", lead_id))
    stage.until(lambda: pane.acts.found() is not None and pane.list.picked_id() == lead_id)
    stage.settle()


def put_on_clipboard(text: str) -> None:
    # Not as QMimeData of Python's: the clipboard outlives the interpreter, which must not be asked then.
    QGuiApplication.clipboard().setText(text)


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drag something over a widget and let go; return whether it took it."""
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, buttons, keys))
    return enter.isAccepted()


def test_keys_wait_for_a_text_that_is_being_taken_in(stage: Stage) -> None:
    add(stage, raw_text="Guten Tag, wir brauchen einen Esstisch aus Eiche. Viele Grüße, Ole Petersen")
    pane = inbox(stage)
    stage.until(lambda: pane.acts.found() is not None)
    before = pane.list.picked_id()
    put_on_clipboard(TEXT)
    pane.acts.paste()
    pane.acts.bin()
    pane.acts.decline()
    assert pane.acts.found() is None
    assert not [form for form in pane.findChildren(DeclineForm) if form.isVisible()]
    stage.until(lambda: pane.list.picked_id() not in (0, before))
    stage.until(lambda: pane.acts.found() is not None)
    assert lead(stage.reader, lead_id=before) is not None


def test_a_text_from_the_clipboard_becomes_an_inquiry_whose_fields_can_be_corrected(stage: Stage) -> None:
    ids = list(stage.reader.ids("select id from lead where deleted_at is null"))
    stage.desk.do(leads.delete_leads, lead_ids=ids)
    pane = inbox(stage)
    before = pane.list.model.everything()
    assert (before, pane.list.isVisible()) == (0, False)
    put_on_clipboard(TEXT)
    # Nothing has come in yet: the keys act all the same.
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: pane.list.model.everything() == before + 1)
    stage.until(lambda: (found := pane.acts.found()) is not None and found.lead.raw_text.startswith("Guten Tag"))
    stage.settle()
    found = pane.acts.found()
    assert found is not None
    assert pane.detail.arrived.text.toPlainText().strip() == TEXT.strip()
    proposal = pane.detail.proposal
    email = proposal.fields["email"]
    assert isinstance(email.field, LineField)
    assert email.field.value() == "j.friese@praxis-am-park.example"
    assert email.disc.number > 0
    # A phrase shows its field, and a field its phrase.
    pane.detail.arrived.text.pointed.emit(email.disc.number)
    stage.until(email.field.line.hasFocus)
    assert pane.detail.arrived.text.strong() == email.disc.number
    phone = proposal.fields["phone"]
    phone.field.setFocus()
    stage.until(lambda: pane.detail.arrived.text.strong() == phone.disc.number)
    # A correction is kept when the field is left; the text stays as it arrived.
    title = proposal.fields["title"].field
    assert isinstance(title, LineField)
    title.setFocus()
    title.line.setText("Empfangstheke")
    QTest.keyClick(title.line, Qt.Key.Key_Return)
    stage.until(lambda: kept(stage, found.lead.id).title == "Empfangstheke")
    assert kept(stage, found.lead.id).raw_text.strip() == TEXT.strip()
    stage.window.undo()
    stage.until(lambda: kept(stage, found.lead.id).title != "Empfangstheke")


def test_an_inquiry_is_taken_on_by_enter_and_taken_back_by_undo(stage: Stage) -> None:
    lead_id = add(
        stage, fields={"given_name": "Nora", "family_name": "Neuland", "company": "Neuland Werkstatt",
                       "title": "Ladentheke", "budget_cents": 1_200_000, "phone": "04131 99 88 77"},
    )  # fmt: skip
    pane = inbox(stage)
    in_hand(stage, pane, lead_id)
    pane.list.view.setFocus()
    QTest.keyClick(pane.list.view, Qt.Key.Key_Return)
    form = shown(stage, pane, ConvertForm)
    assert form.title_field.value() == "Ladentheke"
    assert form.amount.cents() == 1_200_000
    stage.until(lambda: bool(form.makes.text()))
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: kept(stage, lead_id).status is LeadStatus.CONVERTED)
    stage.settle()
    made = kept(stage, lead_id)
    toast = stage.window.findChildren(Toast)[-1]
    toast.other.click()
    stage.until(lambda: stage.window.place() == Place("board", "deal", made.deal_id or 0))
    stage.window.go(Place("leads"))
    stage.settle()
    assert made.deal_title == "Ladentheke"
    assert (made.contact_name, made.company_name) == ("Nora Neuland", "Neuland Werkstatt")
    assert pane.list.model.row_of(lead_id) < 0
    stage.window.undo()
    stage.until(lambda: kept(stage, lead_id).status is LeadStatus.NEW)
    stage.settle()
    assert pane.list.model.row_of(lead_id) >= 0
    assert kept(stage, lead_id).deal_id is None


def test_what_is_known_already_is_named_and_can_be_assigned(stage: Stage) -> None:
    lead_id = add(stage, fields={"company": "Hotel Seeblick", "title": "Tresen"})
    pane = inbox(stage)
    in_hand(stage, pane, lead_id)
    known = pane.detail.proposal.known
    assert known.isVisible()
    match = next(one for one in known.found if "Seeblick" in one.name)
    known.assign_asked.emit(match.id)
    stage.until(lambda: match.id in (kept(stage, lead_id).company_id, kept(stage, lead_id).contact_id))
    stage.settle()
    assert match.name in known.accessibleName()
    known.release_asked.emit()
    stage.until(lambda: kept(stage, lead_id).company_id is None)
    stage.settle()
    # Who is said to be somebody else is not asked about again.
    known.new_asked.emit()
    stage.settle()
    assert not known.isVisible()
    # While one types in another name, it looks again for others only.
    assert lead_id in pane.deeds.strangers


@pytest.mark.slow
def test_while_a_name_is_typed_somebody_known_is_named(stage: Stage) -> None:
    lead_id = add(stage, fields={"title": "Tresen", "phone": "04131 5"})
    pane = inbox(stage)
    in_hand(stage, pane, lead_id)
    company = pane.detail.proposal.fields["company"].field
    assert isinstance(company, LineField)
    company.line.setFocus()
    QTest.keyClicks(company.line, "Hotel Seeblick")
    stage.until(lambda: any("Seeblick" in one.name for one in pane.detail.proposal.known.found))
    assert kept(stage, lead_id).company == ""


def test_several_are_declined_with_one_key_and_stand_in_another_tab(stage: Stage) -> None:
    ids = [add(stage, fields={"company": f"Werbung {number}"}) for number in range(3)]
    pane = inbox(stage)
    in_hand(stage, pane, ids[0])
    pane.list.view.selectAll()
    stage.until(pane.bulk.isVisible)
    pane.acts.decline()
    form = shown(stage, pane, DeclineForm)
    QTest.keyClick(form, Qt.Key.Key_6)
    stage.until(lambda: all(kept(stage, one).status is LeadStatus.DISQUALIFIED for one in ids))
    stage.settle()
    assert pane.detail.isVisible() or not pane.list.model.rowCount()
    pane.acts.next_tab()
    pane.acts.next_tab()
    stage.settle()
    assert pane.list.tab is LeadTab.DISQUALIFIED
    assert {row.id for row in pane.list.model.rows()} >= set(ids)
    in_hand(stage, pane, ids[1])
    assert pane.acts.has_declined()
    assert pane.detail.foot.reopen.isVisible()
    assert not pane.detail.proposal.fields["company"].field.isEnabled()
    pane.acts.reopen()
    stage.until(lambda: kept(stage, ids[1]).status is LeadStatus.NEW)


def test_a_call_answers_an_inquiry_and_later_puts_it_off(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.ui.panes.leads.deeds.QDesktopServices.openUrl", lambda _url: True)
    lead_id = add(stage, fields={"company": "Kowalski Immobilien", "phone": "04131 1 23 45"})
    pane = inbox(stage)
    in_hand(stage, pane, lead_id)
    pane.acts.call()
    form = shown(stage, pane, AnswerForm)
    form.composer.edit.setPlainText("Ruft morgen zurück")
    form.composer.submit()
    stage.until(lambda: kept(stage, lead_id).status is LeadStatus.CONTACTED)
    stage.settle()
    assert kept(stage, lead_id).answered_at is not None
    assert pane.detail.arrived.entries.rows()
    pane.acts.later()
    later = shown(stage, pane, LaterForm)
    later.submit()
    stage.until(lambda: kept(stage, lead_id).later_until is not None)
    pane.acts.qualify()
    stage.until(lambda: kept(stage, lead_id).status is LeadStatus.QUALIFIED)


def test_one_is_entered_by_hand_from_anywhere(stage: Stage) -> None:
    stage.window.show()
    stage.window.run(stage.window.registry["lead.new"])
    pane = stage.window.current_pane()
    assert isinstance(pane, LeadsPane)
    form = shown(stage, pane, NewLeadForm)
    form.submit()
    assert form.fields["family_name"].error()
    assert form.isVisible()
    form.lines["company"].line.setText("Hotel Seeblick")
    form.lines["company"].edited.emit()
    stage.until(lambda: any("Seeblick" in one.name for one in form.known.found))
    match = next(one for one in form.known.found if "Seeblick" in one.name)
    form.known.assign_asked.emit(match.id)
    form.lines["person"].line.setText("Frau Petra Sommer")
    form.budget.set_cents(500_000)
    form.submit()
    stage.until(lambda: pane.list.model.rowCount() > 0 and pane.acts.found() is not None)
    stage.settle()
    found = pane.acts.found()
    assert found is not None
    lead_ = found.lead
    assert (lead_.salutation, lead_.given_name, lead_.family_name) == ("Frau", "Petra", "Sommer")
    assert lead_.budget_cents == 500_000
    assert match.id in (lead_.company_id, lead_.contact_id)


def test_mails_and_texts_can_be_dropped_and_tables_are_left_to_the_import(stage: Stage, tmp_path: Path) -> None:
    pane = inbox(stage)
    mail = tmp_path / "anfrage.eml"
    mail.write_bytes(
        b"From: Ole Hansen <ole@bootshaus.example>\r\nTo: info@brandt.example\r\nSubject: Einbauten\r\n"
        b"Date: Mon, 23 Nov 2026 09:00:00 +0100\r\n\r\nWir brauchen Einbauten.\r\n"
    )
    words = tmp_path / "notiz.txt"
    words.write_text("Was kostet eine Treppe?", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in (mail, words)])
    before = pane.list.model.everything()
    assert drop(pane, data)
    stage.until(lambda: pane.list.model.everything() == before + 2)
    stage.settle()
    assert {"ole@bootshaus.example"} <= {row.email for row in pane.list.model.rows()}
    text = QMimeData()
    text.setText("Bitte ein Angebot für zwei Bänke")
    assert drop(pane, text)
    stage.until(lambda: pane.list.model.everything() == before + 3)
    bad = tmp_path / "leer.eml"
    bad.write_bytes(b"nothing")
    pane.incoming.take_files([bad])
    stage.settle()
    assert pane.list.model.everything() == before + 3


def test_the_place_survives_a_rebuild_and_a_narrow_window_shows_one_part_at_a_time(stage: Stage) -> None:
    ids = [add(stage, raw_text=f"Sonderwunsch {word}") for word in ("eins", "zwei")]
    pane = inbox(stage)
    in_hand(stage, pane, ids[0])
    stage.window.rebuild()
    stage.settle()
    again = stage.window.current_pane()
    assert isinstance(again, LeadsPane)
    stage.until(lambda: again.list.picked_id() == ids[0] and again.acts.found() is not None)
    stage.window.resize(1024, 700)
    stage.settle()
    assert again.detail.arrived.isVisible() != again.detail.proposal.isVisible()
    again.detail.show_part("text")
    assert again.detail.arrived.isVisible()
    again.list.field.set_value("sonderwunsch zwei")
    stage.until(lambda: [row.id for row in again.list.model.rows()] == [ids[1]])
    assert again.escape()
    stage.until(lambda: again.list.model.rowCount() >= 2)


@pytest.mark.slow
def test_the_list_goes_out_on_paper_as_a_table_and_leads_to_its_report(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(stage, fields={"company": "Praxis am Park", "title": "Tresen"})
    pane = inbox(stage)
    made: list[PrintedList] = []
    monkeypatch.setattr(printing, "print_list", lambda _at, _by, _name, gather: made.append(gather(stage.reader)))
    pane.print_view()
    assert "Praxis am Park" in str(made[0].groups)
    target = tmp_path / "Anfragen.csv"
    monkeypatch.setattr(saving, "where_to_save", lambda *_args: target)
    pane.acts.save_table()
    stage.until(target.exists)
    assert b"Praxis am Park" in target.read_bytes()
    gone: list[Place] = []
    monkeypatch.setattr(pane.acts, "_workplace", replace(stage.window.workplace, go=gone.append))
    pane.acts.open_report()
    assert gone == [Place("reports", intent="report", words="leads-source")]


@pytest.mark.slow
def test_an_answer_by_mail_is_noted_and_opens_a_draft(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown_files: list[Path] = []

    def show(path: Path) -> bool:
        shown_files.append(path)
        return True

    monkeypatch.setattr(mailing, "show", show)
    monkeypatch.setattr(mailing, "has_mail_program", lambda: True)
    lead_id = add(stage, fields={"family_name": "Friese", "email": "j@praxis.example", "title": "Tresen"})
    pane = inbox(stage)
    in_hand(stage, pane, lead_id)
    pane.acts.mail()
    stage.until(lambda: bool(shown_files))
    assert b"j@praxis.example" in shown_files[0].read_bytes()
    assert kept(stage, lead_id).status is LeadStatus.CONTACTED
